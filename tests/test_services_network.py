"""The real services, for a person with network: `python -m pytest -m network`; never in continuous integration.

Keys are taken from S2_API_KEY and OPENALEX_API_KEY; without them some services answer little. Some thirty questions are
asked in all. What fails here has changed at a service: its shape belongs into tests/services_standin.py then.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from papergraph.citation_records import Answer, Reference, header, to_line
from papergraph.curation import Curation
from papergraph.graph import build
from papergraph.services import SERVICES, Outcome, Settings, Wanted, enrich

pytestmark = pytest.mark.network

KEYS = {"s2": os.environ.get("S2_API_KEY", ""), "openalex": os.environ.get("OPENALEX_API_KEY", "")}
TITLE = "Deep Residual Learning for Image Recognition"
WORK = Wanted(id="arxiv:1512.03385", title=TITLE, identifiers=("arxiv:1512.03385", "doi:10.1109/cvpr.2016.90"))
LIST = """# Networks

- [Deep Residual Learning for Image Recognition](https://arxiv.org/abs/1512.03385)
- [Identity Mappings in Deep Residual Networks](https://arxiv.org/abs/1603.05027)
- [Densely Connected Convolutional Networks](https://arxiv.org/abs/1608.06993)
"""


def asked(service: str, *papers: Wanted) -> tuple[Outcome, list[Answer]]:
    kept: list[Answer] = []
    keys = {name: key for name, key in KEYS.items() if key}
    return enrich(papers, [], Settings(sources=(service,), keys=keys), keep=kept.extend), kept


def references(answers: Sequence[Answer]) -> list[Reference]:
    return [each for answer in answers for each in answer.references]


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_well_known_work_is_found_with_its_facts(service: str) -> None:
    outcome, kept = asked(service, WORK)

    assert outcome.faults == []
    assert outcome.missing([WORK]) == []
    works = [each.work for each in kept if each.work is not None and each.doubt is None]
    assert any(each.title == TITLE and each.year in (2015, 2016) and len(each.authors) == 4 for each in works)


def test_semantic_scholar_gives_sentences_intents_influence_and_facts_of_what_is_cited() -> None:
    cited = references(asked("s2", WORK)[1])

    assert len(cited) > 30
    assert any(each.contexts for each in cited)
    assert any(each.intents for each in cited)
    assert any(each.influential for each in cited)
    assert any(each.work.title and each.work.authors and each.work.year for each in cited)


def test_openalex_or_crossref_give_references() -> None:
    assert references(asked("openalex", WORK)[1]) or references(asked("crossref", WORK)[1])


@pytest.mark.parametrize("service", ["s2", "openalex"])
def test_a_work_is_found_by_its_title_and_confirmed(service: str) -> None:
    bare = Wanted(id="work:residual", title=TITLE, year=2016)
    other = Wanted(id="work:other", title=TITLE, year=1990)

    assert asked(service, bare)[0].missing([bare]) == []
    outcome, _ = asked(service, other)
    assert outcome.faults == []
    assert outcome.missing([other]) == [other]


@pytest.mark.parametrize(
    ("service", "number"),
    [("s2", "arxiv:0704.99999"), ("openalex", "doi:10.5555/12345678.none"), ("crossref", "doi:10.5555/none")],
)
def test_what_does_not_exist_is_not_found_and_no_fault(service: str, number: str) -> None:
    nobody = Wanted(id=number, title="", identifiers=(number,))

    outcome, _ = asked(service, nobody)

    assert outcome.faults == []
    assert outcome.missing([nobody]) == [nobody]


def test_a_list_of_bare_links_becomes_a_map_with_reasons(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    plain = build([tmp_path / "list.md"], curation=Curation())
    papers = [Wanted(id=each.id, title=each.title, identifiers=(each.id,)) for each in plain.papers]
    _, kept = asked("s2", *papers)
    file = tmp_path / "citations.jsonl"
    file.write_text(header() + "".join(map(to_line, kept)), encoding="utf-8")

    graph = build([tmp_path / "list.md"], curation=Curation(), citations=[file], complete=True)

    edges = {(each.subject, each.object): each for each in graph.builds_on}
    later = edges["arxiv:1603.05027", "arxiv:1512.03385"]
    assert later.kind == "core"
    assert later.evidence[0].quote
    assert any(not each.from_list and each.authors for each in graph.papers)
