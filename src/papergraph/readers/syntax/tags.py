"""HTML tags as marks: what `<b>`, `<h3>`, `<br>` or `<a href>` inside Markdown or an HTML page mean for a run."""

from __future__ import annotations

import re
from html import unescape

MARK_OF_TAG = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "code": "code", "tt": "code",
    "s": "strike", "del": "strike", "strike": "strike", "sub": "small", "sup": "small", "small": "small",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "summary": "heading",
}  # fmt: skip
BREAKING = frozenset({"br", "p", "div", "tr", "li", "hr", "dt", "dd"})

_TAG = re.compile(r"<\s*(?P<close>/?)\s*(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def parse_tag(text: str) -> tuple[str, bool, dict[str, str]] | None:
    """Return (name in small letters, whether it closes, attributes) of one tag, or None."""
    match = _TAG.match(text)
    if not match:
        return None
    pairs = _ATTRIBUTE.findall(match["rest"])
    attributes = {name.lower(): unescape(double or single or bare) for name, double, single, bare in pairs}
    return match["name"].lower(), bool(match["close"]), attributes


def comment_text(html: str) -> str | None:
    """Return what stands in a comment that is all of `html`, or None."""
    html = html.strip()
    if html.startswith("<!--") and html.endswith("-->") and html.count("<!--") == 1:
        return html[4:-3].strip("- \t\n")
    return None
