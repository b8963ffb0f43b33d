"""Rows of a builds_on.tsv: writing one without touching the others, and the reference that finds a work again."""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from papergraph.curation import Curation
from papergraph.errors import CurationError, OutputError
from papergraph.files import write_atomically
from papergraph.identifiers import title_key
from papergraph.model import Named, Paper
from papergraph.references import ReferenceIndex
from papergraph.tsv import cell_of, cells_of

COLUMNS = ("subject", "object", "kind", "takes", "any_of", "confidence", "reason")
FILE = "builds_on.tsv"
RowKind = Literal["core", "background", "none", "?"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRow:
    """A row as it is to be written; `subject` and `object` are references, kind `?` means that nobody has decided."""

    subject: str
    object: str
    kind: RowKind
    takes: tuple[str, ...] = ()
    any_of: str | None = None
    confidence: float | None = None
    reason: str = ""

    def cells(self) -> dict[str, str]:
        """Return the cells by column, each in one line and without a tab."""
        return {
            "subject": plain_cell(self.subject).lstrip("#").strip(),  # a line that begins with # is a comment
            "object": plain_cell(self.object),
            "kind": self.kind,
            "takes": "|".join(plain_cell(each).replace("|", " ") for each in self.takes),
            "any_of": plain_cell(self.any_of or ""),
            "confidence": "" if self.confidence is None else f"{self.confidence:.6g}",
            "reason": plain_cell(self.reason),
        }

    def line(self, columns: Iterable[str] = COLUMNS) -> str:
        r"""Return the row as a line without its end, its cells in the order of `columns`.

        >>> EdgeRow(subject="b", object="a", kind="core", reason="one\ttwo").line()
        'b\ta\tcore\t\t\t\tone two'
        """
        cells = self.cells()
        return "\t".join(cell_of(cells.get(column, "")) for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What changed in a file: the lines of the row before (none: it is new) and after, without their ends."""

    path: Path
    before: tuple[str, ...]
    after: str
    cells_before: dict[str, str] | None = None


class Works:
    """Finds the works that references name, at hand or only known, and the reference that finds a work again."""

    def __init__(self, papers: Iterable[Paper], curation: Curation) -> None:
        self.papers = {paper.id: paper for paper in papers}
        self._own = ReferenceIndex.of(self.papers.values())
        self._known = {work.id: work for work in curation.works}
        self._works = ReferenceIndex.of(curation.works)
        self._at_hand: dict[str, str] = {}
        for work in curation.works:
            for identifier in (work.id, *work.identifiers):
                for paper in self._own.by_identifier.get(identifier, ()):
                    self._at_hand.setdefault(work.id, paper)
        self._work_of = {paper: work for work, paper in self._at_hand.items()}

    def find(self, reference: str) -> list[str]:
        """Return the ids that a reference names exactly: of papers at hand, else of works of the curated authority."""
        if found := self._own.find(reference):
            return found
        return sorted({self._at_hand.get(work, work) for work in self._works.find(reference)})

    def named(self, identifier: str) -> Named:
        """Return the paper at hand, or the known work, of an id that `find` gave."""
        return self.papers.get(identifier) or self._known[identifier]

    def pair(self, row: dict[str, str]) -> Pair | None:
        """Return the ids of both ends of a row's cells, None unless each names one work."""
        ends = [self.find(row.get(column, "")) for column in ("subject", "object")]
        return (ends[0][0], ends[1][0]) if all(len(each) == 1 for each in ends) else None

    def reference(self, identifier: str) -> str:
        """Return how a row should name a work, so that a later build finds it again.

        A work of the curated authority by its citekey, as the bundled rows do; any other by its strongest identifier,
        else by its title; citekeys of a list's own works change with what else the list holds, so they come last.
        """
        named = self.named(identifier)
        work = self._known.get(self._work_of.get(identifier, identifier))
        ways = [work.citekey] if work else []
        ways += [each for each in (*named.identifiers, named.id) if not each.startswith("work:")]
        ways += [plain_cell(named.title).lstrip("#").strip()]
        ways += [named.id, named.citekey]
        return next((each for each in ways if each and self.find(each) == [identifier]), named.id)


def plain_cell(text: str) -> str:
    """Return text as one line of one cell: white space of any kind made single blanks, no controls, valid UTF-8."""
    valid = text.encode("utf-8", "replace").decode("utf-8")
    words = " ".join(valid.split())
    return "".join(each for each in words if unicodedata.category(each) not in {"Cc", "Cs"})


def write_row(path: Path, row: EdgeRow, works: Works) -> Written:
    """Write one row into a builds_on.tsv, in its sorted place, and return what changed.

    A row for the same pair, however it names the two works, is replaced. All other lines stay as they are, byte for
    byte; a missing file is made, with its header. Runs at the same time wait for one another. Raises CurationError for
    a file that cannot be read as such a table, OutputError when it cannot be written.
    """
    with _locked(path.parent):
        text, columns = _content(path)
        lines = text.splitlines_kept()
        cells = row.cells()
        missing = [column for column in COLUMNS if column not in columns and cells[column]]
        if missing:
            columns = [*columns, *missing]
            lines[text.header] = _with_end("\t".join([lines[text.header].rstrip(), *missing]), text.end)
        same = _same_pair(lines, text.header, columns, row, works)
        before = tuple(lines[number].rstrip("\r\n") for number in same)
        after = row.line(columns)
        _put(lines, text, columns, same, after)
        write_atomically(path, (text.mark + "".join(lines)).encode("utf-8"))
    old = _cells(before[-1], columns) if before else None
    return Written(path=path, before=before, after=after, cells_before=old)


def take_back(written: Written) -> None:
    """Undo what `write_row` did to its row; other rows stay as they are. Does nothing when the row is gone."""
    with _locked(written.path.parent):
        text, _ = _content(written.path)
        lines = text.splitlines_kept()
        for number, line in enumerate(lines):
            if number > text.header and line.rstrip("\r\n") == written.after:
                lines[number : number + 1] = [_with_end(each, text.end) for each in written.before]
                write_atomically(written.path, (text.mark + "".join(lines)).encode("utf-8"))
                return


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the cells of all rows of a builds_on.tsv, by column; none when the file is absent."""
    if not path.exists():
        return []
    text, columns = _content(path)
    lines = text.splitlines_kept()
    return [_cells(lines[number], columns) for number in _data(lines, text.header)]


@dataclass(frozen=True, slots=True)
class _Text:
    """A file's text without its byte order mark, the index of its header line, and how its lines end."""

    body: str
    mark: str
    header: int
    end: str

    def splitlines_kept(self) -> list[str]:
        """Return the lines with their ends; the last one ends too. Only a line feed ends a line, as in reading."""
        lines = [line + "\n" for line in self.body.split("\n")]
        if lines[-1] == "\n":
            lines.pop()
        return lines


def _content(path: Path) -> tuple[_Text, list[str]]:
    """Return a file's text and columns; those of a new file when it is absent or holds nothing."""
    try:
        body = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise CurationError(path, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise CurationError(path, error.strerror or str(error)) from error
    mark = "\ufeff" if body.startswith("\ufeff") else ""
    body = body.removeprefix(mark)
    end = "\r\n" if "\r\n" in body else "\n"
    for number, line in enumerate(body.split("\n")):
        if line.strip() and not line.startswith("#"):
            columns = cells_of(line)
            while columns and not columns[-1]:
                columns.pop()
            if unknown := [cell for cell in columns if cell not in COLUMNS]:
                reason = f"no such column; there are {', '.join(COLUMNS)}"
                raise CurationError(path, reason, line=number + 1, column=unknown[0])
            if lacking := [column for column in COLUMNS[:3] if column not in columns]:
                reason = "this column is missing from the header line"
                raise CurationError(path, reason, line=number + 1, column=lacking[0])
            return _Text(body, mark, number, end), columns
    if body and not body.endswith("\n"):
        body += end
    header = body.count("\n")
    return _Text(body + "\t".join(COLUMNS) + end, mark, header, end), list(COLUMNS)


def _put(lines: list[str], text: _Text, columns: list[str], same: list[int], after: str) -> None:
    """Put a line into its sorted place and take the rows `same` out; one that may stay where it is, under its comment.

    Behind the row before it otherwise, so that a comment stays above the row that it speaks of.
    """
    key = _key(_cells(after, columns))
    keys = {number: _key(_cells(lines[number], columns)) for number in _data(lines, text.header)}
    rest = [number for number in keys if number not in same]
    kept = next((number for number in same if keys[number] == key), None)
    for number in same if kept is None else ():
        earlier = [keys[each] for each in rest if each < number]
        later = [keys[each] for each in rest if each > number]
        if earlier[-1:] <= [key] and (not later or key <= later[0]):
            kept = number
    if kept is not None:
        lines[kept] = _with_end(after, text.end)
    for number in reversed(same):
        if number != kept:
            del lines[number]
    if kept is None:
        data = list(_data(lines, text.header))
        greater = next((place for place, number in enumerate(data) if _key(_cells(lines[number], columns)) > key), None)
        before = data if greater is None else data[:greater]
        at = before[-1] if before else text.header
        lines[at] = _with_end(lines[at].rstrip("\r\n"), "\r\n" if lines[at].endswith("\r\n") else text.end)
        lines.insert(at + 1, _with_end(after, text.end))


def _same_pair(lines: list[str], header: int, columns: list[str], row: EdgeRow, works: Works) -> list[int]:
    cells = row.cells()
    pair = works.pair(cells)
    found = []
    for number in _data(lines, header):
        other = _cells(lines[number], columns)
        written = _key(other) == _key(cells)
        if written or (pair is not None and works.pair(other) == pair):
            found.append(number)
    return found


def _data(lines: list[str], header: int) -> Iterator[int]:
    for number in range(header + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith("#"):
            yield number


def _cells(line: str, columns: list[str]) -> dict[str, str]:
    return dict(zip(columns, cells_of(line), strict=False))


def _key(cells: dict[str, str]) -> Pair:
    return cells.get("subject", ""), cells.get("object", "")


def _with_end(line: str, end: str) -> str:
    return line + end


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one writer at a time; it is made when absent. Leaves no file behind where the system can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, "is no folder" if folder.exists() else error.strerror or str(error)) from error
    if sys.platform == "win32":
        import msvcrt

        with (folder / f".{FILE}.lock").open("a+b") as handle:
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
        return
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(folder, error.strerror or str(error)) from error
    try:
        with contextlib.suppress(OSError):  # a file system without locks: one writer is all that one can have there
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def candidates(given: str, works: Iterable[Named]) -> list[str]:
    """Return the citekeys of known works one of whose names holds all words of `given`; at most six."""
    words = [word for word in title_key(given).split() if len(word) > 2]
    found = [
        work.citekey
        for work in works
        if words and all(word in " ".join(map(title_key, (work.title, *work.short_names))) for word in words)
    ]
    return sorted(found)[:6]
