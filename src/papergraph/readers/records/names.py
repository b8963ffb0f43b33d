"""Authors of records: the values of fields that hold one name or several, each as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from papergraph.readers.lexicon.people import is_person, people_score, split_people
from papergraph.readers.lexicon.venues import is_organisation
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import commonness
from papergraph.readers.records.latex import plain
from papergraph.readers.records.record import Value
from papergraph.readers.records.written import listed_in

MOST = 10_000  # names of one work: collaborations print some thousands

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_OTHERS = re.compile(r"\W*(?:and\s+)?(?:others|et\.?\s*al\.?|u\.\s?a\.|…|\.\.\.|и др\.?|等)\W*", re.IGNORECASE)
_TRAILING_OTHERS = re.compile(
    r"(?:[\s,;]+(?:and\s+)?(?:others|et\.?\s*al\.?|и др\.?|等)|[\s,;]*(?:…|\.\.\.))\.?\s*$", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*\(\d+\)$|\s*\[[^\]]*\]$")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.[ -]?){1,4}[A-Z][^\W\d_]+")
_INITIALS_LAST = re.compile(r"(?:[a-z]{2,3} )?[A-Z][\w'’-]+ (?:[A-Z]\.?-?){1,3}")
_INITIALS = re.compile(r"(?:[^\W\d_a-z][a-z]?\.[ -]?){1,4}")
_MARKED = re.compile(r"[^\W\d_][*†‡]+,")  # a sign behind the name before a comma
_PART = re.compile(r"\b(family|given|prefix|suffix)=\s*([^,=]+)")
_GIVEN = vocabulary("given-name")
_POINT_LAST = re.compile(r"[^,]*[^\W\d_]{2,} [A-Z]{1,3}\.\s*$")
_FAMILY_FIRST = re.compile(r"[^\W\d_][\w'’-]+ (?:[A-Z]\.-?){1,3}")
_STYLED = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms)\.\s+)+(?=\S)")
_ONE_OF_A_NAME = re.compile(r"(?<=[^\W\d]) 0\d{3}$")  # "Wei Wang 0001": how DBLP tells people of one name apart
# What lists set names with: bold, a link, the mark of equal shares or of an affiliation behind a name.
_LINKED = re.compile(r"\[([^\[\]]{1,100})\]\((?:https?:|/|#|mailto:)[^()\s]*\)")
_SET = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\*\*|__|(?<![^\W_])_(?=[^\W_])|(?<=[^\W_])_(?![^\W_])")
_SHARE = re.compile(
    r"\s*(?:\^?\s*[*†‡§¶♯⋆∗✉#+]+|\^\{?[\d,]+\}?|[¹²³⁰⁴-⁹]+|\((?:equal|co-first|corresponding|joint)[^()]*\))+(?=\s*(?:,|;|$|\sand\s))",
    re.IGNORECASE,
)
# What stands raised behind a name, or on a line of its own below the names, to say what the signs mean.
_RAISED = re.compile(r"<sup>[^<>]*</sup>", re.IGNORECASE)
_LINE_END = re.compile(r"\s*(?:<br\s*/?>|\n)\s*", re.IGNORECASE)
_LEGEND = re.compile(
    r"(?:<sup>|[(\[]?\\?[*†‡§¶#∗]+|[(\[]?(?:equal|co-?(?:first|corresponding|senior)|corresponding|joint|contributed)\b).*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?=[*#_\[\]()+^])")  # Markdown's
_WHOLE_BRACKETS = re.compile(r"\[([^\[\]]+)\]")  # "[Wool Collaboration]"
_FROM = re.compile(r"\s*[(\[](?!\d)[^()\[\]]{2,80}[)\]]$")  # "Ada Lund (University of Mud)"
_WITH = re.compile(r"(?:\(?\s*)?(?:(?:joint(?:ly)?|co-?authored|co-?written|together)\s+)?with\s+(?=[^\W\d_a-z])")
# What bodies that write call themselves, other than `is_organisation` knows.
_BODY = re.compile(
    r"\S+ .*\b(?:organi[sz]ation|council|ministry|cent(?:er|re)s?|association|federation|committee|programme|bureau|"
    r"authority|alliance|initiative|institutions?|institut|instituto|museum|library|nations|department|secretariat|network|government|directorate)$"
    r"|(?:ministry|department|office|bureau|cent(?:er|re)s?|institute|board|council|committee|society|association|"
    r"minist[èe]re|ministerio|organi[sz]ation|world|united)\b.* (?:of|for|on|de|del)\b [^,]+",
    re.IGNORECASE,
)
_FITS = 1.5  # how much a text must look like a name among names
_NO_BLANK = re.compile(r"(?<=[^\W\d]),(?=[^\W\d])")  # "Lund,Ada"
_NOBODY = frozenset({"", "n/a", "na", "none", "null", "unknown", "anonymous", "anon", "-", "[no author]", "nan"})
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HAN_SEPARATOR = re.compile(r"[,，、;；/]\s*|\s{2,}")


def _outside_braces(text: str) -> list[str]:
    """Return what "and" joins, but not within braces."""
    if "{" not in text:
        return _AND.split(text)
    parts: list[str] = []
    depth = start = 0
    for match in re.finditer(r"[{}]|\s+and\s+", text, re.IGNORECASE):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _whole_braces(text: str) -> bool:
    """Return whether one pair of braces holds all of a name."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _is_crammed(text: str, *, plain_order: bool = False) -> bool:
    """Return whether what stands where BibTeX has one name are several, joined by other signs than "and".

    `plain_order`: another name beside it has its given name first.

    >>> _is_crammed("Ada Lund, Bo Ng, Cy Oz"), _is_crammed("King, Jr., Martin"), _is_crammed("García Roe, Luz")
    (True, False, False)
    """
    if ";" in text or " & " in text or "\n\n" in text or (_HAN.search(text) and re.search(r"[，、；;]", text)):
        return True
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) < 2 or not all(pieces):
        return False
    if len(pieces) >= 4 or _OTHERS.fullmatch(pieces[-1]) or _MARKED.search(text):
        return True
    if _INITIALS_FIRST.match(pieces[0]):  # no family name begins with an initial
        return not _SUFFIX.fullmatch(pieces[1])
    if all(_INITIALS_LAST.fullmatch(piece) for piece in pieces):
        return True
    if len(pieces) == 3:
        return not any(_SUFFIX.fullmatch(piece) for piece in pieces) and all(" " in piece for piece in pieces)
    first, second = (piece.lower().split() for piece in pieces)
    if len(first) == 1 or len(second) == 1 or pieces[0][0].islower():
        return False
    return plain_order or ({first[0], second[0]} <= _GIVEN and not {first[-1], second[-1]} & _GIVEN)


