"""Records of tagged lines: RIS (old tags too), PubMed's NBIB, EndNote, Web of Science, RefWorks, NoteExpress.

A record begins with its first tag and ends with its last or where the next begins; lines without a tag belong to the
field before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papergraph.readers.records.names import listed_names, named
from papergraph.readers.records.record import Parts, Record, Refused, Value

Lines = Iterable[tuple[int, str, str]]  # line, tag, text; no tag: the line goes on with the field before

_RIS = re.compile(r"\s*([A-Z][A-Z0-9])  ?-(?: (.*)|$)")
_NBIB = re.compile(r"([A-Z]{2,4}) *- (.*)")
_ENW = re.compile(r"%([0-9A-Z!@#$%^&*()+\[\]{}|?>~-]) ?(.*)")
_WOS = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)")
_NOTE_EXPRESS = re.compile(r"\{([A-Z][A-Za-z /()]{1,40})\}: ?(.*)")
_STRICT = frozenset({_NBIB, _WOS, _NOTE_EXPRESS})  # what looks like a tag is one, known or not
_SURE = re.compile(r"[A-Z][A-Z0-9]  -(?: |$)")  # a tag as RIS writes them, known or not
_FIRST = frozenset({"A", "T", "TI", "T1", "AU", "A1"})


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format writes its lines, which tags begin and end a record, and what the tags mean."""

    line: re.Pattern[str]
    begin: frozenset[str]
    end: frozenset[str]
    tags: dict[str, str]
    types: dict[str, str] = field(default_factory=dict)
    several: bool = False  # a line that goes on is a further value, not further words


def _tags(table: str) -> dict[str, str]:
    return {tag: name for row in table.split() for name, _, tags in [row.partition("=")] for tag in tags.split(",")}


RIS = Dialect(
    _RIS,
    frozenset({"TY"}),
    frozenset({"ER"}),
    _tags(
        "type=TY title=TI,T1,CT book=BT author=AU,A1 editor=A2,ED,A3,A4 year=PY,Y1 date=DA venue=T2,JF,JO,C3 "
        "venue_short=JA,J1,J2 "
        "publisher=PB doi=DO,L3,M3 url=UR,LK,L2,L4 pdf=L1 summary=AB,N2 comment=N1,RN keywords=KW short=ST key=ID "
        "number=M1 section=CL volume=VL other=VO,IS,SP,EP,SN,CY,ET,LA,DB,DP,AN,Y2,M2,U1,U2,U3,U4,U5,C1,C2,C4,C5,C6,C7,"
        "C8,AD,AV,CN,CA,NV,OP,RI,RP,SE,T3,TA,TT,WP,WT,WV,YR,LB,ER,PP,CR,RD"
    ),
)
NBIB = Dialect(
    _NBIB,
    frozenset({"PMID"}),
    frozenset(),
    _tags(
        "pmid=PMID title=TI author=FAU author?=AU organisation=CN date=DP venue=JT venue?=TA doi=LID,AID "
        "summary=AB keywords=OT type=PT book=BTI editor=FED publisher=PB"
    ),
)
ENDNOTE = Dialect(
    _ENW,
    frozenset({"0"}),
    frozenset(),
    _tags(
        "type=0 title=T author=A editor=E,Y year=D date=8 venue=J,B publisher=I doi=R url=U pdf=> summary=X "
        "comment=Z,< keywords=K short=! key=F volume=V other=@,N,P,C,7,9,6,1,2,3,4,G,H,L,M,O,Q,S,W"
    ),
)
WOS = Dialect(
    _WOS,
    frozenset({"PT"}),
    frozenset({"ER"}),
    _tags("type?=PT type=DT title=TI author=AF,BF author?=AU,BA organisation=CA,GP editor=BE year=PY month=PD "
          "venue=SO,CT publisher=PU doi=DI summary=AB keywords=DE pmid=PM url=UR,OA cites=CR"),
    types={"J": "article", "B": "book", "S": "book", "C": "conference paper", "P": "patent"},
    several=True,
)  # fmt: skip

REFWORKS = Dialect(
    _WOS,
    frozenset({"RT"}),
    frozenset(),
    _tags("type=RT title=T1 author=A1 editor=A2 year=YR date=FD venue=JF,T2 venue_short=JO publisher=PB doi=DO "
          "url=UL,LK summary=AB keywords=K1 comment=NO short=ST key=ID volume=VO other=SR,IS,SP,OP,SN,LA,DB,DS,ED,PP,"
          "CN,AD,AN,RD,A3,A4,A5,A6,AV,CL,CR,LL,NT,OL,PM,RP,RI,SF,SI,SL,SM,SO,ST,T3,U1,U2,U3,U4,U5,WP,WT,WV"),
)  # fmt: skip
NOTE_EXPRESS = Dialect(
    _NOTE_EXPRESS,
    frozenset({"Reference Type"}),
    frozenset(),
    {
        "Reference Type": "type", "Title": "title", "Author": "author", "Journal": "venue", "Year": "year",
        "Date": "date", "Book Title": "venue", "Conference Name": "venue", "Secondary Title": "venue",
        "Tertiary Title": "other", "Publisher": "publisher", "DOI": "doi", "Link": "url", "URL": "url",
        "Abstract": "summary", "Keywords": "keywords", "Notes": "comment", "Subsidiary Author": "other",
    },
)  # fmt: skip


