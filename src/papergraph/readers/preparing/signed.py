"""Lists without marks: titles with their authors and no more, each a paragraph of its own ("Lund, *Gates of Wool*")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.grammar.splitting import is_link_line
from papergraph.readers.layout.paragraphs import begins_entry
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, plain, said_lines
from papergraph.readers.preparing.unmarked import stretches

ENOUGH = 4  # such paragraphs of a document
_SHARE = 0.6  # of the short paragraphs that stand under the same headings
_SHORT = 40  # words of a paragraph, at most
_ORDERS = {("authors", "title"), ("title", "authors")}
_SET_OFF = frozenset({"italic", "quote", "bold", "link"})
_QUOTES = '"“„«‘'


def with_signed_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, titles that are set off and signed as items of a list where most short paragraphs are such.

    Links under labels may stand behind them or on the lines below.
    """
    lists = {n for n in range(len(passages) - 1) if passages[n + 1].kind == "item"}  # what is below may be its links
    signed = {n for n, passage in enumerate(passages) if n not in lists and _is_signed_title(passage)}
    if len(signed) < ENOUGH:
        return list(passages)
    likely = {n for n, passage in enumerate(passages) if n not in lists and _is_likely(passage)}
    out = list(passages)
    for stretch in stretches(passages):
        found = (signed | likely).intersection(stretch)
        if found and len(found) >= _SHARE * sum(_is_short(passages[n]) for n in stretch):
            for n in found:
                if not begins_entry(read_lead(passages[n].runs, NO_PRIOR), passages[n].runs, None, ()):
                    out[n] = replace(passages[n], kind="item")
    return out


def _is_short(passage: Passage) -> bool:
    """Return whether a paragraph is a few words and no sentence that ends with a point."""
    text = plain(passage.runs)
    words = len(words_of(text))
    return passage.kind == "paragraph" and words <= _SHORT and not (words > 12 and text.endswith("."))


def _is_signed_title(passage: Passage) -> bool:
    """Return whether a paragraph is a title that is set off, its authors and links, and nothing else."""
    if passage.kind != "paragraph" or passage.problem or passage.children:
        return False
    lines = said_lines(passage.runs)
    if not 1 <= len(lines) <= 4 or len(words_of(plain(lines[0]))) > _SHORT:
        return False
    if not all(_is_linked_label(line) for line in lines[1:]):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    if lead.order[:2] not in _ORDERS or not lead.whole or not lead.people.names or not has_title(lead):
        return False
    if len(lines) == 1 and _is_dashed(lead):
        return True
    set_off = lead.setting in _SET_OFF or _is_quoted(lead.title, plain(lines[0]))
    named = len(words_of(lead.title)) > 1 and (lead.title[0].isupper() or lead.title[0].isdigit())
    return set_off and named and evidence(lead, passage.runs) >= ALONE


def _is_dashed(lead: Lead, *, surely: bool = True) -> bool:
    """Return whether a lead is a title in plain words, a dash or "by", and people (beyond doubt)."""
    signed = lead.order == ("title", "authors") and lead.before_authors in {"dash", "by"} and lead.whole
    if not signed or not lead.title[0].isupper():
        return False
    names = lead.people.names
    return all(map(is_person, names)) if surely else all(" " in name and people_score(name) >= 0.8 for name in names)


def _is_likely(passage: Passage) -> bool:
    """Return whether a paragraph is one line, a title with a dash and what can be people, as others surely are."""
    if not _is_short(passage) or passage.first_line != passage.last_line or passage.problem:
        return False
    return has_title(lead := read_lead(passage.runs, NO_PRIOR)) and _is_dashed(lead, surely=False)


def _is_linked_label(line: Sequence[Run]) -> bool:
    """Return whether a line is links and what parts them, and no word more."""
    return is_link_line(plain(tuple(line))) or all(run.href or not run.text.strip(" []()|,;·-") for run in line)


def _is_quoted(title: str, text: str) -> bool:
    """Return whether a title stands in quotes in a text."""
    at = text.find(title)
    return at > 0 and text[at - 1] in _QUOTES
