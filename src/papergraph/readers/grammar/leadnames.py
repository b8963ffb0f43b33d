"""What is printed before a linked or quoted title and is none of it: the work's name, or the year inside the link."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.flat import is_decoration
from papergraph.readers.grammar.titlelabels import is_linked_title
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.names import is_codelike, is_lead_name, is_short_name, strip_title
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import FUNCTION, is_common, words_of
from papergraph.readers.passages import Run, Runs, plain
from papergraph.readers.styles.abroad import is_harvard
from papergraph.readers.styles.linked import is_dated_behind

_NO_NAME = vocabulary("no-name")
_BETWEEN = re.compile(r"\s*(?:[–—:：|]|-{1,3}(?=\s))\s*")
_OPENING = re.compile(r"\s*(?:[–—:：|]|-{1,3}(?=\s))\s*([“\"„«「『])")
_PLAIN = re.compile(r"\s*([^\s:：–—|\[(“\"][^:：–—|\[(“\"]{0,30}?)(?:\s*(?::\s|：)\s*|\s+(?:[–—|]|-{1,3})\s+)")
_BEFORE_QUOTE = re.compile(
    r"\s*([^\W\d_][\w+.-]{1,24})(?:\s?[:：]\s*(?=[“\"«„《])|\s?[，,—–-]{0,2}\s*(?=《))"
)  # "DiMP: “Learning …”", "DiMP，《Learning …》"
_SHOUT = re.compile(r"\W{0,2}[^\W\d_]{2,10}(?: [^\W\d_]{2,10})?[!！]\W{0,2}")  # "`New!` [Title](…)"
_GROUP = re.compile(r"\(([^()]{2,200})\)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_YEAR = re.compile(r"\s*[\[(]?((?:19|20)\d\d)(?!\.\d{4,5}\b)[\])]?\s*(?:[-–—:|.,]\s*|\s)(?=\S)")
#: What a linked or bold title begins with: "Lund, Oak 2002: Thumbs up".
_SIGNED = re.compile(
    r"\s*([A-Z][\w’'-]+(?:,? (?:and|&) [A-Z][\w’'-]+|, [A-Z][\w’'-]+){0,3}(?: et al\.?)?),? "
    r"\(?((?:19|20)\d\d)[a-z]?\)?\s?[:：]\s+(?=\S)"
)
_BROKEN = re.compile(r"\s*\[\[?((?:19|20)\d\d)\s*[-–—:]\s*([^\[\]]{2,200})\]\s?\[[^\[\]]{0,80}\]\]?")
_AFTER_VENUE = re.compile(
    r"\s*([^:–—|\[(“\"]{3,40}?), ([^\s:,–—|\[(“\"]{2,20})\s?:\s+"
)  # "WOOL 2016, Gate: [Title](…)"
_ENCLOSED = re.compile(r"\s*\[[^\[\]]*\]\s*")
_ASIDE = re.compile(r"^[\s–—:|.-]*[\[(][^\[\]()]{0,30}[\])]")  # "[Python] - …"
_TOOL_NAME = 4  # words of the name of a tool, at most
_TITLE_WORDS = 4  # words of the title of its paper, at least
_EDGE = " \t\n,;:：|–—-"


_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_MEETING = re.compile(
    rf"\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
    rf"(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}|\d{{1,2}}/\d{{1,2}}|"
    r"(?:Week|Lecture|Session|Day|Class|Meeting|Unit|Module|Lesson|Seminar|Lec\.?|Wk\.?) #?\d{1,2})"
    r"\s*(?P<sign>[:.)]|[-–—|]+)?\s*"
)


def is_meeting(text: str) -> bool:
    """Return whether a text is the day or the number of a meeting, and nothing else ("Wed 3/4")."""
    return _MEETING.fullmatch(text) is not None


_PRESENTED = re.compile(
    r"\s*(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d)"
    r"\s*(?:[:–—|,-]\s*(?:[^\W\d_][\w.'’-]*,? ?){0,6})?\s*"
)


def _is_dated(runs: Sequence[Run]) -> bool:
    """Return whether runs print a date of their own."""
    return bool(dates_in("".join(run.text for run in runs if run.image is None and "bare" not in run.marks)))


_DAY = re.compile(r"\s*(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])[\s:.–—-]+(?=\S|$)")  # "20191119 "


def without_meeting(runs: Runs) -> Runs:
    """Return the runs without the day or the number of a meeting before what is read there ("**Sept 15** — …")."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None:
        return runs
    run, after = runs[first], list(runs[first + 1 :])
    if _PRESENTED.fullmatch(run.text) and len(after) > 1 and after[0].text == "\n" and _is_dated(after):
        return (*runs[:first], *after[1:])  # who presents the work when, in a line of its own
    if day := _DAY.match(run.text):
        rest = run.text[day.end() :]
        return (*runs[:first], run._replace(text=rest), *after) if rest else (*runs[:first], *after)
    match = _MEETING.match(run.text)
    if match is None:
        return runs
    rest = run.text[match.end() :]
    if not rest and len(after) > 1 and after[0].text == "\n":
        return (*runs[:first], *after[1:])  # the day in a line of its own
    if not rest and after and after[0].image is None and after[0].href is None:
        dash = re.match(r"\s*(?:[:.]|[-–—|]+)\s*", after[0].text)
        if not match["sign"] and not dash:
            return runs
        after[0] = after[0]._replace(text=after[0].text[dash.end() :] if dash else after[0].text)
        kept = [each for each in after if each.text]
        return (*runs[:first], *kept) if kept else runs
    if not rest and match["sign"] and after and after[0].href is not None:
        return (*runs[:first], *after)
    return (*runs[:first], run._replace(text=rest), *after) if rest and match["sign"] else runs


