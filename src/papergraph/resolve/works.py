"""From clusters of entries to Paper records: titles, dates, identifiers, links and notes put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from papergraph.curation import KnownWork
from papergraph.effort import estimated_hours
from papergraph.identifiers import arxiv_month, curie_of_url, iri_of, strength, title_key
from papergraph.model import Entry, HoursSource, Link, Note, Paper, WorkKind
from papergraph.people import citekey_family
from papergraph.resolve.authors import Signed, signed
from papergraph.resolve.facts import own_links, years_of
from papergraph.resolve.naming import Nameless
from papergraph.resolve.titles import is_name, name_key, read_title

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Work:
    """The entries of one work (as printed, and with errata applied), and its row of the authority if it has one.

    `title` is the true title where it is known, else the fullest title printed, the most frequent of such.
    """

    printed: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    known: KnownWork | None
    identifiers: tuple[str, ...]
    wrong: frozenset[str]
    signed: Signed
    title: str

    @property
    def date(self) -> tuple[int | None, int | None]:
        """Year and month of first publication: of the authority, else the earliest that is printed.

        An arXiv number prints a date too; it counts when it is less than three years from a printed year.
        """
        if self.known:
            return self.known.year, self.known.month
        dates = [(year, entry.month) for entry in self.entries if (year := min(years_of(entry), default=None))]
        years = [year for year, _ in dates]
        for identifier in self.identifiers:
            made = arxiv_month(identifier)
            if made and (not years or min(abs(made[0] - year) for year in years) < 3):
                dates.append(made)
        first = min((year for year, _ in dates), default=None)
        return first, min((month for year, month in dates if year == first and month), default=None)

    def nameless(self) -> Nameless:
        """Return what id and citekey are made from."""
        title = self.title if read_title(self.title).words or not self.identifiers else self.identifiers[0]
        names = self.signed.names
        return Nameless(
            title=title,
            year=self.date[0],
            family=citekey_family(names[0]) if names else "",
            identifiers=self.identifiers,
            facts=tuple(sorted({repr((e.title, e.authors, e.year, e.links, e.kind)) for e in self.entries})),
        )


def make_work(
    printed: Sequence[Entry],
    entries: Sequence[Entry],
    known: KnownWork | None,
    owned: Iterable[str],
    wrong: Iterable[str],
) -> Work:
    """Return the Work of a cluster; `owned` are the identifiers that are its own, `wrong` those that are another's."""
    identifiers = (known.id, *known.identifiers) if known else sorted(owned, key=strength)
    return Work(
        printed=tuple(printed),
        entries=tuple(entries),
        known=known,
        identifiers=tuple(dict.fromkeys(each for each in identifiers if not each.startswith("work:"))),
        wrong=frozenset(wrong),
        signed=signed(entries, known.authors, truncated=known.authors_truncated) if known else signed(entries),
        title=known.title if known else _title(entries),
    )


def brought_in(known: KnownWork) -> tuple[Work, KnownWork]:
    """Return the Work of a work that no entry prints, and its record: the name that its title begins with is one."""
    if not known.citekey and not known.short_names:
        lead, colon, _ = known.title.partition(": ")
        known = replace(known, short_names=(lead,) if colon and is_name(lead) else ())
    return make_work((), (), known, (), ()), known


def signed_anew(work: Work, names: Sequence[str]) -> Work:
    """Return a work that prints no authors with those that services name; any other as it is."""
    return work if work.signed.names or not names else replace(work, signed=signed((), names))


def make_paper(work: Work, *, id_: str, citekey: str, authors: tuple[str, ...]) -> Paper:
    """Return the Paper of a work under its id and citekey."""
    known = work.known
    year, month = work.date
    venue, venue_year = (known.venue, known.venue_year) if known else _venue(work.entries, year)
    kind = known.kind if known else _most_common([entry.kind for entry in work.entries])
    hours, source = _hours(known, kind)
    return Paper(
        id=id_,
        citekey=citekey,
        title=work.title,
        alt_titles=_alt_titles(work),
        short_names=_short_names(work),
        authors=authors,
        authors_truncated=work.signed.truncated,
        year=year,
        month=month,
        venue=venue,
        venue_year=venue_year,
        identifiers=work.identifiers,
        links=_links(work),
        kind=kind,
        entries=tuple(dict.fromkeys(entry.id for entry in work.printed)),
        hours=hours,
        hours_source=source,
        level=known.level if known else None,
        notes=_notes(work.printed),
    )


