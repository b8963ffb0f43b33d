"""Curated knowledge: where its files lie, and loading them with every fault named by file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args

from papergraph.errors import CurationError
from papergraph.identifiers import parse_curie, title_key
from papergraph.model import Concept, Level, Requirement, WorkKind
from papergraph.tsv import Row, rows, unique

_PACKAGED = Path(__file__).with_name("data")
#: The folder that holds `graph/` and `seeds/`: in an installed wheel, or in a checkout.
ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2]

#: The fields of an entry that a row of errata.tsv can put right.
ERRATUM_FIELDS = (
    *("title", "short_names", "authors", "organisation", "year", "month", "venue", "kind", "link", "ordinal"),
)

_TRUNCATED = "et al."
T = TypeVar("T")
#: The tables that a folder of curated knowledge can hold.
FILES = ("builds_on.tsv", "concepts.tsv", "errata.tsv", "papers.tsv", "requires.tsv", "same_as.tsv")
BUNDLED_EDGES = "graph/builds_on.tsv"
BUNDLED_CONCEPTS = "graph/concepts.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWork:
    """A row of papers.tsv: what is true of a work, whatever a list prints."""

    id: str
    citekey: str
    title: str
    alt_titles: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    authors_truncated: bool = False
    year: int | None = None
    month: int | None = None
    venue: str | None = None
    venue_year: int | None = None
    identifiers: tuple[str, ...] = ()
    kind: WorkKind = "paper"
    hours: float | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedConcept:
    """A row of concepts.tsv with its rows of requires.tsv; `introduced_by` are references to works."""

    concept: Concept
    introduced_by: tuple[str, ...] = ()
    file: str = BUNDLED_CONCEPTS
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedEdge:
    """A row of builds_on.tsv; `subject` and `object` are references to works as written; kind none: a non-edge."""

    subject: str
    object: str
    kind: Literal["core", "background", "none"]
    takes: tuple[str, ...] = ()
    any_of: str | None = None
    confidence: float = 1.0
    reason: str = ""
    file: str = "graph/builds_on.tsv"
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A row of errata.tsv: what a list prints wrongly."""

    source: str
    title: str
    field: str
    printed: str
    correct: str
    reason: str
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """All curated knowledge in use: the bundled files, or these with a user's rows over them, or nothing."""

    works: tuple[KnownWork, ...] = ()
    concepts: tuple[CuratedConcept, ...] = ()
    edges: tuple[CuratedEdge, ...] = ()
    errata: tuple[Erratum, ...] = ()
    same_as: tuple[tuple[str, str], ...] = ()
    not_same: tuple[tuple[str, str], ...] = ()
    undecided: int = 0
    """How many rows of builds_on.tsv are of kind `?`: candidates that nobody has decided, which say nothing yet."""


def load(overlay: Path | None = None, *, root: Path | None = None) -> Curation:
    """Return the bundled knowledge, with the rows of the folder `overlay` over it.

    A user's row wins over the bundled row for the same work, concept or pair; of a work or concept its empty cells say
    nothing, so that there the bundled row is kept. Raises CurationError for a wrong row or a folder that is not there.
    """
    bundled = load_folder((root or ROOT) / "graph", name="graph")
    if overlay is None:
        return bundled
    if not overlay.is_dir():
        raise CurationError(overlay, "is no folder; name a folder with curated files, or 'none'")
    _check_files(overlay)
    return _overlaid(bundled, load_folder(overlay, name=overlay.resolve().name, base=bundled), overlay)


