"""What a course asks of its people: to read a work, which is the reference behind it, or to do something else."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.passages import Run, Runs

_PART = (
    r"(?:(?:the |your )?(?:introduction|intro|preface|foreword|afterword|conclusion|abstract|prologue|epilogue|"
    r"first (?:part|half|chapter)|selections?|selected (?:chapters|pages|sections)|excerpts?|chapters?|sections?|pages|"
    r"pp\.|ch\.|all|parts?)(?: [\d\w–-]{1,7}(?:,? (?:and|&) [\d–-]{1,7}|, [\d–-]{1,7}){0,3})? (?:of|from|in|to) )?"
)
_ASKED = re.compile(
    r"\s*(?:(?:please|also|either|or|and|then|optional(?:ly)?|required|recommended|skim|start by|preparation|"
    r"before class|assigned|assignment|homework|todo)\b[:,]?\s+)*"
    r"(?:(?:re-?)?read|skim|see(?: also)?|browse|review|finish(?: reading)?|look (?:at|over)|either|consult)\b"
    rf"(?: (?:and|or|then) [a-z]+)?[:,]?\s+(?:(?:the )?(?:paper|article|essay|book|text)s? (?=by |[“\"]))?"
    rf"{_PART}(?:by )?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?:[^,“\"(:.]|(?<=\b[A-Z])\.){3,60}?(?=,|\s?[“\"(]|$| and )")
#: To do something: the verb, and what shows that it is one: the thing that it is done to, or how.
_DO = re.compile(
    r"\W*(?:(?:please|also|then|optional(?:ly)?|next|if you[’']ve never [\w ]{3,30},)\b[:,]?\s+)*"
    r"(?:visit|complete|explore|install|sign up|register|listen|watch|view|play|search|browse|submit|download|check|go|"
    r"choose|select|take|try|create|practice|prepare|finish|continue|attend|annotate|experiment|send|post|upload|fill|"
    r"work|discuss|bring|meet|write|come|follow|join|look|open|use|make|turn|set up|think|read|review|skim|see)\s+"
    r"(?:the|a|an|our|your|this|these|those|to|for|up|out|with|at|around|on|over|through|some|any|one|two|three|four|"
    r"into|about|all|more|selected|(?-i:[a-z]+) (?:the|a|an|our|your|to|for|with|at))\b",
    re.IGNORECASE,
)


_DO_ALONE = re.compile(
    r"\W*(?:visit|complete|explore|install|listen to|watch|view|play|browse|try|take)\s+", re.IGNORECASE
)
_OWNER = re.compile(r"\W*(?:[Tt]he )?[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,4}(?:['’]s|s['’])\s+")
_ARTICLE = re.compile(r"\W*(?:The|An?)\s+")
_HINT = re.compile(r"\b(?:ch(?:ap(?:ter)?)?|sec(?:tion)?)s?\b", re.IGNORECASE)
_NUMBERS = r"(?:\d{1,3}|[IVX]{1,5}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)"
_CHAPTERS = re.compile(
    rf"(?:(?<=[\d).”\"*])|(?<=[.,;])|,)\s+(?:[Cc]h(?:ap(?:ter)?)?s?\.?|[Ss]ec(?:tion)?s?\.?) {_NUMBERS}"
    rf"(?:(?:[–-]|, ?| and | & ){_NUMBERS})*(?:,? pp?\. ?\d+(?:[–-]\d+)?)?(?=\s*(?:[.,;(\[]|$))"
)
#: The number of a chapter before its quoted title, or before the book that it is in.
_CHAPTER_OF = re.compile(
    rf"(?<=[.,;)]) +[Cc]h(?:ap(?:ter)?)?\.? {_NUMBERS}[:.,]?(?= [“\"][^“”\"]{{8,}}[”\"],? [Ii]n\b)|"
    rf"(?<=[.,”\"]) +[Cc]h(?:ap(?:ter)?)?\.? {_NUMBERS},?(?= in:? (?:the )?[A-Z])"
)
#: What is to be read of a work that is not named again: "Re-read Chapter 2, pp. 48–64, focusing on …".
_PART_ASKED = re.compile(
    rf"(?P<verb>(?:(?:re-?)?read|skim|review|finish|start) )?(?:the )?"
    rf"(?:chap(?:ter)?s?\.?|ch\.|sec(?:tion)?s?\.?|pp\.|pages) {_NUMBERS}\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: … and of one that is named by its authors alone: "Lund and Oak, Chapters 2 & 4 (skim)".
_OF_AUTHORS = re.compile(
    r"(?:[A-Z][\w'’-]+(?: et al\.?)?(?:(?:, [A-Z][\w'’-]+)*,? (?:and|&) [A-Z][\w'’-]+)?)[,.:]?(?: [–—-])? "
    r"(?:(?:[Cc]h(?:ap(?:ter)?)?s?|[Ss]ec(?:tion)?s?|pp?|pages)\b\.? ?[\dIVX]|\d{1,4}[–-]\d)"
    r"[\w ,.&–-]*(?:\([^()]*\))?\W*"
)
_FOCUS = re.compile(r"[,;.(] ?(?:and )?(?:focus(?:ing)? on|especially|skip(?:ping)?)\b")
_PAGES_ALONE = re.compile(r"[\s,.;:–-]*(?:(?:pp?\.|pages)\s?\d[\d\s,–-]*)?[\s.]*")
_STATUTE = re.compile(r"\b(?:Act|Code|Law|Statute|Directive|Regulation|Constitution|Treaty|Convention|Amendment)$")
_LEAST = 20  # characters before: what begins with a chapter is a chapter


_NAMED_SO = re.compile(r"\s*(?:Read|See|Review), (?:[A-Z]\.[ -]?){1,3}[,&(]")  # people are called so: "Read, J. S., …"
_SURNAMES = re.compile(r"[A-Z][a-zà-ÿ][\w'’-]+ (?:and|&) [A-Z][a-zà-ÿ][\w'’-]+, $")  # before a title that is set off
_SET_OFF = frozenset({"bold", "italic", "code", "heading"})


def without_instruction(runs: Runs) -> Runs:
    """Return the runs without the word that asks to read what follows: "Read Anna Lund, “Wool” …", "Skim: …".

    Who wrote it must follow, or a title that is set off; else the words may be those of a title.
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None or runs[first].marks & {"bold", "code", "heading"}:
        return runs
    run, after = runs[first], runs[first + 1 :]
    match = _ASKED.match(run.text)
    if match is None or _NAMED_SO.match(run.text):
        return runs
    rest = run.text[match.end() :]
    behind = _BEHIND.match(rest)
    signed = (behind is not None and people_score(behind[0]) >= 1.5) or _SURNAMES.match(rest) is not None
    quoted = rest[:1] in {"“", '"', "‘"}
    set_off = not rest.strip() and bool(after) and bool(after[0].href or after[0].marks & {"italic", "bold"})
    if not (signed or quoted or set_off):
        return runs
    return (*runs[:first], *((run._replace(text=rest),) if rest.strip() else ()), *after)


