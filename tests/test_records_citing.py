"""Works that a list says its works cite or build on, in fields of their own: evidence with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from papergraph.curation import Curation
from papergraph.errors import InputError
from papergraph.graph import PaperGraph, build
from papergraph.readers import read_text

BIB = """@article{clay, title = {Clay and the Making of Brick}, author = {Lund, Ada}, year = 1990, doi = {10.5555/clay}}
@article{mud, title = {Mud}, author = {Ng, Bo}, year = {1995}}
@article{rain, title = {Rain}, author = {Poe, Zoe}, year = {1997}, cites = {clay, mud}, extends = {mud}}
@article{hail, title = {Hail and Storm over Clay}, author = {Poe, Zoe}, year = {1999}, uses = {rain}, related = {mud}}
"""


def edges(graph: PaperGraph) -> dict[tuple[str, str], tuple[str, list[tuple[str, str | None, int | None]]]]:
    titles = {paper.id: paper.title for paper in graph.papers}
    return {
        (titles[edge.subject], titles[edge.object]): (
            edge.kind,
            sorted((each.justification, each.source, each.first_line) for each in edge.evidence),
        )
        for edge in graph.builds_on
    }


def test_fields_of_a_bibtex_file_become_evidence(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    path.write_text(BIB, "utf-8")

    assert edges(build([path], curation=Curation())) == {
        ("Rain", "Mud"): ("core", [("citation", "my.bib", 3), ("stated", "my.bib", 3)]),
        ("Rain", "Clay and the Making of Brick"): ("background", [("citation", "my.bib", 3)]),
        ("Hail and Storm over Clay", "Rain"): ("background", [("stated", "my.bib", 4)]),
        ("Hail and Storm over Clay", "Mud"): ("background", [("citation", "my.bib", 4)]),
    }


def test_related_works_are_read_from_the_later_to_the_earlier(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    text = BIB.replace("related = {mud}", "").replace("year = {1995}", "year = {1995}, related = {hail, rain, mud}")
    path.write_text(text.replace("cites = {clay, mud}, extends = {mud}", ""), "utf-8")
    found = edges(build([path], curation=Curation()))

    assert {pair for pair in found if "Mud" in pair} == {("Rain", "Mud"), ("Hail and Storm over Clay", "Mud")}


OPENALEX: list[dict[str, Any]] = [
    {"id": "https://openalex.org/W10001", "display_name": "Rain", "publication_year": 1997, "authorships": [],
     "referenced_works": ["https://openalex.org/W10002", "https://openalex.org/W9"], "related_works": []},
    {"id": "https://openalex.org/W10002", "display_name": "Mud", "publication_year": 1995, "authorships": None,
     "referenced_works": None},
]  # fmt: skip
SCHOLAR: list[dict[str, Any]] = [
    {"paperId": "a" * 40, "title": "Rain", "year": 1997, "references": [
        {"paperId": "b" * 40, "title": "Mud"}, {"citedPaper": {"externalIds": {"DOI": "10.5555/clay"}}}]},
    {"paperId": "b" * 40, "title": "Mud", "year": 1995, "references": None},
    {"paperId": "c" * 40, "title": "Clay", "year": 1990, "externalIds": {"DOI": "10.5555/CLAY"}},
]  # fmt: skip
CROSSREF: dict[str, Any] = {"message": {"items": [
    {"DOI": "10.5555/rain", "title": ["Rain"], "type": "journal-article", "issued": {"date-parts": [[1997]]},
     "reference": [{"key": "1", "DOI": "10.5555/clay"}, {"key": "2", "article-title": "Mud", "year": "1995"}]},
    {"DOI": "10.5555/clay", "title": ["Clay"], "type": "journal-article", "issued": {"date-parts": [[1990]]}},
]}}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "pairs"),
    [
        ({"results": OPENALEX}, {("Rain", "Mud")}),
        (SCHOLAR, {("Rain", "Mud"), ("Rain", "Clay")}),
        (CROSSREF, {("Rain", "Clay")}),
        ({"papers": [{"id": 1, "title": "Mud", "year": 1995}, {"id": 2, "title": "Rain", "year": 1997, "cites": [1]}]},
         {("Rain", "Mud")}),
        ([{"title": "Mud", "year": 1995}, {"title": "Rain", "year": 1997, "references": ["Mud", {"title": "Wind"}]}],
         {("Rain", "Mud")}),
    ],
)  # fmt: skip
def test_services_and_own_lists_in_json(value: object, pairs: set[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value, indent=1), "utf-8")

    assert set(edges(build([path], curation=Curation()))) == pairs


def test_a_list_in_any_format_serves_as_a_file_of_citations(tmp_path: Path) -> None:
    given, told = tmp_path / "list.md", tmp_path / "my.bib"
    given.write_text("- **Rain**. Zoe Poe. 1997.\n- **Clay and the Making of Brick**. Ada Lund. 1990.\n", "utf-8")
    told.write_text(BIB, "utf-8")
    found = edges(build([given], curation=Curation(), citations=[told]))

    assert found == {("Rain", "Clay and the Making of Brick"): ("background", [("citation", "my.bib", 3)])}


def test_a_list_that_tells_no_citations_is_refused_as_a_file_of_them(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    path.write_text(BIB.partition("\n")[0], "utf-8")

    with pytest.raises(InputError, match="holds no works and no citations"):
        build([path], curation=Curation(), citations=[path])


def test_what_is_no_reference_is_none() -> None:
    table = 'title,year,references,cited by\nMud,1995,45,7\nRain,1997,"Lund A., Clay, (1990), DOI 10.5555/clay",3\n'
    mud, rain = read_text(table, source="x.csv").entries

    assert (mud.references, rain.references) == ((), ("doi:10.5555/clay",))