_OPENERS = FUNCTION | {"see", "read", "also", "another", "recent", "following"}
_LEADS_ON = frozenset({"of", "on", "for", "in", "to", "with", "and", "from", "by", "about", "into"})


def without_opening(runs: Runs) -> Runs:
    """Return the runs without a few words of a sentence that a linked title stands in ("The following [Title](…)")."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or first + 1 >= len(runs) or not is_linked_title(runs[first + 1]):
        return runs
    if parse_group(runs[first + 1].text).dates:
        return runs  # "On Opening Gates [[WOOL, 27 Jan 2019]](…)"
    run = runs[first]
    words = [word.lower() for word in words_of(run.text)]
    if run.href is not None or run.marks & {"bold", "code"} or not 1 < len(words) <= 8 or words[0] not in _OPENERS:
        return runs
    if words[-1] in _LEADS_ON or run.text.rstrip().endswith((":", ",", "-", "–", "—", ".", "|", "[", "(")):
        return runs
    if dates_in(run.text) or people_score(run.text) >= 0.5:
        return runs
    return (*runs[:first], *runs[first + 1 :])


_BRACKETED = re.compile(
    r"(?P<mark>[^\[\]\n]{0,30})\[(?P<title>[^\[\]]{10,300})\](?P<rest>\s*(?:$|[,.;:|·–—(-].*))", re.DOTALL
)


def with_quotes(runs: Runs) -> Runs:
    """Return the runs with a title in square brackets and no link in quotation marks ("[Opening a Gate] [pdf](…)")."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None:
        return runs
    run, after = runs[first], runs[first + 1 :]
    match = _BRACKETED.fullmatch(run.text)
    if match is None or len(match["title"].split()) < 3 or not is_decoration(match["mark"]):
        return runs
    if parse_group(match["title"]).kind not in {"aside", "short"}:
        return runs
    follows = next((other for other in after if other.image is None and other.text.strip(" ")), None)
    goes_on = follows is not None and follows.text != "\n" and link_role(follows.text) is None
    if goes_on and not match["rest"].strip():
        return runs  # "[what it is about] [Title](…)"
    return (*runs[:first], run._replace(text=f"“{match['title'].strip()}”{match['rest']}"), *after)


_KEY = re.compile(r"\s*\[(?P<key>(?P<name>[^\W\d_][\w+&'’:-]{0,23}?[\w+])-?\d{2,4}[a-z]{0,12})\]\s*(?:[–—:|-]+\s+)?")
_END_OF_NAME = re.compile(r"[,.;:&(“\"]|\sand\s|\set al")


