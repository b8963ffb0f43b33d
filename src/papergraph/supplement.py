"""What is known besides the lists: facts that services add, what they cite, and works that the lists presuppose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from papergraph import completion
from papergraph.citation_records import Cited, Outside, read_cited, works_outside
from papergraph.completion import Needed
from papergraph.curation import Curation
from papergraph.facts import Filling, applied, brought_problems, cited_problems, filling_problems, fillings
from papergraph.files import source_ids
from papergraph.model import Author, Entry, Paper, Problem
from papergraph.resolve import Further


@dataclass(slots=True)
class Supplement:
    """What is known besides the lists: citations, facts, and works that are presupposed; filled by `further`."""

    known: Curation
    files: tuple[Path, ...]
    complete: bool
    most: int
    cited: Cited | None = None
    outside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    needed: tuple[Needed, ...] = ()
    papers: tuple[Paper, ...] = ()
    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fillings: Mapping[str, Filling] = field(default_factory=dict)

    def further(self, papers: Sequence[Paper], authors: Mapping[str, Author]) -> Further:
        """Return the works to bring in and the authors to fill in, for papers as the lists have them."""
        self.papers = tuple(papers)
        if self.files:
            self.authors = {each.id: tuple(authors[author].name for author in each.authors) for each in papers}
            outside, self.cited = self._read()
            self.fillings = fillings(papers, self.cited.works)
            self.needed = self._needed(outside, self.cited, {each.id: each.name for each in authors.values()})
        works = [each.work for each in self.needed[: self.most]] if self.complete else []
        if self.complete:
            by_id = {work.id: work for work in self.known.works}
            works += [by_id[each] for each in completion.missing([*papers, *works], self.known)]
        filled = {each: filling.authors for each, filling in self.fillings.items() if filling.authors}
        return Further(works=tuple(works), authors=filled)

    def _read(self) -> tuple[tuple[Outside, ...], Cited]:
        outside = works_outside(self.files, self.papers, authors=self.authors, known=self.known.works)
        signed = {**self.authors, **{each.id: each.authors for each in outside}}
        names = source_ids(self.files)
        return outside, read_cited(self.files, self.papers, outside=outside, names=names, authors=signed)

    def _needed(self, outside: Sequence[Outside], cited: Cited, names: Mapping[str, str]) -> tuple[Needed, ...]:
        """Return the works outside that most papers rest on: their citations are weighed as those inside are."""
        from papergraph.relate.cited_claims import cited_claims  # its many patterns are needed with citations alone

        curated = {work.id for work in self.known.works}
        self.outside = {each.id: [name for name, _ in each.works] for each in outside if each.id not in curated}
        works = completion.known_works(outside, cited.works, self.known)
        every = {each.id: each for each in (*self.filled(self.papers), *map(completion.as_paper, works))}
        listed = {paper.id for paper in self.papers}
        among = len(listed - set(cited.silent))
        signed = {name: name for work in works for name in work.authors[:1]}
        claims = cited_claims(cited.citations, every, {**names, **signed})
        return completion.needed(works, claims, listed, among=among)

    def filled(self, papers: Sequence[Paper]) -> tuple[Paper, ...]:
        """Return papers with the facts filled in that their lists do not print."""
        return applied(papers, self.fillings) if self.fillings else tuple(papers)

    def problems(self, papers: Sequence[Paper], entries: Iterable[Entry]) -> Iterator[Problem]:
        """Yield what was filled in, what contradicts the lists, and what is doubtful or missing in the citations."""
        if self.cited is None:
            return
        first = sorted(entries, key=lambda each: (each.source, each.first_line), reverse=True)
        place = {entry.paper: entry for entry in first}
        yield from filling_problems(self.papers, self.fillings, self.cited.works, self.authors, place)
        yield from brought_problems(papers, self.outside)
        yield from cited_problems(self.cited, {each.id: each for each in papers}, place)
