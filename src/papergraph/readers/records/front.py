"""A note on one work to its record: the fields at the head of a page, in YAML, in TOML or as properties of Logseq."""

from __future__ import annotations

import re
from typing import Any

from papergraph.readers.records.objects import record_of
from papergraph.readers.records.record import Parts, Refused
from papergraph.readers.records.shapes import is_work
from papergraph.readers.records.words import field_of, kind_of

_YAML = re.compile(r"---[ \t]*\n(?P<fields>.{1,50000}?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<fields>.{1,50000}?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_PROPERTIES = re.compile(r"(?:[A-Za-z][\w-]{0,40}:: ?[^\n]*\n)+")
_INLINE = re.compile(r"^[\s>*+-]*(?:\*\*)?([A-Za-z][\w -]{1,30}?)(?:\*\*)?::(?:\*\*)?[ \t]+(\S[^\n]*)$", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.|\|)\s[^\n]*(?:https?://|\]\()", re.MULTILINE)
_FEW = 4  # links in items below the fields of a work; more of them are a list
#: A reference with its year: "Lund, Ada. 2014. “Wool.” Meadow 3", "[3] A. Lund, Wool, Meadow, 2014".
_DATED = re.compile(
    r"^(?:[-*+•]\s+|\[?\d+[\].)]\s+)?(?:[^\W\d_][\w'’-]+(?: [\w'’-]+)?, [^\W\d_a-z]|(?:[A-Z]\.[ -]?)+[A-Z])"
    r"[^\n]{1,160}?[\s(,.](?:1[5-9]|20)\d\d[a-z]?(?:[).,:\s][^\n]{10,})?$",
    re.MULTILINE,
)
_SEVERAL = 8  # references; where most lines are such the page is a list of them
_PAGE = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
#: What says that the page is on a work, and no page of a site or list of its author.
_TELLING = frozenset({"doi", "arxiv", "pmid", "venue", "pdf"})


def is_note(text: str) -> bool:
    r"""Return whether a page begins with the fields of one work.

    >>> is_note("---\ntitle: Wet mud\nauthor: Ada Lund\njournal: Journal of Mud\n---\nGood.")
    True
    >>> is_note("---\ntitle: Papers on mud\nauthor: Ada Lund\ndate: 2020-01-01\n---\n- [Wet mud](https://a.org)")
    False
    """
    if not text.startswith(("---", "+++")) and not _PROPERTIES.match(text):
        return False
    found, end = _fields(text)
    known = {field_of(name) for name, each in found.items() if each not in (None, "", [], {})}
    if len(_ITEM.findall(text, end)) > _FEW or _is_of_references(text[end:]):
        return False
    typed = any(field_of(name) == "type" and kind_of(str(each))[0] in {"paper", "book"} for name, each in found.items())
    return "title" in known and "author" in known and (typed or bool(known & _TELLING))


def _is_of_references(body: str) -> bool:
    """Return whether most lines of a page are references: what its head says is of the list, and not of one work."""
    lines = sum(bool(line.strip()) for line in body.split("\n"))
    dated = len(_DATED.findall(body))
    return dated >= _SEVERAL and 2 * dated >= lines


_LISTED = re.compile(r"---[ \t]*\n(?P<fields>.{1,400000}?\n)---[ \t]*(?:\n|$)", re.DOTALL)
_RECORD = re.compile(r"^\s*- [\w-]+: \S", re.MULTILINE)
_ENOUGH = 2  # works of a list in the head of a page


def is_list(text: str) -> bool:
    r"""Return whether the head of a page holds a list of works, and the page itself none.

    >>> head = "---\npapers:\n  - title: Wet mud\n    authors: A. Lund\n  - title: Dry mud\n    authors: B. Oak\n---\n"
    >>> is_list(head), is_list(head + "- [Old mud](https://a.org)\n" * 9)
    (True, False)
    """
    match = _LISTED.match(text)
    if match is None or len(_RECORD.findall(match["fields"])) < _ENOUGH or len(_ITEM.findall(text, match.end())) > _FEW:
        return False
    lists = [value for value in _yaml(match["fields"]).values() if isinstance(value, list)]
    return any(sum(isinstance(each, dict) and is_work(each) for each in value) >= _ENOUGH for value in lists)


def listed(text: str) -> Parts:
    """Yield the records of the works in the head of a page, and the page's own words as what is none."""
    from papergraph.readers.records.yamltext import records as yaml_records

    match = _LISTED.match(text)
    end = match.end("fields") if match else len(text)
    yield from yaml_records(text[:end])
    rest = text[match.end() :].strip("\n") if match else ""
    if rest.strip():
        first = text.count("\n", 0, text.index(rest, end)) + 1
        yield Refused(first, first + rest.count("\n"), rest, "notes on the works of the page", damaged=False)


def _fields(text: str) -> tuple[dict[str, Any], int]:
    """Return the fields at the head of a page and the place after them."""
    if match := _YAML.match(text):
        return _yaml(match["fields"]), match.end()
    if match := _TOML.match(text):
        import tomllib

        try:
            return tomllib.loads(match["fields"]), match.end()
        except tomllib.TOMLDecodeError:
            return {}, 0
    if match := _PROPERTIES.match(text):
        pairs = (line.split("::", 1) for line in match[0].splitlines())
        return {name.strip(): _PAGE.sub(r"\1", value).strip(' "').lstrip("@") for name, value in pairs}, match.end()
    return {}, 0


def _yaml(text: str) -> dict[str, Any]:
    try:
        import yaml
    except ImportError:  # then the page is read as prose
        return {}
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):  # such as a day that there is not
        return {}
    return value if isinstance(value, dict) else {}


def records(text: str) -> Parts:
    """Yield the record of the work that a page is on, and the page's own words as what is none."""
    fields, end = _fields(text)
    raw = text[:end].rstrip("\n")
    last = raw.count("\n") + 1
    known = {field_of(name) for name, each in fields.items() if each not in (None, "", [], {})}
    for match in _INLINE.finditer(text, end):
        if field_of(match[1].strip()) not in known:
            fields.setdefault(match[1].strip(), _PAGE.sub(r"\1", match[2]))
    if is_work(fields):
        yield record_of(fields, 1, last, raw, section=())
    rest = text[end:].strip("\n")
    if rest.strip():
        first = text.count("\n", 0, text.index(rest, end)) + 1
        yield Refused(first, first + rest.count("\n"), rest, "notes on the work of the page", damaged=False)
