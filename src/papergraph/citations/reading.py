"""Citation files, plain or gzipped: tables of citations, tables of dates, JSON lines of OpenAlex, Semantic Scholar."""

from __future__ import annotations

import csv
import json
import re
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, Any

import numpy as np

from papergraph.citation_records import FORMAT, Work, from_record, lines_of, refuse_other_version
from papergraph.citations.network import OPENALEX, CitationNetwork
from papergraph.errors import InputError

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:[T ].*)?")
_DATE_HEADS = frozenset({"date", "year", "published", "publication_date", "publicationdate"})
_TITLE_HEADS = frozenset({"title", "name"})
_CITING_HEADS = frozenset({"citing", "citingcorpusid", "from", "source", "fromnodeid", "paper", "citing_id"})
_ID_HEADS = frozenset({"id", "paper", "node", "corpusid", "paperid"})


@dataclass(slots=True)
class _Gathered:
    """What has been read so far: papers by number, citations, dates, titles, and lines that could not be read."""

    number: dict[str, int] = field(default_factory=dict)
    citing: array[int] = field(default_factory=lambda: array("i"))
    cited: array[int] = field(default_factory=lambda: array("i"))
    dates: dict[int, int] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    alias: dict[str, str] = field(default_factory=dict)

    def work(self, work: Work) -> int:
        """Return the number of a work that a service describes, its title and date taken over."""
        known = next((self.alias[each] for each in work.identifiers if each in self.alias), work.name)
        self.alias.update((each, known) for each in work.identifiers if each not in self.alias)
        paper = self.paper(known)
        if work.title:
            self.titles.setdefault(paper, work.title)
        if (day := _day(work.date or str(work.year or ""))) is not None:
            self.dates.setdefault(paper, day)
        return paper

    def paper(self, name: str) -> int:
        return self.number.setdefault(name, len(self.number))


def read(paths: Iterable[Path]) -> CitationNetwork:
    """Return the citation network of all files together.

    A file is a table (tabs, else commas or blanks; the first line may name the columns) of citing and cited papers, or
    of papers and dates ("1992", "1992-03" or "1992-03-08") and perhaps titles, or JSON lines: works of OpenAlex
    (`referenced_works`), papers (`references`) or citations (`citingcorpusid`, `citedcorpusid`) of Semantic Scholar,
    or what papergraph enrich wrote. What it is, is seen from its content; a line of JSON may also hold a list of such
    objects. Gzip is undone. Lines that cannot be read are counted in `notes` with the first of them; raises InputError
    for a file that cannot be opened or holds nothing of the kind.
    """
    gathered = _Gathered()
    for path in sorted(paths, key=str):
        with lines_of(path) as lines:
            before = (len(gathered.citing), len(gathered.dates), len(gathered.titles))
            _file(path, lines, gathered)
            if before == (len(gathered.citing), len(gathered.dates), len(gathered.titles)):
                raise InputError(
                    path,
                    "holds no citations and no dates; wanted are two columns, citing and cited, or JSON, "
                    "one whole work a line",
                )
    if not gathered.citing:
        raise InputError(", ".join(map(str, paths)), "holds no citations; give a file with columns citing and cited")
    dates = np.zeros(len(gathered.number), dtype=np.int32)
    if gathered.dates:
        dates[list(gathered.dates)] = list(gathered.dates.values())
    return CitationNetwork.of(
        list(gathered.number),
        np.frombuffer(gathered.citing, dtype=np.int32),
        np.frombuffer(gathered.cited, dtype=np.int32),
        dates=dates,
        titles=gathered.titles,
        notes=gathered.notes,
    )


def _file(path: Path, lines: IO[str], gathered: _Gathered) -> None:
    first: list[str] = []
    for line in lines:
        first.append(line)
        if line.strip() and not line.startswith("#"):
            break
    if not first:
        return
    rest: Iterable[tuple[int, str]] = enumerate(chain(first, lines), 1)
    head = first[-1].strip()
    bad = _json_lines(path, rest, gathered) if head.startswith(("{", "[")) else _table(head, rest, gathered)
    if bad:
        number, reason = bad[0]
        told = "1 line could not be read," if len(bad) == 1 else f"{len(bad):,} lines could not be read, the first is"
        gathered.notes.append(f"{path}: {told} line {number}: {reason}")


def _table(head: str, lines: Iterable[tuple[int, str]], gathered: _Gathered) -> list[tuple[int, str]]:
    """Read a table of citations, or of dates and titles; return the lines that are neither."""
    mark = "\t" if "\t" in head else "," if "," in head else None
    cells = _cells(head, mark) or [""]
    names = [cell.lower() for cell in cells]
    named = names[0] in _CITING_HEADS | _ID_HEADS and len(names) > 1 and not _DATE.fullmatch(cells[1])
    date = next((at for at, name in enumerate(names) if named and name in _DATE_HEADS), None)
    title = next((at for at, name in enumerate(names) if named and name in _TITLE_HEADS), None)
    if not named and len(cells) > 1 and _DATE.fullmatch(cells[1]) and not _DATE.fullmatch(cells[0]):
        date, title = 1, 2 if len(cells) > 2 else None
    rows = (
        (number, _cells(line.rstrip("\r\n"), mark))
        for number, line in lines
        if line.strip() and not line.startswith("#")
    )
    if named:
        next(rows, None)
    if date is not None or title is not None:
        return _facts(rows, date, title, gathered)
    return _citations(rows, gathered)


