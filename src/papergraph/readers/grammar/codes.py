"""Venue and year right before a title that no sign parts from it: "22_WOOL_Gates", "WOOL'22 Gates of Sheep"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.dates import ACRONYMS
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs

_YEAR = r"(?:19|20)?\d\d"
_WHOLE_YEAR = r"(?:19|20)\d\d"
_VENUE = r"[A-Z][A-Za-z&]{1,11}"
#: "16-WOOL-Gates of Sheep", "22_WOOL_Gates", "22_Gates", "WOOL_2022_Gates", "WOOL22_Gates".
_JOINED = re.compile(
    rf"\s*(?:(?P<y1>{_YEAR})(?:-(?P<v1>{_VENUE})-\s?|_(?:(?P<v2>{_VENUE})_)?)"
    rf"|(?P<v3>{_VENUE})(?:[_-](?P<y3>{_WHOLE_YEAR})[_-]|(?P<y4>{_WHOLE_YEAR})[_-]|[_-]?(?P<y5>\d\d)_))"
    r"(?=[^\W\d_\u3040-\u9fff]|\d\w*[A-Z])"
)
#: "WOOL'22 Gates of Sheep", "WOOL-22 Gates of Sheep", "WOOL 2022 Gates of Sheep", "2022 WOOL Gates of Sheep".
#: The day when it was read may stand before it.
_SPACED = re.compile(
    rf"\s*(?:(?:19|20)\d{{6}}\s+)?(?:(?P<v1>{_VENUE})(?:\s?['’‘](?P<y1>\d\d)|-(?P<y4>\d\d)(?!\d)|[\s-]?(?P<y2>{_WHOLE_YEAR}))|"
    rf"(?P<y3>{_WHOLE_YEAR}) (?P<v3>{_VENUE}))\s+(?=[^\W\d_a-z\u3040-\u9fff]|\d\w*[A-Z])(?P<next>[\w-]+)"
)
#: Words that go on with the name of a meeting, and begin no title behind it.
_GOES_ON = re.compile(
    r"(?:accepted|awards?|best|challenges?|competition|conference|demos?|doctoral|findings|full|industr\w+|invited|"
    r"keynotes?|list|long|main|orals?|outstanding|panels?|papers?|posters?|proceedings|program(?:me)?|publications?|"
    r"readings?|research|reviews?|schedule|sessions?|shared|short|slides|special|spotlights?|submissions?|talks?|tasks?|tracks?|"
    r"tutorials?|videos?|workshops?)",
    re.IGNORECASE,
)
_LEAST = 3  # words of a title behind a venue that only a blank parts from it


def without_code(runs: Runs) -> Runs:
    """Return the runs with the year and the venue before a title in brackets, or behind it: "[WOOL 2022] Gates"."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or "bare" in runs[first].marks:
        return runs
    run = runs[first]
    joined = (match := _JOINED.match(run.text)) is not None
    if match is not None:
        end = match.end()
    elif (match := _SPACED.match(run.text)) is not None and _begins_title(match, run.text):
        end = match.start("next")
    else:
        return runs
    found = match.groupdict()
    venue = next((found[name] for name in ("v1", "v2", "v3") if found.get(name)), "")
    year = next(found[name] for name in ("y1", "y2", "y3", "y4", "y5") if found.get(name))
    if venue and not _is_acronym(venue):
        if "_" not in match[0]:
            return runs
        venue = ""  # "16_Survey_Gates": no meeting
    if joined:
        title = run._replace(text=run.text[end:].rstrip(), marks=run.marks | {"bold"})
        behind = Run(f" ({venue} {_whole(year)})".replace("( ", "("), run.line)
        return (*runs[:first], title, behind, *runs[first + 1 :])
    tag = Run(f"[{venue} {_whole(year)}] ".replace("[ ", "["), run.line, run.marks - {"bold"})
    return (*runs[:first], tag, run._replace(text=run.text[end:]), *runs[first + 1 :])


def _whole(year: str) -> str:
    return year if len(year) == 4 else f"{'19' if year > '60' else '20'}{year}"


def _is_acronym(venue: str) -> bool:
    return sum(sign.isupper() for sign in venue) > 1 or (venue[:1].isupper() and venue.lower() in ACRONYMS)


def _begins_title(match: re.Match[str], text: str) -> bool:
    """Return whether words behind a known venue and its year are a title, and do not go on with the meeting."""
    venue = match["v1"] or match["v3"]
    known = venue.lower() in ACRONYMS or match["y1"] is not None
    return known and not _GOES_ON.fullmatch(match["next"]) and len(words_of(text[match.start("next") :])) >= _LEAST
