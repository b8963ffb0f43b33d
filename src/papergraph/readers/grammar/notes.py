"""Prose of an entry under its labels, and the link clauses and fields that stand among it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from papergraph.identifiers import curie_of_url
from papergraph.model import Link, LinkRole, Note, NoteKey
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.identified import sole_address
from papergraph.readers.lexicon.labels import field_of, link_role, note_key, venue_in_label
from papergraph.readers.lexicon.links import is_paper_url, is_web, kind_of_url, may_be_copy, role_of_url
from papergraph.readers.lexicon.occasions import is_printing
from papergraph.readers.lexicon.venues import PUBLISHED, venue_name_score, venue_score
from papergraph.readers.lexicon.words import FUNCTION, is_common
from papergraph.readers.passages import Run, Runs, plain, split_at_breaks

_ENDS = re.compile(r"[.!?:;)\]”\"’]\s*$|^\s*$")
_EMOJI = r"(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+\s*)?"
_PLAIN_LABEL = re.compile(
    rf"\s*(?:[-•>*]\s+)?{_EMOJI}([A-Z\u3040-\u9fff\uac00-\ud7af][^:：.\n!?]{{1,45}}|[a-z]{{4,12}}|年)(?::(?=\s|$)|\s?：)"
)
_CLAUSE = re.compile(r"(?:^|(?<=[\s(|,;.]))\(?\[?(?P<label>[^\W\d_][\w ()（）]{0,24}?)\]?\s?[:：]\s*$")


_REMARK = re.compile(r"\b(?:comments?|notes?|remarks?|annotations?|memos?)\b", re.IGNORECASE)
#: What shows that a curator speaks to the reader: "I", "you", a wish at the start, a mark for the work.
_ASIDE = re.compile(
    r"\bI\b(?!\.)|\b(?:my|me|you|your|must[- ]read|worth reading|recommended|required reading|optional)\b"
    r"|^\W*(?:[Rr]ead|[Ss]kip|[Ss]kim|[Ss]ee|[Ww]atch|[Ii]gnore|[Ff]ocus|[Cc]heck)\b(?! \w+s\b)"
)


@dataclass(slots=True)
class Body:
    """What the prose of an entry gave: notes, links in order, and fields under labels ("Authors: …")."""

    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    under_heading: bool = False  # the work is a heading, and its lines follow


@dataclass(slots=True)
class _Piece:
    label: str | None
    runs: list[Run] = field(default_factory=list)


def label_at(runs: list[Run], n: int, before: str) -> tuple[str, int] | None:
    """Return (label, count of runs) when a label begins at run `n`; `before` is the text up to there."""
    run = runs[n]
    if run.image is not None or not _ENDS.search(before):
        return None
    if run.marks & {"italic", "bold", "heading"} and run.href is None:
        text, used = run.text, 1
        while n + used < len(runs) and runs[n + used].marks & {"italic", "bold"} and runs[n + used].text != "\n":
            text += runs[n + used].text
            used += 1
        bare = text.strip().strip("*_ ")
        after = runs[n + used].text if n + used < len(runs) else ""
        if bare.endswith((":", "：")) or after.lstrip().startswith((":", "：")):
            label = bare.rstrip(":： ")
            known = note_key(label) or field_of(label) or link_role(label)
            if label and len(label.split()) <= 6 and (known or label[:1].isupper()):
                return label, used
    return None


def _split_labels(runs: Runs) -> list[_Piece]:
    """Return the runs cut at labels: set off by marks anywhere after a sentence, plain ones at the start of a line."""
    flat = list(runs)
    pieces = [_Piece(None)]
    before = ""
    n = 0
    while n < len(flat):
        run = flat[n]
        found = label_at(flat, n, before[-3:])
        if found:
            label, used = found
            pieces.append(_Piece(label))
            n += used
            if n < len(flat) and flat[n].text.lstrip().startswith((":", "：")):
                rest = flat[n].text.lstrip()[1:]
                flat[n] = Run(rest, flat[n].line, flat[n].marks, flat[n].href)
            before = ""
            continue
        opened = pieces[-1].label is not None and not pieces[-1].runs and note_key(pieces[-1].label) == "builds_on"
        if run.image is None and run.href is None and not opened and (not before.strip() or before.endswith("\n")):
            match = _PLAIN_LABEL.match(run.text)
            if match and (
                (note_key(match[1]) and len(match[1].split()) <= 4) or field_of(match[1]) or link_role(match[1])
            ):
                pieces.append(_Piece(match[1]))
                run = Run(run.text[match.end() :], run.line, run.marks, run.href)
        if run.image is None:
            before += run.text
        pieces[-1].runs.append(run)
        n += 1
    return pieces


#: What these have is papers and nothing else, unlike a DOI, which data and programs have as well.
_ARCHIVES = ("arxiv:", "openreview:", "acl:", "iacr:", "pmid:")


def context_role(run: Run, before: str) -> LinkRole | None:
    """Return what a label says that a link leads to: its own words, its badge, or the words before it ("Code: …")."""
    if run.image is not None:
        return link_role(run.text)
    if "bare" not in run.marks:
        role = _role(run.text, run.href)
        if role == "slides" and run.href and is_paper_url(run.href) and venue_in_label(run.text):
            return "paper"  # "WOOL 2018 Poster" says how the paper was presented
        if role == "page" and run.href and (curie_of_url(run.href) or "").startswith(_ARCHIVES):
            return "paper"  # "[Website](https://arxiv.org/…)"
        if role:
            return role
    match = _CLAUSE.search(before[-40:])
    return _role(match["label"], run.href) if match else None


#: What says of a link no more than that it is one; a post stays one under it.
_ANY_LINK = re.compile(r"\W*(?:urls?|links?|online|sources?|原文|原文链接|链接|地址|网址)\W*", re.IGNORECASE)


def _role(label: str, href: str | None) -> LinkRole | None:
    """Return what a label says that an address leads to."""
    role = link_role(label)
    return "page" if role == "paper" and href and _ANY_LINK.fullmatch(label) and kind_of_url(href) == "post" else role


_LABELS = re.compile(r"\s?[\[(]([^()\[\]]{1,60})[\])]")


def _are_labels(text: str) -> bool:
    """Return whether words in brackets are nothing but labels of links: "pdf, bib"."""
    return all(link_role(part) for part in re.split(r"\s*[,;|/·]\s*", text) if part.strip())


def _prose(runs: list[Run], links: list[Link], *, paper: bool) -> str:
    """Return the words of prose without its link clauses; the links are put into `links`."""
    text = ""
    for run in runs:
        if run.href is not None and is_web(run.href):
            role = context_role(run, text)
            by_url = role_of_url(run.href)
            bare = "bare" in run.marks
            if role is None and by_url == "slides" and paper and may_be_copy(run.href):
                by_url = "paper"
            if role is None and by_url == "paper":
                role = "paper" if paper and (bare or len(run.text.split()) < 2) and not links else "page"
            links.append(Link(url=run.href, role=role or by_url))
            if bare or run.image is not None or link_role(run.text):
                if match := _CLAUSE.search(text[-40:]):
                    text = text[: len(text) - len(text[-40:]) + match.start()]
                elif not bare and run.image is None:
                    text += "" if text.rstrip().endswith("[") or not text.strip() else run.text
                elif bare and not match:
                    text += run.text
                continue
        if run.image is None and "comment" not in run.marks:
            text += run.text
    text = _LABELS.sub(lambda match: "" if _are_labels(match[1]) and links else match[0], text)
    text = re.sub(r"[\[(]\s*(?:[|,;/·]\s*)*[\])]", " ", text)
    text = " ".join(text.split())
    text = text.strip(" |")
    return text.strip(" |·•–—-,;:") if not re.search(r"\w", text) else text.strip(" |·•").lstrip("–—-:,;. ")


def add_prose(body: Body, runs: Runs, *, label: str | None = None, paper: bool = True) -> None:
    """Put the prose in `runs` into `body`: notes, links, fields; `paper`: whether the paper's link may be here."""
    for comment in (run.text for run in runs if "comment" in run.marks):
        add_comment(body, comment)
    pieces = _split_labels(tuple(run for run in runs if "comment" not in run.marks))
    for n, piece in enumerate(pieces):
        name = piece.label if n or piece.label is not None else label
        links: list[Link] = []
        here = piece.runs
        role = link_role(name) if name else None
        stated = name is not None and role is None and note_key(name) == "builds_on"
        text = _prose(here, links, paper=paper and not stated and not any(link.role == "paper" for link in body.links))
        if stated:  # they lead to other works, and their addresses name these
            links = [Link(url=link.url, role="page") for link in links]
            text = relation_text(tuple(here)).lstrip("–—-:,;. ").strip(" |·•")
        beside = "".join(run.text for run in here if run.href is None and run.image is None)
        if role is not None and links and (len(text.split()) <= 3 or not re.search(r"\w", beside)):
            _put_printing(body, beside)
            body.links += [_told(link, role, first=m == 0) for m, link in enumerate(links)]
            continue
        if (name is None or note_key(name) is None) and not links and (url := sole_address(text, name)):
            body.links.append(Link(url=url, role="paper"))
            continue
        body.links += links
        wanted = field_of(name) or _told_by_source(name, text, links) if name else None
        if wanted is not None:
            if re.search(r"\w", plain(here)):
                _put_field(body, wanted, tuple(here), paper=paper)
        elif name is None and "venue" not in body.fields and (place := _place(text, body)) is not None:
            body.fields["venue"] = place
        elif text and re.search(r"\w", text):
            if name and note_key(name) == "comment" and "venue" not in body.fields and (place := _leading_place(text)):
                body.fields["venue"] = place
            add_note(body, name, text)


