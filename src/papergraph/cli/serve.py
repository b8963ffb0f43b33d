"""`papergraph serve`: a SPARQL endpoint on this machine, with the map and the data beside it."""

from __future__ import annotations

import contextlib
import signal
import time
from pathlib import Path
from types import FrameType

import click

from papergraph.cli.cache import cache_folder, state_of_program
from papergraph.cli.common import complete_option, graph_options, open_graph
from papergraph.cli.saying import note
from papergraph.cli.working import working


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=7878, show_default=True, help="0: any free one.")
@click.option(
    "--timeout", type=click.IntRange(1, 86_400), default=30, show_default=True, help="Seconds that a query may take."
)
@click.option(
    "--memory",
    type=click.IntRange(256, 1_048_576),
    default=4096,
    show_default=True,
    help="Megabytes that the SPARQL server may take, where the system can hold it to that.",
)
@click.option("--open", "open_", is_flag=True, help="Open the query page in the browser.")
@complete_option
@graph_options
def serve(
    port: int,
    timeout: int,
    memory: int,
    open_: bool,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Serve the graph to SPARQL clients and browsers on this machine, until Ctrl-C.

    The endpoint is /sparql, a page to write queries in is /query/, the map is /, and papergraph.ttl, .nq, .jsonld and
    .json lie beside it. Only this machine can reach it. It only reads: no SERVICE, no FROM, no update.

    \b
    Example:
      papergraph serve
      papergraph serve --graph map/papergraph.json --port 8080 --open
    """
    from papergraph.serve import find_binary, serving

    find_binary()  # before a long list is read
    for each in _signals():
        signal.signal(each, _interrupt)
    try:
        graph = open_graph(graph_file, lists, curation, complete=complete)
        folder = cache_folder()
        with contextlib.ExitStack() as ends:
            with working("loading"):
                endpoint = ends.enter_context(
                    serving(
                        graph,
                        port=port,
                        folder=None if folder is None else folder / "stores",
                        timeout=timeout,
                        megabytes=memory,
                        salt=state_of_program(),
                        say=note,
                    )
                )
            ends.callback(_ignore_interrupts)
            note(f"map:      {endpoint.url}")
            note(f"queries:  {endpoint.url}query/")
            note(f"endpoint: {endpoint.url}sparql   (Ctrl-C stops it)")
            if open_:
                click.launch(f"{endpoint.url}query/")
            while True:
                time.sleep(0.5)
                endpoint.check()
    except KeyboardInterrupt:
        note("stopped")


def _signals() -> list[signal.Signals]:
    return [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ignore_interrupts() -> None:
    """Let the clearing up end undisturbed by a second Ctrl-C."""
    for each in _signals():
        signal.signal(each, signal.SIG_IGN)
