"""Which format a text is in: by its content first, by its file's suffix second."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from papergraph.readers.records import tables
from papergraph.readers.records.record import Parts

SAMPLE = 60_000  # characters that are looked at

_BIBTEX = re.compile(
    r"^[ \t]*@[ \t]*(?:[A-Za-z][\w-]*)\s*[{(]\s*[^\s,{}()\"=]*\s*,\s*[A-Za-z][\w:.+-]*\s*=|^[ \t]*@string\s*[{(]",
    re.MULTILINE | re.IGNORECASE,
)
_LOOSE_BIBTEX = re.compile(
    r"^[ \t]*@(?:article|book|inproceedings|misc|phdthesis|techreport|incollection)\s*[{(]", re.M | re.I
)
_RIS = re.compile(r"^\s*TY  ?- ", re.MULTILINE)
_NBIB = re.compile(r"^PMID- \d", re.MULTILINE)
_ENDNOTE = re.compile(r"^%0 \w.*\n(?:.*\n){0,30}?%[TA] ", re.MULTILINE)
_WOS = re.compile(r"^(?:\ufeff)?(?:FN .*\n)?(?:VR .*\n)?PT [A-Z]\b.*\n(?:[A-Z][A-Z0-9] |   )", re.MULTILINE)
_REFWORKS = re.compile(r"^RT [A-Z][\w /()-]*\n(?:[A-Z][A-Z0-9] .*\n){0,20}?(?:T1|A1) ", re.MULTILINE)
_NOTE_EXPRESS = re.compile(r"^\{Reference Type\}: ", re.MULTILINE)
_LIST = re.compile(r"^[ ]*(?:[-*+]|\d+[.)])\s|^#{1,6}\s|^```", re.MULTILINE)
_YAML_ITEM = re.compile(
    r"^[ ]*-?[ ]*['\"]?(?:title|name|titel|titre|titulo|标题)['\"]?[ ]*:[ ]+\S", re.MULTILINE | re.I
)
_YAML_FIELD = re.compile(
    r"^[ ]+(?:- )?['\"]?[\w -]{2,30}['\"]?[ ]*:(?:[ ]|$)|^- ['\"]?[\w -]{2,30}['\"]?[ ]*:(?:[ ]|$)", re.M
)
_NO_YAML = re.compile(r"^(?:#{2,6} \S|\* |\+ |\|)|^- \[|\]\(https?:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name as shown, and its reader."""

    name: str
    read: Callable[[str], Parts]


def _by(module: str, reader: str = "records") -> Callable[[str], Parts]:
    """Return a reader whose module is imported when it first reads: most lists are prose and need none of them."""

    def read(text: str) -> Parts:
        made: Parts = getattr(import_module(f"papergraph.readers.records.{module}"), reader)(text)
        return made

    return read


BIBTEX = Format("bibtex", _by("bibtex"))
RIS = Format("ris", _by("tagged", "ris"))
NBIB = Format("pubmed", _by("tagged", "nbib"))
ENDNOTE = Format("endnote", _by("tagged", "endnote"))
REFWORKS = Format("refworks", _by("tagged", "refworks"))
NOTE_EXPRESS = Format("note-express", _by("tagged", "note_express"))
WOS = Format("web-of-science", _by("tagged", "wos"))
CSV = Format("csv", tables.records)
NOTE = Format("note", _by("front"))
PAGE = Format("yaml", _by("front", "listed"))
UPRIGHT = Format("csv", _by("upright"))
TSV = Format("tsv", tables.records)
YAML = Format("yaml", _by("yamltext"))

_TAGGED = (
    (_RIS, RIS), (_NBIB, NBIB), (_ENDNOTE, ENDNOTE), (_WOS, WOS), (_REFWORKS, REFWORKS), (_NOTE_EXPRESS, NOTE_EXPRESS),
)  # fmt: skip
_JSON = frozenset({"json", "jsonl", "ndjson", "json5", "jsonc"})
_SCRIPT = frozenset({"js", "mjs", "cjs", "ts"})
_BY_SUFFIX = {
    "bib": BIBTEX, "bibtex": BIBTEX, "biblatex": BIBTEX, "ris": RIS, "nbib": NBIB, "enw": ENDNOTE,
    "yaml": YAML, "yml": YAML, "cff": YAML, "ciw": WOS,
}  # fmt: skip


