"""Forms filled in again and again ("Title: …", "Authors: …", "Link: …"): each made a title with its labelled lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from papergraph.identifiers import title_key
from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import field_of, link_role, normal, note_key, tells_of_reader
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks

ENOUGH = 2  # forms of a document
_LABEL = re.compile(r"\s*(?:[-•+>]\s+)?(?P<label>[^\W\d_][^:：\n.!?]{0,38}?)\s*(?:：|:(?=\s|$))")
_SHORTER = re.compile(r"\s+(?:infos?|information|details?|names?|list)$", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*(?:(?:paper|no|nr|#)\W*)?\d{0,3}\W*\s*(?:[.):：]\s*|\s+|$)", re.IGNORECASE)
_WORDS = 5  # of a label, at most
_FACTS = frozenset({"authors", "date", "venue"})


@dataclass(slots=True)
class _Line:
    """A line under a label, with the lines that go on with it, and the passage that it stands in."""

    label: str
    key: str
    runs: list[Run]
    at: int  # of its passage
    first: int  # in the source
    below: list[Passage] = field(default_factory=list)
    also: list[int] = field(default_factory=list)  # the places of the passages below that stood behind it


_Form = list[_Line]


def with_forms(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each form as an item of the title in it over its other lines under their labels.

    So only where several are filled in, with a label of a title and one of another fact in most; an empty form goes.
    """
    blocks = _blocks(passages)
    counted = Counter(line.key for block in blocks for line in block)
    forms = [form for block in blocks for form in _split(block) if _is_form(form, counted)]
    bare = [form for form in forms if not _is_named(form)]
    if 2 * sum(_is_apart(form, passages) for form in bare) <= len(bare):
        forms = [form for form in forms if _is_named(form)]
    filled = [form for form in forms if plain(_title_line(form).runs)]
    if len(filled) < ENOUGH:
        return list(passages)
    told = _told_by_values(filled)
    starts: dict[int, list[_Form]] = {}
    for form in filled:
        starts.setdefault(form[0].at, []).append(form)
    inside = {at for form in filled for line in form for at in (line.at, *line.also)}
    empty = {line.at for form in forms for line in form} - inside
    named = _named(passages, filled)
    out: list[Passage] = []
    for at, passage in enumerate(passages):
        if at in empty:
            out.append(replace(passage, kind="furniture", children=()))
        elif at in starts:
            over = passages[at - 1] if at in named else None
            out += [_item(form, passage, told, over, named.get(at)) for form in starts[at]]
        elif at not in inside and at + 1 not in named:
            out.append(passage)
    return out


# --- lines and blocks -----------------------------------------------------------------------------------------------


def labelled_line(runs: Runs) -> tuple[str, list[Run]] | None:
    """Return the label that a line begins with and what follows on it, or None."""
    first = next((run for run in runs if run.text.strip() or run.image is not None), None)
    text = "".join(run.text for run in runs if run.image is None)[:80]
    match = _LABEL.match(text)
    if first is None or first.href is not None or first.image is not None or match is None:
        return None
    label = match["label"].strip("*_` ")
    if not label or len(label.split()) > _WORDS:
        return None
    rest: list[Run] = []
    left = match.end()
    for run in runs:
        if left and run.image is None:
            taken = min(left, len(run.text))
            if run.href is not None and taken:
                return None
            left -= taken
            run = run._replace(text=run.text[taken:])
        if run.text or run.image is not None:
            rest.append(run)
    while rest and rest[0].image is None and not rest[0].text.strip(" *_"):
        rest.pop(0)
    return label, rest


def _lines(passage: Passage, at: int) -> list[_Line]:
    """Return the labelled lines of a passage; none where it does not begin with one."""
    if passage.kind not in {"item", "paragraph"} or passage.problem or _is_told(passage):
        return []
    lines: list[_Line] = []
    pieces: list[tuple[Runs, tuple[Passage, ...]]]
    pieces = [(piece, ()) for piece in split_at_breaks(passage.runs, "any") if piece]
    pieces += [(child.runs, child.children) for child in passage.children if child.kind in {"item", "paragraph"}]
    for runs, below in pieces:
        found = labelled_line(runs)
        if found is not None:
            lines.append(_Line(found[0], normal(found[0]), found[1], at, runs[0].line, list(below)))
        elif not lines:
            return []
        elif link_role(lines[-1].key) and lines[-1].runs:  # an address does not go on
            lines[-1].below.append(Passage("paragraph", runs[0].line, runs[-1].line, runs, passage.column))
            lines[-1].below += below
        else:
            lines[-1].runs += [Run(" ", runs[0].line) for _ in runs[:1]] + list(runs)
            lines[-1].below += below
    return lines


