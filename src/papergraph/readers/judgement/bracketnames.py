"""Lists that print the authors in brackets: what stands there in a sibling is names too, when it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.lead import Lead
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import split_people

ENOUGH = 3  # siblings whose authors stand in brackets
_BRACKETS = "()[]（）【】 "


def named_in_brackets(facts: Sequence[Facts]) -> list[Facts]:
    """Return what siblings are when most print their authors in brackets without a date, the doubtful ones as well.

    "(Oak)" or "(Wei Oak)" can be a remark or a short name; beside such siblings they are people.
    """
    named = sum(_has_names(each.lead) for each in facts)
    if named < ENOUGH or 2 * named < len(facts):
        return list(facts)
    return [each if each.lead.people != NOBODY else replace(each, lead=_named(each.lead)) for each in facts]


def _brackets(lead: Lead) -> list[str]:
    """Return what stands in the brackets of a lead that are no field of it."""
    atoms = zip(lead.cut.atoms, lead.fields, strict=False) if lead.cut is not None else ()
    return [atom.text for atom, field in atoms if atom.kind == "group" and field is None]


def _has_names(lead: Lead) -> bool:
    groups = (
        [parse_group(text) for text in _brackets(lead)] if lead.people.names and "authors" not in lead.order else []
    )
    return any(group.kind == "people" and not group.dates and group.people.names for group in groups)


def _named(lead: Lead) -> Lead:
    """Return a lead with the names in its brackets as its authors, when what stands there can be nothing but names."""
    for text in _brackets(lead):
        inner = text.strip(_BRACKETS)
        if "@" not in inner and parse_group(text).kind in {"aside", "short"} and are_names(inner, surely=False):
            short = tuple(name for name in lead.short_names if name != inner)
            asides = tuple(aside for aside in lead.asides if aside != inner)
            return replace(lead, people=split_people(inner), short_names=short, asides=asides)
    return lead
