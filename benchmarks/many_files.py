"""Print how long many lists take in one run of `papergraph read`, on one core and on all, and the memory of both.

Usage: python benchmarks/many_files.py [FILE ...]      without files: some 10,000 works in 36 lists, made for it

The lists made are the bundled ones, in prose and as exports, each with words of its own in every title. Memory is the
sum over all processes of the run, which counts what they share several times; it is measured where /proc is.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROSE = 24  # copies of the bundled lists among the lists that are made
EXPORTS = (("bibtex", "bib"), ("csl", "json"), ("csv", "csv"), ("markdown", "md"))
COPIES = 3  # of each export
WORDS = ("Meadow", "Hill", "Barn", "Gate", "Shore", "Moor", "Brook", "Copse", "Ford", "Heath", "Lane", "Marsh")


def made(folder: Path) -> list[Path]:
    """Lists that differ from each other in the words of their titles."""
    seeds = sorted((ROOT / "seeds").glob("[!R]*.md"))
    files: list[Path] = []

    def put(name: str, text: str) -> None:
        word = WORDS[len(files) % len(WORDS)]
        path = folder / f"{len(files):02}-{name}"
        path.write_text(re.sub(r"(\b[A-Z][a-z]{4,})(?= [A-Za-z])", rf"\1 {word}", text), "utf-8")
        files.append(path)

    for n in range(PROSE):
        put(seeds[n % len(seeds)].name, "\n\n".join(seeds[(n + k) % len(seeds)].read_text("utf-8") for k in range(2)))
    for form, suffix in EXPORTS:
        command = [sys.executable, "-m", "papergraph", "export", *map(str, seeds), "--format", form]
        text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        for _ in range(COPIES):
            put(f"export.{suffix}", text)
    return files


def memory(pid: int) -> int:
    """Bytes that a process and all that it has begun hold."""
    pages = 0
    todo = [pid]
    while todo:
        one = todo.pop()
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
            for task in Path(f"/proc/{one}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except OSError:  # ended meanwhile, or no /proc
            continue
    return pages * 4096


def measure(files: list[Path], cores: set[int]) -> tuple[float, int, int]:
    """Seconds and bytes at most of a run on some cores, and how many entries came of it."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "all.json"
        command = [
            sys.executable,
            "-m",
            "papergraph",
            "read",
            "-q",
            *map(str, files),
            "--format",
            "json",
            "-o",
            str(out),
        ]
        start = time.perf_counter()
        process = subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, cores))
        most = 0
        while process.poll() is None:
            most = max(most, memory(process.pid))
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        if process.returncode:
            sys.exit(f"papergraph read ended with {process.returncode}")
        return seconds, most, len(json.loads(out.read_text("utf-8"))["entries"])


def main(arguments: list[str]) -> int:
    """Print one line a number of cores, and the ratio of both."""
    with tempfile.TemporaryDirectory() as name:
        files = [Path(each) for each in arguments] or made(Path(name))
        size = sum(path.stat().st_size for path in files)
        cores = os.sched_getaffinity(0)
        rows = [(len(used), *measure(files, used)) for used in ({min(cores)}, cores)]
    print(f"{len(files)} lists, {size / 1e6:.1f} MB, {rows[0][3]:,} entries")
    for count, seconds, most, entries in rows:
        each = 1000 * seconds / entries
        print(f"{count} cores {seconds:7.1f} s  {each:5.1f} ms an entry  {most / 1e6:5.0f} MB")
    print(f"ratio   {rows[0][1] / rows[1][1]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
