"""What commands share: which graph is used, where a result goes, and how to say so."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papergraph.cli.cache import kept
from papergraph.cli.saying import counted, note, printable
from papergraph.cli.working import working
from papergraph.errors import InputError, OutputError
from papergraph.files import write_atomically

if TYPE_CHECKING:
    from papergraph.curation import Curation
    from papergraph.graph import PaperGraph

DEFAULT_GRAPH = Path("output") / "papergraph.json"
F = TypeVar("F", bound=Callable[..., Any])


def curation_option(command: F) -> F:
    """Add `--curation DIR|none`."""
    return click.option(
        "--curation",
        metavar="DIR|none",
        help="A folder with curated rows of your own, used over the bundled ones; 'none' uses no curated rows at all.",
    )(command)


def complete_option(command: F) -> F:
    """Add `--complete`."""
    return click.option(
        "--complete",
        is_flag=True,
        help="Bring in works that the lists presuppose, by curated rows or by citations, marked as not in the list.",
    )(command)


def citation_options(command: F) -> F:
    """Add `--citations FILE` and `--most-needed N`, as `citations` and `most`: what `build_graph` takes."""
    command = click.option(
        "--most-needed",
        "most",
        type=click.IntRange(min=0),
        metavar="N",
        help="So many works outside the lists come in by citations with --complete, the most needed first [20].",
    )(command)
    return click.option(
        "--citations",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="What papergraph enrich wrote, or JSON lines of OpenAlex or Semantic Scholar: citations become evidence.",
    )(command)


def graph_options(command: F) -> F:
    """Add `--graph FILE`, `--list FILE` and `--curation DIR|none`: what `open_graph` takes."""
    command = curation_option(command)
    command = click.option(
        "--list",
        "lists",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A reading list to build the graph from, instead of a built one (may be repeated).",
    )(command)
    return click.option(
        "--graph",
        "graph_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="A papergraph.json to use; else output/papergraph.json here, else the bundled lists.",
    )(command)


def output_option(command: F) -> F:
    """Add `-o FILE`."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help="Write to a file instead of the screen.",
    )(command)


