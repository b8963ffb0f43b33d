"""The words of citing sentences: how authors say that they extend, follow and use a work, or that others do.

In a sentence the reference is `HERE`, any other `THERE` (`relate.marks`). Most patterns end with the reference that the
words govern.
"""

from __future__ import annotations

import re

from papergraph.relate.marks import HERE, THERE


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _words(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


# A footnote's number may stick to the word: "6We".
OWN = (
    r"(?<![^\W\d_])(?:we|our|ours|us|(?-i:I)(?!\.)|the authors of this (?:paper|work)"
    r"|this (?:paper|work|article|study|thesis|experiment|research|approach|model|system|method))\b"
)
OWN_VOICE = _compiled(OWN)
OWN_BEHIND = _compiled(rf"\s?[^.;]{{0,60}}?,?\s(?:here |then )?{OWN}")
_EARLIER = r"(?:recent|previous|prior|existing|several|others?)\b"
OTHERS = _compiled(
    r"\b(?:they|researchers|scholars|authors|others|practitioners|participants|teams|lines? of (?:work|research))\b",
    r"\bthere (?:is|are|has|have|was|were)\b",
    r"\b(?:another|recent|previous|prior|early|earlier|existing|several|many|most|some|other|various|related"
    r"|much|traditional"
    r"|current|conventional|common|modern|successful|such|these|those|few|numerous|different|a number of"
    r"|state-of-the-art) (?:[\w-]+ ){0,4}?(?:work|works|studies|study|approaches|methods|systems|models|papers|research"
    r"|efforts|attempts|techniques|algorithms|applications|researchers|authors|variants|advances|solutions|literature"
    r"|architectures|tasks)\b",
    r"\b(?:has|have|had) (?:also |recently |often |widely |long |since |already |successfully |been )*"
    r"(?:been|become|shown|led|gained|seen|received|attracted|emerged)\b",
    r"\b(?:is|are|was|were) (?:widely|often|commonly|usually|typically|frequently|generally|mostly|known|considered"
    r"|popular|sometimes|also known)\b",
)
# The words that govern a reference begin behind the last of these; what a relative clause says, another work does.
BREAK = _compiled(
    r";\s|,\s(?:which|who|whom|whose|where|while|whereas|although|though|but|and (?:they|it|he|she))\b",
    r"\s(?:whereas|while|but|although)\s",
)
RELATIVE = _compiled(r",\s(?:which|who|whom|whose|where)$")
# A word broken at the end of a printed line, as services take it over: "the pro- posed net", no "pre- and postfix".
BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])(?!(?:and|or|to|nor|as|versus)\b)")
# What only says whose a thing is; "as described by" says more.
WHOSE = _compiled(
    r"(?<!as),?\s(?:(?:which|that)\s)?(?:(?:was|were|is|are|has been|have been|had been)\s)?"
    r"(?:(?:first|recently|originally|also|previously|later|initially|newly)\s)*"
    r"(?:introduced|proposed|described|presented|developed|defined|created|collected|released|provided|suggested|used"
    r"|employed|reported|devised|published|prepared|built|outlined|detailed|implemented|annotated|mentioned|discussed"
    r"|established|designed|given|formulated|obtained|applied|advocated|adopted|made|explored|studied|compiled"
    r"|constructed|trained|derived|achieved)\s(?:(?!on\s|upon\s)[\w-]+\s){0,6}(?:by|in|from|with|of|for)\s(?:the\s)?"
    rf"(?:(?:[\w-]+\s){{0,3}}of\s)?(?={HERE})"
)

