"""MediaWiki as lines of Markdown: headings, lists, links, emphasis, citations, tables; each line in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"(?P<level>={1,6})\s*(?P<text>[^=\s].*?)\s*(?P=level)\s*$")
_ITEM = re.compile(r"(?P<marks>[*#]+)[:*#;]*\s*(?=\S)")
_TERM = re.compile(r";+\s*(?=\S)")
_INDENTED = re.compile(r":+\s*(?=\S)")
_LINK = re.compile(
    r"\[(?P<url>(?:https?:)?//[^\s\[\]<>]+)(?:\s+(?P<text>[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*))?\](?!\()"
)
_FILE = re.compile(r"\[\[(?:File|Image|Category|Datei|Fichier|Kategorie)\s*:[^\[\]]*\]\]", re.IGNORECASE)
_PAGE = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<text>[^\[\]|]+)\]\]")
_NOTE = re.compile(
    r"<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref>|<!--.*?-->|__[A-Z]+__|</?(?:nowiki|small|center|br|references)\b[^<>]*>",
    re.IGNORECASE,
)
_MARKS = (
    (re.compile(r"'{5}(.+?)'{5}"), r"***\1***"),
    (re.compile(r"'{3}(.+?)'{3}"), r"**\1**"),
    (re.compile(r"'{2}(.+?)'{2}"), r"*\1*"),
)
_TEMPLATE = re.compile(r"\{\{(?P<inner>[^{}]*)\}\}")
_OPEN = re.compile(r"\{\{")
_PERSON = re.compile(r"(?:author|last|surname)(?P<number>\d*)$")
_IDENTIFIERS = {"doi": "https://doi.org/{}", "arxiv": "https://arxiv.org/abs/{}", "eprint": "https://arxiv.org/abs/{}"}
_VENUES = ("journal", "conference", "book-title", "work", "publisher")
_LONGEST = 20  # lines of one citation
_EXTERNAL = re.compile(r"\[https?://[^\s\[\]]+ [^\[\]]+\](?!\()")


def is_wiki(lines: Sequence[str]) -> bool:
    """Return whether lines are MediaWiki: headings between signs of equality with its links, or citations in it."""
    headings = sum(_HEADING.match(line) is not None and line.startswith("==") for line in lines)
    links = sum(_EXTERNAL.search(line) is not None for line in lines)
    cited = sum(re.match(r"[*#:; ]*\{\{\s*cit", line, re.IGNORECASE) is not None for line in lines)
    return (headings > 0 and links + cited > 1) or links + cited > 4


def wiki_lines(lines: list[str]) -> list[str]:
    """Return one line of Markdown for each line of MediaWiki.

    >>> wiki_lines(["== Wool ==", "* [https://a.org On ''Sheep''], Lund", ";[https://b.org Hay]", ":B. Oak, 2001"])
    ['## Wool', '- [On *Sheep*](<https://a.org>), Lund', '- [Hay](<https://b.org>)', '  B. Oak, 2001']
    """
    out: list[str] = []
    below = False  # a term, or an item
    for line in _tables(_joined(lines)):
        if match := _HEADING.match(line):
            out.append(f"{'#' * len(match['level'])} {_inline(match['text'])}")
            below = False
        elif match := _ITEM.match(line):
            out.append(f"{'  ' * (len(match['marks']) - 1)}- {_inline(line[match.end() :])}")
            below = True
        elif match := _TERM.match(line):
            out.append(f"- {_inline(line[match.end() :])}")
            below = True
        elif match := _INDENTED.match(line):
            out.append(f"{'  ' if below else ''}{_inline(line[match.end() :])}")
        else:
            out.append(_inline(line) if line.strip() else "")
            below = below and not line.strip()
    return out


def _joined(lines: Sequence[str]) -> list[str]:
    """Return the lines with each citation that goes over several in its first one, the others blank."""
    out = list(lines)
    at = 0
    while at < len(out):
        last = at
        while out[at].count("{{") > out[at].count("}}") and last + 1 < min(len(out), at + _LONGEST):
            last += 1
            out[at] = f"{out[at].rstrip()} {out[last].strip()}"
            out[last] = ""
        at = last + 1
    return out


def _tables(lines: Sequence[str]) -> list[str]:
    """Return the lines with rows of tables as those of Markdown, each in the line where it begins."""
    out = list(lines)
    at = 0
    while at < len(out):
        if not out[at].lstrip().startswith("{|"):
            at += 1
            continue
        end = next((n for n in range(at + 1, len(out)) if out[n].lstrip().startswith("|}")), len(out) - 1)
        rows: list[tuple[int, bool, list[str]]] = []
        for n in range(at + 1, end):
            line = out[n].strip()
            if line.startswith("|-"):
                rows.append((n, False, []))
            elif line.startswith(("|", "!")) and not line.startswith("|+"):
                if not rows:
                    rows.append((n, False, []))
                first, head, cells = rows[-1]
                parts = re.split(r"\|\||!!", line[1:]) if line[0] == "!" else line[1:].split("||")
                rows[-1] = (first, head or line[0] == "!", [*cells, *map(_cell, parts)])
            elif line and rows and rows[-1][2]:
                rows[-1][2][-1] += f" {line}"
        for n in range(at, min(end + 1, len(out))):
            out[n] = ""
        filled = [row for row in rows if row[2]]
        for number, (n, _, cells) in enumerate(filled):
            out[n] = f"| {' | '.join(cells)} |"
            if number == 0 and n + 1 < len(out) and not out[n + 1]:
                out[n + 1] = f"|{'---|' * len(cells)}"
        at = end + 1
    return out


def _cell(text: str) -> str:
    """Return the words of a cell without how it is set."""
    head, bar, rest = text.partition("|")
    return (rest if bar and "=" in head and "[[" not in head else text).strip()


def _inline(text: str) -> str:
    """Return words with links, emphasis and citations as Markdown has them."""
    text = _NOTE.sub("", _FILE.sub("", text))
    for _ in range(3):  # templates within templates
        text, found = _TEMPLATE.subn(_written, text)
        if not found:
            break
    text = _LINK.sub(_linked, text)
    text = _PAGE.sub(lambda match: match["text"], text)
    for pattern, put in _MARKS:
        text = pattern.sub(put, text)
    return text.strip()


def _linked(match: re.Match[str]) -> str:
    """Return a link out of the wiki as Markdown has it."""
    return f"[{match['text'].strip()}](<{match['url']}>)" if match["text"] else f"<{match['url']}>"


def _written(match: re.Match[str]) -> str:
    """Return a template as words: a citation as a reference, an identifier as its address; none for any other."""
    name, *parts = [part.strip() for part in match["inner"].split("|")]
    name = name.lower()
    if name in _IDENTIFIERS and parts:
        return f" <{_IDENTIFIERS[name].format(parts[0].split('=')[-1].strip())}>"
    if not name.startswith(("cite", "citation")):
        return parts[-1] if name in {"lang", "nowrap", "small"} and parts else ""
    fields = {
        key.strip().lower(): value.strip() for key, sign, value in (part.partition("=") for part in parts) if sign
    }
    return _reference(fields)


def _reference(fields: dict[str, str]) -> str:
    """Return a citation as a reference: names, the year, the title with its address, and where it came out."""
    people = []
    for key, value in fields.items():
        person = _PERSON.match(key)
        if person and value:
            first = fields.get(f"first{person['number']}") or fields.get(f"given{person['number']}")
            people.append(f"{value}, {first}" if first and "," not in value else value)
    year = re.search(r"\d{4}", fields.get("year") or fields.get("date") or "")
    title = fields.get("title", "").strip('"“” ')
    printed = [put.format(fields[name]) for name, put in _IDENTIFIERS.items() if fields.get(name)]
    url = fields.get("url") or next(iter(printed), "")
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    if not title:
        return ""
    named = f"{'; '.join(people)} " if people else ""
    dated = f"({year[0]}). " if year else ""
    linked = f"[{title}](<{url}>)" if url.startswith("http") else title
    more = "".join(f" <{address}>" for address in printed if address != url)
    return f'{named}{dated}"{linked}". {f"*{venue}*." if venue else ""}{more}'.strip()
