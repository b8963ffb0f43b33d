"""Where in a citing sentence a reference stands: its own mark is told apart from those of other references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from papergraph.mentions import family_key
from papergraph.sentences import sentences

#: What the mark of the reference, and that of any other, is overwritten with.
HERE, THERE = "\ue000", "\ue001"

_PARTICLES = r"(?:(?:[vV]an|[vV]on|[dD]e|[dD]er|[dD]en|[dD]el|[dD]i|[dD]a|[lL]a|[lL]e|[tT]en|[tT]er|im) ){0,3}"
_NAME = rf"{_PARTICLES}[^\W\d_a-z][\w'’‐-]+"
_YEARS = r"(?:18|19|20)\d\d[a-z]?(?:\s?[,;/–-]\s?(?:(?:18|19|20)\d\d[a-z]?|[a-z]\b)){0,4}"
_OTHERS = r"(?:,?\s*\bet\.?\s*al(?![a-z])\.?)"
# "Doe (2010)", "Doe and Roe, 2010", "Doe et al. 2010a", "Doe, Roe & Poe (2010)"; "Doe et al." alone and with "[7]".
_SIGNED = re.compile(
    rf"(?<!\w){_NAME}(?:,\s{_NAME}){{0,6}}(?:,?\s(?:and|&)\s{_NAME}|{_OTHERS})?(?:['’]s)?\s?,?\s?"
    rf"(?:[(\[]\s?{_YEARS}\s?[)\]]|{_YEARS})"
    rf"|(?<!\w){_NAME}(?:\s(?:and|&)\s{_NAME})?{_OTHERS}(?:['’]s)?(?:\s?\[\s?\d{{1,3}}\s?\])?"
)
_NUMBERED = re.compile(r"\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,40}\s?,?\s?\]")
# What stands for the reference itself where a text was prepared: "[CIT]", "#AUTHOR_TAG".
_PLACED = re.compile(
    r"@@CITATION\b|#?\b(?:AUTHOR_TAG|(?:TARGET|MAIN)_?(?:CIT(?:ATION)?|REF))\b"
    r"|[\[(]#?(?:CIT|CITE|CITATION|REF|cit|cite|citation|ref)[\])]"
)
_NUMBER = re.compile(r"(\d+)(?:\s?[–-]\s?(\d+))?")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d")
_RUN = re.compile(rf"{HERE}+|{THERE}+")
_BETWEEN = r"(?:\s|[;,&()\[\]]|\band\b|\bor\b|\be\.g\.|\bsee(?: also)?\b|\bcf\.)*"
_GROUP = re.compile(rf"[{HERE}{THERE}](?:{_BETWEEN}[{HERE}{THERE}])*")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{0,60})[)\]]")
# Markup that was left in a text: "<cite>[7]</cite>".
_TAG = re.compile(r"</?[A-Za-z]{1,8}(?: [^<>]{0,80})?>")
# A range of numbers that is longer is none.
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Citing:
    """A sentence that cites, with the marks overwritten; `start` and `end` are its place in the text.

    `after` is the sentence that follows, "" for none. `together` works stand in one bracket with the reference, itself
    counted; `sure` is whether the mark is surely its own.
    """

    text: str
    after: str
    start: int
    end: int
    together: int
    sure: bool


def citing(
    texts: Sequence[str], *, families: Collection[str] = (), year: int | None = None, names: Collection[str] = ()
) -> list[list[Citing]]:
    """Return the sentences of each text that cite one reference, the same in all `texts`; at least one for each text.

    `families` are keys of its first author's family name (`mentions.family_spellings`), `names` its own names ("BERT").
    A mark is the reference's when it has this family name and no other year; without a family name it is the one mark
    that most texts share. What stands for it, "[CIT]", is its own. Where none is surely its own, every mark counts.
    """
    texts = [_TAG.sub(lambda tag: " " * len(tag[0]), text) for text in texts]
    found = [sorted(_marks(text), key=lambda mark: (mark.start, mark.end)) for text in texts]
    own = _own(frozenset(families), year, found)
    named = _pattern(names)
    return [_sentences(text, marks, own, named) for text, marks in zip(texts, found, strict=True)]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark with what may identify its work: numbers, and family names with the years beside them.

    One that is `placed` stands for the reference itself.
    """

    start: int
    end: int
    keys: frozenset[str]
    families: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    placed: bool = False


def _marks(text: str) -> Iterator[_Mark]:
    taken: list[tuple[int, int]] = []
    for match in _PLACED.finditer(text):
        yield _Mark(match.start(), match.end(), frozenset(), placed=True)
    for match in _SIGNED.finditer(text):
        taken.append(match.span())
        yield _signed(match)
    for match in _NUMBERED.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield from _numbers(match)


def _signed(match: re.Match[str]) -> _Mark:
    names = re.sub(r"['’]s\b", "", match[0])
    families = frozenset(family_key(each[0].rsplit(" ", 1)[-1]) for each in re.finditer(_NAME, names))
    years = frozenset(int(each[0]) for each in _YEAR.finditer(match[0]))
    # A number beside the names identifies the work as well: "Doe et al. [7]".
    numbers = {each[1] for each in re.finditer(r"\[\s?(\d{1,3})\s?\]", match[0])}
    keys = {f"{family} {year}" for family in families for year in years}
    return _Mark(match.start(), match.end(), frozenset(keys | numbers), families, years)


