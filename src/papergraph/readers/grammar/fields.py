"""The segment scorer: the most likely way to read a lead's atoms as title, authors, venue and prose.

Every atom is scored for every field by what it looks like; a best path over the atoms (Viterbi's algorithm over a
linear chain) then chooses, so that one doubtful segment is settled by the others. What most siblings of a list do is a
`Prior` that adds to the scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.introduced import introducing
from papergraph.readers.grammar.scoring import (
    Field,
    Prior,
    authors_of,
    enumerates,
    look_of,
    prose_of,
    title_on,
    title_start,
    venue_of,
    venue_slot,
)
from papergraph.readers.grammar.stretches import (
    before_place,
    before_signature,
    closing_surnames,
    enumerations,
    linked_before_year,
    title_line,
    title_stretch,
    venue_line,
)
from papergraph.readers.grammar.writtenout import written_out
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import Group, parse_group
from papergraph.readers.lexicon.names import is_mixed_name
from papergraph.readers.lexicon.people import name_style
from papergraph.readers.lexicon.words import FUNCTION

MOST = 90  # atoms of a lead that are looked at
#: "121", "16–38", "(3)", "volume 12", "no. 3".
_VOLUME = re.compile(r"(?:(?:[Vv]ol(?:ume)?|[Nn]o|[Nn]r|[Nn]umber|[Ii]ssue|pp?|[Pp]ages?)\b\.?)?[\d\s().:–−-]{1,24}")
_DOWN = -50.0
_UNTITLED = 2.0  # what speaks against a lead without a title
_HOPELESS = 15.0  # no single atom gains as much: a path so far behind another is left
#: What speaks against authors set off as the title right before them.
_SET_OFF = frozenset({"link", "quote", "heading", "bold"})
_GOES_ON = {"link": 2.5, "quote": 2.5, "heading": 1.0, "bold": 1.0}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Atoms with their fields (None for brackets and links) and the score of the whole reading."""

    fields: tuple[Field | None, ...]
    score: float


@dataclass(slots=True)
class _Path:
    """The best way to one state: its score, the fields so far (linked backwards), whether it has title and authors."""

    score: float
    field: Field
    before: _Path | None
    titled: bool
    authored: bool
    last: Atom
    style: str  # how the authors are written, "" before any


_GOING_ON = (FUNCTION | {"from", "into", "using", "without", "via"}) - {"by", "et", "with"}
_RUN_ON = 8  # words behind brackets that go on with a title, at most
_Paths = dict[tuple[Field, bool], _Path]  # the best by its last field, and whether it has a title


def _before_colon(path: _Path, atom: Atom) -> float:
    """Return what speaks against a title that a colon sets off: what stands before one is seldom a name."""
    people, venue, *_ = look_of(path.last.text)
    if path.field == "authors" and path.last.setting == atom.setting == "italic":
        return -6.0  # "Anna Lund, *Found Lands: Maps of Wool*"
    if path.field == "venue" and path.authored and path.last.before in {"et al", "period"}:
        return -6.0  # "Lund et al. WOOL-B: A Set of Sheep"
    if path.field == "venue" and not any(c.isdigit() for c in path.last.text) and not path.last.text.isupper():
        return -6.0  # "Artificial Intelligence: …"
    several = path.field == "authors" and path.before is not None and path.before.field == "authors"
    return -0.5 if max(people, venue) >= 2.4 or (people >= 1.5 and several) else -2.2


def _in_one_link(last: Atom, atom: Atom) -> bool:
    """Return whether a link goes on from words without a date, as the link of a title with a colon does."""
    return atom.href is not None and atom.href == last.href and not any(c.isdigit() for c in last.text)


def _is_rest(last: Atom, atom: Atom) -> bool:
    """Return whether a few words behind brackets go on with a title: nothing else parts them from it."""
    return atom.before == "mark" and atom.setting == last.setting and len(atom.text.split()) <= 3


def _italic(path: _Path, field: Field, atom: Atom) -> float:
    """Return what speaks for italics being a journal: most behind the period of a plain title that follows authors."""
    if field != "title":
        return 1.2
    follows = path.authored and path.last.setting in {"plain", "quote"} and atom.before in {"period", "within", "break"}
    return 2.6 if follows else 0.0


def _named_behind_links(atom: Atom, field: Field) -> float:
    """Return what speaks against authors or a venue in italics behind links: a remark, or the name of what was made."""
    look = look_of(atom.text)
    if field == "venue" and look.venue < 2.0 and (atom.text.islower() or atom.setting == "code"):
        return 3.0  # "[pdf](…) — gates, quick"
    if atom.setting != "italic":
        return 0.0
    return 1.2 if (look.people < 2 if field == "authors" else look.venue < 1.2) else 0.0


