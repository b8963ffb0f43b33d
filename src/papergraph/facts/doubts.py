"""What citation files leave open: papers without known references, references that cannot be right, works mistaken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from papergraph.citation_records import Cited, LeftOut
from papergraph.facts.wording import few, services
from papergraph.model import Entry, Paper, Problem
from papergraph.problems import problem

Place = Mapping[str | None, Entry]


def cited_problems(cited: Cited, papers: Mapping[str, Paper], place: Place) -> Iterator[Problem]:
    """Yield what is missing or doubtful in citations between `papers`; `place` has the first entry of each.

    Papers of which no service knows a reference (no-references-known), one by one, and for each service those of which
    only others know some; references to the work itself and to later works (references-left-out), which are in no
    edge; works that a service has under an identifier of another (service-contradicts-title).
    """
    for note in cited.notes:
        yield problem("citation-lines-unread", note)
    yield from _silent(cited, papers, place)
    yield from _left_out(cited, papers, place)
    for service, count in cited.unnamed.items():
        number, left = ("1 reference", "it is") if count == 1 else (f"{count:,} references", "they are")
        said = f"{services([service])} lists {number} without a title and without an identifier"
        yield problem("references-left-out", f"{said}; {left} left out")
    yield from _mistaken(cited, papers, place)


def _mistaken(cited: Cited, papers: Mapping[str, Paper], place: Place) -> Iterator[Problem]:
    for paper_id, doubts in cited.doubts.items():
        saying: dict[tuple[str, str], list[str]] = defaultdict(list)
        for service, identifier, doubt in doubts if paper_id in papers else ():
            saying[identifier, doubt].append(service)
        for (identifier, doubt), names in saying.items():
            said = f"{papers[paper_id].title!r}: {identifier} {doubt}, according to {services(names)}"
            yield problem("service-contradicts-title", said, where=place.get(paper_id), papers=[paper_id])


def _silent(cited: Cited, papers: Mapping[str, Paper], place: Place) -> Iterator[Problem]:
    others: dict[str, list[str]] = defaultdict(list)
    silent = set(cited.silent)
    for paper_id, paper in sorted(papers.items()):
        if not paper.from_list:
            continue
        unknown = cited.unknown_to.get(paper_id, ())
        if paper_id in silent:
            whom = f" to {services(unknown, last='or')}" if unknown else ": no service has been asked for them"
            said = f"no references of {paper.title!r} are known{whom}; that it builds on nothing does not follow"
            yield problem("no-references-known", said, where=place.get(paper_id), papers=[paper_id])
        else:
            for service in unknown:
                others[service].append(paper_id)
    for service, found in sorted(others.items()):
        count = f"{len(found):,} papers" if len(found) > 1 else "1 paper"
        names = few([repr(papers[each].title) for each in found])
        said = f"{services([service])} knows no references of {count} of which others know some: {names}"
        yield problem("no-references-known", said, papers=found)


def _left_out(cited: Cited, papers: Mapping[str, Paper], place: Place) -> Iterator[Problem]:
    by_subject: dict[str, list[LeftOut]] = defaultdict(list)
    for each in cited.left_out:
        if each.subject in papers and each.object in papers:
            by_subject[each.subject].append(each)
    for subject, found in sorted(by_subject.items()):
        paper = papers[subject]
        parts = []
        if itself := [each.service for each in found if each.why == "itself"]:
            parts.append(f"to itself, according to {services(itself)}")
        for other in sorted({each.object for each in found if each.why == "later"}):
            saying = services(each.service for each in found if each.object == other)
            year = f", of {papers[other].year}" if papers[other].year else ""
            parts.append(f"to {papers[other].title!r}{year}, which is later, according to {saying}")
        own = f" ({paper.year})" if paper.year else ""
        said = f"left out, since they cannot be right: references of {paper.title!r}{own} {'; '.join(parts)}"
        yield problem("references-left-out", said, where=place.get(subject), papers=[each.object for each in found])
