"""What commands say beside their result, and how: on stderr, in words, without what steers a terminal."""

from __future__ import annotations

import re

import click

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def note(message: str) -> None:
    """Say something beside the result, on stderr."""
    click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """Return text without what steers a terminal or turns the direction of writing: titles come from anywhere."""
    return _STEERING.sub("", text)


def counted(number: int, noun: str) -> str:
    """Return "1 paper", "2 papers", "2 entries"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
