"""The lead of a passage cut into its smallest pieces: at marks, separators and what is enclosed in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from papergraph.readers.flat import SHOWN, Flat, signature
from papergraph.readers.grammar.enclosed import enclosed_spans
from papergraph.readers.grammar.manner import is_manner
from papergraph.readers.grammar.signless import SIGNS, venues_behind_titles, years_behind_names
from papergraph.readers.grammar.unparted import amid_adjectives, whole_names, whole_sentence, without_commas
from papergraph.readers.lexicon.cases import whole_cases
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.inverted import end_of_authors, is_inverted, joined_names
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import first_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.shortened import is_shortened_word
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import is_common, is_participle
from papergraph.readers.passages import Run
from papergraph.readers.text.maths import maths_in

AtomKind = Literal["text", "group", "quote", "link"]
FULL_LINE = 48  # characters from which on the end of a line may be that of the page
_SEPARATOR = re.compile(
    r"(?=[\s–—|·•‖｜;；,，、:：.。_-])(?:"  # what any of them begins with
    rf"(?P<dash>(?<=\w)_(?=[{SIGNS}]{{2}})"
    r"|\s+[–—―‒]\s+|\s+-{1,3}\s+|\s+-{2,3}(?=[A-Z])|(?<=\w)—(?=\w)|\s+@\s+|\s+[-–—]$|^[-–—]\s+)"
    r"|(?P<pipe>\s*[|·•‖｜]\s*|\s+//?\s+|\t+)"
    r"|(?P<co>(?:(?:[,.]|(?<=[”\"’)]))\s+|\s*\n\s*)(?:[Jj]oint(?:ly)?\s(?:work\s)?|[Tt]ogether\s)?[Ww]ith\s+(?=[A-Z]))"
    r"|(?P<line>\s*\n\s*)"
    r"|(?P<semicolon>\s*[;；]\s*)"
    r"|(?P<within>(?:(?:(?<=[\w)\]”\"’?!][a-zà-ÿ0-9)\]”\"’?!])|(?<=[A-Z]{3})|^(?=[.,]))[.,]?\s+(?:(?<=[.,]\s)|(?<=[?!”]\s))|\s:\s+)"
    r"[Ii]n:?\s+(?=[A-Z\d])(?!(?:Search|Defen[cs]e|Praise|Pursuit|Quest|Favou?r|Memory|Situ|Vitro|Vivo|Silico)\b))"
    r"|(?P<comma>\s*,\s+|，|、|,$|(?<=[^\W\d]),(?=(?:19|20)\d\d\b)|(?<=[a-z]{3}),(?=[A-Z][a-z]))"
    r"|(?P<colon>\s?:\s+|：|:$)"
    r"|(?P<period>\.(?=\s|$)\s*|。)"
    r"|(?P<asks>(?<=[?!])\s+)"
    r"|(?P<by>\s+[Bb]y:?\s+(?=[A-Z\u3400-\u9fff\uac00-\ud7af“\"])))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\-])(?:[A-Z]|al|et|proc|conf|int|intl|trans|vs|etc|e\.g|i\.e|st|mt|dr|prof|vol|no|pp|adv|rev|lett|comput|sci|"
    r"natl|acad|phys|math|ann|stat|symp|univ|dept|eds?|jr|sr|ph|approx|cf|fig|sec|ch|inf|syst|softw|eng|lect|am|assoc|"
    r"soc|biol|chem|med|psychol|econ|res|commun|mach|learn|artif|intell|neural comput|j|nat)$",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"(?:^|[,.:;]\s|\n)[A-Z][a-z]{1,7}$")
_SHORTENED_NEXT = re.compile(r"\.\s[A-Z][a-z]{0,8}\.(?=[\s,;)]|$)")
_SHORTENED_BEFORE = re.compile(r"(?:^|\W)[A-Z][a-z]{1,7}\. [A-Z][a-z]{1,7}\. [A-Z][a-z]{1,8}$")  # "Annu. Rev. Condens"
_COUNTED = re.compile(r"\b(?:[Vv]ol|[Nn]os?|[Nn]r|pp?|[Ff]asc)$")
_VOLUME = re.compile(r"\s?[Vv]ol\.? ?\d")
_TITLE_ALONE = re.compile(r"[A-Z][a-z]{3,14}\. (?:[A-Z]\. ){1,2}[A-Z][a-z]{2,20}[.,]")
_SMALL = re.compile(r"(?:^|[\s-])[a-z]+$")
_LEADS_ON = frozenset(
    {"of", "for", "across", "to", "the", "a", "an", "on", "or", "through", "towards", "between", "beyond", "is", "are"}
)
_PART_NUMBER = re.compile(r"\.\s+(?:I{1,3}|I?V|VI{1,3}|IX|X)\.\s+(?P<word>[A-Z]\w+)")
#: ". I, II.", ". II," or ". II –" at the end of a title.
_PARTS_LAST = re.compile(r"(?<=[a-zà-ÿ])\.\s+[IVX]{1,4}(?:(?:(?:, |[–-]| and )[IVX]{1,4})+(?:[.,]\s|$)|,\s|\s[—–-]|$)")
_LAST_WORD = re.compile(r"[^\W\d_]*$")
_ONE_WORD = re.compile(r"(?:^|[.:;–—-]\s+)([A-Z][a-z]+)$")
_INTO = re.compile(r"(?:[,.;]|(?<=[!?”\"’)\]]))\s+(?:[Ii]n:?|at)\s+$")
_IN_ALONE = re.compile(r"\s{0,2}\b(?:[Ii]n:?|[Aa]t)\s{1,2}")
_IN = re.compile(r"\s+in:?\s+(?=[A-Z])")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH})$")
_TIMES = re.compile(r"1\d\d\d ?[-–—] ?(?:1\d\d\d|20\d\d)(?=:|\s+$)")
_YEAR_NEXT = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")
_LEADING_YEAR = re.compile(r"\s*(?:19|20)\d\d(?:[-./]\d\d?(?:[-./]\d\d?)?)?\s+(?=[A-Z“\"])")
_LINE_YEAR = re.compile(r"\n\s*(?:19|20)\d\d\s+(?=[A-Z])")
#: What stands before the title in the style of the APA and of Vancouver: initials, then the year in brackets.
_ET_AL = re.compile(r"(?:\bet\s?al\.?|\bvà cộng sự|\bи др\.|\bve ark\.)(?=[\s,)]|$)", re.IGNORECASE)


class Atom(NamedTuple):
    """A piece of a lead: its words, where they stand, how it is set off, and what separates it from what is before."""

    text: str
    start: int
    end: int
    kind: AtomKind
    before: str
    marks: frozenset[str]
    href: str | None
    setting: str  # how it is set off: quote, heading, bold, link, italic, code or plain


def setting_of(kind: AtomKind, marks: frozenset[str], href: str | None) -> str:
    """Return how an atom is set off: quoted, heading, link, bold, italic, code or plain."""
    if kind == "quote" or href is not None:
        return "quote" if kind == "quote" else "link"
    return next((mark for mark in ("heading", "bold", "italic", "code") if mark in marks), "plain")


def _line_kind(flat: Flat, place: int) -> str:
    """Return what the line end at a place is: wanted (`break`), of a full line that was wrapped (`wrap`), or `line`."""
    if "break" in flat.run_at(place).marks:
        return "break"
    return "wrap" if place - flat.text.rfind("\n", 0, place) > FULL_LINE else "line"


def _is_in_date(text: str, start: int, end: int) -> bool:
    """Return whether a comma stands in a date ("Jan 23, 2018"), or before the time that a title is of.

    That is a range of years with the imprint behind it: "Shepherds, 1492-1797 (Oakham: Pasture, 1986)".
    """
    if _TIMES.match(text, end):
        return True
    return _DAY.search(text, max(0, start - 16), start) is not None and _YEAR_NEXT.match(text, end) is not None


def _begin(text: str, match: re.Match[str]) -> int | None:
    """Return where a separator begins, or None when the sign parts nothing: in a name, behind a shortened word."""
    start, end = match.span()
    if match["comma"] and (is_inverted(text, start, end) or _is_in_date(text, start, end)):
        return None  # "LeCun, Y.": one person
    if match["comma"] and amid_adjectives(text, start):
        return None  # "A simple, fast, and accurate …"
    if match["pipe"] and _is_no_bar(text, match):
        return None
    if match["by"] and (alone := _ONE_WORD.search(text, max(0, start - 30), start)) and is_participle(alone[1]):
        return None  # "Cited by …"
    if match["by"] and is_manner(text, start, end):
        return None  # "Shearing by Instruction", "Bit by Bit"
    if match["co"] and people_score(first_name(text[end : end + 80])) < 1.5:
        return None  # ", with Applications to …"
    if match["period"]:
        if _COUNTED.search(text[max(0, start - 8) : start]):
            return None  # "Vol. 64"
        if _ABBREVIATION.search(text[max(0, start - 15) : start]):
            return end_of_authors(text, start, end)
        if _TITLE_ALONE.match(text) and match.start() == text.find("."):
            return start  # "Code. E. Oak. J. Wool"
        if is_shortened_word(_last_word(text, start)) or _numbers_part(text, start):
            return None
        if _SHORTENED_BEFORE.search(text[max(0, start - 30) : start]):
            return None
        if _SHORTENED_NEXT.match(text, start) and _SHORTENED.search(text[max(0, start - 12) : start]):
            return None  # "Ann. Obs. Nim."
    return start


def _is_no_bar(text: str, match: re.Match[str]) -> bool:
    """Return whether a tab or a stroke parts no columns: "Gates / Fences of the Lower Farm".

    A tab between words is a blank; columns have several, and nothing else to part them.
    """
    if match[0] == "\t":
        return text.count("\t") < 2 or ", " in text
    return match[0].strip() == "/" and _is_either(text, *match.span())


def _is_either(text: str, start: int, end: int) -> bool:
    """Return whether the only stroke of a text stands between words of a title: neither people, venue nor date."""
    if text.count(" / ") != 1 or not re.search(r"\w", text[end:]):
        return False
    before, after = text[:start].rpartition(". ")[2], first_name(text[end : end + 80])
    names = people_score(first_name(before)) >= 1.5 or people_score(after) >= (1.5 if " " in after.strip() else 0.3)
    return not (names or venue_score(after) >= 1.0 or venue_score(before) >= 1.0 or dates_in(text[end : end + 24]))


def _last_word(text: str, end: int) -> str:
    """Return the word that ends at a place, without what a hyphen joins to it."""
    match = _LAST_WORD.search(text[max(0, end - 20) : end])
    return match[0] if match else ""


def _numbers_part(text: str, start: int) -> bool:
    """Return whether a point stands before or behind the number of a part of a title: ". II. Results for"."""
    behind = re.search(r"\.\s+[IVX]{1,4}$", text[max(0, start - 8) : start])
    at = start - len(behind[0]) if behind else start
    match = _PART_NUMBER.match(text, at)
    if _PARTS_LAST.match(text, at):
        return not behind
    return match is not None and is_common(match["word"])


_ENDS_NAME = re.compile(r"(?:^|[,;&]\s+|\band\s+)[A-ZÀ-Þ][\w.'’-]+(?: [A-Z]\.)*$")
_LAST_NAME = re.compile(r"[\w.], and [A-ZÀ-Þ][a-zà-ÿ'’-]+$")
_REST_OF_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?=\s*(?:[,;:.&(]|$|and\b))")


def _in_name(text: str, start: int, end: int, *, last: bool) -> bool:
    """Return whether the end of a line stands inside a name: one word of a list before it, and one behind it.

    `last`: the line is short, and the name must be the last of them ("Anna Lund, Ben Oak, and Mary⏎Elm: …").
    """
    if last and not (_LAST_NAME.search(text[max(0, start - 40) : start]) and text[:start].count(" ") > 2):
        return False
    return bool(_REST_OF_NAME.match(text, end) and _ENDS_NAME.search(text[max(0, start - 40) : start]))


def _kind_of_line(flat: Flat, text: str, start: int, match: re.Match[str], kind: str) -> str:
    """Return what the end of a line is, or "" where it parts nothing; a sign before it is stronger than a soft one."""
    place = start + match.start() + match[0].index("\n")
    if kind != "line":
        return "break" if "break" in flat.run_at(place).marks else kind
    if {"soft", "inside"} <= flat.run_at(place).marks:
        return ""  # a title that is set off goes over two lines
    kind = _line_kind(flat, place)
    soft = kind != "break" and _in_name(text, match.start(), match.end(), last=kind == "line")
    return "" if soft else kind


def _cuts(flat: Flat, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the separators in a stretch of plain text, as (start, end, class); marks change at empty ones."""
    text = flat.text[start:end]
    cuts: list[tuple[int, int, str]] = []
    seen, at = text, 0
    dates = [date for date in dates_in(text) if date.month is not None]
    while match := _SEPARATOR.search(text, at):
        kind = match.lastgroup or ""
        if kind == "co":  # the author of the list wrote it "with" these
            kind = "break" if "\n" in match[0] else "period" if match[0].startswith(".") else "comma"
        inside = any(date.start < match.start() and match.end() < date.end for date in dates)  # "May 9–14, 2006"
        if match["comma"] and _ends_set_off(flat, start + match.start()):
            seen = " " * match.start() + text[match.start() :]  # no name is "Carding, Lund" in "*… and Carding*, Lund"
        inside = inside or (match["by"] is not None and _is_amid_set_off(flat, start, match))
        begin = None if inside else _begin(seen, match)
        if kind == "break" and "break" in flat.run_at(start + match.start() + match[0].index("\n")).marks:
            begin = match.start()  # a line of its own, whoever "with Xu Lu" may be
        if begin is None:
            at = match.start() + 1
            continue
        at = match.end()
        if "\n" in match[0] and not (kind := _kind_of_line(flat, text, start, match, kind)):
            continue
        cuts.append((start + begin, start + at, kind))
    by = next((cut_end for _, cut_end, kind in cuts if kind == "by"), None)
    if by is not None and (venue := _IN.search(text, by - start)):
        cuts.append((start + venue.start(), start + venue.end(), "period"))  # "… by A and B in Venue"
    if start == 0 and (year := _LEADING_YEAR.match(text)):
        cuts.append((year.end(), year.end(), "mark"))
    for year in _LINE_YEAR.finditer(text):
        if people_score(first_name(text[year.end() : year.end() + 80])) >= 1.5:  # "2019 Anna Lund, Bo Ek"
            cuts.append((start + year.end(), start + year.end(), "mark"))
    cuts += years_behind_names(text, start, cuts)
    cuts += venues_behind_titles(text, start, cuts)
    for match in _ET_AL.finditer(text):
        if not text[: match.start()].rstrip().endswith(("|", "｜")):  # "| et al Anna Lund" is wrong, but people
            cuts.append((start + match.end(), start + match.end(), "et al"))
    _put_marks(flat, start, end, cuts)
    if names := joined_names(text):
        cuts = [cut for cut in cuts if not start + names[0] < cut[0] < start + names[1]]
    cuts = whole_names(flat, start, end, cuts)
    cuts = whole_cases(text, start, without_commas(text, start, cuts))
    maths = maths_in(text)
    cuts = [cut for cut in cuts if not any(start + a < cut[0] < start + b for a, b in maths)] if maths else cuts
    return whole_sentence(flat, start, sorted(cuts))


