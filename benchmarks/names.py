"""Print how fast, how large and how complete the ways to find many names in a text are, as ratios side by side.

Usage: python benchmarks/names.py [--names 10000] [--mb 8] [--only NAME,…] [--oracle-kb 100]

All ways solve one task: every place, overlapping or not, where one of the names stands as whole words in a text that is
already folded, its words parted by single spaces. The last row is `Names.find` of papergraph itself on the printed
text: folding, boundaries and all exact rules included. Each way runs in a process of its own (so that the memory its
names take can be told), on a text of usual density (a mention in about 200 characters) and on a hostile one (nothing
but beginnings, middles and ends of names). Recall and precision, usual and hostile, are against a search for each name
by itself, on the text's beginning.
Chosen: ahocorasick_rs, overlapping matches on space-framed words. It misses nothing, is 4 to 9 times as fast as a tree
of words walked in Python, counts in characters, not bytes, and has wheels for Linux (both architectures), macOS and
Windows. hyperscan and daachorse are faster on usual text, and lack wheels for one of these platforms each.

Libraries that are not installed are told and left out: pip install ahocorasick_rs pyahocorasick daachorse regex
flashtext hyperscan.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from name_texts import folded, hostile, printed, usual, vocabulary, works

Places = list[tuple[int, int]]
Finder = Callable[[str], Places]


# --- the ways ---------------------------------------------------------------------------------------------------------


def tree_of(names: Sequence[str]) -> dict[str, Any]:
    """Names as a tree of words; the key "" marks the end of one."""
    root: dict[str, Any] = {}
    for name in names:
        node = root
        for word in name.split():
            node = node.setdefault(word, {})
        node[""] = True
    return root


def walk(root: dict[str, Any], words: Sequence[str], at: int) -> Iterator[int]:
    """The places past the last word of each name that begins with word `at`."""
    node = root
    for index in range(at, len(words)):
        following = node.get(words[index])
        if following is None:
            return
        node = following
        if "" in node:
            yield index + 1


def starts_of(words: Sequence[str]) -> list[int]:
    """Where each word starts, and one past the end."""
    out, at = [], 1
    for word in words:
        out.append(at)
        at += len(word) + 1
    return [*out, at]


def word_tree(names: Sequence[str]) -> Finder:
    root = tree_of(names)

    def find(text: str) -> Places:
        words = text.split()
        starts = starts_of(words)
        return [
            (starts[at], starts[past] - 1)
            for at, word in enumerate(words)
            if word in root
            for past in walk(root, words, at)
        ]

    return find


def word_pairs(names: Sequence[str]) -> Finder:
    """The tree is walked only where the first word is a name or the first two words begin one."""
    root = tree_of(names)
    single = {word for word, node in root.items() if "" in node}
    second = {word: frozenset(node) for word, node in root.items()}
    none: frozenset[str] = frozenset()

    def find(text: str) -> Places:
        words = text.split()
        following = [*words[1:], ""]
        hits = [
            at
            for at, (word, after) in enumerate(zip(words, following, strict=True))
            if word in second and (word in single or after in second.get(word, none))
        ]
        starts = starts_of(words)
        return [(starts[at], starts[past] - 1) for at in hits for past in walk(root, words, at)]

    return find


def _branches(node: dict[str, Any]) -> str:
    parts = []
    for letter, following in sorted((key, value) for key, value in node.items() if key):
        parts.append(re.escape(letter) + _branches(following))
    if "" in node:
        parts.append("")
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


def trie_re(names: Sequence[str]) -> Finder:
    """One expression compiled from a tree of letters nominates the places, the tree of words says which names."""
    letters: dict[str, Any] = {}
    for name in names:
        node = letters
        for letter in name + " ":
            node = node.setdefault(letter, {})
        node[""] = True
    sys.setrecursionlimit(10_000)
    pattern = re.compile("(?<= )(?=" + _branches(letters) + ")")
    root = tree_of(names)

    def find(text: str) -> Places:
        out = []
        for match in pattern.finditer(text):
            start = match.start()
            words = text[start : start + 200].split()
            starts = starts_of(words)
            out += [(start, start + starts[past] - 2) for past in walk(root, words, 0)]
        return out

    return find


def ahocorasick_rs(names: Sequence[str]) -> Finder:
    module = importlib.import_module("ahocorasick_rs")
    automaton = module.AhoCorasick([f" {name} " for name in names])
    return lambda text: [
        (start + 1, end - 1) for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
    ]


def ahocorasick_rs_longest(names: Sequence[str]) -> Finder:
    """Longest matches over letters, then a filter for word boundaries: what is lost so."""
    module = importlib.import_module("ahocorasick_rs")
    automaton = module.AhoCorasick(list(names), matchkind=module.MatchKind.LeftmostLongest)
    return lambda text: [
        (start, end)
        for _, start, end in automaton.find_matches_as_indexes(text)
        if text[start - 1] == " " and text[end] == " "
    ]


def pyahocorasick(names: Sequence[str]) -> Finder:
    automaton = importlib.import_module("ahocorasick").Automaton()
    for name in names:
        automaton.add_word(f" {name} ", len(name))
    automaton.make_automaton()
    return lambda text: [(end - length, end) for end, length in automaton.iter(text)]


def daachorse(names: Sequence[str]) -> Finder:
    module = importlib.import_module("daachorse")
    automaton = module.DoubleArrayAhoCorasick([f" {name} ".encode() for name in names])

    # It counts in bytes: right for the ASCII text of this comparison only.
    return lambda text: [(start + 1, end - 1) for start, end, _ in automaton.find_overlapping(text.encode())]


def regex_lists(names: Sequence[str]) -> Finder:
    pattern = importlib.import_module("regex").compile(r"(?<= )\L<names>(?= )", names=list(names))
    return lambda text: [match.span() for match in pattern.finditer(text, overlapped=True)]


def flashtext(names: Sequence[str]) -> Finder:
    processor = importlib.import_module("flashtext").KeywordProcessor(case_sensitive=True)
    for name in names:
        processor.add_keyword(name)
    return lambda text: [(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)]


def hyperscan(names: Sequence[str]) -> Finder:
    module = importlib.import_module("hyperscan")
    database = module.Database()
    database.compile(
        expressions=[re.escape(f" {name} ").replace(r"\ ", " ").encode() for name in names],
        ids=list(range(len(names))),
        elements=len(names),
        flags=[0] * len(names),
    )

    def find(text: str) -> Places:
        out: Places = []

        def told(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            out.append((end - 1 - len(names[number]), end - 1))

        database.scan(text.encode(), match_event_handler=told)
        return out

    return find


WAYS: dict[str, Callable[[Sequence[str]], Finder]] = {
    "word tree": word_tree,
    "word pairs": word_pairs,
    "trie re": trie_re,
    "ahocorasick_rs": ahocorasick_rs,
    "ahocorasick_rs longest": ahocorasick_rs_longest,
    "pyahocorasick": pyahocorasick,
    "daachorse": daachorse,
    "regex lists": regex_lists,
    "flashtext": flashtext,
    "hyperscan": hyperscan,
}
OWN = "papergraph Names.find"


# --- measuring --------------------------------------------------------------------------------------------------------


def by_itself(names: Sequence[str], text: str) -> set[tuple[int, int]]:
    """Every place of every name, searched one by one."""
    out = set()
    for name in names:
        at = text.find(f" {name} ")
        while at >= 0:
            out.add((at + 1, at + 1 + len(name)))
            at = text.find(f" {name} ", at + 1)
    return out


def measure(way: str, count: int, size: int, oracle: int) -> dict[str, float]:
    """Build time, speed and completeness of one way;"""
    chance = random.Random(7)  # noqa: S311
    words = vocabulary(chance)
    of = works(chance, words, count)
    texts = {"usual": usual(chance, words, of, size), "hostile": hostile(chance, of, size)}
    names = sorted({folded(printed(each)).strip() for each in of})
    plain = {name: folded(text) for name, text in texts.items()}
    own = importlib.import_module("papergraph.mentions").Names if way == OWN else None
    before = resident()
    began = time.process_time()
    try:
        find = own.of(of).find if own else WAYS[way](names)
    except ImportError:
        return {}
    out = {"build": time.process_time() - began}
    out["mb"] = resident() - before
    for kind in texts:
        text = texts[kind] if own else plain[kind]
        out[kind] = speed(find, text)
        start = plain[kind][:oracle].rsplit(" ", 1)[0] + " "
        if not own:
            right, found = by_itself(names, start), set(find(start))
            out[f"{kind}_recall"] = len(right & found) / len(right)
            out[f"{kind}_precision"] = len(right & found) / max(len(found), 1)
    return out


def resident() -> float:
    """The memory of this process in MB, where the system tells it."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * resource.getpagesize() / 1e6


