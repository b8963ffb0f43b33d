"""REF to record: how a word that a person types is read as a paper, a concept or an author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from papergraph.errors import AmbiguousReferenceError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.model import Author, Concept, Paper
from papergraph.references import ReferenceIndex

_MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What a word was read as: the kind of record, its id, and how to say so."""

    given: str
    kind: Literal["paper", "concept", "author"]
    id: str
    as_: str


class Lookup:
    """Reads references in a graph; made once, asked often."""

    def __init__(self, graph: PaperGraph) -> None:
        self.graph = graph
        self._works = ReferenceIndex.of(graph.papers)
        self._labels: dict[str, list[str]] = {}
        for concept in graph.concepts:
            for label in (concept.id, concept.pref_label, *concept.alt_labels):
                ids = self._labels.setdefault(title_key(label), [])
                if concept.id not in ids:
                    ids.append(concept.id)
        self._authors: dict[str, list[str]] = {}
        for author in graph.authors:
            for name in (author.id, author.name, *author.alt_names):
                ids = self._authors.setdefault(title_key(name), [])
                if author.id not in ids:
                    ids.append(author.id)

    def find(self, reference: str) -> Found:
        """Return the paper or concept that `reference` names.

        Read in this order: id, identifier or URL; citekey, short name or whole title; a concept's label or alternative
        label; a phrase that stands in one title alone. A single word is such a phrase only where it is no part
        of anything else's name: "net" is not U-Net. Raises AmbiguousReferenceError or UnknownReferenceError with the
        closest candidates.
        """
        given = _plain(reference)
        if not given:
            raise UnknownReferenceError(reference, said="an empty word names nothing; give a title, an id or a label")
        papers = self._works.find(given)
        if not papers:
            concepts = self._labels.get(title_key(given), [])
            if concepts:
                return self._one(reference, "concept", concepts)
            papers = self._phrase(given)
            if len(papers) == 1 and " " not in (word := title_key(given)) and len(named := self._holding(word)) > 1:
                said = [self._say("paper" if each in self.graph.paper else "concept", each) for each in named]
                raise AmbiguousReferenceError(reference, _shortened(said))
            papers = papers or self._squeezed(given)
        if papers:
            return self._one(reference, "paper", papers)
        if names := self._author(given):
            wrote = [p for p in self.graph.papers if set(p.authors) & set(names)]
            listed = ", ".join(self._say("paper", paper.id) for paper in wrote[:_MOST_CANDIDATES])
            raise UnknownReferenceError(
                reference,
                [p.citekey for p in wrote],
                said=f"{reference!r} is an author, who wrote {listed}; name a paper",
            )
        raise UnknownReferenceError(reference, self.candidates(given))

    def find_any(self, reference: str) -> Found:
        """Return the paper, concept or author that `reference` names; raises as `find` does."""
        try:
            return self.find(reference)
        except UnknownReferenceError:
            ids = self._author(_plain(reference))
            if not ids:
                raise
            return self._one(reference, "author", ids)

    def paper(self, reference: str) -> Paper:
        """Return the paper that `reference` names; raises UnknownReferenceError when it names a concept."""
        found = self.find(reference)
        if found.kind != "paper":
            introduced = [
                self.graph.paper[topic.paper].citekey
                for topic in self.graph.topics
                if topic.concept == found.id and topic.relation == "introduces"
            ]
            listed = f"; papers that introduced it: {', '.join(introduced)}" if introduced else ""
            said = f"{reference!r} is a concept ({found.as_}), and here a paper is needed{listed}"
            raise UnknownReferenceError(reference, introduced, said=said)
        return self.graph.paper[found.id]

    def search(self, text: str) -> list[Paper | Concept | Author]:
        """Return the papers, concepts and authors that hold all words of `text`, the best first; all when it is empty.

        A name that equals the text counts most, then a name that begins with it, then any word that begins so.
        """
        key = title_key(text)
        records: list[Paper | Concept | Author] = [*self.graph.papers, *self.graph.concepts, *self.graph.authors]
        scored = [(score, record) for record in records if (score := _score(key, _names(record)))]
        scored.sort(key=lambda pair: (-pair[0], _kind_rank(pair[1]), _names(pair[1])[0].casefold(), pair[1].id))
        return [record for _, record in scored]

    def candidates(self, given: str) -> list[str]:
        """Return names that are close to `given`: shared words first, then similar spelling."""
        from rapidfuzz import fuzz, process

        words = [word for word in title_key(given).split() if len(word) > 2]
        names: dict[str, str] = {}
        for paper in self.graph.papers:
            for name in (*paper.short_names, paper.title, *paper.alt_titles, paper.citekey):
                names.setdefault(title_key(name), paper.citekey)
        for concept in self.graph.concepts:
            for label in (concept.pref_label, *concept.alt_labels):
                names.setdefault(title_key(label), concept.pref_label)
        shared = [label for name, label in sorted(names.items()) if words and all(word in name for word in words)]
        close = process.extract(title_key(given), sorted(names), scorer=fuzz.WRatio, limit=12, score_cutoff=75)
        near = [names[name] for name, _, _ in close]
        return list(dict.fromkeys([*shared, *near]))[:_MOST_CANDIDATES]

    def _phrase(self, given: str) -> list[str]:
        key = title_key(given)
        if len(key) < 3:
            return []
        pattern = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
        return [
            paper.id
            for paper in self.graph.papers
            if any(pattern.search(title_key(title)) for title in (paper.title, *paper.alt_titles))
        ]

    def _holding(self, key: str) -> list[str]:
        """Return the papers and concepts in whose names a word stands: as a word first, then in words that begin so."""
        records: list[Paper | Concept] = [*self.graph.papers, *self.graph.concepts]
        found = []
        for record in records:
            names = [f" {title_key(name)} " for name in _titles(record)]
            places = [f" {key} ", f" {key}", key]
            rank = min((at for at, place in enumerate(places) if any(place in name for name in names)), default=None)
            if rank is not None:
                found.append((rank, _kind_rank(record), record.id))
        return [identifier for _, _, identifier in sorted(found)]

    def _squeezed(self, given: str) -> list[str]:
        """Return the papers one of whose short names is the same letters and digits: "GPT2" for "GPT-2"."""
        key = title_key(given).replace(" ", "")
        return [
            paper.id for paper in self.graph.papers if key in {title_key(n).replace(" ", "") for n in paper.short_names}
        ]

    def _author(self, given: str) -> list[str]:
        key = title_key(given)
        return self._authors.get(key, []) or [
            author.id for author in self.graph.authors if key and key == title_key(author.name.split()[-1])
        ]

    def _one(self, given: str, kind: Literal["paper", "concept", "author"], ids: list[str]) -> Found:
        if len(ids) > 1:
            raise AmbiguousReferenceError(given, _shortened([self._say(kind, each) for each in ids]))
        return Found(given, kind, ids[0], self._say(kind, ids[0], long=True))

    def _say(self, kind: str, identifier: str, *, long: bool = False) -> str:
        if kind == "paper":
            paper = self.graph.paper[identifier]
            if long:
                return f"{paper.title} ({paper.year})" if paper.year else paper.title
            return f"{paper.citekey} ({', '.join(str(each) for each in (paper.title, paper.year) if each)})"
        if kind == "concept":
            return self.graph.concept[identifier].pref_label
        return self.graph.author[identifier].name


