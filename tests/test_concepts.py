"""Concepts on papers: introduced by curated rows, used by their words, and silence on lists of other fields."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from papergraph.concepts import tag
from papergraph.curation import CuratedConcept, CuratedEdge, Curation, KnownWork, load
from papergraph.graph import build
from papergraph.model import Concept, Entry, Note, NoteKey, Paper, Requirement, Topic

OTHER_FIELDS = sorted((Path(__file__).parent / "fixtures" / "other_fields").glob("*.md"))

WORKS = (
    KnownWork(id="work:tale", citekey="tale", title="The book of weaving", year=1990),
    *(
        KnownWork(id=f"work:{name}", citekey=name, title=f"The book of {name}", identifiers=identifiers)
        for name, identifiers in (("sieve", ("doi:10.1/s",)), ("loom", ()), ("kiln", ()), ("wheel", ()))
    ),
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
        ("Drops the glaze.", []),
        ("A glaze that is dropped after weaving.", ["glaze", "weaving"]),
        ("The glaze is not needed.", []),
        ("It doesn’t need any glaze, but has a mesh.", ["meshes"]),
        ("Instead of a glaze before weaving, it has a mesh.", ["meshes"]),
        ("Previous pots had a glaze.", []),
        ("Where others have a glaze, it has a mesh.", ["meshes"]),
        ("It bakes, and has since become the basis of weaving.", []),
        ("It led to weaving.", []),
        ("One of the most loved: it has a mesh.", ["meshes"]),
        ("It is what a glaze later mended.", []),
        ("Its later layers have a glaze.", ["glaze"]),
        ("It shines in tasks such as weaving.", []),
        ("As good as the quality of weaving.", []),
        ("Unlike others (with a glaze).", []),
        ("It has a mesh (and a glaze).", ["glaze", "meshes"]),
        ("It was tried on WARP/DailyLoom.", []),
        ("It goes on from The book of weaving.", []),
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
    assert topics(said, papers=(*PAPERS, *strangers[:11])) == INTRODUCED


def test_concepts_of_ones_own_tag_a_list_of_any_field() -> None:
    own = CuratedConcept(
        concept=Concept(id="ferry", pref_label="ferry", requires=(Requirement(object="wires", reason=""),)),
        introduced_by=("work:stranger0",),
        file="mine/concepts.tsv",
        row=7,
    )
    papers, listed = strangers("Rows a boat.", "Takes a ferry, with a glaze.")
    scheme, found = tag(papers, listed, curation=Curation(works=WORKS, concepts=(*CONCEPTS, own)))

    assert [(each.paper, each.relation, each.concept) for each in found] == [
        ("work:stranger0", "introduces", "ferry"),
        ("work:stranger1", "uses", "ferry"),
    ]
    assert [each.id for each in scheme] == ["ferry", "wires"]
    assert (found[0].evidence[0].source, found[0].evidence[0].row) == ("mine/concepts.tsv", 7)


def test_the_order_of_input_does_not_matter() -> None:
    entries = [entry("A glaze and a mesh.", line=line) for line in range(1, 30, 7)]
    expected = tag(PAPERS, entries, curation=CURATION)
    chance = random.Random(3)  # noqa: S311
    assert tag(chance.sample(PAPERS, 4), chance.sample(entries, len(entries)), curation=CURATION) == expected
    assert all(isinstance(topic, Topic) and topic.evidence for topic in expected[1])


def strangers(*texts: str, source: str = "list.md") -> tuple[tuple[Paper, ...], list[Entry]]:
    papers = tuple(paper(f"stranger{number}") for number in range(len(texts)))
    entries = [entry(text, of=f"stranger{number}", line=number + 1) for number, text in enumerate(texts)]
    return papers, [each.__class__(**{**_fields(each), "source": source}) for each in entries]


def _fields(each: Entry) -> dict[str, Any]:
    return {name: getattr(each, name) for name in each.__dataclass_fields__}


def known(source: str = "list.md", section: tuple[str, ...] = ()) -> list[Entry]:
    made = [entry("It bakes.", of=each.citekey, line=90 + place) for place, each in enumerate(PAPERS[:3])]
    return [each.__class__(**{**_fields(each), "source": source, "section": section}) for each in made]


def test_a_stranger_among_strangers_is_tagged_when_it_names_an_idea_of_a_known_work() -> None:
    papers, entries = strangers(
        "Has a glaze.", "Has a glaze and a sieving step.", "A warp thread.", "A drawn wire.", ""
    )
    found = topics(*entries, *known(), papers=(*PAPERS, *papers))
    assert [each for each in found if "stranger" in each] == [
        "stranger1 uses glaze",
        "stranger1 uses sieving",
        "stranger2 uses warp",
    ]
    assert "stranger0 uses glaze" in topics(*entries, *known(), papers=(*PAPERS, *papers), asked=True)


def test_among_known_works_a_single_word_is_enough() -> None:
    papers, entries = strangers("Has a glaze.")
    assert "stranger0 uses glaze" in topics(*entries, *known(), papers=(*PAPERS, *papers))


def test_a_list_of_another_field_is_left_alone_beside_one_of_this_field() -> None:
    papers, entries = strangers(*["Has a sieving step and a glaze."] * 6, source="other.md")
    found = topics(*entries, *known(), papers=(*PAPERS, *papers))
    assert found == INTRODUCED
    assert "stranger0 uses glaze" in topics(*entries[:2], *known(), papers=(*PAPERS, *papers[:2]))


def test_a_concept_of_the_same_month_is_used_only_where_a_curated_edge_says_so() -> None:
    papers = (paper("sieve", 1990, month=5), paper("kiln", 1990, month=5), paper("wheel", 1990, month=6), PAPERS[1])
    entries = [entry("A sieving step.", of=name, line=line) for line, name in enumerate(("kiln", "wheel"), 1)]
    assert "wheel uses sieving" in topics(*entries, papers=papers)
    assert "kiln uses sieving" not in topics(*entries, papers=papers)
    edge = CuratedEdge(subject="kiln", object="sieve", kind="core")
    found = tag(papers, entries, curation=Curation(works=WORKS, concepts=CONCEPTS, edges=(edge,)))[1]
    assert ("work:kiln", "sieving") in [(each.paper, each.concept) for each in found]


@pytest.mark.parametrize("path", OTHER_FIELDS, ids=lambda path: path.stem)
def test_lists_in_other_fields_get_no_tags(path: Path) -> None:
    graph = build([path])
    assert len(graph.papers) >= 5
    assert (graph.topics, graph.concepts) == ((), ())


KNOWN_IN_EVERY_FIELD = """
- Attention Is All You Need. A. Vaswani et al., 2017. https://arxiv.org/abs/1706.03762
- U-Net: Convolutional Networks for Biomedical Image Segmentation. O. Ronneberger, 2015. https://arxiv.org/abs/1505.04597
- Deep Residual Learning for Image Recognition. K. He et al., 2015. https://arxiv.org/abs/1512.03385
"""


@pytest.mark.parametrize("path", OTHER_FIELDS, ids=lambda path: path.stem)
def test_works_of_this_field_in_a_list_of_another_do_not_tag_the_rest(path: Path, tmp_path: Path) -> None:
    mixed = tmp_path / path.name
    mixed.write_text(path.read_text("utf-8") + KNOWN_IN_EVERY_FIELD, "utf-8")
    graph = build([mixed])
    mine = {topic.paper for topic in graph.topics}
    assert mine == {"arxiv:1706.03762", "arxiv:1505.04597", "arxiv:1512.03385"}


def test_unknown_papers_of_this_field_are_tagged_beside_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text(
        """# Efficient attention
