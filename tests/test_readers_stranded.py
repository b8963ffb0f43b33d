"""Links to papers that a first reading leaves out: found again with their titles where several stand alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from papergraph.readers import read_text
from papergraph.readers.passages import plain
from papergraph.readers.preparing.stranded import with_stranded
from papergraph.readers.syntax.markdown import markdown_passages

TITLES = ("Counting Lambs on Hills", "Wool: A Survey of Fleeces", "Hay for Mixed Meadows")


def _before(count: int) -> list[str]:
    return [
        line
        for n, title in enumerate(TITLES[:count])
        for line in (title, "", f"<https://arxiv.org/abs/2001.0000{n}> (seen)", "")
    ]


def _within(count: int) -> list[str]:
    return [
        line
        for n, title in enumerate(TITLES[:count])
        for line in (f"[{title}](https://arxiv.org/abs/2001.0000{n})", "")
    ]


@pytest.mark.parametrize("written", [_before, _within])
def test_three_alike_are_items_under_their_titles(written: Callable[[int], list[str]]) -> None:
    lines = written(3)
    found = with_stranded(list(markdown_passages(lines)), range(1, len(lines) + 1))
    assert found is not None
    items = [passage for passage in found if passage.kind == "item"]
    assert [plain(item.runs) for item in items] == list(TITLES)
    links = [[run.href for child in item.children for run in child.runs if run.href] for item in items]
    assert links == [[f"https://arxiv.org/abs/2001.0000{n}"] for n in range(3)]


@pytest.mark.parametrize("written", [_before, _within])
def test_two_are_not_enough(written: Callable[[int], list[str]]) -> None:
    lines = written(2)
    assert with_stranded(list(markdown_passages(lines)), range(1, len(lines) + 1)) is None


def test_lines_that_something_was_made_of_stay() -> None:
    assert with_stranded(list(markdown_passages(_within(3))), ()) is None


def test_sentences_with_links_are_no_works() -> None:
    lines = [
        part
        for n in range(4)
        for part in (f"We follow what [others](https://arxiv.org/abs/2001.0000{n}) have said about sheep on hills.", "")
    ]
    assert with_stranded(list(markdown_passages(lines)), range(1, len(lines) + 1)) is None


def test_titles_over_bare_addresses_under_the_names_of_who_proposed_them() -> None:
    text = "\n".join(
        f"# Proposed by {name}:\n\n## {title}\nhttps://arxiv.org/abs/2001.0000{n}\n"
        for n, (name, title) in enumerate(zip(("Ann", "Bo", "Cy"), TITLES, strict=True))
    )
    reading = read_text(text, source="group.md")
    assert [entry.title for entry in reading.entries] == list(TITLES)
    assert [link.url for entry in reading.entries for link in entry.links] == [
        f"https://arxiv.org/abs/2001.0000{n}" for n in range(3)
    ]
