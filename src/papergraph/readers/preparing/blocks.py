"""Works in blocks: a title that is a heading or a paragraph, and under it the lines of one work and of no other.

However the lines are set (paragraphs, lines of one, items of a list), under labels or none: names, venue and date,
links, notes. One block could be anything; several of a kind, nearly all with such lines, are a list of works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.joining import labelled
from papergraph.readers.layout.noise import noise_reason
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.labels import link_role, note_key
from papergraph.readers.lexicon.sections import is_list_of_works, names_list, names_session, other_place
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blockitems import block_item
from papergraph.readers.preparing.blocklines import Line, kind_of_line, line_of
from papergraph.readers.preparing.blockworks import (
    MOST,
    SHARE,
    Block,
    agree,
    are_linked_papers,
    has_link,
    is_bare,
    is_linked_title,
    is_placed,
    is_whole,
    is_work,
    reads_well,
)
from papergraph.readers.preparing.placelines import is_unpublished
from papergraph.readers.preparing.wholelines import whole_lines

ENOUGH = 3  # blocks of a kind
_NEARLY = 0.9  # of blocks whose links alone show that they are works
PAIR = 2  # of those that print names and place
_OTHER = frozenset({"heading", "row", "table-head", "furniture"})  # what ends a block
_BESIDE = re.compile(r"\((?:joint(?:ly)? )?with [^()]+\)\W*$")  # who else has written a work of one author
_SEVERAL = re.compile(r",|;|&|\band\b")
_UNPARTED = 9  # signs of a title without blanks, at least
_TITLE = 40  # words of a title, at most
_OFF = frozenset({"bold", "heading"})  # how titles in paragraphs are set off: the summary of details is a heading
_LONG = 6  # words of what is no name of a section
_NAME = 4  # words of the name of a section


def with_blocks(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each title over the lines of one work as an item with these lines under their labels."""
    found = _found(passages)
    out: list[Passage] = []
    end = 0
    for n, passage in enumerate(passages):
        if n < end:
            continue
        if n in found:
            made = block_item(found[n].title, found[n].lines, passage)
            comments = tuple(each for each in passage.children if each.kind == "comment")
            out.append(replace(made, children=(*made.children, *comments)))
            end = found[n].end
            out += [each for each in passages[n + 1 : end] if _is_beside(each)]
        elif passage.kind == "item" and any(child.kind == "item" for child in passage.children):
            out.append(replace(passage, children=tuple(with_blocks(passage.children))))
        else:
            out.append(passage)
    return out


def _found(passages: Sequence[Passage]) -> dict[int, Block]:
    """Return the blocks that are works by where they begin: those of each kind of title whose blocks mostly are."""
    places: dict[tuple[str, int, str], set[int]] = {}
    for n, passage in enumerate(passages):
        if (key := _kind(passage)) is not None:
            places.setdefault(key, set()).add(n)
    found: dict[int, Block] = {}
    for kind, starts in sorted(places.items()):
        fewest = PAIR if kind[0] == "paragraph" else ENOUGH  # two headings or items say too little
        blocks = list(_blocks(passages, kind, starts)) if len(starts) >= fewest else []
        told = [block for block in blocks if block.lines]
        works = {block.at: block for block in _works_among(told, passages, items=kind[0] == "item")}
        if kind[0] == "heading" and len(works) >= SHARE * len(blocks):
            works |= {block.at: block for block in _bare_among(blocks, works)}
        found |= works
    return found


def _bare_among(blocks: Sequence[Block], works: dict[int, Block]) -> Iterator[Block]:
    """Yield the headings right beside works that are such, which have nothing but notes under them, if anything.

    They stand between two of them, or are titles beyond doubt: long, or a name with a colon behind it.
    """
    ends = {block.end for block in works.values()}
    for block in blocks:
        noted = all(line.kind == "note" or (line.kind == "label" and not line.fields) for line in block.lines)
        if block.at in works or block.over or not noted or not looks_like_title(plain(block.title)):
            continue
        beside = (block.at in ends) + (block.end in works)
        sure = len(words_of(plain(block.title))) >= _LONG or ": " in plain(block.title)
        if beside > 1 or (beside and sure):
            yield block


def _works_among(told: Sequence[Block], passages: Sequence[Passage], *, items: bool) -> list[Block]:
    """Return those of the blocks of a kind that are works and are not read as such anyway; none where few are works."""
    blocks = [block for block in told if not block.over or block.quoted]
    agree(blocks)
    papers = not items and are_linked_papers(blocks)
    works = [block for block in blocks if (is_linked_title(block) if papers else is_work(block))]
    if not papers and len(works) < SHARE * len(blocks):
        linked = [block for block in blocks if has_link(block) and is_work(block, among=True)]
        works = linked if len(linked) >= _NEARLY * len(blocks) else works
        placed = [block for block in blocks if is_placed(block)] if 2 * len(works) > len(blocks) else []
        placed = [block for block in placed if is_work(block, among=True)]
        works = placed if len(placed) >= _NEARLY * len(blocks) else works
    titled = sum(_could_be_title(block.title) or _is_of_session(block) for block in works)
    least = PAIR if all(is_whole(block) for block in blocks) else ENOUGH
    if titled < max(least, 0.6 * len(works)) or len(works) < SHARE * len(blocks):
        return []
    likely = [
        block
        for block in told
        if (is_work(block, among=True) and not (block.over and is_bare(block))) or (papers and is_linked_title(block))
    ]
    unread = [block for block in likely if not reads_well(block, passages[block.at])]
    if 4 * len(unread) <= len(likely):
        return unread
    # where many are blocks the others have lost the siblings that would have told how to read them
    return [*unread, *(block for block in likely if all(line.kind != "other" for line in block.lines))]


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
        titled = _is_title_alone(first) or looks_like_title(text)
        return ("paragraph", 0, "plain") if titled and _is_over_names(passage.runs) else None
    return "paragraph", 0, f"{'bold' if bold else ''}{' linked' if linked else ''}"