_EXTEND = _words(
    r"extend(?:s|ed|ing)?",
    r"extensions? (?:of|to)",
    r"expand(?:s|ed|ing)?(?: (?:up)?on)?",
    r"generali[sz](?:e|es|ed|ing)",
    r"generali[sz]ations? of",
    r"buil(?:d|ds|t|ding) (?:directly |further |heavily |largely )?(?:(?:up)?on|off)(?: top of)?",
    r"modif(?:y|ies|ied|ying)",
    r"modifications? (?:of|to)",
    r"adapt(?:s|ed|ing)?",
    r"adaptations? of",
    r"augment(?:s|ed|ing)?",
    r"enhanc(?:e|es|ed|ing)",
    r"enhancements? (?:of|to)",
    r"improv(?:e|es|ed|ing)(?: (?:up)?on)?",
    r"improvements? (?:of|on|to)",
    r"revis(?:e|es|ed|ing)",
    r"refin(?:e|es|ed|ing)",
    r"(?:a|an|the|another|new|novel|modified|simplified|slight) (?:\w+ )?(?:variant|variation|version)s? (?:of|on)",
    r"variants? of",
    r"reformulat(?:e|es|ed|ing)",
    r"simplif(?:y|ies|ied|ying)",
    r"deriv(?:ed?|ing) from",
    r"replac(?:e|es|ed|ing)",
    r"distill?(?:s|ed|ing)?",
    r"scal(?:e|es|ed|ing)",
    r"(?:stronger|weaker|tighter|faster|general) \w+ of",
    r"follow-?ups? (?:of|to|on)",
    r"continuations? of",
    r"sequels? (?:of|to)",
)
EXTENDS = _compiled(
    rf"{OWN}(?!,)(?:(?!{_EARLIER})[^{THERE}]){{0,120}}?\b{_EXTEND}\b[^;]{{0,110}}?{HERE}",
    # without a word for the authors: "SWIFT is an extension of Doe", "It builds on Doe"
    r"(?:^|[\s(])(?:builds? (?:directly |heavily )?(?:up)?on|built (?:up)?on|extends|building (?:up)?on|extending"
    r"|(?:an? |the )?(?:\w+ )?(?:extension|enhancement|adaptation|generali[sz]ation|modification|re-?implementation)"
    r"(?: and [\w-]+(?: [\w-]+)?)? (?:of|to)|(?:is|are) (?:an?|the) (?:\w+ )?(?:variant|version|special case"
    r"|form|instance) of|(?:an? )?(?:modified|extended|improved|adapted|simplified) (?:version|variant|form) of"
    r"|(?:uses|using|use|employs|implements?) (?:an? )?(?:\w+ )?"
    r"(?:variant|variation|version|modification|extension|adaptation) (?:of|on)"
    rf"|(?:is|are|was|were) (?:\w+ly )?(?:based|built|modell?ed) (?:up)?on|(?:adapted"
    rf"|modified) from)\s[^;,]{{0,70}}?{HERE}",
)
BESIDES = _compiled(rf"\bin addition to\s[^;,]{{0,70}}?{HERE}")
FOLLOWS = _compiled(
    r"\b(?:following|follow(?:s|ed)?(?! by)|(?:the )?(?:exact |very )?same (?:[\w/,-]+ ){0,12}?"
    r"(?:as|of|by|in|from|with|used)|taken from|borrow(?:s|ed|ing)?|replicat(?:e|es|ed|ing)|reproduc(?:e|es|ed|ing)"
    r"|re-?implement(?:s|ed|ing)?|identical to|in accordance with|in the (?:spirit|style|manner|fashion|footsteps) of"
    r"|adopt(?:s|ed|ing)?|reus(?:e|es|ed|ing)|(?:is|are) that of|(?:like|as) (?:in )?(?:most )?(?:previous"
    r"|prior|earlier|other)"
    rf" (?:work|works|studies|approaches))\s[^;,:]{{0,80}}?{HERE}"
)
RELATED = _compiled(
    r"\b(?:related|similar|close|closest|nearest|akin|relevant) (?:\w+ )?to (?:our|ours|this|the present)\b"
)
# These say as much only of what the authors do or what was done.
BASED = _compiled(rf"\b(?:according to|based (?:up)?on|guided by|informed by)\s[^;,:]{{0,60}}?{HERE}")
AS_IN = _compiled(
    r"(?<!such )\bas (?:(?:was |were |is |are )?(?:also )?(?:described|proposed|done|defined|introduced|used|given"
    r"|implemented|suggested|specified|outlined|recommended|performed|applied|employed|presented|computed) )?"
    rf"(?:in|by|for|from|per|with)\s[^;:,]{{0,40}}?{HERE}"
)
DONE = _compiled(
    r"(?<!been )\b(?:is|are|was|were) (?:\w+ly )?"
    r"(?:\w+(?:ed|en)|done|set|made|built|run|kept|held|split|found|fed|put)\b"
)
# Earlier work that the authors do as, and not others' doing: "the same as in previous work Doe".
AS_EARLIER = _compiled(
    r"\b(?:following|(?:the )?same as|identical to|(?:just|exactly) as) (?:(?:is |was )?(?:done )?(?:in|by|with|for) )?"
    r"(?:the )?(?:most |many |several |other )?(?:previous|prior|earlier|recent|existing|related|other)"
    rf" (?:\w+ )?(?:work|works|studies|papers|research|approaches|methods|systems)\b[^;:,]{{0,60}}?{HERE}"
)
LIKE = _compiled(
    r"\b(?:similar(?:ly)?(?: to)?|analogous(?:ly)? to|akin to|like|in (?:line|keeping|agreement) with|inspired by"
    r"|motivated by|along the lines of|comparable to|consistent with|resembl\w+|as (?:\w+ )?suggested)\b"
    rf"[^;:]{{0,70}}?{HERE}"
)

