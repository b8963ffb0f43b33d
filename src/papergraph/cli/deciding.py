"""`papergraph suggest --decide`: one candidate at a time, one key each, written at once."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.edge import refuse
from papergraph.cli.rows import Desk
from papergraph.cli.saying import counted, note, printable
from papergraph.errors import PapergraphError

if TYPE_CHECKING:
    from papergraph.edge_rows import RowKind, Written
    from papergraph.suggestions import Suggestion

_KINDS: dict[str, RowKind] = {"c": "core", "b": "background", "n": "none"}
_KEYS = "c core  b background  n none  s skip  u undo  r reason  q quit"
_WIDTH, _NARROW = 100, 30
_END = ""


class Deciding:
    """A run through candidates; each decision is in the file before the next candidate is shown."""

    def __init__(self, desk: Desk, candidates: list[Suggestion], folder: Path) -> None:
        self._desk = desk
        self._candidates = candidates
        self._folder = folder
        self._steps: list[Written | None] = []  # what was done with each candidate up to here; None: skipped
        self._reason: str | None = None

    def run(self) -> None:
        """Ask until there is nothing left, the input ends, or it is enough."""
        if not self._candidates:
            note("no candidates are left to decide")
            return
        while len(self._steps) < len(self._candidates) and self._ask():
            pass
        made = sum(step is not None for step in self._steps)
        left = len(self._candidates) - len(self._steps)
        note(f"\n{counted(made, 'decision')} in {self._folder / 'builds_on.tsv'}; {counted(left, 'candidate')} left")
        if made:
            note(f"they count where the folder is named: papergraph build … --curation {self._folder}")

    def _ask(self) -> bool:
        """Show the candidate that is next and do what the keys say; False when it is enough."""
        candidate = self._candidates[len(self._steps)]
        self._reason = None
        note("\n" + "\n".join(self._shown(candidate)))
        while True:
            click.echo("> ", nl=False, err=True)
            key = _key()
            click.echo(printable(key), err=True)
            if key in ("q", _END):
                return False
            if key == "s":
                self._steps.append(None)
                return True
            if key == "u" and self._undo():
                return True
            if key == "r":
                click.echo("reason: ", nl=False, err=True)
                self._reason = _line() or None
            elif key in _KINDS and self._decide(candidate, _KINDS[key]):
                return True
            elif key not in _KINDS and key != "u":
                note(f"keys: {_KEYS}")

    def _decide(self, candidate: Suggestion, kind: RowKind) -> bool:
        from papergraph.edge_rows import FILE, write_row
        from papergraph.suggestions import wording

        row = replace(
            wording.row(candidate, self._desk.works), kind=kind, reason=self._reason or _offered(candidate, kind)
        )
        if kind == "none":
            row = replace(row, takes=())
        try:
            refuse(self._desk, row, subject=candidate.subject, object=candidate.object)
            written = write_row(self._folder / FILE, row, self._desk.works)
        except (click.UsageError, PapergraphError) as error:
            note(f"not written: {error.message if isinstance(error, click.UsageError) else error}")
            return False
        self._steps.append(written)
        self._desk = self._desk.refreshed(self._folder)
        return True

    def _undo(self) -> bool:
        from papergraph.edge_rows import take_back

        if not self._steps:
            note("nothing to undo")
            return False
        last = self._steps.pop()
        if last is not None:
            take_back(last)
            self._desk = self._desk.refreshed(self._folder)
        return True

    def _shown(self, candidate: Suggestion) -> Iterator[str]:
        from papergraph.suggestions import wording

        at = len(self._steps)
        made = sum(step is not None for step in self._steps)
        yield f"[{at + 1}/{len(self._candidates)}, {made} decided]  {_KEYS}"
        yield self._title(candidate.subject)
        yield "  builds on?"
        yield self._title(candidate.object)
        for signal in wording.telling(candidate):
            yield from _wrapped(f"· {wording.said(signal)}", "  ")
        if candidate.takes:
            scheme = self._desk.graph.concept
            labels = (scheme[each].pref_label if each in scheme else each for each in candidate.takes)
            yield f"  takes: {', '.join(labels)}"
        yield from _wrapped(f"reason: {_offered(candidate, 'core')}", "  ")

    def _title(self, identifier: str) -> str:
        from papergraph.suggestions import wording

        paper = self._desk.graph.paper[identifier]
        name = paper.short_names[0] if paper.short_names else ""
        lead = f"{name}: " if name and not paper.title.casefold().startswith(name.casefold()) else ""
        return f"{lead}{wording.shortened(paper.title, _WIDTH)} ({paper.year or 'no year'})"


def _offered(candidate: Suggestion, kind: RowKind) -> str:
    """Return the reason that is written when none is typed: the strongest signals, without quotes."""
    from papergraph.suggestions import wording

    strongest = [each for each in wording.telling(candidate) if each.name not in {"dates", "reached"}][:2]
    told = "; ".join(wording.said(each, quotes=False) for each in strongest)
    return f"reviewed, no edge, although: {told}" if kind == "none" else told


def _wrapped(text: str, indent: str) -> list[str]:
    width = min(_WIDTH, max(shutil.get_terminal_size((_WIDTH, 24)).columns, _NARROW))
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)


def _key() -> str:
    """Return the next key, in small letters; empty when there is no more input. From a pipe, blanks are passed over."""
    if sys.stdin is None:  # closed before we began
        return _END
    if sys.stdin.isatty():
        try:
            return click.getchar().lower()
        except EOFError:
            return _END
    while key := sys.stdin.read(1):
        if not key.isspace():
            return key.lower()
    return _END


def _line() -> str:
    """Return a line of text. From a pipe it is what follows the key in its line, else the next line."""
    line = sys.stdin.readline().strip()
    return line if line or sys.stdin.isatty() else sys.stdin.readline().strip()
