"""A lead cut once more as its siblings are: with its authors before a year or a sign."""

from __future__ import annotations

from dataclasses import replace

from papergraph.readers.grammar.cutting import Cut, formal_atoms
from papergraph.readers.styles.dated import dated_spans
from papergraph.readers.styles.surnamed import surnamed_spans, surnames_behind


def with_dated_names(cut: Cut) -> Cut | None:
    """Return a cut whose words before a year in brackets and a colon are the authors; None where it has none such."""
    spans = dated_spans(cut.flat) if cut.name is None and cut.formal is None else ()
    if not spans:
        return None
    atoms, formal = formal_atoms(cut.flat, spans, cut.atoms)
    return replace(cut, atoms=atoms, formal=formal)


def with_names_behind(cut: Cut) -> Cut | None:
    """Return a cut whose surnames behind the last sign are the authors; None where it has none such."""
    spans = surnames_behind(cut.flat) if cut.formal is None else ()
    if not spans:
        return None
    atoms, formal = formal_atoms(cut.flat, spans, cut.atoms)
    return replace(cut, atoms=atoms, formal=formal, name=None)


def with_surnames(cut: Cut) -> Cut | None:
    """Return a cut whose surnames before a sign are the authors; None where it has none such."""
    spans = surnamed_spans(cut.flat) if cut.formal is None else ()
    if not spans:
        return None
    atoms, formal = formal_atoms(cut.flat, spans, cut.atoms)
    return replace(cut, atoms=atoms, formal=formal, name=None)
