"""What a list explains beside its works: what short names stand for, which journals and meetings it draws on, who."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.occasions import names_meeting
from papergraph.readers.lexicon.words import is_common
from papergraph.readers.passages import plain

SHORT_NAME = "a short name and what it stands for"
VENUE = "the name of a journal or a meeting"
PERSON = "a person, not a work"
_ENOUGH = 3  # such items of one list
_MOST = 0.6  # of its items
_APART = 2  # lines from one item of a list to the next, at most: each is a line
_NEARLY = 0.65  # of those that nothing proves
#: A journal or a meeting with what it is called in short: "International Conference on Wool (ICW)".
_VENUE = re.compile(r"(?P<name>[^.:]*)\([A-Z][\w&/ -]{1,14}\)\W*")
_EXPLAINED = re.compile(
    r"\W*(?P<short>[A-Z][A-Za-z0-9&/-]{0,9})\s?(?:[:：=]|[–—-](?=\s))\s*(?P<name>[^\W\d_][^:.\d]{3,70})\W*"
)
#: Who wrote a thesis, with the school and the year, but not its title: "Anna Lund (Oakham, 2010)".
_PERSON_AT = re.compile(
    rf"(?P<name>[{UP}][\w.'’-]*(?: (?:(?:van|von|de|der|da|del|di) )*[{UP}][\w.'’-]*){{1,3}}),? "
    r"\([^\W\d_][^()\d]{1,40}, (?:19|20)\d\d\)[.,;]?"
)
_THESES = re.compile(
    r"\b(?:thes[ei]s|dissertations?|th[eè]ses?|tes(?:is|i)|(?:dissertation|doktorarbeit|diplomarbeit)en)\b|学位论文",
    re.IGNORECASE,
)


def explained(facts: Sequence[Facts]) -> list[tuple[Facts, str]]:
    """Return the items of a section that it only explains, each with what it is: those of lists of which most are such.

    Works have a link to a paper, authors, or a date.
    """
    return [(each, why) for members in _lists(facts) for told, why in [_of_list(members)] for each in told]


def _lists(facts: Sequence[Facts]) -> list[list[Facts]]:
    """Return the items by the lists that they stand in, one right below the other."""
    lists: list[list[Facts]] = []
    last = -_APART
    for each in facts:
        if each.candidate.first_line - last > _APART:
            lists.append([])
        lists[-1].append(each)
        last = each.candidate.first_line
    return lists


def _of_list(facts: Sequence[Facts]) -> tuple[list[Facts], str]:
    """Return the items of one list that it only explains, and what they are."""
    if sum(map(_is_person_at, facts)) >= max(_ENOUGH, _NEARLY * len(facts)):
        return [each for each in facts if _is_person_at(each)], PERSON
    alone = [each for each in facts if not (each.lead.people.names or each.lead.dates or each.candidate.confirmed)]
    bare = [each for each in alone if not _leads_to_paper(each)]
    if len(bare) < max(_ENOUGH, _MOST * len(facts)):
        return [], ""
    if sum(map(_explains, bare)) >= max(_ENOUGH, _NEARLY * len(bare)):
        return bare, SHORT_NAME
    venues = sum(_is_venue(plain(each.candidate.runs)) for each in alone)
    return (alone, VENUE) if venues >= max(_ENOUGH, _NEARLY * len(alone)) else ([], "")


def _is_person_at(facts: Facts) -> bool:
    """Return whether an item of a list of theses is only a name, none of its words an ordinary one, with a place."""
    candidate = facts.candidate
    match = _PERSON_AT.fullmatch(plain(candidate.runs))
    if match is None or facts.links or facts.body.links or any(map(is_common, match["name"].split())):
        return False
    return bool(candidate.section) and _THESES.search(candidate.section[-1]) is not None


def _is_venue(text: str) -> bool:
    match = _VENUE.fullmatch(text)
    return match is not None and names_meeting(match["name"])


def _leads_to_paper(facts: Facts) -> bool:
    return any(is_paper_url(link.url) for link in (*facts.links, *facts.body.links))


def _explains(facts: Facts) -> bool:
    """Return whether an item is a short name and the words that its letters begin, without a link."""
    match = _EXPLAINED.fullmatch(plain(facts.candidate.runs))
    if match is None or facts.links or facts.body.links:
        return False
    letters = [sign for sign in match["short"].partition("/")[0] if sign.isupper()]
    words = iter(re.findall(r"[A-Z]", re.sub(r"(?<=[\s/-])([a-z])", lambda each: each[0].upper(), match["name"])))
    return all(sign in words for sign in letters)
