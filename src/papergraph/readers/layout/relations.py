"""Relations that a list states itself, taken out of the passages before anything else is read from them.

A visible "Builds on: A (core): its index; B" and an invisible `papergraph: builds-on …` become comments of one form,
so that neither their words nor their links are taken for authors, titles or links of the entry they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from papergraph.model import Problem
from papergraph.readers.grammar.atoms import FULL_LINE
from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.notes import label_at, relation_comment, relation_text
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.passages import Passage, Run, Runs, plain

#: What a text has that states a relation or addresses papergraph.
HINT = re.compile(r"papergraph|\bbuil(?:ds?|t)[\s*_-]+(?:up)?on\b|\bprerequisites?\b|\bdepends\s+on\b", re.IGNORECASE)
UNDERSTOOD = (
    "understood are `papergraph: builds-on REFERENCE`, with `core` or `background` and a quoted phrase after it, "
    "and `papergraph:begin` with `papergraph:end`"
)

MOST = 120  # runs before a label that is still looked for in one passage: more are no entry's
_LOOK_BACK = 400  # characters

_LABEL = re.compile(r"(?P<label>\bbuil(?:ds?|t)[\s-]+(?:up)?on)(?P<colon>\s*[:：])?", re.IGNORECASE)
_OTHER = re.compile(r"(?P<label>\b(?:prerequisites?|depends\s+on))(?P<colon>\s*[:：])", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\A|[\n.!?;:,)\]}”\"’»|·•—–-])[ \t]*\Z")
_LINE_START = re.compile(r"(?:\A|\n)\s*(?:[-•>*]\s+)?\Z")
_GOES_ON = re.compile(r"(?:[;,:：—–(&]|\b(?:and|or|of|the))\s*\Z", re.IGNORECASE)
_SMALL = re.compile(r"\s*[a-z(“\"]")
_NEXT_LABEL = re.compile(r"\s*(?:[-•>*]\s+)?\[?(?P<label>[A-Z][\w &/'’-]{1,45}?)\]?\s?[:：](?:\s|$)")
_CLAUSE = re.compile(r"(?<=[.|])\s+\[?(?P<label>[A-Z][\w ]{1,18}?)\]?\s?:\s")
_LINK_LABEL = re.compile(r"\s*(?<!\w)[\[(]?(?P<label>\w+)\]?\s?:\s*\Z")
_OPEN = re.compile(r"[\s(\[|]*\Z")
_COMMENT = re.compile(r"\s*papergraph\s*:\s*builds[\s_-]+on\b\s*:?\s*(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
_ADDRESSED = re.compile(r"\s*papergraph\s*(?::|[\s-]+(?:buil|begin|end\b))", re.IGNORECASE)


def with_relations(passages: Iterable[Passage], source: str) -> tuple[list[Passage], list[Problem]]:
    """Return the passages with each stated relation as a comment, and a problem for each comment not understood."""
    problems: list[Problem] = []
    taken: list[Passage] = []
    for passage in passages:
        taken += _taken(passage, source, problems, inside=False)
    return taken, problems


def _taken(passage: Passage, source: str, problems: list[Problem], *, inside: bool) -> list[Passage]:
    """Return what a passage is without its relations, which stand in it as comments, or in its place."""
    if passage.kind == "comment":
        runs = tuple(run._replace(marks=run.marks | {"comment"}) for run in passage.runs)
        return [replace(passage, runs=_understood(runs, passage.last_line, source, problems))]
    if passage.kind == "row":
        cells = tuple(_understood(cell, passage.last_line, source, problems) for cell in passage.cells)
        cut = [without_relations(cell, inside=True) for cell in cells]
        # A cell that is all relation keeps its words: as a comment it would be an empty cell.
        cells = tuple(new if _words(new) else old for new, old in zip(cut, cells, strict=True))
        return [replace(passage, cells=cells)]
    if passage.kind not in {"item", "paragraph", "heading"}:
        return [passage]
    runs = without_relations(_understood(passage.runs, passage.last_line, source, problems), inside=inside)
    stated = [run for run in runs if "comment" in run.marks]
    if stated and not _words(runs) and any(run.image is None and "comment" not in run.marks for run in passage.runs):
        return _instead(passage, stated, source, problems)
    children: list[Passage] = []
    for child in passage.children:
        children += _taken(child, source, problems, inside=passage.kind == "item")
    return [replace(passage, runs=runs, children=tuple(children))]


def _instead(passage: Passage, stated: list[Run], source: str, problems: list[Problem]) -> list[Passage]:
    """Return comments for a passage that is nothing but relations; items under a bare label are what it lists."""
    below: list[Passage] = []
    *_, last = stated
    if last.text.endswith("\0") and passage.children:
        listed = "; ".join(text for child in passage.children for text in _listed(child))
        stated[-1] = last._replace(text=last.text + listed)
        end = passage.end
    else:
        end = passage.last_line
        for child in passage.children:
            below += _taken(child, source, problems, inside=True)
    comments = [Passage("comment", passage.first_line, end, (run,), passage.column) for run in stated]
    return [*comments, *below]


def _listed(passage: Passage) -> list[str]:
    own = [] if passage.kind == "comment" else [relation_text(passage.runs).strip(" ;.")]
    return [text for text in own if text] + [text for child in passage.children for text in _listed(child)]


def _words(runs: Runs) -> bool:
    """Return whether something is left beside the comments."""
    return any(run.image or (run.text.strip(" \t\n-•>*|") and "comment" not in run.marks) for run in runs)


def _understood(runs: Runs, last_line: int, source: str, problems: list[Problem]) -> Runs:
    """Return the runs with relations in comments in the one form; a problem for what else addresses papergraph."""
    if not any("papergraph" in run.text.lower() for run in runs):
        return runs
    out: list[Run] = []
    for run in runs:
        comment = "comment" in run.marks
        match = _COMMENT.fullmatch(run.text) if comment else None
        if match:
            lines = (" ".join(line.split()) for line in match["rest"].splitlines())
            run = run._replace(text=relation_comment("papergraph", "\n".join(line for line in lines if line)))
        elif comment and _ADDRESSED.match(run.text):
            message = f"the comment {' '.join(run.text.split())[:100]!r} is not understood; {UNDERSTOOD}"
            problems.append(
                Problem(
                    code="unknown-comment", severity="warning", message=message, source=source,
                    first_line=run.line, last_line=max(run.line, min(last_line, run.line + run.text.count("\n"))),
                )
            )  # fmt: skip
        out.append(run)
    return tuple(out)


# --- where a relation in view begins and ends ---------------------------------------------------------------------


def without_relations(runs: Runs, *, inside: bool) -> Runs:
    """Return the runs with each "Builds on: …" in them as a comment, put at the end of the line before it.

    `inside`: they stand under an entry, where "Prerequisites: …" at their start is a relation too.
    """
    done: list[Run] = []
    rest = list(runs)
    while len(done) < MOST and (found := _begin(done, rest, inside=inside)) is not None:
        label, start, content = found
        text, after = _slice(rest, 0, start), _slice(rest, content, None)
        end = _end(after)
        while (
            text
            and text[-1].image is None
            and not text[-1].text.strip(" \t\n-•>*")
            and not text[-1].marks & {"comment"}
        ):
            text.pop()
        line = next((run.line for run in after if run.text.strip()), rest[0].line)
        said = _slice(after, 0, end)
        comment = relation_comment(label, relation_text(tuple(said)))
        done += [*text, Run(comment, line, frozenset({"comment"}))]
        done += [run for run in said if "comment" in run.marks]
        rest = _slice(after, end, None)
        inside = True
    return (*done, *rest) if done else runs


def _flat(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs if run.image is None and "comment" not in run.marks)


def _slice(runs: Sequence[Run], start: int, end: int | None) -> list[Run]:
    """Return the runs of the places start..end of their flat text; what has no text goes with what follows on it."""
    out: list[Run] = []
    at = 0
    for run in runs:
        size = 0 if run.image is not None or "comment" in run.marks else len(run.text)
        if size == 0:
            if at >= start and (end is None or at < end):
                out.append(run)
            continue
        first, last = max(start - at, 0), size if end is None else min(end - at, size)
        if first < last:
            out.append(run if (first, last) == (0, size) else run._replace(text=run.text[first:last]))
        at += size
    return out


def _begin(done: Sequence[Run], rest: Sequence[Run], *, inside: bool) -> tuple[str, int, int] | None:
    """Return (label, its place, the place after it) of the first label of a relation, or None."""
    text = _flat(rest)
    lower = text.lower()
    if "on" not in lower and "prerequisite" not in lower:
        return None
    opened = bool(done)
    for match in sorted([*_LABEL.finditer(text), *_OTHER.finditer(text)], key=lambda match: match.start()):
        before = text[: match.start()]
        if match.re is _OTHER:
            good = bool(_LINE_START.search(before)) and (inside or "\n" in before)
        else:
            marked = _set_off(rest, match.start("label"), match.end("label"))
            good = marked == "alone" if match["colon"] is None else bool(marked or _BEFORE.search(before))
        if good and (before.strip() or opened or inside or match.re is _LABEL):
            return " ".join(match["label"].split()), match.start(), match.end()
    return None


def _set_off(runs: Sequence[Run], start: int, end: int) -> str:
    """Return "alone" when bold or slanted type holds nothing but the label, "set off" if it is seen to begin, or ""."""
    at = 0
    linked = False
    for run in runs:
        if run.image is not None or "comment" in run.marks:
            continue
        if at <= start < at + len(run.text):
            if run.text[: start - at].strip() or run.href:
                return ""
            if not run.marks & {"bold", "italic"}:
                return "set off" if linked else ""
            return "set off" if run.text[end - at :].strip(" :：") else "alone"
        at += len(run.text)
        linked = bool(run.href)
    return ""


def _end(runs: Sequence[Run]) -> int:
    """Return where in the flat text of the runs after a label the list ends that it opens."""
    at = 0
    text = _flat(runs)
    runs = list(runs)
    for n, run in enumerate(runs):
        if run.image is not None or "comment" in run.marks:
            continue
        base = max(0, at - _LOOK_BACK)
        said = text[base:at]
        line = said.rpartition("\n")[2]
        if run.text == "\n" and _ends_with_line(said, line, run, runs[n + 1 : n + 200]):
            return at
        found = label_at(runs, n, said[-3:]) if said.strip() else None
        if found and _known(found[0]):
            return at
        if run.href and "bare" not in run.marks and (role := link_role(run.text)) and said.strip():
            opened = _OPEN.search(said)
            start = opened.start() if opened else len(said)
            if role != "paper" or said[:start].endswith(".") or "|" in said[start:]:
                return base + start
        before = _LINK_LABEL.search(said) if run.href else None
        if before and link_role(before["label"]) and said[: before.start()].strip():
            return base + before.start()
        clause = next((m for m in _CLAUSE.finditer(run.text) if link_role(m["label"])), None)
        if clause and run.href is None:
            return at + clause.start()
        at += len(run.text)
    return len(text)


def _known(label: str) -> bool:
    words = len(label.split())
    named = _LABEL.fullmatch(label) or (note_key(label) and words <= 4)
    return bool(named or field_of(label) or link_role(label))


def _ends_with_line(said: str, line: str, end: Run, following: Sequence[Run]) -> bool:
    """Return whether a list of works ends with its printed line, given what was said before and what follows."""
    nxt: list[Run] = []
    for run in following:
        if run.text == "\n":
            break
        nxt.append(run)
    text = plain(tuple(nxt))
    label = _NEXT_LABEL.match(text)
    if label and _known(label["label"]):
        return True
    if nxt and nxt[0].href and link_role(nxt[0].text):
        return True
    if not said.strip() or _GOES_ON.search(said):
        return False
    if "break" in end.marks:
        return True
    lead = read_lead(tuple(nxt), NO_PRIOR)
    if has_title(lead) and evidence(lead, nxt) >= ALONE:
        return True
    return not (_SMALL.match(text) or len(line) > FULL_LINE)
