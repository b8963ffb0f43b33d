"""Which syntax a text of prose is in, and the passages that it gives."""

from __future__ import annotations

import re
from typing import NamedTuple

from papergraph.readers.html import html_passages
from papergraph.readers.inline import parser
from papergraph.readers.markdown import markdown_passages
from papergraph.readers.markup import markup_of
from papergraph.readers.passages import Passage
from papergraph.readers.records.tables import passages as table_passages

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)


class Parsed(NamedTuple):
    """The passages of a text, the syntax that they were read in, and the lines that are nothing but its markup."""

    format: str
    passages: list[Passage]
    markup: frozenset[int] = frozenset()


def is_page(text: str) -> bool:
    """Return whether a text is a whole page of HTML."""
    return bool(_PAGE.match(text[:5000]))


def parsed(lines: list[str], name: str, *, page: bool) -> Parsed:
    """Return the passages of a text's lines, a `page` of HTML or not; `name` helps where its content leaves it open.

    >>> parsed(["* Papers", "** Reading :list:"], "x.org", page=False).format
    'org'
    """
    if page:
        return Parsed("html", html_passages("\n".join(lines), 1, parser(), {}))
    if name.lower().endswith((".csv", ".tsv")):  # one whose head is known was read as records before
        return Parsed("csv", table_passages(lines))
    if (markup := markup_of(lines, name)) is None:
        return Parsed("markdown", list(markdown_passages(lines)))
    format_, turn = markup
    turned = turn(lines)
    gone = frozenset(number for number, line in enumerate(turned, start=1) if not line.strip())
    return Parsed(format_, list(markdown_passages(turned)), gone)
