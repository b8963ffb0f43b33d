"""What a notebook shows of a record: plain HTML in a frame of its own, in which nothing runs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papergraph.model.learning import LearningPath, Step

_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:8px;color:#1b1d22;background:#fff}"
    "li{margin:.5em 0}small{color:#555}.target{font-weight:600}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181d}small{color:#aaa}}"
)


def framed(body: str, *, height: int) -> str:
    """Return HTML in an isolated frame (`srcdoc`, sandboxed): no script runs in it, and its style stays inside.

    >>> framed("<p>a</p>", height=40)[:40]
    '<iframe sandbox="" style="width:100%;bor'
    """
    page = f"<!doctype html><html lang='en'><meta charset='utf-8'><style>{_STYLE}</style><body>{body}</body></html>"
    style = f"width:100%;border:0;height:{height}px"
    return f'<iframe sandbox="" style="{style}" title="papergraph" srcdoc="{escape(page, quote=True)}"></iframe>'


def path_html(path: LearningPath) -> str:
    """Return a path as an ordered list in a frame: what to read, about how long, and the first reason for it."""
    steps = [step for step in path.steps if step.role != "origin"]
    titles = {step.paper.id: number for number, step in enumerate(steps, 1)}
    items = "".join(_item(step, titles) for step in steps)
    head = f"<p><b>{path.metrics.papers} papers, ~{path.metrics.hours:g} h</b></p>"
    left = f"<p><small>{len(path.cut)} left out</small></p>" if path.cut else ""
    return framed(f"{head}<ol>{items}</ol>{left}", height=min(600, 90 + 62 * len(steps)))


def table_html(rows: Iterable[tuple[str, object]]) -> str:
    """Return names and figures as a table in a frame."""
    made = [f"<tr><td>{escape(name)}</td><td>{escape(str(value))}</td></tr>" for name, value in rows]
    return framed(f"<table>{''.join(made)}</table>", height=30 + 26 * len(made))


def _item(step: Step, number: dict[str, int]) -> str:
    year = f" ({step.paper.year})" if step.paper.year else ""
    mark = ' class="target"' if step.role == "target" else ""
    why = next(
        (
            f"needed by {number[each.paper]}: {each.reason or each.quote or each.kind}"
            for each in step.needed_by
            if each.paper in number
        ),
        "",
    )
    about = " · ".join(part for part in (f"~{step.hours:g} h", why) if part)
    return f"<li{mark}>{escape(step.paper.title)}{year}<br><small>{escape(about)}</small></li>"
