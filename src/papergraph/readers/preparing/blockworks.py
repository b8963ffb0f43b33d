"""Whether the lines under a title are those of one work, and what the lines of others like it tell of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.joining import labelled
from papergraph.readers.layout.paragraphs import begins_entry, heads_among_lines
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import Passage, Runs, plain
from papergraph.readers.preparing.blocklines import (
    Line,
    could_be_names,
    is_linked_venue,
    is_parted,
    kind_of_line,
    linked_place,
)
from papergraph.readers.preparing.wholelines import whole_lines

MOST = 40  # lines of a block
SHARE = 0.75  # of those with anything under them
_ALL = 0.9  # of blocks that have nothing but links under their titles
_MOST = 0.6  # of these, that are titles and papers
_TITLE = 5  # words of what is no name of a section
_PLACES = 3  # of them whose lines are links on venues that are known
_AGREE = 4  # blocks whose lines tell what the same line of another is


#: A title between quotes, perhaps behind its number.
_QUOTED = re.compile(
    r"(?:\d{1,3}[.):]?\s+)?(?:“[^“”]+”|«[^«»]+»|„[^„“”]+[“”]|\"[^\"]+\"|「[^「」]+」|『[^『』]+』|《[^《》]+》)[.,]?"
)


@dataclass(slots=True)
class Block:
    """A title and the lines under it, up to the next title of the kind."""

    at: int
    end: int
    title: Runs
    lines: list[Line] = field(default_factory=list)
    over: bool = False  # deeper headings follow on the lines

    @property
    def quoted(self) -> bool:
        """Whether the whole title stands between quotes, perhaps behind its number: it names no section."""
        return _QUOTED.fullmatch(plain(self.title)) is not None


def is_work(block: Block, *, among: bool = False) -> bool:
    """Return whether the lines under a title are those of one work: a paper's link, its names or its venue, once.

    `among` others of the kind less is enough.
    """
    lines = block.lines
    if len(lines) > MOST:
        return False
    kinds = {line.kind for line in lines}
    fields = Counter(field for line in lines for field in line.fields)
    if fields["authors"] > 1 or fields["venue"] > 2 or fields["title"]:
        return False
    if "other" in kinds and not (among or block.quoted):
        return False
    address = next((run.href for run in block.title if run.href and is_web(run.href)), None)
    own = [
        _own(line)
        for line in (lines[1:] if block.quoted else lines)
        if line.kind != "place"
        or (not block.quoted and {"Authors", "Venue"} <= {name for name, _ in line.told} and not is_parted(line.runs))
    ]
    if any(_is_other_work(passage, address) for passage in (*own, *(each for line in lines for each in line.below))):
        return False
    first = block.title[0].line if block.title else 0
    under = {id(line.passage): line.passage for line in lines if line.passage.first_line > first}
    if any(_is_other_work(passage, address) for passage in under.values() if passage.kind == "item"):
        return False
    if lines and lines[0].passage.kind == "item" and not ("links" in kinds or fields):
        return False  # an item with notes under it
    named = any(line.kind == "links" and not any(run.href for run in line.runs) for line in lines)  # "arXiv:1901.00001"
    papers = {run.href for line in lines for run in line.runs if run.href and is_paper_url(run.href)} - {address}
    placed = bool(fields["venue"] or fields["date"] or fields["note"])
    proof = bool(address and is_paper_url(address)) + bool(papers or named) + bool(fields["authors"]) + placed
    linked = any(line.kind == "links" and any(link_role(run.text) == "paper" for run in line.runs) for line in lines)
    return len(papers) <= 3 and proof + (linked and not papers) >= (1 if address or among else 2)


def reads_well(block: Block, passage: Passage) -> bool:
    """Return whether a block that is one passage is read as a whole reference with its facts anyway.

    So too one with a line that is not clear: the grammar sees it beside the title.
    """
    if passage.kind == "heading" or block.end > block.at + 1:
        return False
    unclear = next((n for n, line in enumerate(block.lines[:3]) if line.unclear), None)
    if unclear is not None and not any(line.kind == "place" for line in block.lines[:unclear]):
        return True
    if passage.kind == "paragraph" and sum(piece.head for piece in heads_among_lines(passage, ())) > 1:
        return False
    inside = [line for line in block.lines if line.passage.kind == passage.kind and not line.passage.children]
    lead = read_lead(passage.runs, NO_PRIOR)
    told = {field for line in block.lines for field in line.fields}
    if len(inside) < len(block.lines) or lead.title.rstrip(".") != plain(block.title).rstrip("."):
        return False
    printed = next((plain(line.runs) for line in block.lines if "authors" in line.fields), "")
    names = lead.people.names or ((lead.people.organisation,) if lead.people.organisation else ())
    signed = ("authors" in told) == bool(names) and all(name in printed for name in names)
    placed = "venue" not in told or lead.venue is not None
    whole = signed and placed and ("date" not in told or bool(lead.dates)) and "prose" not in lead.order
    return whole and (passage.kind == "item" or begins_entry(lead, passage.runs, None, ()))


def is_whole(block: Block) -> bool:
    """Return whether the lines under a title print names and a venue."""
    return {"authors", "venue"} <= {field for line in block.lines for field in line.fields}


def is_placed(block: Block) -> bool:
    """Return whether the first line under a title is where and when it appeared."""
    return bool(block.lines) and (block.lines[0].kind == "place" or block.lines[0].unclear)


def is_bare(block: Block) -> bool:
    """Return whether no line under a title prints names or a venue."""
    return not {"authors", "venue"} & {field for line in block.lines for field in line.fields}


def agree(blocks: Sequence[Block]) -> None:
    """Take a line of a work for its names, or its linked place, where the same line of most others is."""
    _agree_on_places(blocks)
    signed = sum("authors" in block.lines[0].fields for block in blocks)
    if signed < max(_AGREE, SHARE * len(blocks)):
        return
    for block in blocks:
        first = block.lines[0]
        told = any("authors" in line.fields for line in block.lines)
        linked = any(line.kind in {"links", "place"} for line in block.lines)
        if could_be_names(first) and not told and (linked or is_work(block, among=True)):
            block.lines[0] = replace(first, kind="authors", told=(("Authors", plain(first.runs)),))


def _agree_on_places(blocks: Sequence[Block]) -> None:
    for n in range(3):
        lines = [(block, block.lines[n]) for block in blocks if len(block.lines) > n]
        placed = [line for _, line in lines if is_linked_venue(line)]
        if len(placed) < max(_PLACES, len(lines) / 2):
            continue
        for block, line in lines:
            if line.kind in {"other", "links"} and (told := linked_place(line.runs, among=True)):
                block.lines[n] = replace(line, kind="place", told=told)
            elif line in placed and any("authors" in each.fields for each in block.lines[:n]):
                told = tuple(("Venue" if label == "Authors" else label, text) for label, text in line.told)
                block.lines[n] = replace(line, told=told)  # "[Mud (2022)](…)" below the names


def has_link(block: Block) -> bool:
    """Return whether a line under a title is links, one of them the paper's by its address or its label."""
    lines = [line for line in block.lines if line.kind == "links"]
    runs = [run for line in lines for run in line.runs if run.href]
    return len(lines) == 1 and (
        not runs or any(is_paper_url(run.href or "") or link_role(run.text) == "paper" for run in runs)
    )


