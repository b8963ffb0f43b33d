"""Phrases that point at a newer work: "led to", "the basis of", "extended by"."""

from __future__ import annotations

from papergraph.cues.cue import EXAMPLE, FILL, Cue, newer

_ADVERB = r"(?:(?:\w+ly|also|then|later|again|further|in turn|once|soon|now|still|much|thus) )?"
_FOUNDATION = (
    r"(?:foundations?|basis|groundwork|bedrock|cornerstones?|backbone|building blocks?|blueprint|template|precursors?"
    r"|forerunners?|predecessors?|stepping stones?|starting points?|ancestors?|prototype|seed|engine)"
)
_BEING = (
    r"(?:laid|lays?|laying|forms?|formed|forming|bec[ao]mes?|becoming|is|are|was|were|remains?|provid(?:es?|ed|ing)"
    r"|serv(?:es?|ed|ing) as|act(?:s|ed|ing) as|sets?)"
)
_MANY = r"(?:flood|wave|host|series|family|string|stream|flurry|generation|line|slew|explosion|surge|number)s?"
_KIN = (
    r"(?:variants?|descendants?|derivatives?|successors?|follow-?ups?|offshoots?|offspring|heirs?|spin-?offs?"
    r"|extensions|refinements|adaptations|imitators)"
)
_BETWEEN = rf"\b[^,;:.{FILL}]{{1,60}}?\b"  # a few words between the halves of a cue, none of them a name

NEWER: tuple[Cue, ...] = (
    # --- towards a newer work
    newer(
        "extended-by",
        r"(?:extended|expanded|improved(?: upon| on)?|refined|generali[sz]ed|superseded|replaced|followed|succeeded"
        r"|adapted|scaled up|modified|amended|revised|overruled|simplified|streamlined|revisited|built (?:up)?on"
        r"|elaborated(?: (?:up)?on)?|picked up|taken (?:up|over)|inherited|borrowed|(?:developed|taken|carried) further"
        r"|overcome|addressed|solved|fixed|remedied|resolved|removed|lifted|relaxed|corrected|repaired|answered"
        r"|populari[sz]ed|speciali[sz]ed|formali[sz]ed|sharpened|tightened|strengthened|weakened|completed|perfected)"
        r" (?:later |further |soon |up |in turn )?by",
        r"(?:extended|expanded|generali[sz]ed|speciali[sz]ed|simplified|adapted|reduced|carried over|restricted)"
        rf" (?:from{_BETWEEN})?to (?!be\b)(?:[\w-]+ ){{1,3}}by",
        r"(?:refined|continued|elaborated|developed|worked out|taken|carried|generali[sz]ed|corrected)(?: further)?"
        rf" in(?= (?:the )?(?:\w+ )?{FILL})",
    ),
    newer(
        "used-in",
        r"(?:used|adopted|reused|included|incorporated|integrated|built into|employed|embedded|taken up)"
        r" (?:later |today |again )?(?:in|into|by)",
        r"(?:been|is|are|was|were|later|also|since|then) (?:(?:\w+ly|also|later|since) )?applied (?:in|to)",
        kind="background",
        reach=3,
    ),
    newer(
        "ingredient-of",
        r"(?:is|are|was|were|bec[ao]mes?|remains?|as|proved)(?: (?!no\b|not\b|never\b)\w+){0,2}"
        r" (?:part|component|ingredient|element|piece|heart|core|instrumental|essential|central|key) (?:of|in|to|for)",
        r"contribut(?:es?|ed|ing) to",
        kind="background",
        reach=4,
    ),
    newer(
        "wave-of",
        rf"{_MANY} of\b[^,;:.]{{1,60}}?\b(?:appeared|followed|emerged|arose|ensued|came)(?: out)?",
        reach=3,
    ),
    newer("descendants", rf"{_KIN}(?: (?:include[sd]?|are|were))?(?=[\s{EXAMPLE}]*(?:the )?{FILL})", reach=2),
    newer(
        "foundation-of",
        rf"(?:{_BEING}\b(?: [\w-]+){{0,5}}? |^(?:an? |the )?(?:\w+ )?){_FOUNDATION} (?:of|for|to|behind|in)",
        r"(?:(?:was|were|bec[ao]mes?|serv(?:es?|ed|ing) as) (?:the|an?) |^(?:an? |the )?(?:\w+ )?)(?:model for"
        r"|(?:source of )?inspiration (?:of|for|behind)|(?:father|mother|parent|grandfather|grandparent|germ) of)"
        rf"(?! {FILL}+ (?:came|was|is)\b)",
    ),
    newer(
        "led-to",
        rf"(?:led|leads|leading) {_ADVERB}to|gave rise to|giving rise to|spawn(?:ed|s|ing)|evolved into|grew into",
        r"spark(?:ed|s|ing)|trigger(?:ed|s|ing)|kick(?:ed|s|ing) off|ignit(?:ed|es|ing)|seed(?:ed|s|ing)|fuel(?:l?ed)",
        r"(?:gave|gives|giving) birth to|prompt(?:ed|s|ing)|set(?:s|ting)? (?:off|in motion)|usher(?:ed|s|ing) in",
        r"culminat(?:ed|es|ing) in|(?:matured|developed|turned|morphed) into",
        r"result(?:ed|ing) in|provok(?:ed|es|ing)|enabl(?:ed|es|ing)|ma(?:de|kes|king) possible",
        rf"(?:was|were|is) (?:exactly |precisely |just )?what(?= (?:the )?{FILL}+ "
        r"(?:set out|sought|tried|wanted|meant|aimed|was (?:made|built|designed)) to)",
        rf"its (?:\w+ )?(?:successors?|heirs?|descendants?|sequels?|follow-?ups?)(?:,| is| was| are| were)?"
        rf"(?= (?:the )?{FILL})",
        rf"ma(?:de|kes|king)(?= (?:the |later )?(?:\w+ )?{FILL}+ (?:possible|feasible|practical|practicable))",
    ),
    newer(
        "paved-the-way",
        r"pav(?:ed|es|ing) the way (?:for|to|towards?)|open(?:ed|s|ing) the (?:door|way) (?:for|to)",
        r"sets? the stage for|(?:prepared|cleared) the (?:ground|way|path) for|blazed (?:a|the) trail for",
    ),
    newer("underpins", r"underpin(?:s|ned|ning)?|underl(?:ies|ay|ying)|powers"),
)
