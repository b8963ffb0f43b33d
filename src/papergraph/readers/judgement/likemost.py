"""What a few items of a document are, by what most of its items are that are printed as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from papergraph.readers.flat import without_signs
from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.instructions import is_activity, is_sentence
from papergraph.readers.judgement.besideworks import is_plain_title
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.sections import is_list_of_works, other_place
from papergraph.readers.passages import plain as plain_text

_MANY = 10  # entries that are printed alike
_ASKS = ("See ", "Please ")
_TIMES = 2  # as many as are left open
_SURELY = 20  # titles in words alone, and
_LOOSELY = 4  # … times as many as are no sure titles by their words
_ENDS = (".", ":", ";", ",", "!", "…")
_WORDS = range(4, 26)  # of a title


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


def whole_lines(left: Sequence[Facts], plain: int, taken: Collection[int]) -> dict[int, str]:
    """Return titles by the ids of the facts left open that are all of an item in a list of titles in words alone.

    So with questions and others whose words alone would not say it: "Can Wool Be Warm? A Framework of Sheep". Those
    `taken` are entries anyway; few may be so, beside `plain` sure titles.
    """
    found = {id(facts): text for facts in left if id(facts) not in taken and (text := _whole_line(facts)) is not None}
    return found if plain >= max(_SURELY, _LOOSELY * len(found)) else {}


def _whole_line(facts: Facts) -> str | None:
    """Return the words of an item in a list of works that could be a title, and nothing else; None for any other."""
    candidate, lead = facts.candidate, facts.lead
    if candidate.shape != "item" or candidate.below or facts.links or lead.people.names or lead.dates or lead.venue:
        return None
    text = without_signs(plain_text(candidate.runs)).strip()
    words = text.split()
    listed = any(map(is_list_of_works, candidate.section)) and other_place(candidate.section) is None
    if not listed or len(words) not in _WORDS or not text[:1].isalnum() or text.endswith(_ENDS):
        return None
    capitals = sum(word[:1].isupper() for word in words)
    if capitals < 2 or is_activity(candidate.runs) or is_sentence(candidate.runs) or text.startswith(_ASKS):
        return None
    return text


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