def _in_pairs(text: str) -> str:
    """Return "Lund, Ada, Ng, Bo" with a semicolon between people; other texts as they are."""
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) % 2 or any(" " in family for family in pieces[::2]):
        return text
    return "; ".join(f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True))


def _extended(text: str) -> str:
    """Return a name that biblatex spells out by its parts, "family=Lund, given=Ada", in the plain order."""
    parts = {match[1]: match[2].strip() for match in _PART.finditer(text)}
    family = " ".join(parts[key] for key in ("prefix", "family") if parts.get(key))
    return ", ".join(part for part in (family, parts.get("suffix"), parts.get("given")) if part) or text


def bibtex_names(name: str, text: str, line: int) -> Iterator[Value]:
    r"""Yield the names that BibTeX's "A and {B} and others" holds: `author`, `organisation`, `others`.

    >>> [tuple(each)[:2] for each in bibtex_names("author", "van den Oord, A{\\\"a}ron and {OpenAI} and others", 1)]
    [('author', 'van den Oord, Aäron'), ('organisation', 'OpenAI'), ('others', 'others')]
    """
    parts = [part.strip(" \t\r\n,") for part in _outside_braces(text.replace("\\and ", "and ").strip())[:MOST]]
    shown = [plain(part) for part in parts]
    plain_order = any(" " in each and "," not in each and not _whole_braces(parts[n]) for n, each in enumerate(shown))
    turned = any(each.count(",") == 1 for each in shown)
    for part, printed in zip(parts, shown, strict=True):
        whole = _whole_braces(part)
        if whole and " and " in part and not _is_body(printed) and all(" " in each for each in _AND.split(part)):
            yield from bibtex_names(name, part[1:-1], line)
            continue
        if "=" in printed and _PART.match(printed):
            printed = _extended(printed)
        elif not whole and _is_crammed(printed, plain_order=plain_order):
            yield from listed_names(name, _in_pairs(printed) if turned else printed, line)
            continue
        if _OTHERS.fullmatch(printed):
            yield Value("others", printed, line)
        elif printed.lower() not in _NOBODY:
            literal = whole and not part.startswith("{\\")
            yield named(name, printed, line, literal=literal and "," not in part)


