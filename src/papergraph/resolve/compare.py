"""What speaks for and against two records being one work, weighed.

No field is proof. Identifiers are often printed wrongly, so title, short name, authors and year must not contradict
one; titles alone are right in nine of ten cases, so a second field must confirm one that is not the very same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from papergraph.identifiers import strength
from papergraph.people import match
from papergraph.resolve.facts import Facts
from papergraph.resolve.telling import guessed, telling
from papergraph.resolve.titles import Level, TitleMatch, is_name
from papergraph.resolve.titles import compare as compare_titles

#: Two records are one work from this score on.
ENOUGH = 4

_TITLE_POINTS = {
    Level.NAME: 3,
    Level.CLOSE: 3,
    Level.CONTAINED: 2,
    Level.SHARED_NAME: 2,
    Level.BLANK: 0,
    Level.NAME_ALONE: 0,
    Level.RELATED: -1,
    Level.DIFFERENT: -4,
    Level.VERSION: -20,
}
_IDENTIFIER, _LINK = 4, 3
# A preprint and its venue are not further apart.
_YEARS_APART = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a comparison: `score` from ENOUGH on means one work; `shared` are common identifiers."""

    score: int
    title: TitleMatch
    shared: tuple[str, ...]
    authors: int | None
    years: int | None
    other_arxiv: bool
    kinds: bool
    foreign: bool
    same_years: bool
    #: What keeps two works apart that nobody has curated, in words; empty when nothing does.
    against: str = ""

    @property
    def one(self) -> bool:
        """Whether the records are of one work."""
        return self.score >= ENOUGH and not self.against

    @property
    def opposed(self) -> bool:
        """Whether something speaks against one work so clearly that no third record may join the two."""
        unlike = self.title.level in {Level.VERSION, Level.DIFFERENT, Level.RELATED}
        if self.title.level is Level.VERSION or self.against:
            return True
        if self.authors is not None and self.authors < 0:
            return unlike or not self.shared
        return unlike and (self.years or 0) > 5

    def reasons(self) -> str:
        """Return what speaks for and against, in words: "for: …; against: …"."""
        pro: list[str] = []
        contra: list[str] = []
        (pro if _title_points(self.title) > 0 else contra).append(self.title.level.value)
        if self.shared:
            pro.append("both have " + ", ".join(each.removeprefix("url:") for each in self.shared))
        if self.other_arxiv:
            contra.append("their arXiv numbers differ")
        if self.authors is not None:
            says = {3: "same authors", 2: "same first author", 1: "authors in common", 0: "another first author"}
            (pro if self.authors > 0 else contra).append(says.get(self.authors, "no author in common"))
        if self.years is not None:
            says = {0: "same year" if self.same_years else "a year in common", 1: "years one apart"}
            (pro if self.years < 2 else contra).append(says.get(self.years, f"years {self.years} apart"))
        if self.foreign:
            contra.append("same_as.tsv says that its identifier is another work's")
        if self.against:
            contra.append(self.against)
        if self.kinds:
            contra.append("different kinds of work")
        return f"for: {', '.join(pro) or 'nothing'}; against: {', '.join(contra) or 'nothing'}"


def compare(first: Facts, second: Facts, *, fully: bool = True) -> Verdict:
    """Return what speaks for and against two records being one work; the order of the two does not matter.

    Unless `fully`, what keeps works apart is not looked for where little speaks for one.
    """
    title = _titles(first, second)
    shared = tuple(sorted(first.identifiers & second.identifiers, key=strength))
    authors = compare_authors(first, second)
    years = min((abs(a - b) for a in first.years for b in second.years), default=None)
    other_arxiv = not shared and _has_arxiv(first) and _has_arxiv(second)
    kinds = _kinds_differ(first, second, title)
    score = _title_points(title)
    if title.level is Level.SAME and title.words > 2 and (first.known or second.known):
        score += 1
    if title.level in {Level.SAME, Level.NAME} and (_trusted(first, second) or _trusted(second, first)):
        score += 1
    if shared:
        score += _LINK if all(each.startswith("url:") for each in shared) else _IDENTIFIER
    score += -4 if authors is not None and authors < 0 else authors or 0
    score += _year_points(years)
    foreign = not first.foreign.isdisjoint(second.identifiers) or not second.foreign.isdisjoint(first.identifiers)
    score -= 2 * (other_arxiv + kinds) + 4 * foreign
    same_years = first.years == second.years
    verdict = Verdict(score, title, shared, authors, years, other_arxiv, kinds, foreign, same_years)
    if first.known or second.known or not (fully or shared or score >= ENOUGH - 2):
        return verdict
    return replace(verdict, against=_against(first, second, verdict))


