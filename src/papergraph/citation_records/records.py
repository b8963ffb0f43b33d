"""Answers of services as records, one a line of JSON: docs/citations.md describes the format.

What a line says is taken over only where it has the form that is wanted: null, a missing field or one of another type
says nothing, so that a changed answer loses what changed and no more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from papergraph.identifiers import strength, title_key

FORMAT = "papergraph-citations"
VERSION = 1

_TITLE = "title:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work as a service describes it; `identifiers` are CURIEs, the service's own first, `date` is "2017-06-12"."""

    identifiers: tuple[str, ...] = ()
    title: str | None = None
    year: int | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None

    @property
    def name(self) -> str:
        """The strongest identifier; the title's key when there is none; empty for a work without either."""
        return min(self.identifiers, key=strength) if self.identifiers else title_key(self.title or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A sentence, or part of one, that cites; `intents` are the service's words for what the citation is for."""

    text: str
    intents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """That a work cites another; `influential` is None where the service says nothing of it."""

    work: Work
    intents: tuple[str, ...] = ()
    influential: bool | None = None
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a service answered to one question, and when (UTC, to the second).

    To a question of kind "work", `asked` is a CURIE or the title asked for (`asked_title`), `work` what was found; a
    `doubt` says why the work found is not taken for the one asked about. To one of kind "references", `asked` is the
    service's own CURIE of the citing work, and `unnamed` counts further references that name no work at all.
    """

    kind: Literal["work", "references"]
    service: str
    asked: str
    at: str
    work: Work | None = None
    doubt: str | None = None
    references: tuple[Reference, ...] = ()
    unnamed: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two questions the same question."""
        return (self.kind, self.service, self.asked)


def asked_title(title: str) -> str:
    """Return what `Answer.asked` is for a question by title: printings that differ in small things are one question.

    >>> asked_title("Attention Is All  You Need!")
    'title:attention is all you need'
    """
    return _TITLE + title_key(title)


def header() -> str:
    """Return the first line of a file of answers."""
    return json.dumps({"record": "file", "format": FORMAT, "version": VERSION}) + "\n"


def to_line(answer: Answer) -> str:
    """Return an answer as a line; nothing that is empty is written."""
    record: dict[str, Any] = {"record": answer.kind, "service": answer.service, "asked": answer.asked, "at": answer.at}
    if answer.kind == "work":
        record["work"] = _work(answer.work) if answer.work else None
        if answer.doubt:
            record["doubt"] = answer.doubt
    else:
        record["references"] = [_reference(each) for each in answer.references]
        if answer.unnamed:
            record["unnamed"] = answer.unnamed
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_record(record: Mapping[str, Any]) -> Answer | None:
    """Return the answer that a line's object holds, None when it holds none."""
    kind, service, asked = record.get("record"), text_of(record.get("service")), text_of(record.get("asked"))
    if not service or not asked:
        return None
    at = text_of(record.get("at")) or ""
    if kind == "work":
        found = record.get("work")
        work = work_of(found) if isinstance(found, dict) else None
        return Answer(kind="work", service=service, asked=asked, at=at, work=work, doubt=text_of(record.get("doubt")))
    if kind == "references":
        references = tuple(made for each in objects_of(record.get("references")) if (made := _reference_of(each)))
        unnamed = number_of(record.get("unnamed")) or 0
        return Answer(kind="references", service=service, asked=asked, at=at, references=references, unnamed=unnamed)
    return None


def work_of(found: Mapping[str, Any]) -> Work:
    """Return the work that an object of the file describes."""
    return Work(
        identifiers=texts_of(found.get("identifiers")),
        title=text_of(found.get("title")),
        year=number_of(found.get("year")),
        date=text_of(found.get("date")),
        authors=texts_of(found.get("authors")),
        venue=text_of(found.get("venue")),
    )


def text_of(value: Any) -> str | None:
    """Return a text without white space around it, None for anything else and for an empty one."""
    # A lone surrogate can stand in JSON and cannot be written anywhere.
    return value.encode("utf-8", "replace").decode().strip() or None if isinstance(value, str) else None


def texts_of(value: Any) -> tuple[str, ...]:
    """Return the texts in a list, each once."""
    found = [text_of(each) for each in value] if isinstance(value, list) else []
    return tuple(dict.fromkeys(each for each in found if each))


def number_of(value: Any) -> int | None:
    """Return a year or another whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000 else None


def objects_of(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _reference_of(found: Mapping[str, Any]) -> Reference | None:
    work = work_of(found)
    if not work.name:
        return None
    influential = found.get("influential")
    return Reference(
        work=work,
        intents=texts_of(found.get("intents")),
        influential=influential if isinstance(influential, bool) else None,
        contexts=tuple(
            Context(text=text, intents=texts_of(each.get("intents")))
            for each in objects_of(found.get("contexts"))
            if (text := text_of(each.get("text")))
        ),
    )


def _work(work: Work) -> dict[str, Any]:
    fields = {
        "identifiers": list(work.identifiers),
        "title": work.title,
        "year": work.year,
        "date": work.date,
        "authors": list(work.authors),
        "venue": work.venue,
    }
    return {name: value for name, value in fields.items() if value}


def _reference(reference: Reference) -> dict[str, Any]:
    record = _work(reference.work)
    if reference.intents:
        record["intents"] = list(reference.intents)
    if reference.influential is not None:
        record["influential"] = reference.influential
    if reference.contexts:
        record["contexts"] = [
            {"text": each.text} | ({"intents": list(each.intents)} if each.intents else {})
            for each in reference.contexts
        ]
    return record
