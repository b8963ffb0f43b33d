"""The grammar of a list of works that another builds on: "A (core): its index; B or C; https://…"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from papergraph.model import EdgeKind
from papergraph.relate.curated import Resolver

_KEYWORD = re.compile(r"\s*(?:papergraph\s*:\s*)?builds[\s_-]+on\b\s*:?\s*(?=\S)", re.IGNORECASE)
_SAME_ITEM = re.compile(r"\n(?=\s*(?:[\"“]|(?:core|background)\b))", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_END_OF_ITEM = re.compile(r"\"[^\"]*\"|“[^”]*”|(?P<end>[;\n])")
_AFTER_KIND = r"\s*(?:[:：—–]|-(?=\s))?\s*"
_KIND = re.compile(r"\s*[(\[]\s*(core|background)\s*[)\]]" + _AFTER_KIND, re.IGNORECASE)
_NO_KIND = re.compile(r"\s*[(\[]\s*([a-z]+)\s*[)\]]" + _AFTER_KIND, re.IGNORECASE)
# The form of a comment: a reference, then perhaps a kind, then perhaps what is taken, in quotation marks.
_COMMENT = re.compile(
    r"(?P<name>\"[^\"]+\"|“[^”]+”|.+?)(?:\s+(?P<kind>core|background))?(?:\s+[\"“](?P<takes>[^\"”]*)[\"”])?\s*",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(r"(?P<name>.+?)\s+(?P<kind>core|background)\b[\s:,—–-]*(?P<takes>.*)", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+|\s*\|\s*", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_MORE = re.compile(r"\s*(?:,\s*(?:(?:and|(?P<or_too>or))\s+)?|(?:and|&|(?P<either>or))\s+)(?=\S)", re.IGNORECASE)
_MORE_NAMED = re.compile(r"\s*,\s*(?:and\s+)?(?P<name>[^,:()]+?)(?=\s*(?::\s|[(\[]\s*(?:core|background)\s*[)\]]))")
_TAKES = re.compile(r":|\s[—–-]\s")
_WITH_ADDRESS = re.compile(
    r"(?P<name>(?:(?!://|arxiv:|doi:).)*?)\s*[(\[<]\s*(?P<address>(?:https?://|www\.|arxiv:|doi:|10\.\d{4,9}/)\S+)\s*[)\]>]",
    re.IGNORECASE,
)
_EDGE_MARKS = ' \t.,"“”*_`'


@dataclass(frozen=True, slots=True)
class Item:
    """One item as written: its names (several where any one will do), kind, what is taken, and what is no kind."""

    names: tuple[str, ...]
    kind: EdgeKind
    takes: str
    any_of: bool = False
    no_kind: str | None = None


class Lookup:
    """Finds what a name, an address, or a name with an address in brackets behind it stands for."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def find(self, name: str) -> list[str]:
        """Return the ids of the papers at hand that are meant; several when name and address disagree."""
        if found := self._resolver.find(name):
            return found
        match = _WITH_ADDRESS.fullmatch(name)
        if match is None:
            return []
        name = _name(match["name"])
        by_name, by_address = self._resolver.find(name), self._resolver.find(match["address"])
        if not by_name and (len(_split(_AND, match["name"])) > 1 or len(_split(_OR, match["name"])) > 1):
            return []  # the address is that of the last name alone
        if not by_address:
            return [] if self._resolver.known(match["address"]) else by_name
        return sorted(set(by_name) & set(by_address)) or sorted({*by_name, *by_address})

    def known(self, name: str) -> bool:
        """Return whether the curated authority knows a work by this name or address."""
        match = _WITH_ADDRESS.fullmatch(name)
        return any(self._resolver.known(_name(each)) for each in (name, *(match.groups() if match else ())) if each)

    def means(self, name: str) -> bool:
        """Return whether a name stands for any work."""
        return bool(self.find(name)) or self.known(name)


def printed(name: str) -> str:
    """Return a name without the address in brackets behind it."""
    match = _WITH_ADDRESS.fullmatch(name)
    return _name(match["name"]) or match["address"] if match else name


def parts(text: str) -> Iterator[str]:
    """Yield the items of a list as written, without the keyword before them; a `;` in quotation marks ends none.

    >>> list(parts('builds-on A core "x; y"; B'))
    ['A core "x; y"', 'B']
    """
    text = _SAME_ITEM.sub(" ", text)
    at = 0
    ends = [match.start() for match in _END_OF_ITEM.finditer(text) if match["end"]]
    for end in [*ends, len(text)]:
        written = _KEYWORD.sub("", text[at:end], count=1).strip()
        if written.strip(_EDGE_MARKS):
            yield written
        at = end + 1


