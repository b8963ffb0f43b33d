"""BibTeX and biblatex to records.

A record ends where its brace closes, and at the latest where the next one begins: one that is never closed costs
itself and no other. Macros (`@string`), `#`, `crossref` and `xdata` are followed; of a field that stands twice all
values are kept. (bibtexparser 2.1 was tried: it gives up a record for an `@word{` on a line of its abstract, for
a missing comma, for a repeated field, and took 529 MB for a file of 45 MB.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from papergraph.readers.records.latex import plain, with_tildes
from papergraph.readers.records.names import bibtex_names, people_in_braces
from papergraph.readers.records.record import Parts, Record, Refused, Value
from papergraph.readers.records.words import address_field, field_of

LONGEST = 4_000_000  # characters of one record

_BEGIN = re.compile(r"@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
# The beginning of a record that cannot be a part of a value: type, key, comma, field, equals sign.
_SURE = re.compile(r"^[ \t]*@[A-Za-z]\w*\s*[{(]\s*[^\s,{}()\"=@]*\s*,\s*[A-Za-z][\w:.+-]*\s*=", re.MULTILINE)
_KEY = re.compile(r"\s*([^\s,{}()\"=#%@]*(?:[ \t]+[^\s,{}()\"=#%@]+)*)\s*(,|(?=[}\n])|(?=\s[A-Za-z]\w*\s*=))")
_NAME = re.compile(r"[\s,]*\\?([A-Za-z_][\w:.+/-]*)\s*=\s*")
_REMARK = re.compile(r"[\s,]*%([^\n]*)")  # a line of a record that is commented out, as biber reads it
_FLAT = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_QUOTED = re.compile(r'"[^"{}]*(?:\{[^{}]*\}[^"{}]*)*"')
_BARE = re.compile(r"[^\s,#{}()\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r'[{}"]')
_UMLAUT = re.compile(r'\\"(?:[A-Za-z{]|\\[ij])')  # "J\"org", which BibTeX itself would not read
_CLOSE = re.compile(r"[\s,]*([})])")
_GOES_ON = re.compile(r"\s*(?:[,})]|[A-Za-z][\w-]*\s*=|$)")
_NEXT_NAME = re.compile(r"^[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]", re.MULTILINE)
_SWALLOWED = re.compile(r",\s*[A-Za-z]+\s*=\s*[{\"\w]")
#: An author in double braces, as Zotero writes names of one field.
_IN_BRACES = re.compile(r"\bauthor\s*=\s*(?:\{\s*\{|\"\s*\{)([^{}]{3,80})\}\s*[}\"]", re.IGNORECASE)
_INHERITS = re.compile(r"\b(?:crossref|xdata)\b", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MACROS = {month[:3].lower(): month for month in _MONTHS} | {"sept": "September"}
_LINE_ENDS = re.compile(r"(?:\{\\%\}|\\?%)5Cn(?=https?:)")  # as Mendeley writes them between two addresses
#: What is an address or a name, no LaTeX.
_VERBATIM = frozenset({"url", "doi", "eprint", "arxiv", "volume", "pdf", "code", "video", "slides", "page", "key"})
_OWN = {
    "booktitle": "venue", "journal": "venue", "journaltitle": "venue", "eventtitle": "venue short", "maintitle": "",
    "school": "publisher", "institution": "publisher", "organization": "publisher", "howpublished": "publisher",
    "publisher": "publisher", "note": "comment", "annote": "comment", "annotation": "comment", "addendum": "comment",
    "comment": "comment", "review": "comment", "file": "", "series": "", "shorttitle": "short", "key": "", "id": "",
    "abbr": "", "title": "title", "number": "number", "eprintclass": "", "primaryclass": "", "archive": "eprinttype",
    "shortjournal": "venue short", "collaboration": "group", "groups": "section", "mendeley-groups": "section",
    "ids": "", "source": "", "type": "", "model": "", "alias": "", "bibsource": "", "reason": "", "category": "section",
    "chapter": "", "track": "", "part": "", "event": "", "group": "",
    "volume": "volume", "year": "year", "date": "date", "issued": "date",
}  # fmt: skip
_ADDRESS = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
_LEADS = frozenset({"url", "doi", "eprint", "arxiv", "pdf", "pmid", "acl"})
#: What a note says before an address that is not the work's own.
_ELSEWHERE = re.compile(
    r"\b(?:see|siehe|voir|cf|repl(?:y|ies)|comments?|errat\w+|corrigend\w+|responses?|reviews?|reviewed|quoted|cited|code|"
    r"software|source|implementation|data(?:set)?s?|slides|video|translat\w+|original\w*|supersed\w+|based)\b",
    re.IGNORECASE,
)
#: Types of works that appear on their own.
_WHOLE = frozenset(
    {"book", "collection", "proceedings", "mvbook", "mvcollection", "mvproceedings", "reference", "misc"}
)
_INHERITED = frozenset({"year", "date", "month", "publisher", "editor", "url", "eprinttype"})


@dataclass(slots=True)
class _Block:
    """A record as it stands in the file: its fields with places, or what is wrong with it."""

    type: str
    start: int
    end: int = 0
    key: str = ""
    fields: list[tuple[str, str, int]] = field(default_factory=list)
    problem: str | None = None


class _Scanner:
    """Reads the blocks of a text one after the other; every character is looked at a fixed number of times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.macros: dict[str, str] = dict(_MACROS)

    def blocks(self) -> Iterator[_Block]:
        """Yield all blocks in order, macros already followed."""
        at = 0
        while match := _BEGIN.search(self.text, at):
            line_start = self.text.rfind("\n", at, match.start()) + 1 or at
            before = self.text[line_start : match.start()]
            if "%" in before or before[-1:].isalnum():  # a comment, an address of mail
                at = match.end() - 1
                continue
            block = self.block(match)
            yield block
            at = block.end

    def block(self, match: re.Match[str]) -> _Block:
        """Return the block that begins here."""
        block = _Block(match[1].lower(), match.start())
        sure = _SURE.search(self.text, match.end())
        limit = min(sure.start() if sure else len(self.text), match.end() + LONGEST)
        if block.type in {"comment", "preamble"}:
            # What is commented out stays so, records and all, when the braces balance.
            end = self.closing(match.end() - 1, min(len(self.text), match.end() + LONGEST))
            block.end = end if end is not None else self.line_end(match.end(), limit)
            return block
        at = match.end()
        if block.type != "string":
            key = _KEY.match(self.text, at, limit)
            if key and not _NAME.match(self.text, at, limit):
                block.key, at = key[1], key.end()
        at = self.fields(block, self.past_remarks(at, limit), limit)
        close = _CLOSE.match(self.text, at, limit)
        if close:
            block.end = close.end()
        else:
            block.end = limit
            shown = " ".join(self.text[at : min(limit, at + 40)].split())
            if block.problem is None and shown:
                block.problem = f"where a field should follow stands {shown!r}"
            elif block.problem is None and any(_SWALLOWED.search(value) for _, value, _ in block.fields):
                block.problem = "a brace is missing: what is one value has fields in it"
            elif not block.fields:
                block.problem = block.problem or "it is never closed"
        if block.type == "string":
            for name, value, _ in block.fields:
                self.macros[name.lower()] = value
        return block

    def fields(self, block: _Block, at: int, limit: int) -> int:
        """Read the fields from `at` on; return the place after the last."""
        while name := _NAME.match(self.text, at, limit):
            value, end = self.value(name.end(), limit)
            if end is None:
                block.problem = f"the value of {name[1]!r} is never closed"
                return limit
            block.fields.append((name[1], value, name.start(1)))
            at = self.past_remarks(end, limit)
            # A missing comma is no reason to lose what follows; anything else before the next comma is.
            if not _GOES_ON.match(self.text, at, limit):
                following = _NEXT_NAME.search(self.text, at, limit)
                if following is None:
                    return at
                at = following.start()
        return at

    def past_remarks(self, at: int, limit: int) -> int:
        """Return the place after the commented lines from `at` on; a brace too many in one closes the record."""
        depth = 0
        while remark := _REMARK.match(self.text, at, limit):
            at = remark.end()
            for brace in _BRACE.finditer(self.text, remark.start(1), remark.end()):
                depth += 1 if brace[0] == "{" else -1
                if depth < 0:
                    return brace.start()
        return at

    def value(self, at: int, limit: int) -> tuple[str, int | None]:
        """Return a value without its enclosing marks, and the place after it; no place when it is never closed."""
        parts: list[str] = []
        while True:
            sign = self.text[at : at + 1]
            if sign == "{":
                end = self.closing(at, limit)
                if end is None:
                    return "", None
                parts.append(self.text[at + 1 : end - 1])
            elif sign == '"':
                end = self.unquoted(at, limit)
                if end is None:
                    return "", None
                parts.append(self.text[at + 1 : end - 1])
            elif bare := _BARE.match(self.text, at, limit):
                end = bare.end()
                parts.append(bare[0] if bare[0].isdigit() else self.macros.get(bare[0].lower(), bare[0]))
            else:
                return "".join(parts), at
            joined = _JOIN.match(self.text, end, limit)
            if joined is None:
                return "".join(parts), end
            at = joined.end()

    def closing(self, at: int, limit: int) -> int | None:
        """Return the place after the brace that closes the one at `at`."""
        if self.text[at] == "(":
            end = self.text.find(")", at, limit)
            return end + 1 if end >= 0 else None
        if flat := _FLAT.match(self.text, at, limit):
            return flat.end()
        depth = 0
        for match in _BRACE.finditer(self.text, at, limit):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return match.end()
        return None

    def unquoted(self, at: int, limit: int) -> int | None:
        """Return the place after the quotation mark that closes the one at `at`, but for those within braces."""
        flat = _QUOTED.match(self.text, at, limit)
        if flat and self.text[flat.end() - 2] != "\\":
            return flat.end()
        depth = 0
        for match in _QUOTE.finditer(self.text, at + 1, limit):
            if match[0] == '"' and depth <= 0 and not _UMLAUT.match(self.text, match.start() - 1):
                return match.end()
            depth += (match[0] == "{") - (match[0] == "}")
        return None

    def line_end(self, at: int, limit: int) -> int:
        end = self.text.find("\n", at, limit)
        return end if end >= 0 else limit


