"""Print how well the given lists and the dialect lists are read, against facts counted by hand.

Usage: python benchmarks/reading.py [--show]      --show prints every miss and mismatch as well

The given lists lie in the folder `seeds` of $PAPERGRAPH_SHARED, or of ../shared beside the checkout; without them only
the dialects are measured. The held dialects (`held_*`) are never shown in detail: nobody tunes on them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import dialects
from compare_entries import Comparison, Facts, compare, details, table
from read_list import NoReaderError, read_list

CHECKOUT = Path(__file__).resolve().parent.parent
GOLDEN = CHECKOUT / "tests" / "golden"


def shared() -> Path:
    """The folder with the given lists, whether or not it is there."""
    return Path(os.environ.get("PAPERGRAPH_SHARED") or CHECKOUT.parent / "shared")


def json_lines(path: Path) -> list[Facts]:
    """The objects of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def given(folder: Path, *, show: bool) -> Comparison:
    """Print one table a given list, and give back all of them together."""
    golden, asides = (json_lines(GOLDEN / f"given_{name}.jsonl") for name in ("entries", "not_entries"))
    total = Comparison()
    for source in sorted({entry["source"] for entry in golden}):
        of_source = [[e for e in facts if e["source"] == source] for facts in (golden, asides)]
        reading = read_list(folder / source)
        result = compare(of_source[0], reading.entries, not_entries=of_source[1])
        total.add(result)
        print(f"\n{source}: {result.read} entries, {reading.unread} unread, {len(reading.unaccounted)} lines lost")
        print(table(result))
        if show:
            print(details(result))
            print("  lines lost:", *reading.unaccounted)
    return total


def main(arguments: list[str]) -> int:
    """Print the tables; 1 when papergraph cannot read lists."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print every miss and mismatch")
    show = parser.parse_args(arguments).show
    seeds = shared() / "seeds"
    try:
        if seeds.is_dir():
            print(f"\nThe given lists together\n{table(given(seeds, show=show))}")
        else:
            print(f"The given lists are not here ({seeds}; set PAPERGRAPH_SHARED): only the dialects are measured.")
        dialects.report(show=show)
    except NoReaderError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
