"""What most siblings of a list have in common, for the doubtful ones among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from papergraph.readers.flat import Flat
from papergraph.readers.grammar.introduced import introducing, is_introduced
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.leadinglinks import without_leading_links
from papergraph.readers.grammar.scoring import NO_PRIOR, Field, Prior
from papergraph.readers.grammar.stretches import stretch
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.passages import Runs
from papergraph.readers.styles.dated import dated_names, is_dated
from papergraph.readers.styles.surnamed import keeps_surname, signed_by, signs_behind

T = TypeVar("T")
ENOUGH = 3  # siblings that must agree
MOST = 0.6  # the share that must agree


def _majority(values: Iterable[T]) -> T | None:
    counted = Counter(values)
    if not counted:
        return None
    value, count = max(counted.items(), key=lambda item: (item[1], str(item[0])))
    return value if count >= ENOUGH and count >= MOST * sum(counted.values()) else None


def vote(leads: Sequence[Lead]) -> Prior:
    """Return what most of the leads have: first field, how the title is set off, what stands before the authors."""
    if len(leads) < ENOUGH:
        return NO_PRIOR
    signed = [lead for lead in leads if lead.before_authors is not None]
    return Prior(
        first=_majority(lead.order[0] for lead in leads if lead.order),
        setting=_majority(lead.setting for lead in leads),
        before_authors=_majority(lead.before_authors for lead in signed) if 2 * len(signed) >= len(leads) else None,
        closing_venue=_closing_venue(leads),
        whole=_majority(whole_setting(lead) or "" for lead in leads) or None,
        unsigned=len(leads) > ENOUGH and 4 * sum(bool(lead.people.names) for lead in leads) <= len(leads),
        placed=are_placed(leads),
        introduced=are_introduced(leads),
        second=_majority(lead.order[1] if len(lead.order) > 1 else "prose" for lead in leads if lead.order),
    )


def are_introduced(leads: Sequence[Lead]) -> bool:
    """Return whether most of the leads begin with names and a colon."""
    return bool(_majority(lead.cut is not None and bool(introducing(lead.cut.atoms, surely=True)) for lead in leads))


def _is_introduced(lead: Lead) -> bool:
    return lead.cut is None or not introducing(lead.cut.atoms) or is_introduced(lead.cut.atoms, lead.fields)


def are_dated(leads: Sequence[tuple[Runs, Lead]]) -> bool:
    """Return whether most begin with their authors, the year and a sign behind it: runs as printed, and as read."""
    found = [(dated_names(Flat(runs)), lead) for runs, lead in leads]
    several = any(len(lead.people.names) > 1 or lead.people.truncated for _, lead in leads)  # not only short names
    joined = any(names is not None and names[1] for names, _ in found)
    return (several or joined) and bool(
        _majority(names is not None and (names[0] or bool(lead.people.names)) for names, lead in found)
    )


def are_surnamed(runs: Iterable[Runs]) -> bool:
    """Return whether most begin with surnames, the same sign and a title in plain words; some of them are joined.

    Where a colon or a dash is the sign a single word could be the name of a work.
    """
    found = [signed_by(Flat(without_leading_links(each))) for each in runs]
    return _are_signed(found, alone=frozenset({","}))


def are_closed(runs: Iterable[Runs]) -> bool:
    """Return whether most end with the same sign, surnames and a year, some of them joined."""
    return _are_signed([signs_behind(Flat(each)) for each in runs], least=ENOUGH + 1)


def _are_signed(
    found: Sequence[tuple[str, bool] | None], *, alone: frozenset[str] = frozenset(), least: int = 2 * ENOUGH
) -> bool:
    """Return whether most have surnames and one sign, some of them joined; behind the signs of `alone` none need be."""
    sign = _majority(each[0] if each is not None else None for each in found)
    if sign is None:
        return False
    alike = [each for each in found if each is not None and each[0] == sign]
    joined = sum(each[1] for each in alike)
    if sign in alone:
        return len(alike) >= (ENOUGH if joined else 2 * ENOUGH)
    return joined > 1 or (joined > 0 and len(alike) >= least)


def is_apart(runs: Runs, prior: Prior) -> bool:
    """Return whether a candidate has no names, year and colon as most of its siblings: their order tells nothing."""
    return prior.dated and not is_dated(Flat(runs))


def whole_setting(lead: Lead) -> str | None:
    """Return how a lead's title is set off, when all that is set off so is the title and nothing but it."""
    if lead.cut is None or lead.setting not in {"link", "bold", "italic", "plain"}:
        return None
    found = stretch(lead.cut.atoms, lead.setting)
    wanted: set[Field | None] = {"title", None}
    if found is None or not set(lead.fields[slice(*found)]) <= wanted or "title" in lead.fields[found[1] :]:
        return None
    rest = lead.cut.atoms[found[1] : found[1] + 1]
    if lead.setting == "plain" and any(atom.kind not in {"group", "link"} for atom in rest):
        return None
    return lead.setting


