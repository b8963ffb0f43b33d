"""What is enclosed in a lead: links with a label, quotations and brackets."""

from __future__ import annotations

import re
from typing import Literal

from papergraph.readers.flat import SHOWN, Flat, signature
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.identified import identifier_spans
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import host_of
from papergraph.readers.lexicon.namelists import are_mostly_people, are_names, first_name
from papergraph.readers.lexicon.names import is_argument
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.signedgroups import is_surname, listed_names
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import FUNCTION, commonness, words_of
from papergraph.readers.styles.behind import QUOTED, goes_on_as_sentence
from papergraph.readers.text.maths import maths_in

SpanKind = Literal["group", "quote", "link"]

_REST_OF_TITLE = re.compile(r"\s+([^\W\d_][^,.;|()\[\]]{6,150}?)(?=[,.;|(\[]|$)")
_MONTH_LABEL = re.compile(r"\W*(?:19|20)\d\d[./-](?:0[1-9]|1[0-2])\W*")
_NUMBER_LABEL = re.compile(r"\W*(?!(?:19|20)\d\d\W*$)\d[\d./:–-]*\W*")  # "[2016/260](…)", but no year
_CLOSE = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}"}
_ALIKE = {sign: pair for pair in ("(（", ")）") for sign in pair}  # what opens narrow may close wide: "(VLDB）"
_QUOTE = {"“": "”", "«": "»", "„": "“", "「": "」", "『": "』", "《": "》", '"': '"'}
_OPENING = re.compile("[" + re.escape("".join([*_CLOSE, *_QUOTE])) + "]")
_PREFIX = re.compile(r"\([^\W\d_]{1,6}(?:/[^\W\d_]{1,6})?-?\)")
_JOINED_ON = re.compile(r"[^\W\d_]|-[^\W\d_]")
_COMMAND = re.compile(r"\\[a-z]+\s?$")  # "\textbf{83}"
_LONGEST_GROUP = 400
#: Names and a year in brackets behind them.
_SIGNATURE = re.compile(r"\s*([^\d()\[\]]{2,80}?),?\s*[(\[]((?:1[89]|20)\d\d)[a-z]?[)\]][.,]?\s*")


def enclosed_spans(flat: Flat) -> list[tuple[int, int, SpanKind]]:
    """Return the spans of links with a label, quotations and brackets, none inside another."""
    text = flat.text
    labelled, signed = _links(flat)
    labelled += identifier_spans(text)
    labelled.sort()
    covered = dict(labelled)
    spans: list[tuple[int, int, SpanKind]] = []
    after = 0
    maths = maths_in(text)
    for at in sorted({*covered, *(match.start() for match in _OPENING.finditer(text))}):
        if at < after or any(a <= at < b for a, b in maths):
            continue
        character = text[at]
        if at in covered:
            spans.append((at, covered[at], "group" if at in signed else "link"))
            after = covered[at]
            continue
        end = -1
        kind: SpanKind = "group"
        if character in _CLOSE:
            tex = text.startswith("{\\", at) or (character == "{" and _COMMAND.search(text, max(0, at - 12), at))
            end = _closing(text, at) if not tex else -1  # "{\lambda}-Gates"
            if end > 0 and _PREFIX.fullmatch(text, at, end + 1) and _JOINED_ON.match(text, end + 1):
                after = end + 1  # "(De)Randomized Gates"
                continue
            if character == "(" and end > 0 and is_argument(text[max(0, at - 12) : at], text[at + 1 : end]):
                after = end + 1  # "Gates in O(n log n)"
                continue
        elif character in _QUOTE and (character != '"' or at == 0 or text[at - 1] in " \n([{*_—–-,:"):
            end = _quote_end(flat, at) if not _amid_link(flat, at) else -1
            kind = "quote"
        if end > 0:
            inside = [(a, b) for a, b in labelled if at < a and b <= end]
            rest = text[at + 1 : end]
            for a, b in reversed(inside):
                rest = rest[: a - at - 1] + rest[b - at - 1 :]
            if inside and not re.search(r"[^\W_]", rest):
                kind = "link"
            end = min(end + 1, len(text))
            spans.append((at, end, kind))
            after = end
    return spans


def _amid_link(flat: Flat, at: int) -> bool:
    """Return whether words of the same link stand before a place: what is quoted there is a piece of its title."""
    href = flat.run_at(at).href
    before = flat.text.rfind("\n", 0, at) + 1
    return href is not None and any(
        run.href == href and re.search(r"\w", flat.text[begin:end])
        for begin, end, run in flat.runs_between(max(before, at - 200), at)
    )


