"""A path as text: what a reader finds, in at most 80 columns."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papergraph.formats import path_markdown, path_text, path_wording
from papergraph.formats.columns import columns
from papergraph.graph import PaperGraph
from papergraph.model import (
    Activity,
    Concept,
    Cut,
    Evidence,
    KnowFirst,
    LearningPath,
    NeededBy,
    ReadAs,
    Requirement,
)
from papergraph.paths import learning_path
from papergraph.view import render_path

VIT, BAHDANAU, SEQ2SEQ = "arxiv:2010.11929", "arxiv:1409.0473", "arxiv:1409.3215"
TRANSFORMER, LSTM = "arxiv:1706.03762", "doi:10.1162/neco.1997.9.8.1735"


@pytest.fixture
def path(toy_graph: PaperGraph) -> LearningPath:
    return learning_path(
        toy_graph, targets=[VIT], read_as=[ReadAs(given="vit", as_="An Image is Worth 16x16 Words (2020)")]
    )


def test_text_says_who_needs_a_step_and_why(toy_graph: PaperGraph) -> None:
    untold = replace(toy_graph, builds_on=tuple(replace(edge, takes=()) for edge in toy_graph.builds_on))
    text = path_text.render(untold, learning_path(untold, targets=[VIT]))

    assert "why    5 feeds patches of an image to the same encoder [curated]" in text
    assert "[mentioned in toy.md, line 6]" in text
    assert "first  recurrent network: A network that reads a sequence" in text
    assert "TARGET" in text.split("\n5 ")[1]
    assert text.startswith("ViT: 5 papers, ~12.5 h (~12 h of papers, ~0.5 h of background)\n")


def test_text_says_how_words_were_read_and_what_is_known(toy_graph: PaperGraph) -> None:
    words = [
        ReadAs(given="vit", as_="An Image is Worth 16x16 Words (2020)"),
        ReadAs(given="align", as_="Neural Machine Translation by Jointly Learning to Align and Translate (2014)"),
    ]
    made = learning_path(toy_graph, targets=[VIT], known=[BAHDANAU], read_as=words)
    text = " ".join(path_text.render(toy_graph, made).split())

    assert "target An Image is Worth 16x16 Words (2020)" in text
    assert (
        "known align (Bahdanau attention), and what that rests on: "
        "3 papers not shown (Bahdanau attention, seq2seq and LSTM)"
    ) in text
    assert "“vit”" not in text
    assert text.startswith("ViT: 2 papers")


def test_a_concept_that_stands_for_papers_is_told(toy_graph: PaperGraph) -> None:
    made = learning_path(toy_graph, ["self-attention"], read_as=[ReadAs(given="self attention", as_="self-attention")])

    text = " ".join(path_text.render(toy_graph, made).split())
    assert "read as “self attention” is the concept self-attention, introduced by Transformer" in text


def test_origins_are_folded_until_asked_for(toy_graph: PaperGraph, path: LearningPath) -> None:
    folded = replace(path, steps=(replace(path.steps[0], role="origin"), *path.steps[1:]))

    assert "where this comes from: LSTM (--all shows them)" in path_text.render(toy_graph, folded)
    assert "1  LSTM" in path_text.render(toy_graph, folded, unfold=True)
    assert "where this comes from" not in path_text.render(toy_graph, folded, unfold=True)


@pytest.mark.parametrize("detail", ["brief", "normal"])
def test_origins_that_are_shown_are_told_apart(
    toy_graph: PaperGraph, path: LearningPath, detail: path_text.Detail
) -> None:
    folded = replace(path, steps=(replace(path.steps[0], role="origin"), *path.steps[1:]))
    text = path_text.render(toy_graph, folded, unfold=True, detail=detail)

    assert "1  LSTM: Long Short-Term Memory (origin) " in text
    assert "origins 1 step only shows where the ideas come from; not counted above\n" in text
    assert "papergraph done sutskever2014sequence" in text  # an origin spares nothing
    assert "origin" not in path_text.render(toy_graph, path, unfold=True, detail=detail)


def test_a_target_says_its_title_once(toy_graph: PaperGraph) -> None:
    made = learning_path(toy_graph, targets=[VIT])
    bare = replace(made, steps=(*made.steps[:-1], replace(made.steps[-1], summary=None)))

    assert "   TARGET\n" in path_text.render(toy_graph, bare)


def test_known_papers_rest_on_themselves_without_saying_so(toy_graph: PaperGraph) -> None:
    made = learning_path(toy_graph, targets=[SEQ2SEQ], known=[LSTM])

    assert "known   LSTM: 1 paper not shown (LSTM)\n" in path_text.render(toy_graph, made)


def test_reasons_from_one_place_are_one_sentence(toy_graph: PaperGraph, path: LearningPath) -> None:
    def needed(paper: str, reason: str, kind: str = "core", justification: str = "curated") -> NeededBy:
        return NeededBy(paper=paper, kind=kind, justification=justification, reason=reason)  # type: ignore[arg-type]

    lstm = replace(
        path.steps[0],
        needed_by=(
            needed(TRANSFORMER, "takes its gates", kind="background"),
            needed(SEQ2SEQ, "encodes with it"),
            needed(BAHDANAU, "its cell"),
            needed("work:elsewhere", "is not on the path"),
        ),
    )
    text = path_text.render(toy_graph, replace(path, steps=(lstm, *path.steps[1:])))

    assert " why 2 encodes with it; 3: its cell; helps with 4: takes its gates [curated] " in " ".join(text.split())
    assert "elsewhere" not in text


def test_many_reasons_end_in_numbers(toy_graph: PaperGraph, path: LearningPath) -> None:
    long = "keeps " + "one thing and another thing and " * 4 + "more"
    needed = tuple(
        NeededBy(paper=each, kind="core", justification="curated", reason=long)
        for each in (SEQ2SEQ, BAHDANAU, TRANSFORMER, VIT)
    )
    steps = (replace(path.steps[0], needed_by=needed), *path.steps[1:])
    lines = path_text.render(toy_graph, replace(path, steps=steps)).split("1  LSTM")[1].split("\n\n")[0].splitlines()

    assert lines[1].startswith("   why    2 keeps one thing")
    assert len(lines) <= 4
    assert lines[-1].endswith("; also for 3, 4 and 5")


def test_full_shows_all_evidence_with_file_and_line(toy_graph: PaperGraph) -> None:
    said = Evidence(justification="stated", confidence=0.8, source="toy.md", first_line=9, quote="Uses the encoder.")
    edges = tuple(
        replace(edge, evidence=(*edge.evidence, said)) if edge.subject == VIT else edge for edge in toy_graph.builds_on
    )
    graph = replace(toy_graph, builds_on=edges)
    text = " ".join(path_text.render(graph, learning_path(graph, [VIT]), detail="full").split())

    assert "5 feeds patches of an image to the same encoder [curated, graph/builds_on.tsv:11]" in text
    assert "and “Uses the encoder.” [stated in toy.md, line 9]" in text
    assert "by Ashish Vaswani in NeurIPS 2017 gives self-attention" in text
    assert "code https://github.com/tensorflow/tensor2tensor" in text


def test_what_a_limit_left_out_is_told_with_the_most_important_first(toy_graph: PaperGraph) -> None:
    made = learning_path(toy_graph, [VIT], papers=2)
    text = path_text.render(toy_graph, made)
    full = path_text.render(toy_graph, made, detail="full")

    assert "limit   3 left out to fit 2 papers\n" in text
    shown = "3 steps that matter less for the target, to fit 2 papers: Bahdanau attention, seq2seq and LSTM (--full"
    assert shown in " ".join(text.split())
    assert "left out   Bahdanau attention: ~2 h; Transformer is read without it\n" in full
    assert "limit   all of it fits into ~20 h\n" in path_text.render(
        toy_graph, learning_path(toy_graph, [VIT], hours=20)
    )


def test_a_step_that_goes_on_says_which_part_it_is(toy_graph: PaperGraph) -> None:
    made = learning_path(toy_graph, [VIT], sittings=(4, 3.5))
    brief = path_text.render(toy_graph, made, detail="brief")

    assert "Sitting 2 of 4, ~3.5 h\n2  seq2seq" in brief
    assert brief.count("(part 1 of 2)") == brief.count("(part 2 of 2)") == 2
    assert "part   1 of 2: ~1.5 h now, the rest in sitting 3\n" in path_text.render(toy_graph, made)


def test_lines_of_a_sitting_add_up_to_it(toy_graph: PaperGraph) -> None:
    untold = replace(toy_graph, builds_on=tuple(replace(edge, takes=()) for edge in toy_graph.builds_on))
    made = learning_path(untold, [VIT], sittings=(3, 6))
    brief = path_text.render(untold, made, detail="brief")

    assert any(step.know_first for step in made.steps)
    for sitting in brief.split("\nSitting ")[1:]:
        total, *lines = (float(each) for each in re.findall(r"~([\d.]+) h$", sitting.split("\n\n")[0], re.MULTILINE))
        assert total == sum(lines)


def test_what_is_not_in_the_list_is_marked(toy_graph: PaperGraph, path: LearningPath) -> None:
    brought = replace(path, steps=(replace(path.steps[0], from_list=False), *path.steps[1:]))

    for detail in ("brief", "normal", "full"):
        lines = path_text.render(toy_graph, brought, detail=detail).splitlines()  # type: ignore[arg-type]
        assert [line[0] for line in lines if "(not in your list)" in line] == ["1"]


def test_the_end_says_what_to_do_next(toy_graph: PaperGraph, path: LearningPath) -> None:
    text = path_text.render(toy_graph, path)

    assert "wrong?     papergraph why dosovitskiy2020image vaswani2017attention\n" in text
    assert "next       papergraph done hochreiter1997long\n" in text
    assert "papergraph" not in path_text.render(toy_graph, path, commands=False)


def test_words_of_a_command_are_quoted(toy_graph: PaperGraph, path: LearningPath) -> None:
    first = replace(path.steps[0], paper=replace(path.steps[0].paper, citekey="a; rm -rf ~"))

    assert "papergraph done 'a; rm -rf ~'" in path_text.render(toy_graph, replace(path, steps=(first, *path.steps[1:])))


def test_nothing_before_a_target_is_told(toy_graph: PaperGraph) -> None:
    bare = path_text.render(toy_graph, learning_path(toy_graph, [LSTM]))
    known = path_text.render(toy_graph, learning_path(toy_graph, [VIT], known=[TRANSFORMER]))

    assert "note    nothing in this graph is known to come before it" in bare
    aside = learning_path(toy_graph, [SEQ2SEQ], known=["arxiv:1512.03385"])

    assert "known   ResNet, and what that rests on: spares no paper here\n" in path_text.render(toy_graph, aside)
    assert "note    you know every paper that comes before it" in known


def test_a_path_of_concepts_alone_counts_no_papers() -> None:
    needs = (Requirement(object="clay", reason="is made of it"),)
    graph = PaperGraph(
        concepts=(Concept(id="brick", pref_label="brick", requires=needs), Concept(id="clay", pref_label="clay"))
    )

    assert path_text.render(graph, learning_path(graph, ["brick"])).startswith("brick: 1 concept, ~1 h\n")


def test_pieces_of_lines_are_the_plain_text(toy_graph: PaperGraph, path: LearningPath) -> None:
    lines = path_text.lines(toy_graph, path)
    spans = [span for line in lines for span in line]

    plain = "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)
    assert plain == path_text.render(toy_graph, path)
    assert {span.style for span in spans} >= {"heading", "number", "title", "label", "command", "faint"}
    assert [span.link for span in spans if span.style == "title"][1] == "https://arxiv.org/abs/1409.3215"


@pytest.mark.parametrize(
    ("reason", "begins"),
    [
        ("keeps the encoder", "4 keeps the encoder"),
        ("pre-trains on text", "4 pre-trains on text"),
        ("also asks for it", "4 also asks"),
        ("also uses it", "4 also uses it"),
        ("its encoder", "4: its encoder"),
        ("this is how", "4: this is how"),
        ("Transformers need it", "4: Transformers"),
        ("the bound", "4: the bound"),
    ],
)
def test_a_reason_goes_on_after_the_number_when_it_is_a_verb(reason: str, begins: str) -> None:
    needed = NeededBy(paper=VIT, kind="core", justification="curated", reason=reason)

    assert path_wording.clause(needed, 4).startswith(begins)


def test_of_a_citation_a_step_shows_the_sentence_that_cites_and_of_others_the_reason() -> None:
    said = {"paper": VIT, "kind": "core", "quote": "We start from it [1].", "reason": "it says so"}

    assert path_wording.reason(NeededBy(justification="citation", **said)) == "“We start from it [1].”"  # type: ignore[arg-type]
    assert path_wording.reason(NeededBy(justification="curated", **said)) == "it says so"  # type: ignore[arg-type]


TITLES = st.text(st.sampled_from("abc XYZ 注意力🙂é́\n\x1b\u202e-:()[]'\"/"), max_size=120)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TITLES, detail=st.sampled_from(["brief", "normal", "full"]), limited=st.booleans())
def test_nothing_is_wider_than_80_columns(toy_graph: PaperGraph, text: str, detail: str, limited: bool) -> None:
    graph = replace(
        toy_graph,
        papers=tuple(replace(each, short_names=(text,), venue=text, title=text) for each in toy_graph.papers),
        authors=tuple(replace(each, name=text) for each in toy_graph.authors),
        concepts=tuple(replace(each, pref_label=text) for each in toy_graph.concepts),
    )
    made = learning_path(graph, [VIT], known=[LSTM], order="stages", sittings=(9, 1.5) if limited else None)
    first = KnowFirst(concept="attention", definition=text)
    steps = tuple(
        replace(
            each,
            summary=text,
            from_list=False,
            know_first=(first, first),
            activities=(Activity(key="picture", text=text),),
            needed_by=tuple(replace(need, reason=text or None) for need in each.needed_by),
        )
        for each in made.steps
    )
    printed = path_text.render(graph, replace(made, steps=steps, cut=(Cut(paper=LSTM, reason=text),)), detail=detail)  # type: ignore[arg-type]

    assert max(columns(line) for line in printed.splitlines()) <= 80
    assert not set("\x1b\u202e") & set(printed)


def test_a_concept_that_a_later_step_teaches_is_told_with_its_number(later_graph: PaperGraph) -> None:
    path = learning_path(later_graph, ["work:both"], order="chronological")

    assert "   first  norm: scales a layer (comes in full in step 4)\n" in path_text.render(later_graph, path)
    assert "know first: norm (comes in full in step 4)" in path_markdown.render(later_graph, path)
    assert 'comes in full with <a href="#p-work-norm">work:norm</a>' in render_path(later_graph, path)


def test_several_concepts_to_know_first_are_told_with_where_they_come(later_graph: PaperGraph) -> None:
    path = learning_path(later_graph, ["training", "work:both"], order="chronological")

    assert "   first  gradient (~0.5 h); depth (comes in full in step 4)\n" in path_text.render(later_graph, path)


def test_tiny_sittings_are_told_in_few_words(toy_graph: PaperGraph) -> None:
    text = path_text.render(toy_graph, learning_path(toy_graph, [VIT], sittings=(100, 0.2)))

    assert "Sitting 1 of 60, ~0.2 h\n" in text
    assert "~0 h" not in text
    assert "~0.2 h now, the rest in sittings 2 to 10\n" in text


def test_who_only_cites_a_step_is_told_by_number_after_the_reasons(toy_graph: PaperGraph) -> None:
    def cites(paper: str) -> NeededBy:
        return NeededBy(paper=paper, kind="background", justification="citation")

    path = learning_path(toy_graph, [VIT])
    first = replace(path.steps[0], needed_by=(*path.steps[0].needed_by, cites(TRANSFORMER), cites(VIT)))
    text = path_text.render(toy_graph, replace(path, steps=(first, *path.steps[1:])))
    alone = replace(path.steps[0], needed_by=(cites(VIT),))

    assert "line 6]; also for 4 and 5" in " ".join(text.split())
    assert "helps with 5: cites it [citation]" in path_text.render(
        toy_graph, replace(path, steps=(alone, *path.steps[1:]))
    )
