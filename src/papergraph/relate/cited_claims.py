"""Claims from citations: which of the works that a paper cites it rests on, by how it speaks of them.

Most citations are no prerequisites. Of the contexts that were judged for MultiCite (Lauscher et al. 2022) 6.7 % say
"extends"; of the citations that were judged by Valenzuela, Ha and Etzioni (2015) 14.6 % are important, which their
classifier, whose descendant gives Semantic Scholar's `influential`, finds with precision 0.65 at recall 0.90. Its
strongest sign is how often a work is mentioned. The sum below starts between the two shares and adds what each sign
says for or against; the parts are round logarithms of odds, set by hand on these anchors:

- a citing sentence that says so in the authors' own voice ("we extend", "we follow", "based on") tells most, and
  extends more than uses; a sentence that names many works in one bracket, or sets itself apart, tells least;
- intents of a method, influence, and each doubling of the mentions speak for it; a result that is compared alone
  against;
- so does structure: a work that a third of the other references cite, or that cites them.

`core` from even odds on, and at most `MOST_CORE` a paper, the surest first: a learner's path stays lean. All other
citations are `background`. Without sentences, intents or influence (OpenAlex, Crossref) a citation is `background`,
with two exceptions: other evidence makes the edge a core one (`merge`), or the structure speaks strongly, which is
when at least `TIED` other references and `SHARE` of them all are tied to the work by a citation, and of at most
`MOST_BY_STRUCTURE` works a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, log2

from papergraph.citation_records import Citation, Context
from papergraph.model import EdgeKind, Evidence, Paper
from papergraph.relate.claims import Claim, could_build_on

#: Of what one paper cites, so many works at most are core by citations alone.
MOST_CORE = 4
#: And so many where nothing but the structure of citations speaks.
MOST_BY_STRUCTURE = 2
TIED, SHARE = 4, 0.35

# Odds of 1 : 9, between the 6.7 % that extend and the 14.6 % that are important.
_START = -2.2
_ALONE = -0.6  # mentioned once, in the background
_MENTIONS, _MOST_MENTIONS = 0.8, 3.0  # for each doubling, up to eight mentions
_INFLUENTIAL = 1.4
_METHOD, _MORE_METHOD = 1.0, 0.5
_EXTENDS, _USES = 2.6, 1.3
_MORE_OWN = 0.5
_COMPARED, _LUMPED = -0.5, -0.8
_STRUCTURE = 0.7

_METHODS = frozenset({"methodology", "method", "uses", "use", "extends", "extension"})
_EXTENSIONS = frozenset({"extends", "extension"})
_RESULTS = frozenset({"result", "results", "resultcomparison", "comparison", "differences", "similarities"})

_OWN = r"(?:we|our|ours|us|this (?:paper|work|article|study)|i|here|in this (?:paper|work))"
_GAP = r"[^.;]{0,60}?"
_EXTENDING = re.compile(
    rf"\b{_OWN}\b{_GAP}\b(?:extend(?:s|ed|ing)?|extensions?|generali[sz](?:e|es|ed|ing)|buil(?:d|ds|t|ding)\s+(?:up)?on"
    r"|based\s+(?:up)?on|inspired\s+by|modif(?:y|ies|ied)|adapt(?:s|ed)?|variant\s+of|improv(?:e|es|ed)\s+(?:up)?on"
    r"|derived\s+from|start(?:s|ing)?\s+from)\b"
    r"|\b(?:extend(?:s|ing)?|build(?:s|ing)?\s+(?:up)?on|inspired\s+by|generali[sz]ing|motivated\s+by|starting\s+from)\b"
    rf"{_GAP},\s*{_OWN}\b",
    re.IGNORECASE,
)
_USING = re.compile(
    rf"\b{_OWN}\b{_GAP}\b(?:us(?:e|es|ed|ing)|follow(?:s|ed|ing)?|adopt(?:s|ed|ing)?|employ(?:s|ed|ing)?"
    r"|appl(?:y|ies|ied|ying)|utili[sz]e[sd]?|leverag(?:e|es|ed|ing)|reus(?:e|es|ed)|(?:fine-?\s?)?tun(?:e|ed)|implement(?:s|ed)?"
    r"|train(?:s|ed)?|initiali[sz](?:e|es|ed)|take[ns]?|borrow(?:s|ed)?|incorporat(?:e|es|ed)|evaluate[ds]?\s+on)\b"
    r"|\b(?:following|as\s+in|similar\s+to|same\s+as|same\s+(?:\w+\s+){1,3}as|according\s+to|as\s+(?:described|proposed|"
    rf"done|suggested|used)\s+(?:in|by))\b|\b(?:using|with|via)\b{_GAP},\s*{_OWN}\b"
    r"|\b(?:is|are|was|were)\s+(?:trained|implemented|initiali[sz]ed|estimated|optimi[sz]ed|computed|evaluated)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:unlike|in\s+contrast\s+(?:to|with)|contrary\s+to|differ(?:s|ent|ently)?\s+from|instead\s+of|rather\s+than"
    r"|outperform(?:s|ed|ing)?|better\s+than|compar(?:ed|ing|ison|e)\s+(?:\w+\s+){0,3}(?:to|with|against)|in\s+comparison)\b",
    re.IGNORECASE,
)
# Three works or more in one pair of brackets: "[3, 7, 12]", "(Doe 2010; Roe 2011; Poe 2012)".
_MANY = re.compile(r"\[\s*\d+\s*(?:[,;–-]\s*\d+\s*){2,}\]|\((?:[^();]*\d{4}[a-z]?\s*;){2,}[^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A citation with the odds that it is a prerequisite, in words and as a chance, and its telling sentence."""

    citation: Citation
    chance: float
    rule: str
    signs: tuple[str, ...]
    quote: str | None