def _is_told(passage: Passage) -> bool:
    """Return whether a passage is a title that was told from the lines below it: "Gates: A Study" has no label."""
    said = [run for run in passage.runs if run.text.strip()]
    return bool(said) and all("stated" in run.marks for run in said)


def _blocks(passages: Sequence[Passage]) -> list[_Form]:
    """Return the labelled lines that follow on each other, up to a heading, a rule or a passage of another kind."""
    blocks: list[_Form] = [[]]
    kind = ""
    for at, passage in enumerate(passages):
        last = blocks[-1][-1] if blocks[-1] else None
        if last is not None and kind == "paragraph" and passage.kind == "item" and not plain(last.runs):
            last.below.append(passage)  # "**Links:**" over a list of them
            last.also.append(at)
            continue
        lines = _lines(passage, at)
        if not lines or passage.kind != kind:
            blocks.append([])
        kind = passage.kind
        blocks[-1].extend(lines)
    return [block for block in blocks if len(block) > 1]


def _split(block: _Form) -> Iterator[_Form]:
    """Yield the forms of a block: a label that comes again begins the next."""
    form: _Form = []
    seen: set[str] = set()
    for line in block:
        if line.key in seen:
            yield form
            form, seen = [], set()
        form.append(line)
        seen.add(line.key)
    yield form


# --- what is a form -------------------------------------------------------------------------------------------------


def _title_line(form: _Form) -> _Line:
    """Return the line with the title: under its label, or that under "Paper" where its words are one."""
    named = [line for line in form if field_of(line.key) == "title"]
    return named[0] if named else next((line for line in form if _is_titled_paper(line)), form[0])


def _is_named(form: _Form) -> bool:
    """Return whether a form has its title under a label of titles."""
    return field_of(_title_line(form).key) == "title"


def _is_titled_paper(line: _Line) -> bool:
    """Return whether a line gives the title of a paper as words of its link: "Paper: [Opening Gates](…)"."""
    text = plain(line.runs)
    if link_role(line.key) != "paper" or "://" in text or link_role(text) or len(text.split()) < 3:
        return False
    return len(text.split()) > 4 or (looks_like_title(text) and venue_score(text) < 1.5)


def _is_reference(runs: Runs) -> bool:
    """Return whether a line says more of a paper than its title: a linked title amid the rest of a reference."""
    linked = next((run for run in runs if run.href and run.image is None), None)
    beside = plain([run for run in runs if run.href is None])
    titled = linked is not None and link_role(linked.text) is None and "bare" not in linked.marks
    return titled and len(words_of(beside)) > 2


def _is_form(form: _Form, counted: Counter[str]) -> bool:
    """Return whether labelled lines are a form: most labels come again, and its title and a fact are among them."""
    again = sum(counted[line.key] > 1 for line in form)
    title = _title_line(form)
    if len(form) < 2 or 2 * again <= len(form) or counted[title.key] < ENOUGH:
        return False
    others = [_known(line.key) for line in form if line is not title]
    facts = any(field_of(key) in _FACTS or link_role(key) == "paper" for key in others)
    if _is_named(form):
        return facts or (title.key != "name" and _links(title.runs) and len(form) > 2)
    return _is_titled_paper(title) and len(form) > 2


def _is_apart(form: _Form, passages: Sequence[Passage]) -> bool:
    """Return whether no title in a line of its own stands right over a form: "Paper: …" is no title under one."""
    before = passages[form[0].at - 1] if form[0].at else None
    return before is None or before.kind in {"heading", "rule", "comment"} or bool(_lines(before, 0))


def _links(runs: Sequence[Run]) -> bool:
    return any(run.href for run in runs)


def _known(label: str) -> str:
    """Return a label without a word that says nothing behind its head word ("journal info")."""
    if field_of(label) or link_role(label) or note_key(label):
        return label
    short = _SHORTER.sub("", label)
    return short if field_of(short) or link_role(short) else label


