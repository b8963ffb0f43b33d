"""Items that are no works but notes on the one before their list: its links, its fields, remarks."""

from __future__ import annotations

from papergraph.readers.grammar.evidence import ALONE
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.entriesbelow import is_entry
from papergraph.readers.layout.joining import is_links_alone, labelled
from papergraph.readers.layout.papersbelow import bare_address
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.passages import Passage, plain

_BESIDE = frozenset({"link", "links", "url", "pdf", "comment", "comments", "note", "notes", "remark", "remarks"})

_LABEL = 4  # words of a label, at most


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
    told = label or is_links_alone(item.runs) or _is_labelled_address(item)
    return bool(told or (shape == "heading" and plain(item.runs)))


def _is_labelled_address(item: Passage) -> bool:
    """Return whether an item is a few words, a colon and a printed address: whatever the words are, they label it."""
    runs = [run for run in item.runs if run.text.strip()]
    if len(runs) != 2 or runs[0].href or runs[1].href is None or "bare" not in runs[1].marks or item.children:
        return False
    words = runs[0].text.strip()
    return words.endswith((":", "：")) and len(words.split()) <= _LABEL


def takes_item(owner: Candidate, item: Passage) -> bool:
    """Return whether an item behind the list of an entry, or in it, is a note on that entry, or its address."""
    if owner.shape == "item" and not owner.is_signed():
        return False
    # a paragraph that was told to be an item has no sign of a list before it
    shape = "paragraph" if owner.shape == "item" and owner.marker is None else owner.shape
    return is_note_of(shape, item) or _is_address_of(owner, item)


def _is_address_of(owner: Candidate, item: Passage) -> bool:
    """Return whether an item on the line behind an entry without links is the printed address of a paper."""
    most = 1 if owner.shape == "item" else 2  # a blank line may part a paragraph from a list
    if owner.shape == "heading" or owner.below or item.children or item.first_line > owner.last_line + most:
        return False
    address = bare_address(item)
    return address is not None and is_paper_url(address.href or "") and not any(run.href for run in owner.runs)
