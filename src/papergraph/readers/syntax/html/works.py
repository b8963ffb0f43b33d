"""Which passages of a page are one work each: boxes alike, bullets in plain words, lines that stand together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from papergraph.readers.grammar.breaks import break_pieces
from papergraph.readers.grammar.splitting import wrapped_pieces
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_web
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines
from papergraph.readers.syntax.html.parts import names_work
from papergraph.readers.syntax.html.tree import BLOCKS, LISTS, Node

_BULLET = re.compile(r"\s*([•·▪▫‣◦■□●○§▶►➢➤])\s*(?=\S)")
BOXES = frozenset({"div", "article", "section"})
_SHORT = 300  # characters of a line of a work in a box of its own
_LEAST = 60  # characters of a work in a box, that is not just one of its fields
_CARD = 800  # characters of a card
_BODY = re.compile(r"\b(?:chairs?|committee|organi[sz]ers|editors|team)\b", re.IGNORECASE)  # what people are, no title
_TITLE_WORDS = 3  # of its heading, at least
_MOST_LINES = 8  # of one work
BREAK = frozenset({"break"})


def as_item(node: Node, inside: list[Passage], depth: int, marker: str) -> Passage:
    """Return the passages of an element as one item: the first line with words leads it."""
    lead = inside[0] if inside and inside[0].kind in {"paragraph", "heading"} else None
    first = min(node.line, lead.first_line) if lead else node.line
    return Passage(
        "item", first, lead.last_line if lead else node.line, lead.runs if lead else (), 4 * depth,
        marker=marker, children=tuple(inside[1:] if lead else inside),
    )  # fmt: skip


def says_much(runs: Runs) -> bool:
    """Return whether a term has words of its own, and not just a number, a label or links."""
    said = [run for run in runs if run.text.strip() and run.image is None]
    beside = " ".join(run.text for run in said if not run.href)
    linked = {run.href for run in said}
    if len(linked) == 1 and all(run.href and is_web(run.href) for run in said):
        return link_role(plain(runs)) is None and len(plain(runs)) > 3 and not plain(runs).isdigit()
    return len(re.findall(r"[^\W\d_]{2,}", beside)) > 2 or len(re.findall(r"[^\W\d_]{2,}", plain(runs))) > 4


_DATED = re.compile(r"(?P<names>.{4,}?)[.,]?\s*[(\[]?(?:1[89]|20)\d\d[a-z]?[)\]]?[.:,]?", re.DOTALL)


def signed_work(term: Passage, said: list[Passage]) -> list[Passage] | None:
    """Return a term that is authors and a year with the work that is said of it, or None for any other term.

    Where the authors are a link it leads to a page of the work.
    """
    match = _DATED.fullmatch(plain(term.runs))
    if match is None or not said or said[0].kind != "paragraph" or not are_names(match["names"]):
        return None
    runs = [run._replace(href=None) for run in term.runs if run.text != "\n"]
    lead = replace(
        said[0], first_line=term.first_line, runs=(*runs, Run(" ", said[0].first_line), *said[0].runs),
    )  # fmt: skip
    hrefs = dict.fromkeys(run.href for run in term.runs if run.href)
    line = said[0].last_line
    pages = [Passage("item", line, line, (Run("page", line, href=href),), said[0].column, marker="-") for href in hrefs]
    return [lead, *said[1:], *pages]


def boxes_of_works(node: Node) -> list[Node]:
    """Return the boxes in an element that are one work each: alike, of some lines, without lists or headings.

    So too those of one line that name the fields of a work by their classes.
    """
    boxes = [part for part in node.elements() if part.tag in BOXES]
    if len(boxes) < 2:
        return []
    named = [box for box in boxes if box.attrs.get("class") and len(box.text()) <= _CARD and _is_named_line(box)]
    kinds = Counter((box.tag, box.attrs.get("class")) for box in boxes)
    alike = [box for box in boxes if kinds[box.tag, box.attrs.get("class")] > 1]
    several = sum(map(is_card, alike)) >= max(2, 0.8 * len(alike))
    return [
        box for box in alike
        if (box.attrs.get("class") and _is_box_of_lines(box)) or (several and is_card(box))
    ] + named  # fmt: skip


def _is_named_line(box: Node) -> bool:
    """Return whether a box holds no other block, and names the fields of one work."""
    return not any(part.tag in BLOCKS or part.tag == "br" for part in box.within()) and names_work(box)


def is_card(box: Node) -> bool:
    """Return whether a box is a card: a heading of several words, and a few short lines, people among them."""
    parts = [*box.within()]
    heads = [part for part in parts if part.level and part.text()]
    if not heads or len(heads) > 2 or len(heads[0].text().split()) < _TITLE_WORDS or len(box.text()) > _CARD:
        return False
    if (
        _BODY.search(heads[0].text())
        or heads[-1].level < heads[0].level
        or (len(heads) > 1 and heads[1].level == heads[0].level)
    ):
        return False
    if any(part.tag in LISTS or part.tag in {"table", "dl", "form"} for part in parts):
        return False
    in_heads = {id(part) for head in heads for part in head.within()}
    lines = [
        part for part in parts
        if part.tag in {"p", "div", "span"} and id(part) not in in_heads and len(part.text()) <= _SHORT
    ]  # fmt: skip
    return 1 <= len(lines) <= 16 and any(are_names(line.text()) for line in lines) and not are_names(heads[0].text())


def carded(inside: list[Passage]) -> list[Passage]:
    """Return the passages of a card as one paragraph: its heading first, the other short lines behind it."""
    head = next((each for each in inside if each.kind == "heading"), None)
    lines = [
        each for each in inside
        if each.kind in {"paragraph", "heading"} and each is not head and len(plain(each.runs)) <= _SHORT
    ]  # fmt: skip
    if head is None or not lines:
        return inside
    over = inside[: inside.index(head)]
    lines = [each for each in lines if each not in over or not _is_tag(each)] or lines
    runs = [run._replace(marks=run.marks | {"heading"}) for run in head.runs]
    for line in lines:
        runs += [Run("\n", line.first_line, BREAK), *line.runs]
    first = min(each.first_line for each in (head, *lines))
    last = max(each.last_line for each in (head, *lines))
    rest = [each for each in inside if each is not head and each not in lines]
    return [Passage("paragraph", first, last, tuple(runs), head.column), *rest]


def _is_tag(line: Passage) -> bool:
    """Return whether a line over the heading of a card says of what kind or how far the work is: "Preprint"."""
    text = plain(line.runs)
    short = len(text.split()) <= 4 and not re.search(r"\d", text) and not any(run.href for run in line.runs)
    return short and not are_names(text)


def _is_box_of_lines(box: Node) -> bool:
    lines = 0
    for part in (box, *box.within()):
        if part.tag in LISTS or part.tag in {"table", "dl"} or part.level or _holds_like(part):
            return False
        lines += part.tag in BLOCKS or part.tag == "br"
    return 2 <= lines <= 40


def _holds_like(node: Node) -> bool:
    """Return whether several boxes of one kind stand in an element, each with enough words for a work of its own."""
    boxes = [part for part in node.elements() if part.tag in BOXES and part.attrs.get("class")]
    kinds = Counter((box.tag, box.attrs["class"]) for box in boxes)
    if sum(map(names_work, boxes)) > 1:
        return True
    return any(
        count > 1 and sum(len(box.text()) > _LEAST for box in boxes if (box.tag, box.attrs["class"]) == kind) > 1
        for kind, count in kinds.items()
    )


def joined(inside: list[Passage]) -> list[Passage]:
    """Return passages with the short paragraphs at their beginning put into one, a line each."""
    lines: list[Passage] = []
    for passage in inside:
        if passage.kind != "paragraph" or len(plain(passage.runs)) > _SHORT:
            break
        lines.append(passage)
    if len(lines) < 2:
        return inside
    runs = list(lines[0].runs)
    for line in lines[1:]:
        runs += [Run("\n", line.first_line, BREAK), *line.runs]
    first, last = lines[0].first_line, max(line.last_line for line in lines)
    return [Passage("paragraph", first, last, tuple(runs), lines[0].column), *inside[len(lines) :]]


def bulleted(passages: list[Passage]) -> list[Passage]:
    """Return passages with paragraphs that begin with a bullet as items, the short ones behind each as lines of it."""
    found = [_BULLET.match(plain(each.runs)) if each.kind == "paragraph" else None for each in passages]
    if sum(map(bool, found)) < 2:
        return passages
    out: list[Passage] = []
    lines: list[Passage] = []

    def close() -> None:
        if lines:
            lead, *rest = joined(lines)
            out.append(
                Passage(
                    "item",
                    lead.first_line,
                    lead.last_line,
                    lead.runs,
                    lead.column,
                    marker="-",
                    children=tuple(rest),
                )
            )
            lines.clear()

    for passage, bullet in zip(passages, found, strict=True):
        if bullet:
            close()
            lines.append(Passage("paragraph", passage.first_line, passage.last_line, _unbulleted(passage.runs)))
        elif lines and passage.kind == "paragraph" and len(plain(passage.runs)) <= _SHORT and len(lines) < 5:
            lines.append(passage)
        else:
            close()
            out.append(passage)
    close()
    return out


def works_in_lines(passages: list[Passage]) -> list[Passage]:
    """Return passages with paragraphs of a few lines each as items, where several stand together: each is one work.

    A paragraph with a work on each of its lines stays one.
    """
    found = [each.kind == "paragraph" and _is_one_work(each) for each in passages]
    if sum(found) < 3 or 3 * sum(found) < 2 * sum(each.kind == "paragraph" for each in passages):
        return passages
    return [
        Passage("item", each.first_line, each.last_line, each.runs, each.column, marker="-") if one else each
        for each, one in zip(passages, found, strict=True)
    ]


def _is_one_work(passage: Passage) -> bool:
    lines = said_lines(passage.runs, "break")
    if not 1 < len(lines) <= _MOST_LINES:
        return False
    pieces = break_pieces(passage.runs) or list(wrapped_pieces(passage.runs))
    return sum(piece.head for piece in pieces) < 2


def _unbulleted(runs: Runs) -> Runs:
    out: list[Run] = []
    done = False
    for run in runs:
        if not done and run.image is None and run.text.strip():
            done = True
            run = run._replace(
                text=_BULLET.sub("", run.text) if _BULLET.match(run.text) else run.text.lstrip(" •·▪●○■§")
            )
        out.append(run)
    return tuple(out)
