"""Tables to records: CSV and TSV, with commas, semicolons, tabs or bars, headed in many languages by many managers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from papergraph.readers.passages import Passage, Run
from papergraph.readers.records.cells import LOOKS, agrees, aligned, rows_of
from papergraph.readers.records.columnuses import with_places_and_groups
from papergraph.readers.records.latex import plain
from papergraph.readers.records.names import are_families, listed_names
from papergraph.readers.records.record import Parts, Record, Refused, Value
from papergraph.readers.records.unnamed import names_beside_title
from papergraph.readers.records.words import address_field, field_of, kind_of
from papergraph.readers.records.written import listed_in, without_braces
from papergraph.readers.syntax.inline import inline_runs, parser

MARKS = (",", "\t", ";", "|")
HEAD_WITHIN = 20  # lines of a preamble before the head
_HEAD_SIZE = 60_000  # characters
_TITLES = 3  # that show what a column holds
_PLAIN = ((None, None), ("paper", None))  # kinds that say little

#: The two-letter heads of Web of Science.
_TAGS = {
    "PT": "", "AU": "author", "AF": "author full", "CA": "organisation", "TI": "title", "SO": "venue", "DT": "type",
    "DE": "keywords", "AB": "summary", "PY": "year", "PD": "month", "DI": "doi", "PM": "pmid", "UT": "key",
    "BE": "editor",
    "DL": "url", "CR": "cites",
    "CT": "venue short", "J9": "venue short", "PU": "publisher", "BA": "editor", "GP": "organisation",
}  # fmt: skip


_PUBLICATION = re.compile(r"publications?(?:[ _-]?(?:title|name))?", re.IGNORECASE)
_OF_PAPERS = re.compile(
    r"(?:papers?|articles?|论文)(?:[ _-]?(?:title|name|标题|题目))?$", re.IGNORECASE
)  # what a column holds
_OF_YAML = re.compile(r"\s*- \w[^\n]*\w:(?:\s|$)")  # items of a list, which a stray mark parts


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of the head of a table (from 1), what separates its cells, and what we call its columns.

    `lines`: how many it takes, for a quoted name may go on.
    """

    line: int
    mark: str
    names: tuple[str, ...]
    printed: tuple[str, ...]
    lines: int = 1


def head_of(text: str) -> Head | None:
    r"""Return the head among the first lines of a text: cells of which two are known and one names a title, or None.

    >>> head_of("Titel;Autoren;Jahr\nSchafe;Lund, Ada;1999").names
    ('title', 'author', 'year')
    """
    return _plain_head(text) or _mended_head(text)


def _plain_head(text: str) -> Head | None:
    lines = text[:_HEAD_SIZE].split("\n")
    for number, line in enumerate(lines[:HEAD_WITHIN], 1):
        if not line.strip():
            continue
        if line.count('"') % 2 and (head := _long_head(lines[: number + HEAD_WITHIN], number)):
            return head
        for mark in MARKS:
            if mark in line and (head := _head(lines, mark, number)):
                return head
    return None


def _long_head(lines: Sequence[str], number: int) -> Head | None:
    """Return the head that begins on a line where a quoted name of a column goes on on the next."""
    for mark in MARKS:
        first, last, cells = next(rows_of(lines, number - 1, mark), (0, 0, None))
        if not cells or last == first or any(LOOKS["year"].match(cell) for cell in cells):
            continue
        if head := _named(tuple(" ".join(cell.split()) for cell in cells), mark, last, lines):
            return replace(head, lines=last - first + 1)
    return None


def _head(lines: Sequence[str], mark: str, number: int) -> Head | None:
    line = lines[number - 1]
    cells = next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    if len(cells) < 2 or line.count('"') % 2:  # a quotation mark that is never closed
        cells = line.replace('"', "").split(mark)
    return None if _OF_YAML.match(line) else _named(tuple(cell.strip() for cell in cells), mark, number, lines)


