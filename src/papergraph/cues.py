"""Words that say how one work relates to another: which way they point, how strongly, how far they reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from papergraph.model import EdgeKind

#: The letter that names are overwritten with before cues are looked for.
FILL = "ꙮ"
#: What "such as" before a name is overwritten with: a cue towards newer works reaches over it, no other does.
EXAMPLE = "¤"

Points = Literal["older", "newer", "nowhere"]

# How sure each rule is: of the edges that it gave on the lists that were judged (`benchmarks/quality/edges.py` counts
# them, without the third of the pairs that is kept untouched), so many were right. A rule is as sure as that share,
# drawn towards a prior that weighs as much as WEIGHT judged edges (the mean of a beta distribution), so that a rule
# which was right three times of three is not called certain. The prior is what simple cue rules reached on these
# lists before any was tuned; for rules that read more into a sentence it is lower.
PRIOR = 0.95
WEIGHT = 5
JUDGED: dict[str, tuple[int, int]] = {
    "adapts": (5, 5),
    "based-on": (1, 1),
    "builds-on": (10, 10),
    "combines": (10, 10),
    "cue-in-title": (2, 2),
    "extends": (16, 16),
    "fine-tunes": (2, 2),
    "foil": (1, 1),
    "foundation-of": (6, 6),
    "goes-on-from": (5, 5),
    "impossible-for": (2, 2),
    "improves-on": (2, 2),
    "inspired-by": (3, 3),
    "kind-of": (4, 4),
    "lacking": (1, 1),
    "led-to": (2, 2),
    "modifier": (3, 3),
    "named-in-title": (6, 6),
    "overcomes": (1, 1),
    "part": (6, 6),
    "passed-through": (4, 4),
    "replaces": (5, 5),
    "scales": (4, 4),
    "shrinks": (1, 1),
    "speeds-up": (1, 1),
    "takes-from": (2, 2),
    "term": (6, 6),  # whatever the cue, where it governs a term and not a name
    "trained-with": (7, 7),
    "trains": (8, 8),
    "used-in": (1, 1),
    "uses": (27, 27),
    "version-name": (4, 4),
    "wave-of": (2, 2),
}
#: No number of sentences makes an edge as sure as a reviewed one.
MOST = 0.99


def calibrated(rule: str, prior: float = PRIOR) -> float:
    """Return how sure a rule is: the mean of a beta distribution over its judged edges and a prior.

    >>> calibrated("a rule that was never judged", 0.9)
    0.9
    """
    right, judged = JUDGED.get(rule, (0, 0))
    return round(min((prior * WEIGHT + right) / (WEIGHT + judged), MOST), 3)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase between a subject and an object: "extends" points at an older work, "inspired" at a newer one.

    `reach` is how many words may stand between the phrase and the name that it governs; `through` are words that may be
    among them although they mostly begin something else. A cue that points nowhere says that what it governs is
    compared, contrasted, denied or an example, and stands in the way of cues before it.
    """

    name: str
    pattern: str
    points: Points
    kind: EdgeKind = "core"
    confidence: float = PRIOR
    reach: int = 6
    through: frozenset[str] = frozenset()


def _nowhere(name: str, *patterns: str) -> Cue:
    return Cue(name, "|".join(patterns), "nowhere")


def _older(name: str, *patterns: str, reach: int = 6, through: str = "") -> Cue:
    return Cue(name, "|".join(patterns), "older", "core", calibrated(name), reach, frozenset(through.split()))


def _helper(name: str, *patterns: str, reach: int = 5, through: str = "") -> Cue:
    return Cue(name, "|".join(patterns), "older", "background", calibrated(name), reach, frozenset(through.split()))


def _newer(name: str, *patterns: str, kind: EdgeKind = "core", reach: int = 8) -> Cue:
    return Cue(name, "|".join(patterns), "newer", kind, calibrated(name), reach)


