"""What kind of work an entry is: a paper, a post, a book, a repository, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from papergraph.identifiers import curie_of_url, title_key
from papergraph.model import Entry, Link, Note, WorkKind
from papergraph.readers.flat import without_signs
from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.lexicon.dates import ACRONYMS, dates_in
from papergraph.readers.lexicon.imprints import is_publisher, press_behind_place
from papergraph.readers.lexicon.links import (
    is_article_url,
    is_encyclopedia,
    is_note_url,
    is_ruled,
    is_site,
    is_talk_url,
    kind_of_url,
    pastime_of_url,
    role_of_url,
)
from papergraph.readers.lexicon.names import is_case
from papergraph.readers.lexicon.sectionkinds import is_journals, is_lecture_notes, is_mixed, kind_of_section
from papergraph.readers.lexicon.sections import other_place
from papergraph.readers.lexicon.venues import is_site_name, venue_name_score
from papergraph.readers.passages import Runs, plain

_BOOK = re.compile(
    r"\b(?:book(?! (?:chapter|review))|textbook|monograph|handbook|(?:under)?graduate texts|grundlehren|"
    r"university press|isbn)\b",
    re.IGNORECASE,
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?\b:? ?\d")
_IMPRINT = re.compile(
    r"(?:[.,]|[.,]? [—–-]) [^\W\d_][\w.’-]*(?:[ ,;]+[^\W\d_][\w.’-]*){0,4} ?: "
    r"[^\W\d_a-z][\w&’. -]{2,50}(?:[,;] \d{4})?\.?(?: [—–-])?"
    r"(?: (?:[ivxl]+ ?[+,] ?)?\d+ (?:pp?|s|S|с)\.)?(?: https?:\S+)?$"
)  # ". Oakham, Mass: Pasture"
_SEVERAL = re.compile(r" |[\u3400-\u9fff]{6}")  # words
_MARKED = re.compile(r"[\[［](?P<kind>[A-Z]{1,2})(?:/[A-Z]{2})?[\]］](?!\s?//)")  # as GB/T 7714 has it
_WITHIN = re.compile(r"[.,?!”\"’)]\s+[Ii]n?:?\s+(?:[^\n]{3,200}?\b(?:editors?|eds?|redaktør(?:er)?)\b[.):,]*\s+)?$")
_HANDBOOK = re.compile(r"(?:(?:The|An?|[A-Z]\w+) ){0,3}Handbook (?:of|on|for)\b")
_SLIDES = re.compile(r"\w (?:[Ll]ecture )?[Ss]lides(?:$|, )")  # "Statistical Wool slides, Course 224 2015"
_BLOG = re.compile(r"\b(?:blog|blog ?post|news|announcement|press release|newsletter)\b", re.IGNORECASE)
_TALK = re.compile(r"\b(?:talk|keynote|tutorial|lecture)\b", re.IGNORECASE)
#: What was told where others were printed: "Invited talk at the Wool Workshop".
_GIVEN = re.compile(
    r"(?:(?:invited|keynote|plenary|contributed|lightning|guest) )*(?:talk|lecture|keynote|seminar|presentation) "
    r"(?:given )?(?:at|to|for)\b",
    re.IGNORECASE,
)
_TOLD = frozenset({"talk", "talks"})  # what is told rather than printed
_THESIS = re.compile(
    r"\b(?:ph\.? ?d\.?|doctoral|master['’]?s?|m\.?sc\.?)[ _-](?:thesis|dissertation)|[-_/]thesis(?:[-_.]|$)",
    re.IGNORECASE,
)
_NOTES = re.compile(r"['’]s notes on |^(?:lecture |course |class )notes\b", re.IGNORECASE)
_SOCIETY = re.compile(r"\b(?:ACM|IEEE|SIG[A-Z]{2,8})(?: \w+)? News(?:letter)?\b")  # a journal


_TYPE_HEAD = re.compile(r"\W*(?:resource )?(?:types?|kinds?|formats?|media)\W*", re.IGNORECASE)
_PAPER_HEAD = re.compile(r"\W*(?:papers?|articles?|论文)(?: (?:title|name|link|url))?\W*", re.IGNORECASE)
#: What lists call the kinds of their works, in columns, under labels and in brackets; an "article" may be any.
TYPES: dict[str, WorkKind] = {
    "paper": "paper", "research paper": "paper", "journal article": "paper", "conference paper": "paper",
    "thesis": "paper", "report": "paper", "book": "book", "textbook": "book", "blog": "post", "blog post": "post",
    "post": "post", "essay": "post", "news": "post", "web article": "post", "magazine": "post", "code": "repository",
    "repo": "repository", "repository": "repository", "github": "repository", "video": "other", "course": "other",
    "talk": "other", "lecture": "other", "podcast": "other", "workshop": "other", "event": "other", "film": "other",
    "documentary": "other", "dataset": "other", "website": "other", "documentation": "other", "docs": "other",
    "tool": "other", "other": "other",
}  # fmt: skip


def is_paper_column(head: str) -> bool:
    """Return whether the head of a column says that papers stand under it."""
    return _PAPER_HEAD.fullmatch(head) is not None


def kind_of_row(columns: Sequence[tuple[str, Runs]], links: Sequence[Link], title_head: str) -> WorkKind | None:
    """Return the kind of work that a column says, or None; what leads to a paper is one but for a book.

    So is what stands under the head "Paper", where its link does not say otherwise.
    """
    said = next((plain(cell).strip().lower() for head, cell in columns if _TYPE_HEAD.fullmatch(head)), "")
    kind = TYPES.get(said)
    if kind is None and links and is_paper_column(title_head):
        led = [link for link in links if kind_of_url(link.url) not in {None, "paper"} or pastime_of_url(link.url)]
        return None if led else "paper"
    return None if kind != "book" and any(kind_of_url(link.url) == "paper" for link in links) else kind


_SAID = re.compile(
    r"\W*(?:(?:it|this) (?:is|was)|it's)? ?an? (?:[a-z-]+ ){0,2}(?:book|textbook|monograph|novel)\b"
    r"(?![ -](?:chapter|review|length))",
    re.IGNORECASE,
)


#: What a title is called by the kind of its work: "Talk: Wool at Night", "Book: The Gate".
_CALLED = re.compile(
    r"(?:(?P<other>talks?|panels?|keynotes?|lectures?|podcasts?|videos?|webinars?|courses?|讲座|视频|课程)"
    r"|(?P<book>(?:text)?books?|书籍)|(?P<post>blog(?: ?posts?)?|news|博客))\s?[:：]\s?\S",
    re.IGNORECASE,
)


def kind_beside(lead: Lead, links: Sequence[Link], notes: Sequence[str]) -> WorkKind | None:
    """Return what a work is other than a paper by its title alone, or by what a note on it begins with; or None.

    What a court has ruled is none; nor is "A book, not a paper". A link to a paper says otherwise, but not of what is
    called a specification.
    """
    looked_up = (lead.venue or "").startswith("Wikipedia") or (
        links and all(is_encyclopedia(each.url) or is_ruled(each.url) for each in links)
    )
    if looked_up or _is_specification(lead):
        return "other"
    if any(kind_of_url(link.url) == "paper" for link in links):
        return None
    if (called := _CALLED.match(lead.title)) and called.lastgroup:
        return cast("WorkKind", called.lastgroup)
    if not lead.people.names and is_case(lead.title):
        return "other"
    return "book" if any(map(_SAID.match, notes)) else None


_TOLD_TYPE = re.compile(r"(?:type|kind|类型)\s*[:：]\s*(?P<type>[a-z ]{3,20})", re.IGNORECASE)


def says_kind(line: str) -> WorkKind | None:
    """Return the kind of work that a line says and nothing else ("Type: book"), or None."""
    told = _TOLD_TYPE.fullmatch(line.strip("\n -*+•"))
    return TYPES.get(told["type"].strip().lower()) if told else None


def kind_told(notes: Sequence[Note]) -> tuple[WorkKind | None, list[Note]]:
    """Return the kind of work that a line of its own under a work says ("Type: book"), and the notes without it."""
    for n, note in enumerate(notes):
        if kind := says_kind(f"{note.label}: {note.text}" if note.label else note.text):
            return kind, [*notes[:n], *notes[n + 1 :]]
    return None, list(notes)


_ENOUGH = 4  # siblings that are papers
_MOST = 0.75  # of the siblings
_MANY = 5  # siblings that say nothing
_PAPERS = re.compile(
    r"(?:(?:a |the |my |our )?(?:reading )?list of |the |all |my |our |selected |recent )?(?:research |scientific )?"
    r"(?:papers|publications|论文(?:列表)?|論文)(?: (?:list|i(?:'ve)? (?:have )?read|read))?",
    re.IGNORECASE,
)
_TOLD_OR_RULED = re.compile(r"\b(?:talks?|lectures?|videos?|course|tutorial|keynote|standard\w*|ISO)\b", re.IGNORECASE)
_WORDS = 4  # of a title, at least: no name of a tool


def with_kinds_alike(entries: Sequence[Entry]) -> list[Entry]:
    """Return siblings, a long title that leads to a page of no known kind a paper where nearly all others are.

    So are nearly all of them right under a heading of papers and nothing else, whatever pages they lead to.
    """
    papers = sum(entry.kind == "paper" and bool(entry.links) for entry in entries)
    if papers < _ENOUGH or papers < _MOST * len(entries):
        could_be = [entry for entry in entries if _could_be_paper(entry)]
        named = len(could_be) >= _MANY and len(could_be) + papers >= _MOST * len(entries)
        if named and all(entry.section and _PAPERS.fullmatch(without_signs(entry.section[-1])) for entry in entries):
            return [replace(entry, kind="paper") if _could_be_paper(entry) else entry for entry in entries]
        return list(entries)
    return [_as_paper(entry) if _could_be_paper(entry) else entry for entry in entries]


def _as_paper(entry: Entry) -> Entry:
    """Return an entry with one link as a paper, which the link leads to."""
    link = entry.links[0]
    return replace(entry, kind="paper", links=(replace(link, role="paper" if link.role == "page" else link.role),))


def _could_be_paper(entry: Entry) -> bool:
    """Return whether an entry is other than a paper only because its one link does not say where it leads."""
    if (
        entry.kind != "other"
        or _TOLD_OR_RULED.search(entry.title)
        or len(entry.title.split()) < _WORDS
        or len(entry.links) != 1
    ):
        return False
    url = entry.links[0].url
    return kind_of_url(url) is None and pastime_of_url(url) is None and not is_site(url)


_EVENTS = _TOLD | {"course", "courses", "tutorial", "workshop", "workshops"}


def kind_of_work(lead: Lead, links: Sequence[Link], section: tuple[str, ...]) -> WorkKind:
    """Return what kind of work a lead is of, by its venue, its links and the section that it stands in."""
    by_title = _kind_by_title(lead)
    words = f"{lead.venue or ''} {' '.join(lead.asides)}"
    if _THESIS.search(f"{words} {lead.href or ''}") and by_title not in {"post", "repository"}:
        return "paper"  # among books as well
    if _GIVEN.match(lead.venue or "") and not any(link.role == "paper" for link in links):
        return "other"
    on_site = is_site_name(lead.venue or "") and role_of_url(lead.href or "") != "paper"
    posted = on_site or _BLOG.search(_SOCIETY.sub("", words))
    if posted and not any(link.role == "paper" and link.url != lead.href for link in links):
        return "post"
    numbered = lead.cut is not None and _ISBN.search(lead.cut.flat.text) is not None and lead.setting != "quote"
    housed = numbered or (is_publisher((lead.venue or "").rpartition(": ")[2]) and not _is_tagged(lead))
    housed = housed or (lead.cut is not None and lead.cut.edition)
    if (_BOOK.search(words) or housed or _has_imprint(lead)) and not _is_within(lead):
        return "book"
    if lead.setting != "quote" and not _is_within(lead) and _has_bracketed_imprint(lead):
        return "book"
    under = kind_of_section(section)
    if under == "book" and lead.venue and lead.venue.lower() in ACRONYMS:
        under = None  # a paper of a conference, listed among books
    signed = bool(lead.people.names and lead.dates)
    if under == "book" and signed and lead.setting == "quote" and lead.venue and not is_publisher(lead.venue):
        under = None  # an article of a journal
    known = bool(lead.people.names or lead.dates or lead.venue)
    tool = by_title == "repository" and not known and len(lead.title.split()) <= 2
    if not (lead.people.names or lead.venue) and lead.href is None and _is_program(lead.title, links):
        return "repository"
    if not tool and any(link.role == "paper" and link.url != lead.href for link in links) and under != "book":
        return "paper"
    if under == "book" or (under == "post" and by_title not in {"paper", "repository"}):
        return under
    placed = bool(lead.dates or lead.venue) and not other_place(section)
    author = bool(lead.people.names) and (by_title != "repository" or placed)
    if by_title in {"repository", "post", "book"} and (not author or by_title == "post"):
        return by_title
    if not known and (lead.href and by_title is None):
        noted = lead.cut is not None and any("noted" in run.marks for run in lead.cut.runs)
        titled = noted or len(lead.title.split()) > 4 or (_SEVERAL.search(lead.title) and looks_like_title(lead.title))
        sold = titled and any(kind_of_url(link.url) == "book" for link in links)
        return "book" if sold else "paper" if titled and is_note_url(lead.href) else "other"
    event = by_title is None and not lead.people.names and other_place(section) in _EVENTS
    if lead.href and (event or pastime_of_url(lead.href)):
        return "other"
    return _kind_by_links(lead, links, section) or "paper"


def _kind_by_title(lead: Lead) -> WorkKind | None:
    """Return the kind of work that the link of a title leads to; None where it may be a paper's own page."""
    kind = kind_of_url(lead.href) if lead.href else None
    if lead.href is None or kind != "post":
        return kind
    placed = venue_name_score(lead.venue or "")
    if lead.people.names and is_article_url(lead.href) and placed >= 1.2:
        return None  # on the pages of a journal
    if not is_note_url(lead.href) and lead.dates and placed >= 2.5 and not _BLOG.search(lead.venue or ""):
        return None  # the pages of its authors: "[Gates](https://lund.example/2020/03/25/gates), ECCV 2020"
    return kind


