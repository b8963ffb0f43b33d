"""Readers: a document in any of the shapes reading lists have → its entries, and what could not be read or is none.

::

    text ─clean─▶ lines ─markdown/html─▶ passages ─structure─▶ candidates ─reference─▶ entries · skipped · unread

One passage model serves all syntaxes, one segment scorer all shapes of a reference; recognition is per passage with its
neighbours, never per file. Every non-blank line of a text is in an Entry, Unread, Skipped or Heading of its Reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from papergraph.errors import InputError
from papergraph.files import source_ids
from papergraph.model import Entry, Problem, Reading, Skipped, Source, SourceSpan, Unread
from papergraph.readers.assembly import covered_lines, list_title, sweep, with_ids
from papergraph.readers.judgement.bodies import with_bodies
from papergraph.readers.judgement.headmonths import dated_by_months
from papergraph.readers.judgement.keys import without_keys
from papergraph.readers.judgement.missed import UNSURE, not_taken
from papergraph.readers.judgement.mixedlists import with_kinds_of_list
from papergraph.readers.judgement.reference import Verdicts, judge
from papergraph.readers.judgement.sectionheads import section_heads, with_sections
from papergraph.readers.judgement.shortnames import settled
from papergraph.readers.judgement.surnames import surnames_apart, venues_behind_surnames
from papergraph.readers.judgement.titlenames import with_names_of_titles
from papergraph.readers.layout.candidates import Structure
from papergraph.readers.layout.relations import HINT, with_relations
from papergraph.readers.layout.structure import Walker
from papergraph.readers.markup import laid_out
from papergraph.readers.passages import Passage
from papergraph.readers.preparing.ownnames import as_printed
from papergraph.readers.preparing.steps import prepared
from papergraph.readers.preparing.stranded import ENOUGH, crowded_lines, with_stranded
from papergraph.readers.quoted import with_quoted
from papergraph.readers.records import read_records, recognised
from papergraph.readers.syntax.markdown import markdown_passages
from papergraph.readers.syntax.wrapping import unfilled
from papergraph.readers.syntaxes import is_page, parsed
from papergraph.readers.text.breaks import broken, parted, renumbered
from papergraph.readers.text.cleaning import clean, with_plain_ends, within
from papergraph.readers.text.decoding import decode
from papergraph.readers.text.opening import file_bytes

__all__ = ["Verdict", "citing_entries", "explain", "read_bytes", "read_file", "read_text"]

Verdict = Literal["entry", "unread", "skipped", "heading"]


def read_text(text: str, *, source: str, path: str | None = None) -> Reading:
    """Return everything that `text` gives as a reading list, whatever its format; never raises for what it says.

    Raises MissingExtraError for a format whose parser is not installed. `source` is the relative name that spans and
    ids carry, `path` what the caller was given; the suffix of either helps where the content leaves the format open.
    Linear in the length of the text.

    >>> read_text("- [Mask R-CNN](https://arxiv.org/abs/1703.06870)", source="x.md").entries[0].title
    'Mask R-CNN'
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    text = with_plain_ends(text)
    if (records := recognised(text, path or source)) is not None:
        return read_records(text, records, source=source, path=path, printed=_read_printed)
    page = is_page(text, path or source)
    if (in_lines := broken(text) or laid_out(text) or (parted(text) if page else None)) is not None:
        return renumbered(read_text(in_lines[0], source=source, path=path), in_lines[1], digest)
    text, beyond = within(text, source)
    cleaned = clean(text, source, page=page)
    parsed_as = parsed(cleaned.lines, path or source, page=page)
    passages = unfilled(parsed_as.passages, cleaned.lines)
    problems = cleaned.problems
    if HINT.search(text):
        passages, unknown = with_relations(passages, source)
        problems = [*problems, *unknown]
    found, verdicts = _walked(prepared(passages), source, cleaned.lines)
    skipped = [*cleaned.skipped, *found.skipped, *verdicts.skipped]
    read = with_kinds_of_list(dated_by_months(sorted(as_printed(verdicts.entries), key=_place)))
    read, skipped = with_quoted(text, read, skipped, found.headings, source)
    entries = with_ids(
        settled(with_bodies(surnames_apart(venues_behind_surnames(with_names_of_titles(without_keys(read)))))), source
    )
    unread = [*cleaned.unread, *found.unread, *verdicts.unread]
    if missed := not_taken(entries, skipped, found.headings, source):
        problems = [*problems, missed]
    taken = covered_lines([*entries, *skipped, *unread, *found.headings])
    swept, lost = sweep(text.split("\n"), cleaned.lines, taken, source)
    marks = [each for each in lost if each.first_line in parsed_as.markup]
    swept += [_skipped(each, f"markup of {parsed_as.format}") for each in marks]
    lost = [each for each in lost if each.first_line not in parsed_as.markup]
    return Reading(
        source=Source(
            id=source, title=list_title(found.headings, cleaned.title), path=path,
            format=parsed_as.format, sha256=digest,
        ),
        entries=tuple(entries),
        unread=tuple(sorted([*unread, *lost, *beyond], key=_place)),
        skipped=tuple(sorted([*skipped, *swept], key=_place)),
        headings=tuple(found.headings),
        problems=tuple(problems),
    )  # fmt: skip


_READINGS = 3  # of one text at most