_FIRST = 40  # characters of a comment in which a venue and its year stand


def _leading_place(text: str) -> str | None:
    """Return the known venue and its year that a comment begins with ("WOOL 2017 oral. Oakham University"), or None."""
    dates = dates_in(text[:_FIRST])
    name = text[: dates[0].start].strip(" ,'’(") if dates else ""
    known = 0 < len(name.split()) <= 4 and venue_score(name) >= 2.0
    return text[: dates[0].end] if known else None


_BRACKETS = re.compile(r"[\s|]*[(（\[]([^()（）\[\]]{3,60})[)）\]][\s|.]*")


def _put_printing(body: Body, beside: str) -> None:
    """Put the venue with its year that stands in brackets behind the address of a paper into `body`."""
    match = _BRACKETS.fullmatch(beside)
    group = parse_group(match[1]) if match else None
    if match is not None and group is not None and group.kind == "venue" and group.dates:
        body.fields.setdefault("venue", match[1])


def _told(link: Link, role: LinkRole, *, first: bool) -> Link:
    """Return a link with the role of the label before it, but for a paper's address under "Github"."""
    told = first and not (role == "code" and link.role == "paper")
    return Link(url=link.url, role=role if told or link.role == "page" else link.role)


def _told_by_source(name: str, text: str, links: list[Link]) -> str | None:
    """Return `venue` for a label such as "Source" over a venue with its date and no link, or None."""
    if links or link_role(name) != "paper" or not dates_in(text) or len(text.split()) > 20:
        return None
    return "venue" if venue_score(text) >= 1.0 else None