- Sparse Windows for Long Documents. A. Nobody, 2021. Summary: Multi-head attention over few positions, with softmax.
- Rank-One Adapters. B. Noone, 2023. Summary: Fine-tuning a large language model by a low-rank update.
"""
        + KNOWN_IN_EVERY_FIELD,
        "utf-8",
    )
    graph = build([path])
    found = {(topic.paper, topic.concept) for topic in graph.topics if topic.paper.startswith("work:")}
    assert {concept for _, concept in found} >= {
        "multi-head-attention",
        "softmax",
        "fine-tuning",
        "low-rank-adaptation",
    }


# --- the bundled scheme ---


@pytest.fixture(scope="module")
def bundled() -> dict[str, CuratedConcept]:
    return {each.concept.id: each for each in load().concepts}


def under(start: str, edges: dict[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    stack = [start]
    while stack:
        for each in edges[stack.pop()]:
            if each not in seen:
                seen.add(each)
                stack.append(each)
    return seen


def test_every_label_belongs_to_one_concept_and_stands_once(bundled: dict[str, CuratedConcept]) -> None:
    labels = Counter(
        label.casefold() for each in bundled.values() for label in (each.concept.pref_label, *each.concept.alt_labels)
    )
    assert [label for label, times in labels.items() if times > 1] == []


def test_no_concept_is_broader_than_itself_or_needed_by_itself(bundled: dict[str, CuratedConcept]) -> None:
    broader = {name: each.concept.broader for name, each in bundled.items()}
    requires = {name: tuple(row.object for row in each.concept.requires) for name, each in bundled.items()}
    for name in bundled:
        assert name not in under(name, broader)
        assert name not in under(name, requires)
        assert all(row.reason for row in bundled[name].concept.requires), name


def test_a_broader_concept_named_twice_over_is_not_named_directly(bundled: dict[str, CuratedConcept]) -> None:
    broader = {name: each.concept.broader for name, each in bundled.items()}
    for name, direct in broader.items():
        over = set[str]().union(*(under(each, broader) for each in direct))
        assert over.isdisjoint(direct), (name, over & set(direct))


def test_nothing_is_required_by_what_is_broader_than_it_and_the_other_way_round(
    bundled: dict[str, CuratedConcept],
) -> None:
    requires = {name: tuple(row.object for row in each.concept.requires) for name, each in bundled.items()}
    for name, each in bundled.items():
        parts = {wide for wide in each.concept.broader if name in requires[wide]}
        assert all(wide not in under(name, requires) for wide in parts), name


def test_every_concept_says_what_it_is_and_where_to_learn_it(bundled: dict[str, CuratedConcept]) -> None:
    for name, each in bundled.items():
        definition = each.concept.definition or ""
        assert re.fullmatch(r"[A-Z1].{15,200}\.", definition), (name, definition)
        assert each.introduced_by or each.concept.learn_at, name


def test_a_learner_can_walk_down_to_the_foundations(bundled: dict[str, CuratedConcept]) -> None:
    requires = {name: tuple(row.object for row in each.concept.requires) for name, each in bundled.items()}
    assert {"diffusion-model", "kl-divergence", "backpropagation", "gradient-descent", "probability"} <= under(
        "latent-diffusion", requires
    )
    assert {"attention", "softmax", "chain-rule", "linear-algebra"} <= under("transformer-encoder", requires)
    assert {"policy-gradient", "markov-decision-process", "expectation"} <= under("rlhf", requires)
