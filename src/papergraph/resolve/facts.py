"""What an entry, or a work of the authority, says of its identity: the facts that are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from papergraph.curation import KnownWork
from papergraph.identifiers import arxiv_month, curie_of_url
from papergraph.model import Entry, Link, WorkKind
from papergraph.people import Name, parse_name
from papergraph.resolve.titles import Title, is_name, matter, name_key, name_stem, read_title

_YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?:\s*(?:-|–|—|/|to|bis)\s*(1[5-9]\d\d|20\d\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one or more entries that print the same, or of a known work.

    `names` maps the key of each short name to its stem; `identifiers` are CURIEs, and `url:` with host and path where
    a link is the entry's own and encodes no identifier; `known` is the id of a work of the authority, `foreign` are
    identifiers of works that it is not; `among_known` is whether the list names known works for the most part.
    """

    titles: tuple[Title, ...]
    names: tuple[tuple[str, str], ...]
    authors: tuple[Name, ...]
    truncated: bool
    years: frozenset[int]
    identifiers: frozenset[str]
    kind: WorkKind
    known: str | None = None
    foreign: frozenset[str] = frozenset()
    among_known: bool = False

    @property
    def name_keys(self) -> frozenset[str]:
        """The keys of the short names."""
        return frozenset(key for key, _ in self.names)

    @property
    def weak(self) -> bool:
        """Whether the title alone says too little to tell one work from another: none, a name, a word or two."""
        if self.known is not None:
            return False
        own = self.titles[0]
        return len(own.words) < 3 and not own.rest

    @property
    def bare(self) -> bool:
        """Whether there is nothing but a title or name."""
        return not (self.years or self.authors or self.identifiers)

    @property
    def order(self) -> tuple[object, ...]:
        """A sort key that depends on nothing but the facts."""
        return (
            self.known or "",
            tuple(title.printed for title in self.titles),
            self.names,
            tuple(name.printed for name in self.authors),
            self.truncated,
            tuple(sorted(self.years)),
            tuple(sorted(self.identifiers)),
            self.kind,
            self.among_known,
        )


def facts_of(entry: Entry, *, among_known: bool = False) -> Facts:
    """Return the facts of an entry, after errata were applied."""
    title = read_title(entry.title)
    identifiers = frozenset(found for link in own_links(entry) if (found := identifier_of(link.url)))
    return Facts(
        titles=(title,),
        names=_names((*entry.short_names, *_leads((entry.title,)))),
        authors=tuple(name for name in map(parse_name, entry.authors) if name.family),
        truncated=entry.authors_truncated,
        years=years_of(entry) or frozenset(date[0] for each in identifiers if (date := arxiv_month(each))),
        identifiers=identifiers,
        kind=entry.kind,
        among_known=among_known,
    )


def facts_of_known(work: KnownWork, foreign: Iterable[str] = ()) -> Facts:
    """Return the facts of a work of the authority; `foreign` are identifiers of works that it is not."""
    titles = tuple(read_title(title) for title in (work.title, *work.alt_titles))
    return Facts(
        titles=titles,
        names=_names((*work.short_names, *_leads((work.title, *work.alt_titles)))),
        authors=tuple(map(parse_name, work.authors)),
        truncated=work.authors_truncated,
        years=frozenset(year for year in (work.year, work.venue_year) if year),
        identifiers=frozenset((work.id, *work.identifiers)),
        kind=work.kind,
        known=work.id,
        foreign=frozenset(foreign),
    )


def own_links(entry: Entry) -> tuple[Link, ...]:
    """Return the links that lead to the work itself: papers, and of a repository its code."""
    roles = {"paper", "code", "page"} if entry.kind == "repository" else {"paper"}
    others = "\n".join(note.text for note in entry.notes if note.key == "builds_on")
    pages = tuple(link for link in entry.links if link.role != "page" or link.url not in others)
    links = tuple(link for link in pages if link.role in roles)
    if links or entry.kind == "paper":
        return links
    return tuple(link for link in pages if link.role == "page")[:1]


@lru_cache(maxsize=1 << 16)
def identifier_of(url: str) -> str | None:
    """Return a link's CURIE, or its host and path after `url:`; None for a link that leads to a whole site.

    >>> identifier_of("https://www.example.org/a/b/?utm=1#top")
    'url:example.org/a/b'
    """
    if found := curie_of_url(url):
        return found
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/+", "/", parts.path).strip("/")
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("utm"))
    if not host or not (path or query) or parts.scheme not in {"http", "https"}:
        return None
    return f"url:{host}/{path}" + (f"?{query}" if query else "")


def years_of(entry: Entry) -> frozenset[int]:
    """Return the years that an entry prints; all years of a printed range.

    >>> sorted(years_of(Entry(source="a", first_line=1, last_line=1, id="a", title="A", date_printed="2016–2018")))
    [2016, 2017, 2018]
    """
    years = {entry.year} if entry.year else set()
    for match in _YEARS.finditer(entry.date_printed or ""):
        first, last = int(match[1]), int(match[2] or match[1])
        years.update(range(first, last + 1) if 0 <= last - first <= 10 else (first, last))
    return frozenset(years)


def _names(printed: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(key, name_stem(name)) for name in printed if (key := name_key(name))}))


def _leads(titles: Iterable[str]) -> list[str]:
    """Return the names that titles begin with ("BERT: Pre-training of …"), and short titles that are names."""
    leads = []
    for title in titles:
        lead, colon, _ = title.partition(":")
        if colon and is_name(lead):
            leads.append(lead)
        elif not colon and is_name(title) and len(matter(" ".join(title.split()))) < 3:
            leads.append(title)
    return leads