#: A label with the name of what is linked: "[Counting Sheep](…). [software: Flockr](…)".
_NAMED_LABEL = re.compile(
    r"\s*(?:software|code|data(?:set)?s?|tool|package|website|github|video|slides)\s?:\s+\S+(?: \S+){0,3}\s*",
    re.IGNORECASE,
)


def _links(flat: Flat) -> tuple[list[tuple[int, int]], set[int]]:
    """Return the spans of the links on labels, addresses and signatures, and the places where signatures begin."""
    labelled: list[tuple[int, int]] = []
    signed: set[int] = set()
    for n, run in enumerate(flat.runs):
        start = flat.starts[n]
        end = flat.starts[n + 1] if n + 1 < len(flat.starts) else len(flat.text)
        if run.href is None or run.text == "\n":
            continue
        part = any(
            other.href == run.href and other.text != "\n"
            for other in (*flat.runs[n - 1 : n], *flat.runs[n + 1 : n + 2])
        )
        dated = dates_in(run.text) if part or _MONTH_LABEL.fullmatch(run.text) else []
        numbered = _NUMBER_LABEL.fullmatch(run.text) and not dated  # "[Gates (**2015.06**)](…)"
        label = (link_role(run.text) and not dates_in(run.text)) or numbered
        label = label or (_NAMED_LABEL.fullmatch(run.text) and any(other.href for other in flat.runs[:n]))
        if "bare" in run.marks or label or _is_closing_label(flat, n, end):
            labelled.append((start, end))
        elif is_signature(run.text) and _is_behind_title(flat.text[:start]):
            signed.add(start)
            labelled.append((start, end))
    return labelled, signed


def _is_behind_title(before: str) -> bool:
    """Return whether words stand before a link that are no names: "[Wool, Hay, and Straw (1999)](…)"."""
    named = before.rstrip().endswith(",") and are_mostly_people(before.strip(" ,"))
    return not named and re.search(r"[^\W\d_]{2}", before) is not None


_ONE_WORD = re.compile(r"\W*([^\W\d_][\w-]{1,14})\W*")


_PATH = re.compile(r"(?:[\w.-]+/)*?(?P<end>[\w.-]+/[\w.-]+)")


def is_lone_label(text: str, href: str) -> bool:
    """Return whether the text of a link is one word in small letters, or one that the address has for its site.

    So too the path of a repository there ("gh/flocks/wool").
    """
    path = _PATH.fullmatch(text.strip())
    if path is not None and href.rstrip("/").lower().endswith(path["end"].lower()):
        return True
    match = _ONE_WORD.fullmatch(text)
    return match is not None and (match[1].islower() or match[1].lower() in host_of(href))


def _is_closing_label(flat: Flat, n: int, end: int) -> bool:
    """Return whether a link behind a title is on one word that is no name: what is linked.

    Such a word is in small letters, or the site's ("… [monograph](…)", "… [CiteSeer](https://citeseer.example.org)").
    Behind a title in plain words it closes the whole; behind a linked one only blanks part it from that.
    """
    run, start = flat.runs[n], flat.starts[n]
    before = flat.text[:start]
    if not is_lone_label(run.text, run.href or ""):
        return False
    linked = next((m for m in range(n - 1, -1, -1) if flat.runs[m].href), None)
    if linked is not None:
        other = flat.runs[linked]
        between = flat.text[flat.starts[linked] + len(other.text) : start]
        return other.href != run.href and len(words_of(other.text)) > 1 and not between.strip(" []().,|")
    if re.search(r"\w", flat.text[end:]):
        return False
    words = words_of(before)
    ended = before.rstrip(" [(")[-1:]
    return len(words) > 2 and words[-1].lower() not in FUNCTION and (ended.isalnum() or ended in ')]?!’”"')


def is_signature(text: str) -> bool:
    """Return whether a link stands on the authors and the year, as on "Lund, Oak (1999)" behind a title."""
    match = _SIGNATURE.fullmatch(text)
    return match is not None and venue_name_score(match[1]) < 1.0 and are_names(match[1], surely=False)


_SIGN_BEHIND = re.compile(r"\W*$|\s*[(\[（【,，.;|–—『]")
_UNSPACED = 5  # signs of a title in writing without blanks
_NEAR = 40
_YEAR_LAST = re.compile(r"(?<![\w-])(?:19|20)\d\d$")  # "*Wool* 12, 2001 “Gates”"


