"""What one object of a citation file tells: works, and what they cite; of our format, and of services' dumps."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from papergraph.citation_records.records import FORMAT, Answer, Reference, Work, from_record
from papergraph.citation_records.shapes import (
    openalex_id,
    openalex_references,
    openalex_work,
    s2_citation,
    s2_reference,
    s2_work,
)
from papergraph.citation_records.store import objects
from papergraph.errors import InputError

_LOOKED_AT = 20  # lines of a file


class Described(NamedTuple):
    """That a service describes a work, None for no such work; `asked` is None in a dump, where nobody asked."""

    service: str
    asked: str | None
    work: Work | None
    doubt: str | None = None


class Citing(NamedTuple):
    """What a work, by one of its CURIEs, cites according to a service; `unnamed` more have neither name nor title.

    `on` is the day on which the service was asked, "" where a dump does not say.
    """

    service: str
    citing: str
    references: Sequence[Reference]
    unnamed: int = 0
    on: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Citation files, read anew at each turn: they can be larger than the memory; `names` are what they are called."""

    paths: tuple[Path, ...]
    names: Mapping[Path, str]

    @classmethod
    def of(cls, paths: Iterable[Path], names: Mapping[Path, str] | None = None) -> Files:
        """Return the files in an order that does not depend on how they were given."""
        return cls(tuple(sorted(set(paths), key=str)), names or {})

    def checked(self) -> tuple[str, ...]:
        """Return in words what could not be read; raises InputError for a file that holds nothing of the kind."""
        notes = []
        for path in self.paths:
            known, bad = False, []
            for number, record in objects(path):
                if record is None or not _is_known(record):
                    bad.append(number)
                else:
                    known = True
            if not known:
                raise InputError(
                    path, "holds no works and no citations; give what papergraph enrich wrote, or JSON lines"
                )
            if bad:
                said = "1 line" if len(bad) == 1 else f"{len(bad):,} lines"
                first = f"line {bad[0]}" if len(bad) == 1 else f"the first is line {bad[0]}"
                notes.append(f"{path}: {said} could not be read, {first}")
        return tuple(notes)

    def works(self) -> Iterator[Described]:
        """Yield all works that are described as a whole."""
        for path in self.paths:
            for _, record in objects(path):
                yield from works_of(record or {})

    def references(self, of: Container[str]) -> Iterator[tuple[str, int, Citing]]:
        """Yield what the works cite whose names are in `of`, each with the file's name and the line."""
        for path in self.paths:
            name = self.names.get(path, path.name)
            for number, record in objects(path):
                for each in citing_of(record or {}, of):
                    yield name, number, each


def told_apart(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return files of ours and of services, and those that are lists of some other format; raises InputError.

    A file is of the first kind when one of its first lines is a record of ours or of a service.
    """
    found: dict[bool, list[Path]] = {True: [], False: []}
    for path in paths:
        first = list(islice(objects(path), _LOOKED_AT))
        if not first:
            raise InputError(path, "is empty; papergraph enrich writes citations")
        found[any(record is not None and _is_known(record) for _, record in first)].append(path)
    return tuple(found[True]), tuple(found[False])


def works_of(record: Mapping[str, Any]) -> Iterator[Described]:
    """Yield each work that an object describes as a whole."""
    if "record" in record:
        answer = from_record(record)
        if answer is not None and answer.kind == "work":
            yield Described(answer.service, answer.asked, answer.work, answer.doubt)
    elif record.get("paperId") or record.get("corpusid"):
        yield Described("s2", None, s2_work(record))
    elif record.get("id"):
        yield Described("openalex", None, openalex_work(record))


def citing_of(record: Mapping[str, Any], of: Container[str]) -> Iterator[Citing]:
    """Yield what the works cite whose names are in `of`, as an object tells it; the rest of a dump is passed over."""
    if "record" in record:
        answer: Answer | None = from_record(record)
        if answer is not None and answer.kind == "references" and answer.asked in of:
            yield Citing(answer.service, answer.asked, answer.references, answer.unnamed, answer.at.partition("T")[0])
    elif (made := s2_citation(record)) is not None:
        if made[0] in of:
            yield Citing("s2", made[0], (made[1],))
    elif record.get("paperId") or record.get("corpusid"):
        own = s2_work(record).identifiers
        listed = record.get("references")
        # A dump of papers without this field says nothing of what they cite.
        if own and own[0] in of and isinstance(listed, list):
            items = [each for each in listed if isinstance(each, dict)]
            found = [s2_reference(each if "citedPaper" in each else {"citedPaper": each}) for each in items]
            named = [each for each in found if each is not None]
            yield Citing("s2", own[0], named, len(listed) - len(named))
    elif "referenced_works" in record:
        own_id = openalex_id(record.get("id")) or next(iter(openalex_work(record).identifiers), None)
        if own_id is not None and own_id in of:
            yield Citing("openalex", own_id, openalex_references(record))


def _is_known(record: Mapping[str, Any]) -> bool:
    if record.get("format") == FORMAT:
        return True
    if "record" in record:
        return from_record(record) is not None
    return any(record.get(key) for key in ("id", "paperId", "corpusid", "citingcorpusid", "citedPaper"))
