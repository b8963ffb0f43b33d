"""Records that hold a reference as a style prints it, or as BibTeX: what it says fills what the record lacks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.model import Entry
from papergraph.readers.records import bibtex
from papergraph.readers.records.names import named
from papergraph.readers.records.record import Record, Refused, Value

#: Reads one reference a line; what a line gives none for is None.
ReadPrinted = Callable[[Sequence[str]], Sequence[Entry | None]]

_TOGETHER = 1_000
_WHOLE = re.compile(r"(?=.{40,2000}$)[^\W\d_][^@]*?[.,;:] .*?(?<!\d)(?:1[89]|20)\d\d[a-z]?(?!\d).*", re.DOTALL)
_POINTS = re.compile(r"[^\W\d_)][.?!)] |\d\)?[.,] ")
_ITALIC = re.compile(r"</?(?:i|em)>", re.IGNORECASE)
#: What a reference sets off is the title of a work or of where it appeared.
_SET_OFF = re.compile(
    r"<(i|em|b|strong)>([^<>]{2,200})</\1>|(?<![\w*])(\*\*?|__?)([^*_<>]{2,200}?)\3(?![\w*])", re.IGNORECASE
)
_ADDRESS = re.compile(r"<((?:https?|ftp)://[^<>\s]{1,1000})>")
_TAG = re.compile(r"<[^<>]{0,200}>")
_BESIDE = re.compile(r"[.,;:\n(]|\bby\b|\s[-–—|/]\s")  # what may stand between a title and its authors
_LINE_END = re.compile(r"([^.!?])\s*\n\s*")
_JOURNAL = re.compile(r"《([^《》\n]{2,40})》")
_SHORTEST = 6  # signs of a title and what stands around it
_BIBTEX = re.compile(r"\s*@\w+\s*\{")
_SAME = {"date": "year", "organisation": "author", "venue short": "venue", "title?": "title"}


def with_printed(parts: Iterator[Record | Refused], read: ReadPrinted) -> Iterator[Record | Refused]:
    """Yield the parts of a file; a record that prints a reference has of that what it lacks."""
    waiting: list[Record | Refused] = []  # from the first that prints a reference on
    for part in parts:
        part = _with_place(_with_bibtex(part)) if isinstance(part, Record) else part
        if waiting or (isinstance(part, Record) and (_printed(part) or part.first("merged"))):
            waiting.append(part)
            if len(waiting) >= _TOGETHER:
                yield from _taken(waiting, read)
                waiting = []
        else:
            yield part
    yield from _taken(waiting, read)


def _with_bibtex(record: Record) -> Record:
    """Return the record with what the BibTeX that one of its fields holds says beyond it."""
    text = next((each for each in record.all("bibtex", "printed") if _BIBTEX.match(each)), "")
    quoted = next((part for part in bibtex.records(text) if isinstance(part, Record)), None) if text else None
    if quoted is None:
        return record
    own = {_SAME.get(value.name, value.name) for value in record.values if value.text}
    more = [
        value._replace(line=record.first_line)
        for value in quoted.values
        if _SAME.get(value.name, value.name) not in own and value.name != "key"
    ]
    return replace(record, values=(*record.values, *more), type=record.type or quoted.type, _texts={})


def _with_place(record: Record) -> Record:
    """Return the record with its venue where the rest of a reference sets that off: "<i>Mud</i> 6 (1): 1-25"."""
    title = title_key(record.first("title"))
    if not title or record.first("venue"):
        return record
    for text in record.all("printed"):
        names = [match[2] or match[4] for match in _SET_OFF.finditer(text)] if title not in title_key(text) else []
        if names:
            return replace(record, values=(*record.values, Value("venue", names[0], record.first_line)), _texts={})
    return record


def _parted(parts: list[Record | Refused], read: ReadPrinted) -> list[Record | Refused]:
    """Return the parts with titles and authors told apart where a column without a name for authors holds both.

    It does where most of its cells are read so: "Wool of the world. Ada Lund, Bo Ng".
    """
    holding = {n: part for n, part in enumerate(parts) if isinstance(part, Record) and part.first("merged")}
    texts = {n: record.first("merged") for n, record in holding.items()}
    if len(texts) < 2 or not any(_BESIDE.search(text) for text in texts.values()):
        return parts
    lines = [
        _line(". ".join(filter(None, (_LINE_END.sub(r"\1. ", texts[n]).rstrip(" ."), *record.all("venue", "year")))))
        for n, record in holding.items()
    ]
    found = {n: entry for n, entry in zip(texts, read(lines), strict=False) if entry is not None and entry.authors}
    found = {n: entry for n, entry in found.items() if title_key(entry.title) != title_key(texts[n])}
    if len(found) < 0.6 * len(texts):
        return parts
    out = list(parts)
    for n, entry in found.items():
        record = parts[n]
        if isinstance(record, Record):
            kept = [value for value in record.values if value.name not in {"title", "title?", "merged"}]
            out[n] = _with_entry(record, kept, entry, title="")
    return out


def _taken(parts: list[Record | Refused], read: ReadPrinted) -> Iterator[Record | Refused]:
    parts = _parted(parts, read)
    printed = {n: text for n, part in enumerate(parts) if isinstance(part, Record) and (text := _printed(part))}
    found = dict(zip(printed, read([_line(text) for text in printed.values()]) if printed else (), strict=False))
    for n, part in enumerate(parts):
        entry = found.get(n)
        if isinstance(part, Record) and entry is not None:
            yield _filled(part, entry)
        else:
            yield part


def is_reference(text: str) -> bool:
    """Return whether a value is a whole reference rather than a title.

    >>> is_reference("Lund, A. (2021). A wet blessing. Journal of Mud, 12, 1-20."), is_reference("Mud. A history")
    (True, False)
    """
    bare = _TAG.sub("", text).strip().lstrip("*_ ")
    return _WHOLE.fullmatch(bare) is not None and len(_POINTS.findall(bare)) >= 2


def _is_signed(record: Record) -> bool:
    """Return whether what stands for the title of a record begins with its authors: then it is the whole reference."""
    people = record.all("author")
    title = title_key(record.first("title"))
    return len(people) >= 2 and title.startswith(title_key(people[0])) and title_key(people[1]) in title


def _with_journal(text: str, last: str) -> str:
    """Return a reference with the journal that Chinese brackets set off in italics: they stand behind its title."""
    names = text.find(last) + len(last) if last in text else 0
    match = _JOURNAL.search(text, names + _SHORTEST)
    return f"{text[: match.start()]} *{match[1]}*{text[match.end() :]}" if names and match else text


def _printed(record: Record) -> str:
    """Return the reference that a record prints where its title, its venue or its authors should be, or nothing."""
    if line := record.first("line"):
        return line
    title = record.first("title")
    if title and _is_signed(record):
        return _with_journal(title.strip(), record.all("author")[-1])
    if title and record.first("venue") and record.first("author", "organisation"):
        return ""
    for text in record.all("printed") if title else record.all("printed", "title?"):
        if is_reference(text):
            return text.strip()
        if title and not record.first("venue") and title_key(title) not in title_key(text):
            people = ", ".join(record.all("author")[:3])  # the rest of a reference: "J. Wool, vol. 6, pp. 1-25"
            return f"{people}{', ' if people else ''}“{title.strip()},” {text.strip()}"
    return ""


def _line(text: str) -> str:
    return " ".join(_TAG.sub("", _ADDRESS.sub(r"\1", _ITALIC.sub("*", html.unescape(text)))).split())


def _filled(record: Record, entry: Entry) -> Record:
    """Return the record with what its reference says where its own fields say nothing."""
    signed = _is_signed(record)
    title = "" if signed else record.first("title")
    if title and title_key(title) != title_key(entry.title):
        return record
    if not title and not (entry.authors or entry.organisation or record.first("line")):
        return record
    replaced = {"printed"} if title else {"printed", "title?", "title"} if signed else {"printed", "title?"}
    kept = [value for value in record.values if value.name not in replaced]
    return _with_entry(record, kept, entry, title=title)


def _set_off_behind(title: str, record: Record) -> str:
    """Return what the reference sets off behind the title, as it does journals, or nothing."""
    text = _line(record.first("line", "printed"))
    at = text.find(title)
    behind = (match[2] or match[4] for match in _SET_OFF.finditer(text, at + len(title))) if title and at >= 0 else ()
    return next((name.strip(" .,;:") for name in behind if not re.search(r"://|(?<!\d)(?:19|20)\d\d", name)), "")


def _with_entry(record: Record, kept: list[Value], entry: Entry, *, title: str) -> Record:
    """Return the record with the values that are kept and what the entry says beyond them."""
    line = record.first_line
    own = {value.name for value in kept if value.text}
    made = [] if title else [Value("title", entry.title, line)]
    if not own & {"author", "organisation"}:
        made += [named("author", name, line) for name in entry.authors]
        made += (
            [Value("group" if entry.authors else "organisation", entry.organisation, line)]
            if entry.organisation
            else []
        )
        made += [Value("others", "et al.", line)] if entry.authors_truncated else []
    if entry.year and not own & {"year", "date"}:
        made.append(Value("year", str(entry.year), line))
    if "venue" not in own and (venue := entry.venue or _set_off_behind(entry.title, record)):
        made.append(Value("venue", venue, line))
    made += [Value("url", link.url, line) for link in entry.links]
    return replace(record, values=(*made, *kept), _texts={})
