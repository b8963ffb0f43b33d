"""LaTeX before it is read: comments, the preamble and what is no text blanked, own commands put in; lines stay."""

from __future__ import annotations

import re
from typing import NamedTuple

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_BEGIN = re.compile(r"\\begin\s*\{([A-Za-z]+\*?)\}")
_NO_TEXT = frozenset(
    ["comment", "verbatim", "lstlisting", "minted", "filecontents", "tikzpicture", "equation", "align", "gather",
     "multline", "eqnarray", "displaymath", "math", "figure", "algorithm", "algorithmic", "picture", "pgfpicture"]
)  # fmt: skip
_DOCUMENT = re.compile(r"\\begin\s*\{document\}")
_TITLE = re.compile(r"\\title\s*(?:\[[^\]\n]*\])?\s*(?=\{)")
_DEFINED = re.compile(
    r"\\(?:newcommand|providecommand|DeclareRobustCommand|renewcommand)\*?\s*\{?\s*\\(?P<name>[A-Za-z@]+)\s*\}?"
    r"\s*(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\]\n]*)\])?\s*(?=\{)"
    r"|\\def\s*\\(?P<short>[A-Za-z@]+)\s*(?P<places>(?:#\d)*)\s*(?=\{)"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_PLACE = re.compile(r"#([1-9])")
_DEEPEST = 3  # commands that stand in the texts of others
_GROWTH = 4  # how much longer a text may become


class Macro(NamedTuple):
    """A command of a file's own: how many groups are taken, what stands for a first one left out, its text."""

    taken: int
    default: str | None
    body: str


def prepared(lines: list[str], kept: frozenset[str]) -> str:
    """Return a file's text for reading, with as many lines; commands in `kept` are not put in, whoever defines them."""
    text = "\n".join(_COMMENT.sub(r"\1", line) for line in lines)
    text = _without_environments(text)
    text, macros = _definitions(text, kept)
    text = _without_preamble(text)
    for _ in range(_DEEPEST):
        longest = _GROWTH * len(text) + 10_000
        put = _expanded(text, macros, longest)
        if put == text:
            break
        text = put
    return text


def group_ends(text: str) -> dict[int, int]:
    r"""Return for the place of each brace that opens a group where the group ends, behind its brace.

    >>> group_ends(r"{a {b} \} c} d {e")
    {3: 6, 0: 12}
    """
    ends: dict[int, int] = {}
    open_: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            open_.append(match.start())
        elif match[0] == "}" and open_:
            ends[open_.pop()] = match.end()
    return ends


def blanked(text: str) -> str:
    """Return the line ends of a text."""
    return "\n" * text.count("\n")


def _without_environments(text: str) -> str:
    """Return the text without the environments that hold no words of it."""
    out: list[str] = []
    open_ended: set[str] = set()
    at = 0
    for match in _BEGIN.finditer(text):
        name = match[1]
        if match.start() < at or name.rstrip("*") not in _NO_TEXT or name in open_ended:
            continue
        end = text.find(f"\\end{{{name}}}", match.end())
        if end < 0:
            open_ended.add(name)
            continue
        end += len(name) + 6
        out += [text[at : match.start()], blanked(text[match.start() : end])]
        at = end
    return "".join(out) + text[at:]


def _without_preamble(text: str) -> str:
    """Return the text without what stands before and behind the document, its title apart."""
    match = _DOCUMENT.search(text)
    if match is None:
        return text
    before, after = text[: match.start()], text[match.end() :]
    title = _TITLE.search(before)
    end = group_ends(before).get(title.end()) if title else None
    if title is None or end is None:
        before = blanked(before)
    else:
        before = blanked(before[: title.start()]) + before[title.start() : end] + blanked(before[end:])
    stop = after.find("\\end{document}")
    return before + after if stop < 0 else before + after[:stop] + blanked(after[stop:])


def _definitions(text: str, kept: frozenset[str]) -> tuple[str, dict[str, Macro]]:
    """Return the text without the definitions of commands, and the commands."""
    out: list[str] = []
    macros: dict[str, Macro] = {}
    ends = group_ends(text)
    at = 0
    for match in _DEFINED.finditer(text):
        end = ends.get(match.end()) if match.start() >= at else None
        if end is None:
            continue
        name = match["name"] or match["short"]
        count = int(match["count"] or 0) if match["name"] else match["places"].count("#")
        body = " ".join(text[match.end() + 1 : end - 1].split())
        if "@" not in name and name not in kept:
            macros[name] = Macro(count, match["default"], body)
        out += [text[at : match.start()], blanked(text[match.start() : end])]
        at = end
    return "".join(out) + text[at:], macros


def _expanded(text: str, macros: dict[str, Macro], longest: int) -> str:
    """Return the text with own commands replaced by what they stand for; the lines that they took stay."""
    if not macros:
        return text
    names = re.compile(rf"\\({'|'.join(sorted(macros, key=lambda name: (-len(name), name)))})(?![A-Za-z@])[ \t]*")
    out: list[str] = []
    ends = group_ends(text)
    at = length = 0
    for match in names.finditer(text):
        if match.start() < at or length > longest:
            continue
        macro = macros[match[1]]
        taken = _arguments(text, match.end(), macro, ends)
        if taken is None:
            continue
        end, arguments = taken
        put = _PLACE.sub(lambda place: (arguments[int(place[1]) - 1 : int(place[1])] or [""])[0], macro.body)  # noqa: B023
        put = " ".join(put.split("\n"))
        out += [text[at : match.start()], put, blanked(text[match.start() : end])]
        length += len(put)
        at = end
    return "".join(out) + text[at:]


def _arguments(text: str, at: int, macro: Macro, ends: dict[int, int]) -> tuple[int, list[str]] | None:
    """Return where the groups behind a command end, and what stands in them."""
    found: list[str] = []
    if macro.default is not None:
        match = re.compile(r"\s*\[([^\]\n]*)\]").match(text, at)
        found.append(match[1] if match else macro.default)
        at = match.end() if match else at
    while len(found) < macro.taken:
        start = re.compile(r"\s*").match(text, at).end()  # type: ignore[union-attr]
        if start not in ends:
            return None
        at = ends[start]
        found.append(text[start + 1 : at - 1])
    return at, found
