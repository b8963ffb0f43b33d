"""Where a record leads: its identifiers, however they are written, and its links with their roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from papergraph.identifiers import curie, curie_of_url, iri_of, parse_curie
from papergraph.model import Link, LinkRole
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_encyclopedia, is_note_url, is_site, is_web, role_of_url
from papergraph.readers.records.record import Record
from papergraph.readers.records.words import is_file

URL = re.compile(r"(?:https?|ftp)://[^\s<>\"{}|\\^]+", re.IGNORECASE)
#: "arXiv preprint arXiv:…" is a place, its number none.
ARXIV = re.compile(r"\b(?:arxiv(?:\.org)?|corr)\b(?:\s+(?:e-?print|preprint)s?\b)?|\babs/", re.IGNORECASE)
_LABELLED = re.compile(r"\[([^\[\]\n]{1,40})\]\((https?://[^\s()]{1,500})\)")
_ROLES: dict[str, LinkRole] = {
    "pdf": "paper", "code": "code", "video": "video", "slides": "slides", "page": "page",
}  # fmt: skip
_BARE_URL = re.compile(r"(?:www\.|[\w-]+\.(?:org|com|edu|net|io|ac|de|fr|uk|cn|gov)\b)[^\s<>\"{}|]*", re.IGNORECASE)
_ARXIV_ID = re.compile(
    r"(?:arxiv\s*:\s*|abs/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\s*\[[^\]]*\])?", re.I
)
_ARXIV_KEY = re.compile(r"(?:arxiv[:_-]?)?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
_ARXIV_SAID = re.compile(r"arxiv\s*[:.]\s*" + _ARXIV_ID.pattern, re.IGNORECASE)
_BARE_DOI = re.compile(r"(?:doi:)?10\.\d{4,9}/", re.IGNORECASE)
_ARXIV_NOTE = re.compile(r"(?:(?:number|eprint)\s*:\s*)?" + _ARXIV_SAID.pattern, re.IGNORECASE)
#: Where addresses may stand, the plainest first.
_FIELDS = (
    "url", "pdf", "code", "video", "slides", "page", "title", "title?", "publisher", "source", "arxiv", "doi",
)  # fmt: skip
#: What stands before the address of the work itself in a note.
_OWN_COPY = re.compile(
    r"\W*(?:also )?(?:available|online|download|pdf)(?: online)?(?: (?:at|from|as|on))?\W*(?:url)?\W*", re.I
)
_SHORT_DOI = re.compile(r"10/[a-z0-9]{3,10}")  # as its register shortens long ones
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_S2 = re.compile(r"[0-9a-f]{40}|corpus ?id:\s*\d+", re.IGNORECASE)
_LEADING = frozenset({"url", "pdf", "code", "video", "slides", "page"})
_IDENTIFYING = frozenset({"arxiv", "doi"})
_CATALOGUES = ("openalex", "s2", "dblp")


def eprint(record: Record) -> str | None:
    """Return the arXiv CURIE that the record's fields of electronic prints give."""
    kinds = " ".join(record.all("eprinttype")).lower()
    for text in record.all("arxiv"):
        if match := _ARXIV_ID.search(text):
            return curie("arxiv", match[1])
    for text in record.all("eprint"):
        match = _ARXIV_ID.fullmatch(text.strip())
        if match and (not kinds or "arxiv" in kinds):
            return curie("arxiv", match[1])
    for text in record.all("number", "venue", "publisher"):
        if "arxiv" in text.lower() and (match := _ARXIV_SAID.search(text)):
            return curie("arxiv", match[1])
    for text in record.all("comment"):  # further on in a note it may be another work's
        if "arxiv" in text.lower()[:40] and (match := _ARXIV_NOTE.match(text)):
            return curie("arxiv", match[1])
    for text in (*record.all("volume"), *(each.split(" ", 1)[-1] for each in record.all("venue"))):
        match = _ARXIV_ID.fullmatch(text.strip(" ,"))  # "CoRR", volume "abs/1706.03762"
        if match and ARXIV.search(" ".join(record.all("venue", "volume"))):
            return curie("arxiv", match[1])
    called = _ARXIV_KEY.fullmatch(record.key.strip())  # lists of its papers take its numbers for keys
    return curie("arxiv", called[1]) if called else None


def doi_of(text: str) -> str | None:
    """Return the CURIE of a DOI however it is written; the numbers of CiteSeerX called so are none.

    >>> doi_of("https://doi.org/10.1000/a%28b%29"), doi_of("doi: 10.1000/AB"), doi_of("10.1.1.23.456")
    ('doi:10.1000/a(b)', 'doi:10.1000/ab', None)
    """
    text = text.strip().strip("<>").replace("\\_", "_")
    if "citeseer" in text.lower():
        return None
    if "://" in text or text.lower().startswith(("doi.org/", "dx.doi.org/", "www.")):
        return curie_of_url(text if "://" in text else f"https://{text}")
    match = re.search(r"10\.\d{4,9}/\S+", text)
    return curie("doi", match[0].replace("%28", "(").replace("%29", ")").replace("%2F", "/")) if match else None


def identifier(record: Record) -> str | None:
    """Return the arXiv number or DOI of a record as a CURIE, or None."""
    if found := eprint(record):
        return found
    return next((made for text in record.all("doi") if (made := doi_of(text))), None)


