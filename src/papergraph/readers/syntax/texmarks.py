r"""LaTeX's marks in Markdown, as scripts that print bibliographies leave them: "\emph{Wool}", "``Gates''"."""

from __future__ import annotations

import re

ENOUGH = 3  # lines with such marks
_EMPHASIS = re.compile(r"\\(?:(?P<strong>textbf)|emph|textit|textsl)\{(?P<inner>[^{}*\\]{1,300})\}")
_QUOTED = re.compile(r"(?<![`\w])``(?!`)(?P<inner>[^`\n]{2,300}?)''(?!')")
_LINK = re.compile(r"\\href\{(?P<url>[^{}\s]+)\}\{(?P<words>[^{}\[\]]+)\}")
_ADDRESS = re.compile(r"\\url\{(?P<url>[^{}\s]+)\}")
_SPACE = re.compile(r"\s*\\(?:(?:big|med|small)skip|newpage|clearpage|noindent|hfill|vspace\*?\{[^{}]*\})\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def with_tex_marks(lines: list[str]) -> list[str]:
    r"""Return the lines with LaTeX's emphasis, quotation marks and links as Markdown's, each in its place.

    >>> with_tex_marks([r"\emph{Wool}.", "``Gates''.", r"\href{https://x.org}{Mud} \emph{of Hills}", "\\bigskip"])
    ['*Wool*.', '“Gates”.', '[Mud](https://x.org) *of Hills*', '']
    """
    if sum(_EMPHASIS.search(line) is not None or _QUOTED.search(line) is not None for line in lines) < ENOUGH:
        return lines
    out: list[str] = []
    fenced = False
    for line in lines:
        fenced ^= _FENCE.match(line) is not None
        out.append(line if fenced else _turned(line))
    return out


def _turned(line: str) -> str:
    """Return a line of text with LaTeX's marks as Markdown's."""
    if "\\" not in line and "``" not in line:
        return line
    if _SPACE.fullmatch(line):
        return ""
    line = _LINK.sub(r"[\g<words>](\g<url>)", line)
    line = _ADDRESS.sub(r"<\g<url>>", line)
    line = _EMPHASIS.sub(lambda found: f"**{found['inner']}**" if found["strong"] else f"*{found['inner']}*", line)
    return _QUOTED.sub(r"“\g<inner>”", line)
