"""The same facts printed in many dialects, with venues that no table knows: what one reads, all should read."""

from __future__ import annotations

import pytest

from papergraph.model import Entry
from papergraph.readers import read_text

WORKS = [
    ("Counting Sheep Without Sleep", ["Anna Lund"], "Ambio", 1972),
    ("A Note on Gates: Opening Them From Both Sides", ["James Oak", "Peter Birch", "Mary Elm"], "Zorn Letters", 1994),
    ("Fences in the Presence of Clever Goats", ["Robert Ash"], "GROK", 2003),
    ("How the Meadow Decides", ["Laura Reed", "Simon Fern"], "Journal of Pastures", 1995),
    ("Regrowth and Rotation via Moving Posts", ["Thomas Hay"], "PAST", 1996),
    ("Wool: Towards Practical Spinning at Scale", ["Emma Rye", "Oscar Barley"], "Meadow Review", 2012),
]

DIALECTS = [
    "- **{t}**, {a}, {v}, {y}",
    "- **{t}** ({a}, {v}, {y})",
    "- **{t}** by {a} ({v}, {y})",
    "- **{t}** — {a}. {v} ({y})",
    "- **{t}** ({y}), {a}, {v}",
    "- **{t}**. {a}. *{v}*, {y}.",
    "- *{t}*, {a} ({v}, {y})",
    "- “{t},” {a}, *{v}*, {y}.",
    '- {a}. "{t}." {v} ({y}).',
    "- {a} ({y}). *{t}*. {v}.",
    "- {t}. {a}. {v}, {y}.",
    "- {t} | {a} | {v} | {y}",
    "- {t}; {a}; {v}; {y}",
    "- ({v} {y}) {t}. {a}",
    "- [{v} {y}] **{t}** {a}",
    "- [{t}](https://example.org/{n}.pdf) - {a} ({v} {y})",
    "- [{t} - {a}, {v} {y}](https://example.org/{n}.pdf)",
    "- {t}<br>{a}<br>{v}, {y}<br>[PDF](https://example.org/{n}.pdf)",
    "- **{t}**\n  - {a}\n  - {v}, {y}",
    "- **{t}**\n  {a}\n  *{v}*, {y}",
    "{n}. {a}, “{t},” in *{v}*, {y}, pp. 1–10.",
    "**{t}** ({a}, {v}, {y}). It says something new about the matter.\n",
    "{t} — {a} ({v}, {y})\n",
    "{t}\n{a}\n{v}, {y}\n",
    "[{n}] {a}, {t}, {v}, {y}",
]


def printed(dialect: str, joiner: str) -> str:
    """The works as a list in one dialect; `joiner` stands before the last author."""
    lines = []
    for n, (title, names, venue, year) in enumerate(WORKS, 1):
        authors = ", ".join(names[:-1]) + joiner + names[-1] if len(names) > 1 else names[0]
        lines.append(dialect.format(t=title, a=authors, v=venue, y=year, n=n))
    return "# Pastures\n\n" + "\n".join(lines) + "\n"


def right(entries: tuple[Entry, ...]) -> float:
    """The share of titles, authors, venues and years that were read as they are."""
    by_title = {entry.title: entry for entry in entries}
    score = 0
    for title, names, venue, year in WORKS:
        entry = by_title.get(title)
        if entry is not None:
            score += 1 + (list(entry.authors) == names) + (entry.venue == venue) + (entry.year == year)
    return score / (4 * len(WORKS))


@pytest.mark.parametrize("joiner", [", ", " and "])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_facts_come_back_from_every_dialect(dialect: str, joiner: str) -> None:
    reading = read_text(printed(dialect, joiner), source="a.md")
    assert len(reading.entries) + len(reading.unread) == len(WORKS)
    assert right(reading.entries) >= 0.75


def test_facts_come_back_from_nearly_all_dialects_together() -> None:
    scores = [right(read_text(printed(d, j), source="a.md").entries) for d in DIALECTS for j in (", ", " and ")]
    assert sum(scores) / len(scores) >= 0.93