def _is_amid_set_off(flat: Flat, start: int, match: re.Match[str]) -> bool:
    """Return whether words that are set off go on behind "by", with no name beyond doubt: "**Gates by Night**"."""
    begin, end = start + match.start(), start + match.end()
    run = flat.run_at(begin)
    if run is not flat.run_at(end) or not (run.marks & SHOWN or run.href):
        return False
    stop = next(stop for _, stop, each in flat.runs_between(begin, len(flat.text)) if each is run)
    return people_score(first_name(flat.text[end:stop])) < 1.5


def _ends_set_off(flat: Flat, place: int) -> bool:
    """Return whether words that are set off end at a place, more of them than a name has."""
    return signature(run := flat.run_at(place - 1)) != signature(flat.run_at(place)) and len(run.text.split()) > 3


def _put_marks(flat: Flat, start: int, end: int, cuts: list[tuple[int, int, str]]) -> None:
    """Add the cuts where marks change in a stretch of text: with the dash or the "In" before what is set off."""
    before: tuple[object, ...] | None = None
    inside = False
    for piece_start, _, run in flat.runs_between(start, end):
        here = signature(run)
        if before is not None and here != before and run.text != "\n" and not _goes_on(flat, piece_start, here, before):
            inside = _is_stress(flat, start, piece_start, run, inside=inside)
            if inside:
                before = here
                continue
            dash = 2 if run.href is None and run.text.startswith(("- ", "– ", "— ")) else 0
            cuts.append((piece_start, piece_start + dash, "dash" if dash else "mark"))
            if "italic" in run.marks and (into := _INTO.search(flat.text, max(start, piece_start - 6), piece_start)):
                cuts.append((into.start(), piece_start, "within"))
            elif "italic" in run.marks and _IN_ALONE.search(flat.text, max(start, piece_start - 5), piece_start):
                parted = ((stop, kind) for _, stop, kind in cuts if stop < piece_start and kind != "mark")
                last, kind = max(parted, default=(start, ""))
                if kind in {"", "pipe", "dash", "line", "break"} and _IN_ALONE.fullmatch(flat.text, last, piece_start):
                    cuts.append((last, piece_start, "inside"))  # "In *Mud*, 2000 // …"
        if run.text != "\n":
            before = here