def _is_unplaced(lead: Lead, links: Sequence[Link], section: tuple[str, ...]) -> bool:
    """Return whether neither date, venue nor identifier shows a paper, and the place says that it is none.

    Such are what leads to a whole site, what stands among courses and books, notes of lectures, and the names of
    journals, which nobody signs.
    """
    if lead.venue or any(curie_of_url(link.url) for link in links):
        return False
    if is_mixed(section):
        return True
    if lead.dates:
        return False
    whole = lead.href is not None and is_site(lead.href)
    return whole or is_lecture_notes(section) or (is_journals(section) and not lead.people.names)


def _kind_by_links(lead: Lead, links: Sequence[Link], section: tuple[str, ...]) -> WorkKind | None:
    """Return what the links of a work say that it is: a talk, or a book; None where they say nothing."""
    if _is_unplaced(lead, links, section):
        return "other"
    if not links:
        return "other" if not lead.people.names and other_place(section) in _TOLD else None
    told = all(link.role in {"slides", "video"} for link in links) or _SLIDES.search(lead.title) is not None
    shown = [link for link in links if link.role != "page"]
    placed = bool(lead.venue and lead.dates) and venue_name_score(lead.venue or "") >= 2.0
    placed = placed and not _TALK.search(lead.title)
    if told and (not (lead.people.names or placed) or other_place(section)):
        return "other"
    if lead.venue is None and shown and all(link.role == "video" for link in shown):
        return "other"
    if lead.venue is None and lead.href and is_talk_url(lead.href) and all(link.url == lead.href for link in links):
        return "other"
    if lead.venue is None and not lead.people.names and _NOTES.search(lead.title):
        return "post"
    printed = lead.cut is not None and all("bare" in run.marks for run in lead.cut.runs if run.href)
    if printed and not lead.venue and all(_leads_to_post(link.url, signed=bool(lead.people.names)) for link in links):
        return "post"
    kinds = {kind_of_url(link.url) for link in links}
    return "book" if lead.venue is None and "book" in kinds and kinds <= {"book", None} else None


