"""Where in a citing sentence a reference stands: by its authors, its number, its name, and by what texts share."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.relate.marks import HERE, THERE, Citing, citing


def shown(
    *texts: str, families: tuple[str, ...] = (), year: int | None = None, names: tuple[str, ...] = ()
) -> list[str]:
    """The sentences that cite, the reference as <>, others as *."""
    found = citing(texts, families=families, year=year, names=names)
    return [each.text.replace(HERE, "<>").replace(THERE, "*") for sentences in found for each in sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We extend Doe et al. (2010).", "We extend <>."),
        ("We extend the net (Doe et al., 2010).", "We extend the net <>."),
        ("Nets are known (Roe, 2001; Doe et al., 2010a; Poe and Moe, 2011).", "Nets are known <>."),
        ("We use A (Roe, 2001) with B (Doe and Poe 2010).", "We use A (*) with B <>."),
        ("Doe et al.'s net is small.", "<> net is small."),
        ("Doe et al. [7] count, Roe et al. [8] weigh.", "<> count, * weigh."),
        ("As in (Doe et al., 2010), and unlike Doe et al. (2003).", "As in <>, and unlike *."),
        ("By van Doe and Roe (2010).", "By <>."),
        ("Left <cite>Doe et al. (2010)</cite> in <i>tags</i>.", "Left <> in tags."),
        ("Lost brackets Doe et al., 2010) are no harm.", "Lost brackets <>) are no harm."),
    ],
)
def test_a_reference_is_known_by_its_first_author_and_year(text: str, expected: str) -> None:
    assert shown(text, families=("doe",), year=2010) == [expected]


@pytest.mark.parametrize("placed", ["[CIT]", "#AUTHOR_TAG", "(#REF)", "@@CITATION", "TARGETCIT"])
def test_what_stands_for_the_reference_is_its_mark(placed: str) -> None:
    text = f"We use the parser of {placed}, not that of Roe (2001)."
    assert shown(text, families=("doe",), year=2010) == ["We use the parser of <>, not that of *."]
    assert shown(f"We use {placed}.") == ["We use <>."]


def test_where_every_citation_was_replaced_none_is_sure() -> None:
    ((only,),) = citing(["We use the parser of [CIT], not that of [CIT]."])
    assert not only.sure


def test_another_printing_is_known_where_all_texts_give_it_one_year() -> None:
    assert shown("We use Doe (2013).", "Nets are many (Doe, 2013; Roe, 2001).", families=("doe",), year=2010) == [
        "We use <>.",
        "Nets are many <>.",
    ]


def test_a_number_is_known_by_what_the_texts_share() -> None:
    texts = ("Nets are many [3, 7, 12].", "We use [7] and not [3].", "Ranges [5-9] hold it.")
    assert shown(*texts) == ["Nets are many <>.", "We use <> and not *.", "Ranges <> hold it."]


def test_names_without_known_authors_are_known_by_what_the_texts_share() -> None:
    texts = ("Nets are many (Doe, 2010; Roe, 2011).", "We use Roe (2011), not Poe (2011).")
    assert shown(*texts) == ["Nets are many <>.", "We use <>, not *."]


def test_a_reference_is_known_by_its_own_name() -> None:
    assert shown("OspreyNet is old, and Osprey [4] is used.", names=("Osprey",)) == [
        "OspreyNet is old, and <> is used."
    ]


def test_where_several_could_be_meant_all_count_and_nothing_is_sure() -> None:
    ((found,),) = citing(["We use [3] with [4]."])
    assert (found.text, found.sure) == (f"We use {HERE} with {HERE}.", False)
    ((none,),) = citing(["A sentence without a mark"])
    assert (none.text, none.sure) == (f"A sentence without a mark {HERE}", False)


def test_only_the_sentences_that_cite_are_given_with_their_place_and_the_next_one() -> None:
    text = "Words are many. Doe et al. (2010) count them. We weigh them. As Doe et al. (2010) say, they are light."
    ((first, second),) = citing([text], families=("doe",), year=2010)

    assert text[first.start : first.end] == "Doe et al. (2010) count them."
    assert first.after == "We weigh them."
    assert text[second.start : second.end].startswith("As Doe")
    assert second.after == ""


def test_works_in_one_bracket_are_counted() -> None:
    def together(text: str) -> int:
        ((found,),) = citing([text], families=("doe",), year=2010)
        return found.together

    assert together("Nets (Roe, 2001; Doe, 2010; Poe, 2011).") == 3
    assert together("Nets (Doe, 2010) and trees (Roe, 2001; Poe, 2011).") == 1


PIECES = st.sampled_from(
    [
        "Doe",
        "Roe",
        " et al.",
        " (2010)",
        " [7]",
        "[3, 7]",
        "; ",
        ", ",
        " and ",
        "(",
        ")",
        ". We ",
        "van ",
        "2010",
        "é",
        "\n",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=3), st.booleans())
def test_places_lie_in_the_text_and_each_text_has_one(texts: list[str], known: bool) -> None:
    found: list[list[Citing]] = citing(texts, families=("doe",) if known else (), year=2010)

    assert len(found) == len(texts)
    for text, sentences in zip(texts, found, strict=True):
        assert sentences
        for each in sentences:
            assert 0 <= each.start <= each.end <= len(text)
            assert HERE in each.text
            assert not re.search(f"{HERE}{HERE}", each.text)
