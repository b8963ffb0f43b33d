"""What plain text sets out in its own ways as Markdown has it: headings, indented lists, titles with addresses."""

from __future__ import annotations

from papergraph.readers.syntax.indented import with_indented_lists
from papergraph.readers.syntax.linkedlines import with_linked_lines, with_titles_over_addresses
from papergraph.readers.syntax.plainheads import with_plain_heads


def with_plain_lists(lines: list[str]) -> list[str]:
    """Return the lines with the headings and lists of plain text marked as Markdown marks them, each in its place."""
    return with_titles_over_addresses(with_linked_lines(with_indented_lists(with_plain_heads(lines))))


__all__ = ["with_plain_lists"]
