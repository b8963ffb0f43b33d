"""Phrases that say of a work that it is compared, contrasted, denied or an example."""

from __future__ import annotations

from papergraph.cues.cue import FILL, UNRELATED, Cue, helper, nowhere, older

_FORMERLY = r"(?:(?:previously|formerly|hitherto|until then|so far|once|long|considered|deemed|thought) )*"
_IMPOSSIBLE = r"(?:impossible|intractable|infeasible|unsolvable|not possible|out of reach)"
_BETWEEN = rf"\b[^,;:.{FILL}]{{1,60}}?\b"  # a few words between the halves of a cue, none of them a name

NOWHERE: tuple[Cue, ...] = (
    # --- towards an older work, although a word in it compares or denies
    helper(
        "unchanged-from",
        r"(?:is|are|remains?|stays?|kept|left|keeps?|leaves?)(?: \w+){0,2} (?:the same|unchanged|identical)"
        r" (?:as|from|to)(?: in)?",
        reach=3,
    ),
    older(
        "impossible-for",
        r"(?:tasks?|problems?|questions?|cases?|inputs?|something|things?)"
        rf"(?: (?:that|which) (?:was|were|is|are|had been))? {_FORMERLY}{_IMPOSSIBLE} (?:for|with|in)",
        rf"(?:previously|formerly|hitherto|once|long) {_FORMERLY}{_IMPOSSIBLE} (?:for|with|in)",
        rf"{_FORMERLY}beyond the (?:reach|power|capacity|means) of",
        reach=3,
    ),
    older("replaces", rf"put(?:s|ting)?{_BETWEEN}in place of|tak(?:es?|ing) the place of", reach=3),
    older("improvement", r"(?:is|was|as|,) an? (?:[\w-]+ )?improvement (?:over|of|on|upon)", reach=3),
    # --- no relation: comparison, contrast, denial, examples
    nowhere(
        "comparison",
        r"out-?perform\w*|surpass\w*|exceed(?:s|ed|ing)?|beat(?:s|en|ing)?|match(?:es|ed|ing)?|rival(?:s|led|ling)?",
        r"than",
        r"compar\w+ (?:to|with|against|favou?rably)|comparisons? (?:to|with|of|against)|compares|comparing",
        r"competitive with|on par with|close to|versus|vs\b\.?|against|over",
        r"unlike|similar(?:ly)? to|akin to|analogous(?:ly)? to|equivalent to|reminiscent of|resembl\w+|near(?:s|ing)?",
        r"evaluat\w+ (?:on|against|with)|tested (?:on|against)|benchmark\w*|baselines?|same as|as (?:in|with|for)",
        r"concurrent(?:ly)? (?:with|to)|contemporary (?:of|with)|parallel to|just as|orthogonal(?:ly)? to",
    ),
    nowhere(
        "contrast",
        r"instead of|rather than|in (?:sharp |stark )?contrast(?: to| with)?|as opposed to|contrary to|opposite of",
        r"in place of|alternatives? (?:to|for)|differ(?:s|ent|ently|ing)? from|distinct from|depart(?:s|ing|ed)? from",
        r"moves? away from|competitors? (?:of|to)",
    ),
    nowhere(
        UNRELATED,
        r"unrelated to|independent(?:ly)? (?:of|from)|no (?:relation|connection|link) (?:to|with)|nothing to do with"
        r"|nothing in common with|ow(?:es|ed|ing) (?:nothing|little) to|not related to",
    ),
    nowhere(
        "denial",
        r"not|never|neither|nor|no longer|no|without|cannot|can't|don't|doesn't|didn't|isn't|wasn't|aren't|won't",
        r"hardly|barely|scarcely|nothing|none of|refus(?:es|ed|ing)|declin(?:es|ed|ing)",
        r"avoid(?:s|ing)?|needs? no|free of|lacks?|lacking|except(?: for)?|before|prior to|until",
    ),
    nowhere("example", r"such as|e\.g\.|including|includes|for example|for instance|like|among others|ranging from"),
)
