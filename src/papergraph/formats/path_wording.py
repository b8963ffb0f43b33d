"""How a path says why a step is there, what is known, and what to do next: plain sentences for text and Markdown."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from papergraph.formats.columns import clean
from papergraph.formats.path_outline import Outline, Shown, hours, name
from papergraph.model import Cut, Evidence, Goal, Justification, KnowFirst, LearningPath, NeededBy, Step

_VERB = re.compile(r"(?!(?:its|this|thus|as|is not|was|us|always|besides|plus)\b)[a-z][a-z-]*s\b(?!['’])")
_BEFORE_VERB = re.compile(r"(?:also|first|then|only|both|still|again) ")
_KINDS: dict[Justification, str] = {
    "curated": "curated", "stated": "stated", "mention": "mentioned", "concept": "concept", "citation": "citation"
}  # fmt: skip
_GOALS: dict[Goal, str] = {
    "skim": "for skimming", "understand": "for understanding", "reproduce": "for reproducing"
}  # fmt: skip
_LIMIT = re.compile(r"^left out to fit [^:]*: ")
_LONGEST_REASON = 160


def place(evidence: NeededBy | Evidence, *, full: bool = False) -> str:
    """Return the kind of a reason and where it stands: "curated", "mentioned in toy.md, line 6".

    Of curated rows the file and row are told only in `full`.
    """
    line = evidence.first_line
    if line is None and isinstance(evidence, Evidence):
        line = evidence.row
    kind = _KINDS[evidence.justification]
    if evidence.source is None or (evidence.justification == "curated" and not full):
        return kind
    if evidence.justification == "curated":
        return f"curated, {clean(evidence.source)}{f':{line}' if line else ''}"
    joint = " in " if evidence.justification in {"stated", "mention"} else ", "
    return f"{kind}{joint}{clean(evidence.source)}{f', line {line}' if line else ''}"


def reason(evidence: NeededBy | Evidence, *, most: int | None = None) -> str:
    """Return why a step is needed: the reason that is given, else the sentence; of a citation always the sentence."""
    if not evidence.reason and not evidence.quote:
        plain = {"citation": "cites it", "concept": "uses what it introduces"}
        return plain.get(evidence.justification, "builds on it")
    # What speaks for a citation is its reason, and the sentence that cites says more than that.
    quoted = bool(evidence.quote) and (not evidence.reason or evidence.justification == "citation")
    text = clean((evidence.quote if quoted else evidence.reason) or "")
    if most is not None and len(text) > most:
        text = text[:most].rsplit(" ", 1)[0] + " ..."
    return f"“{text}”" if quoted else text


def needs(step: Step, number: dict[str, int]) -> list[NeededBy]:
    """Return by what a step is needed of what is shown: what cannot do without it first, then by number."""
    found = [each for each in step.needed_by if each.paper in number]
    return sorted(found, key=lambda each: (each.kind != "core", number[each.paper]))


def telling(needed: Sequence[NeededBy]) -> tuple[list[NeededBy], list[NeededBy]]:
    """Return the reasons that say something, at least one, and the others: works that only cite a step."""
    told = [each for each in needed if each.reason or each.quote or each.justification != "citation"] or [*needed[:1]]
    return told, [each for each in needed if each not in told]


def also_for(needed: Sequence[NeededBy], number: dict[str, int], most: int | None = None) -> str:
    """Return by what a step is needed besides: "also for 3 and 5"; "" when by nothing."""
    numbers = sorted(number[each.paper] for each in needed)
    return f"also for {listed([str(each) for each in numbers], most)}" if numbers else ""


def clause(needed: NeededBy, number: int, *, full: bool = False) -> str:
    """Return what a later step does with this one: "4 keeps the encoder", "it helps with 5: takes its optimiser"."""
    text = reason(needed, most=None if full else _LONGEST_REASON)
    if needed.kind == "background":
        return f"helps with {number}: {text}"
    return f"{number} {text}" if is_predicate(text) else f"{number}: {text}"


def reasons(outline: Outline, step: Step) -> Iterator[tuple[str, str]]:
    """Yield all evidence for all reasons with its file and line; what adds to a reason begins with "and"."""
    for needed in needs(step, outline.number):
        edges = outline.graph.edges_from.get(needed.paper, ())
        evidence: Sequence[Evidence] = next((each.evidence for each in edges if each.object == step.paper.id), ())
        shown = reason(needed)
        same = next((each for each in evidence if reason(each) == shown), None)
        yield clause(needed, outline.number[needed.paper], full=True), place(same or needed, full=True)
        for each in evidence:
            if each is not same:
                yield f"and {reason(each)}", place(each, full=True)


def comes(outline: Outline, first: KnowFirst, step: Step) -> str:
    """Return that a later step teaches in full what is to be known before a step, and where; "" when none does."""
    later = outline.later(first.concept, step)
    return "" if later is None else f"comes in full in step {later}"


def is_predicate(text: str) -> bool:
    """Return whether a reason goes on after the name of who needs it: "keeps the encoder", not "its encoder"."""
    return bool(_VERB.match(_BEFORE_VERB.sub("", text, count=1)))


def joined(clauses: Iterable[tuple[str, str]]) -> str:
    """Return clauses with their places in one sentence; neighbours from one place share its bracket.

    >>> joined([("2 encodes with it", "curated"), ("4 decodes with it", "curated"), ("5: “it”", "mentioned in a.md")])
    '2 encodes with it; 4 decodes with it [curated]; 5: “it” [mentioned in a.md]'
    """
    found = list(clauses)
    parts = []
    for at, (text, where) in enumerate(found):
        last = at + 1 == len(found) or found[at + 1][1] != where
        parts.append(f"{text} [{where}]" if last else text)
    return "; ".join(parts)


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Return "a, b and c"; with more than `most`, "a, b and 3 more"."""
    if most is not None and len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def in_sittings(numbers: Sequence[int]) -> str:
    """Return sittings that follow each other in words.

    >>> in_sittings([3]), in_sittings([3, 4]), in_sittings([3, 4, 5])
    ('sitting 3', 'sittings 3 and 4', 'sittings 3 to 5')
    """
    if len(numbers) < 3:
        return f"sitting{'s' if len(numbers) > 1 else ''} {listed([str(each) for each in numbers])}"
    return f"sittings {numbers[0]} to {numbers[-1]}"


