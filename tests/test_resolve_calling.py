"""What works are called, seen over all: subjects are no names, initials and spellings that the notes use are."""

from __future__ import annotations

import random

from papergraph.model import Note, Paper
from papergraph.resolve.calling import called


def paper(title: str, year: int | None, *names: str, says: str = "", authors: tuple[str, ...] = ()) -> Paper:
    """A paper under an id made of its title."""
    notes = (Note(key="summary", label=None, text=says),) if says else ()
    return Paper(
        id=f"work:{title}", citekey=title, title=title, short_names=names, year=year, notes=notes, authors=authors
    )


def names(papers: list[Paper], *known: str) -> dict[str, tuple[str, ...]]:
    """The names of each paper by its title."""
    return {each.title: each.short_names for each in called(papers, {f"work:{title}" for title in known})}


HERDS = [
    paper("Remote Herd Counting: A Practical Test", 2006, "RHC"),
    paper("Fast RHC on Small Farms", 2001),
    paper("RHC-Net: Counting by Wire", 2010, "RHC-Net"),
]


def test_an_abbreviation_that_an_older_title_has_is_no_name() -> None:
    assert names(HERDS)["Remote Herd Counting: A Practical Test"] == ()
    assert names(HERDS)["RHC-Net: Counting by Wire"] == ("RHC-Net",)


def test_the_oldest_the_known_and_works_without_a_year_keep_their_names() -> None:
    title = "Remote Herd Counting: A Practical Test"
    assert names([paper(title, 1999, "RHC"), *HERDS[1:]])[title] == ("RHC",)
    assert names([paper(title, None, "RHC"), *HERDS[1:]])[title] == ("RHC",)
    assert names(HERDS, title)[title] == ("RHC",)


def test_a_name_that_abbreviates_nothing_and_versions_of_one_author_keep_theirs() -> None:
    older = paper("Fast RHC on Small Farms", 2001, authors=("lund",))
    other = paper("Dogs at Work", 2006, "RHC")
    assert names([older, other])["Dogs at Work"] == ("RHC",)
    later = paper("Remote Herd Counting", 2006, "RHC", authors=("lund",))
    assert names([older, later])["Remote Herd Counting"] == ("RHC",)


def test_initials_that_the_notes_use_are_a_name() -> None:
    farm = paper("The Green Fence System", 2003)
    gate = paper("Biggate: A Gate for Tables", 2006, "Biggate", says="BigGate rests on GFS.")
    assert names([farm, gate])["The Green Fence System"] == ("GFS",)
    assert names([farm, gate])["Biggate: A Gate for Tables"] == ("Biggate", "BigGate")


def test_initials_are_none_where_two_works_a_phrase_or_nobody_has_them() -> None:
    farm = paper("The Green Fence System", 2003)
    says = paper("Gates", 2006, says="It rests on GFS.")
    assert names([farm])["The Green Fence System"] == ()
    assert names([farm, says, paper("Giant Farm Sheep", 2004)])["The Green Fence System"] == ()
    assert names([farm, says, paper("Posts", 2004, "GFS")])["The Green Fence System"] == ()
    phrase = paper("Hinges", 2007, says="Any green fence system will do.")
    assert names([farm, says, phrase])["The Green Fence System"] == ()


def test_the_order_of_papers_changes_nothing() -> None:
    papers = [*HERDS, paper("The Green Fence System", 2003), paper("Gates", 2006, says="GFS and RHC.")]
    shuffled = papers[:]
    random.Random(3).shuffle(shuffled)  # noqa: S311
    assert names(shuffled) == names(papers)
