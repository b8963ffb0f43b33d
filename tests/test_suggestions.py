"""Candidates for review: what is proposed, in which direction and order, with which words, and what is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from papergraph.curation import CuratedEdge, Curation, load, seeds
from papergraph.graph import PaperGraph, build
from papergraph.suggestions import DOUBTFUL, SIGNALS, Suggestion, doubtful, suggest
from papergraph.suggestions.facts import Facts, rarity, words
from papergraph.suggestions.wording import reason, said, shortened

LIST = """# Databases

## Relations

- **A Relational Model of Data for Large Shared Data Banks** (1970), E. F. Codd. Data independence.
- **SEQUEL: A Structured English Query Language** (1974), Donald Chamberlin. Blocks; Codd (1970) left them open.
- **Access Path Selection in a Relational System** (1979), Patricia Selinger et al. Join ordering, dynamic programming.
- **The Volcano Optimizer Generator** (1993), Goetz Graefe. Memoised search, other than the plans of Selinger et al.
- **The Cascades Framework for Query Optimization** (1995), Goetz Graefe. Top-down memoised search.

## Storage

- **Bigtable: A Distributed Storage System for Structured Data** (2006), Fay Chang et al. Tablets on many servers.
- **Dynamo: A Highly Available Store** (2007), Giuseppe DeCandia et al. Consistent hashing. Bigtable was too strict.
- **Cassandra** (2010), Avinash Lakshman. Tables known from Bigtable, and a ring of servers.
- **Cassandra Streams** (2012), Mary Jones. A queue.
"""


@pytest.fixture
def databases(tmp_path: Path) -> PaperGraph:
    return built(tmp_path, LIST)


def built(folder: Path, text: str, *edges: CuratedEdge) -> PaperGraph:
    (folder / "list.md").write_text(text, "utf-8")
    return build([folder / "list.md"], curation=Curation(edges=edges))


def titled(graph: PaperGraph, found: list[Suggestion]) -> list[tuple[str, str]]:
    return [
        (graph.paper[each.subject].title.split()[0].strip(":"), graph.paper[each.object].title.split()[0].strip(":"))
        for each in found
    ]


def of(graph: PaperGraph, name: str, **options: object) -> dict[tuple[str, str], Suggestion]:
    found = suggest(graph, chosen=[name], **options)  # type: ignore[arg-type]
    return {titled(graph, [each])[0]: each for each in found}


def test_a_name_in_a_note_proposes_the_pair_with_place_and_sentence(databases: PaperGraph) -> None:
    found = of(databases, "mentions")

    best = found["Cassandra", "Bigtable"].signals[0]
    assert best.place == "list.md:15"
    assert best.quote == "Tables known from Bigtable, and a ring of servers."
    assert ("Dynamo", "Bigtable") in found


@pytest.mark.parametrize("pair", [("SEQUEL", "A"), ("The", "Access")])
def test_surnames_with_a_year_or_et_al_are_read_as_works(databases: PaperGraph, pair: tuple[str, str]) -> None:
    assert pair in of(databases, "cited_authors")


def test_a_surname_of_two_works_says_nothing_without_a_year(tmp_path: Path) -> None:
    text = "# L\n\n- **First Alpha Study** (1990), Ann Jones.\n- **Second Beta Study** (1995), Ann Jones.\n"
    text += (
        "- **Third Gamma Study** (1999), Bo Ek.\n  - Summary: It answers Jones et al., and Jones (1995) above all.\n"
    )
    graph = built(tmp_path, text)

    assert set(of(graph, "cited_authors")) == {("Third", "Second")}


def test_works_of_one_author_are_proposed(databases: PaperGraph) -> None:
    found = suggest(databases, chosen=["authors"])

    assert [reason(each) for each in found] == ["both by Goetz Graefe; 1995 after 1993"]


def test_a_name_inside_a_longer_name_is_proposed(databases: PaperGraph) -> None:
    found = of(databases, "names_in_names")

    assert set(found) <= {("Cassandra", "Cassandra")}


def test_a_sentence_that_denies_proposes_late(tmp_path: Path) -> None:
    text = (
        "- **Alpha: Parcels by Weight** (2001). One.\n- **Beta: Depots at Night** (2002). Two.\n"
        "- **Gamma: Rails over Hills** (2003). It does not build on Alpha. It meets Beta.\n"
    )
    found = of(built(tmp_path, text), "mentions")

    assert found["Gamma", "Alpha"].signals[0].said == "the newer's entry names the older, and says what is not so"
    assert found["Gamma", "Beta"].signals[0].said == "the newer's entry names the older"
    assert found["Gamma", "Alpha"].score < found["Gamma", "Beta"].score / 2


def test_a_name_is_not_inside_one_with_another_number(tmp_path: Path) -> None:
    text = "- **Stage1: A Plan** (2001). One.\n- **Stage12: A Hall** (2002). Two.\n- **Stage1 Plus** (2003). Three.\n"
    found = of(built(tmp_path, text), "names_in_names")

    assert list(found) == [("Stage1", "Stage1")]


def test_rare_words_in_common_are_named(databases: PaperGraph) -> None:
    shared = of(databases, "prose_words")["The", "The"]

    assert "‘memoised’" in shared.signals[0].said


def test_neighbours_in_a_section_are_proposed_and_none_across_sections(databases: PaperGraph) -> None:
    found = suggest(databases, chosen=["sections"])

    section = {entry.paper: entry.section[-1] for entry in databases.entries}
    assert found
    assert all(section[each.subject] == section[each.object] for each in found)


def test_what_the_section_builds_on_is_proposed_to_the_rest_of_it(tmp_path: Path) -> None:
    rows = [
        CuratedEdge(subject=newer, object="Bigtable", kind="core")
        for newer in ("Cassandra", "Dynamo: A Highly Available Store")
    ]
    graph = built(tmp_path, LIST, *rows)

    found = suggest(graph, chosen=["section_habit"])

    assert [graph.paper[each.subject].title for each in found] == ["Cassandra Streams"]
    assert "2 of the 4 works of its section build on the older" in reason(found[0])


def test_concepts_are_proposed_with_what_is_taken() -> None:
    graph = build(seeds(), curation=replace(load(), edges=()))
    best = [each for each in suggest(graph, chosen=["concepts"]) if each.takes]

    assert best
    introduced = {(topic.paper, topic.concept) for topic in graph.topics if topic.relation == "introduces"}
    assert all((each.object, each.takes[0]) in introduced for each in best)


def test_the_older_work_is_always_the_object(databases: PaperGraph) -> None:
    for each in suggest(databases):
        assert (databases.paper[each.subject].year or 0) >= (databases.paper[each.object].year or 0)


def test_where_dates_leave_it_open_who_names_the_other_is_the_newer(tmp_path: Path) -> None:
    text = "# L\n- **Zeta Storage Engine Design** (1990), Ann Jones.\n  - Summary: With the Omega Log Service Design.\n"
    graph = built(tmp_path, text + "- **Omega Log Service Design** (1990), Bo Ek.\n")

    assert set(of(graph, "mentions")) == {("Zeta", "Omega")}
    assert set(of(graph, "sections")) == {("Omega", "Zeta")}
    assert titled(graph, suggest(graph)) == [("Zeta", "Omega")]


def test_edges_and_reviewed_non_edges_are_not_proposed_again(tmp_path: Path) -> None:
    before = built(tmp_path, LIST)
    first, second = suggest(before)[:2]
    rows = [
        CuratedEdge(subject=first.subject, object=first.object, kind="core"),
        CuratedEdge(subject=second.subject, object=second.object, kind="none"),
    ]

    pairs = {(each.subject, each.object) for each in suggest(built(tmp_path, LIST, *rows))}

    assert (first.subject, first.object) not in pairs
    assert (second.subject, second.object) not in pairs
    assert (first.object, first.subject) not in pairs


def test_decided_pairs_and_other_papers_are_left_out(databases: PaperGraph) -> None:
    first = suggest(databases)[0]

    rest = suggest(databases, decided={(first.subject, first.object)})
    only = suggest(databases, only=first.object)

    assert (first.subject, first.object) not in {(each.subject, each.object) for each in rest}
    assert only
    assert all(first.object in (each.subject, each.object) for each in only)


def test_only_unsure_inferred_edges_are_doubtful_and_the_least_sure_come_first() -> None:
    graph = build(seeds(), curation=Curation())
    found = doubtful(graph)

    assert found
    assert [each.score for each in found] == sorted(each.score for each in found)
    assert all(each.inferred is not None and each.inferred.confidence < DOUBTFUL for each in found)
    assert doubtful(build(seeds()), below=1.0) == [] or all(
        evidence.justification != "curated"
        for each in doubtful(build(seeds()), below=1.0)
        for evidence in (each.inferred.evidence if each.inferred else ())
    )


@pytest.mark.parametrize("text", ["# Nothing\n", "# One\n\n- **Alpha Study of Beta** (1990), Ann Jones.\n"])
def test_short_lists_have_no_candidates(tmp_path: Path, text: str) -> None:
    assert suggest(built(tmp_path, text)) == []


def test_every_signal_proposes_something_on_the_bundled_lists() -> None:
    graph = build(seeds(), curation=replace(load(), edges=()))

    assert [name for name in SIGNALS if not suggest(graph, chosen=[name])] == []


def test_pairs_grow_with_the_list_not_with_its_square(tmp_path: Path) -> None:
    lines = [
        f"- **Word{n} Topic{n % 40} Study** ({1990 + n % 30}), Ann Jones. About thing{n % 90}." for n in range(600)
    ]
    graph = built(tmp_path, "# L\n\n" + "\n".join(lines) + "\n")

    assert 0 < len(suggest(graph)) < 60 * len(graph.papers)


def test_the_order_depends_on_nothing_but_the_graph(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, "utf-8")
    script = (
        "from pathlib import Path; from papergraph.graph import build; from papergraph.curation import Curation\n"
        "from papergraph.suggestions import suggest\n"
        "print(suggest(build([Path('list.md')], curation=Curation())))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_words_name_subjects() -> None:
    assert words("Queries and boxes, the indices of classes; a B-tree's") >= {"query", "box", "class", "b-tree"}
    assert rarity(1, 100) == 1.0
    assert rarity(100, 100) == rarity(0, 100) == rarity(1, 1) == 0.0


def test_a_reason_is_one_line_with_its_place_and_a_short_quote(databases: PaperGraph) -> None:
    for each in suggest(databases):
        assert "\n" not in reason(each)
        assert "\t" not in reason(each)
    assert shortened("word " * 100).endswith("word…")
    assert len(shortened("x" * 500)) == 160
    assert said(of(databases, "mentions")["Cassandra", "Bigtable"].signals[0], quotes=False).endswith("(list.md:15)")


def test_an_open_order_is_said(tmp_path: Path) -> None:
    graph = built(tmp_path, "# L\n\n- **Alpha Gadget Study** (1990), A. B.\n- **Beta Gadget Study** (1990), C. D.\n")
    (found,) = suggest(graph)

    assert "check which came first" in reason(found)
    assert Facts(graph).open((found.subject, found.object))
