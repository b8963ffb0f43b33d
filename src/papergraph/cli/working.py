"""A line that says what is being done, on a terminal and only when it takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

SOON = 1.0  # seconds: what is done by then needs no line

Tell = Callable[[str], None]


@contextmanager
def working(what: str, *, quiet: bool = False) -> Iterator[Tell]:
    """Show on a terminal's stderr what is done after a second, and for how long; nothing in a pipe or when `quiet`.

    What comes back takes the words for what is done next.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda said: None
        return
    line = _Line(what)
    line.timer.start()
    try:
        yield line.say
    finally:
        line.end()


class _Line:
    """The line: it appears when its timer ends, and is gone when the work is."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.lock = Lock()
        self.progress: Progress | None = None
        self.timer = Timer(SOON, self.show)
        self.timer.daemon = True
        self.over = False

    def show(self) -> None:
        """Begin to show it."""
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self.lock:
            if self.over:
                return
            columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
            self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self.progress.add_task(self.what)
            self.progress.start()

    def say(self, what: str) -> None:
        """Tell what is done now."""
        with self.lock:
            self.what = what
            if self.progress is not None:
                self.progress.update(self.progress.task_ids[0], description=what)

    def end(self) -> None:
        """Take the line away."""
        self.timer.cancel()
        with self.lock:
            self.over = True
            if self.progress is not None:
                self.progress.stop()
