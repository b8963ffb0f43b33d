"""Editors of the volume that a work stands in, and translators: none of its authors, and no words of its venue."""

from __future__ import annotations

import re
from functools import cache

from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.shortened import is_shortened_word
from papergraph.readers.lexicon.words import AND, is_common, words_of
from papergraph.readers.passages import Run, Runs

_UP = "A-ZÀ-ÖØ-ÞĆČĐĘĞİŁŃŘŚŠŞŹŻŽ"
_PARTICLE = r"(?:(?:de|del|della|van|von|der|den|la|le|da|dos|di|ter)[ '’]){0,3}"
_SURNAME = rf"{_PARTICLE}[{_UP}][\w'’-]+"
_INITIALS = rf"(?:[{_UP}]\.?[ -]?){{0,3}}[{_UP}]\.?"
_NAME = (
    rf"(?:(?:[{_UP}]\.[ -]?){{1,4}}{_SURNAME}(?:[ -]{_SURNAME})?|[{_UP}][\w'’-]+(?: (?:[{_UP}]\. ?){{1,3}}){_SURNAME}"
    rf"|{_SURNAME},? {_INITIALS}|[{_UP}][\w'’-]+ {_SURNAME}(?: {_SURNAME})?)"
)
_NAMES = rf"{_NAME}(?:(?:,|;)?(?: {AND})? {_NAME}(?!:)){{0,6}}(?:,? et al\.?)?"
_MARK = r"(?:[Ee]dd?s?|[Ee]ditors?|EDS?|Hrsg|Hgg?|éds?|dirs?|coords?|orgs?|a cura di|utg|red)"
_ALONE = rf"{_SURNAME}(?:(?:, {_SURNAME})*,? {AND} {_SURNAME})?"
_TURNED = rf"{_SURNAME}, [{_UP}][\w'’-]+(?: [{_UP}]\.?){{0,3}}"  # "Oak, Anna K.; Elm, Ben"
_FIRST = (
    rf"\b(?:[Ii]n:?|[Dd]ans|[Ee][nm]) "
    rf"(?P<names>(?P<who>{_NAMES}|(?P<turned>{_TURNED}(?:(?:; {_TURNED}){{1,6}}| ?(?=[(\[])))"
    rf"|(?P<alone>{_ALONE}))"
    rf"(?:,? ?[(\[]|,? ){_MARK}\.?[)\]]?[,.:]? )(?=\S)"
)
_ORDINAL = r"(?<![\dªº])(?<!\d\.)(?<!\d(?:st|nd|rd|th))(?<!\da)(?<!(?i:revised))"  # "2nd Ed. Pasture Press"
_AFTER = rf"{_ORDINAL},? \(?(?:[Ee]dited by|[Ee]ds?\.(?: by)?) {_NAMES}\)?(?=[,.;:) ]|$)"
_LAST = rf", {_NAMES},? [(\[]?{_MARK}\b(?!(?<=\bEd) [{_UP}])\.?[)\]]?(?=[,.;:) ]|$)|\s?\({_NAMES},? {_MARK}\.?\)"
_OWN = rf"\W*(?:\d+\W+)?{_NAMES}(?P<mark>,? [(\[]?{_MARK}\.?[)\]]?)(?=[.,:] | \()"  # of the whole: its authors
#: … or behind their title, which no other names stand before: "Wool and Hay. Lund A., Oak B. (eds.). Pasture, 2021".
_OWN_BEHIND = (
    rf"\W*(?:\d+\W+)?(?!{_NAMES}[.,:(])[^.?!“\"]{{8,200}}[.?!] {_NAMES}(?P<mark>,? [(\[]{_MARK}\.?[)\]])(?=[.,:])"
)
_TRANSLATED = (  # "IEEE Trans. Pattern Anal." is a journal
    r"(?:,|(?<=[.”\"’)\]]))? \(?"
    r"(?:(?:(?<!\w )(?=[Tt])|(?=[Tt]ransl(?:\.|ated)|[Tt]rans\. by))"
    r"[Tt]rans(?:l?\.|lated)(?: and [Ee]d(?:\.|ited))?(?: by)?|[Ww]ith an introduction by) "
    rf"{_NAMES}(?:,? (?:and |with )?(?:an )?(?:intro(?:d(?:uction)?)?|foreword|preface|notes?)\.?(?: by)? {_NAMES})?"
    r"\)?(?=[,.;:) (]|$)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_FIRST_YEAR = re.compile(
    rf"\[(?:orig\. )?{_YEAR}\] (?={_YEAR})|(?<=\d{{4}})(?<!\d{{5}}) ?(?:\[(?:orig\. )?{_YEAR}\]|/{_YEAR}(?=[).]))"
    rf"|(?<=\w) \([A-Z][\w .,'’-]{{2,40}} : {_YEAR}\)(?=[,.;] )"  # since when there is a journal, in catalogues
)
# No part of an address: "journals.org/".
_HINT = re.compile(
    r"\b(?:edd?s?|editors?|edited|hrsg|hgg?|éds?|dirs?|coords?|orgs?|cura di|utg|red)(?=[\s.,:;)\]]|$)", re.IGNORECASE
)
_NEXT = re.compile(r"[,;] | (?:and|und|et|y|&) ")
_TITLED = re.compile(r"[.?!,]\s|[”\"»]")
_IN_BRACKETS = re.compile(rf"[(\[]{_MARK}\.?[)\]][,.:]? $")
_NAMED = 1.2  # what names before a role in brackets score, at least
_LEAST = 25  # characters before: the editors of the whole work stand first, and are its authors


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return _OWN, _FIRST, _LAST and _AFTER; to compile them costs more than most lists take to be read."""
    return (
        re.compile(rf"{_OWN}|{_OWN_BEHIND.replace('<mark>', '<behind>')}"),
        re.compile(_FIRST),
        re.compile(_LAST),
        re.compile(_AFTER),
    )


@cache
def _translated() -> re.Pattern[str]:
    return re.compile(_TRANSLATED)


def without_translators(runs: Runs) -> Runs:
    """Return the runs without who translated a work: "*Wool*, trans. Anna Lund", "*Wool*. Translated by Anna Lund"."""
    text = "".join(run.text for run in runs if run.image is None)
    if len(text) > 1500 or "rans" not in text:
        return runs
    match = _translated().search(text.replace("\n", " ").replace("\xa0", " "), _LEAST // 2)
    if match is None:
        return runs
    behind = re.findall(r"\w+", text[match.end() : match.end() + 40])[:1]
    words = re.findall(r"\w+", f"{text[: match.start()][-20:]} {match[0]}") + behind
    if any(is_shortened_word(word) for word in words if not word.lower().startswith("trans")):
        return runs  # "Trans. Oakham Math. Soc.", "Phil. Trans. R. Soc. A" are journals
    return without(runs, *match.span())


def without_first_year(runs: Runs) -> Runs:
    """Return the runs without the year of the first edition beside that of the one at hand: "[1962] 1996".

    So too without the place and the first year of a journal: "Journal of Wool (Oakham, Md. : 1950), 2013".
    """
    text = "".join(run.text for run in runs if run.image is None)
    if len(text) > 1500 or ("[" not in text and "/" not in text and " : " not in text):
        return runs
    match = _FIRST_YEAR.search(text)
    return without(runs, *match.span()) if match else runs


def without_editors(runs: Runs) -> Runs:
    """Return the runs without the editors of a volume: "In: Lund A. (ed.) *Book*", "*Book*, edited by Anna Lund"."""
    text = "".join(run.text for run in runs if run.image is None)
    if len(text) > 1500 or not _HINT.search(text):
        return runs
    cut = text.replace("\n", " ").replace("\xa0", " ")
    whole, first, last, after = _patterns()
    if own := whole.match(cut):
        if own["mark"]:
            return without(runs, *own.span("mark"))
        start, end = own.span("behind")
        before = without(runs, start, len(text))
        return (*before, Run(" (edited book)", runs[-1].line), *without(runs, 0, end))  # what kind of work that is
    for pattern in (first, last, after):
        for match in pattern.finditer(cut, _LEAST):
            start, end = match.span("names") if pattern is first else match.span()
            if pattern is not first and cut[end - 1] == "." and cut[end : end + 2].strip().isupper():
                end -= 1  # "…, J. Elm, Ed. Oakham: Pasture Press"
            marked = pattern is first and _IN_BRACKETS.search(match[0]) and _are_named(match["who"] or "")
            people = pattern is not first or match["turned"] or marked or _is_person(match["who"])
            people = people or _is_surname(cut, match)
            if pattern is last and all(map(is_common, words_of(_NEXT.split(match[0].strip(" ,("))[0]))):
                continue  # "…, Machine Learning, Anna Lund and Ben Oak (Eds.)": the book stands before them
            if people and _TITLED.search(cut, 0, match.start()):
                start -= cut[start - 1] == "." == cut[end : end + 1]  # "*Wool*. Ed. by Anna Lund. Pasture Press"
                return without(runs, start, end)
    return runs


def _are_named(who: str) -> bool:
    """Return whether names before a role in brackets are people: all together, or one of them beyond doubt."""
    return people_score(who) >= _NAMED or any(people_score(name) > 2 for name in _NEXT.split(who))


def _is_surname(text: str, match: re.Match[str]) -> bool:
    """Return whether a surname alone is the editor's: "…,” in Lund, ed., *Wool*", not "*Wool in Oakham*, ed."."""
    return match["alone"] is not None and text[: match.start()].rstrip()[-1:] in set('.,?!”"’)')


