"""Titles that are set off and linked amid sentences, which say who wrote them and when, as essays on papers have them.

"The start was Anna Lund, who in 1996 gave us [*Gates of Wool*](…) (Hay Review). A gem." One such sentence may mention
a work; several paragraphs or items of a document that are made of them are a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import UP, are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import is_common
from papergraph.readers.passages import Passage, Run, Runs, plain

_ENOUGH = 3  # passages of a document that tell of works so
_TITLE = 2  # words of a title, at least
_PROSE = 2.0  # what a title scores as a sentence, at most
_SHARE = 0.5  # of the passages with such titles tell of them in a sentence
_LONGEST = 2_500  # characters of a passage
_SHOWN = frozenset({"italic", "bold"})
_SENTENCE = re.compile(rf"(?<=[^\W\d_]{{2}}[.!?])\s+(?=[{UP}“\"])")
_CLAUSE = re.compile(r"[,;]\s+")
_WORD = rf"(?:[{UP}][\w'’-]*[^\W\d_]|[{UP}]\.)"
_FULL = rf"(?:{_WORD}(?: (?:van|von|de|der|den|di|la|le))* ){{1,3}}(?:[{UP}][\w'’-]*[^\W\d_])"
_AND = r"(?:and|&|und|et|y|e|и)"
_PARTS = re.compile(rf",? {_AND} |, ")
_FULL_NAMES = re.compile(rf"{_FULL}(?:(?:, {_FULL})*,? {_AND} {_FULL})?")
_SURNAME = rf"[{UP}][\w-]*[a-zß-ÿ]"
_ONE = rf"{_SURNAME}(?: {_SURNAME})?"
_SURNAMES = re.compile(rf"{_ONE}(?:, {_ONE})*,? {_AND} {_ONE}")
_FIRST = re.compile(rf"[\W\d]*(?P<name>{_SURNAME})(?=['’]s\b|,|\s+(?:et al\b|[a-zß-ÿ]))")
_OTHERS = re.compile(rf"\s*,?\s*(?:et al\b|(?:{_AND}) (?:co\b|colleagues|others|coworkers|friends))")
_BY = re.compile(rf"[\s,()\[\]]*\bby (?P<names>{_FULL}(?:(?:, {_FULL})*,? {_AND} {_FULL})?)")
_BRACKETS = re.compile(r"\s*\((?P<inner>[^()]{2,80})\)")
_LABEL = re.compile(r"^\s*\[\^?[\w:.+-]{1,40}\]:?\s*")  # "[^lund-2012]: "
_OPENING = frozenset({"Also", "Dann", "Enfin", "Ensuite", "Finally", "Later", "Luego", "Next", "Puis", "See", "Then"})
_VERB = re.compile(r"(?<![\w'’-])[a-zß-ÿ]{3,}|['’]s\b")


class _Told(NamedTuple):
    """A title with what a sentence tells of it, and the runs of the passage that belong to it."""

    title: Run
    authors: str
    date: str
    venue: str
    behind: Runs
    told: bool  # by a sentence


def with_narrated_works(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each that tells of works as items of these, the facts under labels."""
    told = {n: works for n, passage in enumerate(passages) if (works := _works(passage))}
    sentences = sum(any(work.told and work.authors for work in works) for works in told.values())
    if sentences < max(_ENOUGH, _SHARE * len(told)):
        return list(passages)
    kinds = {passages[n].kind for n in told}
    for n, passage in enumerate(passages):
        if n not in told and passage.kind == "item" and passage.kind in kinds:
            works = _works(passage, linked=False)
            if len(works) == 1 and works[0].told and works[0].authors:
                told[n] = works
    return [
        each for n, passage in enumerate(passages) for each in (_items(passage, told[n]) if n in told else [passage])
    ]


def _is_title(run: Run, *, linked: bool) -> bool:
    """Return whether a run is a title that is set off, and `linked` to a paper or not at all."""
    led = (run.href is not None and is_paper_url(run.href)) if linked else run.href is None
    shown = led and bool(run.marks & _SHOWN) and run.image is None
    titled = len(run.text.split()) >= _TITLE and run.text[:1].isupper() and prose_score(run.text) <= _PROSE
    return shown and titled and link_role(run.text) is None and venue_score(run.text) < 2.0


def _is_over_link(runs: Runs, at: int) -> bool:
    """Return whether a run is a title that is set off, with the link to its paper in brackets behind it."""
    behind = runs[at + 1 : at + 3]
    if len(behind) < 2 or not re.fullmatch(r"\s*[(\[]{1,2}", behind[0].text) or not _is_title(runs[at], linked=False):
        return False
    return behind[1].href is not None and is_paper_url(behind[1].href) and link_role(behind[1].text) == "paper"


def _works(passage: Passage, *, linked: bool = True) -> list[_Told]:
    """Return the works that a passage tells of; none where it begins with a title, or with its facts alone."""
    if passage.kind not in {"paragraph", "item"} or passage.problem or passage.children:
        return []
    runs = passage.runs
    places = [n for n, run in enumerate(runs) if _is_title(run, linked=linked) or (linked and _is_over_link(runs, n))]
    if not places or sum(len(run.text) for run in runs) > _LONGEST:
        return []
    parts = _parts(runs, places)
    if _is_reference(runs, told=any(_tells(before) for before, _, _ in parts)):
        return []
    if not re.search(r"[^\W\d_]{2}", parts[0][0]):
        return []
    return [_told(before, runs[at], behind) for (before, _, behind), at in zip(parts, places, strict=True)]


