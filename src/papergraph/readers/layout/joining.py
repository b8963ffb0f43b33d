"""Headings and items read together with the short lines under them, and the labels such lines begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from papergraph.readers.grammar.cutting import without_sole_link
from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, leads_to_paper, looks_like_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, Prior, prose_score
from papergraph.readers.grammar.splitting import is_link_line, wrapped_pieces
from papergraph.readers.grammar.titlelabels import is_labelled_title
from papergraph.readers.layout.noise import noise_reason
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.identified import names_identifier
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_paper_url, is_site, is_web
from papergraph.readers.lexicon.namelists import are_mostly_people, are_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.sections import names_list, names_session
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score, venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain

_NAMES = 2000  # signs of the names of those who wrote a work, at most
_HEAD_WORDS = 5  # of a heading over the title of a work in a paragraph, at most
_LABEL = re.compile(r"\s*([^:：\n]{2,40}?|[\u4e00-\u9fff])\s*[:：](?!(?!https?:)[a-z_]{3,}:)")  # ":star:" is a picture


_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")


def is_note_label(label: str) -> bool:
    """Return whether words before a colon are the label of a note rather than the beginning of a title."""
    words = label.lower().split()
    if not note_key(label) or len(words) > 5 or words[0] in {"a", "an", "the", "on", "towards", "in", "for"}:
        return False
    return not {"on", "for", "with", "from", "to", "in"} & set(words[:-1])


def labelled(runs: Runs) -> str | None:
    """Return the label that the runs begin with, when it names a note, a field or a link."""
    match = _LABEL.match(plain(runs))
    if not match:
        return None
    label = match[1].strip("*_ ")
    if label.startswith("[") and "]" not in label and re.match(r"\S*\d\]", plain(runs)[match.end() :].lstrip()):
        return None  # "[arXiv:1901.00001] Gates"
    if label.count("(") > label.count(")"):
        return None  # "(arXiv:1901.00001) Gates"
    if is_labelled_title(runs):
        return None  # "[paper: Opening Gates](…)"
    if field_of(label) or (link_role(label) and not _names_program(label, runs)):
        return label
    first = next((run for run in runs if run.image is None and run.text.strip()), None)
    words = label.rstrip(" 0123456789").split()
    titled = first is not None and first.href is not None and len(words) > 1 and note_key(words[-1]) is None
    return label if is_note_label(label) and not titled else None  # "[Visual Gates](…): …" is a title


def lists_titles(following: Sequence[Passage]) -> bool:
    """Return whether several works, each an item that begins with the label of its title, stand below a heading."""
    titled = [field_of(labelled(each.runs) or "") == "title" for each in following if each.kind == "item"]
    return sum(titled) > 1 and titled[0]


_CODE = re.compile(r"code|git|repo|software|implement|package|official", re.IGNORECASE)


def _names_program(label: str, runs: Runs) -> bool:
    """Return whether a label of code is the name of a program with the title of its paper behind it ("Torch: A …")."""
    if not label.isascii() or link_role(label) != "code" or _CODE.search(label):
        return False
    words = "".join(run.text for run in runs if run.href is None and run.image is None)
    return looks_like_title(re.split(r", |\. |\s[(\[]", words.strip(), maxsplit=1)[0])


def is_labelled_field(passage: Passage) -> bool:
    """Return whether a passage is a labelled field or link of a work ("Authors: …"), or labelled links alone."""
    if is_links_alone(passage.runs):
        return True
    if passage.kind == "paragraph":
        text = plain(passage.runs)
        return is_link_line(text) or bool((label := labelled(passage.runs)) and (field_of(label) or link_role(label)))
    label = labelled(passage.runs)
    linked = any(run.href and not is_site(run.href) for run in passage.runs)
    return bool(label and (field_of(label) or (link_role(label) and linked)))


def is_fact(passage: Passage) -> bool:
    """Return whether a paragraph is the authors, the date or the venue of a work under its label."""
    label = labelled(passage.runs) if "\n" not in {run.text for run in passage.runs} else None
    return label is not None and field_of(label) in {"authors", "date", "venue"}


def is_links_alone(runs: Runs, *, every: bool = True) -> bool:
    """Return whether the runs are links under labels ("[Paper](…) [Code](…)") and nothing else.

    With `every` false others may stand behind one that is labelled: "[Paper](…) [Wool (117M)](…)".
    """
    links = [run for run in runs if run.href and is_web(run.href)]
    named = [run for run in links if run.image is not None or link_role(run.text)]
    if every or not named or links[0] is not named[0]:
        links = named
    roles = {link_role(run.text) for run in links}
    beside = "".join(run.text for run in runs if run not in links and run.image is None and "comment" not in run.marks)
    return bool(roles & {"paper", "code"}) and not re.search(r"\w", beside)


_ANY_LABEL = re.compile(r"[^\W\d_][\w -]{1,20}:\s")


def belongs_below(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield what stands under a title in a line of its own: its labelled lines, and short items among them."""
    for n, passage in enumerate(passages):
        if passage.kind == "comment":
            continue
        if passage.kind not in {"item", "paragraph"} or (
            passage.kind == "paragraph" and not is_labelled_field(passage)
        ):
            return
        if passage.kind == "item" and not is_labelled_field(passage):
            later = any(other.kind == "item" and is_labelled_field(other) for other in passages[n + 1 : n + 4])
            most = 60 if _ANY_LABEL.match(plain(passage.runs)) else 12  # "intro: what it is about"
            if passage.children or len(plain(passage.runs).split()) > most or not (later or n):
                return
        yield passage


