"""The signals that propose pairs: shared words and concepts, sections, weak mentions, authors, neighbours' edges.

Each is a function of the facts that yields pairs with what speaks for them. A weight is in points: about one point is
what a careful curator would call a hint, three what he would call a reason to look. Pairs are only made within small
groups (a word, a concept, a section, a name), so that a long list does not mean all its pairs.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from papergraph.identifiers import fold
from papergraph.suggestions.facts import Facts, Pair, Signal, grouped, most_sharing, rarity

Found = Iterator[tuple[Pair, Signal]]

#: A title says what a work is about in few words, so that a rare one in common is more than a hint.
TITLE = 3.0
#: The sentences of two works may share words for many reasons.
PROSE = 3.0
#: The older work's title stands, in part, in what is said of the newer one.
TITLE_IN_PROSE = 1.5
#: The concept that one introduced and the other uses is what an edge is made of.
CONCEPT = 2.5
CONCEPT_SHARED = 0.8
#: One name inside another ("AlphaGo" in "AlphaGo Zero") is mostly a family of works.
NAME_IN_NAME = 2.0
#: The same first author goes on with his own work more often than another.
FIRST_AUTHOR, ANY_AUTHOR = 1.2, 0.7
SECTION, NEAR = 0.6, 0.3
#: Half of what a list needs leads to few works that much is built on.
HUB = 0.3
#: What others that build on the same works build on too.
COMPANY = 0.6
SECTION_HABIT = 1.2

_HUBS = 10
_NEIGHBOURS = 6
_BEST = 12


def title_words(facts: Facts) -> Found:
    """Yield pairs whose titles share rare words."""
    for pair, score, shared in _overlaps(facts, facts.title_words):
        yield pair, Signal("title-words", TITLE * score, f"titles share {_listed(shared)}")


def prose_words(facts: Facts) -> Found:
    """Yield pairs of whose content the same rare words are said."""
    for pair, score, shared in _overlaps(facts, facts.prose_words):
        yield pair, Signal("prose-words", PROSE * score, f"notes share {_listed(shared)}")


def title_in_prose(facts: Facts) -> Found:
    """Yield pairs where the words of the older work's title are, in good part, said of the newer one."""
    holders = grouped((word, paper) for paper, held in facts.prose_words.items() for word in held)
    for older, title in facts.title_words.items():
        counts: dict[str, float] = {}
        for word, weight in title.items():
            for newer in holders.get(word, ()):
                counts[newer] = counts.get(newer, 0.0) + weight**2
        for newer in _best(counts):
            pair = facts.pair(newer, older)
            if pair == (newer, older) and counts[newer] >= 0.25:
                shared = sorted(set(title) & set(facts.prose_words[newer]))
                said = f"what is said of the newer has {_listed(shared)} of the older's title"
                yield pair, Signal("title-in-prose", TITLE_IN_PROSE * counts[newer], said)


def concepts(facts: Facts) -> Found:
    """Yield pairs where the newer uses a concept that the older introduced, or both use a rare one."""
    scheme = facts.graph.concept
    uses: dict[str, list[str]] = {}
    introduces: dict[str, list[str]] = {}
    evidence = {}
    for topic in facts.graph.topics:
        (introduces if topic.relation == "introduces" else uses).setdefault(topic.concept, []).append(topic.paper)
        if topic.relation == "uses":
            evidence[topic.paper, topic.concept] = next((each for each in topic.evidence if each.quote), None)
    total = len(facts.papers)
    for concept in sorted({*uses, *introduces}):
        label = scheme[concept].pref_label if concept in scheme else concept
        users = sorted({*uses.get(concept, ())})
        rare = rarity(max(len(users), 1), total)
        for older in introduces.get(concept, ()):
            for newer in users:
                if facts.pair(newer, older) == (newer, older):
                    seen = evidence.get((newer, concept))
                    said = f"uses {label}, which the older introduced"
                    place = (seen.source, seen.first_line, seen.quote) if seen else (None, None, None)
                    yield (newer, older), Signal("concept", CONCEPT * (0.4 + 0.6 * rare), said, *place, (concept,))
        if len(users) <= most_sharing(total):
            for first, second in combinations(users, 2):
                if (pair := facts.pair(first, second)) is not None:
                    said = f"both use {label}"
                    yield pair, Signal("concept-shared", CONCEPT_SHARED * rare, said, takes=(concept,))


def names_in_names(facts: Facts) -> Found:
    """Yield pairs where the older's short name is part of the newer's name or title."""
    owners: dict[str, set[str]] = {}
    for paper in facts.papers.values():
        for name in paper.short_names:
            owners.setdefault(fold(name), set()).add(paper.id)
    for newer in facts.papers.values():
        for text in (*newer.short_names, newer.title):
            folded = fold(text)
            for start, end in _pieces(folded):
                for older in sorted(owners.get(folded[start:end], ())):
                    if facts.pair(newer.id, older) == (newer.id, older):
                        said = f"the name {facts.name(older)} is part of {text}"
                        yield (newer.id, older), Signal("name-in-name", NAME_IN_NAME, said)


def authors(facts: Facts) -> Found:
    """Yield pairs that share an author; who signs very much says nothing."""
    written = grouped((author, paper.id) for paper in facts.papers.values() for author in paper.authors)
    for author, papers in sorted(written.items()):
        if len(papers) > most_sharing(len(facts.papers)):
            continue
        for pair in _pairs(facts, papers):
            firsts = [facts.papers[each].authors[0] == author for each in pair]
            weight = (FIRST_AUTHOR if all(firsts) else ANY_AUTHOR) / math.sqrt(len(papers) - 1)
            who = facts.graph.author[author].name if author in facts.graph.author else author
            yield pair, Signal("author", weight, f"both by {who}")


