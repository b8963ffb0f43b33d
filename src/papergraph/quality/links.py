"""Links that cannot be right, links of several works, and entries without any."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from papergraph.graph import PaperGraph
from papergraph.identifiers import curie_of_url, fault
from papergraph.model import Entry, Problem
from papergraph.problems import problem

_QUOTED_URL = re.compile(r"'(https?://[^']+)'")
#: So many entries without a link are named one by one; more are counted.
_NAMED_ONE_BY_ONE = 5


def link_findings(graph: PaperGraph) -> Iterator[Problem]:
    """Yield findings about links: malformed ones, one link for several works, entries without a link."""
    yield from _malformed(graph)
    yield from _shared(graph)
    yield from _missing(graph)


def _malformed(graph: PaperGraph) -> Iterator[Problem]:
    for entry in graph.entries:
        for link in entry.links:
            if reason := fault(link.url):
                message = f"the link {link.url!r} of {entry.title!r} {reason}; correct it"
                papers = [entry.paper] if entry.paper else []
                yield problem("malformed-link", message, where=entry, entries=[entry.id], papers=papers)


def _shared(graph: PaperGraph) -> Iterator[Problem]:
    """Yield a finding for each link without an identifier that entries of different works have.

    Links that errata.tsv puts right are told there.
    """
    told = {
        (entry, said)
        for each in graph.problems
        if each.code == "erratum-applied"
        for entry in each.entries
        for said in _QUOTED_URL.findall(each.message)
    }
    having: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(graph.entries, key=lambda each: (each.source, each.first_line, each.id)):
        for link in entry.links:
            key = link.url.strip().rstrip("/").casefold()
            if curie_of_url(link.url) is not None or not _path(key) or (entry.id, link.url) in told:
                continue
            if not having[key] or having[key][-1] is not entry:
                having[key].append(entry)
    for key, entries in sorted(having.items()):
        works = sorted({entry.paper for entry in entries if entry.paper})
        if len(works) < 2:
            continue
        first = entries[0]
        other = next(entry for entry in entries if entry.paper != first.paper)
        more = f" and {len(works) - 2} more works" if len(works) > 2 else ""
        message = (
            f"{key} is a link of {first.title!r} (line {first.first_line} of {first.source}) and of {other.title!r}"
            f"{more}; one of them may be wrong"
        )
        yield problem("same-link", message, where=other, entries=[each.id for each in entries], papers=works)


def _path(url: str) -> str:
    """Return the path of a URL, empty for a link to a whole site or no URL."""
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


def _missing(graph: PaperGraph) -> Iterator[Problem]:
    without: dict[str, list[Entry]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for entry in graph.entries:
        total[entry.source] += 1
        if not entry.links:
            without[entry.source].append(entry)
    for source, entries in sorted(without.items()):
        entries.sort(key=lambda each: (each.first_line, each.id))
        if len(entries) <= _NAMED_ONE_BY_ONE:
            for entry in entries:
                yield problem("no-link", f"{entry.title!r} has no link", where=entry, entries=[entry.id])
            continue
        lines = ", ".join(str(entry.first_line) for entry in entries[:8]) + (", …" if len(entries) > 8 else "")
        message = f"{len(entries)} of {total[source]} entries have no link (lines {lines})"
        yield problem("no-link", message, where=entries[0], entries=[entry.id for entry in entries])
