"""OpenAlex: works by DOI or its own number (in batches) or by title, with the works that they reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from papergraph.citation_records import Answer, Work, asked_title
from papergraph.citation_records.records import objects_of
from papergraph.citation_records.shapes import openalex_id, openalex_references, openalex_work
from papergraph.identifiers import curie, title_key
from papergraph.services.client import Client
from papergraph.services.wanted import Wanted, batches, doubt_by_identifier, doubt_by_title, now

NAME, TITLE = "openalex", "OpenAlex"
URL = "https://api.openalex.org"
PAUSE = 0.12
#: So many values stand in one filter, and so many works on one page, at most.
BATCH = 100
#: What a work cites is told by numbers alone: what these are, has to be asked.
NUMBERS_ALONE = True
#: A preprint and its publication are two records, of which often but one has references.
VERSIONS_APART = True
_MOST_PAGES = 5
_SELECT = (
    "id,doi,ids,title,display_name,publication_year,publication_date,authorships,primary_location,locations,"
    "referenced_works"
)


def askable(identifier: str) -> str | None:
    """Return an identifier as this service writes it, None for one that it does not know."""
    prefix, _, rest = identifier.partition(":")
    if prefix == "arxiv":
        return f"10.48550/arxiv.{rest}"
    return rest if prefix in {"doi", "openalex", "pmid"} and not set(rest) & set(",|") else None


def by_identifier(client: Client, base: str, asked: Sequence[tuple[str, Wanted]]) -> Iterator[list[Answer]]:
    """Yield the answers to each (identifier, paper), those of one request together; raises ServiceError.

    An answer tells the work, and another what it references.
    """
    kinds: dict[str, list[tuple[str, Wanted]]] = {}
    for identifier, wanted in asked:
        prefix = identifier.partition(":")[0]
        kinds.setdefault({"arxiv": "doi"}.get(prefix, prefix), []).append((identifier, wanted))
    for kind, group in sorted(kinds.items()):
        for batch in batches(group, BATCH):
            values = "|".join(dict.fromkeys(askable(identifier) or "" for identifier, _ in batch))
            records = _list(client, base, f"{kind}:{values}", per_page=BATCH, pages=_MOST_PAGES)
            found: dict[str, dict[str, Any]] = {}
            for record in records:
                for name in _named(record):
                    found.setdefault(name, record)
            yield [each for identifier, wanted in batch for each in _answers(identifier, found.get(identifier), wanted)]


def by_title(client: Client, base: str, wanted: Wanted) -> list[Answer]:
    """Return the answers to a question for a title; raises ServiceError."""
    # A comma or a bar would end the filter.
    records = _list(client, base, f"title.search:{title_key(wanted.title)}", per_page=10)
    works = [(record, openalex_work(record)) for record in records]
    sure = [record for record, work in works if doubt_by_title(wanted, work) is None]
    # Versions of one work are several records: the one that knows references tells most.
    best = max(sure, key=lambda each: len(openalex_references(each)), default=None)
    record = best or next(iter(records), None)
    work = openalex_work(record) if record else None
    doubt = doubt_by_title(wanted, work) if work else None
    return list(_told(asked_title(wanted.title), work, doubt, record))


def _list(client: Client, base: str, filter_: str, *, per_page: int, pages: int = 1) -> list[dict[str, Any]]:
    """Return the works that a filter finds, those of the first `pages` pages: several can have one identifier."""
    found: list[dict[str, Any]] = []
    for page in range(1, pages + 1):
        asked = {"filter": filter_, "select": _SELECT, "per-page": str(per_page)}
        answered = client.json(
            f"{base}/works",
            asked | ({"page": str(page)} if page > 1 else {}),
            form=lambda made: isinstance(made, dict) and isinstance(made.get("results"), list),
            what="a list",
        )
        found += objects_of(answered["results"])
        meta = answered.get("meta")
        count = meta.get("count") if isinstance(meta, dict) else None
        if not (isinstance(count, int) and count > page * per_page):
            break
    return found


def _named(record: dict[str, Any]) -> Iterator[str]:
    """Yield the identifiers under which a record may have been asked for."""
    if own := openalex_id(record.get("id")):
        yield own
    yield from openalex_work(record).identifiers
    doi = str(record.get("doi") or "").removeprefix("https://doi.org/")
    if made := curie("doi", doi):
        yield made


def _answers(asked: str, record: dict[str, Any] | None, wanted: Wanted) -> Iterator[Answer]:
    work = openalex_work(record) if record else None
    yield from _told(asked, work, doubt_by_identifier(wanted, work) if work else None, record)


def _told(asked: str, work: Work | None, doubt: str | None, record: dict[str, Any] | None) -> Iterator[Answer]:
    """Yield the work and, where it is the one asked for, what it references: both stand in one record."""
    known = work if work and work.identifiers else None
    if known and record and not doubt and known.identifiers[0].startswith("openalex:"):
        cited = openalex_references(record)
        yield Answer(kind="references", service=NAME, asked=known.identifiers[0], at=now(), references=cited)
    yield Answer(kind="work", service=NAME, asked=asked, at=now(), work=known, doubt=doubt if known else None)