def _place(text: str, body: Body) -> str | None:
    """Return where a work was published when a line says nothing else ("On arXiv in 6/2019; WOOL 2020"), or None.

    Right under a heading that is the work a journal alone is enough.
    """
    first, *others = text.split("; ")
    if others and is_printing(others[-1]) and others[-1][:1].isupper() and len(text.split()) <= 16:
        return others[-1]
    if _is_occasion(text, first=not body.notes):
        return text
    if text.endswith("."):
        return None
    capital = all(word[:1].isupper() or word.lower() in FUNCTION or word == "&" for word in first.split())
    alone = body.under_heading and not body.notes and capital and len(first.split()) <= 10
    return first if alone and venue_name_score(first) >= 1.2 else None


def _put_field(body: Body, name: str, runs: Runs, *, paper: bool) -> None:
    """Put a field that a label names into `body`: its first line, unless that goes on; what follows is prose."""
    value, *rest = split_at_breaks(runs, "break")
    if not plain(value) or plain(value).endswith((",", "，", "、")):
        value, rest = runs, []
    body.fields.setdefault(name, plain(value))
    for line in rest:
        add_prose(body, line, paper=paper)


def _is_occasion(text: str, *, first: bool) -> bool:
    """Return whether prose is nothing but a venue with its year ("CVPR 2020 Oral"); `first`: nothing is before it."""
    text = PUBLISHED.sub("", text)
    if not dates_in(text) or len(text.split()) > 8:
        return False
    return venue_score(text) >= (1.0 if first and not is_common(text.split()[0].lower()) else 2.5)