def _names_behind_prose(atom: Atom) -> bool:
    """Return whether an atom is a column of its own that says it is people: "… | Anna Lund et al, 2012"."""
    return atom.before == "pipe" and (look := look_of(atom.text)).people > -1 and (look.joined or look.people >= 2)


def _runs_on(atoms: Sequence[Atom], n: int) -> bool:
    """Return whether words in small letters behind brackets amid plain words go on with what is before these.

    So in "Counting Sheep (almost) from Scratch": there is no sign between, and no name is written so.
    """
    if n < 2 or atoms[n - 1].kind != "group" or atoms[n].before != "mark":
        return False
    alike = atoms[n].setting == atoms[n - 2].setting == "plain" and atoms[n - 2].kind == "text"
    return alike and atoms[n].text.partition(" ")[0] in _GOING_ON and len(atoms[n].text.split()) <= _RUN_ON


def _leads(paths: _Paths, field: Field) -> bool:
    """Return whether the best path so far ends in a field."""
    return bool(paths) and max(paths.values(), key=_score).field == field


def _is_set_otherwise(last: Atom, atom: Atom) -> bool:
    """Return whether words are emphasised otherwise than the venue with its date before them: remarks are."""
    shown = {last.setting, atom.setting} <= {"bold", "italic"} and last.setting != atom.setting
    return shown and bool(dates_in(last.text))


def _is_one_more(last: Atom, atom: Atom) -> bool:
    """Return whether words behind a comma are set off with the authors before it, and are no venue: "*Lund, Ann*"."""
    alike = atom.setting == last.setting and atom.setting in {"italic", "bold"} and atom.before == "comma"
    return alike and look_of(atom.text).venue < 1.0 and look_of(atom.text).people > -1.0


def _is_subtitle(last: Atom, atom: Atom) -> bool:
    """Return whether what follows on a comma or a colon is set as titles are: alike, with a capital, no sentence."""
    alike = atom.setting == last.setting and atom.text[:1].isupper() and look_of(atom.text).prose < 1.2
    return alike and atom.before in {"comma", "colon"}


def _before_volume(path: _Path, atom: Atom) -> float:
    """Return what speaks against no title yet where a volume begins: it stands before ". In: Handbook of Wool"."""
    return -5.0 if atom.before == "within" and not path.titled else 0.0


def _longer(path: _Path | None, field: Field, atom: Atom, score: float, *, titled: bool, authored: bool) -> _Path:
    """Return a path with one more atom."""
    style = path.style if path else ""
    if field == "authors" and style in {"", "single"}:
        style = name_style(atom.text) if not style or name_style(atom.text) == "full" else style
    return _Path(score, field, path, titled, authored, atom, style)


def _more_prose(prose: float) -> float:
    """Return what speaks for prose going on with an atom that looks so much like prose."""
    return max(0.25, prose * 0.9)


