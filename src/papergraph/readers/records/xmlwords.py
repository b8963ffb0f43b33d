"""What XML exports call their fields: EndNote, MODS, MARC, PubMed, JATS, Word, Atom (arXiv), RSS, DBLP, TEI and others.

A vocabulary is a table: which elements are records, which path leads to which of our fields (`fields.tsv`), where
people stand. Paths are those of `xmltext.Element.all`, with `@name` for an attribute at the end; all in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from papergraph.readers.records.names import listed_names, named
from papergraph.readers.records.record import Value
from papergraph.readers.records.xmltext import Element


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary by name: its records (element names), the paths of fields and of people, in the order of trust."""

    name: str
    records: frozenset[str]
    fields: Mapping[str, str]
    people: Mapping[str, str]
    key: bool = False  # a record is one only with an attribute of this name
    otherwise: Mapping[str, str] = field(default_factory=dict)  # paths of fields that the others do not give


_LIFE = re.compile(r",\s*(?:b\. )?\d{4}-?(?:\d{4})?\.?$")  # "Lund, Ada, 1950-": as libraries tell people apart
_POINT = re.compile(r"(?<=[^\W\d_]{2})\.$")
_FAMILY = ("lastname", "surname", "last", "familyname", "family")
_GIVEN = ("forename", "firstname", "givenname", "given-names", "first", "given", "initials")
_GROUP = ("collectivename", "corporate", "orgname", "organization", "organisation")
_ARTICLE = "medlinecitation/article"

