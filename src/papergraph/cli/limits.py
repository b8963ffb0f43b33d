"""The options that limit a path: hours, papers, sittings."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _hours(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Return the hours; what is no number of hours above 0 is a usage error."""
    if value is not None and not (math.isfinite(value) and value > 0):
        raise click.BadParameter(f"{value:g} is no number of hours above 0.", ctx, param)
    return value


def _sittings(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, float] | None:
    """Return (how many, of how many hours); what is no plan is a usage error."""
    from papergraph.errors import PlanError
    from papergraph.paths import parse_sittings

    try:
        return None if value is None else parse_sittings(value)
    except PlanError as error:
        raise click.BadParameter(f"{error}.", ctx, param) from error


def limit_options(command: F) -> F:
    """Add `--hours H`, `--papers N` and `--plan 3x7`."""
    command = click.option(
        "--plan", callback=_sittings, metavar="NxH", help="Lay the path over N sittings of H hours: 3x7."
    )(command)
    command = click.option(
        "--papers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Keep the N papers that matter most for the targets [with --citations: 30].",
    )(command)
    return click.option(
        "--hours",
        type=float,
        callback=_hours,
        metavar="H",
        help="Keep what matters most for the targets within H hours.",
    )(command)


def limits(asked: Mapping[str, Any], *, over_citations: bool) -> dict[str, Any]:
    """Return the limits as `learning_path` takes them; two at once are a usage error.

    Over citations the number of papers is how many are taken out of the citation graph, and limits nothing else.
    """
    given = {"hours": asked["hours"], "papers": None if over_citations else asked["papers"], "plan": asked["plan"]}
    named = [f"--{name}" for name, value in given.items() if value is not None]
    if len(named) > 1:
        raise click.UsageError(f"{' and '.join(named)} both limit the path: give one of them.")
    return {"hours": given["hours"], "papers": given["papers"], "sittings": given["plan"]}
