"""Identifiers of works: arXiv, DOI and others as CURIEs, URLs to CURIEs, CURIEs to IRIs; keys of titles and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

#: The open prefixes, the strongest first, and the IRI that a CURIE of each expands to.
PREFIXES: dict[str, str] = {
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "openreview": "https://openreview.net/forum?id=",
    "iacr": "https://eprint.iacr.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "acl": "https://aclanthology.org/",
    "isbn": "urn:isbn:",
    "openalex": "https://openalex.org/",
    "s2": "https://www.semanticscholar.org/paper/",
    "dblp": "https://dblp.org/rec/",
    "work": "https://w3id.org/papergraph/id/work/",
}
_STRENGTH = {prefix: rank for rank, prefix in enumerate(PREFIXES)}

_ARXIV_NEW = r"\d{4}\.\d{4,5}"
_ARXIV_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = re.compile(rf"(?:{_ARXIV_NEW}|{_ARXIV_OLD})", re.IGNORECASE)
_ARXIV_WHOLE = re.compile(rf"({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?", re.IGNORECASE)
_EPRINT = re.compile(r"((?:199[6-9]|20\d\d))/(\d{1,4})")  # of the Cryptology ePrint Archive
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# Numbers that older DOIs of journals hold whole: "(1998)028<2199:abc>2.0.co;2-#" (Serial Item and Contribution Id).
_SICI = re.compile(
    r"10\.\d{4,9}/[^\s<>]{0,99}\(\d{4,8}\)[^\s<>]{0,99}<[^\s<>]{0,99}>\d\.\d\.[a-z]{2};\d(?:-[a-z\d#])?", re.IGNORECASE
)
# What is left of a DOI in a URL path that goes on after it: file types, tabs of a publisher's page.
_DOI_TAIL = re.compile(r"(?:[.,;:)\]}>'\"]+|/(?:full|abstract|pdf|epdf|meta|html|summary)|\.pdf)$", re.IGNORECASE)
_IN_TEXT = re.compile(
    rf"\barxiv\s*[:.]\s*(?P<arxiv>{_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?\b"
    r"|\bdoi\s*[:.]\s*(?P<doi>10\.\d{4,9}/[^\s<>\"]+)"
    r"|\bpmid\s*:\s*(?P<pmid>\d{4,9})\b"
    r"|\be-?print(?:\sarchive)?[\s,:.]{1,3}(?:(?:report|paper)\s)?(?P<iacr>(?:199[6-9]|20\d\d)/\d{2,4})\b"
    r"|\bisbn(?:-1[03])?\s*:?\s*(?P<isbn>[\d][\d\- ]{8,16}[\dxX])\b",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'|]+", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"^(?:h?t?tps?|https?|http)(?::/?(?!/)|/{1,2}|;//|:///)", re.IGNORECASE)
_NAMES_ARXIV = re.compile(rf"arxiv/(?:(?:abs|pdf)/)?({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?(?:\.pdf)?", re.IGNORECASE)
_ARXIV_PAPER = re.compile(r"(?:^|\.)arxiv\.org$")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ENCODED = str.maketrans({"<": "%3C", ">": "%3E", "#": "%23"})  # no IRI may hold these as they are
# Letters that no decomposition takes apart, as they are commonly written without their stroke or ligature.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"}
)


def curie(prefix: str, identifier: str) -> str | None:
    """Return the canonical CURIE, or None when `identifier` has not the prefix's form.

    >>> curie("arxiv", "1706.03762v5")
    'arxiv:1706.03762'
    >>> curie("doi", "10.1162/NECO.1997.9.8.1735")
    'doi:10.1162/neco.1997.9.8.1735'
    """
    identifier = identifier.strip()
    if prefix == "arxiv":
        match = _ARXIV_WHOLE.fullmatch(identifier)
        return f"arxiv:{match[1].lower()}" if match and _plausible_arxiv(match[1]) else None
    if prefix == "doi":
        match = _DOI.match(identifier)
        doi = _trim_doi(match[0]).lower() if match else ""
        # arXiv registers a DOI for each of its papers: the same identifier in another form.
        if doi.startswith("10.48550/arxiv."):
            return curie("arxiv", doi.removeprefix("10.48550/arxiv."))
        return f"doi:{doi}" if doi else None
    if prefix == "isbn":
        digits = re.sub(r"[\s-]", "", identifier).upper()
        return f"isbn:{digits}" if _valid_isbn(digits) else None
    if prefix == "pmid":
        return f"pmid:{identifier}" if identifier.isdigit() else None
    if prefix == "iacr":
        match = _EPRINT.fullmatch(identifier)
        return f"iacr:{match[1]}/{match[2].zfill(3)}" if match else None
    if prefix in PREFIXES and re.fullmatch(r"[^\s<>\"{}|\\^`]+", identifier):
        return f"{prefix}:{identifier}"
    return None


def parse_curie(text: str) -> str | None:
    """Return the canonical CURIE that `text` is ("ARXIV:1706.03762v2"), or None.

    A bare arXiv number or DOI counts; `work:` and unknown prefixes are taken as they stand only when known.
    """
    text = text.strip()
    prefix, colon, rest = text.partition(":")
    if colon and prefix.lower() in PREFIXES and not rest.startswith("//"):
        return curie(prefix.lower(), rest)
    if _ARXIV_WHOLE.fullmatch(text):
        return curie("arxiv", text)
    if _DOI.fullmatch(text):
        return curie("doi", text)
    return None


def curie_of_url(url: str) -> str | None:
    """Return the CURIE of the work that a URL leads to, or None when the URL alone does not tell.

    >>> curie_of_url("https://arxiv.org/pdf/1706.03762v5.pdf")
    'arxiv:1706.03762'
    >>> curie_of_url("https://example.org/x.pdf") is None
    True
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").lower().removeprefix("www.")
    path = unquote(parts.path).strip("/")
    query = unquote(parts.query)
    if host.endswith("arxiv.org") or host in {"ar5iv.labs.arxiv.org", "alphaxiv.org", "huggingface.co", "ar5iv.org"}:
        return _arxiv_of_path(host, path)
    if "citeseer" in host:  # its "doi=" parameter is a number of its own, not a DOI
        return None
    if host == "openreview.net":
        match = re.search(r"(?:^|&)id=([\w-]{6,})", query)
        return curie("openreview", match[1]) if match else None
    if host in {"aclanthology.org", "aclweb.org", "aclanthology.info"}:
        name = re.sub(r"(?:\.pdf|\.bib|/)$", "", path).rsplit("/", 1)[-1]
        return curie("acl", name) if re.fullmatch(r"[A-Z]\d\d-\d{4,5}|\d{4}\.[\w-]+\.\d+", name) else None
    if host == "eprint.iacr.org":
        return curie("iacr", re.sub(r"(?:\.(?:pdf|ps)|/)$", "", path))
    if host == "pubmed.ncbi.nlm.nih.gov" or (host == "ncbi.nlm.nih.gov" and path.startswith("pubmed/")):
        return curie("pmid", path.removeprefix("pubmed/"))
    if host in {"openalex.org", "api.openalex.org", "explore.openalex.org"}:
        match = re.search(r"\b(W\d+)$", path)
        return curie("openalex", match[1]) if match else None
    if (named := _NAMES_ARXIV.fullmatch(path)) and (found := curie("arxiv", named[1])):
        return found
    if host == "semanticscholar.org":
        match = re.search(r"\b([0-9a-f]{40})$", path)
        return curie("s2", match[1]) if match else None
    if host.startswith("dblp.") and path.startswith("rec/"):
        return curie("dblp", re.sub(r"\.(?:html|bib|xml|rdf)$", "", path.removeprefix("rec/").removeprefix("html/")))
    return _doi_of_path(host, path, query)