def _plain(reference: str) -> str:
    """Return a reference without what is written around it: brackets, a Markdown link, a year behind a title."""
    text = " ".join(reference.split())
    if link := re.fullmatch(r"(?:[-*+] +)?\[[^\]]*\]\(<?(\S+?)>?\)", text):
        return link[1]
    text = re.sub(r"^<(.*)>$", r"\1", text)
    text = re.sub(r"^arxiv[: ]+(?=[\d.]+|[a-z-]+/\d)", "arxiv:", text, flags=re.IGNORECASE)
    text = re.sub(r"^(arxiv:\S+) \[[\w.-]+\]$", r"\1", text)
    if re.match(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/\S", text, re.IGNORECASE):
        return f"https://{text}"
    return re.sub(r"(?<=\S) \((?:1[5-9]|20)\d\d\)$", "", text)


def _shortened(candidates: list[str]) -> list[str]:
    """Return the first candidates, and how many more there are."""
    rest = len(candidates) - _MOST_CANDIDATES
    return [*candidates[:_MOST_CANDIDATES], f"{rest} more"] if rest > 0 else candidates


def _titles(record: Paper | Concept) -> tuple[str, ...]:
    """Return what a record is called in words: without citekeys and identifiers."""
    if isinstance(record, Paper):
        return (record.title, *record.short_names, *record.alt_titles)
    return _names(record)


def _names(record: Paper | Concept | Author) -> tuple[str, ...]:
    if isinstance(record, Paper):
        return (record.title, *record.short_names, *record.alt_titles, record.citekey, *record.identifiers)
    if isinstance(record, Concept):
        return (record.pref_label, *record.alt_labels)
    return (record.name, *record.alt_names)


def _kind_rank(record: Paper | Concept | Author) -> int:
    return 0 if isinstance(record, Paper) else 1 if isinstance(record, Concept) else 2


def _score(key: str, names: tuple[str, ...]) -> int:
    if not key:
        return 1
    best = 0
    words = key.split()
    for name in names:
        folded = title_key(name)
        if folded == key:
            return 4
        if folded.startswith(key):
            best = max(best, 3)
        elif f" {key}" in f" {folded}":
            best = max(best, 2)
        elif all(f" {word}" in f" {folded}" for word in words):
            best = max(best, 1)
    return best
