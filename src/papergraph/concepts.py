"""Which paper introduces or uses which concept of the curated scheme, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from papergraph.cues import DENIED_BEFORE, cues_in
from papergraph.curation import CuratedConcept, Curation
from papergraph.mentions import Names
from papergraph.model import Concept, Entry, Evidence, NoteKey, Paper, Topic
from papergraph.references import ReferenceIndex
from papergraph.sentences import clauses, sentences, within

#: Concept names ("attention", "memory", "SAM") are other words in other fields. They tag a list only when at least so
#: many of its papers are works of the curated authority, and at least this share of them.
KNOWN_WORKS = 3
KNOWN_SHARE = 0.2

# The notes that say what a paper is about; results and impact speak of others, exercises and pictures of the reader.
_PROSE: frozenset[NoteKey] = frozenset(["summary", "contribution", "insight"])
_TITLE, _SENTENCE = 0.9, 0.8
_MOST_EVIDENCE = 3
_LONGEST = 2000  # what has more characters is no sentence


def tag(
    papers: Iterable[Paper], entries: Iterable[Entry], *, curation: Curation, asked: bool = False
) -> tuple[tuple[Concept, ...], tuple[Topic, ...]]:
    """Return the concepts that these papers need, and the topics that tie papers to them; both sorted, or both empty.

    A paper introduces a concept by a curated row, and uses one whose label stands in its title or in what is said of
    its content. The concepts are those used or introduced, with all that they require and all that is broader. Nothing
    is tagged on a list of another field, which has fewer known works than KNOWN_WORKS and KNOWN_SHARE say, unless it
    is `asked` for.
    """
    by_id = {paper.id: paper for paper in papers}
    if not (asked or _is_of_the_field(by_id, curation)):
        return (), ()
    scheme = {each.concept.id: each.concept for each in curation.concepts}
    evidence: dict[tuple[str, str, str], list[Evidence]] = {}
    for paper, concept, found in _introduced(by_id, curation):
        evidence.setdefault((paper, concept, "introduces"), []).append(found)
    introduced = {(paper, concept) for paper, concept, _ in evidence}
    since: dict[str, int] = {}
    for paper, concept in sorted(introduced):
        since[concept] = min(by_id[paper].year or 0, since.get(concept, by_id[paper].year or 0))
    names = Names.of_labels(
        (label, each.id) for each in scheme.values() for label in (each.pref_label, *each.alt_labels)
    )
    for paper, concept, found in _used(by_id, entries, names):
        # A label in an older paper's entry is the common word, or tells what came of the paper.
        if (paper, concept) not in introduced and (by_id[paper].year or 9999) >= since.get(concept, 0):
            evidence.setdefault((paper, concept, "uses"), []).append(found)
    topics = tuple(
        Topic(
            paper=paper,
            concept=concept,
            relation="introduces" if relation == "introduces" else "uses",
            evidence=tuple(sorted(dict.fromkeys(found), key=_strength)[:_MOST_EVIDENCE]),
        )
        for (paper, concept, relation), found in sorted(evidence.items())
    )
    return _needed(scheme, {topic.concept for topic in topics}), topics


def completed(scheme: Sequence[Concept], wanted: Iterable[str], *, curation: Curation) -> tuple[Concept, ...]:
    """Return `scheme` with the concepts `wanted` by id, as far as the curated scheme knows them, and what they need."""
    known = {each.concept.id: each.concept for each in curation.concepts}
    return _needed(known, {*(concept.id for concept in scheme), *(each for each in wanted if each in known)})


def _is_of_the_field(papers: Mapping[str, Paper], curation: Curation) -> bool:
    works = {identifier for work in curation.works for identifier in (work.id, *work.identifiers)}
    known = [paper for paper in papers.values() if works.intersection((paper.id, *paper.identifiers))]
    return len(known) >= KNOWN_WORKS and len(known) >= KNOWN_SHARE * len(papers)


def _introduced(papers: Mapping[str, Paper], curation: Curation) -> Iterator[tuple[str, str, Evidence]]:
    own = ReferenceIndex.of(papers.values())
    works = ReferenceIndex.of(curation.works)
    identifiers = {work.id: (work.id, *work.identifiers) for work in curation.works}
    for each in curation.concepts:
        for reference in each.introduced_by:
            found = set(own.find(reference))
            for work in works.find(reference) if not found else ():
                for identifier in identifiers[work]:
                    found.update(own.by_identifier.get(identifier, ()))
            if len(found) == 1:
                yield found.pop(), each.concept.id, _row(each)


def _row(each: CuratedConcept) -> Evidence:
    return Evidence(
        justification="curated", confidence=1.0, source="graph/concepts.tsv", row=each.row, rule="introduced-by"
    )


def _used(papers: Mapping[str, Paper], entries: Iterable[Entry], names: Names) -> Iterator[tuple[str, str, Evidence]]:
    for entry in entries:
        if entry.paper is None or entry.paper not in papers:
            continue
        for mention in names.find(entry.title):
            yield entry.paper, mention.paper, _read(entry, entry.title, "label-in-title", _TITLE)
        for note in entry.notes:
            if note.key not in _PROSE:
                continue
            found = names.find(note.text)
            starts = [mention.start for mention in found]
            for start, end in sentences(note.text) if found else ():
                inside = found[within(starts, start, end)]
                if not inside or end - start > _LONGEST:
                    continue
                denied = _denied(note.text, start, end, [mention.start for mention in inside])
                for mention in inside:
                    if mention.start not in denied:
                        yield entry.paper, mention.paper, _read(entry, note.text[start:end], "label", _SENTENCE)


def _denied(text: str, start: int, end: int, places: Sequence[int]) -> set[int]:
    """Return those of `places` in a sentence that are denied, compared or contrasted ("unlike recurrence")."""
    out: set[int] = set()
    for clause in clauses(text, start, end):
        found = list(cues_in(clause.text))
        for place in places:
            at = place - clause.start
            if not 0 <= at < len(clause.text) or not clause.text[at].strip():
                continue
            before = [cue for left, _, cue in found if left < at]
            if (before and before[-1].points == "nowhere" and before[-1].name != "example") or DENIED_BEFORE.search(
                clause.text[:at]
            ):
                out.add(place)
    return out


def _read(entry: Entry, quote: str, rule: str, confidence: float) -> Evidence:
    return Evidence(
        justification="mention",
        confidence=confidence,
        source=entry.source,
        first_line=entry.first_line,
        last_line=entry.last_line,
        quote=quote,
        rule=rule,
    )


def _strength(each: Evidence) -> tuple[object, ...]:
    return (-each.confidence, each.source or "", each.first_line or each.row or 0, each.quote or "", each.rule or "")


def _needed(scheme: Mapping[str, Concept], start: set[str]) -> tuple[Concept, ...]:
    """Return the concepts of `start` with all that they require and all that is broader, sorted by id."""
    seen = set(start)
    stack = sorted(start)
    while stack:
        concept = scheme[stack.pop()]
        for other in (*concept.broader, *(requirement.object for requirement in concept.requires)):
            if other in scheme and other not in seen:
                seen.add(other)
                stack.append(other)
    return tuple(scheme[concept] for concept in sorted(seen))
