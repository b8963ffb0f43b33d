"""Titles that are set off: all that is set off with them is theirs, and words behind the comma after them are not."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat, signature
from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.scoring import Field
from papergraph.readers.lexicon.venues import venue_name_score

_SET_OFF = frozenset({"italic", "bold", "link"})
_LEAST = 3  # words of a title that a comma ends; fewer may name a species, and the title goes on
_MOST = 40  # words of a title
#: Where somebody works: it ends no title.
_HOUSED = re.compile(r"(?:School|Department|Dept\.?|Faculty|Institute|University|College|Laboratory) ")
_TASK = re.compile(r"\b[Tt]ask \d{1,2}[A-Z]?$")  # "WoolEval-2014 Task 4: Counting Sheep"


def with_title_as_set(flat: Flat, atoms: list[Atom], fields: tuple[Field | None, ...]) -> tuple[Field | None, ...]:
    """Return the fields, the first title with all that is set off as it is: "*On Wool; or, How Sheep Grow*, thesis"."""
    first = fields.index("title") if "title" in fields else -1
    if first < 0 or atoms[first].setting not in _SET_OFF:
        return fields
    told, last = list(fields), first
    while first and _goes_on(flat, atoms[first - 1], atoms[first]) and _is_part(atoms[first - 1], told[first - 1]):
        first -= 1
    while (
        last + 1 < len(atoms) and _goes_on(flat, atoms[last], atoms[last + 1]) and told[last + 1] in {"title", "prose"}
    ):
        last += 1
    if len(flat.text[atoms[first].start : atoms[last].end].split()) > _MOST:
        return fields
    told[first : last + 1] = ["title"] * (last + 1 - first)
    if len(flat.text[atoms[first].start : atoms[last].end].split()) >= _LEAST:
        n = last + 1
        if n + 1 < len(atoms) and atoms[last].setting == "link" and _HOUSED.match(atoms[n].text):
            told[n] = "venue" if told[n] == "title" and atoms[n].before == "period" else told[n]
        while n + 1 < len(atoms) and told[n] == "title" and atoms[n].setting == "plain" and atoms[n].before == "comma":
            told[n] = None
            n += 1
        remark = n < len(atoms) and atoms[first].setting == "link" and atoms[n].setting == "plain"
        if remark and atoms[n].before == "dash" and (told[n] == "title" or _is_no_venue(atoms[n], told[n])):
            told[n] = "prose"  # "[Wool at Night](…) - An introduction to counting, by Anna Lund"
    return tuple(told)


def _is_no_venue(atom: Atom, field: Field | None) -> bool:
    """Return whether words that were taken for a venue say something of a work: several, which name no place."""
    named = venue_name_score(atom.text) > 0.3 or re.search(r"\d{4}", atom.text) is not None
    return field == "venue" and not named and len(atom.text.split()) > _LEAST


def _is_part(atom: Atom, field: Field | None) -> bool:
    """Return whether words before a title, set off with it, begin it: what was taken for a venue, and is none."""
    if field == "venue" and _TASK.search(atom.text):
        return True
    named = field == "venue" and venue_name_score(atom.text) <= 0.3 and re.search(r"\d", atom.text) is None
    return named and len(atom.text.split()) > 1


def _goes_on(flat: Flat, atom: Atom, after: Atom) -> bool:
    """Return whether nothing that is set in another way stands from one piece to the end of the next."""
    if after.kind != "text" or after.setting != atom.setting or after.before in {"dash", "pipe"}:
        return False
    runs = [run for _, _, run in flat.runs_between(atom.start, after.end)]
    return all(signature(run) == signature(runs[0]) and "break" not in run.marks for run in runs)
