"""Which list items are entries, by themselves or by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.flat import without_signs
from papergraph.readers.grammar.cutting import without_sole_link, without_task
from papergraph.readers.grammar.evidence import ALONE, AMONG, evidence, has_title, leads_to_paper, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.grammar.titlelabels import is_labelled_book
from papergraph.readers.layout.fieldlines import with_labels
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.names import are_file_names, is_file_name
from papergraph.readers.lexicon.sections import is_list_of_works, other_place
from papergraph.readers.passages import Passage, plain, said_lines

_FIELD = re.compile(r"[A-Z][\w-]*(?: \w+)?\s?[:：] ")


def is_entry(item: Passage, least: float, *, bare: bool = False) -> bool:
    """Return whether a list item is an entry by its own evidence; `bare`: what it stands under has no title.

    There "Paper: [Title](…)" is no label of the link of a work that is named above.
    """
    label = labelled(item.runs)
    if item.kind != "item" or item.problem or (label and not (bare and link_role(label) == "paper")):
        return bool(label) and item.kind == "item" and is_labelled_book(item.runs)
    lead = read_lead(item.runs, NO_PRIOR)
    return has_title(lead) and evidence(lead, item.runs) >= least


def _is_reference(item: Passage) -> bool:
    """Return whether a list item is a title with its authors and date, and no word more."""
    if not is_entry(item, ALONE):
        return False
    lead = read_lead(item.runs, NO_PRIOR)
    return lead.whole and bool(lead.people.names and lead.dates) and len(lead.title.split()) > 1


def has_entry(child: Passage, least: float, *, deep: bool, bare: bool = False) -> bool:
    """Return whether a child of a list item is an entry, or has one under it; `bare`: the item has no title."""
    if child.kind != "item":
        return False
    if with_labels(child) is not None or _is_reference(child):
        return True
    if is_entry(child, least, bare=bare):
        return True
    return deep and (bool(_titles_below(child, ())) or any(has_entry(c, least, deep=True) for c in child.children))


def entries_below(
    item: Passage, least: float, *, deep: bool, bare: bool, section: tuple[str, ...] = ()
) -> list[Passage]:
    """Return the children of a list item that are entries, or have one under them; titles alone in a list of works.

    Beside two fields under labels what begins like one ("Data: [Sheep](…), [Goats](…)") is one as well.
    """
    if deep and are_file_names([plain(child.runs) for child in item.children]) and not is_file_name(plain(item.runs)):
        return list(item.children)
    fields = 0 if bare else sum(child.kind == "item" and labelled(child.runs) is not None for child in item.children)
    found = [
        child
        for child in item.children
        if has_entry(child, least, deep=deep, bare=bare) and not (fields > 1 and _FIELD.match(plain(child.runs)))
    ]
    if len(found) == 1 and len(item.children) > 1 and _is_own_link(found[0], item):
        return []
    return _linked_alike(item.children, found) or _titles_below(item, section)


def _linked_alike(children: Sequence[Passage], found: list[Passage]) -> list[Passage]:
    """Return the entries found among siblings with those that are, as one of these, a link on all their words."""
    if not any(without_sole_link(child.runs) for child in found):
        return found
    linked = [child for child in children if without_sole_link(child.runs) and len(plain(child.runs).split()) > 2]
    return [child for child in children if child in found or (child in linked and is_entry(child, AMONG))]


def _is_own_link(child: Passage, item: Passage) -> bool:
    """Return whether a child begins with the link of the paper under its label, and the item is a title set off."""
    first = next((run for run in child.runs if run.image is None and re.search(r"\w", run.text)), None)
    if first is None or not leads_to_paper(first) or any(run.href for run in item.runs):
        return False
    marks = [run.marks for run in item.runs if re.search(r"[^\W\d]", run.text)]
    title = re.sub(r"^\W*\d+\W+", "", plain(item.runs))
    set_off = bool(marks) and all(each & {"bold", "italic", "code"} for each in marks)
    return (set_off or title[:1] in '“"') and len(title.split()) > 2 and looks_like_title(title.strip('“”"'))


_NAMED = re.compile(r"^[(（][^()（）]{2,20}[)）]\s*(?=\w)")  # "(WOOL) Counting Sheep"
_TITLES = 0.6  # of what stands under it
_GROUP_NAME = 5  # words of what names a group of titles, at most


def _titles_below(item: Passage, section: tuple[str, ...]) -> list[Passage]:
    """Return the children of an item that names a group in a list of works, where they begin with titles."""
    name = plain(without_task(item.runs))
    if not item.children or any(run.href for run in item.runs) or dates_in(name) or labelled(item.runs):
        return []
    words = len(name.split())
    path = (*section, name)
    if words > _GROUP_NAME or len(name) > 40 or not any(map(is_list_of_works, path)) or other_place(path):
        return []
    titles = [child for child in item.children if child.kind == "item" and _begins_with_title(child)]
    least = 1 if words < 3 else 2
    long = any(len(plain(child.runs).split()) > _GROUP_NAME for child in titles)
    return list(item.children) if long and len(titles) >= max(least, _TITLES * len(item.children)) else []


def _begins_with_title(item: Passage) -> bool:
    """Return whether the first line of an item looks like a title of some words, and prints no label."""
    first = next(iter(said_lines(without_task(item.runs))), ())
    text = _NAMED.sub("", without_signs(plain(first)).strip()).replace("：", ": ").replace(" : ", ": ")
    text = text[:1].upper() + text[1:]  # "wool: In Search of Sheep"
    return len(text) > 15 and looks_like_title(text) and not labelled(first)


def is_linked_paper(item: Passage) -> bool:
    """Return whether a list item begins with a linked title that leads to a paper by its address."""
    if not is_entry(item, ALONE):
        return False
    lead = read_lead(item.runs, NO_PRIOR)
    return lead.setting == "link" and lead.href is not None and is_paper_url(lead.href)
