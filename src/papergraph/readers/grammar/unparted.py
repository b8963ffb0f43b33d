"""What no sign parts, whatever stands in it: the sentence of a title, the name of a volume in italics."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import FUNCTION, VERBS

_DATED_NAMES = re.compile(
    r"\b[A-Z]{1,3}\.?(?:,? et al\.?)?[\s,]*\((?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]+\.?(?: \d{1,2})?)?\)$"
)
_INSIDE_TITLE = frozenset({"comma", "colon", "semicolon", "dash", "by", "wrap"})
_OPENS_NAME = re.compile(
    r"(?:Proc(?:eedings|\.)|Transactions|Journal|(?:IEEE|ACM)(?:/ACM)?|"
    r"(?:(?:Annual|International|European) )*Conference) "
)


def _is_title_of_sentences(flat: Flat, first: int, last: int) -> bool:
    """Return whether italics behind authors and a comma are a title with a point inside: ", *Wool. A New Look*, "."""
    words = flat.text[first:last].rstrip(" .,")
    if ". " not in words or re.search(r"\d{4}", words) or not re.match(r"[\s.,]*\w", flat.text[last:]):
        return False
    if (
        not flat.text[:first].rstrip().endswith(",")
        or people_score(flat.text[:first].rstrip(" ,").split(",")[-1]) < 1.5
    ):
        return False
    return venue_name_score(words.rpartition(". ")[2]) < 1.0


def whole_names(flat: Flat, start: int, end: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the cuts without the points and commas inside the name of a journal or volume in italics.

    It is one name whatever is shortened in it: "*Proceedings of ACM Interact. Mob. Wearable Technologies*".
    """
    for first, last in _in_italics(flat, start, end):
        name = flat.text[first:last].replace("\n", " ")
        if _is_title_of_sentences(flat, first, last):
            cuts = [cut for cut in cuts if not first < cut[0] < last - 1 or cut[2] not in {"period", "comma", "colon"}]
        elif _OPENS_NAME.match(name) and venue_name_score(name) >= 2.0:
            cuts = [cut for cut in cuts if not first < cut[0] < last - 1 or cut[2] not in {"period", "comma"}]
    return cuts


def _in_italics(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return where words in italics begin and end, those of several lines as one."""
    spans: list[tuple[int, int]] = []
    open_at: int | None = None  # where the words before, or the end of their line, have ended
    for first, last, run in flat.runs_between(start, end):
        italic = "italic" in run.marks
        goes_on = open_at == first
        if italic and goes_on:
            spans[-1] = (spans[-1][0], last)
        elif italic:
            spans.append((first, last))
        open_at = last if italic or (goes_on and run.text == "\n" and "inside" in run.marks) else None
    return spans


def whole_sentence(flat: Flat, start: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the cuts without those inside the title behind "Lund, A., & Oak, B. (2004).": its sentence is one.

    So is the name of the journal in italics behind it.
    """
    if (
        not cuts
        or not flat.text.startswith(".", start)
        or not _DATED_NAMES.search(flat.text, max(0, start - 60), start)
    ):
        return cuts
    end = next((n for n, (_, _, kind) in enumerate(cuts) if n and kind not in _INSIDE_TITLE), len(cuts))
    kept = [cuts[0], *cuts[end:]]
    journal = next((place for place, _, kind in kept if kind == "mark" and place > start), None)
    if journal is None or "italic" not in flat.run_at(journal).marks:
        return kept
    last = next(stop for _, stop, _ in flat.runs_between(journal, len(flat.text)))
    return [cut for cut in kept if not journal < cut[0] < last]


_ENUMERATED = re.compile(r",\s(?:[a-z-]+,\s){0,3}(?:(?<!,\s)[a-z-]+\s)?(?:and|or)\s(?!others|colleagues|co-?w)[a-z]")
_SMALL = re.compile(r"(?:^|[\s-])[a-z]+$")
#: The one word between a sign and a comma, with a word in small letters and others behind it: ": A wide, woollen gate".
_FIRST_OF_SEVERAL = re.compile(r"[:.–—-]\s+(?:an?\s+|the\s+)?(?P<word>[\w-]+)$", re.IGNORECASE)
_NEXT = re.compile(r",\s(?P<word>[a-z][\w-]+)\s+[a-z]")
_ADJECTIVE = re.compile(
    r"(?:[^\W\d_]{2,}-)+(?:scale|free|aware|time|cost|level|order)|"
    r"[\w-]{2,}(?:[ai]ble|[^l]ful|less|ive|ous|[ai]c|ical|[^ai]ent|ed|[st]ant|ual|ial)",
    re.IGNORECASE,
)
_NO_ADJECTIVES = FUNCTION | VERBS | frozenset({"accepted", "published", "presented", "submitted", "topic", "music"})


def amid_adjectives(text: str, place: int) -> bool:
    """Return whether a comma stands between adjectives: "A quick, warm, and woollen …", ": Scalable, woollen gates …".

    The noun that the first of them needs stands behind the comma, so the title goes on there.
    """
    before = text[max(0, place - 30) : place]
    if _ENUMERATED.match(text, place) and _SMALL.search(before):
        return True
    first, following = _FIRST_OF_SEVERAL.search(before), _NEXT.match(text, place)
    words = [match["word"].lower() for match in (first, following) if match is not None]
    return len(words) == 2 and all(_ADJECTIVE.fullmatch(word) and word not in _NO_ADJECTIVES for word in words)


_FIELDS = 3  # dashes that part title, authors, year and venue


def without_commas(text: str, start: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the cuts without the commas of a title that dashes part from all else ("Wool, Hay — Lund — 1996 — X")."""
    dashes = [cut for cut in sorted(cuts) if cut[2] == "dash"]
    if len(dashes) < _FIELDS or people_score(text[: dashes[0][0] - start]) >= 1.0:
        return cuts
    return [cut for cut in cuts if cut[2] != "comma" or cut[0] > dashes[0][0]]
