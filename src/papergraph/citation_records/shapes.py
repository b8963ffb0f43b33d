"""The services' own JSON → records: Semantic Scholar, OpenAlex and Crossref, as they answer and as their dumps come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from papergraph.citation_records.records import Context, Reference, Work, number_of, objects_of, text_of, texts_of
from papergraph.identifiers import curie, curie_of_url

#: Of a cited work so many authors are kept at most: papers of large groups would fill the file.
MOST_AUTHORS = 30
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
#: Names of identifiers in Semantic Scholar's `externalIds` and OpenAlex' `ids`, and our prefixes.
_EXTERNAL = {"arxiv": "arxiv", "doi": "doi", "acl": "acl", "pubmed": "pmid", "pmid": "pmid", "dblp": "dblp"}


def s2_work(record: Mapping[str, Any]) -> Work:
    """Return a paper of Semantic Scholar (API: `paperId`, dump: `corpusid`)."""
    ids = record.get("externalIds") or record.get("externalids")
    external = {name.lower(): value for name, value in ids.items()} if isinstance(ids, dict) else {}
    own = text_of(record.get("paperId")) or text_of(record.get("sha"))
    corpus = record.get("corpusid") or record.get("corpusId") or external.get("corpusid")
    found = [f"s2:{own}"] if own else []
    found += [made] if (made := corpus_id(corpus)) else []
    for name, prefix in _EXTERNAL.items():
        if (value := external.get(name)) is not None and (made := curie(prefix, str(value))):
            found.append(made)
    date = text_of(record.get("publicationDate") or record.get("publicationdate"))
    return Work(
        identifiers=tuple(dict.fromkeys(found)),
        title=text_of(record.get("title")),
        year=number_of(record.get("year")),
        date=date if date and _DATE.fullmatch(date) else None,
        authors=_names(record.get("authors"), "name"),
        venue=text_of(record.get("venue")),
    )


def corpus_id(value: Any) -> str | None:
    """Return the CURIE of a Semantic Scholar corpus number, None for anything else."""
    number = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return f"s2:CorpusId:{number}" if number.isdigit() else None


def s2_reference(record: Mapping[str, Any]) -> Reference | None:
    """Return one item of /paper/{id}/references; None for one that names no work."""
    cited = record.get("citedPaper")
    work = s2_work(cited) if isinstance(cited, dict) else Work()
    if not work.name:
        return None
    return Reference(
        work=replace(work, authors=work.authors[:MOST_AUTHORS]),
        intents=texts_of(record.get("intents")),
        influential=record["isInfluential"] if isinstance(record.get("isInfluential"), bool) else None,
        contexts=contexts(record),
    )


def contexts(record: Mapping[str, Any]) -> tuple[Context, ...]:
    """Return the citing sentences of a citation, each with its own intents where these are told apart."""
    told = {}
    for each in objects_of(record.get("contextsWithIntent")):
        if text := text_of(each.get("context")):
            told[text] = texts_of(each.get("intents"))
    for text in texts_of(record.get("contexts")):
        told.setdefault(text, ())
    return tuple(Context(text=text, intents=intents) for text, intents in told.items())


def s2_citation(record: Mapping[str, Any]) -> tuple[str, Reference] | None:
    """Return a line of the dump `citations`: the citing paper's CURIE, and what it cites."""
    citing, cited = corpus_id(record.get("citingcorpusid")), corpus_id(record.get("citedcorpusid"))
    if not citing or not cited:
        return None
    # In the dump `intents` is a list for each context.
    raw = record.get("intents")
    lists = raw if isinstance(raw, list) else []
    texts = record.get("contexts")
    found = [
        Context(text=text, intents=texts_of(lists[at]) if at < len(lists) else ())
        for at, each in enumerate(texts if isinstance(texts, list) else [])
        if (text := text_of(each))
    ]
    flat = [intent for each in lists for intent in (texts_of(each) if isinstance(each, list) else texts_of([each]))]
    influential = record.get("isinfluential")
    return citing, Reference(
        work=Work(identifiers=(cited,)),
        intents=tuple(dict.fromkeys(flat)),
        influential=influential if isinstance(influential, bool) else None,
        contexts=tuple(found),
    )


