"""How much an atom of a lead looks like a part of a title, authors, a venue or prose, by its words and its setting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.names import is_codelike, is_lead_name, is_mixed_name
from papergraph.readers.lexicon.people import name_style, people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score, venue_score
from papergraph.readers.lexicon.words import AND, FUNCTION, VERBS, opens_remark, words_of

Field = Literal["title", "authors", "venue", "prose"]

#: What it costs to go on with a title over a separator.
_TITLE_OVER = {
    "mark": -0.3, "comma": -0.5, "colon": 0.4, "asks": -0.2, "period": -2.2, "line": -0.8,
    "wrap": -0.15, "semicolon": -1.5, "within": -3.2, "inside": -5.0,
    "by": -0.4, "pipe": -3.0, "dash": -1.8, "break": -3.0, "et al": -3.0, "": 0.0,
}  # fmt: skip
#: What speaks for authors beginning after a separator.
_AUTHORS_AFTER = {
    "dash": 0.5,
    "by": 1.2,
    "line": 0.2,
    "break": 0.3,
    "period": 0.1,
    "within": -4.0,
    "inside": -4.0,
    "colon": -1.0,
    "wrap": -0.4,
    "": 0.0,
}


@dataclass(frozen=True, slots=True)
class Prior:
    """What most siblings of a list have: the first field, how titles are set off, what stands before the authors.

    `closing_venue`: a venue follows the authors, without brackets.
    `unsigned`: hardly one prints authors.
    `whole`: all that is first set off in this way is the title.
    `dated`: authors stand first, before the year in brackets and a colon.
    `introduced`: authors stand first, before a colon.
    `surnamed`: surnames stand first, and the title in plain words behind a sign.
    `closed`: surnames stand last, or only the year behind them, and a sign parts them from the title.
    `placed`: what stands in brackets with the date is a venue.
    `named`: what comes first is no title, although it may look like one.
    `title_only`: the lead is a title and nothing else, as in a column of titles beside one of authors.
    """

    first: Field | None = None
    setting: str | None = None
    before_authors: str | None = None
    second: Field | None = None
    closing_venue: bool = False
    title_only: bool = False
    unsigned: bool = False
    whole: str | None = None
    dated: bool = False
    introduced: bool = False
    placed: bool = False
    surnamed: bool = False
    closed: bool = False
    named: bool = False


NO_PRIOR = Prior()
TITLE_ONLY = Prior(title_only=True)

_SETTING_SCORE = {"quote": 4.0, "heading": 3.0, "link": 3.0, "bold": 2.4, "italic": 0.8, "code": 0.2, "plain": 0.0}


_NUMBERED = re.compile(
    r"(?:vol(?:ume)?|no|nr|number|pp?|pages?|issue|ch)\b\.?\s*[A-Z]?\d[\d\s/.,:()–—-]*", re.IGNORECASE
)
_COUNTS = re.compile(r"(?:pages?|pp?|vol(?:ume)?|issue|number|art(?:icle)?)\.?", re.IGNORECASE)  # "Pages: 398 - 407"
_DATED_CODE = re.compile(r"(?:19|20)\d\d[-_/ ][A-Z]{2}[A-Za-z_/-]*")  # "2018-NIPS", "2019-ICLR_W"
_PART = re.compile(r"(?:volumes?|vol\.|parts?|books?) (?:\d|[IVX]+\b)|\d{1,2}(?:st|nd|rd|th) ed", re.IGNORECASE)
_COMPLETE = re.compile(rf"(?:\s{AND}\s+\S|^{AND}\s|\bet al\b)")


_HAN = "\u3400-\u9fff"
_HAN_WORDS = re.compile(rf"[{_HAN}]{{6,}}")  # no name is so long
#: A shortened word, or any among several Han signs.
_MIXED = re.compile(
    rf"\b[A-Z]{{2,}}\s*[{_HAN}]|[{_HAN}]\s*[A-Z]{{2,}}\b|[{_HAN}]{{2}}\s+[A-Za-z]{{3,}}\s+[{_HAN}]{{2}}|[{_HAN}]{{2}}\s*\d"
)
_HAN_SENTENCE = re.compile(
    r"[了是这该们]|可以|本[文篇]|作者|论文|提出|主要|进行|使用|用于|通过|实现|介绍|经典|以及|[请按并]|整理|更新|"
    r"时间|收录|欢迎|如果|[吗呢吧]$"
)


def _han_prose(text: str) -> float:
    """Return how much words in Han signs look like a sentence: 0 not at all, or there are none."""
    if text.isascii() or not re.search(rf"[{_HAN}]", text):
        return 0.0
    return min(2.4, 0.7 * len(_HAN_SENTENCE.findall(text))) + (0.6 if re.search(r"[。；，！]", text) else 0.0)


_ARABIC = re.compile(r"[\u0600-\u06ff]{3}")  # no capitals tell titles there


@lru_cache(maxsize=4_000)
def prose_score(text: str) -> float:
    """Return how much a segment looks like running prose: below 0.5 not."""
    words = words_of(text)
    onset = opens_remark(text, surely=True)
    han = _han_prose(text) or (0.9 if len(words) > 3 and _ARABIC.search(text) else 0.0)
    if len(words) < 3:
        return (0.8 if onset else -0.5) + han
    lower = sum(word.islower() for word in words) / len(words)  # "bLSM" is a name
    verbs = sum(word.lower() in VERBS for word in words)
    score = (0.8 if lower > 0.6 else 0.0) + (0.9 if verbs else 0.0) + (0.6 if len(words) > 14 else 0.0)
    if (
        onset
        or words[0].lower() in VERBS
        or words[0].lower() in {"this", "we", "it", "they", "he", "she", "these", "here"}
    ):
        score += 0.8
    if text[:1].islower() and words[0].islower():
        score += 0.5
    return score + han


class Look(NamedTuple):
    """What a segment looks like by its words alone, whatever stands around it."""

    people: float
    venue: float
    prose: float
    words: int
    sentence: bool  # starts in small letters or with a verb, as titles seldom do
    joined: bool  # ends a list of people: "B and C", "A et al."


@lru_cache(maxsize=4_000)
def look_of(text: str) -> Look:
    """Return what a segment looks like."""
    words = words_of(text)
    han = _han_prose(text)
    nobody = han > 0 or "的" in text or _MIXED.search(text) is not None or _HAN_WORDS.search(text) is not None
    return Look(
        people=people_score(text) if len(text) < 400 and not nobody else -4.0,
        venue=venue_score(text) if len(text) < 200 and not han else -4.0,
        prose=prose_score(text),
        words=len(words),
        sentence=bool(words) and (words[0].lower() in VERBS or words[0][0].islower()),
        joined=bool(_COMPLETE.search(text)),
    )


_VOLUME = re.compile(r"[A-Z]{0,2}\d{1,3}[A-Z]?")  # that is set off, as journals' are


def title_start(atom: Atom, first: bool, prior: Prior) -> float:
    """Return what speaks for a title beginning with an atom; `first`: nothing stands before it."""
    people, venue, prose, words, sentence, _ = look_of(atom.text)
    setting = atom.setting
    score = 0.6 + _SETTING_SCORE[setting] + (0.9 if first else 0.0) + min(words, 6) * 0.2
    if setting == "link" and venue >= 1.2 and not first and dates_in(atom.text):
        score -= 2.0  # "**Gates of Wool**\\ Anna Lund\\ [WOOL 2019 Short Paper](…)"
    score -= max(0.0, people) * (0.5 if setting in {"quote", "link", "heading"} else 0.9)
    score -= max(0.0, venue) * (0.5 if setting == "quote" else 0.8)
    if words == 0 or (not first and setting in {"italic", "bold"} and _VOLUME.fullmatch(atom.text)):
        score -= 4.0
    if atom.before == "inside":
        score -= 5.0  # "In *Mud*, 2000 // …"
    if setting == "plain" and (_NUMBERED.fullmatch(atom.text) or (not first and _COUNTS.fullmatch(atom.text))):
        score -= 3.0
    if first and setting == "plain" and _DATED_CODE.fullmatch(atom.text):
        score -= 3.0
    if prose > 1.5 and setting == "plain":
        score -= 1.0
    if sentence and setting == "plain":
        score -= 0.8
    if prior.setting is not None:
        score += 1.5 if setting == prior.setting else -0.6
    if prior.first == "title" and first:
        score += 1.0
    if prior.named and first:
        score -= 8.0
    return score


_GOES_ON = re.compile(r"(?:and|&)\s", re.IGNORECASE)  # "…, Challenges, and Future Directions"


def writes_out(name: Atom, atom: Atom) -> bool:
    """Return whether words behind a name that is set off alone are the title: "[SHEEP](…) - Counting by Night"."""
    words = words_of(atom.text)
    alone = (
        name.setting in {"link", "bold"}
        and " " not in name.text
        and is_codelike(name.text)
        and venue_name_score(name.text) < 1.0
    )
    capital = _is_capital(atom.text) and atom.setting == "plain" and len(words) > 3 and words[0].lower() not in VERBS
    return alone and capital and look_of(atom.text).venue < 0.5 and look_of(atom.text).people < 1.5


def _is_gloss(atom: Atom, last: Atom) -> bool:
    """Return whether words in Han signs stand behind a title in Latin letters: "Gates of Farms：关于门的综述"."""
    parted = atom.before in {"colon", "dash"} and last.text.isascii() and len(words_of(last.text)) > 2
    return parted and re.search(rf"[{_HAN}]{{2}}", atom.text) is not None


def title_on(atom: Atom, last: Atom, prior: Prior) -> float:
    """Return what speaks for a title going on with an atom."""
    people, venue, prose, words, _, _ = look_of(atom.text)
    score = _TITLE_OVER.get(atom.before, -1.0)
    score += 1.5 if atom.before == "comma" and _GOES_ON.match(atom.text) else 0.0
    same = atom.setting == last.setting
    special = last.setting != "plain"
    if last.kind == "quote":
        score -= 3.0
    if atom.kind == "quote":
        score -= 1.0
    whole = atom.before != "colon" or (last.setting == "italic" and len(last.text.split()) > 3)
    score += (1.3 if special else 0.0) if same else (-1.6 if special and whole else -0.5)
    score -= max(0.0, people) * 0.9 + max(0.0, venue) * 0.8
    score += 0.6 if people < -1 and words > 1 else 0.0
    score -= 5.0 if _is_gloss(atom, last) else 0.0
    if (
        atom.before == "colon"
        and last.setting == "link"
        and not same
        and atom.text[:1].islower()
        and " " in last.text.strip()
    ):
        score -= 1.5  # "[Gates of Wool: A Survey](…): with many pictures"
    if atom.before == "colon" and is_lead_name(last.text) and look_of(last.text).people < 1.5:
        score += 0.8
    if not same and special and last.setting == prior.setting and atom.before in {"mark", "line", "break"}:
        score -= 1.5  # the siblings' titles are set off as a whole
    if atom.before == "dash" and same and special and len(last.text.split()) == 1 and is_lead_name(last.text):
        score += 2.0  # "**Sheeply - Counting by Night**"
    if atom.before == "dash" and same and not special and last.before == "" and is_mixed_name(last.text):
        score += 2.6  # "SheepFold - Counting by Night, June 2016"
    if atom.before == "dash" and same and atom.setting == "bold" and people < 0.5 and venue < 1.2:
        score += 1.6  # "**Sheep in a hole — A look at gates**"
    if atom.before == "dash" and not same and last.before == "" and writes_out(last, atom):
        score += 5.0
    if same and special and _PART.match(atom.text):
        score += 2.0  # "*The Art of Wool, Volume 3*"
    if atom.before == "wrap":
        ends = words_of(last.text)[-1:]
        score += 1.6 if ends and ends[0].lower() in FUNCTION else 0.4
    if prose > 1.2 and atom.before in {"period", "dash", "break", "line"}:
        score -= 4.0 if atom.before == "dash" and special and opens_remark(atom.text, surely=True) else 1.0
    if prior.before_authors is not None and atom.before == prior.before_authors and atom.before in {"dash", "pipe"}:
        score -= 1.2
    return score


def enumerates(atom: Atom, last: Atom) -> bool:
    """Return whether an atom goes on with an enumeration of single words ("Listen, Attend and Spell").

    All of one are names or none is: the first is no title with authors behind it.
    """
    if atom.before != "comma" or atom.setting != last.setting or len(last.text.split()) != 1 or last.text.isupper():
        return False
    words = atom.text.split()
    return len(words) in {2, 3} and words[-2] in {"and", "&"}


def authors_of(atom: Atom, last: Atom | None, on: bool, prior: Prior, *, after_date: bool = False) -> float:
    """Return what speaks for an atom being authors; `on`: others stand right before it."""
    people, venue, _, words, _, _ = look_of(atom.text)
    score = people * 1.1 - max(0.0, venue) * 0.6
    score -= 3.0 if len(atom.text) == 1 and atom.before == "colon" else 0.0  # "Journal of Pastures: A"
    if atom.setting == "quote":
        return score - 4.0
    if atom.before == "et al" and on:
        return score - 2.0
    if on and last is not None:
        if people >= 4 and last.before == "comma" and last.text[:4].lower() == "and " and atom.before == "comma":
            score -= 4.0  # "…: Choices, Assumptions, and Definitions, Lund et al.": the names begin anew
        if people < 4 and look_of(last.text).joined:
            score -= 4.0 if atom.before == "colon" else 1.8  # "A, B and C" or "A et al." is all of them
        if atom.setting in {"italic", "bold"} and last.setting == "plain" and people < 3:
            score -= 1.5 if people >= 1.0 else 3.0
        if after_date and atom.before in {"period", "mark", "break", "line"}:
            score -= 2.0
        score += 0.6 if atom.before in {"comma", "semicolon"} and people > -0.5 else -0.4
        score -= 0.8 if atom.before in {"period", "dash", "break", "pipe"} else 4.0 if atom.before == "within" else 0.0
    else:
        score -= 3.0 if _GOES_ON.match(atom.text) else 0.0
        score += _AUTHORS_AFTER.get(atom.before, 0.0) - (0.4 if people > 0.5 else 0.9)
        if atom.href is not None and people < 2 and atom.before != "by":
            score -= 1.5
        if not atom.before and atom.href is not None and people < 4 and is_paper_url(atom.href):
            score -= 1.5  # the title leads to the paper
        score -= 1.5 if prior.unsigned and people < 2.5 else 0.0
        if prior.before_authors is not None:
            score += 1.0 if atom.before == prior.before_authors else -0.4
    return score - (1.0 if words > 7 and people < 3 else 0.0)


def venue_of(atom: Atom, on: bool) -> float:
    """Return what speaks for an atom being a venue or a date; `on`: a piece of one stands right before it."""
    people, venue, prose, words, _, _ = look_of(atom.text)
    score = venue * 1.1 - (0.3 if on else 0.5) - max(0.0, people - 1.0) * 0.4
    score -= 0.8 if atom.before == "wrap" and not on else 0.0
    score -= (
        2.5 if atom.before == "colon" and atom.text.startswith(("A ", "An ")) else 0.0
    )  # "Wool: A Review of Fleeces"
    score = max(score + 1.0, 1.5) if atom.before in {"within", "inside"} else score
    if atom.setting == "quote" or (atom.setting == "link" and not _leads_to_paper(atom)):
        score -= 2.5 if venue < 2.5 else 0.5
    if words > 8:
        score -= max(0.0, prose)
    if on and atom.before == "period" and is_organisation(atom.text):
        score += 2.0  # "Volume 12 of Studies in Wool. Pasture Inc."
    if on and atom.before in {"comma", "colon", "mark"}:
        score += 2.6 if is_organisation(atom.text) else 0.8 if -1.6 < venue < 0.7 and words <= 3 else 0.0
    return score


def prose_of(atom: Atom) -> float:
    """Return what speaks for the prose beginning with an atom."""
    return _prose_onset(atom.text) - (0.6 if atom.href is not None else 0.0)


@lru_cache(maxsize=4_000)
def _prose_onset(text: str) -> float:
    return 0.2 + 0.7 * prose_score(text) + (0.3 if len(words_of(text)) > 8 else 0.0)


def _leads_to_paper(atom: Atom) -> bool:
    """Return whether an atom is a link to a paper's place: its venue is often what is linked."""
    return atom.href is not None and is_paper_url(atom.href)


