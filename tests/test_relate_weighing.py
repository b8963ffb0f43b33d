"""How sure a citation is a prerequisite: what signs add, and how the table holds against judged citations."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from papergraph.relate.citing import SAYINGS, Saying
from papergraph.relate.weighing import Mention, weighed

JUDGED = Path(__file__).parents[1] / "benchmarks" / "quality" / "judged_citations.tsv"


def said(*sayings: Saying, together: int = 1) -> list[Mention]:
    return [Mention(what=each, together=together) for each in sayings]


def test_the_more_telling_sentence_weighs_more() -> None:
    order: tuple[Saying, ...] = ("extends", "follows", "uses", "with", "named", "plain", "like", "tells")
    chances = [weighed(said(each)).chance for each in order]

    assert all(more >= less for more, less in pairwise(chances))
    assert chances[4] >= 0.5 > chances[5]


def test_signs_of_a_service_add_to_what_sentences_say_and_do_without_them() -> None:
    bare = weighed(said("tells", "tells"))
    flagged = weighed(said("tells", "tells"), intents=("background", "methodology"), influential=True)

    assert bare.chance < 0.5 < flagged.chance
    assert flagged.signs == ("mentioned twice", "intent background and methodology", "counted as influential")
    assert weighed([], intents=("methodology",), influential=True).chance > 0.5
    assert weighed(said("tells"), influential=False).chance == weighed(said("tells")).chance


def test_what_is_set_apart_elsewhere_or_one_of_many_counts_less() -> None:
    assert weighed(said("named", "apart")).chance < 0.5
    assert weighed(said("uses", together=5)).chance < weighed(said("uses")).chance
    assert weighed(said("tells", together=5)).chance < weighed(said("tells")).chance


@pytest.mark.parametrize("part", ["tuned", "seen", "untouched"])
def test_judged_citations_are_told_apart(part: str) -> None:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["part"] == part]
    found = []
    for row in rows:
        cells = [cell.split("/") for cell in row["mentions"].split(" ")]
        mentions = [
            Mention(what=saying, together=int(together), sure=not what.endswith("?"))
            for what, together, _ in cells
            for saying in SAYINGS
            if saying == what.rstrip("?")
        ]
        assert len(mentions) == len(cells)
        found.append((weighed(mentions).chance >= 0.5, row["judged"] != "other"))
    right = sum(core and rests for core, rests in found)

    assert right / sum(core for core, _ in found) >= 0.8
    assert right / sum(rests for _, rests in found) >= 0.7
