"""Works in blocks: a title that is a heading or a paragraph, and under it the lines of one work and of no other.

However the lines are set (paragraphs, lines of one, items of a list), under labels or none: names, venue and date,
links, notes. One block could be anything; several of a kind, nearly all with such lines, are a list of works.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.joining import labelled
from papergraph.readers.layout.noise import noise_reason
from papergraph.readers.layout.paragraphs import begins_entry, heads_among_lines
from papergraph.readers.lexicon.labels import link_role, note_key
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.people import NOBODY
from papergraph.readers.lexicon.sections import is_list_of_works, names_list, names_session, other_place
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blockitems import block_item
from papergraph.readers.preparing.blocklines import (
    Line,
    begins_line,
    could_be_names,
    is_unpublished,
    kind_of_line,
    line_of,
    linked_place,
)

ENOUGH = 3  # blocks of a kind
PAIR = 2  # of those that print names and place
_AGREE = 4  # blocks whose lines tell what the same line of another is
_SHARE = 0.75  # of those with anything under them
_NEARLY = 0.9  # of those whose links alone show that they are works
_MOST = 40  # lines of a block
_FILLED = 45  # characters of a line that an editor ended
_OTHER = frozenset({"heading", "row", "table-head", "furniture"})  # what ends a block
_SEVERAL = re.compile(r",|;|&|\band\b")
_UNPARTED = 9  # signs of a title without blanks, at least
_TITLE = 40  # words of a title, at most
_OFF = frozenset({"bold", "heading"})  # how titles in paragraphs are set off: the summary of details is a heading
_NAME = 4  # words of the name of a section
_GOES_ON = re.compile(r"(?:and|[a-z]{2,} \w)")  # "generating wool", behind a line end that an editor set


@dataclass(slots=True)
class _Block:
    """A title and the lines under it, up to the next title of the kind."""

    at: int
    end: int
    title: Runs
    lines: list[Line] = field(default_factory=list)
    over: bool = False  # deeper headings follow on the lines


def with_blocks(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each title over the lines of one work as an item with these lines under their labels."""
    found = _found(passages)
    out: list[Passage] = []
    end = 0
    for n, passage in enumerate(passages):
        if n < end:
            continue
        if n in found:
            out.append(block_item(found[n].title, found[n].lines, passage))
            end = found[n].end
            out += [each for each in passages[n + 1 : end] if _is_beside(each)]
        elif passage.kind == "item" and any(child.kind == "item" for child in passage.children):
            out.append(replace(passage, children=tuple(with_blocks(passage.children))))
        else:
            out.append(passage)
    return out


def _found(passages: Sequence[Passage]) -> dict[int, _Block]:
    """Return the blocks that are works by where they begin: those of each kind of title whose blocks mostly are."""
    places: dict[tuple[str, int, str], set[int]] = {}
    for n, passage in enumerate(passages):
        if (key := _kind(passage)) is not None:
            places.setdefault(key, set()).add(n)
    found: dict[int, _Block] = {}
    for kind, starts in sorted(places.items()):
        told = [block for block in _blocks(passages, kind, starts) if block.lines] if len(starts) >= PAIR else []
        blocks = [block for block in told if not block.over]
        _agree(blocks)
        works = [block for block in blocks if _is_work(block)]
        if len(works) < _SHARE * len(blocks):
            linked = [block for block in blocks if _has_link(block) and _is_work(block, among=True)]
            works = linked if len(linked) >= _NEARLY * len(blocks) else works
        titled = sum(_could_be_title(block.title) for block in works)
        least = PAIR if all(_is_whole(block) for block in blocks) else ENOUGH
        if titled >= max(least, 0.6 * len(works)) and len(works) >= _SHARE * len(blocks):
            likely = [block for block in told if _is_work(block, among=True) and not (block.over and _is_bare(block))]
            unread = [block for block in likely if not _reads_well(block, passages[block.at])]
            # where many are blocks the others have lost the siblings that would have told how to read them
            found.update({block.at: block for block in (likely if 4 * len(unread) > len(likely) else unread)})
    return found


# --- titles and what stands under them ------------------------------------------------------------------------------