def _goes_on(flat: Flat, place: int, here: tuple[object, ...], before: tuple[object, ...]) -> bool:
    """Return whether what is marked otherwise from a place on is the rest of a word, or the volume of a journal."""
    if _VOLUME.match(flat.text, place):
        return True  # "[J. Pastures](…) Vol. 64"
    return flat.text[max(0, place - 1)].isalnum() and flat.text[place : place + 1].isalnum() and here[0] == before[0]


def _is_stress(flat: Flat, start: int, place: int, run: Run, *, inside: bool) -> bool:
    """Return whether marks that change at a place only stress some words of a title, which goes on.

    "Shearing across **Many Meadows** by Night": they begin behind a word that leads on and end before another word.
    """
    if run.href is not None:
        return False
    if inside:
        return re.match(r"\s?[\w-]", flat.text[place : place + 2]) is not None
    last = _SMALL.search(flat.text[max(start, place - 30) : place].rstrip())
    return last is not None and last[0].strip(" -") in _LEADS_ON and bool(run.marks & SHOWN)


_RANK = {name: n for n, name in enumerate(
    ("", "mark", "et al", "wrap", "comma", "colon", "asks", "period", "line", "semicolon", "by", "within", "pipe",
     "dash", "break", "inside")
)}  # fmt: skip


