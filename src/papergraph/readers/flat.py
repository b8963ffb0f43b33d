"""The text of runs in one piece, with the way back to the runs, and what in it is only decoration."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from papergraph.readers.passages import Run, Runs

HEAD = 1600  # characters of a passage in which a reference is looked for
SHOWN = frozenset({"bold", "italic", "heading", "code", "small", "strike"})
_NOISE = re.compile(
    r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200b-\u200d\u2060\ufeff]+|"
    # ":star: oral", ":star:oral", and "oral:star:" right before a link.
    r"(?<!\w):(?:[a-z0-9_+-]+:(?!\w)|[a-z][a-z_]{2,}:)|(?<=[a-z]):[a-z][a-z_]{2,}:$"
)

#: A minus for the dash between the pages of a work: "31(6):1681−1702".
_MINUS = re.compile(r"((?:[:,(]\s?|\bpp?\.?\s?)\d{1,6})−(?=\d{1,6}(?!\w))")


def is_decoration(text: str) -> bool:
    """Return whether a text is emoji, their names (":scroll:") or signs, or a single character."""
    bare = _NOISE.sub("", text).strip()
    return len(bare) < 2 or not re.search(r"\w", bare)


def without_signs(text: str) -> str:
    """Return a text without emoji and their names.

    >>> without_signs("Gates :mortar_board:"), without_signs("a:b:c")
    ('Gates', 'a:b:c')
    """
    return " ".join(_NOISE.sub(" ", text).split()) if ":" in text or not text.isascii() else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


class Flat:
    """The text of runs in one piece, with the way back from a place in it to the run."""

    def __init__(self, runs: Runs, most: int = HEAD) -> None:
        self.runs: list[Run] = []
        self.starts: list[int] = []
        pieces: list[str] = []
        size = 0
        for run in runs:
            if run.image is not None or "comment" in run.marks:
                continue
            if size >= most:
                break
            text = run.text
            if ":" in text or not text.isascii():
                text = _NOISE.sub(_blank, text.replace("\xa0", " ").replace("\u2009", " "))
                text = _MINUS.sub(r"\1–", text) if "−" in text else text
            if run.href is not None and pieces and pieces[-1].endswith("<"):  # "<[Title](…)> by Anna Lund"
                pieces[-1] = pieces[-1][:-1] + " "
            elif text.startswith(">") and self.runs and self.runs[-1].href is not None:
                text = " " + text[1:]
            self.runs.append(run)
            self.starts.append(size)
            pieces.append(text)
            size += len(text)
        self.text = "".join(pieces)

    def run_at(self, place: int) -> Run:
        """Return the run at a place of the text."""
        return self.runs[max(0, bisect_right(self.starts, place) - 1)]

    def runs_between(self, start: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """Yield (start, end, run) of every run's part within start..end that is not empty."""
        n = max(0, bisect_right(self.starts, start) - 1)
        while n < len(self.runs) and self.starts[n] < end:
            stop = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.text)
            first, last = max(start, self.starts[n]), min(end, stop)
            if first < last:
                yield first, last, self.runs[n]
            n += 1


def signature(run: Run) -> tuple[object, ...]:
    """Return how a run is set off: its link and its marks that are seen."""
    return run.href, run.marks & SHOWN