def without_owner(runs: Runs) -> Runs:
    """Return the runs without whose a linked title is, or its article: "The Meadow Council's [Guidelines](…)"."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or first + 1 >= len(runs) or runs[first].href is not None:
        return runs
    linked = runs[first + 1].href is not None and len(runs[first + 1].text.split()) > 1
    owned = _OWNER.fullmatch(runs[first].text) or _ARTICLE.fullmatch(runs[first].text)
    return (*runs[:first], *runs[first + 1 :]) if linked and owned else runs


_LABEL_ASIDE = re.compile(r"(\s*(?P<label>[^\W\d_][^:：()（）\n]{0,20}?)\s?)[(（][^()（）:：\n]{1,24}[)）](?=\s?[:：])")


def without_label_asides(runs: Runs) -> Runs:
    """Return the runs without brackets between the label of a field and its colon: "Author (Institute): …"."""
    begin = (n for n, run in enumerate(runs) if n == 0 or runs[n - 1].text == "\n")
    at = [n for n in begin if "(" in runs[n].text or "（" in runs[n].text]
    out = list(runs)
    for n in at:
        if (match := _LABEL_ASIDE.match(runs[n].text)) and field_of(match["label"]):
            out[n] = runs[n]._replace(text=match[1].rstrip() + runs[n].text[match.end() :])
    return tuple(out)


_WINDOW = re.compile(
    r"\s*\((?:links? to an external site|opens in (?:a )?new (?:tab|window)|external link)\.?\)\.?", re.IGNORECASE
)


def without_windows(runs: Runs) -> Runs:
    """Return the runs without what the software of a course prints behind a link: "(Links to an external site.)"."""
    text = "".join(run.text for run in runs if run.image is None)
    match = _WINDOW.search(text)
    return without_windows(without(runs, *match.span())) if match else runs


def is_part_of_authors(runs: Runs) -> bool:
    """Return whether runs are authors and the chapters to be read of their work, which is named elsewhere."""
    plain_words = all(run.href is None and not run.marks & _SET_OFF for run in runs if run.image is None)
    return plain_words and _OF_AUTHORS.fullmatch(" ".join("".join(run.text for run in runs).split())) is not None


def is_activity(runs: Runs) -> bool:
    """Return whether runs begin with what is to be done, in words that are not set off: "Visit the [Archive](…)"."""
    run: Run | None = next((run for run in runs if run.image is None and run.text.strip()), None)
    if run is None or run.href is not None or run.marks & {"bold", "italic", "code", "heading"}:
        return False
    behind = runs[runs.index(run) + 1 :]
    if _DO_ALONE.fullmatch(run.text) and behind and behind[0].href is not None:
        return True
    text = "".join(each.text for each in runs if each.image is None)[:200]
    return _DO.match(text) is not None


def is_sentence(runs: Runs) -> bool:
    """Return whether runs are a sentence with words set off in it: "At least **one work must be of wool**.".

    It has no link, goes on in small letters from words into those that are set off, and ends with a point.
    """
    kept = [run for run in runs if run.image is None and run.text.strip()]
    if len(kept) < 2 or any(run.href for run in kept) or not "".join(run.text for run in kept).rstrip().endswith("."):
        return False
    before, within = kept[0], kept[1]
    plain, bold = not before.marks & _SET_OFF, "bold" in within.marks
    opening = re.fullmatch(r"\W*[A-Z][^.,:;“\"()]*\s", before.text)
    return plain and bold and opening is not None and within.text.strip()[:1].islower()


def without_part(runs: Runs) -> Runs:
    """Return the runs without the chapters or sections to be read, which stand between marks or at the end."""
    text = "".join(run.text for run in runs if run.image is None)
    if len(text) > 1500 or not _HINT.search(text):
        return runs
    if chapter := _CHAPTER_OF.search(text, _LEAST // 2):
        return without(runs, *chapter.span())
    match = _CHAPTERS.search(text, _LEAST)
    if match is None or _STATUTE.search(text, 0, match.start()):
        return runs
    return without(runs, *match.span())


#: What is to be done with a work, in a sentence behind it, to the end.
_TASK = re.compile(
    r"(?<=[.”\"’)\d])\s+(?:Complete|Finish|Prepare|Continue|Bring|Submit|Skim|Skip|Download|Buy|Borrow|Focus on) "
    r"(?:the|a|an|all|your|only|through|with|chapters?|sections?|pages?)\b"
)
#: Where a copy of a work is, at the end of what is said of it: "PDF on the course page".
_COPY = re.compile(
    r"(?<=[.,;”\"’)\d])\s+[(\[]?(?:(?:[Cc]ourse |[Ff]ree )?(?:PDFs?|[Cc]op(?:y|ies)|[Ee]-?[Bb]ook|[Ss]cans?)"
    r"(?: (?:is|are))?(?: available)?|[Aa]vailable) (?:on|in|at|from|through|via) (?:the )?[A-Za-z][\w ]{2,30}"
    r"[.)\]]*\s*$|"
    r"(?<=[.,;”\"’)\d])\s+[(\[]?[Oo]n (?:reserve|[Cc]anvas|Moodle|Blackboard)\b[^.]{0,30}[.)\]]*\s*$"
)


def without_homework(runs: Runs) -> Runs:
    """Return the runs without the sentences behind a work that say what to do with it, or where a copy is."""
    text = "".join(run.text for run in runs if run.image is None)
    if len(text) > 1500:
        return runs
    match = _TASK.search(text, _LEAST // 2) or _COPY.search(text, _LEAST // 2)
    if match is None or any(run.href for run in runs):
        return runs
    return without(runs, match.start(), len(text))


def is_part_asked(title: str, *, placed: bool = False) -> bool:
    """Return whether a title is no title but the chapters or pages to be read, of a work that is named elsewhere.

    A chapter and its pages are a work where the book that they stand in is named; so is one with a title in quotes.

    >>> is_part_asked("Re-read Chapter 2, pp. 48–64, focusing on Figure 2.5"), is_part_asked("Chapter 3 of My Life")
    (True, False)
    """
    match = _PART_ASKED.match(title)
    if match is None:
        return False
    asked = match["verb"] or _FOCUS.search(match["rest"])
    return bool(asked or (not placed and _PAGES_ALONE.fullmatch(match["rest"])))
