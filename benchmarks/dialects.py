"""Print how well small lists in other dialects and of other fields are read: tests/fixtures/dialects.

Usage: python benchmarks/dialects.py [--show]     --show prints misses and mismatches of the lists that are not held

A fixture is one file: a line that says what it is, `.`, the list, `.`, one JSON object for each entry, `.`. A field
that an object does not have is not printed in the list. Files called `held_*` are for measuring alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compare_entries import FIELDS, Comparison, Facts, compare, details, table
from read_list import NoReaderError, read_list

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "dialects"
ALWAYS = ("title", "short_names", "authors", "year", "venue", "links")  # empty in the list, empty when read
TOLERATED = frozenset({"repository", "other"})  # a tool that is read as what it is does no harm


@dataclass(frozen=True)
class Fixture:
    """A small list with the entries that it prints; `name` is the file's, with the list's own suffix."""

    name: str
    about: str
    text: str
    expected: list[Facts]

    @property
    def held(self) -> bool:
        """Whether the list is for measuring alone."""
        return self.name.startswith("held_")


def load(path: Path) -> Fixture:
    """A fixture from its file; raises ValueError when the file has not the four parts."""
    lines = path.read_text("utf-8").splitlines()
    dots = [n for n, line in enumerate(lines) if line == "."]
    if len(dots) != 3 or dots[0] != 1 or any(lines[dots[2] + 1 :]):
        raise ValueError(f"{path.name}: a line, `.`, the list, `.`, JSON lines and `.` are needed")
    expected = [json.loads(line) for line in lines[dots[1] + 1 : dots[2]] if line.strip()]
    return Fixture(path.name, lines[0], "\n".join(lines[2 : dots[1]]) + "\n", expected)


def fixtures(folder: Path = FOLDER) -> Iterator[Fixture]:
    """All fixtures of a folder, by name."""
    yield from (load(path) for path in sorted(folder.iterdir()) if path.name != "README.md")


def scored(golden: Facts) -> list[str]:
    """The fields that count for an expected entry: the common ones, and those that it names."""
    return [name for name in FIELDS if name in ALWAYS or name in golden]


def measure(fixture: Fixture) -> Comparison:
    """The comparison of one fixture with what papergraph reads in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / fixture.name
        path.write_text(fixture.text, "utf-8")
        reading = read_list(path)
    return compare(fixture.expected, reading.entries, fields=scored, tolerated_kinds=TOLERATED)


def report(*, show: bool) -> None:
    """Print a line a list, then a table for the lists that tests use and one for those that are held."""
    totals = {False: Comparison(), True: Comparison()}
    for fixture in fixtures():
        result = measure(fixture)
        totals[fixture.held].add(result)
        right = sum(count.accuracy for count in result.fields.values()) / max(len(result.fields), 1)
        print(
            f"{fixture.name:<34} recall {result.found:>2} of {result.golden:>2}, {len(result.extra)} too much, "
            f"fields {right:6.1%}"
        )
        if show and not fixture.held:
            print(details(result))
    print(f"\nDialects that tests use\n{table(totals[False])}\n\nDialects held for measuring\n{table(totals[True])}")


def main(arguments: list[str]) -> int:
    """Print the tables; 1 when papergraph cannot read lists."""
    try:
        report(show="--show" in arguments)
    except NoReaderError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
