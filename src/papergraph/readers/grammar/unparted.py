"""What no sign parts, whatever stands in it: the sentence of a title, the name of a volume in italics."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score

_DATED_NAMES = re.compile(
    r"\b[A-Z]{1,3}\.?(?:,? et al\.?)?[\s,]*\((?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]+\.?(?: \d{1,2})?)?\)$"
)
_INSIDE_TITLE = frozenset({"comma", "colon", "semicolon", "dash", "by", "wrap"})
_OPENS_NAME = re.compile(r"(?:Proc(?:eedings|\.)|Transactions|Journal|(?:IEEE|ACM)(?:/ACM)?) ")


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
    for first, last, run in flat.runs_between(start, end):
        if "italic" in run.marks and _is_title_of_sentences(flat, first, last):
            cuts = [cut for cut in cuts if not first < cut[0] < last - 1 or cut[2] not in {"period", "comma", "colon"}]
        elif "italic" in run.marks and _OPENS_NAME.match(run.text) and venue_name_score(run.text) >= 2.0:
            cuts = [cut for cut in cuts if not first < cut[0] < last - 1 or cut[2] not in {"period", "comma"}]
    return cuts


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


_FIELDS = 3  # dashes that part title, authors, year and venue


def without_commas(text: str, start: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the cuts without the commas of a title that dashes part from all else ("Wool, Hay — Lund — 1996 — X")."""
    dashes = [cut for cut in sorted(cuts) if cut[2] == "dash"]
    if len(dashes) < _FIELDS or people_score(text[: dashes[0][0] - start]) >= 1.0:
        return cuts
    return [cut for cut in cuts if cut[2] != "comma" or cut[0] > dashes[0][0]]
