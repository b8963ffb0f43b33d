"""A good entry × a fault × what follows: at most the damaged entry is lost, and that is said with its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from papergraph.readers import read_text

FACTS = [
    ("Sorting by Halves", "Ann Miller, Dan Poe", "ICML", 2011),
    ("Merging in Place Without Tears", "Ben Ode et al.", "SODA", 2012),
    ("Radix: Counting Instead of Comparing", "Cy Dent, Eve Fay", "VLDB", 2013),
    ("Stable Orders for Moving Data", "Flo Gray, Hal Ives", "SIGMOD", 2014),
    ("Heaps of Heaps", "Jo Kent, Lea Moss", "STOC", 2015),
]

SHAPES: dict[str, Callable[[int], str]] = {
    "bold lead": lambda n: "**{i}. {t} – {a} ({v}, {y}).** It sorts. *Impact:* Large.\n",
    "numbered, quoted": lambda n: "{i}. **“{t}” – {a} ({v} {y})**\n\n   * *Key Ideas:* It sorts.\n",
    "linked item": lambda n: "- [{t}](https://arxiv.org/abs/1{n}01.0000{n}), {a}, {v} {y}",
    "table row": lambda n: "| “{t}” ({a}, {y}) | [Link](https://arxiv.org/abs/1{n}01.0000{n}) | It sorts. |",
    "wrapped": lambda n: "{t} — {a} ({y})\n\nPaper: https://arxiv.org/abs/1{n}01.0000{n}\n\nIt sorts.\n",
    "bold item": lambda n: "- **{t}**, {a}. *{v}*, {y}. [[paper](https://arxiv.org/abs/1{n}01.0000{n})]",
}
HEADS = {"table row": "| Paper Name | Link | Description |\n| --- | --- | --- |\n"}

FAULTS: dict[str, Callable[[str], str]] = {
    "marks are not closed": lambda s: s.replace("**", "**", 1)[::-1].replace("**", "", 1)[::-1],
    "no dash": lambda s: s.replace(" – ", " ").replace(" — ", " "),
    "half a line": lambda s: s.split("\n")[0][: len(s.split("\n")[0]) // 2] + ("\n" if s.endswith("\n") else ""),
    "a quotation mark is missing": lambda s: s.replace("”", ""),
    "a bracket is not closed": lambda s: s.replace(")", "", 1),
    "the link is not closed": lambda s: s.replace(")", "", 1) if "](" in s else s,
    "nothing but the link": lambda s: "- [Link](https://arxiv.org/abs/1301.00003)" if s.startswith("- ") else s,
    "a code span is not closed": lambda s: s.replace(" ", " `", 1),
    "a bar too many": lambda s: s.replace("It sorts", "It | sorts"),
    "strange signs": lambda s: s.replace(" ", " \x07\u200b", 2),
}


def listing(shape: str, fault: Callable[[str], str] | None) -> tuple[str, int, int]:
    """A list of five entries in a shape, the third damaged, and the first and last line of that one."""
    entries = []
    for n, (title, authors, venue, year) in enumerate(FACTS, 1):
        text = SHAPES[shape](n).format(t=title, a=authors, v=venue, y=year, i=n, n=n)
        entries.append(fault(text) if fault and n == 3 else text)
    head = "# Sorting\n\n" + HEADS.get(shape, "")
    before = head + "\n".join(entries[:2]) + "\n"
    first = before.count("\n") + 1
    return before + "\n".join(entries[2:]) + "\n", first, first + entries[2].rstrip("\n").count("\n")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_undamaged_list_is_read_whole(shape: str) -> None:
    text, _, _ = listing(shape, None)
    reading = read_text(text, source="a.md")
    assert [entry.title for entry in reading.entries] == [title for title, _, _, _ in FACTS]
    assert [entry.year for entry in reading.entries] == [year for _, _, _, year in FACTS]
    assert [len(entry.authors) for entry in reading.entries] == [2, 1, 2, 2, 2]
    assert reading.unread == ()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_damaged_entry_leaves_its_neighbours_whole(shape: str, fault: str) -> None:
    text, first, last = listing(shape, FAULTS[fault])
    reading = read_text(text, source="a.md")
    whole = [facts for facts in FACTS if facts[0] != FACTS[2][0]]
    others = [entry for entry in reading.entries if not first <= entry.first_line <= last]
    assert [(entry.title, entry.year) for entry in others] == [(title, year) for title, _, _, year in whole]
    damaged = [entry for entry in reading.entries if first <= entry.first_line <= last]
    unread = [part for part in reading.unread if part.first_line <= last and part.last_line >= first]
    # Read all the same with nothing invented, or told with its line: never both, never silently gone.
    assert len(damaged) + len(unread) == 1, (damaged, unread, reading.skipped)
    assert all(part in unread for part in reading.unread)
    for entry in damaged:
        assert FACTS[2][0].startswith(entry.title.removesuffix("…")) or entry.title == FACTS[2][0]
