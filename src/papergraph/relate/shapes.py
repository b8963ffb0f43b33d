"""What a clause says by its shape, without a cue: "a sparse Transformer", "its encoder is a U-Net"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from papergraph.cues import BARRIERS, FILL, OTHERS, Cue, calibrated, cues_in
from papergraph.model import EdgeKind
from papergraph.relate.grammar import Named, Relation, subjects_of

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
_MADE_FOR = _shape("made-for", "background")
_SHOWN_OF = _shape("shown-of", "background")

# "introduces a deep Transformer", "is a GAN whose …", "BERT, a deep Transformer"
_KIND = re.compile(
    rf"(?:\b(?:introduc\w+|present(?:s|ed)|propos(?:es|ed)|is|was) |(?P<apposed>{FILL}+), )an? {_WORD}{{0,4}}{_NAME}",
    re.IGNORECASE,
)
# What may follow the name of a kind; a noun would make it a part ("a Transformer decoder").
_KIND_ENDS = re.compile(
    r"\W*$|[.,;:)]|\s+(?:that|which|whose|with|trained|pre-?trained|for|on|over|in|of|to|made|model|network|models)\b",
    re.IGNORECASE,
)
_PART_IS = re.compile(
    rf"\b(?:its|the|both|each|a|an) {_WORD}{{1,3}}(?:is|are|being|was|were) (?:again |simply |here )?(?:an? |the )?"
    rf"{_WORD}{{0,3}}{_NAME}|\bits {_WORD}{{1,3}}, an? {_WORD}{{0,3}}(?P<name2>{FILL}+)",
    re.IGNORECASE,
)
_BASED = re.compile(rf"\b(?:an?|its) {_WORD}{{0,3}}{_NAME}-(?:based|style|type)\b", re.IGNORECASE)
_OPENS = re.compile(
    rf"\W*(?:(?:an?|the) )?{_WORD}{{0,1}}{_NAME} (?:pre-?trained|trained|fine-?tuned|scaled|applied|adapted|extended|"
    r"augmented|combined|equipped|enhanced|plus|minus|made|turned|but with)\b",
    re.IGNORECASE,
)
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
# "introduces the attention mechanism for seq2seq models"
_FOR = re.compile(
    rf"\b(?:introduc|present|propos|describ)(?:es|ed|ing|s)? (?:an? |the )?{_WORD}{{1,8}}"
    rf"for (?:the |training )?{_WORD}{{0,1}}{_NAME}",
    re.IGNORECASE,
)
# "shows that ResNets can be trained", "found that BERT is undertrained"
_SHOWN = re.compile(
    rf"\b(?:show|demonstrat|find|found|prov|discover)\w* (?:that )?(?:an? |the )?{_WORD}{{0,2}}{_NAME}"
    r" (?:can|could)(?! not\b)\b",
    re.IGNORECASE,
)


def shapes(clause: str, names: Sequence[Named], owner: str, *, opens: bool) -> Iterator[Relation]:
    """Yield what the shape of a masked clause says of `owner`; `opens`: the clause begins its sentence."""
    at = {name.start: name for name in names}
    denied = [start for start, _, cue in cues_in(clause) if cue.points == "nowhere"]
    for place, cue in _found(clause, names, owner, at, opens=opens):
        name = at.get(place)
        if name is not None and name.paper != owner and not any(start < name.start for start in denied):
            yield Relation(owner, name.paper, cue, name.start)


def _found(
    clause: str, names: Sequence[Named], owner: str, at: Mapping[int, Named], *, opens: bool
) -> Iterator[tuple[int, Cue]]:
    """Yield (start of a name, what its place in the clause says)."""
    for match in _KIND.finditer(clause):
        apposed = at.get(match.start("apposed")) if match["apposed"] else None
        about = (apposed.paper,) if apposed else subjects_of(clause[: match.start()], names, owner)
        if about == (owner,) and not _words(match[0]) & (BARRIERS - {"is", "was"}):
            yield match.start("name"), _KIND_OF if _KIND_ENDS.match(clause, match.end("name")) else _PART
    for match in _PART_IS.finditer(clause):
        if not OTHERS & _words(match[0]):
            yield match.start("name" if match["name"] else "name2"), _PART
    for match in _BASED.finditer(clause):
        if not OTHERS & _words(clause[: match.end()]):
            yield match.start("name"), _MODIFIER
    for pattern, cue in ((_FOR, _MADE_FOR), (_SHOWN, _SHOWN_OF)):
        for match in pattern.finditer(clause):
            if subjects_of(clause[: match.start()], names, owner) == (owner,):
                yield match.start("name"), cue
    opening = _OPENS.match(clause) if opens and owner not in {name.paper for name in names} else None
    if opening and not _FINITE.search(clause):
        yield opening.start("name"), _OPENING
    passive = _PASSIVE.match(clause)
    # "Where BERT is fine-tuned, this model …" contrasts.
    if passive and not (OTHERS | BARRIERS - _BEING) & _words(passive[0]):
        yield passive.start("name"), _CHANGED if passive["changed"] else _USED


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[\w-]+", text)}
