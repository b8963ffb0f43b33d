"""Citation styles of other languages: ABNT with surnames in capitals, GOST with strokes and dashes, plain imprints."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.imprints import is_publisher
from papergraph.readers.lexicon.namelists import SURNAME, UP, are_names
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.styled import DATED, YEAR, Span, sentence_end, set_off, span_of, year_in

# --- ABNT: "LUND, A.; OAK, B. Title. **Journal**, v. 1, n. 2, p. 3-4, 2019." ------------------------------------------

_GIVEN_NAMES = vocabulary("given-name")
_GIVEN_WORD = rf"[{UP}](?![{UP}])[\w'’-]+"
_GIVEN = rf"(?:(?:[{UP}]\. ?){{1,4}}|{_GIVEN_WORD}(?: (?:d[aeo]s?|e|{_GIVEN_WORD})){{0,3}}(?: [{UP}]\.)*)"
_IN_CAPITALS = rf"(?>[{UP}][{UP}'’-]+(?: [{UP}][{UP}'’-]+){{0,3}}, {_GIVEN})"
_ABNT = re.compile(
    rf"(?P<authors>{_IN_CAPITALS}(?:; ?{_IN_CAPITALS})*+(?:[;,]? ?et al\.?)?)[.,]?"
    r"(?: ?\((?:Org|Coord|Ed)s?\.?\)\.?)? *(?=[^\s;,])"
)
_BODY_IN_CAPITALS = re.compile(rf"(?P<authors>(?:[{UP}]{{2,}}[ -]){{1,7}}[{UP}]{{2,}})\. (?=[{UP}])")
_SHOWN = frozenset({"bold", "italic"})
_ACCESS = re.compile(r"\b(?:Acesso em|Acessado em|Acceso|Consultado)\b", re.IGNORECASE)
_IMPRINT_END = re.compile(
    rf"(?:[.,?!–—-] ?(?:\d+ )?|^)(?P<place>[{UP}\[][^.:,\d–—]{{1,40}}|М\.|СПб\.|Л\.) ?: "
    rf"(?P<press>(?:(?:[ÉEée]d|Univ|Изд)\. )?[^.:–—]{{2,60}}?), ?c?(?P<year>{YEAR})(?!\d|\.\d{{4}})"
)
_WITHIN_BOOK = re.compile(
    rf"In: {_IN_CAPITALS}(?:; ?{_IN_CAPITALS})*+ ?\((?:Org|Coord|Ed)s?\.?\)[.,]? (?P<venue>[{UP}][^.\n]{{3,120}})\."
)
_JOURNAL = re.compile(r"(?P<venue>[^\d:;]{3,120}?),(?: [^,\d]{2,30},)? (?=v\. ?\d|n\. ?\d|vol\.|ano \d|p\. ?\d)")


def abnt(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference in the style of ABNT: the surnames of its authors are in capitals."""
    match = _ABNT.match(text, start) or _BODY_IN_CAPITALS.match(text, start)
    cut = _ACCESS.search(text, match.end()) if match else None
    years = list(DATED.finditer(text, match.end(), cut.start() if cut else len(text))) if match else []
    if match is None or not years or match["authors"].count(" ") > 40:
        return []
    behind = text[match.end("authors") : match.end("authors") + 1]
    if behind.isalpha() and text[match.end("authors") - 1].isalpha():
        return []  # "FOLD, Lund et al. 2014": no name ends there
    shown = any(run.href or run.marks & _SHOWN for _, _, run in flat.runs_between(start, match.end("authors")))
    if behind == "," and ";" not in match["authors"] and shown:
        return []  # "**BAA**, Ann Jones, Bo Ek, WOOL 2001": a title in capitals
    at = match.end()
    spans = [Span(*match.span("authors"), "authors"), Span(*years[-1].span(), "date")]
    marked = set_off(flat, at, min(len(text), at + 450), _SHOWN)
    if marked is not None and text[at : marked[0]].strip():
        return [*spans, span_of(text, at, marked[0], "title"), span_of(text, *marked, "venue")]
    end = sentence_end(text, marked[1] - 3 if marked else at)
    stop = end[0] if end else years[-1].start()
    imprint = _IMPRINT_END.search(text, stop)
    if end and imprint and text[stop] in "?!" and marked is None and (after := sentence_end(text, end[1])):
        end = after if after[0] <= imprint.start() else end  # "What a fleece! A history of wool. Oakham: Hay, 2012"
        stop = end[0]
    spans.append(span_of(text, at, stop + (text[stop : stop + 1] in {"?", "!"}), "title"))
    if imprint:
        spans[1] = Span(*imprint.span("year"), "date")  # "…, 2021 (first in 1969)"
    volume = _WITHIN_BOOK.match(text, end[1]) if end else None
    journal = _JOURNAL.match(text, end[1]) if end else None
    if volume and imprint and volume.end() <= imprint.start() + 2:
        spans.append(span_of(text, *volume.span("venue"), "venue"))
    elif imprint:
        spans.append(span_of(text, *imprint.span("press"), "venue"))
    elif journal:
        spans.append(span_of(text, *journal.span("venue"), "venue"))
    return spans