def _kind(passage: Passage) -> tuple[str, int, str] | None:
    """Return how a passage is set that could be a title over its lines, or None."""
    if passage.problem:
        return None
    if passage.kind == "heading":
        text = plain(passage.runs)
        han = not text.isascii() and len(text) >= _UNPARTED  # "羊毛を用いた個体識別法": no blanks between the words
        return ("heading", passage.level, "") if han or len(words_of(text)) > 1 else None
    if passage.kind not in {"paragraph", "item"}:
        return None
    first = _first_line(passage)
    said = [run for run in first if run.text.strip() and run.image is None]
    if not said or not 1 < len(words_of(plain(first))) <= _TITLE or labelled(first) or noise_reason(first):
        return None
    if passage.kind == "item":
        several = passage.children or len(first) < len(passage.runs)
        return ("item", passage.column, "") if several and _is_title_alone(first) else None
    text = plain(first)
    linked = all(run.href and "bare" not in run.marks for run in said) and len({run.href for run in said}) == 1
    bold = bool(said[0].marks & _OFF) and len(words_of(_set_off(said))) > 1
    if link_role(text) or "://" in text or (_SEVERAL.search(text) and kind_of_line(first)[0] == "authors"):
        return None
    if not (bold or linked):
        return ("paragraph", 0, "plain") if _is_over_names(passage.runs) and _is_title_alone(first) else None
    return "paragraph", 0, f"{'bold' if bold else ''}{' linked' if linked else ''}"


def _is_over_names(runs: Runs) -> bool:
    """Return whether the second line of a paragraph is names, and nothing else: several, or over a place."""
    lines = _whole_lines(runs)[:3]
    if len(lines) < 2 or kind_of_line(lines[1])[0] != "authors":
        return False
    return bool(_SEVERAL.search(plain(lines[1]))) or (len(lines) > 2 and kind_of_line(lines[2])[0] == "place")


def _is_title_alone(runs: Runs) -> bool:
    """Return whether the first line of an item is a title, with its date or venue at most: no whole reference."""
    lead = read_lead(runs, NO_PRIOR)
    return lead.order[:1] == ("title",) and set(lead.order) <= {"title", "venue"} and lead.people == NOBODY


def _set_off(said: Sequence[Run]) -> str:
    """Return the words in bold letters that runs begin with."""
    last = next((n for n, run in enumerate(said) if not run.marks & _OFF), len(said))
    return plain(tuple(said[:last]))


def _first_line(passage: Passage) -> Runs:
    return next(iter(_whole_lines(passage.runs)), ())


def _could_be_title(runs: Runs) -> bool:
    """Return whether words can be the title of a work: neither the name of a section nor one word."""
    text = plain(runs)
    if not 1 < len(words_of(text)) <= _TITLE and not (len(text) >= 4 and not text.isascii()):
        return False
    if names_list(text) or names_session(text) or is_list_of_works(text) or other_place((text,)):
        return False
    short = len(words_of(text)) < 4  # "A Note on Gates That Close" is a title
    return link_role(text) is None and not (short and note_key(text)) and not text.endswith(":")


def _blocks(passages: Sequence[Passage], kind: tuple[str, int, str], starts: set[int]) -> Iterator[_Block]:
    """Yield the blocks under the titles of a kind, which stand at the places `starts`."""
    # "**Key ideas**" over the lines of a work is no title of another
    if kind[0] == "paragraph":
        starts = starts - {n for n in starts if _is_short(passages[n]) and not _is_work(_block(passages, n, starts))}
    for n in sorted(starts):
        if len(plain(passages[n].runs).split()) >= 4 or _could_be_title(passages[n].runs):  # no "Further Papers"
            yield _block(passages, n, starts)


def _is_short(passage: Passage) -> bool:
    """Return whether the title that is set off in a paragraph has no more than two words, and leads nowhere."""
    first = _first_line(passage)
    said = [run for run in first if run.text.strip() and run.image is None]
    return len(words_of(_set_off(said))) < 3 and not any(run.href for run in said)


