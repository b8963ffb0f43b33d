"""Several files read at the same time: on as many cores as there are, where that saves more than it costs."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from papergraph.model import Reading
from papergraph.readers import read_file

Tell = Callable[[str], None]

MOST_WORKERS = 4  # some 150 MB each
WORTH = 100_000  # bytes that others read meanwhile: two seconds of prose, and a process takes one to start
#: What starting one raises where a system has or gives none: this process reads the files then.
_NO_PROCESSES = (OSError, ImportError, NotImplementedError, BrokenProcessPool)
_LARGE = 8_000_000  # bytes: what comes of such a file takes longer to hand over than it may to read


def read_files(
    files: Sequence[tuple[Path, str]], *, workers: int = 1, tell: Tell = lambda said: None
) -> Iterator[Reading]:
    """Yield what files give, each a path and the name that its spans carry, in the order given.

    With several `workers` files are read by as many processes, where that is worth it; what comes back is the same.
    A program that asks for them must guard its start (``if __name__ == "__main__"``), as `multiprocessing` wants it.
    `tell` is called with what is read next. Raises InputError for the first file that cannot be opened.
    """
    apart = _apart(files, min(workers, MOST_WORKERS))
    futures: dict[int, Future[Reading]] = {}
    before = set(multiprocessing.active_children())
    executor: ProcessPoolExecutor | None = None
    try:
        if apart:
            # What is begun anew has none of this process' threads and locks.
            context = multiprocessing.get_context("spawn")
            count = min(workers, MOST_WORKERS, len(apart))
            with contextlib.suppress(*_NO_PROCESSES), _uninterrupted():
                executor = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
                for n in apart:
                    path, source = files[n]
                    futures[n] = executor.submit(read_file, path, source=source)
        for n, (path, source) in enumerate(files):
            tell(f"reading {source} ({n + 1} of {len(files)})")
            yield _result(futures.pop(n), path, source) if n in futures else read_file(path, source=source)
    finally:
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _apart(files: Sequence[tuple[Path, str]], workers: int) -> list[int]:
    """Return the places of the files for other processes, the longest first; none where they save too little.

    A pipe has no size, and is open in this process only.
    """
    sizes = {n: path.stat().st_size for n, (path, _) in enumerate(files) if path.is_file()}
    sizes = {n: size for n, size in sizes.items() if size < _LARGE}
    total = sum(sizes.values())
    saved = total - max(max(sizes.values(), default=0), total // max(workers, 1))
    return sorted(sizes, key=lambda n: -sizes[n]) if workers > 1 and saved >= WORTH else []


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Begin processes that an interrupt does not reach before they know what to do: it is this one's to tell them."""
    if threading.current_thread() is not threading.main_thread():  # no other may say what a signal does
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


def _begin() -> None:
    """Make a worker end with the process that wants its work, whatever that one dies of, and quietly."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _result(future: Future[Reading], path: Path, source: str) -> Reading:
    """Return what a worker has read; what one that died was at is read here."""
    try:
        return future.result()
    except BrokenProcessPool:
        return read_file(path, source=source)
