"""What the signals look at: papers in their places, their words with how rare these are, and which of two is newer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from papergraph.graph import PaperGraph
from papergraph.identifiers import fold
from papergraph.mentions import Names
from papergraph.model import Entry, Named, Note, Paper
from papergraph.relate.claims import age

Pair = tuple[str, str]
"""(subject, object): the newer paper and the older one that it might build on."""

_WORD = re.compile(r"[^\W\d_][\w-]*[^\W_]|[^\W_]{2,}")
_MOST_WORDS = 60  # the rarest words of a long text say what it is about
_PLURAL = re.compile(r"ies$|(?<=x)es$|(?<=[cs]h)es$|(?<=ss)es$|(?<![sui])s$")
#: Words of titles and sentences that name no subject; rarity alone cannot tell on a short list.
_PLAIN = frozenset(
    """a about after all also an and any are as at be because been before between both but by can could do does each
    first for from had has have how in into is it its less like made make makes many may more most much must new no not
    of on one only or other our out over same so some such than that the their them then there these they this those
    through to two under up use used uses using via was we were what when where which while who why will with within
    without would you your paper work result show model method approach towards toward""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Signal:
    """One thing that speaks for a pair: its weight, how to say it in plain words, and where it stands if it is said.

    `takes` are ids of the concepts that it is about.
    """

    name: str
    weight: float
    said: str
    source: str | None = None
    line: int | None = None
    quote: str | None = None
    takes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The place as `source:line`, empty when it is said nowhere."""
        return f"{self.source}:{self.line}" if self.source and self.line else ""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A place where a note of the work `owner` names the work `named`: `note.text[start:]`."""

    owner: str
    named: str
    entry: Entry
    note: Note
    start: int


