"""Records of BibTeX that a list quotes: works of its own, or more on the works that it prints."""

from __future__ import annotations

from papergraph.readers import read_text

RECORD = "@article{%s,\n  title={%s},\n  author={Elm, Cy},\n  journal={Mud Letters},\n  year={2020}\n}"


def test_a_record_below_a_work_fills_what_it_lacks() -> None:
    text = f"- [Wet Fields](https://example.org/w.pdf), Ash et al.\n\n```bibtex\n{RECORD % ('a', 'Wet Fields')}\n```\n"

    (entry,) = read_text(text, source="x.md").entries

    assert (entry.title, entry.authors, entry.year, entry.venue) == ("Wet Fields", ("Ash",), 2020, "Mud Letters")


def test_records_below_headings_that_are_their_titles_are_the_list() -> None:
    text = "* Flocks\n** DONE Wet Fields :mud:\n[2016-07-06 Wed]\n- [X] read\n#+begin_src bibtex\n"
    text += RECORD % ("a", "Wet Fields") + "\n#+end_src\n** Elm\n"

    reading = read_text(text, source="x.org")

    assert [(each.title, each.section, each.first_line) for each in reading.entries] == [("Wet Fields", ("Flocks",), 6)]
    assert {each.reason for each in reading.skipped} >= {"code"}


def test_bare_records_between_paragraphs_are_works() -> None:
    text = f"# Reading\n\n{RECORD % ('a', 'Wet Fields')}\n\nGood.\n\n> {RECORD % ('b', 'Dry Mud')}\n".replace(
        "\n  ", "\n> "
    )

    assert [each.title for each in read_text(text, source="x.md").entries] == ["Wet Fields", "Dry Mud"]


def test_how_a_list_is_to_be_cited_is_none_of_its_works() -> None:
    text = f"# Wool\n- [Wet Fields](https://arxiv.org/abs/2001.00001), Ash, 2020\n\n## Cite us\n```\n{RECORD % ('a', 'Wool')}\n```\n"

    assert [each.title for each in read_text(text, source="x.md").entries] == ["Wet Fields"]
