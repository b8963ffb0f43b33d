"""`papergraph path`: what to read before a target."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import (
    complete_option,
    graph_options,
    note,
    open_graph,
    output_option,
    telling_absent,
    write_result,
)
from papergraph.errors import AmbiguousReferenceError, InputError, UnknownReferenceError

if TYPE_CHECKING:
    from papergraph.formats.path_text import Detail
    from papergraph.graph import PaperGraph
    from papergraph.lookup import Found, Lookup
    from papergraph.model import Goal, LearningPath, Order


_MOST_ABSENT = 3


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("--known", multiple=True, metavar="REF", help="A paper or concept that you know (may be repeated).")
@click.option(
    "--known-file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="A file of what you know: one reference a line; what follows ' # ' is a comment.",
)
@click.option("--order", type=click.Choice(["just-in-time", "chronological", "stages"]), default="just-in-time")
@click.option("--goal", type=click.Choice(["skim", "understand", "reproduce"]), default="understand")
@click.option("--include-background", is_flag=True, help="Add ingredients: backbones, optimisers, tools.")
@click.option("--all", "unfold", is_flag=True, help="Show also where the ideas come from.")
@click.option("--brief", "detail", flag_value="brief", help="One line a step.")
@click.option("--full", "detail", flag_value="full", help="Authors, venue, all reasons, links.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    help="How to print the path.",
)
@output_option
@complete_option
@graph_options
def path(
    targets: tuple[str, ...],
    known: tuple[str, ...],
    known_file: Path | None,
    order: Order,
    goal: Goal,
    include_background: bool,
    unfold: bool,
    detail: Detail | None,
    format_: str,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Print what to read before TARGET, in order, and why each step is there.

    TARGET and REF are papers or concepts: an id, a URL, a citekey, a short name, a label, or words of a title.

    \b
    Example:
      papergraph path "latent diffusion" --known cnn
      papergraph path BERT --list my-list.md --format markdown -o path.md
    """
    from papergraph.lookup import Lookup
    from papergraph.model import ReadAs
    from papergraph.paths import learning_path

    graph = open_graph(graph_file, lists, curation, complete=complete)
    lookup = Lookup(graph)
    with telling_absent(graph, curation):
        goals = [lookup.find(each) for each in targets]
    knows = [lookup.find(each) for each in known] + _known_file(lookup, known_file)
    planned = learning_path(
        graph,
        targets=[each.id for each in goals],
        known=[each.id for each in knows],
        order=order,
        goal=goal,
        include_background=include_background,
        read_as=[ReadAs(given=each.given, as_=each.as_) for each in (*goals, *knows)],
    )
    for target in goals:
        if target.id in {each.id for each in knows}:
            note(f"note: {target.as_} is both a target and known; it is kept as the only thing to read for it")
        if target.kind == "concept" and target.id in planned.targets:
            note(_nobody_introduces(graph, target.id))
    _tell_presupposed(graph, planned)
    write_result(_rendered(graph, planned, format_, detail or "normal", unfold=unfold), output)


def _tell_presupposed(graph: PaperGraph, planned: LearningPath) -> None:
    """Say which works the steps presuppose that no list contains: a path without them begins in the middle."""
    steps = {step.paper.id for step in planned.steps if step.role != "origin"}
    absent = [each for each in graph.problems if each.code == "work-presupposed" and steps & set(each.papers)]
    for each in absent[:_MOST_ABSENT]:
        note(f"note: {each.message}")
    if len(absent) > _MOST_ABSENT:
        note(f"note: and {len(absent) - _MOST_ABSENT} more (papergraph check shows all)")
    if absent:
        note("note: --complete brings in what is missing")


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


def _rendered(graph: PaperGraph, planned: LearningPath, format_: str, detail: Detail, *, unfold: bool) -> bytes | str:
    if format_ == "json":
        from papergraph.formats import path_json

        return path_json.render(planned)
    if format_ == "html":
        from papergraph.view import render_path

        return render_path(graph, planned)
    if format_ == "markdown":
        from papergraph.formats import path_markdown

        return path_markdown.render(graph, planned, unfold=unfold)
    from papergraph.formats import path_text

    return path_text.render(graph, planned, detail=detail, unfold=unfold)


def _known_file(lookup: Lookup, file: Path | None) -> list[Found]:
    """Return what the lines of a known-file name; a line that names nothing is told by its number."""
    if file is None:
        return []
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(file, "is not UTF-8; save it as UTF-8") from error
    found = []
    for number, line in enumerate(lines, 1):
        # A URL may hold a bare '#', so that a comment needs white space before it.
        reference = re.split(r"\s#", line, maxsplit=1)[0].strip()
        if not reference or reference.startswith("#"):
            continue
        try:
            found.append(lookup.find(reference))
        except (UnknownReferenceError, AmbiguousReferenceError) as error:
            raise InputError(f"{file}:{number}", str(error)) from error
    return found
