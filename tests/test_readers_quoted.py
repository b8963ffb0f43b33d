"""Records of BibTeX that a list quotes: works of its own, or more on the works that it prints."""

from __future__ import annotations

from papergraph.readers import read_text

MUD = "@article{a,\n  title={Wet Mud},\n  author={Elm, Cy},\n  journal={Mud Letters},\n  year={2020}\n}"


def test_a_record_below_a_work_fills_what_it_lacks() -> None:
    text = f"- [Wet Mud](https://example.org/w.pdf), Ash et al.\n\n```bibtex\n{MUD}\n```\n"

    (entry,) = read_text(text, source="x.md").entries

    assert (entry.title, entry.authors, entry.year, entry.venue) == ("Wet Mud", ("Ash",), 2020, "Mud Letters")


def test_records_below_headings_that_are_their_titles_are_the_list() -> None:
    text = f"* Flocks\n** DONE Wet Mud :mud:\n[2016-07-06 Wed]\n- [X] read\n#+begin_src bibtex\n{MUD}\n#+end_src"

    reading = read_text(text, source="x.org")

    assert [(each.title, each.section, each.first_line) for each in reading.entries] == [("Wet Mud", ("Flocks",), 6)]
    assert "code" in {each.reason for each in reading.skipped}


def test_bare_records_between_paragraphs_are_works() -> None:
    quoted = "> " + MUD.replace("Wet", "Dry").replace("\n", "\n> ")
    text = f"# Reading\n\n{MUD}\n\nGood.\n\n{quoted}\n"

    assert [each.title for each in read_text(text, source="x.md").entries] == ["Wet Mud", "Dry Mud"]


def test_how_a_list_is_to_be_cited_is_none_of_its_works() -> None:
    work = "- [Dry Mud](https://arxiv.org/abs/2001.00001), Ash, 2020"

    reading = read_text(f"# Wool\n{work}\n\n## Cite us\n```\n{MUD}\n```\n", source="x.md")

    assert [each.title for each in reading.entries] == ["Dry Mud"]