def records(text: str) -> Parts:
    """Yield the records of a BibTeX file, and what in it is damaged or none: macros, comments."""
    inherits = bool(_INHERITS.search(text))  # then what comes later must be known
    blocks = list(_Scanner(text).blocks()) if inherits else _Scanner(text).blocks()
    people = people_in_braces(match[1] for match in _IN_BRACES.finditer(text))
    known = _known(blocks if isinstance(blocks, list) else (), people)
    line, at = 1, 0
    for block in blocks:
        line += text.count("\n", at, block.start)
        at = block.start
        raw = text[block.start : block.end].rstrip()
        last = line + raw.count("\n")
        if block.type in {"set", "control", "bibnote", "ieeetranbstctl"}:
            yield Refused(line, last, raw, "set of records" if block.type == "set" else "no work", damaged=False)
        elif block.type in {"string", "preamble", "comment", "xdata"}:
            what = {"string": "a macro", "xdata": "fields for other records"}.get(block.type, f"@{block.type}")
            yield Refused(line, last, raw, what, damaged=False)
        elif block.problem:
            called = f"@{block.type}{{{block.key}}}" if block.key else f"@{block.type}"
            yield Refused(line, last, raw, f"{called}: {block.problem}")
        elif block.type in {"proceedings", "mvproceedings"} and block.key.casefold() in known.cited:
            yield Refused(line, last, raw, "the volume that other records of the file appeared in", damaged=False)
        else:
            yield _record(block, text, line, last, raw, known)


