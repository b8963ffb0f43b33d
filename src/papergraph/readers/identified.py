"""Identifiers printed in plain words: arXiv numbers and DOIs that are no part of a title or a venue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from papergraph.identifiers import curie_of_url, curies_in, iri_of
from papergraph.readers.passages import Run

_IDENTIFIER = re.compile(
    r"\[?\barXiv\s?:\s?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\]?(?:\s?\[[a-z][\w.-]*\])?"
    r"|\[?\b[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?\b\]?|\[\d{4}\.\d{4,5}(?:v\d+)?\]"
    r"|(?<![\w.])\d{4}\.\d{5}(?:v\d+)?(?![\w.])"
    r"|\bdoi\s?:\s?10\.\d{4,9}/[^\s,;)\]]+"
    r"|\bpmid\s?:\s?\d{4,9}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{4}\.\d{4}|/\d{7}|10\.\d{4}|[Pp][Mm][Ii][Dd]\s?:")  # what every identifier has
_PREPRINT = re.compile(r"arxiv preprint\s*$", re.IGNORECASE)


def identifier_spans(text: str) -> list[tuple[int, int]]:
    """Return where identifiers stand in `text`, as (start, end).

    >>> identifier_spans("arXiv:1706.03762 Attention")
    [(0, 16)]
    """
    if not _NUMBER.search(text):
        return []
    return [match.span() for match in _IDENTIFIER.finditer(text) if not _PREPRINT.search(text[: match.start()])]


def names_identifier(text: str) -> bool:
    """Return whether an identifier is printed in the first words of `text`."""
    return bool(_NUMBER.search(text[:600]) and _IDENTIFIER.search(text[:600]))


def printed_links(runs: Iterable[Run], behind: Iterable[Run], linked: Iterable[str]) -> list[str]:
    """Return the addresses of the identifiers that a reference prints in words and does not link to as well.

    `runs` are all of the reference, `behind` the prose at their end: an identifier in it is taken only when it closes
    the whole, is the only one, and nothing is linked; others there may be of works that the prose names.

    >>> printed_links([Run("Sheep. Wool, 1999. doi:10.1000/12.3", 1)], [], [])
    ['https://doi.org/10.1000/12.3']
    """
    text = "".join(run.text for run in runs if run.image is None and run.href is None and "comment" not in run.marks)
    if not _NUMBER.search(text):
        return []
    linked = list(linked)
    prose = "".join(run.text for run in behind if run.image is None and run.href is None)
    head = text[: len(text) - len(prose)] if prose and text.endswith(prose) else text
    found = curies_in(head)
    last = list(_IDENTIFIER.finditer(prose))
    if not found and not linked and len(last) == 1 and not re.search(r"\w", prose[last[0].end() :]):
        found = curies_in(last[0][0])
    known = {curie_of_url(url) for url in linked}
    urls = [iri_of(each) for each in found if each not in known and each.startswith(("arxiv:", "doi:", "pmid:"))]
    return [url for url in urls if url is not None]
