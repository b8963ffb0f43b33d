"""What works are called, seen over all of them: names that are subjects go, initials and spellings in use come.

"Simultaneous Localization and Mapping (SLAM)" does not own its abbreviation where an older title has it already, and
"The Google File System" is called GFS where the notes of the list say so and no other work could be meant. The names of
works that the authority knows are left as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.model import Paper
from papergraph.resolve.spelling import words_of

_TOKEN = re.compile(r"[^\W_]+(?:[-+.][^\W_]+)*")
_WRITTEN = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_SMALL = words_of("a an and at by for from in into of on or the to towards via with")
_SURVEY = re.compile(r"\b(?:survey|review|tutorial|overview|introduction|handbook|part)\b", re.IGNORECASE)
_LEAST, _MOST = 3, 6  # letters of initials that can be a name


def called(papers: Sequence[Paper], known: Collection[str]) -> list[Paper]:
    """Return the papers with the names that are theirs; `known` are the ids of those that stay as they are.

    The result does not depend on the order of `papers`.
    """
    titles: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for word in set(_words(paper.title)):
            titles[word.lower()].append(paper)
    used = Counter(token for paper in papers for note in paper.notes for token in set(_WRITTEN.findall(note.text)))
    claimed = {title_key(name) for paper in papers for name in paper.short_names}
    initials = Counter(each for paper in papers if (each := _initials(paper.title)))
    out: list[Paper] = []
    for paper in papers:
        names = list(paper.short_names)
        if paper.id not in known:
            names = [name for name in names if not _is_older(name, paper, titles)]
            short = _initials(paper.title)
            if short and not names and initials[short] == 1 and used[short] and short.lower() not in titles:
                names += [short] if title_key(short) not in claimed and not _is_phrase(paper, papers) else []
            names += list(_respelled([*names, *_sole_name(paper)], used))
        kept = tuple(names)
        out.append(paper if kept == paper.short_names else replace(paper, short_names=kept))
    return out


def _words(title: str) -> list[str]:
    return _TOKEN.findall(title)


def _letters(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word.lower() not in _SMALL).lower()


def _is_older(name: str, paper: Paper, titles: dict[str, list[Paper]]) -> bool:
    """Return whether a name is the head or an abbreviation of a paper's title and stands in that of an older one.

    Only names that are written as no word is are held so, and works of one author are versions of one thing.
    """
    letters = "".join(c for c in name.lower() if c.isalnum())
    if sum(c.isupper() for c in name) < 2 or paper.year is None:
        return False
    head = paper.title.partition(":")[0].strip().lower()
    if head != name.lower() and letters not in _letters(_words(paper.title.replace("-", " "))):
        return False
    return any(
        other.id != paper.id
        and other.year is not None
        and other.year < paper.year
        and title_key(other.title) != title_key(name)
        and not set(other.authors) & set(paper.authors)
        for other in titles.get(name.lower(), ())
    )


def _initials(title: str) -> str | None:
    """Return the initials of a title, or of what stands before its colon, when they can be its name."""
    if _SURVEY.search(title):
        return None
    words = [word for word in _words(title.partition(": ")[0].replace("-", " ")) if word.lower() not in _SMALL]
    capital = all(word[0].isupper() for word in words)
    return "".join(word[0] for word in words) if capital and _LEAST <= len(words) <= _MOST else None


def _is_phrase(paper: Paper, papers: Sequence[Paper]) -> bool:
    """Return whether notes or other titles have the words of a title as a phrase of the field, in small letters."""
    head = " ".join(word for word in _words(paper.title.partition(": ")[0]) if word.lower() not in _SMALL).lower()
    return any(head in text for other in papers for text in (other.title, *(note.text for note in other.notes)))


def _sole_name(paper: Paper) -> tuple[str, ...]:
    return (paper.title,) if " " not in paper.title else ()


def _respelled(names: Sequence[str], used: Counter[str]) -> Iterator[str]:
    """Yield the spellings of a work's names that the notes have: "BigTable" for "Bigtable"."""
    wanted = {name.lower() for name in names if name.isalpha() and len(name) > _LEAST}
    yield from sorted(token for token in used if token.lower() in wanted and token not in names and not token.isupper())
