"""What says that a list of authors stops early: "et al.", "and others", "等", "и др.", in the languages of lists."""

from __future__ import annotations

import re

#: How many names are left out: "and 29 more authors", "+29 more", "[29 others]", "et 5 autres".
_COUNT = (
    r"(?:(?:\b(?:and|et|und|y|e) |& )?[(\[+]*(?<![\w.])"
    r"(?:\d{1,4}|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)(?= (?:more|others?)\b)))"
)
_REST = r"(?:more|others?|weiteren?|autres|más|outros|altri|mais|authors)"
ET_AL = re.compile(
    r"[\s,;]*(?:\band\b|&)?[\s,]*"
    r"(?:\bet[\s.]*al\b\.?|(?:\band|&) (?:many )?(?:others|colleagues|co-?workers|co-?authors|co\.)(?!\w)|"
    r"\b(?-i:u\.\s?a\.)|"
    r"\b(?:và (?:cộng sự|cs)|и (?:др|соавт)|ve (?:ark|diğ|diğerleri|arkadaşları)|y (?:otros|cols?)|"
    r"e (?:outros|altri)|i in|a kol)\b\.?|"
    r"(?:^|(?<=[\s,]))(?:\. ?\. ?\.|…)(?: ?[(\[]?\+?\d{1,4} (?:more|others|other\(s\))(?: authors)?[)\]]?…?)?|"
    rf"{_COUNT} ?{_REST}\b(?: (?:authors|others|people))?[)\]]?|"
    r"\bmany others\b)"
    r"(?:\s*\.)?",
    re.IGNORECASE,
)
#: One of these is in every text that holds what it looks for, in small letters.
_HINT = re.compile(r"\bet[\s.]*al\b|other|colleague|worker|author|u\.|\. ?\.|…|(?:and|&) co\.")
_COUNTED = re.compile(rf"\d {_REST}\b|\bmany others\b")
_OTHERS = re.compile(r"\b(?:và c|и др|и соавт|ve ark|ve diğ|y otros|y cols?\b|e outros|e altri|i in\.|a kol\.)")
ET_AL_HAN = re.compile(r"[\s,，]*(?:等人?|ほか|他\d*名?|外)[\s,，.。]*$")


def without_et_al(text: str, put: str = "") -> str:
    """Return `text` with `put` for every "et al.", "and others", "…"."""
    if text.rstrip(" ,，.。").endswith(("等", "等人", "ほか", "他")):
        text = ET_AL_HAN.sub(put or "", text)
        return text + put if put else text
    small = text.lower()
    hinted = _HINT.search(small) or _OTHERS.search(small) or _COUNTED.search(small)
    return ET_AL.sub(put, text) if hinted else text