def _walked(passages: Sequence[Passage], source: str, lines: Sequence[str]) -> tuple[Structure, Verdicts]:
    """Return what the passages are and what came of it; again with the links to papers that it would leave out.

    Another reading counts where it finds several more, or what the one before it lost, and of the titles before hardly
    one is another.
    """
    found = Walker(source, lines).walk(passages)
    verdicts = judge(found.candidates, source, lines)
    if parts := section_heads(passages, verdicts.entries):
        passages = with_sections(passages, parts)
        found = Walker(source, lines, parts).walk(passages)
        verdicts = judge(found.candidates, source, lines)
    least = ENOUGH - (len(verdicts.entries) >= ENOUGH)
    for _ in range(_READINGS - 1):
        begun = {entry.first_line for entry in verdicts.entries}
        again = with_stranded(passages, _left_out(passages, found, verdicts), begun=begun, enough=least)
        if again is None:
            break
        found_again = Walker(source, lines, parts).walk(again)
        verdicts_again = judge(found_again.candidates, source, lines)
        titles = {entry.title for entry in verdicts_again.entries}
        more = len(verdicts_again.entries) - len(verdicts.entries)
        gone = sum(entry.title not in titles for entry in verdicts.entries)
        if more < least or 5 * gone > more:
            break
        passages, found, verdicts, least = again, found_again, verdicts_again, 1
    return found, verdicts


def _left_out(passages: Sequence[Passage], found: Structure, verdicts: Verdicts) -> set[int]:
    """Return the lines of which nothing was made, though nothing says what else they are, or which another work has."""
    lines = {
        line
        for each in (*found.skipped, *verdicts.skipped, *found.unread, *verdicts.unread)
        if not isinstance(each, Skipped) or each.reason in {"prose", UNSURE}
        for line in range(each.first_line, each.last_line + 1)
    }
    return lines | crowded_lines(passages, ((entry.first_line, entry.last_line) for entry in verdicts.entries))


def _read_printed(lines: Sequence[str]) -> list[Entry | None]:
    """Return the entry of each line that is a reference in prose."""
    items = [f"- {line}" for line in lines]
    found = Walker("", items).walk(prepared(list(markdown_passages(items))))
    made = {entry.first_line: entry for entry in judge(found.candidates, "", items).entries}
    return [made.get(number) for number in range(1, len(items) + 1)]


def _skipped(part: Unread, reason: str) -> Skipped:
    """Return what an unread part is when it is none."""
    return Skipped(
        source=part.source, first_line=part.first_line, last_line=part.last_line, raw=part.raw, reason=reason
    )


def _place(part: SourceSpan) -> tuple[int, int]:
    return part.first_line, part.last_line


def read_bytes(data: bytes, *, source: str, path: str | None = None) -> Reading:
    """Return everything that `data` gives as a reading list; raises InputError for data that is no text.

    The encoding is that of the byte order mark, else UTF-8, else what the text says itself, else the one in which its
    letters make sense: a guess is told in the Reading's problems, and loses no text.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _read_pdf(data, source=source, path=path)
    text, problems = decode(data, source=source, name=path or source)
    reading = read_text(text, source=source, path=path)
    all_problems: tuple[Problem, ...] = (*problems, *reading.problems)
    digest = hashlib.sha256(data).hexdigest()
    return replace(reading, source=replace(reading.source, sha256=digest), problems=all_problems)


def _read_pdf(data: bytes, *, source: str, path: str | None) -> Reading:
    from papergraph.readers.pdf import pdf_markdown

    text, problems = pdf_markdown(data, source=source, name=path or source)
    reading = read_text(text, source=source)
    made = replace(reading.source, format="pdf", path=path, sha256=hashlib.sha256(data).hexdigest())
    return replace(reading, source=made, problems=(*problems, *reading.problems))


def read_file(path: Path, *, source: str | None = None) -> Reading:
    """Return everything that the file at `path` gives; raises InputError when it is missing, a folder or no text.

    `source` is the file's name unless given.
    """
    return read_bytes(file_bytes(path), source=source or path.name, path=str(path))


def citing_entries(paths: Sequence[Path]) -> list[Entry]:
    """Return the entries of files given for their citations; raises InputError for a file in which none cites."""
    names = source_ids(paths)
    found: list[Entry] = []
    for path in paths:
        entries = read_file(path, source=names[path]).entries
        if not any(each.references or each.related for each in entries):
            said = "holds no works and no citations; give what papergraph enrich wrote, JSON lines of OpenAlex or"
            raise InputError(path, f"{said} Semantic Scholar, or a list whose works name what they cite")
        found += entries
    return found


def explain(reading: Reading) -> Iterator[tuple[int, int, Verdict, str, str]]:
    """Yield (first line, last line, verdict, text, reason) for every part of a document, in order."""
    parts: list[SourceSpan] = [*reading.entries, *reading.unread, *reading.skipped, *reading.headings]
    for part in sorted(parts, key=_place):
        first, last = part.first_line, part.last_line
        if isinstance(part, Entry):
            how = "" if reading.source.format in {"markdown", "html"} else f", read as {reading.source.format}"
            yield first, last, "entry", part.title, part.kind + how
        elif isinstance(part, Unread):
            yield first, last, "unread", part.raw, part.reason
        elif isinstance(part, Skipped):
            yield first, last, "skipped", part.raw, part.reason
        else:
            yield first, last, "heading", getattr(part, "text", ""), ""
