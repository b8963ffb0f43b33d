"""Exact references: what names a work, and in which order it is tried."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.references import ReferenceIndex


@dataclass(frozen=True)
class Work:
    id: str
    citekey: str = ""
    title: str = ""
    alt_titles: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


WORKS = [
    Work(
        "arxiv:2104.14294",
        "caron2021emerging",
        "Emerging Properties in Self-Supervised Vision Transformers",
        ("DINO: Self-Distillation with No Labels",),
        ("DINO",),
        ("doi:10.1109/iccv48922.2021.00951",),
    ),
    Work("arxiv:2203.03605", "zhang2022dino", "DINO: DETR with Improved DeNoising Anchor Boxes", (), ("DINO",)),
    Work("work:a-post-2020", "anon2020post", "A Post"),
]


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("arxiv:2104.14294", ["arxiv:2104.14294"]),
        ("2104.14294v2", ["arxiv:2104.14294"]),
        (" https://arxiv.org/pdf/2104.14294 ", ["arxiv:2104.14294"]),
        ("10.1109/ICCV48922.2021.00951", ["arxiv:2104.14294"]),
        ("Caron2021Emerging", ["arxiv:2104.14294"]),
        ("dino: self-distillation with no labels", ["arxiv:2104.14294"]),
        ("DINO", ["arxiv:2104.14294", "arxiv:2203.03605"]),
        ("work:a-post-2020", ["work:a-post-2020"]),
        ("arxiv:1706.03762", []),
        ("https://example.org/x", []),
        ("emerging properties", []),
        ("  ", []),
        ("!!", []),
    ],
)
def test_find(reference: str, found: list[str]) -> None:
    assert ReferenceIndex.of(WORKS).find(reference) == found


def test_a_citekey_counts_before_a_short_name() -> None:
    index = ReferenceIndex.of([Work("work:a", "resnet", "A"), Work("work:b", "b", "B", (), ("ResNet",))])

    assert index.find("ResNet") == ["work:a"]


@given(st.permutations(WORKS))
def test_the_order_of_works_does_not_matter(works: list[Work]) -> None:
    assert ReferenceIndex.of(works).find("DINO") == ["arxiv:2104.14294", "arxiv:2203.03605"]