def _is_person(who: str) -> bool:
    """Return whether the first of some names surely is one: "Anna Lund and B. Oak", "Lund, A.B., Oak, C."."""
    return people_score(_NEXT.split(who)[0]) > 2 or _initials_behind().match(who) is not None


@cache
def _initials_behind() -> re.Pattern[str]:
    return re.compile(rf"{_SURNAME}, (?:[{_UP}]\.[ -]?){{1,3}}(?=[,;&]|and |et |[(\[]|{_MARK}\b)")


_HAN = "\u3400-\u9fff々"
_SIGNED = re.compile(rf"(?P<before>\W*(?:\d+\W+)?)(?P<names>[{_HAN}][{_HAN}・,，、（）()\s]*?)\s*[:：]\s*")
_HAN_ROLE = re.compile(r"[（(]?(?:监修|監訳|監修|编著|編著|共著|合著|主编|主編|共編|编|編|著|訳|译)[)）]?$")


def with_signers(runs: Runs) -> Runs:
    """Return runs that name people in Han writing, with what they did, a colon and a linked title, in a usual way.

    "安藤一郎・石川花子編著, 上田光著: [羊毛入門](…)" becomes "安藤一郎, 石川花子, 上田光. [羊毛入門](…)".
    """
    first = next((n for n, run in enumerate(runs) if run.href is not None), 0)
    text = "".join(run.text for run in runs[:first])
    if not first or text.isascii() or any(run.image is not None for run in runs[:first]):
        return runs
    match = _SIGNED.fullmatch(text)
    if match is None:
        return runs
    names = [_HAN_ROLE.sub("", part.strip()) for part in re.split(r"[,，、・]", match["names"])]
    sure = sum(people_score(name) >= 1.0 for name in names)
    roles = ", ".join(names) != ", ".join(re.split(r"[,，、・]\s*", match["names"]))
    if not all(1 < len(name) <= 6 for name in names) or (2 * sure < len(names) and not roles):
        return runs
    if len(names) == 1 and not roles and not any(re.search(r"\w", run.text) for run in runs[first + 1 :]):
        return runs  # a person and a page
    return (runs[0]._replace(text=f"{match['before']}{', '.join(names)}. "), *runs[first:])


