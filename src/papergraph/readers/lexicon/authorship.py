"""Who signs a work, as printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class People:
    """Authors as printed, whether the list stops early, and the organisation that signs in their place."""

    names: tuple[str, ...] = ()
    truncated: bool = False
    organisation: str | None = None


NOBODY = People()


def merged(one: People, other: People) -> People:
    """Return the people of both, each once."""
    names = (*one.names, *(name for name in other.names if name not in one.names))
    return People(names, one.truncated or other.truncated, one.organisation or other.organisation)
