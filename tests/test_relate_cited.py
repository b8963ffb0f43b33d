"""Claims from citations: which are core and which background, by sentences, intents, influence, structure and dates."""

from __future__ import annotations

from typing import Any

import pytest

from papergraph.citation_records import Citation, Context
from papergraph.curation import Curation
from papergraph.model import Entry, Note, Paper
from papergraph.relate import relate
from papergraph.relate.cited_claims import MOST_BY_STRUCTURE, MOST_CORE, cited_claims
from papergraph.relate.claims import Claim


def paper(name: str, year: int) -> Paper:
    return Paper(
        id=f"work:{name}", citekey=name, title=f"The {name} paper of that year", short_names=(name,), year=year
    )


NEW = paper("Newnet", 2020)
OLD = paper("Oldnet", 2010)
PAPERS = {each.id: each for each in (NEW, OLD)}


def citation(*sentences: str, intents: tuple[str, ...] = (), influential: bool | None = None, **more: Any) -> Citation:
    fields: dict[str, object] = {
        "subject": NEW.id,
        "object": OLD.id,
        "services": ("s2",),
        "source": "c.jsonl",
        "line": 7,
        "intents": intents,
        "influential": influential,
        "contexts": tuple(Context(text=each) for each in sentences),
    }
    return Citation(**(fields | more))  # type: ignore[arg-type]


def claim(given: Citation) -> Claim:
    (made,) = cited_claims([given], PAPERS)
    return made


@pytest.mark.parametrize(
    "given",
    [
        citation("Our model extends the network of Old [1]."),
        citation("Building on [1], we train a larger one."),
        citation("Following Old (2010), we train with noise.", intents=("methodology",)),
        citation("A.", "B.", "C.", intents=("methodology",)),
        citation("A.", "B.", intents=("background", "methodology"), influential=True),
        citation("A.", intents=("methodology",), influential=True),
    ],
    ids=lambda each: each.contexts[0].text[:12] + str(each.influential),
)
def test_what_is_extended_used_or_influential_is_core(given: Citation) -> None:
    assert claim(given).kind == "core"
    assert claim(given).evidence.confidence >= 0.5


@pytest.mark.parametrize(
    "given",
    [
        citation("Networks are old [1]."),
        citation("Networks are old [1, 2, 3, 4].", "Many exist [1, 2, 3].", intents=("background",)),
        citation("Unlike [1], we need no labels.", intents=("background",)),
        citation("We outperform [1] by far.", "Results of [1].", intents=("result",)),
        citation("One uses a method.", intents=("methodology",)),
        citation(intents=("background",)),
        citation(services=("openalex",)),
    ],
    ids=lambda each: (each.contexts[0].text[:12] if each.contexts else "") + str(each.services),
)
def test_a_citation_in_passing_is_background(given: Citation) -> None:
    assert claim(given).kind == "background"
    assert claim(given).evidence.confidence < 0.5


def test_the_evidence_quotes_the_most_telling_sentence_and_its_place() -> None:
    evidence = claim(
        citation("Networks are old [1].", "We extend the network of [1].", "See [1, 2, 3].", influential=True)
    ).evidence

    assert evidence.justification == "citation"
    assert evidence.quote == "We extend the network of [1]."
    assert (evidence.source, evidence.first_line, evidence.rule) == ("c.jsonl", 7, "cited-extends")
    assert evidence.reason is not None
    assert evidence.reason.startswith("mentioned 3 times, according to Semantic Scholar")
    assert "influential" in evidence.reason


def test_each_sign_makes_it_surer() -> None:
    steps = [
        citation("A [1]."),
        citation("A [1].", "B [1]."),
        citation("A [1].", "B [1].", intents=("methodology",)),
        citation("A [1].", "B [1].", intents=("methodology",), influential=True),
        citation("A [1].", "We extend [1].", intents=("methodology",), influential=True),
    ]
    sure = [claim(each).evidence.confidence for each in steps]

    assert sure == sorted(set(sure))


def test_a_later_work_is_not_built_on() -> None:
    assert cited_claims([citation("We extend it.", subject=OLD.id, object=NEW.id)], PAPERS) == []


def test_strong_structure_alone_makes_core_and_weak_does_not() -> None:
    assert claim(citation(services=("openalex",), tied=8, among=20)).kind == "core"
    assert claim(citation(services=("openalex",), tied=3, among=4)).kind == "background"
    assert claim(citation(services=("openalex",), tied=6, among=60)).kind == "background"


def many(count: int, *sentences: str, **more: Any) -> list[Claim]:
    others = [paper(f"Net{letter}", 2000) for letter in "ABCDEFGHIJKLMNOP"[:count]]
    given = [citation(*sentences, object=each.id, **more) for each in others]
    return cited_claims(given, {each.id: each for each in (NEW, *others)})


def test_few_are_core_of_many() -> None:
    spoken = many(16, "We extend it.")
    assert [each.kind for each in spoken].count("core") == MOST_CORE
    by_structure = many(16, services=("openalex",), tied=10, among=20)
    assert [each.kind for each in by_structure].count("core") == MOST_BY_STRUCTURE


def test_other_evidence_makes_a_bare_citation_surer_and_core() -> None:
    entry = Entry(
        id="list#newnet",
        source="list.md",
        first_line=3,
        last_line=3,
        title=NEW.title,
        short_names=("Newnet",),
        paper=NEW.id,
        notes=(Note(key="summary", text="Newnet extends Oldnet with a second layer."),),
    )
    bare = [citation(services=("openalex",))]

    def edge(*, prose: bool, cited: bool) -> tuple[str, float]:
        entries = [entry] if prose else []
        found = relate(PAPERS.values(), entries, curation=Curation(), citations=bare if cited else [])
        (made,) = found.builds_on
        return made.kind, made.confidence

    assert edge(prose=False, cited=True)[0] == "background"
    assert edge(prose=True, cited=True)[0] == "core"
    assert edge(prose=True, cited=True)[1] > edge(prose=True, cited=False)[1]