@dataclass(slots=True)
class _Known:
    """Of the whole file: blocks by key, the keys that others inherit from, and the people that look like bodies."""

    blocks: Mapping[str, _Block]
    cited: frozenset[str]
    people: frozenset[str]


def _known(blocks: Iterable[_Block], people: frozenset[str]) -> _Known:
    by_key: dict[str, _Block] = {}
    cited: set[str] = set()
    for block in blocks:
        if block.key:
            by_key.setdefault(block.key.casefold(), block)
        cited |= {value.strip().casefold() for name, value, _ in block.fields if name.lower() == "crossref"}
    return _Known(by_key, frozenset(cited), people)


def _record(block: _Block, text: str, line: int, last: int, raw: str, known: _Known) -> Record:
    values: list[Value] = []
    at, here = block.start, line
    more: list[Value] = []
    untitled = not any(name.lower() == "title" for name, _, _ in block.fields)
    for name, printed, place in block.fields:
        here += text.count("\n", at, place)
        at = place
        values += _values(name, printed, here)
        if name.lower() in {"crossref", "xdata"}:
            for key in printed.split(","):
                parent = known.blocks.get(key.strip().casefold())
                if parent is not None and parent is not block:
                    more += _inherited(
                        parent, here, whole=name.lower() == "xdata" or (untitled and block.type in _WHOLE)
                    )
    if untitled:
        values += _other_title(block, line)
    values += _noted_address(block, {value.name for value in values}, line)
    own = {value.name for value in values}
    values += [value for value in more if value.name not in own]
    values = list(_as_people(values, known.people))
    return Record(line, last, raw, tuple(_put_right(block.type, values)), type=block.type, key=block.key)


