"""Print how well citations are told apart: those whose work is used or extended, by human judgement, and all others.

Usage: python benchmarks/quality/citations.py [--show] [--multicite FILE.json]

`judged_citations.tsv` has for each judged pair of a citing and a cited paper what humans said of it, and for each of
its citing sentences what `papergraph.relate.citing` read there: facts, no sentences. Weights can be held against it,
and signs counted; whether sentences are still read so, it cannot say. For that there is `--multicite`: a file of
MultiCite (github.com/allenai/multicite, data/classification_1_context/test.json, CC BY-NC) is read as a service would
give it, without its marks, and judged as a whole.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from papergraph.model import Paper
from papergraph.relate.cited_claims import MOST_CORE, SHARE_CORE, mentions
from papergraph.relate.citing import SAYINGS, Saying
from papergraph.relate.weighing import Mention, weighed

JUDGED = Path(__file__).with_name("judged_citations.tsv")
PUBLISHED = (
    "published: important citations (used or extended), Valenzuela et al. 2015: precision 0.65 at recall 0.90, where"
    " 14.6 % of 465 are important"
)
#: How often a service's flags are right, as published: method intents (Cohan et al. 2019), influence (Valenzuela 2015).
METHOD_RIGHT, METHOD_WRONG = 0.80, 0.10
INFLUENTIAL_RIGHT, INFLUENTIAL_WRONG = 0.90, 0.08


@dataclass(frozen=True, slots=True)
class Pair:
    """A citing paper, what it cites, whether humans found it used or extended, and its sentences with their labels."""

    part: str
    of: str
    citing: str
    cited: str
    judged: str
    mentions: tuple[Mention, ...]
    labels: tuple[str, ...]

    @property
    def rests(self) -> bool:
        """Whether humans found the cited work used or extended."""
        return self.judged != "other"


def judged() -> Iterator[Pair]:
    """The pairs of the file."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            said = [cell.split("/") for cell in row["mentions"].split(" ")]
            yield Pair(
                row["part"],
                row["set"],
                row["citing"],
                row["cited"],
                row["judged"],
                tuple(
                    Mention(what=saying(what), together=int(together), sure=not what.endswith("?"))
                    for what, together, _ in said
                ),
                tuple(label for *_, label in said),
            )


def saying(word: str) -> Saying:
    """The saying that a cell names."""
    return next(each for each in get_args(Saying) if each == word.rstrip("?"))


def multicite(path: Path) -> Iterator[Pair]:
    """The pairs of a file of MultiCite, its sentences read anew; an item's name is that of its paper and a number."""
    texts: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for item in json.loads(path.read_text("utf-8")):
        paper = item["id"].rpartition("_")[0]
        for sentence in item["x"]:
            text = re.sub(r"\s+([,.;:)])", r"\1", re.sub(r"</?cite>", "", sentence))
            texts[paper].setdefault(text, set()).update(item["y"].split())
    cited = Paper(id="work:cited", citekey="cited", title="The work that is cited")
    for paper, labels in sorted(texts.items()):
        found = [mention for mention, _ in mentions(list(labels), cited, {})]
        every = set().union(*labels.values())
        judgement = next((each for each in ("extends", "uses") if each in every), "other")
        told = tuple(" ".join(sorted(each)) for each in labels.values())
        yield Pair("given", "multicite", paper, "", judgement, tuple(found), told)


def core(pairs: Sequence[Pair], *, flags: bool) -> set[tuple[str, str]]:
    """The pairs that come out as core: from even odds on, the surest few of each citing paper."""
    of_paper: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for pair in pairs:
        of_paper[pair.citing].append((chance(pair, flags=flags), pair.cited))
    found: set[tuple[str, str]] = set()
    for citing, chances in of_paper.items():
        most = max(MOST_CORE, round(SHARE_CORE * len(chances)))
        found.update((citing, cited) for sure, cited in sorted(chances, reverse=True)[:most] if sure >= 0.5)
    return found


def chance(pair: Pair, *, flags: bool) -> float:
    """How sure it is that the work is used or extended; with `flags` as a service gives them that errs as published."""
    if not flags:
        return weighed(pair.mentions).chance
    given = [
        replace(mention, intents=("methodology" if holds(pair, number, label != "other") else "background",))
        for number, (mention, label) in enumerate(zip(pair.mentions, pair.labels, strict=True))
    ]
    influential = drawn(pair, "influential") < (INFLUENTIAL_RIGHT if pair.rests else INFLUENTIAL_WRONG)
    return weighed(given, influential=influential).chance


def holds(pair: Pair, number: int, method: bool) -> bool:
    """Whether a service that errs as published calls a sentence one of a method."""
    return drawn(pair, f"method {number}") < (METHOD_RIGHT if method else METHOD_WRONG)


def drawn(pair: Pair, what: str) -> float:
    """A number between 0 and 1 that depends on its names alone."""
    said = hashlib.sha256(f"{pair.citing} {pair.cited} {what}".encode()).digest()
    return int.from_bytes(said[:4], "big") / 2**32


def counted(pairs: Sequence[Pair], *, flags: bool, show: bool = False) -> str:
    """Precision and recall in words."""
    found = core(pairs, flags=flags)
    hits = [pair for pair in pairs if (pair.citing, pair.cited) in found]
    right = sum(pair.rests for pair in hits)
    wanted = sum(pair.rests for pair in pairs)
    if show:
        for pair in pairs:
            if pair.rests != (pair in hits):
                told = " ".join(each.what for each in pair.mentions)
                print(f"    {'wrong' if pair in hits else 'missed'}  {pair.citing} {pair.cited}: {told}")
    precision = f"{right / len(hits):.2f}" if hits else "-"
    return f"precision {precision}  recall {right / max(wanted, 1):.2f}  ({right} of {len(hits)}, {wanted} wanted)"


def signs(pairs: Iterable[Pair]) -> Iterator[str]:
    """How often each saying was that of a sentence that humans labelled as uses or extends."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for pair in pairs:
        for mention, label in zip(pair.mentions, pair.labels, strict=True):
            every[mention.what] += 1
            right[mention.what] += bool({"uses", "extends"} & {*label.split()})
    for each in SAYINGS:
        if every[each]:
            yield f"  {each:<8} {right[each]:>4} of {every[each]:>4}  {right[each] / every[each]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every miss")
    parser.add_argument("--multicite", type=Path, metavar="FILE", help="a file of MultiCite to read anew")
    given = parser.parse_args()
    pairs = list(multicite(given.multicite) if given.multicite else judged())
    for part in dict.fromkeys(pair.part for pair in pairs):
        chosen = [pair for pair in pairs if pair.part == part]
        for of in (*dict.fromkeys(pair.of for pair in chosen), "all"):
            some = [pair for pair in chosen if of in {pair.of, "all"}]
            print(f"{part:<10} {of:<10} sentences alone        {counted(some, flags=False, show=given.show)}")
            if not given.multicite:
                print(f"{part:<10} {of:<10} with a service's flags {counted(some, flags=True)}")
    print("without sentences and flags every citation is background, but for what the structure says")
    print(PUBLISHED)
    print("sentences by what is read in them: labelled as uses or extends")
    print("\n".join(signs(pairs)))


if __name__ == "__main__":
    main()
