"""Print how long reading takes as texts grow: doubling a text should double the time, not more.

Usage: python benchmarks/reading_time.py [MEGABYTES]      MEGABYTES: the longest text, 1 unless given
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from papergraph.readers import read_text

ITEM = "- [Sheep {n}, Gates](https://arxiv.org/abs/1801.{n:05}), Anna Lund, James Oak, NeurIPS {y} [[code]](https://github.com/x/{n})\n"
LEAD = (
    "**{n}. Gates {n} Opened – Anna Lund et al. (ICML, {y}).** It opens gates.  *Impact:* Sheep went through them.\n\n"
)
ON_PAGE = "<li><a href='https://arxiv.org/abs/1801.{n:05}'>Sheep {n}, Gates</a>, Anna Lund, James Oak, NeurIPS {y}</li>"
WORDS = "Plain words that go on and on, in a paragraph that nobody would take for a list, wrapped at eighty or so.\n"


def listing(line: str, size: int) -> str:
    """Lines in one shape, each with its own number, up to about `size` characters."""
    count = size // len(line.format(n=0, y=2000)) + 1
    return "".join(line.format(n=n, y=1980 + n % 40) for n in range(count))


TEXTS: dict[str, Callable[[int], str]] = {
    "linked items": lambda size: listing(ITEM, size),
    "bold leads": lambda size: listing(LEAD, size),
    "a page in one line": lambda size: "<!doctype html><ul>" + listing(ON_PAGE, size),
    "one long paragraph": lambda size: WORDS * (size // len(WORDS)),
    "a line of brackets": lambda size: "[" * size,
    "lines of brackets": lambda size: "[ a\n" * (size // 4),
    "unclosed comments": lambda size: "<div>\n" + "<!-- " * (size // 5),
    "table rows": lambda size: "| a | b |\n| --- | --- |\n" + "| x | y |\n" * (size // 10),
}


def main(arguments: list[str]) -> int:
    """Print one line a kind of text: seconds for a quarter, a half and all of the size."""
    size = int(float(arguments[0] if arguments else 1) * 1_000_000)
    for name, make in TEXTS.items():
        seconds = []
        for part in (size // 4, size // 2, size):
            text = make(part)
            start = time.process_time()
            reading = read_text(text, source="x.md")
            seconds.append(time.process_time() - start)
        growth = seconds[2] / seconds[1] if seconds[1] else 0.0
        times = " ".join(f"{second:7.2f}" for second in seconds)
        print(f"{name:<20} {times} s   x{growth:.1f} for twice the text, {len(reading.entries)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
