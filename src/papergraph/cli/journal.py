"""The file of `papergraph enrich` while it grows: each answer is on disk at once, the file itself is always whole."""

from __future__ import annotations

import contextlib
import gzip
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from papergraph.citation_records import answers_in, header, to_line
from papergraph.errors import InputError, OutputError
from papergraph.files import write_atomically

if TYPE_CHECKING:
    from papergraph.citation_records import Answer


def _place(key: tuple[str, str, str]) -> tuple[bool, tuple[str, str, str]]:
    """Return a sort key: works come before references, so that a reader knows their names."""
    return key[0] != "work", key


class Journal:
    """Answers of earlier runs, and those of this one, kept in `FILE.part` until `finish` puts all into FILE.

    A run that was killed leaves its part, and the next run goes on from it; half a line at its end is passed over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.answers: dict[tuple[str, str, str], Answer] = {}
        self.new = 0

    def __enter__(self) -> Journal:
        """Read what is there and open the part; raises InputError, or OutputError when another run is at it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = self.part.open("a+b")
        except OSError as error:
            raise OutputError(self.part, error.strerror or str(error)) from error
        self._lock()
        try:
            if self.path.exists():
                self._take(self.path, journal=False)
            self._take(self.part, journal=True)
        except InputError:
            self.__exit__(None, None, None)
            raise
        self._handle.seek(0, os.SEEK_END)
        if self._handle.tell():
            self._handle.seek(-1, os.SEEK_END)
            if self._handle.read(1) != b"\n":
                self._handle.write(b"\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the part; what is in it was not lost, whatever happened."""
        self._handle.close()
        with contextlib.suppress(OSError):
            if self.part.exists() and not self.part.stat().st_size:
                self.part.unlink()

    def keep(self, answers: Sequence[Answer]) -> None:
        """Put the answers to one request on the disk now; raises OutputError when there is no room."""
        try:
            self._handle.write("".join(map(to_line, answers)).encode())
            self._handle.flush()
            os.fsync(self._handle.fileno())
        except OSError as error:
            raise OutputError(self.part, error.strerror or str(error)) from error
        self.answers.update((each.key, each) for each in answers)
        self.new += len(answers)

    def finish(self) -> bool:
        """Write all answers, sorted, into the file, whole or not at all; returns whether there were any."""
        if self.answers:
            text = header() + "".join(to_line(self.answers[key]) for key in sorted(self.answers, key=_place))
            data = text.encode()
            # Without a time in it the same answers are the same bytes.
            write_atomically(self.path, gzip.compress(data, mtime=0) if self.path.suffix == ".gz" else data)
        self._handle.truncate(0)
        return bool(self.answers)

    def _take(self, path: Path, *, journal: bool) -> None:
        for answer in answers_in(path, journal=journal):
            self.answers[answer.key] = answer

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # no such thing on this system: two runs at once are then the user's own care
            return
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._handle.close()
            raise OutputError(
                self.path, "another papergraph enrich is writing it; wait for that, or stop it"
            ) from error
