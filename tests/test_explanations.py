"""Why one paper builds on another: evidence for and against, ways over others, common ground, how to overrule."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.chains import chains, common_ground
from papergraph.cli import why_text
from papergraph.curation import CuratedEdge, Curation, KnownWork
from papergraph.explanations import as_dict, explain, explain_paper, paper_as_dict
from papergraph.graph import PaperGraph, to_networkx
from papergraph.model import BuildsOn, DroppedEdge, Evidence, Paper

NAMES = "abcdefgh"


def said(quote: str = "", source: str = "list.md", line: int = 1, confidence: float = 0.8, **more: Any) -> Evidence:
    made = {"justification": "mention", "quote": quote or None, "source": source, "first_line": line}
    return Evidence(**{**made, "confidence": confidence, **more})


def reviewed(reason: str, row: int = 2, source: str = "graph/builds_on.tsv", confidence: float = 0.9) -> Evidence:
    return Evidence(justification="curated", confidence=confidence, source=source, row=row, reason=reason)


def edge(subject: str, object_: str, *evidence: Evidence, kind: Any = "core", confidence: float = 0.8) -> BuildsOn:
    return BuildsOn(
        subject=subject, object=object_, kind=kind, confidence=confidence, evidence=evidence or (said("x"),)
    )


def dropped(subject: str, object_: str, why: str, *evidence: Evidence) -> DroppedEdge:
    return DroppedEdge(subject=subject, object=object_, kind="core", why=why, evidence=evidence)


def graph(*edges: BuildsOn, left_out: tuple[DroppedEdge, ...] = ()) -> PaperGraph:
    """Papers a to h, a the oldest."""
    papers = tuple(
        Paper(id=name, citekey=f"{name}{2000 + at}", title=f"Paper {name}", short_names=(name.upper(),), year=2000 + at)
        for at, name in enumerate(NAMES)
    )
    made = tuple(sorted(edges, key=lambda each: (each.subject, each.object)))
    return PaperGraph(papers=papers, builds_on=made, dropped_edges=left_out)


def test_an_edge_is_explained_whichever_way_it_is_asked_for() -> None:
    made = graph(edge("c", "a", reviewed("keeps it"), said("C extends A."), said("It builds on A.", line=9)))
    found = explain(made, "a", "c")

    assert found == explain(made, "c", "a")
    assert (found.subject, found.object, found.verdict) == ("c", "a", "edge")
    assert [each.evidence.reason or each.evidence.quote for each in found.agreeing] == [
        "keeps it",
        "C extends A.",
        "It builds on A.",
    ]
    assert found.contradicting == found.chains == found.common == ()
    with pytest.raises(ValueError, match="one paper"):
        explain(made, "a", "a")
    with pytest.raises(KeyError):
        explain(made, "a", "nothing")


def test_the_same_words_from_several_lists_are_one_reason() -> None:
    words = [said("C extends A.", f"{number}.md", number) for number in range(1, 6)]
    found = explain(graph(edge("c", "a", *words, said("c *extends* A", "6.md"), said("Other."))), "c", "a")
    first, second = found.agreeing

    assert [each.source for each in first.repeats] == ["2.md", "3.md", "4.md", "5.md", "6.md"]
    assert second.repeats == ()
    text = why_text.pair_lines(graph(), found)
    assert "1.md:1, 2.md:2, 3.md:3, and 3 more" in text
    assert text.count("extends") == 1
    assert "6.md:1" in why_text.pair_lines(graph(), found, unfold=True)


def test_many_reasons_are_cut_and_all_are_shown_on_request() -> None:
    found = explain(
        graph(edge("c", "a", *(said(f"Sentence {number}.", line=number) for number in range(1, 9)))), "c", "a"
    )

    assert "and 4 more; --all shows them" in why_text.pair_lines(graph(), found)
    assert "Sentence 8." in why_text.pair_lines(graph(), found, unfold=True)


def test_a_reviewed_non_edge_agrees_with_itself_and_a_sentence_contradicts_it() -> None:
    no = dropped("c", "a", "reviewed: no edge; a comparison", reviewed("a comparison"), said("C extends A."))
    found = explain(graph(left_out=(no,)), "c", "a")

    assert found.verdict == "left out"
    assert [each.evidence.reason for each in found.agreeing] == ["a comparison"]
    assert [each.evidence.quote for each in found.contradicting] == ["C extends A."]
    assert found.circle is None
    assert "But this contradicts it:" in why_text.pair_lines(graph(), found)
    assert "--kind core" in found.overrule.command


def test_a_sentence_the_wrong_way_round_contradicts_and_a_row_that_denies_it_agrees() -> None:
    turned = dropped("a", "c", "it goes round in a circle", said("A extends C."))
    found = explain(graph(edge("c", "a"), left_out=(turned,)), "c", "a")

    assert [each.evidence.quote for each in found.contradicting] == ["A extends C."]
    assert found.contradicting[0].note == "says the reverse, that A builds on C"

    denied = dropped("a", "c", "reviewed: no edge; turned", reviewed("turned"), said("A extends C."))
    found = explain(graph(edge("c", "a"), left_out=(denied,)), "c", "a")
    assert [each.note for each in found.agreeing] == [None, "denies the reverse"]
    assert [each.evidence.quote for each in found.contradicting] == ["A extends C."]


def test_an_edge_that_closed_a_circle_shows_the_circle() -> None:
    lost = dropped("a", "c", "it goes round in a circle and points at a later work", said("A extends C."))
    found = explain(graph(edge("c", "b"), edge("b", "a"), left_out=(lost,)), "a", "c")

    assert found.verdict == "left out"
    assert found.circle is not None
    assert found.circle.papers == ("c", "b", "a")
    assert [each.evidence.quote for each in found.contradicting] == ["A extends C."]
    assert "The circle: C -core-> B -core-> A" in why_text.pair_lines(graph(), found)


def test_rows_that_a_later_row_overruled_are_shown() -> None:
    works = tuple(
        KnownWork(id=name, citekey=f"{name}{2000 + at}", title=f"Paper {name}") for at, name in enumerate(NAMES)
    )
    rows = (
        CuratedEdge(subject="c2002", object="A", kind="core", reason="the old view", row=7),
        CuratedEdge(subject="c", object="Paper a", kind="background", reason="one more", row=9),
        CuratedEdge(
            subject="c2002", object="a2000", kind="background", reason="my view", file="my/builds_on.tsv", row=2
        ),
        CuratedEdge(subject="d", object="a", kind="core", reason="another pair", row=11),
    )
    made = graph(edge("c", "a", reviewed("my view", 2, "my/builds_on.tsv"), kind="background"))
    found = explain(made, "c", "a", curation=Curation(works=works, edges=rows), folder="my rows")

    assert [each.evidence.reason for each in found.agreeing] == ["my view", "one more"]
    assert [(each.evidence.row, each.note) for each in found.contradicting] == [
        (7, "says core, overruled by my/builds_on.tsv:2")
    ]
    assert found.overrule.command.endswith("--curation 'my rows'")
    assert explain(made, "c", "a").contradicting == ()


def test_chains_come_short_core_and_sure_first_beside_an_edge_too() -> None:
    made = graph(
        edge("f", "a"),
        edge("f", "b", kind="background"),
        edge("b", "a"),
        edge("f", "c", confidence=0.5),
        edge("c", "a"),
        edge("f", "d", confidence=0.9),
        edge("d", "a"),
        edge("f", "e"),
        edge("e", "d"),
    )
    found = explain(made, "f", "a")

    assert ["".join(chain.papers) for chain in found.chains] == ["fda", "fca", "fba", "feda"]
    assert found.chains[0].confidence == 0.72
    assert found.chains[2].kinds == ("background", "core")
    text = why_text.pair_lines(made, found)
    assert "Also over other papers:\n  F -core-> D -core-> A\n  F -core-> C" in text
    assert "F -core-> E" not in text


def test_what_both_rest_on_is_said_when_nothing_connects_them() -> None:
    made = graph(edge("e", "c"), edge("d", "c"), edge("c", "b"), edge("e", "b"), edge("d", "a", kind="background"))
    found = explain(made, "d", "e")

    assert (found.subject, found.object, found.verdict) == ("e", "d", "common")
    assert [each.paper for each in found.common] == ["c"]
    assert "Both rest on:\n  C (2002)\n    E -core-> C\n    D -core-> C" in why_text.pair_lines(made, found)
    nothing = explain(graph(edge("e", "a")), "e", "f")
    assert nothing.verdict == "nothing"
    said = " ".join(why_text.pair_lines(graph(), nothing).split())
    assert said.startswith(
        "Nothing here connects F (2005) and E (2004): no edge, no sentence that says so, no reviewed"
    )


def test_the_command_and_the_row_say_the_same() -> None:
    found = explain(graph(edge("c", "a")), "c", "a")
    words = shlex.split(found.overrule.command)

    assert words[:6] == ["papergraph", "edge", "c2002", "a2000", "--kind", "none"]
    assert words[6] == "--reason"
    row = dict(found.overrule.row)
    assert list(row) == ["subject", "object", "kind", "takes", "any_of", "confidence", "reason"]
    assert (row["subject"], row["object"], row["kind"], row["reason"]) == ("c2002", "a2000", "none", words[7])


def test_one_paper_with_what_it_builds_on_core_first() -> None:
    made = graph(
        edge("d", "a", confidence=0.99, kind="background"),
        edge("d", "b", confidence=0.5),
        edge("d", "c", confidence=0.9),
        edge("e", "d"),
        left_out=(dropped("d", "e", "reviewed: no edge; reversed", reviewed("reversed")),),
    )
    found = explain_paper(made, "d")

    assert [each.edge.object for each in found.builds_on] == ["c", "b", "a"]
    assert [each.edge.object for each in found.left_out] == ["e"]
    assert [each.subject for each in found.needed_by] == ["e"]
    text = why_text.paper_lines(made, found)
    assert "  E (2004): reviewed: no edge; reversed" in text
    assert "Needed by: E" in text
    assert "papergraph why d2003 c2002" in text
    assert why_text.paper_lines(made, explain_paper(made, "h")).startswith("Nothing here says what H (2007) builds on.")


def test_data_for_json_names_all_papers() -> None:
    made = graph(edge("c", "b"), edge("b", "a"), edge("c", "a"))
    data = json.loads(json.dumps(as_dict(made, explain(made, "c", "a"))))

    assert data["papers"].keys() == {"a", "b", "c"}
    assert data["overrule"]["row"]["kind"] == "none"
    assert data["chains"][0]["papers"] == ["c", "b", "a"]
    assert json.loads(json.dumps(paper_as_dict(made, explain_paper(made, "c"))))["papers"]["c"]["citekey"] == "c2002"


PAIRS = st.lists(
    st.tuples(
        st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.5, 0.7, 0.9]), st.sampled_from(["core", "background"])
    ),
    unique_by=lambda each: each[:2],
    max_size=20,
)


@given(PAIRS, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_chains_and_common_ground_are_those_of_networkx(pairs: list[Any], one: str, other: str) -> None:
    made = graph(*(edge(NAMES[a], NAMES[b], confidence=c, kind=kind) for a, b, c, kind in pairs if a > b))
    if one == other:
        return
    plain = to_networkx(made)
    ways = [way for way in nx.all_simple_paths(plain, one, other) if len(way) > 2]
    found = chains(made, one, other)

    assert len(found) == min(5, len(ways))
    assert [len(each.papers) for each in found] == sorted(len(way) for way in ways)[:5]
    assert all(list(each.papers) in ways for each in found)
    core = nx.DiGraph((each.subject, each.object) for each in made.builds_on if each.kind == "core")
    core.add_nodes_from(NAMES)
    used = core if nx.descendants(core, one) & nx.descendants(core, other) else plain
    if one in nx.descendants(plain, other) or other in nx.descendants(plain, one):
        return
    both = nx.descendants(used, one) & nx.descendants(used, other)
    nearest = {each for each in both if not any(each in nx.descendants(used, two) for two in both)}
    assert {each.paper for each in common_ground(made, one, other)} == nearest


# --- the command line ------------------------------------------------------------------------------------------------


def why(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papergraph", "why", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120)


def test_the_command_shows_an_overruled_row_and_keeps_to_the_width(tmp_path: Path) -> None:
    header = "subject\tobject\tkind\ttakes\tany_of\tconfidence\treason\n"
    (tmp_path / "mine").mkdir()
    row = "devlin2018bert\tvaswani2017attention\tbackground\t\t\t0.6\tnot to my mind\n"
    (tmp_path / "mine" / "builds_on.tsv").write_text(header + row)
    done = why("bert", "transformer", "--curation", "mine", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "BERT (2018) builds on Transformer (2017): background, confidence 0.60" in done.stdout
    assert "says core, overruled by mine/builds_on.tsv:2" in " ".join(done.stdout.split())
    assert "--curation mine" in done.stdout
    prose = done.stdout[: done.stdout.index("To overrule it")]
    assert max(map(len, prose.splitlines())) <= 80
    assert json.loads(why("bert", "transformer", "--format", "json", cwd=tmp_path).stdout)["verdict"] == "edge"
    assert json.loads(why("bert", "--format", "json", cwd=tmp_path).stdout)["builds_on"]


def test_one_paper_twice_is_a_usage_error(tmp_path: Path) -> None:
    done = why("bert", "devlin2018bert", cwd=tmp_path)

    assert done.returncode == 2
    assert "are one paper" in done.stderr


def test_of_a_citation_both_the_sentence_that_cites_and_what_spoke_for_the_edge_are_shown() -> None:
    cited = Evidence(
        justification="citation",
        confidence=0.8,
        source="citations.json",
        rule="sentence",
        quote="We start from the encoder of A [1].",
        reason="It says that it starts from it; 2 sentences cite it.",
    )
    lines = why_text.pair_lines(made := graph(edge("c", "a", cited)), explain(made, "c", "a"))

    shown = [line.strip() for line in lines.splitlines()]
    assert "“We start from the encoder of A [1].”" in shown
    assert "It says that it starts from it; 2 sentences cite it." in shown
