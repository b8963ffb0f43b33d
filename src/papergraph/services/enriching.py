"""Asking services about the papers of a list: what was answered already is not asked again, and nothing got is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

from papergraph.citation_records import Answer, Work, asked_title
from papergraph.errors import ServiceError
from papergraph.services import arxiv, crossref, openalex, semantic_scholar
from papergraph.services.client import Client
from papergraph.services.wanted import Wanted, batches, doubt_by_identifier, doubt_by_title

#: The services, in the order in which they are asked.
SERVICES: dict[str, ModuleType] = {each.NAME: each for each in (semantic_scholar, openalex, crossref, arxiv)}
_FACTS_ALONE = frozenset({"crossref", "arxiv"})
#: A service that fails so often in a row is asked nothing more.
_FAULTS = 3
_MOST_IDENTIFIERS = 4
#: Works outside the lists that so many of the papers cite are asked about where a service names them by number alone.
_LEAST_CITING = 2
_MOST_DESCRIBED = 1000

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whom to ask and how; `urls` and `keys` are by a service's name, `pace` multiplies all waiting."""

    sources: tuple[str, ...] = tuple(SERVICES)
    keys: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    contact: str | None = None
    cache: Path | None = None
    refresh: bool = False
    pace: float = 1.0


@dataclass(slots=True)
class Outcome:
    """What came of it: papers whose work was found, with which service; doubts; what went wrong, in words."""

    found: dict[str, dict[str, str]] = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: int = 0

    def missing(self, papers: Iterable[Wanted]) -> list[Wanted]:
        """Return the papers that no service knows for sure, in their order."""
        return [each for each in papers if not any(each.id in found for found in self.found.values())]


def enrich(
    papers: Sequence[Wanted],
    known: Iterable[Answer],
    settings: Settings,
    *,
    keep: Callable[[Sequence[Answer]], None],
    tell: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda *_: None,
) -> Outcome:
    """Ask services for the works of `papers` and what these cite, and return what came of it.

    `known` are earlier answers: nothing is asked twice. What one request answers is handed to `keep` as soon as it is
    there, so that nothing is lost when the run ends early. A service that refuses or fails is told in `Outcome.faults`,
    and the others are asked all the same. `progress` is called with what is asked for, how many are done, and of how
    many.
    """
    answers = {each.key: each for each in known}
    outcome = Outcome()

    def kept(found: Sequence[Answer]) -> None:
        answers.update((each.key, each) for each in found)
        outcome.asked += len(found)
        keep(found)

    for name in (each for each in SERVICES if each in settings.sources):
        asking = _Asking(SERVICES[name], settings, answers, kept, outcome, progress)
        chosen = papers
        if name in _FACTS_ALONE and not set(settings.sources) <= _FACTS_ALONE:
            chosen = [each for each in papers if each.lacks_facts and not _described(each, answers, outcome)]
        with _client(SERVICES[name], settings, tell) as client:
            asking.run(client, chosen)
        if client.cache_failed:
            settings = replace(settings, cache=None)
    return outcome


def _client(service: ModuleType, settings: Settings, tell: Callable[[str], None]) -> Client:
    key = settings.keys.get(service.NAME)
    pause = service.PAUSE if key else getattr(service, "PAUSE_WITHOUT_KEY", service.PAUSE)
    return Client(
        service.TITLE,
        pause=pause,
        key=key,
        key_header=service is semantic_scholar,
        contact=settings.contact,
        cache=settings.cache,
        refresh=settings.refresh,
        pace=settings.pace,
        tell=tell,
    )


def _described(wanted: Wanted, answers: Mapping[tuple[str, str, str], Answer], outcome: Outcome) -> bool:
    """Return whether an earlier service gave the facts that a list does not print."""
    for service, found in outcome.found.items():
        answer = answers.get(("work", service, found.get(wanted.id, "")))
        if answer is not None and answer.work is not None and answer.work.year and answer.work.authors:
            return True
    return False


def _doubt(asked: str, wanted: Wanted, work: Work) -> str | None:
    return doubt_by_title(wanted, work) if asked.startswith("title:") else doubt_by_identifier(wanted, work)


