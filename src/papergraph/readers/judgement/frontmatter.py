"""What a list says of itself before its works, where it reads like one: who made it, when, for what course."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from papergraph.readers.grammar.evidence import ALONE
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.sections import names_references
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import is_stated

REASON = "what the list says of itself, before its works"
_MOST = 2  # candidates that it is
_WORKS = 4  # that must follow
_ALIKE = 0.7  # of these, in what they have and those before have not


def front_matter(facts: Sequence[Facts]) -> list[Facts]:
    """Return the candidates that stand before all works, in no list with them, and have nothing that those have.

    They stand in the document's own section, or are paragraphs over a list; nothing leads from them to a work.
    """
    if len(facts) <= _WORKS:
        return []
    group, section = facts[0].candidate.group, facts[0].candidate.section
    front = list(takewhile(lambda each: each.candidate.group == group, facts))
    rest = facts[len(front) :]
    if len(front) > _MOST or any(each.candidate.group == group for each in rest):
        return []
    works = [each for each in rest if each.score >= ALONE]
    own = all(each.candidate.section[: len(section)] == section for each in rest)
    if len(works) < _WORKS or len(section) > 1 or not own or any(map(names_references, section)):
        return []
    return [] if any(_is_work(each) or _is_like(each, works) for each in front) else front


def _is_work(facts: Facts) -> bool:
    """Return whether a candidate is a work wherever it stands: by a label, a link, or people, title and date."""
    lead = facts.lead
    if facts.candidate.confirmed or is_stated(facts.candidate.runs):
        return True
    if any(is_paper_url(link.url) for link in (*facts.links, *facts.body.links)):
        return True
    if lead.href is not None:
        return not lead.title.startswith("@") and not is_person(lead.title)  # whose list it is
    if not lead.people.names or not lead.dates:
        return False
    if lead.cut is not None and lead.cut.formal is not None:
        return True
    people = sum(map(is_person, lead.people.names))
    placed = lead.setting in {"quote", "italic", "bold"} or venue_name_score(lead.venue or "") >= 1.2
    return people > 2 or (people > 0 and placed)


def _is_like(facts: Facts, works: Sequence[Facts]) -> bool:
    """Return whether a candidate is as works among them are; where they are linked, it must be so as well."""
    linked = sum(bool(each.lead.href or each.links or each.body.links) for each in works)
    if linked >= _ALIKE * len(works) and not (facts.links or facts.body.links):
        return False
    shaped = sum(_shape(each) == _shape(facts) for each in works)
    return shaped >= (1 - _ALIKE) * len(works)


def _shape(facts: Facts) -> tuple[object, ...]:
    """Return what is alike in works of one list: what kind of passage, how the title is set off, what stands where."""
    lead = facts.lead
    formal = lead.cut is not None and lead.cut.formal is not None
    return facts.candidate.shape, lead.setting, lead.order[:2], formal
