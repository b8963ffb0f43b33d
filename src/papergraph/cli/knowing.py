"""What commands take as known: words of the command line, and the lines of a known-file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papergraph.cli.saying import note
from papergraph.errors import InputError
from papergraph.progress import KNOWN_FILE, Known, KnownLine, PassedOver, read_known

if TYPE_CHECKING:
    from papergraph.lookup import Found, Lookup

_MOST_NAMED = 3
#: A title may be long; a line that is much longer names nothing.
_LONGEST = 200
F = TypeVar("F", bound=Callable[..., Any])


def known_options(command: F) -> F:
    """Add `--known REF`, `--known-file FILE` and `--no-known-file`: what `Knowing.of` takes."""
    command = click.option("--no-known-file", is_flag=True, help=f"Do not read {KNOWN_FILE} of this folder.")(command)
    command = click.option(
        "--known-file",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help=f"A file of what you know: one reference a line, ' # ' begins a remark [default: {KNOWN_FILE}, if here].",
    )(command)
    return click.option(
        "--known", multiple=True, metavar="REF", help="A paper or concept that you know (may be repeated)."
    )(command)


@dataclass(frozen=True, slots=True)
class Knowing:
    """What is given as known: words that must name something, and a known-file whose lines may name nothing here."""

    words: tuple[str, ...] = ()
    name: str = ""
    data: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, words: Sequence[str], file: Path | None, *, ignored: bool) -> Knowing:
        """Return what the options give; without a file that of the working directory, if there is one."""
        if ignored and file is not None:
            raise click.UsageError("Give --known-file or --no-known-file, not both.")
        if ignored or (file is None and not Path(KNOWN_FILE).is_file()):
            return cls(tuple(words))
        chosen = file or Path(KNOWN_FILE)
        if str(chosen) == "-":
            return cls(tuple(words), "standard input", sys.stdin.buffer.read())
        return cls(tuple(words), str(chosen), bytes_of(chosen))

    def found(self, lookup: Lookup) -> list[Found]:
        """Return what is known in a graph; says on stderr what the file gave and which of its lines name nothing."""
        named = [lookup.find(word) for word in self.words]
        if not self.name:
            return named
        known = read_known(lookup, self.data, name=self.name)
        tell(self.name, known)
        return named + [each for _, each in known.found]


def bytes_of(file: Path) -> bytes:
    """Return what is in a known-file; raises InputError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(file, error.strerror or str(error)) from error


def tell(name: str, known: Known) -> None:
    """Say how much of a known-file is known here, and which of its lines name nothing or several things."""
    note(f"{name}: {len(known.ids)} known")
    tell_passed_over(name, [each.line for each in known.passed_over if not each.candidates])
    for each in known.passed_over:
        if each.candidates:
            note(f"note: {name}:{each.line.number}: {_ambiguous(each)}")


def tell_passed_over(name: str, lines: Iterable[KnownLine]) -> None:
    """Say which lines of a known-file name nothing here: no error, for one file serves many lists."""
    unknown = list(lines)
    if not unknown:
        return
    shown = ", ".join(f"{each.number}: {_shown(each)}" for each in unknown[:_MOST_NAMED])
    more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
    said = "1 line names" if len(unknown) == 1 else f"{len(unknown)} lines name"
    note(f"note: {name}: {said} nothing in this graph, passed over ({shown}{more})")


def _ambiguous(passed: PassedOver) -> str:
    return f"{_shown(passed.line)} could be {', '.join(passed.candidates)}; passed over: name one of them"


def _shown(line: KnownLine) -> str:
    """Return what a line says, quoted; the beginning of what is no reference but some other file's long line."""
    text = line.reference
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