ENDNOTE = Vocabulary(
    "endnote-xml",
    frozenset({"record"}),
    {
        "titles/title": "title", "titles/secondary-title": "venue", "periodical/full-title": "venue",
        "periodical/abbr-1": "venue short", "titles/short-title": "short", "dates/year": "year",
        "dates/pub-dates/date": "date+month", "electronic-resource-num": "doi", "urls/related-urls/url": "url",
        "urls/web-urls/url": "url", "urls/pdf-urls/url": "pdf", "urls/text-urls/url": "pdf", "abstract": "summary",
        "keywords/keyword": "keywords", "notes": "comment", "research-notes": "comment", "publisher": "publisher",
        "ref-type/@name": "type", "label": "key",
    },
    {"contributors/authors/author": "author", "contributors/secondary-authors/author": "editor"},
    otherwise={"title": "title", "year": "year", "url": "url", "authors": "author"},
)  # fmt: skip
MODS = Vocabulary(
    "mods",
    frozenset({"mods"}),
    {
        "titleinfo[@type!=abbreviated]": "title", "titleinfo[@type=abbreviated]/title": "short", "genre": "type",
        "relateditem[@type=host]/titleinfo[@type!=abbreviated]": "venue",
        "relateditem[@type=host]/part/date": "date", "relateditem[@type=host]/origininfo/dateissued": "date",
        "origininfo/dateissued": "date", "origininfo/copyrightdate": "date", "part/date": "date",
        "origininfo/publisher": "publisher", "identifier[@type=doi]": "doi", "identifier[@type=uri]": "url",
        "identifier[@type=arxiv]": "arxiv", "identifier[@type=citekey]": "key", "location/url": "url",
        "abstract": "summary", "note": "comment", "subject/topic": "keywords", "@id": "key",
        "relateditem[@type=references]/identifier": "cites",
    },
    {"name": "author"},
)  # fmt: skip
PUBMED = Vocabulary(
    "pubmed-xml",
    frozenset({"pubmedarticle", "pubmedbookarticle"}),
    {
        f"{_ARTICLE}/articletitle": "title", f"{_ARTICLE}/journal/title": "venue",
        f"{_ARTICLE}/journal/isoabbreviation": "venue short", "medlinecitation/pmid": "pmid",
        f"{_ARTICLE}/journal/journalissue/pubdate": "date", f"{_ARTICLE}/articledate": "date",
        f"{_ARTICLE}/elocationid[@eidtype=doi]": "doi", "pubmeddata/articleidlist/articleid[@idtype=doi]": "doi",
        f"{_ARTICLE}/abstract": "summary", "medlinecitation/keywordlist/keyword": "keywords",
        f"{_ARTICLE}/publicationtypelist/publicationtype": "type",
        "bookdocument/articletitle": "title", "bookdocument/book/booktitle": "venue", "bookdocument/pmid": "pmid",
        "bookdocument/book/pubdate": "date", "bookdocument/abstract": "summary",
        "pubmeddata/referencelist/reference": "cites", "pubmeddata/referencelist/referencelist/reference": "cites",
    },
    {f"{_ARTICLE}/authorlist/author": "author", "bookdocument/authorlist/author": "author"},
    otherwise={"bookdocument/book/booktitle": "title", f"{_ARTICLE}/vernaculartitle": "title"},
)  # fmt: skip
WORD = Vocabulary(
    "word-sources",
    frozenset({"source"}),
    {
        "sourcetype": "type", "tag": "key", "title": "title", "year": "year", "month": "month",
        "journalname": "venue", "conferencename": "venue", "booktitle": "venue", "periodicaltitle": "venue",
        "internetsitetitle": "venue", "publisher": "publisher", "institution": "publisher", "url": "url",
        "doi": "doi", "shorttitle": "short", "comments": "comment",
    },
    {
        "author/author/namelist/person": "author", "author/author/corporate": "organisation",
        "author/editor/namelist/person": "editor",
    },
)  # fmt: skip
ATOM = Vocabulary(
    "atom",
    frozenset({"entry"}),
    {
        "title": "title", "summary": "summary", "published": "date", "id": "url", "link[@rel=alternate]/@href": "url",
        "link[@title=pdf]/@href": "pdf", "doi": "doi", "journal_ref": "venue", "comment": "comment",
        "category/@term": "keywords",
    },
    {"author": "author"},
    otherwise={"updated": "date", "link/@href": "url"},
)  # fmt: skip
RSS = Vocabulary(
    "rss",
    frozenset({"item"}),
    {
        "title": "title", "link": "url", "description": "summary", "pubdate": "date", "date": "date",
        "publicationname": "venue", "doi": "doi", "identifier": "doi", "category": "keywords",
    },
    {"creator": "author", "author": "author"},
)  # fmt: skip
_DBLP_FIELDS = {
    "title": "title", "journal": "venue", "booktitle": "venue", "venue": "venue", "school": "publisher",
    "publisher": "publisher", "year": "year", "month": "month", "volume": "volume", "ee": "url", "doi": "doi",
    "note": "comment", "type": "type", "cite": "cites", "@key": "dblp", "key": "dblp", "url": "url",
}  # fmt: skip
_DBLP_PEOPLE = {"author": "author", "authors/author": "author", "editor": "editor"}
DBLP = Vocabulary(
    "dblp-xml",
    frozenset({"article", "inproceedings", "book", "incollection", "phdthesis", "mastersthesis", "proceedings"}),
    _DBLP_FIELDS,
    _DBLP_PEOPLE,
    key=True,
)
DBLP_HITS = Vocabulary("dblp-xml", frozenset({"info"}), _DBLP_FIELDS, _DBLP_PEOPLE)
TEI = Vocabulary(
    "tei",
    frozenset({"biblstruct"}),
    {
        "analytic/title": "title", "monogr/title[@level=j]": "venue", "monogr/imprint/date/@when": "date",
        "monogr/imprint/date": "date", "analytic/idno[@type=doi]": "doi", "monogr/idno[@type=doi]": "doi",
        "idno[@type=doi]": "doi", "idno[@type=arxiv]": "arxiv", "analytic/idno[@type=arxiv]": "arxiv",
        "analytic/ptr/@target": "url", "ptr/@target": "url", "ref/@target": "url",
        "monogr/imprint/note[@type=url]": "url", "note[@type=url]": "url", "monogr/imprint/publisher": "publisher",
        "@type": "type", "@id": "key",
    },
    {"analytic/author": "author", "monogr/editor": "editor"},
    otherwise={"monogr/title": "venue|title", "monogr/author": "author"},
)  # fmt: skip
DUBLIN_CORE = Vocabulary(
    "dublin-core",
    frozenset({"dc"}),
    {
        "title": "title", "date": "date", "publisher": "publisher", "description": "summary", "subject": "keywords",
        "identifier": "url", "type": "type", "source": "source",
    },
    {"creator": "author"},
)  # fmt: skip
#: The references of an article in the markup of the journals' archives.
JATS = Vocabulary(
    "jats",
    frozenset({"ref"}),
    {
        "*/article-title": "title", "*/chapter-title": "title", "*/conf-name": "venue", "*/source": "venue|title",
        "*/year": "year", "*/month": "month", "*/pub-id[@pub-id-type=doi]": "doi",
        "*/pub-id[@pub-id-type=pmid]": "pmid", "*/pub-id[@pub-id-type=arxiv]": "arxiv", "*/ext-link/@href": "url",
        "*/uri": "url", "*/publisher-name": "publisher", "*/@publication-type": "type", "@id": "key",
        "mixed-citation": "printed", "citation": "printed",
    },
    {
        "*/person-group[@person-group-type!=editor]/name": "author", "*/name": "author", "*/string-name": "author",
        "*/person-group[@person-group-type!=editor]/string-name": "author", "*/collab": "organisation",
        "*/person-group[@person-group-type!=editor]/collab": "organisation", "*/person-group/etal": "others",
        "*/person-group[@person-group-type=editor]/name": "editor",
    },
)  # fmt: skip
MARC = Vocabulary(
    "marcxml",
    frozenset({"record"}),
    {
        "datafield[@tag=245]": "title", "datafield[@tag=260]/subfield[@code=b]": "publisher",
        "datafield[@tag=264]/subfield[@code=b]": "publisher", "datafield[@tag=260]/subfield[@code=c]": "date",
        "datafield[@tag=264]/subfield[@code=c]": "date", "datafield[@tag=773]/subfield[@code=t]": "venue",
        "datafield[@tag=024]/subfield[@code=a]": "doi", "datafield[@tag=856]/subfield[@code=u]": "url",
        "datafield[@tag=520]/subfield[@code=a]": "summary", "datafield[@tag=650]/subfield[@code=a]": "keywords",
    },
    {
        "datafield[@tag=100]/subfield[@code=a]": "author", "datafield[@tag=700]/subfield[@code=a]": "author",
        "datafield[@tag=110]/subfield[@code=a]": "organisation",
    },
)  # fmt: skip
BIBLATEX = Vocabulary(
    "biblatexml",
    frozenset({"entry"}),
    {
        "title": "title", "subtitle": "subtitle", "shorttitle": "short", "journaltitle": "venue", "booktitle": "venue",
        "eventtitle": "venue short", "date": "date", "doi": "doi", "url": "url", "eprint": "eprint",
        "eprinttype": "eprinttype", "abstract": "summary", "note": "comment", "publisher": "publisher",
        "institution": "publisher", "keywords/list/item": "keywords", "@entrytype": "type", "@id": "key",
    },
    {"names[@type=author]/name": "author", "names[@type=editor]/name": "editor"},
)  # fmt: skip
REFWORKS = Vocabulary(
    "refworks-xml",
    frozenset({"reference"}),
    {
        "rt": "type", "t1": "title", "t2": "venue", "jf": "venue", "jo": "venue short", "yr": "year", "fd": "month",
        "do": "doi", "ul": "url", "lk": "url", "ab": "summary", "k1": "keywords", "no": "comment", "id": "key",
        "pb": "publisher",
    },
    {"a1": "author", "a2": "editor"},
)  # fmt: skip
BY_ROOT = {
    "xml": ENDNOTE, "records": ENDNOTE, "modscollection": MODS, "mods": MODS, "pubmedarticleset": PUBMED,
    "pubmedarticle": PUBMED, "sources": WORD, "feed": ATOM, "entry": ATOM, "rss": RSS, "dblp": DBLP,
    "dblpperson": DBLP, "bht": DBLP, "result": DBLP_HITS, "tei": TEI, "listbibl": TEI, "oai-pmh": DUBLIN_CORE,
    "dc": DUBLIN_CORE, "refworks": REFWORKS,
}  # fmt: skip
#: Vocabularies whose roots others have too: what tells them.
BY_MARK = (
    (JATS, re.compile(r"<(?:element|mixed|nlm)-citation\b", re.IGNORECASE)),
    (BIBLATEX, re.compile(r"<(?:[\w.-]+:)?entry\s[^<>]*\bentrytype=", re.IGNORECASE)),
    (MARC, re.compile(r"<(?:[\w.-]+:)?datafield\s[^<>]*\btag=", re.IGNORECASE)),
)


