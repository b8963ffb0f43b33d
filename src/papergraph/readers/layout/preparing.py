"""Passages made ready for the walk: each that holds several works, or the parts of one, is cut into these."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.readers.layout.announced import with_announced
from papergraph.readers.layout.badges import with_badges
from papergraph.readers.layout.cited import with_citations
from papergraph.readers.layout.contents import with_contents_told
from papergraph.readers.layout.datedtitles import with_dated_titles
from papergraph.readers.layout.forms import with_forms
from papergraph.readers.layout.grouped import with_groups
from papergraph.readers.layout.labelled import with_lines_apart
from papergraph.readers.layout.localnotes import with_notes_told
from papergraph.readers.layout.outlines import with_outlines
from papergraph.readers.layout.paragraphs import heads_apart
from papergraph.readers.layout.unmarked import with_unmarked_titles
from papergraph.readers.passages import Passage


def prepared(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with what stands in one and belongs to several told apart."""
    cut = with_lines_apart(with_outlines(with_announced(with_groups(with_forms(with_contents_told(passages))))))
    return with_unmarked_titles(with_dated_titles(with_notes_told(heads_apart(with_badges(with_citations(cut))))))
