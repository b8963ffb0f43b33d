"""Crossref: facts of works by DOI, in batches, and the references that publishers deposit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from papergraph.citation_records import Answer
from papergraph.citation_records.records import objects_of
from papergraph.citation_records.shapes import crossref_references, crossref_work
from papergraph.services.client import Client
from papergraph.services.wanted import Wanted, batches, doubt_by_identifier, now

NAME, TITLE = "crossref", "Crossref"
URL = "https://api.crossref.org"
PAUSE = 0.25
BATCH = 20
_SELECT = "DOI,title,author,issued,container-title,reference"


def askable(identifier: str) -> str | None:
    """Return a DOI as this service writes it, None for any other identifier."""
    prefix, _, rest = identifier.partition(":")
    return rest if prefix == "doi" and "," not in rest else None


def by_identifier(client: Client, base: str, asked: Sequence[tuple[str, Wanted]]) -> Iterator[list[Answer]]:
    """Yield the answers to each (identifier, paper), those of one request together; raises ServiceError.

    An answer tells the work, and another what it references.
    """
    for batch in batches(asked, BATCH):
        filters = ",".join(f"doi:{askable(identifier)}" for identifier, _ in batch)
        asked_for = {"filter": filters, "select": _SELECT, "rows": str(2 * BATCH)}
        answered = client.json(f"{base}/works", asked_for, form=_is_list, what="a list")
        records = objects_of(answered["message"]["items"])
        found = {name: record for record in records for name in crossref_work(record).identifiers}
        yield [each for identifier, wanted in batch for each in _answers(identifier, found.get(identifier), wanted)]


def _is_list(made: Any) -> bool:
    message = made.get("message") if isinstance(made, dict) else None
    return isinstance(message, dict) and isinstance(message.get("items"), list)


def _answers(identifier: str, record: dict[str, Any] | None, wanted: Wanted) -> Iterator[Answer]:
    work = crossref_work(record) if record else None
    doubt = doubt_by_identifier(wanted, work) if work else None
    if record and not doubt and (cited := crossref_references(record)):
        yield Answer(kind="references", service=NAME, asked=identifier, at=now(), references=cited)
    yield Answer(kind="work", service=NAME, asked=identifier, at=now(), work=work, doubt=doubt)
