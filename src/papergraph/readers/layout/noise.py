"""What is no part of a list: page numbers, words of a viewer's window, tables of contents, navigation."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import unquote

from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import kind_of_url
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_NUMBER = re.compile(r"(?:page\s*)?[\divxlc]{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\.?|[-–—=_*·.\s]+", re.IGNORECASE)
#: Words that PDF viewers and browsers print around a page when it is copied out of them.
_VIEWER = vocabulary("viewer")
_NO_WORD = re.compile(r"[\W_]+")
#: Names with how many entries there are of each: "Gates (12) · Fences (3) · Posts (40)".
_COUNTED = re.compile(r"[^()·|•]{1,80}\(\d{1,4}\)(?:\s*[·|•,]?\s*[^()·|•]{1,80}\(\d{1,4}\)){2,}\W*")
_TOP = re.compile(r"^[\W_]*(?:back to (?:top|contents|toc)|top|return to (?:top|contents))[\W_]*$", re.IGNORECASE)


def is_page_mark(text: str) -> bool:
    """Return whether a text is a page number or a rule of signs, and nothing else."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_no_heading(text: str, *, alone: bool) -> bool:
    """Return whether a heading is a page number, but no year, or a viewer's button that is `alone` on its level."""
    number = is_page_mark(text) and not re.fullmatch(r"\W*(?:19|20)\d\d\W*", text.strip())
    return number or (alone and is_viewer_words(text))


def is_viewer_words(text: str) -> bool:
    """Return whether a text is a button or field of a viewer's window."""
    key = " ".join(text.lower().split()).strip(" .:")
    return key in _VIEWER and key not in {"contents", "table of contents"}


_LANGUAGES = re.compile(
    r"(?:english|中文|中文版|简体中文|繁體中文|繁体中文|日本語|한국어|deutsch|français|español|português|русский|italiano|türkçe|chinese|"
    r"simplified chinese|japanese|korean|tiếng việt|polski|\w\w[-_]\w\w)(?: (?:version|readme))?",
    re.IGNORECASE,
)


def _is_language_bar(text: str) -> bool:
    """Return whether a text is the languages of a document side by side ("English | 中文 | Paper")."""
    parts = [part.strip(" []()*_.:：") for part in re.split(r"[|｜·•/]|\s-\s", text)]
    named = [part for part in parts if _LANGUAGES.fullmatch(part)]
    return (
        bool(named)
        and "://" not in text
        and len(text) < 150
        and all(len(part.split()) < 3 for part in parts)
        and len(parts) < 12
    )


#: What a list counts of itself: "Updated: 2025-12-05 Papers: 72 | Books: ~20".
_TALLY = re.compile(
    r"(?:(?:last )?updated?:? [\d.-]+\s*)?(?:[A-Z][\w /-]{2,30}: ~?\d[\d,.]*[+%]?(?:\s*[|·,;]\s*|\s*$)){2,8}",
    re.IGNORECASE,
)


#: When a page was changed: "Last modified: Tue Jan 14 2020", "Letzte Änderung am 3.2.2009".
_CHANGED = re.compile(
    r"\W*(?:(?:(?:this )?(?:page|site|list|document) )?(?:was )?(?:last )?"
    r"(?:modified|updated?|changed|edited|revised|generated)(?: on| at)?\b|letzte (?:änderung|aktualisierung)|"
    r"zuletzt (?:geändert|aktualisiert)|dernière (?:mise à jour|modification)|mis à jour|"
    r"última (?:actualización|modificación|atualização)|ultimo aggiornamento|обновлено|последнее обновление|"
    r"最終更新日?|最后更新)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d\d:\d\d(?::\d\d)?|\b[A-Z]{3,4}\b",
    re.IGNORECASE,
)


def _is_change(text: str) -> bool:
    """Return whether a line tells when the page was changed, and nothing else."""
    match = _CHANGED.match(text) if len(text) < 80 else None
    rest = text[match.end() :] if match else ""
    dates = dates_in(rest)
    return bool(dates) and len(words_of(_DAY.sub(" ", without_dates(rest, dates)))) <= 2


_JOINS = re.compile(
    r"(?:[\s,;|·•*&()\d†‡§]|\band\b|\bby\b|\b(?:contributed|maintained|curated|written|edited)\b|:)*", re.IGNORECASE
)


def _are_linked_people(runs: Runs) -> bool:
    """Return whether runs are links to people, several of them, and nothing else: who keeps the list."""
    links = [run.text for run in runs if run.href is not None and run.text.strip()]
    between = "".join(run.text for run in runs if run.href is None and run.image is None)
    named = all(1 < len(text.split()) <= 5 and text[:1].isupper() for text in links)
    return len(links) > 1 and named and bool(_JOINS.fullmatch(between)) and 3 * sum(map(is_person, links)) >= len(links)


#: What a list was made after: "Inspired by [Awesome Wool](…)".
_INSPIRED = re.compile(
    r"\W*(?:(?:this (?:list|page|repository|repo) (?:is|was) |list )?(?:heavily )?inspired by)\b", re.IGNORECASE
)
_POSTSCRIPT = re.compile(r"(?:P\.\s?S\.?|PS)[,:.]? (?=[A-Z])")


