"""Cases at law: "Oak Guild, Inc. v. Lund et al." is one name, whatever signs stand in it."""

from __future__ import annotations

import re

_WORD = r"[\w&’'.-]+"
_FORM = r"(?:Inc|LLC|LLP|Ltd|Limited|Co|Corp|L\.P|N\.A|S\.A|GmbH|plc|PLC|[Ee]t al)\b\.?"
_CASE = re.compile(
    rf"\s*[A-Z][\w&’'.-]*(?:,? {_WORD}){{0,9}}? v\.? [A-Z][\w&’'.-]*(?: (?![\d(\[]){_WORD}){{0,7}}?(?:,? {_FORM})*"
    r"(?=\s*$|,? \d|,? ?[(\[“\"]| [–—-] |[.;:]\s|\n)"
)


def begins_with_case(text: str, start: int = 0) -> bool:
    """Return whether the name of a case stands at a place of a text.

    >>> begins_with_case("Oak Guild, Inc. v. Fleece, 804 F.3d 202"), begins_with_case("Rows vs. Columns")
    (True, False)
    """
    return _CASE.match(text, start) is not None


def whole_cases(text: str, start: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the separators of a stretch of text without those inside the name of a case that it begins with.

    `cuts` are (start, end, class), counted from `start` places before the text.
    """
    if " v" not in text or (case := _CASE.match(text)) is None:
        return cuts
    end = start + case.end()
    return [cut for cut in cuts if cut[1] <= start or cut[0] > end or (cut[0] == end and cut[2] != "et al")]