def _as_people(values: Iterable[Value], people: frozenset[str]) -> Iterator[Value]:
    """Yield the values of a record, of which those that look like bodies but are `people` are authors."""
    for value in values:
        yield value._replace(name="author") if value.name == "organisation" and value.text in people else value


def _noted_address(block: _Block, known: Set[str], line: int) -> Iterator[Value]:
    """Yield the one address that the note of a record without other links prints: there the work lies."""
    notes = [printed for name, printed, _ in block.fields if name.lower() == "note"]
    found = list(_ADDRESS.finditer(note := with_tildes(notes[0]))) if len(notes) == 1 and not known & _LEADS else []
    if len(found) == 1 and not _ELSEWHERE.search(note[: found[0].start()]):
        yield Value("url", found[0][1].strip(), line)


def _other_title(block: _Block, line: int) -> Iterator[Value]:
    """Yield what a record without a title is called: an issue, a remark in place of a title, a whole book."""
    names = ["issuetitle", "titleaddon"] + ["booktitle", "maintitle"] * (block.type in _WHOLE)
    fields = {name.lower(): printed for name, printed, _ in block.fields if printed.strip()}
    if title := next((fields[name] for name in names if name in fields), ""):
        yield Value("title", plain(title), line)


def _inherited(parent: _Block, line: int, *, whole: bool) -> Iterator[Value]:
    """Yield what a record takes from its volume: the volume's title is its venue."""
    for name, printed, _ in parent.fields:
        for value in _values(name, printed, line):
            if whole:
                yield value
            elif name.lower() == "title":
                yield value._replace(name="venue")
            elif value.name in _INHERITED or name.lower() == "booktitle":
                yield value


def _values(printed_name: str, printed: str, line: int) -> Iterator[Value]:
    low = printed_name.lower()
    printed = with_tildes(printed)
    name = _OWN[low] if low in _OWN else field_of(printed_name) or address_field(printed_name, printed)
    if not name:
        return
    if name in {"author", "editor"}:
        yield from bibtex_names(name, printed, line)
    elif name in {"cites", "related"}:
        yield Value(name, " ".join(printed.split()), line)
    elif name in _VERBATIM:
        address = _LINE_ENDS.sub(" ", printed.strip())
        match = re.search(r"\\(?:url|href|path)\s*\{([^{}]*)\}", address)
        address = match[1] if match else address
        yield Value(name, re.sub(r"\\([_%&#~$])", r"\1", address.replace("{\\_}", "_")).strip("{} \n\t"), line)
    elif name == "publisher" and (match := _ADDRESS.search(printed)):
        yield Value("url", match[1], line)
        yield Value(name, plain(printed.replace(match[0], "")), line)
    else:
        yield Value(name, plain(printed), line)


def _put_right(type_: str, values: list[Value]) -> Iterator[Value]:
    """Yield the values with what BibTeX calls by the same name told apart."""
    has_author = any(value.name in {"author", "organisation"} for value in values)
    inside = type_ in {"inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook"}
    for value in values:
        if value.name == "editor" and (has_author or inside):
            continue
        if value.name == "publisher" and type_ in {"article", "inproceedings", "conference"}:
            # A publisher is no journal; an archive is the place of a preprint.
            if re.search(r"arxiv", value.text, re.IGNORECASE):
                yield value
            continue
        yield value
