"""What a step says of a work: the strongest evidence, one sentence, something to do."""

from __future__ import annotations

import re

from papergraph.model import Activity, BuildsOn, Evidence, Paper

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)*]*\s+(?=[^\s\da-z])")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
# A letter or a short formula between dollar signs; sums of money have a digit or a space in these places.
_FORMULA = re.compile(r"(?<![\w$])\$([^\W\d][^\s$]{0,19})\$(?!\w)")
# A first sentence that is shorter says a name and little else: the next one is told with it.
_TELLING = 30

#: Brackets and quotation marks that enclose sentences of others.
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def strongest(edge: BuildsOn) -> Evidence:
    """Return the evidence that best explains an edge: a curated reason first, then the surest."""
    rank = {"curated": 0, "stated": 1}
    return min(
        edge.evidence,
        key=lambda each: (rank.get(each.justification, 2), -each.confidence, each.source or "", each.first_line or 0),
        default=Evidence(justification="curated", confidence=edge.confidence),
    )


def summary(paper: Paper) -> str | None:
    """Return one sentence that says what a paper contributes.

    Of the first sentences of its summaries and contributions: one of telling length (60 to 200 characters), a summary
    before a contribution, the shortest of them. One that only gives a name ("Introduces DPR.") is told with the next.
    """
    keys = ("summary", "contribution", "insight")
    sentences = [
        (not 60 <= len(first) <= 200, keys.index(note.key), len(first), first)
        for note in paper.notes
        if note.key in keys and (first := _telling(note.text))
    ]
    return _as_sentence(min(sentences)[-1]) if sentences else None


def activities(paper: Paper) -> tuple[Activity, ...]:
    """Return something to implement and something to picture, as the lists suggest them; the shortest of each."""
    found = []
    for key in ("implement", "picture"):
        texts = [first for note in paper.notes if note.key == key and (first := first_sentence(note.text))]
        if texts:
            text = min(texts, key=lambda each: (len(each) < 15, len(each), each))
            found.append(Activity(key="implement" if key == "implement" else "picture", text=_as_sentence(text)))
    return tuple(found)


def _as_sentence(text: str) -> str:
    """Return text with a capital first: a note may go on from the title or label that stands before it."""
    return text[0].upper() + text[1:]


def first_sentence(text: str) -> str:
    """Return the first sentence of a note, without Markdown marks."""
    return _split(text)[0]


def _telling(text: str) -> str:
    """Return the first sentence of a note, with the second where the first is hardly more than a name."""
    first, rest = _split(text)
    return f"{first} {first_sentence(rest)}" if rest and len(first) < _TELLING else first


def _split(text: str) -> tuple[str, str]:
    """Return the first sentence of a note and what follows it, without Markdown marks."""
    plain = " ".join(_FORMULA.sub(r"\1", _MARKS.sub("", text)).split())
    # "et al." and initials end in a full stop that ends no sentence.
    position = 0
    for match in _SENTENCE.finditer(plain):
        head = plain[: match.start()]
        if re.search(r"(?:\b(?:et al|e\.g|i\.e|cf|vs|resp|approx|Fig|Eq|Sec|No)|\b[A-Z])\.$", head):
            continue
        # What is opened within a sentence is closed within it.
        if any(
            plain[: match.end()].count(close) < head.count(open_) and close in plain[match.end() :]
            for open_, close in _PAIRS
        ):
            continue
        position = match.start() + len(match.group().rstrip())  # a closing mark belongs to its sentence
        break
    return (plain[:position].rstrip(), plain[position:].strip()) if position else (plain, "")
