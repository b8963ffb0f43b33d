"""LaTeX as lines of Markdown: sections, items of lists and bibliographies, emphasis, links; each line in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from papergraph.readers.markup.macros import group_ends, prepared
from papergraph.readers.records.latex import accented, is_sign, plain

_TOKEN = re.compile(
    r"(?P<math>\$[^$\n]{1,300}\$)|\\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z*]+)\}|\\(?P<command>[A-Za-z@]+)\*?[ \t]*"
    r"|\\(?P<sign>[^A-Za-z@\n])|(?P<open>\{)|(?P<close>\})|(?P<end>\n)|(?P<text>[^\\{}\n$]+|[\\$])"
)
_OPTION = re.compile(r"\s*\[(?:[^\[\]{}\n]|\{[^{}\n]*\})*\]")
_GROUP = re.compile(r"\s*(?=\{)")
_RULE = re.compile(r"(?:\s*(?:height|width|depth)\s*[\d.]+\s?[a-z]{2})*")
_LEVELS = {
    "title": 1, "part": 2, "chapter": 2, "section": 2, "cvsection": 2, "subsection": 3, "cvsubsection": 3,
    "subsubsection": 4, "paragraph": 5, "subparagraph": 5, "cvparagraph": 5,
}  # fmt: skip
_SET_OFF = {
    "emph": "em", "textit": "em", "textsl": "em", "textsc": "em", "textbf": "b", "texttt": "code", "uline": "",
    "underline": "",
}  # fmt: skip
_FROM_HERE = {"em": "em", "it": "em", "itshape": "em", "sl": "em", "bf": "b", "bfseries": "b"}
#: How many groups behind a command say nothing of the text.
_SILENT = {
    **dict.fromkeys(
        ["label", "cite", "citep", "citet", "citeauthor", "citeyear", "nocite", "ref", "eqref", "pageref", "cref",
         "vspace", "hspace", "vskip", "includegraphics", "usepackage", "documentclass", "bibliography", "input",
         "bibliographystyle", "include", "pagestyle", "thispagestyle", "fancyfoot", "fancyhead", "lhead", "rhead",
         "chead", "lfoot", "rfoot", "cfoot", "definecolor", "color", "hypersetup", "geometry", "pagenumbering",
         "footnote", "thanks", "footnotemark", "index", "author", "date", "address", "email", "phantomsection",
         "selectlanguage", "textcolor", "colorbox", "parbox", "scalebox", "raisebox", "foreignlanguage", "hyperlink",
         "hypertarget", "addbibresource", "printbibliography", "linespread", "stepcounter", "setstretch", "markright",
         "urlstyle", "renewbibmacro", "setbeamertemplate", "usetheme", "graphicspath", "setcitestyle", "marginpar"],
        1,
    ),
    **dict.fromkeys(
        ["setlength", "addtolength", "setcounter", "addtocounter", "fcolorbox", "resizebox", "fontsize", "markboth",
         "rule", "addtocategory", "titlespacing"],
        2,
    ),
    "addcontentsline": 3, "multicolumn": 2, "multirow": 2, "newcommand": 2, "renewcommand": 2, "titleformat": 5,
    "newenvironment": 3, "renewenvironment": 3, "newcounter": 1,
}  # fmt: skip
_ADDRESSES = {"url": "", "nolinkurl": "", "doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/"}
_BARE = {"thebibliography": 1, "list": 2, "tabular": 1, "tabularx": 2, "longtable": 1, "array": 1, "minipage": 1,
         "multicols": 1, "adjustwidth": 2, "refsection": 0, "tabular*": 2}  # fmt: skip
_TABLES = frozenset({"tabular", "tabular*", "tabularx", "longtable", "array", "supertabular", "tabu"})
_KEPT = frozenset([*_LEVELS, *_SET_OFF, *_FROM_HERE, *_ADDRESSES, "href", "item", "bibitem", "newblock", "cite"])
#: A line with nothing but the marks of a group or of a size of letters.
_MARKS_ALONE = re.compile(
    r"\s*(?:(?:[{}]|\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|hfill|noindent|centering)\b)\s*)+"
)
_OWN_SECTION = re.compile(r"(?:[a-z]{0,12}section(?:title|heading)?|(?:cv|res|my)heading)")  # a class has its own names
_STARTS = re.compile(r"[-+*>|=~]|\d{1,3}[.)]\s")  # what would begin something in Markdown
_DEEPEST = 3
_MOST_OPEN = 100
_NUMBERED = re.compile(r"[\[(]?([A-Z]{0,4}\.?\d{1,3})[\])]?[.:]?")


#: Signs that are set as formulas, as a star before an item or a dagger behind a name.
_SIGN_OF = {"star": "★", "bigstar": "★", "ast": "*", "dagger": "†", "ddagger": "‡", "bullet": "•", "circ": "°"}
_SIGNS = re.compile(r"\$\s?\^?\{?\s?\\(?P<sign>" + "|".join(_SIGN_OF) + r")\s?\}?\s?\$")


def latex_lines(lines: list[str]) -> list[str]:
    r"""Return one line of Markdown for each line of a LaTeX file.

    >>> latex_lines([r"\section*{Wool}", r"\begin{itemize}", r"\item A.~Lund, {\em On Wool}, 1999.", r"\end{itemize}"])
    ['## Wool', '', '- A. Lund, <em>On Wool</em>, 1999.', '']
    """
    text = prepared(lines, _KEPT)
    text = _SIGNS.sub(lambda match: _SIGN_OF[match["sign"]], text)
    text = "\n".join(accented(line) if "\\" in line else line for line in text.split("\n"))
    return _Writer(text).written()


def _level(name: str) -> int:
    """Return the level of the headings that a command makes, 0 for any other command."""
    return _LEVELS.get(name) or (2 if name not in _SILENT and _OWN_SECTION.fullmatch(name) else 0)


@dataclass
class _Writer:
    """Writes the Markdown of one text, from its first sign to its last."""

    text: str
    out: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)  # of Markdown, of the line that is written
    raw: list[str] = field(default_factory=list)  # of LaTeX, not yet written
    item: bool = False  # the line begins an item
    groups: list[tuple[str, bool]] = field(default_factory=list)  # what closes each, and whether it is an argument
    open: list[list[bool | str]] = field(default_factory=list)  # environments: the name, whether it has items
    apart: bool = False  # an argument has ended: what follows is another field
    owed: int = 0  # lines that end inside what was taken as one
    at: int = 0
    depth: int = 0  # of headings inside headings
    began: int = 0  # where the line of the source begins
    ends: dict[int, int] = field(init=False)  # of the groups

    def __post_init__(self) -> None:
        self.ends = group_ends(self.text)

    def written(self) -> list[str]:
        """Return the lines."""
        while self.at < len(self.text) and (match := _TOKEN.match(self.text, self.at)):
            self.at = match.end()
            if match["edge"]:
                self.edge(match["edge"], match["name"])
            elif match["command"]:
                self.command(match["command"])
            elif match["sign"]:
                self.sign(match["sign"])
            elif match["open"]:
                self.groups.append(("", False))
            elif match["close"]:
                self.close()
            elif match["end"]:
                self.end()
                self.began = self.at
            else:
                self.words(match[0])
        self.end()
        return self.out

    # --- pieces -------------------------------------------------------------------------------------------------

    def words(self, raw: str) -> None:
        """Take text as it stands in the source."""
        if self.apart and raw.strip():
            self.raw.append(" " if self.last in "_.,;:?!(" or raw.lstrip()[0] in ".,;:)" else ", ")
            self.apart = False
        if self.open and self.open[-1][0] in _TABLES:
            raw = raw.replace("&", " | ")
        self.raw.append(raw)

    def flush(self) -> None:
        """Write the text that was taken."""
        raw = "".join(self.raw)
        self.raw.clear()
        if raw:
            lead, trail = raw[:1].isspace() or raw[:1] == "~", raw[-1:].isspace() or raw[-1:] == "~"
            text = plain(raw).replace("<", "\\<")
            self.line.append(f"{' ' * lead}{text}{' ' * trail}" if text else " " * (lead or trail))

    def put(self, markdown: str) -> None:
        """Write Markdown behind the text that was taken."""
        self.flush()
        self.line.append(markdown)

    def end(self) -> None:
        """End the line."""
        self.flush()
        text = " ".join("".join(self.line).split())
        depth = sum(bool(has_items) for _, has_items in self.open)
        if text and self.item:
            text = f"{'  ' * max(depth - 1, 0)}- {text}"
            self.item = False
        elif text:
            text = "  " * depth + (f"\\{text}" if _STARTS.match(text) else text)
        elif depth and self.out and self.out[-1] and _MARKS_ALONE.fullmatch(self.text, self.began, self.at):
            text = "  " * depth + "\xa0"  # no blank line: the paragraph goes on
        self.out += [text, *[""] * self.owed]
        self.owed = 0
        self.line.clear()

    def close(self) -> None:
        """Close the innermost group."""
        closing, argument = self.groups.pop() if self.groups else ("", False)
        if closing:
            self.put(closing)
        if argument:
            self.apart = True
            if match := _GROUP.match(self.text, self.at):
                self.skip(match.end())
                self.at += 1
                self.groups.append(("", True))

    def skip(self, end: int) -> None:
        """Go on at a place; the lines that end before it end."""
        for _ in range(self.text.count("\n", self.at, end)):
            self.end()
        self.at = end

    def group(self) -> str | None:
        """Return what stands in the group that follows, and go on behind it."""
        match = _GROUP.match(self.text, self.at)
        end = self.ends.get(match.end()) if match else None
        if match is None or end is None:
            return None
        inside = self.text[match.end() + 1 : end - 1]
        self.owed += self.text.count("\n", self.at, end)
        self.at = end
        return inside

    def option(self) -> str | None:
        """Return what stands in the brackets that follow, and go on behind them."""
        match = _OPTION.match(self.text, self.at)
        if match is None or "\n" in match[0]:
            return None
        self.at = match.end()
        return match[0].strip()[1:-1]

    # --- commands -----------------------------------------------------------------------------------------------

    def edge(self, edge: str, name: str) -> None:
        """Begin or end an environment."""
        self.flush()
        if edge == "begin":
            self.option()
            for _ in range(_BARE.get(name, 0)):
                self.group()
            if len(self.open) < _MOST_OPEN:
                self.open.append([name, False])
        elif any(each[0] == name for each in self.open):
            while self.open.pop()[0] != name:
                pass
        self.apart = False

    def sign(self, sign: str) -> None:
        """Take a command of one sign."""
        if sign == "\\":
            self.option()
            if self.last != "_":
                self.put("<br>")
        elif sign in "&%$#_{}":
            self.raw.append(f"\\{sign}")
        elif sign in " ,;:!~":
            self.raw.append(" ")

    def command(self, name: str) -> None:
        """Take a command with a name."""
        if name in {"item", "bibitem"}:
            self.begin_item(name)
        elif _level(name) and _GROUP.match(self.text, self.at):
            self.heading(name)
        elif name in _SET_OFF and _GROUP.match(self.text, self.at):
            self.set_off(_SET_OFF[name])
        elif name in _FROM_HERE:
            self.from_here(_FROM_HERE[name])
        elif name == "href":
            self.href()
        elif name in _ADDRESSES and (inside := self.group()) is not None:
            address = _address(inside)
            whole = address if "://" in address else _ADDRESSES[name] + address
            self.put(f"<{whole}>" if "://" in whole else whole)
        elif name in _SILENT:
            while self.option() is not None:
                pass
            for _ in range(_SILENT[name]):
                self.group()
        elif is_sign(name):
            self.words(f"\\{name} ")
        elif name == "newblock":
            self.end_block()
        elif name in {"hrule", "vrule"} and (match := _RULE.match(self.text, self.at)):
            self.at = match.end()
        elif name in {"newline", "par", "linebreak"}:
            self.put("<br>")
        else:
            self.other()

    def other(self) -> None:
        """Take a command that is not known: what stands in its groups is text, each group a field."""
        self.option()
        match = _GROUP.match(self.text, self.at)
        end = self.ends.get(match.end()) if match else None
        if match is None or end is None or "\n" in match[0]:
            return
        several = _GROUP.match(self.text, end)
        if several and self.last == "_" and not self.item and not self.listed:
            self.item = True
        self.at = match.end() + 1
        self.groups.append(("", True) if several else ("", False))

    @property
    def last(self) -> str:
        """The last sign of the line so far; "_" for none."""
        found = next((piece for piece in chain(reversed(self.raw), reversed(self.line)) if piece.strip()), "_")
        return found.rstrip()[-1]

    @property
    def listed(self) -> bool:
        """Whether an item is open."""
        return any(has_items for _, has_items in self.open)

    def begin_item(self, name: str) -> None:
        """Begin an item of a list or of a bibliography."""
        label = self.option()
        if name == "bibitem":
            self.group()
            label = None
        self.flush()
        if self.open:
            self.open[-1][1] = True
        if self.last == "_":
            self.item = True
            self.line.clear()
        if label and (said := plain(label).strip()):
            number = _NUMBERED.fullmatch(said)
            self.put(f"[{number[1]}] " if number else f"<b>{said}</b> ")
        self.apart = False

    def end_block(self) -> None:
        """End a part of a reference: with a point, where it has no sign of its own."""
        if (last := self.last) != "_":
            while self.raw and not self.raw[-1].strip():
                self.raw.pop()
            if self.raw:
                self.raw[-1] = self.raw[-1].rstrip()
            self.put(" " if last in ".,:;?!>" else ". ")
        elif self.out and self.out[-1][-1:].isalnum():
            self.out[-1] += "."

    def heading(self, name: str) -> None:
        """Write a heading; one that text follows on in its line is set in bold letters there."""
        self.option()
        self.flush()
        if (inside := self.group()) is None:
            return
        words = _Writer(" ".join(inside.split()), depth=self.depth + 1).written() if self.depth < _DEEPEST else []
        said = " ".join(" ".join(words).split())
        goes_on = not re.compile(r"[ \t]*(?:\n|$|\\label\b)").match(self.text, self.at)
        if self.last != "_" or (goes_on and _level(name) == 5):
            self.put(f"<b>{said}</b> ")
        else:
            self.put(f"{'#' * _level(name)} {said} ")

    def set_off(self, tag: str) -> None:
        """Set off what stands in the group that follows."""
        match = _GROUP.match(self.text, self.at)
        if match is not None:
            self.skip(match.end())
            self.at += 1
        self.begin_words()
        if tag:
            self.put(f"<{tag}>")
        self.groups.append((f"</{tag}>" if tag else "", False))

    def from_here(self, tag: str) -> None:
        """Set off what follows in the group that is open."""
        if self.groups:
            closing, argument = self.groups[-1]
            self.begin_words()
            self.put(f"<{tag}>")
            self.groups[-1] = (f"</{tag}>{closing}", argument)

    def begin_words(self) -> None:
        """Write what parts the field that begins from the one before."""
        if self.apart:
            self.raw.append(" " if self.last in "_.,;:?!(" else ", ")
            self.apart = False

    def href(self) -> None:
        """Write a link."""
        self.option()
        address = self.group()
        match = _GROUP.match(self.text, self.at)
        if address is None or match is None:
            return
        self.begin_words()
        self.skip(match.end())
        self.at += 1
        self.put("[")
        self.groups.append((f"](<{_address(address)}>)", False))


def _address(text: str) -> str:
    """Return an address without what LaTeX escapes in it."""
    return re.sub(r"\\([%#&_~{}^])", r"\1", "".join(text.split())).replace("\\textasciitilde{}", "~").replace("\\", "")
