"""Works named by their authors: the forms, years, and nobody where it could be several."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.mentions import Cited


@dataclass(frozen=True)
class Signed:
    id: str
    authors: tuple[str, ...]
    year: int | None
    venue_year: int | None = None
    authors_truncated: bool = False
    identifiers: tuple[str, ...] = ()


WORKS = (
    Signed("seven", ("a:rowan", "Ben Stone", "Carla Field"), 2017),
    Signed("hill-13", ("Dora Hill",), 2013, authors_truncated=True),
    Signed("hill-14", ("Dora Hill", "Emil Ray"), 2014, 2015),
    Signed("hill-18", ("Dora Hill", "Emil Ray", "Fay Low"), 2018),
    Signed("pair", ("Gus Marsh", "Hal van der Berg"), 2014),
    Signed("alone", ("Ivy Lake",), 2011),
    Signed("particle", ("Jan van den Brook", "Kim Dale"), 2016),
    Signed("umlaut", ("Lars Müller", "Mia Fels", "Nils Au"), 2012),
    Signed("hyphen", ("Olga Reed-Marin", "Pia Sand"), None),
    Signed("stone", ("Quinn Stone", "Rosa Field"), 2020),
)
CITED = Cited.of(WORKS, names={"a:rowan": "Ada Rowan"})


def found(text: str, cited: Cited = CITED) -> list[tuple[str, str]]:
    mentions = cited.find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    return [(mention.paper, mention.text) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as Rowan et al. show", ("seven", "Rowan et al.")),
        ("Rowan et al. (2017) show", ("seven", "Rowan et al. (2017)")),
        ("Rowan et al. [2017] show", ("seven", "Rowan et al. [2017]")),
        ("(Rowan et al., 2017)", ("seven", "Rowan et al., 2017")),
        ("(Rowan et al., 2017a; others)", ("seven", "Rowan et al., 2017a")),
        ("Rowan et al 2017", ("seven", "Rowan et al 2017")),
        ("ROWAN ET AL. is loud, Rowan, et al. not", ("seven", "Rowan, et al.")),
        ("Rowan et al.'s (2017) idea", ("seven", "Rowan et al.'s (2017)")),
        ("Rowan et al.’s idea", ("seven", "Rowan et al.")),
        ("Rowan and colleagues", ("seven", "Rowan and colleagues")),
        ("Rowan, Stone, et al.", ("seven", "Rowan, Stone, et al.")),
        ("Rowan, Stone and Field", ("seven", "Rowan, Stone and Field")),
        ("Rowan, Stone, and Field (2017)", ("seven", "Rowan, Stone, and Field (2017)")),
        ("A. Rowan et al.", ("seven", "Rowan et al.")),
        ("Ada Rowan et al.", ("seven", "Rowan et al.")),
        ("In 2017, Rowan et al. saw", ("seven", "Rowan et al.")),
        ("However, Rowan et al. saw", ("seven", "Rowan et al.")),
        ("With Gizmo, Rowan et al. (2017) saw", ("seven", "Rowan et al. (2017)")),
        ("Rowan et al. (2018), a year late", ("seven", "Rowan et al. (2018)")),
        ("Hill et al. (2013)", ("hill-13", "Hill et al. (2013)")),
        ("Hill et al. (2012)", ("hill-13", "Hill et al. (2012)")),
        ("Hill et al. (2014)", ("hill-14", "Hill et al. (2014)")),
        ("Hill and Ray's (2014) way", ("hill-14", "Hill and Ray's (2014)")),
        ("Hill and Ray (2014)", ("hill-14", "Hill and Ray (2014)")),
        ("Hill & Ray, 2015", ("hill-14", "Hill & Ray, 2015")),
        ("Hill and Ray", ("hill-14", "Hill and Ray")),
        ("Hill et al. (2019)", ("hill-18", "Hill et al. (2019)")),
        ("Marsh and Berg", ("pair", "Marsh and Berg")),
        ("Marsh and van der Berg (2014)", ("pair", "Marsh and van der Berg (2014)")),
        ("by van den Brook and Dale", ("particle", "van den Brook and Dale")),
        ("Brook and Dale", ("particle", "Brook and Dale")),
        ("Van den Brook et al.", ("particle", "Van den Brook et al.")),
        ("Müller et al., Mu\u0308ller", ("umlaut", "Müller et al.")),
        ("Mu\u0308ller et al.", ("umlaut", "Mu\u0308ller et al.")),
        ("Mueller et al. 2012", ("umlaut", "Mueller et al. 2012")),
        ("Muller et al. 2012", ("umlaut", "Muller et al. 2012")),
        ("Reed-Marin et al.", ("hyphen", "Reed-Marin et al.")),
        ("Reed‐Marin and Sand", ("hyphen", "Reed‐Marin and Sand")),
        ("Q. Stone and Field", ("stone", "Stone and Field")),
    ],
)
def test_a_work_is_found_by_its_authors(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Hill et al. showed",  # several
        "Rowan et al. (2014)",
        "Rowan (2017) and Rowan",
        "Rowan, Stone",
        "Rowan and Stone",  # there was a third
        "Rowan and Stone (2017)",
        "Lake et al.",  # alone
        "Lake and colleagues",
        "Stone, Rowan et al.",
        "Unknown, Rowan et al.",
        "B. Rowan et al.",
        "Q. Rowan et al. (2017)",
        "Growan et al.; McRowan et al.; Rowan-Smith et al.; Rowanet al.; O'Rowan et al.",
        "rowan et al.",
        "Ray et al.",
        "Rowan et alii; Rowan et also",
        "Reed-Marin et al. (2012)",  # a year that cannot be held against any
        "Field and Stone",
        "Rowan Rowan Rowan, and so on",
    ],
)
def test_nobody_is_found_where_it_is_another_or_could_be(text: str) -> None:
    assert found(text) == []


def test_an_exact_year_goes_before_the_one_beside_it() -> None:
    cited = Cited.of([Signed("old", ("A Hill", "B"), 2013), Signed("new", ("A Hill", "C"), 2014)], names={})
    assert found("Hill et al. (2013), Hill et al. (2014), Hill et al. (2015)", cited) == [
        ("old", "Hill et al. (2013)"),
        ("new", "Hill et al. (2014)"),
        ("new", "Hill et al. (2015)"),
    ]
    cited = Cited.of([Signed("old", ("A Hill", "B"), 2013), Signed("new", ("A Hill", "C"), 2015)], names={})
    assert found("Hill et al. (2014)", cited) == []
    assert found("Hill et al. (2013)", Cited.of([Signed("a", ("A Hill", "B"), 2013)] * 2, names={})) == []


def test_works_that_are_not_asked_for_may_be_meant() -> None:
    papers = [Signed("a", ("Sue Hill", "B"), 2013, identifiers=("doi:1",))]
    assert found("Hill et al. (2014)", Cited.of(papers, names={})) == [("a", "Hill et al. (2014)")]
    others = [Signed("b", ("Tom Hill", "C"), 2014), Signed("c", ("Sue Hill", "B"), 2013, identifiers=("doi:1",))]
    cited = Cited.of(papers, others, names={})
    assert found("Hill et al. (2014), Hill et al. (2013), Hill et al.", cited) == [("a", "Hill et al. (2013)")]
    assert found("S. Hill et al.", cited) == [("a", "Hill et al.")]


def test_several_in_one_text_are_found_in_order() -> None:
    text = "Rowan et al. (2017) and Hill et al. (2018), after Marsh and Berg (2014); Müller et al. agree."
    assert [paper for paper, _ in found(text)] == ["seven", "hill-18", "pair", "umlaut"]


PIECES = st.sampled_from(
    ["Rowan", "Hill", "Ray", " ", ", ", " and ", " et al.", " (2014)", "2017", "van ", "Stone", "."]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_places_are_ordered_and_apart(text: str) -> None:
    past = 0
    for mention in CITED.find(text):
        assert past <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        past = mention.end


@settings(deadline=None, max_examples=30)
@given(st.permutations(WORKS))
def test_the_order_of_papers_does_not_count(works: list[Signed]) -> None:
    text = "Rowan et al., Hill and Ray, Hill et al. (2017), Mueller et al. (2011), Hill et al. (2014)"
    assert Cited.of(works, names={"a:rowan": "Ada Rowan"}).find(text) == CITED.find(text)


ALONE = Cited.of(
    [
        Signed("moss", ("Ada Rowan",), 1987),
        Signed("curve", ("Tom Smithson", "Ann Waters"), 1981),
        Signed("two", ("Lea Twomey",), 1990),
        Signed("three", ("Lea Twomey",), 1993),
    ],
    names={},
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Extends Rowan (1987) to walls.", "Rowan (1987)"),
        ("Extends Rowan to walls.", "Rowan"),
        ("It drops an assumption of Rowan.", "Rowan"),
        ("Rowan's moss is generalised.", "Rowan"),
        ("It starts where Rowan left off.", "Rowan"),
        ("Speeds up Smithson–Waters.", "Smithson–Waters"),
        ("Carries Smithson-Waters over.", "Smithson-Waters"),
        ("It extends Twomey (1993).", "Twomey (1993)"),
    ],
)
def test_a_work_is_named_by_one_surname_or_two_joined(text: str, name: str) -> None:
    assert [mention.text for mention in ALONE.find(text, alone=True)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "It extends Twomey.",  # of two works
        "It extends Twomey (2005).",
        "Rowan wrote a letter.",  # begins a sentence, as a plain word may
        "A tree, the rowan, is what Rowan means.",
        "It uses a Rowan filter.",
        "It uses Rowan's thesis.",
        "It uses the notes of Rowan.",
        "Carried out at Rowan University.",
        "With thanks to James Rowan.",
        "It extends B. Rowan.",
        "Waters is the second author of it, as is said by Waters.",
    ],
)
def test_a_surname_that_may_be_another_or_another_work_names_nobody(text: str) -> None:
    assert ALONE.find(text, alone=True) == []


def test_a_surname_alone_is_looked_for_only_where_it_is_asked_for() -> None:
    assert ALONE.find("It extends Rowan.") == []