def without_key(runs: Runs) -> Runs:
    """Return the runs without the key of a bibliography before them ("[Lun+14] — Anna Lund …").

    One that could be a venue and its year is a key where people follow on it.
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    match = _KEY.match(runs[first].text) if first is not None and runs[first].href is None else None
    if first is None or match is None or re.search(r"['’](?:19|20)\d\d$", match["key"]):
        return runs  # "[Pastures'2017]": where it was published
    run = runs[first]
    rest = "".join(each.text for each in (run._replace(text=run.text[match.end() :]), *runs[first + 1 :])[:6])
    name = match["name"]
    venue = venue_name_score(name) >= 1.0 or (name.isupper() and len(name) > 2)
    if not rest.strip() or (venue and people_score(_END_OF_NAME.split(rest.lstrip(), maxsplit=1)[0]) < 1.5):
        return runs
    return (*runs[:first], run._replace(text=run.text[match.end() :]), *runs[first + 1 :])


def can_be_name(text: str, *, set_off: bool) -> bool:
    """Return whether words before a title can be the name of its work: no label, venue, date, place or category."""
    words = words_of(text)
    if not words or text.lower().strip() in _NO_NAME or note_key(text) or field_of(text) or link_role(text):
        return False
    if dates_in(text) or (is_common(words[0]) and len(words) > 1 and words[-1].isdigit()):
        return False
    return is_lead_name(_POINT.sub("", text), emphasised=set_off) and is_short_name(text)


def _stands_for(name: str, rest: Runs) -> bool:
    """Return whether words before a title are a name rather than a subject or a person."""
    words = words_of(name)
    title = next((run.text for run in rest if run.text.strip()), "").strip('“"„«「『 ')
    if len(words) > 1 and all(is_common(word) for word in words) and not title.lower().startswith(name.lower()):
        return False
    if (name.isascii() and any(c.isdigit() for c in name)) or title.lower().startswith(f"{name.lower()}:"):
        return True
    if re.fullmatch(r"[\w+-]*(?:[A-Z]{2}|[a-z]{3}[A-Z])[\w+-]*", name):
        return True  # "LLM-Oak", "SheepOak"
    score = people_score(name)
    return score < 0.3 or _signed(rest, surely=score >= 1.5)


_CATEGORY = re.compile(r"\s*([^\s\[\]()“”\"][^\[\]()“”\"\n]{2,70}?)\s*(?::|：)\s*")


def behind_category(runs: Runs) -> Runs | None:
    """Return the runs from the linked title on that stands behind a colon and what the work is about, or None.

    So in "LAS based: [A Correction of Words](…)", where siblings have nothing in their titles but what is linked. A
    name alone ("GATE: [Opening Pastures](…)") goes with the title.
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or first + 1 >= len(runs) or runs[first].href is not None or runs[first].marks:
        return None
    match = _CATEGORY.fullmatch(runs[first].text)
    if match is None or not is_linked_title(runs[first + 1]) or not is_paper_url(runs[first + 1].href or ""):
        return None
    words = match[1].split()
    single = len(words) == 1 and (is_codelike(match[1]) or "-" not in match[1])
    told = single or dates_in(match[1]) or are_names(match[1]) or venue_name_score(match[1]) >= 1.0
    return None if told else (*runs[:first], *runs[first + 1 :])


def _is_subject(words: str, sign: str) -> bool:
    """Return whether words before a colon and a linked title are what it is about: no label, people, venue or date.

    One that could be a name goes with the title, as in "GATE: [Opening Pastures](…)".
    """
    if sign not in {":", "："} or (sign == ":" and words.isascii() and len(words.split()) == 1):
        return False
    if link_role(words) or field_of(words) or note_key(words) or dates_in(words):
        return False
    if "," in words and are_names(words):
        return False
    return people_score(words) < 1.0 and venue_name_score(words) < 1.0 and not are_names(words)


def _signed(rest: Runs, *, surely: bool) -> bool:
    """Return whether authors are printed in brackets behind the title; what could be a venue counts if not `surely`."""
    text = "".join(run.text for run in rest if run.image is None)[:600]
    groups = [parse_group(match[0]) for match in _GROUP.finditer(text)]
    return any(group.people.names or (group.unsure and not surely) for group in groups)


_SAYS_PAPER = re.compile(r"(?:\b(?:papers?|articles?|preprint)|论文|論文|논문)\s?:?\s?$", re.IGNORECASE)


