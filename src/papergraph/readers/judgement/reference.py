"""A candidate, with its siblings, to an entry, to something skipped, or to something unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from papergraph.identifiers import identifier_for_title
from papergraph.model import Entry, Skipped, Unread
from papergraph.readers.grammar.evidence import ALONE, AMONG, has_title
from papergraph.readers.grammar.instructions import is_sentence
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.scoring import NO_PRIOR, TITLE_ONLY, Prior
from papergraph.readers.judgement.baretitles import HAN_WORDS, is_title_of_talk, is_work_by_words
from papergraph.readers.judgement.besideworks import is_plain_title, titles_beside_works
from papergraph.readers.judgement.bracketnames import named_in_brackets
from papergraph.readers.judgement.entry import entry_of
from papergraph.readers.judgement.facts import (
    Facts,
    are_signed_alike,
    better,
    gather,
    is_bare,
    is_bare_pair,
    is_linked_title,
    is_plainly_signed,
    is_set_off_over_links,
    linked_works,
)
from papergraph.readers.judgement.filenames import files_of_works
from papergraph.readers.judgement.frontmatter import REASON, front_matter
from papergraph.readers.judgement.glossaries import explained
from papergraph.readers.judgement.idlerows import REASON as IDLE
from papergraph.readers.judgement.idlerows import idle_rows
from papergraph.readers.judgement.kinds import with_kinds_alike
from papergraph.readers.judgement.likemost import as_most_are, is_numbered, whole_lines
from papergraph.readers.judgement.missed import UNSURE
from papergraph.readers.judgement.namesfirst import names_first
from papergraph.readers.judgement.newsitems import tells_news
from papergraph.readers.judgement.refusals import OF_LECTURE, is_meeting_alone, is_of_lecture, refusal
from papergraph.readers.judgement.siblings import (
    ENOUGH,
    ENOUGH_READ,
    Shape,
    is_column_of_titles,
    is_one_title,
    is_reading,
    is_talk,
    is_titled_row,
    place_of_server,
    places_are_linked,
    shape_of,
    shapes_of,
)
from papergraph.readers.judgement.voting import (
    agrees,
    are_closed,
    are_dated,
    are_placed,
    are_surnamed,
    damage,
    is_apart,
    usual_separator,
    vote,
)
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.lexicon.identified import identifier_alone
from papergraph.readers.lexicon.links import kind_of_url
from papergraph.readers.lexicon.names import names_in_title
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.sections import (
    is_list_of_works,
    names_references,
    other_place,
)
from papergraph.readers.passages import Run, plain
from papergraph.readers.styles.titleless import printed_place

_LINKED = 10  # linked titles of a document that say what others alone are
_BARE = 20  # titles in words alone
_BARE_SHARE = 0.8  # of all candidates of a document
_UNTOLD = "no title, date or link that could be told apart"


@dataclass
class Verdicts:
    """What came of the candidates."""

    entries: list[Entry] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class Judge:
    """Judges the candidates of one document."""

    def __init__(
        self,
        source: str,
        lines: Sequence[str],
        shapes: frozenset[Shape] = frozenset(),
        *,
        linked: bool = False,
        listed: bool = False,
    ) -> None:
        self.source = source
        self.listed = listed  # a section holds the references of the document
        self.lines = lines
        self.open: list[tuple[Facts, str]] = []  # what may be a work as most that are printed so are; why not else
        self.plain = 0  # how many entries are titles and nothing else, ...
        self.numbered = 0  # ... and how many are numbered
        self.titles_alike = False  # nearly all of them are
        self.titles = 0  # how many candidates are titles and nothing else
        self.dated = False  # most of its candidates begin with names and a year
        self.surnamed = False  # ... or with surnames, and a title in plain words behind a sign
        self.closed = False  # ... or end with them, and the year
        self.proved = False  # nearly all entries print more than their titles: a few that do not are none
        self.shapes = shapes  # that several candidates of the document have
        self.linked = linked  # its venues are the words of links
        self.works_linked = False  # nearly all its linked titles are sure to be works
        self.out = Verdicts()

    def raw(self, candidate: Candidate) -> str:
        """Return a candidate's source text."""
        return "\n".join(self.lines[candidate.first_line - 1 : candidate.last_line]).strip("\n")

    def unread(self, candidate: Candidate, reason: str) -> None:
        """Tell that a candidate could not be read."""
        self.out.unread.append(
            Unread(
                source=self.source, first_line=candidate.first_line, last_line=candidate.last_line,
                raw=self.raw(candidate)[:2000], reason=reason,
            )
        )  # fmt: skip

    def skip(self, candidate: Candidate, reason: str) -> None:
        """Leave a candidate out."""
        self.out.skipped.append(
            Skipped(
                source=self.source, first_line=candidate.first_line, last_line=candidate.last_line,
                raw=self.raw(candidate), reason=reason,
            )
        )  # fmt: skip

    def group(self, first: Sequence[Facts], wider: Prior) -> None:
        """Judge siblings together, given as they were read one by one."""
        idle = {id(each) for each in idle_rows(first)}
        for each in first:
            if id(each) in idle:
                self.skip(each.candidate, IDLE)
        first = names_first([each for each in first if id(each) not in idle])
        prior = self.prior_of(first, wider)
        kept = [is_apart(each.candidate.runs, prior) or agrees(each.lead, prior) for each in first]
        facts = [f if keep else better(f, gather(f.candidate, prior)) for f, keep in zip(first, kept, strict=True)]
        if is_column_of_titles([each.candidate for each in facts], [each.lead for each in facts]):
            facts = [
                gather(f.candidate, TITLE_ONLY) if f.lead.people.names and is_one_title(f.candidate.runs) else f
                for f in facts
            ]
        facts = named_in_brackets([*map(self.whole, facts)])
        for each in facts:
            if is_talk(each.candidate) and has_title(each.lead) and is_title_of_talk(each.lead.title):
                each.score = max(each.score, ALONE)
        for each in files_of_works(facts):
            each.score, each.read = max(each.score, ALONE), True
        read = [each for each in facts if is_reading(each.candidate, each.lead)]
        proved = [each for each in read if each.score >= ALONE]
        linked = sum(each.lead.href is not None for each in proved)  # where works are linked, other words are none
        if len(proved) >= ENOUGH_READ and 3 * len(proved) >= len(read) and 2 * linked < len(proved):
            for each in read:
                each.score, each.read = max(each.score, ALONE), True
        sure = [each.lead for each in facts if each.score >= ALONE]
        share = len(sure) / len(facts)
        for each in (alone := self.titles_alone(facts)):
            each.score = ALONE
        share = 1.0 if alone and not sure else share
        shaped = [each for each in facts if each.score >= ALONE or self.is_of_shape(each)]
        if 2 * len(shaped) >= len(facts) and not self.elsewhere(first[0].candidate):
            share = len(shaped) / len(facts)
        if not self.elsewhere(first[0].candidate):
            for each in linked_works(facts, few=self.works_linked):
                each.score = max(each.score, ALONE) if each.score >= AMONG else each.score
        separator = usual_separator(sure)
        before = len(self.out.entries)
        for each in facts:
            self.one(each, share, separator)
        self.out.entries[before:] = with_kinds_alike(self.out.entries[before:])

    def whole(self, facts: Facts) -> Facts:
        """Return an item as a title alone where nearly all are, and part of it was taken for authors or for prose."""
        lead, candidate = facts.lead, facts.candidate
        words = candidate.shape == "item" and lead.setting == "plain" and not (lead.dates or facts.links)
        named = any(people_score(name) >= 1.5 for name in lead.people.names)
        parted = lead.order in {("title", "authors"), ("title", "prose")} and not named
        alone = self.titles_alike and words and parted and is_one_title(candidate.runs)
        return gather(candidate, TITLE_ONLY) if alone else facts

    def may_be_works(self, facts: Sequence[Facts]) -> bool:
        """Return whether a heading above siblings names works, or half of them are works by what they print."""
        known = sum(each.score >= ALONE or self.is_bare_title(each) for each in facts)
        return any(map(is_list_of_works, facts[0].candidate.section)) or 2 * known >= len(facts)

    def titles_alone(self, facts: Sequence[Facts]) -> list[Facts]:
        """Return the siblings that are works by their titles alone: nearly all are such, or sure and as plain."""
        sure = [each for each in facts if each.score >= ALONE]
        titled = [each for each in facts if self.is_bare_title(each)]
        one = facts[0].candidate
        grouped = one.shape == "item" and one.group[1] != 0 and any(map(is_list_of_works, one.section))
        least = 1 if one.under or (grouped and self.titles > ENOUGH) else 2
        most = (0.6 if grouped else 0.8) * len(facts)
        few = self.proved and len(titled) <= ENOUGH and not any(map(is_list_of_works, one.section[-1:]))
        if few or self.elsewhere(one):
            return []
        signed = [each for each in facts if is_plainly_signed(each)]
        if sure and (beside := titles_beside_works(facts)):
            return beside
        if sure and are_signed_alike(signed) and len(signed) + len(sure) >= 0.8 * len(facts):
            return signed  # one of them has its year as well
        if sure or signed:
            others = {id(each) for each in (*sure, *signed)}
            rest = [each for each in titled if id(each) not in others]
            listed = one.shape == "item" and self.titles > ENOUGH and any(map(is_list_of_works, one.section))
            alike = all(each.lead.setting == "plain" and each.lead.whole and each.lead.href is None for each in sure)
            if listed and alike and len(rest) + len(others) >= 0.8 * len(facts):
                return [*rest, *signed]
        if sure:
            return []
        if len(titled) < max(least, most):
            return []
        pairs = filter(is_bare_pair, facts) if len(titled) > ENOUGH else ()
        return [*(filter(is_bare, facts) if grouped else [*titled, *pairs])]

    def prior_of(self, siblings: Sequence[Facts], wider: Prior) -> Prior:
        """Return what siblings have in common, or all candidates of their shape where they are few."""
        prior = vote([facts.lead for facts in siblings if facts.score >= ALONE or self.is_of_shape(facts)])
        if prior == NO_PRIOR:
            prior = wider
        dated = self.dated or are_dated([(facts.candidate.runs, facts.lead) for facts in siblings])
        introduced = prior.introduced or wider.introduced
        works = (self.surnamed or self.closed) and self.may_be_works(siblings)
        second = prior.second or wider.second
        return replace(
            prior, dated=dated or prior.dated, introduced=introduced, surnamed=self.surnamed and works,
            closed=self.closed and works, second=second,
        )  # fmt: skip

    def is_of_shape(self, facts: Facts) -> bool:
        """Return whether a candidate is a title with a date as several of the document are, or one by its column."""
        if is_titled_row(facts.candidate):
            return has_title(facts.lead) and not is_meeting_alone(facts)
        shape = shape_of(facts.candidate, facts.lead)
        context = facts.candidate.context
        if context is not None and is_person(context):
            return has_title(facts.lead)
        under_venue = context is not None and facts.lead.venue is not None
        return shape is not None and (under_venue or shape in self.shapes)

    def is_bare_title(self, facts: Facts) -> bool:
        """Return whether a candidate is a title and nothing else."""
        candidate = facts.candidate
        bare = is_bare(facts)
        if self.listed and not any(is_list_of_works(heading) for heading in candidate.section):
            return False  # the references of the document stand elsewhere
        lead = facts.lead
        if lead.short_names and not lead.href and not lead.title.isascii() and HAN_WORDS.search(lead.title):
            return False  # "调度优化：推理与微调（FlexHerd）": works are mentioned
        named = lead.setting == "bold" and bool(lead.short_names) and any(map(is_list_of_works, candidate.section[-1:]))
        return bare and has_title(lead) and (named or is_work_by_words(lead.title, candidate.section))

    def elsewhere(self, candidate: Candidate) -> bool:
        """Return whether a candidate stands in a section of other things than papers."""
        return other_place(candidate.section) is not None

    def one(self, facts: Facts, share: float, separator: str | None) -> None:
        """Judge one candidate; `share` of its siblings are sure to be entries."""
        candidate, lead = facts.candidate, facts.lead
        if self.linked and (server := place_of_server(candidate, lead)):
            facts.lead = lead = replace(lead, venue=server)
        damaged = damage(lead, separator)
        reason = refusal(facts) if facts.told is None else None
        expected = share >= 0.5
        bonus = 1.3 if self.is_bare_title(facts) and expected else 0.0
        if expected and (self.is_of_shape(facts) or is_set_off_over_links(facts)):
            bonus = ALONE
        least = AMONG if expected else ALONE
        if reason and has_title(lead):
            self.skip(candidate, reason)
        elif candidate.problem and not (has_title(lead) and facts.score >= ALONE + 1.0):
            self.unread(candidate, candidate.problem)
        elif damaged:
            self.unread(candidate, damaged)
        elif has_title(lead) and facts.score + bonus >= least:
            self.plain += is_plain_title(facts)
            self.numbered += is_numbered(facts)
            self.out.entries.append(entry_of(facts, self.source, self.raw(candidate)))
        elif not lead.title and lead.cut is not None and (place := printed_place(lead.cut.flat.text)):
            named = identifier_for_title(link.url for link in (*facts.links, *facts.body.links))
            facts.lead = replace(lead, title=named or place)
            self.out.entries.append(entry_of(facts, self.source, self.raw(candidate)))
        elif not has_title(lead) and (facts.links or facts.body.links):
            self.without_title(facts, expected=expected)
        elif candidate.row is not None and not (facts.links or facts.body.links or lead.people.names or lead.dates):
            self.skip(candidate, "a row without a link, authors or a date")
        elif expected and candidate.shape != "paragraph" and not self.is_prose(facts):
            self.open.append((facts, _UNTOLD))
        else:
            self.open.append((facts, "prose" if self.is_prose(facts) else UNSURE))

    def close(self) -> None:
        """Judge what was left open."""
        left = [facts for facts, why in self.open if why != "prose"]
        works = as_most_are(left, self.plain, self.numbered)
        whole = whole_lines([facts for facts, _ in self.open], self.plain + len(works), works)
        for facts, why in self.open:
            if id(facts) in whole:
                title, names = names_in_title(whole[id(facts)])
                facts.lead = replace(facts.lead, title=title, short_names=names, order=("title",), body=())
            if id(facts) in works or id(facts) in whole:
                self.out.entries.append(entry_of(facts, self.source, self.raw(facts.candidate)))
            elif why == _UNTOLD:
                self.unread(facts.candidate, why)
            else:
                self.skip(facts.candidate, why)

    def without_title(self, facts: Facts, *, expected: bool) -> None:
        """Judge a candidate that has links and no title."""
        links = [*facts.links, *facts.body.links]
        lead = facts.lead
        if is_of_lecture(facts):
            self.skip(facts.candidate, OF_LECTURE)
            return
        signed = bool(lead.people.names and lead.dates) and not lead.body and "prose" not in lead.order
        named = identifier_for_title(link.url for link in links) if signed else None
        if named := named or identifier_alone(facts.candidate.runs):
            facts.lead = replace(lead, title=named)
            self.out.entries.append(entry_of(facts, self.source, self.raw(facts.candidate)))
        elif expected or any(link.role == "paper" and kind_of_url(link.url) == "paper" for link in links):
            self.unread(facts.candidate, "a link without a title")
        else:
            self.skip(facts.candidate, "links only")

    def is_prose(self, facts: Facts) -> bool:
        """Return whether a candidate is a sentence rather than a reference."""
        text = plain(facts.candidate.runs)
        if is_sentence(facts.candidate.runs) or tells_news(facts.lead, facts.candidate.runs, facts.candidate.section):
            return True
        return not facts.lead.order or facts.lead.order[0] == "prose" or (len(text.split()) > 12 and text.endswith("."))