def are_placed(leads: Sequence[Lead]) -> bool:
    """Return whether most of the leads print a venue with their date, and no names that stand beyond doubt."""
    placed = sum(bool(lead.dates and lead.venue and not lead.people.names) for lead in leads)
    return placed >= ENOUGH and placed >= MOST * sum(bool(lead.dates) for lead in leads)


def _closing_venue(leads: Sequence[Lead]) -> bool:
    """Return whether a venue in plain words follows the authors in at least half of the leads that have authors."""
    signed = [lead for lead in leads if "authors" in lead.order]
    closed = [lead for lead in signed if lead.order[lead.order.index("authors") + 1 :][:1] == ("venue",) and lead.venue]
    return len(signed) >= ENOUGH and 2 * len(closed) >= len(signed)


def agrees(lead: Lead, prior: Prior) -> bool:
    """Return whether a lead already has all that its siblings have, so that it need not be read again."""
    if prior == NO_PRIOR:
        return True
    order = lead.order
    return (
        prior.first in {None, order[0] if order else None}
        and prior.setting in {None, lead.setting}
        and prior.before_authors in {None, lead.before_authors}
        and prior.whole in {None, whole_setting(lead)}
        and (not prior.closing_venue or lead.venue is not None)
        and (not prior.dated or (lead.people != NOBODY and order[:1] != ("title",)))
        and not (prior.surnamed and (order[:2] != ("authors", "title") or keeps_surname(lead.title)))
        and (not prior.closed or order[:2] == ("title", "authors"))
        and not (prior.unsigned and lead.people.names)
        and not (prior.second == "authors" and order[:2] == ("title", "venue") and " " not in (lead.venue or " "))
        and (not prior.introduced or _is_introduced(lead))
        and not (prior.placed and lead.doubtful)
    )


def usual_separator(leads: Sequence[Lead]) -> str | None:
    """Return what nearly all leads have between title and authors, when it is a strong sign (dash, pipe, "by")."""
    signed = [lead.before_authors for lead in leads if lead.people.names and lead.before_authors is not None]
    if len(signed) < ENOUGH or len(signed) < 0.8 * len(leads):
        return None
    separator = _majority(signed)
    return separator if separator in {"dash", "pipe", "by", "semicolon"} else None


def damage(lead: Lead, separator: str | None) -> str | None:
    """Return what a lead lacks that its siblings have, where its title and authors cannot be told apart without it."""
    if separator is None or lead.before_authors not in {None, "comma", "mark", "colon"}:
        return None
    words = lead.title.split()
    tail = any(people_score(" ".join(words[-n:])) >= 1.5 for n in (2, 3) if len(words) > n + 1)
    if tail and lead.setting not in {"quote", "link"}:
        return f"there is no {separator} between title and authors, as the others of this list have it"
    return None
