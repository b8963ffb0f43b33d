"""Citation styles with a fixed order and marks of their own: APA, Vancouver, Chicago, MLA, IEEE, Bluebook, GB/T 7714.

Such a reference says by its marks alone where each field begins and ends. What is told here needs no scores; every
other shape of a lead, and every doubt, is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.cases import begins_with_case
from papergraph.readers.lexicon.corporate import is_body
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import SURNAME as _SURNAME
from papergraph.readers.lexicon.namelists import UP as _UP
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score
from papergraph.readers.lexicon.words import AND, is_common
from papergraph.readers.styles.abroad import abnt, gost, harvard, imprint
from papergraph.readers.styles.behind import GUILLEMETS, QUOTED, goes_on_behind, going_on, title_and_venue, venue_behind
from papergraph.readers.styles.bracketed import bracketed, title_in_brackets
from papergraph.readers.styles.bylined import bylined
from papergraph.readers.styles.chemical import chemical
from papergraph.readers.styles.coauthors import with_coauthors
from papergraph.readers.styles.colons import colon_spans, dated_names, may_be_venue
from papergraph.readers.styles.dblp import dblp
from papergraph.readers.styles.fullnames import full_names
from papergraph.readers.styles.gbt import gbt
from papergraph.readers.styles.imprinted import book, imprinted
from papergraph.readers.styles.lawstyle import law_spans
from papergraph.readers.styles.lawtitles import reported_title
from papergraph.readers.styles.linked import leaves_link
from papergraph.readers.styles.mathematical import mathematical
from papergraph.readers.styles.national import han
from papergraph.readers.styles.placed import placed_title
from papergraph.readers.styles.placefirst import place_first
from papergraph.readers.styles.pointed import names_go_on, pointed
from papergraph.readers.styles.signfree import sign_free
from papergraph.readers.styles.ssrn import ssrn
from papergraph.readers.styles.styled import (
    YEAR,
    Span,
    sentence_end,
    set_off,
    span_of,
    span_of_names,
    years_in,
)
from papergraph.readers.styles.tabbed import tabbed
from papergraph.readers.styles.titlefirst import title_first
from papergraph.readers.styles.titleless import titleless
from papergraph.readers.styles.turnednames import turned_names
from papergraph.readers.styles.unsigned import is_name_of_venue, unsigned
from papergraph.readers.styles.vancouver import turned, vancouver
from papergraph.readers.styles.volumed import volumed
from papergraph.readers.styles.within import within

_NAME = 8  # words of a body that wrote a work, at most

MOST = 900  # characters of a lead that are looked at

_JUNIOR = r"(?:,? (?:Jr|Sr|I{2,3})\.?)?"
#: "F. de" in "Elm, F. de (1916)", and marks behind a name ("Oak, A.*").
_BEHIND = r"(?:(?: (?:[Dd](?:[aeiou]|e[rnl])|dos|[Vv][ao]n|l[ae])){1,3}(?=,? [(&]|, |[.,]? \d{4}))?(?: ?[*†‡§¶#]{1,3})?"
_INITIALS = rf"[{_UP}]\.(?:[ -]?[{_UP}]\.){{0,3}}{_BEHIND}"

# Names are atomic: what was read as one is never tried in another way, so that no text takes long.
_ONE_APA = rf"(?>{_SURNAME}(?:, ?| ){_INITIALS}{_JUNIOR})"
_BARE_INITIALS = rf",? [{_UP}](?:[{_UP}]|-[{_UP}]){{0,2}}(?: (?:Jr|Sr|2nd|3rd))?(?![\w'’-]){_BEHIND}"
_ONE_SHORT = rf"(?>{_SURNAME}(?:(?:, ?| ){_INITIALS}{_JUNIOR}|{_BARE_INITIALS}))"
_JOINED = rf"(?: ?,? ?{AND} |, ?(?:(?:(?:\. ?){{3}}|…) ?,? ?)?|; ?|/ ?)"
_NAMES = rf"(?P<authors>{_ONE_SHORT}(?:{_JOINED}{_ONE_SHORT})*+(?:,? et al\.?)?)"
_UNDATED = r"[Ff]orthcoming|[Ii]n press|n\. ?d\.?|[Uu]nder review|[Tt]o appear|[Ss]ubmitted"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}"
_APA = re.compile(
    rf"{_NAMES}[ ,.]*(?:\((?:Hg|Hrsg|Eds?|eds?)\.?\)[ ,.]*)?"
    rf"(?:\((?:(?P<year>{YEAR}[a-z]?)(?:[,/ –-][^()]{{0,25}})?|(?P<undated>{_UNDATED}))\.?\)(?:[.:,](?=\S)|[.,:]?\s)"
    rf"|(?P<bare>{YEAR})(?P<month>, {_MONTH}(?: \d{{1,2}})?(?=\.))?(?P<sign>[a-z]?[.:,]?)\s)\s*"
)
#: "Oak, A. & Elm, B. Title. J. Wool 12, 3–9 (2001)": the style of Nature, Cell, Science and their like.
_NATURE = re.compile(rf"{_NAMES}\.? +(?=[{_UP}\d“\"])")
_NATURE_END = re.compile(rf"(?<=[\w.,)\]]) ?\((?:[A-Z][^()\d]{{2,60}}, )?(?P<year>{YEAR})\)(?=[.,;: )]|$)")
_NATURE_EDITOR = re.compile(rf"In:? {_ONE_SHORT}(?:(?:, | & ){_ONE_SHORT})*+ \([Ee]ds?\.\)[,:]? ")
_NATURE_VENUE = re.compile(
    r"(?:In:? )?(?P<venue>[^\W\d_][^()\d?!;“”\"]{1,110}?)[.,]?,? (?:(?:vol|no|nr)\b\.? ?|\()?"
    r"(?:[A-Z]{0,3}\d[\w.()–-]*)(?:[\s,:(].*)?",
    re.IGNORECASE,
)
#: "Oak et al. 2020. Title. Wool": surnames alone.
_SURNAMES = re.compile(
    rf"(?P<authors>(?>{_SURNAME})(?:,? et al\.?|(?:, (?>{_SURNAME}))*+,? {AND} (?>{_SURNAME})|))"
    rf"(?:,? \((?P<year>{YEAR})[a-z]?\)(?P<sign>[.:,])?|,? (?P<bare>{YEAR})[a-z]?[.:]|"
    rf",? (?P<plain>{YEAR})(?: [-–—])?)\s+(?=[{_UP}\d“\"])"
)
_SIGNED = re.compile(
    rf"(?P<authors>[{_UP}][^“\"?!:;\[\]\d]{{1,90}}?)[.,]? "
    rf"(?:\((?:(?P<year>{YEAR})[a-z]?(?:, [^()]{{1,20}})?|{_UNDATED})\.?\)[.,:]?"
    rf"|(?:(?<=\. )(?P<bare>{YEAR})[a-z]?|n\.d)\.)(?: (?=\S)|(?<=\)\.)(?=[{_UP}]))"
)
_ONE_FULL = rf"(?>{_SURNAME}, [{_UP}][\w'’-]+(?: [{_UP}](?:\.|[\w'’-]*)){{0,2}}+)"
_SPRINGER = re.compile(  # "Lund, A., Oak, B.: Title. Venue 3(2), 1–10 (1999)"
    rf"(?P<authors>(?:{_ONE_APA}|{_ONE_FULL})(?:(?:,|;|,? (?:and|und|&)) (?:{_ONE_APA}|{_ONE_FULL}))*+"
    r"(?:,? (?:et al|u\. ?a)\.?)?)(?: \((?:Hrsg|Eds?|eds?)\.?\))? ?: +(?=\S)"
)
_AUTHOR_DATE = re.compile(
    rf"(?P<authors>{_SURNAME}, [{_UP}][^\n“\"()\[\]]{{1,250}}?|[—–_-]{{2,}}|———)(?:, eds?)?[.,]+ "
    rf"[(\[]?(?:(?P<year>{YEAR})[a-z]?|n\.d|[Ff]orthcoming|[Uu]npublished|[Ii]n [Pp]ress|[Tt]o [Aa]ppear)[)\]]?\. "
    rf"(?=[{_UP}“\"\d])"
)


#: "Wool by night. – Oikos 12: 1–9", and no imprint: "Wool. – New Oakham: Hay, 2019".
_DASH_BEFORE_VENUE = re.compile(
    rf"(?<=[a-z][a-z][.?!]) [–—-] (?=[{_UP}])(?![^.:,\d–—]{{2,40}} ?: [^:–—]{{2,60}}, {YEAR}(?!\d))"
)


_REMARK = re.compile(
    r"(?<=[A-Za-z.] )\d{1,4}, [A-Z]?\d{1,6}(?:[–-]\d+)?(?P<remark> [—–] )(?=\S+ \S)"
)  # "Science 254, 412 — on"
_LATE_COMMA = re.compile(r" ,(?=\S)")  # "Counting sheep ,J. Wool"
_LOW_QUOTES = re.compile(r"„([^„“”\"]{4,400})[“”\"]")  # as German and its neighbours have them


def formal_spans(flat: Flat) -> tuple[Span, ...]:
    """Return the fields of a lead that is written in one of the styles, in order; none when it is in no such style."""
    text = _DASH_BEFORE_VENUE.sub("   ", flat.text[: min(MOST, end_of_words(flat))].replace("\n", " "))
    text = _LOW_QUOTES.sub(r"“\1”", _LATE_COMMA.sub(", ", text))
    if first := place_first(flat, text, len(text) - len(text.lstrip())):
        return tuple(sorted(first))
    remark = _REMARK.search(text)
    text = text[: remark.start("remark")] if remark else text
    start = len(text) - len(text.lstrip())
    year = _YEAR_FIRST.match(text, start)
    if year is not None and (spans := _spans_from(flat, text, year.end())):
        signed = min(spans).field == "authors" and min(spans).start == year.end()
        return tuple(sorted(_with_date(spans, Span(*year.span("year"), "date")))) if signed else ()
    return _spans_from(flat, text, start)


#: The year of a work before all else that is said of it, as curricula vitae have it: "2014 Lund, A. “Wool.” *Hay*".
_YEAR_FIRST = re.compile(rf"[\[(]?(?P<year>{YEAR})[\])]?(?:[.,:]? +[–—-]? ?|\t+|: ?)(?=[^\W\d_])")


def _with_date(spans: Sequence[Span], date: Span) -> list[Span]:
    """Return spans with a date that stands before them, where they hold none."""
    return list(spans) if any(span.field == "date" for span in spans) else [date, *spans]


def _spans_from(flat: Flat, text: str, start: int) -> tuple[Span, ...]:
    """Return the fields of a text that is written in one of the styles from a place on; none where it is in none."""
    repeated = re.match(r"[—–]{2}|-{3}|_{3}", text[start : start + 3])
    nation = re.match(r"[\[［〔(（][\u3400-\u9fff]{1,3}[\]］〕)）]", text[start : start + 5])  # "[美] …"
    if text[start : start + 1] in {"《", "『", "「"}:
        return tuple(sorted(title_in_brackets(flat, text, start)))
    if text[start : start + 1] in {"“", '"'}:
        return tuple(sorted(title_first(flat, text, start)))
    if not (text[start : start + 1].isalpha() or repeated or nation) or len(text) < 14:
        return ()
    case = begins_with_case(text, start)  # nobody wrote "Oak Guild, Inc. v. Lund, 804 F.3d 202"
    for style in _STYLES:
        spans = style(flat, text, start)
        if not spans or leaves_link(flat, spans) or (case and any(span.field == "authors" for span in spans)):
            continue
        spans = with_coauthors(text, spans)
        return tuple(sorted(each for each in spans if each.end > each.start and not _is_of_group(text, each, spans)))
    return ()


def _is_of_group(text: str, date: Span, spans: Sequence[Span]) -> bool:
    """Return whether a date stands with the venue in brackets at the end, which are read whole: "(1999, Wool)"."""
    last = max(spans)
    if date != last or date.field != "date" or any(span.field == "venue" for span in spans):
        return False
    return text[date.start - 1] == "(" and re.match(r", [^\W\d_][\w &.]{1,40}\)", text[date.end :]) is not None


def end_of_words(flat: Flat) -> int:
    """Return where the links under labels begin that the text ends with ("… [pdf](…) | [code](…)")."""
    end = len(flat.text)
    for start, run in zip(reversed(flat.starts), reversed(flat.runs), strict=True):
        if run.href and "bare" not in run.marks and link_role(run.text):
            end = start
        elif re.search(r"\w", run.text):
            break
    while end < len(flat.text) and flat.text[end - 1 : end] in {" ", "(", "["}:
        end -= 1  # the brackets around them
    return end


def _apa(flat: Flat, text: str, start: int) -> list[Span]:
    match = _APA.match(text, start)
    if match is None:
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date" or match["undated"]]
    year = match.span("year") if match["year"] else match.span("bare")
    if not rest or len(text[rest[0].start : rest[0].end].split()) > 40:
        return []
    if not _are_people(match["authors"]):
        return []  # "Graph Networks GN (2018) …"
    if match["bare"] and not _follows_year(text, match, text[rest[0].start : rest[0].end]):
        return []
    until = match.end("month") if match["month"] else year[0] + 4
    date = Span(year[0], until, "date") if year[0] >= 0 else Span(0, 0, "date")
    return [Span(*match.span("authors"), "authors"), date, *rest]


_DATED_BEHIND = re.compile(rf"[\w.)] {YEAR}(?: [A-Z][a-z]{{2}}[a-z]*(?: \d{{1,2}})?)?; ?\d")
_CODED = re.compile(r"[\w.&]+,? \d")


def _follows_year(text: str, match: re.Match[str], title: str) -> bool:
    """Return whether words behind a year without brackets are a title: no journal, and no meeting of that year.

    So in "Oak, A. 2018 Wool Conference", "Oak, A., 2018, WoolL, 12, 3", "AHC MM 2018 …".
    """
    if match["sign"] == "" and _DATED_BEHIND.search(text, match.end(), match.end() + 500):
        return False  # "Oak A. 2018 guideline on wool. Meadow. 2019;3:1-9"
    if match["sign"] not in {"", ","}:
        return True
    if _CODED.match(title) or venue_name_score(title) > 0.3:
        return False
    pointed = text[match.start("bare") - 2] == "."
    if match["sign"] or (pointed and "," in match["authors"]):
        return True
    return len(title.split()) > 1 and (pointed or any(sign in match["authors"] for sign in ".,"))


def _are_people(names: str) -> bool:
    """Return whether surnames with initials are people: with points, many, or none of them an ordinary word."""
    parts = re.split(rf",? {AND} |, |; ?|/", names)
    points = any(re.search(rf"\b[{_UP}]\.", part) for part in parts)
    return points or len(parts) > 3 or not any(is_common(word) for part in parts for word in part.split()[:1])


def _nature(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Oak, A., Elm, B. & Ash, C. Title. J. Wool 12, 3–9 (2001)"."""
    match = _NATURE.match(text, start)
    year = _NATURE_END.search(text, match.end(), match.end() + 500) if match else None
    if match is None or year is None or not _are_people(match["authors"]) or names_go_on(text, match.end()):
        return []
    at, title_end = match.end(), sentence_end(text, match.end())
    italic = set_off(flat, at, year.start())
    while title_end is not None and title_end[1] < year.start():
        stop = title_end[1]
        stop = editor.end() if (editor := _NATURE_EDITOR.match(text, stop)) else stop
        venue = _NATURE_VENUE.fullmatch(text, stop, year.start())
        whole = italic is None or italic[0] <= stop or not text[at : italic[0]].strip()
        if venue and whole and is_name_of_venue(venue["venue"]):
            return [
                Span(*match.span("authors"), "authors"), span_of(text, at, title_end[1], "title"),
                span_of(text, *venue.span("venue"), "venue"), Span(*year.span("year"), "date"),
            ]  # fmt: skip
        title_end = sentence_end(text, stop)
    return []


