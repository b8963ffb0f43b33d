"""What a clause says about the works it names: who builds on whom, by the cue that governs the name.

Everything here works on a clause whose names are masked by a filler letter, so that no word inside a name counts.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from papergraph.cues import (
    BARRIERS,
    DENIED_BEFORE,
    DENIES,
    DOUBTED_AFTER,
    EXAMPLE,
    FILL,
    HEARSAY,
    OTHERS,
    UNRELATED,
    Cue,
    cues_in,
)

_NAME = f"{FILL}+"

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

# Between two names of one list: "BERT, GPT and T5"; "the encoder of BERT with the decoder of GPT".
_LINK = re.compile(
    r"(?P<tail>(?:['’]s\b|-(?:style|like|based|type))?(?:\s+[\w-]+){0,2}?)"
    r"(?P<link>\s*,\s*(?:and |or |with |by )?|\s+(?:and|or|plus|&|as well as)\s+|\s*[+/]\s*"
    rf"|\s+(?P<by>with|by|in favou?r of)\s+|\s+{EXAMPLE}?\s+)"
    r"(?P<head>(?:[\w-]+(?:['’]s)?\s+){0,6})"
)
_FILLER = re.compile(
    r"(?:\s|,|\b(?:itself|themselves|then|also|later|both|all|each|in turn|directly|soon|again|further|has|have|had|"
    r"still|now|would|once|thus|was|were|is|are|been|which|that|who|paper|papers|models?|authors|\w+ly)\b)*"
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|on|with|by|to|from|for|over|than|like|as|at|under|behind|between)\s+(?:the |an? )?$", re.I
)
_BY_US = re.compile(r"(?:\b(?:we|they|authors|researchers here|to|and|et al\.?|can|i))\W*(?:\w+ly )?$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\W*(?:(?:directly|heavily|both|all) )?(?:(?:on|upon|from|of) )?(?:it|this|these|its|them|both|their|"
    r"(?:the|this|these|its) (?:\w+ )?(?:ideas?|approach|method|architecture|recipe|model|design|work|paper|framework|"
    r"technique|algorithm|concept|principle))\b",
    re.IGNORECASE,
)
_ILLUSTRATION = re.compile(
    r"\W*(?:e\.g\.|for example|for instance|such as|for comparison|previously|by contrast)", re.IGNORECASE
)
_TIME = re.compile(r"^\W*(?:later|since then|today|now|soon|subsequently|over time)\s*,", re.IGNORECASE)
# A clause may begin with names, known or not: "VGG, GoogLeNet and BERT", "Later, BERT", "the Transformer".
_SUBJECT_NAMES = re.compile(
    r"\W*(?:(?:the|an?|both|and|today|later|then|even),?\s+|[A-Z][\w.-]*(?:\s*,\s*(?:and )?|\s+and\s+))*"
    rf"(?P<names>{_NAME})"
)
_NAMED_LIST = re.compile(
    rf"(?:\s*(?:,|\band\b|\bor\b|&|/)\s*(?:[A-Z][\w.-]*(?=\s*(?:,|and\b|or\b)))?)+(?:the )?(?={_NAME})"
)
# "YOLOv2", "GPT-4", "VGG-16": a name with a number that is none of the names at hand
_OTHER_NAME = re.compile(rf"(?:^|\s)(?!{FILL})[A-Z][\w-]*\d\s+(?:\w+ly |then |also |later )?$")
_INSERTED = re.compile(r"[A-Z][\w-]*\s{3,}$")
_BESIDE = re.compile(rf"\s{{3,}}(?={FILL})")
# "is an LSTM trained with …": the name is one of a kind that the paper uses, not who is spoken of
_SOME = re.compile(r"\b(?:an?|one|two|three|several|its|their)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_AFTER = re.compile(
    r"[-\s]*(?:as (?:a |the |an )?(?:\w+ )?)?(?:baselines?|benchmarks?|score|scores|results?|accuracy|workloads?"
    r"|test (?:sets?|suites?|cases))\b"
    r"| (?:users|developers|authors|customers|fans)\b"
    r"|['’]s (?:unpublished\b|(?:\w+ )?(?:notes|thesis|dissertation|talks?|lectures?|diary|letters?|funding|name)\b)"
    r"| (?:only )?(?:for|in) (?:comparisons?|contrast|evaluation|reference)\b",
    re.IGNORECASE,
)
_ALL_OF_IT = re.compile(r"\s*(?:the (?:work|ideas?|results?|theory|approach) (?:of|in) )?(?:the |an? )?")
_ONLY_PART = re.compile(r"['’]s\b|['’](?=\s)|-\w|\s+(?:alone|only|directly|itself|by|for|to|as|in)\b", re.IGNORECASE)
# What "uses X …" is about when one of these follows or precedes: what X was tested on, or was written in.
_MATTER = r"(?:workloads?|data ?sets?|corpus|corpora|test (?:sets?|cases|suites?)|questions|queries|traces)"
_MATTER_OF = re.compile(rf"\b{_MATTER} (?:of|from|in)\b", re.IGNORECASE)
_QUARREL = frozenset(
    """debate debates controversy dispute disputes discussion discussions rejection criticism criticisms ban abandonment
    decline demise end fall retraction withdrawal refutation attacks lawsuit author
    authors users group lab editors rivals scepticism skepticism""".split()  # noqa: SIM905
)
# "was generalised by BERT to rectangles and by GPT to keys", "the basis of BERT and, years later, for GPT"
_LIST_ON = re.compile(
    r"(?:\s+(?:to|in|into|for|from) (?:[\w-]+ ){1,3}?)?\s*(?:,|and|, and)(?: later| then)?\s*"
    r"(?:,[^,;]{1,40},)?\s+(?:by|for|of|to|in) (?:the )?"
)
# "it was later extended by": the past is told of the work itself.
_LATER_BY = re.compile(
    r"\W*(?:(?:it|this|which|that|and)\s+)?(?:(?:was|were|is|has been|had been|been)\s+)?(?:itself |in turn )?"
    r"(?:later|subsequently|eventually|soon|much later)\s*$",
    re.IGNORECASE,
)
# "the role of those who used it": somebody else's doing.
_PERSONS = re.compile(r"\b(?:who|those that|people that|authors|he|she)\s+(?:\w+ly |once |had |have )?$", re.IGNORECASE)
#: What is not a work's own doing: "its funding came from …", "the figure is adapted from …"
NOT_THE_WORK = re.compile(
    r"\W*(?:the|its|an?|one|this) (?:\w+ )?(?:funding|name|title|logo|cover|data|dataset|photographs?|photos?|pictures?"
    r"|figures?|diagrams?|tables?|captions?|quotations?|motto|money|staff|hardware)\b"
    r"(?: (?:is|are|was|were|has|have|had|been|also))*",
    re.IGNORECASE,
)
_CONJUNCT = re.compile(r",|\band\b")
# "The reply to it was written by others": a noun phrase of which something else is said.
_THE = re.compile(r"\W*the (?:\w+ )?$", re.IGNORECASE)
_IS_SAID = re.compile(r"\s+(?:was|is|were|are|has|had)\b")
_LONG_LIST = 3
_OF_THE_NEWER = frozenset(
    ["later", "also", "much", "all", "many", "several", "numerous", "countless", "various", "other", "modern", "recent"]
)
_BARE = frozenset(
    ["extend", "build", "adapt", "replace", "combine", "improve", "revisit", "modify", "use", "apply", "rely", "derive"]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a clause: whose it is, and where."""

    paper: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """That a clause makes `subject` build on `object`, by a cue; `at` is the place of the name that is governed."""

    subject: str
    object: str
    cue: Cue
    at: int
    denied: bool = False  # the clause says that it is not so
    turned: bool = False  # the clause's subject is another work, and what it acts on is the entry's own paper


