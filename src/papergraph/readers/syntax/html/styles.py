"""What an element looks like: bold or italic by its tag, by its style, or by the style of its class."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import link_role, note_key
from papergraph.readers.passages import NO_MARKS
from papergraph.readers.syntax.html.tree import BLOCKS, Node, Text
from papergraph.readers.syntax.tags import MARK_OF_TAG

_RULE = re.compile(r"([^{}]{1,400})\{([^{}]*)\}")
_CLASS = re.compile(r"\s*[\w-]*\.([\w-]+)\s*")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_MOST = 200_000  # characters of styles that are looked at


def styles_of(root: Node) -> dict[str, frozenset[str]]:
    """Return the marks of each class that the styles of a page give: exports of word processors know no other ones."""
    text = "\n".join(
        part.text for node in root.within() if node.tag == "style" for part in node.content if isinstance(part, Text)
    )
    found: dict[str, frozenset[str]] = {}
    for rule in _RULE.finditer(text[:_MOST]):
        if marks := _marks(rule[2]):
            for selector in rule[1].split(","):
                if match := _CLASS.fullmatch(selector):
                    found[match[1]] = found.get(match[1], NO_MARKS) | marks
    return found


def _marks(style: str) -> frozenset[str]:
    marks = {"bold"} if _BOLD.search(style) else set()
    return frozenset(marks | ({"italic"} if _ITALIC.search(style) else set()))


def _has_italics(node: Node) -> bool:
    """Return whether an element for a title has italics inside: it is a whole reference then."""
    return any(child.tag in {"em", "i"} for child in node.elements())


#: What a fold is opened for, where its words name nothing: "Click to expand".
_FOLD = re.compile(
    r"\W*(?:(?:click|press|tap|open|expand|show|see|view|read|toggle|more|details?|contents?|table of contents|toc|"
    r"bib(?:tex|liography)?|cite|citation)\b.*|(?:点击|點擊|查看|展开|展開|更多|详情|詳情).*)?",
    re.IGNORECASE | re.DOTALL,
)


_BRACKETS = re.compile(r"\([^()]*\)")


def _names_part(text: str) -> bool:
    """Return whether the words over a fold name what is in it, as a heading does: no label of a note or a link."""
    words = _BRACKETS.sub(" ", text).strip(" :")  # "Abstract: (click to expand)"
    short = len(words.split()) < 4  # "A Note on Gates That Close" is a title
    return not (_FOLD.fullmatch(text) or (short and (note_key(words) or link_role(words))))


def _is_set_off(node: Node) -> bool:
    """Return whether all words of an element stand in elements inside, or a link is there; those tell what it is."""
    inside = [*node.elements()]
    words = "".join(part.text for part in node.content if isinstance(part, Text))
    return bool(inside) and (any(each.tag == "a" for each in inside) or len(re.findall(r"\w+", words)) < 2)


def marks_of(node: Node, styles: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return the marks that an element sets; those of a heading are told by what it is."""
    tag = node.tag
    named = tag == "summary" and not _is_set_off(node) and _names_part(node.text())
    block = (tag in BLOCKS and not named) or (tag == "cite" and _has_italics(node))
    mark = None if block else MARK_OF_TAG.get(tag)
    marks = frozenset({mark}) if mark else NO_MARKS
    if style := node.attrs.get("style"):
        marks |= _marks(style)
    if styles and (names := node.attrs.get("class")):
        for name in names.split():
            marks |= styles.get(name, NO_MARKS)
    return marks
