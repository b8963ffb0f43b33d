"""Hold the prerequisites of graph/requires.tsv against published pairs: direction, and pairs that we do not have.

Usage: python benchmarks/quality/prerequisites.py [--show] [PAIRS]… [--topics TOPICS EDGES]…

Published pairs are read from `prerequisite_pairs.tsv` beside this file, and from files that you give, for data sets
whose licence does not let us pass them on:

    PAIRS                  a .tsv with the columns subject, object, source, or AL-CPL's `.preqs` ("A,B": A needs B)
    --topics TOPICS EDGES  LectureBank: `208topics.csv` or `322topics_final.tsv`, with its annotation ("id,id,1") or its
                           split files ("a,b", counted from zero); the first of a line is needed for the second

A published name is one of our concepts when it is its label or one of its alternative labels, but for case, hyphens,
plurals and the wordings in `SAME`. We agree with a pair when what it calls needed is reached over our rows from the
other, directly or not; a pair is reversed when it is the other way round. `--show` prints what is reversed or missing.

The pairs of `prerequisite_pairs.tsv` are facts from the dependencies that Metacademy's authors gave (the collection is
under CC BY-SA 3.0, https://github.com/metacademy/metacademy-content), those between concepts that have a name here; a
remark says why we leave one out. LectureBank and AL-CPL have no licence that lets us store theirs. Many pairs of theirs
that we miss are courses rather than needs (all of machine learning after linear algebra, probability and calculus), or
come of a closure that makes every later topic depend on every earlier one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from papergraph.curation import load

HERE = Path(__file__).resolve().parent
Pair = tuple[str, str, str]  # subject, what it needs, source

#: Wordings of the data sets that no label of ours has.
SAME = {
    "expectation and variance": "expectation",
    "feed-forward neural nets": "multilayer perceptron",
    "conditional probability distribution": "conditional probability",
    "probability density function": "probability distribution",
    "linear regression as maximum likelihood": "linear regression",
    "newton method": "newton's method",
    "attention model": "attention",
    "neural turing machine": "differentiable external memory",
    "restricted boltzmann machine, deep belief networks": "restricted boltzmann machine",
    "variational bayes models": "variational bayes",
    "class logistics": "",
}


def key(name: str) -> str:
    """A name without case, hyphens, brackets, accents of spelling and plural endings."""
    text = re.sub(r"\(.*?\)", " ", name.casefold().replace("_", " "))
    words = re.findall(r"[^\W_]+", text.replace("'s", "").replace("’s", ""))
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word for word in words
    )


def read_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a .tsv with a head, or of an AL-CPL file."""
    lines = path.read_text("utf-8").splitlines()
    if path.suffix == ".tsv":
        for line in lines[1:]:
            subject, needed, source = line.split("\t")[:3]
            yield subject, needed, source
        return
    for line in lines:
        subject, _, needed = line.partition(",")
        yield subject, needed, path.name


def read_topics(topics: Path, edges: Path) -> Iterator[Pair]:
    """Pairs of LectureBank: topics by number, and lines of two or three numbers."""
    names = [re.split(r"[|,]", line, maxsplit=1) for line in topics.read_text("utf-8").splitlines() if line.strip()]
    by_id = {int(number): re.sub(r",(?:https?:|NULL).*$", "", name) for number, name in names}
    for line in edges.read_text("utf-8").splitlines():
        numbers = [int(each) for each in line.split(",")]
        if len(numbers) == 2:
            needed, subject = numbers[0] + 1, numbers[1] + 1
        elif numbers[2] == 1:
            needed, subject = numbers[:2]
        else:
            continue
        if subject in by_id and needed in by_id:
            yield by_id[subject], by_id[needed], topics.name


class Scheme:
    """Our concepts by name, and what each requires, directly or not."""

    def __init__(self) -> None:
        concepts = [each.concept for each in load().concepts]
        self.by_name: dict[str, str] = {}
        for concept in concepts:
            for label in (concept.pref_label, *concept.alt_labels):
                self.by_name.setdefault(key(label), concept.id)
        self.requires = {each.id: [row.object for row in each.requires] for each in concepts}

    def concept(self, name: str) -> str | None:
        """The concept that a published name means, None when it is none of ours."""
        same = {key(theirs): ours for theirs, ours in SAME.items()}
        return self.by_name.get(key(same.get(key(name), name)))

    def reaches(self, subject: str, needed: str) -> bool:
        """Whether `subject` requires `needed`, directly or not."""
        seen, stack = {subject}, [subject]
        while stack:
            for other in self.requires.get(stack.pop(), ()):
                if other == needed:
                    return True
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return False

    def verdict(self, subject: str, needed: str) -> str:
        """`agree`, `reversed` or `missing`."""
        if self.reaches(subject, needed):
            return "agree"
        return "reversed" if self.reaches(needed, subject) else "missing"


def judged(scheme: Scheme, pairs: Iterable[Pair]) -> Iterator[tuple[str, str, str, str]]:
    """(source, subject, needed, verdict) of each pair of two concepts of ours, each pair of a source once."""
    for source, subject, needed in sorted({(source, s, n) for s, n, source in pairs}):
        ours, theirs = scheme.concept(subject), scheme.concept(needed)
        if ours is not None and theirs is not None and ours != theirs:
            yield source, ours, theirs, scheme.verdict(ours, theirs)


def table(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """Counts per source: agreement is of the pairs that we have in either direction."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source, _, _, verdict in dict.fromkeys(rows):
        counts[source][verdict] += 1
        counts["all"][verdict] += 1
    lines = [f"{'source':24} {'pairs':>6} {'agree':>6} {'reversed':>8} {'missing':>8} {'agreement':>10}"]
    for source in sorted(counts, key=lambda each: (each == "all", each)):
        found = counts[source]
        both = found["agree"] + found["reversed"]
        share = f"{found['agree'] / both:.3f}" if both else "-"
        lines.append(
            f"{source[:24]:24} {found.total():6} {found['agree']:6} {found['reversed']:8} {found['missing']:8}"
            f" {share:>10}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the table, and what is reversed or missing when it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", type=Path)
    parser.add_argument("--topics", nargs=2, action="append", default=[], type=Path, metavar=("TOPICS", "EDGES"))
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    pairs = [pair for path in (HERE / "prerequisite_pairs.tsv", *options.pairs) for pair in read_pairs(path)]
    pairs += [pair for topics, edges in options.topics for pair in read_topics(topics, edges)]
    rows = list(dict.fromkeys(judged(Scheme(), pairs)))
    print(table(rows))
    if options.show:
        for source, subject, needed, verdict in rows:
            if verdict != "agree":
                print(f"{verdict}\t{subject}\t{needed}\t{source}")


if __name__ == "__main__":
    main(sys.argv[1:])
