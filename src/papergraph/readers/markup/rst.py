"""reStructuredText as lines of Markdown: headings, links and their targets, fields, tables; each line in its place."""

from __future__ import annotations

import re

from papergraph.readers.markup.rsttables import BORDER, GRID, csv_table, grid_table, list_table, simple_table

_ADORNMENT = re.compile(r"([!-/:-@[-`{-~])\1{2,}\s*$")
_ITEM_TARGET = re.compile(r"(?P<marker>\s*(?:[*+-]|\d+[.)]))\s+\.\. _[^:]+:\s*$")
_TARGET = re.compile(r"\s*\.\. _(?P<name>`[^`]+`|[^:]+):\s*(?P<url>\S*)\s*$")
_ANONYMOUS = re.compile(r"\s*(?:__|\.\. __:)\s+(?P<url>\S+)\s*$")
_CITATION = re.compile(r"(?P<indent>\s*)\.\. \[(?P<key>[^\]]+)\]\s*(?P<text>.*)")
_DIRECTIVE = re.compile(r"(?P<indent>\s*)\.\.(?:\s+(?:(?P<name>[\w:-]+)::|\|[^|]+\| \w+::)?.*)?$")
_FIELD = re.compile(r"(?P<indent>\s*):(?P<name>[A-Za-z][\w -]{0,40}):\s+(?P<text>\S.*)")
_EMBEDDED = re.compile(r"`(?P<text>[^`<>]*?)\s*<(?P<url>[^<>`\s]+)>`__?")
_NAMED = re.compile(r"`(?P<text>[^`]+)`(?P<end>__?)(?![\w`])")
_SIMPLE = re.compile(r"(?<![\w`/:.])(?P<text>[A-Za-z0-9](?:[\w.+-]*[A-Za-z0-9])?)_(?![\w`])")
_ROLE = re.compile(r":(?P<role>[\w:+.-]{1,40}):`(?P<text>[^`]+)`")
#: Between single backquotes stands the title of a work, which is shown in italics.
_REFERENCE = re.compile(r"(?<![\w`\x01:])`(?P<text>[A-Z][^`*<>]{0,80}[^`*<>\s])`(?![\w`_])")
_UNCLOSED = re.compile(r"(?<=[.,] )_(?=[A-Z][\w-]* )")  # italics that nothing closes: "2019. _Full fences, …"
_JOINED = re.compile(r"\\ (?=:[\w+-]{1,20}:`|[`|])|(?<=`)\\ ")  # "2\\ :sup:`nd`": no blank is printed there
_LITERAL = re.compile(r"``(?P<text>[^`]+)``")
_AMID = re.compile(r"(?<![*\s])\*\s(?P<maths>\$[^$]+\$)(?P<on>\s\*(?=[^\s*]))?")  # nothing nests: "*Wool of* :math:`M`"
#: A blank behind a backslash is none; where words that are set off follow, one is missing: "Gates.\\ *Wool*\\ , 3".
_BLANK = re.compile(r"(?<=\*)\\ (?=[,.;:)])|(?<=[.,:?])\\ (?P<on>(?=\*\w))")
_ESCAPED = re.compile(r"\\(?=[A-Z]\.)")  # "\\N. Lund": no list begins
_AUTO = re.compile(r"^(?P<indent>\s*)(?:#\.|\((?P<n>\d+|[a-z])\))\s+")
_KEPT_OPEN = frozenset({"note", "tip", "hint", "important", "warning", "admonition", "topic", "sidebar", "container",
                        "seealso", "epigraph", "class", "rst-class", "attention", "dropdown", "details", "collapse",
                        "tab-item", "card", "grid"})  # fmt: skip
#: Boxes whose first line is their title, and those whose first line is for those who set the page.
_TITLED = frozenset({"admonition", "topic", "sidebar", "dropdown", "details", "collapse", "tab-item", "card"})
_UNTOLD = frozenset({"class", "rst-class", "container", "grid"})
_ADDRESS_OF = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/"}


_TITLES = frozenset({"t", "title", "title-reference", "titlereference", "emphasis", "em", "i", "italic", "cite-title"})