_ADVERB = r"(?:(?:\w+ly|also|then|later|again|further|in turn|once|soon|now|still|much|thus) )?"
_FOUNDATION = (
    r"(?:foundations?|basis|groundwork|bedrock|cornerstones?|backbone|building blocks?|blueprint|template|precursors?"
    r"|forerunners?|predecessors?|stepping stones?|starting points?|ancestors?|prototype|seed|engine)"
)
_BEING = (
    r"(?:laid|lays?|laying|forms?|formed|forming|bec[ao]mes?|becoming|is|are|was|were|remains?|provid(?:es?|ed|ing)"
    r"|serv(?:es?|ed|ing) as|act(?:s|ed|ing) as|sets?)"
)
_FORMERLY = r"(?:(?:previously|formerly|hitherto|until then|so far|once|long|considered|deemed|thought) )*"
_IMPOSSIBLE = r"(?:impossible|intractable|infeasible|unsolvable|not possible|out of reach)"
_MANY = r"(?:flood|wave|host|series|family|string|stream|flurry|generation|line|slew|explosion|surge|number)s?"
_KIN = (
    r"(?:variants?|descendants?|derivatives?|successors?|follow-?ups?|offshoots?|offspring|heirs?|spin-?offs?"
    r"|extensions|refinements|adaptations|imitators)"
)
_BETWEEN = rf"\b[^,;:.{FILL}]{{1,60}}?\b"  # a few words between the halves of a cue, none of them a name

