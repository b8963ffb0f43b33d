"""What a paragraph is, seen with what stands before and after it: an entry, the name of a section, a damaged head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from papergraph.readers.grammar.breaks import Piece
from papergraph.readers.grammar.evidence import (
    ALONE,
    AMONG,
    evidence,
    has_title,
    is_complete,
    is_dated_by_link,
    leads_to_paper,
)
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.grammar.splitting import is_link_line, lines_behind, wrapped_pieces
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.gathering import tells_relation
from papergraph.readers.layout.joining import is_session, labelled
from papergraph.readers.layout.noise import is_labelled_line
from papergraph.readers.lexicon.dates import dates_in, has_day
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.sections import names_news
from papergraph.readers.lexicon.words import FUNCTION
from papergraph.readers.passages import Passage, Runs, plain, said_lines

YEAR_LEVEL = 7
CHAIN = 4  # names of sections, one over the other, at most
_FIELDS = frozenset({"authors", "venue", "date"})
_PLAIN_HEADING = re.compile(r"[^.!?;:，。；]{3,120}")
_ASIDE = re.compile(r"[\s*_]*\(.*\)[\s*_.]*", re.DOTALL)
_FOOTNOTE = re.compile(r"\([*†‡§#]{1,3}\)\s")  # the sign that something above has as well


def is_aside(runs: Runs) -> bool:
    """Return whether the runs are all in one pair of brackets, or a sentence behind the sign of a note in one."""
    text = plain(runs)
    if _FOOTNOTE.match(text) and text.endswith(".") and prose_score(text) >= 1.2:
        return True
    if _ASIDE.fullmatch(text) is None:
        return False
    depth = 0
    for n, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == ")" and depth <= 0:
            return not re.search(r"\w", text[n + 1 :])  # "(with Anna Lund) Gates of Wool (pdf)" is none
    return True


def _is_year(passage: Passage) -> bool:
    """Return whether a paragraph is a year and nothing else."""
    return passage.kind == "paragraph" and re.fullmatch(r"(?:19|20)\d\d", plain(passage.runs)) is not None


_REMARK = re.compile(r"\s*\([^()\d]{3,80}\)[\s.:]*")


def _without_remark(runs: Runs) -> Runs:
    """Return runs without the brackets behind a heading in bold letters: "**Reviews:** (Many are short.)"."""
    last = next((n for n in range(len(runs), 0, -1) if "bold" in runs[n - 1].marks), 0)
    head, behind = runs[:last], plain(runs[last:])
    named = last < len(runs) and plain(head).endswith(":") and _is_bold(head) and len(plain(head).split()) <= 8
    return head if named and _REMARK.fullmatch(behind) else runs


def heads_apart(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with a year in bold letters on the first line of a paragraph as a paragraph of its own.

    It is the heading of what follows on it: "**2018**" over the first of the works of that year. References in the
    lines right behind an item of a list are a paragraph as well.
    """
    out: list[Passage] = []
    years = sum(map(_is_year, passages)) > 1
    for passage in (part for each in passages for part in lines_behind(each)):
        passage = replace(passage, runs=_without_remark(passage.runs)) if passage.kind == "paragraph" else passage
        if years and _is_year(passage):
            out.append(replace(passage, kind="heading", level=YEAR_LEVEL))
            continue
        end = next((n for n, run in enumerate(passage.runs) if run.text == "\n"), 0)
        head, rest = passage.runs[:end], passage.runs[end + 1 :]
        if passage.kind != "paragraph" or not rest or not _is_bold(head) or not is_occasion(plain(head)):
            out.append(passage)
            continue
        line = rest[0].line
        out.append(replace(passage, kind="heading", level=YEAR_LEVEL, last_line=line - 1, runs=head))
        out.append(replace(passage, first_line=line, runs=rest))
    return out