def are_linked_papers(blocks: Sequence[Block]) -> bool:
    """Return whether nearly all blocks are titles over nothing but links, and most of the links those of papers."""
    bare = sum(map(_is_over_links, blocks))
    papers = sum(_is_over_links(block) and is_work(block, among=True) for block in blocks)
    titles = sum(map(is_linked_title, blocks))
    return len(blocks) > 2 and bare >= _ALL * len(blocks) and min(papers, titles) >= _MOST * len(blocks)


def is_linked_title(block: Block) -> bool:
    """Return whether a block is what can only be a title over nothing but links."""
    text = plain(block.title)
    return _is_over_links(block) and (looks_like_title(text) or len(text.split()) > _TITLE) and not block.over


def _is_over_links(block: Block) -> bool:
    """Return whether all lines under a title are links, with a label at most."""
    return all(
        line.kind == "links" or (line.kind == "label" and link_role(line.label) and any(run.href for run in line.runs))
        for line in block.lines
    )


def _own(line: Line) -> Passage:
    return replace(line.passage, kind="item", runs=line.runs, children=())


def _is_other_work(passage: Passage, address: str | None) -> bool:
    """Return whether what stands under a title is a work of its own: a linked title, or a whole reference."""
    kind, _, told = kind_of_line(passage.runs) if passage.kind in {"item", "paragraph"} else ("links", "", ())
    placed = kind == "place" and not {"Authors", "Venue"} <= {label for label, _ in told}
    alone = len(whole_lines(passage.runs)) < 2 and not passage.children
    if alone and (placed or kind in {"authors", "links"}):
        return False
    if labelled(passage.runs) or any(run.href == address for run in passage.runs if run.href):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    if told and (not looks_like_title(lead.title) or venue_name_score(lead.title) > 0.3):
        return False  # names and their venue
    reference = bool(lead.href) or (bool(lead.people.names) and bool(lead.dates or lead.venue))
    return reference and has_title(lead) and evidence(lead, passage.runs) >= ALONE and prose_score(lead.title) < 1.2