# --- GOST: "Лунд А. Б. Title / А. Б. Лунд // Journal. – 2019. – Т. 5. – С. 1–9." --------------------------------------

_BEFORE_SURNAME = r"(?:(?:[Dd](?:ella|el|er|en|e|i|a|os)|[Vv][ao]n|[Ll][ae]|[Tt]e[rn]) ){0,3}(?:[dl]['’])?"
_ONE_GOST = rf"(?>{_BEFORE_SURNAME}[{UP}][\w'’-]{{1,30}}(?:, ?| )(?:[{UP}]\. ?){{1,3}})"
_GOST = re.compile(
    rf"(?P<authors>{_ONE_GOST}(?:, ?{_ONE_GOST})*+(?:(?:,| и)? ?(?:др\.|et al\.))?) *"
    rf"(?=[{UP}\d«\"“]|[a-z][\w-]{{1,20}}: )"
)
_GIVEN_FIRST = re.compile(rf"[{UP}][\w'’-]+(?:[.,:;]| (?:and|und|et|и)\b)")
_STROKE = re.compile(r" ?/ (?=(?:под ред|ред|сост|пер)\b|[^/]{0,60}?[^\W\d_]\. ?[^\W\d_])")
_WITHIN = re.compile(r"(?<!:)\s?//\s?")
_DASH = re.compile(r"[.,]? [–—-] ")
#: Where a title ends that the year follows on, or a house and the year, and no place: ". – Hay Press, 2019. – 12 с."
_DATED_END = re.compile(
    rf"(?P<sign>[.?!])\.? [–—-] (?:(?P<press>[{UP}][^:;–—\d\n]{{2,80}}), )?(?P<year>{YEAR})(?=\.?\s*$|\. [–—-] )"
)
_PLACED_END = re.compile(rf"[.?!] [–—] (?=[{UP}][^.:,\d–—]{{0,40}}\.? ?: [^:–—]{{2,60}}, {YEAR})")
_NUMBER_BEHIND = re.compile(r" \((?:[Nn]o|№|[Nn]r|[Vv]ol)\.? ?[A-Za-z]?\d[^()]{0,30}\)$")  # "Gates (No. w12; p. w12)"
#: What kind of document it is, in small letters behind its title: "Овцы : учебное пособие".
_DOCUMENT_BEHIND = re.compile(
    r" : (?:учебн|учеб\.|монограф|автореф|дисс?\.|дисс?ерт|сборник|справочник|метод)[^:/]{0,80}$"
)
_VENUE_STOP = re.compile(
    r"[.,]? [–—-] |[.,;:] ?(?=\d)|; | \d(?!\d{0,3}(?:st|nd|rd|th|-?[ийяе])\b)|"
    r", (?=т\.|вып\.|№)|\. (?=Т\.|Вып\.|№|Vol\.)|$"
)