def begins_entry(lead: Lead, runs: Runs, last: Candidate | None, after: Sequence[Passage]) -> bool:
    """Return whether a paragraph begins with a reference that is set off, numbered or complete."""
    if lead.trend and (lead.ordinal or lead.setting == "bold"):
        return True
    if is_session(runs) or _is_field_below(last, runs) or is_labelled_line(runs):
        return False
    if not lead.order or lead.order[0] == "prose" or not has_title(lead) or is_aside(runs):
        return False
    if lead.cut is not None and lead.cut.formal is not None:
        signed = bool(lead.people.names or lead.people.organisation)
        among = (lead.ordinal is not None or (last is not None and last.shape in {"paragraph", "line"})) and signed
        return bool(lead.dates or lead.venue) or among
    score = evidence(lead, runs)
    label = labelled(runs) if last is not None else None
    if (label and (score < ALONE or note_key(label))) or _is_mentioned(lead, runs) or _goes_on(lead, runs):
        return False
    if lead.setting in {"bold", "quote", "link", "heading"} or lead.ordinal:
        counted = last is not None and (last.shape == "paragraph" or last.read(NO_PRIOR).ordinal is not None)
        numbered = counted or lead.setting in {"bold", "quote"}
        return score >= ALONE or bool(lead.ordinal and numbered)
    if is_dated_by_link(lead, runs):
        return True
    if not is_complete(lead, runs):
        if score >= ALONE and _is_placed(lead, runs):
            return True
        beside = (last is not None and last.shape == "paragraph") or _is_signed_like(after)
        return _is_signed(lead) and beside and score >= ALONE
    if lead.whole or (last is not None and last.shape == "paragraph"):
        return True
    if lead.setting == "italic" and lead.order[:2] == ("authors", "title") and score >= ALONE + 2.5:
        return True
    # Prose goes on behind the reference: others of the kind must stand beside it.
    return (
        bool(after) and after[0].kind == "paragraph" and is_complete(read_lead(after[0].runs, NO_PRIOR), after[0].runs)
    )


def _is_signed(lead: Lead) -> bool:
    """Return whether a lead is a title with who wrote it and where it appeared, and no more: "…, accepted"."""
    return lead.whole and bool(lead.people.names and lead.venue) and len(lead.title.split()) > 2


def _is_signed_like(after: Sequence[Passage]) -> bool:
    """Return whether a paragraph follows that is a reference as well, with its date or without."""
    if not after or after[0].kind != "paragraph":
        return False
    lead = read_lead(after[0].runs, NO_PRIOR)
    return lead.order[:1] == ("authors",) and _is_signed(lead)


def _is_placed(lead: Lead, runs: Runs) -> bool:
    """Return whether a lead is a title with where and when and the paper behind it: "Wool (HAY, 2021) [paper](…)"."""
    linked = any(run.href and link_role(run.text) == "paper" for run in runs)
    words = lead.title.split()
    titled = lead.whole and lead.order[:1] == ("title",) and len(words) > 3 and words[-1].lower() not in FUNCTION
    return linked and titled and prose_score(lead.title) < 1.2 and bool(lead.venue and lead.dates)


def _is_linked_title(lead: Lead) -> bool:
    """Return whether a lead is a linked title without prose behind it."""
    return lead.setting == "link" and lead.order[:1] == ("title",) and lead.whole and has_title(lead)


def is_like(lead: Lead, runs: Runs, before: Sequence[Candidate]) -> bool:
    """Return whether a paragraph is written as the last entries before it.

    So a title in italics with authors behind it, or a linked title and no more. Headings may stand between: under one
    for a year the works print none.
    """
    if lead.setting == "link":
        alike = len(before) > 1 and all(_is_linked_title(each.read(NO_PRIOR)) for each in before[-2:])
        return alike and before[-1].shape == "paragraph" and _is_linked_title(lead) and evidence(lead, runs) >= AMONG
    if not before or lead.setting != "italic" or not lead.whole or not lead.people.names:
        return False
    other = before[-1].read(NO_PRIOR)
    alike = other.setting == lead.setting and other.order[:1] == lead.order[:1] == ("title",)
    return alike and "authors" in other.order and evidence(lead, runs) >= ALONE


_AMID = 3  # words of a sentence before the words of a link that go on with it


def _goes_on(lead: Lead, runs: Runs) -> bool:
    """Return whether the linked words of a lead go on a sentence: "It is taken from [the list of Anna](…)"."""
    if lead.setting != "link" or not lead.title[:1].islower() or is_paper_url(lead.href or ""):
        return False
    at = next((n for n, run in enumerate(runs) if run.href), 0)
    return len(plain(runs[:at]).split()) >= _AMID


def _is_mentioned(lead: Lead, runs: Runs) -> bool:
    """Return whether a quoted title stands in a sentence ("This is printed again in “Wool”"), or a linked word in one.

    So the link in "A [community-kept](…) list of flocks".
    """
    on = "".join(run.text for run in lead.body).lstrip()[:1].islower()
    if lead.setting == "link" and (on or len(lead.title.split()) <= 3):
        before = "".join(run.text for run in takewhile(lambda run: run.href is None, runs))
        if re.fullmatch(r"\W*(?:an?|the|this|our|my|see)\s", before, re.IGNORECASE):
            return True
    if lead.setting != "quote" or lead.cut is None or "title" not in lead.fields:
        return False
    atoms = lead.cut.atoms[: lead.fields.index("title")]
    return any(atom.kind == "text" and prose_score(atom.text) >= 0.8 for atom in atoms)