def _step(
    paths: _Paths,
    atom: Atom,
    *,
    after_date: bool,
    after_link: bool,
    closing: bool,
    signed: bool,
    prior: Prior,
    only: Field | None = None,
) -> _Paths:
    """Return the best paths after one more atom; `only`: what it can be alone, `signed`: brackets have named people."""
    named = _names_behind_prose(atom)
    if not named and len(paths) == 1 and (path := next(iter(paths.values()))).field == "prose":  # only more prose
        score = path.score + _more_prose(prose_of(atom))
        return {("prose", path.titled): _longer(path, "prose", atom, score, titled=path.titled, authored=path.authored)}
    offers: dict[tuple[Field, bool], tuple[float, _Path | None, bool]] = {}

    def offer(field: Field, path: _Path | None, gain: float, titled: bool, authored: bool) -> None:
        score = (path.score + _before_volume(path, atom) if path else 0.0) + gain
        best = offers.get((field, titled))
        if best is None or score > best[0]:
            offers[field, titled] = (score, path, authored)

    start = title_start(atom, not paths, prior)
    start_authors = authors_of(atom, None, False, prior)
    start_venue, more_venue = venue_of(atom, False), venue_of(atom, True)
    start_authors -= after_link * _named_behind_links(atom, "authors") + 6.0 * signed
    start_venue -= after_link * _named_behind_links(atom, "venue")
    prose = prose_of(atom)
    if not paths:
        offer("title", None, start, True, False)
        offer("authors", None, start_authors + (1.0 if prior.first == "authors" else -0.2), False, True)
        offer("venue", None, start_venue + (1.0 if prior.first == "venue" else -0.2), False, False)
        offer("prose", None, prose - 1.0, False, False)
    for (field, titled), path in paths.items():
        if field == "prose":
            offer("prose", path, _more_prose(prose), titled, path.authored)
            if named and titled and not path.authored:
                offer("authors", path, start_authors, titled, True)
            continue
        if field == "title":
            on = title_on(atom, path.last, prior) - (2.0 if after_date else 0.0)
            on -= 5.0 if after_date and atom.setting == "plain" and path.last.setting in _SET_OFF else 0.0
            on += 1.0 if enumerates(atom, path.last) else 0.0
            on -= 4.0 if after_link else 0.0  # "Gates of Wool [paper](…), size: 3 MB"
            offer("title", path, on, True, path.authored)
        elif not titled:
            colon = _before_colon(path, atom) if atom.before == "colon" and not after_date else 0.0
            inside = 3.0 if field == "venue" and _in_one_link(path.last, atom) else 0.0
            set_off = 1.0 if field == "authors" and path.last.setting == "plain" and atom.setting == "italic" else 0.0
            offer("title", path, start + colon + set_off - inside - 3.0 * signed, True, path.authored)
        placed = path.style or (atom.href is not None and path.last.href is None)
        slot = (
            venue_slot(atom, path.style, path.last, prior) if closing and titled and placed and not after_link else 0.0
        )
        if field == "authors":
            more = authors_of(atom, path.last, True, prior, after_date=after_date)
            more -= (1.0 if after_date else 0.0) + (1.2 if slot > 0 else 0.0)
            more += 2.0 if _is_one_more(path.last, atom) and atom.text.istitle() and len(atom.text.split()) < 4 else 0.0
            offer("authors", path, more, titled, True)
        else:
            again = -2.0 if path.authored else 0.0
            again -= 4.0 if path.authored and titled and field == "venue" else 0.0  # the place of a meeting
            if field == "title" and atom.before in {"colon", "comma", "mark", "by"}:
                shared = atom.setting if atom.setting == path.last.setting else "plain"
                again -= 0.0 if look_of(atom.text).people >= 2.5 else _GOES_ON.get(shared, 0.0)
            second = 0.5 if field == "title" and prior.second == "authors" else 0.0
            again -= 3.0 if field == "title" and enumerates(atom, path.last) else 0.0
            again -= 2.5 if field == "title" and atom.before == "colon" and is_mixed_name(path.last.text) else 0.0
            offer("authors", path, start_authors + again + second, titled, True)
        if field == "venue":
            more = more_venue - (
                3.0 if after_link and atom.before == "dash" and look_of(atom.text).venue < 2.0 else 0.0
            )
            more -= 2.0 if _is_set_otherwise(path.last, atom) else 0.0
            offer("venue", path, more, titled, path.authored)
        else:
            italic = _italic(path, field, atom) if titled and atom.setting == "italic" and not signed else 0.0
            colon = -1.0 if atom.before == "colon" and field == "title" else 0.0
            gain = (
                start_venue
                + italic
                + colon
                + slot
                - (2.0 if field == "authors" and _is_one_more(path.last, atom) else 0.0)
            )
            offer("venue", path, gain, titled, path.authored)
        set_off = field == "title" and path.last.setting in {"heading", "bold", "link"}
        onset = 0.5 if set_off and atom.setting == "plain" and atom.before in {"break", "line", "period"} else 0.0
        onset -= 1.0 if field == "title" and _is_rest(path.last, atom) else 0.0
        bold = path.last.setting == atom.setting == "bold"
        onset -= 4.0 if field == "title" and atom.before == "dash" and bold else 0.0
        onset -= 1.2 if field == "title" and not after_date and _is_subtitle(path.last, atom) else 0.0
        onset -= 1.5 if field == "title" and atom.before == "comma" and enumerates(atom, path.last) else 0.0
        onset -= 4.0 if atom.kind == "quote" and atom.before == "colon" and look_of(atom.text).words > 3 else 0.0
        offer("prose", path, prose + onset - (0.3 if titled else 3.0), titled, path.authored)
    if only and any(field == only for field, _ in offers):
        offers = {state: found for state, found in offers.items() if state[0] == only}
    return {
        (field, titled): _longer(path, field, atom, score, titled=titled, authored=authored)
        for (field, titled), (score, path, authored) in offers.items()
    }


def _with_hope(paths: _Paths) -> _Paths:
    """Return the paths that can still win.

    Two in prose go on alike, with a title before it and without one: only the better is kept.
    """
    least = max([path.score for path in paths.values()]) - _HOPELESS
    kept = {state: path for state, path in paths.items() if path.score >= least}
    untitled, titled = kept.get(("prose", False)), kept.get(("prose", True))
    if untitled is not None and titled is not None:
        if untitled.score - _UNTITLED < titled.score:
            del kept["prose", False]
        elif untitled.score - _UNTITLED > titled.score:
            del kept["prose", True]
    return kept


