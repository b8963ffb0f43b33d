"""A lead cut into its atoms, without the number and the name before it: what comes before its fields are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from papergraph.readers.flat import Flat
from papergraph.readers.grammar.addressesamid import with_address_last
from papergraph.readers.grammar.atoms import Atom, AtomKind, atoms_of, setting_of
from papergraph.readers.grammar.behindaddresses import with_title_behind
from papergraph.readers.grammar.codes import without_code
from papergraph.readers.grammar.editions import names_edition, without_edition
from papergraph.readers.grammar.editors import (
    with_names_alike,
    with_others,
    with_signers,
    without_editors,
    without_first_year,
    without_translators,
)
from papergraph.readers.grammar.fields import Labelled
from papergraph.readers.grammar.givenbehind import with_given_first
from papergraph.readers.grammar.headmarks import without_head_marks
from papergraph.readers.grammar.instructions import (
    without_homework,
    without_instruction,
    without_label_asides,
    without_owner,
    without_part,
    without_windows,
)
from papergraph.readers.grammar.joinednames import with_names_joined
from papergraph.readers.grammar.leadinglinks import without_leading_links
from papergraph.readers.grammar.leadnames import (
    with_quotes,
    with_year_behind,
    without_key,
    without_meeting,
    without_name,
    without_opening,
)
from papergraph.readers.grammar.letters import with_letters_plain
from papergraph.readers.grammar.nameasides import with_asides_behind
from papergraph.readers.grammar.namedplaces import with_place_first
from papergraph.readers.grammar.owners import with_owners
from papergraph.readers.grammar.scoring import Field, prose_score
from papergraph.readers.grammar.signers import with_by, with_in, without_label_of_list, without_labels_amid
from papergraph.readers.grammar.singlequotes import with_double_quotes
from papergraph.readers.grammar.tags import without_hash_tags, without_tags
from papergraph.readers.grammar.thanks import without_thanks
from papergraph.readers.grammar.titlelabels import without_label
from papergraph.readers.grammar.writtenfor import with_venue_of_writers
from papergraph.readers.lexicon.dates import Printed, badge_text, dates_in
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_note_url, is_paper_url
from papergraph.readers.lexicon.venues import venue_and_dates, venue_name_score
from papergraph.readers.lexicon.words import opens_remark, words_of
from papergraph.readers.passages import Run, Runs
from papergraph.readers.styles.formal import formal_spans
from papergraph.readers.styles.settledplaces import with_places_settled
from papergraph.readers.styles.styled import Span

_ORDINAL = re.compile(
    r"^\s*(?:\[\^(\d{1,3})\]:?\s*|[\[(]?#?(\d{1,3})[\])]?[.):]\s+|[\[(](\d{1,3})[\])]\s*|#(\d{1,3})\s+|(\d{1,3})[.)]\s*(?=[“\"A-Z《]))"
)
_RAISED = re.compile(r"\s*[(\[]?(\d{1,3})[)\]]?\s*")  # "<sup>1</sup>Lund, A. …"
#: Marks that were opened and never closed, or a star before what must be read ("\\* Lund, Anna. …").
_LITERAL = re.compile(r"^\s*(?:[*_]{1,3}(?=\S)|[*†‡★☆]{1,3}\s+(?=\S))")
#: A key before the names of a reference: "[Lund12] Lund, Anna. 2012. …".
_KEY = re.compile(r"^\s*\[[A-Z][A-Za-z+&]{1,14}-?(?:19|20)?\d\d[a-z]?\]:?\s+(?=[^\W\d_][\w'’ -]{1,30}, [A-Z])")
#: … or a citation key as Pandoc has it: "@lundGates2022 [Gates](…)".
_CITED = re.compile(r"^\s*\[?@[A-Za-z][\w:.+/-]*\d[\w:.+/-]*\]?:?\s*(?=$|[^\s,;.])")
#: … or one that is made of names: "[Lund et al., 2012] Anna Lund, …".
_NAMED_KEY = re.compile(
    r"^\s*\[[A-Z][\w'’-]+(?: et al\.?|(?: and| &) [A-Z][\w'’-]+)?,? (?:19|20)\d\d[a-z]?\]\s+"
    r"(?=[A-Z][\w.'’-]* (?:[A-Z]\.? )*[A-Z][\w'’-]+[,.])"
)
#: The label of a footnote: "[^Lund12]: …". One of digits alone is a number.
_FOOTNOTE = re.compile(r"^\s*\[\^(?!\d{1,3}\])[^\]\n]{1,30}\]:\s*(?=\S)")
_TASK = re.compile(r"^\s*\[[ xX✓✔/<>?!~-]?\]\s+")

_LABELS = frozenset({"available at", "available from", "available online", "online", "accessible at", "see"})
_BADGE_LABEL = re.compile(r"^(?:conference|journal|venue|publi(?:sh|shed|cation))\b[\s:_-]*(?=\S)", re.IGNORECASE)

_SURE = 20.0  # the score of a reading that the marks of a citation style give


@dataclass(frozen=True, slots=True)
class Cut:
    """A lead cut into its atoms: what is the same however its fields are told apart."""

    runs: Runs  # without the number before them
    ordinal: str | None
    flat: Flat
    atoms: list[Atom]
    dates: list[Printed]  # of badges
    venue: str | None  # of a badge
    name: str | None = None  # printed before the title
    formal: Labelled | None = None  # the fields of the atoms, where the lead is written in a citation style
    edition: bool = False  # it says which edition of a book it is
    link: str | None = None  # around all of the lead, which is no mark of its title


def without_ordinal(runs: Runs) -> tuple[str | None, Runs]:
    """Return the number printed before a lead ("12.", "[3]") and the runs without it and without a task box."""
    if raised := _RAISED.fullmatch(runs[0].text) if len(runs) > 1 and "small" in runs[0].marks else None:
        return raised[1], runs[1:]
    text = "".join(run.text for run in runs if run.image is None)[:80]
    offset = 0
    if task := _TASK.match(text):
        offset = task.end()
    if literal := _LITERAL.match(text[offset:]):
        offset += literal.end()
    for label in (_FOOTNOTE, _KEY, _NAMED_KEY, _CITED):
        if key := label.match(text[offset:]):
            offset += key.end()
            break
    match = _ORDINAL.match(text[offset:])
    ordinal = None
    if match:
        digits = next(group for group in match.groups() if group)
        if len(digits) != 4:
            ordinal = digits
            offset += match.end()
    if not offset:
        return None, runs
    out: list[Run] = []
    left = offset
    for run in runs:
        if run.image is None and left:
            taken = min(left, len(run.text))
            left -= taken
            if taken < len(run.text):
                out.append(Run(run.text[taken:], run.line, run.marks, run.href))
            continue
        out.append(run)
    return ordinal, tuple(out)


def without_task(runs: Runs) -> Runs:
    """Return the runs without the box of a task that they begin with ("[x] ")."""
    box = _TASK.match(runs[0].text) if runs and runs[0].image is None else None
    return (runs[0]._replace(text=runs[0].text[box.end() :]), *runs[1:]) if box else runs


def badge_dates(runs: Runs) -> tuple[list[Printed], str | None]:
    """Return the dates, and a venue, that stand only in badge pictures of the runs."""
    for run in runs:
        if run.image is None:
            continue
        words = badge_text(run.image)
        if words is None:
            continue
        dates = dates_in(words)
        if dates:
            venue, _ = venue_and_dates(_BADGE_LABEL.sub("", words))
            return dates, venue if venue and venue_name_score(venue) >= 0.4 else None
    return [], None


def without_sole_link(runs: Runs) -> tuple[str, Runs] | None:
    """Return where the one link leads that all words of a lead stand in, and the lead without it, or None."""
    words = [run for run in runs if run.image is None and re.search(r"\w", run.text) and "comment" not in run.marks]
    hrefs = {run.href for run in words}
    href = next(iter(hrefs), None)
    if len(hrefs) != 1 or href is None or "bare" in words[0].marks:
        return None
    return href, tuple(run._replace(href=None) if run.image is None else run for run in runs)


#: A word in the braces that keep its capitals in BibTeX; a formula has signs before them, and no word alone.
_KEPT = re.compile(r"(?<![\\$_^{}])\{{1,2}([^\W\d_]*[A-ZÀ-Þ][\w-]*)\}{1,2}(?![@}])")


def without_braces(runs: Runs) -> Runs:
    """Return the runs without the braces around single words of them that BibTeX leaves ("The {HOT} stove")."""
    if not any("{" in run.text for run in runs) or any("$" in run.text or "\\" in run.text for run in runs):
        return runs
    return tuple(run if run.image is not None else run._replace(text=_freed(run)) for run in runs)


def _freed(run: Run) -> str:
    """Return the text of a run without the braces around words of it.

    What is in braces behind the last word is a remark, but for the end of what is set off.
    """

    def word(match: re.Match[str]) -> str:
        ends = bool(run.marks & {"bold", "italic"}) and venue_name_score(match[1]) < 1.0
        side = run.text if ends else run.text[match.end() :]
        return match[1] if re.search(r"\w", side.replace(match[0], "")) else match[0]

    return _KEPT.sub(word, run.text)


@lru_cache(maxsize=500)
def cut_of(runs: Runs) -> Cut:
    """Return a lead cut into its atoms."""
    ordinal, runs = without_ordinal(runs)
    runs = without_head_marks(runs)
    edition = names_edition(runs)
    for cleared in (
        without_braces,
        without_leading_links,
        with_letters_plain,
        with_address_last,
        with_names_alike,
        without_windows,
        with_double_quotes,
        without_tags,
        without_hash_tags,
        without_key,
        without_code,
        without_label,
        without_label_asides,
        without_instruction,
        without_part,
        without_homework,
        without_label_of_list,
        without_labels_amid,
        with_given_first,
        with_by,
        with_venue_of_writers,
        with_in,
        with_names_joined,
        with_owners,
        without_owner,
        without_thanks,
        without_first_year,
        with_signers,
        with_others,
        without_translators,
        without_edition,
        without_editors,
        without_meeting,
        without_opening,
        with_year_behind,
        with_quotes,
        with_title_behind,
    ):
        runs = cleared(runs)
    runs = with_asides_behind(runs)
    named, runs = with_place_first(runs)
    name, runs = without_name(runs)
    name = name or named
    flat = Flat(runs[: _first_label(runs)])
    atoms, formal = _without_labels(atoms_of(flat)), None
    if name is None and (spans := formal_spans(flat)):
        atoms, formal = formal_atoms(flat, with_places_settled(flat.text, spans), atoms)
    return Cut(runs, ordinal, flat, atoms, *badge_dates(runs), name, formal, edition)


_LINE_LABEL = re.compile(r"\s*([^\W\d_][^:：\n]{0,30}?)\s?(?:：|:(?=\s|$))")


def _first_label(runs: Runs) -> int:
    """Return the place of the first line of the runs that begins with the label of a note, of tags or of a place."""
    for n in range(1, len(runs) - 1):
        if runs[n].text != "\n" or runs[n + 1].href is not None or not (match := _LINE_LABEL.match(runs[n + 1].text)):
            continue
        if field_of(match[1]) in {"organisation", "tags"} or (len(match[1].split()) < 3 and note_key(match[1])):
            return n
    return len(runs)


_FOUND = r"(?:(?:find|found|available|released?|public|yet) ?)"
_BESIDE = r"(?:code|link|pdf|slides|video)"
_STATUS = re.compile(
    r"(?:to appear|in press|forthcoming|(?:accepted|submitted)(?: for publication)?|under review|"
    r"revised? (?:and|&) resubmit(?:ted)?|"
    r"R&R|conditionally accepted|invited (?:talk|paper)|"
    r"keynote(?: talk| address)?|extended abstract|"
    rf"(?:no|not|cannot|can't|could ?n[o']t) {_FOUND}?(?:the )?(?:official )?{_BESIDE}(?: {_FOUND})*|"
    rf"{_BESIDE} (?:is )?(?:not {_FOUND}(?:yet)?|n/a|unavailable))\W*",
    re.IGNORECASE,
)
#: The kind of a contribution to a meeting, printed as a word of its own behind the title: "Title. Panel, WOOL 2012".
_CONTRIBUTION = re.compile(
    r"(?:(?:half|full)[- ]day )?(?:course|panel|poster|demo|demonstration|tutorial|plenary|workshop(?: series)?|SIG|"
    r"LBW|late[- ]breaking work|special interest group|doctoral consortium)"
    r"(?: (?:paper|talk|presentation|session|notes|abstract|discussion))?|"
    r"(?:workshop|short|full|position) paper|(?:contributed|plenary|lightning) talk",
    re.IGNORECASE,
)


def _says_status(atom: Atom) -> bool:
    """Return whether an atom says nothing but how a work is printed or told ("To appear", "invited talk")."""
    return atom.kind == "text" and atom.before not in {"", "mark", "wrap"} and _STATUS.fullmatch(atom.text) is not None


def _says_kind(atom: Atom, after: Atom) -> bool:
    """Return whether an atom says nothing but what kind of contribution a work is, before the meeting and its year."""
    plain = (
        atom.kind == "text" and atom.setting == "plain" and atom.before in {"period", "asks", "mark", "break", "line"}
    )
    if not plain or after.before != "comma" or _CONTRIBUTION.fullmatch(atom.text) is None:
        return False
    return venue_name_score(after.text) > 0 or bool(dates_in(after.text))


def _is_note(atom: Atom, first: str | None) -> bool:
    """Return whether an atom is a link to notes behind a title that leads to the paper: "[Gates](…), [notes](…)"."""
    place = atom.href or ""
    return first is not None and is_paper_url(first) and place.startswith("http") and is_note_url(place)


def _without_labels(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms, the label of an address part of it ("… 1999. url: https://…")."""
    first = atoms[0].href if atoms else None
    out = [atom._replace(kind="link") if _says_status(atom) or _is_note(atom, first) else atom for atom in atoms]
    for n in range(1, len(atoms) - 1):
        atom, after = atoms[n], atoms[n + 1]
        if _says_kind(atom, after):
            out[n] = atom._replace(kind="link")
        plain = atom.kind == "text" and atom.setting == "plain" and atom.before not in {"mark", "wrap"}
        named = plain and (link_role(atom.text) is not None or atom.text.lower() in _LABELS)
        if named and after.kind == "link" and "bare" in after.marks:
            out[n] = atom._replace(kind="link")
    return out


