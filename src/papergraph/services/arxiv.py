"""arXiv: facts of works by their number, in batches; what they cite it does not know."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from papergraph.citation_records import Answer, Work
from papergraph.identifiers import curie, curie_of_url
from papergraph.services.client import Client
from papergraph.services.wanted import Wanted, batches, doubt_by_identifier, now

NAME, TITLE = "arxiv", "arXiv"
URL = "https://export.arxiv.org"
#: arXiv asks for one request in three seconds.
PAUSE = 3.0
BATCH = 100
_ATOM = "{http://www.w3.org/2005/Atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def askable(identifier: str) -> str | None:
    """Return an arXiv number, None for any other identifier."""
    prefix, _, rest = identifier.partition(":")
    return rest if prefix == "arxiv" else None


def by_identifier(client: Client, base: str, asked: Sequence[tuple[str, Wanted]]) -> Iterator[list[Answer]]:
    """Yield the answer to each (identifier, paper), those of one request together; raises ServiceError."""
    for batch in batches(asked, BATCH):
        numbers = ",".join(askable(identifier) or "" for identifier, _ in batch)
        asked_for = {"id_list": numbers, "max_results": str(len(batch))}
        text = client.text(f"{base}/api/query", asked_for, form=_is_feed, what="a feed")
        found = {work.identifiers[0]: work for work in _works(_feed(text)) if work.identifiers}
        yield [_answer(identifier, found.get(identifier), wanted) for identifier, wanted in batch]


def _answer(identifier: str, work: Work | None, wanted: Wanted) -> Answer:
    doubt = doubt_by_identifier(wanted, work) if work else None
    return Answer(kind="work", service=NAME, asked=identifier, at=now(), work=work, doubt=doubt)


def _is_feed(text: str) -> bool:
    """Return whether a text is a feed that tells of no error, nor of works that it leaves out altogether."""
    try:
        feed = _feed(text)
    except ET.ParseError as error:
        raise ValueError(text) from error
    entries = [each.findtext(f"{_ATOM}id") or "" for each in feed.iter(f"{_ATOM}entry")]
    there = bool(entries) or (feed.findtext(_TOTAL) or "0").strip() == "0"
    return feed.tag == f"{_ATOM}feed" and there and not any("/api/errors" in each for each in entries)


def _feed(text: str) -> ET.Element:
    # A feed declares no entities: what does could grow without end.
    return ET.fromstring("" if "<!DOCTYPE" in text else text)  # noqa: S314 - no entities, no growth


def _works(feed: ET.Element) -> Iterator[Work]:
    for entry in feed.iter(f"{_ATOM}entry"):
        own = curie_of_url(entry.findtext(f"{_ATOM}id") or "")
        doi = curie("doi", entry.findtext(f"{_ARXIV}doi") or "")
        date = (entry.findtext(f"{_ATOM}published") or "")[:10]
        names = [each.findtext(f"{_ATOM}name") or "" for each in entry.iter(f"{_ATOM}author")]
        if own:
            yield Work(
                identifiers=(own, doi) if doi else (own,),
                title=" ".join((entry.findtext(f"{_ATOM}title") or "").split()) or None,
                year=int(date[:4]) if date[:4].isdigit() else None,
                date=date or None,
                authors=tuple(" ".join(each.split()) for each in names if each.strip()),
                venue=entry.findtext(f"{_ARXIV}journal_ref"),
            )
