"""Which syntax a text of prose is in, and the passages that it gives."""

from __future__ import annotations

import re
from typing import NamedTuple

from papergraph.readers.markup import markup_of
from papergraph.readers.passages import Passage
from papergraph.readers.records.tables import passages as table_passages
from papergraph.readers.syntax.definitions import with_definitions
from papergraph.readers.syntax.drawn import with_drawn_tables
from papergraph.readers.syntax.fixedwidth import with_fixed_columns
from papergraph.readers.syntax.html import page_passages
from papergraph.readers.syntax.inline import parser
from papergraph.readers.syntax.markdown import markdown_passages
from papergraph.readers.syntax.texmarks import with_tex_marks

_BEFORE = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_PAGE = re.compile(_BEFORE + r"<(?:!doctype (?:html|netscape)|html|head|body|frameset)\b", re.IGNORECASE | re.DOTALL)
_PIECE = re.compile(_BEFORE + r"<[a-z][a-z0-9]*\b", re.IGNORECASE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.{0,4000}?\n---[ \t]*\n", re.DOTALL)


class Parsed(NamedTuple):
    """The passages of a text, the syntax that they were read in, and the lines that are nothing but its markup."""

    format: str
    passages: list[Passage]
    markup: frozenset[int] = frozenset()


def is_page(text: str, name: str = "") -> bool:
    """Return whether a text is a page of HTML, or a piece of one in a file whose `name` says so.

    >>> is_page("<ul><li>Wool</ul>", "x.html"), is_page("<ul><li>Wool</ul>", "x.md")
    (True, False)
    """
    sample = text[:20_000]
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        start = match.end() if (match := _FRONT_MATTER.match(sample)) else 0
        return bool(_PAGE.match(sample, start) or _PIECE.match(sample, start))
    return bool(_PAGE.match(sample))


def parsed(lines: list[str], name: str, *, page: bool) -> Parsed:
    """Return the passages of a text's lines, a `page` of HTML or not; `name` helps where its content leaves it open.

    >>> parsed(["* Papers", "** Reading :list:"], "x.org", page=False).format
    'org'
    """
    if page:
        passages, said = page_passages("\n".join(lines), parser())
        return Parsed("html", passages, frozenset(range(1, len(lines) + 1)) - said)
    if name.lower().endswith((".csv", ".tsv")):  # one whose head is known was read as records before
        return Parsed("csv", table_passages(lines))
    if (markup := markup_of(lines, name)) is None:
        drawn = with_tex_marks(with_definitions(with_fixed_columns(with_drawn_tables(lines))))
        left = (n for n, (line, turned) in enumerate(zip(lines, drawn, strict=True), start=1) if line and not turned)
        return Parsed("markdown", list(markdown_passages(drawn)), frozenset(left))
    format_, turn = markup
    turned = turn(lines)
    gone = frozenset(number for number, line in enumerate(turned, start=1) if not line.strip())
    return Parsed(format_, list(markdown_passages(turned)), gone)