def _against(first: Facts, second: Facts, verdict: Verdict) -> str:
    """Return what keeps two works apart that the authority does not know, however much agrees besides."""
    level = verdict.title.level
    if telling(first.titles[0], second.titles[0], named=level is Level.NAME):
        return "a word that matters differs"
    if level is Level.SAME and verdict.other_arxiv and verdict.authors is None:
        return "no author says that they are one"
    if level in {Level.SAME, Level.VERSION} or verdict.shared:
        return ""
    if level is Level.SHARED_NAME:
        return "no link says that they are one"
    if _other_identifiers(first, second):
        return "each has an identifier of its own"
    if (verdict.years or 0) > _YEARS_APART:
        return "neither title nor year is the same"
    if level is Level.CLOSE and verdict.authors is None and guessed(first.titles[0], second.titles[0]):
        return "nothing confirms that the difference is a slip"
    return ""


def _other_identifiers(first: Facts, second: Facts) -> bool:
    """Return whether both have an identifier of one scheme, and not the same."""
    mine, theirs = ({each.partition(":")[0] for each in facts.identifiers} - {"url"} for facts in (first, second))
    return not mine.isdisjoint(theirs)


def compare_authors(first: Facts, second: Facts) -> int | None:
    """Return how well authors agree: 3 all, 2 the first, 1 half of them, 0 one other than the first, -1 none.

    None when one of the two names no person.
    """
    mine, theirs = (tuple(name for name in facts.authors if not name.group) for facts in (first, second))
    if not mine or not theirs:
        return None
    pairs = match(mine, theirs)
    least = min(len(mine), len(theirs))
    if len(pairs) > 1 and len(pairs) >= 0.8 * least:
        return 3
    if (mine[0], theirs[0]) in pairs:
        # "Chen et al." says little more than nothing: the family name is all that agrees.
        return 2
    if not pairs:
        return -1
    return 1 if 2 * len(pairs) >= least else 0


def _titles(first: Facts, second: Facts) -> TitleMatch:
    """Return the best agreement of any two titles, or of names; versions apart unless a longer title is the same."""
    found = [compare_titles(mine, theirs) for mine in first.titles for theirs in second.titles]
    best = max(found, key=lambda each: (_title_points(each), each.words))
    if best.level in {Level.SAME, Level.PART} and best.words > 2:
        return best
    if _version_is_name(first, second) or _version_is_name(second, first):
        return TitleMatch(Level.NAME, 1)
    if any(each.level is Level.VERSION for each in found):
        return TitleMatch(Level.VERSION)
    named = _names(first, second)
    if named is not None and named.level is Level.VERSION:
        return best if best.level is Level.SAME else named
    if named is not None and _title_points(named) > _title_points(best):
        return named
    if best.level is Level.DIFFERENT and (_unnamed(first, second) or _unnamed(second, first)):
        return TitleMatch(Level.NAME_ALONE)
    return best


def _version_is_name(first: Facts, second: Facts) -> bool:
    """Return whether a title with a version is a name that the other record has as it stands ("AlphaFold 2")."""
    stems = {key: stem for key, stem in second.names if key != stem}
    return any(name in stems for title in first.titles for name in title.called)


def _trusted(printed: Facts, known: Facts) -> bool:
    """Return whether the bare name of a known work is to be believed: the list names known works for the most part.

    Alone it is a word that means other things in other fields.
    """
    return known.known is not None and printed.among_known and printed.bare


def _unnamed(first: Facts, second: Facts) -> bool:
    """Return whether a record that prints a name alone may be one whose short name nobody prints."""
    return first.weak and is_name(first.titles[0].printed) and not second.names and not second.weak


def _names(first: Facts, second: Facts) -> TitleMatch | None:
    mine, theirs = first.name_keys, second.name_keys
    for one, other in ((first, theirs), (second, mine)):
        if any(not title.called.isdisjoint(other) for title in one.titles):
            return TitleMatch(Level.NAME, 1)
    if mine & theirs:
        return TitleMatch(Level.SHARED_NAME, 1)
    if {stem for _, stem in first.names} & {stem for _, stem in second.names}:
        return TitleMatch(Level.VERSION)
    return None


def _title_points(title: TitleMatch) -> int:
    if title.level is Level.SAME:
        return 6 if title.words > 4 else 5 if title.words == 4 else 4 if title.words == 3 else 3
    if title.level is Level.PART:
        return 5 if title.words > 4 else 4 if title.words == 4 else 3
    return _TITLE_POINTS[title.level]


def _year_points(apart: int | None) -> int:
    if apart is None or 0 < apart < 3:
        return 0
    return 1 if apart == 0 else -2 if apart < 6 else -3


def _has_arxiv(facts: Facts) -> bool:
    return any(each.startswith("arxiv:") for each in facts.identifiers)


def _kinds_differ(first: Facts, second: Facts, title: TitleMatch) -> bool:
    kinds = {first.kind, second.kind}
    if len(kinds) == 1:
        return False
    if "book" in kinds:
        return True
    distinctive = title.level in {Level.SAME, Level.PART} and title.words > 2
    return "repository" in kinds and not distinctive
