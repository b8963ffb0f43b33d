"""Records: files with named fields (BibTeX, RIS, CSL-JSON, tables …) to entries, whatever the file.

::

    text ─recognise─▶ format ─bibtex · tagged · tables · jsontext · yamltext─▶ records ─entries─▶ entries

One module reads one syntax and knows nothing of papers; one function makes the entry of any record.
"""

from __future__ import annotations

import re

from papergraph.model import Problem, Reading
from papergraph.readers.cleaning import split_lines
from papergraph.readers.records.reading import reading_of
from papergraph.readers.records.recognise import Format, format_of, not_taken
from papergraph.readers.records.record import Parts, Refused

__all__ = ["format_of", "read_records", "recognised"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def recognised(text: str, name: str = "") -> Format | None:
    """Return the record format that a text is in, or None: then it is prose; `name` is its file's."""
    if not_taken(text):
        return Format("xml", _refused)
    return format_of(text.removeprefix("\ufeff"), name)


def read_records(text: str, format_: Format, *, source: str, path: str | None = None) -> Reading:
    """Return everything that a text of a record format gives; raises MissingExtraError without the parser it needs."""
    problems: list[Problem] = []
    text = "\n".join(split_lines(text.removeprefix("\ufeff")))
    for pattern, code, what, put in (
        (_SURROGATE, "lone-surrogates", "halves of characters (lone surrogates) were replaced", "\ufffd"),
        (_CONTROL, "control-characters", "control characters were replaced by blanks", " "),
    ):
        if match := pattern.search(text):
            line = text.count("\n", 0, match.start()) + 1
            text, count = pattern.subn(put, text)
            problems.append(
                Problem(
                    code=code, severity="warning", message=f"{count} {what}", source=source, first_line=line,
                    last_line=line,
                )
            )  # fmt: skip
    return reading_of(format_.read(text), text, source=source, format_=format_.name, path=path, problems=problems)


def _refused(text: str) -> Parts:
    """Yield one refusal for a file of a format that is not read."""
    yield Refused(1, text.count("\n") + 1, text, not_taken(text) or "not read")
