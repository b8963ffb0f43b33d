"""Other markup as the lines of Markdown that say the same: reStructuredText, org, AsciiDoc, LaTeX, MediaWiki, notebook.

The heavy parsers (docutils, orgparse) were weighed: docutils needs seconds for a megabyte, follows directives that read
other files, and gives inline markup no lines; orgparse knows headings alone. A line that stays in its place keeps every
number right, and tables, lists and links go the way that Markdown's go.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from papergraph.readers.markup.asciidoc import asciidoc_lines
from papergraph.readers.markup.latex import latex_lines
from papergraph.readers.markup.notebook import is_notebook, laid_out, notebook_lines
from papergraph.readers.markup.notes import are_notes, note_lines
from papergraph.readers.markup.org import org_lines
from papergraph.readers.markup.rst import rst_lines
from papergraph.readers.markup.wiki import is_wiki, wiki_lines

__all__ = ["laid_out", "markup_of"]

Lines = Callable[[list[str]], list[str]]

_SAMPLE = 200  # lines
_LONGEST = 1_000  # characters of each
_ORG = re.compile(
    r"#\+(?:TITLE|OPTIONS|STARTUP|AUTHOR|BEGIN_\w+|FILETAGS)\b|\[\[(?:[a-z]+:|[./~#*])[^\[\]]*\](?:\[[^\[\]]+\])?\](?!\()",
    re.IGNORECASE,
)
_ORG_HEADING = re.compile(r"\*{1,6} \S")
_RST = re.compile(r"\.\. (?:_[^:]+:|\w[\w-]*::|\[[^\]]+\] )|`[^`]+ <[^<>`]+>`__?")
_LATEX = re.compile(
    r"\s*\\(?:documentclass|begin\{(?:document|thebibliography|itemize|enumerate)\}|bibitem|(?:sub)*section)\b"
)
_MARKDOWN = re.compile(r"\[[^\]]+\]{1,2}\([^)]+\)|^#{1,6} \S|^```|^ {0,3}\[[^\]]+\]:\s+\S")


def markup_of(lines: list[str], name: str = "") -> tuple[str, Lines] | None:
    """Return the name of a text's markup and what turns its lines into Markdown, or None for Markdown.

    By the marks of the first lines; by the suffix of `name` where these are not enough.
    """
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    sample = [line[:_LONGEST] for line in lines[:_SAMPLE]]
    markdown = sum(bool(_MARKDOWN.search(line)) for line in sample)
    org = sum(bool(_ORG.search(line)) for line in sample)
    rst = sum(bool(_RST.search(line)) for line in sample)
    headed = any(_ORG_HEADING.match(line) for line in sample)
    if lines[:1] and lines[0].startswith("{") and is_notebook("\n".join(lines)):
        return "notebook", notebook_lines
    if suffix in {"tex", "latex", "ltx", "bbl"} or (suffix in {"txt", ""} and _is_latex(sample, markdown)):
        return "latex", latex_lines
    if suffix in {"adoc", "asciidoc", "asc"}:
        return "asciidoc", asciidoc_lines
    if suffix == "org" or (suffix != "rst" and org >= 2 and headed and org > 2 * markdown):
        return "org", org_lines
    if suffix in {"rst", "rest"} or (rst >= 2 and rst > 2 * markdown and suffix not in {"md", "markdown"}):
        return "rst", rst_lines
    if suffix in {"wiki", "mediawiki"} or (not markdown and not rst and is_wiki(sample)):
        return "mediawiki", wiki_lines
    if are_notes(sample):
        return "notes", note_lines
    return None


def _is_latex(lines: list[str], markdown: int) -> bool:
    """Return whether lines are those of a LaTeX file."""
    return sum(_LATEX.match(line) is not None for line in lines) >= max(2, markdown + 1)
