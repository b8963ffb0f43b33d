"""Names before a colon and the title behind it, as most of a list has them: "Anna Lund: Opening Gates, WOOL 2004"."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.lexicon.namelists import name_people

_MOST = 12  # atoms that names before a colon are cut into
_SIGNS = {"": "", "comma": ", ", "semicolon": ", ", "period": ". ", "et al": " "}


def introducing(atoms: Sequence[Atom], *, surely: bool = False) -> range:
    """Return the places of the atoms that are names before the first colon, in plain words; empty where they are none.

    Alone such words may be the name of a work ("Gate: Opening Locks"): it is for the siblings to say, unless they name
    people `surely`.
    """
    end = next((n for n, atom in enumerate(atoms[:_MOST]) if n and atom.before == "colon"), 0)
    if not end or any(atom.kind != "text" or atom.setting != "plain" for atom in atoms[: end + 1]):
        return range(0)
    if any(atom.before not in _SIGNS for atom in atoms[:end]):
        return range(0)
    text = "".join(_SIGNS[atom.before] + atom.text for atom in atoms[:end])
    return range(end) if name_people(text, surely=surely) else range(0)


def is_introduced(atoms: Sequence[Atom], fields: Sequence[str | None]) -> bool:
    """Return whether the atoms before a colon are authors, and the title begins right behind it."""
    title = next((n for n, field in enumerate(fields) if field == "title"), 0)
    return title > 0 and atoms[title].before == "colon" and all(field == "authors" for field in fields[:title])
