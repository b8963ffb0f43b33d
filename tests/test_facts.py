"""Facts filled in from services: only where nothing stood, with who says so, and contradictions told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papergraph.citation_records import Cited, LeftOut, Work
from papergraph.facts import applied, cited_problems, filling_problems, fillings
from papergraph.model import Entry, Paper, Problem

BARE = Paper(id="work:a-paper", citekey="a", title="A paper")
FULL = Paper(
    id="doi:10.1000/x",
    citekey="b",
    title="Another",
    year=2010,
    month=3,
    venue="V",
    identifiers=("doi:10.1000/x",),
    authors=("ada-smith",),
)
ENTRY = Entry(id="l#a", source="l.md", first_line=4, last_line=4, title="A paper", paper=BARE.id)
NAMES = {FULL.id: ("Ada Smith",)}

Said = Mapping[str, Sequence[tuple[str, Work]]]


def work(**fields: object) -> Work:
    return Work(**fields)  # type: ignore[arg-type]


def filled(papers: Sequence[Paper], said: Said) -> tuple[tuple[Paper, ...], list[Problem]]:
    found = fillings(papers, said)
    told = filling_problems(papers, found, said, NAMES, {ENTRY.paper: ENTRY})
    return applied(papers, found), list(told)


def test_what_is_missing_is_filled_in_and_who_says_so_is_told() -> None:
    said = work(identifiers=("s2:1", "arxiv:1501.00001"), year=2015, date="2015-01-06", venue="NeurIPS")

    (made,), (problem,) = filled([BARE], {BARE.id: [("s2", said)]})

    assert (made.year, made.month, made.venue, made.identifiers) == (2015, 1, "NeurIPS", ("arxiv:1501.00001",))
    assert problem.code == "facts-filled"
    assert "same work according to Semantic Scholar" in problem.message
    assert (problem.source, problem.first_line) == ("l.md", 4)


def test_a_title_is_filled_in_where_an_identifier_stands_in_its_place() -> None:
    nameless = Paper(id="arxiv:1501.00001", citekey="c", title="arxiv:1501.00001", identifiers=("arxiv:1501.00001",))
    said = {each.id: [("s2", work(title="Wheels at Night", year=2015))] for each in (nameless, BARE)}

    made, problems = filled([nameless, BARE], said)

    assert [each.title for each in made] == ["Wheels at Night", "A paper"]
    assert "title 'Wheels at Night', year 2015" in problems[0].message


def test_each_fact_is_told_with_those_that_say_it() -> None:
    said = [
        ("s2", work(year=2015, authors=("A. Smith", "B. Jones"))),
        ("openalex", work(year=2016, venue="Journal of Wheels")),
        ("arxiv", work(year=2015, authors=("Ada Smith", "Bo Jones"))),
    ]

    (problem,) = filled([BARE], {BARE.id: said})[1]

    assert problem.message == (
        "'A paper': year 2015, authors Ada Smith and Bo Jones, same work according to Semantic Scholar and arXiv; "
        "venue 'Journal of Wheels', same work according to OpenAlex"
    )


def test_authors_are_those_that_most_services_name_in_the_fullest_form() -> None:
    said = [
        ("s2", work(authors=("A. Smith", "B. Jones"))),
        ("crossref", work(authors=("Ada Smith",))),
        ("openalex", work(authors=("Ada Smith", "Bo Jones"))),
    ]

    assert fillings([BARE], {BARE.id: said})[BARE.id].authors == ("Ada Smith", "Bo Jones")
    assert FULL.id not in fillings([FULL], {FULL.id: said})


def test_services_that_name_quite_different_people_fill_in_nobody() -> None:
    said = [("s2", work(authors=("Ada Smith",))), ("openalex", work(authors=("Cy Brown",)))]

    assert fillings([BARE], {BARE.id: said}) == {}
    (problem,) = filled([BARE], {BARE.id: said})[1]
    assert problem.code == "authors-differ"
    assert "Cy Brown according to OpenAlex" in problem.message


def test_authors_that_are_none_of_the_printed_ones_are_told() -> None:
    said = work(authors=("Dan Green", "Eve White"))
    (problem,) = filled([FULL], {FULL.id: [("crossref", said)]})[1]

    assert (problem.code, problem.severity) == ("authors-differ", "warning")
    assert "by Ada Smith here, and by Dan Green and Eve White according to Crossref" in problem.message
    assert filled([FULL], {FULL.id: [("crossref", work(authors=("Bo Jones", "A. Smith")))]})[1] == []


def test_what_stands_there_is_never_changed() -> None:
    said = work(identifiers=("doi:10.1000/y",), year=2011, date="2011-07-01", venue="W")

    assert filled([FULL], {FULL.id: [("openalex", said)]}) == ((FULL,), [])


def test_a_year_far_off_is_told() -> None:
    made, (problem,) = filled([FULL], {FULL.id: [("openalex", work(year=2019)), ("s2", work(year=2019))]})

    assert made == (FULL,)
    assert problem.code == "year-contradicts"
    assert "2010" in problem.message
    assert "2019 according to OpenAlex and Semantic Scholar" in problem.message


def test_services_that_contradict_one_another_are_told() -> None:
    _, problems = filled([BARE], {BARE.id: [("openalex", work(year=2019)), ("s2", work(year=2012))]})

    assert [each.code for each in problems] == ["facts-filled", "year-contradicts"]
    assert "2012 according to Semantic Scholar; 2019 according to OpenAlex; 2012 is taken" in problems[1].message


def test_most_services_decide_and_of_equals_the_earliest() -> None:
    def year(*years: int) -> int | None:
        (made,), _ = filled([BARE], {BARE.id: [("s2", work(year=each)) for each in years]})
        return made.year

    assert year(2016, 2015, 2016) == 2016
    assert year(2016, 2015) == 2015


def test_the_first_of_january_is_no_month() -> None:
    (made,), _ = filled([BARE], {BARE.id: [("openalex", work(year=2015, date="2015-01-01"))]})

    assert (made.year, made.month) == (2015, None)


def test_an_identifier_of_another_paper_or_one_of_two_is_not_taken() -> None:
    said = [("s2", work(identifiers=("s2:1", "doi:10.1000/x"))), ("openalex", work(identifiers=("doi:10.1000/z",)))]
    (made, _), problems = filled([BARE, FULL], {BARE.id: said})
    assert made.identifiers == ("doi:10.1000/z",)
    assert [each.code for each in problems] == ["possible-duplicate", "facts-filled"]
    assert "are one work with doi:10.1000/x, according to Semantic Scholar; kept apart" in problems[0].message

    two = [("s2", work(identifiers=("doi:10.1000/p", "doi:10.1000/q")))]
    (made,), problems = filled([BARE], {BARE.id: two})
    assert (made, problems) == (BARE, [])


def test_what_is_missing_or_wrong_in_citations_is_told_by_service_and_paper() -> None:
    cited = Cited(
        silent=(BARE.id,),
        unknown_to={BARE.id: ("openalex", "s2"), FULL.id: ("openalex",)},
        left_out=(
            LeftOut(subject=FULL.id, object=FULL.id, service="s2", why="itself"),
            LeftOut(subject=FULL.id, object=BARE.id, service="s2", why="later"),
        ),
        unnamed={"s2": 3},
        doubts={BARE.id: (("s2", "arxiv:1", "leads to 'X', and the list prints 'A paper'"),)},
        notes=("c.jsonl: 1 lines could not be read",),
    )

    told = list(cited_problems(cited, {each.id: each for each in (BARE, FULL)}, {ENTRY.paper: ENTRY}))

    assert [(each.code, each.message) for each in told] == [
        ("citation-lines-unread", "c.jsonl: 1 lines could not be read"),
        (
            "no-references-known",
            "no references of 'A paper' are known to OpenAlex or Semantic Scholar; "
            "that it builds on nothing does not follow",
        ),
        ("no-references-known", "OpenAlex knows no references of 1 paper of which others know some: 'Another'"),
        (
            "references-left-out",
            "left out, since they cannot be right: references of 'Another' (2010) to itself, according to "
            "Semantic Scholar; to 'A paper', which is later, according to Semantic Scholar",
        ),
        (
            "references-left-out",
            "Semantic Scholar lists 3 references without a title and without an identifier; they are left out",
        ),
        (
            "service-contradicts-title",
            "'A paper': arxiv:1 leads to 'X', and the list prints 'A paper', according to Semantic Scholar",
        ),
    ]
    assert (told[1].source, told[1].first_line, told[1].papers) == ("l.md", 4, (BARE.id,))
