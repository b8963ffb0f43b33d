"""The elements of a page to passages: what stands in lines, what in lists, and which boxes are one work each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from papergraph.readers.lexicon.links import unwrapped
from papergraph.readers.passages import NO_MARKS, Passage, Run
from papergraph.readers.syntax.html.furniture import is_furniture, is_silent
from papergraph.readers.syntax.html.microdata import with_records
from papergraph.readers.syntax.html.parts import named_row
from papergraph.readers.syntax.html.styles import marks_of, styles_of
from papergraph.readers.syntax.html.tables import table_passages
from papergraph.readers.syntax.html.tree import BLOCKS, LISTS, Node, Text, tree
from papergraph.readers.syntax.html.works import (
    BOXES,
    BREAK,
    as_item,
    boxes_of_works,
    bulleted,
    carded,
    is_card,
    joined,
    says_much,
    signed_work,
    works_in_lines,
)
from papergraph.readers.syntax.inline import inline_runs, merge

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BLANKS = re.compile(r"[^\S\n]+")  # HTML shows any number of them as one
_ITEMS = frozenset({"listitem", "doc-biblioentry", "doc-endnote", "doc-footnote"})  # roles of boxes
_WHOLE = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)


class Context(NamedTuple):
    """What holds for all inside an element: marks, where its link leads, how many items and terms are around it."""

    marks: frozenset[str] = NO_MARKS
    href: str | None = None
    depth: int = 0
    terms: int = 0


@dataclass
class Page:
    """What holds for the whole text."""

    md: MarkdownIt
    env: dict[str, Any]
    whole: bool  # the end of a source line is a blank
    styles: dict[str, frozenset[str]]

    def flow(self, node: Node, context: Context) -> list[Passage]:
        """Return the passages of what stands in an element."""
        flow = _Flow(self)
        flow.walk(node, context)
        flow.flush(context)
        return works_in_lines(bulleted(flow.out))

    def item(self, node: Node, context: Context, marker: str) -> list[Passage]:
        """Return an element that is one item of a list."""
        return _item(self, node, context, marker)

    def inside(self, node: Node, context: Context) -> Context:
        """Return what holds inside an element."""
        href = unwrapped(node.attrs.get("href", "")) or None if node.tag == "a" else None
        if href is not None and href.startswith("#") and "id" in node.attrs:
            href = None  # a citation that leads to itself leads nowhere
        marks = marks_of(node, self.styles)
        if not marks and href is None:
            return context
        return context._replace(marks=context.marks | marks, href=href or context.href)

    def runs(self, text: Text, context: Context) -> list[Run]:
        """Return the runs of a text, line by line."""
        marks, href = context.marks, context.href
        out: list[Run] = []
        for n, words in enumerate(_BLANKS.sub(" ", text.text).split("\n")):
            line = text.line + n
            if n:
                end = frozenset({"soft", "inside"} if marks or href else {"soft"})
                out.append(Run(" ", line, marks, href) if self.whole else Run("\n", line - 1, end))
                words = words.lstrip()  # with the end of the line one blank
            if not words.strip():
                if words:
                    out.append(Run(" ", line, marks, href))
            elif "](" in words or "://" in words:
                out += inline_runs(self.md, words, line, self.env) or (Run(words, line, marks, href),)
            else:
                out.append(Run(words, line, marks, href))
        return out


@dataclass
class _Flow:
    """The passages of one element so far, and the runs of the line that is open."""

    page: Page
    out: list[Passage] = field(default_factory=list)
    line: list[Run] = field(default_factory=list)

    def flush(self, context: Context) -> None:
        """Close the line that is open."""
        runs, self.line = tuple(merge(self.line)), []
        said = [n for n, run in enumerate(runs) if run.text.strip() or run.image]
        if said:
            lines = [runs[n].line for n in said]
            runs = runs[said[0] : said[-1] + 1]
            runs = (runs[0]._replace(text=runs[0].text.lstrip()), *runs[1:])
            self.out.append(Passage("paragraph", min(lines), max(lines), runs, column=4 * context.depth))

    def walk(self, node: Node, context: Context) -> None:
        """Take all that stands in an element."""
        boxes = boxes_of_works(node)
        before: Node | Text | None = None
        for part in node.content:
            if _are_chips(before, part):
                self.line.append(Run("\n", part.line, BREAK))
            before = part
            if isinstance(part, Text):
                self.line += self.page.runs(part, context)
            elif part.tag == "br":
                self.line_end(part, context)
            elif part.tag == "img":
                alt, source = part.attrs.get("alt", ""), part.attrs.get("src", "")
                self.line.append(Run(alt, part.line, context.marks, context.href, source))
            elif part.tag == "#comment":
                self.comment(part, context)
            elif is_silent(part):
                self.left_out(part, "code", context, least=1)
            elif is_furniture(part, inside=context.depth > 0):
                self.left_out(part, "furniture", context)
            elif part.tag in {"sub", "sup"} and self.is_in_word(part):
                self.walk(part, context)
            elif part in boxes:
                self.flush(context)
                self.out += _item(self.page, part, context, "-")
            elif part.tag == "form" and not any(inner.tag in BLOCKS for inner in part.within()):
                self.walk(part, context)  # names of authors, each a search
            elif part.tag in BLOCKS:
                self.flush(context)
                self.block(part, context)
                self.flush(context)
            elif part.tag == "span" and _is_tag(part) and any(run.text.strip() for run in self.line):
                self.line.append(Run(" [", part.line))
                self.walk(part, self.page.inside(part, context))
                self.line.append(Run("] ", part.end))
            else:
                self.walk(part, self.page.inside(part, context))

    def line_end(self, node: Node, context: Context) -> None:
        """Take the end of a line: a second one right behind it is a blank line, which ends the paragraph."""
        for run in reversed(self.line):
            if run.text == "\n" and "break" in run.marks:
                self.flush(context)
                return
            if run.text.strip() or run.image:
                break
        self.line.append(Run("\n", node.line, BREAK))

    def is_in_word(self, node: Node) -> bool:
        """Return whether a raised or lowered sign is part of a word ("H₂O", "D³"), and no mark of a footnote."""
        before = self.line[-1].text if self.line else ""
        if not before or before[-1:].isspace() or not 0 < len(node.text()) <= 3:
            return False
        return node.tag == "sub" or len(re.split(r"[^\w]", before)[-1]) == 1

    def comment(self, node: Node, context: Context) -> None:
        text = node.attrs["text"]
        if "papergraph" in text.lower():
            self.flush(context)
            self.out.append(Passage("comment", node.line, node.end, (Run(text.strip(), node.line),)))

    def left_out(self, node: Node, kind: Any, context: Context, least: int = 0) -> None:
        """Take an element for no part of the list; one within a line that says nothing need not be told."""
        if node.end - node.line >= least and node.content:
            self.flush(context)
            self.out.append(Passage(kind, node.line, node.end, column=4 * context.depth))

    def block(self, node: Node, context: Context) -> None:
        """Take an element that begins a line of its own."""
        context = self.page.inside(node, context)
        if node.level:
            self.heading(node, context, node.level)
        elif node.tag in LISTS:
            self.items(node, context)
        elif node.tag == "dl":
            self.definitions(node, context)
        elif node.tag in {"table", "tr"}:
            self.out += table_passages(node, context, self.page)
        elif node.tag == "li" or node.attrs.get("role") in _ITEMS:
            self.out += _item(self.page, node, context, "-")
        elif node.tag == "pre":
            self.lines(node, context)
        else:
            self.walk(node, context)

    def heading(self, node: Node, context: Context, level: int) -> None:
        inside = self.page.flow(node, context)
        lead = next((each for each in inside if each.kind == "paragraph"), None)
        for each in inside:
            if each is lead:
                level += max(0, context.terms - 1)  # bookmarks: a folder in a folder
                self.out.append(Passage("heading", each.first_line, each.last_line, each.runs, each.column, level))
            else:
                self.out.append(each)

    def items(self, node: Node, context: Context) -> None:
        """Take a list: its items, and lists that stand right in it, which belong to the item before them."""
        start = node.attrs.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 8 else 1
        for part in node.content:
            if isinstance(part, Text) or part.tag != "li":
                inside = self.page.flow(
                    Node("div", {}, node.line, node.end, [part]), context._replace(depth=context.depth + 1)
                )
                if inside and self.out and self.out[-1].kind == "item":
                    last = self.out[-1]
                    self.out[-1] = Passage(
                        "item", last.first_line, last.last_line, last.runs, last.column,
                        marker=last.marker, children=(*last.children, *inside),
                    )  # fmt: skip
                else:
                    self.out += inside
                continue
            value = part.attrs.get("value", "")
            number = int(value) if value.isdecimal() and len(value) < 8 else number
            self.out += _item(self.page, part, context, f"{number}." if node.tag == "ol" else "-")
            number += 1

    def definitions(self, node: Node, context: Context) -> None:
        """Take a list of terms: each with all that is said of it is an item; a term with a heading opens a section."""
        context = context._replace(terms=context.terms + 1)
        groups: list[list[Node]] = []
        for part in _flat(node):
            if part.tag != "dd" or not groups or groups[-1][0].tag not in {"dt", "dd"}:
                groups.append([])
            groups[-1].append(part)
        folder = ended = 0  # the level of the heading whose terms stand in a list of their own: they end with it
        for group in groups:
            said = self.term(group, context)
            heading = next((each for each in said if each.kind == "heading"), None)
            if folder and said and heading is None:
                self.out.append(Passage("heading", ended, ended, level=folder))
            lists = [part for each in group for part in (each, *each.within()) if part.tag == "dl"]
            folder = heading.level if heading is not None and lists else 0
            ended = group[-1].end
            self.out += said

    def term(self, group: list[Node], context: Context) -> list[Passage]:
        inner = context._replace(depth=context.depth + 1)
        head = group[0] if group[0].tag == "dt" else None
        if group[0].tag not in {"dt", "dd"} or (head and any(part.level for part in head.elements())):
            return self.page.flow(Node("div", {}, group[0].line, group[-1].end, [*group]), context)
        whole = Node("div", {}, group[0].line, group[-1].end, [*group])
        if not context.depth and len(group) < 3 and (row := named_row(self.page, whole, context)) is not None:
            return [row]
        said = [each for each in group if each is not head]
        name = self.page.flow(head, inner) if head is not None else []
        if head is not None and len(said) > 1:
            children = [item for each in said for item in _item(self.page, each, inner, "-")]
        else:
            children = [passage for each in said for passage in self.page.flow(each, inner)]
        if name and (work := signed_work(name[0], children)) is not None:
            return [as_item(group[0], work, context.depth, "-")]
        if children and children[0].kind == "paragraph" and name and not says_much(name[0].runs):
            lead, *children = [children[0], *name, *children[1:]]  # a number or links: what it names is said below
            return [as_item(group[0], [lead, *children], context.depth, "-")]
        both = [*name, *children]
        return [as_item(group[0], both, context.depth, "-")] if both else []

    def lines(self, node: Node, context: Context) -> None:
        """Take text whose line ends are kept."""
        page = Page(self.page.md, self.page.env, whole=False, styles=self.page.styles)
        for passage in page.flow(Node("div", {}, node.line, node.end, node.content), context):
            self.out.append(passage)


_CHIP = 3  # letters of a label in a box of its own, at least


_TAGS = frozenset({"tag", "tags", "badge", "badges", "chip", "chips", "pill", "pills", "keyword", "keywords"})


def _is_tag(node: Node) -> bool:
    """Return whether an element is called a tag: it is drawn apart from the words beside it."""
    return not _TAGS.isdisjoint(re.split(r"[\s_-]+", node.attrs.get("class", "").lower()))


def _are_chips(one: Node | Text | None, other: Node | Text) -> bool:
    """Return whether two parts of a line are labels in boxes of their own, with nothing between them."""
    if not isinstance(one, Node) or not isinstance(other, Node) or other.tag != "span" or "class" not in other.attrs:
        return False
    if one.tag not in {"span", "strong"} or (one.tag == "span" and "class" not in one.attrs):
        return False
    before, behind = "".join(text.text for text in one.texts()), "".join(text.text for text in other.texts())
    short = min(len(before), len(behind)) >= _CHIP and max(len(before.split()), len(behind.split())) <= _CHIP
    return short and before[-1].isalnum() and behind[0].isupper()


def _flat(node: Node) -> list[Node]:
    """Return the terms and definitions of a list, and what else stands between them."""
    out: list[Node] = []
    for part in node.elements():
        out += (
            _flat(part) if part.tag in {"div", "p"} and any(e.tag in {"dt", "dd"} for e in part.elements()) else [part]
        )
    return [part for part in out if part.tag in {"dt", "dd"} or part.text()]


def _item(page: Page, node: Node, context: Context, marker: str) -> list[Passage]:
    """Return an element that is one item of a list; its short lines in boxes of their own are lines of its lead."""
    context = page.inside(node, context)
    inside = page.flow(node, context._replace(depth=context.depth + 1))
    if not inside:
        return []
    if not context.depth and (row := named_row(page, node, context)) is not None:
        return [row]
    if node.tag in BOXES and is_card(node):
        inside = carded(inside)
    elif any(part.tag in BOXES for part in node.elements()):
        inside = joined(inside)
    return [as_item(node, inside, context.depth, marker)]


def html_passages(content: str, line: int, md: MarkdownIt, env: dict[str, Any]) -> list[Passage]:
    """Return the passages of HTML that starts on `line` inside another text; what it holds beside them has none."""
    root = tree(content, line)
    whole = bool(_WHOLE.search(content[:3000]))
    return Page(md, env, whole=whole, styles=styles_of(root)).flow(root, Context())


def page_passages(content: str, md: MarkdownIt) -> tuple[list[Passage], frozenset[int]]:
    """Return the passages of a page of HTML, and the lines on which it says anything at all."""
    root = tree(content, 1)
    said = frozenset(
        text.line + n for text in root.texts() for n, line in enumerate(text.text.split("\n")) if line.strip()
    )
    passages = Page(md, {}, whole=True, styles=styles_of(root)).flow(root, Context())
    return with_records(passages, root, content), said