def relations(clause: str, names: Sequence[Named], owner: str) -> Iterator[Relation]:
    """Yield what a masked clause says; `owner` is the paper that the clause is about when it names no other subject."""
    if _ILLUSTRATION.match(clause):
        return
    found = list(cues_in(clause))
    governed: set[int] = set()
    for number, (start, end, cue) in enumerate(found):
        stop = found[number + 1][0] if number + 1 < len(found) else len(clause)
        if cue.points == "nowhere":
            if cue.name == UNRELATED:
                objects = list(_governed(clause, names, end, stop, cue))
                yield from _denied(clause, objects, subjects_of(clause[:start], names, owner, governed), end)
            governed.update(name.start for name in names if start <= name.start < stop)
            continue
        subjects = _subjects(clause[:start], clause[start:end], names, owner, governed, cue)
        objects = list(_governed(clause, names, end, stop, cue))
        if cue.points == "older" and _THE.fullmatch(clause, 0, start):
            objects = [each for each in objects if not _IS_SAID.match(clause, each[0].end)]
        if cue.points == "newer" and len(objects) >= _LONG_LIST:  # "the basis of A, B and C": an ingredient of each
            objects = [(name, replace(used, kind="background")) for name, used in objects]
        governed.update(name.start for name, _ in objects)
        if cue.points == "older" and DENIES.search(clause[:start]):
            yield from _denied(clause, objects, subjects_of(clause[:start], names, owner, governed), end)
        if not subjects or DENIED_BEFORE.search(clause[:start]) or _hearsay(clause, start, end):
            continue
        # "BERT builds on it": in the paper's own entry, the pronoun is the paper.
        if not objects and owner not in subjects and _refers(clause, start, end, stop):
            objects = [(Named(owner, end, end), cue)]
        for name, used in objects:
            for subject in subjects:
                if subject != name.paper:
                    newer, older = (subject, name.paper) if cue.points == "older" else (name.paper, subject)
                    yield Relation(newer, older, used, name.start, turned=name.paper == owner)


