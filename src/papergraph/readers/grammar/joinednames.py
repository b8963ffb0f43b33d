"""Names with the surname first and the given name in full, whatever joins them: "Elm, Cara & Ash, Dora (2019)"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import is_common
from papergraph.readers.passages import Run, Runs

_GIVEN_NAMES = vocabulary("given-name")
_PARTICLE = r"(?:(?:von|van|der|den|de|del|della|da|dos|di|du|la|le|ter|zu) ){0,3}"
_FAMILY = rf"{_PARTICLE}[{UP}][\w'’]+(?:[- ][{UP}][\w'’]+)?"
_GIVEN = rf"[{UP}][\w'’]*\.?(?:[- ][{UP}][\w'’]*\.?){{0,2}}"
_ONE = rf"{_FAMILY}, {_GIVEN}"
_SIGN = r"(?:,? (?:&|und|et|y|e|i|en|och|og) |,? ?[/;] ?|, (?=[^,]+,))"
_SEVERAL = re.compile(
    rf"\s*(?P<names>{_ONE}(?:{_SIGN}{_ONE}){{1,12}})(?P<behind>\s*(?:\(|:|,? ?[«„“\"]|,? (?:1[5-9]|20)\d\d\b|,?\s*$))"
)
_PARTS = re.compile(rf"(?P<one>{_ONE})(?:{_SIGN}|$)")
#: "ELM, C., « Laine »", "ELM, Cara; ASH, Dora (2008)": surnames in capitals, which no sentence follows on.
_CAPITALS = re.compile(
    rf"\s*(?P<names>(?:[{UP}]{{2,}}(?:[-' ][{UP}]{{2,}})?, (?:[{UP}]\.(?:-?[{UP}]\.)?|[{UP}][a-zà-ÿ]+)"
    rf"(?:{_SIGN}|(?=,? ?[«“(]))){{1,9}})"
    r",?\s*(?=\((?:1[5-9]|20)\d\d|[«“])"
)
#: "Elm (Cara), *Le Pré*", as French bibliographies have it.
_BRACKETED = re.compile(
    rf"\s*(?P<family>{_FAMILY}) \((?P<given>[{UP}][a-zà-ÿ'’-]+|(?:[{UP}]\.-?){{1,3}})\), ?(?=«|“|$)"
)


#: "Elm/Ash: Laine", "Elm / Ash (2008)": surnames alone.
_SLASHED = re.compile(
    rf"\s*(?P<names>{_PARTICLE}[{UP}][a-zà-ÿ'’-]{{2,}}(?: ?/ ?{_PARTICLE}[{UP}][a-zà-ÿ'’-]{{2,}}){{1,5}})"
    r"(?=:\s|,? \(?(?:1[5-9]|20)\d\d\b|,\s)"
)
_JOINED = re.compile(r"[&/;]| (?:und|et|y|e|i|en|och|og) ")
_CAPITAL_WORD = re.compile(rf"[{UP}]{{2,}}")


def with_names_joined(runs: Runs) -> Runs:
    """Return runs that begin with two or more such names with semicolons between, surnames with slashes as others.

    A given name in brackets behind the surname stands behind a comma; surnames in capitals get small letters.
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None:
        return runs
    text = runs[first].text
    if (one := _BRACKETED.match(text)) and (text[one.end() :] or _is_last(runs, first)):
        return _with(runs, first, f"{one['family']}, {one['given']}, {text[one.end() :]}")
    if capitals := _CAPITALS.match(text):
        small = _CAPITAL_WORD.sub(lambda word: word[0].title(), capitals["names"])
        return with_names_joined(_with(runs, first, f"{small.rstrip(' ,')}, {text[capitals.end() :]}"))
    if slashed := _SLASHED.match(text):
        *others, last = (name.strip() for name in slashed["names"].split("/"))
        if people_score(f"{', '.join(others)} and {last}") >= 1.0:
            return _with(runs, first, f"{', '.join(others)} and {last}{text[slashed.end() :]}")
    match = _SEVERAL.match(text)
    if match is None or (not match["behind"].strip(" ,") and not _is_last(runs, first)):
        return runs
    names = [each["one"] for each in _PARTS.finditer(match["names"])]
    if not _JOINED.search(match["names"]):
        return runs  # "Lund, Oak, Elm, Ash (2019)" may be four
    known = any(name.partition(", ")[2].split()[0].lower() in _GIVEN_NAMES for name in names)
    if not known and any(is_common(word) for word in re.findall(r"[\w'’]{2,}", " ".join(names))):
        return runs
    return _with(runs, first, f"{'; '.join(names)}{match['behind']}{text[match.end() :]}")


def _is_last(runs: Runs, at: int) -> bool:
    """Return whether a title that is set off follows on a run."""
    return at + 1 < len(runs) and bool(runs[at + 1].marks & {"italic", "bold"} or runs[at + 1].href)


def _with(runs: Runs, at: int, text: str) -> tuple[Run, ...]:
    return (*runs[:at], runs[at]._replace(text=text), *runs[at + 1 :])