def _quote_end(flat: Flat, at: int) -> int:
    """Return where the quotation that begins at a place ends, or -1 where it is a few words of a title."""
    text = flat.text
    end = text.find(_QUOTE[text[at]], at + 1, at + _LONGEST_GROUP)
    if text[at] == "“" and "“" in text[at + 1 : end] and (nested := QUOTED.match(text, at)):
        end = nested.end() - 1
    if end <= at + 1 or _is_inside_link(flat, at, end):
        return -1  # "[“Wool of Old” methods for farmers](…)"
    few = at > 0 and len(text[at + 1 : end].split()) < 4 and text[at - 1] != "\n"
    before = text[max(0, at - 12) : at].rstrip()
    if few and before[-1:].isalnum() and not _YEAR_LAST.search(before) and not _closes_names(text, at, end + 1):
        return -1  # a quoted word inside a title
    if _goes_on(flat, at, end + 1):
        return -1
    return -1 if text[at] == '"' and text[end + 1 : end + 2].isalnum() else end


def _closes_names(text: str, at: int, after: int) -> bool:
    """Return whether a quotation of several words stands behind names ("Oak & Elm “Wool Gates” (WOOL 2020)").

    It ends its line, or a sign or a date follows on it where the names are beyond doubt.
    """
    before = re.split(r"[\n:;|–—]|\d", text[:at].rstrip())[-1]
    rest = text[after:].partition("\n")[0]
    said = text[at + 1 : after - 1].strip()
    if (
        said[:1].islower()
        or not (" " in said or (not said.isascii() and len(said) >= _UNSPACED))
        or not 0 < len(before.split()) < 12
    ):
        return False
    if re.search(r"\w", rest) is None and people_score(before.rpartition(".")[2]) >= 1.2:
        return True
    several = listed_names(without_et_al(before).strip(" .,"))
    known = all(is_surname(name) or people_score(name) >= 1.2 for name in several)
    common = sum(commonness(name) >= 1 for name in several)
    follows = _SIGN_BEHIND.match(rest) is not None or bool(dates_in(rest[:_NEAR]))
    return len(several) > 1 and known and not common and follows


def _goes_on(flat: Flat, at: int, after: int) -> bool:
    """Return whether a title that begins with a quotation goes on behind it ("“I Count Sheep” and Other Lies").

    What goes on is no name of a person, set as the quotation is; where that is not set off, authors follow on it.
    """
    here = flat.run_at(at)
    shown = here.marks & SHOWN
    if here.href is None and not shown and flat.text[:at].strip():
        return False  # authors stand before it
    same = [flat.text[a:b] for a, b, run in flat.runs_between(after, after + 200) if signature(run) == signature(here)]
    match = _REST_OF_TITLE.match("".join(same)) if flat.run_at(after)[2:4] == here[2:4] else None
    if match is None or people_score(match[1]) >= 0.5 or len(match[1].split()) < 3:
        return False
    if here.href is not None or shown or goes_on_as_sentence(flat.text, after):
        return True
    if flat.text[after - 2] in "?!" and len(match[1].split()) > 3 and venue_name_score(match[1]) <= 0.3:
        return True
    behind = first_name(flat.text[after + match.end() :][:80].lstrip(", "))
    return match[1][:1].isupper() and people_score(behind) >= 1.5


def _is_inside_link(flat: Flat, at: int, end: int) -> bool:
    """Return whether a quotation is some of the words of a linked title, which goes on behind it in small letters."""
    rest = _rest_of_link(flat, at, end + 1)
    return flat.run_at(at).href is not None and re.match(r"\s+[a-zà-ÿ]|\s?[:;]\s+\w|\s[–—-]\s+\w", rest) is not None


def _rest_of_link(flat: Flat, at: int, after: int) -> str:
    """Return what is in a link behind one of its places."""
    href = flat.run_at(at).href
    return "".join(flat.text[a:b] for a, b, run in flat.runs_between(after, after + 200) if run.href == href)


def _closing(text: str, at: int) -> int:
    """Return where the bracket at `at` closes, nested ones counted, or -1."""
    opening, closing = text[at], _CLOSE[text[at]]
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST_GROUP)):
        if text[place] in _ALIKE.get(opening, opening):
            depth += 1
        elif text[place] in _ALIKE.get(closing, closing):
            depth -= 1
            if depth == 0:
                return place
    line_end = text.find("\n", at)
    rest = line_end if line_end >= 0 else len(text)
    # A bracket that is never closed ends with its line, when that is near.
    return rest if rest - at <= 60 and depth == 1 and any(c.isalnum() for c in text[at:rest]) else -1
