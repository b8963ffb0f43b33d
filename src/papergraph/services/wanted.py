"""A paper whose work is looked for, and whether a work that a service offers is it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from papergraph.citation_records import Work
from papergraph.identifiers import fold, title_key

#: Of the words of two titles so many are shared, or an identifier leads to another work than the list names.
_ALIKE = 0.5
_YEARS_APART = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A paper of a list: `identifiers` are CURIEs, the strongest first, `authors` names as printed."""

    id: str
    title: str
    other_titles: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    year: int | None = None
    authors: tuple[str, ...] = ()

    @property
    def lacks_facts(self) -> bool:
        """Whether the list prints no year or no authors."""
        return self.year is None or not self.authors


def doubt_by_identifier(wanted: Wanted, work: Work) -> str | None:
    """Return why a work that an identifier of the list leads to is not the one that the list means; None: it is.

    Lists print wrong links. A title of a few words may be a name ("BERT"), which contradicts nothing; nor does a title
    that holds the other.
    """
    theirs = title_key(work.title or "")
    mine = [key for key in map(title_key, (wanted.title, *wanted.other_titles)) if key]
    if not theirs or not mine or any(_alike(each, theirs) for each in mine):
        return None
    return f"leads to {work.title!r}, and the list prints {wanted.title!r}"


def doubt_by_title(wanted: Wanted, work: Work) -> str | None:
    """Return why a work found by its title is not taken; None when the title is the same and year or author confirm."""
    theirs = _bare(work.title or "")
    if not theirs or theirs not in {_bare(each) for each in (wanted.title, *wanted.other_titles)}:
        return f"the closest title there is {work.title!r}"
    same_year = wanted.year is not None and work.year is not None and abs(wanted.year - work.year) <= _YEARS_APART
    surnames = {name for each in work.authors if (name := _surname(each))}
    mine = {name for each in wanted.authors if (name := _surname(each))}
    if mine and surnames:
        if mine & surnames or any(fold(each) in fold(" ".join(work.authors)) for each in mine):
            return None
        return f"a work of this title is by {work.authors[0]}, and the list prints {wanted.authors[0]}"
    if same_year:
        return None
    if wanted.year is not None and work.year is not None:
        return f"a work of this title is of {work.year}, and the list prints {wanted.year}"
    return "a work of this title is there, and neither a year nor an author confirms it"


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield stretches of `items`, each of `size` or, the last, fewer."""
    return (items[start : start + size] for start in range(0, len(items), size))


def now() -> str:
    """Return the time, UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _alike(mine: str, theirs: str) -> bool:
    first, second = set(mine.split()), set(theirs.split())
    fewer = min(len(first), len(second))
    return fewer < 3 or len(first & second) >= _ALIKE * fewer


def _bare(title: str) -> str:
    """Return a title's key without the article that it begins with."""
    words = title_key(title).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"a", "an", "the"} else words)


def _surname(name: str) -> str:
    """Return the folded surname: what stands before a comma, else the last word that is no initial."""
    first, comma, _ = name.partition(",")
    words = [word for word in fold(first if comma else name).replace(".", " ").split() if len(word) > 1]
    return words[-1] if words else ""