def _leads_to_post(url: str, *, signed: bool) -> bool:
    """Return whether an address is of a post; an article that somebody signed may be a journal's."""
    return kind_of_url(url) == "post" and not (signed and is_article_url(url))


def _is_program(title: str, links: Sequence[Link]) -> bool:
    """Return whether a name or a list is linked to its code and nothing else ("Flockr [code](…)", "Awesome Wool").

    What is called with one word in small letters may have a page beside it.
    """
    if title.islower() and len(title.split()) == 1 and {link.role for link in links} == {"code", "page"}:
        return True
    listed = title.lower().startswith(("awesome ", "awesome-"))
    return bool(links) and all(link.role == "code" for link in links) and (listed or len(title.split()) <= 2)


_SPECIFICATION = re.compile(r"\w [Ss]pecification(?:,? (?:v(?:ersion)? ?)?\d[\d.]*)?$")


#: What a standard is called by its body and its number: "FIPS 198-1: HMACs", "ISO/IEC 9075".
_STANDARD = re.compile(
    r"(?:FIPS|NIST SP|RFC|ISO(?:/IEC)?|IEC|IEEE Std\.?|ANSI|ITU-T|GB/T)\s?[A-Z]?\.?\d[\w./-]*(?=[:,\s]|$)"
)


def _is_specification(lead: Lead) -> bool:
    """Return whether a title is of a standard or a specification, which nobody has signed and no journal printed."""
    specified = lead.venue is None and _SPECIFICATION.search(lead.title) is not None
    return not lead.people.names and (specified or _STANDARD.match(lead.title) is not None)


