"""What a page says of works in no words of it: COinS, JSON-LD of schema.org, and the tags of an article's own page.

Such a record belongs to the passage that prints its title: the title is set off there, and what the passage lacks of
the record's fields stands below it under labels. A record whose title is printed nowhere is a row of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.syntax.html.tree import Node, Text

_HINT = re.compile(r"Z3988|application/ld\+json|citation_(?:title|reference)", re.IGNORECASE)
_WORKS = frozenset(
    ["scholarlyarticle", "medicalscholarlyarticle", "book", "chapter", "thesis", "report", "techarticle", "preprint"]
)
_DOI = re.compile(r"(?:doi[:/]|doi\.org/|^)\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:^|;)\s*(citation_\w+)=")
_TAGS = {
    "citation_title": "title", "citation_author": "authors", "citation_publication_date": "date",
    "citation_date": "date", "citation_year": "date", "citation_journal_title": "venue",
    "citation_conference_title": "venue", "citation_inbook_title": "venue", "citation_conference": "venue",
    "citation_doi": "doi", "citation_pdf_url": "url",
}  # fmt: skip
_LABELS = {"authors": "Authors", "venue": "Venue", "date": "Date", "doi": "DOI", "url": "PDF"}
_ALNUM = re.compile(r"[^\W_]")
_KEY = 10  # signs of a title that are looked up
_LEAST = 6  # signs of a title
_SHARE = 0.12  # of the signs of a passage that are its title's, at least: a sentence may name a work
_DEEPEST = 6


class Record(NamedTuple):
    """The fields of one work, and the line that they stand on."""

    fields: dict[str, list[str]]
    line: int

    @property
    def key(self) -> str:
        """The letters and digits of the title."""
        return _key(self.fields["title"][0])


def with_records(passages: list[Passage], root: Node, content: str) -> list[Passage]:
    """Return the passages of a page with what it says of their works in no words of theirs."""
    if not _HINT.search(content):
        return passages
    records = [each for each in _records(root) if len(each.key) >= _LEAST]
    if not records:
        return passages
    found = _Found(records)
    for passage in passages:
        found.look(passage)
    owned: dict[int, list[Record]] = {}
    for record in records:
        if record.key in found.best:
            owned.setdefault(found.best[record.key][1], []).append(record)
    out = [part for passage in passages for part in found.told(passage, owned)]
    return _by_line(out, [_row(record) for record in records if record.key not in found.best])


# --- records ----------------------------------------------------------------------------------------------------


def _records(root: Node) -> Iterator[Record]:
    """Yield the records of a page, one for each title."""
    seen: set[str] = set()
    own: dict[str, list[str]] = {}
    line = 0
    found: list[Record] = []
    for node in root.within():
        if node.tag == "span" and "Z3988" in node.attrs.get("class", "").split():
            found.append(Record(_coins(node.attrs.get("title", "")), node.line))
        elif node.tag == "script" and node.attrs.get("type", "").lower().strip() == "application/ld+json":
            found += [Record(fields, node.line) for fields in _linked_data(node)]
        elif node.tag == "meta" and (name := node.attrs.get("name", "").lower()).startswith("citation_"):
            said = node.attrs.get("content", "").strip()
            if name == "citation_reference":
                found.append(Record(_reference(said), node.line))
            elif (field := _TAGS.get(name)) and said:
                own.setdefault(field, []).append(said)
                line = line or node.line
    for record in [Record(own, line), *found]:
        if record.fields.get("title") and record.key not in seen:
            seen.add(record.key)
            yield record


def _coins(title: str) -> dict[str, list[str]]:
    """Return the fields of a work in a span of COinS."""
    said = parse_qs(title.replace("&amp;", "&"))
    first = {name.removeprefix("rft.").lower(): values for name, values in said.items()}
    fields: dict[str, list[str]] = {}
    article = first.get("atitle") or (first.get("btitle") if "jtitle" not in first else None) or first.get("title")
    volume = next((first[name] for name in ("jtitle", "btitle", "stitle", "title") if name in first), None)
    if article:
        fields["title"] = article[:1]
    if volume and article and volume[:1] != article[:1]:
        fields["venue"] = volume[:1]
    lead = [f"{given} {name}".strip() for name, given in _pairs(first)]
    others = [each for each in (*first.get("au", []), *first.get("creator", [])) if each]
    known = {_key(_turned(each)) for each in lead}
    fields["authors"] = [*lead, *(each for each in map(_turned, others) if _key(each) not in known)]
    fields["date"] = first.get("date", [])[:1]
    for address in (*first.get("rft_id", []), *first.get("id", []), *first.get("identifier", [])):
        if match := _DOI.search(address.replace("info:doi/", "doi:")):
            fields["doi"] = [match[1]]
    return {name: values for name, values in fields.items() if values}


def _pairs(first: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the last and first names that a span names apart."""
    given = first.get("aufirst") or first.get("auinit") or [""]
    yield from zip(first.get("aulast", []), given, strict=False)


