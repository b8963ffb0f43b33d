"""The style of Vancouver: names without points, then title, journal, year and volume."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME as _SURNAME
from papergraph.readers.lexicon.namelists import UP as _UP
from papergraph.readers.lexicon.namelists import are_mostly_people
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.houses import of_house
from papergraph.readers.styles.styled import YEAR, Span, sentence_end, set_off, span_of
from papergraph.readers.styles.unsigned import is_name_of_venue

_GIVEN = vocabulary("given-name")
_ONE_VANCOUVER = rf"(?>{_SURNAME} [{_UP}](?:[{_UP}]|-[{_UP}]){{0,2}}(?: (?:Jr|Sr|2nd|3rd))?)"
_NAMED = rf"{_ONE_VANCOUVER}(?:, (?:and )?{_ONE_VANCOUVER})*+(?:,? et al)?"
#: A body that signs; its short name may stand within: "Wool Trialists' (WT) Collaborators", "WT 2019 Study Group".
_BODY = (
    rf"(?>[{_UP}][\w'’/-]+ (?:(?:[{_UP}][\w'’/-]+|\([{_UP}\d-]{{2,12}}\)|\d{{4}}|of|for|and|the|on|in|&) ){{0,8}}"
    r"(?:Consortium|Collaborat(?:ion|ors)|Group|Network|Initiative|Committee|Organi[sz]ation|Investigators|Trialists|"
    r"Association|Society|Agency|Institutes?|Foundation|Council|Commission|Team|Task Force|Panel|Nations|Bank)\b)"
)
_VANCOUVER = re.compile(
    rf"(?P<authors>{_NAMED}(?:; [{_UP}][^.;\n]{{2,60}})?+|{_BODY}(?:[,;] {_NAMED})?+)"
    rf"(?:, (?:editors?|eds?\.?|redaktør(?:er)?))?\. (?=[{_UP}\d“\"])"
)
_VANCOUVER_REST = re.compile(
    rf"(?P<title>[^\n]{{4,400}}?[.?!]) "
    rf"(?P<venue>[{_UP}][^.;:?!()\d]{{1,80}}?(?:\.(?! ?{YEAR})[^.;:?!()\d]{{1,40}}){{0,6}}?)"
    rf"[.,]? ?\(?(?P<year>{YEAR})\)?(?: [A-Z][a-z]{{2}}[a-z]*(?:[ -][\w-]+)?)?(?=[;:,.(]|$)"
)
#: "Wool by night, Meadow Sci 2019;20:1-9", "…, WoolBook 2012:1-16": a comma before the journal.
_COMMA_REST = re.compile(
    rf"(?P<title>[^\n]{{8,400}}?[\w)?!”’\"]), (?P<venue>[{_UP}][^,;?!()\d]{{1,80}}?)[.,]? (?P<year>{YEAR})"
    r"(?: [A-Z][a-z]{2}[a-z]*)?(?=[;:] ?[A-Za-z]{0,3}\d)"
)


def vancouver(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Lund AB, Oak C. Wool by night. Meadow. 1990;5(3):403-10"; none in another style."""
    match = _VANCOUVER.match(text, start)
    rest = _VANCOUVER_REST.match(text, match.end()) if match else None
    if match is not None and (rest is None or not is_name_of_venue(rest["venue"])):
        behind_comma = _COMMA_REST.match(text, match.end())
        rest = behind_comma if behind_comma and is_name_of_venue(behind_comma["venue"]) else rest
    if match is not None and (housed := of_house(text, match.end())) and not _is_given(flat, text, match):
        return [Span(*match.span("authors"), "authors"), *housed]
    if match is None or rest is None or _is_given(flat, text, match) or re.match(rf"[{_UP}]\.", text[match.end() :]):
        return []
    end, begins = _behind_question(text, rest)
    return [
        Span(*match.span("authors"), "authors"), span_of(text, rest.start("title"), end, "title"),
        span_of(text, begins, rest.end("venue"), "venue"), Span(*rest.span("year"), "date"),
    ]  # fmt: skip


def _behind_question(text: str, rest: re.Match[str]) -> tuple[int, int]:
    """Return where a title ends and its journal begins; a question may have a sentence behind it ("Why? Wool. Hay")."""
    more = sentence_end(text, rest.start("venue")) if rest["title"][-1] in "?!" else None
    if more is None or more[1] >= rest.end("venue") or len(text[rest.start("venue") : more[0]].split()) < 3:
        return rest.end("title"), rest.start("venue")
    return more


_LONGEST_NAMES = 120


def _is_given(flat: Flat, text: str, match: re.Match[str]) -> bool:
    """Return whether a name goes on behind its initial: "Mary A. Elm, …" is no "Mary A" with a title "Elm".

    So where words in italics are the title, behind names and a colon.
    """
    off = set_off(flat, match.end(), min(len(text), match.end() + _LONGEST_NAMES))
    if off is not None and text[: off[0]].endswith(": "):
        return True
    last = re.split(r", (?:and )?", match["authors"])[-1].split(" ")[0]
    follows = re.match(r"[\w'’-]+(?: [\w'’-]+)?(?=[.,;:&]| and )", text[match.end() :])
    pieces = flat.runs_between(match.end(), min(len(text), match.end() + _LONGEST_NAMES))
    linked = next((begin for begin, _, run in pieces if run.href and len(run.text.split()) > 2), None)
    names = text[match.start() : linked - 2] if linked is not None and text[:linked].endswith(". ") else ""
    if are_mostly_people(names) or is_person(names):
        return True  # "Butler W. Elm and Ben Oak. [Counting Sheep](…), 1979"
    return last.lower() in _GIVEN and follows is not None


#: The last name with its initials first, as journals of biology print it: ", and G Oak", ", and X-M von Elm".
_PARTICLE = r"(?:(?:de|del|della|van|von|der|den|la|le|da|dos|di|ter|ten) ){0,3}"
_LAST_TURNED = (
    rf"(?:,? (?:and|&) |, )[{_UP}](?:-?[{_UP}]){{0,2}} {_PARTICLE}[{_UP}][\w'’]+(?:-[{_UP}]?[\w'’]+)*"
    rf"(?: [{_UP}][\w'’-]+)?"
)
_TURNED = re.compile(
    rf"(?P<authors>{_ONE_VANCOUVER}(?:, {_ONE_VANCOUVER})*+{_LAST_TURNED})"
    rf"(?:\. (?P<bare>{YEAR})[a-z]?[.:]|,? \((?P<year>{YEAR})[a-z]?\)[.:,]?)\s+(?=[{_UP}a-z“\"\d])"
)


def turned(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Lund AB, Elm M, and G Oak. 2024. Wool by night. Meadow, 3: 10."; none in another style."""
    match = _TURNED.match(text, start)
    if match is None:
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or len(text[rest[0].start : rest[0].end].split()) > 40:
        return []
    year = match.span("bare") if match["bare"] else match.span("year")
    return [Span(*match.span("authors"), "authors"), Span(*year, "date"), *rest]
