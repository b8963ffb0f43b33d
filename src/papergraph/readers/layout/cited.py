"""Citations printed under the name of what they are to be cited for: "- [Flockr](…)" over "> Lund A. Counting …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import has_title, is_complete
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.links import is_web, role_of_url
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks

_LABELLED = re.compile(r"(?:full )?(?:citation|reference|cite)\s?:\s", re.IGNORECASE)
_NAME = 5  # words of the name of what is cited, at most


def with_citations(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each item that only names what the reference under it is for being that reference.

    Its name becomes a short name and its link a labelled line; so does the link of a heading over a reference, which
    is then the name of a section.
    """
    out: list[Passage] = []
    for n, each in enumerate(passages):
        passage = replace(each, children=tuple(with_citations(each.children))) if each.children else each
        out.append(_cited(passage) if passage.kind == "item" else passage)
        if n and over_citation(passages[n - 1 : n + 1]):
            out += _links(passages[n - 1])
    return out


def over_citation(passages: Sequence[Passage]) -> bool:
    """Return whether the first two of some passages are a linked heading of a few words and a reference under it.

    So too any heading over a reference under the label of a citation.
    """
    if len(passages) < 2 or passages[0].kind != "heading":
        return False
    if not any(run.href for run in passages[0].runs):
        return _LABELLED.match(plain(passages[1].runs)) is not None and _is_citation(passages[1])
    return _is_citation(passages[1]) and _is_name(passages[0].runs)


def _cited(item: Passage) -> Passage:
    """Return an item as the one reference under it, or as it is."""
    citations = [child for child in item.children if _is_citation(child)]
    if len(citations) != 1 or not _is_name(item.runs):
        return item
    citation, name = citations[0], plain(item.runs)
    short = (_line(item, "Short", Run(name, item.first_line)),) if is_lead_name(name) else ()
    rest = tuple(child for child in item.children if child is not citation)
    below = (*short, *_links(item), *rest, *citation.children)
    return replace(item, runs=citation.runs, last_line=citation.last_line, children=below)


def _is_name(runs: Runs) -> bool:
    """Return whether runs are a few words and a link or two, without a date or people."""
    text = plain(runs)
    if not text or len(text.split()) > _NAME:
        return False
    lead = read_lead(runs, NO_PRIOR)
    return not lead.dates and len(lead.people.names) < 2


def _is_citation(passage: Passage) -> bool:
    """Return whether a paragraph is a whole reference: authors, a title, and where or when it was printed."""
    several = [line for line in split_at_breaks(passage.runs, "break") if plain(line)]
    if passage.kind != "paragraph" or passage.problem or len(several) > 1:
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    if not has_title(lead) or not (lead.people.names or lead.people.organisation) or lead.order[:1] != ("authors",):
        return False
    formal = lead.cut is not None and lead.cut.formal is not None
    return bool(lead.dates or lead.venue) if formal else is_complete(lead, passage.runs)


def _links(passage: Passage) -> tuple[Passage, ...]:
    """Return a labelled line for each link of a passage."""
    hrefs = dict.fromkeys(run.href for run in passage.runs if run.href and is_web(run.href))
    return tuple(
        _line(passage, role_of_url(href).capitalize(), Run(href, passage.first_line, frozenset({"bare"}), href))
        for href in hrefs
    )


def _line(passage: Passage, label: str, run: Run) -> Passage:
    at = passage.first_line
    return Passage("paragraph", at, at, (Run(f"{label}: ", at), run), passage.column)
