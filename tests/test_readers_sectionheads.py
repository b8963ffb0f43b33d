"""Headings that a first reading took for works: sections where works that something proves stand below most of them."""

from __future__ import annotations

from typing import Any

import pytest

from papergraph.model import Entry, Link
from papergraph.readers.judgement.sectionheads import section_heads
from papergraph.readers.syntax.markdown import markdown_passages

LINES = [line for n in range(3) for line in (f"## Wool and Hay {n}", "", f"Gates of Farms {n}", "")]


def entry(line: int, **facts: Any) -> Entry:
    return Entry(id=f"x#{line}", source="x.md", first_line=line, last_line=line, title=f"Work {line}", **facts)


def heads(*below: dict[str, Any], **above: Any) -> frozenset[int]:
    works = [entry(4 * n + 1, **above) for n in range(3)] + [entry(4 * n + 3, **each) for n, each in enumerate(below)]
    return section_heads(list(markdown_passages(LINES)), works)


PAPER: dict[str, Any] = {"links": (Link(url="https://arxiv.org/abs/1601.00001", role="paper"),)}


@pytest.mark.parametrize("proof", [PAPER, {"year": 2016}])
def test_headings_over_proved_works_are_sections(proof: dict[str, Any]) -> None:
    assert heads(proof, proof, proof) == {1, 5, 9}


def test_headings_over_what_nothing_proves_stay_works() -> None:
    remark: dict[str, Any] = {"authors": ("Novelty",), "venue": "Scholarship"}
    assert heads(remark, remark, remark) == frozenset()


def test_one_heading_over_a_work_is_not_most_of_its_level() -> None:
    assert heads(PAPER) == frozenset()


def test_a_heading_to_which_a_paper_is_linked_stays_a_work() -> None:
    assert heads(PAPER, PAPER, PAPER, **PAPER) == frozenset()
