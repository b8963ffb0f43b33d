"""The words that files name their fields and types with, from two tables."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from papergraph.identifiers import fold
from papergraph.model import WorkKind
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url

_LANGUAGE = re.compile(r"[_ .-](?:en|english|zh|cn|fr|de|es|it|pt|ja|jp|ko|ru)$", re.IGNORECASE)  # "title_en"
# "authors_md", "primary_url": how a value is set, or which of several it is.
_SET = re.compile(
    r"^(?:primary|main|full|preferred|official|external)[_ -]|"
    r"[_ -](?:md|markdown|html|text|txt|str|string|list|full|display|printed|formatted|plain)$",
    re.IGNORECASE,
)
_PLACE_AND_DATE = ({"venue", "year"}, {"venue", "date"})  # "Venue & Year": the place tells its year
_ADDRESSES = {"doi", "url", "arxiv", "pdf"}
_SEVERAL = re.compile(r"\s*[/|]\s*|\s+(?:or|and|&|ou|oder|o|y|e|of|eller|или|és|lub)\s+", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHOLE_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FILE = re.compile(r"(?:\.{0,2}/|[\w.-]+/)[^\s:?#<>\"]*\.(?:pdf|ps|djvu|pptx?|key|odp)", re.IGNORECASE)
_CALLED_ADDRESS = re.compile(r"(?:url|uri|href)s?$", re.IGNORECASE)
#: What is shown beside a work, or asked by programs: no place of it.
_SHOWN = re.compile(
    r"thumb|image|img|icon|logo|avatar|cover|photo|picture|preview|figure|api|self|next|prev|badge|author|user|profile|"
    r"licen[cs]e|base|canonical|reviewer|affiliation|cite|citation|related|channel|query|search|source|detail|feed",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"(?:doi:\s*)?10\.\d{4,9}/\S+|arxiv:\s*\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
# "paper-title", "study_year": what every field is of.
_OF_WORK = re.compile(
    r"^(?:paper|article|pub|study|work|item|entry|ref|reference|doc|document|bib|record)[ _-]+(?=(?:titles?|authors?|"
    r"years?|dates?|links?|urls?|doi|venue|published|publisher|journal|conference|abstract|summary|pdf|code|keywords|"
    r"tags|type|notes?|month)$)",
    re.IGNORECASE,
)
_OFFICIAL = "="
_OTHER = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\s*$")  # "Authors (first, last)"
_BETWEEN = frozenset({"of", "the", "to", "in", "for", "a", "an", "de", "du", "la", "le", "der", "des", "van"})


def _key(printed: str) -> str:
    return _OTHER.sub("", fold(printed))


@cache
def _table(name: str) -> dict[str, str]:
    text = files("papergraph.readers.records").joinpath(name).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {_key(word): meaning for meaning, words in rows for word in words.split(",")}


def _bag(printed: str) -> frozenset[str]:
    """Return the words of a name in any order, without those between them: "Year published", "Title of the paper"."""
    return frozenset(_OTHER.sub(" ", fold(printed)).split()) - _BETWEEN


@cache
def _by_words(name: str) -> dict[frozenset[str], str]:
    text = files("papergraph.readers.records").joinpath(name).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    bags = [(_bag(word), meaning) for meaning, words in rows for word in words.split(",")]
    return {bag: meaning for bag, meaning in reversed(bags) if len(bag) > 1}


@lru_cache(maxsize=4_000)
def field_of(printed: str) -> str | None:
    """Return our name of a field that a file calls `printed`, whatever its case, signs and language, or None.

    >>> field_of("Publication Year"), field_of("título"), field_of("Abstract_Note"), field_of("ISSN")
    ('year', 'title', 'summary', None)
    """
    if len(printed) > 60:
        return None
    table = _table("fields.tsv")
    spaced = _CAMEL.sub(" ", printed)  # "authorString"
    names = (
        printed,
        _LANGUAGE.sub("", printed),
        _SET.sub("", spaced),
        _OF_WORK.sub("", spaced),
        _ASIDE.sub("", printed),
    )
    found = next((found for name in names if (found := table.get(_key(name)))), None)
    found = found or _by_words("fields.tsv").get(_bag(_ASIDE.sub("", printed)))
    if found is None and _SEVERAL.search(printed):  # "Model / short name"
        called = {field_of(part) for part in _SEVERAL.split(printed)}
        if len(called) > 1 and called <= _ADDRESSES:
            return "url"  # "DOI or link"
        found = called.pop() if len(called) == 1 else "venue" if called in _PLACE_AND_DATE else None
    return found


def is_file(text: str) -> bool:
    """Return whether a text is the way to a file beside the list, as links within a site are.

    >>> is_file("docs/wool.pdf"), is_file("wool.pdf"), is_file("and/or")
    (True, False, False)
    """
    return bool(_FILE.fullmatch(text.strip()))


def address_field(printed: str, value: str) -> str:
    """Return our name of a field that is none but labels links, and holds an address or a DOI; or nothing.

    >>> address_field("Preprint", "https://x.org/1"), address_field("poster", "yes"), address_field("cover", "https://x")
    ('pdf', '', '')
    >>> address_field("toolurl", "https://x.org/1"), address_field("thumbnail_url", "https://x.org/1.png")
    ('page', '')
    """
    identified = _IDENTIFIER.fullmatch(value.strip())
    if not identified and not is_file(value) and not _WHOLE_ADDRESS.fullmatch(value.strip()):
        return ""
    role = link_role(_CAMEL.sub(" ", printed).replace("_", " "))
    if identified and role != "paper":
        return ""
    if role is None and _CALLED_ADDRESS.search(printed) and not _SHOWN.search(printed):
        named = {link_role(word) for word in _CAMEL.sub(" ", printed).replace("_", " ").split()}
        return "pdf" if "paper" in named or is_paper_url(value.strip()) else "page"
    return "pdf" if role == "paper" else role or ""


@lru_cache(maxsize=4_000)
def kind_of(printed: str) -> tuple[WorkKind | None, str | None]:
    """Return the kind of work that a type means, and why it is none; (None, None) for an unknown type.

    >>> kind_of("journalArticle"), kind_of("DATA"), kind_of("zebra")
    (('paper', None), (None, 'a data set'), (None, None))
    """
    meaning = _table("kinds.tsv").get(_key(printed)) if len(printed) <= 60 else None
    if meaning is None:
        return None, None
    meaning = meaning.removeprefix(_OFFICIAL)
    return (None, meaning[1:]) if meaning.startswith("-") else (cast("WorkKind", meaning), None)


def is_official(printed: str) -> bool:
    """Return whether a type is one of offices, courts or bodies of standards, whose documents are never papers.

    >>> is_official("legal-case"), is_official("report")
    (True, False)
    """
    return len(printed) <= 60 and _table("kinds.tsv").get(_key(printed), "").startswith(_OFFICIAL)
