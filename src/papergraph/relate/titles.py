"""Claims from titles: a version name builds on the version before it, "… with Transformers" on the Transformer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from papergraph.cues import FILL, calibrated, cues_in
from papergraph.identifiers import title_key
from papergraph.mentions import Mention, Names
from papergraph.model import Entry, Evidence, Paper
from papergraph.relate.claims import Claim, age, could_build_on
from papergraph.relate.grammar import Named, Relation, relations
from papergraph.relate.masking import masked
from papergraph.sentences import clauses

_VERSION_NAME = calibrated("version-name", 0.9)
_IN_TITLE = calibrated("named-in-title", 0.9)
_CUE_IN_TITLE = calibrated("cue-in-title", 0.9)
#: What a title loses that names a class of works as its matter: "Sinks in Transformers" is about all of that kind.
_OF_A_CLASS = 0.85

# A base of at least two letters and a small number: sizes ("ResNet-50") and years are no versions.
_VERSION = re.compile(
    r"(?P<base>[^\W\d_].*?[^\W\d_])(?:[\s_-]*v\.?\s?|[\s_-]*)(?P<number>1?\d(?:\.\d+)?)", re.IGNORECASE
)
_W = rf"(?!{FILL})[\w.-]+\s+"
# "… with Transformers", "a lite BERT"; not "GANs beaten by …"
_NAMED = re.compile(
    rf"\b(?:with|using|an?|one|of|in|for|from|via|through)\s+(?:{_W}){{0,3}}(?P<name>{FILL}+)", re.IGNORECASE
)
_MEANS = re.compile(r"\b(?:with|using|an?|one|from|via|through)\s", re.IGNORECASE)
_Key = tuple[str, float]


def versions(papers: Mapping[str, Paper], entries: Iterable[Entry]) -> Iterator[Claim]:
    """Yield a claim for each paper whose name is that of another with a higher version number.

    The other is the next lower version at hand; a name without a number counts as version one.
    """
    table: dict[_Key, set[str]] = {}
    for paper in papers.values():
        for key in _keys(paper):
            table.setdefault(key, set()).add(paper.id)
    by_base: dict[str, list[float]] = {}
    for base, number in sorted(table):
        by_base.setdefault(base, []).append(number)
    printed = _printed(entries)
    for paper in sorted(papers.values(), key=lambda each: each.id):
        for base, number in sorted(_keys(paper)):
            lower = [each for each in by_base[base] if each < number and paper.id not in table[base, each]]
            owners = table[base, lower[-1]] if lower else set()
            if len(owners) != 1 or table[base, number] != {paper.id}:
                continue
            (older,) = owners
            if age(paper, papers[older]) == "older" or not could_build_on(papers, subject=paper.id, object=older):
                continue
            yield Claim(
                subject=paper.id,
                object=older,
                kind="core",
                evidence=_evidence(paper, printed.get(paper.id), "version-name", _VERSION_NAME),
            )
            break


def named_in_titles(papers: Mapping[str, Paper], entries: Iterable[Entry]) -> Iterator[Claim]:
    """Yield a claim for each title that names an older paper as its means or matter ("… with Transformers").

    Many of a kind as the matter ("… in Transformers") are a class of works: a paper on it is less sure to build on the
    first of them, and a post, a book or a repository explains the class.
    """
    # Whole titles are left out of the names here: a title would be found as itself, and hide what stands in it.
    names = Names.of(
        replace(paper, title=_short(paper.title), alt_titles=tuple(map(_short, paper.alt_titles)))
        for paper in papers.values()
    )
    for entry in entries:
        owner = papers.get(entry.paper or "")
        if owner is None:
            continue
        found = names.find(entry.title)
        text = masked(entry.title, found)
        own = " ".join(owner.short_names).casefold()
        # A name inside the work's own name may be that of another work: "Grounding Dino: marrying Dino with …".
        outside = [mention for mention in found if mention.text.casefold() not in own]
        for relation in _told(text, outside, owner.id):
            if relation.subject == owner.id and age(owner, papers[relation.object]) == "newer":
                yield Claim(
                    subject=owner.id,
                    object=relation.object,
                    kind=relation.cue.kind,
                    evidence=_evidence(owner, entry, "cue-in-title", _CUE_IN_TITLE),
                )
        denied = [start for start, _, cue in cues_in(text) if cue.points == "nowhere"]
        place = {mention.start: mention for mention in found}
        for match in _NAMED.finditer(text):
            start = match.start("name")
            mention = place.get(start)
            if mention is None or mention.paper == owner.id or any(at < start for at in denied):
                continue
            of_a_class = not _MEANS.search(match[0]) and _many(mention, papers[mention.paper])
            if of_a_class and "paper" not in (entry.kind, owner.kind):
                continue
            if age(owner, papers[mention.paper]) == "newer":
                sure = round(_IN_TITLE * _OF_A_CLASS, 3) if of_a_class else _IN_TITLE
                yield Claim(
                    subject=owner.id,
                    object=mention.paper,
                    kind="background",
                    evidence=_evidence(owner, entry, "named-in-title", sure),
                )


def _told(text: str, found: Sequence[Mention], owner: str) -> Iterator[Relation]:
    """Yield what the halves of a masked title say by a cue: "Revisiting BERT", "Fast: Compressing BERT"."""
    for clause in clauses(text, 0, len(text)):
        left, right = clause.start, clause.start + len(clause.text)
        names = [Named(each.paper, each.start - left, each.end - left) for each in found if left <= each.start < right]
        if any(each.paper != owner for each in names):
            yield from (each for each in relations(clause.text, names, owner) if each.cue.points == "older")


def _many(mention: Mention, paper: Paper) -> bool:
    """Return whether a name is printed in the plural, and the work has no such name."""
    own = {name.casefold() for name in (*paper.short_names, paper.title, *paper.alt_titles)}
    return mention.text.endswith("s") and mention.text.casefold() not in own


def _short(title: str) -> str:
    return title if len(title.split()) <= 3 else ""


def _keys(paper: Paper) -> set[_Key]:
    """Return (base, number) of each name of a paper, number 1 for a name without one."""
    keys: set[_Key] = set()
    for name in _names(paper):
        match = _VERSION.fullmatch(name)
        if match is not None:
            keys.add((title_key(match["base"]), float(match["number"])))
        else:
            keys.add((title_key(name), 1.0))
    return {key for key in keys if key[0]}


def _names(paper: Paper) -> Iterator[str]:
    yield from paper.short_names
    for title in (paper.title, *paper.alt_titles):
        head, colon, _ = title.partition(":")
        if colon and len(head.split()) <= 3:
            yield head.strip()
        elif len(title.split()) <= 3:
            yield title.strip()


def _printed(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the first entry of each paper, by source and line."""
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: (each.source, each.first_line, each.id)):
        if entry.paper is not None:
            first.setdefault(entry.paper, entry)
    return first


def _evidence(paper: Paper, entry: Entry | None, rule: str, confidence: float) -> Evidence:
    return Evidence(
        justification="mention",
        confidence=confidence,
        source=entry.source if entry else None,
        first_line=entry.first_line if entry else None,
        last_line=entry.last_line if entry else None,
        quote=entry.title if entry else paper.title,
        rule=rule,
    )
