"""Works that are linked amid the sentences of a list in which the other items are works.

"Much of what we know goes back to the first [Hay paper](…pdf), which is short.": who made the list tells of a work
instead of printing it. So where a list has works that are printed; elsewhere such a sentence mentions one, and only
where it would be taken for a work the words of its link are the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.grammar.breaks import title_links
from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, looks_like_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.grammar.splitting import two_titles
from papergraph.readers.layout.entriesbelow import is_linked_paper
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.sections import is_list_of_works, names_list, other_place
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import FUNCTION, words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_SHARE = 0.5  # of the items of a list are works
_LONG = 3  # words of a title that nothing else need show
_SMALL = 0.6  # of the words of a sentence that begin with a small letter
_PROSE = 0.5  # what the beginning of one scores
_PERSON = 1.5  # what names of people score
_PLACE = 1.8  # what a venue scores
_LONGEST = 2_000  # characters of an item
_SET_OFF = frozenset({"bold", "italic", "code", "heading", "break"})
_ENDS = re.compile(r"[^\W\d_],?\s*$")
_PAPER = re.compile(r"\b(?:paper|article|thesis)$", re.IGNORECASE)


def with_works_amid_sentences(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each item that tells of one work in a sentence as that work over the sentence."""
    out = list(passages)
    for places, section in _lists(passages):
        if other_place(section):
            continue
        told = {n: at for n in places if (at := _title_amid(passages[n])) is not None}
        if not told:
            continue
        works = sum(_is_work(passages[n]) for n in places if n not in told)
        listed = works or any(is_list_of_works(heading) or names_list(heading) for heading in section[-1:])
        listed = listed and works + len(told) >= _SHARE * len(places)
        for n, at in told.items():
            if listed or _is_taken(passages[n].runs, at):
                out[n] = _work_over_sentence(passages[n], at)
    return out


def _is_taken(runs: Runs, at: int) -> bool:
    """Return whether runs are read as a work in any list, the beginning of the sentence taken for that of its title."""
    lead = read_lead(runs, NO_PRIOR)
    return lead.href == runs[at].href and runs[at].text in lead.title and evidence(lead, runs) >= ALONE


def _lists(passages: Sequence[Passage]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """Yield the places of the items of each list, with the headings that it stands under."""
    path: list[tuple[int, str]] = []
    places: list[int] = []
    for n, passage in enumerate(passages):
        if passage.kind == "item":
            places.append(n)
            continue
        if places:
            yield places, tuple(text for _, text in path)
            places = []
        if passage.kind == "heading":
            path = [each for each in path if each[0] < passage.level] + [(passage.level, plain(passage.runs))]
    if places:
        yield places, tuple(text for _, text in path)


def _is_work(item: Passage) -> bool:
    return is_linked_paper(item) or len(two_titles(item.runs)) > 1


def _title_amid(item: Passage) -> int | None:
    """Return the place of the one run of an item that is a title linked to a paper amid its sentence, or None."""
    runs = item.runs
    if item.problem or sum(len(run.text) for run in runs) > _LONGEST:
        return None
    papers = [run for run in title_links(runs) if is_paper_url(run.href or "")]
    if not papers or title_links(runs)[0] is not papers[0]:
        return None
    at = runs.index(papers[0])
    if not _is_sentence(runs[:at]) or not _is_title(papers[0].text, plain(runs[:at])) or len(two_titles(runs)) > 1:
        return None
    return None if _is_read(read_lead(runs, NO_PRIOR), papers[0]) else at


def _is_read(lead: Lead, title: Run) -> bool:
    """Return whether a lead is a whole reference, or has the linked words for its title anyway."""
    formal = lead.cut is not None and lead.cut.formal is not None
    signed = formal or bool(lead.people.names and lead.dates)
    titled = lead.setting in {"link", "quote"} and lead.order[:1] == ("title",) and lead.href == title.href
    return has_title(lead) and (signed or titled)


def _is_sentence(before: Runs) -> bool:
    """Return whether words in plain letters begin a sentence that goes on with what follows on them."""
    if any(run.href is not None or run.image is not None or run.marks & _SET_OFF for run in before):
        return False
    text = plain(before)
    words = words_of(text)
    if len(words) < 2 or not _ENDS.search(text) or not words[-1].islower() or dates_in(text):
        return False
    small = sum(word[0].islower() for word in words[1:])
    return small >= _SMALL * (len(words) - 1) and prose_score(text) >= _PROSE


def _is_title(text: str, before: str) -> bool:
    """Return whether linked words can be a title: several, or a name that a word before it goes on with."""
    if not text[:1].isupper() or people_score(text) >= _PERSON or venue_score(text) >= _PLACE or dates_in(text):
        return False
    if len(words_of(text)) >= _LONG:
        return looks_like_title(text) or prose_score(text) < _PROSE
    return words_of(before)[-1] in FUNCTION or _PAPER.search(text) is not None


def _work_over_sentence(item: Passage, at: int) -> Passage:
    """Return an item as the work that its sentence tells of, the whole sentence below it."""
    title = item.runs[at]
    behind = read_lead(item.runs[at:], NO_PRIOR)
    runs = item.runs[at:] if behind.whole and "prose" not in behind.order else (title,)
    said = tuple(run._replace(href=None) if run.href == title.href else run for run in item.runs)
    sentence = replace(item, kind="paragraph", marker=None, runs=said, children=())
    return replace(item, runs=runs, children=(sentence, *item.children))
