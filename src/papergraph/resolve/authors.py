"""Which printed names are one person, within a work and over all works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from papergraph.identifiers import slug
from papergraph.model import Author, Entry, Problem
from papergraph.people import Name, can_be_one, match, parse_name
from papergraph.problems import problem


@dataclass(frozen=True, slots=True)
class Signed:
    """The authors of one work in order: for each the best name, and the other spellings that are printed for it."""

    names: tuple[Name, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    truncated: bool = False


def signed(entries: Sequence[Entry], true: Sequence[str] = (), *, truncated: bool = False) -> Signed:
    """Return the authors of a work from its entries; `true` are those of the authority, which have the last word.

    Without these the longest list counts, each name in the fullest form that any entry prints. A group that signs
    counts where no person does.
    """
    lists = [tuple(name for name in map(parse_name, entry.authors) if name.family) for entry in entries]
    if true:
        names = [parse_name(name) for name in true]
    else:
        longest = max(
            zip(lists, entries, strict=True),
            key=lambda each: (
                len(each[0]),
                not each[1].authors_truncated,
                sum(name.fullness[0] for name in each[0]),
                each[1].authors,
            ),
            default=((), None),
        )
        names = list(longest[0])
        truncated = longest[1] is not None and longest[1].authors_truncated
        names = [
            max([name, *_others(name, names, lists)], key=lambda each: (each.fullness, each.printed)) for name in names
        ]
        if not names:
            groups = sorted({entry.organisation for entry in entries if entry.organisation})
            names, truncated = [parse_name(group, group=True) for group in groups[:1]], False
    spellings = [
        tuple(sorted({each.printed for each in _others(name, names, lists)} - {shown(name)})) for name in names
    ]
    return Signed(tuple(names), tuple(spellings), truncated)


def shown(name: Name) -> str:
    """Return a name as it is shown: "LeCun, Yann" as "Yann LeCun"."""
    family, comma, given = name.printed.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and not name.group else name.printed


def persons(
    works: Sequence[Signed], citekeys: Sequence[str], ids: Sequence[str]
) -> tuple[list[tuple[str, ...]], list[Author], list[Problem]]:
    """Return the author ids of each work, all authors sorted by id, and doubts.

    A name with initials goes to the one full name that it can stand for; where there are several it stays a person of
    its own work, as does a family name alone. Nobody is two authors of one work.
    """
    mentions = [
        _Mention(name, index, place) for index, work in enumerate(works) for place, name in enumerate(work.names)
    ]
    mentions.sort(key=lambda each: (citekeys[each.work], each.place))
    by_family: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_family[mention.name.family].append(mention)
    people = [person for family in sorted(by_family) for person in _told_apart(by_family[family])]
    named = _named(people, citekeys)
    author_ids: dict[tuple[int, int], str] = {}
    authors: list[Author] = []
    problems: list[Problem] = []
    for person, identifier in zip(people, named, strict=True):
        name = shown(person.best)
        others = {shown(mention.name) for mention in person.mentions}
        for mention in person.mentions:
            author_ids[mention.work, mention.place] = identifier
            others.update(works[mention.work].spellings[mention.place])
        authors.append(Author(id=identifier, name=name, alt_names=tuple(sorted(others - {name}))))
        if person.could_be:
            message = f"{name!r} could be {', '.join(sorted(person.could_be))}; kept apart from all of them"
            problems.append(problem("ambiguous-author", message, papers=[ids[each.work] for each in person.mentions]))
    by_work = [tuple(author_ids[index, place] for place in range(len(work.names))) for index, work in enumerate(works)]
    return by_work, sorted(authors, key=lambda each: each.id), problems


@dataclass(frozen=True, slots=True)
class _Mention:
    name: Name
    work: int
    place: int


@dataclass(slots=True)
class _Person:
    mentions: list[_Mention] = field(default_factory=list)
    local: bool = False
    could_be: tuple[str, ...] = ()

    @property
    def best(self) -> Name:
        return max((mention.name for mention in self.mentions), key=lambda name: (name.fullness, name.printed))

    def can_have(self, mentions: Sequence[_Mention]) -> bool:
        works = {mention.work for mention in self.mentions}
        forms = {mention.name.given: mention.name for mention in self.mentions}.values()
        return all(can_be_one(mentions[0].name, form) for form in forms) and not any(
            mention.work in works for mention in mentions
        )


def _told_apart(mentions: Sequence[_Mention]) -> list[_Person]:
    """Return the people behind mentions of one family name."""
    groups: dict[tuple[str, ...], list[_Mention]] = defaultdict(list)
    local: list[_Person] = []
    for mention in mentions:
        if mention.name.given or mention.name.group:
            groups[mention.name.given].append(mention)
        else:
            local.append(_Person([mention], local=True))
    people: list[_Person] = []
    by_initial: dict[str, list[_Person]] = defaultdict(list)
    # The fullest forms first: what is shorter looks for the one person that it can stand for.
    for given in sorted(groups, key=lambda given: (-sum(len(each) > 1 for each in given), -len(given), given)):
        once, again = _one_a_work(groups[given])
        initial = given[0][0] if given else ""
        fitting = [person for person in by_initial[initial] if person.can_have(once)]
        if len(fitting) == 1:
            fitting[0].mentions.extend(once)
        elif len(fitting) > 1 and all(len(each) == 1 for each in given):
            could_be = tuple(shown(person.best) for person in fitting)
            local.extend(_Person([mention], local=True, could_be=could_be) for mention in once)
        else:
            by_initial[initial].append(_Person(once))
            people.append(by_initial[initial][-1])
        local.extend(_Person([mention], local=True) for mention in again)
    return people + local


def _one_a_work(mentions: Sequence[_Mention]) -> tuple[list[_Mention], list[_Mention]]:
    """Return the first mention in each work, and those that repeat a name within one work."""
    first: dict[int, _Mention] = {}
    again = [mention for mention in mentions if first.setdefault(mention.work, mention) is not mention]
    return list(first.values()), again


def _named(people: Sequence[_Person], citekeys: Sequence[str]) -> list[str]:
    """Return an id for each person: the slug of the name, and a work's citekey where it tells too little."""
    plain: dict[str, int] = defaultdict(int)
    for person in people:
        if not person.local:
            plain[slug(shown(person.best))] += 1
    out: list[str] = []
    used: set[str] = set()
    for person in people:
        made = slug(shown(person.best))
        if person.local or plain[made] > 1:
            made = f"{made}-{min(citekeys[mention.work] for mention in person.mentions)}"
        place = 2
        while made in used:
            made, place = f"{made.removesuffix(f'-{place - 1}')}-{place}", place + 1
        used.add(made)
        out.append(made)
    return out


def _others(name: Name, names: Sequence[Name], lists: Iterable[Sequence[Name]]) -> list[Name]:
    """Return the names in other lists that stand for `name`, one of `names`."""
    return [
        theirs
        for others in lists
        if others
        for mine, theirs in match(names, others)
        if mine is name and theirs is not name
    ]