def is_title_over_links(passage: Passage, following: Sequence[Passage]) -> bool:
    """Return whether a paragraph is a title in a line of its own, with its links or authors under labels below it."""
    text = plain(passage.runs)
    runs = [run for run in passage.runs if (run.text.strip() or run.image) and "comment" not in run.marks]
    while len(runs) > 1 and runs[-1].image is not None:
        runs.pop()  # a picture between a title and its links
    if not runs or len(text) > 300 or labelled(passage.runs) or any(run.image is not None for run in runs):
        return False
    shown = runs[:-1] if len(runs) > 1 and parse_group(runs[-1].text).kind == "date" else runs
    set_off = all(run.marks & {"bold", "italic", "heading"} or run.href for run in shown)
    if not set_off and (not looks_like_title(text) or "，" in text or passage.first_line != passage.last_line):
        return False
    below = [each for each in belongs_below(following) if is_labelled_field(each)]
    return any(is_proof(each) for each in below) and has_title(read_lead(passage.runs, NO_PRIOR))


def is_over_title(heading: Passage, below: Sequence[Passage], *, among: bool = False) -> bool:
    """Return whether a short heading stands over a longer title in a paragraph that its links follow: it is a section.

    So "Folds" over "On the Size of Folds and Gates" and "[Paper](…)"; names or a venue there are those of a work.
    `among` others of its level that have several such titles under them, any words that are set off are one.
    """
    if not below or below[0].kind != "paragraph" or not is_title_over_links(below[0], below[1:]):
        return False
    name, title = plain(heading.runs), plain(below[0].runs)
    fact = people_score(title) >= 1.0 or venue_score(title) >= 1.0 or is_organisation(title) or dates_in(title)
    return (
        (among or looks_like_title(title))
        and not fact
        and len(name.split()) <= _HEAD_WORDS
        and len(name.split()) < len(title.split())
    )


def is_proof(passage: Passage) -> bool:
    """Return whether a labelled line gives a link to a paper or its code, or the authors."""
    if is_links_alone(passage.runs):
        return True
    label = labelled(passage.runs)
    if label is None:
        return False
    sites = any(run.href for run in passage.runs) and all(is_site(run.href) for run in passage.runs if run.href)
    return field_of(label) in {"authors", "title"} or (link_role(label) in {"paper", "code"} and not sites)