def _cells(line: str, mark: str | None) -> list[str]:
    """Return the cells of a line; between quotation marks a comma is a letter like any other."""
    if mark == "," and '"' in line:
        with suppress(csv.Error):
            return [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True))]
    return [cell.strip().strip('"') for cell in line.split(mark)]


def _citations(rows: Iterable[tuple[int, list[str]]], gathered: _Gathered) -> list[tuple[int, str]]:
    bad = []
    number, citing, cited = gathered.number, gathered.citing, gathered.cited
    for line, cells in rows:
        if len(cells) < 2 or not cells[0] or not cells[1]:
            bad.append((line, "two columns are wanted, citing and cited"))
            continue
        citing.append(number.setdefault(cells[0], len(number)))
        cited.append(number.setdefault(cells[1], len(number)))
    return bad


def _facts(
    rows: Iterable[tuple[int, list[str]]], date: int | None, title: int | None, gathered: _Gathered
) -> list[tuple[int, str]]:
    bad = []
    for line, cells in rows:
        if not cells[0]:
            bad.append((line, "the first column names no paper"))
            continue
        paper = gathered.paper(cells[0])
        if title is not None and len(cells) > title and cells[title]:
            gathered.titles[paper] = cells[title]
        if date is not None and len(cells) > date and cells[date]:
            day = _day(cells[date])
            if day is None:
                bad.append((line, f"{cells[date]!r} is no date such as 1992, 1992-03 or 1992-03-08"))
            else:
                gathered.dates[paper] = day
    return bad


def _day(text: str) -> int | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    return year * 10_000 + month * 100 + day if month <= 12 and day <= 31 and year else None


def _json_lines(path: Path, lines: Iterable[tuple[int, str]], gathered: _Gathered) -> list[tuple[int, str]]:
    bad = []
    for line, text in lines:
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            bad.append((line, f"no JSON ({error})"))
            continue
        if isinstance(record, dict):
            refuse_other_version(record, path)
        if [each for each in _records(record) if not (isinstance(each, dict) and _record(each, gathered))]:
            bad.append((line, "neither a work with its references nor a citation"))
    return bad


def _records(record: Any) -> Sequence[Any]:
    """Return what one line holds: an object, a list of them, or a page of a service's answer with such a list."""
    if isinstance(record, dict):
        page = next((record[key] for key in ("results", "data") if isinstance(record.get(key), list)), None)
        return [record] if page is None else page
    return record if isinstance(record, list) and record else [None]


def _record(record: dict[str, Any], gathered: _Gathered) -> bool:
    """Take over one JSON object: a citation of two papers, or a paper with what it cites."""
    if "record" in record:
        return _answer(record, gathered)
    citing, cited = (_name(record.get(key)) for key in ("citingcorpusid", "citedcorpusid"))
    if citing and cited:
        gathered.citing.append(gathered.paper(citing))
        gathered.cited.append(gathered.paper(cited))
        return True
    name = _name(record.get("id") or record.get("paperId") or record.get("corpusid"))
    if not name:
        return False
    paper = gathered.paper(name)
    if isinstance(title := record.get("title") or record.get("display_name"), str):
        gathered.titles[paper] = title
    date = next(
        (record[key] for key in ("publication_date", "publicationDate", "publication_year", "year") if record.get(key)),
        "",
    )
    if (day := _day(str(date))) is not None:
        gathered.dates[paper] = day
    for each in _references(record):
        gathered.citing.append(paper)
        gathered.cited.append(gathered.paper(each))
    return True


def _answer(record: dict[str, Any], gathered: _Gathered) -> bool:
    """Take over a record of papergraph enrich: a work has the strongest of its identifiers for a name."""
    if record.get("format") == FORMAT:
        return True
    answer = from_record(record)
    if answer is None:
        return False
    if answer.work is not None and not answer.doubt:
        gathered.work(answer.work)
    for each in answer.references:
        gathered.citing.append(gathered.paper(gathered.alias.get(answer.asked, answer.asked)))
        gathered.cited.append(gathered.work(each.work))
    return True


def _references(record: dict[str, Any]) -> Sequence[str]:
    found = []
    for each in record.get("referenced_works") or record.get("references") or ():
        inner = each.get("citedPaper", each) if isinstance(each, dict) else each
        name = _name(
            inner.get("paperId") or inner.get("id") or inner.get("corpusid") if isinstance(inner, dict) else inner
        )
        if name:
            found.append(name)
    return found


def _name(value: Any) -> str:
    """Return an identifier as it is typed: OpenAlex writes its own as addresses."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip().removeprefix(OPENALEX)
