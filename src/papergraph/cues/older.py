"""Phrases that point at an older work: its idea is taken over and changed, or it is a part, a tool or a means."""

from __future__ import annotations

from papergraph.cues.cue import FILL, Cue, helper, newer, older

_ADVERB = r"(?:(?:\w+ly|also|then|later|again|further|in turn|once|soon|now|still|much|thus) )?"
_BETWEEN = rf"\b[^,;:.{FILL}]{{1,60}}?\b"  # a few words between the halves of a cue, none of them a name

OLDER: tuple[Cue, ...] = (
    # --- towards an older work, its idea taken over and changed
    older(
        "inspired-by",
        rf"(?:inspired|motivated|influenced|prompted|informed|guided) {_ADVERB}by|in the spirit of|modell?ed (?:on"
        rf"|after)",
        r"patterned (?:on|after)|takes? (?:its |their )?(?:cue|inspiration|lead) from|draw(?:s|ing)? (?:up)?on",
    ),
    newer("inspired", r"inspir(?:ed|es|ing)|influenc(?:ed|es|ing)|shap(?:ed|ing)(?! by\b)"),
    older(
        "extends",
        r"extend(?:s|ed|ing)?(?! to\b)|extensions? (?:of|to)|(?:expand|elaborat)(?:e?s|ed|ing)? (?:up)?on",
        r"expand(?:s|ing)(?! (?:to|in|into|from)\b)",
        rf"go(?:es|ing) beyond(?= (?:the )?{FILL})",
    ),
    older("builds-on", rf"buil(?:ds?|ding|t) {_ADVERB}(?:up)?on(?: top of)?"),
    older("based-on", r"based (?:up)?on|grounded in|rooted in|rests? (?:up)?on|resting on|founded (?:up)?on"),
    older(
        "goes-on-from",
        r"(?:go(?:es)?|went|going|follow(?:s|ed)?|gr[eo]ws?|started|com(?:es?|ing)|came|descend(?:s|ed)?|spr[aiu]ng"
        r"|evolv(?:es|ed|ing)|emerg(?:es|ed|ing)|branch(?:es|ed|ing))(?: on| out| off)? (?:from|of)",
        r"continu(?:es|ed|ing) (?:the (?:line|work|story|programme|program|tradition|lineage) of)",
        r"ow(?:es|ed|ing) (?!nothing\b|little\b|no\b|its (?:name|title|logo|funding|fame)\b)(?:\w+ ){1,4}to|return"
        r"(?:s|ed|ing) to",
        rf"(?:tak(?:es|ing)|pick(?:s|ed|ing)|start(?:s|ed|ing)) (?:up |off )?(?:from )?where(?= (?:the )?{FILL})",
        rf"continu(?:es|ing)(?= {FILL})|in the (?:footsteps|tradition|lineage|line) of|along the lines of",
        r"ha(?:s|ve|d) (?:its|their) (?:roots|origins?) in|originat(?:es|ed|ing) (?:in|with)",
        r"trac(?:es|ed|ing) (?:its|their) (?:roots|origins?|lineage|ancestry) (?:back )?to",
        r"(?:takes?|took|taking) up the (?:\w+ )?(?:problems?|questions?|challenge|ideas?|theme|programme|program) of",
        r"would (?:\w+ )?(?:be|have been) (?:unthinkable|inconceivable|impossible) without",
        r"(?:is|was|are|were|bec[oa]me)(?= (?:its|their) (?:\w+ )?(?:successors?|heirs?|descendants?|sequels?))",
        reach=4,
    ),
    older("adds-to", rf"add(?:s|ed|ing)?{_BETWEEN}to", reach=4),
    older(
        "replaces",
        r"replac(?:es?|ed|ing)|substitut(?:es?|ed|ing)|swap(?:s|ped|ping)?(?: out)?|supersed(?:es|ed|ing)|supplants?",
    ),
    older(
        "improves-on",
        rf"improv(?:es?|ed|ing) {_ADVERB}(?:up)?on|improvements? (?:up)?on|(?:improved|better|enhanced) versions? of",
        r"upgrad(?:es?|ed|ing)(?: (?:of|to))?|enhancements? (?:of|to)|advances (?:up)?on",
    ),
    older(
        "improves",
        r"improv(?:es|ing)|enhanc(?:es|ing)|strengthen(?:s|ing)|refin(?:es|ing)|updat(?:es|ing)|moderni[sz](?:es|ing)",
        r"augment(?:s|ing)|enrich(?:es|ing)|perfect(?:s|ing)",
        rf"mak(?:es|ing)(?= (?:the )?{FILL}+ (?:\w+ )?(?:more|less|fast|faster|cheaper|simpler|scalable|practical"
        rf"|robust"
        r"|usable|efficient|general|stronger|weaker|smaller)\b)",
        reach=2,
    ),
    older(
        "combines",
        r"combin(?:es?|ed|ing)|combinations? of|marr(?:ies|ying)(?: (?:it|them|this|these) (?:to|with))?|fus(?:es"
        r"|ing)|merg(?:es|ing)|unif(?:ies|ying)",
        r"coupl(?:es|ing)|bring(?:s|ing) together|integrat(?:es|ing)|reconcil(?:es|ing)|synthesi[sz](?:es|ing)",
        r"(?:hybrid|cross|blend|synthesis|marriage|fusion|union|merger) (?:of|between)|fold(?:s|ing) in",
        reach=9,
        through="with for",
    ),
    older(
        "adapts",
        r"adapt(?:s|ed|ing)?(?! to\b)|adaptations? of|transplant(?:s|ed|ing)",
        rf"imports(?= (?:the )?(?:\w+ ){{0,2}}(?:of (?:the )?{FILL}|{FILL}+['’]s))",
        rf"carr(?:ies|y|ied|ying)(?= [^,;:.]{{0,40}}?{FILL}+ over (?:to|into)\b)",
        rf"turn(?:s|ed|ing)(?= [^,;:.]{{0,40}}?{FILL}+(?:['’]s)?(?: [\w-]+){{0,3}} into\b)",
        rf"tak(?:es|ing)(?= the (?:[\w-]+ ){{1,3}}of (?:the )?{FILL}+ (?:and|to|into|for|but)\b)",
    ),
    older("revisits", r"revisit(?:s|ed|ing)?|rethink(?:s|ing)|reinterpret(?:s|ing)|reformulat(?:es|ing)"),
    older(
        "follow-up",
        r"follow(?:s|ing)?-?(?:ups?|ed up| up)(?: work)? (?:to|of|on)|successors? (?:of|to)|sequels? (?:of|to)",
        r"(?:next|second|third|later|newer) (?:version|generation|edition) of",
    ),
    older(
        "version-of",
        r"(?:versions?|variants?|form|descendants?|generali[sz]ations?|simplifications?|modifications?|refinements?"
        r"|special cases?|scaling(?: up)?|relaxation|reformulation|evolution|elaboration|continuation|derivative"
        r"|offshoot|outgrowth|revision|rewrite|rework(?:ing)?|re-?implementation|port) of",
        r"forked (?:from|off)",
        # of the name itself, and nothing is said of that: "A clone of MossNet was deleted"
        r"(?:forks?|clones?|incarnation|instances?|instantiations?|speciali[sz]ations?|approximations?|fragment"
        rf"|implementation) of(?= (?:the |an? |\w+ )?{FILL}| (?:(?!an?\b)[\w-]+ +){{2,3}}{FILL}+\W*$)(?! (?:the "
        rf"|an? )?{FILL}+(?:['’]s)?(?: \w+){{0,2}}"
        r" (?:was|is|were|are|has|had)\b)",
        rf"re-?implement(?:s|ing)|instantiat(?:es|ing)|ports(?= (?:the )?{FILL})",
        r"(?:an?|the|new|fresh) twist on|(?:heirs?|offspring) (?:of|to)|spin-?offs? (?:of|from)",
    ),
    older(
        "generalises",
        r"generali[sz](?:es|ed|ing)(?! to\b| better| well)|speciali[sz](?:es|ing)(?! (?:in|to)\b)",
        r"formali[sz](?:es|ing)|recast(?:s|ing)|systemati[sz](?:es|ing)|populari[sz](?:es|ing)",
        rf"approximat(?:es|ing)(?= (?:the )?{FILL})|(?:proofs?|correctness) of(?= (?:the )?{FILL}+\W*$)|prov(?:es"
        rf"|ing)(?= (?:the )?{FILL}+ (?:correct|right|sound"
        rf"|secure|safe)\b)",
        reach=4,
    ),
    older(
        "modifies",
        r"modif(?:y|ies|ied|ying)|rework(?:s|ed|ing)|redesign(?:s|ed|ing)|simplif(?:y|ies|ying)|streamlin(?:es|ing)",
        r"amend(?:s|ed|ing)?|revis(?:es|ed|ing)|rewrit(?:es|ing)|repurpos(?:es|ed|ing)|codif(?:ies|ied|ying)",
    ),
    older(
        "shrinks",
        r"shrink(?:s|ing)?|compress(?:es|ing)|distil(?:s|ls|ling)|prun(?:es|ing)|quanti[sz](?:es|ed|ing)",
        reach=3,
    ),
    older("scales", r"scal(?:es?|ed|ing)(?: up)?(?! to\b)", reach=3),
    older(
        "speeds-up",
        r"speed(?:s|ing)? up|accelerat(?:es|ing)|paralleli[sz](?:es|ed|ing)|stabili[sz](?:es|ed|ing)",
        reach=4,
    ),
    older(
        "takes-further",
        r"(?:takes?|took|taking|push(?:es|ed|ing)?|carr(?:ies|ied|ying)|develop(?:s|ed|ing)?|advanc(?:es|ed|ing)"
        r"|driv(?:es|ing)|mov(?:es|ed|ing))(?= (?:the )?(?:\w+ ){0,3}(?:of )?"
        rf"{FILL}+(?:['’]s(?: \w+){{1,3}})? (?:to (?:the|a) next|further|(?:a|one) step|beyond|to new))",
        reach=4,
    ),
    older(
        "answers",
        r"(?:answers?|responses?|repl(?:y|ies)|rejoinders?|solutions?|reactions?|rebuttals?) to|respond(?:s|ed"
        r"|ing) to|react(?:s|ed|ing) to"
        r"|overrul(?:es|ed|ing)|refut(?:es|ed|ing)|critiques? of|rejects|challenges|critici[sz]es",
        reach=4,
    ),
    older(
        "overcomes",
        r"overcom(?:es?|ing)|overcame|address(?:es|ed|ing)|solv(?:es|ed|ing)|fix(?:es|ed|ing)|remov(?:es|ed|ing)",
        r"eliminat(?:es|ed|ing)|remed(?:ies|ying)|mitigat(?:es|ing)|correct(?:s|ed|ing)|resolv(?:es|ed|ing)",
        r"reliev(?:es|ing)|drop(?:s|ped|ping)|reduc(?:es|ing)|tackl(?:es|ed|ing)|alleviat(?:es|ed|ing)|cur(?:es|ed"
        r"|ing)",
        r"circumvent(?:s|ed|ing)?|sidestep(?:s|ped|ping)?|lift(?:s|ed|ing)|relax(?:es|ed|ing)|repair(?:s|ed|ing)",
        r"get(?:s|ting)? rid of|do(?:es|ing)? away with|dispens(?:es|ed|ing) with|discard(?:s|ed|ing)?",
        r"weaken(?:s|ing)|tighten(?:s|ing)|sharpen(?:s|ing)|reduced(?= (?:it|this)\b)",
        rf"shows? that(?= (?:the )?{FILL}+ [^;:.]{{1,80}}? and (?:repairs?|fix(?:es)?|corrects?|remed(?:y|ies)"
        rf"|improves?"
        r"|overcomes?|mends?) (?:it|this|that|them)\b)",
        reach=8,
    ),
    older(
        "takes-from",
        r"(?:tak(?:es|en|ing)(?: over)?|borrow(?:s|ed|ing)?|inherit(?:s|ed|ing)?|deriv(?:es?|ed|ing)|stem(?:s|ming)?"
        r"|originat(?:es|ing)|com(?:es|ing)|taken)"
        rf"(?:{_BETWEEN}| )from",
        reach=3,
    ),
    older("fine-tunes", r"fine-?tun(?:es|ed|ing)(?! (?:with|by|using|on|for|to)\b)", reach=3),
)

