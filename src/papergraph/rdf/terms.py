"""RDF terms as N-Triples text: namespaces, literals, web IRIs, and the keys that make papergraph's own IRIs."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import cache, lru_cache

from papergraph.errors import OutputError
from papergraph.identifiers import PREFIXES as CURIE_PREFIXES

#: Where papergraph's names stand: names only so far, no web pages.
BASE_IRI = "https://w3id.org/papergraph/"
#: The vocabulary's namespace; it stays the same whatever base the identifiers have.
PG = "https://w3id.org/papergraph/ns#"

NAMESPACES: dict[str, str] = {
    "cito": "http://purl.org/spar/cito/",
    "datacite": "http://purl.org/spar/datacite/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pg": PG,
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Kinds of things that have IRIs of their own, in the order in which a Turtle file shows them.
KINDS = (
    "source",
    "paper",
    "agent",
    "authorship",
    "concept",
    "requirement",
    "topic",
    "link",
    "dropped",
    "evidence",
    "note",
    "section",
    "span",
    "path",
    "step",
    "activity",
    "cut",
    "sitting",
)

# What no serialisation can hold: control characters (XML), lone surrogates (UTF-8), two non-characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r'["\\\n\r\t]')
_NOT_PLAIN = re.compile(f"{_UNWRITABLE.pattern}|{_SPECIAL.pattern}")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

_BEYOND = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
_UNIT = rf"[A-Za-z0-9._~!$&'()*+,;={_BEYOND}-]|%[0-9A-Fa-f]{{2}}"
_TAIL = rf"(?:{_UNIT}|[:@/])*"
_WEB_IRI = re.compile(
    rf"(?:(?:https?|ftp)://(?:(?:{_UNIT}|:)*@)?(?:{_UNIT})+(?::[0-9]*)?(?:/{_TAIL})?|urn:[a-z0-9][a-z0-9-]+:{_TAIL})"
    rf"(?:\?(?:{_UNIT}|[:@/?])*)?(?:\#(?:{_UNIT}|[:@/?])*)?",
    re.IGNORECASE,
)
_OTHER = re.compile(r"[^a-z0-9.-]")


def clean(text: str) -> str:
    """Return `text` with what RDF cannot hold (control characters, lone surrogates) replaced by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def unwritable(text: str) -> set[str]:
    """Return the characters of `text` that RDF cannot hold, and that `clean` replaces."""
    return set(_UNWRITABLE.findall(text))


def literal(text: str, datatype: str | None = None) -> str:
    r"""Return an N-Triples literal; `datatype` is a CURIE such as xsd:integer.

    >>> literal('say "hi"')
    '"say \\"hi\\""'
    """
    if _NOT_PLAIN.search(text):
        text = _SPECIAL.sub(lambda match: _ESCAPES[match[0]], clean(text))
    quoted = f'"{text}"'
    return f"{quoted}^^{term(datatype)}" if datatype else quoted


def whole(number: int) -> str:
    """Return an xsd:integer."""
    return literal(str(int(number)), "xsd:integer")


def decimal(number: float) -> str:
    """Return an xsd:decimal in its canonical form; what is not finite can only be an xsd:double."""
    if not math.isfinite(number):
        text = "NaN" if math.isnan(number) else "INF" if number > 0 else "-INF"
        return literal(text, "xsd:double")
    text = format(Decimal(repr(float(number))), "f")
    return literal(text if "." in text else f"{text}.0", "xsd:decimal")


def flag(value: bool) -> str:
    """Return an xsd:boolean."""
    return literal("true" if value else "false", "xsd:boolean")


@cache
def term(curie: str) -> str:
    """Return the N-Triples IRI of a CURIE of the named vocabularies.

    >>> term("dct:title")
    '<http://purl.org/dc/terms/title>'
    """
    prefix, _, name = curie.partition(":")
    return f"<{NAMESPACES[prefix]}{name}>"


def web_iri(text: str) -> str | None:
    """Return the N-Triples IRI of an absolute http, https, ftp or urn IRI, None for anything else.

    >>> web_iri("javascript:alert(1)") is None
    True
    """
    return f"<{text}>" if _WEB_IRI.fullmatch(text) else None


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """Return `text` as the end of an IRI: `[a-z0-9.-]` stay, any other character becomes `_hh` for each UTF-8 byte.

    Different texts have different keys; `__` never occurs in one, so that it can join keys.

    >>> key("a/list.md")
    'a_2flist.md'
    """
    made = _OTHER.sub(_hexadecimal, text)
    # A Turtle name cannot end with a full stop, and an empty key would be the folder of all.
    return f"{made[:-1]}_2e" if made.endswith(".") else made or "_"


def _hexadecimal(match: re.Match[str]) -> str:
    return "".join(f"_{byte:02x}" for byte in match[0].encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def paper_key(identifier: str) -> str:
    """Return the key of a paper's id: a CURIE's prefix, a hyphen, the key of the rest.

    >>> paper_key("doi:10.1162/neco.1997.9.8.1735")
    'doi-10.1162_2fneco.1997.9.8.1735'
    """
    prefix, colon, rest = identifier.partition(":")
    if colon and prefix in CURIE_PREFIXES:
        return f"{prefix}-{key(rest)}"
    return key(identifier).replace("-", "_2d")  # hyphens are for CURIEs: nothing else can be taken for one


def text_of_key(made: str) -> str:
    """Return the text that `key` was made from."""
    if made == "_":
        return ""
    parts = re.split(r"_([0-9a-f]{2})", made)
    raw = b"".join(bytes.fromhex(part) if i % 2 else part.encode() for i, part in enumerate(parts))
    return raw.decode("utf-8", "surrogatepass")


class Names:
    """Makes the IRIs of one export, all below `base_iri`."""

    def __init__(self, base_iri: str = BASE_IRI) -> None:
        """Take a base; raises OutputError when `base_iri` is no absolute IRI."""
        if web_iri(base_iri) is None or "#" in base_iri[:-1] or "?" in base_iri:
            raise OutputError(base_iri, "is no absolute IRI to put names below, such as https://example.org/lists/")
        self.base = base_iri if base_iri.endswith(("/", "#", ":")) else f"{base_iri}/"
        self.ids = f"{self.base}id/"
        self.prefixes = {kind: f"{self.ids}{kind}/" for kind in KINDS} | {"id": self.ids}

    def make(self, kind: str, *keys: str) -> str:
        """Return the IRI of a thing from keys that are ready."""
        return f"<{self.ids}{kind}/{'__'.join(keys)}>"

    def paper(self, identifier: str) -> str:
        """Return the IRI of a paper."""
        return self.make("paper", paper_key(identifier))

    def agent(self, identifier: str) -> str:
        """Return the IRI of an author."""
        return self.make("agent", key(identifier))

    def concept(self, identifier: str) -> str:
        """Return the IRI of a concept."""
        return self.make("concept", key(identifier))

    def source(self, identifier: str) -> str:
        """Return the IRI of a reading list or another file, which names its graph too."""
        return self.make("source", key(identifier))

    def span(self, entry: str) -> str:
        """Return the IRI of an entry of a list."""
        return self.make("span", key(entry))

    @property
    def dataset(self) -> str:
        """The IRI of the data set itself."""
        return f"<{self.ids}dataset>"

    @property
    def scheme(self) -> str:
        """The IRI of the concept scheme."""
        return f"<{self.ids}concepts>"
