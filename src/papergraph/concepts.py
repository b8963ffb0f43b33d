"""Which paper introduces or uses which concept of the curated scheme, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from papergraph.cues import DENIED_BEFORE, FILL, Cue, cues_in
from papergraph.curation import BUNDLED_CONCEPTS, CuratedConcept, Curation
from papergraph.mentions import Mention, Names
from papergraph.model import Concept, Entry, Evidence, NoteKey, Paper, Topic
from papergraph.references import ReferenceIndex
from papergraph.sentences import Clause, clauses, sentences, within

#: Concept names ("attention", "memory", "SAM") are other words in other fields. They tag a list only when at least so
#: many of its papers are works of the curated authority, and at least this share of them.
KNOWN_WORKS = 3
KNOWN_SHARE = 0.2
#: A list of fewer papers is too short to be judged by itself: it goes with the lists that are read with it.
SHORT = 5
#: In a section where less than this share of the papers is known, names need the company of an unmistakable one.
HOME_SHARE = 0.5

# The notes that say what a paper is about; results and impact speak of others, exercises and pictures of the reader.
_PROSE: frozenset[NoteKey] = frozenset(["summary", "contribution", "insight"])
_TITLE, _SENTENCE = 0.9, 0.8
_MOST_EVIDENCE = 3
_LONGEST = 2000  # what has more characters is no sentence

# What came of a paper, or how good it is thought to be: what is named after such words is not what the paper uses.
_LATER = re.compile(
    r"\b(?:led (?:\w+ )?to|gave rise to|spawned|sparked|evolved into|paved the way|opened the (?:door|way)"
    r"|(?:inspired|influenced)(?! by\b)|(?:has|have) (?:since|also|been|become|influenced|set|spread)|['’]s been"
    r"|became (?:the|an?|one)\b|(?:one of|among) the most|follow-up|subsequent(?:ly)?|successors?|descendants?"
    r"|(?:milestone|landmark|foundation|blueprint|precursor|workhorse|default|basis) (?:of|for|in|to)"
    r"|\bera\b|nowadays|today|ever since|revolution)\b",
    re.IGNORECASE,
)
# "later" on either side in the same clause, but for later places of an input or a network
_LATER_CLAUSE = re.compile(
    r"\b(?:later|since then|follow-up|then (?:adopted|took|used|became))\b"
    r"(?! (?:layers?|tokens?|positions?|steps?|stages?|words?|frames?|blocks?|ones)\b)",
    re.IGNORECASE,
)
# what a paper does without ("drops convolutions", "nothing is fine-tuned"), not what is dropped after, by or from it
_WITHOUT = re.compile(
    r"\b(?:(?:(?:drop(?:s|ping)?|remov(?:es?|ing)|abandon(?:s|ing)?|discard(?:s|ing)?|omit(?:s|ting)?"
    r"|dispens(?:es|ing) with|do(?:es|ing) away with)(?! (?:after|by|from|with|in|to|as|at|during|out)\b)|need for"
    r"|(?:level|quality|accuracy|performance) of|close to)[^\w.;:,]+(?:\w+[^\w.;:,]+){0,3}|nothing is "
    r"|(?:instead of|rather than|unlike)\b[^,.;:()]*|(?:does|do|did|is|are|was|were)n['’]t [^,.;:()]*)$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\W*(?:\w+\W+)?(?:(?:is|are|was|were|could be|can be)\W+(?:not|no longer|never|reduced|removed|avoided)"
    r"|(?:is|are|was|were)n['’]t|(?:does|do|did) not)\b",
    re.IGNORECASE,
)
# what it was tried on or is good for
_APPLIED = re.compile(
    r"\b(?:tasks?|benchmarks?|areas?|applications?|domains?)\b[^.;]{0,15}\b(?:like|such as|e\.g|including)\b[^.;]*$",
    re.IGNORECASE,
)
# others, and the time before: as far as the clause or the comma
_OTHERS = re.compile(
    r"\W*(?:(?:previous(?:ly)?|prior|earlier|traditional(?:ly)?|conventional(?:ly)?|existing)\b[^,;:]*"
    r"(?:, (?:such as|like|including)\b[^,;:]*,[^,;:]*)?"
    r"|(?:where|whereas|while)\b[^,]*(?=,))",
    re.IGNORECASE,
)
# a contrast that opens a clause ends with its comma
_OPENING = re.compile(
    r"\W*(?:unlike|instead of|rather than|in contrast|contrary|compared|before|without)\b[^,]*,", re.IGNORECASE
)
_BETTER = re.compile(
    r"\b(?:improv\w*|gains?|advantages?|wins?|better|speed-?ups?|superior\w*|prefer\w*)\b", re.IGNORECASE
)
_NEW_START = re.compile(r"[;:]")
_SLASH_NAME = re.compile(r"/[A-Z][a-z]+[A-Z]")  # CNN/DailyMail is a data set


@dataclass(frozen=True, slots=True)
class _Use:
    """A place that says that a paper uses a concept; `plain` when the name there is a single word."""

    paper: str
    entry: str
    concept: str
    plain: bool
    evidence: Evidence


def tag(
    papers: Iterable[Paper], entries: Iterable[Entry], *, curation: Curation, asked: bool = False
) -> tuple[tuple[Concept, ...], tuple[Topic, ...]]:
    """Return the concepts that these papers need, and the topics that tie papers to them; both sorted, or both empty.

    A paper introduces a concept by a curated row, and uses one whose label stands in its title or in what is said of
    its content. The concepts are those used or introduced, with all that they require and all that is broader. Nothing
    is tagged on a list of another field, which has fewer known works than KNOWN_WORKS and KNOWN_SHARE say, and a
    stranger among strangers is tagged only when it names an idea of a known work, unless it is `asked` for. Concepts of
    one's own curated rows tag any list: who names them means them.
    """
    by_id = {paper.id: paper for paper in papers}
    listed = list(entries)
    known = _known(by_id, curation)
    whole = _is_of_the_field(len(known), len(by_id))
    read = listed if asked else list(_of_the_field(listed, known, whole=whole))
    own = frozenset(each.concept.id for each in curation.concepts if each.file != BUNDLED_CONCEPTS)
    scheme = {each.concept.id: each.concept for each in curation.concepts}
    if not (asked or whole or read):
        if not own:
            return (), ()
        curation = replace(curation, concepts=tuple(each for each in curation.concepts if each.concept.id in own))
    evidence: dict[tuple[str, str, str], list[Evidence]] = {}
    for paper, concept, found in _introduced(by_id, curation):
        evidence.setdefault((paper, concept, "introduces"), []).append(found)
    introduced = {(paper, concept) for paper, concept, _ in evidence}
    first = _first(by_id, introduced, curation)
    edges = frozenset((edge.subject, edge.object) for edge in curation.edges if edge.kind != "none")
    uses = list(_used(by_id, listed if own else read, curation))
    if not asked:
        among = {entry.id for entry in read}
        ours = [use for use in uses if use.concept in own]
        theirs = [use for use in uses if use.concept not in own and use.entry in among]
        uses = [*ours, *_in_company(theirs, at_home=_at_home(read, known), curation=curation)]
    for use in uses:
        # A label in an older paper's entry is the common word, or tells what came of the paper.
        if (use.paper, use.concept) not in introduced and not _too_early(
            by_id[use.paper], first.get(use.concept), edges
        ):
            evidence.setdefault((use.paper, use.concept, "uses"), []).append(use.evidence)
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


def _known(papers: Mapping[str, Paper], curation: Curation) -> frozenset[str]:
    works = {identifier for work in curation.works for identifier in (work.id, *work.identifiers)}
    return frozenset(paper.id for paper in papers.values() if works.intersection((paper.id, *paper.identifiers)))


def _is_of_the_field(known: int, all_: int) -> bool:
    return known >= KNOWN_WORKS and known >= KNOWN_SHARE * all_


def _of_the_field(entries: Sequence[Entry], known: frozenset[str], *, whole: bool) -> Iterator[Entry]:
    """Yield the entries of the lists that are of the field: each long list is judged by itself."""
    papers: dict[str, set[str]] = {}
    for entry in entries:
        if entry.paper is not None:
            papers.setdefault(entry.source, set()).add(entry.paper)
    for entry in entries:
        mine = papers.get(entry.source, set())
        familiar = len(mine & known)
        share = familiar >= KNOWN_SHARE * len(mine)
        if _is_of_the_field(familiar, len(mine)) or (whole and (share or len(mine) < SHORT)):
            yield entry


def _at_home(entries: Iterable[Entry], known: frozenset[str]) -> frozenset[str]:
    """Return the papers that are known, or stand in a section of which HOME_SHARE is."""
    sections: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for entry in entries:
        if entry.paper is not None:
            sections.setdefault((entry.source, entry.section), set()).add(entry.paper)
    familiar = (papers for papers in sections.values() if len(papers & known) >= HOME_SHARE * len(papers))
    return known.union(*familiar)


def _in_company(uses: Sequence[_Use], *, at_home: frozenset[str], curation: Curation) -> list[_Use]:
    """Return the uses without those by strangers that name, in more than one word, nothing that comes of a known work.

    What comes of a known work is what one introduced, and what requires that, directly or not.
    """
    requires = {each.concept.id: [need.object for need in each.concept.requires] for each in curation.concepts}
    ours = {each.concept.id for each in curation.concepts if each.introduced_by}
    users: dict[str, list[str]] = {}
    for concept, needs in requires.items():
        for need in needs:
            users.setdefault(need, []).append(concept)
    stack = sorted(ours)
    while stack:
        for user in users.get(stack.pop(), ()):
            if user not in ours:
                ours.add(user)
                stack.append(user)
    sure = at_home | {use.paper for use in uses if not use.plain and use.concept in ours}
    return [use for use in uses if use.paper in sure]


def _first(
    papers: Mapping[str, Paper], introduced: Iterable[tuple[str, str]], curation: Curation
) -> dict[str, tuple[int, int, str]]:
    """Return year, month (0: not known) and citekey of the first known work or paper that introduced each concept."""
    dates: dict[str, list[tuple[int, int, str]]] = {}
    for paper, concept in introduced:
        found = papers[paper]
        if found.year is not None:
            dates.setdefault(concept, []).append((found.year, found.month or 0, found.citekey))
    works = {work.citekey: work for work in curation.works}
    for each in curation.concepts:
        for reference in each.introduced_by:
            work = works.get(reference)
            if work is not None and work.year is not None:
                dates.setdefault(each.concept.id, []).append((work.year, work.month or 0, work.citekey))
    return {concept: min(found) for concept, found in dates.items()}


def _too_early(paper: Paper, first: tuple[int, int, str] | None, edges: frozenset[tuple[str, str]]) -> bool:
    """Whether a paper appeared before a concept did; in the same month, unless a curated edge says it took it over."""
    if first is None or paper.year is None:
        return False
    year, month, citekey = first
    if paper.year != year or not month or not paper.month:
        return paper.year < year
    return paper.month < month or (paper.month == month and (paper.citekey, citekey) not in edges)


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
    return Evidence(justification="curated", confidence=1.0, source=each.file, row=each.row, rule="introduced-by")


def _used(papers: Mapping[str, Paper], entries: Sequence[Entry], curation: Curation) -> Iterator[_Use]:
    if not entries:
        return
    labels = Names.of_labels(
        (label, each.concept.id)
        for each in curation.concepts
        for label in (each.concept.pref_label, *each.concept.alt_labels)
    )
    works = Names.of(curation.works)
    for entry in entries:
        if entry.paper is None or entry.paper not in papers:
            continue
        for mention in labels.find(entry.title):
            yield _use(entry, mention, entry.title, "label-in-title", _TITLE)
        for note in entry.notes:
            if note.key not in _PROSE:
                continue
            found = list(_apart(note.text, labels, works, papers[entry.paper]))
            starts = [mention.start for mention in found]
            for start, end in sentences(note.text) if found else ():
                inside = found[within(starts, start, end)]
                if not inside or end - start > _LONGEST:
                    continue
                denied = _denied(note.text, start, end, inside)
                for mention in inside:
                    if mention.start not in denied:
                        yield _use(entry, mention, note.text[start:end], "label", _SENTENCE)


def _apart(text: str, labels: Names, works: Names, paper: Paper) -> Iterator[Mention]:
    """Yield the labels in `text` that are not a part of the name of another work or of something else."""
    found = labels.find(text)
    own = (paper.id, *paper.identifiers)
    spans = [(work.start, work.end) for work in works.find(text) if work.paper not in own] if found else []
    for mention in found:
        part = any(
            start <= mention.start and mention.end <= end and (mention.start, mention.end) != (start, end)
            for start, end in spans
        )
        if not part and not _SLASH_NAME.match(text, mention.end):
            yield mention


def _use(entry: Entry, mention: Mention, quote: str, rule: str, confidence: float) -> _Use:
    plain = " " not in mention.text.strip()
    return _Use(entry.paper or "", entry.id, mention.paper, plain, _read(entry, quote, rule, confidence))


def _denied(text: str, start: int, end: int, mentions: Sequence[Mention]) -> set[int]:
    """Return where in a sentence names are denied, compared, contrasted, or told of others or of what came later."""
    masked = text[start:end]
    for mention in mentions:  # "score matching" compares nothing
        masked = masked[: mention.start - start] + FILL * len(mention.text) + masked[mention.end - start :]
    later = _LATER.search(masked)
    others = _OTHERS.match(masked)
    parts = [(clause, list(_telling(clause.text))) for clause in clauses(masked, 0, len(masked))]
    out: set[int] = set()
    for mention in mentions:
        at = mention.start - start
        if (
            (later is not None and later.end() <= at and not _NEW_START.search(masked, later.end(), at))
            or (others is not None and at < others.end())
            or _WITHOUT.search(masked[:at])
            or _APPLIED.search(masked[:at])
            or _NOT_AFTER.match(masked, mention.end - start)
            or _in_the_way(parts, at)
        ):
            out.add(mention.start)
    return out


def _telling(clause: str) -> Iterator[tuple[int, int, Cue]]:
    """Yield the cues of a clause, without examples and without "over" where nothing is better: attention over words."""
    for start, end, cue in cues_in(clause):
        if cue.name != "example" and (clause[start:end].lower() != "over" or _BETTER.search(clause[:start])):
            yield start, end, cue


def _in_the_way(parts: Sequence[tuple[Clause, Sequence[tuple[int, int, Cue]]]], place: int) -> bool:
    """Whether the last cue before a place compares, contrasts or denies, or its clause tells of a later time.

    What stands in brackets hangs on the words before the brackets; an example is one of what was said before it.
    """
    last: Cue | None = None
    for clause, found in parts:
        at = place - clause.start
        if not 0 <= at < len(clause.text):
            continue
        opening = _OPENING.match(clause.text)
        first = opening.end() if opening is not None and opening.end() <= at else 0
        last = next((cue for left, _, cue in reversed(found) if first <= left < at), last)
        if clause.text[at].strip() and (DENIED_BEFORE.search(clause.text[:at]) or _LATER_CLAUSE.search(clause.text)):
            return True
    return last is not None and last.points == "nowhere"


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
