"""Whole commands side by side: wall and CPU time, peak memory, and ratios to a Python that only imports click.

Run `python benchmarks/whole_process.py [RUNS]`. The commands take turns, so that a machine that drifts drifts for all;
figures are medians, and only ratios within one run mean anything on a noisy machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BASE = "import click"


def commands(folder: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    papergraph = [sys.executable, "-m", "papergraph"]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        BASE: [sys.executable, "-c", "import click"],
        "papergraph --help": [*papergraph, "--help"],
        "papergraph path transformer": [*papergraph, "path", "transformer"],
        "papergraph path (built graph)": [
            *papergraph,
            "path",
            "transformer",
            "--graph",
            str(folder / "papergraph.json"),
        ],
        "papergraph query (built graph)": [
            *papergraph,
            *("query", "--graph", str(folder / "papergraph.json"), "-e"),
            "SELECT (COUNT(*) AS ?edges) { ?a pg:buildsOn ?b }",
        ],
        "papergraph build": [*papergraph, "build", "-o", str(folder)],
    }


def measure(command: list[str], cwd: Path) -> tuple[float, float, float]:
    """Return wall seconds, CPU seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        todo = commands(folder)
        measure(todo["papergraph build"], folder)  # makes the graph that others read, and warms the caches
        results: dict[str, list[tuple[float, float, float]]] = {each: [] for each in todo}
        for _ in range(runs):
            for each, command in todo.items():
                results[each].append(measure(command, folder))
    medians = {
        each: [statistics.median(column) for column in zip(*rows, strict=True)] for each, rows in results.items()
    }
    print(f"medians of {runs} runs")
    print(f"{'command':<34}{'wall s':>8}{'CPU s':>8}{'MB':>7}{'CPU / import click':>20}")
    for each, (wall, cpu, memory) in medians.items():
        print(f"{each:<34}{wall:8.3f}{cpu:8.3f}{memory:7.0f}{cpu / medians[BASE][1]:20.2f}")


if __name__ == "__main__":
    main()