def cited_claims(citations: Iterable[Citation], papers: Mapping[str, Paper]) -> list[Claim]:
    """Return a claim for each citation between papers at hand that their dates allow, sorted by subject and object.

    Evidence is of justification `citation`, quotes the most telling citing sentence and says in its reason what spoke
    for the edge. How kinds and confidence come about stands in the docstring of this module.
    """
    of_paper: dict[str, list[_Weighed]] = {}
    for each in citations:
        known = each.subject in papers and each.object in papers
        if known and could_build_on(papers, subject=each.subject, object=each.object):
            of_paper.setdefault(each.subject, []).append(_weighed(each))
    return [claim for _, found in sorted(of_paper.items()) for claim in _claims(found)]


def _claims(found: list[_Weighed]) -> Iterator[Claim]:
    """Yield the claims of one paper's citations; of those that could be core ones, the surest few are."""
    order = sorted(found, key=lambda each: (-each.chance, -each.citation.tied, each.citation.object))
    spoken = [each.citation.object for each in order if each.chance >= 0.5 and each.rule != "cited-structure"]
    by_structure = [each.citation.object for each in order if each.rule == "cited-structure"]
    core = {*spoken[:MOST_CORE], *by_structure[: max(0, min(MOST_BY_STRUCTURE, MOST_CORE - len(spoken)))]}
    for each in sorted(found, key=lambda each: each.citation.object):
        citation = each.citation
        kind: EdgeKind = "core" if citation.object in core else "background"
        yield Claim(
            subject=citation.subject,
            object=citation.object,
            kind=kind,
            evidence=Evidence(
                justification="citation",
                confidence=round(each.chance if kind == "core" else 0.3 + 0.4 * min(each.chance, 0.5), 3),
                source=citation.source,
                first_line=citation.line,
                last_line=citation.line,
                quote=each.quote,
                reason="; ".join(each.signs),
                rule=each.rule,
            ),
        )


def _weighed(citation: Citation) -> _Weighed:
    contexts = citation.contexts
    tied = citation.tied >= TIED and citation.tied >= SHARE * citation.among
    structure = f"{citation.tied} of its {citation.among} other references are tied to it by a citation"
    if not contexts and not citation.intents and citation.influential is None:
        named = f"cited, according to {_listed(citation.services)}; no sentences known"
        share = citation.tied / max(citation.among, 1)
        chance = round(min(0.8, 0.4 + share / 2), 3) if tied else 0.2
        return _Weighed(
            citation=citation,
            chance=chance,
            rule="cited-structure" if tied else "cited",
            signs=(named, structure) if tied else (named,),
            quote=None,
        )
    words = {each.casefold() for context in contexts for each in context.intents}
    words |= {each.casefold() for each in citation.intents}
    extends = sum(_extends(each) for each in contexts)
    uses = sum(_uses(each) for each in contexts) - extends
    methods = sum(bool({word.casefold() for word in each.intents} & _METHODS) for each in contexts)
    odds, signs = _START, [f"mentioned {_times(len(contexts))}" if contexts else "cited"]
    odds += min(_MENTIONS * log2(max(len(contexts), 1)), _MOST_MENTIONS * _MENTIONS)
    if extends or words & _EXTENSIONS:
        odds += _EXTENDS + (_MORE_OWN if extends + uses > 1 else 0.0)
        signs.append("in the authors' words what they extend")
    elif uses > 0:
        odds += _USES + (_MORE_OWN if uses > 1 else 0.0)
        signs.append("in the authors' words what they use")
    if words & _METHODS:
        odds += _METHOD + (_MORE_METHOD if methods > 1 else 0.0)
        signs.append("as a method")
    elif words and words <= _RESULTS:
        odds += _COMPARED
        signs.append("to compare results")
    elif len(contexts) <= 1 and not (extends or uses):
        odds += _ALONE
    if citation.influential:
        odds += _INFLUENTIAL
        signs.append("counted as influential")
    if contexts and all(_MANY.search(each.text) for each in contexts):
        odds += _LUMPED
    if tied:
        odds += _STRUCTURE
        signs.append(structure)
    return _Weighed(
        citation=citation,
        chance=round(min(1 / (1 + exp(-odds)), 0.95), 3),
        rule="cited-extends" if extends or words & _EXTENSIONS else "cited-uses" if uses > 0 else "cited",
        signs=(f"{signs[0]}, according to {_listed(citation.services)}", *signs[1:]),
        quote=max(contexts, key=_telling).text if contexts else None,
    )


def _extends(context: Context) -> bool:
    return bool(_EXTENDING.search(context.text)) and not _APART.search(context.text) and not _MANY.search(context.text)


def _uses(context: Context) -> bool:
    own = _EXTENDING.search(context.text) or _USING.search(context.text)
    return bool(own) and not _APART.search(context.text) and not _MANY.search(context.text)


def _telling(context: Context) -> tuple[object, ...]:
    """Return a sort key: the sentence that tells most is the greatest; of equals a whole one of middling length."""
    intents = {each.casefold() for each in context.intents}
    length = len(context.text)
    return (
        _extends(context) + _uses(context),
        bool(intents & _METHODS),
        not _MANY.search(context.text),
        context.text[-1:] in ".!?",
        -abs(length - 160),
        context.text,
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _listed(services: tuple[str, ...]) -> str:
    names = {"s2": "Semantic Scholar", "openalex": "OpenAlex", "crossref": "Crossref", "arxiv": "arXiv"}
    return " and ".join(names.get(each, each) for each in services)