def add_note(body: Body, label: str | None, text: str) -> None:
    """Put one note into `body`; unlabelled prose goes on with the summary before it."""
    key: NoteKey = "summary" if label is None else note_key(label) or "other"
    if key == "comment" and _REMARK.search(label or "") and not _ASIDE.search(text):
        key = "summary"  # a plain remark about the work
    last = body.notes[-1] if body.notes else None
    if label is None and last is not None and last.label is None:
        body.notes[-1] = Note(key="summary", label=None, text=f"{last.text}\n{text}")
    elif label is None and last is not None and last.key != "summary" and len(text.split()) < 3:
        return
    else:
        body.notes.append(Note(key=key, label=label, text=text))


_RELATION = "papergraph: builds-on"
_IN_BRACKETS = re.compile(r"[\[(]\s*(\([^\s()]+\))\s*[\])]")
_PARTS = re.compile(r"[,;]|:\s|\s(?:and|or|&|-|–|—)\s", re.IGNORECASE)
_ADDRESS = re.compile(r"\bhttps?://[^\s<>()\"“”|;]+")


def relation_comment(label: str, text: str) -> str:
    """Return the one form in which the passages carry a relation: its label ("papergraph" in a comment) and list."""
    return f"{_RELATION}\0{label}\0{text}"


def add_comment(body: Body, comment: str) -> bool:
    """Put a relation that `relation_comment` made into `body`; return whether it is one.

    Its links lead to other works: they are pages here, and the note keeps their addresses.
    """
    form, *parts = comment.split("\0", 2)
    if form != _RELATION or len(parts) < 2:
        return False
    label, text = parts
    body.notes.append(Note(key="builds_on", label=label, text=text))
    if label != "papergraph":
        body.links += [Link(url=url.rstrip(".,:"), role="page") for url in _ADDRESS.findall(text)]
    return True


def relation_text(runs: Runs) -> str:
    """Return the words of a relation, each link out of the list as its words and its address in brackets."""
    text, words = "", ""
    for n, run in enumerate(runs):
        if run.image is not None or "comment" in run.marks:
            continue
        if run.href is None or not is_web(run.href) or "bare" in run.marks:
            text += run.text
            continue
        if n == 0 or runs[n - 1].href != run.href:
            words = ""
        words += run.text
        if n + 1 == len(runs) or runs[n + 1].href != run.href:
            name = "" if link_role(words) else words.strip()
            # Signs that would part it are kept together.
            name = f'"{name}"' if _PARTS.search(name) and '"' not in name else name
            text = f"{text.rstrip() if not name else text}{name} ({run.href})"
    text = " ".join(text.split())
    return _IN_BRACKETS.sub(r"\1", text)


def lines_of(runs: Runs) -> list[Runs]:
    """Return the runs of each printed line."""
    return split_at_breaks(runs, "any")
