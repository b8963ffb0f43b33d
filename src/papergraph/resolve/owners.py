"""Whose an identifier is, when several works are printed with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papergraph.curation import KnownWork
from papergraph.identifiers import arxiv_month
from papergraph.model import Entry
from papergraph.resolve.facts import identifier_of, own_links, years_of

Group = tuple[Sequence[Entry], KnownWork | None]


@dataclass(frozen=True, slots=True)
class Owners:
    """Which identifiers each group of entries may call its own, and which it prints wrongly.

    `owned` and `wrong` run parallel to the groups; `contested` maps an identifier that several works without a row in
    the authority print to the group that it was given to, None when nothing tells.
    """

    owned: tuple[tuple[str, ...], ...]
    wrong: tuple[frozenset[str], ...]
    contested: Mapping[str, int | None]


def find_owners(groups: Sequence[Group], known_ids: Mapping[str, str], foreign: Mapping[str, frozenset[str]]) -> Owners:
    """Return whose the identifiers are that the entries of `groups` print for themselves.

    `known_ids` are the identifiers of the authority with the work of each; `foreign` are, by known work, identifiers
    of works that it is not.
    """
    claims: dict[str, list[int]] = defaultdict(list)
    owned: list[list[str]] = [[] for _ in groups]
    wrong: list[set[str]] = [set() for _ in groups]
    for index, (entries, known) in enumerate(groups):
        for identifier in printed_identifiers(entries):
            if known is None and identifier not in known_ids:
                claims[identifier].append(index)
            elif known is None or is_wrong(identifier, known, known_ids, foreign):
                wrong[index].add(identifier)
    contested: dict[str, int | None] = {}
    for identifier, claimants in sorted(claims.items()):
        if len(claimants) == 1:
            owned[claimants[0]].append(identifier)
            continue
        owner = _likeliest(identifier, claimants, groups)
        contested[identifier] = owner
        for index in claimants:
            if index == owner:
                owned[index].append(identifier)
            elif owner is not None:
                wrong[index].add(identifier)
    return Owners(tuple(map(tuple, owned)), tuple(map(frozenset, wrong)), contested)


def printed_identifiers(entries: Sequence[Entry]) -> list[str]:
    """Return the CURIEs that entries print for themselves, sorted."""
    found = {identifier_of(link.url) for entry in entries for link in own_links(entry)}
    return sorted(each for each in found if each is not None and not each.startswith("url:"))


def is_wrong(
    identifier: str, known: KnownWork, known_ids: Mapping[str, str], foreign: Mapping[str, frozenset[str]]
) -> bool:
    """Return whether an identifier cannot be a known work's: another's, or a second arXiv number."""
    owner = known_ids.get(identifier)
    if owner is not None:
        return owner != known.id
    if identifier in foreign.get(known.id, ()):
        return True
    has_arxiv = any(each.startswith("arxiv:") for each in (known.id, *known.identifiers))
    return has_arxiv and identifier.startswith("arxiv:")


def _likeliest(identifier: str, claimants: Sequence[int], groups: Sequence[Group]) -> int | None:
    """Return the claimant whose year fits an arXiv number best, or that most entries print; None for a tie."""
    made = arxiv_month(identifier)

    def support(index: int) -> tuple[int, int]:
        entries = [entry for entry in groups[index][0] if identifier in printed_identifiers([entry])]
        years = {year for entry in entries for year in years_of(entry)}
        away = min((abs(year - made[0]) for year in years), default=9) if made else 0
        return -away, len(entries)

    ranked = sorted(((support(index), index) for index in claimants), reverse=True)
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else None