def identifier_for_title(urls: Iterable[str]) -> str | None:
    """Return the CURIE that stands in place of a title that is not printed: the strongest of the work's addresses.

    None when no address tells the work, or two are of different works.

    >>> identifier_for_title(["https://arxiv.org/pdf/1706.03762", "https://doi.org/10.1000/182"])
    'arxiv:1706.03762'
    """
    found = sorted({made for url in urls if (made := curie_of_url(url))}, key=strength)
    kinds = [each.partition(":")[0] for each in found]
    return found[0] if found and len(set(kinds)) == len(kinds) else None


def fault(url: str) -> str | None:
    """Return what is wrong with the form of a URL, None when nothing is.

    >>> fault("https://arxiv.org/abs/1799.12345")
    'names no arXiv number that can be'
    >>> fault("https://arxiv.org/abs/1706.03762") is None
    True
    """
    text = url.strip()
    if not text:
        return "is empty"
    if re.search(r"\s", text):
        return "has a space in it"
    if text.startswith(("#", "/", "./", "../", "mailto:", "doi:", "arxiv:")):
        return None
    if text.endswith(("…", "...")):
        return "is cut off"
    if text.casefold().startswith("www."):
        return "has no https:// before it"
    if _BROKEN_SCHEME.match(text) and not re.match(r"https?://(?!/)", text, re.IGNORECASE):
        return "has a broken scheme"
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises ValueError for a port that is no number
    except ValueError:
        return "is no URL"
    if parts.scheme.casefold() not in {"http", "https"}:
        return "has the scheme of no web page" if "://" in text else None
    if "://" in text[8:] and not re.search(r"web\.archive\.org|[?=]", text):
        return "holds two URLs"
    if "." not in host and host != "localhost":
        return "names no host"
    if text.endswith((",", ";", "'", '"', "]")) or (text.endswith((")", ").")) and "(" not in text):
        return "ends in punctuation of the sentence"
    if _ARXIV_PAPER.search(host) and re.match(r"/(?:abs|pdf)(?:/|$)", parts.path) and curie_of_url(text) is None:
        return "names no arXiv number that can be"
    if host in {"doi.org", "dx.doi.org"} and curie_of_url(text) is None:
        return "names no DOI"
    return None


