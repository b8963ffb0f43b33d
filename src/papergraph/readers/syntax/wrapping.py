"""Texts that an editor filled to a width: line ends that only say that the next word found no place, read as blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.passages import Passage, Run, Runs

NARROWEST, WIDEST = 45, 130  # characters that people fill their lines to
ENOUGH = 8  # line ends, in the whole document
SURELY = 5  # ... where each of them says so
_LABEL = re.compile(r"[\s*_]*([^\W\d_][\w ]{1,24}?)[\s*_]*:")
_LINKS = re.compile(r"\W*(?:!?\[[^\[\]]*\]\([^()\s]*\)\W*)+")  # a line of nothing but links
_ADDRESS = re.compile(r"\W*https?://\S+\s*")
_INDENT = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?")  # to the words of a line
_OWN = re.compile(r"\s*(?:\W*https?://|\(|[A-Z][\w-]{1,15}: )")
_LINKED = re.compile(r"\[([^\[\]]*)\]\(")
_SHARE = 0.8  # of them where the next word found no place


def unfilled(passages: Sequence[Passage], lines: Sequence[str]) -> list[Passage]:
    """Return the passages of a document, with blanks for line ends where its text is filled to a width.

    A text is filled when at nearly all of its line ends the next word would have gone beyond one width. Elsewhere a
    line end may part the title from the authors, and is left.
    """
    width = _width(passages, lines)
    return [_joined(passage, lines, width) for passage in passages] if width else list(passages)


def _width(passages: Sequence[Passage], lines: Sequence[str]) -> int | None:
    """Return the width that the text is filled to, or None."""
    ends = [number for passage in passages for number in _ends(passage) if number < len(lines)]
    ends = [number for number in ends if not _is_links(lines[number]) and not _begins(lines, number)]
    if len(ends) < SURELY:
        return None
    lengths = sorted(len(lines[number - 1].rstrip()) for number in ends)
    width = lengths[(9 * len(lengths)) // 10]
    full = sum(_is_full(lines, number, width) for number in ends)
    items = any(passage.kind == "item" for passage in passages)  # names may stand on a line of their own there
    enough = full >= _SHARE * len(ends) if len(ends) >= ENOUGH else full == len(ends) and not items
    return width if NARROWEST <= width <= WIDEST and enough else None


def _begins(lines: Sequence[str], number: int) -> bool:
    """Return whether a line begins something of its own, wherever the one before it ends: an address, a header.

    So too in brackets, further right, or behind what is no words.
    """
    before, line = lines[number - 1], lines[number]
    indent = len(line) - len(line.lstrip()) > len(_INDENT.match(before)[0]) + 1  # type: ignore[index]
    own = indent or _OWN.match(line) is not None
    return own or _ADDRESS.fullmatch(before) is not None or not re.search(r"\w", before)


def _ends(passage: Passage) -> Iterator[int]:
    """Yield the numbers of the lines of a passage that end inside of it."""
    yield from (run.line for run in passage.runs if _is_end(run))
    for child in passage.children:
        yield from _ends(child)


def _is_end(run: Run) -> bool:
    return run.text == "\n" and "soft" in run.marks


def _is_links(line: str) -> bool:
    """Return whether a line is nothing but links under labels."""
    return _LINKS.fullmatch(line) is not None and all(map(link_role, _LINKED.findall(line)))


def _is_full(lines: Sequence[str], number: int, width: int) -> bool:
    """Return whether the first word of the next line would not have found a place on this one."""
    if _is_links(lines[number]):
        return False
    label, word = _LABEL.match(lines[number]), _first_word(lines[number])
    if label and (field_of(label[1]) or link_role(label[1])):
        return False
    return len(lines[number - 1].rstrip()) + 1 + len(word) > width


def _first_word(line: str) -> str:
    """Return the first word of a line, with what editors keep beside one that ends with a point: "A.V. Matveev"."""
    words = line.split()
    end = next((n for n, word in enumerate(words, 1) if not word.endswith(".")), len(words))
    return " ".join(words[:end])


def _joined(passage: Passage, lines: Sequence[str], width: int) -> Passage:
    runs = _blanked(passage.runs, lines, width)
    children = tuple(_joined(child, lines, width) for child in passage.children)
    return replace(passage, runs=runs, children=children) if runs or children else passage


def _blanked(runs: Runs, lines: Sequence[str], width: int) -> Runs:
    """Return the runs with blanks for the ends of full lines; what goes on over one keeps its marks and its link."""
    out: list[Run] = []
    for n, run in enumerate(runs):
        if not (_is_end(run) and run.line < len(lines) and _is_full(lines, run.line, width)):
            out.append(run)
            continue
        last, after = runs[n - 1] if n else run, runs[n + 1] if n + 1 < len(runs) else run
        inside = (last.marks, last.href, last.image) == (after.marks, after.href, after.image) and not last.image
        out.append(last._replace(text=" ") if inside else Run(" ", run.line))
    return tuple(out)
