"""What is left open in a list of titles in words alone: questions and odd titles are works, remarks and groups none."""

from __future__ import annotations

from papergraph.readers import read_text

TITLES = [f"- {first} {second} of Woollen Meadows" for first in ("Growth", "Colours", "Laws", "Gates", "Songs")
          for second in ("and Shapes", "and Limits", "and Models", "and Origins", "and Futures")]  # fmt: skip
ODD = [
    "- How does shearing work in Context? A framework for sheep of the Hills",
    "- Can Shepherds Be Useful for Calibrating Black Sheep",
    "- iFleece: Counting Patterns of Wool in Natural Light :star:",
]


def titles(lines: list[str], heading: str = "Papers") -> list[str]:
    return [entry.title for entry in read_text(f"# {heading}\n\n" + "\n".join(lines) + "\n", source="x.md").entries]


def test_odd_titles_among_many_titles_are_works() -> None:
    found = titles([*TITLES, *ODD])

    assert len(found) == len(TITLES) + len(ODD)
    assert found[-3:] == [line.removeprefix("- ").removesuffix(" :star:") for line in ODD]


def test_few_titles_prove_nothing_and_no_list_of_works_has_none() -> None:
    assert not {line.removeprefix("- ") for line in ODD} & set(titles([*TITLES[:6], *ODD]))
    assert not {line.removeprefix("- ") for line in ODD[:1]} & set(titles([*TITLES, *ODD], "Events"))


def test_remarks_among_many_titles_are_none() -> None:
    remarks = ["- More papers to come soon.", "- to be continued by the Flock", "- See also the list of Ada Lund below"]

    assert titles([*TITLES, *remarks]) == [line.removeprefix("- ") for line in TITLES]


def test_a_group_of_titles_with_emoji_is_named_by_one_word() -> None:
    group = [
        "- Pasture",
        "  - WOOL: Proximal Fleece Optimization Algorithms :star:",
        "  - Deep Reinforcement Shearing for Sheep Preference",
        "  - Scaling Laws for Hay Model Optimization :star:",
    ]

    assert titles([*TITLES, *group])[-3:] == [
        "WOOL: Proximal Fleece Optimization Algorithms",
        "Deep Reinforcement Shearing for Sheep Preference",
        "Scaling Laws for Hay Model Optimization",
    ]
