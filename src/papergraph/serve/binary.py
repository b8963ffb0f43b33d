"""The `oxigraph` program: where it is, and loading a store with it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from papergraph.errors import MissingExtraError, ServeError


def find_binary() -> Path:
    """Return the server's program; raises MissingExtraError when it is not installed.

    The extra `serve` puts it beside the Python that runs; one on the PATH will do as well.
    """
    name = "oxigraph.exe" if sys.platform == "win32" else "oxigraph"
    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        beside = Path(sysconfig.get_path("scripts", scheme)) / name
        if beside.is_file():
            return beside
    found = shutil.which(name)
    if found is None:
        raise MissingExtraError("serve", "papergraph serve")
    return Path(found)


def load(binary: Path, nquads: bytes, store: Path) -> None:
    """Load N-Quads into a new store in the empty folder `store`; raises ServeError when that fails."""
    _run(binary, ["load", "--location", str(store), "--format", "nq", "--lenient"], nquads)
    _run(binary, ["optimize", "--location", str(store)], b"")


def _run(binary: Path, arguments: list[str], given: bytes) -> None:
    try:
        done = subprocess.run([str(binary), *arguments], input=given, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise ServeError(f"{binary} cannot be run: {error.strerror or error}") from error
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise ServeError(f"{binary.name} {arguments[0]} failed: {last[0]}")
