"""Errata applied: what a list prints wrongly is put right before anything is concluded from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from papergraph.curation import Erratum
from papergraph.identifiers import iri_of, parse_curie, title_key
from papergraph.model import Entry, Link, Problem
from papergraph.problems import problem
from papergraph.resolve.facts import identifier_of


def corrected(entries: Sequence[Entry], errata: Iterable[Erratum]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries with errata applied, in the same order, and what was done as problems.

    An erratum holds for entries of its source (`*`: of any) under its title whose field prints what it says.
    """
    out = list(entries)
    problems: list[Problem] = []
    by_title: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        by_title.setdefault(title_key(entry.title), []).append(index)
    for erratum in errata:
        read = [i for i in by_title.get(title_key(erratum.title), ()) if _is_source(erratum.source, entries[i].source)]
        touched = False
        for index in read:
            changed = _changed(out[index], erratum)
            if changed is not None:
                touched, out[index] = True, changed
                message = _says(erratum)
                problems.append(problem("erratum-applied", message, where=entries[index], entries=[entries[index].id]))
        if read and not touched:
            entry = entries[read[0]]
            message = (
                f"{entry.title!r} has not the {erratum.field} {erratum.printed!r} that errata.tsv, line {erratum.row}, "
                "puts right; if the list was put right, the row can go"
            )
            problems.append(problem("erratum-unused", message, where=entry, entries=[entry.id]))
    return out, problems


def _says(erratum: Erratum) -> str:
    printed, correct = (text.replace("|", ", ") for text in (erratum.printed, erratum.correct))
    whose = "" if erratum.field == "title" else f" of {erratum.title!r}"
    put_right = f"read as {correct!r}" if correct else "known to be wrong"
    reason = f" ({erratum.reason})" if erratum.reason else ""
    return f"{erratum.field} {printed!r}{whose}: {put_right}{reason}"


def _is_source(pattern: str, source: str) -> bool:
    return pattern in {"", "*", source} or source.endswith("/" + pattern) or source.rpartition(".")[0] == pattern


def _changed(entry: Entry, erratum: Erratum) -> Entry | None:
    """Return the entry put right, or None when it does not print what the erratum says."""
    field, printed, correct = erratum.field, erratum.printed, erratum.correct
    if field == "link":
        return _relinked(entry, printed, correct)
    if field in {"year", "month"}:
        return _redated(entry, field, printed, correct)
    if field in {"authors", "short_names"}:
        values: tuple[str, ...] = getattr(entry, field)
        same = title_key(" ".join(values)) == title_key(printed.replace("|", " "))
        return _replaced(entry, field, _several(correct)) if same else None
    if title_key(getattr(entry, field) or "") != title_key(printed):
        return None
    if field == "title" and not correct:  # nobody's title: it stays the one name that the work has
        return entry
    return _replaced(entry, field, correct or None)


def _replaced(entry: Entry, field: str, value: object) -> Entry:
    changed: dict[str, Any] = {field: value}
    return replace(entry, **changed)


def _redated(entry: Entry, field: str, printed: str, correct: str) -> Entry | None:
    values = {str(getattr(entry, field)), title_key(entry.date_printed or "") if field == "year" else ""}
    if printed not in values and title_key(printed) not in values:
        return None
    whole = int(correct) if correct.isascii() and correct.isdigit() else None
    return replace(entry, month=whole) if field == "month" else replace(entry, year=whole, date_printed=None)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|" if "|" in text else ",") if part.strip())


def _relinked(entry: Entry, printed: str, correct: str) -> Entry | None:
    wanted = parse_curie(printed) or identifier_of(printed) or printed
    links: list[Link] = []
    for link in entry.links:
        if link.url != printed and (identifier_of(link.url) or link.url) != wanted:
            links.append(link)
        elif correct:
            made = parse_curie(correct)
            links.append(Link(url=(iri_of(made) if made else None) or correct, role=link.role))
    return replace(entry, links=tuple(links)) if tuple(links) != entry.links else None
