"""What a few items of a document are, by what most of its items are that are printed as they are."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.instructions import is_activity, is_sentence
from papergraph.readers.judgement.besideworks import is_plain_title
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.sections import other_place

_MANY = 10  # entries that are printed alike
_ASKS = ("See ", "Please ")
_TIMES = 2  # as many as are left open


def as_most_are(left: Sequence[Facts], plain: int, numbered: int) -> set[int]:
    """Return the ids of the facts that are entries, of those that are left open; none in a section of other things.

    `plain` entries of the document are titles in words alone, `numbered` are numbered: where these are many, so are
    the few others that are printed as they are.
    """
    works: set[int] = set()
    titles = [facts for facts in left if is_plain_title(facts)]
    counted = [facts for facts in left if is_numbered(facts) and _may_be_title(facts)]
    for many, few in ((plain, titles), (numbered, counted)):
        if many >= max(_MANY, _TIMES * len(few)):
            works |= {id(facts) for facts in few if other_place(facts.candidate.section) is None}
    return works


def is_numbered(facts: Facts) -> bool:
    """Return whether a candidate is an item of a list that counts its works."""
    marker = (facts.candidate.marker or "").strip(".)")
    return facts.candidate.shape == "item" and (marker.isdigit() or facts.lead.ordinal is not None)


def _may_be_title(facts: Facts) -> bool:
    """Return whether a candidate is a title before its links and no more: no person, sentence or thing to do.

    One or two words are a title where a paper or code is linked behind them.
    """
    lead, runs = facts.lead, facts.candidate.runs
    if not has_title(lead) or lead.order != ("title",) or not lead.whole or is_person(lead.title):
        return False
    if len(lead.title.split()) < 3 and not any(link.role in {"paper", "code"} for link in facts.links):
        return False
    return not (is_activity(runs) or is_sentence(runs) or lead.title.startswith(_ASKS))