def _is_within(lead: Lead) -> bool:
    """Return whether a work stands in the volume that its venue names: "Title. In: Handbook of Wool"."""
    if lead.venue is None or lead.cut is None:
        return False
    if _HANDBOOK.match(lead.venue) and title_key(lead.venue) != title_key(lead.title):
        return True  # a chapter of it
    before, found, _ = lead.cut.flat.text.partition(lead.venue)
    return bool(found and _WITHIN.search(before))


def _is_tagged(lead: Lead) -> bool:
    """Return whether a publisher stands before a title, as the place of a paper does: "[Pasture Press 2022] Wool"."""
    text = lead.cut.flat.text if lead.cut is not None else ""
    return lead.venue is not None and 0 <= text.find(lead.venue) < text.find(lead.title)


def _has_bracketed_imprint(lead: Lead) -> bool:
    """Return whether place, house and year stand in brackets behind a title: "Wool (Oakham: Pasture, 1990)"."""
    groups = [atom.text for atom in lead.cut.atoms if atom.kind == "group"] if lead.cut is not None else []
    return any(press_behind_place(text) and dates_in(text) for text in groups)


def _has_imprint(lead: Lead) -> bool:
    """Return whether a reference in a citation style ends with a place and a publisher, and its title has no quotes."""
    if lead.cut is None or lead.cut.formal is None or lead.setting == "quote":
        return False
    text = lead.cut.flat.text.replace("\n", " ").rstrip()
    behind = text.partition(lead.title)[2]
    if marked := _MARKED.search(behind):
        return marked["kind"] == "M"
    return _IMPRINT.search(behind) is not None and not re.search(r"[“”\"]|[.,] [Ii]n:? [A-Z]", text)
