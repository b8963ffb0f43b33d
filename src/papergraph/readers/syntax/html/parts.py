"""Works whose fields the page names itself, by class or property: they are rows under a head of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.links import is_paper_url, unwrapped
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.syntax.html.tree import Node, Text

if TYPE_CHECKING:
    from papergraph.readers.syntax.html.blocks import Context, Page

_PROPERTIES = {
    "author": "authors", "creator": "authors", "datepublished": "date", "headline": "title", "ispartof": "venue",
    "periodical": "venue",
}  # fmt: skip
_NAMED = {"name", "published", "publication", "publisher"}  # as a class these are names of other things
_WORKS = frozenset({"work", "works"})  # "list-works" beside "list-author": the title of the work
_ADDED = frozenset({"link", "text", "line"})  # behind what a class names: "paper-title-link"
_FIELDS = ("title", "authors", "venue", "date")
_SPLIT = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_ENDS = re.compile(r"(title|authors?|journal|venue|conference|booktitle|year)$", re.IGNORECASE)
_LONGEST = 400  # characters of a title
_LABEL = re.compile(r"\s*([^\W\d_]+)\s*:\s*")


def field_of_node(node: Node) -> str | None:
    """Return the field of a work that an element holds by its property or class, or None."""
    for name in (node.attrs.get("itemprop", ""), node.attrs.get("property", "")):
        last = name.rpartition(":")[2].lower()
        if last in _PROPERTIES:
            return _PROPERTIES[last]
        if (found := field_of(last)) in _FIELDS and last != "name":
            return found
    for name in node.attrs.get("class", "").split():
        words = _SPLIT.split(name)
        word = words[-2 if len(words) > 1 and words[-1].lower() in _ADDED else -1].lower()
        found = field_of(word) if word not in _NAMED else None
        if word in _WORKS and len(words) > 1:
            found = "title"
        if found is None and (match := _ENDS.search(name)):
            found = field_of(match[1])
        if found in _FIELDS:
            return found
    return None


class _Part(NamedTuple):
    name: str
    node: Node
    href: str | None  # of the link around it


def _leads(node: Node, href: str | None) -> str | None:
    """Return where an element leads, or what is around it."""
    return unwrapped(node.attrs.get("href", href or "")) or None if node.tag == "a" else href


def _parts(node: Node, href: str | None = None) -> Iterator[_Part]:
    """Yield the outermost elements that hold one field each."""
    for part in node.elements():
        inside = list(_parts(part, _leads(part, href)))
        name = field_of_node(part)
        if name and part.text() and all(other.name == name for other in inside):
            yield _Part(name, part, href)
        else:
            yield from inside


def _left_empty(node: Node) -> Iterator[str]:
    """Yield the fields that elements are named for which hold nothing: the same as in the work above."""
    for part in node.elements():
        if not part.text() and not list(part.elements()) and (name := field_of_node(part)):
            yield name
        yield from _left_empty(part)


def _headings(node: Node, href: str | None = None) -> Iterator[_Part]:
    """Yield the headings in an element, with the links around them."""
    for part in node.elements():
        if part.level and part.text():
            yield _Part("title", part, href)
        else:
            yield from _headings(part, _leads(part, href))


_MARKS = re.compile(r"[*†‡§#\d]+")


def _names(node: Node, known: Sequence[Node]) -> Iterator[_Part]:
    """Yield the elements whose class names no field and that hold nothing but the names of several people."""
    for part in node.elements():
        text = " ".join(_MARKS.sub("", part.text()).split()).strip(" ,;.")
        if part in known or field_of_node(part) or part.tag == "a":
            continue
        if part.attrs.get("class") and "," in text and are_names(text):
            yield _Part("authors", part, None)
        else:
            yield from _names(part, known)


def names_work(node: Node) -> bool:
    """Return whether an element names the title of one work, and its authors, venue or date, by their classes."""
    names = [part.name for part in _parts(node)]
    beside = {*names, *_left_empty(node)} & {"authors", "venue", "date"}
    return names.count("title") == 1 and bool(beside)


def named_row(page: Page, node: Node, context: Context) -> Passage | None:
    """Return an element as a row of the fields that it names, or None where it names no title, or nothing beside."""
    parts = list(_parts(node))
    names = {part.name for part in parts} | set(_left_empty(node))
    heads_of = list(_headings(node)) if "title" not in names else []
    parts += heads_of if len(heads_of) == 1 else []
    titles = [part.node for part in parts if part.name == "title"]
    if "venue" in names and "authors" not in names and len(signed := list(_names(node, titles))) == 1:
        parts += signed
        names.add("authors")
    if len(titles) != 1 or not names & {"authors", "venue"} or len(titles[0].text()) > _LONGEST:
        return None
    heads: list[str] = []
    cells: list[Runs] = []
    for field in _FIELDS:
        runs: list[Run] = []
        for part in parts:
            if part.name == field:
                own = _runs(page, part, context)
                runs += [Run("; ", part.node.line), *own] if runs and own else own
        if runs:
            heads.append(field)
            homes = field == "authors"  # their links lead to themselves
            cells.append(tuple(run._replace(href=None) if homes else run for run in runs))
    for passage in page.flow(_without(node, {id(part.node) for part in parts}), context._replace(depth=1)):
        links = tuple(run for run in passage.runs if run.href and (link_role(run.text) or is_paper_url(run.href)))
        words = sum(len(run.text.split()) for run in passage.runs if not run.href and re.search(r"\w", run.text))
        if links and words <= len(links):  # "[1] arXiv:2410.00001 [pdf, html, other]"
            heads.append("links")
            cells.append(links)
        elif passage.runs and (re.search(r"\w", plain(passage.runs)) or any(run.href for run in passage.runs)):
            label = _LABEL.match(plain(passage.runs))  # "Subjects: Machine Learning (cs.LG)"
            heads.append(label[1] if label and label.end() < len(plain(passage.runs)) else "")
            cells.append(tuple(_cut(list(passage.runs), label.end())) if heads[-1] and label else passage.runs)
    return Passage("row", node.line, node.end, cells=tuple(cells), header=tuple(heads))


def _runs(page: Page, part: _Part, context: Context) -> list[Run]:
    """Return the runs of what holds a field, without the field's name before it."""
    node = part.node
    inner = page.inside(node, context._replace(href=part.href or context.href))
    box = Node("div", {}, node.line, node.end, node.content)
    runs = [run for passage in page.flow(box, inner) for run in passage.runs]
    match = _LABEL.match("".join(run.text for run in runs))
    return _cut(runs, match.end()) if match and field_of(match[1]) == part.name else runs


def _cut(runs: list[Run], size: int) -> list[Run]:
    out: list[Run] = []
    for run in runs:
        if size >= len(run.text):
            size -= len(run.text)
            continue
        out.append(run._replace(text=run.text[size:]))
        size = 0
    return out


def _without(node: Node, gone: set[int]) -> Node:
    """Return a copy of an element without some that are inside."""
    content: list[Node | Text] = []
    for part in node.content:
        if isinstance(part, Text):
            content.append(part)
        elif id(part) not in gone:
            content.append(_without(part, gone))
    return Node(node.tag, node.attrs, node.line, node.end, content)
