"""Text fixtures for the readers: a list, and what a reader with good sense takes from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from papergraph.model import Reading
from papergraph.readers import read_text
from papergraph.readers.text.cleaning import split_lines

FOLDER = Path(__file__).parent / "fixtures" / "readers"
Case = tuple[str, str, list[dict[str, Any]]]


def cases() -> list[Case]:
    """Every case of every file, with a name for the test's id."""
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.txt")):
        parts = path.read_text("utf-8").split("\n.\n")
        if len(parts) % 3 != 1 or parts[-1].strip():
            raise ValueError(f"{path.name}: a case is a title, `.`, a list, `.`, JSON lines and `.`")
        for title, text, expected in zip(parts[0:-1:3], parts[1:-1:3], parts[2:-1:3], strict=True):
            found.append((f"{path.stem}: {title.strip()}", text, [json.loads(line) for line in expected.splitlines()]))
    return found


def value(entry: Any, name: str) -> Any:
    """A field of an entry in the form that the fixtures give it."""
    if name == "line":
        return entry.first_line
    if name == "links":
        return [[link.role, link.url] for link in entry.links]
    if name == "notes":
        return [[note.key, " ".join(note.text.split())] for note in entry.notes]
    found = getattr(entry, name)
    return list(found) if isinstance(found, tuple) else found


def covered(reading: Reading) -> set[int]:
    """The lines that something of a reading takes."""
    parts = (*reading.entries, *reading.unread, *reading.skipped, *reading.headings)
    return {line for part in parts for line in range(part.first_line, part.last_line + 1)}


@pytest.mark.parametrize(("name", "text", "expected"), cases(), ids=[name for name, _, _ in cases()])
def test_case(name: str, text: str, expected: list[dict[str, Any]]) -> None:
    reading = read_text(text, source="list.md")
    wanted = [facts for facts in expected if "title" in facts]
    assert [entry.title for entry in reading.entries] == [facts["title"] for facts in wanted]
    for entry, facts in zip(reading.entries, wanted, strict=True):
        assert {key: value(entry, key) for key in facts} == facts
    unread = [facts for facts in expected if "unread" in facts]
    assert [part.first_line for part in reading.unread] == [facts["unread"] for facts in unread]
    for part, facts in zip(reading.unread, unread, strict=True):
        assert facts.get("why", "") in part.reason
    for facts in (facts for facts in expected if "skipped" in facts):
        reasons = [part.reason for part in reading.skipped if part.first_line <= facts["skipped"] <= part.last_line]
        assert any(facts.get("why", "") in reason for reason in reasons), reasons
    headings = {(part.text, part.first_line) for part in reading.headings}
    assert {(facts["heading"], facts["line"]) for facts in expected if "heading" in facts} <= headings
    lines = split_lines(text)
    assert [n for n, line in enumerate(lines, 1) if line.strip() and n not in covered(reading)] == []
