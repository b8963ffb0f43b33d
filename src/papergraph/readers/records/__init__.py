"""Records: files with named fields (BibTeX, RIS, CSL-JSON, tables …) to entries, whatever the file.

::

    text ─recognise─▶ format ─bibtex · tagged · tables · jsontext · yamltext · xmltext─▶ records ─entries─▶ entries

One module reads one syntax and knows nothing of papers; one function makes the entry of any record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papergraph.readers.records.recognise import Format, format_of

if TYPE_CHECKING:
    from papergraph.model import Reading
    from papergraph.readers.records.printed import ReadPrinted

__all__ = ["format_of", "read_records", "recognised"]


def recognised(text: str, name: str = "") -> Format | None:
    """Return the record format that a text is in, or None: then it is prose; `name` is its file's."""
    return format_of(text.removeprefix("\ufeff"), name)


def read_records(
    text: str, format_: Format, *, source: str, path: str | None = None, printed: ReadPrinted = lambda lines: ()
) -> Reading:
    """Return everything that a text of a record format gives, whose lines end with LF.

    `printed` reads the references that records hold as prose. Raises MissingExtraError without the parser it needs.
    """
    from papergraph.readers.records.printed import with_printed
    from papergraph.readers.records.reading import reading_of
    from papergraph.readers.text.cleaning import without_controls

    text, problems = without_controls(text.removeprefix("\ufeff"), source)
    parts = with_printed(format_.read(text), printed)
    return reading_of(parts, text, source=source, format_=format_.name, path=path, problems=problems)
