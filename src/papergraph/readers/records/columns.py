"""Tables inside objects and lists: column by column, as data frames are written, or rows under a row of names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papergraph.readers.records.words import field_of


def rows_of_columns(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table that is given column by column, as data frames are written; none for any other object.

    >>> rows_of_columns({"title": {"0": "A", "1": "B"}, "year": {"0": 1999, "1": 2001}})
    [{'title': 'A', 'year': 1999}, {'title': 'B', 'year': 2001}]
    """
    columns = {name: each for name, each in value.items() if isinstance(each, dict | list) and len(each) >= 2}
    titles = next((each for name, each in columns.items() if field_of(name) == "title"), None)
    fields = {field_of(name) for name in columns} - {None}
    if titles is None or len(fields) < 2 or any(len(each) != len(titles) for each in columns.values()):
        return []
    keys = list(titles) if isinstance(titles, dict) else range(len(titles))
    if any(isinstance(each, dict) is not isinstance(titles, dict) for each in columns.values()):
        return []
    if not all(isinstance(titles[key], str) for key in keys):
        return []
    return [
        {name: each.get(key) if isinstance(each, dict) else each[key] for name, each in columns.items()} for key in keys
    ]


def head_of_rows(value: Any) -> tuple[str, ...]:
    """Return the first row of a list of rows when it names their fields, a title among them; else nothing."""
    if not (isinstance(value, list) and len(value) >= 2 and all(isinstance(row, list) for row in value[:20])):
        return ()
    head = value[0]
    if not all(isinstance(cell, str) for cell in head):
        return ()
    fields = {field_of(cell) for cell in head} - {None}
    titled = "title" in fields or ("title?" in fields and len(fields) >= 3)
    return tuple(head) if titled and len(fields) >= 2 else ()
