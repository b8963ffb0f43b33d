"""Names of papers and texts that mention them, made from a seed: what benchmarks/names.py measures with."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A paper as far as names go."""

    id: str
    title: str
    short_names: tuple[str, ...] = ()
    alt_titles: tuple[str, ...] = ()
    citekey: str = ""
    identifiers: tuple[str, ...] = ()


def vocabulary(chance: random.Random, size: int = 30_000) -> list[str]:
    """Words made of syllables, the frequent ones first and short."""
    syllables = [a + b for a in "bcdfglmnprstvw" for b in "aeiou"]
    words = ["a", "the", "of", "for", "in", "on", "and", "to", "with", "is", "by", "from", "via", "learning", "deep"]
    known = set(words)
    while len(words) < size:
        word = "".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4)))) + chance.choice(
            ("", "", "n", "s")
        )
        if len(word) > 2 and word not in known:
            known.add(word)
            words.append(word)
    return words


def works(chance: random.Random, words: Sequence[str], count: int) -> list[Work]:
    """`count` names: in five, three titles of four to ten words and two short names, of which some go on in others."""
    weights = [1 / (rank + 2) for rank in range(len(words))]
    names: dict[str, None] = {}
    short: list[str] = []
    while len(names) < count:
        if chance.random() < 0.6:
            drawn = chance.choices(words, weights, k=chance.randint(4, 10))
            name = " ".join(word.capitalize() if len(word) > 3 else word for word in drawn)
        else:
            word = chance.choice(words[500:])
            name = chance.choice((word.capitalize() + word[:3].upper(), word[:5].upper(), word.capitalize() + "Net"))
            if short and chance.random() < 0.3:
                other = chance.choice(short)
                name = chance.choice((f"{other}-{chance.randint(2, 9)}", f"Fast {other}", f"{other} {name}"))
            short.append(name)
        names[name] = None
    return [
        Work(
            f"p{number}",
            name if len(name.split()) > 3 else f"Zq{number} untold title of it",
            () if len(name.split()) > 3 else (name,),
        )
        for number, name in enumerate(names)
    ]


def printed(of: Work) -> str:
    """The name that a text has."""
    return of.short_names[0] if of.short_names else of.title


def usual(chance: random.Random, words: Sequence[str], of: Sequence[Work], size: int) -> str:
    """Prose of about `size` characters with a mention in about 200."""
    weights = [1 / (rank + 2) for rank in range(len(words))]
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = chance.choices(words, weights, k=chance.randint(12, 40))
        sentence[0] = sentence[0].capitalize()
        if chance.random() < 0.8:
            sentence.insert(chance.randint(1, len(sentence) - 1), printed(chance.choice(of)))
        text = " ".join(sentence).replace(" with ", ", with ") + chance.choice((". ", ". ", ".\n", " (“so”). "))
        parts.append(text)
        length += len(text)
    return "".join(parts)


def hostile(chance: random.Random, of: Sequence[Work], size: int) -> str:
    """Beginnings, middles and ends of names, and whole ones, without other words."""
    parts: list[str] = []
    length = 0
    while length < size:
        name = printed(chance.choice(of)).split()
        start = chance.randint(0, len(name) - 1)
        text = " ".join(name[: start + 1] if chance.random() < 0.7 else name[start:]) + chance.choice((" ", " ", ", "))
        parts.append(text)
        length += len(text)
    return "".join(parts)


def folded(text: str) -> str:
    """Words in small letters, parted and framed by single spaces."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower())) + " "
