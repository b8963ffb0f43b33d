"""Entries that were read against golden ones: which are found, which are not, which fields are right.

A golden entry and a read one are JSON objects with the field names of `entries` in `papergraph.json`; `note_keys`
stands for the keys of `notes`. A golden entry may say less: a field that it does not have was not printed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

Facts = dict[str, Any]

FIELDS = (
    "title", "short_names", "authors", "authors_truncated", "organisation", "year", "month", "date_printed", "venue",
    "ordinal", "section", "links", "note_keys", "kind", "first_line",
)  # fmt: skip

REACH = 5  # lines that a golden and a read entry may lie apart and still be the same one
ALIKE = 0.6  # titles less alike than this are not the same entry
CONTAINED = 0.5  # the likeness of a title and a piece of it
SHORTEST_PIECE = 4
LEAD_WORDS = 3

_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
_TAIL = re.compile(
    r"[\s,;:]*(?:\b(?:vol|volume|no|nr|issue|pp?|pages?|art)\b\.?\s*)?[(\[]?[A-Z]?\d+(?:[\s().,:;/-]+[A-Z]?\d+)*[)\]]*$",
    re.I,
)


def text(value: object) -> str:
    """The value as text with single spaces, straight quotation marks and one kind of dash; nothing for None."""
    if value is None:
        return ""
    return " ".join(unicodedata.normalize("NFC", str(value)).translate(_SIGNS).split())


def title_key(title: str) -> str:
    """The letters and digits of a title in small letters: what two printings of a title have in common."""
    return "".join(c for c in unicodedata.normalize("NFKC", title).casefold() if c.isalnum())


def plain(entry: object) -> Facts:
    """An entry record of papergraph, or an object of its JSON, as the facts that are compared."""
    get = entry.get if isinstance(entry, Mapping) else lambda name, default=None: getattr(entry, name, default)
    facts: Facts = {name: get(name) for name in (*FIELDS, "last_line") if name != "note_keys"}
    facts["links"] = [{"url": _of(link, "url"), "role": _of(link, "role")} for link in get("links") or ()]
    facts["note_keys"] = [_of(note, "key") for note in get("notes") or ()]
    for name in ("short_names", "authors", "section"):
        facts[name] = list(facts[name] or ())
    return facts


def _of(thing: object, name: str) -> Any:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)


# --- One field -------------------------------------------------------------------------------------------------------


def person(name: str) -> str:
    """A name in the order in which it is spoken, without full stops: `Codd, E. F.` → `E F Codd`."""
    last, comma, first = text(name).partition(", ")
    return " ".join((f"{first} {last}" if comma else last).replace(".", " ").split())


def venue(value: object) -> str:
    """A venue without year, volume, issue and pages, which lists print with it or not."""
    name = text(value)
    while (shorter := _TAIL.sub("", name).rstrip(" ,;:")) and shorter != name:
        name = shorter
    return name.rstrip(" ,.;:")


def heading(value: str) -> str:
    """A heading, or its hash where the golden facts keep no words: `sha256:` and 16 hex digits from eight words on."""
    if value.startswith("sha256:") or len(re.findall(r"[^\W_]+", value)) < 8:
        return text(value)
    return "sha256:" + hashlib.sha256(" ".join(value.split()).encode()).hexdigest()[:16]


_CANONICAL: dict[str, Callable[[Any], object]] = {
    "title": lambda value: text(value).rstrip("."),
    "authors": lambda value: tuple(person(name) for name in value or ()),
    "authors_truncated": bool,
    "venue": venue,
    "section": lambda value: tuple(heading(part) for part in value or ()),
    "note_keys": lambda value: tuple(value or ()),
    "year": lambda value: value,
    "month": lambda value: value,
    "first_line": lambda value: value,
}


def _short_names_agree(golden: Facts, read: Facts) -> bool:
    same = {title_key(golden["title"]), title_key(read["title"])}  # a title is no second name of itself
    must = {text(name) for name in golden.get("short_names", ())}
    may = must | {text(name) for name in golden.get("also", {}).get("short_names", ())}
    lead, colon, _ = text(golden["title"]).partition(": ")
    if colon and len(lead.split()) <= LEAD_WORDS:
        may.add(lead)  # whether a few words before a colon are a name is a matter of taste
    have = {text(name) for name in read["short_names"] if title_key(name) not in same}
    return must <= have <= may


def _links_agree(golden: Facts, read: Facts) -> bool:
    roles = {link["url"]: {link["role"], *link.get("also", ())} for link in golden.get("links", ())}
    must = set(roles)
    for link in golden.get("also", {}).get("links", ()):
        roles.setdefault(link["url"], {link["role"]})
    have = {link["url"]: link["role"] for link in read["links"]}
    return must <= have.keys() <= roles.keys() and all(role in roles[url] for url, role in have.items())


def agrees(name: str, golden: Facts, read: Facts) -> bool:
    """Whether the read entry has the golden one's value of a field, or one that counts as right too."""
    if name == "short_names":
        return _short_names_agree(golden, read)
    if name == "links":
        return _links_agree(golden, read)
    canonical = _CANONICAL.get(name, text)
    allowed = [golden.get(name), *golden.get("also", {}).get(name, ())]
    return canonical(read[name]) in [canonical(value) for value in allowed]