def is_session(runs: Runs) -> bool:
    """Return whether runs name a meeting of a course and its subject, all of them set off, and lead nowhere."""
    said = [run for run in runs if run.text.strip()]
    off = all(run.marks & {"bold", "italic", "heading"} and run.href is None for run in said)
    return bool(said) and off and len(plain(runs)) < 150 and names_session(plain(runs))


def heading_with_line(passage: Passage, following: Sequence[Passage]) -> Runs | None:
    """Return a heading and the short paragraph under it as one lead, when that prints authors and venue or date."""
    if not following or following[0].kind != "paragraph" or len(plain(following[0].runs)) > 300:
        return None
    text = plain(passage.runs)
    if names_list(text) or _SECTION_NUMBER.match(text) or noise_reason(following[0].runs):
        return None
    if names_session(text) or is_session(following[0].runs):
        return None
    if (name := labelled(following[0].runs)) and field_of(name) not in {None, "authors"}:
        return None  # "Date: …"
    if without_sole_link(following[0].runs) is not None:
        return None  # "[Opening Gates, 1990](…)" and no more
    below = read_lead(following[0].runs, NO_PRIOR)
    linked = below.setting == "link" and below.order[:1] == ("title",) and is_paper_url(below.href or "")
    if is_reference(below) or (linked and below.people.names):
        return None
    whole = below.order[:2] == ("title", "authors") and below.people.names and len(below.title.split()) > 2
    if whole and looks_like_title(below.title) and people_score(below.title) < 1.0:
        return None  # a reference of its own
    set_off = below.setting in {"bold", "quote", "link"} and people_score(below.title) < 1.0
    if set_off or below.ordinal or (below.setting == "quote" and below.order[:2] == ("authors", "title")):
        return None  # the paragraph has a title of its own
    titled = below.setting == "italic" and below.order[:2] == ("title", "authors") and bool(below.dates)
    if titled and len(below.title.split()) > 3 and people_score(below.title) < 1.0:
        return None  # so has it in italics
    heads = [read_lead(piece.runs, NO_PRIOR) for piece in wrapped_pieces(following[0].runs) if piece.head]
    if any(head.before_authors in {"dash", "pipe", "by"} or _is_no_field(head.title) for head in heads):
        return None  # references of their own, with titles that are no names
    runs = tuple(run._replace(marks=run.marks | {"heading"}) for run in passage.runs)
    joined = (*runs, Run("\n", passage.last_line, frozenset({"break"})), *following[0].runs)
    lead, alone = read_lead(joined, Prior(first="title", setting="heading")), read_lead(runs, Prior(first="title"))
    people = len(lead.people.names) > 2 or any(people_score(name) >= 1.5 for name in lead.people.names)
    known = bool(lead.dates or lead.venue or lead.href) or (people and any(map(leads_to_paper, following[0].runs)))
    signed = bool(lead.people.names) and not alone.people.names and known
    if signed and lead.title == alone.title and evidence(lead, joined) >= ALONE:
        return joined
    names_below = below.order[:1] == ("authors",) or people_score(below.title) >= 1.8
    if alone.people.names and names_below and below.dates and below.whole and (quoted := _quoted(passage)):
        return (*quoted, *joined[len(runs) :])  # what looks like a name in the heading is none: the names are below
    return None


def is_reference(lead: Lead) -> bool:
    """Return whether a lead is a reference with a title of its own, in a style or italics, and no line of a journal."""
    if lead.cut is None or not (lead.people.names and lead.dates):
        return False
    if lead.cut.formal is None and not (lead.order[:2] == ("authors", "title") and lead.setting == "italic"):
        return False
    titled = lead.venue is not None or lead.setting == "italic" or len(lead.title.split()) > 3
    return titled and has_title(lead) and venue_name_score(lead.title) < 1.0


def _is_no_field(text: str) -> bool:
    """Return whether a text is neither people nor a venue."""
    return people_score(text) < 0.3 and venue_name_score(text) < 1.0