_WEAK = frozenset({"", "mark", "wrap", "comma", "et al"})


def _is_capital(text: str) -> bool:
    """Return whether every word but function words has a capital ("mBio") or begins with a digit."""
    content = [word for word in words_of(text) if word.lower() not in FUNCTION]
    return bool(content) and all(word[0].isdigit() or word != word.lower() for word in content)


def venue_slot(atom: Atom, style: str, last: Atom, prior: Prior) -> float:
    """Return what speaks for an unknown name being a venue because of where it stands: last, after title and authors.

    `style` is how the authors before it are written: `initials`, `full` or `single`.
    """
    if atom.setting in {"quote", "bold"} or (atom.setting == "link" and not _leads_to_paper(atom)):
        return 0.0
    people, venue, _, words, _, _ = look_of(atom.text)
    if words > 9 or people >= 3 or venue >= 1.2 or not _is_capital(atom.text):
        return 0.0
    gain = 0.0 if atom.before in _WEAK else 2.6
    if atom.before == "mark" and atom.setting == "italic":
        gain = 2.6
    if gain == 0.0 and look_of(last.text).joined:
        gain = 2.4
    own = name_style(atom.text)
    if style and last.setting in {"italic", "quote", "link"} and is_organisation(atom.text):
        gain = max(gain, 2.6)  # who published it: the authors are people
    if gain == 0.0 and style in {"initials", "full"} and own not in {style, "initials"}:
        gain = 2.2  # the authors are written in full or with initials, this is not
    elif gain == 0.0 and style == "single" and own == "full":
        gain = 2.2
    if prior.closing_venue:
        gain += 1.6
    return gain
