"""What a clause says by its shape, without a cue: "a sparse Transformer", "its encoder is a U-Net"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from papergraph.cues import BARRIERS, DOUBTED_AFTER, FILL, HEARSAY, OTHERS, Cue, calibrated, cues_in
from papergraph.model import EdgeKind
from papergraph.relate.grammar import NOT_THE_WORK, Named, Relation, subjects_of

_PRIOR = 0.9  # a shape says less than a cue
_NAME = f"(?P<name>{FILL}+)"
_WORD = rf"(?:(?!{FILL})[\w.×-]+ )"


def _shape(name: str, kind: EdgeKind) -> Cue:
    return Cue(name, "", "older", kind, calibrated(name, _PRIOR))


_KIND_OF = _shape("kind-of", "core")
_PART = _shape("part", "background")
_MODIFIER = _shape("modifier", "background")
_OPENING = _shape("opening", "core")
_CHANGED = _shape("is-changed", "core")
_USED = _shape("is-used", "background")
_USE_OF = _shape("use-of", "background")
_SHOWN_OF = _shape("shown-of", "background")
_LACKING = _shape("lacking", "core")
#: Something is made for a work: what it is made for was there before, whatever the months say.
MADE_FOR = "made-for"
_MADE_FOR = _shape(MADE_FOR, "background")

# "introduces a deep Transformer", "is a GAN whose …", "BERT, a deep Transformer"
_KIND = re.compile(
    r"(?:\b(?:introduc\w+|present(?:s|ed|ing)|propos(?:es|ed|ing)|develop(?:s|ed)|design(?:s|ed)|is|was) "
    rf"|(?P<apposed>{FILL}+), )an? {_WORD}{{0,4}}{_NAME}",
    re.IGNORECASE,
)
# What may follow the name of a kind; a noun would make it a part ("a Transformer decoder").
_KIND_ENDS = re.compile(
    r"\W*$|[.,;:)]|\s+(?:that|which|whose|with|trained|pre-?trained|for|on|over|in|of|to|made|model|network|models)\b",
    re.IGNORECASE,
)
_PART_IS = re.compile(
    rf"\b(?:its|the|both|each|a|an) {_WORD}{{1,3}}(?:is|are|being|was|were)(?:, (?:in effect|in fact|in essence"
    rf"|essentially),)? (?:again |simply |here )?(?:an? |the )?"
    rf"(?:(?!to ){_WORD}){{0,3}}{_NAME}|\bits {_WORD}{{1,3}}, an? {_WORD}{{0,3}}(?P<name2>{FILL}+)",
    re.IGNORECASE,
)
_BASED = re.compile(rf"\b(?:an?|its) {_WORD}{{0,3}}{_NAME}[- ](?:based|style|type)\b", re.IGNORECASE)
# "with a ResNet backbone", "BERT as its encoder": a part by what it is called
_AS = (
    r"(?:backbones?|encoders?|decoders?|bod(?:y|ies)|cores?|engines?|layers?|blocks?|modules?|units?|back-?ends?"
    r"|front-?ends?|indexe?s?|components?|subroutines?|primitives?|bas[ei]s|foundation|starting point|building blocks?"
    r"|teachers?|optimi[sz]ers?|controllers?|storage|substrate|scaffold|frame|vehicle|vector|template)"
)
_WITH_PART = re.compile(
    r"\b(?:with|uses|using|has|on|via|through) (?:an? |the |its |two |several )?"
    rf"{_WORD}{{0,2}}{_NAME}[- ]{_WORD}?{_AS}\b"
    rf"|(?P<name2>{FILL}+) as (?:its|the|an?|their|a) {_WORD}{{0,3}}{_AS}\b",
    re.IGNORECASE,
)
# "a denoiser (U-Net)": the bracket, opened by the mask, says which
_WHICH = re.compile(
    rf"\b(?:an?|its) {_WORD}{{0,3}}(?!(?:\w+s|rival|competitor|winner|opponent|alternative|contemporary|predecessor"
    rf"|critic|sibling|cousin) )[^\W\d]\w+ [ ]+{_NAME}\s\s",
    re.IGNORECASE,
)
# "brings order, which earlier designs like Osprey lacked"
_LACKED = re.compile(
    r"(?:which|that)? ?(?:(?:the |most |many )?(?:earlier|previous|prior|older|existing|original)\b[^,;]{0,60}?)?"
    rf"{_NAME}"
    r"[^,;]{0,12}? (?:(?:had |still |all |both |also )?(?:lacked|missed)|(?:could|did) not\b|couldn['’]t|didn['’]t"
    r"|(?:was|were) (?:unable|incapable|without)|had no\b|never (?:had|could)|failed to|struggled)",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:solutions?|answers?|remed(?:y|ies)|cures?|fix(?:es)?|brings?|adds?|introduc\w+|provid(?:es|ed)|gives?"
    r"|offers?|suppl(?:y|ies|ied)|fills?|enabl(?:es|ed)|allow(?:s|ed)|first|novel|new)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"\W*(?:(?:an?|the) )?{_WORD}{{0,1}}{_NAME} (?:pre-?trained|trained|fine-?tuned|scaled|applied|adapted|extended|"
    r"augmented|combined|equipped|enhanced|plus|minus|made|turned|but with)\b",
    re.IGNORECASE,
)
_OTHERS_DO = re.compile(r"\b(?:later|subsequent\w*|since then|afterwards|today)\b", re.IGNORECASE)
_BEING = frozenset(["is", "are", "was", "were"])
_FINITE = re.compile(
    r"\b(?:is|are|was|were|can|could|has|have|had|do|does|did|will|may|fails?|remains?|becomes?)\b", re.IGNORECASE
)
_PASSIVE = re.compile(
    rf"\W*(?:here |in it |for this )?,? ?(?:(?:the|an?) )?{_WORD}{{0,2}}{_NAME}(?:['’]s {_WORD}{{0,2}}[\w-]+)?"
    r" (?:is|are|was|were|gets?) (?:(?:also|then|here|thus|\w+ly) )?"
    r"(?:(?P<changed>extended|adapted|replaced|generali[sz]ed|scaled|combined|modified|simplified|revisited|compressed"
    r"|distilled|quanti[sz]ed|augmented|improved|turned|sped up|accelerated|reformulated)"
    r"|used|reused|applied|trained|fine-?tuned|pre-?trained|kept|taken|carried|run|stacked)\b(?! (?:\w+ )?(?:by|in)\b)",
    re.IGNORECASE,
)
# "introduces the attention mechanism for seq2seq models", where the mechanism may be the work's own name
_FOR = re.compile(
    rf"\b(?:introduc|present|propos|describ)(?:es|ed|ing|s)? (?:an? |the )?(?!for ){_WORD}{{0,8}}"
    rf"(?:(?P<own>{FILL}+) {_WORD}{{0,3}})?for (?:the |training )?{_WORD}{{0,1}}{_NAME}",
    re.IGNORECASE,
)
# "key contributions include the use of ReLUs"
_USE = re.compile(
    rf"\b(?:contributions?|ideas?|novelt(?:y|ies)|innovations?|ingredients?|features?|insights?|tricks?|choices?|design)"
    r" (?:of (?:the|this) \w+ )?(?:include|included|is|are|was|were|lies? in|rests? on) (?:\w+ly )?(?:the|its|their)"
    rf" use of (?:the |an? )?{_WORD}{{0,2}}{_NAME}",
    re.IGNORECASE,
)
# "shows that ResNets can be trained", "found that BERT is undertrained"
_SHOWN = re.compile(
    rf"\b(?:show|demonstrat|find|found|prov|discover)\w* (?:that )?(?:an? |the )?{_WORD}{{0,2}}{_NAME}"
    r" (?:can|could)(?! not\b)\b",
    re.IGNORECASE,
)


def shapes(clause: str, names: Sequence[Named], owner: str, *, opens: bool, before: str = "") -> Iterator[Relation]:
    """Yield what the shape of a masked clause says of `owner`.

    `opens`: the clause begins its sentence; `before` is what stands in the sentence before it.
    """
    at = {name.start: name for name in names}
    denied = [start for start, _, cue in cues_in(clause) if cue.points == "nowhere"]
    for place, cue in _found(clause, names, owner, at, opens=opens):
        name = at.get(place)
        if name is None or name.paper == owner or any(start < name.start for start in denied):
            continue
        if not (HEARSAY.search(clause) or DOUBTED_AFTER.search(clause)):
            yield Relation(owner, name.paper, cue, name.start)
    lacked = _LACKED.match(clause)
    if lacked is not None and _ANSWERED.search(before) and not _OTHERS_DO.search(before):
        name = at.get(lacked.start("name"))
        if name is not None and name.paper != owner:
            yield Relation(owner, name.paper, _LACKING, name.start)


def _found(
    clause: str, names: Sequence[Named], owner: str, at: Mapping[int, Named], *, opens: bool
) -> Iterator[tuple[int, Cue]]:
    """Yield (start of a name, what its place in the clause says)."""
    for match in _KIND.finditer(clause):
        apposed = at.get(match.start("apposed")) if match["apposed"] else None
        about = (apposed.paper,) if apposed else subjects_of(clause[: match.start()], names, owner)
        if about == (owner,) and not _words(match[0]) & (BARRIERS - {"is", "was"}):
            yield match.start("name"), _KIND_OF if _KIND_ENDS.match(clause, match.end("name")) else _PART
    for place in _parts(clause, names, owner):
        yield place, _PART
    for match in _BASED.finditer(clause):
        if not OTHERS & _words(clause[: match.end()]):
            yield match.start("name"), _MODIFIER
    for words, pattern, cue in ((" for ", _FOR, _MADE_FOR), (" c", _SHOWN, _SHOWN_OF), (" use of ", _USE, _USE_OF)):
        for match in pattern.finditer(clause) if words in clause else ():  # quicker than any pattern
            own = at.get(match.start("own")) if cue is _MADE_FOR else None
            if subjects_of(clause[: match.start()], names, owner) == (owner,) and (own is None or own.paper == owner):
                yield match.start("name"), cue
    opening = _OPENS.match(clause) if opens and owner not in {name.paper for name in names} else None
    if opening and not _FINITE.search(clause):
        yield opening.start("name"), _OPENING
    passive = _PASSIVE.match(clause)
    # "Where BERT is fine-tuned, this model …" contrasts.
    if passive and not (OTHERS | BARRIERS - _BEING) & _words(passive[0]):
        yield passive.start("name"), _CHANGED if passive["changed"] else _USED


def _parts(clause: str, names: Sequence[Named], owner: str) -> Iterator[int]:
    """Yield where the names stand that a clause calls a part of the work that it is about."""
    for pattern in (_PART_IS, _WHICH, _WITH_PART):
        for match in pattern.finditer(clause):
            name = "name" if match["name"] else "name2"
            if OTHERS & _words(match[0]) or NOT_THE_WORK.match(match[0]):
                continue
            if pattern is not _WITH_PART or (
                not OTHERS & _words(clause[: match.start()])
                and subjects_of(clause[: match.start()], names, owner) == (owner,)
            ):
                yield match.start(name)


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[\w-]+", text)}