def quiet_option(command: F) -> F:
    """Add `--quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on stderr, only errors.")(
        command
    )


def quotes_option(command: F) -> F:
    """Add `--quotes none|short|full`: what `exports.prose.with_quotes` takes."""
    return click.option(
        "--quotes",
        type=click.Choice(["none", "short", "full"]),
        default="full",
        show_default=True,
        help="How much of others' sentences is repeated, of lists and of papers that cite: short is the first 12 words "
        "of each.",
    )(command)


def rdf_options(command: F) -> F:
    """Add `--rdf flat|evidence` and `--quotes none|short|full`, as `detail` and `quotes`."""
    return click.option(
        "--rdf",
        "detail",
        type=click.Choice(["flat", "evidence"]),
        default="evidence",
        show_default=True,
        help="flat leaves out entries, evidence and the nodes of edges.",
    )(quotes_option(command))


def load_curation(given: str | None, *, quiet: bool = False) -> Curation:
    """Return the curated knowledge that `--curation` asks for; tells how many of its rows wait for a decision."""
    from papergraph.curation import Curation, load

    if given == "none":
        return Curation()
    if given is not None and not given.strip():
        raise click.UsageError("--curation needs a folder, or 'none'.")
    loaded = load(None if given is None else Path(given))
    if loaded.undecided and not quiet:
        note(f"note: {counted(loaded.undecided, 'row')} of kind ? in {given}, not used: nobody has decided them yet")
    return loaded


def open_graph(
    graph_file: Path | None = None,
    lists: Sequence[Path] = (),
    curation: str | None = None,
    *,
    quiet: bool = False,
    complete: bool = False,
    citations: Sequence[Path] = (),
) -> PaperGraph:
    """Return the graph to work on, and say on stderr which it is.

    Lists that are named are built now, with `citations` as evidence; else the file that is named; else the working
    directory's; else the bundled lists. With `complete` what these presuppose is brought in.
    """
    from papergraph.graph import from_json

    if lists and graph_file:
        raise click.UsageError("Give --graph or --list, not both.")
    # Other curated rows make another graph, so that a built file is no use then.
    file = graph_file or (DEFAULT_GRAPH if not lists and curation is None and DEFAULT_GRAPH.is_file() else None)
    if file is not None and curation is not None:
        raise click.UsageError("--curation changes what is built: give it with --list or to build, not with --graph.")
    if file is None:
        bundled = not lists and curation is None
        if bundled:
            graph = kept(lambda: build_graph((), None, complete=complete), complete=complete)
        else:
            graph = build_graph(lists, curation, complete=complete, citations=citations)
        label = ", ".join(str(path) for path in lists) if lists else "bundled lists"
    else:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise InputError(file, f"{error.strerror or error}; make it with papergraph build") from error
        graph = from_json(data, name=str(file))
        label = str(file)
        brought = any(not paper.from_list for paper in graph.papers)
        if complete and not brought and any(problem.code == "work-presupposed" for problem in graph.problems):
            raise click.UsageError(
                f"{file} was built without --complete: build it again with it, or name its lists with --list."
            )
        if changed := _changed(graph):
            note(f"warning: {file} is older than {', '.join(changed)}; run papergraph build again")
    if not quiet:
        note(f"graph: {label}, {counted(len(graph.papers), 'paper')}")
    return graph


def same_graph(graph_file: Path | None, lists: Sequence[Path], curation: str | None, *, complete: bool = False) -> str:
    """Return the options that lead another command to the same graph, each with a blank before it; "" for none."""
    given = [("--graph", graph_file), *(("--list", each) for each in lists), ("--curation", curation)]
    options = "".join(f" {option} {shlex.quote(str(value))}" for option, value in given if value is not None)
    return options + (" --complete" if complete else "")


def build_graph(
    lists: Sequence[Path],
    curation: str | None,
    *,
    complete: bool = False,
    citations: Sequence[Path] = (),
    most: int | None = None,
    quiet: bool = False,
) -> PaperGraph:
    """Return the graph of `lists`, the bundled ones when none is named; shows that it works when it takes a while.

    What was assumed while lists were read is said, but not when `quiet`.
    """
    from papergraph import curation as curated
    from papergraph.cli.reading import read_lists
    from papergraph.cli.summary import tell_problems
    from papergraph.graph import build

    if most is not None and not (complete and citations):
        raise click.UsageError("--most-needed limits what --complete takes from --citations: give it with both.")
    with working("reading lists", quiet=quiet) as tell:
        known = load_curation(curation, quiet=quiet)
        readings = list(read_lists(list(lists) or curated.seeds(), tell))
        graph = build(readings, curation=known, complete=complete, citations=citations, most=most, tell=tell)
    if lists and not quiet:
        problems = [problem for reading in readings for problem in reading.problems]
        tell_problems([problem for problem in problems if problem.severity != "info"])
    for problem in graph.problems:
        if problem.code.startswith("curated-row-"):
            note(f"{problem.severity}: {problem.source}:{problem.first_line}: {problem.message}")
    if complete:
        _tell_completion(graph, curation, bool(citations))
    return graph


def _tell_completion(graph: PaperGraph, curation: str | None, cited: bool) -> None:
    brought = [paper for paper in graph.papers if not paper.from_list]
    left = sum(each.code in {"work-presupposed", "work-cited-by-many"} for each in graph.problems)
    if brought:
        more = f"; {counted(left, 'work')} more left out (--most-needed N takes more or fewer)" if left else ""
        note(f"note: {counted(len(brought), 'work')} brought in that the lists presuppose and do not contain{more}")
    elif left:
        note(f"note: {counted(left, 'work')} left out that the lists presuppose (--most-needed N takes more)")
    elif cited:
        note("note: there is nothing to complete: neither citations nor curated rows know of a further work")
    elif curation == "none":
        note("note: there is nothing to complete: only curated rows know of other works, and --curation none uses none")
    else:
        note("note: there is nothing to complete: no curated row puts a further work before those of the lists")


@contextmanager
def telling_absent(graph: PaperGraph, curation: str | None) -> Iterator[None]:
    """Turn "nothing here is called so" into a hint where the word names a known work that --complete brings in."""
    from papergraph.errors import UnknownReferenceError

    try:
        yield
    except UnknownReferenceError as error:
        from papergraph.completion import missing, told_missing
        from papergraph.references import ReferenceIndex

        known = load_curation(curation)
        brought = set(missing(graph.papers, known))
        if ReferenceIndex.of(work for work in known.works if work.id in brought).find(error.given):
            said = f"{error.given!r} is in none of the lists; --complete brings it in, for their papers presuppose it"
        elif told_missing(graph.problems, error.given):
            how = "papergraph build with --citations and --complete brings it in"
            said = f"{error.given!r} is in none of the lists; {how}"
        else:
            raise
        raise UnknownReferenceError(error.given, said=said) from error


def write_result(content: bytes | str, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to stdout when there is no file."""
    data = printable(content).encode("utf-8", errors="replace") if isinstance(content, str) else content
    if output is not None and str(output) != "-":
        write_atomically(output, data)
        note(f"wrote {output}")
        return
    if sys.stdout is None:
        raise OutputError("stdout", "is closed; name a file with -o")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    if data and not data.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def _changed(graph: PaperGraph) -> list[str]:
    """Return the lists of a graph that are here and are no longer what was read."""
    import hashlib

    changed = []
    for source in graph.sources:
        path = Path(source.path) if source.path else None
        if (
            path is not None
            and not path.is_absolute()
            and ".." not in path.parts
            and path.is_file()
            and hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256
        ):
            changed.append(str(path))
    return changed