def people_in_braces(texts: Iterable[str]) -> frozenset[str]:
    """Return which of the names that a file sets in braces, as those of bodies are, are people's all the same.

    So a given name before a word that is none says; where most of three or more are such, so are others of their shape.

    >>> sorted(people_in_braces(["Anna Lundqvist", "Wool Board"]))
    ['Anna Lundqvist']
    >>> sorted(people_in_braces(["Anna Lundqvist", "Bruno Ngata", "Ysolde Ozgur", "Wool Council"]))
    ['Anna Lundqvist', 'Bruno Ngata', 'Ysolde Ozgur']
    """
    printed = dict.fromkeys(plain(text) for text in texts if " " in text.strip() and "," not in text)
    names = [each for each in printed if not _is_body(each)]
    sure = [each for each in names if is_person(each) and not commonness(each.split()[-1])]
    if len(names) < 3 or 3 * len(sure) < 2 * len(names):
        return frozenset(sure)
    return frozenset(each for each in names if people_score(each) >= _FITS)


def _is_body(printed: str) -> bool:
    return is_organisation(printed) or ("," not in printed and len(printed) <= 120 and bool(_BODY.fullmatch(printed)))


def named(name: str, printed: str, line: int, *, literal: bool = False) -> Value:
    """Return one name as a value; `literal`: the file says that it has no parts, as organisations have none."""
    printed = _ONE_OF_A_NAME.sub("", _SHARE.sub("", " ".join(printed.split())).strip(" ,;*"))
    printed = _STYLED.sub("", printed)
    printed = _NO_BLANK.sub(", ", printed).strip("{}" if printed.count("{") != printed.count("}") else "")
    pieces = [piece.strip() for piece in printed.split(",")]
    if len(pieces) == 3 and _SUFFIX.fullmatch(pieces[1]):  # "King, Jr., Martin": the suffix comes last when it is said
        printed = f"{pieces[2]} {pieces[0]} {pieces[1]}"
    elif len(pieces) == 3 and _SUFFIX.fullmatch(pieces[2]):  # "King, Martin, Jr.": as RIS has it
        printed = f"{pieces[1]} {pieces[0]} {pieces[2]}"
    elif len(pieces) == 3 and pieces[2] in {"I", "V"} and len(pieces[1]) <= 3:  # "Lund, G., V": an initial, no suffix
        printed = f"{pieces[0]}, {pieces[1]} {pieces[2]}"
    one_word = " " not in printed and not _HAN.search(printed)
    literal = literal and not _FAMILY_FIRST.fullmatch(printed)  # "LUND A."
    if name == "author" and ((literal and (" " in printed or one_word)) or _is_body(printed)):
        return Value("organisation", printed, line)
    return Value(name, printed, line)


def _is_one_name(text: str) -> bool:
    """Return whether one comma divides a family from a given name rather than two people.

    >>> _is_one_name("Turing, Alan M."), _is_one_name("García Márquez, Luz"), _is_one_name("Ada Lund, Bo Ng")
    (True, True, False)
    """
    family, given = (part.strip() for part in text.split(","))
    if re.search(r"[^\W\d_]{3}\.$", given) and given.rstrip(".").lower() not in _GIVEN:
        return False  # "Lund, Ozer."
    if " " not in family:
        return len(text.split()) <= 4
    return given.isalpha() and len(family.split()) <= 3 and not is_organisation(given)