def _score(path: _Path) -> float:
    return path.score


def _closes(atoms: list[Atom], n: int) -> bool:
    """Return whether an atom is the last of a reference: nothing, a date, or links come after it."""
    behind = [atom for atom in atoms[n + 1 : n + 6] if not (atom.kind == "text" and _VOLUME.fullmatch(atom.text))]
    for atom in behind[:2]:
        if atom.kind == "text" or atom.kind == "quote":
            return look_of(atom.text).venue >= 2.5 and bool(re.fullmatch(r"\W*(?:\w+ )?\d{4}\W*", atom.text))
        if atom.kind == "group":
            return parse_group(atom.text).kind in {"date", "empty", "venue"}
    return True


def _closes_title(atoms: Sequence[Atom]) -> bool:
    """Return whether atoms end with a title that is set off: alike from the first on, or in quotation marks."""
    alike = bool(atoms) and atoms[0].setting in _SET_OFF and len({atom.setting for atom in atoms}) == 1
    return alike or (bool(atoms) and atoms[-1].kind == "quote" and look_of(atoms[-1].text).words > 2)


def _are_people(group: Group) -> bool:
    """Return whether brackets say who the authors are: "(Lund et al.)", "(Lund & Oak, 2020)", "(Oak; WOOL 2020)"."""
    several = group.people.truncated or len(group.people.names) > 1
    placed = bool(group.venue and group.dates and group.people.names)
    return group.kind == "people" and (several or placed) and not group.weak


def _title_alone(atoms: list[Atom]) -> tuple[Field | None, ...]:
    """Return the fields of a lead that is a title and nothing else, but for its venue on a line of its own below it.

    Such a line is set off otherwise, or looks like a venue; it is no sentence.
    """
    below = next((n for n, atom in enumerate(atoms) if n and atom.before == "break"), len(atoms))
    said = " ".join(atom.text for atom in atoms[below:])
    off = {"italic"} == {atom.setting for atom in atoms[below:]} != {atom.setting for atom in atoms[:below]}
    look = look_of(said)
    rest: Field = "venue" if said and (off or look.venue >= 1.2) and look.prose < 1.2 else "title"
    kinds: list[Field | None] = ["title" if n < below else rest for n in range(len(atoms))]
    return tuple(None if atom.kind in {"group", "link"} else kind for atom, kind in zip(atoms, kinds, strict=True))


def label(atoms: list[Atom], prior: Prior) -> Labelled:
    """Return the best reading of a lead's atoms; those after the first `MOST` belong to the prose."""
    paths: _Paths = {}
    after_date = after_link = signed = False
    places: list[int] = []
    if prior.title_only:
        return Labelled(_title_alone(atoms), 1.0)
    whole = title_stretch(atoms[:MOST], prior.whole) if prior.whole else title_line(atoms[:MOST])
    whole = whole or linked_before_year(atoms[:MOST]) or before_signature(atoms[:MOST]) or before_place(atoms[:MOST])
    listed, place = enumerations(atoms[:MOST]), venue_line(atoms[:MOST]) or written_out(atoms[:MOST])
    surnames = closing_surnames(atoms[:MOST])
    names = introducing(atoms[:MOST]) if prior.introduced else range(0)
    for n, atom in enumerate(atoms[:MOST]):
        if atom.kind in {"group", "link"}:
            group = parse_group(atom.text) if atom.kind == "group" else None
            after_date = after_date or (group is not None and group.kind in {"date", "people", "venue"})
            after_link = after_link or atom.kind == "link"
            signed = signed or (group is not None and _are_people(group) and _closes_title(atoms[:n]))
            continue
        placed = any(path.titled and (path.style or atom.href is not None) for path in paths.values())
        closing = placed and _closes(atoms, n)
        title = n in whole or (n in listed and _leads(paths, "title"))
        only: Field | None = "title" if title else "venue" if n in place else "authors" if n in surnames else None
        if names and n <= names.stop:
            only = "authors" if n in names else "title"
        elif not (after_date or after_link) and _runs_on(atoms, n) and _leads(paths, "title"):
            only = "title"
        one = _step(
            paths, atom, after_date=after_date, after_link=after_link, closing=closing, signed=signed, prior=prior,
            only=only,
        )  # fmt: skip
        paths = _with_hope(one)
        places.append(n)
        after_date = after_link = False
    fields: list[Field | None] = [None] * len(atoms)
    if not paths:
        return Labelled(tuple(fields), _DOWN)
    best = max(paths.values(), key=lambda path: path.score - (0.0 if path.titled else _UNTITLED))
    path: _Path | None = best
    for n in reversed(places):
        if path is not None:
            fields[n], path = path.field, path.before
    return Labelled(tuple(fields), best.score)