def rst_lines(lines: list[str]) -> list[str]:
    """Return one line of Markdown for each line of a reStructuredText file.

    >>> rst_lines(["Sheep", "=====", "", "* `On Wool <https://a.org>`_, **Lund**"])
    ['# Sheep', '', '', '* [On Wool](https://a.org), **Lund**']
    """
    targets, anonymous = _targets(lines)
    lines = _whole_quotes(_without_bars(_substituted(_unboxed(lines))))
    out: list[str] = []
    levels: dict[str, int] = {}
    at = 0
    while at < len(lines):
        made, used = _block(lines, at, levels)
        out += [_inline(line, targets, anonymous) for line in made]
        at += used
    return out


def _unboxed(lines: list[str]) -> list[str]:
    """Return the lines with what stands in boxes where the boxes stand, and without the boxes' options."""
    if not any(_BOX.match(line) for line in lines):
        return lines
    out: list[str] = []
    boxes: list[tuple[int, int, int]] = []  # where a box begins, where its content does, and where that is put
    waiting: tuple[int, int] | None = None
    for line in lines:
        indent = _indent(line)
        if not line.strip():
            out.append(line)
            continue
        if waiting is not None and indent > waiting[0]:
            if re.match(r"\s*:[\w-]+:", line):
                out.append("")
                continue
            boxes.append((waiting[0], indent, waiting[1]))
        waiting = None
        while boxes and indent <= boxes[-1][0]:
            boxes.pop()
        put = indent - boxes[-1][1] + boxes[-1][2] if boxes else indent
        if _BOX.match(line):
            waiting = indent, put
        out.append(" " * put + line.lstrip() if boxes else line)
    return out


_BOX = re.compile(rf"\s*\.\. (?:{'|'.join(sorted(_KEPT_OPEN))})::")
_SUBSTITUTION = re.compile(r"\.\. \|(?P<name>[^|\n]{1,60})\|\s+(?P<kind>replace|raw|unicode)::\s*(?P<text>.*)")


def _substituted(lines: list[str]) -> list[str]:
    """Return the lines with the names between bars that the file defines replaced by what they stand for."""
    put: dict[str, str] = {}
    for n, line in enumerate(lines):
        match = _SUBSTITUTION.match(line) if line.startswith(".. |") else None
        if match and match["kind"] == "replace":
            put[match["name"]] = match["text"].strip()
        elif match:
            raw = " ".join(each.strip() for each in lines[n + 1 : n + 4])
            put[match["name"]] = "<br>" if re.match(r"<br\s*/?>", raw.strip()) else ""
    if not put:
        return lines
    names = re.compile("|".join(re.escape(f"|{name}|") for name in sorted(put)))
    return [
        line if line.startswith(".. |") else names.sub(lambda match: put[match[0].strip("|")], line) for line in lines
    ]


_BARRED = re.compile(r"(?P<before>\s*(?:\.\. \[[^\]]+\]\s+|[-*]\s+)?)\|(?:\s+(?P<text>\S.*?))?\s*$")


def _without_bars(lines: list[str]) -> list[str]:
    """Return the lines of line blocks ("| a line") without their bars, those that go on over a line end as one."""
    out = list(lines)
    begun: int | None = None  # where the printed line begins that the next lines may go on with
    column = 0
    for n, line in enumerate(lines):
        match = _BARRED.match(line) if "|" in line and not line.rstrip().endswith(("|", "::")) else None
        if match:
            text = match["text"] or ""
            out[n] = f"{match['before']}{text}" if text else ""
            if begun is not None and out[begun].strip():
                out[begun] += "\\"  # a new line is wanted behind it
            begun, column = n, len(match["before"])
        elif begun is not None and line.strip() and _indent(line) > column:
            out[begun] += f" {line.strip()}"
            out[n] = "" if n + 1 == len(lines) or not _BARRED.match(lines[n + 1]) else "\xa0"
        else:
            begun = None
    return out


_LITERALS = re.compile(r"``.*?``")
_QUOTE_END = re.compile(r"(?P<indent>\s*)(?P<head>[^`]*`_{0,2})(?P<rest>.*)", re.DOTALL)