def is_title_with_links(lead: Lead, runs: Runs, last: Candidate | None) -> bool:
    """Return whether a paragraph is a title that is set off with links under labels behind it, and nothing else.

    A short one may be a name: then an entry of the kind stands before it.
    """
    if lead.setting not in {"bold", "quote", "heading"} or lead.order != ("title",) or not has_title(lead):
        return False
    links = [run for run in runs if run.href and link_role(run.text)]
    roles = {link_role(run.text) for run in links}
    if not roles or lead.body or is_web(lead.href or ""):
        return False
    if last is not None and last.shape == "paragraph" and last.read(NO_PRIOR).setting == lead.setting:
        return True
    return "paper" in roles or ("code" in roles and len(lead.title.split()) > 2)


def is_whole_work(runs: Runs, pieces: Sequence[Piece]) -> bool:
    """Return whether a paragraph, read whole, is one linked title with authors and date on the lines under it.

    So is one in a formal style with each field on a line of its own: the first line alone would be taken for a title.
    """
    lead = read_lead(runs, NO_PRIOR)
    if not lead.people.names or not lead.dates:
        return False
    first = read_lead(pieces[0].runs, NO_PRIOR)
    others = [read_lead(piece.runs, NO_PRIOR) for piece in pieces[1:] if piece.head]
    alone = not any(other.people.names and other.dates for other in others)
    if lead.cut is not None and lead.cut.formal and first.title in lead.people.names[0]:
        return alone
    if lead.setting != "link":
        return False
    return alone and lead.title == first.title and not (first.people.names and first.dates)


def heads_among_lines(passage: Passage, after: Sequence[Passage]) -> tuple[Piece, ...]:
    """Return the pieces of a paragraph with heads of references among its lines; none where it has no such."""
    if passage.first_line == passage.last_line and field_of(labelled(passage.runs) or "") in _FIELDS:
        return ()
    confirmed = bool(after) and after[0].kind == "paragraph" and is_link_line(plain(after[0].runs))
    pieces = wrapped_pieces(passage.runs, confirmed=confirmed)
    heads = sum(piece.head for piece in pieces)
    if heads == 1 and pieces[0].head and len(pieces) > 1 and pieces[0].runs[0].marks & {"bold"}:
        return ()  # one entry with its prose under it, read as a whole
    if len(pieces) > 1 and pieces[0].head and is_whole_work(passage.runs, pieces):
        return ()
    return pieces if heads else ()


_BRACKETED = re.compile(r"[\[【](?P<name>[^\[\]【】]{2,80})[\]】]")


def name_of_section(runs: Runs) -> str:
    """Return what a heading calls its section, without brackets around all of it and a colon behind it."""
    text = plain(runs)
    bracketed = _BRACKETED.fullmatch(text)
    return bracketed["name"] if bracketed else text.rstrip(" :：") or text


def names_section(passage: Passage, last: Candidate | None, following: Sequence[Passage]) -> bool:
    """Return whether a short line is the name of a section: marked as one, or entries follow on it at once."""
    text = plain(passage.runs)
    if all("heading" in run.marks for run in passage.runs if run.text.strip()) and len(text) < 100:
        return True
    if is_session(passage.runs):
        return True
    nxt = next((each for each in following[:CHAIN] if not _is_like_heading(each)), None)
    bracketed = _BRACKETED.fullmatch(text) is not None and nxt is not None and nxt.kind == "item"
    if _is_bold(passage.runs) and len(text) < 150 and nxt is not None and (_opens(nxt) or bracketed):
        return True
    if is_label(passage.runs) and nxt is not None and nxt.kind == "item" and _opens(nxt):
        return True
    if names_news(text) and _is_set_off(passage.runs) and nxt is not None and nxt.kind == "item":
        return True
    if not _PLAIN_HEADING.fullmatch(text) or len(text.split()) > 14 or any(run.href for run in passage.runs):
        return False
    if text.endswith(("…", "...")):
        return False  # words that are quoted in part
    if not (text[0].isupper() or text[0].isdigit()) or (len(text.split()) < 4 and any(map(has_day, dates_in(text)))):
        return False
    if not following:
        return False
    nxt = following[0]
    if nxt.kind == "paragraph":
        return bool(wrapped_pieces(nxt.runs, confirmed=True)) and wrapped_pieces(nxt.runs, confirmed=True)[0].head
    return nxt.kind in {"item", "row", "table-head"} and passage.first_line == passage.last_line and last is None


def is_subtitle(passages: Sequence[Passage], at: int) -> bool:
    """Return whether a paragraph in plain words stands right under the first heading of a document with others."""
    under = at > 0 and all(each.kind == "heading" for each in passages[:at])
    others = any(each.kind == "heading" for each in passages[at:])
    return under and others and not any(run.marks for run in passages[at].runs)


