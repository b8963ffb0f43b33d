"""A title between its venue with the year and links under labels: "WOOL 2016, **Gate**: Open, Closed, [pdf](…)"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.styles.styled import Span

_PLACED = re.compile(r"(?P<venue>[A-Za-z][^,\d]{1,40}) (?P<year>(?:19|20)\d\d(?:\.\d\d)?)(?: [^,]{1,40})?, ")
_QUOTED = re.compile(r"[“”\"]|\. [A-Z]")


def placed_title(flat: Flat, text: str, start: int) -> list[Span]:
    """Return where venue, title and year stand; nothing where authors, prose or other links are among them."""
    match = _PLACED.match(text, start)
    link = next((n for n, run in enumerate(flat.runs) if run.href and "bare" not in run.marks), None)
    if match is None or link is None or venue_name_score(match["venue"]) < 2.0 or not _are_labels(flat, link):
        return []
    end = flat.starts[link]
    title = text[match.end() : end].rstrip()
    named = "bold" in flat.run_at(match.end()).marks or people_score(re.split(r"[,:]", title)[0]) < 1.0
    if not named or not title.endswith(",") or not 2 <= len(title.split()) <= 40 or _QUOTED.search(title):
        return []
    last = match.end() + len(title) - 1
    return [
        Span(*match.span("venue"), "venue"), Span(match.end(), last, "title"), Span(*match.span("year"), "date"),
    ]  # fmt: skip


def _are_labels(flat: Flat, first: int) -> bool:
    """Return whether there is nothing from a run on but links under labels."""
    run = flat.runs[first]
    if link_role(run.text) is None and not (len(run.text.split()) == 1 and is_paper_url(run.href or "")):
        return False
    rest = "".join(run.text for run in flat.runs[first + 1 :] if not (run.href and link_role(run.text)))
    return re.search(r"\w", rest) is None
