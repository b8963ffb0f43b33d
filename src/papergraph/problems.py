"""The closed list of doubts about data that papergraph reports, and how bad each is."""

from __future__ import annotations

from collections.abc import Iterable

from papergraph.model import Problem, Severity, SourceSpan

#: Every code of a Problem, with its severity.
CODES: dict[str, Severity] = {
    # reading: found in the text of a document
    "undecodable-text": "warning",
    "encoding-guessed": "warning",  # no UTF-8, read as the encoding that fits
    "too-many-pages": "warning",
    "lone-surrogates": "warning",
    "control-characters": "warning",
    "unclosed-block": "warning",
    "items-not-taken": "info",
    "unopened-block": "warning",
    "unknown-comment": "warning",  # a comment to papergraph that it does not understand
    # identity: found while entries become works
    "identifier-contradicts-title": "error",  # the link of an entry leads to another work
    "shared-identifier": "error",  # two works have one identifier, and nothing tells whose it is
    "identifier-contradicts-year": "warning",  # an arXiv number of another time than the printed year
    "identifier-not-of-work": "warning",  # an arXiv number other than the known work's
    "identifier-new": "info",  # another identifier of a known work, kept as a link
    "year-contradicts": "warning",  # years more than two apart
    "year-differs": "info",  # years one or two apart, as preprint and venue often are
    "authors-differ": "warning",  # a printed author is none of the work's, or another is first
    "title-differs": "info",  # a known work under another title
    "merged-by-identifier": "info",  # titles differ, and identifier and another field say it is one work
    "possible-duplicate": "warning",  # perhaps one work, kept apart
    "ambiguous-name": "warning",  # an entry that could be either of several works
    "ambiguous-author": "info",  # a short name that several authors have
    "erratum-applied": "info",
    "erratum-unused": "info",
    # relations: found while edges are derived
    "unknown-relation-target": "warning",  # "info" for a known work that is in none of the lists
    "ambiguous-relation-target": "warning",
    "unknown-relation-kind": "warning",
    "cycle-broken": "warning",
    "curated-row-unused": "warning",  # a row of one's own that names no work or concept
    "curated-row-against-time": "warning",  # a row of one's own that points at a later work
    "work-presupposed": "info",  # papers of the lists build on a work that is in none of them
    "work-cited-by-many": "info",  # many cite it, and it is in none of the lists; nothing says that they build on it
    # citations: found in what services say of the works
    "facts-filled": "info",  # what the list does not print, with who says so
    "no-references-known": "info",  # no service, or not this one, knows what a paper cites
    "references-left-out": "info",  # to the work itself, to a later one, or to nothing that has a name
    "service-contradicts-title": "warning",  # a service has another work under a paper's identifier
    "citation-lines-unread": "warning",
    # lists: found by checking
    "unread": "warning",
    "duplicate-number": "warning",
    "count-differs": "warning",
    "malformed-link": "warning",
    "no-link": "info",
    "same-link": "info",
    # exports: found while a graph becomes RDF
    "text-not-in-rdf": "warning",  # control characters and lone surrogates, shown as U+FFFD
    "link-not-in-rdf": "info",  # a link that is no web address, held as text
    "shape-violated": "error",  # the export does not hold to graph/shapes.ttl
}


def problem(
    code: str,
    message: str,
    *,
    where: SourceSpan | None = None,
    entries: Iterable[str] = (),
    papers: Iterable[str] = (),
) -> Problem:
    """Return a Problem with the severity of its code; ids come out sorted and once."""
    return Problem(
        code=code,
        severity=CODES[code],
        message=message,
        source=where.source if where else None,
        first_line=where.first_line if where else None,
        last_line=where.last_line if where else None,
        entries=tuple(sorted(set(entries))),
        papers=tuple(sorted(set(papers))),
    )


def sort_key(each: Problem) -> tuple[object, ...]:
    """Return a key that orders problems by place, then by code and message."""
    return (each.source or "", each.first_line or 0, each.code, each.message, each.papers, each.entries)


#: Codes that tell where facts of a paper come from, and what is not known of it.
_NOTED = frozenset({"facts-filled", "service-contradicts-title", "references-left-out", "no-references-known"})


def noted(problems: Iterable[Problem]) -> dict[str, tuple[str, ...]]:
    """Return what is told of single papers and their facts, in words, by paper id."""
    found: dict[str, list[str]] = {}
    for each in problems:
        if each.code in _NOTED and (len(each.papers) == 1 or each.source):
            for paper in each.papers:
                found.setdefault(paper, []).append(each.message)
    return {paper: tuple(messages) for paper, messages in found.items()}