def items(written: str, lookup: Lookup, usual: EdgeKind, *, comment: bool = False) -> Iterator[Item]:
    """Yield what one item says, in a comment or in view; its name is the longest beginning of it that names a work."""
    if comment and (found := _of_comment(written, lookup, usual)):
        yield from found
        return
    if marked := _KIND.search(written):
        yield from _of_kind(written, marked, lookup, usual)
        return
    for at in [len(written), *(match.start() for match in reversed(_outside(_TAKES, written)))]:
        if lookup.means(_name(written[:at])):
            yield from _with_more(_name(written[:at]), written[at:], lookup, usual)
            return
    if found := _of_comment(written, lookup, usual):
        yield from found
        return
    wrong = _NO_KIND.search(written)
    if wrong and lookup.means(_name(written[: wrong.start()])):
        yield Item((_name(written[: wrong.start()]),), usual, "", no_kind=wrong[1])
        return
    # A colon inside a URL or an identifier ends no name.
    masked = re.sub(r"(?<=\w):(?=\S)", "\0", written)
    ends = next(iter(_outside(_TAKES, masked)), None)
    name, takes = (written[: ends.start()], written[ends.end() :]) if ends else (written, "")
    yield from _items(name, usual, takes, lookup)


def _of_comment(written: str, lookup: Lookup, usual: EdgeKind) -> list[Item]:
    """Return what is said in the form of a comment, none when it is not in that form."""
    form = _COMMENT.fullmatch(written)
    loose = _UNQUOTED.fullmatch(written)
    if not (form and (form["kind"] or form["takes"])) and loose and lookup.means(_name(loose["name"])):
        form = loose
    if form is None:
        return []
    name, _, word = form["name"].rpartition(" ")
    if not form["kind"] and not lookup.means(_name(form["name"])) and lookup.means(_name(name)):
        return [Item((_name(name),), usual, "", no_kind=word)]
    if not (form["kind"] or form["takes"]):
        return []
    kind = cast("EdgeKind", (form["kind"] or usual).lower())
    return list(_items(form["name"], kind, form["takes"] or "", lookup))


def _of_kind(written: str, marked: re.Match[str], lookup: Lookup, usual: EdgeKind) -> Iterator[Item]:
    """Yield what is said by an item with a kind in brackets, and by what is joined to it with a comma, "and", "or"."""
    kind = cast("EdgeKind", marked[1].lower())
    rest = written[marked.end() :]
    more = _MORE.match(rest) if not marked[0].rstrip().endswith((":", "：", "—", "–", "-")) else None
    if more is None:
        for item in _items(written[: marked.start()], kind, "", lookup):
            yield from _taking(item, rest, lookup, usual)
        return
    before = list(_items(written[: marked.start()], kind, "", lookup))
    after = list(items(rest[more.end() :], lookup, usual))
    if (more["or_too"] or more["either"]) and len(before) == len(after) == 1:
        names = (*before[0].names, *after[0].names)
        yield replace(after[0], names=names, kind=kind, any_of=True)
        return
    yield from [*before, *after]


def _with_more(name: str, rest: str, lookup: Lookup, usual: EdgeKind) -> Iterator[Item]:
    yield from _taking(Item((name,), usual, ""), re.sub(r"\A(?::|\s[—–-]\s)", "", rest), lookup, usual)


def _taking(item: Item, takes: str, lookup: Lookup, usual: EdgeKind) -> Iterator[Item]:
    """Yield an item with what is taken, and those that follow after a comma with a colon or a kind of their own."""
    for more in _MORE_NAMED.finditer(takes):
        if lookup.means(_name(more["name"])):
            yield replace(item, takes=_takes(takes[: more.start()]))
            yield from items(takes[more.start("name") :], lookup, usual)
            return
    yield replace(item, takes=_takes(takes))


def _items(names: str, kind: EdgeKind, takes: str, lookup: Lookup) -> Iterator[Item]:
    whole, takes = _name(names), _takes(takes)
    if not lookup.find(whole):
        for splitter, any_of in ((_OR, True), (_AND, False)):
            each = tuple(_name(part) for part in _split(splitter, whole) if _name(part))
            if len(each) > 1 and any(lookup.means(part) for part in each):
                if any_of:
                    yield Item(each, kind, takes, any_of=True)
                else:
                    yield from (Item((part,), kind, takes) for part in each)
                return
    yield Item((whole,), kind, takes)


def _split(splitter: re.Pattern[str], text: str) -> list[str]:
    """Return the names between separators that do not stand in quotation marks."""
    names: list[str] = []
    at = 0
    for match in _outside(splitter, text):
        names.append(text[at : match.start()])
        at = match.end()
    return [*names, text[at:]]


def _outside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the matches of a pattern that do not begin in quotation marks."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [m for m in pattern.finditer(text) if not any(start < m.start() < end for start, end in quoted)]


def _name(text: str) -> str:
    """Return a name without marks around it; a quotation mark inside belongs to what it opens or closes."""
    text = text.strip(" \t.,*_`")
    quoted = _QUOTED.fullmatch(text)
    return text[1:-1].strip(_EDGE_MARKS) if quoted else text if _QUOTED.search(text) else text.strip(_EDGE_MARKS)


def _takes(text: str) -> str:
    return text.strip().strip('"“”').rstrip(". ")
