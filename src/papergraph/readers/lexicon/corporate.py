"""Corporate authors: the office, the bank or the council that signs a report where people sign other works."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.readers.lexicon.namelists import UP as _UP
from papergraph.readers.lexicon.words import FUNCTION

_BODY = re.compile(
    r"\b(?:conference|institut\w*|council|commission|committee|department|ministry|office|bureau|bank|union|nations|"
    r"organi[sz]ation|association|society|foundation|agency|authority|board|cent(?:er|re)|university|college|court|"
    r"parliament|government|academy|federation|forum|alliance|coalition|congress|service|fund|league|consortium|"
    r"administration|taskforce|task force|secretariat|observatory|chamber|senate|house of (?:commons|lords)|"
    r"white house|corporation|partnership|initiative|collaborat(?:ion|ors)|investigators|trialists|"
    r"group|research)\b(?!-)",
    re.IGNORECASE,
)
_ACRONYMS = (
    "OECD UNESCO UNICEF UNDP UNCTAD IMF WTO WHO ILO ITU ISO EU UN GAO CBO NIST FTC FCC EEOC NTIA ICO EDPB EDPS CNIL "
    "ACLU EFF RAND IEEE ACM"
)
#: Words that bodies end in, or go on from with a small word, and that titles have elsewhere ("Wool Service Design").
_AT_THE_END = re.compile(
    r"\b(?:service|union|board|fund|forum|initiative|partnership|league|chamber|group|research|court|congress)\b"
    r"(?!$|,| (?:of|for|on|to|in|and|the|&|\()\b)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r" by ", re.IGNORECASE)
_SENTENCES = re.compile(r"[a-zà-ÿ]{2}\.\s")
_INITIALLED = re.compile(rf"(?:[{_UP}]\.[ -]?){{1,3}}[{_UP}][\w'’-]+")  # "C. Bank"
_WORD = re.compile(rf"[{_UP}(]|\d{{1,2}}$|\d{{4}}$")


@lru_cache(maxsize=1_000)
def is_body(text: str) -> bool:
    """Return whether a text before a date or a title names a body that can sign a report.

    >>> [is_body(text) for text in ("World Bank", "U.S. Department of Justice", "OECD", "Anna Bank-Lund")]
    [True, True, True, False]
    """
    text = text.strip(" .,:")
    words = [word for word in text.replace(",", "").split() if word.lower() not in FUNCTION]
    if _SENTENCES.search(text) or _INITIALLED.fullmatch(text):
        return False
    if (
        not words
        or len(words) > 9
        or len(text) > 90
        or text[-4:].isdigit()
        or any(sign in text for sign in '“”"?!;[]:')
    ):
        return False
    if not all(_WORD.match(word) or word == "&" for word in words):
        return False
    if _SIGNED.search(text):
        return False  # "Counting by Night", "Wool Group Design by Anna Lund"
    return text in _ACRONYMS.split() or bool(len(words) > 1 and _BODY.search(_AT_THE_END.sub("", text)))
