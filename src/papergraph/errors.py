"""The error tree: everything that papergraph raises on purpose.

::

    PapergraphError
    ├── InputError               (ValueError)   a reading list that cannot be opened or decoded
    ├── CurationError            (ValueError)   a curated file with a wrong row: file, line, column
    ├── GraphFileError           (ValueError)   a papergraph.json that does not hold to its schema
    ├── UnknownReferenceError    (LookupError)  a word that names nothing in the graph; has candidates
    ├── AmbiguousReferenceError  (LookupError)  a word that names several things; has candidates
    ├── PlanError                (ValueError)   a path that cannot be planned as asked
    ├── QueryError               (ValueError)   SPARQL that is malformed or refused
    ├── ServeError               (OSError)      the SPARQL endpoint cannot be started, or has ended
    ├── ServiceError             (OSError)      a public service that refuses, fails or answers in another form
    ├── OutputError              (OSError)      a result that cannot be written
    └── MissingExtraError        (ImportError)  an optional library that is not installed

Catch all of them with one clause::

    try:
        graph = papergraph.build([Path("list.md")])
    except papergraph.PapergraphError as error:
        ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` loads this module: it should cost nothing
    from collections.abc import Callable, Sequence
    from pathlib import Path


class PapergraphError(Exception):
    """Indicates that papergraph could not do what it was asked; the message says what to do.

    It can be pickled, whatever its kind wants to be made of: one process may tell another.
    """

    def __reduce__(self) -> tuple[Callable[..., PapergraphError], tuple[object, ...]]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[PapergraphError], args: tuple[object, ...], state: dict[str, object]) -> PapergraphError:
    """Return an error as it was."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class InputError(PapergraphError, ValueError):
    """Indicates a reading list that cannot be opened or decoded at all."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class CurationError(PapergraphError, ValueError):
    """Indicates a wrong row in a curated file, with its file, line and column."""

    def __init__(self, path: str | Path, reason: str, *, line: int | None = None, column: str | None = None) -> None:
        self.path = str(path)
        self.line = line
        self.column = column
        self.reason = reason
        where = str(path) + (f", line {line}" if line else "") + (f", column {column!r}" if column else "")
        super().__init__(f"{where}: {reason}")


class GraphFileError(PapergraphError, ValueError):
    """Indicates a papergraph.json that does not hold to its schema."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class UnknownReferenceError(PapergraphError, LookupError):
    """Indicates a word that names nothing in the graph; `candidates` are the closest names."""

    def __init__(self, given: str, candidates: Sequence[str] = (), *, said: str | None = None) -> None:
        self.given = given
        self.candidates = tuple(candidates)
        if said is None:
            said = f"nothing here is called {given!r}"
            said += "; did you mean " + ", ".join(candidates) + "?" if candidates else "; try papergraph search"
        super().__init__(said)


class AmbiguousReferenceError(PapergraphError, LookupError):
    """Indicates a word that names several things equally well; `candidates` tells them apart."""

    def __init__(self, given: str, candidates: Sequence[str]) -> None:
        self.given = given
        self.candidates = tuple(candidates)
        super().__init__(f"{given!r} could be {', '.join(self.candidates)}; name one of them")


class PlanError(PapergraphError, ValueError):
    """Indicates a learning path that cannot be planned as asked."""


class QueryError(PapergraphError, ValueError):
    """Indicates SPARQL that is malformed, or that asks for something refused here."""


class ServeError(PapergraphError, OSError):
    """Indicates an endpoint that cannot be started: a port in use, a server that ends."""


class ServiceError(PapergraphError, OSError):
    """Indicates a public service that refuses, is down or answers in another form; holds no address and no key.

    `stops` is whether asking it anything else is in vain.
    """

    def __init__(self, service: str, reason: str, *, stops: bool = False) -> None:
        self.service = service
        self.reason = reason
        self.stops = stops
        super().__init__(f"{service}: {reason}")


class OutputError(PapergraphError, OSError):
    """Indicates a result that cannot be written; nothing half-written is left behind."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class MissingExtraError(PapergraphError, ImportError):
    """Indicates an optional library that is not installed; names the line that installs it."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs the extra {extra!r}: pip install 'papergraph-kg[{extra}]'")
