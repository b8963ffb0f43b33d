"""Names of people as lists print them: does a segment look like authors, and who are they."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from papergraph.readers.lexicon.authorship import NOBODY, People, merged
from papergraph.readers.lexicon.dates import ACRONYMS
from papergraph.readers.lexicon.etal import ET_AL_HAN, without_et_al
from papergraph.readers.lexicon.hannames import HAN, ROLE, han_shape
from papergraph.readers.lexicon.inverted import are_inverted, joined_names
from papergraph.readers.lexicon.shortened import is_shortened
from papergraph.readers.lexicon.turnednames import (
    GIVEN,
    INITIAL,
    INITIALS,
    JUNIOR,
    PARTICLE,
    is_turned,
    known_pairs,
    put_together,
    turned_pairs,
    with_first_turned,
    without_juniors,
)
from papergraph.readers.lexicon.venues import is_organisation
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import FUNCTION, VERBS, commonness, is_two_words, opens_remark, parts_commonness

__all__ = ["NOBODY", "People", "is_person", "merged", "name_style", "people_score", "split_people"]

_ETC = re.compile(r"[\s,;]*\betc\b\.?\s*$", re.IGNORECASE)
_SURNAMES = vocabulary("surname")  # short ones, of which many are words as well
#: A surname in capitals and bare initials behind it, as GB/T 7714 prints names: "WANG Z", "VAN DER BERG A B".
_POINTED_CAPITALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_](?:[^\W\d_]|['’-]){2,}")
_CAPITALS = re.compile(
    r"[^\W\d_](?:[^\W\d_]|['’-])+(?: [^\W\d_](?:[^\W\d_]|['’-])+){0,2}(?: [^\W\d_](?:-?[^\W\d_])?){1,3}"
)
_GLUED = re.compile(r"(?<=\b[A-ZÀ-ÞА-Я]\.)(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я])")  # "A.B.Lund"
_GRADE = re.compile(  # of a society, behind a name: "Anna Lund, Student Member, IEEE"
    r"\s*,\s*(?:(?:graduate |life )?(?:student |senior |associate )?(?:member|fellow)(?:\s*,)?\s*(?:ieee|acm)?|ieee)"
    r"(?=\s*(?:,|;|$|\band\b|&))",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:,?\s+and\s+|,?\s+&\s*|,&\s*|(?<=\w\w)&(?=\s|\w\w)|,?\s+und\s+|"
    r",?\s+(?-i:y|e|i|и|och|og|en|ve)\s+(?=(?-i:[A-ZÁÉÍÓÚ])|[А-Я])|,?\s+et\s+(?!al)|"
    r"[,，、]?\s*(?:和|及|与|與)\s*(?=[A-Z])|(?<=[\u3400-\u9fff]{2})[和与及](?=[\u3400-\u9fff]{2,4}(?:$|[,，、;；\s等])))\s*",
    re.IGNORECASE,
)
_AND_WORDS = frozenset({"and", "und", "et", "y", "e", "i", "и", "och", "og", "en", "ve"})
_AND_SIGN = re.compile(r"[和与及與]")
_LEADING_AND = re.compile(
    r"^\s*(?:(?:and|&|und)\s+|(?-i:et|y|e|и|och)\s+(?=(?-i:[A-ZÀ-ÞА-Я]))|(?:和|及|与|與)\s*(?=[A-Z]))", re.IGNORECASE
)
_CLEAN = re.compile(
    r"^[Ww]ith (?=[A-Z])|"  # the author of the list has written it with them
    r"[*†‡§¶#⋆]+|(?<!\b[A-ZÀ-Þ])\^?\{?\d{1,2}\}?(?=$|[\s,;])|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|^[\[［〔][\u3400-\u9fff]{1,4}[\]］〕]"
)
_MARKS = re.compile(r"(?<=[.\w])[*†‡§¶#⋆]+(?=[,;\s]|$)")
_EDITORS = re.compile(r",? \(?[Ee]ds?\.?\)?$")
_BY = re.compile(r"^\s*(?:by|authors?|from|written by)\b\s*:?\s*", re.IGNORECASE)
_OWNS = re.compile(r"[^\W\d_]['’]s\s*$")  # "Anna Lund's", before what is hers
_LABEL = re.compile(r"^(?P<word>[^\W\d_]{4,20})(?: [a-z]{2,12})?:\s+(?=[^\W\d_])")  # "Discussion: Anna Lund"
_END = re.compile(r"(?<=[^\W\d_][a-zà-ÿ]{2})\.$")  # no "al.", no initial
_NO_NAME = re.compile(r"[：？！，。；《》_\d?!/\\|<>@=+%“”\"()\[\]:]")
_FIRM = re.compile(r",\s+((?:Inc|Ltd|LLC|Corp|GmbH)\b\.?)")  # "Oak Computer, Inc."
_SHOUTED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+, [A-ZÀ-Þ][a-zà-ÿ][^,;/]{0,40}")  # "LUND, Anna Maria de Oak"
#: Signs between names; a point in the middle of the line stands within one that is written in Katakana.
_BETWEEN = re.compile(
    r"\s*[,;|/，、；､]\s*|(?<=[\u3400-\u9fff]{2})・(?=[\u3400-\u9fff]{2,5}(?:$|[,，、・]))|\s+·\s+|"
    r"(?<![\u3400-\u9fff])·|\s+[-–—]\s+"
)
_SERIES = re.compile(r"(?:series|part|section|appendix) [A-Z]", re.IGNORECASE)  # "Journal of Orchards, Series B"
_JOURNALS = vocabulary("journal-word")
_NEVER_FIRST = ((FUNCTION | VERBS) - PARTICLE - GIVEN) | _JOURNALS
_NEVER_LAST = frozenset(
    ("act", "acts", "directive", "regulation", "statute", "treaty", "convention", "thesis", "dissertation", "os")
)
_NOBODY = re.compile(
    r"\b(?:various|several|many|multiple|unknown|anonymous|key references|n/a)\b|"
    r"^(?:na|none|null|tba|tbd)\.?$|^(?:无|暂无|未知|佚名|匿名|不详|なし|없음)$|^[-–—?]*$",
    re.I,
)


def _names_alone(text: str) -> str:
    """Return `text` without the "by" or "and" that it begins with."""
    for opening in (_BY, _LEADING_AND):
        if match := opening.match(text):
            text = text[match.end() :]
    return text


def _parts(text: str) -> list[str]:
    """Return what "and" joins; a sign for it in Han writing only between what surely are names."""
    if not text.isascii() and _AND_SIGN.search(text):
        parts = _AND.split(text)
        signs = [
            part.strip() for piece in parts for part in re.split(r"[,，、;；]", piece) if HAN.fullmatch(part.strip())
        ]
        return parts if all(han_shape(part) >= 1.0 for part in signs) else [text]
    joined = "&" in text or not _AND_WORDS.isdisjoint(text.lower().split())
    return _AND.split(text) if joined else [text]


def _count(tokens: list[str]) -> tuple[int, int, float] | None:
    """Return how many initials, other names and ordinary words the words of a name are; None when one fits no name."""
    strong = weak = 0
    common = 0.0
    for n, token in enumerate(tokens):
        bare = token.rstrip(".,")
        initial = len(bare) == 1 and bare.isupper() and ("." in token or len(tokens) == 2)  # "Y. Lund"
        if bare.lower() in PARTICLE and not initial:
            continue
        if bare.lower() in JUNIOR and n:
            continue
        if token.endswith(".") and re.search(r"[a-z]{2}\.$", token):
            return None  # a shortened word
        if INITIAL.fullmatch(token) and (
            "." in token or len(bare) == 1 or (n and n == len(tokens) - 1 and len(bare.replace("-", "")) == 2)
        ):
            strong += 1
        elif bare[:1].isupper() and len(bare) > 1 and not (bare.isupper() and len(bare) > 2):
            weak += 1
            common += 0.0 if bare.lower() in GIVEN else parts_commonness(bare)
        elif bare[:1].isalpha() and not bare[0].isascii() and not bare[0].islower():
            weak += 1  # scripts without capitals
        elif re.match(r"[dDlLoO]['’]\w", bare):
            weak += 1
        else:
            return None
    return strong, weak, common


_NO_HAN_NAME = re.compile(r"[\u3400-\u9fff]{6}|的")  # no name is so long
_MIXED = re.compile(r"[A-Za-z\d][\u3040-\u9fff]|[\u30a0-\u30ff]{2}[\u3400-\u9fff]|[\u3400-\u9fff][\u30a1-\u30fa]{2}")


def _in_capitals(name: str, tokens: list[str]) -> float | None:
    """Return how much a name in capitals looks like one: initials alone, or with a surname or a given name; or None.

    So too one whose surname alone is in capitals.
    """
    if not name.isupper():
        alike = _set_alike(tokens) if name[:1].isupper() else None
        return None if alike is None else min(_shape(alike), 2.6 if _is_given(tokens) else 1.0)
    lowered = name.title()
    if len(tokens) > 1 and tokens[0].lower() in GIVEN and len(tokens[-1]) > 2 and lowered != name:
        return _shape(lowered)  # "ANNA B. LUND"
    if _POINTED_CAPITALS.fullmatch(name):
        return 0.3 if commonness(tokens[-1]) > 0 else 2.5  # "C. A. R. LUND"
    if len(tokens) > 1 and _CAPITALS.fullmatch(name):
        return 0.3 if commonness(tokens[0]) > 0 or tokens[0].lower() in _NEVER_FIRST else 2.0
    if 1 < len(tokens) <= 4 and all(token.isalpha() and len(token) > 2 for token in tokens) and lowered != name:
        return _shape(lowered) - 1.0  # "FORD ALDER OAK"; "附录A 参考文献" has no other letters to be set in
    if INITIALS.fullmatch(name):
        return 2.0 if "." in name or len(name) == 1 else (0.5 if len(name) == 2 else -0.5)
    return None


_IN_CAPITALS = re.compile(r"(?:[DLO]['’])?[A-ZÀ-ÖØ-Þ]{3,}(?:[-'’][A-ZÀ-ÖØ-Þ]{2,})*")


def _is_capital_surname(token: str) -> bool:
    """Return whether a word in capitals can be a surname, and no acronym: "LUND", "ELM-ASH"."""
    bare = token.strip(".,")
    letters = _IN_CAPITALS.fullmatch(bare) is not None
    return letters and re.search("[AEIOUYÀ-ÖØ-Ý]", bare) is not None and bare.lower() not in ACRONYMS


def _is_given(tokens: list[str]) -> bool:
    """Return whether the words beside a surname in capitals begin or end with a known given name."""
    return any(re.split(r"[-‐]", token.lower())[0] in GIVEN for token in (tokens[0], tokens[-1]))


def _set_alike(tokens: list[str]) -> str | None:
    """Return a name whose surname is in capitals with a capital alone ("Ada LUND", "LUND Ada"), or None."""
    if not 1 < len(tokens) <= 4:
        return None
    capital = [_is_capital_surname(token) for token in tokens]
    if all(capital) or not (capital[0] or capital[-1]) or sum(capital) > 2:
        return None
    if capital[0] and (capital[-1] or tokens[-1].lower() not in GIVEN):
        return None
    others = [token for token, is_capital in zip(tokens, capital, strict=True) if not is_capital]
    if not any(re.match(r"[^\W\d_][a-zà-ÿ]", token) and token[0].isupper() for token in others):
        return None
    return " ".join(token.title() if is_capital else token for token, is_capital in zip(tokens, capital, strict=True))


def _is_mixed(name: str, tokens: list[str]) -> bool:
    """Return whether writings are mixed as in no name: "Web工学", "データ処理", "Anna Lund大作", "WoolNet 三步走".

    Behind one in Latin letters the same may stand in Han signs: "Anna Lund 王草原".
    """
    if any(map(_MIXED.search, tokens if len(tokens) > 1 and "·" not in name else [name])):
        return True
    said = [token for token in tokens if HAN.fullmatch(token)]
    return 0 < len(said) < len(tokens) and any(map(str.isascii, tokens)) and min(map(han_shape, said)) < 1.0


@lru_cache(maxsize=4_000)
def _shape(name: str) -> float:
    """Return how much one text looks like the name of one person: below 0 not, 0 could be, 3 surely."""
    name = name.strip(" .,;*†‡")
    name = _GLUED.sub(" ", name) if "." in name else name
    tokens = name.replace("‐", "-").split()
    if not tokens or len(tokens) > 6 or _NO_NAME.search(name) or _SERIES.fullmatch(name):
        return -4.0
    if not name.isascii() and (any(c.isdigit() for c in name) or _NO_HAN_NAME.search(name)):
        return -4.0  # "①" is a digit, but no \d
    if (score := _in_capitals(name, tokens)) is not None:
        return score
    if not name.isascii() and HAN.fullmatch(name := ROLE.sub("", name)):
        return han_shape(name)
    if not name.isascii() and _is_mixed(name, tokens):
        return -2.0
    if tokens[0].lower() in _NEVER_FIRST or (len(tokens) > 1 and tokens[-1].lower() in _NEVER_LAST):
        return -2.0
    counted = _count(tokens)
    if counted is None or (len(tokens) > 1 and is_shortened(name)):
        return -3.0
    strong, weak, common = counted
    if not weak:
        return -1.0
    given = tokens[0].lower() in GIVEN
    if strong:
        return 3.0 - (0.8 if given else 2.2) * common if common < weak or given else 0.3
    if 1 < len(tokens) <= 3 and tokens[-1].lower() in _SURNAMES and common <= 1 and not given:
        return 2.2 if common < 1 else 1.5
    if weak == 1:
        return -1.0 if common >= 1 else 0.3
    if re.split(r"[-‐]", tokens[0].lower())[0] in GIVEN and weak <= 4 and common < 0.5:
        return 0.3 if is_two_words(tokens[-1]) and tokens[0].lower() not in _SURNAMES else 2.6  # "Max-Margin DeepWalk"
    if weak <= 4:
        return -2.0 if common >= weak else ((1.8 if weak < 4 else 0.8) - 1.6 * common)
    return -2.0


@lru_cache(maxsize=4_000)
def name_style(text: str) -> str:
    """Return how the first of the names in a text is written: `initials`, `full` or `single`."""
    first = re.split(r",|;", _parts(without_et_al(_names_alone(text)).strip() or text)[0], maxsplit=1)[0]
    if " " not in first and INITIALS.fullmatch(text[len(first) :].strip(" ,")):
        return "initials"  # "Lund, A."
    tokens = [token for token in first.split() if token.lower() not in PARTICLE]
    if any(INITIAL.fullmatch(token) and ("." in token or len(token) < 3) for token in tokens):
        return "initials"
    return "full" if len(tokens) > 1 else "single"


@lru_cache(maxsize=4_000)
def people_score(text: str) -> float:
    """Return how much a segment between commas looks like one or more people; "et al." settles it."""
    text = _names_alone(text)
    if opens_remark(text) or _OWNS.search(text):
        return -3.0
    if _NOBODY.search(text):
        return 1.0 if len(text.split()) <= 4 else -2.0
    if text.strip(" .").lower() == "etc":
        return 1.0
    if is_organisation(text):
        return 1.5
    acronym, blank, _ = text.partition(" ")
    if blank and acronym.lower() in ACRONYMS and sum(map(str.isupper, acronym)) > 1:
        return -2.0  # "NeurIPS W"
    if joined_names(text) == (0, len(text)) or are_inverted(text):
        return 3.0
    bare = without_et_al(text)
    more = 4.0 if bare != text else 0.0
    parts = [part for part in _parts(bare) if part.strip(" ,.")]
    if not parts:
        return more
    if more and len(bare.split()) > 12 and len(bare.split()) > 5 * len(parts):
        return -3.0
    shapes = [_shape(part if part.replace(" ", "").isalpha() else _CLEAN.sub("", part)) for part in parts]
    if len(parts) > 1 and min(shapes) >= 0:
        if all(commonness(part.strip(" ,.")) > 0 for part in parts):
            return more - 1.0  # "Optimizations and Applications"
        more += 1.0  # "Howard & Ruder": two that could be names, joined
    return sum(shapes) / len(shapes) + more


def is_person(text: str) -> bool:
    """Return whether a text is the name of one person, beyond doubt, and nothing else.

    >>> is_person("Leslie Lamport"), is_person("Pattern Recognition"), is_person("Lamport")
    (True, False, False)
    """
    words = text.split()
    return 1 < len(words) <= 4 and not _parts(text)[1:] and "," not in text and _shape(text) >= 2.2


_NAMED_AI = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ][\w'’-]+ AI")  # beside others with bare initials: "Lund AI, Oak B"
_BARE = re.compile(r"[a-zà-ÿ] (?!AI$)[A-Z]{1,3}$")


def _from_body(printed: str, text: str) -> str | None:
    """Return who a work comes "from" where that is one name of some words, and no person beyond doubt, or None."""
    one = printed[:5].lower() == "from " and not re.search(r"[,;&]|\band\b|\bet al", text)
    return text if one and 1 < len(text.split()) <= 6 and not is_person(text) else None


# Groups of people that sign together, and no place of work.
_GATHERED = re.compile(
    r"\b(?:Collaborations?|Consortium|Committee|Council|Team|(?:Working|Study|Research) Group|Network)$"
)
_AFFILIATED = re.compile(
    r"(?<=\w)\.? ?\((?:[^()]|\([^()]*\)){2,160}\)[*†‡]*(?=\s*(?:;|$))"
)  # "Ada Lund (Wool Lab)*; …"
_EAST = re.compile(r"(?:[\u3040-\u9fff\s]{2,8}[、，])+[\u3040-\u9fff\s]{2,8}$")
_PARTED = re.compile(r"[^\W\d_][\w'’-]+, [^,]{2,40} d[aeo]s?")  # "LUND, Anna Vale de": no given name ends like that


@lru_cache(maxsize=4_000)
def _apart(text: str) -> list[str]:
    """Return the names in Han signs that nothing but blanks part, where each begins with a surname, else the text."""
    names = text.split()
    several = len(names) > 1 and all(HAN.fullmatch(name) and han_shape(name) >= 2.0 for name in names)
    return names if several else [text]


def split_people(text: str, *, first: bool = False) -> People:
    """Return the authors that `text` prints, in order and as printed.

    `first`: they stand before the title, where "Shannon, Claude" is one person.

    >>> split_people("Nitish Srivastava, Geoffrey Hinton, et al.").names
    ('Nitish Srivastava', 'Geoffrey Hinton')
    >>> split_people("LeCun, Y., Bottou, L., & Haffner, P.").names
    ('LeCun, Y.', 'Bottou, L.', 'Haffner, P.')
    """
    printed = " ".join(text.split())
    text = _BY.sub("", printed, count=1).strip(" ,;:|–—-")
    text = _MARKS.sub("", _EDITORS.sub("", text))
    text = _FIRM.sub(r" \1", _GRADE.sub("", _END.sub("", text)))
    if (label := _LABEL.match(text)) and commonness(label["word"]) >= 0.5:
        text = text[label.end() :]
    if not text or _NOBODY.search(text):
        return People()
    if (body := _from_body(printed, text)) or is_organisation(text):
        return People(organisation=body or text.rstrip("."))
    bare = without_et_al(_ETC.sub("", text), put=",")
    truncated = bare != text
    if bare.count(";") == 1 and is_organisation((behind := bare.partition(";"))[2]):
        bare = f"{behind[0]},{behind[2]}"  # "Lund A, Oak B; Pasture Team"
    after_comma = bool(re.search(r",\s*et[\s.]*al", text, re.IGNORECASE))
    bare = _AFFILIATED.sub("", bare) if ";" in bare else bare
    if ";" in bare and bare.count(";") >= bare.count(",") / 2 - 1:
        parts = [piece for half in bare.split(";") for piece in _parts(half)]
        parts = [part.strip(" ,") for part in parts]
        names = [part for part in parts if part]
    elif len(whole := [part.strip(" ,") for part in _parts(bare)]) > 1 and (
        all(is_turned(part) for part in whole) or (len(whole) > 2 and all(part.count(", ") == 1 for part in whole))
    ):
        names = whole  # "Lund, Anna and Oak, Ben"
    elif len(whole) == 1 and (_PARTED.fullmatch(whole[0]) or _SHOUTED.fullmatch(whole[0])):
        names = whole
    elif len(whole) == 1 and (pairs := known_pairs(whole[0])):
        names = pairs
    elif len(whole) > 1 and is_turned(whole[-1]) and (pairs := turned_pairs(whole[:-1])):
        names = [*pairs, whole[-1]]  # "Lund, Anna, Birch, Carl, & Oak, Ben"
    else:
        parts = [part for piece in _parts(bare) for each in _BETWEEN.split(piece) for part in _apart(each)]
        parts, juniors = without_juniors([part.strip() for part in parts if part.strip(" .,")])
        parts = with_first_turned(parts) if (first or len(parts) > 3) and _AND.search(bare) else parts
        names = put_together(parts, after_comma, first and not _AND.search(bare)) if not _EAST.match(bare) else parts
        names = [f"{name}, {junior}" if (junior := juniors.get(name.split(", ")[-1])) else name for name in names]
    return _told(names, truncated)


def _told(names: Sequence[str], truncated: bool) -> People:
    """Return who of `names` is a person and who a group: this signs in their place, or beside them by its name."""
    kept: list[str] = []
    organisation, people = None, 0
    written = [name for name in names if not name.endswith(("译", "訳"))]  # the others translated it
    for name in written or names:
        name = _CLEAN.sub("", name).strip(" ,;").lstrip(".")
        name = ROLE.sub("", ET_AL_HAN.sub("", name)) if not name.isascii() else name
        place, _, person = name.partition(" ")
        if HAN.fullmatch(person) and is_organisation(place):  # "牧场大学 王草原"
            organisation, name = organisation or place, person
        name = name[:-1] if name.endswith(".") and not re.search(r"(?:\b\w|Jr|Sr|\b(?:Th|Ch|Ph))\.$", name) else name
        if is_organisation(name) and not (_NAMED_AI.fullmatch(name) and (truncated or any(map(_BARE.search, names)))):
            organisation = organisation or name
            if _GATHERED.search(name):
                kept.append(name)
        elif re.search(r"[^\W\d_]", name) and len(name) <= 60:
            kept.append(name)
            people += 1
    if not people:  # nobody signs beside them
        kept = []
    if len(kept) > 1 and kept[-1].endswith(".") and all(map(_BARE.search, kept[:-1])):
        kept[-1] = kept[-1].rstrip(".")  # "Lund AB, Oak C. 2018."
    surnames = len(kept) > 2 and all(name.isalpha() for name in kept)  # "Dai, Yang, Yang": two people of one name
    return People(tuple(kept if surnames else dict.fromkeys(kept)), truncated, organisation)
