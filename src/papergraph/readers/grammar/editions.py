"""Which edition of a book it is, in the languages of lists, between its title and its house: no field of a work."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.passages import Runs

_COUNT = (
    r"(?:\d{1,2}(?:\.?[ªºа]|\.|-?(?:e|è|ème|ère|re|de|ste|a|й|е|ое))|zweite|dritte|vierte|fünfte|neue|erweiterte|"
    r"deuxième|seconde|troisième|quatrième|nouvelle|segunda|tercera|terceira|cuarta|nueva|nova|seconda|terza|nuova|"
    r"tweede|derde|andra|tredje|второе|третье)"
)
_WORD = (
    r"(?:[ÉéEe]d(?:ition|ición|icion|ição|icao|izione)?|[Aa]ufl(?:age)?|изд(?:ание)?|[Ww]yd(?:anie)?|[Vv]yd(?:ání)?|"
    r"[Uu]tg(?:åva|ave)?|[Uu]ppl(?:aga)?|[Uu]dg(?:ave)?|[Dd]ruk|[Uu]itgave|[Pp]ainos|[Bb]askı)"
)
_HINT = re.compile(
    r"[ÉéEe]d(?:i[tcz]|[.,)])|[Aa]ufl|[Ии]зд|[Ww]yd|[Vv]yd|[Uu]tg|[Uu]ppl|[Uu]dg|[Dd]ruk|[Uu]itg|[Pp]ain|[Bb]askı"
)
#: ", 3e édition", ". 2., überarb. Aufl.", " (2.ª ed.)".
_EDITION = re.compile(
    rf"\s?(?:[,.;] ?(?:[–—] )?|(?P<open>\())(?i:{_COUNT})(?:,? [^\W\d_]{{2,16}}\.?){{0,3}}? {_WORD}\b\.?+"
    r"(?(open)[^()\d]{0,20}\)|(?: \([^()\d]{2,20}\))?)(?=\s*(?:[,.;)–—(]|$|[A-ZÀ-Þ]))"
)
_PLACE_ALONE = re.compile(r", [^\d,]{2,40}\.?\s*")  # and no house, behind the edition that closes a title
_LEAST = 12  # characters before it


def without_edition(runs: Runs) -> Runs:
    """Return the runs of a book without which edition it is: "*Wolle*, 2. Auflage, Oakham"; that in English is kept."""
    text = "".join(run.text for run in runs if run.image is None)
    if len(text) > 1500 or not _HINT.search(text):
        return runs
    match = _EDITION.search(text.replace("\n", " ").replace("\xa0", " "), _LEAST)
    if match is None or _PLACE_ALONE.fullmatch(text, match.end()):
        return runs
    parted = text[match.end() :].lstrip()[:1] in {"", *".,;)–—"}
    sign = 0 if parted else len(match[0]) - len(match[0].lstrip()) + (match["open"] is None)  # it parts what is behind
    return without(runs, match.start() + sign, match.end())


_ENGLISH = re.compile(
    r"[,.;(] ?(?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|revised|new|expanded)"
    r"(?:,? (?:rev\.|revised|expanded|international|us))? (?:edition|edn|ed)\b\.?(?=\s*(?:[,.;:()\[–—]|$))",
    re.IGNORECASE,
)


def names_edition(runs: Runs) -> bool:
    """Return whether runs tell which edition of a book it is: ", 3e édition,", "(2nd ed.)"."""
    text = "".join(run.text for run in runs if run.image is None)[:1500].replace("\n", " ")
    return ("ed" in text and _ENGLISH.search(text, 4) is not None) or without_edition(runs) is not runs
