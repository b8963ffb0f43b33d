"""Semantic Scholar: works by identifier (in batches) or title, and their references with citing sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from papergraph.citation_records import Answer, Reference, Work, asked_title
from papergraph.citation_records.records import objects_of
from papergraph.citation_records.shapes import s2_reference, s2_work
from papergraph.services.client import Client
from papergraph.services.wanted import Wanted, batches, doubt_by_identifier, doubt_by_title, now

NAME, TITLE = "s2", "Semantic Scholar"
URL = "https://api.semanticscholar.org"
#: A key allows a request a second; strangers share one limit, so they had better be slower.
PAUSE, PAUSE_WITHOUT_KEY = 1.05, 2.0
BATCH = 500
#: So many references are on one page at most.
_PAGE = 1000
_FACTS = "paperId,externalIds,title,year,publicationDate,venue,authors.name"
_CITED = (
    "contexts,intents,isInfluential,contextsWithIntent,paperId,externalIds,title,year,publicationDate,venue,authors"
)
_PREFIXES = {"arxiv": "ARXIV:", "doi": "DOI:", "acl": "ACL:", "pmid": "PMID:", "s2": ""}


def askable(identifier: str) -> str | None:
    """Return an identifier as this service writes it, None for one that it does not know."""
    prefix, _, rest = identifier.partition(":")
    return _PREFIXES[prefix] + rest if prefix in _PREFIXES else None


def by_identifier(client: Client, base: str, asked: Sequence[tuple[str, Wanted]]) -> Iterator[list[Answer]]:
    """Yield the answer to each (identifier, paper), those of one request together; raises ServiceError."""
    for batch in batches(asked, BATCH):
        ids = [askable(identifier) or "" for identifier, _ in batch]
        # A batch without a single known work is answered by 400, as is a wrong question.
        count = len(ids)
        answered = client.json(
            f"{base}/graph/v1/paper/batch",
            {"fields": _FACTS},
            body={"ids": ids},
            none_at={400: "no valid paper ids"},
            form=lambda made: isinstance(made, list) and len(made) == count,  # noqa: B023 - is called at once
            what="a batch",
        )
        works = [s2_work(found) if isinstance(found, dict) else None for found in answered or [None] * count]
        yield [
            _work(identifier, work if work and work.identifiers else None, wanted, doubt_by_identifier)
            for (identifier, wanted), work in zip(batch, works, strict=True)
        ]


def by_title(client: Client, base: str, wanted: Wanted) -> list[Answer]:
    """Return the answers to a question for a title; raises ServiceError."""
    answered = client.json(
        f"{base}/graph/v1/paper/search/match",
        {"query": wanted.title, "fields": _FACTS},
        none_at={404: '"error"'},
        form=lambda made: isinstance(made, dict) and isinstance(made.get("data"), list),
        what="a search",
    )
    found = [s2_work(each) for each in objects_of((answered or {}).get("data"))]
    sure = [work for work in found if doubt_by_title(wanted, work) is None]
    return [_work(asked_title(wanted.title), next(iter(sure or found), None), wanted, doubt_by_title)]


def references(client: Client, base: str, own: str) -> Answer:
    """Return what a work cites, all pages of it; raises ServiceError."""
    paper = own.removeprefix("s2:")
    found: list[Reference] = []
    unnamed = offset = 0
    while True:
        page = client.json(
            f"{base}/graph/v1/paper/{paper}/references",
            {"fields": _CITED, "limit": str(_PAGE), "offset": str(offset)},
            none_at={404: '"error"'},
            # Where a publisher forbids it, `data` is null.
            form=lambda made: isinstance(made, dict) and isinstance(made.get("data", 0), list | None),
            what="with references",
        )
        if page is None:
            break
        items: list[dict[str, Any]] = objects_of(page["data"])
        named = [made for each in items if (made := s2_reference(each)) is not None]
        found += named
        unnamed += len(items) - len(named)
        following = page.get("next")
        if not isinstance(following, int) or following <= offset:
            break
        offset = following
    return Answer(kind="references", service=NAME, asked=own, at=now(), references=tuple(found), unnamed=unnamed)


def _work(asked: str, work: Work | None, wanted: Wanted, doubt: Callable[[Wanted, Work], str | None]) -> Answer:
    return Answer(
        kind="work", service=NAME, asked=asked, at=now(), work=work, doubt=doubt(wanted, work) if work else None
    )
