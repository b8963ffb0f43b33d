"""What stands before the names of those who wrote a work: "by" in other languages, and a label of the list's own."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.namelists import SURNAME, UP
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import Run, Runs

_SET_OFF = frozenset({"bold", "italic"})
_WRITER = (
    rf"(?:(?:[{UP}]\.[ -]?){{1,3}}{SURNAME}|[{UP}][\w'’-]+(?: [{UP}]\.)* (?:d[aeo]s? )?[{UP}][\w'’-]+"
    rf"|[{UP}][\w'’-]+(?= et al\b|,? (?:et|y|e|und|&|en|och|og) [{UP}][\w'’-]+ ?[,(]| ?\())"
)
_WORD_OF_BY = r"(?:(?:de|di|von|par|por|av|af|door|przez|od|автор:?|von:)\s+|d['’](?=[AEIOUYHÉÈÊ]))"
_BY = rf"{_WORD_OF_BY}(?={_WRITER})(?![{UP}][\w'’-]+, [{UP}])"
#: "Gates of Wool", with A. Lund: who else has written what stands in a list of one author.
_WITH = rf"(?:joint(?:ly| work)? )?with\s+(?=(?:[{UP}]\.\s{{0,3}}-?){{1,3}}{SURNAME}(?:,|\s+(?:and|&)\s))"
_BEHIND_MARK = re.compile(rf"(?P<closed>\s*[”\"»])?\s*[,;–—-]?\s*(?:{_BY}|{_WITH})")
_BEHIND_QUOTE = re.compile(rf"(?<=[”\"»])\s*[,;–—-]?\s+(?:{_BY}|{_WITH})")


def with_by(runs: Runs) -> Runs:
    """Return the runs with "by" for the word of another language between a title that is set off and its authors.

    Such a word is a part of a name elsewhere: behind "de" a given name or initials must follow, and a surname.
    """
    for n in range(1, len(runs)):
        run, before = runs[n], runs[n - 1]
        if run.image is not None or run.href is not None or run.marks & _SET_OFF or before.image is not None:
            continue
        said, end = _said(runs, n)
        if (before.href is not None or before.marks & _SET_OFF) and (match := _BEHIND_MARK.match(said)):
            return (*runs[:n], run._replace(text=f"{match['closed'] or ''} by {said[match.end() :]}"), *runs[end:])
        if n > 1 or before.href is not None:
            break
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is not None and runs[first].href is None:
        said, end = _said(runs, first)
        if match := _BEHIND_QUOTE.search(said):
            bare = f"{said[: match.start()]} by {said[match.end() :]}"
            return (*runs[:first], runs[first]._replace(text=bare), *runs[end:])
    return runs


def _said(runs: Runs, at: int) -> tuple[str, int]:
    """Return the plain words from a run on, however lines of a page part them, and the place behind their last run."""
    end = at + 1
    while end < len(runs) and not (runs[end].href or runs[end].image or runs[end].marks) and runs[end].text != "\n":
        end += 1
    return "".join(run.text for run in runs[at:end]), end


_IN_ELSEWHERE = re.compile(rf"(?P<before>[»”\"],?)\s+(?:dans|en|em|nel|nella|w)(?:\s?:)?\s+(?=[{UP}*]|$)")


def with_in(runs: Runs) -> Runs:
    """Return the runs with "in" for the word of another language between a quoted title and what it stands in."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None or (match := _IN_ELSEWHERE.search(runs[first].text)) is None:
        return runs
    text = runs[first].text
    bare = f"{text[: match.start()]}{match['before']} in {text[match.end() :]}"
    return (*runs[:first], runs[first]._replace(text=bare), *runs[first + 1 :])


#: One writer as bibliographies print him, and what parts him from the next or from the title.
_NAMED = rf"(?:{SURNAME}, (?:[{UP}]\.[ -]?){{1,3}}|(?:[{UP}]\.[ -]?){{1,3}}{SURNAME}(?=,| and\b| &|\.\s|:| \(|\s[“\"]))"
_SIGN = rf"(?:\s?[:：]| [–—-]|(?<=^[{UP}][a-z])\.|(?<=^[{UP}][a-z]{{2}})\.)"  # a point behind two or three letters
_LABEL = re.compile(rf"\s*(?P<label>[{UP}][a-zà-ÿ]{{1,14}}(?: [a-z]{{2,12}})?){_SIGN}\s+(?={_NAMED})")
_TITLES = frozenset({"dr", "prof", "mr", "ms", "st", "sir", "jr", "sr", "wm", "chr", "th", "ph", "in"})


def without_label_of_list(runs: Runs) -> Runs:
    """Return the runs without a word and a sign before the first name: "Skim: Lund, A. (1999) …", "Op. Oak, B. …".

    Nobody is called so, and no title begins with a name and initials: the list says by it what to do with the work.
    """
    text = "".join(run.text for run in runs if run.image is None)[:200]
    match = _LABEL.match(text)
    if match is None or match["label"].lower() in _TITLES or venue_name_score(match["label"]) >= 1.0:
        return runs
    if any(run.href is not None for run in _until(runs, match.end())):
        return runs
    return without(runs, 0, match.end())


def _until(runs: Runs, end: int) -> list[Run]:
    """Return the runs that begin before a place of their text."""
    found: list[Run] = []
    at = 0
    for run in runs:
        if at >= end:
            break
        if run.image is None:
            found.append(run)
            at += len(run.text)
    return found


_HAN_PLACED = re.compile(r"[，,、；;\s]*(?:发表[于在]|刊[于载][于]?|掲載)\s*[：:]?\s*《(?P<venue>[^《》]{2,40})》")
_HAN_LABEL = re.compile(
    r"(?<=\S)[，,、；;。\s]*(?:(?:作者|著者|저자|会议|期刊|会議|学会|학회|年份|发表时间)\s*[：:]|发表[于在]\s*[：:]?)\s*"
)


def without_labels_amid(runs: Runs) -> Runs:
    """Return the runs with commas for the labels of fields amid a line: "《羊毛》，作者：王草原，发表于 KDD 2020"."""
    if not any("：" in run.text or ":" in run.text or "发表" in run.text for run in runs):
        return runs
    if not any(_HAN_LABEL.search(f"…{run.text}") for run in runs if run.href is None and run.image is None):
        return runs
    out: list[Run] = []
    for run in runs:
        if run.href is None and run.image is None and not run.marks:
            text = _HAN_PLACED.sub(r"，\g<venue> ", f"…{run.text}" if out else run.text)
            text = _HAN_LABEL.sub("，", text)
            run = run._replace(text=text.removeprefix("…") if out else text)
        out.append(run)
    return tuple(out)