def values(element: Element, vocabulary: Vocabulary) -> Iterator[Value]:
    """Yield what a record says, under our names."""
    known: set[str] = set()
    for table in (vocabulary.fields, vocabulary.otherwise):
        given = set(known)
        for path, name in table.items():
            for value in _at(element, path, name):
                if table is vocabulary.fields or value.name not in given:
                    known.add(value.name)
                    yield value
        if table is vocabulary.fields:
            for path, role in vocabulary.people.items():
                for place in element.all(path):
                    for person in people(place, role):
                        known.add(person.name)
                        yield person


def _at(element: Element, path: str, name: str) -> Iterator[Value]:
    """Yield the values of one field at a path."""
    path, _, attribute = path.rpartition("@") if path.rpartition("/")[2].startswith("@") else (path, "", "")
    for each in element.all(path.rstrip("/")) if path else [element]:
        text = each.attributes.get(attribute, "") if attribute else _text(each)
        if not text:
            continue
        if name == "author":
            yield from people(each, "author")
        elif name == "date+month":
            yield Value("date", text, each.line)
            yield Value("month", text, each.line)
        elif name == "venue|title":  # the volume of an article, or the book itself
            inside = any(element.all(each) for each in ("analytic/title", "*/article-title", "*/chapter-title"))
            yield Value("venue" if inside else "title", text, each.line)
            if not inside:
                yield Value("type", "book", each.line)
        else:
            yield Value(name, text, each.line)


