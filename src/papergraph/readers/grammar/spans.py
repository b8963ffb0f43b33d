"""Where in a lead its fields stand: the unbroken stretches of atoms of one field, and the text of those of people."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.scoring import Field

_THESIS = re.compile(r"\b(?:thesis|dissertation|thèse|dissertação|tesis|tese)\b", re.IGNORECASE)


def spans(atoms: list[Atom], fields: tuple[Field | None, ...], wanted: Field) -> list[tuple[int, int]]:
    """Return (first, last) positions of each unbroken stretch of a field; brackets and links do not break it."""
    found: list[tuple[int, int]] = []
    for n, name in enumerate(fields):
        if name != wanted:
            continue
        if found and not any(f not in {None, wanted} for f in fields[found[-1][1] : n]):
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


def spans_of_people(atoms: list[Atom], fields: tuple[Field | None, ...]) -> list[tuple[int, int]]:
    """Return the stretches of authors without the university of a thesis ("PhD thesis, Université de la Laine")."""
    return [
        (first, last)
        for first, last in spans(atoms, fields, "authors")
        if not (first and fields[first - 1] == "venue" and _THESIS.search(atoms[first - 1].text))
    ]


def text_of_people(flat: Flat, atoms: list[Atom], begin: int, end: int) -> str:
    """Return the names of the atoms begin..end without brackets and links; each of their lines ends a name."""
    text = ""
    for n in range(begin, end + 1):
        if n > begin:
            between = flat.text[atoms[n - 1].end : atoms[n].start]
            text += ", " if atoms[n].before == "break" and "," not in between else between
        text += " " if atoms[n].kind in {"group", "link"} else flat.text[atoms[n].start : atoms[n].end]
    return text
