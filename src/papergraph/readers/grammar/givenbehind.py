"""Given names in brackets behind surnames, as in French bibliographies: "Lund (Anna), Oak (Ben) et Elm (C.)"."""

from __future__ import annotations

import re

from papergraph.readers.flat import SHOWN
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import AND
from papergraph.readers.passages import Runs

_GIVEN = vocabulary("given-name")
_SURNAME = rf"(?:(?:[dlDL]['’]|(?:[Dd]e|[Dd]u|[Vv]an|[Vv]on|[Ll]e|[Ll]a) ){{0,2}}[{UP}][\w'’-]+(?: [{UP}][\w'’-]+)?)"
_FORENAME = rf"(?:[{UP}][\w'’.-]*(?: [{UP}][\w'’.-]*){{0,2}})"
_INITIALS = re.compile(r"(?:\w\.[ -]?)+")
_ONE = re.compile(rf"(?P<last>{_SURNAME}) \((?P<first>{_FORENAME})\)")
_LIST = re.compile(
    rf"\W*{_ONE.pattern.replace('?P<last>', '?:').replace('?P<first>', '?:')}"
    rf"(?:(?:, |; |,? {AND} ){_ONE.pattern.replace('?P<last>', '?:').replace('?P<first>', '?:')}){{0,30}}+"
    r"(?=\s*(?:[,.:;]|et al\b|$))"
)


_QUOTED = re.compile(r"\s*[,.:]?\s*(?:[«“\"„]|et al\b)")


def with_given_first(runs: Runs) -> Runs:
    """Return runs that begin with such names with each of them in the usual order; any others as they are.

    One of the words in brackets at least must be a given name or initials, or the title be set off right behind them:
    "Wool (Oakham), Mud (Hay) and others" are no names.
    """
    first = next((n for n, run in enumerate(runs) if run.text.strip()), None)
    if first is None or runs[first].href or runs[first].image or ") " not in f"{runs[first].text} ":
        return runs
    run = runs[first]
    found = _LIST.match(run.text)
    if found is None:
        return runs
    names = [(match["first"], match["last"]) for match in _ONE.finditer(found[0])]
    known = any(name.split()[0].lower() in _GIVEN or _INITIALS.fullmatch(name) for name, _ in names)
    rest = run.text[found.end() :]
    behind = runs[first + 1] if first + 1 < len(runs) else run
    shown = not rest.strip(" ,.:") and (behind.marks & SHOWN or behind.href)
    if not (known or _QUOTED.match(rest) or shown):
        return runs
    before = found[0][: found[0].index(names[0][1])]
    text = before + ", ".join(f"{given} {last}" for given, last in names)
    return (*runs[:first], run._replace(text=text + rest), *runs[first + 1 :])
