"""Claims from citations: which of the works that a paper cites it rests on, by how it speaks of them.

Most citations are no prerequisites. Each sentence that cites tells something of what the reference is for (`citing`),
and with what the service and the structure of citations say each sign adds to the odds (`weighing`); from even odds on
a citation is `core`, at most `MOST_CORE` works a paper or `SHARE_CORE` of what it cites here, the surest first. All
others are `background`.

Without sentences, intents or influence (OpenAlex, Crossref) a citation is `background`, with two exceptions: other
evidence makes the edge a core one (`merge`), or the structure speaks strongly, which is when at least `TIED` other
references and `SHARE_TIED` of them all are tied to the work by a citation, and of at most `MOST_BY_STRUCTURE` works a
paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from papergraph.citation_records import Citation
from papergraph.mentions import family_spellings
from papergraph.model import EdgeKind, Evidence, Paper
from papergraph.people import parse_name
from papergraph.relate.citing import saying
from papergraph.relate.claims import Claim, could_build_on
from papergraph.relate.marks import citing
from papergraph.relate.weighing import Mention, Weighed, rank, weighed

#: Of what one paper cites so many works at most are core by citations alone, or this share of what it cites here: of
#: the references of single papers whose purpose was judged, a fifth to two fifths are used or extended.
MOST_CORE, SHARE_CORE = 4, 0.4
#: And so many where nothing but the structure of citations speaks.
MOST_BY_STRUCTURE = 2
TIED, SHARE_TIED = 4, 0.35

#: So many words before a colon in a title are a name.
_HEAD = 2

_SERVICES = {"s2": "Semantic Scholar", "openalex": "OpenAlex", "crossref": "Crossref", "arxiv": "arXiv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A citation, weighed, with its most telling sentence."""

    citation: Citation
    weighed: Weighed
    quote: str | None = None


def cited_claims(
    citations: Iterable[Citation], papers: Mapping[str, Paper], names: Mapping[str, str] | None = None
) -> list[Claim]:
    """Return a claim for each citation between papers at hand that their dates allow, sorted by subject and object.

    `names` are those of the authors by their ids: with them a reference is told from others in one sentence. Evidence
    is of justification `citation`, quotes the most telling citing sentence and says in its reason what spoke for the
    edge. How kinds and confidence come about stands in the docstring of this module.
    """
    of_paper: dict[str, list[_Told]] = {}
    for each in citations:
        known = each.subject in papers and each.object in papers
        if known and could_build_on(papers, subject=each.subject, object=each.object):
            told = _told(each, papers[each.subject], papers[each.object], names or {})
            of_paper.setdefault(each.subject, []).append(told)
    return [claim for _, found in sorted(of_paper.items()) for claim in _claims(found)]


def mentions(texts: Sequence[str], paper: Paper, names: Mapping[str, str]) -> list[tuple[Mention, str]]:
    """Return what each text says of a paper that it cites, with the sentence that tells it.

    `names` are those of the paper's authors by their ids.
    """
    printed = [names[each] for each in paper.authors[:1] if each in names]
    found = citing(
        texts,
        families=family_spellings(parse_name(printed[0])) if printed else (),
        year=paper.year,
        names=_called(paper),
    )
    return [
        min(
            (
                (Mention(what=saying(each), together=each.together, sure=each.sure), text[each.start : each.end])
                for each in sentences
            ),
            key=_telling,
        )
        for text, sentences in zip(texts, found, strict=True)
    ]


def _called(paper: Paper) -> set[str]:
    """Return what a sentence may call a paper: its short names, its titles, and what stands before a colon in these."""
    titles = (paper.title, *paper.alt_titles)
    heads = {title.partition(":")[0] for title in titles if ":" in title}
    return {*paper.short_names, *titles, *(head for head in heads if len(head.split()) <= _HEAD)}


def _claims(found: list[_Told]) -> Iterator[Claim]:
    """Yield the claims of one paper's citations; of those that could be core ones, the surest few are."""
    order = sorted(found, key=lambda each: (-each.weighed.chance, -each.citation.tied, each.citation.object))
    most = max(MOST_CORE, round(SHARE_CORE * len(found)))
    likely = [each for each in order if each.weighed.chance >= 0.5]
    spoken = [each.citation.object for each in likely if each.weighed.rule != "cited-structure"]
    by_structure = [each.citation.object for each in order if each.weighed.rule == "cited-structure"]
    core = {*spoken[:most], *by_structure[: max(0, min(MOST_BY_STRUCTURE, most - len(spoken)))]}
    for each in sorted(found, key=lambda each: each.citation.object):
        citation, chance, signs = each.citation, each.weighed.chance, each.weighed.signs
        kind: EdgeKind = "core" if citation.object in core else "background"
        if kind == "background" and each in likely:
            signs = (*signs, "of its references others are surer")
        yield Claim(
            subject=citation.subject,
            object=citation.object,
            kind=kind,
            evidence=Evidence(
                justification="citation",
                confidence=round(chance if kind == "core" else 0.3 + 0.4 * min(chance, 0.49), 3),
                source=citation.source,
                first_line=citation.line,
                last_line=citation.line,
                quote=each.quote,
                reason="; ".join((*signs, _according(citation))),
                rule=each.weighed.rule,
            ),
        )


def _told(citation: Citation, subject: Paper, older: Paper, names: Mapping[str, str]) -> _Told:
    tied = citation.tied >= TIED and citation.tied >= SHARE_TIED * citation.among
    structure = f"{citation.tied} of its {citation.among} other references are tied to it by a citation"
    if not citation.contexts and not citation.intents and citation.influential is None:
        signs = ("cited; no sentences known", *((structure,) if tied else ()))
        share = citation.tied / max(citation.among, 1)
        chance = round(min(0.8, 0.4 + share / 2), 3) if tied else 0.2
        rule = "cited-structure" if tied else "cited"
        return _Told(citation=citation, weighed=Weighed(chance=chance, signs=signs, rule=rule))
    read = mentions([each.text for each in citation.contexts], older, names)
    said = [
        (Mention(what=each.what, together=each.together, sure=each.sure, intents=context.intents), sentence)
        for (each, sentence), context in zip(read, citation.contexts, strict=True)
    ]
    found = weighed(
        [each for each, _ in said],
        intents=citation.intents,
        influential=citation.influential,
        author=not set(subject.authors).isdisjoint(older.authors),
        structure=structure if tied else None,
    )
    return _Told(citation=citation, weighed=found, quote=min(said, key=_telling)[1] if said else None)


def _telling(said: tuple[Mention, str]) -> tuple[object, ...]:
    """Return a sort key: what tells most comes first; of equals a whole sentence of middling length."""
    mention, sentence = said
    return (*rank(mention), sentence[-1:] not in ".!?", abs(len(sentence) - 160), sentence)


def _according(citation: Citation) -> str:
    services = " and ".join(_SERVICES.get(each, each) for each in citation.services)
    return f"according to {services}" + (f", asked on {citation.asked}" if citation.asked else "")
