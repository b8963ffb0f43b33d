"""Why a candidate with a title is no work: a person, a meeting, a task, prose, a place of other things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.identifiers import curie_of_url
from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.instructions import is_activity, is_part_asked, is_part_of_authors, is_sentence
from papergraph.readers.grammar.scoring import prose_score
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.judgement.newsitems import tells_news
from papergraph.readers.judgement.siblings import (
    is_news,
    is_titled_row,
    names_meeting,
    names_person,
    names_venue,
)
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.joining import labelled
from papergraph.readers.layout.noise import is_handed_out, is_labelled_address, is_labelled_line
from papergraph.readers.layout.paragraphs import is_aside
from papergraph.readers.layout.schedules import is_schedule, nobody_speaks
from papergraph.readers.lexicon.dates import has_day
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.links import kind_of_url, pastime_of_url
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.sections import (
    is_matter,
    is_of_list,
    is_thanks,
    names_record,
    names_session,
    other_place,
)
from papergraph.readers.passages import plain, said_lines

_PROFILE = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:github\.com|gitlab\.com|gitee\.com|twitter\.com|x\.com|linkedin\.com/in|orcid\.org)/@?[\w-]+/?",
    re.IGNORECASE,
)


#: "Prof. Lund", "Prof. Dr. Anna Lund".
_WITH_DEGREE = re.compile(
    r"(?:(?:Prof|Dr|Dott|Doc|Ing|Mr|Mrs|Ms)\.\s?){1,3}(?:[^\W\d_]\.\s?)?[^\W\d_]+(?:[ -][^\W\d_]+){0,2}"
)


#: What a catalogue holds of one person, or of all that a search finds.
_PAGE_OF_AUTHOR = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:scholar\.google\.[a-z.]+/citations\?|orcid\.org/|dblp\.(?:org|uni-trier\.de)/pid/|"
    r"semanticscholar\.org/author/|researchgate\.net/profile/[^/?#]+/?$|pubmed\.ncbi\.nlm\.nih\.gov/\?|arxiv\.org/a/|"
    r"inspirehep\.net/authors/|ncbi\.nlm\.nih\.gov/pubmed/?\?)",
    re.IGNORECASE,
)


def _is_page_of_author(url: str) -> bool:
    return _PAGE_OF_AUTHOR.match(url) is not None


def _leads_to_person(title: str, hrefs: Sequence[str]) -> bool:
    """Return whether a name, or what somebody is called on a site, leads to pages of people and nowhere else.

    Who is called with a degree is a person wherever it leads, but for papers.
    """
    if _WITH_DEGREE.fullmatch(title):
        return not any(kind_of_url(href) == "paper" for href in hrefs)
    return (title.startswith("@") or is_person(title)) and bool(hrefs) and all(map(_PROFILE.fullmatch, hrefs))


_TAUGHT = frozenset({"courses", "course", "classes", "lectures", "mooc", "moocs"})
_BY_SOMEBODY = re.compile(
    r"\W*(?:[Aa]ll )?(?:[Pp]apers|[Pp]ublications|[Bb]log posts|[Ww]orks|[Aa]rticles|[Tt]alks) (?:by|of) "
    r"[A-Z]\S+ [A-Z]\S+$"
)


def _is_taught(facts: Facts) -> bool:
    """Return whether a linked name stands among courses, which have their teacher and their year."""
    lead = facts.lead
    return lead.setting == "link" and not lead.venue and other_place(facts.candidate.section) in _TAUGHT


def is_meeting_alone(facts: Facts) -> bool:
    """Return whether a row of the plan of a course has a few words in the place of a work, and nothing shows one."""
    row, lead = facts.candidate.row, facts.lead
    if row is None or facts.read or not is_schedule(row.header) or facts.links or facts.body.links:
        return False
    known = bool(lead.people.names or lead.dates or lead.venue)
    unsure = lead.setting == "italic" or not looks_like_title(lead.title) or nobody_speaks(row.header, row.cells)
    return not known and unsure


def _is_of_record(facts: Facts) -> bool:
    """Return whether a candidate without links is of a person's record, and no reference by people in a known order."""
    lead, section = facts.lead, facts.candidate.section
    if facts.links or facts.body.links or not section or not names_record(section[-1]):
        return False
    names = lead.people.names
    formal = lead.cut is not None and lead.cut.formal is not None and bool(names)
    placed = bool(lead.venue and lead.dates) and looks_like_title(lead.title)  # "Languages" are programmed in as well
    return not formal and not (len(names) > 1 and (placed or all(map(is_person, names))))


