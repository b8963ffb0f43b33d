"""Items that only name the works under them: what such a name is, and what it says of these."""

from __future__ import annotations

import re

from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.joining import is_signed_work
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.passages import Passage, Runs, plain

_GROUP_NAME = 5  # words of what names a group, at most


def names_group(lead: Lead, item: Passage) -> bool:
    """Return whether an item with links only names the works under it, which print their authors and titles themselves.

    Such is "Gates [[Paper](…)]" over "Anna Lund, *Opening Gates*, Ambio 1990".
    """
    if lead.dates and (labels := links_of_group(item.runs)):  # "Gates [[Paper-WOOL14](…)]"
        lead = read_lead(tuple(run for run in item.runs if run not in labels), NO_PRIOR)
    below = [child for child in item.children if child.kind == "item"]
    if lead.dates or lead.href is not None or lead.setting == "quote" or not 0 < len(item.children) == len(below):
        return False
    name = plain(name_alone(item.runs))
    if len(name.split()) > _GROUP_NAME:  # the title of a work under it
        return all(map(is_signed_work, below)) and any(lead.title.lower() in plain(each.runs).lower() for each in below)
    if lead.venue or (
        lead.people.names and "authors" in lead.order
    ):  # "Gates, Oakham College"; no "Gates (Old and New)"
        return all(is_signed_work(child, placed=True) or _is_named_work(child, name) for child in below)
    return all(is_signed_work(child) or _is_named_work(child, name) for child in below)


def _is_named_work(item: Passage, name: str) -> bool:
    """Return whether an item is a dated title that begins with a name: "GATE: Opening Fields, Ambio 1990"."""
    lead = read_lead(item.runs, NO_PRIOR)
    named = lead.title.lower().startswith(f"{name.partition(',')[0].strip().lower()}:")
    return named and bool(name) and bool(lead.dates or lead.venue)


def links_of_group(runs: Runs) -> Runs:
    """Return the links under labels on what names a group, apart from its name."""
    return tuple(run for run in runs if run.href and (link_role(run.text) or run.image is not None))


def name_alone(runs: Runs) -> Runs:
    """Return what names a group without the links under labels behind it ("Gates [[Paper](…)]"), if words stay."""
    first = next((n for n, run in enumerate(runs) if run in links_of_group(runs)), len(runs))
    kept = runs[:first]
    if first == len(runs) or not re.search(r"\w", plain(kept)):
        return runs
    return (*kept[:-1], kept[-1]._replace(text=kept[-1].text.rstrip(" [(,;:|–-")))