def ris(text: str) -> Parts:
    """Yield the records of a RIS file."""
    return _records(text, RIS)


def nbib(text: str) -> Parts:
    """Yield the records of PubMed's format."""
    return _records(text, NBIB)


def endnote(text: str) -> Parts:
    """Yield the records of EndNote's and Refer's `%` tags."""
    return _records(text, ENDNOTE)


def wos(text: str) -> Parts:
    """Yield the records of Web of Science's plain text."""
    return _records(text, WOS)


def refworks(text: str) -> Parts:
    """Yield the records of RefWorks' tagged format."""
    return _records(text, REFWORKS)


def note_express(text: str) -> Parts:
    """Yield the records of NoteExpress, as CNKI exports them."""
    return _records(text, NOTE_EXPRESS)


@dataclass(slots=True)
class _Open:
    """A record that is being read: its lines, and its fields as (line, tag, pieces of text)."""

    first: int
    begun: bool = False  # by the tag that begins a record
    titled: bool = False
    lines: list[str] = field(default_factory=list)
    fields: list[tuple[int, str, list[str]]] = field(default_factory=list)


def _records(text: str, dialect: Dialect) -> Parts:
    lines = text.split("\n")
    now: _Open | None = None
    blank = False
    for number, line in enumerate(lines, 1):
        match = dialect.line.match(line)
        tag = match[1] if match else ""
        content = (match[2] or "").strip() if match else line.strip()
        starts = tag in dialect.begin
        # Open Journal Systems writes "%0" last of all: its records end at blank lines.
        late = starts and dialect is ENDNOTE and now is not None and not now.begun and not blank and now.titled
        # Some files leave out the mark at the end; those without one at the beginning have blank lines between.
        if now is not None and not late and (starts or (blank and tag in _FIRST and not now.begun)):
            yield from _closed(now, dialect)
            now = None
        if now is None and tag in dialect.tags and tag not in dialect.end:
            now = _Open(number)
        if now is not None:
            now.lines.append(line)
            now.begun = now.begun or (starts and not late)
            now.titled = now.titled or dialect.tags.get(tag) == "title"
            if tag in dialect.end:
                yield from _closed(now, dialect)
                now = None
            elif tag in dialect.tags or (tag and (dialect.line in _STRICT or _SURE.match(line))):
                now.fields.append((number, tag, [content]))
            elif content and now.fields:
                now.fields[-1][2].append(content)
        blank = not line.strip()
    if now is not None:
        yield from _closed(now, dialect)


def _closed(now: _Open, dialect: Dialect) -> Iterator[Record | Refused]:
    while now.lines and not now.lines[-1].strip():
        now.lines.pop()
    last = now.first + len(now.lines) - 1
    raw = "\n".join(now.lines)
    values = list(_values(now, dialect))
    tags = {tag for _, tag, _ in now.fields}
    if dialect.begin and not tags & dialect.begin and not any(value.name == "title" for value in values):
        yield Refused(now.first, last, raw, "lines with tags that begin no record and have no title")
        return
    type_ = next((value.text for value in values if value.name == "type"), "")
    key = next((value.text for value in values if value.name == "key"), "")
    yield Record(now.first, last, raw, tuple(values), type=dialect.types.get(type_, type_), key=key)


def _values(now: _Open, dialect: Dialect) -> Iterator[Value]:
    names = {dialect.tags.get(tag, "") for _, tag, _ in now.fields}
    for line, tag, pieces in now.fields:
        name = dialect.tags.get(tag, "")
        if name.endswith("?"):  # taken where the better field is missing
            name = name[:-1] if name[:-1] not in names else ""
        elif name == "book":  # the book that a chapter stands in, or the book itself
            name = "venue" if "title" in names else "title"
        text = " ".join(pieces)
        if name in {"author", "editor"}:
            yield from _people(name, pieces, line, several=dialect.several)
        elif name == "doi" and dialect is NBIB:
            if "[doi]" in text:
                yield Value("doi", text.replace("[doi]", "").strip(), line)
        elif name in {"keywords", "cites"}:
            yield from (Value(name, piece, line) for piece in pieces)
        elif name and name != "other":
            yield Value(name.replace("_", " "), text, line)


def _people(name: str, pieces: list[str], line: int, *, several: bool) -> Iterator[Value]:
    """Yield the people of one field: one a line, but old files put all of them on one."""
    for piece in pieces if several else [" ".join(pieces)]:
        bare = piece.strip().strip(",")
        whole = piece.strip().endswith(",") and " " in bare and "," not in bare  # EndNote ends what has no parts so
        if ";" in bare or re.search(r"\s(?:and|et al)\b", bare) or bare.count(",") > 2:
            yield from listed_names(name, bare, line)
        elif bare:
            yield named(name, bare, line, literal=whole)
