"""A scan over the tokens of a SPARQL query: what it must not ask for, and where a syntax error really stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papergraph.errors import QueryError

# In the order in which SPARQL's grammar would take them: an IRI or a string swallows what looks like a keyword in it.
_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*(?:\\u[0-9A-Fa-f]{4}[^\x00-\x20<>"{}|^`\\]*)*>)
    | (?P<string>'''(?:(?:''?)?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:""?)?(?:[^"\\]|\\.))*\"\"\"
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]{0,200}|_)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s]|[-.](?=[\w:%\\.-]))*)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    | (?P<mark>\^\^|&&|\|\||<=|>=|!=|<<\(?|\)?>>|\{\||\|\}|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_UPDATES = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "USING", "WITH")
_REFUSED = {
    "SERVICE": "asks another server",
    "FROM": "names a data set to fetch",
    **dict.fromkeys(_UPDATES, "belongs to an update"),
}
# Keywords need no space after them, SERVICESILENT is two; no other keyword or function has one of these in it.
_KEYWORD = re.compile("|".join(_REFUSED))
# A parser may read the prefix of SERVICE:x as a keyword, and :x as what it asks.
_PREFIX = re.compile(r"(?P<word>SERVICE|FROM)(?:SILENT|NAMED)?\Z")
# `<http://…` cannot be a comparison; `<` before anything else may be.
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
#: Characters of a query.
LONGEST = 2**20
# The parser descends once for each, and ends its whole process when its stack is used up.
_DEEPEST = 128
# An evaluation descends along a chain of operators in the same way; data, as in VALUES, does not count.
_MOST_OPERATORS = 4_000
_NO_OPERATORS = frozenset("().,;")
# Wider than the longest keyword: the parser's furthest attempt then stays within one token's reach.
_GAP = " " * 64


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query, and the place of its first character."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield every token of a query, blanks and comments too; together they are the query."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "mark", match[0], match.start())


def check_allowed(query: str) -> None:
    r"""Raise QueryError when a query asks for anything but the graph at hand: SERVICE, FROM, or an update.

    Raises QueryError too for what an engine breaks down over: megabytes of text, very deep brackets, thousands of
    operators.

    SPARQL lets any character be written as a code point, `\u0053ERVICE`; engines differ in whether they read it so
    outside strings, so that the query must be harmless both ways.
    """
    if len(query) > LONGEST:
        raise QueryError(f"a query may have {LONGEST:,} characters, this has {len(query):,}")
    _check_depth(query)
    unescaped = _ESCAPED.sub(_character, query)
    for text in dict.fromkeys((query, unescaped)):
        for token in _readings(text):
            upper = token.text.upper()
            if token.kind == "word" and (match := _KEYWORD.search(upper)):
                keyword = match[0]
                reason = f"{keyword} {_REFUSED[keyword]}; a query here only reads the graph at hand"
                raise QueryError(f"{place(text, token.start + match.start())}: {reason}")
            if token.kind == "name" and (match := _PREFIX.search(upper.partition(":")[0])):
                reason = f"a prefix that ends in {match['word']} can be read as that keyword; give it another name"
                raise QueryError(f"{place(text, token.start)}: {reason}")


def _check_depth(query: str) -> None:
    depth = signs = operators = 0
    for token in tokens(query):
        if token.kind in {"blank", "comment"}:
            continue
        signs = signs + 1 if token.text in {"!", "-", "+", "^"} else 0
        if token.kind == "mark":
            depth += sum(token.text.count(each) for each in "([{")
            depth -= sum(token.text.count(each) for each in ")]}")
        operators += token.kind in {"mark", "word"} and token.text not in _NO_OPERATORS
        if operators > _MOST_OPERATORS:
            raise QueryError(f"{place(query, token.start)}: more than {_MOST_OPERATORS:,} keywords and operators")
        if depth > _DEEPEST or signs > _DEEPEST:
            raise QueryError(f"{place(query, token.start)}: more than {_DEEPEST} brackets or signs within one another")


def _readings(query: str) -> Iterator[Token]:
    """Yield the tokens of every way to read the query: `<` begins an IRI or compares, as only a parser can tell."""
    starts = [0]
    seen: set[int] = set()
    budget = 32 * len(query) + 10_000
    while starts:
        position = starts.pop()
        while position < len(query) and position not in seen:
            seen.add(position)
            match = _TOKEN.match(query, position)
            if match is None:  # the last alternative of the pattern takes any character
                break
            budget -= match.end() - position
            if budget < 0:  # comments and strings that begin at every second character
                raise QueryError(f"{place(query, position)}: there are too many ways to read this; put spaces around <")
            yield Token(match.lastgroup or "mark", match[0], position)
            if match[0].startswith("<<") or (match.lastgroup == "iri" and not _SURELY_IRI.match(match[0])):
                starts.append(position + 1)
            position = match.end()


def says_order(query: str) -> bool:
    """Return whether a query orders its rows itself, at any level."""
    return any(token.kind == "word" and token.text.upper() == "ORDER" for token in tokens(query))


def spread(query: str) -> tuple[str, list[Token]]:
    """Return the query with wide gaps between its tokens, and the tokens with their places in the original.

    pyoxigraph reports the furthest character that any rule looked at, up to a keyword's length beyond the fault.
    With tokens far apart, that character lies within the reach of the token at fault: `token_at` finds it.
    """
    kept = [token for token in tokens(query) if token.kind not in {"blank", "comment"}]
    return "".join(f"{token.text}{_GAP}" for token in kept), kept


def token_at(kept: list[Token], position: int) -> Token | None:
    """Return the token of a spread query that stands at or before `position`; None when it is past them all."""
    start = 0
    for token in kept:
        start += len(token.text) + len(_GAP)
        if position < start:
            return token
    return None


def place(text: str, position: int) -> str:
    """Return "line 3, column 8" for a character's index."""
    before = text[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - (before.rfind(chr(10)) + 1) + 1}"


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def declared(query: str) -> tuple[set[str], set[str]]:
    """Return the prefixes that a query uses, and those that it declares."""
    used: set[str] = set()
    known: set[str] = set()
    before = ""
    for token in tokens(query):
        if token.kind in {"blank", "comment"}:
            continue
        if token.kind == "name":
            (known if before == "PREFIX" else used).add(token.text.partition(":")[0])
        before = token.text.upper()
    return used - {"_"}, known
