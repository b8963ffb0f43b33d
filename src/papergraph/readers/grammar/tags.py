"""Tags before a title: words of what a work is about, set as code or behind a number sign ("`wool` `gate` [Title]")."""

from __future__ import annotations

import re

from papergraph.readers.flat import is_decoration
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs

_BETWEEN = re.compile(r"[\s,;|/·•:+&]*")
_HASHED = re.compile(r"\s*(?:#[^\W\d][\w/-]*[\s,;|]*)+(?=\S|$)")
_LONGEST = 30  # characters of a tag


def without_tags(runs: Runs) -> Runs:
    """Return the runs without the tags before a title; a venue and a year among them stand in brackets."""
    first = next((n for n, run in enumerate(runs) if run.image is None and not is_decoration(run.text)), None)
    if first is None or runs[first].href is not None:
        return runs
    if hashed := _HASHED.match(runs[first].text):
        rest = runs[first].text[hashed.end() :]
        kept = (*runs[:first], *((runs[first]._replace(text=rest),) if rest else ()), *runs[first + 1 :])
        return kept if _is_title(kept[first:]) else runs
    at, tags = first, []
    while at < len(runs) and _is_tag(runs[at]):
        tags.append(runs[at].text.strip())
        at += 1
        while at < len(runs) and runs[at].image is None and not runs[at].href and _BETWEEN.fullmatch(runs[at].text):
            at += 1
    placed = [tag for tag in tags if dates_in(tag) or venue_score(tag) >= 2.0]
    alone = len(tags) == 1 and not placed and not tags[0].islower()
    if not tags or alone or not _is_title(runs[at:]):
        return runs
    group = (Run(f"[{' '.join(placed)}] ", runs[first].line),) if placed else ()
    return (*runs[:first], *group, *runs[at:])


def _is_tag(run: Run) -> bool:
    return "code" in run.marks and run.href is None and run.image is None and 0 < len(run.text.strip()) <= _LONGEST


def _is_title(rest: Runs) -> bool:
    """Return whether what follows on the tags begins with words that can be a title: linked or set off, or several."""
    run = next((run for run in rest if run.image is None and run.text.strip()), None)
    if run is None or "code" in run.marks or "\n" in run.text[:1]:
        return False
    return len(words_of(run.text)) > (1 if run.href or run.marks else 2)


#: No word of a sentence, which goes on behind it or ends there: "on #MeToo in the fold", "in #MeToo. *Wool*".
_HASHED = re.compile(r"(?:(?<=[\s,;(|])|^)#[^\W\d_][\w/+-]*(?! [a-z]|\.\s|[\w/+-])[\s,;]*")
_ENDS = 12  # characters of a lead that may stand before its tags


def without_hash_tags(runs: Runs) -> Runs:
    """Return the runs without the tags behind a title ("Wool by Night, **#Hay #Sheep**"); one of a venue stays."""
    if not any("#" in run.text and run.href is None for run in runs):
        return runs
    out: list[Run] = []
    behind = 0
    for run in runs:
        if run.href is None and run.image is None and "#" in run.text and behind + run.text.index("#") >= _ENDS:
            run = run._replace(text=_HASHED.sub(_kept, run.text))
        behind += len(run.text)
        out.append(run)
    return tuple(run for run in out if run.text or run.image is not None)


def _kept(tag: re.Match[str]) -> str:
    """Return a tag as it is where it names a venue, else nothing."""
    name = tag[0].strip(" ,;#")
    return tag[0] if dates_in(name) or venue_score(name) >= 2.0 else ""
