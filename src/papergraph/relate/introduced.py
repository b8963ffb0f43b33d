"""Terms that a list itself says a work introduced: "introduced the backpropagation algorithm", "known as RPN".

Where a list gives no curated concepts, its own words can: a term that one entry introduces, that no other entry claims
and no earlier work's entry speaks of, stands for that work in the sentences of later ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from papergraph.cues import FILL
from papergraph.mentions import Names
from papergraph.model import Entry, NoteKey, Paper
from papergraph.relate.claims import age
from papergraph.relate.grammar import Named, subjects_of
from papergraph.relate.masking import masked
from papergraph.sentences import clauses, sentences, within

_SAID: frozenset[NoteKey] = frozenset(["summary", "contribution"])

_VERB = (
    r"\b(?:introduc|propos|invent|pioneer|devis|originat|coin|formulat)(?:es|ed|ing|e|s)?"
    r"|\b(?:presents?|presented|presenting|develops?|developed|defines?|defined)"
)
_CLASS = (
    r"(?:algorithm|mechanism|trick|theorem|protocol|principle|doctrine|hypothesis|conjecture|equation|operator|test"
    r"|update rule|rule|transform|estimator|law|lemma|inequality|model|calculus|code|cipher|scheme|test|effect|machine"
    r"|sampler|index|tree|filter|procedure|clause|assay|reaction|cycle|pathway|scale|paradigm|framework|formalism|method|architecture|network|layer)"
)
_WORD = rf"(?:(?!{FILL})[^\W\d_][\w-]*)"
_NAMED_CLASS = re.compile(
    rf"(?:{_VERB}) the (?P<words>{_WORD}(?: {_WORD}){{0,2}}) (?P<kind>{_CLASS})\b(?! of\b)", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    rf"(?:{_VERB}) (?:the |an? )?(?:\w+ )?(?P<words>{_WORD}(?:[ -]{_WORD}){{1,4}}) \((?P<short>[A-Z][\w-]*[A-Z])s?\)"
)
# "introduces CycleGAN": a name by its capitals or digits
_OWN = r"(?![A-Z]{1,2}\b)[A-Z][a-z]*[A-Z0-9][\w-]+"
_OWN_NAME = re.compile(rf"(?:{_VERB}) (?P<name>{_OWN})(?=[\s,.(]|$)")
_NAME_LIKE = re.compile(rf"{_OWN}s?")
_MARKED = re.compile(r"\w\d\w|[a-z][A-Z]")  # "seq2seq", "mRNA": no common word
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:now|today|later|often|usually|commonly|widely|since) (?:known as|called|termed|named|referred to as)"
    r" (?:the |an? )?[\"“‘']?(?P<name>[A-Z][\w-]+(?: [\w-]+){0,2}?)[\"”’']?"
    r"(?=\s*[).,;]|\s+(?:that|which|to|for|with)\b)"
)
# What may stand before a class without naming one of it.
_PLAIN = frozenset(
    """first second third new novel general core basic main following same whole entire final initial simple simplest
    efficient effective original proposed resulting underlying overall standard classic classical modern latest current
    previous existing other own popular famous influential seminal very most best only next last such this that key
    necessary required formal mathematical theoretical experimental training learning search test base full final deep
    optimal large small fast faster two three four and or of in for to""".split()  # noqa: SIM905
)
_SUBJECT = 2  # other works with a name in their titles make it that of a subject
_RARE = 9  # letters of a single word before the colon of a title ("Perceptron")
_PHRASE = 4  # words that are no common phrase
_SINGLE = 11  # letters from which on one word is a term and not a common one ("backpropagation")


def introduced(entries: Iterable[Entry], papers: Mapping[str, Paper], names: Names) -> list[tuple[str, str]]:
    """Return sorted (term, paper) for the terms that the entries of one paper say it introduced.

    A term that `names` know, that entries of several papers introduce, or that stands in the entry of a work that is
    not later, is nobody's.
    """
    listed = [(entry, papers[entry.paper]) for entry in entries if entry.paper in papers and entry.paper]
    claimed: dict[str, set[str]] = {}
    spelt: dict[str, set[str]] = {}
    for entry, paper in listed:
        said = [_terms(note.text, paper.id, names) for note in entry.notes if note.key in _SAID]
        for term in (*_heads(paper), *(each for terms in said for each in terms)):
            claimed.setdefault(term.casefold(), set()).add(paper.id)
            spelt.setdefault(term.casefold(), set()).add(term)
    owners = {key: next(iter(owner)) for key, owner in claimed.items() if len(owner) == 1}
    owners = {key: owner for key, owner in owners.items() if not names.find(min(spelt[key]))}
    if not owners:
        return []
    terms = Names.of_labels((term, key) for key in sorted(owners) for term in sorted(spelt[key]))
    titled: dict[str, set[str]] = {}
    for entry, paper in listed:
        for text in (entry.title, *(note.text for note in entry.notes if note.key in _SAID)):
            for mention in terms.find(text):
                owner = owners.get(mention.paper)
                if owner is None or owner == paper.id:
                    continue
                if _NAME_LIKE.fullmatch(mention.text):
                    # A name is nobody else's, and an earlier work's entry may tell of later works; but what several
                    # other titles hold is the name of a subject ("SLAM").
                    if text == entry.title:
                        titled.setdefault(mention.paper, set()).add(paper.id)
                    if len(titled.get(mention.paper, ())) >= _SUBJECT:
                        del owners[mention.paper]
                    continue
                if age(paper, papers[owner]) in ("older", "unknown"):
                    del owners[mention.paper]
    return sorted((term, owner) for key, owner in owners.items() for term in spelt[key])


def _heads(paper: Paper) -> Iterator[str]:
    """Yield what stands before the colon of a title, where it is a single rare word or too long for a common phrase."""
    for title in (paper.title, *paper.alt_titles):
        head, colon, _ = title.partition(":")
        head = _ARTICLE.sub("", head.strip(), count=1)
        if colon and (len(head.split()) >= _PHRASE or (len(head) >= _RARE and head.isalpha())):
            yield head


def _terms(text: str, owner: str, names: Names) -> Iterator[str]:
    if not any(pattern.search(text) for pattern in (_NAMED_CLASS, _ABBREVIATED, _CALLED, _OWN_NAME)):
        return
    found = names.find(text)
    hidden = masked(text, found)
    starts = [mention.start for mention in found]
    for start, end in sentences(text):
        here = found[within(starts, start, end)]
        for match in _CALLED.finditer(text, start, end):
            if not any(mention.paper != owner for mention in here):
                yield match["name"]
        for match in _ABBREVIATED.finditer(hidden, start, end):
            words = re.split(r"[ -]", match["words"])
            letters = "".join(word[0] for word in words).upper()
            short = match["short"].upper()
            if letters.endswith(short) and len(short) >= 2:
                yield " ".join(words[len(words) - len(short) :])
                if len(short) >= 3:
                    yield match["short"]
        for clause in clauses(hidden, start, end):
            named = [
                Named(mention.paper, mention.start - clause.start, mention.end - clause.start)
                for mention in here
                if clause.start <= mention.start and mention.end <= clause.start + len(clause.text)
            ]
            for match in _OWN_NAME.finditer(clause.text):
                if subjects_of(clause.text[: match.start()], named, owner) == (owner,):
                    yield match["name"]
            for match in _NAMED_CLASS.finditer(clause.text):
                words = match["words"].lower().split()
                if _PLAIN & set(words) or subjects_of(clause.text[: match.start()], named, owner) != (owner,):
                    continue
                yield f"{match['words']} {match['kind']}"
                if len(words) == 1 and (len(words[0]) >= _SINGLE or _MARKED.search(match["words"])):
                    yield match["words"]