def _hearsay(clause: str, start: int, end: int) -> bool:
    """Return whether a clause only tells what somebody says or believes about the cue at `start`."""
    return HEARSAY.search(clause, 0, start) is not None or DOUBTED_AFTER.search(clause, end) is not None


def _denied(clause: str, objects: Iterable[tuple[Named, Cue]], subjects: Sequence[str], end: int) -> Iterator[Relation]:
    """Yield what is denied of works as a whole: "is not based on BERT", but not "does not use BERT's masking"."""
    for name, cue in objects:
        if _ALL_OF_IT.fullmatch(clause, end, name.start) and not _ONLY_PART.match(clause, name.end):
            yield from (
                Relation(subject, name.paper, cue, name.start, denied=True)
                for subject in subjects
                if subject != name.paper
            )


def _governed(clause: str, names: Sequence[Named], start: int, stop: int, cue: Cue) -> Iterator[tuple[Named, Cue]]:
    """Yield the names that a cue governs, with the cue as it counts for each: the first within reach, then its list."""
    here = [name for name in names if start <= name.start < stop]
    if not here or not _within_reach(clause[start : here[0].start], cue):
        return
    used = cue
    previous: Named | None = None
    for name in here:
        if previous is not None:
            link = _LINK.fullmatch(clause, previous.end, name.start)
            if cue.points == "newer" and _LIST_ON.fullmatch(clause, previous.end, name.start):
                yield name, used
                previous = name
                continue
            if link is None or _blocked(link["head"], frozenset({"of", "in"})) or _blocked(link["tail"], frozenset()):
                return
            if link["by"] and cue.name != "combines":
                # "replaces the LSTM with a Transformer": what comes in is an ingredient.
                used = replace(cue, kind="background")
        if not _AFTER.match(clause, name.end):
            yield name, used
        previous = name


def _refers(clause: str, start: int, end: int, stop: int) -> bool:
    """Return whether a word for the entry's own paper follows a cue: "it", "this idea", after "from" also "here"."""
    here = clause[start:end].endswith("from") and clause.startswith(" here", end)
    return here or _PRONOUN.match(clause[end:stop]) is not None