def _is_set_off(runs: Runs) -> bool:
    return all(run.marks & {"bold", "italic", "heading"} and not run.href for run in runs if run.text.strip(" :："))


def _is_bold(runs: Runs) -> bool:
    """Return whether runs are in bold letters, all of them, and no link."""
    said = [run for run in runs if run.text.strip()]
    return bool(said) and all("bold" in run.marks and run.href is None for run in said)


def _is_like_heading(passage: Passage) -> bool:
    """Return whether a paragraph is set as the name of a section is: in bold letters, or a few words in italics."""
    return passage.kind == "paragraph" and (_is_bold(passage.runs) or is_label(passage.runs))


def is_label(runs: Runs) -> bool:
    """Return whether runs are a few words in italics and no link, that end as a heading does: no colon, no period."""
    said = [run for run in runs if run.text.strip()]
    italic = bool(said) and all("italic" in run.marks and run.href is None for run in said)
    return italic and len(plain(runs).split()) <= 8 and plain(runs)[-1:].isalnum()


def _opens(passage: Passage) -> bool:
    """Return whether a passage begins with a reference, by its own evidence, or is a year set apart from one."""
    if passage.kind == "heading":
        return passage.level == YEAR_LEVEL
    if passage.kind not in {"item", "paragraph"} or labelled(passage.runs):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    known = bool(lead.people.names or lead.href) or any(map(leads_to_paper, passage.runs))
    return has_title(lead) and known and evidence(lead, passage.runs) >= ALONE


def is_broken_head(passage: Passage, owner: Candidate | None, after: Sequence[Passage]) -> bool:
    """Return whether a line stands where heads of entries stand: its links follow, those before have theirs."""
    if owner is None or owner.shape != "line" or not any(is_link_line(plain(runs)) for runs in owner.follow):
        return False
    text = plain(passage.runs)
    if not after or after[0].kind != "paragraph":
        return False
    follows = is_link_line(plain(after[0].runs))
    if not follows and passage.first_line == passage.last_line and text[:1].isupper():
        pieces = wrapped_pieces(after[0].runs, confirmed=True)
        follows = bool(pieces) and pieces[0].head
    return follows and len(text) < 300 and not text.endswith((".", "!", "?")) and not labelled(passage.runs)


def _is_field_below(owner: Candidate | None, runs: Runs) -> bool:
    """Return whether a paragraph is a labelled field of the work whose proven title stands in a line over it."""
    if owner is None or owner.shape != "heading" or not owner.confirmed:
        return False
    return field_of(labelled(runs) or "") in _FIELDS


def _is_other_page(runs: Runs) -> bool:
    """Return whether a paragraph is one link around words that are no label, and leads to no paper."""
    said = [run for run in runs if run.image is None and re.search(r"\w", run.text)]
    if len({run.href for run in said}) != 1 or not (href := said[0].href) or "bare" in said[0].marks:
        return False
    text = plain(tuple(said))
    named = link_role(text) is None and not dates_in(text) and not is_web(text) and not is_paper_url(href)
    return named and is_web(href) and not tells_relation(text)


def _tells_of_others(runs: Runs) -> bool:
    """Return whether a paragraph says in some words what several links, under no labels, lead to."""
    named = {run.href for run in runs if run.href and "bare" not in run.marks and link_role(run.text) is None}
    beside = " ".join(run.text for run in runs if not run.href and run.image is None)
    return len({href for href in named if href and is_web(href)}) > 1 and len(beside.split()) > _SAID


_SAID = 8  # words beside links
_FOLLOW = re.compile(r"(?:Follow|Contact|Find|Connect with|Email|E-mail) (?:me|us)\b")


def takes(owner: Candidate, runs: Runs) -> bool:
    """Return whether a candidate takes a paragraph after it as its own; a link under a name of its own is none."""
    if _is_other_page(runs) or _FOLLOW.match(plain(runs)):
        return False
    if labelled(runs) or owner.shape == "heading":
        return True
    bare = owner.shape == "line" or (owner.shape == "paragraph" and not owner.read(NO_PRIOR).body)
    if not bare or _tells_of_others(runs):
        return False
    below = [owner.runs, *owner.follow]  # another work over its address is none of one that has its own
    return not (any(_starts_with_address(line) for each in below for line in said_lines(each)) and _over_address(runs))


def _over_address(runs: Runs) -> bool:
    """Return whether words stand over a line that the printed address of a paper begins."""
    return any(map(_starts_with_address, said_lines(runs)[1:])) and not _starts_with_address(runs)


def _starts_with_address(line: Runs) -> bool:
    """Return whether a line begins with the printed address of a paper."""
    first = next((run for run in line if run.text.strip()), None)
    return first is not None and "bare" in first.marks and is_paper_url(first.href or "")
