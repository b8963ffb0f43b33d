"""Paragraphs that hold more than one entry: heads among wrapped lines, two links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from papergraph.readers.grammar.breaks import Piece, lines_of, title_links
from papergraph.readers.grammar.enclosed import is_lone_label
from papergraph.readers.grammar.evidence import ALONE, AMONG, evidence, has_title, is_dated_by_link, looks_like_title
from papergraph.readers.grammar.joinedworks import joined_works
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.linkedworks import linked_works, title_behind_name
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.grammar.wholes import are_alike, is_formal, is_whole_reference, numbered_lines
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import are_mostly_people, are_people
from papergraph.readers.lexicon.names import is_case
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import FUNCTION, words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines, split_at_breaks

WIDEST = 3  # source lines that one head may go over
_HEAD_END = re.compile(r"(?:[)\]”\"]|\b\d{4})[.:]?\s*$")
_LINE_END = re.compile(r"[.)\]”\"?!]\s*$|\d$|://\S+$")
_GOES_ON = re.compile(r"(?:[,;]|\b(?:and|&|with|of|the|in|for))\s*$")  # a list of names or a title that goes on
_IN = re.compile(r"[Ii]n:? [A-Z]")
_SENTENCE_END = re.compile(r"(?:[^\W\dA-Z_]{2}|[\d)\]”\"])[.!?][”\")]?\s*$")
_LINK_LINE = re.compile(r"\s*[-•*]?\s*\[?([^\W\d_][\w /-]{0,24}?(?:[(（][^()（）:：]{0,30}[)）])?)\]?\s*(?::\s|：)")
_NUMBERED = re.compile(r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])\s")
_CONNECTOR = re.compile(
    r"[\s,;+/&]*+(?:[(\[]?\b(?:optional(?:ly)?|required|recommended|background|bonus|see also|further)\b[)\]]?\s*+:?)?"
    r"[\s,;+/&]*+(?:\band/or\b|\band\b|\bor\b|\balso\b|\bplus\b)?[\s,;+/&]*+(?:\b(?:the|an?)\b\s*+)?",
    re.IGNORECASE,
)
_CONNECTOR_END = re.compile(rf"(?:[.|]|(?<![\s,;+/&])){_CONNECTOR.pattern}$", re.IGNORECASE)
_POINT = re.compile(r"\s*[.|]\s+")
_MOST_BESIDE = 8  # words beside the links of a paragraph of works
_GROUPS = re.compile(r"\([^()]*\)")


def two_titles(runs: Runs) -> list[Runs]:
    """Return the runs of each entry when linked titles stand side by side, else the runs as one."""
    return joined_works(runs) or _titles_alone(runs) or linked_works(runs) or [title_behind_name(runs)]


def _titles_alone(runs: Runs) -> list[Runs]:
    """Return the runs of each entry when linked titles are joined by "and" or a comma alone, else none.

    What stands before the first (a badge with the date) belongs to each of them.
    """
    links = title_links(runs)
    if links and len(links[0].text.split()) > 1:  # "[Opening Gates](…) [reddit](…)": a label, no second title
        links = [links[0], *(link for link in links[1:] if not is_lone_label(link.text, link.href or ""))]
    if len(links) < 2 or len({run.href for run in links}) < len(links):
        return []
    pointed = [link for link in links if _is_work(link)]
    places = [runs.index(link) for link in links]
    if len(pointed) > 1 and any(_POINT.fullmatch(_between(runs, a, b)) for a, b in pairwise(places)):
        places = [runs.index(link) for link in pointed]  # "[Gates](…). [Fences at Night](…). [tweet](…)"
    for a, b in pairwise(places):
        between = _between(runs, a, b)
        joined = _CONNECTOR.fullmatch(between) or (len(pointed) == len(places) and _POINT.match(between))
        if not joined or ("\n" in between and people_score(runs[b].text) >= 1.5):
            return []  # "[Gates](…)", and on the next line "[Anna Lund](…)"
    before = runs[: places[0]]
    if plain(before) and _CONNECTOR.fullmatch(plain(before) + " "):
        before = ()
    if re.search(r"[^\W\d_]{3}", plain(before)):
        return []
    out: list[Runs] = []
    for n, place in enumerate(places):
        stop = places[n + 1] if n + 1 < len(places) else len(runs)
        piece = runs[place:stop]
        if n + 1 < len(places):
            piece = _without_connector(piece)
        out.append((*before, *piece))
    return out


def _between(runs: Runs, a: int, b: int) -> str:
    """Return the words between two runs, without brackets."""
    return _GROUPS.sub("", "".join(run.text for run in runs[a + 1 : b] if run.image is None))


def _is_work(link: Run) -> bool:
    """Return whether the words of a link can be a title that a point parts from the next: several, and no people."""
    several = len(words_of(link.text)) > 2
    known = people_score(link.text) < 1.0 and venue_name_score(link.text) < 1.0
    return several and (known or is_paper_url(link.href or ""))


def works_in_paragraph(runs: Runs) -> list[Runs]:
    """Return the runs of each entry of a paragraph of linked titles alone, with a point or a bar between, or all."""
    links = [run for run in runs if run.href]
    if len(links) < 2 or len(words_of("".join(run.text for run in runs if not run.href))) > _MOST_BESIDE:
        return [runs]
    return two_titles(runs)


def _without_connector(piece: Runs) -> Runs:
    last = piece[-1]
    text = _CONNECTOR_END.sub("", last.text)
    return (*piece[:-1], Run(text, last.line, last.marks, last.href)) if len(piece) > 1 else piece


def _join(lines: list[Runs], *, asked: bool) -> Runs:
    """Return lines as one: with a blank where they were wrapped, or their ends kept where these part the fields.

    Those that are kept are breaks where all were `asked` for.
    """
    wrapped: list[Run] = []
    parted: list[Run] = []
    for n, line in enumerate(lines):
        if n and line:
            wrapped.append(Run(" ", line[0].line))
            label = asked and plain(lines[n - 1]).endswith(":")  # of what the next line holds
            ends = Run("\n", line[0].line - 1, frozenset({"break" if asked else "soft"}))
            parted.append(wrapped[-1] if label else ends)
        wrapped += line
        parted += line
    if len(lines) == 1:
        return tuple(wrapped)
    return max((tuple(wrapped), tuple(parted)), key=lambda runs: read_lead(runs, NO_PRIOR).score)


def _glued(before: Runs, after: Runs) -> bool:
    """Return whether a bold or linked piece goes on over the end of a line."""
    one, other = next((run for run in reversed(before) if run.text.strip()), None), next(iter(after), None)
    if one is None or other is None:
        return False
    return "bold" in one.marks & other.marks or (one.href is not None and one.href == other.href)


def _is_head(lead: Lead, runs: Runs, *, linked: bool) -> bool:
    if not lead.whole or not has_title(lead) or not lead.order or lead.order[0] == "prose":
        return False
    if lead.setting in {"plain", "italic"} and venue_name_score(lead.title) >= 1.5:
        return False  # the line of the venue below title and authors
    signed = bool(lead.people.names or lead.people.organisation) or "authors" in lead.order
    known = signed and bool(lead.dates or lead.venue)
    if linked and lead.order == ("title",) and looks_like_title(lead.title) and not signed:
        return words_of(lead.title)[-1].lower() not in FUNCTION
    known = known or is_dated_by_link(lead, runs)
    marked = lead.setting in {"quote", "link", "bold"} and bool(lead.dates or signed or lead.href)
    return (known or marked) and evidence(lead, runs) >= (1.3 if linked else 2.0)


def _is_set_off(line: Runs) -> bool:
    """Return whether a line is bold or a link as a whole, as a title over its many authors is."""
    return all(run.href or "bold" in run.marks for run in line if run.text.strip())


def _ends_in_label(line: Runs) -> bool:
    """Return whether a line ends with a link under a label or under a venue and year."""
    last = next((run for run in reversed(line) if re.search(r"\w", run.text)), None)
    return last is not None and bool(last.href) and (link_role(last.text) is not None or bool(dates_in(last.text)))


def _are_names(text: str) -> bool:
    return are_people(text.rstrip(".")) or are_mostly_people(text)


def _heads_from(
    lines: list[Runs], texts: list[str], at: int, *, confirmed: bool, asked: bool
) -> Iterator[tuple[int, float]]:
    """Yield (last line, how good it is) of every head of a reference that begins with line `at`."""
    if (at > 0 and (_glued(lines[at - 1], lines[at]) or _GOES_ON.search(texts[at - 1]))) or is_link_line(texts[at]):
        return
    if at > 0 and _is_set_off(lines[at - 1]) and not dates_in(texts[at - 1]) and _are_names(texts[at]):
        return  # the names under a title
    venue_next = False
    for last in range(at, min(at + WIDEST, len(lines))):
        sentence = last > at and _ends_sentence(texts[last - 1]) and not venue_next
        if last > at and (sentence or is_capitals(texts[at]) or _NUMBERED.match(texts[last])):
            return
        after = texts[last + 1] if last + 1 < len(lines) else None
        if after is not None and _glued(lines[last], lines[last + 1]):
            continue
        linked = confirmed if after is None else is_link_line(after)
        ends = (
            bool(_HEAD_END.search(texts[last]))
            or _ends_in_label(lines[last])
            or (last > at and are_people(texts[last].rstrip(".")))
            or venue_next
        )
        if not (ends or linked) or sum(map(len, texts[at : last + 1])) > (1200 if _is_set_off(lines[at]) else 500):
            continue
        joined = _join(lines[at : last + 1], asked=asked)
        lead = read_lead(joined, NO_PRIOR)
        if _is_head(lead, joined, linked=linked):
            placed = 1.0 if venue_next and lead.venue else 0.0
            yield last, _goodness(lead, joined, texts, at, linked=linked) + placed - 0.1 * (last - at + 1)
            venue_next = after is not None and not lead.venue and _opens_venue(lines[last + 1], after)
            if venue_next or not ends or after is None or after[:1].islower() or after.startswith("("):
                continue
            if lead.dates or lead.venue or not any(run.href for run in lines[last + 1]):
                return  # whole, and the next line begins anew


def _opens_venue(line: Runs, text: str) -> bool:
    """Return whether a line begins with where a work appeared: "In Proceedings …", "*Journal of Mud* 12 (3)"."""
    if _IN.match(text) or ("italic" in line[0].marks and re.search(r"\d", text)):
        return True
    return bool(dates_in(text)) and read_lead(line, NO_PRIOR).order == ("venue",)


def _goodness(lead: Lead, runs: Runs, texts: list[str], at: int, *, linked: bool) -> float:
    score = evidence(lead, runs) + (1.0 if linked else 0.0) + 0.1 * min(10, len(lead.title.split()))
    if at and not _SENTENCE_END.search(texts[at - 1]) and not is_link_line(texts[at - 1]):
        score -= 1.0  # what begins in mid-sentence is the end of a longer head
    unsure = lead.before_authors not in {"dash", "pipe", "by"} and lead.setting == "plain"
    if unsure and people_score(lead.title) >= 1.5:
        score -= 2.0  # what was taken for the title is an author
    return score


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not re.search(r"\bal\.$", text)


def is_capitals(text: str) -> bool:
    """Return whether a line is a heading in capitals."""
    return text.isupper() and len(text.split()) <= 4


def _formal_lines(lines: list[Runs]) -> list[int]:
    """Return which lines begin a reference, where a paragraph is made of such, one a line.

    Two are enough where they are in a citation style, or where all lines are alike, else three. Other lines go on
    with the one before. None where the first line begins none, or those that begin one are too few.
    """
    if len(lines) < 2:
        return []
    leads = [read_lead(line, NO_PRIOR) for line in lines]
    formal = [n for n, lead in enumerate(leads) if is_formal(lead)]
    whole = [n for n, lead in enumerate(leads) if n in formal or _is_reference(lead, lines[n])]
    for begun, least in ((whole, 3), (formal, 2)):
        if len(begun) >= least and 2 * len(begun) >= len(lines):
            begun = _with_weaker(begun, leads, lines) if len(begun) >= 0.6 * len(lines) else begun
            if begun[0] == 0:
                return begun
    return list(range(len(lines))) if are_alike(leads, lines) else []


def _with_weaker(begun: list[int], leads: list[Lead], lines: list[Runs]) -> list[int]:
    """Return the lines that begin a reference, with those that are a title with authors or a date, and whole.

    What stands before such a line has come to its end.
    """
    found = set(begun)
    for n, lead in enumerate(leads):
        ended = n == 0 or _LINE_END.search(plain(lines[n - 1])) is not None
        known = lead.whole and has_title(lead) and bool(lead.people.names or lead.dates)
        if ended and known and evidence(lead, lines[n]) >= AMONG:
            found.add(n)
    return sorted(found)


def _is_reference(lead: Lead, line: Runs) -> bool:
    """Return whether a line is a reference by itself: signed and dated, or a case; prose may follow on it."""
    if not has_title(lead) or lead.order[:1] == ("prose",):
        return False
    signed = bool(lead.people.names or lead.people.organisation) and bool(lead.dates or lead.venue)
    dated = bool(lead.dates) and (is_case(lead.title) or lead.setting in {"quote", "italic"})
    least = 2.0 if is_case(lead.title) or lead.people.organisation else ALONE
    return (signed or dated) and evidence(lead, line) >= least


def _is_whole(line: Runs) -> bool:
    """Return whether a line is a reference in a citation style with its authors and date, and ends."""
    lead = read_lead(line, NO_PRIOR)
    return is_formal(lead) and bool(lead.people.names and lead.dates) and _LINE_END.search(plain(line)) is not None


def _items_of(item: Passage, lines: list[Runs]) -> tuple[Passage, ...]:
    """Return an item whose lines are references as an item for each: the sign before them was forgotten."""
    starts = [item.first_line, *(line[0].line for line in lines[1:])]
    ends = [start - 1 for start in starts[1:]] + [item.last_line]
    parts = [
        replace(item, runs=line, first_line=start, last_line=end, children=())
        for line, start, end in zip(lines, starts, ends, strict=True)
    ]
    return (*parts[:-1], replace(parts[-1], children=item.children))


def _beside(item: Passage) -> tuple[Passage, ...]:
    """Return an item and the whole references in paragraphs below it as items of their own; nothing for any other."""
    whole = [n for n, each in enumerate(item.children) if each.kind == "paragraph" and _is_whole(each.runs)]
    if not whole or not _is_whole(item.runs):
        return ()
    ends = [*whole[1:], len(item.children)]
    first = replace(item, children=item.children[: whole[0]])
    below = [
        replace(item.children[at], kind="item", marker="-", column=item.column, children=item.children[at + 1 : end])
        for at, end in zip(whole, ends, strict=True)
    ]
    return (first, *below)


def lines_behind(item: Passage) -> tuple[Passage, ...]:
    """Return an item of a list and the references in the lines behind it, one a line, as a paragraph of their own.

    They do not belong to the item, which has none itself: no blank line was put between. Whole references in paragraphs
    below one that is as whole are works beside it: the mark before them says something else. Else the item alone.
    """
    if item.kind == "item" and item.children and (parts := _beside(item)):
        return parts
    lines = said_lines(item.runs, "soft")
    if item.kind == "item" and 1 < len(lines) < 4 and all(map(_is_whole, lines)):
        return _items_of(item, lines)
    if item.kind != "item" or item.children or len(lines) < 4:
        return (item,)
    first = read_lead(lines[0], NO_PRIOR)
    own = next((n for n in range(1, 4) if _formal_lines(lines[n:])), 0)
    if not own or (has_title(first) and evidence(first, lines[0]) >= AMONG):
        return (item,)
    start = lines[own][0].line
    head = tuple(run for run in item.runs if run.line < start)
    rest = tuple(run for run in item.runs if run.line >= start)
    return (
        replace(item, runs=head, last_line=start - 1),
        Passage("paragraph", start, item.last_line, rest, item.column),
    )


@lru_cache(maxsize=100)
def wrapped_pieces(runs: Runs, *, confirmed: bool = False) -> tuple[Piece, ...]:
    """Return a plain paragraph cut before and after every head of a reference in it; none when it has no head.

    A head takes one to three source lines, ends with one of them and holds no sentence. `confirmed`: a line of links
    ("Paper: …") follows on the paragraph.
    """
    lines = [line for line in split_at_breaks(runs, "any") if plain(line) or any(run.image for run in line)]
    texts = [plain(line) for line in lines]
    asked = all("break" in run.marks for run in runs if run.text == "\n")
    if begun := numbered_lines(lines, texts) or _formal_lines(lines):
        ends = [*begun[1:], len(lines)]
        return tuple(_piece(lines[at:end], head=True, asked=asked) for at, end in zip(begun, ends, strict=True))
    if 2 < len(lines) <= 8 and is_whole_reference(lines, _join(lines, asked=asked)):
        return (_piece(lines, head=True, asked=asked),)
    found = [
        (score, at, last)
        for at in range(len(lines))
        for last, score in _heads_from(lines, texts, at, confirmed=confirmed, asked=asked)
    ]
    taken: list[tuple[int, int]] = []
    for _, at, last in sorted(found, key=lambda item: (-item[0], item[1])):
        if all(last < a or at > b for a, b in taken):
            taken.append((at, last))
    pieces: list[Piece] = []
    at = 0
    for first, last in sorted(taken):
        if first > at:
            pieces.append(_piece(lines[at:first], head=False))
        pieces.append(_piece(lines[first : last + 1], head=True, asked=asked))
        at = last + 1
    if taken and at < len(lines):
        pieces.append(_piece(lines[at:], head=False))
    return tuple(pieces)


def _piece(lines: list[Runs], *, head: bool, asked: bool = False) -> Piece:
    runs = (
        _join(lines, asked=asked)
        if head
        else tuple(run for n, line in enumerate(lines) for run in (*_break(n, line), *line))
    )
    return Piece(runs, *lines_of(runs), head=head)


def _break(n: int, line: Runs) -> Runs:
    return (Run("\n", line[0].line, frozenset({"soft"})),) if n and line else ()


def is_link_line(text: str) -> bool:
    """Return whether a line begins with a link's label ("Paper: …", "Code: …")."""
    match = _LINK_LINE.match(text + " ")
    return bool(match and link_role(match[1]))
