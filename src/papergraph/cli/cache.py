"""The graph of the bundled lists, kept between runs: it changes only with the program and its data."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from papergraph.errors import GraphFileError, OutputError
from papergraph.files import write_atomically

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph


def kept(make: Callable[[], PaperGraph], *, complete: bool = False) -> PaperGraph:
    """Return the bundled graph as an earlier run left it in the user's cache folder, else make it and leave it there.

    The graph with what it presupposes (`complete`) is kept beside the one without. A damaged file is made anew; where
    nothing can be written nothing is kept. `PAPERGRAPH_CACHE=off` keeps nothing.
    """
    from papergraph.graph import from_json, to_json

    folder = cache_folder()
    if folder is None:
        return make()
    state = state_of_program()
    file = folder / f"bundled-{'complete-' if complete else ''}{state}.json"
    with contextlib.suppress(OSError, GraphFileError):
        return from_json(file.read_bytes(), name=str(file))
    graph = make()
    with contextlib.suppress(OSError, OutputError):
        write_atomically(file, to_json(graph))
        for other in folder.glob("bundled-*.json"):
            if not other.stem.endswith(state):
                other.unlink(missing_ok=True)
    return graph


def cache_folder() -> Path | None:
    """Return the folder for what can be made again, by the custom of the system; None when there is none."""
    if os.environ.get("PAPERGRAPH_CACHE") == "off":
        return None
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # the custom: a relative path is no answer
        return given / "papergraph"
    home = Path(os.path.expanduser("~"))
    if not home.is_absolute():
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "papergraph" / "cache" if local else None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "papergraph"


def state_of_program() -> str:
    """Return a key that changes with the program, the curated knowledge and the bundled lists."""
    from papergraph import __version__
    from papergraph.curation import ROOT

    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for folder in (package, ROOT / "graph", ROOT / "seeds"):
        for name, size, changed in sorted(_files(folder)):
            digest.update(f"{name}\0{size}\0{changed}\n".encode())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(Path(entry.path))
        elif entry.name.endswith((".py", ".tsv", ".md")):
            stat = entry.stat()
            yield entry.path, stat.st_size, stat.st_mtime_ns