def _stronger(one: str, other: str) -> str:
    return one if _RANK[one] >= _RANK[other] else other


def atoms_of(flat: Flat) -> list[Atom]:
    """Return the atoms of a lead, in order; linear in its length."""
    text = flat.text
    out: list[Atom] = []
    pending = ""

    def put(start: int, end: int, kind: AtomKind) -> None:
        nonlocal pending
        words = text[start:end].strip()
        if kind == "text":
            words = words.strip(" \t\n,;:|*_–—-" if not re.search(r"\w", words) else " \t\n")
        if not words:
            return
        run = flat.run_at(start + len(text[start:end]) - len(text[start:end].lstrip()))
        if kind in {"quote", "group"}:
            run = flat.run_at(min(start + 1, end - 1))
        out.append(Atom(words, start, end, kind, pending, run.marks, run.href, setting_of(kind, run.marks, run.href)))
        pending = ""

    def plain_stretch(start: int, end: int) -> None:
        nonlocal pending
        at = start
        for cut_start, cut_end, kind in _cuts(flat, start, end):
            if cut_start > at:
                put(at, cut_start, "text")
            pending = _stronger(pending, kind)
            at = max(at, cut_end)
        if at < end:
            put(at, end, "text")

    at = 0
    for start, end, kind in enclosed_spans(flat):
        if start > at:
            plain_stretch(at, start)
        pending = _stronger(pending, "mark")
        put(start, end, kind)
        pending = _stronger(pending, "mark")
        at = end
    if at < len(text):
        plain_stretch(at, len(text))
    return _with_labels(_with_initials(out))


