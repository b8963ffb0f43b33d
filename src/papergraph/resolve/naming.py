"""Ids and citekeys of works that the authority does not know: stable, and independent of the order of input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from papergraph.identifiers import slug, strength

_NO_FIRST_WORDS = "a an and at by for from in is of on the to towards with"


@dataclass(frozen=True, slots=True)
class Nameless:
    """What the id and the citekey of a work are made from; `family` is the first author's as citekeys have it."""

    title: str
    year: int | None
    family: str
    identifiers: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Six digits of a digest over everything known of the work: the last resort to tell two works apart."""
        return sha256("\n".join(self.facts).encode()).hexdigest()[:6]


def make_ids(works: Sequence[Nameless], taken: Collection[str]) -> list[str]:
    """Return an id for each work: its strongest identifier, else `work:` with title and year.

    Works that would be called the same get more of their titles, then the first author, then a digest, all of them
    alike, so that none depends on which came first.
    """
    forms: list[Callable[[Nameless], str]] = [
        lambda work: _work_id(work, slug(work.title)),
        lambda work: _work_id(work, slug(work.title, most=200)),
        lambda work: _work_id(work, slug(work.title, most=200), slug(work.family) if work.family else "anon"),
        lambda work: _work_id(work, slug(work.title), work.digest),
    ]
    out: list[str | None] = [min(work.identifiers, key=strength, default=None) for work in works]
    return _distinct(works, out, taken, forms)


def make_citekeys(works: Sequence[Nameless], taken: Collection[str]) -> list[str]:
    """Return a citekey for each work: family name, year and first word of the title that tells something.

    Works that would have the same get more title words each, and no letters: `smith2020deepnets`, `smith2020deepsea`.
    """
    most = max((len(_title_words(work)) for work in works), default=1)
    forms: list[Callable[[Nameless], str]] = [partial(_citekey, count=count) for count in range(1, min(most, 12) + 1)]
    forms.append(lambda work: _citekey(work, 2) + work.digest)
    return _distinct(works, [None] * len(works), taken, forms)


def _distinct(
    works: Sequence[Nameless],
    out: list[str | None],
    taken: Collection[str],
    forms: Sequence[Callable[[Nameless], str]],
) -> list[str]:
    """Return what is in `out`, and for the rest the first of `forms` under which a work has no double."""
    used = set(taken) | {made for made in out if made is not None}
    seen: set[str] = set()
    for form in forms:
        open_ = [index for index, made in enumerate(out) if made is None]
        proposed = {index: form(works[index]) for index in open_}
        count = Counter(proposed.values())
        for index, made in proposed.items():
            # A name that two works once wanted is nobody's: it would be read as either.
            if count[made] == 1 and made not in used and made not in seen:
                out[index] = made
        used.update(made for made in out if made is not None)
        seen.update(made for made, times in count.items() if times > 1)
    named = [made if made is not None else forms[-1](work) for made, work in zip(out, works, strict=True)]
    repeated = Counter(named)
    # Two works of which everything known is the same cannot be told apart by any name; resolving joins such entries.
    places: Counter[str] = Counter()
    for index, made in enumerate(named):
        if repeated[made] > 1:
            places[made] += 1
            named[index] = f"{made}{places[made]}"
    return named


def _work_id(work: Nameless, *parts: str) -> str:
    name, *more = parts
    return "work:" + "-".join([name, *([str(work.year)] if work.year else []), *more])


def _title_words(work: Nameless) -> list[str]:
    words = slug(work.title, most=200).split("-")
    while len(words) > 1 and words[0] in _NO_FIRST_WORDS.split():
        words.pop(0)
    return words


def _citekey(work: Nameless, count: int) -> str:
    words = "".join(_title_words(work)[:count])
    return f"{work.family or 'anon'}{work.year or ''}{words}"
