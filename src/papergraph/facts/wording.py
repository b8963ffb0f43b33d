"""How services and works are called in what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: How services are called.
TITLES = {"s2": "Semantic Scholar", "openalex": "OpenAlex", "crossref": "Crossref", "arxiv": "arXiv"}
_MOST_NAMED = 5


def services(names: Iterable[str], *, last: str = "and") -> str:
    """Return services as one speaks of them: "OpenAlex and Semantic Scholar"."""
    return listed(sorted({TITLES.get(each, each) for each in names}), last=last)


def listed(names: Sequence[str], *, last: str = "and", most: int | None = None) -> str:
    """Return "A, B and C"; of more than `most` the number of the rest."""
    shown = list(names)
    if most is not None and len(shown) > most:
        shown = [*shown[:most], f"{len(names) - most} more"]
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def few(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    return listed(names, most=_MOST_NAMED)