def _behind_tool(runs: Runs, first: int) -> tuple[str | None, Runs]:
    """Return the name of a tool that is linked to its own place, and the runs from the title of its paper on.

    So in "[Flockr](https://github.com/x/flockr) - [R] - Counts them. [Counting Sheep by Their Wool](https://doi.org/…)".
    What stands between the two follows on the rest when it is more than a few words.
    """
    tool = runs[first]
    href = tool.href or ""
    if "bare" in tool.marks or is_paper_url(href) or not is_web(href) or len(words_of(tool.text)) > _TOOL_NAME:
        return None, runs
    papers = [
        n
        for n, run in enumerate(runs)
        if n > first and is_linked_title(run) and (is_paper_url(run.href or "") or _SAYS_PAPER.search(runs[n - 1].text))
    ]
    at = papers[0] if papers else None
    if at is None or len({runs[n].href for n in papers}) > 1 or len(words_of(runs[at].text)) < _TITLE_WORDS:
        return None, runs
    between = runs[first + 1 : at]
    if link_role(tool.text) or any(run.href and link_role(run.text) == "paper" for run in between):
        return None, runs
    told = _ASIDE.sub("", plain(between)).strip(_EDGE)
    note = (Run(f" — {told}", tool.line),) if len(words_of(told)) >= _TITLE_WORDS else ()
    return strip_title(tool.text), (*runs[:first], *runs[at:], *note)


