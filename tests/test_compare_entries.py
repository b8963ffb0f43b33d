"""The measure itself: golden facts agree with themselves, and every way of being wrong is counted."""

import copy
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

import compare_entries as measure  # noqa: E402
import dialects  # noqa: E402

GOLDEN = [json.loads(line) for line in (HERE / "golden" / "given_entries.jsonl").read_text("utf-8").splitlines()]
FIXTURES = list(dialects.fixtures())


def as_read(golden: dict[str, Any]) -> dict[str, Any]:
    """A golden entry as papergraph's JSON would have it."""
    entry = copy.deepcopy(golden)
    entry["notes"] = [{"key": key, "label": None, "text": ""} for key in entry.pop("note_keys", [])]
    return {"last_line": entry.get("first_line"), "kind": "paper", **entry}


def of_source(prefix: str) -> list[dict[str, Any]]:
    return [entry for entry in GOLDEN if entry["source"].startswith(prefix)]


def test_the_counts_of_the_given_lists() -> None:
    assert Counter(entry["source"][:3] for entry in GOLDEN) == {"000": 64, "001": 70, "003": 84}
    assert sum(not entry["authors"] for entry in GOLDEN) == 87


@pytest.mark.parametrize("prefix", ["000", "001", "003"])
def test_golden_facts_agree_with_themselves(prefix: str) -> None:
    golden = of_source(prefix)
    result = measure.compare(golden, [as_read(entry) for entry in reversed(golden)])
    assert (result.recall, result.precision, result.mismatches) == (1.0, 1.0, [])


@pytest.mark.parametrize("prefix", ["000", "001", "003"])
def test_the_same_title_is_found_in_its_own_place(prefix: str) -> None:
    golden = of_source(prefix)
    assert measure.align(golden, [as_read(entry) for entry in golden]) == [(n, n) for n in range(len(golden))]


WRONG: dict[str, Any] = {
    "title": "Another ending of the title", "short_names": ["XYZ"], "authors": ["Nobody Known"],
    "authors_truncated": True, "organisation": "Somewhere", "year": 1066, "month": 13, "date_printed": "1066-1067",
    "venue": "Nowhere", "ordinal": "99", "section": ["Elsewhere"], "links": [{"url": "https://w.org", "role": "page"}],
    "notes": [{"key": "other"}], "kind": "book", "first_line": 2,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WRONG))
def test_each_field_can_be_wrong(name: str) -> None:
    golden = {"title": "A title", "first_line": 1, "kind": "paper"}
    read = {**as_read(golden), name: "A title, " + WRONG[name] if name == "title" else WRONG[name]}
    result = measure.compare([golden], [read])
    assert [m.field for m in result.mismatches] == ["note_keys" if name == "notes" else name]


def test_entries_missed_doubled_and_invented_are_counted() -> None:
    golden = of_source("000")[:4]
    read = [as_read(entry) for entry in golden[:3]] + [as_read(golden[0])]
    read.append({**as_read(golden[0]), "title": "Page 7", "first_line": 20, "last_line": 20})
    read.append({**read[-1], "kind": "other"})
    aside = {"first_line": 20, "last_line": 20, "reason": "page number", "tolerated_kinds": ["other"]}
    result = measure.compare(golden, read, not_entries=[aside])
    assert (result.found, len(result.missed), len(result.extra), len(result.tolerated)) == (3, 1, 2, 1)
    assert result.precision == pytest.approx(3 / 5)
    assert "page number" in measure.details(result)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Communications of the ACM, 13(6), 377–387", "Communications of the ACM"),
        ("Nature 171", "Nature"),
        ("SIGMOD 1979", "SIGMOD"),
        ("Physical Review Letters 49.25", "Physical Review Letters"),
        ("Proc. IEEE", "Proc. IEEE"),
        (
            "IEEE Transactions on Information Theory, vol. 22, no. 6, pp. 644-654",
            "IEEE Transactions on Information Theory",
        ),
        ("2001", "2001"),
    ],
)
def test_a_venue_is_compared_without_its_numbers(printed: str, name: str) -> None:
    assert measure.venue(printed) == name


def test_a_name_is_compared_in_spoken_order() -> None:
    assert measure.person("Codd, E. F.") == measure.person("E. F. Codd") != measure.person("E. Codd")


def plain_text(text: str) -> str:
    """Text without the marks of Markdown and HTML, in which printed words can be looked up."""
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"\]\([^)]*\)", " ", text)
    return measure.text(re.sub(r"[*_`\[\]\\]|^\s*[>#]+ ", "", text, flags=re.M))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_what_a_fixture_expects_is_printed_in_its_list(fixture: dialects.Fixture) -> None:
    printed = plain_text(fixture.text)
    assert fixture.expected
    for entry in fixture.expected:
        assert set(entry) <= {*measure.FIELDS, "also"}
        words = [*entry.get("authors", []), *entry.get("short_names", []), entry.get("venue", ""), entry["title"]]
        words += [str(entry.get("year", "")), entry.get("organisation", ""), entry.get("date_printed", "")]
        assert [word for word in words if plain_text(word) not in printed] == []
        assert [link["url"] for link in entry.get("links", []) if link["url"] not in fixture.text] == []


def test_half_of_the_fixtures_are_held() -> None:
    held = sum(fixture.held for fixture in FIXTURES)
    assert len(FIXTURES) >= 14
    assert abs(2 * held - len(FIXTURES)) <= 1
