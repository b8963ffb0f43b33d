"""A text of prose is read in one syntax, by its content and then by its name."""

from __future__ import annotations

import pytest

from papergraph.readers.syntaxes import is_page, parsed


@pytest.mark.parametrize(
    ("text", "name", "format_"),
    [
        ("<!doctype html>\n<ul><li>A Theory of Sheep</li></ul>", "x.md", "html"),
        ("* Papers\n** A Theory of Sheep :wool:", "x.org", "org"),
        ("Papers\n======\n\n- `A Theory of Sheep <https://a.org>`_\n", "x.rst", "rst"),
        ("a line;and another", "x.csv", "csv"),
        ("- A Theory of Sheep", "x.txt", "markdown"),
    ],
)
def test_one_syntax_is_chosen(text: str, name: str, format_: str) -> None:
    made = parsed(text.split("\n"), name, page=is_page(text))

    assert made.format == format_
    assert made.passages


def test_lines_of_markup_alone_are_told() -> None:
    made = parsed(["#+TITLE: Wool", "", "* Papers", "- A Theory of Sheep"], "x.org", page=False)

    assert {2} <= made.markup
    assert 4 not in made.markup
