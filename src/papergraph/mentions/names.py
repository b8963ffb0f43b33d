"""Names found in text: all names of all papers in one pass, at word boundaries, none inside a longer name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from papergraph.mentions.rules import Case, Spelling, case_of_label, case_of_name, case_of_title
from papergraph.mentions.words import folded, spans, stretches, words
from papergraph.model import Named


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, `text[start:end]`, that names a paper (or whatever else the names were made for)."""

    paper: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Form:
    """Folded words that may be a name: how many, and (plural, spelling, owner) of each name that they may be.

    A plural has one s more than the name, and comes after those that have not. The owner None is nobody.
    """

    words: int
    names: Sequence[tuple[bool, Spelling, str | None]]


@dataclass(frozen=True, slots=True)
class Names:
    """All names, ready to be found; made by `of` or `of_labels`."""

    _forms: Sequence[_Form]
    _automaton: AhoCorasick | None
    _longest: int

    @classmethod
    def of(cls, papers: Iterable[Named], others: Iterable[Named] = ()) -> Names:
        """Return the names of `papers`: titles, alternative titles and short names.

        `others` are works that may be named but are not asked for: where one of their names stands, no name inside it
        is found. A name that two papers share names neither of them.
        """
        names: list[tuple[str, str | None, Case]] = []
        own: set[str] = set()
        for paper in papers:
            own.add(paper.id)
            names += [(name, paper.id, case) for name, case in _names(paper)]
        known = {_key(name) for name, _, _ in names}
        for other in others:
            if other.id not in own:
                names += [(name, None, case) for name, case in _names(other) if _key(name) not in known]
        return cls._made(names)

    @classmethod
    def of_labels(cls, labels: Iterable[tuple[str, str]]) -> Names:
        """Return names from pairs (label, owner); a label with capitals counts as printed, others in any case."""
        return cls._made([(label, owner, case_of_label(label)) for label, owner in labels])

    @classmethod
    def _made(cls, names: Iterable[tuple[str, str | None, Case]]) -> Names:
        spelled: dict[str, dict[Spelling, str | None]] = {}
        for name, owner, case in sorted(names, key=lambda each: (each[0], each[1] or "", each[2])):
            spelling = Spelling.of(name, case)
            if spelling.words:
                own = spelled.setdefault(" ".join(folded(word) for word in spelling.words), {})
                own[spelling] = owner if own.get(spelling, owner) == owner else None
        forms: dict[str, list[tuple[bool, Spelling, str | None]]] = {
            key: [(False, spelling, owner) for spelling, owner in own.items()] for key, own in spelled.items()
        }
        for key, own in spelled.items():
            last = key.rpartition(" ")[2]
            if len(last) >= 3 and not last.endswith("s"):
                forms.setdefault(f"{key}s", []).extend((True, spelling, owner) for spelling, owner in own.items())
        # Framed by spaces, a match is one of whole words.
        automaton = AhoCorasick([f" {key} " for key in forms], store_patterns=False) if forms else None
        made = tuple(_Form(key.count(" ") + 1, tuple(names)) for key, names in forms.items())
        return cls(made, automaton, max((form.words for form in made), default=0))

    def find(self, text: str) -> list[Mention]:
        """Return all mentions in `text`, in order, none overlapping another.

        At each word the longest name that really stands there wins: a longer name that fails a rule hides no shorter
        one that holds.
        """
        mentions: list[Mention] = []
        past = 0
        if self._automaton is None:
            return mentions
        for stretch in stretches(text, self._longest):
            found = self._automaton.find_matches_as_indexes(stretch.folded, overlapping=True)
            found.sort(key=_by_start)
            for number, left, right in found:
                if left >= stretch.until:
                    break
                start = stretch.start(left + 1)
                if start < past:
                    continue
                end = stretch.end(right - 1)
                stands, owner = _owner(self._forms[number], text, start, end)
                if stands:
                    past = end
                if owner is not None:
                    mentions.append(Mention(owner, start, end, text[start:end]))
        return mentions


def _owner(form: _Form, text: str, start: int, end: int) -> tuple[bool, str | None]:
    """Return whether a name of this form stands in `text[start:end]`, and its owner if that is one."""
    places = [(start, end)] if form.words == 1 else spans(text, start, end)
    found: tuple[bool, str | None] | None = None
    for plural, spelling, owner in form.names:
        if found and found[0] != plural:
            break
        if spelling.stands(text, places, plural=plural):
            found = plural, owner if not found or found[1] == owner else None
    return (True, found[1]) if found else (False, None)


def _by_start(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


def _names(paper: Named) -> list[tuple[str, Case]]:
    titles = [(title, case_of_title(title)) for title in (paper.title, *paper.alt_titles)]
    return titles + [(name, case_of_name(name)) for name in paper.short_names]


def _key(name: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in words(name))