def _in_turn(text: str) -> list[str]:
    """Return the names of a list in which initials or given names stand behind every family, or nothing.

    >>> _in_turn("Lund, A.B., SUN, H., and Ng, B."), _in_turn("Lund, Ada, Ng, Bo, Oz, Carl"), _in_turn("Lund, Ng")
    (['Lund, A.B.', 'SUN, H.', 'Ng, B.'], ['Lund, Ada', 'Ng, Bo', 'Oz, Carl'], [])
    """
    pieces = re.split(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+", text.strip(" ,"))
    if len(pieces) < 4 or len(pieces) % 2 or not all(pieces):
        return []
    given = sum(piece.split()[0].lower() in _GIVEN for piece in pieces[1::2])
    families = sum(piece.split()[0].lower() in _GIVEN for piece in pieces[::2])
    turned = 4 * given >= len(pieces) and given > 2 * families and not any(" " in each for each in pieces[::2])
    if not turned and not all(map(_INITIALS.fullmatch, pieces[1::2])):
        return []
    return [f"{family}, {initials}" for family, initials in zip(pieces[::2], pieces[1::2], strict=True)]


def _surnames(text: str, *, whole: bool = False) -> list[str]:
    """Return the names of a list of people by their family names alone, or nothing.

    An even number of single words may be families and given names in turn: it is taken only for `whole`.

    >>> _surnames("Lund, Navvab Ng, de Oz, Poe."), _surnames("Lund, Ada, Ng, Bo"), _surnames("Lund, Ozer.")
    (['Lund', 'Navvab Ng', 'de Oz', 'Poe'], [], ['Lund', 'Ozer'])
    """
    pieces = [piece for part in _AND.split(text.rstrip(" .")) for piece in re.split(r"\s*,\s*", part) if piece.strip()]
    words = [piece.split() for piece in pieces]
    given = sum(len(each) == 1 and each[0].lower() in _GIVEN for each in words)
    single = sum(len(each) == 1 for each in words)
    if len(pieces) == 2:
        return pieces if single == 2 and not given and re.search(r"[^\W\d_]{3}\.$", text) else []
    wrong = any(len(each) > 3 or re.search(r"[^\W\d_]\.|^[A-Z]{1,3}$|\d", " ".join(each[-1:])) for each in words)
    if len(pieces) < 3 or wrong or 2 * single < len(pieces) or 4 * given > len(pieces):
        return []
    return [] if not whole and single == len(pieces) and len(pieces) % 2 == 0 else pieces


def _without_legend(text: str) -> str:
    """Return names in one line, without what stands raised behind them and the lines that say what that means."""
    lines = _LINE_END.split(text.strip()) if "\n" in text or "<" in text else [text]
    kept = [line for at, line in enumerate(lines) if not (at and _LEGEND.fullmatch(line))]
    text = _RAISED.sub("", " ".join(kept))
    return " ".join(_ESCAPED.sub("", text).split())


def are_families(texts: Iterable[str]) -> bool:
    """Return whether lists of people name them by their families alone, so that "Lund, Ozer" are two.

    >>> are_families(["Lund, Ng, Ozer", "Lund, Poe", "de Oz, Ng, Poe, Navvab Ng, Roe"]), are_families(["Lund, Ada"])
    (True, False)
    """
    several = [text for text in texts if text.count(",") > 1]
    if not several or any(";" in text or _in_turn(text) for text in several):
        return False
    alone = [len(found) for text in several if (found := _surnames(text, whole=True))]
    return len(alone) >= max(2, 0.9 * len(several)) and any(count % 2 for count in alone)


def listed_names(name: str, text: str, line: int, *, turned: bool = False, families: bool = False) -> Iterator[Value]:
    """Yield the names of one cell or string: "A; B", "A, B and C", "Last, F., Last, G.", "王明, 李华".

    `turned`: the other cells of its column put the family first, "Last, First; Last, First"; `families`: they name
    people by their families alone.

    >>> [each.text for each in listed_names("author", "LeCun, Yann; Bengio, Yoshua; et al.", 1)]
    ['LeCun, Yann', 'Bengio, Yoshua', 'et al.']
    """
    text = "; ".join(listed_in(text)) or text
    text = _SHARE.sub("", _SET.sub("", _LINKED.sub(r"\1", _without_legend(text))))
    text = text[said.end() :] if (said := _WITH.match(text)) else text  # "with Ada Lund": of co-authors
    if text.lower() in _NOBODY:
        return
    cut = _TRAILING_OTHERS.search(text)
    truncated, text = bool(cut), text[: cut.start()] if cut else text
    parts: Sequence[str]
    joined = _AND.split(text)
    if ";" in text or "；" in text or "|" in text:
        parts = [piece for part in re.split(r"\s*[;；|]\s*", text) for piece in _AND.split(part)]
    elif len(joined) > 1 and all(part.count(",") == 1 for part in joined):
        parts = joined
    elif _HAN.search(text) and not re.search(r"[A-Za-z]", text):
        parts = _HAN_SEPARATOR.split(text)
    elif families and text.count(",") == 1 and len(joined) == 1 and not re.search(r"[A-Z]\.", text):
        parts = text.split(",")
    elif text.count(",") == 1 and len(joined) == 1 and " & " not in text and (turned or _is_one_name(text)):
        parts = [text]
    elif found := _in_turn(text) or _surnames(text):
        parts = found
    else:
        people = split_people(text)
        truncated = truncated or people.truncated
        parts = people.names or [people.organisation or text]
        if people.organisation and people.organisation not in parts:
            yield Value("group", people.organisation, line)  # where they work
    if parts and _POINT_LAST.match(parts[-1]) and not any("." in part for part in parts[:-1]):
        parts = [*parts[:-1], parts[-1].rstrip(" .")]  # "Lund A, Ng B, Oz C."
    for part in parts[:MOST]:
        printed = _NUMBER.sub("", part.strip(" ,"))
        printed = _WHOLE_BRACKETS.sub(r"\1", _FROM.sub("", printed) or printed)
        if printed.lower() in _NOBODY:
            continue
        if _OTHERS.fullmatch(printed):
            truncated = True
        else:
            yield named(name, printed, line)
    if truncated:
        yield Value("others", "et al.", line)
