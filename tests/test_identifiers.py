"""Identifiers: what counts as the same identifier, and what is none."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import papergraph.identifiers as identifiers
from papergraph.identifiers import (
    arxiv_month,
    curie,
    curie_of_url,
    curies_in,
    iri_of,
    parse_curie,
    slug,
    strength,
    title_key,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://arxiv.org/abs/1706.03762", "arxiv:1706.03762"),
        ("http://www.arxiv.org/pdf/1706.03762v7.pdf", "arxiv:1706.03762"),
        ("https://arxiv.org/abs/cs/0112017", "arxiv:cs/0112017"),
        ("https://huggingface.co/papers/2312.00752", "arxiv:2312.00752"),
        ("https://huggingface.co/blog/moe", None),
        ("https://export.arxiv.org/abs/2205.14135v2", "arxiv:2205.14135"),
        ("https://arxiv.org/abs/1799.00001", None),
        ("https://doi.org/10.48550/arXiv.1706.03762", "arxiv:1706.03762"),
        ("https://doi.org/10.1016/0004-3702(94)00092-1", "doi:10.1016/0004-3702(94)00092-1"),
        ("https://dl.acm.org/doi/pdf/10.1145/362686.362692", "doi:10.1145/362686.362692"),
        ("https://link.springer.com/chapter/10.1007/3-540-55719-9_3", "doi:10.1007/3-540-55719-9_3"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full", "doi:10.1002/abc.123"),
        ("https://www.nature.com/articles/323533a0", "doi:10.1038/323533a0"),
        ("https://aclanthology.org/N19-1423.pdf", "acl:N19-1423"),
        ("https://openreview.net/pdf?id=YicbFdNTTy", "openreview:YicbFdNTTy"),
        ("https://citeseerx.ist.psu.edu/viewdoc/download?doi=10.1.1.58.7362&rep=rep1", None),
        ("https://pubmed.ncbi.nlm.nih.gov/13602029/", "pmid:13602029"),
        ("https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html", "dblp:conf/nips/VaswaniSPUJGKP17"),
        ("https://example.org/paper.pdf", None),
        ("http://[bad", None),
    ],
)
def test_curie_of_url(url: str, expected: str | None) -> None:
    assert curie_of_url(url) == expected


def test_curies_in_text_come_in_order_and_once() -> None:
    text = (
        "See doi: 10.1145/362686.362692. and arXiv:1706.03762v3 (https://arxiv.org/abs/1706.03762), ISBN 0-306-40615-2"
    )
    assert curies_in(text) == ["doi:10.1145/362686.362692", "arxiv:1706.03762", "isbn:0306406152"]


def test_wrong_check_digit_is_no_isbn() -> None:
    assert curie("isbn", "0-306-40615-3") is None


def test_arxiv_month_spans_the_century() -> None:
    assert arxiv_month("arxiv:hep-th/9901001") == (1999, 1)
    assert arxiv_month("arxiv:0704.0001") == (2007, 4)
    assert arxiv_month("doi:10.1/x") is None


def test_strongest_identifier_sorts_first() -> None:
    assert sorted(["work:x-1", "doi:10.1/x", "arxiv:1706.03762"], key=strength)[0] == "arxiv:1706.03762"


@given(st.text())
def test_curies_parse_to_themselves(text: str) -> None:
    made = parse_curie(text)
    assert made is None or parse_curie(made) == made


@given(st.text())
def test_slug_is_safe_and_never_empty(text: str) -> None:
    made = slug(text)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text())
def test_title_key_is_idempotent(text: str) -> None:
    assert title_key(title_key(text)) == title_key(text)


def test_doctests() -> None:
    assert doctest.testmod(identifiers).failed == 0


def test_a_doi_that_holds_the_number_of_its_article_is_whole() -> None:
    doi = "10.1175/1520-0485(1998)028<2199:abc>2.0.co;2"
    known = f"doi:{doi}"

    assert curie("doi", doi.upper()) == curie("doi", doi) == known
    assert curie_of_url(iri_of(known) or "") == known
    assert curie_of_url(f"https://doi.org/{doi}") == known
    assert curie("doi", "10.1000/abc<sup>1</sup>") == "doi:10.1000/abc"