_INTO = re.compile(r",\s+[Ii]n:?\s*$")  # "Wool on Goats, in *Meadow Studies*"


_YEAR_BEHIND_DAYS = re.compile(r"(?<=\d) \((?=(?:19|20)\d\d(?!\d))")
_MONTH_AT_MOST = 24  # characters of a month and its days beside a year


def _with_month(text: str, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """Return where a year stands together with the month beside it, between the fields around: "May 5-9 (2019)"."""
    first = max(before, start - _MONTH_AT_MOST)
    for date in dates_in(_unwrapped(text[first : min(after, end + _MONTH_AT_MOST)])):
        if date.month is not None and first + date.start <= start and end <= first + date.end:
            return first + date.start, first + date.end
    return start, end


def _unwrapped(text: str) -> str:
    """Return a text of the same length, the bracket gone that stands between days and their year: "May 5-9 (2019"."""
    return _YEAR_BEHIND_DAYS.sub("  ", text)


def formal_atoms(flat: Flat, spans: tuple[Span, ...], atoms: list[Atom]) -> tuple[list[Atom], Labelled]:
    """Return the atoms of a lead in a citation style with their fields: its spans, and what follows on them."""
    out: list[Atom] = []
    fields: list[Field | None] = []
    for n, (start, end, name) in enumerate(spans):
        run = flat.run_at(start)
        if name == "date":
            before, after = spans[n - 1].end if n else 0, spans[n + 1].start if n + 1 < len(spans) else len(flat.text)
            start, end = _with_month(flat.text, start, end, before, after)
        kind: AtomKind = "group" if name == "date" else "text"
        if name == "title" and (into := _INTO.search(flat.text, start, end)):
            end = into.start()
        words = _unwrapped(flat.text[start:end]) if name == "date" else flat.text[start:end]
        out.append(
            Atom(
                words.strip(), start, end, kind, "comma" if out else "", run.marks, run.href,
                setting_of(kind, run.marks, run.href),
            )
        )  # fmt: skip
        fields.append(None if name == "date" else name)
    for atom in atoms:
        if atom.start >= spans[-1].end:
            long = len(words_of(atom.text)) > 3 and prose_score(atom.text) > 0.5
            told = atom.kind == "text" and (long or opens_remark(atom.text))
            out.append(atom)
            fields.append("prose" if told or "prose" in fields[len(spans) :] else None)
    return out, Labelled(tuple(fields), _SURE)