def _named(cells: tuple[str, ...], mark: str, number: int, lines: Sequence[str]) -> Head | None:
    """Return the cells as the head of a table when they name columns, a title among them; its last line is `number`.

    Where few of many columns are known, the rows must have titles in theirs.
    """
    printed = tuple(cell.strip("\ufeff") for cell in cells)
    if len(printed) >= 10 and sum(cell in _TAGS for cell in printed) >= 8:
        return Head(number, mark, tuple(_TAGS.get(cell, "") for cell in printed), printed)
    if 3 * sum(len(cell) > 60 for cell in printed) > len(printed):
        return None
    names = _titled(tuple(field_of(cell) or "" for cell in printed), printed)
    names = _turned(names, printed, lines[number : number + 60], mark)
    if {"source", "target"} <= {cell.lower() for cell in printed}:  # a table of edges
        return Head(number, mark, (), printed)
    known = [name for name in names if name]
    titled = "title" in known or ({"title?", "printed"} & set(known) and len(known) >= 2)
    few = len(known) < 4 and 2 * len(known) < sum(map(bool, printed))
    if not titled or len(set(known)) < 2 or (few and not _has_titles(names, lines[number : number + 60], mark)):
        return None
    return Head(number, mark, _one_title(names), printed)


def _titled(names: tuple[str, ...], printed: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns; where none is a title, the one called a publication is, for its place has no title.

    >>> _titled(("venue", "author", "venue"), ("Publication Title", "Authors", "Venue"))
    ('title', 'author', 'venue')
    """
    if {"title", "title?", "printed"} & set(names):
        return names
    at = next((at for at, each in enumerate(printed) if _PUBLICATION.fullmatch(each)), None)
    return names if at is None else (*names[:at], "title", *names[at + 1 :])


def _turned(names: tuple[str, ...], printed: Sequence[str], lines: Sequence[str], mark: str) -> tuple[str, ...]:
    """Return the names of columns; what is called the title of a publication has titles where it is longer than names.

    "name, title_publication": the place of works has hardly more words than what the file calls them by.
    """
    if "title" in names or not {"title?", "venue"} <= set(names):
        return names
    own = names.index("title?")
    at = next((at for at, name in enumerate(names) if name == "venue" and "title" in printed[at].lower()), None)
    rows = [cells for _, _, cells in rows_of(lines, 0, mark) if cells and len(cells) == len(names)]
    if at is None or len(rows) < _TITLES or not all(cells[at].strip() for cells in rows):
        return names
    long = sum(len(cells[at].split()) for cells in rows) > 2 * sum(len(cells[own].split()) for cells in rows)
    if (
        not long
        or len({cells[at] for cells in rows}) < _TITLES
        or sum(len(c[at].split()) > 5 for c in rows) < len(rows) / 2
    ):
        return names
    return tuple({own: "", at: "title"}.get(n, name) for n, name in enumerate(names))


def _has_titles(names: Sequence[str], lines: Sequence[str], mark: str) -> bool:
    """Return whether nearly all rows have as many cells as there are names, and different titles of several words."""
    rows = [cells for _, _, cells in rows_of(lines, 0, mark) if cells]
    at = next(at for at, name in enumerate(names) if name in {"title", "title?", "printed"})
    whole = [cells for cells in rows if len(cells) == len(names)]
    if len(whole) < 3 or len(whole) < 0.8 * len(rows):
        return False
    titles = {cells[at].strip() for cells in whole}
    return len(titles) >= 0.8 * len(whole) and sum(len(each.split()) for each in titles) >= 3 * len(titles)


def _mended_head(text: str) -> Head | None:
    """Return a row of the first three that names three columns and no title, with the title where it must be."""
    lines = text.lstrip("\ufeff").split("\n", 40)[:40]
    made = (_mended(lines[number:], number + 1, mark) for number in range(min(3, len(lines))) for mark in MARKS)
    return next((head for head in made if head), None)


def _mended(lines: Sequence[str], number: int, mark: str) -> Head | None:
    """Return the first of `lines`, line `number` of its text, as a head that names three columns and no title.

    The title is the unnamed column with the most words. A head that lost its beginning names fewer columns than there
    are; where they stand their values tell.
    """
    printed = tuple(cell.strip() for cell in lines[0].split(mark)) if lines[0].count(mark) >= 2 else ()
    names = tuple(field_of(cell) or "" for cell in printed)
    if len({name for name in names if name}) < 3 or len(lines[0]) > 2_000:
        return None
    rows = [cells for _, _, cells in rows_of(lines[:-1], 1, mark) if cells]
    width = max((len(cells) for cells in rows), default=0)
    if len(rows) < 3 or sum(len(cells) == width for cells in rows) < 0.8 * len(rows) or width < len(names):
        return None
    placed = [("",) * at + names + ("",) * (width - len(names) - at) for at in range(width - len(names) + 1)]
    best = max(placed, key=lambda each: sum(agrees(each, cells) for cells in rows))
    words = [sum(len(cells[at].split()) for cells in rows if at < len(cells)) for at in range(width)]
    at = max((at for at in range(width) if not best[at]), key=lambda at: words[at], default=None)
    if at is None or words[at] < 3 * len(rows):
        return None
    return Head(number, mark, (*best[:at], "title", *best[at + 1 :]), printed)


def guessed_head(text: str) -> Head | None:
    """Return what the columns of a table without a head hold, by their cells: a title, and a year or an address.

    The title is the column with the most words.
    """
    lines = text.lstrip("\ufeff").split("\n", 60)[:60]
    mark = max(MARKS, key=lambda each: (text[:20_000].count(each), -MARKS.index(each)))
    rows = [cells for _, _, cells in rows_of(lines, 0, mark) if cells and any(cells)]
    width = max((len(cells) for cells in rows), default=0)
    if len(rows) < 3 or width < 2 or sum(len(cells) == width for cells in rows) < 0.8 * len(rows):
        return None
    columns = [[cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip()] for at in range(width)]
    words = [sum(len(cell.split()) for cell in column) / max(1, len(column)) for column in columns]
    title = max(range(width), key=lambda at: words[at] if not any("://" in cell for cell in columns[at]) else 0.0)
    names = [_looks_like(column) if at != title else "title" for at, column in enumerate(columns)]
    if words[title] < 3 or not {"year", "doi", "url"} & set(names):
        return None
    rest = [at for at, name in enumerate(names) if not name and columns[at] and words[at] <= 6]
    if len(rest) == 1 and len(set(columns[rest[0]])) < len(columns[rest[0]]):
        names[rest[0]] = "venue"
    return Head(0, mark, tuple(names), ())


def _looks_like(column: Sequence[str]) -> str:
    """Return what nearly all cells of a column are, or nothing."""
    if not column:
        return ""
    if sum(kind_of(cell)[0] is not None for cell in column) >= 0.6 * len(column):
        return "type"
    for name in ("year", "doi", "url", "author"):
        if sum(bool(LOOKS[name].search(cell)) for cell in column) >= 0.8 * len(column):
            return name
    return ""


def _one_title(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, of which those that only may be a title are none beside a title."""
    if "title" in names:
        return tuple("beside" if name == "title?" else name for name in names)
    return tuple(names)


def records(text: str, head: Head | None = None) -> Parts:
    """Yield a record for each row under the head of a table."""
    head = head or head_of(text) or guessed_head(text)
    if head is None:
        return
    lines = text.split("\n")
    if head.line:
        first = head.line - head.lines + 1
        yield Refused(first, head.line, "\n".join(lines[first - 1 : head.line]), "table head", damaged=False)
    sample = [cells for _, _, cells in islice(rows_of(lines, head.line, head.mark), 200) if cells]
    head = _with_fields(head, sample)
    people = _author_cells(head, sample)
    how = {"turned": _is_turned(people), "families": are_families(people)}
    for first, last, cells in rows_of(lines, head.line, head.mark):
        raw = "\n".join(lines[first - 1 : last])
        if cells is None:
            yield Refused(first, last, raw, "a quotation mark is never closed")
        elif not any(cell.strip() for cell in cells):
            yield Refused(first, last, raw, "an empty row", damaged=False)
        elif tuple(cell.strip() for cell in cells) == head.printed:
            yield Refused(first, last, raw, "table head", damaged=False)
        elif not head.names:
            yield Refused(first, last, raw, "an edge between works, no work", damaged=False)
        elif len(cells) == 1 and len(head.names) > 2:
            if raw.lstrip().startswith("#"):
                yield Refused(first, last, raw, "comment", damaged=False)
            else:
                yield Refused(first, last, raw, f"a row of one cell under a head of {len(head.names)}")
        else:
            yield _record(head, aligned(head.names, cells), first, last, raw, how)


def _with_fields(head: Head, rows: Sequence[Sequence[str]]) -> Head:
    """Return the head of a table with authors and years in columns whose names do not say so but whose cells do."""
    if not {"title", "title?"} & set(head.names) or not head.printed:
        return head
    head = replace(head, names=with_places_and_groups(head.names, rows))
    unknown = {
        f"{at} {called}": [cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip()]
        for at, (name, called) in enumerate(zip(head.names, head.printed, strict=False))
        if not name and called
    }
    named = {
        int(name.partition(" ")[0]): field
        for name, field in names_beside_title(unknown, set(head.names), len(rows)).items()
    }
    return replace(head, names=tuple(named.get(at, name) for at, name in enumerate(head.names))) if named else head


def passages(lines: Sequence[str]) -> list[Passage]:
    """Return the rows of a table whose head says nothing as passages, for the grammar of references to judge.

    The commonest mark separates the cells; a first row without an address and without a number is the head.
    """
    sample = "\n".join(lines[:50])
    mark = max(MARKS, key=lambda each: (sample.count(each), -MARKS.index(each)))
    md = parser()
    made: list[Passage] = []
    header: tuple[str, ...] = ()
    for first, last, cells in rows_of(lines, 0, mark):
        if cells is None:
            problem, cells = "a quotation mark is never closed", ["\n".join(lines[first - 1 : last])]
        else:
            problem = None
        if not made and not any(re.search(r"\d|://", cell) for cell in cells):
            header = tuple(cell.strip() for cell in cells)
            made.append(Passage("table-head", first, last, header=header))
            continue
        runs = tuple(inline_runs(md, cell.strip(), first, {}) or (Run(cell.strip(), first),) for cell in cells)
        made.append(Passage("row", first, last, cells=runs, header=header, problem=problem))
    return made


def _name_beside(text: str) -> str:
    """Return what a column called "Paper" or "Name" holds beside one of titles: an address or a short name."""
    return "url" if "://" in text else "short"


def _author_cells(head: Head, rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the cells of the columns of authors."""
    columns = [at for at, name in enumerate(head.names) if name == "author"]
    return ["; ".join(listed_in(cells[at])) or cells[at] for cells in rows for at in columns if at < len(cells)]


def _is_turned(cells: Iterable[str]) -> bool:
    """Return whether the cells of several names put the family first: "Lund, Ada; Ng, Bo"."""
    names = [name for cell in cells if ";" in cell for name in cell.split(";") if name.strip()]
    return len(names) > 0 and sum(name.count(",") == 1 for name in names) >= 0.8 * len(names)


_LATEX = re.compile(r"\{\\(?:bf|it|em|sc|tt)\b|\\(?:text(?:bf|it)|emph|underline)\{|\\[\"'`^~=.]\{?[A-Za-z]|\\&")


def _record(head: Head, cells: Sequence[str], first: int, last: int, raw: str, how: Mapping[str, bool]) -> Record:
    values: list[Value] = []
    full = any(name == "author full" and at < len(cells) and cells[at].strip() for at, name in enumerate(head.names))
    unsigned = not {"author", "author full", "author+", "author?", "organisation", "printed"} & set(head.names)
    signed = any(
        name.startswith("author") and name != "author?" and cell.strip()
        for name, cell in zip(head.names, cells, strict=False)
    )
    dated = any(name == "year" and cell.strip() for name, cell in zip(head.names, cells, strict=False))
    printed = head.printed or ("",) * len(head.names)
    for name, called, cell in zip(head.names, printed, cells, strict=False):
        name = name or address_field(called, cell)
        text = cell.strip().removeprefix("'") if cell.startswith("'=") else cell.strip()
        text = plain(text) if _LATEX.search(text) and "://" not in text else text
        if not name or not text or (name == "year?" and dated):
            continue
        name = name.removesuffix("?") if name == "year?" else name
        if name in {"author", "author full", "author+", "author?", "editor"}:
            if (name == "author" and full) or (name == "author?" and signed):
                continue
            kind = "editor" if name == "editor" else "author"
            values += (value for value in listed_names(kind, text, first, **how) if value.text)
        elif name in {"builds_on", "uses", "cites", "related"}:
            values.append(Value(name, text.replace(" | ", "; "), first))
        else:
            text = "; ".join(listed_in(text)) or without_braces(text)
            values.append(Value(_name_beside(text) if name == "beside" else name, text, first))
            if name in {"title", "title?"} and unsigned:
                values.append(Value("merged", text, first))
    spare = dict.fromkeys(values)
    types = [value.text for value in values if value.name == "type"]
    type_ = next((each for each in types if kind_of(each) not in _PLAIN), next(iter(types), ""))
    if not type_ and any(_OF_PAPERS.match(called) for name, called in zip(head.names, printed, strict=False) if name):
        type_ = "paper"
    key = next((value.text for value in values if value.name == "key"), "")
    return Record(first, last, raw, tuple(spare), type=type_, key=key)