_USE = _words(
    r"us(?:es|ed|ing)|utili[sz](?:e|es|ed|ing)|employ(?:s|ed|ing)?|appl(?:y|ies|ied|ying)|leverag(?:e|es|ed|ing)",
    r"exploit(?:s|ed|ing)?|rel(?:y|ies|ied|ying) (?:\w+ly )?on|incorporat(?:e|es|ed|ing)|integrat(?:e|es|ed|ing)",
    r"combin(?:e|es|ed|ing)|choos(?:e|es|ing)|chose|select(?:s|ed|ing)?|takes|took|taking|tried|implement(?:s|ed|ing)?",
    r"train(?:s|ed|ing)|pre-?train(?:s|ed|ing)?|fine-?tun(?:e|es|ed|ing)|tun(?:e|ed)|initiali[sz](?:e|es|ed|ing)",
    r"optimi[sz](?:e|es|ed|ing)|tested|evaluat(?:e|es|ed|ing) (?:[\w-]+ ){0,5}?on|conduct(?:s|ed)?|perform(?:s|ed)?",
    r"experiment(?:s|ed)? (?:[\w-]+ ){0,3}?(?:on|with)|ran|running|pars(?:e|es|ed|ing)|tagged|tokeni[sz](?:e|ed)",
    r"lemmati[sz](?:e|ed)|extract(?:s|ed|ing)?|obtain(?:s|ed|ing)?|collect(?:s|ed)?|comput(?:e|es|ed|ing)",
    r"calculat(?:e|es|ed)|measured|estimated|generat(?:e|es|ed)|encod(?:e|es|ed|ing)|represent(?:s|ed)?",
    r"focus(?:es|ed)? on|work(?:s|ed)? (?:with|on)|start(?:s|ed)? (?:from|with)|download(?:s|ed)?|mapped|treated",
    r"convert(?:s|ed)?|preprocess(?:es|ed)?|pre-processed|annotated|aligned|classif(?:y|ied)|labell?ed|weighted",
    r"make use of|makes use of|reus(?:e|es|ed|ing)|plug(?:s|ged)?|embedded|smooth(?:ed)?|minimi[sz](?:e|ed)"
    r"|maximi[sz](?:e|ed)|regulari[sz](?:e|ed)|clustered|retriev(?:e|ed)",
    r"resolv(?:e|ed)|includ(?:e|es|ed)|added|fed|sampled|augment(?:ed)?|build|built|construct(?:ed)?|creat(?:e|ed)",
)
# What is a noun as often as a verb is a verb only just behind who does it.
_ACT = _words(
    r"use|test|measure|tag|label|weight|cluster|sample|map|model|run|estimate|report|feed|embed|annotate|take|treat",
    r"train|start|work|focus|align|add",
)
# Who only tells of a work does not use it: "we summarise how to parse with Doe".
_TELL = r"\s(?:\w+ly\s|also\s|first\s|now\s|here\s)?(?:summari[sz]e|review|survey|recall|discuss|mention|note)\b"
_DATA = r"\b(?:corpus|corpora|data ?sets?|data|benchmarks?|treebanks?|test ?sets?|testbeds?|collection)\b"
USES = _compiled(
    rf"{OWN}(?!{_TELL})(?:(?:(?!{HERE}).){{0,140}}?(?:\b{_USE}|\b(?:to|and|then|can) {_ACT})"
    rf"|\s(?:(?:\w+ly|also|first|then|all|thus|both|further)\s)?{_ACT})\b(?:(?!{HERE}).){{0,220}}?{HERE}",
    rf"{OWN}[^;{HERE}]{{0,160}}(?:{_DATA})\s{HERE}",
    rf"\b(?:our|this paper['’]s) (?:[\w-]+ ){{1,5}}?(?:is|are|was|were|consists?"
    rf"|comes?) (?:[\w-]+ ){{0,8}}?(?:of|from|by|in) {HERE}",
)
# "On the corpus of Doe, our model …"
ON_DATA = _compiled(
    rf"^\W*(?:on|for|in|with|to) [^,;]{{0,60}}(?:{_DATA}|\btasks?\b)[^,;]{{0,20}}{HERE}\s?,[^.]*\b(?:we|our)\b"
)
WITH = _compiled(
    rf"(?<!been )(?<!be )\b(?:is|are|was|were)\s(?:\w+ly\s|then\s|first\s|also\s|all\s)?(?:{_USE}|evaluated|set"
    rf"|run)\b[^;:]{{0,100}}?"
    rf"\b(?:with|using|by|via|on|from|through|in|as|to|into|against)\b[^;:,]{{0,60}}?{HERE}"
)
# "Models are trained on texts" tells of models at large, unless the means has a name: "Weights are tuned with Adam".
AT_LARGE = re.compile(
    r"^\W*(?!The|These|All|Our|Each|Both|Its|Those|Here|Experiments|Results|Parameters|Hyper)(?:[A-Z][\w-]*s"
    r"|[A-Z][\w-]* (?:[\w-]+ ){0,2}?[\w-]+s) (?:are|is) "
)
NAMED = re.compile(rf"\b[A-Za-z]*[A-Z][\w+-]*(?: [\w-]+)? {HERE}$")
IS_USED = _compiled(
    rf"{HERE}[^;:,.]{{0,40}}?\s(?:is|are|was|were)\s(?:then\s|also\s|here\s)?(?:used|employed|applied|adopted"
    r"|utili[sz]ed|chosen|performed|run|trained|included)\b(?! (?:in (?:many|most|several|the literature)|widely|by)\b)"
)
BY_MEANS = _compiled(
    r"\b(?:uses|employs|implements|applies|adopts|utili[sz]es|incorporates|includes data|relies on|operates on|using"
    rf"|via|by means of|with the help of)\s[^;:,]{{0,80}}?{HERE}",
    r"\b(?:training|test|evaluation|development|primary|main) (?:[\w-]+ ){0,2}?(?:corpus|corpora|data|set|sets|dataset)"
    rf" (?:is|are|was|were|comes? from|consists? of) [^;:,]{{0,60}}?{HERE}",
    rf"\b(?:an?|the) (?:re-?)?implementation of [^;:,]{{0,60}}?{HERE}|\bcomes? from [^;:,]{{0,30}}?{HERE}",
    r"\b(?!results?|scores?|numbers?|performance|accuracy|findings?|system)\w+ (?:used |taken )?from " + HERE,
)
POSSIBLE = _compiled(r"\b(?:has|have|had|can|could|may|might|would|should) (?:\w+ly |also )?(?:be|been)\b")