def _surnames(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Oak et al. 2020. Title. Wool": surnames, the year, and points between."""
    match = _SURNAMES.match(text, start)
    if match is None or venue_name_score(match["authors"]) > 0.3 or is_organisation(match["authors"]):
        return []
    run = flat.run_at(start)
    if "bold" in run.marks or (run.href is not None and flat.run_at(match.end()).href != run.href):
        return []  # a title with its year, and prose
    names = re.split(rf",? et al\.?|, |,? {AND} ", match["authors"])
    if any(is_common(name) or len(name.split()) > 2 for name in names if name):
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or not 2 < len(text[rest[0].start : rest[0].end].split()) <= 40:
        return []
    year = next(match.span(name) for name in ("year", "bare", "plain") if match[name])
    several = re.search(r" et al\b| and | & ", match["authors"]) is not None
    short = len(text[rest[0].start : rest[0].end].split()) < 5
    if match["plain"] and (match["authors"].isupper() or short or (len(rest) > 1 and not several)):
        return []  # "WOOL, 2019 Best Paper"
    if match["year"] and not (match["sign"] or several or run.href is not None or len(rest) > 1):
        return []  # "Shears (2019) The first to cut wool"
    return [Span(*match.span("authors"), "authors"), Span(*year, "date"), *rest]


def _signed(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Anna Lund (2012) Title. Wool" and of a report of a body: "World Bank. 2012. Title"."""
    initials = dated_names(text, start)  # "A. Lund. 2012. Title. Wool"
    match = initials or _SIGNED.match(text, start)
    if match is None or not _is_set_as_year(flat, match):
        return []
    surely = initials or is_body(match["authors"]) or _are_full_names(flat, match) or _is_over_set_off(flat, match)
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or len(text[rest[0].start : rest[0].end].split()) > 40:
        return []
    if not surely or (initials and not all(may_be_venue(text[a:b]) for a, b, field in rest if field == "venue")):
        return []
    dated = "year" if not initials and match["year"] else "bare"
    year = [Span(*match.span(dated), "date")] if match[dated] else []
    begin, end = match.span("authors")
    end += text[end : end + 1] == "." and text[end - 2 : end - 1] in {" ", "."}  # "Lund, Anna B. (2012)"
    return [span_of_names(text, begin, end), *year, *rest]


def _springer(flat: Flat, text: str, start: int) -> list[Span]:
    match = _SPRINGER.match(text, start)
    dates = years_in(text, match.end(), match.end() + 500) if match and people_score(match["authors"]) > -1 else []
    if match is None or not dates or set_off(flat, start, match.end("authors"), frozenset({"bold", "italic"})):
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or rest[0].end > dates[-1].start():
        title = re.match(r"[^(]{8,300}?(?= \(\d{4}\))", text[match.end() :])  # nothing but the year behind it
        rest = [span_of(text, match.end(), match.end() + title.end(), "title")] if title else []
    if not rest:
        return []
    date = Span(dates[-1].start(), dates[-1].start() + 4, "date")
    kept = [span if span.end <= date.start else span_of(text, span.start, date.start, span.field) for span in rest]
    return [Span(*match.span("authors"), "authors"), *kept, date]


def _are_full_names(flat: Flat, match: re.Match[str]) -> bool:
    """Return whether people stand before a year in brackets, one of them with a given name."""
    if match["year"] is None or not re.search(r"\S \S|\w\.\w", match["authors"]) or not are_names(match["authors"]):
        return False
    # "Lund M., Oak T. Wool at Night (2019). In: …" has its title before the year.
    return not re.match(r"[Ii]n:? ", flat.text[match.end() : match.end() + 4])


def _is_over_set_off(flat: Flat, match: re.Match[str]) -> bool:
    """Return whether a year between points parts a few words from a title that is set off: "Plato. 1997. *Works*"."""
    named = match["bare"] is not None and len(match["authors"].split()) <= _NAME
    return named and (flat.text[match.end()] in '“"' or "italic" in flat.run_at(match.end()).marks)


def _is_set_as_year(flat: Flat, match: re.Match[str]) -> bool:
    """Return whether what may be authors is set as what follows on it: a title is often set off, they seldom are."""
    one, other = flat.run_at(match.start("authors")), flat.run_at(match.end("authors") + 1)
    return one.href == other.href and (one.marks & {"bold", "italic"}) == (other.marks & {"bold", "italic"})


def _author_date(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Elm, Mary, and John Oak. 2012. Wool. Pasture Press."; dashes stand for the same names."""
    match = _AUTHOR_DATE.match(text, start)
    if match is None or (match["authors"][0].isalpha() and not are_names(match["authors"])):
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or len(text[rest[0].start : rest[0].end].split()) > 40:
        return []
    if match["year"]:
        rest.append(Span(*match.span("year"), "date"))
    if match["authors"][0].isalpha():
        begin, end = match.span("authors")
        rest.append(span_of_names(text, begin, end + (text[end] == "." and text[end - 2] in " .-")))
    return rest


_GOES_ON = re.compile(r"[^\W\d_]|-\w")  # behind a word in quotes that only begins a title


def _goes_on(flat: Flat, text: str, match: re.Match[str]) -> bool:
    """Return whether the word goes on behind what is quoted; a journal may stand behind a title with its point."""
    if _GOES_ON.match(text, match.end()) is None:
        return False
    begins = text[match.end()].isupper() or "italic" in flat.run_at(match.end()).marks
    return not begins or match["title"][-1] not in ".,?!"


def _quoted(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference with a quoted title behind its authors: IEEE, MLA, Chicago."""
    until = min(len(text), start + 500)
    found = [match for match in (QUOTED.search(text, start, until), GUILLEMETS.search(text, start, until)) if match]
    match = min(found, key=lambda each: each.start(), default=None)
    if match is None or match.start() - start < 4 or _goes_on(flat, text, match):
        return []
    before = text[start : match.start()]
    year = re.search(rf"[.,]?\s+\(?({YEAR})\)?[.,:]?\s*$", before)
    names = before[: year.start() + 1] if year else before
    named = " " in match["title"].strip() and "," in names and are_names(names)  # no nickname
    if not (names.rstrip().endswith((",", ".", ":")) or year or named) and people_score(names.strip()) < 1.8:
        return []
    if not (are_names(names) or is_body(names)) or any(
        run.href for _, _, run in flat.runs_between(start, match.start())
    ):
        return []
    signed = span_of_names(text, start, start + len(names.rstrip()))
    if goes_on_behind(text, match):
        rest = [span for span in going_on(flat, text, match) if span.field != "date" or not year]
        return [signed, *rest, *([Span(start + year.start(1), start + year.end(1), "date")] if year else [])]
    spans = [signed, span_of(text, *match.span("title"), "title")]
    if year:
        spans.append(Span(start + year.start(1), start + year.end(1), "date"))
    rest = venue_behind(flat, text, match.end())
    return [*spans, *(span for span in rest if span.field != "date" or not year)]


_STYLES = (
    gbt, dblp, titleless, reported_title, tabbed, chemical, sign_free, within, _apa, full_names, _author_date,
    placed_title, ssrn, bylined, law_spans, _quoted, turned, _signed, vancouver, _nature, _surnames, book, _springer,
    colon_spans, bracketed, han, abnt, gost, imprint, harvard, mathematical, turned_names, pointed, volumed, unsigned,
    imprinted,
)  # fmt: skip