# --- Which is which --------------------------------------------------------------------------------------------------


def _distance(golden: Facts, read: Facts) -> int:
    if golden.get("first_line") is None or read.get("first_line") is None:
        return 0
    first, last = read["first_line"], read.get("last_line") or read["first_line"]
    lines = [golden["first_line"], *golden.get("also", {}).get("first_line", ())]
    return min(0 if first <= line <= last else min(abs(line - first), abs(line - last)) for line in lines)


def _likeness(golden: str, read: str) -> float:
    if golden == read:
        return 1.0
    ratio = fuzz.ratio(golden, read) / 100
    if ratio >= ALIKE:
        return ratio
    shorter, longer = sorted((golden, read), key=len)
    return CONTAINED if len(shorter) >= SHORTEST_PIECE and shorter in longer else 0.0


def align(golden: Sequence[Facts], read: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs of positions in both that are the same entry, each used once: best title first, then nearest line."""
    keys = [title_key(entry["title"]) for entry in read]
    found: list[tuple[float, int, int, int]] = []
    for g, wanted in enumerate(golden):
        key = title_key(wanted["title"])
        for r, entry in enumerate(read):
            distance = _distance(wanted, entry)
            likeness = _likeness(key, keys[r]) if distance <= REACH else 0.0
            if likeness:
                found.append((-likeness, distance, g, r))
    pairs: list[tuple[int, int]] = []
    used_golden: set[int] = set()
    used_read: set[int] = set()
    for _, _, g, r in sorted(found):
        if g not in used_golden and r not in used_read:
            pairs.append((g, r))
            used_golden.add(g)
            used_read.add(r)
    return sorted(pairs)


# --- The whole -------------------------------------------------------------------------------------------------------


@dataclass
class FieldCount:
    """How often a field is right where it is printed and where it is not, and how it is wrong."""

    printed: int = 0
    right: int = 0
    missing: int = 0
    wrong: int = 0
    blank: int = 0
    invented: int = 0

    @property
    def accuracy(self) -> float:
        """The share of found entries in which the field is as it should be, empty ones too."""
        total = self.printed + self.blank
        return (self.right + self.blank - self.invented) / total if total else 1.0


@dataclass(frozen=True)
class Mismatch:
    """A field of a found entry that is not as it should be."""

    line: int | None
    title: str
    field: str
    golden: object
    read: object


@dataclass
class Comparison:
    """What was found, missed and read too much, and how right each field is."""

    golden: int = 0
    read: int = 0
    found: int = 0
    missed: list[Facts] = field(default_factory=list)
    extra: list[Facts] = field(default_factory=list)
    tolerated: list[Facts] = field(default_factory=list)
    fields: dict[str, FieldCount] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of golden entries that were found."""
        return self.found / self.golden if self.golden else 1.0

    @property
    def precision(self) -> float:
        """The share of read entries that are golden ones; tolerated ones are left out."""
        counted = self.found + len(self.extra)
        return self.found / counted if counted else 1.0

    def add(self, other: Comparison) -> None:
        """Put another list's comparison into this one."""
        self.golden += other.golden
        self.read += other.read
        self.found += other.found
        self.missed += other.missed
        self.extra += other.extra
        self.tolerated += other.tolerated
        self.mismatches += other.mismatches
        for name, count in other.fields.items():
            mine = self.fields.setdefault(name, FieldCount())
            for part in vars(count):
                setattr(mine, part, getattr(mine, part) + getattr(count, part))

    def _score(self, name: str, golden: Facts, read: Facts) -> None:
        count = self.fields.setdefault(name, FieldCount())
        right = agrees(name, golden, read)
        if golden.get(name):
            count.printed += 1
            kind = "right" if right else "wrong" if read[name] else "missing"
            setattr(count, kind, getattr(count, kind) + 1)
        else:
            count.blank += 1
            count.invented += not right
        if not right:
            line = golden.get("first_line") or read.get("first_line")
            self.mismatches.append(Mismatch(line, golden["title"], name, golden.get(name), read[name]))


def compare(
    golden: Sequence[Facts],
    read: Iterable[object],
    *,
    not_entries: Iterable[Facts] = (),
    fields: Callable[[Facts], Iterable[str]] = lambda _: FIELDS,
    tolerated_kinds: frozenset[str] = frozenset(),
) -> Comparison:
    """The comparison of one list: `fields` names the fields to score of a golden entry.

    An entry too much is tolerated when its kind is in `tolerated_kinds`, or in those that `not_entries` has for its
    line; it then counts neither for nor against.
    """
    entries = [plain(entry) for entry in read]
    asides = list(not_entries)
    result = Comparison(golden=len(golden), read=len(entries))
    pairs = align(golden, entries)
    result.found = len(pairs)
    for g, r in pairs:
        for name in fields(golden[g]):
            result._score(name, golden[g], entries[r])
    found_golden, found_read = {g for g, _ in pairs}, {r for _, r in pairs}
    result.missed = [wanted for g, wanted in enumerate(golden) if g not in found_golden]
    for r, entry in enumerate(entries):
        if r in found_read:
            continue
        here = [a for a in asides if a["first_line"] <= (entry["first_line"] or 0) <= a["last_line"]]
        allowed = tolerated_kinds.union(*(a.get("tolerated_kinds", ()) for a in here))
        note = {**entry, "reason": here[0]["reason"] if here else "not in the golden list"}
        (result.tolerated if entry["kind"] in allowed else result.extra).append(note)
    return result


def table(comparison: Comparison, names: Iterable[str] = FIELDS) -> str:
    """Recall, precision and one line per field, as text."""
    c = comparison
    lines = [
        f"recall {c.recall:6.1%} ({c.found} of {c.golden})   precision {c.precision:6.1%} "
        f"({len(c.extra)} too much, {len(c.tolerated)} tolerated)",
        f"  {'field':<18}{'accuracy':>9}{'printed':>9}{'right':>7}{'missing':>9}{'wrong':>7}{'invented':>10}",
    ]
    for name in names:
        if count := c.fields.get(name):
            lines.append(
                f"  {name:<18}{count.accuracy:>9.1%}{count.printed:>9}{count.right:>7}{count.missing:>9}"
                f"{count.wrong:>7}{count.invented:>10}"
            )
    return "\n".join(lines)


def details(comparison: Comparison) -> str:
    """Every entry missed or too much and every field that is not right, one a line."""
    lines = [f"  missed    line {entry.get('first_line') or '?'}: {entry['title']}" for entry in comparison.missed]
    lines += [
        f"  too much  line {entry['first_line']}: {entry['title']!r} ({entry['kind']}; {entry['reason']})"
        for entry in comparison.extra
    ]
    lines += [
        f"  {m.field:<9} line {m.line}: {m.title[:50]!r}: should be {m.golden!r}, is {m.read!r}"
        for m in sorted(comparison.mismatches, key=lambda m: (FIELDS.index(m.field), m.line or 0))
    ]
    return "\n".join(lines)
