"""`papergraph enrich`: the only command that asks anything of the network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import build_graph, curation_option
from papergraph.cli.saying import counted, note
from papergraph.identifiers import parse_curie

if TYPE_CHECKING:
    from papergraph.cli.journal import Journal
    from papergraph.graph import PaperGraph
    from papergraph.services import Outcome, Settings, Wanted
    from papergraph.services.enriching import Progress

_NAMES = ("s2", "openalex", "crossref", "arxiv")
_KEYS = {"s2": "S2_API_KEY", "openalex": "OPENALEX_API_KEY"}
_CITABLE = frozenset({"paper", "book"})
_MOST_TOLD = 30


@click.command()
@click.argument("lists", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="LIST...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, gzipped when its name ends in .gz; what it holds already is not asked for again.",
)
@click.option(
    "--from",
    "sources",
    default=",".join(_NAMES),
    show_default=True,
    metavar="NAMES",
    help="Whom to ask, with commas between: s2 (Semantic Scholar) has the sentences that cite, openalex more works; "
    "crossref and arxiv fill in facts.",
)
@click.option(
    "--contact",
    envvar="PAPERGRAPH_CONTACT",
    metavar="ADDRESS",
    help="Your e-mail address, told to the services so that they can write to you instead of shutting you out.",
)
@click.option("--again", is_flag=True, help="Ask everything anew, also what the file holds.")
@click.option(
    "--complete",
    is_flag=True,
    help="Ask also what those works cite that build --complete brings in: then these have edges of their own.",
)
@click.option(
    "--most-needed",
    "most",
    type=click.IntRange(min=0),
    metavar="N",
    help="With --complete: so many works outside the lists by citations, the most needed first [20].",
)
@curation_option
def enrich(
    lists: tuple[Path, ...],
    output: Path,
    sources: str,
    contact: str | None,
    again: bool,
    complete: bool,
    most: int | None,
    curation: str | None,
) -> None:
    """Fetch what the papers of LISTs cite, with the sentences that cite, from public services into a file.

    Sent are titles and identifiers of papers, nothing else; no other command asks the network. Keys are taken from
    S2_API_KEY and OPENALEX_API_KEY (both are free; without them the services answer slowly, or little). A run can be
    stopped at any time and goes on where it was. docs/citations.md describes the file and the services' terms.

    \b
    Example:
      papergraph enrich README.md -o citations.jsonl.gz --contact me@example.org
      papergraph build README.md --citations citations.jsonl.gz
    """
    from papergraph.cli.journal import Journal

    if most is not None and not complete:
        raise click.UsageError("--most-needed says how many works --complete takes: give it with that.")
    chosen = _chosen(sources)
    settings = _settings(chosen, contact, again=again)
    if not output.name or output.is_dir():
        raise click.UsageError(f"-o {output} is a folder; name a file.")
    graph = build_graph(lists, curation)
    papers = wanted(graph)
    others = sum(each.from_list for each in graph.papers) - len(papers)
    note(f"{', '.join(map(str, lists))}: {counted(len(papers), 'paper')} to ask about")
    if others:
        note(
            f"note: not asked about {counted(others, 'other item')}: posts and repositories are not cited as papers are"
        )
    with Journal(output) as journal:
        outcome = _asked(papers, journal, settings, again=again)
        written = journal.finish()
        faults = list(outcome.faults)
        _tell(papers, outcome)
        if complete and written:
            graph = build_graph(lists, curation, complete=True, citations=[output], most=most)
            faults += _complete(graph, journal, settings, again=again)
    for fault in dict.fromkeys(faults):
        note(f"warning: {fault}")
    if faults:
        note("what was got so far is kept; the same command asks for the rest")
    if written:
        click.echo(str(output))
    if faults:
        raise click.exceptions.Exit(1)


def _complete(graph: PaperGraph, journal: Journal, settings: Settings, *, again: bool) -> list[str]:
    """Ask about the works that are brought in; returns what went wrong."""
    papers = wanted(graph, from_list=False)
    if not papers:
        return []
    outcome = _asked(papers, journal, settings, again=again)
    journal.finish()
    _tell(papers, outcome)
    return outcome.faults


def wanted(graph: PaperGraph, *, from_list: bool = True) -> list[Wanted]:
    """Return the papers of the lists as they are looked for, or those that were brought in."""
    from papergraph.services import Wanted

    return [
        Wanted(
            id=paper.id,
            title="" if parse_curie(paper.title) else paper.title,
            other_titles=paper.alt_titles,
            identifiers=tuple(dict.fromkeys((paper.id, *paper.identifiers))),
            year=paper.year,
            authors=tuple(graph.author[each].name for each in paper.authors if each in graph.author),
        )
        for paper in graph.papers
        if paper.from_list == from_list and paper.kind in _CITABLE
    ]


def _asked(papers: list[Wanted], journal: Journal, settings: Settings, *, again: bool) -> Outcome:
    """Ask, and on an interruption put what was got into the file before leaving."""
    from papergraph.services import enrich as ask

    before = len(journal.answers)
    if before and not again:
        note(f"{journal.path}: {counted(before, 'answer')} already there, asking for the rest")
    try:
        with _progress() as progress:
            known = [] if again else list(journal.answers.values())
            return ask(papers, known, settings, keep=journal.keep, tell=note, progress=progress)
    except KeyboardInterrupt:
        journal.finish()
        note(f"{counted(journal.new, 'new answer')} kept in {journal.path}; the same command goes on from there")
        raise


def _chosen(sources: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(each.strip().lower() for each in sources.split(",") if each.strip()))
    unknown = [each for each in names if each not in _NAMES]
    if unknown or not names:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is none of {', '.join(_NAMES)}", param_hint="--from"
        )
    return names


def _settings(sources: tuple[str, ...], contact: str | None, *, again: bool) -> Settings:
    from papergraph.cli.cache import cache_folder
    from papergraph.services import Settings

    keys = {}
    for service, variable in _KEYS.items():
        key = os.environ.get(variable, "").strip()
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise click.UsageError(f"{variable} holds white space or letters that no key has; set it anew.")
        if key:
            keys[service] = key
    for service in sources:
        if service in _KEYS and service not in keys:
            note(f"note: without {_KEYS[service]} {'Semantic Scholar' if service == 's2' else 'OpenAlex'} answers less")
    # A mirror of a service, and the stand-in of the tests, are at other addresses.
    urls = {each: url for each in _NAMES if (url := os.environ.get(f"PAPERGRAPH_{each.upper()}_URL"))}
    folder = cache_folder()
    return Settings(
        sources=sources,
        keys=keys,
        urls=urls,
        contact=contact,
        cache=folder / "services.sqlite" if folder else None,
        refresh=again,
        pace=_pace(os.environ.get("PAPERGRAPH_PACE", "1")),
    )


def _pace(given: str) -> float:
    """Return the factor on all waiting; no one but a test has a reason to set another than 1."""
    try:
        return max(float(given), 0.0)
    except ValueError:
        raise click.UsageError(f"PAPERGRAPH_PACE is {given!r}, and should be a number such as 1.") from None


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal what is asked for, how far it is and how long it will take; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def show(what: str, done: int, total: int) -> None:
            if not total:
                return
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield show


def _tell(papers: list[Wanted], outcome: Outcome) -> None:
    from papergraph.services import SERVICES

    title = {each.id: each.title or each.id for each in papers}
    for name, found in outcome.found.items():
        if found:
            note(f"{SERVICES[name].TITLE}: {len(found):,} of {counted(len(papers), 'paper')} found")
    missing = outcome.missing(papers)
    doubted = [each for each in missing if each.id in outcome.doubts]
    for each in doubted[:_MOST_TOLD]:
        note(f"doubtful, not taken: {title[each.id]!r}: {'; '.join(outcome.doubts[each.id])}")
    if len(doubted) > _MOST_TOLD:
        note(f'and {len(doubted) - _MOST_TOLD} doubtful ones more ("doubt" in the file)')
    unknown = [each for each in missing if each.id not in outcome.doubts]
    for each in unknown[:_MOST_TOLD]:
        note(f"not found: {title[each.id]!r}")
    if len(unknown) > _MOST_TOLD:
        note(f"and {len(unknown) - _MOST_TOLD} more not found")
