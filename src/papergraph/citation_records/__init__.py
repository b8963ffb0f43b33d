"""What public services say about works and citations: the records, their file, and the services' own shapes."""

from __future__ import annotations

from papergraph.citation_records.agreed import agreed, families, services_saying
from papergraph.citation_records.contents import told_apart
from papergraph.citation_records.listed import RELATED, listed_citations
from papergraph.citation_records.outside import Outside, works_outside
from papergraph.citation_records.reading import Citation, Cited, LeftOut, read_cited
from papergraph.citation_records.records import (
    FORMAT,
    VERSION,
    Answer,
    Context,
    Reference,
    Work,
    asked_title,
    from_record,
    header,
    to_line,
)
from papergraph.citation_records.shapes import MOST_AUTHORS
from papergraph.citation_records.store import answers_in, lines_of, refuse_other_version

__all__ = [
    "FORMAT",
    "MOST_AUTHORS",
    "RELATED",
    "VERSION",
    "Answer",
    "Citation",
    "Cited",
    "Context",
    "LeftOut",
    "Outside",
    "Reference",
    "Work",
    "agreed",
    "answers_in",
    "asked_title",
    "families",
    "from_record",
    "header",
    "lines_of",
    "listed_citations",
    "read_cited",
    "refuse_other_version",
    "services_saying",
    "to_line",
    "told_apart",
    "works_outside",
]
