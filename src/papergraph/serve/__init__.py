"""A SPARQL endpoint on loopback: the oxigraph server behind a front that refuses what it should not do.

The front serves the map at `/`, the data beside it, the query page at `/query/` and the protocol at `/sparql`.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from papergraph.errors import ServeError
from papergraph.graph import PaperGraph
from papergraph.rdf import BASE_IRI, quads, serialised
from papergraph.rdf.sparql import MEGABYTES, TIMEOUT, known_prefixes
from papergraph.rdf.stores import kept_store
from papergraph.serve.binary import find_binary, load
from papergraph.serve.engine import Engine, Engines
from papergraph.serve.front import Front
from papergraph.serve.site import Site

__all__ = ["PORT", "Endpoint", "find_binary", "serving"]

PORT = 7878


class Endpoint:
    """An endpoint that answers, until its `serving` block ends."""

    def __init__(self, front: Front, engines: Engines) -> None:
        self._front = front
        self._engines = engines
        self.url = f"http://127.0.0.1:{front.server_port}/"

    def check(self) -> None:
        """Start the server's process again when it has ended by itself; raises ServeError when that does not help."""
        self._engines.check()


@contextmanager
def serving(
    graph: PaperGraph,
    *,
    port: int = PORT,
    folder: Path | None = None,
    timeout: float = TIMEOUT,
    megabytes: int = MEGABYTES,
    base_iri: str = BASE_IRI,
    salt: str = "",
    say: Callable[[str], None] = lambda message: None,
) -> Iterator[Endpoint]:
    """Yield an endpoint for the graph at 127.0.0.1; `port` 0 takes a free one.

    The store is kept in `folder` below the hash of the export and `salt`; None keeps nothing. `timeout` is in seconds a
    query, `megabytes` what the server may take; `say` hears what its keeper should know. When the block ends, no
    process is left. Raises ServeError for a port in use or a server that does not start, MissingExtraError without the
    `oxigraph` program, OutputError where no store can be written.
    """
    binary = find_binary()
    nquads = serialised(quads(graph, base_iri=base_iri), "nquads", base_iri=base_iri)
    key = hashlib.sha256(f"{salt}\n{base_iri}\n".encode() + nquads).hexdigest()[:32]
    with contextlib.ExitStack() as ends:
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="papergraph-"))
            ends.callback(shutil.rmtree, folder, ignore_errors=True)
        store = ends.enter_context(kept_store(folder, key, lambda empty: load(binary, nquads, empty)))
        try:
            engines = Engines(lambda: Engine(binary, store, timeout=timeout, megabytes=megabytes), say=say)
        except ServeError as error:
            raise ServeError(f"{error}; if it stays so, remove {store.parent}") from error
        ends.callback(engines.stop)
        front = Front(
            port,
            engines=engines,
            site=Site(graph, store.parent),
            timeout=timeout,
            prefixes=known_prefixes(base_iri),
            tag=key,
            say=say,
        )
        ends.callback(front.server_close)
        thread = threading.Thread(target=front.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        ends.callback(thread.join)
        ends.callback(front.shutdown)
        yield Endpoint(front, engines)
