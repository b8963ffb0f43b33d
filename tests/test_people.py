"""Names of authors: their parts, and which forms can be one person."""

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import papergraph.people as people
from papergraph.people import can_be_one, citekey_family, match, parse_name


@pytest.mark.parametrize(
    ("printed", "family", "given_names"),
    [
        ("Yann LeCun", "lecun", ("yann",)),
        ("Y. LeCun", "lecun", ("y",)),
        ("LeCun, Yann", "lecun", ("yann",)),
        ("LeCun Y", "lecun", ("y",)),
        ("Hinton GE", "hinton", ("g", "e")),
        ("G.E. Hinton", "hinton", ("g", "e")),
        ("LeCun", "lecun", ()),
        ("K.-R. Müller", "muller", ("k", "r")),
        ("Łukasz Kaiser", "kaiser", ("lukasz",)),
        ("George van den Driessche", "vandendriessche", ("george",)),
        ("van den Driessche", "vandendriessche", ()),
        ("Quoc V. Le", "le", ("quoc", "v")),
        ("Diego de Las Casas", "delascasas", ("diego",)),
        ("Martin Luther King, Jr.", "king", ("martin", "luther")),
        ("Joseph C. O'Brien", "obrien", ("joseph", "c")),
        ("李飞飞", "李飞飞", ()),
    ],
)
def test_parts_of_a_name(printed: str, family: str, given_names: tuple[str, ...]) -> None:
    name = parse_name(printed)

    assert (name.family, name.given, name.group) == (family, given_names, False)


@pytest.mark.parametrize("printed", ["Mistral AI team", "IDEA Research", "BigScience Workshop Team"])
def test_a_group_is_no_person(printed: str) -> None:
    assert parse_name(printed).group


def test_a_family_name_that_looks_like_an_abbreviation() -> None:
    assert not parse_name("Wei Ai").group


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Y. LeCun", "Yann LeCun", True),
        ("Yann Le Cun", "Yann LeCun", True),
        ("LeCun", "Yann LeCun", True),
        ("Quoc Le", "Quoc V. Le", True),
        ("J. Hopfield", "John J. Hopfield", True),
        ("Chris Watkins", "Christopher J. C. H. Watkins", True),
        ("Jeff Wu", "Jeffrey Wu", True),
        ("K. Mueller", "Klaus Müller", True),
        ("Jun Wang", "Jian Wang", False),
        ("J. B. Wang", "J. C. Wang", False),
        ("Jun Wang", "Jun Wong", False),
        ("Hao Zhang", "Haoran Zhang", False),
        ("Mike Lewis", "Patrick Lewis", False),
    ],
)
def test_forms_of_one_person(one: str, other: str, expected: bool) -> None:
    assert can_be_one(parse_name(one), parse_name(other)) is expected
    assert can_be_one(parse_name(other), parse_name(one)) is expected


def test_equal_names_are_matched_before_names_that_merely_can_be_one() -> None:
    mine = [parse_name("J. Wang"), parse_name("Jun Wang")]
    theirs = [parse_name("Jun Wang"), parse_name("J. Wang")]

    assert match(mine, theirs) == [(mine[0], theirs[1]), (mine[1], theirs[0])]


def test_families_in_citekeys_are_plain_letters() -> None:
    assert citekey_family(parse_name("George van den Driessche")) == "vandendriessche"
    assert citekey_family(parse_name("Mistral AI team")) == "mistral"
    assert citekey_family(parse_name("李飞飞")).isascii()


@given(st.text(max_size=60))
def test_any_text_is_some_name(text: str) -> None:
    name = parse_name(text)

    assert can_be_one(name, name)
    assert citekey_family(name).isascii()


@given(st.lists(st.sampled_from(["J. Wang", "Jun Wang", "Jun B. Wang", "Wang", "A. Li"]), max_size=5))
def test_a_fuller_form_never_sorts_before_a_shorter_one(names: list[str]) -> None:
    ordered = sorted(map(parse_name, names), key=lambda name: name.fullness)

    assert all(sum(len(x) > 1 for x in a.given) <= sum(len(x) > 1 for x in b.given) for a, b in pairwise(ordered))


def test_examples() -> None:
    assert doctest.testmod(people).failed == 0