def _block(passages: Sequence[Passage], at: int, starts: Set[int]) -> _Block:
    """Return the block under a title, up to the next one; one with a heading in it has no lines."""
    passage = passages[at]
    end = at + 1
    while passage.kind != "item" and end < len(passages) and end not in starts and passages[end].kind not in _OTHER:
        if passage.kind == "paragraph" and _is_prose(passages[end]):
            break
        end += 1
    if end - 1 > at and end in starts and _is_name(passages[end - 1]) and _is_over_names(passages[end].runs):
        end -= 1
    title, *rest = _whole_lines(passage.runs) if passage.kind != "heading" else [passage.runs]
    below = [*passage.children, *passages[at + 1 : end]][: _MOST + 1]  # more are no lines of a work
    lines = [*(line_of(runs, replace(passage, children=())) for runs in rest if plain(runs)), *_lines(below)]
    after = passages[end] if end < len(passages) else None
    deeper = after is not None and after.kind == "heading" and after.level > passage.level > 0
    return _Block(at, end, title, [] if after is not None and after.kind == "row" else lines, deeper)


def _is_name(passage: Passage) -> bool:
    """Return whether a paragraph is a few plain words, as the name of a section is that stands over the next title."""
    plainly = passage.kind == "paragraph" and not any(run.marks or run.href or run.image for run in passage.runs)
    words = plain(passage.runs).split()
    return (
        plainly
        and 0 < len(words) <= _NAME
        and words[0][0].isupper()
        and words[-1][-1].isalpha()
        and not is_unpublished(plain(passage.runs))
        and kind_of_line(passage.runs)[0] == "note"
    )


def _is_prose(passage: Passage) -> bool:
    """Return whether a paragraph says something with links in it, so that it is no line of the work above it."""
    return (
        passage.kind == "paragraph"
        and kind_of_line(passage.runs)[0] == "other"
        and kind_of_line(_first_line(passage))[0] in {"other", "note"}
        and prose_score(plain(passage.runs)) > 1.2
    )


def _lines(passages: Sequence[Passage]) -> Iterator[Line]:
    """Yield the lines of the passages under a title; a label alone takes what follows on it."""
    for passage in passages:
        if _is_beside(passage):
            continue
        lines = _whole_lines(passage.runs)
        if not _are_fields(lines):
            lines = [passage.runs]
        for n, runs in enumerate(lines):
            yield line_of(runs, passage, passage.children if n + 1 == len(lines) else ())


def _is_beside(passage: Passage) -> bool:
    """Return whether a passage under a title is no line of the work: a rule, code, a comment, a way back to the top."""
    if passage.kind not in {"paragraph", "item"} or passage.problem:
        return True
    if kind_of_line(passage.runs)[0] == "place":
        return False  # a year is no page number here
    return not passage.runs or (noise_reason(passage.runs) is not None and not any(run.image for run in passage.runs))


def _whole_lines(runs: Runs) -> list[Runs]:
    """Return the lines of runs, one that ends in a comma with those that it goes on with.

    Where breaks are asked for, other line ends behind long lines are an editor's.
    """
    lines: list[Runs] = []
    breaks = any("break" in run.marks for run in runs)
    ended = True  # the line before, by a break
    for line, broken in _pieces(runs):
        if any(run.text.strip() or run.image for run in line):
            before = plain(lines[-1]) if lines else ""
            filled = breaks and not ended and len(before) >= _FILLED and not begins_line(line)
            filled = filled and _are_bold(line) == _are_bold(lines[-1])
            if (
                filled
                or before.endswith(",")
                or (before[-1:].isalpha() and _GOES_ON.match(plain(line)) and not is_unpublished(plain(line)))
            ):
                lines[-1] = (*lines[-1], Run("\n", lines[-1][-1].line, frozenset({"soft"})), *line)
            else:
                lines.append(line)
            ended = False
        ended = ended or broken
    return lines


def _are_bold(runs: Runs) -> bool:
    """Return whether all the words of a line are in bold letters."""
    return all("bold" in run.marks for run in runs if run.text.strip())


def _pieces(runs: Runs) -> Iterator[tuple[Runs, bool]]:
    """Yield the runs between line ends, and whether a break that was asked for ends them."""
    piece: list[Run] = []
    for run in runs:
        if run.text == "\n" and run.marks & {"soft", "break"} and "inside" not in run.marks:
            yield tuple(piece), "break" in run.marks
            piece = []
        else:
            piece.append(run)
    yield tuple(piece), True


