"""Citations that lists tell themselves, in fields of their own: `referenced_works` of OpenAlex, `cites` of BibTeX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from papergraph.citation_records.contents import Citing
from papergraph.citation_records.identity import AtHand
from papergraph.citation_records.reading import Citation, Gathered
from papergraph.citation_records.records import Reference, Work
from papergraph.identifiers import curie_of_url, parse_curie, title_key
from papergraph.model import Author, Entry, Paper

#: What a list says of works that it only names beside a work, in the words of services' intents.
RELATED = "related"
_CATALOGUES = ("openalex:", "s2:", "dblp:")


def listed_citations(
    entries: Iterable[Entry], papers: Sequence[Paper], authors: Iterable[Author] = ()
) -> tuple[Citation, ...]:
    """Return the citations between `papers` that entries of lists tell, sorted; the service is the list.

    An entry is the paper that it was resolved to; one of another file is the paper that its identifiers, or its title
    with what confirms it, say. A work named by its title is the one paper that is called so. Of two works that are
    named as related the later one counts as citing the earlier one; where the years do not tell, neither.
    """
    names = {each.id: each.name for each in authors}
    signed = {paper.id: [names[each] for each in paper.authors if each in names] for paper in papers}
    hand = AtHand.of(papers, signed)
    gathered = Gathered(hand)
    entries = list(entries)
    entries.sort(key=lambda each: (each.source, each.first_line, each.id))
    owners = [(entry, _learnt(entry, hand)) for entry in entries]
    for entry, subject in owners:
        if subject is None or not (entry.references or entry.related):
            continue
        works = [_found(each, hand) for each in entry.references]
        told = {subject: [Reference(work=work) for work in works]}
        for citing, reference in _related(entry.related, subject, hand):
            told.setdefault(citing, []).append(reference)
        for citing, references in told.items():
            each = Citing(entry.source, citing, references)
            gathered.add(citing, each, source=entry.source, line=entry.first_line)
    return tuple(gathered.citations())


def _learnt(entry: Entry, hand: AtHand) -> str | None:
    """Return the paper at hand that an entry is, and take over all identifiers by which others may cite it.

    Numbers of catalogues are no address of a work, so that its paper has them not.
    """
    work = _described(entry)
    paper = entry.paper if entry.paper in hand.papers else hand.find(work)
    for each in work.identifiers:
        if paper is not None and (paper != entry.paper or each.startswith(_CATALOGUES)):
            hand.of_identifier.setdefault(each, paper)
    return paper


def _described(entry: Entry) -> Work:
    identifiers = dict.fromkeys(made for link in entry.links if (made := curie_of_url(link.url)))
    return Work(identifiers=tuple(identifiers), title=entry.title, year=entry.year, authors=entry.authors)


def _found(text: str, hand: AtHand) -> Work:
    """Return a work by its identifier or title; one that is at hand by its id."""
    made = parse_curie(text)
    work = Work(identifiers=(made,)) if made else Work(title=text)
    if made or hand.find(work) is not None:
        return work
    titled = hand.of_title.get(title_key(text), [])
    return Work(identifiers=(titled[0],)) if len(titled) == 1 else work


def _related(texts: Iterable[str], subject: str, hand: AtHand) -> Iterator[tuple[str, Reference]]:
    """Yield (citing paper, reference) for related works at hand of which one is surely older."""
    for text in texts:
        other = hand.find(_found(text, hand))
        mine, theirs = hand.year(subject), hand.year(other) if other else None
        if other is None or mine is None or theirs is None or mine == theirs:
            continue
        newer, older = (subject, other) if mine > theirs else (other, subject)
        yield newer, Reference(work=Work(identifiers=(older,)), intents=(RELATED,))
