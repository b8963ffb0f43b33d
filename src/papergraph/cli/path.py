"""`papergraph path`: what to read before a target."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import (
    complete_option,
    graph_options,
    open_graph,
    output_option,
    quotes_option,
    same_graph,
    telling_absent,
    write_result,
)
from papergraph.cli.knowing import Knowing, known_options
from papergraph.cli.limits import limit_options, limits
from papergraph.cli.saying import note

if TYPE_CHECKING:
    from papergraph.formats.path_text import Detail
    from papergraph.graph import PaperGraph
    from papergraph.lookup import Found
    from papergraph.model import LearningPath, ReadAs


_MOST_ABSENT = 3


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@known_options
@limit_options
@click.option("--order", type=click.Choice(["just-in-time", "chronological", "stages"]), default="just-in-time")
@click.option("--goal", type=click.Choice(["skim", "understand", "reproduce"]), default="understand")
@click.option("--include-background", is_flag=True, help="Add ingredients (backbones, tools) with what they need.")
@click.option("--all", "unfold", is_flag=True, help="Show also where the ideas come from.")
@click.option("--brief", "detail", flag_value="brief", help="One line a step.")
@click.option("--full", "detail", flag_value="full", help="Authors, venue, all reasons, links.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json", "mermaid", "html", "csv", "bibtex", "turtle"]),
    default="text",
    help="How to print the path.",
)
@output_option
@click.option(
    "--citations",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Plan over a citation graph instead of lists: who cites whom; a second FILE may hold dates and titles. With "
    "--list citations become evidence between its papers, as with build.",
)
@quotes_option
@complete_option
@graph_options
def path(
    targets: tuple[str, ...],
    known: tuple[str, ...],
    known_file: Path | None,
    no_known_file: bool,
    unfold: bool,
    detail: Detail | None,
    format_: str,
    output: Path | None,
    citations: tuple[Path, ...],
    **asked: Any,
) -> None:
    """Print what to read before TARGET, in order, and why each step is there.

    TARGET and REF are papers or concepts: an id, a URL, a citekey, a short name, a label, or words of a title. With
    --citations and no --list they are the names that the file gives to papers, exactly.

    \b
    Example:
      papergraph path "latent diffusion" --known cnn --hours 12
      papergraph path BERT --list my-list.md --format markdown -o path.md
      papergraph path BERT --list my-list.md --citations citations.jsonl.gz
      papergraph path hep-ph/9905221 --citations cites.tsv.gz --citations dates.tsv
    """
    from papergraph.cli import list_order, styled
    from papergraph.exports.prose import with_quotes
    from papergraph.formats import path_text
    from papergraph.paths import learning_path

    knowing = Knowing.of(known, known_file, ignored=no_known_file)
    limited = limits(asked, over_citations=bool(citations) and not asked["lists"])
    graph, goals, knows = _opened(targets, knowing, citations, asked)
    graph = with_quotes(graph, asked["quotes"])
    planned = learning_path(
        graph,
        targets=[each.id for each in goals],
        known=list(dict.fromkeys(each.id for each in knows)),
        order=asked["order"],
        goal=asked["goal"],
        include_background=asked["include_background"],
        read_as=_read_as(goals, knows),
        **limited,
    )
    _tell(graph, planned, goals, {each.id for each in knows})
    options = same_graph(asked["graph_file"], asked["lists"], asked["curation"], complete=asked["complete"])
    if format_ == "text" and styled.on_terminal(output):
        shown = path_text.lines(
            graph, planned, detail=detail or "normal", unfold=unfold, commands=not citations, options=options
        )
        styled.print_lines(shown, list_order.text(graph, planned))
        return
    commands = None if citations else options
    rendered = _rendered(graph, planned, format_, detail or "normal", unfold=unfold, commands=commands)
    write_result(rendered, output)


def _read_as(goals: list[Found], knows: list[Found]) -> list[ReadAs]:
    """Return how words were read, where that is not plain.

    What is named by its id was read as what it is; but a concept is no target where a work introduces it.
    """
    from papergraph.model import ReadAs

    told = [each for each in goals if each.given != each.id or each.kind == "concept"]
    told += [each for each in knows if each.given != each.id]
    return [ReadAs(given=each.given, as_=each.as_) for each in told]


def _opened(
    targets: tuple[str, ...], knowing: Knowing, citations: tuple[Path, ...], asked: dict[str, Any]
) -> tuple[PaperGraph, list[Found], list[Found]]:
    """Return the graph to plan on, and what the targets and the known things are in it."""
    if citations and not asked["lists"]:
        from papergraph.cli.over_citations import cited

        for option in ("graph_file", "curation", "complete"):
            if asked[option]:
                name = {"graph_file": "graph"}.get(option, option)
                raise click.UsageError(f"--citations is a graph of its own: give it without --{name}, or with --list.")
        return cited(citations, targets, knowing, papers=asked["papers"])
    from papergraph.lookup import Lookup

    graph = open_graph(
        asked["graph_file"], asked["lists"], asked["curation"], complete=asked["complete"], citations=citations
    )
    lookup = Lookup(graph)
    with telling_absent(graph, asked["curation"]):
        goals = [lookup.find(each) for each in targets]
        return graph, goals, knowing.found(lookup)


def _tell(graph: PaperGraph, planned: LearningPath, goals: list[Found], knows: set[str]) -> None:
    """Say beside the path what a reader may stumble over."""
    covered = _covered(graph, knows)
    for target in goals:
        if target.id in knows:
            note(f"note: {target.as_} is both a target and known; it is kept as the only thing to read for it")
        elif target.id in covered:
            note(f"note: {target.as_} counts as known, for what you know rests on it; as a target it is kept")
        if target.kind == "concept" and target.id in planned.targets:
            note(_nobody_introduces(graph, target.id))
    _tell_circles(graph, planned)
    _tell_presupposed(graph, planned)


def _covered(graph: PaperGraph, knows: set[str]) -> frozenset[str]:
    """Return all that counts as known to who knows these."""
    if not knows:
        return frozenset()
    from papergraph.unlocks import covered

    return covered(graph, known=sorted(knows))


def _tell_circles(graph: PaperGraph, planned: LearningPath) -> None:
    """Say which edges of the steps were left out because they went round in a circle: they may be missed here."""
    steps = {step.paper.id for step in planned.steps}
    broken = [each for each in graph.problems if each.code == "cycle-broken" and steps & set(each.papers)]
    for each in broken[:_MOST_ABSENT]:
        place = f"{each.source}:{each.first_line}: " if each.source and each.first_line else ""
        note(f"note: {place}{each.message}")
    if len(broken) > _MOST_ABSENT:
        note(f"note: and {len(broken) - _MOST_ABSENT} more (papergraph check shows all)")


def _tell_presupposed(graph: PaperGraph, planned: LearningPath) -> None:
    """Say which works the steps presuppose that no list contains: a path without them begins in the middle."""
    steps = {step.paper.id for step in planned.steps if step.role != "origin"}
    absent = [each for each in graph.problems if each.code == "work-presupposed" and steps & set(each.papers)]
    for each in absent[:_MOST_ABSENT]:
        note(f"note: {each.message}")
    if len(absent) > _MOST_ABSENT:
        note(f"note: and {len(absent) - _MOST_ABSENT} more (papergraph check shows all)")
    if absent and all(paper.from_list for paper in graph.papers):
        note("note: --complete brings in what is missing")
    elif absent:
        note("note: papergraph build --complete --most-needed N brings in more of them")


def _nobody_introduces(graph: PaperGraph, concept: str) -> str:
    """Return where to go on from a concept that no paper introduces: what uses it, or introduces a narrower one."""
    narrower = {each.id for each in graph.concepts if concept in each.broader} | {concept}
    papers = {topic.paper for topic in graph.topics if topic.concept in narrower}
    names = sorted(papers, key=lambda each: (graph.paper[each].year or 0, graph.paper[each].month or 0, each))
    label = graph.concept[concept].pref_label
    if not names:
        return f"note: no paper here introduces or uses {label}"
    shown = ", ".join((graph.paper[each].short_names or (graph.paper[each].citekey,))[0] for each in names[:8])
    return f"note: no paper here introduces {label}; a path can lead to one that uses it or a kind of it: {shown}"


def _rendered(
    graph: PaperGraph, planned: LearningPath, format_: str, detail: Detail, *, unfold: bool, commands: str | None
) -> bytes | str:
    """Return the path in a format; where nothing comes before a target, its list's order is told beside the steps.

    Commands that go on from a path are shown with the options in `commands`; not at all when that is None.
    """
    from papergraph.cli import list_order

    if format_ == "text":
        from papergraph.formats import path_text

        known = commands is not None
        shown = path_text.render(graph, planned, detail=detail, unfold=unfold, commands=known, options=commands or "")
        return shown + list_order.text(graph, planned)
    if format_ == "markdown":
        from papergraph.formats import path_markdown

        after = list_order.markdown(graph, planned)
        return path_markdown.render(graph, planned, detail=detail, unfold=unfold, after=after)
    for line in list_order.lines(graph, planned):
        note(f"note: {line}")
    if format_ == "json":
        from papergraph.formats import path_json

        return path_json.render(planned)
    if format_ == "turtle":
        from papergraph.rdf import serialise_path

        return serialise_path(planned)
    if format_ == "html":
        from papergraph.view import render_path

        return render_path(graph, planned)
    renderer = importlib.import_module(f"papergraph.formats.path_{format_}")
    rendered: bytes | str = renderer.render(graph, planned, unfold=unfold)
    return rendered