# The order matters where two phrases begin at one place: the longer or rarer one stands first.
CUES: tuple[Cue, ...] = (
    # --- towards an older work, although a word in it compares or denies
    _helper(
        "unchanged-from",
        r"(?:is|are|remains?|stays?|kept|left|keeps?|leaves?)(?: \w+){0,2} (?:the same|unchanged|identical)"
        r" (?:as|from|to)(?: in)?",
        reach=3,
    ),
    _older(
        "impossible-for",
        r"(?:tasks?|problems?|questions?|cases?|inputs?|something|things?)"
        rf"(?: (?:that|which) (?:was|were|is|are|had been))? {_FORMERLY}{_IMPOSSIBLE} (?:for|with|in)",
        rf"(?:previously|formerly|hitherto|once|long) {_FORMERLY}{_IMPOSSIBLE} (?:for|with|in)",
        rf"{_FORMERLY}beyond the (?:reach|power|capacity|means) of",
        reach=3,
    ),
    _older("replaces", rf"put(?:s|ting)?{_BETWEEN}in place of|tak(?:es?|ing) the place of", reach=3),
    _older("improvement", r"(?:is|was|as|,) an? (?:[\w-]+ )?improvement (?:over|of|on|upon)", reach=3),
    # --- no relation: comparison, contrast, denial, examples
    _nowhere(
        "comparison",
        r"out-?perform\w*|surpass\w*|exceed(?:s|ed|ing)?|beat(?:s|en|ing)?|match(?:es|ed|ing)?|rival(?:s|led|ling)?",
        r"than",
        r"compar\w+ (?:to|with|against|favou?rably)|comparisons? (?:to|with|of|against)|compares|comparing",
        r"competitive with|on par with|close to|versus|vs\b\.?|against|over",
        r"unlike|similar(?:ly)? to|akin to|analogous(?:ly)? to|equivalent to|reminiscent of|resembl\w+|near(?:s|ing)?",
        r"evaluat\w+ (?:on|against|with)|tested (?:on|against)|benchmark\w*|baselines?|same as|as (?:in|with|for)",
        r"concurrent(?:ly)? (?:with|to)|contemporary (?:of|with)|parallel to|independent(?:ly)? of",
    ),
    _nowhere(
        "contrast",
        r"instead of|rather than|in (?:sharp |stark )?contrast(?: to| with)?|as opposed to|contrary to|opposite of",
        r"in place of|alternatives? (?:to|for)|differ(?:s|ent|ently|ing)? from|distinct from|depart(?:s|ing|ed)? from",
        r"moves? away from|competitors? (?:of|to)",
    ),
    _nowhere(
        "denial",
        r"not|never|neither|nor|no longer|no|without|cannot|can't|don't|doesn't|didn't|isn't|wasn't|aren't|won't",
        r"avoid(?:s|ing)?|needs? no|free of|lacks?|lacking|except(?: for)?|before|prior to|until",
    ),
    _nowhere("example", r"such as|e\.g\.|including|includes|for example|for instance|like|among others|ranging from"),
    # --- towards a newer work
    _newer(
        "extended-by",
        r"(?:extended|expanded|improved(?: upon| on)?|refined|generali[sz]ed|superseded|replaced|followed|succeeded"
        r"|adapted|scaled up|modified|amended|revised|overruled|simplified|streamlined|revisited|built (?:up)?on"
        r"|elaborated(?: (?:up)?on)?|picked up|taken (?:up|over)|inherited|borrowed|(?:developed|taken|carried) further"
        r"|overcome|addressed|solved|fixed|remedied|resolved|removed|lifted|relaxed|corrected|repaired|answered"
        r"|populari[sz]ed) (?:later |further |soon |up |in turn )?by",
    ),
    _newer(
        "used-in",
        r"(?:used|adopted|reused|included|incorporated|integrated|built into|employed|embedded|taken up)"
        r" (?:later |today |again )?(?:in|into|by)",
        r"(?:been|is|are|was|were|later|also|since|then) (?:(?:\w+ly|also|later|since) )?applied (?:in|to)",
        kind="background",
        reach=3,
    ),
    _newer(
        "ingredient-of",
        r"(?:is|are|was|were|bec[ao]mes?|remains?|as|proved)(?: (?!no\b|not\b|never\b)\w+){0,2}"
        r" (?:part|component|ingredient|element|piece|heart|core|instrumental|essential|central|key) (?:of|in|to|for)",
        r"contribut(?:es?|ed|ing) to",
        kind="background",
        reach=4,
    ),
    _newer(
        "wave-of",
        rf"{_MANY} of\b[^,;:.]{{1,60}}?\b(?:appeared|followed|emerged|arose|ensued|came)(?: out)?",
        reach=3,
    ),
    _newer("descendants", rf"{_KIN}(?: (?:include[sd]?|are|were))?(?=[\s{EXAMPLE}]*(?:the )?{FILL})", reach=2),
    _newer(
        "foundation-of",
        rf"(?:{_BEING}\b(?: [\w-]+){{0,5}}? |^(?:an? |the )?(?:\w+ )?){_FOUNDATION} (?:of|for|to|behind|in)",
    ),
    _newer(
        "led-to",
        rf"(?:led|leads|leading) {_ADVERB}to|gave rise to|giving rise to|spawn(?:ed|s|ing)|evolved into|grew into",
        r"spark(?:ed|s|ing)|trigger(?:ed|s|ing)|kick(?:ed|s|ing) off|ignit(?:ed|es|ing)|seed(?:ed|s|ing)|fuel(?:l?ed)",
        r"(?:gave|gives|giving) birth to|prompt(?:ed|s|ing)|set(?:s|ting)? (?:off|in motion)|usher(?:ed|s|ing) in",
        r"culminat(?:ed|es|ing) in|(?:matured|developed|turned|morphed) into",
        rf"ma(?:de|kes|king)(?= (?:the |later )?(?:\w+ )?{FILL}+ (?:possible|feasible|practical|practicable))",
    ),
    _newer(
        "paved-the-way",
        r"pav(?:ed|es|ing) the way (?:for|to|towards?)|open(?:ed|s|ing) the (?:door|way) (?:for|to)",
        r"sets? the stage for|(?:prepared|cleared) the (?:ground|way|path) for|blazed (?:a|the) trail for",
    ),
    _newer("underpins", r"underpin(?:s|ned|ning)?|underl(?:ies|ay|ying)|powers"),
    # --- towards an older work, its idea taken over and changed
    _older(
        "inspired-by",
        r"(?:inspired|motivated|influenced|prompted|informed|guided) by|in the spirit of|modell?ed (?:on|after)",
        r"patterned (?:on|after)|takes? (?:its |their )?(?:cue|inspiration|lead) from|draw(?:s|ing)? (?:up)?on",
    ),
    _newer("inspired", r"inspir(?:ed|es|ing)|influenc(?:ed|es|ing)|shap(?:ed|ing)(?! by\b)"),
    _older(
        "extends",
        r"extend(?:s|ed|ing)?(?! to\b)|extensions? (?:of|to)|(?:expand|elaborat)(?:e?s|ed|ing)? (?:up)?on",
    ),
    _older("builds-on", rf"buil(?:ds?|ding|t) {_ADVERB}(?:up)?on(?: top of)?"),
    _older("based-on", r"based (?:up)?on|grounded in|rooted in|rests? (?:up)?on|resting on|founded (?:up)?on"),
    _older(
        "goes-on-from",
        r"(?:go(?:es)?|went|going|follow(?:s|ed)?|gr[eo]ws?|started|com(?:es?|ing)|came|descend(?:s|ed)?|spr[aiu]ng"
        r"|evolv(?:es|ed|ing)|emerg(?:es|ed|ing)|branch(?:es|ed|ing))(?: on| out| off)? (?:from|of)",
        r"continu(?:es|ed|ing) (?:the (?:line|work|story|programme|program|tradition|lineage) of)",
        r"ow(?:es|ed|ing) (?:\w+ ){1,4}to",
        reach=4,
    ),
    _older("adds-to", rf"add(?:s|ed|ing)?{_BETWEEN}to", reach=4),
    _older(
        "replaces",
        r"replac(?:es?|ed|ing)|substitut(?:es?|ed|ing)|swap(?:s|ped|ping)?(?: out)?|supersed(?:es|ed|ing)|supplants?",
    ),
    _older(
        "improves-on",
        rf"improv(?:es?|ed|ing) {_ADVERB}(?:up)?on|improvements? (?:up)?on|(?:improved|better|enhanced) versions? of",
        r"upgrad(?:es?|ed|ing)(?: (?:of|to))?|enhancements? (?:of|to)|advances (?:up)?on",
    ),
    _older("improves", r"improv(?:es|ing)|enhanc(?:es|ing)|strengthen(?:s|ing)|refin(?:es|ing)", reach=2),
    _older(
        "combines",
        r"combin(?:es?|ed|ing)|combinations? of|marr(?:ies|ying)|fus(?:es|ing)|merg(?:es|ing)|unif(?:ies|ying)",
        r"coupl(?:es|ing)|bring(?:s|ing) together|integrat(?:es|ing)",
        reach=9,
        through="with for",
    ),
    _older("adapts", r"adapt(?:s|ed|ing)?(?! to\b)|adaptations? of"),
    _older("revisits", r"revisit(?:s|ed|ing)?|rethink(?:s|ing)|reinterpret(?:s|ing)|reformulat(?:es|ing)"),
    _older(
        "follow-up",
        r"follow(?:s|ing)?-?(?:ups?|ed up| up)(?: work)? (?:to|of|on)|successors? (?:of|to)|sequels? (?:of|to)",
        r"(?:next|second|third|later|newer) (?:version|generation|edition) of",
    ),
    _older(
        "version-of",
        r"(?:versions?|variants?|form|descendants?|generali[sz]ations?|simplifications?|modifications?|refinements?"
        r"|special cases?|scaling(?: up)?|relaxation|reformulation|evolution|elaboration|continuation|derivative"
        r"|offshoot|outgrowth|revision|rewrite|rework(?:ing)?|re-?implementation|port) of",
        r"(?:an?|the|new|fresh) twist on|(?:heirs?|offspring) (?:of|to)|spin-?offs? (?:of|from)",
    ),
    _older("generalises", r"generali[sz](?:es|ed|ing)(?! to\b| better| well)"),
    _older(
        "modifies",
        r"modif(?:y|ies|ied|ying)|rework(?:s|ed|ing)|redesign(?:s|ed|ing)|simplif(?:y|ies|ying)|streamlin(?:es|ing)",
        r"amend(?:s|ed|ing)?|revis(?:es|ed|ing)|rewrit(?:es|ing)|repurpos(?:es|ed|ing)|codif(?:ies|ied|ying)",
    ),
    _older(
        "shrinks",
        r"shrink(?:s|ing)?|compress(?:es|ing)|distil(?:s|ls|ling)|prun(?:es|ing)|quanti[sz](?:es|ed|ing)",
        reach=3,
    ),
    _older("scales", r"scal(?:es?|ed|ing)(?: up)?(?! to\b)", reach=3),
    _older(
        "speeds-up",
        r"speed(?:s|ing)? up|accelerat(?:es|ing)|paralleli[sz](?:es|ed|ing)|stabili[sz](?:es|ed|ing)",
        reach=4,
    ),
    _older(
        "takes-further",
        r"(?:takes?|took|taking|push(?:es|ed|ing)?|carr(?:ies|ied|ying)|develop(?:s|ed|ing)?|advanc(?:es|ed|ing)"
        r"|driv(?:es|ing)|mov(?:es|ed|ing))(?= (?:the )?(?:\w+ ){0,3}(?:of )?"
        rf"{FILL}+(?:['’]s(?: \w+){{1,3}})? (?:to (?:the|a) next|further|(?:a|one) step|beyond|to new))",
        reach=4,
    ),
    _older(
        "answers",
        r"(?:answers?|responses?|repl(?:y|ies)|rejoinders?|solutions?) to|respond(?:s|ed|ing) to|react(?:s|ed|ing) to"
        r"|overrul(?:es|ed|ing)|refut(?:es|ed|ing)|critiques? of",
        reach=4,
    ),
    _older(
        "overcomes",
        r"overcom(?:es?|ing)|overcame|address(?:es|ed|ing)|solv(?:es|ed|ing)|fix(?:es|ed|ing)|remov(?:es|ed|ing)",
        r"eliminat(?:es|ed|ing)|remed(?:ies|ying)|mitigat(?:es|ing)|correct(?:s|ed|ing)|resolv(?:es|ed|ing)",
        r"reliev(?:es|ing)|drop(?:s|ped|ping)|reduc(?:es|ing)|tackl(?:es|ed|ing)|alleviat(?:es|ed|ing)|cur(?:es|ed|ing)",
        r"circumvent(?:s|ed|ing)?|sidestep(?:s|ped|ping)?|lift(?:s|ed|ing)|relax(?:es|ed|ing)|repair(?:s|ed|ing)",
        r"get(?:s|ting)? rid of|do(?:es|ing)? away with|dispens(?:es|ed|ing) with|discard(?:s|ed|ing)?",
        reach=8,
    ),
    _older(
        "takes-from",
        r"(?:tak(?:es|en|ing)(?: over)?|borrow(?:s|ed|ing)?|inherit(?:s|ed|ing)?|deriv(?:es|ed|ing)|stem(?:s|ming)?"
        r"|originat(?:es|ing)|com(?:es|ing)|taken)"
        rf"(?:{_BETWEEN}| )from",
        reach=3,
    ),
    _older("fine-tunes", r"fine-?tun(?:es|ed|ing)(?! (?:with|by|using|on|for|to)\b)", reach=3),
    # --- towards an older work that is a part, a tool or a means
    _helper("applies-to", rf"appl(?:y|ies|ied|ying){_BETWEEN}to", reach=3),
    _helper(
        "applies",
        r"appl(?:y|ies|ied|ying)(?! (?:in|by)\b)|transfers|bring(?:s|ing)|carr(?:ies|ying) over",
        through="to",
    ),
    _helper(
        "trained-with",
        r"(?:(?:pre-?)?trained|optimi[sz]ed|regulari[sz]ed|initiali[sz]ed|fine-?tuned|tuned|improved|trains?|training)"
        r"(?: end-to-end| jointly)? (?:with|by|using|from|via)",
        reach=4,
    ),
    _helper("trains", r"(?:pre-?)?train(?:s|ed|ing)(?! (?:on|in|for|over|at|to|as|jointly|end)\b)", reach=4),
    _helper(
        "passed-through",
        r"(?:fed|passed|process(?:es|ed)|encod(?:es|ed)|embedded|run|sent|integrated)(?: [\w-]+){0,2}?"
        r" (?:into|to|through|by|with)",
        reach=4,
    ),
    _helper(
        "uses",
        r"us(?:es|ing)|used?(?! (?:in|by|to|for|as|on|with|when|today|at)\b)|employ(?:s|ed|ing)|adopt(?:s|ed|ing)",
        r"leverag(?:es|ed|ing)|rel(?:y|ies|ied|ying) on|keep(?:s|ing)|retain(?:s|ing)|reus(?:es|ing)|exploit(?:s|ing)",
        r"runs?|stack(?:s|ing)|consist(?:s|ing) of|compos(?:es|ed of)|made of|equipped with|powered by|driven by",
        r"on top of|by means of|via|starts? from|starting from|us(?:e|age) of|depend(?:s|ed|ing)? on|comput(?:es|ing)",
        r"incorporat(?:es|ed|ing)|utili[sz](?:es|ed|ing)|embeds|wraps|built (?:from|with|using|out of)",
    ),
)

