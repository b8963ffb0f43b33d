"""Items that are no works but notes on the one before their list: its links, its fields, remarks."""

from __future__ import annotations

from papergraph.readers.grammar.evidence import ALONE
from papergraph.readers.layout.headings import is_entry
from papergraph.readers.layout.joining import is_links_alone, labelled
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.passages import Passage, plain

_BESIDE = frozenset({"link", "links", "url", "pdf", "comment", "comments", "note", "notes", "remark", "remarks"})


def is_note_of(shape: str, item: Passage) -> bool:
    """Return whether an item behind an entry of a shape is no entry but a note on it: labelled, or under a heading."""
    if shape == "item":  # of a reference: its link or a remark, as the next item of a list
        label = labelled(item.runs)
        return label is not None and label.lower() in _BESIDE and not item.children and not is_entry(item, ALONE)
    if shape not in {"heading", "line", "paragraph"} or is_entry(item, ALONE):
        return False
    label = labelled(item.runs)
    if label and field_of(label) == "title":
        return False  # the next work
    return bool(label or is_links_alone(item.runs) or (shape == "heading" and plain(item.runs)))
