"""A small chart: how sure the edges say they are against how many of them are right."""

from __future__ import annotations

from collections.abc import Sequence

_SIZE, _MARGIN = 320, 48


def calibration_svg(points: Sequence[tuple[float, float, int]]) -> str:
    """The chart of (mean confidence, share right, edges) as SVG; the diagonal is perfect calibration."""
    side = _SIZE - 2 * _MARGIN

    def x(value: float) -> float:
        return round(_MARGIN + side * (value - 0.5) / 0.5, 1)

    def y(value: float) -> float:
        return round(_SIZE - _MARGIN - side * (value - 0.5) / 0.5, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif"'
        ' font-size="11">',
        "<title>Confidence of inferred edges against the share that was judged right</title>",
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="#fff"/>',
        f'<path d="M{x(0.5)} {y(0.5)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 3"/>',
        f'<path d="M{x(0.5)} {y(1)}V{y(0.5)}H{x(1)}" fill="none" stroke="#333"/>',
    ]
    for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        parts.append(f'<text x="{x(tick)}" y="{y(0.5) + 16}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{x(0.5) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick}</text>')
    for confidence, right, edges in points:
        at_x, at_y = x(max(confidence, 0.5)), y(max(right, 0.5))
        parts.append(
            f'<circle cx="{at_x}" cy="{at_y}" r="{round(3 + edges**0.5 / 2, 1)}" fill="#0b6e99" opacity="0.8"/>'
        )
        parts.append(f'<text x="{at_x}" y="{at_y - 10}" text-anchor="middle">{edges}</text>')
    parts.append(
        f'<text x="{_SIZE / 2}" y="{_SIZE - 10}" text-anchor="middle">confidence (edges beside each point)</text>'
    )
    middle = _SIZE / 2
    parts.append(
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text>'
    )
    return "\n".join([*parts, "</svg>", ""])