def openalex_work(record: Mapping[str, Any]) -> Work:
    """Return a work of OpenAlex."""
    found = [made] if (made := openalex_id(record.get("id"))) else []
    ids = record.get("ids")
    locations = [record.get("primary_location"), *objects_of(record.get("locations"))]
    urls = [record.get("doi"), *(ids.values() if isinstance(ids, dict) else ())]
    urls += [each.get("landing_page_url") for each in locations if isinstance(each, dict)]
    for url in urls:
        if isinstance(url, str) and (made := curie_of_url(url)):
            found.append(made)
    primary = record.get("primary_location")
    source = primary.get("source") if isinstance(primary, dict) else None
    date = text_of(record.get("publication_date"))
    authors = [each["author"] for each in objects_of(record.get("authorships")) if isinstance(each.get("author"), dict)]
    return Work(
        identifiers=tuple(dict.fromkeys(found)),
        title=text_of(record.get("title")) or text_of(record.get("display_name")),
        year=number_of(record.get("publication_year")),
        date=date if date and _DATE.fullmatch(date) else None,
        authors=_names(authors, "display_name"),
        venue=text_of(source.get("display_name")) if isinstance(source, dict) else None,
    )


def openalex_id(value: Any) -> str | None:
    """Return the CURIE of an OpenAlex work given as its address or number."""
    number = value.rsplit("/", 1)[-1].upper() if isinstance(value, str) else ""
    return f"openalex:{number}" if re.fullmatch(r"W\d+", number) else None


def openalex_references(record: Mapping[str, Any]) -> tuple[Reference, ...]:
    """Return what a work of OpenAlex cites: numbers, and nothing else."""
    found = [openalex_id(each) for each in texts_of(record.get("referenced_works"))]
    return tuple(Reference(work=Work(identifiers=(each,))) for each in dict.fromkeys(found) if each)


def crossref_work(record: Mapping[str, Any]) -> Work:
    """Return a work of Crossref."""
    doi = curie("doi", str(record.get("DOI") or ""))
    issued = record.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [each for each in first if isinstance(each, int) and not isinstance(each, bool)]
    year = number_of(numbers[0]) if numbers else None
    names = [
        " ".join(part for part in (text_of(each.get("given")), text_of(each.get("family"))) if part)
        or text_of(each.get("name"))
        for each in objects_of(record.get("author"))
    ]
    return Work(
        identifiers=(doi,) if doi else (),
        title=next(iter(texts_of(record.get("title"))), None),
        year=year,
        date="-".join([f"{year:04}", *(f"{each:02}" for each in numbers[1:3])]) if year and numbers[1:] else None,
        authors=tuple(each for each in names if each),
        venue=next(iter(texts_of(record.get("container-title"))), None),
    )


def crossref_references(record: Mapping[str, Any]) -> tuple[Reference, ...]:
    """Return what a work of Crossref cites, as far as its publisher deposited identifiers or titles."""

    def each_of() -> Iterator[Reference]:
        for each in objects_of(record.get("reference")):
            doi = curie("doi", str(each.get("DOI") or ""))
            year = re.match(r"\d{4}", str(each.get("year") or ""))
            work = Work(
                identifiers=(doi,) if doi else (),
                title=text_of(each.get("article-title")) or text_of(each.get("volume-title")),
                year=int(year[0]) if year else None,
            )
            if work.name:
                yield Reference(work=work)

    return tuple(each_of())


def _names(value: Any, field: str) -> tuple[str, ...]:
    return tuple(name for each in objects_of(value) if (name := text_of(each.get(field))))
