"""Identifiers printed in plain words: arXiv numbers, DOIs and others that are no part of a title or a venue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from papergraph.identifiers import curie, curie_of_url, identifier_for_title, iri_of
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.passages import Run

_NEW, _OLD = r"\d{4}\.\d{4,5}", r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
#: One of the years that had four digits behind the month, which a point parts: a number of its own if nothing names it.
_FOUR = r"(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}"
_CLASS = r"\[[a-z][\w.-]*\]"  # "[cs.LG]"
_DOI = r"10\.\d{4,9}/(?:[^\s,;()\[\]<>]|\([^\s()]*\))+"
#: What each alternative calls its identifier begins with the prefix of its CURIE.
_IDENTIFIER = re.compile(
    rf"\[?\barXiv(?:\s(?:id|number))?\s?:\s?(?P<arxiv>{_NEW}|{_OLD})(?:v\d+)?\]?(?:\s?{_CLASS})?"
    rf"|\barXiv\s(?P<arxiv_bare>{_NEW})(?:v\d+)?"
    rf"|\babs/(?P<arxiv_abs>{_NEW})(?:v\d+)?"
    r"|\[?\b(?P<arxiv_old>[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\b\]?"
    rf"|\[(?P<arxiv_bracket>{_NEW})(?:v\d+)?\]"
    rf"|(?<![\w.])(?<!Zbl )(?P<arxiv_alone>\d{{4}}\.\d{{5}}|{_FOUR})(?:v\d+)?(?!\w|[.-]\w)(?:\s?{_CLASS})?"
    rf"|\bdoi\s?:?\s?(?P<doi>{_DOI})"
    rf"|(?<![\w./:=])(?P<doi_alone>{_DOI})"
    r"|\bpmid\s?:?\s?(?P<pmid>\d{4,9})\b"
    r"|(?:(?<=print )|(?<=print: )|(?<=print, )|(?<=rchive )|(?<=rchive, )|(?<=rchive: ))"
    r"(?:(?:report|paper|no\.?|number)\s)?(?P<iacr>(?:199[6-9]|20\d\d)/\d{3,4})\b"
    r"|\bisbn(?:-1[03])?\s?:?\s?(?P<isbn>\d[\d –-]{8,16}[\dx])\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d{4}\.\d{4}|/\d{7}|10\.\d{4}|\d{4}/\d{3}|pmid|isbn", re.IGNORECASE
)  # one of these is in every identifier
_DIGIT = re.compile(r"\d")
_ARCHIVE = re.compile(
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|quant-ph|cs|q-bio|q-fin|"
    r"stat|cmp-lg|alg-geom|dg-ga|funct-an|q-alg|solv-int|chao-dyn|patt-sol|adap-org|comp-gas|supr-con|mtrl-th)[./]",
    re.IGNORECASE,
)
_LINKED = frozenset({"arxiv", "doi", "pmid", "iacr"})  # what has an address that papers are found at
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_AFTER_ALL = re.compile(r"(?:^|[.!?;|·—–])\s*[(\[]?\s*$")  # what stands before an identifier that closes a reference


def identifier_spans(text: str) -> list[tuple[int, int]]:
    """Return where identifiers stand in `text`, as (start, end).

    >>> identifier_spans("arXiv:1706.03762 Attention")
    [(0, 16)]
    """
    if not _DIGIT.search(text) or not _NUMBER.search(text):
        return []
    # "arXiv 1706.03762": its first word is a venue.
    return [match.span("arxiv_bare" if match["arxiv_bare"] else 0) for match in _IDENTIFIER.finditer(text)]


def without_identifiers(text: str) -> str:
    """Return `text` without the identifiers in it."""
    for start, end in reversed(identifier_spans(text)):
        text = f"{text[:start]} {text[end:]}"
    return text


def names_identifier(text: str) -> bool:
    """Return whether an identifier is printed in the first words of `text`."""
    return bool(_DIGIT.search(text) and _NUMBER.search(text[:600]) and _IDENTIFIER.search(text[:600]))


def _address(match: re.Match[str]) -> str | None:
    """Return the address that an identifier expands to, or None when it has not the form of its kind."""
    name = match.lastgroup or ""
    prefix = name.partition("_")[0]
    if prefix not in _LINKED or ("/" in match[name] and prefix == "arxiv" and not _ARCHIVE.match(match[name])):
        return None
    made = curie(prefix, match[name])
    return iri_of(made) if made else None


def sole_address(text: str, label: str | None = None) -> str | None:
    """Return the address of the identifier that is all of a text under a label, or None.

    >>> sole_address("1706.03762", "arXiv"), sole_address("1706.03762 and others", "arXiv")
    ('https://arxiv.org/abs/1706.03762', None)
    """
    for words in (text, f"{label}: {text}"):
        if _NUMBER.search(words) and (match := _IDENTIFIER.fullmatch(words.strip(" .,;"))):
            return _address(match)
    return None


def printed_links(runs: Iterable[Run], behind: Iterable[Run], linked: Iterable[str]) -> list[str]:
    """Return the addresses of the identifiers that a reference prints in words and does not link to as well.

    `runs` are all of the reference, `behind` the prose at their end: an identifier in it is taken only when it closes
    the whole, in a sentence of its own, and nothing is linked; others there may be of works that the prose names.

    >>> printed_links([Run("Sheep. Wool, 1999. doi:10.1000/12.3", 1)], [], [])
    ['https://doi.org/10.1000/12.3']
    """
    text = "".join(run.text for run in runs if run.image is None and run.href is None and "comment" not in run.marks)
    if not _DIGIT.search(text) or not _NUMBER.search(text):
        return []
    linked = list(linked)
    prose = "".join(run.text for run in behind if run.image is None and run.href is None)
    head = text[: len(text) - len(prose)] if prose and text.endswith(prose) else text
    found = [_address(match) for match in _IDENTIFIER.finditer(head)]
    last = list(_IDENTIFIER.finditer(prose))
    if not any(found) and not linked and len(last) == 1 and not re.search(r"\w", prose[last[0].end() :]):
        found = [_address(last[0])] if _AFTER_ALL.search(prose[: last[0].start()]) else []
    known = {curie_of_url(url) for url in linked}
    return list(dict.fromkeys(url for url in found if url and curie_of_url(url) not in known))


def identifier_alone(runs: Iterable[Run]) -> str | None:
    """Return the CURIE of a text whose words are one work's address or identifier, None for any other.

    A remark in round brackets and a date beside it are let stand.

    >>> identifier_alone([Run("https://doi.org/10.1000/182 (read this first)", 1)])
    'doi:10.1000/182'
    """
    runs = tuple(run for run in runs if run.image is None and "comment" not in run.marks)
    text = "".join(run.text for run in runs)
    left = _ASIDE.sub(" ", without_identifiers(_URL.sub(" ", text)))
    for date in reversed(dates_in(left)):
        left = left[: date.start] + left[date.end :]
    if re.search(r"[^\W_]", left):
        return None
    hrefs = [run.href for run in runs if run.href]
    urls = hrefs or _URL.findall(_ASIDE.sub(" ", text))
    return identifier_for_title(urls or printed_links(runs, [], []))
