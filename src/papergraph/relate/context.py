"""What two sentences say together: a word that stands for the work named before, and a foil that opens an entry.

"Osprey keeps one log. Kestrel extends it to many." The first sentence has to be about one other work, and the second
has to say whose doing it is, so that only one work is left for the pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.cues import DENIED_BEFORE, DOUBTED_AFTER, FILL, HEARSAY, Cue, calibrated, cues_in
from papergraph.relate.grammar import Named, Relation, leading, subjects_of
from papergraph.sentences import Clause

_FOIL = Cue("foil", "", "older", "core", calibrated("foil", 0.9))
#: What a pronoun takes from the certainty of a cue.
_BY_PRONOUN = 0.95

# "extends it", "improves on this by", "builds on their approach", "removes this limitation", "refines the former"
_STANDS_FOR = re.compile(
    r"\W*(?:the (?P<which>former|latter)|(?:on |upon |of )?(?:it|them|this|that|these|both)"
    r"(?=\W*$|\W*[,;.]|\s+(?:by|with|to|in|into|and|from|through|using|via|further|for|so|on|without|as)\b)"
    r"|(?:this|that|these|those|their|his|her|its|the same) (?:\w+ ){0,2}?(?:ideas?|approach(?:es)?|methods?|designs?"
    r"|schemes?|models?|techniques?|results?|frameworks?|algorithms?|systems?|architectures?|theor(?:y|ies)|doctrines?"
    r"|rules?|protocols?|analys[ei]s|arguments?|constructions?|proofs?|limitations?|limits?|problems?|issues?|needs?"
    r"|bottlenecks?|weakness(?:es)?|drawbacks?|shortcomings?|costs?|defects?|flaws?|gaps?|restrictions?|assumptions?"
    r"|requirements?)\b)",
    re.IGNORECASE,
)
#: What a sentence without holds no word for the work named before.
REFERS = re.compile(r"\b(?:it|them|this|that|these|those|both|former|latter|their|his|her|its|same)\b", re.IGNORECASE)
# Whose doing it is, when no name says so: nobody else's, or the paper's own.
_OURS = re.compile(
    r"\W*(?:(?:here|now|today),? )?(?:(?:this|the|our) (?:\w+ )?(?:paper|work|article|study|authors?|book|report)|we"
    r"|the authors here)?\W*(?:\w+ly |then |also |thus |therefore )?$",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    rf"\W*(?:(?:this|the|our) (?:\w+ )?(?:paper|work|article|study|authors?|book|report)|we|{FILL}+)"
    r" (?:\w+ly |thus |therefore |then )?(?:introduc|propos|present|develop|describ|offer|suggest)\w*\b",
    re.IGNORECASE,
)
# What is said of a work that is about to be answered.
_LIMITED = re.compile(
    r"\b(?:only|but|however|though|although|needs?|requir\w+|costs?|costly|expensive|slow\w*|suffer\w*|limit\w*|lack\w*"
    r"|cannot|could not|can't|fail\w*|more than|over|at least|up to|large|huge|enormous|depend\w*|struggl\w+|assum\w+"
    r"|still|problem\w*|bottleneck|drawback|weakness\w*|unable|hard|difficult\w*|quadratic\w*|exponential\w*|inefficient"
    r"|by hand|manual\w*)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(r"\s+(?!(?:and|or|was|were)\b)(?:\w+ly |also |already |still )?[a-z]+(?:s|d)\b")


def across(
    before: tuple[str, Sequence[Named]],
    clauses: Sequence[tuple[Clause, Sequence[Named]]],
    owner: str,
    *,
    opens: bool,
) -> Iterator[Relation]:
    """Yield what a sentence, given as its masked clauses, says of the work that the sentence `before` it is about.

    `opens`: the sentence before begins what is said of `owner`.
    """
    earlier, named = before
    about = leading(earlier, named, owner)
    papers = list(dict.fromkeys(name.paper for name in named))
    if not papers:
        return
    if opens and about == (papers[0],) != (owner,) and len(papers) == 1 and clauses:
        yield from _foil(earlier, named[0], *clauses[0], owner)
    for clause, names in clauses:
        if clause.hangs or not REFERS.search(clause.text):
            continue
        for start, end, cue in cues_in(clause.text):
            stands = _STANDS_FOR.match(clause.text, end)
            if cue.points != "older" or cue.kind != "core" or stands is None:
                continue
            subject = _subject(clause.text[:start], names, owner)
            meant = _meant(stands["which"], papers, about, subject)
            doubted = HEARSAY.search(clause.text, 0, start) or DOUBTED_AFTER.search(clause.text, end)
            if subject and meant and not doubted and not DENIED_BEFORE.search(clause.text[:start]):
                used = replace(cue, confidence=round(cue.confidence * _BY_PRONOUN, 3))
                yield Relation(subject, meant, used, start)


def _foil(earlier: str, named: Named, clause: Clause, names: Sequence[Named], owner: str) -> Iterator[Relation]:
    """Yield that `owner` answers the only work of the opening sentence, which tells what that work is short of."""
    presents = _PRESENTS.match(clause.text)
    if presents is None or not _ACTS.match(earlier, named.end) or not _LIMITED.search(earlier, named.end):
        return
    first = next((name for name in names if name.start < presents.end()), None)
    if first is None or first.paper == owner:
        yield Relation(owner, named.paper, _FOIL, named.start)


def _subject(before: str, names: Sequence[Named], owner: str) -> str | None:
    """Return whose doing a cue is: a work that the clause names before it, or `owner` when nobody else can be meant."""
    if any(name.end <= len(before) for name in names):
        papers = subjects_of(before, names, owner)
        return papers[0] if len(papers) == 1 else None
    return owner if _OURS.fullmatch(before) else None


def _meant(which: str | None, papers: Sequence[str], about: tuple[str, ...] | None, subject: str | None) -> str | None:
    """Return the work that is meant: of two the former or the latter, else the one that the sentence is about."""
    if which and len(papers) == 2:
        meant = papers[0 if which.lower() == "former" else 1]
    elif about is not None and len(about) == 1 and len(papers) == 1:
        meant = about[0]
    else:
        return None
    return meant if meant != subject else None
