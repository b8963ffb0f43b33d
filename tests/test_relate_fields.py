"""Relations in lists of many fields, invented for the purpose: the edges that are found are right, and complete."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from papergraph.curation import Curation
from papergraph.model import Entry, Note, Paper
from papergraph.relate import relate

FOLDER = Path(__file__).parent / "relations"
TEXTS = [(FOLDER / name).read_text("utf-8") for name in ("lists.txt", "tempting.txt", "likened.txt")]
_WORK = re.compile(r"(?P<name>[A-Z]\w+) (?P<year>\d{4}|----) (?P<title>.+)")
_BY = re.compile(r"by: (?P<authors>.+)")
_FOR = re.compile(r"for: (?P<body>.+)")
_NOTE = re.compile(r"(?P<key>[a-z]+): (?P<text>.+)")
_EDGE = re.compile(r"(?P<mark>[>?]) (?P<subject>\w+) > (?P<object>\w+) (?P<kind>core|background)")


@dataclass
class ReadingList:
    """One of the lists: its works, what is said of them, and the edges that follow, for sure or perhaps."""

    papers: list[Paper] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    sure: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)


def parsed(text: str) -> ReadingList:
    found = ReadingList()
    for number, line in enumerate(text.strip().splitlines(), start=1):
        if edge := _EDGE.fullmatch(line):
            said = f"{edge['subject']} > {edge['object']} {edge['kind']}"
            (found.sure if edge["mark"] == ">" else found.perhaps).add(said)
        elif work := _WORK.fullmatch(line):
            name, title = work["name"], work["title"]
            year = int(work["year"]) if work["year"].isdigit() else None
            found.papers.append(Paper(id=f"work:{name}", citekey=name, title=title, short_names=(name,), year=year))
        elif by := _BY.fullmatch(line):
            found.papers[-1] = replace(found.papers[-1], authors=tuple(by["authors"].split("; ")))
        elif body := _FOR.fullmatch(line):
            place = {"source": "list.md", "first_line": number, "last_line": number, "organisation": body["body"]}
            paper = found.papers[-1]
            found.entries.append(Entry(id=f"e{number}", title=paper.title, paper=paper.id, **place))  # type: ignore[arg-type]
        elif note := _NOTE.fullmatch(line):
            paper = found.papers[-1]
            made = Note(key=note["key"], label=note["key"], text=note["text"])  # type: ignore[arg-type]
            place = {"source": "list.md", "first_line": number, "last_line": number}
            found.entries.append(Entry(id=f"e{number}", title=paper.title, paper=paper.id, notes=(made,), **place))  # type: ignore[arg-type]
        else:
            raise ValueError(f"what is {line!r}?")
    return found


LISTS = {part.partition("\n")[0]: parsed(part.partition("\n")[2]) for text in TEXTS for part in text.split("\n== ")[1:]}


def said(reading: ReadingList) -> set[str]:
    edges = relate(reading.papers, reading.entries, curation=Curation()).builds_on
    return {f"{e.subject.removeprefix('work:')} > {e.object.removeprefix('work:')} {e.kind}" for e in edges}


@pytest.mark.parametrize("name", LISTS)
def test_edges_of_a_list_are_all_right_and_complete(name: str) -> None:
    reading = LISTS[name]
    found = said(reading)
    assert found - reading.perhaps == reading.sure


def test_there_are_many_lists() -> None:
    assert len(LISTS) == 25
    assert sum(len(reading.sure) for reading in LISTS.values()) >= 55