def _quoted(heading: Passage) -> Runs | None:
    """Return a heading as a title that is quoted whole, or None where quotation marks or links are in it."""
    text = plain(heading.runs)
    if any(run.href for run in heading.runs) or any(sign in text for sign in '“”"„«»'):
        return None
    return (Run(f"“{text.rstrip('.')}”", heading.first_line, frozenset({"heading"})),)


_BY_LINE = re.compile(r"\s*(?:(?:written |edited )?by|authors?)\s*[:：]?\s+(?=[A-Z])", re.IGNORECASE)


def heading_with_by_line(passage: Passage, following: Sequence[Passage]) -> Runs | None:
    """Return a heading and the line "By: …" right under it, or people over their title, as one lead, or None."""
    if not following or following[0].kind != "paragraph" or not plain(passage.runs):
        return None
    below = following[0].runs
    text = plain(below)
    match = _BY_LINE.match(text)
    if match is None:
        return _title_over_people(passage, following[0]) or _people_over_title(passage, following[0])
    if len(text) > 150 or people_score(text[match.end() :]) < 0.3:
        return None
    title = _quoted(passage) or tuple(run._replace(marks=run.marks | {"heading"}) for run in passage.runs)
    return (*title, Run(f" by {text[match.end() :]}", following[0].first_line))


_SESSION = re.compile(r"\W*(?:[A-Z]{0,3}\d{1,3}[A-Z]?(?:[-–.:]\d{1,3})*\b[.:)]?\s+)?")  # "1A-2", "P12.", "10:30"


_BODY = re.compile(
    r"\b(?:chairs?|committees?|organi[sz]ers?|team|members?|speakers?|editors?|editorial|authors?|contacts?|people|"
    r"students?|faculty|staff|reviewers?|panel(?:ists)?|keynotes?|instructors?|assistants?|lecturers?|hosts?|mentors?|"
    r"acknowledg\w+|supervisors?|alumni|collaborators?|contributors?|postdocs?|board)\b",
    re.IGNORECASE,
)  # what people stand under that have written nothing


def _title_over_people(passage: Passage, below: Passage) -> Runs | None:
    """Return a title in a heading and nothing but people in the line under it as one lead: so do accepted papers."""
    title, text = plain(passage.runs), plain(below.runs)
    if len(title.split()) < 3 or _BODY.search(title) or names_list(title) or people_score(title) >= 0.3:
        return None
    one = people_score(text) >= 1.5 and len(text.split()) <= 4
    if len(text) > 600 or not (one or are_people(text) or are_mostly_people(text)):
        return None
    marked = _quoted(passage) or tuple(run._replace(marks=run.marks | {"heading"}) for run in passage.runs)
    return (*marked, Run(f" by {text}", below.last_line))


def _people_over_title(passage: Passage, below: Passage) -> Runs | None:
    """Return people in a heading and their title in the line under it as one lead: so programmes print them."""
    whole, title = plain(passage.runs), plain(below.runs)
    text = _SESSION.sub("", whole, count=1)
    one = text != whole and people_score(text) >= 1.5  # behind the number of a talk
    if len(text) > 400 or not (one or are_people(text) or are_mostly_people(text)):
        return None
    sentence = prose_score(title) > 2.0 or title.endswith((".", ":", ","))
    if sentence or not 2 < len(title.split()) < 40 or people_score(title) >= 0.3 or dates_in(title):
        return None
    marked = _quoted(below) or tuple(run._replace(marks=run.marks | {"heading"}) for run in below.runs)
    return (*marked, Run(f" by {text}", below.last_line))


def levels_with_by_line(passages: Sequence[Passage]) -> Counter[int]:
    """Return how many headings of each level have a line "By: …" right under them."""
    found = (
        passage.level
        for n, passage in enumerate(passages)
        if passage.kind == "heading" and heading_with_by_line(passage, passages[n + 1 : n + 2]) is not None
    )
    return Counter(found)


