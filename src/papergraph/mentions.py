"""Names found in text: all names of all papers in one pass, at word boundaries, none inside a longer name.

A name is cut into words, and all names stand in one tree of words. The text is walked once, word by word; at each word
the longest name that ends well wins, so a longer name that fails its boundary never hides a shorter one that holds.
What a boundary is goes beyond words: "GPT" is not in "GPT-4" nor in "GPT 4", "R-CNN" not in "Mask R-CNN", "DINO" not in
"Grounding DINO", whether or not those longer names are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from papergraph.identifiers import fold
from papergraph.model import Named

# A word: letters and digits with their combining marks; an underscore joins words as a hyphen does.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_JOIN = "-‐‑–_/"
# What follows a whole name makes it another name: a version ("GPT-4", "Llama 2", "YOLO v3") or a longer compound
# ("Transformer-XL"). A size does not ("ResNet-50", "BERT-Large", "ViT-B").
_LONGER = re.compile(
    r"[-‐‑–_ ]?v?\d(?:\.\d+)*(?![\w%×])|[-‐‑–_](?!(?:Base|Large|Small|Tiny|Huge|Big|[BLSHT])\b)(?=[A-Z])|\+"
)
_CAPITAL_AFTER = re.compile(r" ([A-Z][\w-]*)")
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w])([A-Z][\w-]*|[a-z]?[A-Z][\w-]+) $")
_MANY_BEFORE = re.compile(r"\bmulti(?:ple)?-?\w* $", re.IGNORECASE)  # a multi-layer perceptron is none of the first
_SENTENCE_START = re.compile(r"(?:^|[.!?:;—–]\s+|\n\s*|[(“\"•|]\s*)$")
_WINDOW = 40
# Words that may stand capitalised beside a name without being part of it.
_BESIDE = frozenset(
    """model models network networks net nets architecture algorithm method paper encoder decoder layer layers block
    blocks loss family team authors training base large small tiny et is are was in on of and or the a an its their this
    these with for from by to as than like while when where unlike both using via""".split()  # noqa: SIM905
)
_QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»", "*": "*", "_": "_", "„": "“", "'": "'"}

_JOINTS = frozenset([" ", *_JOIN])
_TITLE = 4  # from so many words on, a name is a title that cannot be a common phrase

Case = Literal["any", "exact", "quoted"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, `text[start:end]`, that names a paper (or whatever else the names were made for)."""

    paper: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Ending:
    """A name that ends at a place of the tree: how its case counts, its own words and what separates them."""

    case: Case
    words: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """A place of the tree: the words that go on from it, and whose the names are that end here (None: nobody's)."""

    next: dict[str, _Node] = field(default_factory=dict)
    endings: dict[_Ending, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """All names, ready to be found; made by `of` or `of_labels`."""

    root: _Node

    @classmethod
    def of(cls, papers: Iterable[Named], others: Iterable[Named] = ()) -> Names:
        """Return the names of `papers`: titles, alternative titles and short names.

        `others` are works that may be named but are not asked for: where one of their names stands, no name inside it
        is found. A name that two papers share names neither of them.
        """
        names: list[tuple[str, str | None, Case]] = []
        own: set[str] = set()
        for paper in papers:
            own.add(paper.id)
            names += [(name, paper.id, case) for name, case in _names(paper)]
        known = {_key(name) for name, _, _ in names}
        for other in others:
            if other.id not in own:
                names += [(name, None, case) for name, case in _names(other) if _key(name) not in known]
        return cls(_tree(names))

    @classmethod
    def of_labels(cls, labels: Iterable[tuple[str, str]]) -> Names:
        """Return names from pairs (label, owner); a label with capitals counts as printed, others in any case."""
        return cls(_tree([(label, owner, _case_of_label(label)) for label, owner in labels]))

    def find(self, text: str) -> list[Mention]:
        """Return all mentions in `text`, in order, none overlapping another."""
        words = [match.span() for match in _WORD.finditer(text)]
        folded = [_fold(text[start:end]) for start, end in words]
        first = self.root.next
        mentions: list[Mention] = []
        at = 0
        while at < len(words):
            word = folded[at]
            if word not in first and (word[-1:] != "s" or word[:-1] not in first):
                at += 1
                continue
            found = self._longest(text, words, folded, at)
            if found is None:
                at += 1
                continue
            past, owner = found
            if owner is not None:
                start, end = words[at][0], words[past - 1][1]
                mentions.append(Mention(owner, start, end, text[start:end]))
            at = past
        return mentions

    def _longest(
        self, text: str, words: list[tuple[int, int]], folded: list[str], at: int
    ) -> tuple[int, str | None] | None:
        """Return (index past the last word, owner) of the longest name that begins at word `at` and ends well."""
        best: tuple[int, str | None] | None = None
        node = self.root
        for index in range(at, len(words)):
            plural = _singular(folded[index])
            for form in (folded[index], plural):
                reached = node.next.get(form) if form else None
                if reached is None or not reached.endings:
                    continue
                owners = {
                    owner
                    for ending, owner in reached.endings.items()
                    if _stands(ending, text, words[at : index + 1], plural=form != folded[index])
                }
                if owners:
                    best = index + 1, owners.pop() if len(owners) == 1 else None
                    break
            following = node.next.get(folded[index])
            if following is None:
                break
            node = following
        return best


def _names(paper: Named) -> list[tuple[str, Case]]:
    titles = [(title, _case_of_title(title)) for title in (paper.title, *paper.alt_titles)]
    return titles + [(name, _case_of_name(name)) for name in paper.short_names]


def _key(name: str) -> tuple[str, ...]:
    return tuple(_fold(word) for word in _WORD.findall(name))


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)