_INITIAL_A = re.compile(r"A [A-Z][\w'’-]+")
_INITIALLED = re.compile(r"[A-Z]{1,2} [A-Z][\w'’-]+")


def _with_initials(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with a point behind the A that is no article: "A Shewani, P Horgue"."""
    for n, (atom, after) in enumerate(pairwise(atoms)):
        if after.before == "comma" and _INITIAL_A.fullmatch(atom.text) and _INITIALLED.fullmatch(after.text):
            atoms[n] = atom._replace(text=f"A.{atom.text[1:]}")
    return atoms


def _with_labels(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms, a few words and a colon right before a link as its label ("… | Notes in brief: [3](…)").

    A known label that is set off needs no colon: "`arXiv` [2006.14779](…)".
    """
    out = list(atoms)
    for n in range(1, len(atoms) - 1):
        atom, after = atoms[n], atoms[n + 1]
        shown = atom.setting in {"bold", "italic"} and atom.before in {*_PARTING, "mark"}
        label = atom.kind == "text" and (shown or (atom.setting == "plain" and atom.before in _PARTING))
        if label and after.kind == "link" and after.before == "colon" and len(atom.text.split()) <= 3:
            known = people_score(atom.text) >= 1.0 or len(atom.text) > 30 or dates_in(atom.text)
            out[n] = atom if known else atom._replace(kind="link")
        elif (atom.kind, after.kind, after.before) == ("text", "link", "mark") and atom.marks & {"code", "bold"}:
            out[n] = atom._replace(kind="link") if link_role(atom.text) else atom
    return out


_PARTING = frozenset({"break", "line", "pipe", "semicolon", "dash"})
