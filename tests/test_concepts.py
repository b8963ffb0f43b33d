"""Concepts on papers: introduced by curated rows, used by their words, and silence on lists of other fields."""

from __future__ import annotations

import random
from typing import Any

import pytest

from papergraph.concepts import tag
from papergraph.curation import CuratedConcept, Curation, KnownWork
from papergraph.model import Concept, Entry, Note, NoteKey, Paper, Requirement, Topic

WORKS = tuple(
    KnownWork(id=f"work:{name}", citekey=name, title=f"The book of {name}", identifiers=identifiers)
    for name, identifiers in (("sieve", ("doi:10.1/s",)), ("loom", ()), ("kiln", ()), ("wheel", ()))
)


def concept(identifier: str, label: str, *alt: str, by: tuple[str, ...] = (), **fields: Any) -> CuratedConcept:
    requires = tuple(Requirement(object=each, reason="") for each in fields.pop("requires", ()))
    made = Concept(id=identifier, pref_label=label, alt_labels=alt, requires=requires, **fields)
    return CuratedConcept(concept=made, introduced_by=by, row=len(label))


CONCEPTS = (
    concept("sieving", "sieving step", "sieving", by=("sieve",), requires=("meshes",)),
    concept("meshes", "mesh", "meshes", requires=("wires",)),
    concept("wires", "drawn wire"),
    concept("warp", "WARP", "warp thread", by=("The book of loom",), broader=("weaving",)),
    concept("weaving", "weaving"),
    concept("glaze", "glaze"),
)
CURATION = Curation(works=WORKS, concepts=CONCEPTS)


def paper(name: str, year: int = 2000, **fields: Any) -> Paper:
    return Paper(id=f"work:{name}", citekey=name, title=f"The book of {name}", year=year, **fields)


PAPERS = (paper("sieve", 1990), paper("loom", 1995), paper("kiln", 2005), paper("other", 2010))


def entry(text: str, *, of: str = "kiln", key: NoteKey = "summary", title: str = "A pot", line: int = 5) -> Entry:
    return Entry(
        id=f"{of}-{line}",
        source="list.md",
        first_line=line,
        last_line=line + 1,
        title=title,
        paper=f"work:{of}",
        notes=(Note(key=key, text=text),),
    )


def topics(*entries: Entry, papers: tuple[Paper, ...] = PAPERS, **options: Any) -> list[str]:
    found = tag(papers, entries, curation=CURATION, **options)[1]
    return [f"{topic.paper.removeprefix('work:')} {topic.relation} {topic.concept}" for topic in found]


INTRODUCED = ["loom introduces warp", "sieve introduces sieving"]


def test_curated_rows_say_who_introduces_what() -> None:
    found = tag(PAPERS, (), curation=CURATION)[1]
    assert topics() == INTRODUCED
    (evidence,) = found[1].evidence
    assert (evidence.justification, evidence.source, evidence.row) == ("curated", "graph/concepts.tsv", 12)


def test_a_work_is_found_by_what_the_authority_calls_it() -> None:
    papers = (*PAPERS[1:], Paper(id="doi:10.1/s", citekey="x", title="Sifting", year=1990, identifiers=("doi:10.1/s",)))
    assert topics(papers=papers) == ["doi:10.1/s introduces sieving", "loom introduces warp"]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Bakes it with a glaze.", ["glaze"]),
        ("Glazes crack; a sieving step helps.", ["glaze", "sieving"]),
        ("Meshes, sieving.", ["meshes", "sieving"]),
        ("It has a WARP of wool.", ["warp"]),
        ("It has a warp of wool.", []),
        ("Unlike weaving, it bakes.", []),
        ("Bakes without glaze.", []),
        ("Bakes it instead of weaving.", []),
        ("It does not use a mesh.", []),
        ("Better than sieving.", []),
        ("Uses crafts such as weaving.", ["weaving"]),
        ("An unglazed pot, an under-glaze.", []),
    ],
)
def test_labels_in_what_is_said_of_a_paper_are_used(text: str, concepts: list[str]) -> None:
    assert [each for each in topics(entry(text)) if "uses" in each] == [f"kiln uses {each}" for each in concepts]


@pytest.mark.parametrize("key", ["implement", "picture", "impact", "result", "comment", "other", "builds_on"])
def test_other_notes_say_nothing_of_a_papers_content(key: NoteKey) -> None:
    assert topics(entry("Bakes it with a glaze.", key=key)) == INTRODUCED


def test_a_title_counts_and_its_evidence_is_the_strongest() -> None:
    found = tag(PAPERS, [entry("Bakes a glaze. A glaze. One glaze.", title="On glaze")], curation=CURATION)[1]
    (topic,) = [each for each in found if each.concept == "glaze"]
    assert [each.rule for each in topic.evidence] == ["label-in-title", "label", "label"]
    assert topic.evidence[0].quote == "On glaze"
    assert topic.evidence[1].quote == "A glaze."
    assert (topic.evidence[1].source, topic.evidence[1].first_line, topic.evidence[1].last_line) == ("list.md", 5, 6)


def test_a_paper_does_not_use_what_it_introduces_or_what_came_later() -> None:
    assert topics(entry("A sieving step.", of="sieve"), entry("A WARP.", of="sieve", line=9)) == INTRODUCED
    assert "loom uses sieving" in topics(entry("A sieving step.", of="loom"))


def test_only_needed_concepts_come_back_with_all_that_lies_under_them() -> None:
    concepts, _ = tag(PAPERS, (), curation=CURATION)
    assert [each.id for each in concepts] == ["meshes", "sieving", "warp", "weaving", "wires"]


def test_a_list_of_another_field_is_left_alone_unless_asked() -> None:
    strangers = tuple(paper(f"stranger{number}") for number in range(13))
    few = (*PAPERS[:2], *strangers[:3])
    thin = (*PAPERS, *strangers)
    said = entry("A WARP drive and a glaze.", of="stranger1")
    for papers in (few, thin, ()):
        assert tag(papers, [said], curation=CURATION) == ((), ())
    assert "stranger1 uses warp" in topics(said, papers=thin, asked=True)
    assert "stranger1 uses warp" in topics(said, papers=(*PAPERS, *strangers[:11]))


def test_the_order_of_input_does_not_matter() -> None:
    entries = [entry("A glaze and a mesh.", line=line) for line in range(1, 30, 7)]
    expected = tag(PAPERS, entries, curation=CURATION)
    chance = random.Random(3)  # noqa: S311
    assert tag(chance.sample(PAPERS, 4), chance.sample(entries, len(entries)), curation=CURATION) == expected
    assert all(isinstance(topic, Topic) and topic.evidence for topic in expected[1])
