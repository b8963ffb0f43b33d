"""arXiv: facts of works by their number, in batches; what they cite it does not know."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from papergraph.citation_records import Answer, Work
from papergraph.errors import ServiceError
from papergraph.identifiers import curie, curie_of_url
from papergraph.services.client import Client
from papergraph.services.wanted import Wanted, batches, doubt_by_identifier, now

NAME, TITLE = "arxiv", "arXiv"
URL = "https://export.arxiv.org"
#: arXiv asks for one request in three seconds.
PAUSE = 3.0
BATCH = 100
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def askable(identifier: str) -> str | None:
    """Return an arXiv number, None for any other identifier."""
    prefix, _, rest = identifier.partition(":")
    return rest if prefix == "arxiv" else None


def by_identifier(client: Client, base: str, asked: Sequence[tuple[str, Wanted]]) -> Iterator[Answer]:
    """Yield the answer to each (identifier, paper); raises ServiceError."""
    for batch in batches(asked, BATCH):
        numbers = ",".join(askable(identifier) or "" for identifier, _ in batch)
        text = client.text(f"{base}/api/query", {"id_list": numbers, "max_results": str(len(batch))}, whole="</feed>")
        found = {work.identifiers[0]: work for work in _works(text) if work.identifiers}
        for identifier, wanted in batch:
            work = found.get(identifier)
            doubt = doubt_by_identifier(wanted, work) if work else None
            yield Answer(kind="work", service=NAME, asked=identifier, at=now(), work=work, doubt=doubt)


def _works(text: str) -> Iterator[Work]:
    try:
        feed = ET.fromstring(text)  # noqa: S314 - see above
    except ET.ParseError as error:
        raise ServiceError(TITLE, "answers in another form than it used to", stops=True) from error
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
