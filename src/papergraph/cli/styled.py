"""A path on a terminal: titles that lead to the paper, labels and asides dimmed; nothing that a pipe would see."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from papergraph.cli.saying import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from papergraph.formats.path_text import Line, Style

#: How each kind of piece looks; a terminal without colours, or NO_COLOR, keeps the weights alone.
_LOOKS: dict[Style, str] = {
    "heading": "bold",
    "number": "bold cyan",
    "title": "bold",
    "faint": "dim",
    "label": "cyan",
    "command": "green",
}


def on_terminal(output: Path | None) -> bool:
    """Return whether a result goes to a terminal."""
    return output is None and sys.stdout is not None and sys.stdout.isatty()


def print_lines(lines: Iterable[Line], after: str = "") -> None:
    """Print lines in their looks, and plain text after them; on a narrow terminal lines go on below their text."""
    from rich.console import Console
    from rich.style import Style as Look
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        text = Text()
        for span in line:
            text.append(printable(span.text), Look.parse(_LOOKS.get(span.style, "")) + Look(link=span.link))
        # A command stays one line, to be copied whole.
        whole = text.cell_len <= console.width or any(span.style == "command" for span in line)
        for part in [text] if whole else _folded(console, text, line):
            console.print(part, soft_wrap=True)
    console.print(Text(printable(after)), soft_wrap=True, end="")


def _folded(console: Console, text: Text, line: Line) -> Iterator[Text]:
    """Yield a line in parts that are as wide as the terminal: broken between words, indented as its text is."""
    from rich.text import Text

    begin = printable(line[0].text)
    hang = len(begin) if line[0].style in {"label", "number"} else len(begin) - len(begin.lstrip())
    hang = min(hang, console.width // 2)
    parts = text[hang:].wrap(console, console.width - hang)
    for at, part in enumerate(parts):
        part.rstrip()
        yield (Text(" " * hang) if at else text[:hang]) + part
