"""Inline Markdown to runs: marks, links, pictures, printed URLs, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block

from papergraph.readers.lexicon.links import is_paper_url, unwrapped
from papergraph.readers.passages import NO_MARKS, Run, Runs
from papergraph.readers.syntax.tags import BREAKING, MARK_OF_TAG, comment_text, parse_tag

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_BRACKETS = 4000
PIECE = 16_000
_MARK_OF_TOKEN = {"strong": "bold", "em": "italic", "s": "strike"}

# A link whose bracket is not closed, that has a gap before its bracket, or blanks in its address: read as printed.
_BROKEN_LINK = re.compile(r"\[(?P<label>[^\[\]]{1,300})\]\s?\((?P<url>[a-zA-Z]{2,6}:/{0,3}[^\s()]+(?: [^\s()]+)*)\)?")
_IN_URL = r"[^\s<>\"“”|，。；、）】》」：]"
_URL = re.compile(rf"(?<![A-Za-z0-9_])(?:(?:https?|ftp)://{_IN_URL}+|www\.[\w-]+\.{_IN_URL}+)", re.IGNORECASE)
#: A printed address without "https://": a host in small letters that ends as hosts do, and a path.
_BARE = re.compile(
    rf"(?<![\w@./:=&?%#~+-])(?:[a-z0-9][a-z0-9-]{{0,40}}\.){{1,4}}"
    rf"(?:org|com|edu|net|io|gov|info|eu|de|fr|it|es|nl|ch|at|uk|cn|jp|kr|tw|ru|br|in|ca|au|se|no|be|ai|cc|me|dev|pub|science)"
    rf"/(?=[\w~?]){_IN_URL}+"
)
_MARKUP = re.compile(r"[\\`*_\[\]<>&!~\n]")  # without one of these a text is just words to Markdown
_EMPTY_MARKS = re.compile(r"(?<!\S)\*{4}(?=\s?[–—-]\s)")  # bold letters around nothing, before a dash
_TRAILING = ".,;:!?'\"*_»”’"


def _identity(url: str) -> str:
    return url


def parser() -> MarkdownIt:
    """Return the Markdown parser of this package: links as printed, tables, no indented code, deep nesting."""
    md = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
    # Indented text is a deeper child here, not code; and an address is kept as printed, right or wrong.
    md.disable(["code"])
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = _identity  # type: ignore[method-assign]
    md.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    return md


_ITEM = re.compile(r"[ ]{0,4}(\d{1,3})[.)]\s+\S")
_BACK = 40  # lines in which the item before is looked for


def _list(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Begin a list as CommonMark has it, and where a line has the number that follows on that of an item above.

    CommonMark takes "7. …" right under a line for the rest of its paragraph; people who write lists do not.
    """
    if silent and state.parentType == "paragraph" and (item := _ITEM.match(_source(state, first))):
        for line in range(first - 1, max(-1, first - _BACK), -1):
            if before := _ITEM.match(_source(state, line)):
                if int(before[1]) + 1 == int(item[1]):
                    return True
                break
    return list_block(state, first, last, silent)