def links_of(record: Record) -> tuple[Link, ...]:
    """Return all links as printed, those of identifiers first, of catalogues last.

    An identifier that no printed address has in plain words gets the address of its register.
    """
    found = _Links()
    identifiers = _identifiers(record)
    for name in _FIELDS:
        for text in record.all(name):
            if not identifiers and name == "url" and not URL.search(text) and (match := _BARE_URL.match(text.strip())):
                found.put(f"https://{match[0]}")
            if name == "doi" and _SHORT_DOI.fullmatch(text.strip()):
                found.put(f"https://doi.org/{text.strip()}", "paper")
            if name in _LEADING and is_file(text):
                found.put(text.strip(), _role(name, text))
            if name in {"pdf", "url"} and (address := _identified(text.strip())):
                found.put(address, _role(name, address))
            for match in URL.finditer(text):
                if (
                    name not in _IDENTIFYING
                    or curie_of_url(match[0]) not in identifiers
                    or (name == "doi" and not _RESOLVER.match(match[0]))  # "http://doi.acm.org/10.…", as it is printed
                ):
                    told = name == "source" and bool(found.links) and curie_of_url(match[0]) is None
                    found.put(match[0], "page" if told else _role(name, match[0]))
    _put_said(found, record)
    leads = {url: curie_of_url(url) for url in found.links}
    plain = {made for url, made in leads.items() if made and made.partition(":")[2].casefold() in url.casefold()}
    for each in identifiers:
        if each not in plain and (url := iri_of(each)):
            found.links.setdefault(url, Link(url=url, role="page" if each.startswith(_CATALOGUES) else "paper"))
    place = {each: n for n, each in enumerate(identifiers)}
    last = len(place)

    def rank(link: Link) -> int:
        made = curie_of_url(link.url)
        return last + 1 if made and made.startswith(_CATALOGUES) else place.get(made or "", last)

    return tuple(sorted(found.links.values(), key=rank))


def own_of_paper(links: Sequence[Link], record: Record) -> tuple[Link, ...]:
    """Return the links of a paper, the one address that its record has as its own unless it leads to a whole site."""
    printed = [url.rstrip(".,;") for text in record.all("url") for url in URL.findall(text)]
    if len(printed) != 1 or any(link.role == "paper" and curie_of_url(link.url) is None for link in links):
        return tuple(links)
    [url] = printed
    elsewhere = is_site(url) or is_encyclopedia(url) or is_note_url(url) or curie_of_url(url) is not None
    return tuple(
        replace(link, role="paper") if link.url == url and link.role == "page" and not elsewhere else link
        for link in links
    )


def _identified(text: str) -> str | None:
    """Return where a bare DOI or arXiv number leads that stands where an address should, or None."""
    if "://" in text or " " in text:
        return None
    said = _ARXIV_SAID.fullmatch(text)
    made = curie("arxiv", said[1]) if said else doi_of(text) if _BARE_DOI.match(text) else None
    return iri_of(made) if made else None


def _put_said(found: _Links, record: Record) -> None:
    """Put the links that abstracts and notes have labels for, and those that stand alone in notes and as a place."""
    for text in record.all("summary", "comment"):  # "[Preprint](https://…)": of the work itself
        for match in _LABELLED.finditer(text[:20_000]) if "](" in text else ():
            if role := link_role(match[1]):
                found.put(match[2], role)
    for text in record.all("comment"):
        for match in islice(URL.finditer(text), 20):
            role = role_of_url(match[0])
            own = _OWN_COPY.fullmatch(text, 0, match.start()) or text.strip() == match[0]
            found.put(match[0], role if role != "paper" or own else "page")
    for text in record.all("venue"):
        if URL.fullmatch(text.strip()):
            found.put(text)


def _identifiers(record: Record) -> list[str]:
    """Return the CURIEs of the fields of identifiers."""
    made = [eprint(record), *map(doi_of, record.all("doi"))]
    for prefix in ("pmid", "acl", "openreview", "dblp", "openalex", "s2"):
        for text in record.all(prefix):
            if prefix == "s2" and "://" not in text and not _S2.fullmatch(text.strip()):
                continue  # the number of a row, which others call so too
            made.append(curie_of_url(text) if "://" in text else curie(prefix, text))
    made += [parse_curie(each) for text in record.all("ids") for each in re.split(r"\s*\|\s*|[,;]?\s+", text)]
    return [each for each in dict.fromkeys(made) if each and not each.startswith(("work:", "isbn:"))]


@dataclass(slots=True)
class _Links:
    """Links by address, and what they lead to; of two addresses of one resolver the first."""

    links: dict[str, Link] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def put(self, url: str, role: LinkRole | None = None) -> None:
        url = url.strip().rstrip(".,;")
        while url[-1:] in {")", "]"} and url.count("[" if url[-1] == "]" else "(") < url.count(url[-1]):
            url = url[:-1].rstrip(".,;")
        made = curie_of_url(url)
        fresh = made is None or made not in self.known or _RESOLVER.match(url) is None
        if role is None and made and made.startswith(_CATALOGUES):
            role = "page"
        if url and url not in self.links and is_web(url) and fresh:
            self.links[url] = Link(url=url, role=role or role_of_url(url))
        if made:
            self.known.add(made)


def _role(name: str, url: str) -> LinkRole | None:
    role = _ROLES.get(name)
    if name == "page" and role_of_url(url) != "paper":
        return role_of_url(url)
    return role