def load_folder(folder: Path, *, name: str, base: Curation | None = None) -> Curation:
    """Return what the curated files of one folder say; files that are absent say nothing.

    With `base` its rows may speak of the works and concepts of `base` too, and are laid over those.
    """
    requires = _requires(folder / "requires.tsv")
    decided = tuple(_edges(folder / "builds_on.tsv", f"{name}/builds_on.tsv"))
    edges = tuple(edge for edge in decided if edge is not None)
    below = base or Curation()
    known = {each.concept.id: each for each in below.concepts}
    curation = Curation(
        works=tuple(_works(folder / "papers.tsv", below.works)),
        concepts=tuple(_concepts(folder / "concepts.tsv", f"{name}/concepts.tsv", requires, known)),
        edges=edges,
        errata=tuple(_errata(folder / "errata.tsv")),
        same_as=tuple(_pairs(folder / "same_as.tsv", "owl:sameAs")),
        not_same=tuple(_pairs(folder / "same_as.tsv", "pg:notSameAs")),
        undecided=len(decided) - len(edges),
    )
    _check_concepts(curation.concepts, folder, requires, set(known))
    own = {each.concept.id for each in curation.concepts}
    more = tuple(
        _with_requirements(known[subject], [requirement for _, requirement in needed])
        for subject, needed in sorted(requires.items())
        if subject in known and subject not in own
    )
    return replace(curation, concepts=(*curation.concepts, *more))


def _with_requirements(each: CuratedConcept, more: Iterable[Requirement]) -> CuratedConcept:
    merged = {need.object: need for need in (*each.concept.requires, *more)}
    return replace(each, concept=replace(each.concept, requires=tuple(merged[key] for key in sorted(merged))))


def seeds(*, root: Path | None = None) -> list[Path]:
    """Return the bundled reading lists, sorted by name."""
    return sorted(path for path in ((root or ROOT) / "seeds").glob("*.md") if path.name != "README.md")


_WORK_COLUMNS = (
    *("id", "citekey", "title", "alt_titles", "short_names", "authors", "year", "month", "venue", "venue_year"),
    *("identifiers", "kind", "hours", "level"),
)


def _works(path: Path, base: Iterable[KnownWork]) -> Iterator[KnownWork]:
    below = {work.id: work for work in base}
    theirs = {name: work.id for work in below.values() for name in (work.citekey, work.id, *work.identifiers)}
    citekeys: dict[str, int] = {}
    table = rows(path, _WORK_COLUMNS, ("id", "citekey", "title"))
    for row in unique(table, lambda row: row.text("id"), "id"):
        identifier, citekey = row.required("id"), row.required("citekey")
        for column, given in (("id", identifier), *(("identifiers", each) for each in row.many("identifiers"))):
            if parse_curie(given) != given:
                row.fail(column, f"{given!r} is no identifier in its canonical form, such as arxiv:1706.03762")
        if citekey in citekeys:
            row.fail("citekey", f"stands in line {citekeys[citekey]} already; add a word of the title")
        citekeys[citekey] = row.number
        named = (("citekey", citekey), ("id", identifier), *(("identifiers", each) for each in row.many("identifiers")))
        for column, each in named:
            if (other := theirs.get(each, identifier)) != identifier:
                row.fail(column, f"{each!r} is known already, as {other}; give that id, or another {column} here")
        authors = row.many("authors")
        work = KnownWork(
            id=identifier,
            citekey=citekey,
            title=row.required("title"),
            alt_titles=row.many("alt_titles"),
            short_names=row.many("short_names"),
            authors=tuple(name for name in authors if name != _TRUNCATED),
            authors_truncated=_TRUNCATED in authors,
            year=row.whole("year", 1000, 2999),
            month=row.whole("month", 1, 12),
            venue=row.text("venue") or None,
            venue_year=row.whole("venue_year", 1000, 2999),
            identifiers=row.many("identifiers"),
            kind=cast("WorkKind", row.choice("kind", get_args(WorkKind), "paper")),
            hours=row.number_in("hours", 0.1, 1000),
            level=cast("Level | None", row.choice("level", ("", *get_args(Level))) or None),
        )
        yield _laid_over(below.get(identifier), work, row, together={"authors": "authors_truncated"})


def _laid_over(below: T | None, above: T, row: Row, *, together: Mapping[str, str] | None = None) -> T:
    """Return what a row says, and where its cells are empty what is said below; `together` are fields of one cell."""
    if below is None:
        return above
    said = [column for column, cell in row.cells.items() if cell.strip() and hasattr(above, column)]
    said += [other for column, other in (together or {}).items() if column in said]
    return cast("T", replace(cast("Any", below), **{column: getattr(above, column) for column in said}))


