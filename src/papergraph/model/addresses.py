"""Where a work itself is, of all that its links lead to."""

from __future__ import annotations

from collections.abc import Iterable

from papergraph.model.records import Link, LinkRole, WorkKind

_OF_PAPER: tuple[LinkRole, ...] = ("paper",)
_OF_OTHERS: tuple[LinkRole, ...] = ("paper", "page", "code")


def own_address(kind: WorkKind, links: Iterable[Link]) -> str | None:
    """Return the address of a work itself, as printed; None without one.

    A paper has its own link only; of what is none its page or its code stands for it.
    """
    by_role: dict[LinkRole, str] = {}
    for link in links:
        by_role.setdefault(link.role, link.url)
    roles = _OF_PAPER if kind == "paper" else _OF_OTHERS
    return next((by_role[role] for role in roles if role in by_role), None)