def _numbers(match: re.Match[str]) -> Iterator[_Mark]:
    """Yield a mark for each number in a pair of brackets; a range stands for all that lie in it."""
    spans = list(_NUMBER.finditer(match[0]))
    for at, each in enumerate(spans):
        first, last = int(each[1]), int(each[2] or each[1])
        keys = frozenset(str(number) for number in range(first, min(last, first + _LONGEST) + 1))
        start = 0 if at == 0 else each.start()
        end = len(match[0]) if at == len(spans) - 1 else each.end()
        yield _Mark(match.start() + start, match.start() + end, keys)


def _own(families: Collection[str], year: int | None, found: Sequence[Sequence[_Mark]]) -> frozenset[str]:
    """Return the keys and the bare family names of the marks that are the reference's own; empty: nothing is sure."""
    signed = [mark for marks in found for mark in marks if not mark.families.isdisjoint(families)]
    near = [
        mark for mark in signed if not mark.years or any(year is None or abs(each - year) <= 1 for each in mark.years)
    ]
    if not near and len({mark.years for mark in signed}) == 1:
        # What is cited under one year all along is another printing of it.
        near, year = signed, None
    if near:
        exact = [mark for mark in near if year in mark.years] or near
        keys = {key for mark in exact for key in mark.keys if key.isdigit() or key.rsplit(" ", 1)[0] in families}
        return frozenset({key for key in keys if _near(key, year)} | set(families))
    keyed = [frozenset(key for mark in marks for key in mark.keys) for marks in found if marks]
    count = Counter(key for keys in keyed for key in keys if _near(key, year))
    most = max(count.values(), default=0)
    if 2 * most <= len(keyed) or (len(keyed) == 1 and sum(map(len, found)) > 1):
        return frozenset()
    shared = frozenset(key for key, times in count.items() if times == most)
    one = {min(mark.keys & shared) for marks in found for mark in marks if not mark.keys.isdisjoint(shared)}
    return shared if len(one) == 1 else frozenset()


def _near(key: str, year: int | None) -> bool:
    return year is None or key.isdigit() or abs(int(key.rsplit(" ", 1)[1]) - year) <= 1


def _pattern(names: Collection[str]) -> re.Pattern[str] | None:
    kept = sorted({each for each in names if len(each) > 2}, key=lambda each: (-len(each), each))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, kept))})(?:['’]s?)?(?![\w-])") if kept else None


def _sentences(text: str, marks: Sequence[_Mark], own: frozenset[str], named: re.Pattern[str] | None) -> list[Citing]:
    placed = sum(mark.placed for mark in marks)
    mine = [mark.placed if placed else not own.isdisjoint(mark.keys) or _bare(mark, own) for mark in marks]
    # Where several are placed, every citation was: none is surely its own.
    sure = (any(mine) and placed < 2) or (named is not None and named.search(text) is not None)
    covered = _overwritten(text, marks, mine if sure else [True] * len(marks), named)
    # A mark may begin a sentence, as a name does.
    spans = sentences(covered.replace(HERE, "X").replace(THERE, "X"))
    found = []
    for number, (start, end) in enumerate(spans):
        if HERE in covered[start:end]:
            after = covered[slice(*spans[number + 1])] if number + 1 < len(spans) else ""
            inside, together = _merged(covered[start:end])
            found.append(Citing(inside, _merged(after)[0], start, end, together, sure))
    if found:
        return found
    # No mark at all: the text is taken for one sentence that ends with it.
    start, end = (spans[0][0], spans[-1][1]) if spans else (0, len(text))
    return [Citing(f"{_merged(covered[start:end])[0]} {HERE}", "", start, end, 1, False)]


def _bare(mark: _Mark, own: frozenset[str]) -> bool:
    """Return whether a mark without a year ("Doe et al.") has the family name."""
    return not mark.years and not mark.families.isdisjoint(own)


def _overwritten(text: str, marks: Sequence[_Mark], mine: Sequence[bool], named: re.Pattern[str] | None) -> str:
    """Return a text of equal length in which each letter of a mark or a name is one of the two letters."""
    letters = list(text if named is None else named.sub(lambda match: HERE * len(match[0]), text))
    for mark, own in zip(marks, mine, strict=True):
        letters[mark.start : mark.end] = (HERE if own else THERE) * (mark.end - mark.start)
    return "".join(letters)


def _merged(covered: str) -> tuple[str, int]:
    """Return a sentence with one letter for each group of marks, and how many works the reference's group names.

    The reference's brackets are opened: "the parser (Doe, 2010)" is read as "the parser Doe".
    """
    most = 1

    def one(match: re.Match[str]) -> str:
        nonlocal most
        if HERE not in match[0]:
            return THERE
        most = max(most, match[0].count(HERE) + match[0].count(THERE))
        return HERE

    text = _GROUP.sub(one, _RUN.sub(lambda match: match[0][0], covered))
    text = _BRACKETED.sub(lambda match: f" {match[1]} " if HERE in match[1] else match[0], text)
    return re.sub(r" (?=[.,;:])", "", " ".join(text.split())), most