def gost(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference in the style of GOST: strokes before the journal, dashes between its parts."""
    match = _GOST.match(text, start)
    if match is not None and _is_given_first(text, match):
        return []  # "Mary A. Oak, …"
    at = match.end() if match else start
    stroke, within = _STROKE.search(text, at), _WITHIN.search(text, at)
    dash = _DASH.search(text, at)
    dated = _DATED_END.search(text, at) if match and stroke is None and within is None else None
    if match is not None and dated is not None:
        title = span_of(text, at, dated.start() + (dated["sign"] != "."), "title")
        press = [span_of(text, *dated.span("press"), "venue")] if dated["press"] else []
        return [Span(*match.span("authors"), "authors"), title, *press, Span(*dated.span("year"), "date")]
    if match is not None and dash is None and within is None:
        return _plain_end(text, match)
    if dash is None and within is None:
        return []
    if match is None and (stroke is None or not re.match(r"[А-ЯЁ]", text[start:])):
        return []
    bounds = [found.start() for found in (stroke, within, dash) if found]
    if stroke is None and within is None and not _IMPRINT_END.search(text, bounds[0]):
        return []
    number = _NUMBER_BEHIND.search(text[at : min(bounds)]) or _DOCUMENT_BEHIND.search(text[at : min(bounds)])
    spans = [span_of(text, at, at + number.start() if number else min(bounds), "title")]
    names = _responsible(text, stroke) if stroke and stroke.start() == min(bounds) else None
    if names is not None:
        spans.append(names)
    elif match is not None:
        spans.append(Span(*match.span("authors"), "authors"))
    if within is not None:
        stop = _VENUE_STOP.search(text, within.end() + 3)
        spans.append(span_of(text, within.end(), stop.start() if stop else len(text), "venue"))
        return [*spans, *year_in(text, within.end(), len(text))]
    if imprint := _IMPRINT_END.search(text, bounds[0]):
        spans += [span_of(text, *imprint.span("press"), "venue"), Span(*imprint.span("year"), "date")]
        return spans
    return [*spans, *year_in(text, bounds[0], len(text))]


def _is_given_first(text: str, names: re.Match[str]) -> bool:
    """Return whether what looks like a surname and an initial may be given names: "Mary A. Oak, …".

    It is not where the sentence behind it, and nothing more, is the title: "Lund A. Gates, Barns and Wool. – 2019."
    """
    at = names.end()
    if not _GIVEN_FIRST.match(text, at) or re.search(r"[.,].*[.,]", names["authors"]):
        return False
    end = _DATED_END.search(text, at) or _WITHIN.search(text, at) or _PLACED_END.search(text, at)
    one = end is not None and re.search(r"[.:] ", text[at : end.start()].partition(": ")[0] + " ") is None
    return not one or re.split(r"\W", names["authors"], maxsplit=1)[0].lower() in _GIVEN_NAMES


def _plain_end(text: str, names: re.Match[str]) -> list[Span]:
    """Return the fields of names with initials, a title, and a house with the year: "Oak A. B. Gates. Hay, 2006."."""
    end = sentence_end(text, names.end())
    house = (
        re.compile(rf"(?P<venue>[{UP}][^.,:;\d]{{2,80}}), (?P<year>{YEAR})\.?\s*$").match(text, end[1]) if end else None
    )
    if end is None or house is None:
        return []
    title = span_of(text, names.end(), end[0], "title")
    return [
        Span(*names.span("authors"), "authors"),
        title,
        Span(*house.span("venue"), "venue"),
        Span(*house.span("year"), "date"),
    ]


def _responsible(text: str, stroke: re.Match[str]) -> Span | None:
    """Return the authors that are named behind a stroke, all of them, or None where others are named there."""
    end = re.search(r"[;\[]| ?//|[.,]? \.?\s?[–—-] |\. (?=[–—-])|$", text[stroke.end() :])
    stop = stroke.end() + (end.start() if end else 0)
    names = text[stroke.end() : stop].rstrip(" .,")
    return Span(stroke.end(), stroke.end() + len(names), "authors") if are_names(names) else None


# --- a bibliography whose italics were lost: "Lund, Anna. Title. Series. Oakham: Pasture, 2010." ----------------------

_ROLE = re.compile(r"[;,] (?:éds?|eds?|dir|coord|Hrsg|a cura di)\.?$|; et al$")
_PLAIN = re.compile(rf"{SURNAME}, [{UP}][^\n“\"«„()\[\]:]{{1,200}}?\. (?=[^\s«“\"„])")
_REST_OF_NAMES = re.compile(r"[^.:“\"«„]{2,60}\. ")
_TURNED_LAST = re.compile(rf"{SURNAME}, [{UP}][\w'’-]+(?: [{UP}]\.?){{1,2}}")  # "Lund, Anna B", a single one
#: A house that is known by its name, and no place: ". Pasture Press, 1990".
_HOUSE_END = re.compile(rf"[.?!] (?P<press>[{UP}][^.:;,\d]{{2,60}}), (?P<year>{YEAR})(?!\d)")
_MIDDLE = re.compile(rf"(?:^|, |\b(?:et|and|y|e|und) )(?!{SURNAME}, )[{UP}][\w'’-]+ [{UP}]$")  # "… and Mary A"


def imprint(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a book in plain words, with a place, a house and a year at its end."""
    match = _PLAIN.match(text, start)
    if match is None:
        return []
    at = match.end()
    alone = _TURNED_LAST.fullmatch(text, start, at - 2) and text[at].isupper()
    while (
        not alone
        and _MIDDLE.search(text, start, at - 2)
        and (more := re.compile(r"[^.:“\"«„]{2,60}\. ").match(text, at))
    ):
        at = more.end()
    end = sentence_end(text, at)
    found = _IMPRINT_END.search(text, end[0]) if end else None
    if found is None and end is not None and (house := _HOUSE_END.match(text, end[0])) and is_publisher(house["press"]):
        found = house
    names = _ROLE.sub("", text[start : at - 2])
    if end is None or found is None or not are_names(names, surely=False) or text[found.end() :].strip(" .)"):
        return []
    title = span_of(text, at, end[0], "title")
    press, year = span_of(text, *found.span("press"), "venue"), Span(*found.span("year"), "date")
    pointed = len(names) > 2 and names[-2] in " ." and names == text[start : at - 2]  # "Lund, Anna B."
    return [Span(start, start + len(names) + pointed, "authors"), title, press, year]


# --- German Harvard: "Lund, Anna; Oak, Ben 2013: Title. In: Elm, Mary (Hrsg.): Volume, S. 1-9." -----------------------

_ONE_SURNAME = rf"(?:(?:de|del|della|van|von|der|den|la|le|da|dos|di|zu|zur) ){{0,2}}[{UP}][\w'’-]{{1,30}}"
_ONE = rf"(?>{_ONE_SURNAME}, [{UP}][\w'’.-]+(?: (?:[{UP}][\w'’.-]*|d[aeo]s?|de|von|van)){{0,3}})"
_HARVARD = re.compile(
    rf"(?P<authors>{_ONE}(?:(?: ?[;/] ?|,? (?:und|and|&|et|e|y|u\.) |, ){_ONE})*+(?:,? (?:et al|u\. ?a)\.?)?)"
    r"(?: \((?:Hrsg|Hg|Eds?|eds?|dirs?|coords?|orgs?)\.?\))?"
    rf"(?:,? \((?P<year>{YEAR})[a-z]?\) ?[:.,]|,? (?P<bare>{YEAR})[a-z]?(?: ?:|(?P<point>\.))) +"
)
_VOLUME = re.compile(
    rf"[.,?!] In:? (?:{_ONE}(?: ?[;/,] ?{_ONE})*+ \((?:Hrsg|Hg|Eds?)\.?\) ?[:,.] |{SURNAME}: )?"
    r"(?P<venue>[^\n]{3,160}?)"
    r"(?=,? (?:Bd|S|Jg|H|Nr|Vol|pp?)\b\.?|, \d|\.(?: |$)| \d|$)"
)


def is_harvard(text: str) -> bool:
    """Return whether a text begins with inverted names, the year and a colon ("Lund, Anna 2013: …").

    Two surnames may stand before a year in brackets, before " :" and before a year and a point: one must be a given
    name there, or signs between the names show where each of them ends.
    """
    match = _HARVARD.match(text)
    if match is None or (match["bare"] and not match["point"] and match[0].rstrip()[-2:-1].isalnum()):
        return match is not None
    if match["point"] and ";" in match["authors"]:
        return True
    given = re.findall(r", ([^\W\d_]+)", match["authors"])
    return any(name.lower() in _GIVEN_NAMES for name in given)


def harvard(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Lund, Anna 2013: Title. Subtitle. Oakham.", a volume behind "In:"; a place is no venue."""
    match = _HARVARD.match(text, start)
    if match is None or not is_harvard(text[start:]):
        return []
    year = match.span("year") if match["year"] else match.span("bare")
    spans = [Span(*match.span("authors"), "authors"), Span(*year, "date")]
    if match["point"]:
        rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
        return [*spans, *rest] if rest else []
    if set_off(flat, match.end(), match.end() + 1) and (marked := set_off(flat, match.end(), match.end() + 300)):
        return [*spans, span_of(text, *marked, "title")]
    if found := _VOLUME.search(text, match.end()):
        return [
            *spans,
            span_of(text, match.end(), found.start(), "title"),
            span_of(text, *found.span("venue"), "venue"),
        ]
    if set_off(flat, match.end(), min(len(text), match.end() + 300)) or re.search(
        r"[“\"«„]|https?:", text[match.end() :]
    ):
        return []
    body = re.sub(r"(?:[.,]|(?<=[?!])) [^.,?!:]{2,40}(?:, \d+\. Aufl\w*)?\.?\s*$", "", text[match.end() :])
    return [*spans, span_of(text, match.end(), match.end() + len(body), "title")]