def _requires(path: Path) -> dict[str, list[tuple[Row, Requirement]]]:
    found: dict[str, list[tuple[Row, Requirement]]] = {}
    table = rows(path, ("subject", "object", "reason"), ("subject", "object"))
    for row in unique(table, lambda row: (row.text("subject"), row.text("object")), "object"):
        requirement = Requirement(object=row.required("object"), reason=row.text("reason"))
        found.setdefault(row.required("subject"), []).append((row, requirement))
    return found


_CONCEPT_COLUMNS = ("id", "pref_label", "alt_labels", "broader", "definition", "introduced_by", "learn_at")


def _concepts(
    path: Path,
    name: str,
    requires: dict[str, list[tuple[Row, Requirement]]],
    known: Mapping[str, CuratedConcept],
) -> Iterator[CuratedConcept]:
    table = rows(path, _CONCEPT_COLUMNS, ("id", "pref_label"))
    for row in unique(table, lambda row: row.text("id"), "id"):
        identifier = row.required("id")
        below = known.get(identifier)
        concept = Concept(
            id=identifier,
            pref_label=row.required("pref_label"),
            alt_labels=row.many("alt_labels"),
            broader=row.many("broader"),
            definition=row.text("definition"),
            learn_at=row.text("learn_at") or None,
            requires=() if below is None else below.concept.requires,
        )
        made = CuratedConcept(
            concept=_laid_over(None if below is None else below.concept, concept, row),
            introduced_by=row.many("introduced_by") or (below.introduced_by if below else ()),
            file=name,
            row=row.number,
        )
        yield _with_requirements(made, [requirement for _, requirement in requires.get(identifier, ())])


def _edges(path: Path, name: str) -> Iterator[CuratedEdge | None]:
    """Yield the rows of builds_on.tsv; None for one of kind `?`, which nobody has decided yet."""
    table = rows(
        path, ("subject", "object", "kind", "takes", "any_of", "confidence", "reason"), ("subject", "object", "kind")
    )
    for row in unique(table, lambda row: (row.text("subject"), row.text("object")), "object"):
        subject, object_ = row.required("subject"), row.required("object")
        if subject == object_:
            row.fail("object", "a work cannot build on itself")
        if row.text("kind") == "?":
            yield None
            continue
        confidence = row.number_in("confidence", 0, 1)
        kind = row.choice("kind", ("core", "background", "none", "?"))
        yield CuratedEdge(
            subject=subject,
            object=object_,
            kind=cast('Literal["core", "background", "none"]', kind),
            takes=row.many("takes"),
            any_of=row.text("any_of") or None,
            confidence=1.0 if confidence is None else confidence,
            reason=row.text("reason"),
            file=name,
            row=row.number,
        )


def _errata(path: Path) -> Iterator[Erratum]:
    columns = ("source", "title", "field", "printed", "correct", "reason")
    for row in rows(path, columns, columns[:5]):
        values = {column: row.text(column) for column in columns}
        row.choice("field", ERRATUM_FIELDS)
        yield Erratum(**values, row=row.number)


def _pairs(path: Path, predicate: str) -> Iterator[tuple[str, str]]:
    for row in rows(path, ("subject", "predicate", "object", "comment"), ("subject", "predicate", "object")):
        if row.choice("predicate", ("owl:sameAs", "pg:notSameAs")) == predicate:
            yield row.required("subject"), row.required("object")