_SENTENCES = re.compile(r"[.!?…]\s+[A-Z]")


def _is_quotation(facts: Facts) -> bool:
    """Return whether a paragraph is what somebody said, in quotation marks, a dash and who it was, and no more."""
    lead = facts.lead
    said = facts.candidate.shape == "paragraph" and lead.setting == "quote" and lead.order == ("title", "authors")
    if not said or lead.before_authors != "dash" or lead.dates or lead.venue or facts.links or facts.body.links:
        return False
    return _SENTENCES.search(lead.title) is not None or prose_score(lead.title) >= 1.2


_FORM_LINE = re.compile(r"([A-Z][^\W\d_]+(?: [^\W\d_]+){0,2}): \S")


def _is_other_form(candidate: Candidate) -> bool:
    """Return whether all lines of a paragraph begin with labels in bold letters, and none is a field of a work."""
    lines = said_lines(candidate.runs)
    if candidate.shape != "paragraph" or len(lines) < 2:
        return False
    labels = [match[1] for line in lines if "bold" in line[0].marks and (match := _FORM_LINE.match(plain(line)))]
    return len(labels) == len(lines) and not any(field_of(label) or link_role(label) == "paper" for label in labels)


_LABEL = 3  # words of a label, at most


def _is_day_under_label(facts: Facts) -> bool:
    """Return whether a paragraph is a day behind a short label that is set off: "**Exam:** 14.02.2017, room 3"."""
    lead, candidate = facts.lead, facts.candidate
    signed = lead.people.names or facts.links or facts.body.links
    if candidate.shape != "paragraph" or signed or len(lead.title.split()) > _LABEL or lead.setting == "quote":
        return False
    said = [run for run in candidate.runs if run.text.strip()]
    label = bool(said) and plain(said[:1]).endswith(":") and bool(said[0].marks & {"bold", "italic"})
    return label and any(map(has_day, lead.dates))


#: "By [Anna Lund](…) (lund@wool.example), …", "Maintained by Ben Oak".
_BYLINE = re.compile(r"(?:By|(?:Maintained|Compiled|Curated|Created|Edited) by)\b:? +[^\W\d_a-z]")
#: "lund2019sheep, oak2020", in a cell.
_KEYS = re.compile(r"[a-z][a-z-]+\d{4}[a-z]*(?:, ?[a-z][a-z-]+\d{4}[a-z]*)*")


def _of_list(facts: Facts) -> str | None:
    """Return why a candidate is of the list and no work in it, or None."""
    words = plain(facts.candidate.runs)
    if _BYLINE.match(words) and facts.candidate.shape == "paragraph" and not facts.lead.dates:
        return "who made the list"
    if facts.candidate.row is not None and _KEYS.fullmatch(facts.lead.title):
        return "keys of works that are told elsewhere"
    return "a matter of the list itself" if is_of_list(words) else None


def _beside(facts: Facts) -> str | None:
    """Return why the words of a candidate stand beside the list, whatever can be read in them, or None."""
    known = facts.links or facts.lead.people.names or facts.lead.dates
    if is_meeting_alone(facts) or (not known and names_session(plain(facts.candidate.runs))):
        return "a meeting of a course"
    if _is_quotation(facts):
        return "what somebody said, not a work"
    if is_aside(facts.candidate.runs):
        return "an aside in brackets"
    named = len(facts.lead.title.split()) > 2 and facts.lead.title[:1].isupper() and bool(facts.lead.people.names)
    if is_thanks(facts.candidate.section) and not (named or any(curie_of_url(link.url) for link in facts.links)):
        return "thanks to people"
    if of_list := _of_list(facts):
        return of_list
    label = labelled(facts.candidate.runs)
    if label and facts.lead.title == label and field_of(label):
        return "a field of a work, and no title"
    if is_handed_out(facts.candidate.runs):
        return "what a course hands out"
    if not facts.links and is_part_asked(facts.lead.title, placed=facts.lead.venue is not None):
        return "a part of a work that is to be read"
    if is_part_of_authors(facts.candidate.runs):
        return "a part of a work that is named elsewhere"
    if names_venue(facts.lead):
        return "a venue, not a work"
    if facts.lead.href and (_is_page_of_author(facts.lead.href) or _BY_SOMEBODY.match(plain(facts.candidate.runs))):
        return "the works of somebody, not a work"
    if _is_of_record(facts):
        return "in a section of a person's record, and nothing says that it is a paper"
    if tells_news(facts.lead, facts.candidate.runs, facts.candidate.section):
        return "news, not a work"
    told = is_labelled_line(facts.candidate.runs) or _is_other_form(facts.candidate) or _is_day_under_label(facts)
    return "a matter of a course or of the list itself" if told else None