def _within_reach(gap: str, cue: Cue) -> bool:
    if re.search(r"[,;:.()]", gap) or (EXAMPLE in gap and cue.points == "older"):
        return False
    words = _WORD.findall(gap)
    if len(words) > cue.reach or _blocked(gap, cue.through):
        return False
    if cue.points == "newer" and _QUARREL.intersection(map(str.lower, words)):
        return False
    if cue.name == "uses" and _MATTER_OF.search(gap):
        return False
    # What is solved, removed or reduced must be the older work's own: "the bottleneck of seq2seq".
    return cue.name != "overcomes" or not words or bool(re.search(r"\b(?:of|in|that)\b", gap)) or len(words) <= 1


def _blocked(gap: str, through: frozenset[str]) -> bool:
    words = {word.lower() for word in _WORD.findall(gap)}
    return bool((words & BARRIERS) - through)


def _subjects(
    before: str, cue_text: str, names: Sequence[Named], owner: str, governed: set[int], cue: Cue
) -> tuple[str, ...]:
    # A bare verb ("extend", "build on") has a plural subject: we, the authors, or others that are not meant.
    first = cue_text.split()[0].lower()
    if _PERSONS.search(before) or NOT_THE_WORK.fullmatch(_CONJUNCT.split(before)[-1].strip()):
        return ()
    subjects = subjects_of(before, names, owner, governed, newer=cue.points == "newer")
    plain = subjects == (owner,) and first in _BARE and not _BY_US.search(before)
    return () if plain and leading(before, names, owner) is None else subjects


def subjects_of(
    before: str, names: Sequence[Named], owner: str, governed: Container[int] = (), *, newer: bool = False
) -> tuple[str, ...]:
    """Return the papers that are the subject of what follows `before` in a clause, none when it is somebody else.

    A clause that begins with names is about these; so is a cue with a name directly before it. Otherwise it is about
    the paper whose entry it stands in, unless its subject is "later work", "most models" and the like.
    """
    listed = leading(before, names, owner)
    if listed is not None:
        return listed
    last = next((name for name in reversed(names) if name.end <= len(before)), None)
    directly = last is not None and last.start not in governed and _FILLER.fullmatch(before, last.end) is not None
    if last is not None and directly and _INSERTED.search(before, 0, last.start):
        return ()  # "Swin (shifted windows) Transformer": the end of a longer name
    if last is not None and directly and not _SOME.search(before, 0, last.start):
        return () if _PREPOSITION.search(before, 0, last.start) else (last.paper,)
    if newer and _LATER_BY.fullmatch(before):
        return (owner,)
    words = [word.lower() for word in _WORD.findall(_TIME.sub("", before) if newer else before)]
    near = words[-4:]
    if _OTHER_NAME.search(before):
        return ()
    while newer and near and near[-1] in _OF_THE_NEWER:  # "spawned many descendants": not who did it
        near.pop()
    return () if OTHERS & {*words[:2], *near} else (owner,)


def leading(before: str, names: Sequence[Named], owner: str) -> tuple[str, ...] | None:
    """Return the papers that a clause begins with as its subject, None when it begins with none."""
    match = _SUBJECT_NAMES.match(before)
    if match is None:
        return None
    at = match.end("names")
    papers = [name.paper for name in names if name.start == match.start("names")]
    # "Swin (shifted windows) Transformer": what stands beside a name, over a blank bracket, is of the same name.
    while (beside := _BESIDE.match(before, at)) and any(name.start == beside.end() for name in names):
        at = next(name.end for name in names if name.start == beside.end())
    while link := _NAMED_LIST.match(before, at):
        following = next((name for name in names if name.start == link.end()), None)
        if following is None:
            break
        papers.append(following.paper)
        at = following.end
    if before[at : at + 2] in {"'s", "’s"} or re.match(r"-\w", before[at:]):
        return (owner,) if papers == [owner] else ()  # "BERT's masking extends …": a part, not the work
    return tuple(dict.fromkeys(papers))