def _title(entries: Sequence[Entry]) -> str:
    """Return the printed title with most words that matter, names alone last, then the most frequent."""
    names = {name_key(name) for entry in entries for name in entry.short_names}
    count = Counter(entry.title for entry in entries)

    def key(title: str) -> tuple[object, ...]:
        words = read_title(title).words
        alone = name_key(title) in names or (len(words) < 3 and is_name(title))
        return (bool(words), not alone, len(words), count[title], title)

    return max(count, key=key)


def _alt_titles(work: Work) -> tuple[str, ...]:
    """Return the other titles: those of the authority, then the printed ones, one for each spelling that matters."""
    seen = {title_key(work.title)}
    names = {title_key(name) for name in _short_names(work)}
    out: list[str] = []
    curated = work.known.alt_titles if work.known else ()
    for title in (*curated, *sorted({entry.title for entry in (*work.printed, *work.entries)})):
        key = title_key(title)
        if key and key not in seen and key not in names and read_title(title).words:
            seen.add(key)
            out.append(title)
    return tuple(out)


def _short_names(work: Work) -> tuple[str, ...]:
    """Return the short names: those of the authority first, then printed ones by how often they are printed."""
    count = Counter(name for entry in work.entries for name in entry.short_names)
    printed = sorted(count, key=lambda name: (-count[name], name))
    if not work.known:
        # A title that is nothing but a name ("Chinchilla") is one of the work's short names.
        printed += sorted({e.title for e in work.entries if is_name(e.title) and e.title != work.title})
    known = work.known.short_names if work.known else ()
    by_key: dict[str, str] = {}
    for name in (*known, *printed):
        by_key.setdefault(title_key(name), name)
    return tuple(by_key.values())


def _links(work: Work) -> tuple[Link, ...]:
    """Return the links once each in the order of the entries, without those that are known to lead elsewhere.

    Where none of them leads to the work itself, the address of its strongest identifier goes first.
    """
    links: dict[str, Link] = {}
    own: set[str] = set()
    for entry in work.entries:
        for link in entry.links:
            made = curie_of_url(link.url)
            if made and made in work.wrong and link in own_links(entry):
                continue
            links.setdefault(link.url, link)
            if link.role == "paper":
                own.add(link.url)
    first = next((iri for each in work.identifiers if (iri := iri_of(each)) and iri.startswith("http")), None)
    if own or first is None:
        return tuple(links.values())
    return (Link(url=first, role="paper"), *(link for url, link in links.items() if url != first))


def _notes(entries: Sequence[Entry]) -> tuple[Note, ...]:
    """Return all notes in the order of the entries, summaries first, each text under a label once."""
    notes = dict.fromkeys(note for entry in entries for note in entry.notes)
    return tuple(sorted(notes, key=lambda note: note.key != "summary"))


def _venue(entries: Sequence[Entry], year: int | None) -> tuple[str | None, int | None]:
    venues = [entry.venue for entry in entries if entry.venue]
    if not venues:
        return None, None
    venue = _most_common(venues)
    years = [entry.year for entry in entries if entry.venue == venue and entry.year]
    return venue, max(years, default=year)


def _hours(known: KnownWork | None, kind: WorkKind) -> tuple[float, HoursSource]:
    if known and known.hours is not None:
        return known.hours, "curated"
    return estimated_hours(kind, known.level if known else None), "estimate"


def _most_common(values: Sequence[T]) -> T:
    count = Counter(values)
    return max(sorted(count, key=str), key=lambda value: count[value])
