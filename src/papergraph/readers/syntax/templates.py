"""What generators of sites put beside Markdown: Liquid in the addresses of links, attributes in braces behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.lexicon.labels import link_role

#: An address with a template in it: what is in braces may have blanks.
_ADDRESS = re.compile(
    r"(?<=\]\()\s*((?:\{\{(?!<)[^{}\n]{0,120}\}\}|\{%[^{}%\n]{0,120}%\}|[^(){}\s]{1,300}+){1,12}+)\s*(?=\))"
)
_LITERAL = re.compile(r"\{\{-?\s*[\"'](?P<text>[^\"'{}]*)[\"']\s*(?:\|[^{}]*)?\}\}")  # {{ "/wool.pdf" | relative_url }}
_NAME = re.compile(r"\{\{[^{}]*\}\}")  # {{ site.url }}
_FILE = re.compile(r"\{%-?\s*+(?:link|post_url)\s++(?P<text>[^{}%\s]*+)\s*+-?%\}")  # {% link wool.pdf %}
_ATTRIBUTES = re.compile(
    r"(?<=[)\]*_`])\{(?::[^{}\n]{0,200}|(?:[.#][\w-]+\s?|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[\w-]+)\s?){1,6})\}"
)
_TAG = r"\{%[^{}]{0,200}%\}|\{\{[<%][^{}]{0,200}[>%]\}\}"  # {% include award.html %}, {{< icon pdf >}}
_TAGS = re.compile(rf"(?<!\]\()(?<!\]\( )\s?(?:{_TAG})")
_ALONE = re.compile(rf"\s*(?:(?:{_TAG}|\{{:[^{{}}]{{1,100}}\}})\s*)+")


_TAGGED = re.compile(r"(?<!\]\()(?<!\]\( )\{[{%][<%]?\s*[\w/.-]+(?P<told>[^{}]{5,400}?)[>%]?[%}]\}")
_TOLD = re.compile(r"[\"']([^\"']*)[\"']")


def _linked(match: re.Match[str]) -> str:
    """Return the link that a template makes, under the words that say what it is; itself without an address."""
    told = [value.strip() for value in _TOLD.findall(match["told"])]
    urls = [value for value in told if value.startswith(("http://", "https://"))]
    if len(urls) != 1:
        return match[0]
    label = next((value for value in told if value not in urls and link_role(value)), "link")
    return f"[{label}]({urls[0]})"


def without_templates(lines: Sequence[str]) -> list[str]:
    """Return the lines of a document without templates; what is a comment anyway stays as it is.

    >>> without_templates(["<!--", "{% card %}", "-->", "{% card %}"])
    ['<!--', '{% card %}', '-->', '<!-- {% card %} -->']
    """
    if not any("{" in line for line in lines):
        return list(lines)
    closing = [n for n, line in enumerate(lines) if "-->" in line]
    out, end = [], -1
    for n, line in enumerate(lines):
        opened = line.rfind("<!--") if n > end and closing[-1:] > [n] else -1
        if opened >= 0 and "-->" not in line[opened:]:
            end = next(m for m in closing if m > n)
        out.append(line if n <= end else line_without_templates(line))
    return out


def line_without_templates(line: str) -> str:
    """Return a line with the addresses of its links without blanks in their templates, and no attributes behind them.

    What else a template does amid the words is left out, and a line of nothing else is a comment; a template that is
    told an address is a link to it.

    >>> line_without_templates('[pdf]({{ site.url }}/wool.pdf){:target="_blank"}')
    '[pdf](/wool.pdf)'
    >>> line_without_templates("[pdf]({{ '/wool.pdf' | relative_url }})")
    '[pdf](/wool.pdf)'
    >>> line_without_templates('Wool. {{< button href="https://x.org/w.pdf" kind="pdf" >}}')
    'Wool. [pdf](https://x.org/w.pdf)'
    """
    if "{" not in line:
        return line
    line = _TAGGED.sub(_linked, line)
    if "](" in line and ("{{" in line or "{%" in line):
        line = _ADDRESS.sub(_plain, line)
    if _ALONE.fullmatch(line):
        return f"<!-- {line.strip()} -->"
    return _TAGS.sub("", _ATTRIBUTES.sub("", line))


def _plain(match: re.Match[str]) -> str:
    """Return an address with the text of its templates for them, or the template itself where that is all of it."""
    text = _FILE.sub(r"\g<text>", _LITERAL.sub(r"\g<text>", match[1]))
    return re.sub(r"\s+", "", _NAME.sub("", text) or text)