def _source(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _address(href: str) -> str:
    """Return the address of a link whose address was put as one more link: "[Title]([https://…](https://…))"."""
    return unwrapped(href.rpartition("](")[2].rstrip(")") if href.startswith("[") and "](" in href else href)


def trim_url(url: str) -> str:
    """Return a printed URL without the punctuation of the sentence around it."""
    while url:
        if url[-1] in _TRAILING or (url[-1] in ")]}" and url.count(url[-1]) > url.count("([{"[")]}".index(url[-1])])):
            url = url[:-1]
        else:
            break
    return url


def _text_runs(text: str, line: int, marks: frozenset[str], href: str | None) -> list[Run]:
    """Return runs for plain text; links that Markdown did not take, and printed URLs, become links."""
    if href is not None or ("/" not in text and "www." not in text and "](" not in text):
        return [Run(text, line, marks, href)]
    runs: list[Run] = []
    at = 0
    while at < len(text):
        broken, url, bare = _BROKEN_LINK.search(text, at), _URL.search(text, at), _BARE.search(text, at)
        match = min((m for m in (broken, url, bare) if m), key=lambda m: m.start(), default=None)
        if match is None:
            break
        if match.start() > at:
            runs.append(Run(text[at : match.start()], line, marks))
        if match is broken:
            runs.append(Run(match["label"], line, marks, match["url"]))
            at = match.end()
        else:
            address = trim_url(match[0]) or match[0]
            whole = f"https://{address}" if match is bare else address
            runs.append(Run(address, line, marks | {"bare"}, whole))
            at = match.start() + len(address)
    if at < len(text):
        runs.append(Run(text[at:], line, marks))
    return runs


class _State:
    """Where the walk over inline tokens stands: open marks, the open link, the source line."""

    def __init__(self, source: str, line: int) -> None:
        self.source = source
        self.first = line
        self.line = line
        self.last = line + source.count("\n")
        self.marks: list[str] = []
        self.href: list[str | None] = []
        self.at = 0  # where in the source the present line, or what was read of it, begins
        self.runs: list[Run] = []

    def newline(self, kind: str) -> None:
        inside = {"inside"} if self.marks or (self.href and self.href[-1]) else set()  # of what is set off or linked
        self.runs.append(Run("\n", self.line, frozenset({kind} | inside)))

    def next_line(self) -> None:
        end = self.source.find("\n", self.at)
        self.at = end + 1 if end >= 0 else len(self.source)
        self.line = min(self.line + 1, self.last)

    def skip_code(self, markup: str) -> None:
        # A code span over two lines comes as one token with a blank for the line end: count in the source.
        start = self.source.find(markup, self.at)
        end = self.source.find(markup, start + len(markup)) if start >= 0 else -1
        if end >= 0:
            self.line = min(self.line + self.source.count("\n", start, end), self.last)
            self.at = end + len(markup)


def _open_or_close_tag(state: _State, html: str) -> None:
    tag = parse_tag(html)
    if tag is None:
        return
    name, closes, attributes = tag
    if name in BREAKING:
        state.newline("break")
    elif name == "a":
        if closes:
            if state.href:
                state.href.pop()
        elif "href" in attributes:  # a citation that leads to itself leads nowhere
            state.href.append(None if attributes["href"].startswith("#") and "id" in attributes else attributes["href"])
    elif name == "img" and "src" in attributes:
        href = state.href[-1] if state.href else None
        state.runs.append(Run(attributes.get("alt", ""), state.line, frozenset(state.marks), href, attributes["src"]))
    elif name in MARK_OF_TAG:
        mark = MARK_OF_TAG[name]
        if not closes:
            state.marks.append(mark)
            if mark == "heading":
                state.newline("break")
        elif mark in state.marks:
            state.marks.reverse()
            state.marks.remove(mark)
            state.marks.reverse()
            if mark == "heading":
                state.newline("break")


def _html(state: _State, html: str) -> None:
    comment = comment_text(html)
    if comment is not None:
        state.runs.append(Run(comment, state.line, frozenset({"comment"})))
    else:
        _open_or_close_tag(state, html)
    for _ in range(html.count("\n")):
        state.next_line()


def _step(state: _State, token: Token) -> None:
    marks = frozenset(state.marks)
    href = state.href[-1] if state.href else None
    kind = token.type
    if kind in {"text", "text_special"}:
        if content := _EMPTY_MARKS.sub("", token.content):
            state.runs += _text_runs(content, state.line, marks, href)
    elif kind == "code_inline":
        state.runs.append(Run(token.content, state.line, marks | {"code"}, href))
        state.skip_code(token.markup)
    elif kind in {"softbreak", "hardbreak"}:
        state.newline("soft" if kind == "softbreak" else "break")
        state.next_line()
    elif kind == "link_open":
        state.href.append(_address(str(token.attrs.get("href", ""))))
    elif kind == "link_close":
        if state.href:
            state.href.pop()
    elif kind == "image":
        alt = "".join(child.content for child in token.children or ())
        source = str(token.attrs.get("src", ""))
        if href is None and " " in alt and is_paper_url(source):  # a link that was put as a picture
            state.runs.append(Run(alt, state.line, marks, source))
        else:
            state.runs.append(Run(alt, state.line, marks, href, source))
    elif kind == "html_inline":
        _html(state, token.content)
    elif kind.endswith("_open"):
        state.marks.append(_MARK_OF_TOKEN.get(kind.removesuffix("_open"), "other"))
    elif kind.endswith("_close"):
        mark = _MARK_OF_TOKEN.get(kind.removesuffix("_close"), "other")
        if mark in state.marks:
            state.marks.remove(mark)


def _pieces(source: str) -> list[str]:
    """Return a long paragraph cut at line ends, so that no cost grows faster than its length."""
    if len(source) <= PIECE:
        return [source]
    pieces: list[list[str]] = [[]]
    size = 0
    for line in source.split("\n"):
        if size > PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append(line)
        size += len(line) + 1
    return ["\n".join(piece) for piece in pieces]


def inline_runs(md: MarkdownIt, source: str, line: int, env: dict[str, Any] | None = None) -> Runs | None:
    """Return the runs of inline Markdown that starts on `line`, or None when its brackets are too many to follow."""
    if len(source) <= PIECE and not _MARKUP.search(source):
        return tuple(merge(_text_runs(source, line, NO_MARKS, None))) if source else ()
    runs: list[Run] = []
    for piece in _pieces(source):
        if len(piece) > MOST_BRACKETS and sum(map(piece.count, "[]*_`<~!")) > max(MOST_BRACKETS, len(piece) // 6):
            return None
        if runs:
            runs.append(Run("\n", line - 1, frozenset({"soft"})))
        tokens: list[Token] = []
        md.inline.parse(piece, md, env if env is not None else {}, tokens)
        state = _State(piece, line)
        for token in tokens:
            _step(state, token)
        runs += state.runs
        line += piece.count("\n") + 1
    return tuple(merge(runs))


_ADDRESS = re.compile(r"\s*<?(?:https?|ftp)://\S+\s*", re.IGNORECASE)


def _marked(run: Run) -> Run:
    """Return a link on words that are themselves an address as the printed address that it is."""
    if run.href is None or run.image is not None or "bare" in run.marks or "." not in run.text:
        return run
    printed = _ADDRESS.fullmatch(run.text) or (_PATH.fullmatch(run.text) and _is_inside(run.text, run.href))
    return run._replace(marks=run.marks | {"bare"}) if printed else run


_PATH = re.compile(r"\s*(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:(?:pdf|ps|djvu|html?)|[a-z]{2,6}/\S*)\s*", re.IGNORECASE)


def _is_inside(text: str, href: str) -> bool:
    """Return whether words that are written as an address or the name of a file are those that they lead to."""
    bare = text.strip().lower().removeprefix("www.")
    return bare in href.lower() or "/" in bare


def merge(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with neighbours of the same marks, link and line put together."""
    out: list[Run] = []
    for run in map(_marked, runs):
        last = out[-1] if out else None
        if (
            last is not None
            and run.image is None
            and last.image is None
            and "\n" not in (run.text, last.text)
            and (run.marks, run.href, run.line) == (last.marks, last.href, last.line)
        ):
            out[-1] = Run(last.text + run.text, last.line, last.marks, last.href)
        else:
            out.append(run)
    return out