_WITH = re.compile(
    r"\s*(?P<open>[(\[])?(?:[Jj]oint(?:ly)?(?: work)? |[Tt]ogether )?[Ww]ith (?P<names>[^()\[\]“”\"\n:]{3,300}?)"
    r"(?(open)[)\]]\s?[:.,]?|[:.])\s*"
)


def with_others(runs: Runs) -> Runs:
    """Return runs that name before the title with whom it was written in a usual way: "(with Anna Lund) *Wool*"."""
    text = "".join(run.text for run in runs if run.image is None)[:400].replace("\n", " ")
    match = _WITH.match(text) if "ith " in text[:24] else None
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if match is None or first is None or runs[first].href is not None or not re.search(r"\w", text[match.end() :]):
        return runs
    names = _NEXT.split(match["names"])
    if len(match["names"].split()) > 3 + 4 * len(names) or not all(people_score(name) > 0 for name in names):
        return runs
    opening = runs[first]._replace(text=f"{' '.join(match['names'].split())}. ", marks=frozenset())
    return (*runs[:first], opening, *without(runs[first:], 0, match.end()))


_JOINS = re.compile(r"\s*(?:,|,?\s(?:and|&|et|und|y)|&|;)\s*")


def with_names_alike(runs: Runs) -> Runs:
    """Return runs with people who are each set off in italics or bold as plain words: "by *Anna Lund* and *Ben Oak*".

    What stands between them joins names, and the last two are joined by a word.
    """
    at = 0
    while at + 2 < len(runs):
        mark = next((each for each in ("italic", "bold") if each in runs[at].marks), None)
        end = at
        while mark and end + 2 < len(runs) and mark in runs[end + 2].marks and _JOINS.fullmatch(runs[end + 1].text):
            end += 2
        named = runs[at : end + 1]
        joined = end > at and runs[end - 1].text.strip() != "," and not any(run.href or run.image for run in named)
        if joined and all(people_score(run.text) >= 1.5 for run in named[::2]):
            plain = tuple(run._replace(marks=run.marks - {mark}) for run in named)
            return (*runs[:at], *plain, *with_names_alike(runs[end + 1 :]))
        at = end + 1
    return runs


def without(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs without a stretch of their text."""
    out: list[Run] = []
    at = 0
    for run in runs:
        if run.image is not None:
            out.append(run)
            continue
        stop = at + len(run.text)
        left = run.text[: max(0, start - at)] + run.text[min(len(run.text), max(0, end - at)) :]
        if left or stop <= start or at >= end:
            out.append(run._replace(text=left))
        at = stop
    return tuple(out)
