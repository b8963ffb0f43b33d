"""Passages: what any syntax is read into before anyone asks whether it is a reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

PassageKind = Literal["heading", "paragraph", "item", "row", "table-head", "code", "rule", "comment", "furniture"]

NO_MARKS: frozenset[str] = frozenset()


class Run(NamedTuple):
    r"""Text with one set of marks on one source line.

    Marks are `bold italic code strike heading small bare` (`bare`: a printed URL) and, on a run of "\\n", `soft` (the
    source line ends) or `break` (a new line is wanted), with `inside` where what is set off goes on after it;
    `stated`: a label says that this is the title of a work.
    `href` is where a link leads, `image` where a picture lies.
    """

    text: str
    line: int
    marks: frozenset[str] = NO_MARKS
    href: str | None = None
    image: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item, table row …: its lines (from 1), the source column it starts at, its runs.

    A row has `cells` and the `header` above it, which is carried over page breaks. `children` are what stands under an
    item, by source column, or in lists of a row. `marker` is what a list prints before an item ("-", "12.").
    `furniture` is what a page has around its list: menus, footers, forms.
    """

    kind: PassageKind
    first_line: int
    last_line: int
    runs: Runs = ()
    column: int = 0
    level: int = 0
    marker: str | None = None
    cells: tuple[Runs, ...] = ()
    header: tuple[str, ...] = ()
    children: tuple[Passage, ...] = ()
    problem: str | None = None

    @property
    def end(self) -> int:
        """The last line of the passage and all that stands under it."""
        return max([self.last_line, *(child.end for child in self.children)])


def is_stated(runs: Sequence[Run]) -> bool:
    """Return whether runs are the title of a work because a label says so."""
    return bool(runs) and "stated" in runs[0].marks


def plain(runs: Iterable[Run]) -> str:
    """Return the text of the runs with single spaces; pictures and comments give none."""
    return " ".join("".join([run.text for run in runs if run.image is None and "comment" not in run.marks]).split())


def split_at_breaks(runs: Runs, mark: str) -> list[Runs]:
    """Return the runs between line ends that have `mark` (`break` or `soft`); both kinds for `any`."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n" and (mark in run.marks or (mark == "any" and run.marks & {"soft", "break"})):
            pieces.append([])
        else:
            pieces[-1].append(run)
    return [tuple(piece) for piece in pieces]


def said_lines(runs: Runs, mark: str = "any") -> list[Runs]:
    """Return the lines of runs that say something: the pieces of `split_at_breaks` with text in them."""
    return [line for line in split_at_breaks(runs, mark) if plain(line)]