def sections(facts: Facts) -> Found:
    """Yield, for each paper, those nearest to it in its section: in the list, and in time."""
    for key, papers in facts.sections.items():
        label = f"both in {key[-1]!r}" if len(key) > 1 else "near each other in the list"
        by_time = sorted(papers, key=lambda each: (facts.papers[each].year or 0, facts.papers[each].month or 0, each))
        near = set(_within(facts, papers, 2))
        weight = SECTION * rarity(len(papers), max(len(facts.papers), 2))
        for pair in sorted(near | set(_within(facts, by_time, _NEIGHBOURS))):
            beside = pair in near
            said = label + (", side by side" if beside and len(key) > 1 else "")
            yield pair, Signal("section", weight + (NEAR if beside else 0.0), said)


def hubs(facts: Facts) -> Found:
    """Yield every paper with the few works that most others build on, or name."""
    degrees = {paper: len(others) for paper, others in facts.leaning.items() if len(others) > 1}
    for older in _best(degrees, _HUBS):
        weight = HUB * math.log2(1 + degrees[older]) / 2
        for newer in facts.papers:
            if facts.pair(newer, older) == (newer, older):
                yield (
                    (newer, older),
                    Signal("hub", weight, f"{degrees[older]} works here build on the older or name it"),
                )


def section_habit(facts: Facts) -> Found:
    """Yield the papers of a section with what several others of it build on."""
    for papers in facts.sections.values():
        counts = Counter(older for paper in papers for older in sorted(facts.objects.get(paper, ())))
        for older in _best({each: count for each, count in counts.items() if count > 1}, _BEST):
            weight = SECTION_HABIT * math.sqrt(counts[older] / len(papers))
            for newer in papers:
                if facts.pair(newer, older) == (newer, older):
                    said = f"{counts[older]} of the {len(papers)} works of its section build on the older"
                    yield (newer, older), Signal("section-habit", weight, said)


def company(facts: Facts) -> Found:
    """Yield papers with what their companions build on: works that build on the same."""
    most = most_sharing(len(facts.papers))
    for newer in sorted(facts.objects):
        beside: Counter[str] = Counter()
        for older in sorted(facts.objects[newer]):
            others = facts.subjects.get(older, frozenset())
            if len(others) <= most:
                beside.update(sorted(others - {newer}))
        counts: dict[str, float] = {}
        for companion in sorted(beside):
            for older in sorted(facts.objects.get(companion, ())):
                counts[older] = counts.get(older, 0.0) + beside[companion]
        for older in _best(counts):
            if facts.pair(newer, older) == (newer, older) and older not in facts.objects[newer]:
                weight = min(COMPANY * math.log2(1 + counts[older]) / 2, 2 * COMPANY)
                said = "works that build on the same build on the older too"
                yield (newer, older), Signal("company", weight, said)


def _overlaps(facts: Facts, vectors: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[Pair, float, list[str]]]:
    """Yield (pair, cosine, shared words) of the papers nearest to each paper; words bound the pairs that are tried."""
    holders: dict[str, list[tuple[str, float]]] = {}
    for paper, held in vectors.items():
        for word, weight in held.items():
            holders.setdefault(word, []).append((paper, weight))
    done: set[Pair] = set()
    for paper, held in vectors.items():
        counts: dict[str, float] = {}
        for word, weight in held.items():
            for other, others in holders[word]:
                counts[other] = counts.get(other, 0.0) + weight * others
        counts.pop(paper, None)
        for other in _best(counts):
            pair = facts.pair(paper, other)
            if pair is not None and pair not in done:
                done.add(pair)
                shared = sorted(set(held) & set(vectors[other]), key=lambda word: (-held[word], word))
                yield pair, counts[other], shared


def _best(counts: Mapping[str, float], number: int = _BEST) -> list[str]:
    """Return the keys of the highest counts, ties by key."""
    return heapq.nsmallest(number, counts, key=lambda key: (-counts[key], key))


def _pairs(facts: Facts, papers: list[str]) -> list[Pair]:
    found = {facts.pair(first, second) for first, second in combinations(sorted(set(papers)), 2)}
    return sorted(pair for pair in found if pair is not None)


def _within(facts: Facts, papers: tuple[str, ...] | list[str], reach: int) -> Iterator[Pair]:
    for number, first in enumerate(papers):
        for second in papers[number + 1 : number + 1 + reach]:
            if (pair := facts.pair(first, second)) is not None:
                yield pair


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of proper parts of a name or title that are names by their length: three letters and more."""
    if len(text) <= 24 and " " not in text:  # one word: "roberta" holds "bert", whatever is around it
        for start in range(len(text)):
            for end in range(start + 4, len(text) + 1):
                if end - start < len(text) and not _splits_number(text, start, end):
                    yield start, end
    edges = [0, *(i for i in range(1, len(text)) if text[i].isalnum() != text[i - 1].isalnum()), len(text)]
    for number, start in enumerate(edges[:-1]):
        for end in edges[number + 1 : number + 8]:
            if end - start >= 3 and end - start < len(text) and text[start].isalnum() and text[end - 1].isalnum():
                yield start, end


def _splits_number(text: str, start: int, end: int) -> bool:
    """Whether a part ends or begins within a number: "stage1" is not what "stage12" is named after."""
    return any(0 < at < len(text) and text[at - 1].isdigit() and text[at].isdigit() for at in (start, end))


def _listed(shared: list[str]) -> str:
    return ", ".join(f"‘{word}’" for word in shared[:4])
