"""Notes of Obsidian and Logseq as lines of Markdown: properties, links between pages, states of tasks, callouts."""

from __future__ import annotations

import re

from papergraph.identifiers import title_key
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.records.words import field_of

_PROPERTY = re.compile(
    r"(?P<mark>(?:\s|>|[-*+]\s)*)(?:\*\*|__)?(?P<name>[A-Za-z][\w /()-]{0,30})(?:\*\*|__)?::"
    r"(?:\*\*|__)?(?:\s+(?P<text>.*)|$)"
)
_PAGE = re.compile(
    r"!?\[\[(?P<page>[^\[\]|#^\n]{1,200})(?:[#^][^\[\]|\n]*)?(?:\|(?P<words>[^\[\]\n]+))?\]\](?![(\[]| \(https?:)"
)
#: The page of a reference manager's entry before its title: "[[@lund2019]] Wet Mud".
_KEY = re.compile(r"(?P<mark>^\s*[-*+]\s+(?:\[[ xX]\]\s+)?)\[\[@[^\[\]\s]+\]\][:,]?\s+(?=[^\W_])")
_STATE = re.compile(
    r"(?P<mark>^\s*[-*+]\s+)(?:TODO|DONE|LATER|NOW|DOING|WAITING|WAIT|CANCELED|CANCELLED|IN-PROGRESS)\s+(?=\S)"
)
_ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+]\s+(?:\[[ xX]\]\s+)?)(?P<called>\S.*)")
#: An item that begins with the page of what it names: "- [x] [[Fold - A Gate with a Herd]] #wool".
_TITLED = re.compile(
    r"(?P<mark>^\s*[-*+]\s+(?:\[.\]\s+)?)\[\[(?P<page>[^\[\]|#^@*\n]{8,200})(?:\|[^\[\]\n]+)?\]\](?=$|[\s.,])"
)
_NAME = 4  # words of what a work is called for short, at most
_CALLOUT = re.compile(r"(?P<mark>^\s*(?:>\s*)+)\[![\w-]+\][-+]?\s*")
_HEADING = re.compile(r"(?P<indent>\s*)[-*+]\s+(?P<head>#{1,6}\s.*)")
_ASIDE = re.compile(r"\{\{[^{}\n]*\}\}|(?:\s+#[\w/-]+)+\s*$|\s\^[\w-]{4,}\s*$|(?<!=)==(?=\S)|(?<=\S)==(?!=)")
_LABELS = {
    "author": "Authors", "year": "Year", "date": "Date", "venue": "Venue", "doi": "DOI", "arxiv": "arXiv", "url": "URL",
    "pdf": "PDF", "code": "Code", "summary": "Abstract", "comment": "Note", "publisher": "Publisher", "title": "Title",
    "title?": "Title", "short": "Short name", "builds_on": "Builds on",
}  # fmt: skip


def are_notes(lines: list[str]) -> bool:
    """Return whether lines have the marks of notes: properties, or several links between pages."""
    properties = sum("::" in line and _PROPERTY.match(line) is not None for line in lines)
    return properties >= 2 or sum("[[" in line and _PAGE.search(line) is not None for line in lines) >= 3


def note_lines(lines: list[str]) -> list[str]:
    """Return one line of Markdown for each line of a note.

    >>> note_lines(["- TODO [[Wet mud]] #mud", "  authors:: [[Ada Lund]]", "  collapsed:: true"])
    ['- Wet mud', '  - Authors: Ada Lund', '']
    """
    out: list[str] = []
    owner: int | None = None  # the item that the properties which follow are of
    under: tuple[int, int] | None = None  # from which indent on lines stand under a heading, and by how much
    fenced = False
    for line in lines:
        fenced ^= line.lstrip(" \t>-").startswith("```")
        if fenced:
            out.append(line)
            continue
        start = len(line) - len(line.lstrip())
        line = line[:start].replace("\t", "  ") + line[start:]
        indent = len(line) - len(line.lstrip())
        if heading := _HEADING.match(line):
            under = indent + 1, indent + 2
            out.append(_inline(heading["head"]))
            continue
        if under and line.strip() and indent < under[0]:
            under = None
        line = line[min(under[1], indent) :] if under else line
        if owner is not None and (titled := _titled(out[owner], line)):
            out[owner] = titled[0]
            out.append(titled[1])
            continue
        out.append(_line(line))
        if "::" not in line or not _PROPERTY.match(line):
            owner = len(out) - 1
    return out


def _titled(item: str, line: str) -> tuple[str, str] | None:
    """Return an item as the title that the property below it gives, and what it was called as a line below; or None."""
    owner, given = _ITEM.match(item), _PROPERTY.match(line) if "::" in line else None
    if owner is None or given is None or given["mark"].strip() or len(given["mark"]) <= len(owner["indent"]):
        return None
    title = _inline(given["text"] or "").strip().removeprefix("@")
    if not title or field_of(given["name"].strip()) != "title":
        return None
    called, below = owner["called"].strip(), ""
    if not called.startswith("@") and title_key(called) != title_key(title):
        label = "Link: " if "](" in called else "Short name: " if len(called.split()) <= _NAME else ""
        below = f"{given['mark']}- {label}{called}"
    return f"{owner['indent']}{owner['mark']}{title}", below


def _line(line: str) -> str:
    """Return a line with its property as a labelled item below the one that it belongs to."""
    match = _PROPERTY.match(line) if "::" in line else None
    if match is None:
        if callout := _CALLOUT.match(line):
            head = _inline(line[callout.end() :]).strip()
            return (
                f"{callout['mark']}**{head}**"
                if head and not re.search(r"^@|\*", head) and "](" not in head
                else callout["mark"] + head
            )
        return _inline(_STATE.sub(r"\g<mark>", line))
    label, text = _LABELS.get(field_of(match["name"].strip()) or ""), _inline(match["text"] or "").strip()
    if label is None or not text:
        return ""
    mark = match["mark"]
    if re.search(r"[-*+]\s", mark):
        return f"{mark}{text}" if label == "Title" else f"{mark}{label}: {text}"
    return f"{mark}- {text}" if label == "Title" else f"{mark}- {label}: {text}"


def _inline(text: str) -> str:
    """Return text without what only notes have: links between pages, tags, queries, anchors, marks of highlights."""
    text = _KEY.sub(r"\g<mark>", text) if "[[@" in text else text
    if (titled := _TITLED.match(text)) and " - " in titled["page"] and not dates_in(titled["page"]):
        text = f"{titled['mark']}**{titled['page'].strip()}**{text[titled.end() :]}"
    text = _PAGE.sub(lambda match: (match["words"] or match["page"]).strip(), text) if "[[" in text else text
    return _ASIDE.sub("", text)