@dataclass(frozen=True)
class Facts:
    """A graph as the signals need it; everything is made once, and only when it is asked for."""

    graph: PaperGraph
    known: tuple[Named, ...] = ()
    """Works beyond the graph that may be named: no name inside one of theirs is found."""
    _orders: dict[Pair, Pair] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def papers(self) -> Mapping[str, Paper]:
        """The papers by id, sorted by it."""
        return {paper.id: paper for paper in sorted(self.graph.papers, key=lambda each: each.id)}

    @cached_property
    def entries(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each paper, in the order of the lists."""
        found: dict[str, list[Entry]] = {}
        for entry in sorted(self.graph.entries, key=lambda each: (each.source, each.first_line, each.id)):
            if entry.paper in self.papers:
                found.setdefault(str(entry.paper), []).append(entry)
        return {paper: tuple(found[paper]) for paper in sorted(found)}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The place of each paper among all, by its first entry."""
        order = sorted(self.entries, key=lambda each: (self.entries[each][0].source, self.entries[each][0].first_line))
        return {paper: number for number, paper in enumerate(order)}

    @cached_property
    def title_words(self) -> Mapping[str, Mapping[str, float]]:
        """The rare words of titles, each with its weight, by paper."""
        return _weighted(
            {paper.id: words(" ".join((paper.title, *paper.alt_titles))) for paper in self.papers.values()}
        )

    @cached_property
    def prose_words(self) -> Mapping[str, Mapping[str, float]]:
        """The rare words of what is said of each paper, with those of its title, by paper."""
        return _weighted(
            {
                paper.id: words(paper.title) | {w for note in paper.notes for w in words(note.text)}
                for paper in self.papers.values()
            }
        )

    @cached_property
    def sections(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The papers of each section (source, then headings), in the order of the list."""
        found: dict[tuple[str, ...], list[str]] = {}
        for paper, entries in self.entries.items():
            for entry in entries:
                found.setdefault((entry.source, *entry.section), []).append(paper)
        return {
            key: tuple(sorted(set(found[key]), key=lambda each: (self.position[each], each))) for key in sorted(found)
        }

    @cached_property
    def sections_of(self) -> Mapping[str, frozenset[tuple[str, ...]]]:
        """The sections of each paper."""
        return {
            paper: frozenset((entry.source, *entry.section) for entry in entries)
            for paper, entries in self.entries.items()
        }

    @cached_property
    def objects(self) -> Mapping[str, frozenset[str]]:
        """What each paper builds on by the edges at hand."""
        return {key: frozenset(edge.object for edge in edges) for key, edges in self.graph.edges_from.items()}

    @cached_property
    def subjects(self) -> Mapping[str, frozenset[str]]:
        """What builds on each paper by the edges at hand."""
        return {key: frozenset(edge.subject for edge in edges) for key, edges in self.graph.edges_to.items()}

    @cached_property
    def mentions(self) -> tuple[Mentioned, ...]:
        """Every place of a note that names another work, in the order of papers and entries."""
        names = Names.of(self.papers.values(), self.known)
        return tuple(
            Mentioned(paper, mention.paper, entry, note, mention.start)
            for paper, entries in self.entries.items()
            for entry in entries
            for note in entry.notes
            for mention in names.find(note.text)
            if mention.paper != paper
        )

    @cached_property
    def leaning(self) -> Mapping[str, frozenset[str]]:
        """The works that lean on each paper, whatever says so: an edge, or a note that names it and is newer."""
        found = {paper: set(subjects) for paper, subjects in self.subjects.items()}
        for each in self.mentions:
            if self.pair(each.owner, each.named) == (each.owner, each.named):
                found.setdefault(each.named, set()).add(each.owner)
        return {paper: frozenset(found[paper]) for paper in sorted(found)}

    def pair(self, first: str, second: str) -> Pair | None:
        """Return two papers as (newer, older), None when they are one.

        By first publication; where the dates leave it open, the one that stands later in the list counts as newer.
        """
        if first == second:
            return None
        key = (first, second) if first < second else (second, first)
        if key not in self._orders:
            self._orders[key] = self._ordered(*key)
        return self._orders[key]

    def open(self, pair: Pair) -> bool:
        """Return whether the dates leave open which of the two is newer."""
        return age(self.papers[pair[0]], self.papers[pair[1]]) in {"same", "unknown"}

    def name(self, paper: str) -> str:
        """Return the shortest telling name of a paper."""
        found = self.papers[paper]
        return found.short_names[0] if found.short_names else found.title

    def _ordered(self, first: str, second: str) -> Pair:
        beside = age(self.papers[first], self.papers[second])
        if beside in {"older", "newer"}:
            return (first, second) if beside == "newer" else (second, first)
        places = [(self.position.get(each, -1), each) for each in (first, second)]
        return (first, second) if places[0] > places[1] else (second, first)


def words(text: str) -> set[str]:
    """Return the words of a text that may name a subject, folded, a plural as its singular.

    >>> sorted(words("The Transformers of vision, in B-trees"))
    ['b-tree', 'transformer', 'vision']
    """
    found = set()
    for word in _WORD.findall(text):
        key = fold(word)
        key = _PLURAL.sub(lambda match: "y" if match[0] == "ies" else "", key) if len(key) > 4 else key
        if len(key) > 2 and key not in _PLAIN:
            found.add(key)
    return found


def rarity(count: int, total: int) -> float:
    """Return how telling something is that `count` of `total` papers share: 1 for one paper, 0 for all of them."""
    return math.log(total / count) / math.log(total) if 0 < count <= total and total > 1 else 0.0


def most_sharing(total: int) -> int:
    """Return how many papers may share a thing before it says nothing: pairs are made within, so that it is bounded."""
    return min(40, max(4, total // 8))


def _weighted(found: Mapping[str, Collection[str]]) -> Mapping[str, Mapping[str, float]]:
    """Return the words of each paper that another one has too and not too many, with weights of unit length."""
    counts = Counter(word for each in found.values() for word in each)
    most, total = most_sharing(len(found)), len(found)
    made = {}
    for paper in sorted(found):
        # What nobody else has counts in the length: a long text shares some word with everything.
        weights = {word: rarity(counts[word], total) for word in sorted(found[paper]) if counts[word] <= most}
        length = math.sqrt(sum(weight**2 for weight in weights.values()))
        telling = sorted((word for word in weights if counts[word] > 1), key=lambda word: (-weights[word], word))
        made[paper] = {word: weights[word] / length for word in sorted(telling[:_MOST_WORDS]) if length}
    return made


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the second members by the first ones, in the order of `pairs`."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