def _is_over_names(runs: Runs) -> bool:
    """Return whether the line under the first of a paragraph is names alone, several or over a place, or with a place.

    The title may be printed once more in another writing between the two.
    """
    title, *lines = whole_lines(runs)[:4]
    if len(lines) > 1 and _is_foreign(plain(title)) != _is_foreign(plain(lines[0])):
        lines.pop(0)
    if not lines:
        return False
    kind, _, told = kind_of_line(lines[0])
    if kind == "place":
        return {"Authors", "Venue"} <= {label for label, _ in told}
    several = bool(_SEVERAL.search(plain(lines[0])))
    return kind == "authors" and (several or (len(lines) > 1 and kind_of_line(lines[1])[0] == "place"))


def _is_foreign(text: str) -> bool:
    """Return whether most letters of a text are none of Latin writing."""
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * sum(sign > "\u024f" for sign in letters) > len(letters)


def _is_title_alone(runs: Runs) -> bool:
    """Return whether the first line of an item is a title, with its date or venue at most: no whole reference."""
    lead = read_lead(runs, NO_PRIOR)
    alone = lead.order[:1] == ("title",) and set(lead.order) <= {"title", "venue"}
    return alone and (lead.people == NOBODY or _BESIDE.search(plain(runs)) is not None)


def _set_off(said: Sequence[Run]) -> str:
    """Return the words in bold letters that runs begin with."""
    last = next((n for n, run in enumerate(said) if not run.marks & _OFF), len(said))
    return plain(tuple(said[:last]))


def _first_line(passage: Passage) -> Runs:
    return next(iter(whole_lines(passage.runs)), ())


def _could_be_title(runs: Runs) -> bool:
    """Return whether words can be the title of a work: neither the name of a section nor one word."""
    text = plain(runs)
    if not 1 < len(words_of(text)) <= _TITLE and not (len(text) >= 4 and not text.isascii()):
        return False
    if names_list(text) or names_session(text) or is_list_of_works(text) or other_place((text,)):
        return False
    short = len(words_of(text)) < 4  # "A Note on Gates That Close" is a title
    return link_role(text) is None and not (short and note_key(text)) and not text.endswith(":")


def _is_of_session(block: Block) -> bool:
    """Return whether a title behind the number of a meeting stands over its names and place ("Week 2: Opening …")."""
    return is_whole(block) and names_session(plain(block.title))


def _blocks(passages: Sequence[Passage], kind: tuple[str, int, str], starts: set[int]) -> Iterator[Block]:
    """Yield the blocks under the titles of a kind, which stand at the places `starts`."""
    # "**Key ideas**" over the lines of a work is no title of another
    if kind[0] == "paragraph":
        starts = starts - {n for n in starts if _is_short(passages[n]) and not is_work(_block(passages, n, starts))}
    for n in sorted(starts):
        if len(plain(passages[n].runs).split()) >= 4 or _could_be_title(passages[n].runs):  # no "Further Papers"
            yield _block(passages, n, starts)


def _is_short(passage: Passage) -> bool:
    """Return whether the title that is set off in a paragraph has no more than two words, and leads nowhere."""
    first = _first_line(passage)
    said = [run for run in first if run.text.strip() and run.image is None]
    return len(words_of(_set_off(said))) < 3 and not any(run.href for run in said)


def _block(passages: Sequence[Passage], at: int, starts: Set[int]) -> Block:
    """Return the block under a title, up to the next one; one with a heading in it has no lines."""
    passage = passages[at]
    end = at + 1
    while passage.kind != "item" and end < len(passages) and end not in starts and passages[end].kind not in _OTHER:
        if passage.kind == "paragraph" and _is_prose(passages[end]):
            break
        end += 1
    if end - 1 > at and end in starts and _is_name(passages[end - 1]) and _is_over_names(passages[end].runs):
        end -= 1
    title, *rest = whole_lines(passage.runs) if passage.kind != "heading" else [passage.runs]
    below = [*passage.children, *passages[at + 1 : end]][: MOST + 1]  # more are no lines of a work
    lines = [*(line_of(runs, replace(passage, children=())) for runs in rest if plain(runs)), *_lines(below)]
    after = passages[end] if end < len(passages) else None
    deeper = after is not None and after.kind == "heading" and after.level > passage.level > 0
    return Block(at, end, title, [] if after is not None and after.kind == "row" else lines, deeper)


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
        lines = whole_lines(passage.runs)
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


def _are_fields(lines: Sequence[Runs]) -> bool:
    """Return whether most lines of a paragraph are fields or links, so that each stands for itself."""
    known = sum(kind_of_line(runs)[0] not in {"note", "other"} for runs in lines)
    return 2 * known >= len(lines)