def curies_in(text: str) -> list[str]:
    """Return the CURIEs that `text` names, by URL or by a labelled identifier ("arXiv:1706.03762"), in order."""
    found: list[tuple[int, str]] = []
    for match in _URL.finditer(text):
        if made := curie_of_url(match[0].rstrip(").,;]")):
            found.append((match.start(), made))
    for match in _IN_TEXT.finditer(text):
        prefix = match.lastgroup
        if prefix and (made := curie(prefix, match[prefix])):
            found.append((match.start(), made))
    return list(dict.fromkeys(made for _, made in sorted(found)))


def strength(identifier: str) -> tuple[int, str]:
    """Return a sort key that puts a work's strongest identifier first."""
    return _STRENGTH.get(identifier.partition(":")[0], len(_STRENGTH)), identifier


def iri_of(identifier: str) -> str | None:
    """Return the IRI or URL that a CURIE expands to, or None for an unknown prefix.

    >>> iri_of("doi:10.1175/1520-0485(1998)028<2199:abc>2.0.co;2")
    'https://doi.org/10.1175/1520-0485(1998)028%3C2199:abc%3E2.0.co;2'
    """
    prefix, _, rest = identifier.partition(":")
    return PREFIXES[prefix] + rest.translate(_ENCODED) if prefix in PREFIXES and rest else None


def arxiv_month(identifier: str) -> tuple[int, int] | None:
    """Return (year, month) that an arXiv CURIE encodes, or None.

    >>> arxiv_month("arxiv:1706.03762")
    (2017, 6)
    """
    if not identifier.startswith("arxiv:"):
        return None
    digits = identifier.removeprefix("arxiv:").rsplit("/", 1)[-1][:4]
    year, month = int(digits[:2]), int(digits[2:])
    return (1900 if year >= 91 else 2000) + year, month


def fold(text: str) -> str:
    """Return `text` casefolded, without diacritics and with compatibility forms unified ("Łukasz" gives "lukasz")."""
    if text.isascii():
        return text.lower()
    # Compatibility forms can decompose to capitals, so the case is folded after, not before.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return plain.translate(_PLAIN_LETTERS)


def title_key(title: str) -> str:
    """Return what two printings of one title share: folded words joined by single spaces.

    >>> title_key("Attention is All  You Need!")
    'attention is all you need'
    """
    return " ".join(_WORD.findall(fold(title)))


def slug(text: str, *, most: int = 60) -> str:
    """Return a name in `[a-z0-9-]` for `text`, cut at a word's end after `most` characters; never empty.

    Letters that have no ASCII form are written as their code points, so that no title becomes nothing.
    """
    out = ""
    for match in _WORD.finditer(fold(text)):
        word = match[0] if match[0].isascii() else "".join(c if c.isascii() else f"u{ord(c):x}" for c in match[0])
        joined = f"{out}-{word}" if out else word[:most]
        if len(joined) > most:
            break
        out = joined
    return out or "untitled"


def _plausible_arxiv(identifier: str) -> bool:
    digits = identifier.rsplit("/", 1)[-1]
    return 1 <= int(digits[2:4]) <= 12


def _arxiv_of_path(host: str, path: str) -> str | None:
    if host == "huggingface.co" and not path.startswith("papers/"):
        return None
    match = re.fullmatch(
        rf"(?:abs|pdf|html|format|ps|e-print|src|papers|list|overview)?/?({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?(?:\.pdf)?",
        path,
        re.IGNORECASE,
    )
    return curie("arxiv", match[1]) if match else None


def _doi_of_path(host: str, path: str, query: str) -> str | None:
    if host == "nature.com" and (match := re.fullmatch(r"articles/(?!10\.)([\w.-]+?)(?:\.pdf)?", path)):
        # Old short names ("323533a0") and new ones ("s41586-...") are both the end of the DOI.
        return curie("doi", f"10.1038/{match[1]}")
    match = _DOI.search(path) or _DOI.search(re.sub(r"&.*", "", query))
    return curie("doi", match[0]) if match else None


def _trim_doi(doi: str) -> str:
    if whole := _SICI.match(doi):
        return whole[0]
    doi = re.split(r"[<>\"{}|\\^`#?]", doi, maxsplit=1)[0]
    while match := _DOI_TAIL.search(doi):
        # A closing bracket belongs to the DOI when it was opened in it: 10.1016/0004-3702(94)00092-1.
        if match[0].startswith(")") and doi.count("(") >= doi.count(")"):
            break
        doi = doi[: match.start()]
    return doi


def _valid_isbn(digits: str) -> bool:
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        return total % 11 == 0
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10 == 0
    return False
