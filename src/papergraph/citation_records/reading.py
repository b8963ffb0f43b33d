"""Citations between the papers at hand, from files of ours and from dumps of OpenAlex and Semantic Scholar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from papergraph.citation_records.records import FORMAT, Answer, Context, Reference, Work, from_record
from papergraph.citation_records.shapes import (
    openalex_references,
    openalex_work,
    s2_citation,
    s2_reference,
    s2_work,
)
from papergraph.citation_records.store import objects
from papergraph.errors import InputError
from papergraph.identifiers import title_key

#: A title of fewer words names no work by itself.
_TITLE_WORDS = 4


class Known(Protocol):
    """What is asked of a paper: a Paper will do."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def alt_titles(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def identifiers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def year(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """That the paper `subject` cites the paper `object`, by all services together.

    `source` and `line` say where the telling record stands. `tied` of the `among` other references of the subject cite
    the object or are cited by it, as far as their references are known.
    """

    subject: str
    object: str
    services: tuple[str, ...]
    source: str
    line: int
    intents: tuple[str, ...] = ()
    influential: bool | None = None
    contexts: tuple[Context, ...] = ()
    tied: int = 0
    among: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Citations between papers at hand, sorted; papers that no file knows a reference of; the works as described.

    `works` are all descriptions of each paper at hand with the service that gives them, `notes` say in words what could
    not be read.
    """

    citations: tuple[Citation, ...] = ()
    silent: tuple[str, ...] = ()
    works: Mapping[str, tuple[tuple[str, Work], ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_cited(paths: Iterable[Path], papers: Iterable[Known], *, names: Mapping[Path, str] | None = None) -> Cited:
    """Return the citations between `papers` that the files hold.

    A file is what `papergraph enrich` writes, or JSON lines as OpenAlex (works) and Semantic Scholar (papers with
    references, or the dumps `papers` and `citations`) give them, plain or gzipped, streamed twice: once for which work
    is which paper, once for who cites whom. A work is a paper when an identifier says so, or a whole title of four or
    more words with a year that does not contradict it. `names` are the names to give to the files. Raises InputError
    for a file that cannot be opened, is cut short or holds nothing of the kind.
    """
    files = sorted(set(paths), key=str)
    hand = _AtHand.of(papers)
    notes = []
    for path in files:
        known, bad = 0, []
        for number, record in objects(path):
            if record is None or not _is_known(record):
                bad.append(number)
                continue
            known += 1
            for service, asked, work in _works(record):
                hand.learn(service, asked, work)
        if not known:
            raise InputError(path, "holds no works and no citations; give what papergraph enrich wrote, or JSON lines")
        if bad:
            notes.append(f"{path}: {len(bad):,} lines could not be read, the first is line {bad[0]}")
    gathered = _Gathered()
    for path in files:
        name = (names or {}).get(path, path.name)
        for number, record in objects(path):
            for service, citing, references in _references(record or {}):
                if (subject := hand.of_identifier.get(citing)) is not None:
                    gathered.add(subject, references, hand, service=service, source=name, line=number)
    return Cited(
        citations=tuple(gathered.citations()),
        silent=tuple(sorted(paper for paper in hand.papers if paper not in gathered.cites)),
        works={paper: tuple(found) for paper, found in sorted(hand.described.items())},
        notes=tuple(notes),
    )


@dataclass(slots=True)
class _AtHand:
    """Which identifier and which title is which paper at hand."""

    papers: dict[str, Known]
    of_identifier: dict[str, str]
    of_title: dict[str, list[str]]
    described: dict[str, list[tuple[str, Work]]] = field(default_factory=dict)

    @classmethod
    def of(cls, papers: Iterable[Known]) -> _AtHand:
        by_id = {paper.id: paper for paper in papers}
        identifiers: dict[str, str] = {}
        titles: dict[str, list[str]] = {}
        for paper in by_id.values():
            for each in (paper.id, *paper.identifiers):
                identifiers.setdefault(each, paper.id)
            for key in dict.fromkeys(title_key(each) for each in (paper.title, *paper.alt_titles)):
                titles.setdefault(key, []).append(paper.id)
        return cls(by_id, identifiers, titles)

    def learn(self, service: str, asked: str | None, work: Work) -> None:
        """Take over the identifiers of a work that is a paper at hand."""
        paper = self.asked(asked, work) if asked else self.find(work)
        if paper is None:
            return
        for each in work.identifiers:
            self.of_identifier.setdefault(each, paper)
        self.described.setdefault(paper, []).append((service, work))

    def asked(self, asked: str, work: Work) -> str | None:
        """Return the paper that a question was about."""
        if asked.startswith("title:"):
            found = self.of_title.get(asked.removeprefix("title:"), [])
            return found[0] if len(found) == 1 else self.find(work)
        return self.of_identifier.get(asked)

    def find(self, work: Work) -> str | None:
        """Return the paper that a work is, None when nothing says so surely."""
        for each in work.identifiers:
            if (paper := self.of_identifier.get(each)) is not None:
                return paper
        key = title_key(work.title or "")
        found = self.of_title.get(key, []) if len(key.split()) >= _TITLE_WORDS else []
        if len(found) != 1:
            return None
        year = self.papers[found[0]].year
        agrees = year is None or work.year is None or abs(year - work.year) <= 1
        return found[0] if agrees else None


@dataclass(slots=True)
class _Gathered:
    """What each paper at hand cites: all of it by name, and what of it is at hand."""

    cites: dict[str, set[str]] = field(default_factory=dict)
    told: dict[tuple[str, str], list[tuple[str, str, int, Reference]]] = field(default_factory=dict)

    def add(
        self,
        subject: str,
        references: Sequence[Reference],
        hand: _AtHand,
        *,
        service: str,
        source: str,
        line: int,
    ) -> None:
        for each in references:
            other = hand.find(each.work)
            if other == subject:
                continue
            self.cites.setdefault(subject, set()).add(other or each.work.name)
            if other is not None:
                self.told.setdefault((subject, other), []).append((service, source, line, each))

    def citations(self) -> Iterator[Citation]:
        for (subject, other), told in sorted(self.told.items()):
            # What has sentences tells most; of these the first in the file.
            first = min(told, key=lambda each: (not each[3].contexts, each[1], each[2]))
            texts: dict[str, tuple[str, ...]] = {}
            for *_, reference in told:
                for context in reference.contexts:
                    texts[context.text] = texts.get(context.text) or context.intents
            flags = [each[3].influential for each in told if each[3].influential is not None]
            around = self.cites[subject] - {other}
            yield Citation(
                subject=subject,
                object=other,
                services=tuple(sorted({each[0] for each in told})),
                source=first[1],
                line=first[2],
                intents=tuple(dict.fromkeys(intent for each in told for intent in each[3].intents)),
                influential=any(flags) if flags else None,
                contexts=tuple(Context(text=text, intents=intents) for text, intents in texts.items()),
                tied=self._tied(other, around),
                among=len(around),
            )

    def _tied(self, paper: str, around: set[str]) -> int:
        cites = self.cites.get(paper, set())
        return sum(each in cites or paper in self.cites.get(each, ()) for each in around)


def _is_known(record: Mapping[str, Any]) -> bool:
    if record.get("format") == FORMAT:
        return True
    if "record" in record:
        return from_record(record) is not None
    return any(record.get(key) for key in ("id", "paperId", "corpusid", "citingcorpusid", "citedPaper"))


def _works(record: Mapping[str, Any]) -> Iterator[tuple[str, str | None, Work]]:
    """Yield (service, what was asked, work) for each work that a record describes as a whole."""
    if "record" in record:
        answer = from_record(record)
        if answer is not None and answer.work is not None and not answer.doubt:
            yield answer.service, answer.asked, answer.work
    elif record.get("paperId") or record.get("corpusid"):
        yield "s2", None, s2_work(record)
    elif record.get("id"):
        yield "openalex", None, openalex_work(record)


def _references(record: Mapping[str, Any]) -> Iterator[tuple[str, str, Sequence[Reference]]]:
    """Yield (service, citing work, what it cites) for a record."""
    if "record" in record:
        answer: Answer | None = from_record(record)
        if answer is not None and answer.kind == "references":
            yield answer.service, answer.asked, answer.references
    elif (made := s2_citation(record)) is not None:
        yield "s2", made[0], (made[1],)
    elif record.get("paperId") or record.get("corpusid"):
        own = s2_work(record).identifiers
        listed = record.get("references")
        items = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        found = [s2_reference(each if "citedPaper" in each else {"citedPaper": each}) for each in items]
        if own:
            yield "s2", own[0], [each for each in found if each is not None]
    elif own_id := next(iter(openalex_work(record).identifiers), None):
        yield "openalex", own_id, openalex_references(record)
