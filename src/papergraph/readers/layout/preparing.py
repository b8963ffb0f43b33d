"""Passages made ready for the walk: each that holds several works, or the parts of one, is cut into these."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papergraph.readers.layout.alike import with_alike_references
from papergraph.readers.layout.announced import with_announced
from papergraph.readers.layout.badges import with_badges
from papergraph.readers.layout.bareheadings import with_bare_headings
from papergraph.readers.layout.barred import with_fields_apart
from papergraph.readers.layout.blocks import with_blocks
from papergraph.readers.layout.brokenlines import with_broken_lines
from papergraph.readers.layout.cited import with_citations
from papergraph.readers.layout.contents import with_contents_told
from papergraph.readers.layout.datedtitles import with_dated_titles
from papergraph.readers.layout.forms import with_forms
from papergraph.readers.layout.grouped import with_groups
from papergraph.readers.layout.hanging import with_hanging_names
from papergraph.readers.layout.labelled import with_lines_apart
from papergraph.readers.layout.linkedheadings import with_linked_headings
from papergraph.readers.layout.listlabels import with_list_labels
from papergraph.readers.layout.localnotes import with_notes_told
from papergraph.readers.layout.namedtitles import with_named_titles
from papergraph.readers.layout.notelabels import with_note_labels
from papergraph.readers.layout.outlines import with_outlines
from papergraph.readers.layout.paragraphs import heads_apart
from papergraph.readers.layout.quotedtitles import with_quoted_titles
from papergraph.readers.layout.repeatednames import with_repeated_names
from papergraph.readers.layout.semicolons import with_works_apart
from papergraph.readers.layout.signed import with_signed_titles
from papergraph.readers.layout.stacked import with_stacks
from papergraph.readers.layout.topics import with_topics
from papergraph.readers.layout.unmarked import with_unmarked_titles
from papergraph.readers.passages import Passage

_STEPS: tuple[Callable[[Sequence[Passage]], list[Passage]], ...] = (
    with_hanging_names,
    with_repeated_names,
    with_broken_lines,
    with_fields_apart,
    with_blocks,
    with_linked_headings,
    with_note_labels,
    with_list_labels,
    with_works_apart,
    with_contents_told,
    with_named_titles,
    with_bare_headings,
    with_forms,
    with_quoted_titles,
    with_stacks,
    with_topics,
    with_groups,
    with_announced,
    with_outlines,
    with_lines_apart,
    with_citations,
    with_badges,
    heads_apart,
    with_notes_told,
    with_dated_titles,
    with_unmarked_titles,
    with_alike_references,
    with_signed_titles,
)


def prepared(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with what stands in one and belongs to several told apart."""
    told = list(passages)
    for step in _STEPS:
        told = step(told)
    return told