def speed(find: Finder, text: str) -> float:
    """Megabytes (million characters) a second of processor time; slow ways get a shorter text."""
    began = time.process_time()
    find(text[:100_000])
    slow = (time.process_time() - began) / 100_000 * len(text) > 20
    text = text[:500_000] if slow else text
    best = float("inf")
    for _ in range(1 if slow else 3):
        began = time.process_time()
        find(text)
        best = min(best, time.process_time() - began)
    return len(text) / 1e6 / best


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--mb", type=float, default=8)
    parser.add_argument("--oracle-kb", type=int, default=100)
    parser.add_argument("--only", help="ways, parted by commas")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    size = int(options.mb * 1e6)
    if options.one:
        print(json.dumps(measure(options.one, options.names, size, options.oracle_kb * 1000)))
        return 0
    wanted = [way.strip() for way in options.only.split(",")] if options.only else [*WAYS, OWN]
    print(f"{options.names} names, {options.mb} MB of each text; processor time; ratios to {wanted[0]!r}")
    print(
        f"{'way':24}{'build s':>8}{'MB/s usual':>16}{'MB/s hostile':>18}"
        f"{'memory MB':>11}{'recall':>15}{'precision':>15}"
    )
    base: dict[str, float] = {}
    for way in wanted:
        command = [sys.executable, __file__, "--one", way, "--names", str(options.names), "--mb", str(options.mb)]
        done = subprocess.run(
            [*command, "--oracle-kb", str(options.oracle_kb)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"{way:24}failed: {(done.stderr.strip().splitlines() or ['?'])[-1][:90]}")
            continue
        row = json.loads(done.stdout)
        if not row:
            print(f"{way:24}not installed")
            continue
        base = base or row
        cells = [f"{row[kind]:8.1f} ({row[kind] / base[kind]:5.1f}x)" for kind in ("usual", "hostile")]
        shares = [
            " ".join(f"{row[f'{kind}_{what}']:.3f}" for kind in ("usual", "hostile")) if "usual_recall" in row else "-"
            for what in ("recall", "precision")
        ]
        print(
            f"{way:24}{row['build']:8.2f}{cells[0]:>16}{cells[1]:>18}{row['mb']:11.0f}{shares[0]:>15}{shares[1]:>15}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