def noise_reason(runs: Runs, *, opening: bool = False) -> str | None:
    """Return why the runs are noise ("page mark", "viewer noise", "picture"), or None; `opening`: no work is before."""
    text = plain(runs)
    if not text:
        return "picture" if any(run.image for run in runs) else "empty"
    if is_page_mark(text):
        return "page mark"
    if is_viewer_words(text):
        return "viewer noise"
    if _POSTSCRIPT.match(text):
        return "prose"
    if text.endswith(")") and len(text) < 3000 and _COUNTED.fullmatch(text):
        return "names with counts"
    if len(text) < 300 and _TALLY.fullmatch(text):
        return "counts"
    if _is_change(text):
        return "when the page was changed"
    if opening and _are_linked_people(runs):
        return "people, not a work"
    if opening and _INSPIRED.match(text) and any(run.href for run in runs):
        return "what the list says of itself"
    return "navigation" if _TOP.match(text) or _is_language_bar(text) else None


def leads_inside(runs: Runs) -> bool:
    """Return whether all links of the runs lead to places of the same document, and there is one.

    An address whose place is named by the words of the link is taken for the document's own.
    """
    links = [run for run in runs if run.href]
    return bool(links) and all(map(_is_inside, links))


def _is_inside(run: Run) -> bool:
    place = (run.href or "").partition("#")[2]
    if (run.href or "").startswith("#"):
        return True
    return bool(place) and _NO_WORD.sub("", unquote(place)).lower() == _NO_WORD.sub("", run.text).lower() != ""


def is_contents_row(row: Passage) -> bool:
    """Return whether all links of a table row lead to places of the same document, and there is one.

    A row that prints a date besides links on a place of a page elsewhere ("[Demo](https://…/#demo)") is none.
    """
    runs = tuple(run for cell in row.cells for run in cell)
    elsewhere = any((run.href or "").startswith("http") for run in runs)
    return leads_inside(runs) and not (elsewhere and any(dates_in(plain(cell)) for cell in row.cells))


def is_contents_item(item: Passage) -> bool:
    """Return whether a list item, with all under it, is a line of a table of contents."""
    below = [child for child in item.children if child.kind == "item"]
    own = leads_inside(item.runs)
    return (own or (bool(below) and not any(run.href for run in item.runs))) and all(
        is_contents_item(child) for child in below
    )


_SET_OFF = frozenset({"bold", "italic"})
_VALUE = 8  # words behind a label at most


def is_labelled_line(runs: Runs) -> bool:
    """Return whether a line is several short things under labels set off, as of a course ("**Room:** 3; **Fax:** 1").

    Labels of what a list says of a work ("**Authors:** …", "**Code:** …") make no such line, nor does a link.
    """
    words = [run for run in runs if run.text.strip()]
    if len(words) < 4 or any(run.image or (run.href and not run.href.startswith("mailto:")) for run in words):
        return False
    labels: list[str] = []
    for n, (run, after) in enumerate(pairwise(words)):
        if run.marks & _SET_OFF and (run.text.rstrip().endswith(":") or after.text.lstrip().startswith(":")):
            labels.append(run.text.strip(" :"))
        elif n == 0 or len(run.text.split()) > _VALUE:
            return False
    known = any(field_of(label) or link_role(label) or note_key(label) for label in labels)
    short = all(0 < len(label.split()) <= 3 for label in labels) and len(words[-1].text.split()) <= _VALUE
    return len(labels) > 1 and short and not known


def is_labelled_address(runs: Runs) -> bool:
    """Return whether a short label with a printed address behind it is all there is, and this leads to no work."""
    words = [run for run in runs if re.search(r"\w", run.text)]
    if len(words) < 2 or words[-1].href is None or any(run.href or run.image for run in words[:-1]):
        return False
    label, address = plain(words[:-1]), words[-1]
    after = "".join(run.text for run in runs[: runs.index(address)]).rstrip(" *_\n")
    printed = "bare" in address.marks or address.text.strip() == address.href
    return printed and after.endswith(":") and len(label.split()) <= 5 and kind_of_url(address.href or "") is None


#: What a course hands out, in the plural or as one thing, before links to it.
_MATERIALS = re.compile(
    r"\W*(?:(?:course|lecture|class|jupyter|colab|python|practice|supplementary) )?(?:notebooks?|syllab(?:us|i)|"
    r"problem sets?|handouts?|worksheets?|exercises?|labs?|homeworks?|assignments?|recordings?|slides|notes|materials)"
    r"(?: (?:\d{1,2}|[A-Z]))?\W*:\s*",
    re.IGNORECASE,
)
_BETWEEN = 3  # words beside the links, at most


def is_handed_out(runs: Runs) -> bool:
    """Return whether a line is the label of what a course hands out before links to it, none of which is a paper.

    So are "Notebooks: [Gates](gates.ipynb), [Posts](posts.ipynb)" and "Syllabus: [Fall 2021](…)".
    """
    words = [run for run in runs if run.text.strip() or run.image is not None]
    if len(words) < 2 or words[0].href or words[1].href is None or not _MATERIALS.fullmatch(words[0].text):
        return False
    beside = " ".join(run.text for run in words[1:] if run.href is None)
    return len(re.findall(r"\w+", beside)) <= _BETWEEN and not any(
        run.href and kind_of_url(run.href) == "paper" for run in words
    )
