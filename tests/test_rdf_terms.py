"""Terms: keys that keep different ids apart, literals and IRIs that every RDF engine takes."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papergraph.errors import OutputError
from papergraph.rdf.terms import Names, clean, decimal, key, literal, paper_key, text_of_key, web_iri

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


def parsed(term: str) -> ox.NamedNode | ox.Literal:
    (quad,) = ox.parse(f"<x:s> <x:p> {term} .\n", format=ox.RdfFormat.N_TRIPLES)
    return quad.object


@pytest.mark.parametrize(
    ("identifier", "made"),
    [
        ("arxiv:1706.03762", "arxiv-1706.03762"),
        ("doi:10.1162/neco.1997.9.8.1735", "doi-10.1162_2fneco.1997.9.8.1735"),
        ("openreview:rJ4km2R5t7", "openreview-r_4a4km2_525t7"),
        ("work:a-title-2020", "work-a-title-2020"),
        ("doi:10.1/(sici)1097:3", "doi-10.1_2f_28sici_291097_3a3"),
        ("doi:10.1/x.", "doi-10.1_2fx_2e"),
    ],
)
def test_keys_of_papers_read_like_their_curies(identifier: str, made: str) -> None:
    assert paper_key(identifier) == made


@given(ANY_TEXT)
@example("")
@example("_")
@example("a.")
def test_a_key_gives_its_text_back_and_is_a_turtle_name(text: str) -> None:
    made = key(text)

    assert text_of_key(made) == text
    assert re.fullmatch(r"[a-z0-9._-]+", made)
    assert not made.endswith(".")
    assert "__" not in made


@given(st.lists(st.text(alphabet="ab:-_./A", max_size=6) | st.sampled_from(["arxiv:1", "arxiv-1"]), unique=True))
def test_different_papers_have_different_keys(identifiers: list[str]) -> None:
    assert len({paper_key(each) for each in identifiers}) == len(identifiers)


@given(ANY_TEXT)
def test_a_literal_holds_the_clean_text(text: str) -> None:
    assert parsed(literal(text)).value == clean(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_ordinary_text_is_clean_already(text: str) -> None:
    assert clean(text) == text


@given(st.floats())
def test_numbers_keep_their_value(number: float) -> None:
    made = parsed(decimal(number))

    assert made.datatype.value.rpartition("#")[2] in {"decimal", "double"}
    assert repr(float(made.value)) == repr(number)


@given(
    st.from_regex(r"(https?|ftp|urn|javascript|file)(:|://)[ -~]{0,30}", fullmatch=True)
    | st.builds("https://{}/{}".format, st.text(max_size=8), ANY_TEXT)
)
@example("https://[::1]/x")
@example("http://a:80:80/")
@example("https://a.org/%zz")
@example("https://a.org/#a#b")
@example("https://a.org/\ue000")
@example("urn:isbn:0262035618")
def test_what_is_taken_for_an_iri_is_one_to_the_engine(text: str) -> None:
    made = web_iri(text)

    assert made is None or parsed(made).value == text


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/1706.03762",
        "http://proceedings.mlr.press/v37/x.pdf#page=3",
        "https://doi.org/10.1016/0004-3702(94)00092-1",
        "https://de.wikipedia.org/wiki/Künstliche_Intelligenz?action=edit&x=%20",
        "ftp://ftp.example.org/a",
        "urn:isbn:0262035618",
    ],
)
def test_links_as_lists_have_them_are_iris(url: str) -> None:
    assert web_iri(url) == f"<{url}>"


@pytest.mark.parametrize(
    "url",
    ["", "paper.pdf", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", 'https://a/"x"',
     "https://", "http:///x", "//a.org/x", "https://a.org/{x}", "https://a.org/\ud800", "https://a.org/\n"],
)  # fmt: skip
def test_anything_else_is_none(url: str) -> None:
    assert web_iri(url) is None


@pytest.mark.parametrize("base", ["", "papers", "javascript:x", "https://a b/", "https://a.org/?q=", "https://a/#x/y"])
def test_a_base_must_be_an_absolute_iri(base: str) -> None:
    with pytest.raises(OutputError, match="no absolute IRI"):
        Names(base)


def test_a_base_gets_a_slash_when_it_ends_in_a_word() -> None:
    assert Names("https://a.org/kg").paper("arxiv:1") == "<https://a.org/kg/id/paper/arxiv-1>"
    assert Names("https://a.org/kg#").paper("arxiv:1") == "<https://a.org/kg#id/paper/arxiv-1>"
