"""Records: what formats with named fields are read into before anyone asks whether it is a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from papergraph.readers.text.cleaning import unescaped


class Value(NamedTuple):
    """One field of a record: its name in our words (`fields.tsv`), its text, the line it stands on."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Record:
    """A work as a file with named fields gives it: `type` and `key` as printed, values in printed order.

    A name may stand several times: each author is a value of its own, "Family, Given" or as printed, an organisation
    one of the name `organisation`; a `group` is told beside them. `section` are the names of the groups of records
    that it stands in.
    """

    first_line: int
    last_line: int
    raw: str
    values: tuple[Value, ...]
    type: str = ""
    key: str = ""
    section: tuple[str, ...] = ()

    _texts: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Put the values under their names."""
        for value in self.values:
            if value.text:
                self._texts.setdefault(value.name, []).append(unescaped(value.text))

    def all(self, *names: str) -> list[str]:
        """Return the texts under the names that are not empty: those of the first name first."""
        return [text for name in names if name in self._texts for text in self._texts[name]]

    def in_order(self, *names: str) -> list[str]:
        """Return the texts under the names that are not empty, as they are printed."""
        return [unescaped(value.text) for value in self.values if value.text and value.name in names]

    def first(self, *names: str) -> str:
        """Return the first text under the names, or an empty one."""
        return next((self._texts[name][0] for name in names if name in self._texts), "")


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that gave no record: damaged (`damaged`), or none to begin with; and why."""

    first_line: int
    last_line: int
    raw: str
    reason: str
    damaged: bool = True


Parts = Iterator[Record | Refused]
