"""Passages made ready for the walk: each that holds several works, or the parts of one, is cut into these."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papergraph.readers.layout.paragraphs import heads_apart
from papergraph.readers.passages import Passage
from papergraph.readers.preparing.alike import with_alike_references
from papergraph.readers.preparing.amidsentences import with_works_amid_sentences
from papergraph.readers.preparing.announced import with_announced
from papergraph.readers.preparing.badges import with_badges
from papergraph.readers.preparing.bareheadings import with_bare_headings
from papergraph.readers.preparing.barred import with_fields_apart
from papergraph.readers.preparing.blocks import with_blocks
from papergraph.readers.preparing.boldbullets import with_bold_bullets
from papergraph.readers.preparing.boldovernames import with_bold_over_names
from papergraph.readers.preparing.bracketedtitles import with_bracketed_titles
from papergraph.readers.preparing.brokenlines import with_broken_lines
from papergraph.readers.preparing.calendars import with_calendars
from papergraph.readers.preparing.cited import with_citations
from papergraph.readers.preparing.codeabove import with_code_above
from papergraph.readers.preparing.columned import with_columns
from papergraph.readers.preparing.contents import with_contents_told
from papergraph.readers.preparing.counted import without_counts
from papergraph.readers.preparing.countedheads import with_counted_heads
from papergraph.readers.preparing.datedtitles import with_dated_titles
from papergraph.readers.preparing.firstitems import with_first_items
from papergraph.readers.preparing.forms import with_forms
from papergraph.readers.preparing.grouped import with_groups
from papergraph.readers.preparing.hanging import with_hanging_names
from papergraph.readers.preparing.headedlines import with_headed_lines
from papergraph.readers.preparing.headingforms import with_heading_forms
from papergraph.readers.preparing.headingsovernames import with_headings_over_names
from papergraph.readers.preparing.inlinelabels import with_inline_labels
from papergraph.readers.preparing.keyed import with_keyed_references
from papergraph.readers.preparing.keylines import with_key_lines
from papergraph.readers.preparing.labelled import with_lines_apart
from papergraph.readers.preparing.learnedlabels import with_labels_learned
from papergraph.readers.preparing.linecolumns import with_line_columns
from papergraph.readers.preparing.linkedsigners import with_linked_signers
from papergraph.readers.preparing.listlabels import with_list_labels
from papergraph.readers.preparing.localnotes import with_notes_told
from papergraph.readers.preparing.logs import with_logs
from papergraph.readers.preparing.namedtitles import with_named_titles
from papergraph.readers.preparing.namesoverworks import with_names_over_works
from papergraph.readers.preparing.narrated import with_narrated_works
from papergraph.readers.preparing.nicknames import with_nicknames_told
from papergraph.readers.preparing.notelabels import with_note_labels
from papergraph.readers.preparing.others import with_others_told
from papergraph.readers.preparing.outlines import with_outlines
from papergraph.readers.preparing.overlinks import with_titles_over_links
from papergraph.readers.preparing.ownnames import with_names_told
from papergraph.readers.preparing.papersinside import with_papers_inside
from papergraph.readers.preparing.pictured import with_pictures_joined
from papergraph.readers.preparing.placecolumns import with_place_columns
from papergraph.readers.preparing.plainheadings import with_plain_headings
from papergraph.readers.preparing.planparts import with_parts_of_plans
from papergraph.readers.preparing.quotedtitles import with_quoted_titles
from papergraph.readers.preparing.repeatedbodies import with_bodies_plain
from papergraph.readers.preparing.repeatednames import with_repeated_names
from papergraph.readers.preparing.reportedtitles import with_reported_titles
from papergraph.readers.preparing.runinworks import with_run_in_works
from papergraph.readers.preparing.semicolons import with_works_apart
from papergraph.readers.preparing.serials import with_series_told
from papergraph.readers.preparing.signed import with_signed_titles
from papergraph.readers.preparing.signedheadings import with_signed_headings
from papergraph.readers.preparing.signednames import with_signed_names
from papergraph.readers.preparing.speakers import with_speakers
from papergraph.readers.preparing.taggeditems import with_tags_told
from papergraph.readers.preparing.titlesbelow import with_titles_below
from papergraph.readers.preparing.toldlabels import with_labels_told
from papergraph.readers.preparing.topics import with_topics
from papergraph.readers.preparing.translated import with_translations_told
from papergraph.readers.preparing.unmarked import with_unmarked_titles
from papergraph.readers.preparing.workcolumns import with_works_of_cells
from papergraph.readers.preparing.yearandlinks import with_years_and_links

_STEPS: tuple[Callable[[Sequence[Passage]], list[Passage]], ...] = (
    with_calendars,
    with_speakers,
    without_counts,
    with_code_above,
    with_bold_bullets,
    with_bold_over_names,
    with_years_and_links,
    with_labels_told,
    with_counted_heads,
    with_labels_learned,
    with_inline_labels,
    with_others_told,
    with_headed_lines,
    with_names_told,
    with_heading_forms,
    with_headings_over_names,
    with_names_over_works,
    with_pictures_joined,
    with_series_told,
    with_logs,
    with_titles_below,
    with_translations_told,
    with_bracketed_titles,
    with_papers_inside,
    with_signed_names,
    with_linked_signers,
    with_key_lines,
    with_reported_titles,
    with_hanging_names,
    with_repeated_names,
    with_bodies_plain,
    with_tags_told,
    with_nicknames_told,
    with_broken_lines,
    with_fields_apart,
    with_first_items,
    with_run_in_works,
    with_narrated_works,
    with_works_amid_sentences,
    with_blocks,
    with_columns,
    with_titles_over_links,
    with_note_labels,
    with_list_labels,
    with_plain_headings,
    with_works_apart,
    with_place_columns,
    with_works_of_cells,
    with_contents_told,
    with_named_titles,
    with_bare_headings,
    with_forms,
    with_quoted_titles,
    with_topics,
    with_parts_of_plans,
    with_groups,
    with_announced,
    with_outlines,
    with_line_columns,
    with_lines_apart,
    with_citations,
    with_badges,
    heads_apart,
    with_notes_told,
    with_dated_titles,
    with_signed_headings,
    with_unmarked_titles,
    with_alike_references,
    with_keyed_references,
    with_signed_titles,
)


def prepared(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with what stands in one and belongs to several told apart."""
    told = list(passages)
    for step in _STEPS:
        told = step(told)
    return told
