"""What a page has around its list: menus, footers, forms, and what only a script shows."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.syntax.html.tree import BLOCKS, LISTS, SILENT, Node, Text

_TAGS = frozenset({"nav", "footer", "form", "button", "select", "dialog"})
_ROLES = frozenset({"navigation", "search", "dialog", "banner", "contentinfo"})
_NAMES = frozenset(
    ["nav", "navbar", "navigation", "menu", "sidebar", "breadcrumb", "breadcrumbs", "footer", "pagination", "toc",
     "cookie", "cookies", "social", "share", "masthead", "skip"]
)  # fmt: skip
_NEVER = frozenset({"html", "body", "main", "article", "table", "tbody", "tr", "td", "li", "p", "#root"})
_SPLIT = re.compile(r"[-_\s]+")
#: Addresses of pages beside this one: a paper has a place of its own, or is a file.
_BESIDE = re.compile(
    r"(?![a-z][a-z0-9+.-]*:|//)[^?#]*?(?:\.(?:html?|php|aspx?|jsp)|/|(?<![.\w])[\w-]*)(?:[?#].*)?$|#", re.IGNORECASE
)
_BARS = frozenset({"p", "div", "center", "h2", "h3", "h4", "h5", "td"})
_TOGGLES = vocabulary("toggle")
_NOWHERE = frozenset({"#", "javascript:;", "javascript:void(0)", "javascript:void(0);"})
_HEADS = frozenset({"header", "banner", "masthead", "site-header", "page-header", "logo"})
_MOST_OF_HEAD = 40  # words
_MOST_WORDS = 4  # of a link in a menu
_MARKS = frozenset({"label", "backrefs"})
_MARK = re.compile(r"\[[^\[\]\n]{1,60}\]|\(\s*\w{1,3}(?:\s*,\s*\w{1,3}){0,60}\s*\)")  # "[Lund98]", "(1, 2)"
_BIBTEX = re.compile(r"\s*@[A-Za-z]{3,20}\s*\{")


def is_silent(node: Node) -> bool:
    """Return whether an element holds nothing that is shown, or what is no part of the work that it stands beside.

    That is an entry in BibTeX, or the mark by which a text cites the work.
    """
    if node.tag == "span":
        return is_mark(node)
    return node.tag in SILENT or (node.tag in {"pre", "code", "div", "p", "textarea"} and is_bibtex(node))


def is_mark(node: Node) -> bool:
    """Return whether an element is the label of a reference, or the links back to where it is cited."""
    named = not _MARKS.isdisjoint(node.attrs.get("class", "").split())
    return named and _MARK.fullmatch(node.text().strip()) is not None


def is_bibtex(node: Node) -> bool:
    """Return whether the first words of an element are those of an entry in BibTeX."""
    for part in node.content:
        if isinstance(part, Text):
            if part.text.strip():
                return bool(_BIBTEX.match(part.text))
        elif part.tag not in {"br", "#comment"}:
            return part.tag in {"pre", "code"} and is_bibtex(part)
    return False


def is_furniture(node: Node, *, inside: bool = False) -> bool:
    """Return whether an element is a menu, a footer or a form of the page, or a list that only leads to other pages.

    `inside` an item of a list, a `nav` holds the links of a work.
    """
    if inside and node.tag == "nav":
        return False
    if node.tag == "button":
        return not _links(node)
    if node.tag == "a":
        return _is_toggle(node)
    if node.tag in _TAGS or node.attrs.get("role", "") in _ROLES:
        return node.tag != "form" or (_asks(node) and not any(_is_listing(inner) for inner in node.within()))
    if node.tag in LISTS and _is_menu(node):
        return True
    if node.tag in _BARS and _is_bar(node):
        return True
    if node.tag in _NEVER:
        return False
    if node.attrs.get("id", "").lower() in _HEADS and len(node.text().split()) <= _MOST_OF_HEAD:
        return not any(part.level for part in node.within())
    names = set(_SPLIT.split(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}".lower()))
    return bool(names & _NAMES) and _is_linked(node)


def _is_listing(node: Node) -> bool:
    """Return whether an element is a list or a table."""
    return node.tag in LISTS or node.tag == "table"


def _asks(form: Node) -> bool:
    """Return whether a form has a field to fill in or a button: others are links to searches, as names of authors."""
    return any(
        part.tag in {"select", "textarea", "button"}
        or (part.tag == "input" and part.attrs.get("type", "text").lower() != "hidden")
        for part in form.within()
    )


def _is_toggle(node: Node) -> bool:
    """Return whether a link leads nowhere: it shows or hides a part of the page."""
    leads, text = node.attrs.get("href", "#"), node.text().lower().strip(" []()|+-·:")
    return leads.startswith(("#", "javascript:")) and (
        text in _TOGGLES
        or (leads in _NOWHERE and link_role(text) is not None)
        or (text != "" and not text.isalnum() and len(text) < 3)
    )


def _links(node: Node) -> list[Node]:
    return [inner for inner in node.within() if inner.tag == "a" and inner.attrs.get("href")]


def _is_linked(node: Node) -> bool:
    """Return whether most words of an element are those of short links."""
    links = [link.text() for link in _links(node)]
    words = len(node.text().split())
    short = [link for link in links if len(link.split()) <= _MOST_WORDS]
    return 2 * sum(len(link.split()) for link in short) >= words and 4 * len(short) >= 3 * len(links)


def _is_bar(node: Node) -> bool:
    """Return whether a line is nothing but short links to pages beside this one, with signs between them."""
    links = _links(node)
    if len(links) < 3 or any(part.tag in BLOCKS for part in node.within()):
        return False
    words = len(re.findall(r"\w+", node.text()))
    return words == sum(len(re.findall(r"\w+", link.text())) for link in links) and all(
        _BESIDE.match(link.attrs["href"]) and len(link.text().split()) <= _MOST_WORDS for link in links
    )


def _is_menu(node: Node) -> bool:
    """Return whether all items of a list are short links to pages beside this one."""
    items = [item for item in node.elements() if item.tag == "li"]
    links = _links(node)
    if len(items) < 3 or 2 * len(links) < len(items):
        return False
    words = sum(len(item.text().split()) for item in items)
    return words <= _MOST_WORDS * len(items) and all(
        _BESIDE.match(link.attrs["href"]) and len(link.text().split()) <= _MOST_WORDS for link in links
    )