def judge(candidates: Sequence[Candidate], source: str, lines: Sequence[str]) -> Verdicts:
    """Return what the candidates of a document are; siblings vote, and few siblings listen to the whole document."""
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    shapes: dict[str, list[Lead]] = {}
    dated: dict[str, list[Lead]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.group, []).append(candidate)
        lead = candidate.read(NO_PRIOR)
        dated.setdefault(candidate.shape, []).append(lead)
        if candidate.evidence(lead) >= ALONE:
            shapes.setdefault(candidate.shape, []).append(lead)
    # Lines below the leads may print their authors: what these have none of says nothing here.
    wider = {
        shape: replace(vote(leads), unsigned=False, placed=are_placed(dated[shape]))
        for shape, leads in sorted(shapes.items())
    }
    first = {id(candidate): gather(candidate, NO_PRIOR) for candidate in candidates}
    leads = [facts.lead for facts in first.values()]
    linked = places_are_linked(candidates, leads)
    listed = any(names_references(heading) for candidate in candidates for heading in candidate.section)
    judge = Judge(source, lines, shapes_of(candidates, leads), linked=linked, listed=listed)
    judge.dated = are_dated([(facts.candidate.runs, facts.lead) for facts in first.values()])
    listed_runs = [each.runs for each in candidates if each.shape in {"item", "line", "row", "heading"}]
    judge.surnamed, judge.closed = are_surnamed(listed_runs), are_closed(listed_runs)
    proofs = [bool(each.links or each.body.links) for each in first.values() if each.score >= ALONE]
    judge.proved = len(proofs) > 2 * ENOUGH and sum(proofs) >= 0.9 * len(proofs)
    titled = [each for each in first.values() if is_linked_title(each)]
    judge.works_linked = len(titled) >= _LINKED and sum(each.score >= ALONE for each in titled) >= 0.75 * len(titled)
    judge.titles = sum(judge.is_bare_title(each) for each in first.values())
    judge.titles_alike = judge.titles >= max(_BARE, _BARE_SHARE * len(first))
    for facts in front_matter(list(first.values())):
        judge.skip(facts.candidate, REASON)
        groups[facts.candidate.group].remove(facts.candidate)
    for members in filter(None, groups.values()):
        for facts, why in explained([first[id(member)] for member in members]):
            judge.skip(facts.candidate, why)
            members.remove(facts.candidate)
    for members in filter(None, groups.values()):
        judge.group([first[id(member)] for member in members], wider.get(members[0].shape, NO_PRIOR))
    judge.close()
    return judge.out


__all__ = ["Run", "Verdicts", "judge"]