class _Asking:
    """The questions to one service."""

    def __init__(
        self,
        service: ModuleType,
        settings: Settings,
        answers: Mapping[tuple[str, str, str], Answer],
        keep: Callable[[Sequence[Answer]], None],
        outcome: Outcome,
        progress: Progress,
    ) -> None:
        self._service = service
        self._base = settings.urls.get(service.NAME, service.URL).rstrip("/")
        self._answers, self._keep, self._outcome, self._progress = answers, keep, outcome, progress
        self._found = outcome.found.setdefault(service.NAME, {})
        self._row = 0
        self._open: set[str] = set()

    def run(self, client: Client, papers: Sequence[Wanted]) -> None:
        """Find the works of papers, then what they cite; a fault that stops the service ends it."""
        try:
            self._by_identifier(client, papers)
            if hasattr(self._service, "by_title"):
                self._by_title(client, papers)
            if hasattr(self._service, "references"):
                self._references(client, papers)
            if getattr(self._service, "NUMBERS_ALONE", False):
                self._describe(client, papers)
        except ServiceError as error:
            self._outcome.faults.append(str(error))

    def _by_identifier(self, client: Client, papers: Sequence[Wanted]) -> None:
        known = {each.id: self._askable(each) for each in papers}
        for turn in range(_MOST_IDENTIFIERS):
            asked = [
                (known[each.id][turn], each)
                for each in papers
                if self._wants(each) and each.id not in self._open and turn < len(known[each.id])
            ]
            pending = [(identifier, each) for identifier, each in asked if not self._settled(identifier, each)]
            try:
                self._open |= self._in_batches(client, pending, "works")
            finally:
                for identifier, each in pending:
                    self._settled(identifier, each)

    def _by_title(self, client: Client, papers: Sequence[Wanted]) -> None:
        rest = [each for each in papers if each.id not in self._found and each.id not in self._open and each.title]
        pending = [each for each in rest if not self._settled(asked_title(each.title), each)]
        for done, each in enumerate(pending):
            self._progress(f"{self._service.TITLE}: titles", done, len(pending))
            with _Guard(self):
                self._keep(self._service.by_title(client, self._base, each))
            self._settled(asked_title(each.title), each)
        self._progress(f"{self._service.TITLE}: titles", len(pending), len(pending))

    def _references(self, client: Client, papers: Sequence[Wanted]) -> None:
        pending = list(dict.fromkeys(own for each in papers if (own := self._unanswered(each)) is not None))
        for done, own in enumerate(pending):
            self._progress(f"{self._service.TITLE}: references", done, len(pending))
            with _Guard(self):
                self._keep([self._service.references(client, self._base, own)])
        self._progress(f"{self._service.TITLE}: references", len(pending), len(pending))

    def _describe(self, client: Client, papers: Sequence[Wanted]) -> None:
        """Ask what the works are that several papers cite and that the service names by its own numbers alone."""
        own = {name for each in papers if (name := self._own(each)) is not None}
        cited: Counter[str] = Counter()
        for name in sorted(own):
            answer = self._answers.get(("references", self._service.NAME, name))
            cited.update({each.work.name for each in answer.references} if answer else ())
        known = {asked for kind, service, asked in self._answers if (kind, service) == ("work", self._service.NAME)}
        most = sorted((each for each in cited if cited[each] >= _LEAST_CITING), key=lambda each: (-cited[each], each))
        pending = [(each, Wanted(id=each, title="")) for each in most[:_MOST_DESCRIBED] if each not in known | own]
        self._in_batches(client, pending, "cited works")

    def _in_batches(self, client: Client, pending: Sequence[tuple[str, Wanted]], what: str) -> set[str]:
        """Ask for works by identifier, and return the ids of those that no answer came for."""
        failed: set[str] = set()
        done = 0
        for batch in batches(pending, self._service.BATCH):
            self._progress(f"{self._service.TITLE}: {what}", done, len(pending))
            with _Guard(self) as guard:
                for answers in self._service.by_identifier(client, self._base, batch):
                    self._keep(answers)
            failed |= {each.id for _, each in batch} if guard.failed else set()
            done += len(batch)
        self._progress(f"{self._service.TITLE}: {what}", done, len(pending))
        return failed

    def _askable(self, wanted: Wanted) -> list[str]:
        """Return the identifiers to ask for: those of the list, then what other services have for the same work."""
        learnt = (
            identifier
            for service, found in self._outcome.found.items()
            if (answer := self._answers.get(("work", service, found.get(wanted.id, "")))) and answer.work
            for identifier in answer.work.identifiers
        )
        every = dict.fromkeys((*wanted.identifiers, *learnt))
        return [each for each in every if self._service.askable(each)]

    def _wants(self, wanted: Wanted) -> bool:
        """Return whether a work is not found, or in a version without references where others may have some."""
        own = self._own(wanted)
        if own is None or not getattr(self._service, "VERSIONS_APART", False):
            return own is None
        answer = self._answers.get(("references", self._service.NAME, own))
        return answer is not None and not answer.references

    def _settled(self, asked: str, wanted: Wanted) -> bool:
        """Return whether a question is answered; takes note of what was found, or doubted."""
        answer = self._answers.get(("work", self._service.NAME, asked))
        # A doubt that the list has since put right is no answer: it is asked again.
        if answer is None or (answer.doubt and answer.work and not _doubt(asked, wanted, answer.work)):
            return False
        if answer.work is not None and answer.doubt is None:
            self._found[wanted.id] = asked
        elif answer.doubt is not None:
            told = self._outcome.doubts.setdefault(wanted.id, [])
            said = f"{self._service.TITLE}: {asked.removeprefix('title:')!r} {answer.doubt}"
            if asked.startswith("title:"):
                said = f"{self._service.TITLE}: {answer.doubt}"
            if said not in told:
                told.append(said)
        return True

    def _own(self, wanted: Wanted) -> str | None:
        """Return the service's own name of a work that was found."""
        answer = self._answers.get(("work", self._service.NAME, self._found.get(wanted.id, "")))
        return answer.work.identifiers[0] if answer and answer.work and answer.work.identifiers else None

    def _unanswered(self, wanted: Wanted) -> str | None:
        """Return the service's own name of a work whose references are not yet known."""
        own = self._own(wanted)
        if own is None or ("references", self._service.NAME, own) in self._answers:
            return None
        return own

    def fault(self, error: ServiceError | None) -> bool:
        """Take note of an error, or that there was none; returns whether to go on all the same."""
        if error is None:
            self._row = 0
            return True
        self._row += 1
        if error.stops or self._row >= _FAULTS:
            return False
        if str(error) not in self._outcome.faults:
            self._outcome.faults.append(str(error))
        return True


class _Guard:
    """Lets a service fail at one question and go on with the next, but not again and again."""

    def __init__(self, asking: _Asking) -> None:
        self._asking = asking
        self.failed = False

    def __enter__(self) -> _Guard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if error is None or isinstance(error, ServiceError):
            self.failed = error is not None
            return self._asking.fault(error)
        return False
