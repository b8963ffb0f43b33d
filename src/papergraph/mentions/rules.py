"""Whether a name really stands where its words do: case, what separates its words, what is beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from papergraph.mentions.words import UNSEEN, is_hangul, is_spaceless, plain, spans, words

_JOIN = "-‐‑–−－_/"
# What follows a whole name makes it another name: a version ("GPT-4", "Llama 2", "YOLO v3") or a longer compound
# ("Transformer-XL"). A size does not ("ResNet-50", "BERT-Large", "ViT-B").
_LONGER = re.compile(
    r"[-‐‑–−－_ ]?v?\d(?:\.\d+)*(?![\w%×])"
    r"|[-‐‑–−－_](?!(?:Base|Large|Small|Tiny|Huge|Big|[BLSHT])\b)(?=[A-Z])|\+"
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
_QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»", "*": "*", "_": "_", "„": "“", "'": "'", "「": "」", "『": "』"}

_JOINTS = frozenset(["", " ", *_JOIN])  # words of two scripts may touch
_TITLE = 4  # from so many words on, a name is a title that cannot be a common phrase

Case = Literal["any", "exact", "quoted"]
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is printed: how its case counts, its words and what separates them, whether it is a long title."""

    case: Case
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    long: bool

    @classmethod
    def of(cls, name: str, case: Case) -> Spelling:
        """Return the spelling of a name; one without any word has no words."""
        places = spans(name)
        printed = [name[start:end] for start, end in places]
        return cls(
            case,
            tuple(map(plain, printed)),
            tuple(_gap(name[first[1] : second[0]]) for first, second in pairwise(places)),
            _size(printed) >= _TITLE,
        )

    def stands(self, text: str, words: Spans, *, plural: bool) -> bool:
        """Return whether the name really stands at `words` of the text, whose folded forms are its own.

        `plural` says that the last word has an s more than the name.
        """
        start, end = words[0][0], words[-1][1]
        closing = _QUOTES.get(text[start - 1]) if start else None
        quoted = closing is not None and text.startswith(closing, end)
        if self.case == "quoted" and not quoted:
            return False
        if self.case == "exact" and not self._same_case(text, words, plural=plural):
            return False
        for ((_, left), (right, _)), own in zip(pairwise(words), self.gaps, strict=True):
            if not self._same_gap(text[left:right], own):
                return False
        return quoted or (self._free_before(text, start) and _free_after(text, end))

    def _same_gap(self, gap: str, own: str) -> bool:
        """Return whether words that `gap` separates belong together as in the name, where `own` separates them."""
        if gap == own:
            return True
        gap = _gap(gap)
        if gap == own or (gap in _JOINTS and own in _JOINTS):
            return True
        return self.long and len(gap) <= 3 and not set(gap) & set(".!?;()")

    def _same_case(self, text: str, words: Spans, *, plural: bool) -> bool:
        marked = len(self.words) > 1 and any(map(is_name_like, self.words))
        for number, ((start, end), own) in enumerate(zip(words, self.words, strict=True)):
            printed = plain(text[start:end])
            if plural and number == len(words) - 1:
                if not is_name_like(own):  # "GANs" are many of a kind, "Adams" is a surname
                    return False
                printed = printed[:-1]
            if printed == own:
                continue
            # A name printed in small letters ("seq2seq") may begin a sentence; beside a word that can only be of a
            # name, a plain word may have either case ("Q-learning", "Q-Learning").
            free = own[:1].islower() or (marked and not is_name_like(own))
            if not free or printed[1:] != own[1:] or printed[:1].lower() != own[:1].lower():
                return False
        return True

    def _free_before(self, text: str, start: int) -> bool:
        """Return whether what stands before is no part of a longer name ("Mask R-CNN", "t-SNE", "Grounding DINO")."""
        while start and text[start - 1] in UNSEEN:
            start -= 1
        if start >= 2 and text[start - 1] in _JOIN and text[start - 2].isalnum():
            return text[start - 1] == "/"
        if self.long:  # a title is too long to be the end of a name
            return True
        if start and not text[start - 1].isascii() and is_hangul(text, start - 1) and is_hangul(self.words[0], 0):
            return False  # particles follow a Hangul word, but nothing precedes it
        if not start or text[start - 1] != " ":
            return True
        if text[start].islower() and _MANY_BEFORE.search(text, max(0, start - _WINDOW), start):
            return False
        before = text[text.rfind(" ", max(0, start - _WINDOW), start - 1) + 1 : start]
        if text[start].islower() or before == before.lower():
            return True
        match = _CAPITAL_BEFORE.search(text, max(0, start - _WINDOW), start)
        if match is None or match[1].lower() in _BESIDE:
            return True
        # The first word of a sentence has its capital from there.
        begin = match.start(1)
        return _SENTENCE_START.search(text, max(0, begin - _WINDOW), begin) is not None and match[1][1:].islower()


def case_of_title(title: str) -> Case:
    """Return how a title is found: a long one in any case, a short plain one ("Deep learning") only in quotes."""
    printed = words(title)
    if _size(printed) >= _TITLE:
        return "any"
    return "exact" if any(map(is_name_like, printed)) else "quoted"


def case_of_name(name: str) -> Case:
    """Return how a short name is found: as printed when it could be a common word or an acronym of one."""
    printed = words(name)
    if len(printed) >= 2:
        return "exact" if len(name) < 10 else "any"
    word = printed[0] if printed else ""
    if word and is_spaceless(word):  # one letter of Han or Thai is in half of the words
        return "quoted"
    if is_name_like(word):
        camel = any(character.islower() for character in word) and not word[1:].islower()
        return "any" if camel and len(word) >= 5 else "exact"
    return "any" if len(word) >= 10 else "exact"


def case_of_label(label: str) -> Case:
    """Return how a label is found: as printed when it has capitals beyond a first letter, else in any case."""
    return "exact" if any(map(is_name_like, words(label))) else "any"


def is_name_like(word: str) -> bool:
    """Return whether a word has a capital or digit beyond its first letter, or is a single capital letter."""
    return any(character.isupper() or character.isdigit() for character in word[1:]) or (
        len(word) == 1 and word.isupper()
    )


def _size(printed: Sequence[str]) -> float:
    """Return the number of words; where each letter is one, two letters count as a word."""
    return sum(0.5 if is_spaceless(word) else 1 for word in printed)


def _gap(gap: str) -> str:
    """Return what separates two words, white space as one space; "" only where words touch in the name itself."""
    if not gap.isascii():
        gap = "".join(character for character in gap if character not in UNSEEN)
    return " ".join(gap.split()) or (" " if gap else "")


def _free_after(text: str, end: int) -> bool:
    """Return whether what follows is no part of a longer name ("GPT-4", "AlphaGo Zero", "C++")."""
    while end < len(text) and text[end] in UNSEEN:
        end += 1
    if _LONGER.match(text, end):
        return False
    following = _CAPITAL_AFTER.match(text, end)
    return following is None or following[1].lower() in _BESIDE