def _whole_quotes(lines: list[str]) -> list[str]:
    """Return the lines with what stands in backquotes over the end of a line moved to the line that it begins on."""
    out = list(lines)
    for n, line in enumerate(out):
        if "`" not in line or _LITERALS.sub("", line).count("`") % 2 == 0:
            continue
        after = out[n + 1 : n + 4]
        length = next((m for m, text in enumerate(after, 1) if "`" in text or not text.strip()), 0)
        if not length or "`" not in after[length - 1]:
            continue
        for m in range(n + 1, n + length + 1):
            match = _QUOTE_END.match(out[m])
            if match is None:  # a line amid what is quoted
                out[n] = f"{out[n].rstrip()} {out[m].strip()}"
                out[m] = f"{' ' * _indent(out[m])}\xa0"
            else:
                out[n] = f"{out[n].rstrip()} {match['head']}"
                rest = match["rest"].lstrip()
                if match["head"].strip().endswith(("`_", "`__")) and rest[:1] in {".", ",", ";"}:
                    out[n], rest = out[n] + rest[0], rest[1:].lstrip()  # the mark stands behind the link
                out[m] = match["indent"] + (rest or "\xa0")
    return out


def _targets(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the addresses of the names that links go by, and those of links without a name, in order."""
    found: dict[str, str] = {}
    for line in lines:
        if ".. _" in line and (match := _TARGET.match(line)) and match["url"]:
            found.setdefault(_key(match["name"]), match["url"])
    anonymous = [match["url"] for line in lines if "__" in line and (match := _ANONYMOUS.match(line))]
    return found, anonymous[::-1]


def _key(name: str) -> str:
    return " ".join(name.strip("`").lower().split())


def _block(lines: list[str], at: int, levels: dict[str, int]) -> tuple[list[str], int]:
    """Return the Markdown of the block that begins on a line, as many lines as it takes."""
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else ""
    third = lines[at + 2] if at + 2 < len(lines) else ""
    if BORDER.match(line):
        closed = any(BORDER.match(other) for other in lines[at + 1 : at + 300])
        return simple_table(lines, at) if closed else ([""], 1)
    if GRID.match(line):
        return grid_table(lines, at)
    if _ADORNMENT.match(line) and following.strip() and third.strip() == line.strip() and len(line) >= 3:
        return ["", _headed(following, "^" + line[:1], levels), ""], 3
    under = _ADORNMENT.match(following) and not _ADORNMENT.match(line) and not line[:1].isspace()
    if line.strip() and under and len(following.strip()) >= min(len(line.strip()), 4):
        return [_headed(line, following[:1], levels), ""], 2
    if _TARGET.match(line) or _ANONYMOUS.match(line):
        return [""], 1
    if match := _ITEM_TARGET.match(line):
        return _item_behind_target(lines, at, match["marker"])
    if match := _CITATION.match(line):
        if not match["text"] and following.strip() and _indent(following) > len(match["indent"]):
            return _item_behind_target(lines, at, f"{match['indent']}-")
        return _citation(lines, at, match)
    if match := _DIRECTIVE.match(line):
        return _directive(lines, at, match)
    if match := _FIELD.match(line):
        return [f"{match['indent']}- {match['name']}: {match['text']}"], 1
    if _is_term(lines, at):
        return [f"- {line}"], 1
    return [_AUTO.sub(lambda match: f"{match['indent']}{match['n'] or 1}. ", line, count=1)], 1


_MARKED = re.compile(r"(?:[-*+•]|\(?[\w#]{1,3}[.)])\s|[|>]")


def _is_term(lines: list[str], at: int) -> bool:
    """Return whether a line by itself stands over fields that are indented: what they are the fields of."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    alone = not line[:1].isspace() and line.strip() and (at == 0 or not lines[at - 1].strip())
    fielded = following[:1].isspace() and _FIELD.match(following) is not None
    return bool(alone and fielded) and _MARKED.match(line) is None


def _citation(lines: list[str], at: int, match: re.Match[str]) -> tuple[list[str], int]:
    """Return a reference as an item, its short lines that were full in the file joined with what they go on with.

    An indent of its own would make it a quotation, and is no less a reference.
    """
    end = at + 1
    while end < len(lines) and lines[end].strip() and _indent(lines[end]) > len(match["indent"]):
        end += 1
    width = max(map(len, lines[at:end]))
    text = match["text"]
    out = [f"- {text[1:] if re.match(r'[A-Z]', text[1:]) and text[0] == chr(92) else text}"]
    last = 0  # the line that is open
    for n in range(at + 1, end):
        line, before = lines[n], lines[n - 1]
        first = line.split(maxsplit=1)[0]
        full = len(before.rstrip()) + 1 + len(first) > width and len(before.strip()) > _LEAST
        if full and len(out[last].strip()) <= _SHORT and _WORDS.match(line):
            out[last] = f"{out[last].rstrip()} {line.strip()}"
            out.append(f"{' ' * _indent(line)}\xa0")
        else:
            last = len(out)
            out.append(line)
    return out, end - at


_SHORT = 50  # signs of a line that seems to end before the edge, as its label or its indent is left out
_LEAST = 20
_WORDS = re.compile(r"\s*(?![-*+|] |\d+[.)] |:\w|\.\. )\S")


def _item_behind_target(lines: list[str], at: int, marker: str) -> tuple[list[str], int]:
    """Return an item that begins with the target of a reference as an item with the words that follow on that."""
    first = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), None)
    if first is None or not lines[first][:1].isspace():
        return [""], 1
    return [*([""] * (first - at)), f"{marker} {lines[first].strip()}"], first - at + 1


