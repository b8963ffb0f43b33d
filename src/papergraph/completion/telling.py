"""Presupposed works in words: what is missing, who needs it, and on what that rests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from papergraph.completion.cited import Needed
from papergraph.completion.curated import Presupposed
from papergraph.curation import Curation, KnownWork
from papergraph.identifiers import parse_curie, title_key
from papergraph.model import Entry, Paper, Problem
from papergraph.problems import problem

#: The codes of problems that tell of works in none of the lists.
CODES_OF_MISSING = ("work-presupposed", "work-cited-by-many")
_MOST_NAMED = 5
# A title as `_titled` writes it.
_QUOTED = re.compile(r"'(.+?)'(?: \(\d{4}\))?(?::| is presupposed| and )")


def presupposed_problems(
    found: Iterable[Presupposed],
    papers: Iterable[Paper],
    entries: Iterable[Entry],
    curation: Curation,
    *,
    by_citations: Iterable[Needed] = (),
) -> Iterator[Problem]:
    """Yield a note for each work that is presupposed; its place is the first entry of a paper that needs it.

    Curated rows (`found`) come first, then citations; of a work that both speak of there is one note. `papers` of the
    note are the works that are missing and those at hand that need them. A work that many cite and nobody surely rests
    on is of another code, work-cited-by-many.
    """
    known = {work.id: work for work in curation.works}
    telling = _Telling({paper.id: paper for paper in papers}, entries)
    cited = {each.work.id: each for each in by_citations}
    for each in found:
        works = [known[work] for work in each.works if work in known]
        also = cited.pop(each.works[0], None) if len(each.works) == 1 else None
        titles = [_titled(work) for work in works]
        one, stands = (
            ("one of ", "none of them is in the lists") if len(titles) > 1 else ("", "it is in none of the lists")
        )
        by = f"{telling.names(each.needed_by)}" + (f"; by citations {telling.counted(also)}" if also else "")
        message = f"{one}{_listed(titles)} is presupposed by {by}; {stands}"
        needing = sorted({*each.needed_by, *(also.rests if also else ())})
        yield telling.problem("work-presupposed", message, works=each.works, needing=needing)
    for need in cited.values():
        message = f"{_titled(need.work)}: {telling.counted(need)}; it is in none of the lists"
        code = "work-presupposed" if need.rests else "work-cited-by-many"
        yield telling.problem(code, message, works=[need.work.id], needing=need.rests or need.cites)


def told_missing(problems: Iterable[Problem], reference: str) -> bool:
    """Return whether a reference, an identifier or a whole title, names a work that the problems tell is missing."""
    given, key = parse_curie(reference), title_key(reference)
    for each in problems:
        if each.code in CODES_OF_MISSING:
            title = _QUOTED.search(each.message)
            if given in each.papers or (title and title_key(title[1]) == key):
                return True
    return False


class _Telling:
    def __init__(self, papers: Mapping[str, Paper], entries: Iterable[Entry]) -> None:
        self._papers = papers
        self._places: dict[str, Entry] = {}
        for entry in sorted(entries, key=_place):
            if entry.paper is not None:
                self._places.setdefault(entry.paper, entry)

    def names(self, papers: Iterable[str]) -> str:
        return _listed(sorted((_name(self._papers[each]) for each in papers), key=str.casefold))

    def counted(self, need: Needed) -> str:
        """Return how many papers rest on a work and how many only cite it, by name and of how many."""
        of = f"of the {need.among:,} papers whose references are known"
        if not need.rests:
            return f"{len(need.cites):,} {of} cite it, and none says that it builds on it ({self.names(need.cites)})"
        rest = f"{len(need.rests):,} {of} {'rests' if len(need.rests) == 1 else 'rest'} on it"
        passing = f", {len(need.cites):,} more cite{'s' * (len(need.cites) == 1)} it" if need.cites else ""
        return f"{rest} ({self.names(need.rests)}){passing}"

    def problem(self, code: str, message: str, *, works: Sequence[str], needing: Sequence[str]) -> Problem:
        where = min((self._places[each] for each in needing if each in self._places), key=_place, default=None)
        return problem(code, message, where=where, entries=[where.id] if where else [], papers=(*works, *needing))


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.source, entry.first_line, entry.id


def _titled(work: KnownWork) -> str:
    name = f"{work.short_names[0]}, " if work.short_names and work.short_names[0] != work.title else ""
    return f"{name}'{work.title}' ({work.year})" if work.year else f"{name}'{work.title}'"


def _name(paper: Paper) -> str:
    return paper.short_names[0] if paper.short_names else f"'{paper.title}'"


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:_MOST_NAMED], *([f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else [])]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
