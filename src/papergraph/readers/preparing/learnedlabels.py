"""Labels that no table knows, told by what stands behind them throughout a document: names, links to papers, venues.

"Quiénes: Anna Lund, Ben Oak", "[Zum Aufsatz](…)": whatever the language, and whatever a list calls its fields.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.groups import are_mostly_people
from papergraph.readers.lexicon.labels import field_of, link_role, normal, note_key
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain

ENOUGH = 3  # lines, or links, of a label
_SHARE = 0.75  # of the lines of a label, which hold the same
_COMMON = 0.3  # of the links to papers, which have a label
_WORDS = 5  # of a label, at most
_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^:：\n.!?()\[\]\d]{1,40}?)\s*(?::(?=\s|$)|：)\s*")
_SEVERAL = re.compile(r"[,;&，、；]|\s(?:and|und|et|y|e|i|и|och|og|en|ve)\s")


@dataclass(slots=True)
class _Learned:
    """What the labels of a document stand for: of its lines, and of its links."""

    lines: dict[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()


def with_labels_learned(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each label whose lines or links nearly all hold the same field under the name of that.

    Several names in most of its lines are the authors; a single one may be of anybody.
    """
    learned = _Learned(_of_lines(passages), _of_links(passages))
    return _told(passages, learned) if learned.lines or learned.links else list(passages)


def _all(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.children)


# --- lines ------------------------------------------------------------------------------------------------------------


def _starts(runs: Runs) -> Iterator[tuple[int, int]]:
    """Yield where the lines of runs begin and end."""
    start = 0
    for n, run in enumerate(runs):
        if run.text == "\n":
            yield start, n
            start = n + 1
    yield start, len(runs)


def _label(line: Runs) -> re.Match[str] | None:
    """Return the match of a label in plain words or set off that a line begins with, or None."""
    words = []
    for run in line[:3]:
        if run.href is not None or run.image is not None:
            break
        words.append(run.text)
    match = _LABEL.match("".join(words))
    return match if match and len(match["label"].split()) <= _WORDS else None


def _of_lines(passages: Sequence[Passage]) -> dict[str, str]:
    """Return what the labels that recur, and that no table knows, stand for."""
    lines: dict[str, list[Runs]] = defaultdict(list)
    known: set[str] = set()
    for passage in _all(passages):
        if passage.kind not in {"paragraph", "item"} or passage.problem:
            continue
        for start, end in _starts(passage.runs):
            line = passage.runs[start:end]
            if (match := _label(line)) is None:
                continue
            label = match["label"].strip("*_ ")
            known |= {name for name in (field_of(label), link_role(label)) if name}
            if not (field_of(label) or link_role(label) or note_key(label) or labelled(line)):
                lines[normal(label)].append(line)
    several = {label: own for label, own in lines.items() if len(own) >= ENOUGH}
    found: dict[str, str] = {}
    signed: list[tuple[float, str]] = []
    for label, own in several.items():
        values = [_value(line) for line in own]
        if sum(map(_is_paper, own)) >= _SHARE * len(own):
            found[label] = "Paper"
        elif sum(map(_is_venue, values)) >= _SHARE * len(values):
            found[label] = "Venue"
        elif sum(map(are_mostly_people, values)) >= _SHARE * len(values):
            signed.append((sum(len(_SEVERAL.findall(value)) for value in values) / len(values), label))
    if signed and "authors" not in known:
        found[max(signed)[1]] = "Authors"
    return found


def _value(line: Runs) -> str:
    match = _label(line)
    text = plain(line)
    return _BRACKETS.sub("", text[text.find(":" if ":" in text else "：") + 1 :]).strip() if match else text


def _is_paper(line: Runs) -> bool:
    """Return whether nothing but links stand behind the label of a line, the first to a paper."""
    linked = [run for run in line if run.href and is_web(run.href)]
    beside = "".join(run.text for run in line if run.href is None and run.image is None)
    behind = beside.partition(":" if ":" in beside else "：")[2]
    return bool(linked) and is_paper_url(linked[0].href or "") and not re.search(r"\w{2}", behind)


def _is_venue(value: str) -> bool:
    named = re.search(r"[^\W\d_]{2}", without_dates(value, dates_in(value))) is not None
    return named and venue_score(value) >= 1.5 and people_score(value) < 1.5


# --- links ------------------------------------------------------------------------------------------------------------


def _links(passages: Sequence[Passage]) -> Iterator[Run]:
    for passage in _all(passages):
        for runs in (passage.runs, *passage.cells):
            yield from (run for run in runs if run.href and run.image is None and is_web(run.href))


def _of_links(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words that stand on links to several papers, and on many of those of the document."""
    places: dict[str, set[str]] = defaultdict(set)
    papers: set[str] = set()
    for run in _links(passages):
        if run.href and is_paper_url(run.href):
            papers.add(run.href)
            if _could_be_label(run):
                places[normal(run.text)].add(run.href)
    return frozenset(words for words, own in places.items() if len(own) >= ENOUGH and len(own) >= _COMMON * len(papers))


def _could_be_label(run: Run) -> bool:
    """Return whether the words of a link are few, and neither a known label nor a date, a venue or a person."""
    text = plain((run,))
    if "bare" in run.marks or "italic" in run.marks or not 0 < len(text.split()) < _WORDS or link_role(text):
        return False
    if re.search(r"\d", text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    return not dates_in(text) and venue_score(text) < 1.0 and venue_name_score(text) < 1.0


# --- told -------------------------------------------------------------------------------------------------------------


def _told(passages: Sequence[Passage], learned: _Learned) -> list[Passage]:
    out: list[Passage] = []
    for passage in passages:
        children = tuple(_told(passage.children, learned)) if passage.children else ()
        runs = _relabelled(passage.runs, learned) if passage.kind in {"paragraph", "item"} else passage.runs
        cells = tuple(_with_roles(cell, learned) for cell in passage.cells)
        out.append(replace(passage, runs=_with_roles(runs, learned), cells=cells, children=children))
    return out


def _with_roles(runs: Runs, learned: _Learned) -> Runs:
    """Return the runs with "Paper" on the links whose words were learned."""
    if not learned.links:
        return runs
    return tuple(
        run._replace(text="Paper") if run.href and run.image is None and normal(run.text) in learned.links else run
        for run in runs
    )


def _relabelled(runs: Runs, learned: _Learned) -> Runs:
    """Return the runs with the known name of the field for each label at the beginning of a line that was learned."""
    if not learned.lines:
        return runs
    out: list[Run] = []
    for start, end in _starts(runs):
        line = runs[start:end]
        match = _label(line)
        name = learned.lines.get(normal(match["label"])) if match else None
        if match and name:
            left = match.end()
            first = next(run for run in line if run.text.strip())
            rest: list[Run] = []
            for run in line:
                cut = min(left, len(run.text)) if run.image is None and run.href is None else 0
                left -= cut
                if run.text[cut:] or run.image is not None:
                    rest.append(run._replace(text=run.text[cut:]))
            line = (first._replace(text=f"{name}:"), Run(" ", first.line), *rest)
        out += line
        if end < len(runs):
            out.append(runs[end])
    return tuple(out)
