"""The name of a work and its venue in brackets before the title: "GATE (WOOL 2016): *Opening Pastures*"."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.dates import has_day
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.names import is_lead_name, is_short_name, strip_title
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.words import FUNCTION, VERBS, is_common, words_of
from papergraph.readers.passages import Run, Runs

_PLACE = r"(?P<place>[(（\[](?P<inner>[^()（）\[\]]{3,40})[)）\]])(?:\s?[:：]|\s[–—-])\s*"
_OPENING = re.compile(rf"\s*(?P<name>[^\s()\[\]:：“\"«][^()\[\]:：“\"«]{{0,38}}?)\s*{_PLACE}")
_ALONE = re.compile(rf"(?P<name>){_PLACE}")
_NO_NICKNAME = re.compile(r"\s*\([^()]{3,20}\)\s*(?=[(（\[])")  # "(no nickname) (WOOL 2016): …"
_WORDS = 3  # of a name, at most; of a title in plain words, at least
_SET_OFF = frozenset({"italic", "bold"})
_TITLE_END = re.compile(r"[.?!]\s|, by |[,;] |$")


def with_place_first(runs: Runs) -> tuple[str | None, Runs]:
    """Return the name before a venue in brackets and a title, and the runs with that venue first; else None and all.

    A title must follow that is set off, or begins with capitals as no remark does.
    """
    text = "".join(run.text for run in runs if run.image is None)[:400]
    at = nobody.end() if (nobody := _NO_NICKNAME.match(text)) else 0
    match = _ALONE.match(text, at) if at else _OPENING.match(text)
    if match is None or len(match["name"].split()) > _WORDS or not is_occasion(match["inner"]):
        return None, runs
    group = parse_group(match["place"])
    if group.kind != "venue" or not group.dates or any(map(has_day, group.dates)):
        return None, runs
    rest = without(runs, 0, match.end())
    name = strip_title(match["name"])
    if any(run.href for run in runs if run not in rest) or not _is_title(rest) or _may_be_author(name, rest):
        return None, runs
    place = Run(f"[{match['inner'].strip()}] ", runs[0].line)
    named = bool(name) and name.split()[0].lower() not in FUNCTION and is_lead_name(name, emphasised=True)
    return name if named and is_short_name(name) else None, (place, *rest)


_JOINED = re.compile(r"\bet al\b|,|&|\band\b|[A-Z]\.")


def _may_be_author(name: str, rest: Runs) -> bool:
    """Return whether who wrote the work may stand before its venue: "Lund (Ambio 1999): Gates", "Lund & Oak (…): …".

    One word may be a surname, but for where others sign or where the title begins with it.
    """
    if _JOINED.search(name):
        return True
    plainly = name.isalpha() and name.istitle() and not is_common(name)
    text = "".join(run.text for run in rest if run.image is None).lstrip()
    return plainly and not text.lower().startswith(name.lower()) and " by " not in text


def _is_title(runs: Runs) -> bool:
    """Return whether runs begin with a title: set off or linked, or some words in plain letters set as titles are."""
    first = next((run for run in runs if run.image is None and run.text.strip()), None)
    if first is None:
        return False
    if first.href is not None:
        return link_role(first.text) is None and len(words_of(first.text)) > 1
    if first.marks & _SET_OFF or first.text.lstrip()[:1] in {"“", '"', "«"}:
        return len(words_of(first.text)) > 1
    head = first.text.strip()
    words = words_of(head[: end.start()] if (end := _TITLE_END.search(head)) else head)
    content = [word for word in words if word.lower() not in FUNCTION]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in content)
    begins = bool(words) and words[0][0].isupper() and words[0].lower() not in VERBS
    return begins and len(words) >= _WORDS and 3 * capitals >= 2 * len(content)
