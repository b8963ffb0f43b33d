"""Lists without marks: paragraphs of one line that are references printed alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, leads_to_paper, looks_like_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.paragraphs import begins_entry
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, plain
from papergraph.readers.preparing.unmarked import stretches

ENOUGH = 4  # such paragraphs of a document
_SHARE = 0.75  # of the paragraphs between the first and the last of them under the same headings
_LONGEST = 400  # characters of a paragraph that is looked at


def with_alike_references(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, paragraphs that are references printed alike as items of a list.

    So they are where most that stand between them set their titles off alike, in the same order of fields, and few
    would be taken for references alone: "WOOL-2014 — *Counting Sheep* [[pdf]](…)". What leads in under a heading, or
    closes, is not between them.
    """
    found: dict[int, Lead] = {}
    between = 0
    for stretch in stretches(passages):
        leads = {n: lead for n in stretch if (lead := _reference(passages[n])) is not None}
        if leads:
            found |= leads
            between += sum(passages[n].kind == "paragraph" for n in range(min(leads), max(leads) + 1))
    if len(found) < ENOUGH or len(found) < _SHARE * between:
        return list(passages)
    shapes = Counter((lead.setting, lead.order[:2]) for lead in found.values())
    alike = [n for n, lead in found.items() if shapes[lead.setting, lead.order[:2]] >= ENOUGH]
    alone = sum(begins_entry(found[n], passages[n].runs, None, ()) for n in alike)
    if 2 * len(alike) <= len(found) or 2 * alone >= len(alike):
        return list(passages)
    return [replace(passage, kind="item") if n in found else passage for n, passage in enumerate(passages)]


def _reference(passage: Passage) -> Lead | None:
    """Return the lead of a paragraph of one line that is a reference by itself, or None."""
    if passage.kind != "paragraph" or passage.problem or passage.children or passage.first_line != passage.last_line:
        return None
    text = plain(passage.runs)
    if len(text) > _LONGEST:
        return None
    lead = read_lead(passage.runs, NO_PRIOR)
    if not has_title(lead) or lead.order[:1] == ("prose",) or evidence(lead, passage.runs) < ALONE:
        return None
    linked = any(map(leads_to_paper, passage.runs))
    dated = bool(lead.dates) and bool(lead.venue or lead.people.names)
    title = lead.title
    titled = (len(words_of(title)) > 2 and not title[0].islower()) or looks_like_title(title)
    return lead if titled and (linked or dated) else None