#: Where a form is to be filled in.
_FORM_SITE = re.compile(
    r"(?:https?:)?//(?:(?:www\.)?goo\.gl/forms/|forms\.gle/|docs\.google\.com/forms/|forms\.office\.com/|"
    r"(?:[\w-]+\.)?(?:typeform|surveymonkey|jotform)\.com/)",
    re.IGNORECASE,
)
OF_LECTURE = "the slides of a lecture"
#: A talk in the program that it was made with, and the end of its name.
_TALK_FILE = re.compile(r"(?P<stem>[^?#]+)\.(?:pptx?|key|odp)(?:[?#].*)?$", re.IGNORECASE)


def is_of_lecture(facts: Facts) -> bool:
    """Return whether all that is linked is one talk, as its program keeps it and printed: "Wool [[pdf](…), [pptx](…)]".

    Who has written it, or when, would show a work.
    """
    lead, hrefs = facts.lead, [link.url for link in (*facts.links, *facts.body.links)]
    if len(hrefs) < 2 or lead.href or lead.people.names or lead.dates or lead.venue:
        return False
    stems = {match["stem"] for href in hrefs if (match := _TALK_FILE.match(href))}
    return bool(stems) and all(_TALK_FILE.match(href) or href.rpartition(".")[0] in stems for href in hrefs)


def _of_course(facts: Facts) -> str | None:
    """Return what the links of a candidate show that a course has beside its readings, or None."""
    links = [*facts.links, *facts.body.links]
    taught = bool(links) and all(link.role in {"slides", "video"} for link in links)
    if taught and names_session(plain(facts.candidate.runs)):
        return "a meeting of a course"
    if is_of_lecture(facts):
        return OF_LECTURE
    form = facts.lead.href is not None and _FORM_SITE.match(facts.lead.href)
    return "a form to fill in, not a work" if form else None


def refusal(facts: Facts) -> str | None:
    """Return why a candidate with a title is no entry at all, or None."""
    lead, candidate = facts.lead, facts.candidate
    if lead.trend:
        return "a trend or a placeholder, not a work"
    if beside := _beside(facts):
        return beside
    links = [*facts.links, *facts.body.links]
    hrefs = [link.url for link in links]
    if (names_person(lead) and (not links or lead.title.startswith("@"))) or _leads_to_person(lead.title, hrefs):
        return "a person, not a work"
    if not links and names_meeting(lead, plain(candidate.runs)):
        return "a meeting, not a work"
    papers = any(link.role == "paper" and kind_of_url(link.url) == "paper" for link in links)
    signed = bool(lead.people.names or lead.people.organisation)
    if of_course := _of_course(facts):
        return of_course
    if papers or (lead.dates and not _is_taught(facts) and (signed or (lead.venue and not lead.href))):
        return None
    if not links and not lead.people.names and is_news(lead.title) and not is_titled_row(candidate):
        return "a note of what was done, not a work"
    if lead.setting != "quote" and is_activity(candidate.runs):
        return "what is to be done, not a work"
    if is_sentence(candidate.runs):
        return "prose"
    if is_matter(plain(candidate.runs)) or is_labelled_address(candidate.runs):
        return "a matter of a course or of the list itself"
    for url in [lead.href] if lead.href else hrefs[:1]:
        if url and (pastime := pastime_of_url(url)):
            return pastime
    if (word := other_place(candidate.section)) and not is_titled_row(candidate):
        return f"in a section of {word}, and nothing says that it is a paper"
    return None