def format_of(text: str, name: str = "") -> Format | None:
    r"""Return the record format of a text, or None for prose; `name` is its file's, for what the content leaves open.

    >>> format_of("@book{a, title = {A}}").name, format_of("# A list\n- [A](https://a.org)")
    ('bibtex', None)
    """
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if text[:1_000].lstrip().startswith("<"):
        from papergraph.readers.records.xmlrecords import records, vocabulary_of

        vocabulary = vocabulary_of(text)
        if vocabulary:
            return Format(vocabulary, records)
        if suffix not in {*_JSON, *_BY_SUFFIX, "csv", "tsv"}:  # a stray sign before the records of a file is no page
            return None
    sample = text[:SAMPLE]
    if suffix in {"md", "markdown", "mdx", "qmd", "rmd", "txt", ""} and (page := _page(text, sample)):
        return page
    if suffix == "ipynb" or (sample.lstrip()[:1] == "{" and _is_notebook(text)):
        return None
    if (sample.lstrip()[:1] in {"{", "["} or suffix in _JSON) and (found := _json(text, suffix)):
        return found
    if suffix in _SCRIPT and (found := _script(text)):
        return found
    if suffix in {"md", "markdown", "rst", "org", "html", "htm", "tex"}:
        return None
    tagged_as = next((made for pattern, made in _TAGGED if pattern.search(sample)), None)
    if tagged_as is not None:
        return tagged_as
    bib = suffix in {"bib", "bibtex", "biblatex"}
    match = _BIBTEX.search(sample) or (_LOOSE_BIBTEX.search(sample) if bib else None)
    # A list of prose may quote a record; what stands before the first of a file is no list.
    if match and (bib or not _LIST.search(sample[: match.start()])):
        return BIBTEX
    # Before tables: a comment on the fields of items that follow has commas as the head of one.
    if _YAML_ITEM.search(sample) and (suffix in {"yaml", "yml", "cff"} or _is_yaml(sample)):
        return YAML
    if suffix in {"csv", "tsv", "txt", ""} and _is_upright(sample):
        return UPRIGHT
    head = tables.head_of(sample) or (tables.guessed_head(sample) if suffix in {"csv", "tsv"} else None)
    if head is not None and (head.mark != "|" or suffix in {"csv", "tsv", "tab"}):
        return TSV if head.mark == "\t" else CSV
    return _BY_SUFFIX.get(suffix)


def _page(text: str, sample: str) -> Format | None:
    """Return the format of a page that begins with the fields of one work, or with a list of works, or None."""
    if not re.match(r"(?:---|\+\+\+)[ \t]*\n|[A-Za-z][\w-]{0,40}:: ", sample):
        return None
    from papergraph.readers.records.front import is_list, is_note

    return NOTE if is_note(sample) else PAGE if is_list(text) else None


def _script(text: str) -> Format | None:
    """Return the format of the records in a script, or None."""
    from papergraph.readers.records.relaxed import strict_of

    strict = strict_of(text)
    shape = _first_shape(json.loads(strict, strict=False), 0) if strict is not None else None
    return Format(shape, _by("jsontext")) if shape else None


def _is_notebook(text: str) -> bool:
    """Return whether a text is a notebook, whose cells are prose."""
    return '"cells"' in text and re.search(r"\"nbformat\"\s*:\s*\d", text[:SAMPLE] + text[-SAMPLE:]) is not None


def _is_upright(sample: str) -> bool:
    """Return whether the first row of a table names one field, as those of upright tables do."""
    first = sample.lstrip("\ufeff\n ").partition("\n")[0]
    if not re.match(r'"?(?:TITLE|Title|title)"?,', first):
        return False
    from papergraph.readers.records.upright import is_upright

    return is_upright(sample)


def _is_yaml(sample: str) -> bool:
    """Return whether nearly all lines of a text are members or items of YAML."""
    lines = [line for line in sample.split("\n") if line.strip() and not line.lstrip().startswith(("#", "---"))]
    fields = len(_YAML_FIELD.findall(sample))
    return fields >= 4 and 2 * fields >= len(lines) and not _NO_YAML.search(sample)


def _json(text: str, suffix: str) -> Format | None:
    """Return the JSON format of a text by its first work, or None when it is no JSON."""
    start = len(text) - len(text.lstrip())
    opened = re.match(r"(?:\[\s*){0,5}\{\s*(?:\"[^\"\n]{0,200}\"\s*:|\}\s*(?:[,\]{]|$)|$)", text[start : start + 2_000])
    if not opened and (suffix not in _JSON):
        return None
    if (
        text[start : start + 1] == "["
        and suffix not in _JSON
        and re.match(r"\[[^\]\n]*\]\(", text[start : start + 500])
    ):
        return None  # a link of Markdown
    return Format(_shape_of_json(text, start), _by("jsontext"))


def _shape_of_json(text: str, start: int) -> str:
    """Return the name of the shape of the first work in a JSON text."""
    for match in re.finditer(r"\{(?=\s*[\"}])", text[start : start + SAMPLE]):
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(text, start + match.start())
        except (ValueError, RecursionError):
            continue
        if found := _first_shape(value, 0):
            return found
        return "json"
    return "json"


def _first_shape(value: Any, depth: int) -> str | None:
    from papergraph.readers.records.shapes import is_work, shape

    if isinstance(value, dict):
        if (own := shape(value)) != "json" or is_work(value):
            return own
        value = list(value.values())
    if isinstance(value, list) and depth < 5:
        return next((found for each in value[:20] if (found := _first_shape(each, depth + 1))), None)
    return None