def known(outline: Outline) -> str | None:
    """Return what the reader knows, as it was given and read, and how much this spares."""
    if not outline.path.known:
        return None
    given: dict[str, str] = {}
    for word in outline.path.read_as:
        given.setdefault(clean(word.as_), clean(word.given))
    words = []
    for each in outline.path.known:
        called, label = clean(name(outline.graph, each)), clean(outline.label(each))
        typed = given.get(label, called)
        same = typed.casefold() in {called.casefold(), label.casefold()}
        words.append(called if same else f"{typed} ({called})")
    spared = [clean(name(outline.graph, each)) for each in outline.covered]
    plural = "paper" if len(spared) == 1 else "papers"
    told = f"{len(spared)} {plural} not shown ({listed(spared, 4)})" if spared else "spares no paper here"
    if spared and set(outline.covered) <= set(outline.path.known):
        return f"{listed(words, 12)}: {told}"
    return f"{listed(words, 12)}, and what {'that rests' if len(words) == 1 else 'these rest'} on: {told}"


def read_as(outline: Outline) -> list[str]:
    """Return how the words for the targets were read, where that is not plain from the titles."""
    labels = {clean(outline.label(each)) for each in (*outline.path.targets, *outline.path.known)}
    told = []
    for word in dict.fromkeys(outline.path.read_as):
        as_ = clean(word.as_)
        if as_ in labels:
            continue
        if works := _introducing(outline, word.as_):
            told.append(f"“{clean(word.given)}” is the concept {as_}, introduced by {listed(works, 3)}")
        elif word.given.casefold() != word.as_.casefold():
            told.append(f"“{clean(word.given)}” is {as_}")
    return told


def _introducing(outline: Outline, label: str) -> list[str]:
    """Return what the targets are called that introduce the concept of a label; none when there is no such concept."""
    graph = outline.graph
    concepts = {each.id for each in graph.concepts if each.pref_label == label}
    works = {each.paper for each in graph.topics if each.relation == "introduces" and each.concept in concepts}
    return [clean(name(graph, each)) for each in outline.path.targets if each in works]


def total(outline: Outline) -> str:
    """Return "7 papers, ~24.5 h (~21.5 h of papers, ~3 h of background)": what is shown adds up.

    Of a path on which there is nothing to read but concepts, as no paper introduces its target: "1 concept, ~1 h".
    """
    every, works, concepts = outline.split
    split = f" ({hours(works)} of papers, {hours(concepts)} of background)" if concepts and works else ""
    count, noun = (outline.papers, "paper") if outline.papers else (len(outline.steps), "concept")
    return f"{count} {noun}{'' if count == 1 else 's'}, {hours(every)}{split}"


def estimates(path: LearningPath) -> str:
    """Return what the hours are."""
    return f"estimates {_GOALS[path.goal]}; --goal skim|understand|reproduce rescales"


def unfolded(outline: Outline) -> str | None:
    """Return how the works are counted that are only where the ideas come from, when they stand among the steps."""
    count = sum(1 for each in outline.steps if each.step.role == "origin")
    steps = "1 step only shows" if count == 1 else f"{count} steps only show"
    return f"{steps} where the ideas come from; not counted above" if count else None


def limit(path: LearningPath) -> str | None:
    """Return what the path was made to fit: "~12 h", "5 papers"; None when nothing was asked for."""
    if path.budget is None:
        return None
    if path.budget.papers is not None:
        return f"{path.budget.papers} paper{'' if path.budget.papers == 1 else 's'}"
    return hours(path.budget.hours or 0.0)


def left_out(outline: Outline, most: int | None = 6) -> str | None:
    """Return what a limit left out, the most important first."""
    if not outline.cut:
        return None
    names = listed([clean(name(outline.graph, each.paper)) for each in outline.cut], most)
    what = "1 step that matters" if len(outline.cut) == 1 else f"{len(outline.cut)} steps that matter"
    target = "target" if len(outline.path.targets) == 1 else "targets"
    return f"{what} less for the {target}, to fit {limit(outline.path) or 'the limit'}: {names}"


def cut_reason(cut: Cut) -> str:
    """Return why one thing was left out, where what it had to fit is told already."""
    return _LIMIT.sub("", clean(cut.reason))


def why_command(outline: Outline) -> str | None:
    """Return the command that shows the evidence for one of the reasons, and how to overrule it."""
    for each in reversed(outline.steps):
        step = each.step
        for needed in needs(step, outline.number):
            later = outline.graph.paper.get(needed.paper)
            if step.type == "paper" and later is not None:
                both = (later.citekey or later.id, step.paper.citekey or step.paper.id)
                return f"papergraph why {argument(both[0])} {argument(both[1])}"
    return None


def done_command(outline: Outline) -> str | None:
    """Return the command that says that the first step is done."""
    # What is only where the ideas come from spares nothing.
    first: Shown | None = next((each for each in outline.steps if each.step.role != "origin"), None)
    if first is None:
        return None
    return f"papergraph done {argument(first.step.paper.citekey or first.step.paper.title or first.step.paper.id)}"


def argument(text: str) -> str:
    """Return text as one word of a command line."""
    return shlex.quote(clean(text))