HELPERS: tuple[Cue, ...] = (
    # --- towards an older work that is a part, a tool or a means
    # two things may be applied: further apart than the halves of other cues
    helper("applies-to", rf"appl(?:y|ies|ied|ying)(?! to\b)\b[^,;:.{FILL}]{{1,90}}?\bto", reach=3),
    helper(
        "applies",
        r"appl(?:y|ies|ied|ying)(?! (?:in|by|to)\b)|transfers|bring(?:s|ing)|carr(?:ies|ying) over",
        through="to",
    ),
    helper(
        "trained-with",
        r"(?:(?:pre-?)?trained|optimi[sz]ed|regulari[sz]ed|initiali[sz]ed|fine-?tuned|tuned|improved|trains?|training)"
        r"(?: end-to-end| jointly)? (?:with|by|using|from|via)",
        reach=4,
    ),
    helper("trains", r"(?:pre-?)?train(?:s|ed|ing)(?! (?:on|in|for|over|at|to|as|jointly|end)\b)", reach=4),
    helper(
        "passed-through",
        r"(?:fed|passed|process(?:es|ed)|encod(?:es|ed)|embedded|run|sent|integrated)(?: [\w-]+){0,2}?"
        r" (?:into|to|through|by|with)",
        reach=4,
    ),
    helper(
        "uses",
        r"us(?:es|ing)|used?(?! (?:in|by|to|for|as|on|with|when|today|at)\b)|employ(?:s|ed|ing)|adopt(?:s|ed|ing)",
        r"leverag(?:es|ed|ing)|rel(?:y|ies|ied|ying) (?:\w+ly )?on|keep(?:s|ing)|retain(?:s|ing)|reus(?:es|ing)"
        r"|exploit(?:s|ing)",
        r"runs?|stack(?:s|ing)|consist(?:s|ing) of|compos(?:es|ed of)|made of|equipped with|powered by|driven by",
        r"on top of|by means of|via|starts? from|starting from|us(?:e|age) of|depend(?:s|ed|ing)? on|comput(?:es|ing)",
        r"(?:design|engine|architecture|structure|approach|method|search|analysis|scheme|layout|recipe) follows",
        r"(?:formali[sz]ed|mechani[sz]ed) in|incorporat(?:es|ed|ing)|utili[sz](?:es|ed|ing)|embeds|wraps"
        r"|built (?:from|with|using|out of)",
        rf"implements(?= (?:the )?{FILL})",
    ),
)