def _text(element: Element) -> str:
    """Return the text of an element; of dates and titles in parts all parts, as they are printed."""
    if element.name == "titleinfo":
        title, sub = element.first("title"), element.first("subtitle")
        title = f"{element.first('nonsort')} {title}".strip()
        return f"{title}: {sub}" if sub else title
    if element.name == "datafield":  # "A wall :" and "with pictures /"
        told = (element.first(f"subfield[@code={code}]").strip(" /:;,") for code in "ab")
        return ": ".join(piece for piece in told if piece)
    if element.name in {"pubdate", "articledate"} and element.children():
        parts = [element.first(name) for name in ("year", "month", "day")]
        if parts[1].isdigit():
            return "-".join(part for part in parts if part)
        return " ".join(part for part in reversed(parts) if part) or element.first("medlinedate")
    if element.name == "abstract":
        return " ".join(each.text() for each in element.children("abstracttext")) or element.text()
    if element.name == "reference":
        listed = element.all("articleidlist/articleid")
        names = [f"{each.attributes.get('idtype', '')}:{each.text()}" for each in listed]
        return " ".join(name.replace("pubmed:", "pmid:") for name in names)
    return element.text()


def people(element: Element, role: str) -> Iterator[Value]:
    """Yield the people that an element names, whatever the parts of a name are called."""
    if element.name == "name" and (told := _mods_role(element)):
        role = told
    inner = element.all("persname") or element.all("person")
    if inner and not _part(element, _FAMILY):
        for each in inner:
            yield from people(each, role)
        return
    if group := _part(element, _GROUP):
        yield Value("organisation", group, element.line)
        return
    family, given = _part(element, _FAMILY), _part(element, _GIVEN)
    if len(forenames := element.children("forename")) > 1:
        given = " ".join(each.text() for each in forenames)
    if element.children("namepart"):
        prefix = element.first("namepart[@type=prefix]")
        family = family or f"{prefix} {element.first('namepart[@type=family]')}".strip()
        pieces = [each.text() for each in element.all("namepart[@type=given]")]
        given = given or " ".join(piece for piece in pieces if piece)
    if element.name in {"person", "persname"} and (middle := element.first("middle") or element.first("middlename")):
        given = f"{given} {middle}".strip()
    if suffix := element.first("suffix"):
        family = f"{family}, {suffix}"
    if family:
        whole = f"{family}, {given}" if given else family
        yield named(role, whole, element.line, literal=element.name == "person" and not given)
        return
    text = element.first("name") or element.first("namepart[@type!=date]") or element.text()
    text = _LIFE.sub("", text)
    if role == "others" or (element.name == "subfield" and role == "author"):
        yield (
            Value("others", "et al.", element.line)
            if role == "others"
            else named(role, _POINT.sub("", text), element.line)
        )
        return
    if role == "organisation" or element.attributes.get("type") == "corporate":
        yield Value("organisation", text, element.line)
    elif ";" in text or " and " in text or text.count(",") > 1:
        yield from listed_names(role, text, element.line)
    elif text:
        yield named(role, text, element.line, literal=text.endswith(","))


def _part(element: Element, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := element.first(name))), "")


def _mods_role(element: Element) -> str | None:
    """Return what the role of a name in MODS is for us: one without a role is an author."""
    roles = {each.text().lower() for each in element.all("role/roleterm")}
    if not roles or roles & {"author", "aut", "creator", "cre", "ctb", "contributor"}:
        return None
    return "editor" if roles & {"editor", "edt"} else "translator"
