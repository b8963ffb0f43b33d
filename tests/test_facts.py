"""Facts filled in from services: only where nothing stood, with who says so, and contradictions told."""

from __future__ import annotations

from papergraph.citation_records import Work
from papergraph.facts import filled
from papergraph.model import Entry, Paper

BARE = Paper(id="work:a-paper", citekey="a", title="A paper")
FULL = Paper(
    id="doi:10.1000/x", citekey="b", title="Another", year=2010, month=3, venue="V", identifiers=("doi:10.1000/x",)
)
ENTRY = Entry(id="l#a", source="l.md", first_line=4, last_line=4, title="A paper", paper=BARE.id)


def work(**fields: object) -> Work:
    return Work(**fields)  # type: ignore[arg-type]


def test_what_is_missing_is_filled_in_and_who_says_so_is_told() -> None:
    said = work(identifiers=("s2:1", "arxiv:1501.00001"), year=2015, date="2015-01-06", venue="NeurIPS")

    (made,), (problem,) = filled([BARE], {BARE.id: [("s2", said)]}, [ENTRY])

    assert (made.year, made.month, made.venue, made.identifiers) == (2015, 1, "NeurIPS", ("arxiv:1501.00001",))
    assert problem.code == "facts-filled"
    assert "same work according to Semantic Scholar" in problem.message
    assert (problem.source, problem.first_line) == ("l.md", 4)


def test_what_stands_there_is_never_changed() -> None:
    said = work(identifiers=("doi:10.1000/y",), year=2011, date="2011-07-01", venue="W")

    assert filled([FULL], {FULL.id: [("openalex", said)]}, []) == ((FULL,), [])


def test_a_year_far_off_is_told() -> None:
    made, (problem,) = filled([FULL], {FULL.id: [("openalex", work(year=2019)), ("s2", work(year=2019))]}, [])

    assert made == (FULL,)
    assert problem.code == "year-contradicts"
    assert "2010" in problem.message
    assert "2019 according to OpenAlex and Semantic Scholar" in problem.message


def test_most_services_decide_and_of_equals_the_earliest() -> None:
    def year(*years: int) -> int | None:
        (made,), _ = filled([BARE], {BARE.id: [("s2", work(year=each)) for each in years]}, [])
        return made.year

    assert year(2016, 2015, 2016) == 2016
    assert year(2016, 2015) == 2015


def test_the_first_of_january_is_no_month() -> None:
    (made,), _ = filled([BARE], {BARE.id: [("openalex", work(year=2015, date="2015-01-01"))]}, [])

    assert (made.year, made.month) == (2015, None)


def test_an_identifier_of_another_paper_or_one_of_two_is_not_taken() -> None:
    said = [("s2", work(identifiers=("s2:1", "doi:10.1000/x"))), ("openalex", work(identifiers=("doi:10.1000/z",)))]
    (made, _), _ = filled([BARE, FULL], {BARE.id: said}, [])
    assert made.identifiers == ("doi:10.1000/z",)

    two = [("s2", work(identifiers=("doi:10.1000/p", "doi:10.1000/q")))]
    (made,), problems = filled([BARE], {BARE.id: two}, [])
    assert (made, problems) == (BARE, [])