def levels_with_dated_line(passages: Sequence[Passage]) -> Counter[int]:
    """Return how many headings of each level have a line right under them with a date and a link to the paper."""
    found = (
        passage.level
        for n, passage in enumerate(passages)
        if passage.kind == "heading" and has_dated_line(passages[n + 1 : n + 6])
    )
    return Counter(found)


def has_dated_line(below: Sequence[Passage]) -> bool:
    """Return whether a line with a date and a link to the paper stands first, and no other such right behind it.

    Several are a list under the name of a section.
    """
    said = [passage for passage in below if passage.kind != "comment"]
    return bool(said) and is_dated_line(said[0]) and not (len(said) > 1 and is_dated_line(said[1]))


def is_dated_line(passage: Passage | None) -> bool:
    """Return whether a paragraph prints a date and a link to the paper under its label, and little else."""
    if passage is None or passage.kind != "paragraph" or len(plain(passage.runs)) > 200:
        return False
    linked = any(run.href and link_role(run.text) == "paper" for run in passage.runs)
    lead = read_lead(passage.runs, NO_PRIOR)
    first = lead.order[:1] == ("title",) or (lead.order[:2] == ("authors", "title") and bool(lead.people.names))
    titled = lead.setting in {"quote", "bold"} and first and has_title(lead)  # a work of its own
    return linked and bool(dates_in(plain(passage.runs))) and not titled


def below_heading(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Return the few passages that follow on the heading at a place, up to the next one or a table."""
    below: list[Passage] = []
    for other in passages[at + 1 : at + 9]:
        if other.kind in {"heading", "row", "table-head"}:
            break
        below.append(other)
    return below


def item_with_lines(item: Passage) -> Runs | None:
    """Return an item and the lines under it as one lead, when those print its authors, venue and date."""
    lines = [child for child in item.children if child.kind in {"item", "paragraph"} and not labelled(child.runs)]
    if not lines or len(lines) > 4 or any(_is_long(line) or line.children for line in lines):
        return None
    if len(lines) < len(item.children) or sum(map(is_signed_work, lines)) > 1:
        return None
    joined = list(item.runs)
    while len(lines) > 1 and dates_in(plain(item.runs)) and _says_nothing(lines[-1]):
        lines.pop()  # "Anna Lund" over "Sheep by night": the second is a note
    for line in lines:
        joined += [Run("\n", line.first_line, frozenset({"break"})), *line.runs]
    lead = read_lead(tuple(joined), Prior(first="title"))
    alone = read_lead(item.runs, Prior(first="title"))
    linked = any(run.href for line in lines for run in line.runs)
    other = bool(alone.people.names) and (len(alone.people.names) > 1 or " " in alone.people.names[0])
    placed = lead.venue is not None and venue_name_score(lead.venue) >= 1.0
    known = bool(lead.people.names) and bool(lead.dates or placed or linked) and not other
    return tuple(joined) if known and lead.title == alone.title and lead.whole else None


def _is_long(line: Passage) -> bool:
    """Return whether a line has more words than facts of a work; names of people before the first link may be many."""
    names = plain(takewhile(lambda run: run.href is None, line.runs)).rstrip(" [(|,")
    return len(plain(line.runs)) > 200 and not (len(names) < _NAMES and are_people(names))


def _says_nothing(line: Passage) -> bool:
    """Return whether a line is surely neither people nor a venue, and has no link and no date."""
    text = plain(line.runs)
    if any(run.href for run in line.runs) or dates_in(text):
        return False
    return people_score(text) < 1.2 and venue_name_score(text) < 1.0


def is_signed_work(item: Passage, *, placed: bool = False) -> bool:
    """Return whether an item prints authors and a title; `placed`: and a date or a venue."""
    lead = read_lead(item.runs, NO_PRIOR)
    signed = bool(lead.people.names) and len(lead.title.split()) > 1 and not labelled(item.runs)
    return signed and (not placed or bool(lead.dates or lead.venue) or names_identifier(plain(item.runs)))
