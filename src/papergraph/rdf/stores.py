"""Stores on disk, kept between runs: each in a folder named by what it was made from, whole or not there."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from papergraph.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows: what is open cannot be removed there, so that nothing else need be done
    fcntl = None  # type: ignore[assignment]

#: How many stores stay in a folder; the one that was used longest ago goes first.
KEPT = 4


@contextmanager
def kept_store(folder: Path, key: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """Yield the store `folder/key`, made by `make` into an empty folder when it is not there yet.

    While it is in use no other process removes it. Another process that makes the same store does no harm: the first
    one to finish wins. Raises OutputError where nothing can be written.
    """
    store = folder / key
    while True:
        if not (store / "complete").is_file():
            _made(store, make)
        with contextlib.ExitStack() as held:
            lock = held.enter_context(_opened(store / "complete"))
            if lock is None:  # removed by another process between the two lines above
                continue
            _take(lock, exclusive=False)
            if not (store / "complete").is_file():
                continue
            with contextlib.suppress(OSError):
                os.utime(store / "complete")
            _prune(folder, keep=store)
            yield store / "store"
            return


def _made(store: Path, make: Callable[[Path], None]) -> None:
    building = store.with_name(f".{store.name}.{secrets.token_hex(4)}.part")
    try:
        (building / "store").mkdir(parents=True)
        make(building / "store")
        (building / "complete").touch()
        with contextlib.suppress(OSError):  # another process was faster: its store is as good
            building.rename(store)
        if not (store / "complete").is_file():
            raise OutputError(store, "cannot be put in place of what stands there; remove it")
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(store, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | None]:
    try:
        handle = path.open("rb")
    except OSError:
        yield None
        return
    with handle:
        yield handle


def _take(lock: IO[bytes], *, exclusive: bool) -> bool:
    """Return whether the lock was taken; a shared one waits, an exclusive one does not."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB if exclusive else fcntl.LOCK_SH)
    except OSError:
        return False
    return True


def _prune(folder: Path, *, keep: Path) -> None:
    """Remove the stores that nobody uses, but for the few that were used last."""
    found = []
    for mark in folder.glob("*/complete"):
        with contextlib.suppress(OSError):
            found.append((mark.stat().st_mtime_ns, mark))
    for _, mark in sorted(found, reverse=True)[KEPT:]:
        if mark.parent == keep:
            continue
        with _opened(mark) as lock:
            if lock is not None and _take(lock, exclusive=True):
                with contextlib.suppress(OSError):
                    mark.unlink()  # first: without it the folder is no store
                    shutil.rmtree(mark.parent, ignore_errors=True)
