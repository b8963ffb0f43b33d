"""How sure it is that a lead is a reference: the evidence of its fields and links, added up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.flat import is_decoration
from papergraph.readers.grammar.enclosed import is_lone_label
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.leadnames import is_meeting
from papergraph.readers.grammar.notes import context_role
from papergraph.readers.grammar.scoring import prose_score
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.identified import names_identifier, printed_links
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_feed, is_paper_url, is_web, kind_of_url
from papergraph.readers.lexicon.names import is_case, is_lead_name, without_gloss
from papergraph.readers.lexicon.occasions import is_printing
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import FUNCTION, VERBS, words_of
from papergraph.readers.passages import Run, is_stated

ALONE = 2.9  # enough to be an entry whatever stands around it
AMONG = 1.2  # enough among siblings that mostly are entries


_KINDS = frozenset({"book", "textbook", "monograph", "thesis", "article", "preprint"})  # in brackets behind a title
_SWITCHES = frozenset({"abstract", "summary", "show abstract", "cite", "citation", "details", "more", "tl;dr"})
_WEEKDAY = r"(?:[MTWRFS]|Mo|Tu|Th|Sa|Su|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:days?)?|Wednesday|Saturday)"
_TIME = re.compile(
    rf"\W*(?:{_WEEKDAY}\W+)?\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)?"
    r"(?:\W+\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)?)?\W*",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?:[A-Z][a-z]{1,6}\. ){3}")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


_SMALL_TITLES = re.compile(r"[а-яёà-öø-ÿ]")  # of languages that set titles as sentences are set


def _is_capital(text: str) -> bool:
    """Return whether a text begins with a capital, behind a digit or two or none ("3D Gates")."""
    return text[:3].lstrip("0123456789")[:1].isupper()


def looks_like_title(text: str) -> bool:
    """Return whether words without link or date are set like a title: capitals, no sentence, a name with a colon."""
    if _HAN.search(text):
        latin = without_gloss(text)
        if latin == text:
            return 4 <= len(text) <= 80 and not re.search(r"[。！；]", text)
        text = latin
    words = words_of(text)
    if not 1 < len(words) <= 25 or text.rstrip().endswith((".", ":", ";", ",")) or not _is_capital(text):
        return False
    lead, colon, rest = text.partition(": ")
    if colon and is_lead_name(lead) and len(words_of(rest)) >= 2:
        return True
    if _SMALL_TITLES.search(text):
        return len(words) >= 3 and not re.search(r"[.!?;] ", text)
    content = [word for word in words if word.lower() not in FUNCTION and not word[0].isdigit()]
    verbs = sum(word in VERBS for word in words[1:])
    capitals = sum(word[0].isupper() for word in content)
    asks = text.endswith("?") and len(content) > 2 and content[-1][0].isupper()  # "Why Do Sheep Sleep?"
    return len(words) >= 3 and (not verbs or asks) and capitals >= 0.75 * len(content)


#: What a link is set on that asks to follow it.
_INVITES = re.compile(
    r"\W*(?:(?:read|see|show|view|learn|find out) (?:more|all|less|details|here)|more (?:details|information|info)|"
    r"(?:click|see|look) here|continue reading|"
    r"ここ|こちら|此处|这里|여기|(?:subscribe|sign up|follow (?:us|me)|join (?:us|our))\b[^:.]{0,40}|"
    r"download (?:the |this |a |full |whole |complete |entire )*(?:book|paper|list|file|pdf)s?"
    r"(?: (?:as|in) (?:an? )?pdf)?)(?:\W*(?:here|\.\.\.|…|»|→))?\W*",
    re.IGNORECASE,
)
#: What a course calls what is to be read or done for a meeting, and no name of it.
_OF_COURSE = re.compile(
    r"(?:(?:(?:required|optional|recommended|suggested|further|additional|assigned|supplementa(?:ry|l)|background|weekly|"
    r"course|lecture|class|main|core|extra|previous|pre-?class)[\s/&-]*(?:and |or )?)+"
    r"(?:readings?|materials?|papers?|articles?|notes?|links?|slides|texts?|resources?|lectures?|schedule|calendar)|"
    r"readings?|syllabus|supplement(?:ary|al)?|hand-?outs?|worksheets?|problem sets?|home-?work|assignments?|quiz|"
    r"(?:lecture |class )?(?:slides?|notes|papers?|readings?|materials?|recording)"
    r" (?:for|from|of) (?:today|this week|next week|(?:the )?(?:day|class|lecture|meeting|week)))"
    r"\W{0,2}\d{0,2}\W*",
    re.IGNORECASE,
)
#: A statement to a database, as an example.
_QUERY = re.compile(r"\W*(?:SELECT\s.+\sFROM|INSERT INTO|UPDATE\s\S+\sSET|CREATE TABLE|DELETE FROM)\s")


_TOLD_BY = re.compile(
    r"\W*(?:(?:to be )?(?:led|discussed|hosted|chaired|moderated|introduced)|presented)\W*",
    re.IGNORECASE,
)


def has_title(lead: Lead) -> bool:
    """Return whether the lead has words that can be a title: no label, no address."""
    title = lead.title
    signed = bool(lead.people.names and lead.dates)  # "Lund, *Code* (2006)": a label as well, but not here
    label = (link_role(title) is not None or title.lower() in _SWITCHES) and not signed
    if _TOLD_BY.fullmatch(title) or title.lower() == "in":
        return False  # "5 March – presented by Anna Lund", "…, In arXiv:2101.00001"
    named = (
        re.search(r"[^\W\d_]{2}|[^\W\d_]\d", title) is not None and not _TIME.fullmatch(title) and not is_meeting(title)
    )
    if _is_journal_alone(lead):
        return False
    if _QUERY.match(title) or _INVITES.fullmatch(title) or (_OF_COURSE.fullmatch(title) and not signed):
        return False
    if _POINTED.match(title) and not lead.href:
        return False  # "Fac. Ser. Mat. Phys. No. 602", a journal
    if lead.href and lead.href.startswith("#") and not signed:
        return False  # a line of a table of contents
    return named and not label and "://" not in title and (signed or not is_printing(title))


def _is_journal_alone(lead: Lead) -> bool:
    """Return whether a journal stands where no title is printed: "Lund, *Nature*, 2021", "Lund, 2016, PhRvL, 9"."""
    if lead.setting not in {"italic", "plain"} or lead.venue or lead.order[:1] != ("authors",):
        return False
    score = venue_name_score(lead.title)
    coded = len(lead.title.split()) == 1 and sum(sign.isupper() for sign in lead.title) > 1 and bool(lead.dates)
    return (lead.setting == "italic" and score >= 3.0) or (coded and score >= 0.4)


def most_evidence(runs: Sequence[Run]) -> float:
    """Return what `evidence` cannot exceed, whatever the lead of the runs turns out to be."""
    text = "".join(run.text for run in runs if run.image is None)
    linked = any(run.href for run in runs)
    return 7.6 + (6.5 if linked else 3.0 if names_identifier(text) else 0.0)


def evidence(lead: Lead, runs: Sequence[Run]) -> float:
    """Return the evidence that a lead is a reference; `runs` are all of the candidate, for its links."""
    if not has_title(lead):
        return 0.0
    if is_stated(runs):
        return ALONE + 1.0
    score = 0.0
    if lead.href and is_web(lead.href):
        kind = kind_of_url(lead.href)
        score += 3.5 if kind == "paper" else 3.0 if kind and not is_feed(lead.href) else 1.0
        if any("noted" in run.marks and run.href == lead.href for run in runs):
            score += 2.0
    text = "".join(run.text for run in runs if run.image is None)
    score += _linked_paper(lead, runs) or (_identified(lead, runs) if names_identifier(text) else 0.0)
    if lead.dates and lead.venue and lead.whole and _is_placed_link(lead, runs):
        score += 0.4
    score += 1.0 if any(run.href == "" and run.text.strip() for run in runs) else 0.0  # "Gates [[paper]]()"
    score += 2.0 if lead.people.names else 1.0 if lead.people.organisation else 0.0
    score += 1.8 if lead.href and not _KINDS.isdisjoint(each.lower() for each in lead.asides) else 0.0
    score += 1.0 if _is_long_signed(lead) else 0.0
    score += 0.5 if lead.people.names and lead.setting in {"bold", "quote", "italic"} else 0.0
    score += 1.3 if lead.dates else 0.0
    if lead.venue:
        score += 1.2 if venue_name_score(lead.venue) > 0.3 else 0.3
    score += {"quote": 0.9, "bold": 0.6, "heading": 0.4, "link": 0.3, "italic": 0.4}.get(lead.setting, 0.0)
    score += 2.0 if is_in_title_marks(lead) else 0.0
    score += 0.3 if lead.ordinal else 0.0
    score += 0.9 if lead.ordinal and len(words_of(lead.title)) > 3 and looks_like_title(lead.title) else 0.0
    score += (2.3 if lead.href else 1.3) if is_case(lead.title) else 0.0
    if lead.cut is not None and lead.cut.formal is not None:
        return score + 1.0
    words = words_of(lead.title)
    if len(words) > 30 or (lead.title.endswith((".", ":")) and lead.setting == "plain"):
        score -= 1.5
    signed = lead.order[:2] == ("authors", "title") and "." in "".join(lead.people.names[:1]) and bool(lead.dates)
    if lead.setting == "plain" and prose_score(lead.title) >= 1.7 and not (signed and lead.whole):
        score -= 1.0
    if lead.setting == "plain" and not (lead.title[:1].isupper() or lead.title[:1].isdigit() or _HAN.match(lead.title)):
        score -= 1.0
    return score


_BEHIND_MARKS = re.compile(r"》\s*(?:$|[^\w\s])|》\s+[A-Z\d]|》\s*等?$")


def is_in_title_marks(lead: Lead) -> bool:
    """Return whether a title stands in the marks that Chinese has for titles alone, and no sentence goes on from it."""
    if lead.setting != "quote" or lead.cut is None or "title" not in lead.fields or lead.order[:1] == ("prose",):
        return False
    atom = lead.cut.atoms[lead.fields.index("title")]
    text = lead.cut.flat.text
    long = len(words_of(lead.title)) > 1 or len(lead.title) > 3
    ends = _BEHIND_MARKS.match(text, atom.end - 1) is not None
    ends = ends or (atom.end < len(text) and lead.cut.flat.run_at(atom.end).href is not None)
    return atom.text[:1] == "《" and long and ends


_COMMITTEE = re.compile(
    r"\b(?:committees?|chairs?|team|members|speakers|editors|organi[sz]ers|panel\w*|authors|by|with|from|people)\b",
    re.IGNORECASE,
)


def _is_long_signed(lead: Lead) -> bool:
    """Return whether a title in plain words ends with a point and at least three people follow, and no word more."""
    if lead.order != ("title", "authors") or lead.before_authors != "period" or not lead.whole:
        return False
    names = lead.people.names
    if len(names) < 3 or len(lead.title.split()) < 4 or _COMMITTEE.search(lead.title):
        return False
    return sum(map(is_person, names)) > 1 and all(people_score(name) >= 1.0 for name in names)


def _linked_paper(lead: Lead, runs: Sequence[Run]) -> float:
    """Return what the first link beside the title that leads to the paper says, 0 where there is none."""
    before = ""
    last = next((run for run in reversed(runs) if re.search(r"\w", run.text)), None)
    for run in runs:
        if run.href and run.href != lead.href and is_web(run.href):
            role = context_role(run, before)
            closing = lead.href is None and run is last and is_lone_label(run.text, run.href)
            placed = closing or "bare" in run.marks or run.text == lead.venue
            placed = placed or is_decoration(run.text) or parse_group(run.text).kind in {"date", "venue"}
            if role == "paper" or (role is None and placed and is_paper_url(run.href)):
                return 3.0 if is_paper_url(run.href) else 2.4
        if run.image is None:
            before = (before + run.text)[-60:]
    return 0.0


def _identified(lead: Lead, runs: Sequence[Run]) -> float:
    """Return what an identifier in the first words says: beside a whole lead it is as good as a link to the paper."""
    return 3.0 if lead.whole and printed_links(runs, lead.body, ()) else 2.0


def _is_placed_link(lead: Lead, runs: Sequence[Run]) -> bool:
    """Return whether brackets with venue and year stand behind a title, and links under labels: "FOLD (WOOL 2015)"."""
    groups = [parse_group(atom.text) for atom in lead.cut.atoms if atom.kind == "group"] if lead.cut is not None else []
    placed = any(
        group.kind == "venue" and group.dates and venue_name_score(group.venue or "") >= 1.0 for group in groups
    )
    return placed and any(link_role(run.text) in {"paper", "code"} for run in runs if run.href)


def is_dated_by_link(lead: Lead, runs: Sequence[Run]) -> bool:
    """Return whether a title in plain words is followed by the venue and year as a link: "Gates. [WOOL 2020](…pdf)"."""
    if lead.order[:1] != ("title",) or not (lead.dates or lead.venue) or not looks_like_title(lead.title):
        return False
    if lead.whole and lead.dates and lead.venue and any(run.href and link_role(run.text) for run in runs):
        return True
    return any(run.href and is_paper_url(run.href) and parse_group(run.text).kind in {"date", "venue"} for run in runs)


def leads_to_paper(run: Run) -> bool:
    """Return whether a run is a link under the label of a paper, or a sign that links to one."""
    if run.href is None or run.image is not None:
        return False
    return link_role(run.text) == "paper" or (is_decoration(run.text) and is_paper_url(run.href))


def is_complete(lead: Lead, runs: Sequence[Run]) -> bool:
    """Return whether a lead in plain words is a whole reference: a title that looks like one, authors and a date."""
    known = bool(lead.people.names and lead.dates) and has_title(lead)
    names = lead.people.names
    pointed = sum(re.search(r"\b[A-ZÀ-Þ]\.", name) is not None for name in names)
    initials = len(names) > 1 and pointed >= 0.8 * len(names)
    told = initials and lead.whole and lead.order == ("authors", "title", "venue")  # however long its title is
    return known and (told or prose_score(lead.title) < 1.2) and evidence(lead, runs) >= ALONE