def _headed(text: str, style: str, levels: dict[str, int]) -> str:
    level = levels.setdefault(style, len(levels) + 1)
    return f"{'#' * min(level, 6)} {text.strip()}"


def _directive(lines: list[str], at: int, match: re.Match[str]) -> tuple[list[str], int]:
    """Return nothing for a directive or comment and what is indented under it; the content of boxes is kept."""
    name, said = match["name"], lines[at][match.end("name") + 2 :].strip() if match["name"] else ""
    if name == "rubric" and not match["indent"]:  # a heading that no table of contents names
        return [f"###### {said}"], 1
    if name in _TITLED and said:
        return [f"{match['indent']}**{said}**"], 1
    if name in _KEPT_OPEN:
        return ["" if name in _UNTOLD else f"{match['indent']}{said}"], 1
    indent = len(match["indent"])
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    while end > at + 1 and not lines[end - 1].strip():
        end -= 1
    if match["name"] == "list-table":
        return list_table(lines, at, end), end - at
    if match["name"] == "csv-table":
        return csv_table(lines, at, end), end - at
    return [
        f"<!-- {lines[n].strip().replace('--', '')} -->" if lines[n].strip() else "" for n in range(at, end)
    ], end - at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _printed_blank(match: re.Match[str]) -> str:
    return "" if match["on"] is None else " "


def _inline(line: str, targets: dict[str, str], anonymous: list[str]) -> str:
    """Return a line with Markdown's links; roles of identifiers become links too."""
    line = _BLANK.sub(_printed_blank, line) if "\\ " in line else line
    line = _ESCAPED.sub("", line) if "\\" in line and "$" not in line and ":math:" not in line else line
    line = _JOINED.sub("", line)
    if "`" not in line and "_" not in line:
        return line
    line = _LITERAL.sub(lambda match: f"\x01{match['text']}\x01", line)
    line = _ROLE.sub(_role, line)
    line = _AMID.sub(lambda match: f" {match['maths']}{' ' if match['on'] else '*'}", line)
    line = _EMBEDDED.sub(lambda match: _link(match["text"] or match["url"], _resolved(match["url"], targets)), line)

    def named(match: re.Match[str]) -> str:
        url = anonymous.pop() if match["end"] == "__" and anonymous else targets.get(_key(match["text"]))
        return _link(match["text"], url) if url else match["text"]

    def simple(match: re.Match[str]) -> str:
        url = targets.get(_key(match["text"]))
        return _link(match["text"], url) if url else match[0]

    line = _REFERENCE.sub(r"*\g<text>*", _NAMED.sub(named, line))
    line = _UNCLOSED.sub("", line) if line.count("_") == 1 else line
    if "_" in line and targets:
        line = _SIMPLE.sub(simple, line)
    return line.replace("\x01", "`")


def _resolved(url: str, targets: dict[str, str]) -> str:
    return targets.get(_key(url[:-1]), url) if url.endswith("_") else url


def _link(text: str, url: str) -> str:
    return f"[{text}]({url})"


def _role(match: re.Match[str]) -> str:
    base = _ADDRESS_OF.get(match["role"].lower())
    text = match["text"]
    if base:
        return _link(text, base + text)
    if match["role"].lower() == "math":
        return f"${text}$"
    words = re.fullmatch(r"(?P<words>.+?)\s*<[^<>]+>", text)
    said = words["words"] if words else text
    return f"*{said}*" if match["role"].lower() in _TITLES else said
