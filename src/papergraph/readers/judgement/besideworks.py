"""Titles in words alone beside works that are linked or signed, in a list of works: each of them is one as well."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.readers.grammar.evidence import ALONE
from papergraph.readers.grammar.instructions import is_activity, is_sentence
from papergraph.readers.grammar.scoring import prose_score
from papergraph.readers.judgement.facts import Facts, is_bare
from papergraph.readers.lexicon.occasions import venue_of_heading
from papergraph.readers.lexicon.sections import is_list_of_works, names_record
from papergraph.readers.lexicon.words import VERBS, words_of

_SHARE = 0.8  # of a list that must be works or such titles


def titles_beside_works(facts: Sequence[Facts]) -> list[Facts]:
    """Return the candidates of one list that are titles in words alone, where the others are works beyond doubt.

    So only right under a heading that names papers, readings or a venue; what a sentence says is no title.
    """
    section = facts[0].candidate.section
    if not section or names_record(section[-1]):
        return []
    if not is_list_of_works(section[-1]) and venue_of_heading(section[-1]) is None:
        return []
    sure = sum(each.score >= ALONE for each in facts)
    plain = [each for each in facts if each.score < ALONE and is_plain_title(each)]
    return plain if sure and sure + len(plain) >= _SHARE * len(facts) else []


def is_plain_title(facts: Facts) -> bool:
    """Return whether a candidate is some words that begin with a capital, without a link, and no sentence."""
    candidate, lead = facts.candidate, facts.lead
    if candidate.shape != "item" or lead.order != ("title",) or not is_bare(facts) or candidate.below:
        return False
    words = words_of(lead.title)
    if not 3 <= len(words) <= 25 or not lead.title[:1].isupper() or lead.title.endswith((".", ":", ";", ",", "!")):
        return False
    if words[0] in VERBS or is_activity(candidate.runs) or is_sentence(candidate.runs):
        return False
    return prose_score(lead.title) < 1.2