def _told_by_values(forms: Sequence[_Form]) -> dict[str, str]:
    """Return the labels that nothing is known of with the field that most of their values are."""
    values: dict[str, list[str]] = {}
    beside: dict[str, set[str | None]] = {}  # the fields that the forms with a label have elsewhere
    for form in forms:
        fields = {field_of(_known(line.key)) for line in form}
        for line in form:
            if line is not _title_line(form) and (text := plain(line.runs)):
                values.setdefault(line.key, []).append(text)
                beside.setdefault(line.key, set()).update(fields)
    told: dict[str, str] = {}
    for key, texts in sorted(values.items()):
        if field_of(_known(key)) or link_role(_known(key)) or note_key(key) or len(texts) < ENOUGH:
            continue
        for name, fits in (("Date", _is_date), ("Venue", _is_venue), ("Authors", _are_authors)):
            free = name.lower() not in beside[key] and name not in told.values()
            if free and sum(map(fits, texts)) > 0.6 * len(texts) and not tells_of_reader(key):
                told[key] = name
                break
    return told


def _is_date(text: str) -> bool:
    dates = dates_in(text)
    return bool(dates) and not re.search(r"[^\W\d_]{3}", without_dates(text, dates))


def _is_venue(text: str) -> bool:
    return len(text.split()) <= 12 and venue_score(text) >= 2.0


def _are_authors(text: str) -> bool:
    return "," in text and are_names(text)


# --- what it becomes ------------------------------------------------------------------------------------------------


def _named(passages: Sequence[Passage], forms: Sequence[_Form]) -> dict[int, str]:
    """Return the headings right over forms that are another name of the work, by the place of the form's passage.

    They say the title or begin it, or all of their level that stand over forms stand over one each.
    """
    over: dict[int, list[_Form]] = {}
    heading: int | None = None
    held = {form[0].at: form for form in forms}
    for at, passage in enumerate(passages):
        heading = at if passage.kind == "heading" else heading
        if at in held and heading is not None:
            over.setdefault(heading, []).append(held[at])
    levels = Counter(passages[at].level for at in over)
    single = Counter(passages[at].level for at, under in over.items() if len(under) == 1 and under[0][0].at == at + 1)
    named: dict[int, str] = {}
    for at, under in over.items():
        if under[0][0].at != at + 1 or len(under) > 1:
            continue
        text, level = plain(passages[at].runs), passages[at].level
        name = _NUMBER.sub("", text, count=1) or text
        title = plain(_title_line(under[0]).runs)
        said = title_key(name) == title_key(title) or title.lower().startswith(f"{name.lower()}:")
        if (said and level > 1) or (single[level] > 2 and single[level] == levels[level]):
            named[at + 1] = name
    return named


def _item(form: _Form, passage: Passage, told: dict[str, str], over: Passage | None, name: str | None) -> Passage:
    """Return a form as an item, from the heading `over` it on where that is the `name` of the work."""
    title = _title_line(form)
    first = over.first_line if over is not None else min(line.first for line in form)
    runs = tuple(title.runs)
    if _is_named(form) or not _is_reference(runs):
        runs = tuple(run._replace(marks=run.marks | {"stated"}) for run in runs)
    below = list(title.below)
    if name and is_lead_name(name) and title_key(name) != title_key(plain(runs)):
        below.append(_paragraph("Short", [Run(name, first)], passage))
    for line in form:
        if line is not title and (plain(line.runs) or _links(line.runs)):
            known = _known(line.key)
            label = told.get(line.key) or (
                line.label[:1].upper() + line.label[1:] if known == line.key else known.title()
            )
            below.append(_paragraph(label, line.runs, passage))
        below += line.below if line is not title else []
    if below:  # labels without a value at the end
        below[-1] = replace(below[-1], last_line=max(below[-1].last_line, *(line.first for line in form)))
    marker = passage.marker if passage.marker and passage.marker[0].isdigit() else "-"
    return Passage("item", first, title.runs[-1].line, runs, passage.column, marker=marker, children=tuple(below))


def _paragraph(label: str, runs: Sequence[Run], passage: Passage) -> Passage:
    """Return a line under its label as a paragraph."""
    first = runs[0].line
    head = Run(f"{label}: ", first, frozenset({"bold"}))
    return replace(
        passage,
        kind="paragraph",
        first_line=first,
        last_line=runs[-1].line,
        runs=(head, *runs),
        children=(),
        marker=None,
    )


__all__ = ["labelled_line", "with_forms"]
