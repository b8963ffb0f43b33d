"""Siblings of one shape: titles with a date behind them, rows under a column of titles, each proof for the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.scoring import prose_score
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.schedules import names_speakers
from papergraph.readers.layout.tables import is_title_head
from papergraph.readers.lexicon.dates import ACRONYMS, dates_in, has_day
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.names import is_codelike
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.sections import is_list_of_works
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import VERBS, words_of
from papergraph.readers.passages import Run

ENOUGH = 3  # siblings of one shape, in the whole document
ENOUGH_SIGNED = 5  # ... of titles with authors and no date

Shape = tuple[str, str, str]

_ONLY_TITLES = re.compile(
    r"\b(?:title|papers?|publications?|articles?|references?)\b|标题|標題|题目|題目|论文|論文|标准名|規格名|文献名|著作名|"
    r"タイトル|題名|제목|논문|título|titulo|titel|titre|titolo|названи|заглави",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"^(?:we|(?:re-?)?read|skimmed|watched|finished|started|added?|adds|updated?|released?|fix(?:ed)?|new|version|"
    r"v\d\S*|removed?|changed?)\b"
    r"|^(?:explore|finish|complete|submit|bring|prepare|choose|download|install)\b(?= (?:the|your|an?|one|articles)\b)",
    re.I,
)


def is_news(title: str) -> bool:
    """Return whether words say what was done ("Added …", "Read …") rather than name a work."""
    return bool(_NEWS.match(title))


_HANDLE = re.compile(r"@[\w.-]+")  # by which somebody is known at a service


def names_person(lead: Lead) -> bool:
    """Return whether what looks like a title names a person, with at most a place ("Ben Oak (Oakham, 2010)")."""
    if _HANDLE.fullmatch(lead.title):
        return True
    names = lead.people.names
    if len(names) > 1 or (names and " " in names[0]) or lead.href or lead.setting == "quote":
        return False
    return 2 <= len(lead.title.split()) <= 4 and is_person(lead.title)


_MEETING = re.compile(
    r"(?:the )?\d{1,3}(?:st|nd|rd|th)\b.{0,60}\b(?:conference|workshop|symposium|congress|meeting|school)\b",
    re.IGNORECASE,
)


def names_meeting(lead: Lead, text: str) -> bool:
    """Return whether a text announces a meeting with its day: "WOOL 2021, June 3", "31st Conference on …"."""
    dated = any(map(has_day, lead.dates)) or any(date.month is not None for date in lead.dates)
    return dated and not lead.href and (bool(_MEETING.match(text)) or is_occasion(lead.title))


def names_venue(lead: Lead) -> bool:
    """Return whether a linked name is that of a conference or journal, and nothing else is said ("[VLDB](…)")."""
    alone = not (lead.people.names or lead.people.organisation or lead.dates or lead.venue or lead.body)
    return alone and lead.href is not None and lead.title.isupper() and lead.title.lower() in ACRONYMS


def shape_of(candidate: Candidate, lead: Lead) -> Shape | None:
    """Return the shape of a title with a date or authors behind it and nothing else of note, or None.

    The parts of a shape: what kind of passage it is, how its title is set off, whether a date, a venue with it or
    authors alone stand behind it.
    """
    if candidate.shape not in {"item", "line", "chunk"} or not has_title(lead):
        return None
    if not (lead.dates or _is_signed(lead)):
        return None
    if _is_dated_name(candidate, lead):
        return candidate.shape, lead.setting, "name"
    if lead.order[:1] != ("title",) or lead.trend or _NEWS.match(lead.title):
        return None
    words = words_of(lead.title)
    named = len(words) == 1 and is_codelike(words[0]) and venue_name_score(words[0]) < 1.0 and lead.whole  # "Pen2Pen"
    by = not lead.dates and _is_signed_by(lead) and lead.before_authors != "dash"
    if (len(words) < 2 and not (named or by)) or len(words) > 30 or not any(word[0].isupper() for word in words):
        return None
    gerund = words[0].endswith("ing")  # "Using Gates to Count Sheep"
    if lead.setting == "plain" and not gerund and words[0].lower() in VERBS:
        return None
    if lead.setting == "plain" and prose_score(lead.title) >= (3.0 if gerund else 2.2):
        return None
    if by:
        return candidate.shape, lead.setting, "by"
    return candidate.shape, lead.setting, "authors" if not lead.dates else "venue" if lead.venue else "date"


def _is_dated_name(candidate: Candidate, lead: Lead) -> bool:
    """Return whether a date and a linked name are all there is, under a heading of papers: "2017.03.29 [Fold](…)"."""
    linked = lead.setting == "link" and lead.href is not None and lead.order == ("venue", "title")
    printed = lead.venue is not None and lead.cut is not None and lead.venue in lead.cut.flat.text  # not in a heading
    return (
        linked
        and not printed
        and lead.whole
        and any(map(is_list_of_works, candidate.section))
        and lead.title[:1].isupper()
    )


def _is_signed(lead: Lead) -> bool:
    """Return whether a lead is a title with authors and no word more, nor a link."""
    names = lead.people.names
    if lead.order != ("title", "authors") or not lead.whole or lead.href is not None:
        return False
    if _is_signed_by(lead):
        return True
    if people_score(lead.title) >= 0.5:
        return False
    joined = len(names) > 1 and lead.before_authors == "dash"  # "Opening Gates - Lund and Oak"
    return len(lead.title.split()) > 2 and (len(names) > 2 or joined or any(is_person(name) for name in names))


def _is_signed_by(lead: Lead) -> bool:
    """Return whether "by" stands before the authors, who all are people beyond doubt: "Gates, by Anna Lund".

    Behind two words and more a dash is enough.
    """
    if lead.cut is None or not lead.people.names or not lead.title[:1].isupper():
        return False
    before, found, _ = lead.cut.flat.text.partition(lead.people.names[0])
    dashed = lead.before_authors == "dash" and " " in lead.title
    by = bool(found) and re.search(r"[\s,;–—-][Bb]y $", before) is not None
    return (dashed or by) and all(map(is_person, lead.people.names))


def shapes_of(candidates: Iterable[Candidate], leads: Iterable[Lead]) -> frozenset[Shape]:
    """Return the shapes that at least `ENOUGH` of the candidates have."""
    counted: Counter[Shape | None] = Counter()
    for candidate, lead in zip(candidates, leads, strict=True):
        linked = lead.setting == "link" and candidate.shape == "item"
        if linked and lead.order == ("title", "authors") and lead.whole and lead.before_authors == "dash":
            counted[("item", "plain", "authors")] += 1  # those without a link beside them are such as well
        else:
            counted[shape_of(candidate, lead)] += 1
    least = {"authors": ENOUGH_SIGNED}
    return frozenset(shape for shape, n in counted.items() if shape is not None and n >= least.get(shape[2], ENOUGH))


_SERVER = re.compile(r"\W*(arxiv|(?:bio|med|chem|eng)rxiv|(?:psy|soc|eco)arxiv|ssrn|hal)\W*", re.IGNORECASE)


def _linked(candidate: Candidate) -> Iterator[Run]:
    """Yield the links on words of a candidate, those in the other columns of its row among them."""
    for runs in (candidate.runs, *(cell for _, cell in candidate.columns)):
        yield from (run for run in runs if run.href and run.image is None)


def place_of_server(candidate: Candidate, lead: Lead) -> str | None:
    """Return the server of preprints that the words of a link name ("[arXiv](…)"), where no other venue is printed."""
    return None if lead.venue is not None else _linked_server(candidate)


def _linked_server(candidate: Candidate) -> str | None:
    matches = (_SERVER.fullmatch(run.text) for run in _linked(candidate))
    return next((match[1] for match in matches if match), None)


def places_are_linked(candidates: Iterable[Candidate], leads: Iterable[Lead]) -> bool:
    """Return whether a document prints its venues as the words of links: "[CVPR 2021](…) Title", "[arXiv](…) Title".

    Where a third of those beside a venue have the server too ("[Wool 3, 14](…) [arXiv](…)"), it is a label of a copy.
    """
    placed = servers = copies = 0
    for candidate, lead in zip(candidates, leads, strict=True):
        if lead.venue is None:
            servers += place_of_server(candidate, lead) is not None
        else:
            beside = any(run.href != lead.href and lead.venue in run.text for run in _linked(candidate))
            placed += beside
            copies += beside and (_linked_server(candidate) or lead.venue).lower() != lead.venue.lower()
    return placed >= ENOUGH and 3 * placed >= servers and 3 * copies < placed


def is_column_of_titles(candidates: Sequence[Candidate], leads: Sequence[Lead]) -> bool:
    """Return whether rows have their titles under a head that says so, and authors in less than half of these cells."""
    head = candidates[0].title_head
    signed = sum(bool(lead.people.names) for lead in leads)
    return head is not None and field_of(head) == "title" and 2 * signed < len(leads)


def is_one_title(runs: Sequence[Run]) -> bool:
    """Return whether a cell is a title on one line, without a date: no comma or colon in it parts its fields."""
    text = "".join(run.text for run in runs)
    return "\n" not in text.strip() and not dates_in(text) and len({run.href for run in runs if run.text.strip()}) == 1


_TALKS = re.compile(
    r"(?:报告|報告|分享|汇报|讲座|讨论)?(?:主题|题目|內容|内容)|主題|발표 ?주제|topics?|subjects?|talks?", re.IGNORECASE
)


def is_talk(candidate: Candidate) -> bool:
    """Return whether a row tells who talks about what: papers stand under the head of subjects, and other things."""
    if candidate.row is None or candidate.title_head is None or not _TALKS.fullmatch(candidate.title_head.strip()):
        return False
    return any(names_speakers(head) for head in candidate.row.header)


_READ = re.compile(
    r"\W*(?:(?:required|assigned|optional|the) )?(?:papers?|readings?|articles?|literature)\W*", re.IGNORECASE
)
_UNREAD = re.compile(
    r"(?:none|n/?a|tb[ad]|no (?:class|reading|paper|lecture)s?|holiday|(?:spring|fall|winter|reading) (?:break|week)|"
    r"exams?|midterm|finals?|quiz|review|project|presentations?|guest|lecture|slides|pages|homework|hw|lab\b|assignment|"
    r"textbook|handouts?|notes|see|read|skim|thanksgiving|recess|lunch|dinner|social|welcome|postponed|cancel\w*|"
    r"kick-?off|organi[sz]ation\w*|planning|introductions?$)|.*\b(?:chap(?:ter)?s?|ch|sec(?:tion)?s?)\.? ?\d",
    re.IGNORECASE,
)
ENOUGH_READ = 3  # works of a column of readings that are sure


def is_reading(candidate: Candidate, lead: Lead) -> bool:
    """Return whether a row of a plan has words under the head of its readings that do not say that there is none."""
    if candidate.row is None or not _READ.fullmatch((candidate.title_head or "").strip()) or not has_title(lead):
        return False
    words = lead.title.split()
    named = len(words) > 1 or is_codelike(words[0]) or (len(words[0]) > 3 and words[0][0].isupper())
    said = "".join(run.text for run in candidate.runs).strip()
    return named and _UNREAD.match(said) is None and len(words) <= 25


def is_titled_row(candidate: Candidate) -> bool:
    """Return whether a table's head says that the lead of a row is the title of a work.

    "Name" and the like say so only beside a column of authors, years or venues.
    """
    row = candidate.row
    if row is None or candidate.title_head is None or not is_title_head(candidate.title_head):
        return False
    facts = {field_of(head) for head in row.header} & {"authors", "date", "venue"}
    return bool(_ONLY_TITLES.search(candidate.title_head) or facts)