def _turned(name: str) -> str:
    """Return "Anna Lund" for "Lund, Anna"."""
    last, _, given = name.partition(",")
    return f"{given.strip()} {last.strip()}".strip()


def _reference(said: str) -> dict[str, list[str]]:
    """Return the fields of a reference in a tag ("citation_title=…; citation_author=…")."""
    fields: dict[str, list[str]] = {}
    places = [*_REFERENCE.finditer(said)]
    for n, match in enumerate(places):
        value = said[match.end() : places[n + 1].start() if n + 1 < len(places) else len(said)].strip()
        if (field := _TAGS.get(match[1])) and value:
            fields.setdefault(field, []).append(value)
    return fields


def _linked_data(node: Node) -> Iterator[dict[str, list[str]]]:
    """Yield the fields of the works in a script of JSON-LD."""
    text = "".join(part.text for part in node.content if isinstance(part, Text))
    try:
        value = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _works(value, 0)


def _works(value: Any, depth: int) -> Iterator[dict[str, list[str]]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _works(each, depth + 1)
    if not isinstance(value, dict) or depth >= _DEEPEST:
        return
    kinds = value.get("@type", "")
    if any(str(kind).lower() in _WORKS for kind in (kinds if isinstance(kinds, list) else [kinds])):
        title = _name(value.get("headline") or value.get("name"))
        part = value.get("isPartOf") or value.get("publication")
        fields = {
            "title": title, "authors": _name(value.get("author") or value.get("creator")), "venue": _name(part)[:1],
            "date": _name(value.get("datePublished"))[:1],
        }  # fmt: skip
        told = [name for key in ("sameAs", "identifier", "@id", "url") for name in _name(value.get(key))]
        fields["doi"] = [match[1] for each in told if (match := _DOI.search(each))][:1]
        yield {name: values for name, values in fields.items() if values}
    for name in ("@graph", "mainEntity", "itemListElement", "item", "hasPart", "about", "workExample"):
        if name in value:
            yield from _works(value[name], depth + 1)


def _name(value: Any) -> list[str]:
    """Return the names or texts in a value of JSON-LD."""
    if isinstance(value, list):
        return [name for each in value[:500] for name in _name(each)]
    if isinstance(value, dict):
        given = " ".join(str(value[part]) for part in ("givenName", "familyName") if value.get(part))
        return _name(value.get("name") or given or value.get("value") or value.get("@value"))
    return [str(value).strip()] if isinstance(value, str | int) and str(value).strip() else []


# --- passages ---------------------------------------------------------------------------------------------------


class _Found:
    """Finds for each record the passage that prints its title with the fewest words beside it."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.best: dict[str, tuple[float, int]] = {}  # by the record's key: the share of the title, and the passage
        self.keys = {record.key for record in records}
        self.sizes: dict[str, set[int]] = {}  # of the keys, by how they begin
        for key in self.keys:
            self.sizes.setdefault(key[:_KEY], set()).add(len(key))

    def at(self, key: str, place: int) -> str | None:
        """Return the longest key of a record that stands at a place of another, or None."""
        sizes = self.sizes.get(key[place : place + _KEY], ())
        found = [key[place : place + size] for size in sizes if key[place : place + size] in self.keys]
        return max(found, key=len, default=None)

    def look(self, passage: Passage) -> None:
        """Look for titles in a passage and in all that stands under it."""
        key = _key(" ".join(plain(runs) for runs in (passage.runs, *passage.cells)))
        at = 0
        while at < len(key):
            found = self.at(key, at)
            share = len(found) / len(key) if found else 0.0
            if found and share >= _SHARE and share > self.best.get(found, (0.0, 0))[0]:
                self.best[found] = share, id(passage)
            at += len(found) if found else 1
        for child in passage.children:
            self.look(child)

    def told(self, passage: Passage, records: dict[int, list[Record]]) -> list[Passage]:
        """Return a passage with what its only record says, and what stands behind it."""
        children = tuple(part for child in passage.children for part in self.told(child, records))
        own = records.get(id(passage), ())
        if len(own) != 1 or passage.kind not in {"item", "paragraph", "heading"}:
            return [replace(passage, children=children) if children != passage.children else passage]
        if passage.kind == "heading":
            return [passage, _row(own[0])]
        below = (*children, *_labelled(own[0], passage))
        return [
            replace(
                passage,
                kind="item",
                marker=passage.marker or "-",
                runs=_set_off(passage.runs, own[0].key),
                children=below,
            )
        ]


def _labelled(record: Record, passage: Passage) -> Iterator[Passage]:
    """Yield what a record says under labels, for what a passage may lack."""
    text = plain(passage.runs)
    addresses = " ".join(run.href or "" for run in passage.runs).lower()
    for name, label in _LABELS.items():
        values = record.fields.get(name, [])
        said = {"url": bool(addresses), "date": bool(dates_in(text))}
        said["doi"] = bool(values) and values[0].lower() in f"{text} {addresses}".lower()
        if not values or said.get(name):
            continue
        line = passage.last_line
        runs = (Run(f"{label}: {'; '.join(values)}", line),)
        yield Passage("item", line, line, runs, passage.column + 4, marker="-")


def _row(record: Record) -> Passage:
    """Return a record as a row of its fields."""
    names = [name for name in ("title", *_LABELS) if record.fields.get(name)]
    cells = tuple((Run("; ".join(record.fields[name]), record.line),) for name in names)
    return Passage("row", record.line, record.line, cells=cells, header=tuple(names))


def _by_line(passages: list[Passage], rows: list[Passage]) -> list[Passage]:
    """Return passages with rows among them, each before the first that begins on a later line."""
    out: list[Passage] = []
    left = sorted(rows, key=lambda row: row.first_line)[::-1]
    for passage in passages:
        while left and left[-1].first_line < passage.first_line:
            out.append(left.pop())
        out.append(passage)
    return [*out, *left[::-1]]


def _key(text: str) -> str:
    return "".join(_ALNUM.findall(text.lower()))


def _set_off(runs: Runs, key: str) -> Runs:
    """Return the runs with the words of a title in bold letters."""
    places = [
        (n, at) for n, run in enumerate(runs) if run.image is None and "comment" not in run.marks
        for at, sign in enumerate(run.text) if _ALNUM.match(sign.lower())
    ]  # fmt: skip
    start = "".join(_key(runs[n].text[at]) for n, at in places).find(key)
    if start < 0 or len("".join(_key(runs[n].text[at]) for n, at in places)) != len(places):
        return runs
    (first, begin), (last, end) = places[start], places[start + len(key) - 1]
    out: list[Run] = []
    for n, run in enumerate(runs):
        if not first <= n <= last or run.image is not None or run.text == "\n":
            out.append(run)
            continue
        a, b = begin if n == first else 0, end + 1 if n == last else len(run.text)
        for text, marks in (
            (run.text[:a], run.marks), (run.text[a:b], run.marks | {"bold"}), (run.text[b:], run.marks),
        ):  # fmt: skip
            if text:
                out.append(run._replace(text=text, marks=marks))
    return tuple(out)