_THEN = r"(?P<verb>use|adopt|follow|employ|apply|utili[sz]e|build (?:up)?on|extend|adapt|modify|leverage|take|train)\b"
# "Doe showed …, so we use it": in the sentence itself, or at the beginning of the next
THEN_OWN = _compiled(
    rf"{HERE}[^.]*?[\s,;](?:and|so|thus|hence|therefore|which)\s(?:so\s|thus\s|hence\s|therefore\s)?(?:here,? )?"
    rf"we\s(?:\w+ly\s|also\s|will\s|then\s|thus\s)?{_THEN}"
)
NEXT_OWN = _compiled(
    r"^\W*(?:here,? |in this (?:paper|work),? |therefore,? |thus,? |hence,? )?"
    rf"we (?:also |will |then |thus |therefore )?{_THEN}\s(?:the same|this|these|their|his|her|its|it\b|them|that)"
)
FURTHER = ("build", "extend", "adapt", "modif")

FUTURE = _compiled(
    r"\b(?:could|would|might|may|can) (?:also |easily |potentially |instead |thus )?(?:be (?:used|extended|applied"
    r"|explored|improved|incorporated|combined|investigated|replaced|adapted|considered|tried)|benefit|help|improve|use"
    r"|explore|employ|consider|try|apply|extend|incorporate|combine|lead)\b",
    r"\b(?:future|plan to|plans? on|planning|intend|hope to|it would be|will (?:be |also )?(?:\w+ )?(?:try|explore"
    r"|investigate|extend|consider|test|compare|look)|if we|could have|would have|leave|left (?:for|to)"
    r"|further (?:work|research)|interesting to|remains? to)\b",
)
APART = _compiled(
    r"\b(?:unlike|(?:in )?contrast(?:s|ed|ing)? (?:to|with)|contrary to"
    r"|compar(?:e|es|ed|ing|ison|isons) (?:[\w'’-]+ ){0,9}?(?:to|with|against|between)|comparable (?:to|with)"
    r"|differ(?:s|ent|ently|ences?)? (?:[\w-]+ ){0,4}?(?:from|between|to|than)|instead of|rather than|than|over"
    r"|outperform(?:s|ed|ing)?|exceed(?:s|ed|ing)?|beats?|surpass(?:es|ed)?|versus|vs\.?|at variance with|refrain from"
    rf"|avoid(?:s|ed|ing)?)\s(?:[^;:,]{{0,70}}?){HERE}"
)
NOT = _compiled(
    rf"{OWN}[^;:]{{0,60}}?\b(?:do|did|does|is|are|was|were|can|could)(?: not|n['’]t)\b[^;:,]{{0,80}}{HERE}",
    rf"{HERE}\s?,[^;:.]{{0,20}}{OWN} (?:do|did) not\b",
)
POINTER = _compiled(
    r"\b(?:see(?: also)?|cf\.?|e\.g\.?,?|for example|for instance|such as|refer (?:[\w-]+ ){0,4}?to|survey(?:s|ed)?"
    rf"|reviews?|overview|reviewed|details?|information|description|discussion|introduction)[^;\w][^;]{{0,60}}?{HERE}"
)
# A name or a tool, just before the reference: "the toolkit Doe", "with SRILM Doe".
TOOL = re.compile(
    r"(?:(?:(?<=[a-z,;:)] )[A-Z][\w+-]*|\b\w*[A-Z]\w*[A-Z][\w+-]*)(?: [\w-]+)?"
    r"|\b(?:toolkit|tool|software|package|library|parser|tagger|tokeni[sz]er|corpus"
    r"|data ?set|treebank|algorithm|optimi[sz]er|smoothing|metric|score|test|measure|encoder|embedding|vector|network"
    rf"|lexicon|ontology|database|framework|architecture|model|system|method|technique|loss)s?) {HERE}"
)
# "The toolkit Doe is …" tells of it, and nothing of who uses it.
SUBJECT = _compiled(
    rf"{HERE}\s?(?:,[^,]{{0,20}},)?\s?(?:,? (?:which|that|who) )?"
    r"(?:is|are|was|were|has|have|had|can|could|(?!as\b|its\b|this\b|vs\b|across\b|plus\b)[a-z]+s)\b"
)
# The reference is who does it: "Doe show that …", "[3] uses …"
TELLS = re.compile(
    r"(?:^|[.;:,(]\s?|\b(?:and|while|but|that|whereas|although|though|because|since|as|when|only|recently|work,"
    rf"|instance)\s)(?:\d+ )?{HERE}\s?\)?\s(?:\w+ly\s|also\s|first\s|have\s|has\s|had\s|then\s|further\s|do\s|does\s"
    r"|did\s|not\s)*(?!we\b|on\b|to\b|in\b|for\b|with\b|and\b|is used|are used|was used)"
    r"(?:[a-z]+(?:s|ed|e|d)|show|find|report|train|put|apply|employ|adopt|explore|tackle|extend|build|present|perform"
    r"|follow|do|say|argue|found|gave|built|took|made|ran)\b"
)