_ALL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<c{number}>{cue.pattern})" for number, cue in enumerate(CUES)) + r")(?![\w])",
)

#: Words that end a noun phrase: a name behind one of them is not governed by a cue before it.
BARRIERS = frozenset(
    """for to into onto under by via through with within per that which who whom whose where when while because since so
    if is are was were be been has have had can could may might will would should must does do did then""".split()  # noqa: SIM905
)
#: Words that make a subject somebody else: other works, or the past.
OTHERS = frozenset(
    """later subsequent many most several other others modern recent newer successors descendants follow-ups variants
    researchers people works papers everyone practitioners some prior previous previously earlier existing traditional
    classic classical conventional past old older standard typical usual field community hybrids future nearly virtually
    almost much numerous countless various all""".split()  # noqa: SIM905
)
#: What makes the words after it something that is not so, or not sure.
DENIED_BEFORE = re.compile(
    r"\b(?:not(?! (?:only|just|merely|simply)\b)"
    r"|n't|never|without|instead of|rather than|no longer|cannot|avoid\w*|unlike|neither|nor|can|could|may"
    r"|might|would|should|whether|if|fails? to|failed to|tried to|hard to)\W+(?:\w+\W+){0,2}$"
    r"|\bno\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)


#: What says that something is not so, beyond doubt and in so many words.
DENIES = re.compile(
    r"(?:\b(?:not(?! (?:only|just|merely|simply|yet)\b)|never|no longer)|n['’]t)\W+"
    r"(?:(?:in fact|really|at all|even|\w+ly)\W+)?$",
    re.IGNORECASE,
)


def _small(text: str) -> str:
    """Return a text in small letters, as long as it was: a pattern that ignores case takes twice as long."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(each.lower() if each.isascii() else each for each in text)


@lru_cache(maxsize=256)  # the shape of a clause and its cues are looked at in turn
def cues_in(clause: str) -> tuple[tuple[int, int, Cue], ...]:
    """Return (start, end, cue) for each cue in a clause, in order, none overlapping another."""
    return tuple(
        (match.start(), match.end(), CUES[int(match.lastgroup[1:])])
        for match in _ALL.finditer(_small(clause))
        if match.lastgroup is not None
    )
