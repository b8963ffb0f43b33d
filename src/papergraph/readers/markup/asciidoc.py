"""AsciiDoc as lines of Markdown: headings, lists, links, anchors, emphasis, tables; each line in its place."""

from __future__ import annotations

import re

_HEADING = re.compile(r"(?P<level>={1,6}|#{1,6})\s+(?P<text>\S.*?)(?:\s+={1,6})?\s*$")
_UNDER = re.compile(r"(?P<sign>[-=~^+])(?P=sign){3,}\s*$")
_ITEM = re.compile(r"\s*(?P<marks>\*{1,5}|-|\.{1,5})\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\.|<(?:\d{1,3}|\.)>)\s+(?=\S)")
_TERM = re.compile(r"\s*(?P<term>\S.{0,200}?)(?P<marks>:{2,4}|;;)(?:\s+(?P<text>.*)|\s*$)")
_ATTRIBUTE = re.compile(r":(?P<name>[\w-]+)!?:(?:\s+(?P<value>.*))?$")
_REFERENCE = re.compile(r"\{(?P<name>[\w-]+)\}")
_BLOCK = re.compile(
    r"\[[^\[\]]*\]\s*$|\[\[[\w:.-]+(?:,[^\]]*)?\]\]\s*$|include::\S+|ifdef::|ifndef::|endif::|toc::|<<<\s*$|'{3,}\s*$"
)
_TITLE = re.compile(r"\.(?P<text>[A-Z][^.].{0,120})$")
_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|`{3,}.*)\s*$")
_LITERAL = frozenset("-.+/`")
_ANCHOR = re.compile(r"\[\[\[[^\[\],]+(?:,[^\[\]]*)?\]\]\]\s*|\[\[[\w:.-]+(?:,[^\]]*)?\]\]|anchor:\w+\[\]")
_LINK = re.compile(
    r"(?:link:)?\$\$(?P<quoted>[^$\s]+)\$\$\[(?P<a>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"|(?:link:)?(?P<url>(?:https?|ftp)://[^\s\[\]<>\"]+|(?<=link:)[^\s\[\]]+)\[(?P<b>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
)
_CROSS = re.compile(
    r"<<(?:[^<>,]*,)?\s*(?P<text>[^<>]*)>>"
    r"|(?:xref|footnote|footnoteref|image|icon|kbd|menu|btn):{1,2}[^\s\[\]]*\[[^\[\]]*\]"
)
_BEFORE, _AFTER = r"(?<![\w\\*_`])", r"(?![\w*_`])"
_MARKS = tuple(
    (re.compile(_BEFORE + sign + r"(?P<in>[^\s](?:[^\n]{0,300}?[^\s])?)" + sign + _AFTER), put)
    for sign, put in ((r"\*\*", "**"), (r"__", "*"), (r"\*", "**"), ("_", "*"), (r"``", "`"))
)
_QUOTE = re.compile(r"(?<![\w'])'(?P<in>[A-Z][^'\n]{3,300}?)'(?![\w'])")  # set in italics of old
_CELL = re.compile(r"(?:(?<=\s)|^)(?:\d*[.+*<^>\d]*[aehlmsd]?)?\|")
_BREAK = re.compile(r"(?<=\S)\s+\+$")  # the line ends where it does in the file
_COLUMNS = re.compile(r"cols\s*=\s*\"?(?P<cols>[^\"\]]+)")


def asciidoc_lines(lines: list[str]) -> list[str]:
    """Return one line of Markdown for each line of an AsciiDoc file.

    >>> asciidoc_lines(["== Wool", "* https://a.org[On _Sheep_], Lund", "- [[[oak]]] B. Oak. 'Fences'. 1999."])
    ['## Wool', '- [On *Sheep*](<https://a.org>), Lund', '- B. Oak. *Fences*. 1999.']
    """
    out: list[str] = []
    attributes: dict[str, str] = {}
    fence = ""
    columns = 0
    at = depth = 0
    while at < len(lines):
        line = lines[at].rstrip()
        block = _FENCE.fullmatch(line.strip()) if not line.startswith("=") or set(line) == {"="} else None
        if fence:
            closes = block is not None and line.strip() == fence
            out.append("" if closes or fence[0] == "/" else f"    {line}" if fence[0] in _LITERAL else line)
            fence = "" if closes else fence
        elif block and block["sign"][0] in _LITERAL and len(line.strip()) > 2:
            fence = line.strip()[:3] if line.startswith("`") else line.strip()
            out.append("")
        elif line.startswith("|==="):
            made = _table(lines[at + 1 :], columns)
            out += ["", *made]
            at += len(made)
        elif (match := _COLUMNS.search(line)) and line.startswith("["):
            columns = _count(match["cols"])
            out.append("")
        elif line.startswith("//") or block or _BLOCK.match(line):
            out.append("")
        elif match := _ATTRIBUTE.match(line):
            attributes[match["name"]] = (match["value"] or "").strip()
            out.append("")
        else:
            text, depth = _line(line, lines[at + 1] if at + 1 < len(lines) else "", depth)
            known = _REFERENCE.sub(lambda m: attributes.get(m["name"], m[0]), text)
            broken = _BREAK.search(known)
            out.append(f"{_inline(known[: broken.start()])}  " if broken else _inline(known))
        at += 1
    return out


def _line(line: str, after: str, depth: int) -> tuple[str, int]:
    """Return a line with its heading or item as in Markdown, and how deep the item that is open stands."""
    if match := _HEADING.match(line):
        return f"{'#' * len(match['level'])} {match['text']}", 0
    if (match := _UNDER.fullmatch(after)) and line[:1].isalnum() and abs(len(line) - len(after.rstrip())) < 3:
        return f"{'#' * ('=-~^+'.index(match['sign']) + 1)} {line}", 0
    if _UNDER.fullmatch(line) or line.strip() == "+":
        return "", depth
    if match := _TITLE.match(line):
        return f"**{match['text']}**", depth
    if match := _ITEM.match(line):
        depth = len(match["marks"])
        return f"{'  ' * (depth - 1)}- {line[match.end() :]}", depth
    if match := _NUMBERED.match(line):
        return f"- {line[match.end() :]}", 1
    if (match := _TERM.match(line)) and "://" not in match["term"]:
        return f"- {match['term']}: {match['text'] or ''}".rstrip(), 1
    if not line.strip():
        return "", depth
    return ("  " * depth + line.strip() if depth else line.strip()), depth


def _inline(text: str) -> str:
    """Return a line with Markdown's links and marks."""
    kept: list[str] = []

    def link(match: re.Match[str]) -> str:
        url = (match["quoted"] or match["url"]).replace("<", "%3C").replace(">", "%3E")
        words = (match["a"] if match["quoted"] else match["b"]).removesuffix("^").strip('"')
        words = re.sub(r",\s*(?:window|role|opts)=.*$", "", words)
        kept.append(f"](<{url}>)" if words else f"<{url}>" if "://" in url else "")
        return f"[{words}\x00{len(kept) - 1}\x00" if words else f"\x00{len(kept) - 1}\x00"

    def address(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    text = _LINK.sub(link, _ANCHOR.sub("", text))
    text = re.sub(r"(?:https?|ftp)://[^\s\[\]<>\"]+", address, text)
    text = _CROSS.sub(lambda match: match["text"] or "", text)
    for pattern, put in _MARKS:
        text = pattern.sub(lambda match, put=put: f"{put}{match['in']}{put}", text)  # type: ignore[misc]
    text = _QUOTE.sub(lambda match: f"*{match['in']}*", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], text)


def _count(cols: str) -> int:
    """Return how many columns a table is told to have."""
    repeated = re.match(r"\s*(\d+)\*", cols)
    return int(repeated[1]) if repeated else len(re.split(r"[,;]", cols.strip(" ,;")))


def _table(lines: list[str], columns: int) -> list[str]:
    """Return the lines of a table as rows of Markdown, its cells from wherever they stand, and a line for its end."""
    end = next((n for n, line in enumerate(lines) if line.startswith("|===")), len(lines) - 1)
    out = [""] * (end + 1)
    first = next((n for n in range(end) if lines[n].strip()), end)
    columns = columns or (len(_CELL.findall(lines[first])) if first < end else 0)
    cells: list[tuple[int, str]] = []
    for n in range(first, end):
        parts = _CELL.split(lines[n].strip())
        if parts[0].strip() and cells:
            cells[-1] = cells[-1][0], f"{cells[-1][1]} {parts[0].strip()}"
        cells += [(n, part.strip()) for part in parts[1:]]
    if columns < 2:
        return out
    headed = False
    for start in range(0, len(cells) - columns + 1, columns):
        row = cells[start : start + columns]
        place = row[0][0] if not out[row[0][0]] else row[-1][0]
        if not out[place]:
            out[place] = "| " + " | ".join(_inline(text).replace("|", "\\|") for _, text in row) + " |"
        if not headed and place + 1 <= end and not (lines[place + 1].strip() and place + 1 < end):
            out[place + 1] = "|" + "---|" * columns
        headed = True
    return out
