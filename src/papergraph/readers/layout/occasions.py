"""Items that are a venue with its year, a year or a person, over items that are titles."""

from __future__ import annotations

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import TITLE_ONLY
from papergraph.readers.layout.joining import is_links_alone, labelled
from papergraph.readers.lexicon.namelists import signed_year
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.passages import Passage, Runs, plain


def names_occasion(item: Passage) -> bool:
    """Return whether an item is a venue with its year, or a year, and the items under it are titles."""
    below = [child for child in item.children if child.kind == "item"]
    if not below or len(below) < len(item.children) or any(run.href for run in item.runs):
        return False
    titles = [child for child in below if len(plain(child.runs).split()) >= 2 and not _is_label_or_links(child.runs)]
    text = plain(item.runs)
    if 2 * len(titles) <= len(below):
        return False
    if is_occasion(text) or signed_year(text) is not None:
        return True
    return is_person(text) and 2 * sum(map(_is_bare_title, below)) > len(below)


def _is_label_or_links(runs: Runs) -> bool:
    """Return whether runs begin with a label, or are the links of a work and no word beside them."""
    return labelled(runs) is not None or is_links_alone(runs, every=False)


def _is_bare_title(item: Passage) -> bool:
    """Return whether an item is a title without authors or a date of its own, and nothing is under it."""
    lead = read_lead(item.runs, TITLE_ONLY)
    return not item.children and not lead.dates and len(lead.title.split()) > 2
