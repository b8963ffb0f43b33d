"""Brackets between the name of a work and its title ("**GATE** (wood + wire): “Opening Pastures”") behind the title."""

from __future__ import annotations

import re

from papergraph.readers.grammar.leadnames import can_be_name
from papergraph.readers.grammar.titlelabels import is_linked_title
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.names import strip_title
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs

_ASIDE = re.compile(
    r"(?P<name>[^\n:：–—|(\[“\"]{0,40}?)\s*(?P<aside>[(\[][^()\[\]\n]{1,80}[)\]])\s*"
    r"(?P<sign>[:：]\s*|\s[–—|]\s*|\s-{1,3}\s+)(?P<rest>[“\"][^“”\"\n]{8,300}[”\"])?"
)
_TITLE = 3  # words of a title that is set off, at least


def with_asides_behind(runs: Runs) -> Runs:
    """Return the runs, brackets between a name and the title that is set off behind it right behind the title.

    Those that tell no field go.
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None:
        return runs
    shown = bool(runs[first].marks & {"bold", "code"})
    at = first + shown
    if at >= len(runs) or runs[at].href is not None or runs[at].image is not None or runs[at].marks:
        return runs
    match = _ASIDE.match(runs[at].text)
    if match is None or (match["name"].strip() if shown else dates_in(match["aside"])):
        return runs  # "Lund (2020): Title" is signed
    name = strip_title(runs[first].text if shown else match["name"])
    if not can_be_name(name, set_off=shown) or venue_name_score(name) >= 1.0:
        return runs
    tells = parse_group(match["aside"]).kind not in {"aside", "short"}  # more than how the name is made
    before, aside = f"{match['name']}{match['sign']}", f" {match['aside']}" if tells else ""
    if match["rest"]:
        text = before + match["rest"] + aside + runs[at].text[match.end() :]
        return (*runs[:at], runs[at]._replace(text=text), *runs[at + 1 :])
    title = runs[at + 1] if at + 1 < len(runs) and match.end() == len(runs[at].text) else None
    if title is None or not _is_title(title):
        return runs
    return (
        *runs[:at], runs[at]._replace(text=before), title, Run(aside, title.line), *runs[at + 2 :]
    )  # fmt: skip


def _is_title(run: Run) -> bool:
    """Return whether a run can be a title: some words that are linked, or set off."""
    return is_linked_title(run) or (bool(run.marks & {"bold", "italic"}) and len(words_of(run.text)) >= _TITLE)