def _are_fields(lines: Sequence[Runs]) -> bool:
    """Return whether most lines of a paragraph are fields or links, so that each stands for itself."""
    known = sum(kind_of_line(runs)[0] not in {"note", "other"} for runs in lines)
    return 2 * known >= len(lines)


# --- works ----------------------------------------------------------------------------------------------------------


def _is_work(block: _Block, *, among: bool = False) -> bool:
    """Return whether the lines under a title are those of one work: a paper's link, its names or its venue, once.

    `among` others of the kind less is enough.
    """
    lines = block.lines
    if len(lines) > _MOST:
        return False
    kinds = {line.kind for line in lines}
    fields = Counter(field for line in lines for field in line.fields)
    if fields["authors"] > 1 or fields["venue"] > 2 or fields["title"] or ("other" in kinds and not among):
        return False
    address = next((run.href for run in block.title if run.href and is_web(run.href)), None)
    own = [
        _own(line) for line in lines if line.kind != "place" or {"Authors", "Venue"} <= {name for name, _ in line.told}
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


def _reads_well(block: _Block, passage: Passage) -> bool:
    """Return whether a block that is one passage is read as a whole reference with its facts anyway.

    So too one with a line that is not clear: the grammar sees it beside the title.
    """
    if passage.kind == "heading" or block.end > block.at + 1:
        return False
    if any(line.unclear for line in block.lines[:3]):
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


def _is_whole(block: _Block) -> bool:
    """Return whether the lines under a title print names and a venue."""
    return {"authors", "venue"} <= {field for line in block.lines for field in line.fields}


def _is_bare(block: _Block) -> bool:
    """Return whether no line under a title prints names or a venue."""
    return not {"authors", "venue"} & {field for line in block.lines for field in line.fields}


def _agree(blocks: Sequence[_Block]) -> None:
    """Take a line of a work for its names, or its linked place, where the same line of most others is."""
    _agree_on_places(blocks)
    signed = sum("authors" in block.lines[0].fields for block in blocks)
    if signed < max(_AGREE, _SHARE * len(blocks)):
        return
    for block in blocks:
        first = block.lines[0]
        told = any("authors" in line.fields for line in block.lines)
        linked = any(line.kind in {"links", "place"} for line in block.lines)
        if could_be_names(first) and not told and (linked or _is_work(block, among=True)):
            block.lines[0] = replace(first, kind="authors", told=(("Authors", plain(first.runs)),))


def _agree_on_places(blocks: Sequence[_Block]) -> None:
    for n in range(3):
        lines = [(block, block.lines[n]) for block in blocks if len(block.lines) > n]
        placed = [line for _, line in lines if line.kind == "place" and any(run.href for run in line.runs)]
        if len(placed) < max(_AGREE, len(lines) / 2):
            continue
        for block, line in lines:
            if line.kind in {"other", "links"} and (told := linked_place(line.runs, among=True)):
                block.lines[n] = replace(line, kind="place", told=told)


def _has_link(block: _Block) -> bool:
    """Return whether a line under a title is links, one of them the paper's by its address or its label."""
    lines = [line for line in block.lines if line.kind == "links"]
    runs = [run for line in lines for run in line.runs if run.href]
    return len(lines) == 1 and (
        not runs or any(is_paper_url(run.href or "") or link_role(run.text) == "paper" for run in runs)
    )


def _own(line: Line) -> Passage:
    return replace(line.passage, kind="item", runs=line.runs, children=())


def _is_other_work(passage: Passage, address: str | None) -> bool:
    """Return whether what stands under a title is a work of its own: a linked title, or a whole reference."""
    kind, _, told = kind_of_line(passage.runs) if passage.kind in {"item", "paragraph"} else ("links", "", ())
    placed = kind == "place" and not {"Authors", "Venue"} <= {label for label, _ in told}
    alone = len(_whole_lines(passage.runs)) < 2 and not passage.children
    if alone and (placed or kind in {"authors", "links"}):
        return False
    if labelled(passage.runs) or any(run.href == address for run in passage.runs if run.href):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    if told and (not looks_like_title(lead.title) or venue_name_score(lead.title) > 0.3):
        return False  # names and their venue
    reference = bool(lead.href) or (bool(lead.people.names) and bool(lead.dates or lead.venue))
    return reference and has_title(lead) and evidence(lead, passage.runs) >= ALONE and prose_score(lead.title) < 1.2
