"""Short names in and around titles: "BERT: …", "… (GANs)", "You Only Look Once (YOLO): …"; bare titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_score
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import FUNCTION, is_common
from papergraph.readers.text.maths import maths_in

_NO_NAME = vocabulary("no-name")
_LANGUAGES = vocabulary("programming-language")
_LANGUAGE_SIGNS = re.compile(r"\s*[,/&]\s*|\s+(?:and|or)\s+")
_KIND = re.compile(r"[^\W_]-(?:based|aware|driven|like|free|style|related|oriented)$")  # "(ID-based) Signatures"
_POINTED = re.compile(r"(?:\w\.){2,}\w?|\w(?:,\s*\w)+")  # "(U.S.A.)", "D(R,O) Grasp"
_CARRIER = re.compile(r"[JMDCN]|[A-Z]{1,2}/(?:OL|CD|MT|DK)")  # "[EB/OL]", a kind of work
_VERSION = re.compile(r"v?\d+(?:\.\d+)+\w*")
_STATUS = re.compile(
    r"\b(?:oral|spotlight|poster|best (?:\w+ )?paper|award|honou?rable mention|outstanding|runner[- ]up|"
    r"highly recommended|recommended|must[- ]read|important|classic|optional|survey|tutorial|video|slides|pdf|"
    r"free|open access|edition|(?:\d(?:st|nd|rd|th)|rev\.?|new) edn?|"
    r"in \w+ese|in russian|extended|short version|long version|part \w+|appendix|"
    r"vol(?:ume)? \S+|pages?|chapters? \S+|see also|also see|cited by|citations?|stars?)\b",
    re.IGNORECASE,
)
_EDGE = " \t\n,;:|·•–—-\u2028"
_QUOTES = '"“”„«»‟'


_SUFFIX = re.compile(
    r"(?:(?:(?<=\w{2} )|(?<=\w: ))(?P<last>\S*[\w)])|(?<=[\u3040-\u9fff\uac00-\ud7af]{2}))"
    r"\.(?:pdf|djvu|epub|docx?|pptx?|caj)$",
    re.IGNORECASE,
)  # "Opening Gates.pdf"

_FILED = re.compile(r".*[^\W\d_]{2}\S*\.pdf\s*", re.IGNORECASE | re.DOTALL)


def is_file_name(text: str) -> bool:
    """Return whether a text is the name of a file and nothing else: "Opening Gates.pdf"."""
    return _FILED.fullmatch(text) is not None


def are_file_names(texts: Sequence[str]) -> bool:
    """Return whether at least three texts that stand beside each other, and half of them, are names of files."""
    found = sum(map(is_file_name, texts))
    return found > 2 and 2 * found >= len(texts)


#: Words without quotes, or with pairs of straight ones that hold words: 'The "right" way'.
_QUOTED_INSIDE = re.compile(
    rf"[^{_QUOTES}]*|\w[^{_QUOTES}]*(?:(?<=[\s(])\"[^{_QUOTES}\s]+(?: [^{_QUOTES}\s]+)*\"[^{_QUOTES}]*)+"
)


def strip_title(text: str) -> str:
    """Return a title without quotation marks around it, punctuation behind it, and with single spaces."""
    text = _SUFFIX.sub(lambda match: match["last"] or "", " ".join(text.split()).strip(_EDGE))
    if text.count("`") % 2:  # a code span that was never closed
        text = text.replace("`", "")
    while len(text) > 1:
        before = text
        if text[-1] in ".。．" and not text.endswith("...") and not re.search(r"\b[A-Z]\.$|\bet al\.$", text):
            text = text[:-1]
        pair = text[0] + text[-1]
        if (pair[0] in _QUOTES and pair[1] in _QUOTES and _QUOTED_INSIDE.fullmatch(text[1:-1])) or (
            pair in {"‘’", "''", "``", "**", "__", "『』", "「」", "《》"} and len(text) > 4
        ):
            text = text[1:-1]
        elif text[0] in _QUOTES and not any(c in _QUOTES for c in text[1:]):
            text = text[1:]
        elif text[-1] in _QUOTES and not any(c in _QUOTES for c in text[:-1]):
            text = text[:-1]
        text = text.strip(_EDGE)
        if text == before:
            break
    return text


def is_codelike(word: str) -> bool:
    """Return whether a word is written as no ordinary word is: capitals inside, digits, a symbol."""
    return any(c.isdigit() for c in word) or sum(c.isupper() for c in word) > 1 or any(c in "+*β" for c in word)


def is_lead_name(lead: str, *, emphasised: bool = False) -> bool:
    """Return whether what stands before a title's colon is a name of the work, by its shape.

    >>> [is_lead_name(x) for x in ("BERT", "Faster R-CNN", "Swin Transformer", "Language Models", "A survey of X")]
    [True, True, True, False, False]
    """
    lead = lead.strip()
    words = lead.split()
    if not words or len(words) > (4 if emphasised else 3) or len(lead) > 40 or any(c in lead for c in ',.;?!“”"()'):
        return False
    if (
        not any(c.isupper() or c.isdigit() for c in lead)
        or words[0].lower() in _NO_NAME
        or words[-1].lower() in _NO_NAME
    ):
        return False
    if words[0].lower() in FUNCTION and not emphasised:
        return False
    if emphasised or len(words) == 1:
        return len(words) > 1 or len(lead) > 1
    if any(is_codelike(word) for word in words):
        return not any(word.lower() in FUNCTION for word in words)
    if len(words) != 2 or not all(word[:1].isupper() for word in words) or re.search(r"[^s]s$", words[1]):
        return False
    return not all(is_common(word) for word in words)


_MIXED = re.compile(r"[^\W_]*[a-z][^\W_]*[A-Z][\w-]*|[A-Z][A-Za-z]*\d[\w-]*[a-z][\w-]*")


def is_mixed_name(text: str) -> bool:
    """Return whether a text is one word written as names of works alone are: small and large letters in a mixture.

    >>> is_mixed_name("DeepSheep"), is_mixed_name("WOOL"), is_mixed_name("Lund"), is_mixed_name("NeurIPS")
    (True, False, False, False)
    """
    return _MIXED.fullmatch(text) is not None and venue_score(text) < 1.0


#: What kind of work it is, said in more words than one: "(original Fold paper)", "(book by Lund and Oak)".
_WORKS = r"(?:papers?|(?:text)?books?|articles?|(?:blog ?)?posts?|thesis|chapters?|lectures?|slides|talks?|videos?)"
_OF_KIND = re.compile(rf"^{_WORKS} \S| {_WORKS}$")


#: A clause, as a title goes on in brackets: "(It's Time for a New Gate)", "(Don't Count Sheep)".
_CONTRACTED = re.compile(r"[A-Za-z]+(?:n['’]t|['’](?:s|re|ve|ll|m))\s\w+\s")


def is_clause(text: str) -> bool:
    """Return whether words in brackets go on with a title: set in capitals as titles are, begun as no name is.

    >>> is_clause("And Why It Matters"), is_clause("The Pile"), is_clause("And why this is worth it")
    (True, False, False)
    """
    words = text.split()
    begun = len(words) > 2 and (words[0].lower() in FUNCTION or _CONTRACTED.match(text) is not None)
    return begun and all(word[0].isupper() or word.lower() in FUNCTION for word in words)


_SPECIES = re.compile(
    r"[A-Z](?:[a-z]{2,}|\.) [a-z]{2,}(?:us|a|um|is|i|ae|ens|ex|ix|nx)"
)  # "(Capra hircus)" is what a work is on
_EDITIONS = frozenset(
    {"revised", "extended", "abridged", "continued", "annotated", "updated", "unabridged", "corrected"}
)


def is_short_name(text: str) -> bool:
    """Return whether what stands in brackets after a title is another, shorter name of the work."""
    text = text.strip(_EDGE + _QUOTES)
    words = text.split()
    if _CARRIER.fullmatch(text) or _OF_KIND.search(text):
        return False
    if not words or len(words) > 6 or len(text) > 60 or any(c in text for c in "?!=<>;#:") or _POINTED.fullmatch(text):
        return False
    if not any(c.isupper() or (c.isdigit() and not text.isdigit()) for c in text) or is_status(text):
        return False
    if re.search(r"[a-z], [a-z]|，|[,、].*[\u3400-\u9fff]|[\u3400-\u9fff].*[,、]|^非", text):
        return False  # a remark: "The first of all, to be read", or several tags
    if _VERSION.fullmatch(text) or _KIND.search(text) or not any(c.isalpha() for c in text):
        return False
    if words[0].lower() in {
        "e.g.",
        "see",
        "with",
        "by",
        "from",
        "in",
        "for",
        "code",
        "including",
        "like",
        "not",
        "after",
    }:
        return False
    if words[0].lower() in FUNCTION and (words[0][0].islower() or len(words) > 2):
        return False  # words of the title: "(And Why It Matters)"; "(The Pile)" is a name
    if _CONTRACTED.match(text) or text.lower() in _EDITIONS or _SPECIES.fullmatch(text):
        return False
    if is_organisation(text) and not is_codelike(text.split()[-1]):
        return False
    return venue_score(text) < 2.0 or (len(words) == 1 and is_codelike(text) and venue_score(text) < 2.5)


def is_name_here(text: str, after: str) -> bool:
    """Return whether brackets in a title hold a short name, given the words of the title that follow on them.

    Inside of a title only what is written as a name is one: "(GANs) for Music" is, "(Semantic) Web" is none.

    >>> [is_name_here(*each) for each in (("YOLO", ": Fast"), ("GANs", " for Music"), ("Semantic", " Web"))]
    [True, True, False]
    """
    if not is_short_name(text):
        return False
    if any(is_codelike(word) for word in text.strip(_EDGE + _QUOTES).split()):
        return True
    return not after.strip() or bool(re.match(r"\s*(?:[:：]|[–—-]\s)", after))


_CASE = re.compile(r"(?:(?:In re|Ex parte) [A-Z]|[A-Z][^.;:?!]{0,60}(?:\.[^.;:?!]{0,20}){0,2} v\.? [A-Z]).{0,80}")


def is_case(title: str) -> bool:
    """Return whether a title is that of a case at law.

    >>> is_case("Donoghue v Stevenson"), is_case("In re Gault"), is_case("Rows vs. Columns")
    (True, True, False)
    """
    return bool(_CASE.fullmatch(title))


_PART = re.compile(
    r"(?:extended|full|long|short|revised|journal) (?:version|abstract)"
    r"|(?:vol(?:ume)?\.?|parts?|book) (?:\d{1,3}|[IVX]+)",
    re.IGNORECASE,
)


def is_part(text: str) -> bool:
    """Return whether brackets say which version or volume a work is: they belong to its title."""
    return bool(_PART.fullmatch(text.strip()))


def is_status(text: str) -> bool:
    """Return whether brackets hold a remark about the printing ("oral", "2nd edition"), or what a program is in."""
    text = text.strip()
    if all(part in _LANGUAGES for part in _LANGUAGE_SIGNS.split(text.lower())):
        return True
    return text.lower() in _NO_NAME or (len(text.split()) <= 5 and bool(_STATUS.search(text)))


_ARGUMENT = re.compile(r"[A-Za-z\d\s^/+*=<>,_|.-]{1,24}")
_WORD = re.compile(r"(?!(?:log|poly|exp|sqrt)(?![A-Za-z]))[A-Za-z]{3}")
_FIELD = re.compile(r"(?:^|[^A-Za-z])[A-Z]{1,2}$")


def is_argument(before: str, inner: str) -> bool:
    """Return whether brackets right behind a sign, given what stands before them, are part of a formula.

    >>> [is_argument(*each) for each in (("O", "N^2"), ("over GF", "2"), ("2^", "n/20"), ("Vol", "RL"), ("7", "2"))]
    [True, True, True, False, False]
    """
    if not (before[-1:].isalpha() or before.endswith("^")) or not _ARGUMENT.fullmatch(inner) or _WORD.search(inner):
        return False
    if inner.isdigit():
        return len(inner) < 3 and _FIELD.search(before[-3:]) is not None
    return not re.fullmatch(r"[A-Z]{2,}", inner)


_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,80})[)）\]]")


_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_IN_WORDS = re.compile(
    rf"(?P<title>(?:[^\s{_SIGNS}]+\s+){{2,}}[^\s{_SIGNS}]*[^\s{_SIGNS}:：,，(（\[【-])\s+(?![をにのはがでとへもや的与和及之])[{_SIGNS}][{_SIGNS}\w\s，、：:·-]{{3,60}}"
)
_IN_BRACKETS = re.compile(
    rf"(?P<title>[^{_SIGNS}]{{8,}}?)\s*[(（\[【](?=[^()（）\[\]【】]*[{_SIGNS}])[^()（）\[\]【】]{{1,60}}[)）\]】]"
)


def without_gloss(title: str) -> str:
    """Return a title in Latin letters without its translation, or a remark, in Han signs, kana or Hangul behind it.

    What begins with a particle goes on with the words before it: "Sheep Counts を用いた研究".

    >>> without_gloss("Counting Sheep in Wool（数羊）"), without_gloss("Counting Sheep in Wool 在羊毛中数羊")
    ('Counting Sheep in Wool', 'Counting Sheep in Wool')
    """
    if title.isascii():
        return title
    match = _IN_BRACKETS.fullmatch(title) or _IN_WORDS.fullmatch(title)
    return match["title"].rstrip() if match else title


def names_in_title(title: str, *, emphasised: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the title without short names in brackets, and the short names, those before a colon among them.

    `emphasised` is what is set off by italics or bold at the title's start.

    >>> names_in_title("You Only Look Once (YOLO): Unified, Real-Time Object Detection")
    ('You Only Look Once: Unified, Real-Time Object Detection', ('YOLO',))
    """
    shorts: list[str] = []

    def cut(match: re.Match[str]) -> str:
        if any(start <= match.end() - 1 < end for start, end in maths):
            return match[0]
        before = title[: match.start()].split()[-1:]
        if before and before[0].lower() in FUNCTION:
            return match[0]  # "Learning to (Learn at Night)"
        if len(match[1]) < 3 and match[0][0] in "([" and title[: match.start()][-1:].isalnum():
            return match[0]  # "The Cofibre of G(R)"
        if re.match(r"-[^\W\d_]", title[match.end() :]):
            return match[0]  # "(De/Re)-Composition of Sheep"
        if match[0][0] == "(" and is_argument(title[: match.start()], match[1]):
            return match[0]
        if is_name_here(match[1], title[match.end() :]):
            shorts.append(match[1].strip(_EDGE + _QUOTES))
            return ""
        return "" if is_status(match[1]) and not is_part(match[1]) and match.end() == len(title) else match[0]

    title = without_gloss(strip_title(title))
    maths = maths_in(title)
    bare = strip_title(_BRACKETS.sub(cut, title)) or title
    lead = re.match(r"(.{1,40}?)\s?[:：]\s", bare) or re.match(r"(.{1,40}?)\s[–—]\s", bare)
    if lead and people_score(lead[1]) < 2.4:
        set_off = emphasised is not None and strip_title(emphasised) == lead[1].strip()
        if is_lead_name(lead[1], emphasised=set_off):
            shorts.insert(0, lead[1].strip())
    return bare, tuple(dict.fromkeys(name for name in shorts if name and name != bare))