def _check_concepts(
    concepts: tuple[CuratedConcept, ...],
    folder: Path,
    requires: dict[str, list[tuple[Row, Requirement]]],
    base: set[str],
) -> None:
    """Raise CurationError unless labels are unique and what concepts name exists, without circles."""
    path = folder / "concepts.tsv"
    known = {each.concept.id for each in concepts} | base
    labels: dict[str, str] = {}
    for each in concepts:
        concept = each.concept
        for label in (concept.pref_label, *concept.alt_labels):
            other = labels.setdefault(title_key(label), concept.id)
            if other != concept.id:
                reason = f"{label!r} is a label of {other} too; a label names one concept"
                raise CurationError(path, reason, line=each.row, column="alt_labels")
        for broader in concept.broader:
            if broader not in known:
                raise CurationError(path, f"{broader!r} is no concept here", line=each.row, column="broader")
    for subject, needed in requires.items():
        for row, requirement in needed:
            for column, value in (("subject", subject), ("object", requirement.object)):
                if value not in known:
                    row.fail(column, f"{value!r} is no concept of concepts.tsv")
    _check_acyclic(path, "broader", {each.concept.id: each.concept.broader for each in concepts})
    _check_acyclic(folder / "requires.tsv", "object", _requirements(concepts))


def _requirements(concepts: Iterable[CuratedConcept]) -> dict[str, Iterable[str]]:
    return {each.concept.id: [need.object for need in each.concept.requires] for each in concepts}


def _check_acyclic(path: Path, column: str, graph: dict[str, Iterable[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise CurationError(path, f"these go round in a circle: {circle}", column=column) from error


def _check_files(folder: Path) -> None:
    """Raise CurationError for a folder without any curated file, or with a table that would never be read."""
    names = sorted(path.name for path in folder.iterdir() if path.suffix == ".tsv")
    listed = ", ".join(FILES)
    if not names:
        raise CurationError(folder, f"holds no curated file; there can be {listed}")
    for name in names:
        if name not in FILES:
            raise CurationError(folder / name, f"is no curated file; there can be {listed}")


def _overlaid(bundled: Curation, own: Curation, folder: Path) -> Curation:
    concepts = _merged(_without_labels(bundled.concepts, own.concepts), own.concepts, lambda each: each.concept.id)
    _check_acyclic(folder / "concepts.tsv", "broader", {each.concept.id: each.concept.broader for each in concepts})
    _check_acyclic(folder / "requires.tsv", "object", _requirements(concepts))
    called = {work.id: work.citekey for work in own.works}
    renamed = {
        work.citekey: called[work.id] for work in bundled.works if work.citekey != called.get(work.id, work.citekey)
    }
    edges = (
        replace(edge, subject=renamed.get(edge.subject, edge.subject), object=renamed.get(edge.object, edge.object))
        for edge in (*bundled.edges, *own.edges)  # the later row for a pair wins once references are resolved
    )
    return replace(
        bundled,
        works=_merged(bundled.works, own.works, lambda each: each.id),
        concepts=tuple(
            replace(each, introduced_by=tuple(renamed.get(name, name) for name in each.introduced_by))
            for each in concepts
        ),
        edges=tuple(edges),
        errata=bundled.errata + own.errata,
        same_as=bundled.same_as + own.same_as,
        not_same=bundled.not_same + own.not_same,
        undecided=own.undecided,
    )


def _without_labels(bundled: Iterable[CuratedConcept], own: Iterable[CuratedConcept]) -> tuple[CuratedConcept, ...]:
    """Return the bundled concepts without the labels that concepts of one's own have: a label names one concept."""
    taken = {
        title_key(label): each.concept.id
        for each in own
        for label in (each.concept.pref_label, *each.concept.alt_labels)
    }
    found = []
    for each in bundled:
        concept = each.concept
        labels = [
            label
            for label in (concept.pref_label, *concept.alt_labels)
            if taken.get(title_key(label), concept.id) == concept.id
        ]
        if len(labels) <= len(concept.alt_labels):
            first, *others = labels or [f"{concept.pref_label} (bundled)"]
            each = replace(each, concept=replace(concept, pref_label=first, alt_labels=tuple(others)))
        found.append(each)
    return tuple(found)


def _merged(first: tuple[T, ...], second: tuple[T, ...], key: Callable[[T], str]) -> tuple[T, ...]:
    by_key = {key(each): each for each in first} | {key(each): each for each in second}
    return tuple(by_key[each] for each in sorted(by_key))