def _tree(names: Iterable[tuple[str, str | None, Case]]) -> _Node:
    root = _Node()
    for name, owner, case in sorted(names, key=lambda each: (each[0], each[1] or "", each[2])):
        spans = [match.span() for match in _WORD.finditer(name)]
        if not spans:
            continue
        words = tuple(name[start:end] for start, end in spans)
        gaps = tuple(name[first[1] : second[0]] for first, second in pairwise(spans))
        node = root
        for word in words:
            node = node.next.setdefault(_fold(word), _Node())
        ending = _Ending(case, words, gaps)
        shared = node.endings.get(ending, owner) != owner
        node.endings[ending] = None if shared else owner
    return root


def _case_of_title(title: str) -> Case:
    """Return how a title is found: a long one in any case, a short plain one ("Deep learning") only in quotes."""
    words = _WORD.findall(title)
    if len(words) >= _TITLE:
        return "any"
    return "exact" if any(_is_name_like(word) for word in words) else "quoted"


def _case_of_name(name: str) -> Case:
    """Return how a short name is found: as printed when it could be a common word or an acronym of one."""
    words = _WORD.findall(name)
    if len(words) >= 2:
        return "exact" if len(name) < 10 else "any"
    word = words[0] if words else ""
    if _is_name_like(word):
        camel = any(character.islower() for character in word) and not word[1:].islower()
        return "any" if camel and len(word) >= 5 else "exact"
    return "any" if len(word) >= 10 else "exact"


def _case_of_label(label: str) -> Case:
    return "exact" if any(_is_name_like(word) for word in _WORD.findall(label)) else "any"


def _is_name_like(word: str) -> bool:
    """Return whether a word has a capital or digit beyond its first letter, or is a single capital letter."""
    return any(character.isupper() or character.isdigit() for character in word[1:]) or (
        len(word) == 1 and word.isupper()
    )


def _singular(word: str) -> str | None:
    return word[:-1] if len(word) >= 4 and word.endswith("s") and not word.endswith("ss") else None


def _stands(ending: _Ending, text: str, words: list[tuple[int, int]], *, plural: bool) -> bool:
    """Return whether a name really stands at `words` of the text: case, what separates its words, what is beside it."""
    start, end = words[0][0], words[-1][1]
    for ((_, left), (right, _)), own in zip(pairwise(words), ending.gaps, strict=True):
        if not _same_gap(text[left:right], own, title=len(words) >= _TITLE):
            return False
    closing = _QUOTES.get(text[start - 1]) if start else None
    quoted = closing is not None and text.startswith(closing, end)
    if ending.case == "quoted":
        return quoted
    if ending.case == "exact" and not _same_case(ending, text, words, plural=plural):
        return False
    return quoted or (_free_before(text, start, len(words)) and _free_after(text, end))


def _same_gap(gap: str, own: str, *, title: bool) -> bool:
    """Return whether words that `gap` separates belong together as in the name, where `own` separates them."""
    gap, own = " ".join(gap.split()) or " ", " ".join(own.split()) or " "
    if gap == own or (gap in _JOINTS and own in _JOINTS):
        return True
    return title and len(gap) <= 3 and not set(gap) & set(".!?;()")


def _same_case(ending: _Ending, text: str, words: list[tuple[int, int]], *, plural: bool) -> bool:
    marked = len(ending.words) > 1 and any(_is_name_like(word) for word in ending.words)
    for number, ((start, end), own) in enumerate(zip(words, ending.words, strict=True)):
        printed = text[start:end]
        if plural and number == len(words) - 1:
            if not _is_name_like(own):  # "GANs" are many of a kind, "Adams" is a surname
                return False
            printed = printed[:-1]
        if printed == own:
            continue
        # A name printed in small letters ("seq2seq") may begin a sentence; beside a word that can only be of a name,
        # a plain word may have either case ("Q-learning", "Q-Learning").
        free = own[:1].islower() or (marked and not _is_name_like(own))
        if not free or printed[1:] != own[1:] or printed[:1].lower() != own[:1].lower():
            return False
    return True


def _free_before(text: str, start: int, words: int) -> bool:
    """Return whether what stands before is no part of a longer name ("Mask R-CNN", "t-SNE", "Grounding DINO")."""
    if start >= 2 and text[start - 1] in _JOIN and text[start - 2].isalnum():
        return text[start - 1] == "/"
    if words >= _TITLE:  # a title is too long to be the end of a name
        return True
    if text[start].islower() and _MANY_BEFORE.search(text, max(0, start - _WINDOW), start):
        return False
    match = _CAPITAL_BEFORE.search(text, max(0, start - _WINDOW), start)
    if match is None or match[1].lower() in _BESIDE or text[start].islower():
        return True
    # The first word of a sentence has its capital from there.
    begin = match.start(1)
    return _SENTENCE_START.search(text, max(0, begin - _WINDOW), begin) is not None and match[1][1:].islower()


def _free_after(text: str, end: int) -> bool:
    """Return whether what follows is no part of a longer name ("GPT-4", "AlphaGo Zero", "C++")."""
    if _LONGER.match(text, end):
        return False
    following = _CAPITAL_AFTER.match(text, end)
    return following is None or following[1].lower() in _BESIDE
