"""Known-files: what a reader knows, one reference a line, shared by the command line and the page.

A line is a reference (best an identifier), then perhaps white space, "#" and a remark, by habit the title. Blank lines
and lines that begin with "#" are kept and mean nothing. One file serves many lists: a line that names nothing in a list
is no error there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from papergraph.errors import AmbiguousReferenceError, InputError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.lookup import Found, Lookup

#: The known-file that is looked for in a working directory.
KNOWN_FILE = "known.txt"
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\n|\r")
# A URL may hold a bare '#', so that a remark needs white space before it.
_REMARK = re.compile(r"\s+#\s*")


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line of a known-file that names something."""

    number: int
    reference: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A line that names nothing in a graph, or several things: then `candidates` tell them apart."""

    line: KnownLine
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a known-file says in one graph: what its lines name, and the lines that name nothing there."""

    found: tuple[tuple[KnownLine, Found], ...]
    passed_over: tuple[PassedOver, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The papers and concepts named, each once, in the order of the file."""
        return tuple(dict.fromkeys(each.id for _, each in self.found))

    def lines_of(self, identifier: str) -> tuple[int, ...]:
        """Return the numbers of the lines that name a paper or concept."""
        return tuple(line.number for line, each in self.found if each.id == identifier)


def references(data: bytes, *, name: str = KNOWN_FILE) -> tuple[KnownLine, ...]:
    r"""Return the lines of a known-file that name something; raises InputError when it is not UTF-8.

    >>> references(b"# read so far\n\narxiv:1409.0473 # NMT\n")
    (KnownLine(number=3, reference='arxiv:1409.0473', remark='NMT'),)
    """
    found = []
    for number, raw in enumerate(data.removeprefix(_BOM).splitlines(), 1):
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            raise InputError(f"{name}:{number}", "is not UTF-8; save the file as UTF-8") from error
        if text and not text.startswith("#"):
            reference, *remark = _REMARK.split(text, maxsplit=1)
            found.append(KnownLine(number, reference, *remark))
    return tuple(found)


def read_known(lookup: Lookup, data: bytes, *, name: str = KNOWN_FILE) -> Known:
    """Return what the lines of a known-file name in a graph; raises InputError when it is not UTF-8.

    A line whose reference names nothing there is read by its remark when that is the whole title of one work: the same
    work has other identifiers in other lists.
    """
    titles = _titles(lookup.graph)
    found, passed = [], []
    for line in references(data, name=name):
        try:
            found.append((line, lookup.find(line.reference)))
        except AmbiguousReferenceError as error:
            passed.append(PassedOver(line, error.candidates))
        except UnknownReferenceError:
            works = titles.get(title_key(line.remark), []) if line.remark else []
            if len(works) == 1:
                found.append((line, lookup.find(works[0])))
            else:
                passed.append(PassedOver(line))
    return Known(tuple(found), tuple(passed))


def known_line(lookup: Lookup, found: Found) -> str:
    """Return the line of a known-file for a paper or concept: what surely names it, and what people call it."""
    graph = lookup.graph
    if found.kind == "paper":
        names: tuple[str, ...] = (found.id, *graph.paper[found.id].identifiers)
        title = graph.paper[found.id].title
    else:
        concept = graph.concept[found.id]
        names = (concept.id, concept.pref_label, *concept.alt_labels)
        title = concept.pref_label
    # A concept may share its id with the short name of a work.
    sure = next((each for each in names if _reads_as(lookup, each, found.id)), found.given)
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    return f"{sure} # {shown}"


def with_lines(data: bytes, lines: Iterable[str]) -> bytes:
    r"""Return a known-file with lines added at its end, everything else as it was; line ends are as in the file.

    >>> with_lines(b"lstm\r\ngru", ["arxiv:1706.03762 # Attention Is All You Need"])
    b'lstm\r\ngru\r\narxiv:1706.03762 # Attention Is All You Need\r\n'
    """
    first = _LINE_END.search(data)
    end = first[0] if first else b"\n"
    added = b"".join(line.encode("utf-8") + end for line in lines)
    closed = not data.removeprefix(_BOM) or data.endswith((b"\n", b"\r"))
    return data + (b"" if closed or not added else end) + added


def without_lines(data: bytes, numbers: Collection[int]) -> bytes:
    r"""Return a known-file without the lines of these numbers, everything else as it was.

    >>> without_lines(b"# mine\r\nlstm\r\ngru", {2})
    b'# mine\r\ngru'
    """
    bom = _BOM if data.startswith(_BOM) else b""
    lines = data.removeprefix(_BOM).splitlines(keepends=True)
    return bom + b"".join(line for number, line in enumerate(lines, 1) if number not in numbers)


def _titles(graph: PaperGraph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for paper in graph.papers:
        for key in {title_key(title) for title in (paper.title, *paper.alt_titles)} - {""}:
            found.setdefault(key, []).append(paper.id)
    return found


def _reads_as(lookup: Lookup, reference: str, identifier: str) -> bool:
    try:
        return not _REMARK.search(reference) and lookup.find(reference).id == identifier
    except (UnknownReferenceError, AmbiguousReferenceError):
        return False
