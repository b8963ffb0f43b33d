"""Citations between the papers at hand, from files of ours and from dumps of OpenAlex and Semantic Scholar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from papergraph.citation_records.contents import Citing, Files
from papergraph.citation_records.identity import AtHand, Known
from papergraph.citation_records.records import Context, Reference, Work

#: A year that is printed is often the venue's, one after the first print.
_YEARS_SLACK = 1
#: Services that do not know what works cite.
_FACTS_ALONE = frozenset({"arxiv"})
#: Services that tell in one answer what a work is and, if they know it, what it cites.
_ALL_IN_ONE = frozenset({"crossref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """That the paper `subject` cites the paper `object`, by all services together.

    `source` and `line` say where the telling record stands. `tied` of the `among` other references of the subject cite
    the object or are cited by it, as far as their references are known. `asked` is the last day on which a service was
    asked, "" where nothing says so.
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
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LeftOut:
    """A reference between papers at hand that cannot be right: to the work itself, or to one that is surely later."""

    subject: str
    object: str
    service: str
    why: Literal["itself", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Citations between papers at hand, sorted; the works as they are described; and what is doubtful or missing.

    `silent` are the papers of which the files hold no reference at all, `unknown_to` maps papers to the services that
    were asked and know none of theirs. `works` are all descriptions of each paper at hand with the service that gives
    them; `doubts` maps papers to (service, identifier, why the work that the service has under it is another).
    `unnamed` counts, by service, references that name no work. `notes` say in words what could not be read.
    """

    citations: tuple[Citation, ...] = ()
    silent: tuple[str, ...] = ()
    unknown_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    works: Mapping[str, tuple[tuple[str, Work], ...]] = field(default_factory=dict)
    doubts: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    unnamed: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_cited(
    paths: Iterable[Path],
    papers: Iterable[Known],
    *,
    outside: Iterable[Known] = (),
    names: Mapping[Path, str] | None = None,
    authors: Mapping[str, Collection[str]] | None = None,
) -> Cited:
    """Return the citations between `papers`, and works `outside` of them, that the files hold.

    A file is what `papergraph enrich` writes, or JSON lines as OpenAlex (works) and Semantic Scholar (papers with
    references, or the dumps `papers` and `citations`) give them, plain or gzipped, streamed. A work is a paper when an
    identifier says so, or the title with what confirms it (`identity.one_work`). To a work outside nothing counts as
    tied: it is looked at because many cite it, and what everybody cites is tied to everything. `names` are the names to
    give to the files, `authors` the names of each paper's authors by its id. Raises InputError for a file that cannot
    be opened, is cut short or holds nothing of the kind.
    """
    files = Files.of(paths, names)
    notes = files.checked()
    outside = tuple(outside)
    hand = AtHand.of([*papers, *outside], authors)
    hand.learn_all(files.works())
    gathered = Gathered(hand, untied=frozenset(each.id for each in outside))
    for source, line, each in files.references(of=hand.of_identifier):
        if (subject := hand.of_identifier.get(each.citing)) is not None:
            gathered.unnamed[each.service] += each.unnamed
            gathered.add(subject, each, source=source, line=line)
    return Cited(
        citations=tuple(gathered.citations()),
        silent=tuple(sorted(each for each in hand.papers if not any(gathered.listed.get(each, {}).values()))),
        unknown_to=dict(gathered.unknown_to()),
        works={paper: tuple(found) for paper, found in sorted(hand.described.items())},
        doubts={paper: tuple(dict.fromkeys(found)) for paper, found in sorted(hand.doubts.items())},
        left_out=tuple(sorted(gathered.left_out)),
        unnamed={service: count for service, count in sorted(gathered.unnamed.items()) if count},
        notes=notes,
    )


@dataclass(slots=True)
class Gathered:
    """What each paper at hand cites: all of it by name, and what of it is at hand."""

    hand: AtHand
    cites: dict[str, set[str]] = field(default_factory=dict)
    told: dict[tuple[str, str], list[tuple[str, str, int, Reference, str]]] = field(default_factory=dict)
    listed: dict[str, dict[str, bool]] = field(default_factory=dict)
    left_out: set[LeftOut] = field(default_factory=set)
    unnamed: Counter[str] = field(default_factory=Counter)
    untied: frozenset[str] = frozenset()

    def add(self, subject: str, citing: Citing, *, source: str, line: int) -> None:
        """Take over what a paper at hand cites, as a line of a file tells it."""
        listed, service = self.listed.setdefault(subject, {}), citing.service
        listed[service] = bool(citing.references) or listed.get(service, False)
        for each in citing.references:
            other = self.hand.find(each.work)
            if other is not None and (wrong := self._wrong(subject, other)):
                self.left_out.add(LeftOut(subject=subject, object=other, service=service, why=wrong))
                continue
            self.cites.setdefault(subject, set()).add(other or each.work.name)
            if other is not None:
                self.told.setdefault((subject, other), []).append((service, source, line, each, citing.on))

    def citations(self) -> Iterator[Citation]:
        """Yield the citations between papers at hand, sorted."""
        for (subject, other), told in sorted(self.told.items()):
            # What has sentences tells most; of these the first in the file.
            first = min(told, key=lambda each: (not each[3].contexts, each[1], each[2]))
            texts: dict[str, tuple[str, ...]] = {}
            for *_, reference, _ in told:
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
                asked=max(each[4] for each in told),
            )

    def unknown_to(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield papers with the services that were asked about them and know of no reference of theirs."""
        for paper in sorted(self.hand.papers):
            listed, told = self.listed.get(paper, {}), self.hand.told.get(paper, {})
            silent = {service for service, any_ in listed.items() if not any_}
            silent |= {
                each for each, known in told.items() if each not in listed and (not known or each in _ALL_IN_ONE)
            }
            if silent := silent - _FACTS_ALONE:
                yield paper, tuple(sorted(silent))

    def _wrong(self, subject: str, other: str) -> Literal["itself", "later"] | None:
        if subject == other:
            return "itself"
        mine, theirs = self.hand.year(subject), self.hand.year(other)
        return "later" if mine and theirs and theirs > mine + _YEARS_SLACK else None

    def _tied(self, paper: str, around: set[str]) -> int:
        if paper in self.untied:
            return 0
        cites = self.cites.get(paper, set())
        return sum(each in cites or paper in self.cites.get(each, ()) for each in around)