def _is_reference(runs: Runs, *, told: bool) -> bool:
    """Return whether runs are a whole reference by people; one that is `told` in a sentence, in a citation style."""
    lead = read_lead(runs, NO_PRIOR)
    formal = lead.cut is not None and lead.cut.formal is not None
    return bool(lead.people.names) and has_title(lead) and lead.whole and (formal or not told)


def _parts(runs: Runs, places: Sequence[int]) -> list[tuple[str, Run, Runs]]:
    """Return for each title the words of its sentence before it, itself, and the runs behind it that are its own."""
    parts: list[tuple[str, Run, Runs]] = []
    before = "".join(run.text for run in runs[: places[0]] if run.image is None)
    for at, following in zip(places, [*places[1:], None], strict=True):
        behind = runs[at + 1 : following]
        after = ""
        if following is not None:  # the last sentence begun belongs to the next title
            last = behind[-1:] if behind else ()
            text = last[0].text if last else ""
            ends = list(_SENTENCE.finditer(text)) or list(_CLAUSE.finditer(text))
            cut = ends[-1].end() if ends else 0
            after = text[cut:]
            behind = (*behind[:-1], last[0]._replace(text=text[:cut])) if last else ()
        sentence = _SENTENCE.split(before)[-1]
        parts.append((sentence, runs[at], behind))
        before = after
    return parts


def _tells(before: str) -> bool:
    """Return whether words before a title are the beginning of a sentence, and not just its facts."""
    said = _LABEL.sub("", before).strip(" \t\n,:;–—-")
    return bool(_VERB.search(without_dates(said, dates_in(said)))) and not are_names(said.rstrip(" ,:"), surely=False)


def _told(before: str, title: Run, behind: Runs) -> _Told:
    """Return what a sentence tells of the title in it."""
    said = "".join(run.text for run in behind[:1] if run.href is None and run.image is None)
    brackets = _BRACKETS.match(said)
    inner = brackets["inner"] if brackets else ""
    dates = dates_in(inner) or dates_in(before)
    venue = without_dates(inner, dates_in(inner)).strip(" ,;")
    known = bool(venue) and venue[0].isupper() and len(venue.split()) <= 8 and link_role(venue) is None
    rest = (behind[0]._replace(text=said[brackets.end() :]), *behind[1:]) if brackets else behind
    signed = _BY.match("".join(run.text for run in behind if run.href is None and run.image is None))
    authors = "; ".join(_PARTS.split(signed["names"])) if signed else _authors(before)
    return _Told(title, authors, dates[0].words if dates else "", venue if known else "", rest, _tells(before))


def _authors(before: str) -> str:
    """Return the people that the words before a title name last, whole names before surnames; or an empty text."""
    whole = [(match.start(), match.end(), _names(match[0])) for match in _FULL_NAMES.finditer(before)]
    listed = [(match.start(), match.end(), match[0]) for match in _SURNAMES.finditer(before)]
    listed = [each for each in listed if not is_common(re.split(r"\W", each[2])[0].lower())]
    found = [each for each in whole if each[2]]
    around = [each for each in listed if found and each[0] < found[-1][0] and found[-1][1] <= each[1]]
    found = around or found or listed
    first = _FIRST.match(before) if not found else None
    if (
        first
        and first["name"] not in _OPENING
        and not is_common(first["name"].lower())
        and people_score(first["name"]) > 0.0
    ):
        found = [(first.start("name"), first.end("name"), first["name"])]
    if not found:
        return ""
    _, end, text = found[-1]
    names = "; ".join(name.removesuffix("'s").removesuffix("’s") for name in _PARTS.split(text))
    return f"{names} et al." if _OTHERS.match(before, end) else names


def _names(text: str) -> str:
    """Return whole names without a word of the sentence before them; an empty text for what are no people."""
    first, _, rest = text.partition(" ")
    if (is_common(first.lower()) or first in _OPENING) and not first.endswith("."):
        text = rest
    names = _PARTS.split(text.removesuffix("'s").removesuffix("’s"))
    people = all(" " in name and people_score(name) >= 1.2 for name in names)
    return text if people else ""


def _items(passage: Passage, works: Sequence[_Told]) -> list[Passage]:
    """Return an item for each work that a passage tells of."""
    lines = [work.title.line for work in works]
    ends = [max(line, after - 1) for line, after in pairwise(lines)]
    out: list[Passage] = []
    for n, work in enumerate(works):
        line = work.title.line
        first = passage.first_line if n == 0 else line
        last = ends[n] if n < len(ends) else passage.last_line
        item = Passage(
            "item", first, last, (work.title._replace(marks=frozenset({"stated"})),), passage.column, marker="-"
        )
        facts = (("Authors", work.authors), ("Date", work.date), ("Venue", work.venue))
        below = [replace(item, runs=(Run(f"{label}: {text}", line),)) for label, text in facts if text]
        if plain(work.behind).strip(" .,;:"):
            below.append(replace(item, kind="paragraph", marker=None, runs=work.behind))
        out.append(replace(item, children=tuple(below)))
    return out
