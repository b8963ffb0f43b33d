"""Words that end a phrase, make a subject somebody else, or say that something is not so or not sure."""

from __future__ import annotations

import re

#: Words that end a noun phrase: a name behind one of them is not governed by a cue before it.
BARRIERS = frozenset(
    """for to into onto under by via through with within per that which who whom whose where when while because since so
    if is are was were be been has have had can could may might will would should must does do did then after""".split()  # noqa: SIM905
)
#: Words that make a subject somebody else: other works, or the past.
OTHERS = frozenset(
    """later subsequent many most several other others modern recent newer successors descendants follow-ups variants
    researchers people works papers everyone practitioners some prior previous previously earlier existing traditional
    classic classical conventional past old older standard typical usual field community hybrids future nearly virtually
    almost much numerous countless various all nobody none rival rivals critics reviewer
    reviewers companion sister another draft drafts""".split()  # noqa: SIM905
)
#: What makes the words after it something that is not so, or not sure.
DENIED_BEFORE = re.compile(
    r"\b(?:not(?! (?:only|just|merely|simply)\b)"
    r"|n't|never|without|instead of|rather than|no longer|cannot|avoid\w*|unlike|neither|nor|can|could|may"
    r"|might|would|should|whether|if|fails? to|failed to|tried to|hard to|hardly|barely|scarcely|superficially|nowhere"
    r"|seemingly|refus(?:es|ed|ing) to|declin(?:es|ed|ing) to|claim(?:s|ed|ing)? to|pretend(?:s|ed)? to"
    r"|meant to|intended (?:as|to)|plan(?:s|ned)? (?:to|as)|hope[sd]? to|far from|anything but|less an?"
    r"|(?:authors?|they|he|she|group|team) had)\W+(?:\w+\W+){0,2}$"
    r"|\bno\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)


#: What makes a clause tell what somebody believes or says, and not what is so: before the cue or anywhere.
HEARSAY = re.compile(
    r"\b(?:said|alleged|supposed|rumou?red|believed|thought|reputed|claimed|reported) to\b"
    r"|\b(?:thinks?|believes?|believed|claim(?:s|ed)?|belief|say|says|said|myth|misconception|mistake|notion|rumou?r"
    r"|suspicion|alleged?|den(?:y|ies|ied)) that\b"
    r"|\bcalled (?:it )?an?\b|\b(?:saw|see|sees|regarded|considered) (?:in )?it\b|\bfew \w+ (?:is|are|was|were)\b"
    r"|\b(?:wrongly|falsely|mistakenly|erroneously|incorrectly|allegedly|reportedly|supposedly|reputedly|purportedly"
    r"|perhaps"
    r"|possibly|maybe)\b",
    re.IGNORECASE,
)
#: The same, behind the name.
DOUBTED_AFTER = re.compile(
    r"[,\s](?:wrongly|falsely|mistakenly|erroneously|incorrectly|allegedly|supposedly|reputedly|perhaps|maybe"
    r"|(?:as )?(?:some|many|others|people|critics) (?:say|claim|think|believe|argue|hold)"
    r"|(?:so )?it (?:is|was) said"
    r"|is (?:false|wrong|untrue|a myth|mistaken)|(?:only )?in passing|in (?:time|name) only)\W*(?:$|,)",
    re.IGNORECASE,
)


#: What says that something is not so, beyond doubt and in so many words.
DENIES = re.compile(
    r"(?:\b(?:not(?! (?:only|just|merely|simply|yet)\b)|never|no longer)|n['’]t)\W+"
    r"(?:(?:in fact|really|at all|even|\w+ly)\W+)?$",
    re.IGNORECASE,
)