def without_name(runs: Runs) -> tuple[str | None, Runs]:
    """Return the name that stands before a linked or quoted title ("**RRT** – [Title](…)"), and the runs without it.

    A name that could be a person is one only where brackets behind the title print the authors.
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None:
        return None, runs
    if runs[first].href is not None:
        return _behind_tool(runs, first)
    run, after = runs[first], runs[first + 1 :]
    placed = _AFTER_VENUE.fullmatch(run.text) if not run.marks & {"bold", "code"} and after else None
    if placed and is_linked_title(after[0]) and dates_in(placed[1]) and can_be_name(placed[2], set_off=False):
        return placed[2], (*runs[:first], run._replace(text=f"{placed[1]}, "), *after)
    if _SHOUT.fullmatch(run.text.strip()) and after and any(map(is_linked_title, after[:2])):
        return None, (*runs[:first], *after)
    if run.marks & {"bold", "code"}:
        name = re.sub(r"\s*\([A-Z\d-]{2,10}\)$", "", strip_title(run.text.strip(" :：")).strip("[]"))
        rest = _after_mark(run, after)
        ended = run.text.rstrip().endswith(".") and " " in name  # "**Self-Supervised Shearing.** Ngozi Okafor": a title
        if rest is None and not ended and (signed := _before_names(name, after)) is not None:
            return name, (*runs[:first], *signed)
    else:
        if (opening := _BEFORE_QUOTE.match(run.text)) and is_codelike(opening[1]) and not _is_place(opening[1]):
            return opening[1], (*runs[:first], run._replace(text=run.text[opening.end() :]), *after)
        match = _PLAIN.fullmatch(run.text)
        name = match[1].strip(_EDGE) if match else ""
        rest = after if match and after and is_linked_title(after[0]) else None
    if rest is not None and (link_role(name) == "paper" or field_of(name) == "title"):
        return None, (*runs[:first], *rest)
    set_off = bool(run.marks & {"bold", "code"})
    if rest is None or not can_be_name(name, set_off=set_off) or not _stands_for(name, rest):
        dropped = rest is not None and not set_off and _is_subject(name, run.text.rstrip()[-1:])
        return None, ((*runs[:first], *rest) if dropped and rest is not None else runs)
    return name, (*runs[:first], *rest)


def _is_place(text: str) -> bool:
    """Return whether one word is a venue with its year ("ACL2018,《…》")."""
    return bool(dates_in(text)) and venue_score(text) >= 1.0


#: What a short name stands for, behind it: "**GATE** (Grazing at Night): A. Lund, …".
_GLOSS = re.compile(r"\s*\([^()\d]{3,80}\)\s*(?=[:：])")
_INVERTED_FIRST = re.compile(r"[^\W\d_][\w'’-]+, (?:[A-Z]\.[ -]?){1,3}(?:,|;| and| &)|[^\W\d_][\w'’-]+ et al\b")


def _before_names(name: str, after: Runs) -> Runs | None:
    """Return what follows on a name that is written as one, where that begins with people ("**FM** Anna Lund. …")."""
    if not any(map(is_codelike, name.split())) or len(name.split()) > 2 or not can_be_name(name, set_off=True):
        return None
    if not after or after[0].image is not None or after[0].href is not None or after[0].marks:
        return None
    text = _GLOSS.sub("", after[0].text, count=1).lstrip(" :：")
    people = re.split(r"[,.，;]\s|\sand\s|\set al", text, maxsplit=1)[0]
    later = any(run.marks & {"italic", "bold"} or run.href or run.text[:1] in '“"' for run in after[1:])
    titled = later or text.count(". ") > 0
    signed = people_score(people) >= 1.8 or (_INVERTED_FIRST.match(text) and venue_name_score(name) < 2.0)
    if not titled or people == text or not signed:
        return None
    return (after[0]._replace(text=text), *after[1:])


def name_of_group(runs: Runs) -> str | None:
    """Return the name that a line over its papers begins with ("`ICE` - Iterative …"), where it is written as one."""
    first = next((run for run in runs if run.image is None and run.text.strip()), None)
    if first is None or first.href is not None or not first.marks & {"bold", "code"}:
        return None
    name = strip_title(first.text)
    written = "code" in first.marks or any(map(is_codelike, name.split()))
    return name if written and len(name.split()) <= 2 and can_be_name(name, set_off=True) else None


def _after_mark(run: Run, after: Runs) -> Runs | None:
    """Return what follows on a name that is set off, from the title on, or None when no set-off title follows."""
    closed = run.text.rstrip().endswith((":", "："))
    if after and closed and is_linked_title(after[0]):
        return after
    if not after or after[0].image is not None or after[0].href is not None or after[0].marks & {"bold", "code"}:
        return None
    between, name = after[0], run.text.strip("[] ")
    listed = between.text.strip() == "," and len(name.split()) == 1 and venue_name_score(name) < 1.0
    if listed or _BETWEEN.fullmatch(between.text) or (closed and not between.text.strip()):
        return after[1:] if len(after) > 1 and is_linked_title(after[1]) else None
    unparted = between.text.lstrip()[:1] in '“"' and is_codelike(name) and venue_name_score(name) < 1.0
    if match := _OPENING.match(f": {between.text}" if unparted else between.text):
        between = between._replace(text=match.string)
        return (Run(between.text[match.start(1) :], between.line, between.marks), *after[1:])
    return None


def with_year_behind(runs: Runs) -> Runs:
    """Return runs that begin with a link "year - title" with the title linked and the year in brackets behind it.

    So too where the link has no address: "[[2003 - Title][]]".
    """
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip(" [")), None)
    if first is None:
        return runs
    run = runs[first]
    if _ENCLOSED.fullmatch(run.text) or is_dated_behind(runs, first):
        return runs  # "[[2003-WOOL]](…) Title": where it was published
    if is_harvard(run.text):
        return runs
    if "bare" not in run.marks and (signed := _SIGNED.match(run.text)) and people_score(signed[1]) >= 0.3:
        title, behind = run._replace(text=run.text[signed.end() :]), Run(f" ({signed[1]}, {signed[2]})", run.line)
        return (*runs[:first], title, behind, *_parted(list(runs[first + 1 :])))
    if run.href is not None and "bare" not in run.marks and (year := _YEAR.match(run.text)):
        rest = run.text[year.end() :]
        opened = "".join(each.text for each in runs[:first])
        if not re.search(r"[^\W\d_]{2}", rest) or (not opened.strip().startswith("[") and year[0].strip() == year[1]):
            return runs
        after = list(runs[first + 1 :])
        if opened.strip() == "[" and after and after[0].text.lstrip().startswith("]"):
            after[0] = after[0]._replace(text=after[0].text.lstrip()[1:])
            opened = ""
        kept = runs[:first] if opened else ()
        return (*kept, run._replace(text=rest), Run(f" ({year[1]})", run.line), *_parted(after))
    if run.href is None and (match := _BROKEN.match(run.text)):
        title = Run(match[2].strip(), run.line, run.marks | {"bold"})
        after = [run._replace(text=run.text[match.end() :]), *runs[first + 1 :]]
        return (*runs[:first], title, Run(f" ({match[1]})", run.line), *_parted(after))
    return runs


def _parted(after: list[Run]) -> Runs:
    """Return what follows on a title and its year, with a colon where prose follows without one."""
    if after and after[0].image is None and re.match(r"\s+\w", after[0].text):
        after[0] = after[0]._replace(text=":" + after[0].text)
    return tuple(after)
