"""Lists of the parts of a document, without links to them: they are its table of contents and hold no work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.passages import Passage, plain

_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.、)）:：]?\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[IVX]{1,4}\.\s+)"
)
#: What announces the parts of a document, in the paragraph right before a list of them.
_ANNOUNCES = re.compile(
    r"(?:\b(?:following|these|several|main|\d)\b[^.:]{0,30}\b(?:parts|sections|chapters|topics|categories|areas)\b[^.:]{0,30}"
    r"|(?:部分|方面|章节|板块|模块|类别|方向|目录)[^。：:]{0,8}|다음[^.:]{0,20}|以下[^。：:]{0,10}(?:内容|项目|構成))[:：]\s*$",
    re.IGNORECASE,
)


def with_contents_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the items of a list of the document's own headings, or of its parts, as furniture."""
    out = list(passages)
    headings = {_key(plain(passage.runs)) for passage in passages if passage.kind == "heading"} - {""}
    at = 0
    while at < len(out):
        stop = at
        while stop < len(out) and out[stop].kind == "item":
            stop += 1
        before = plain(out[at - 1].runs) if at and out[at - 1].kind == "paragraph" else ""
        items = out[at:stop]
        if len(items) > 1 and all(map(_is_bare, items)):
            named = sum(_key(plain(item.runs)) in headings for item in items)
            if 2 * named >= len(items) or _ANNOUNCES.search(before):
                out[at:stop] = [replace(item, kind="furniture", last_line=item.end) for item in items]
        at = max(stop, at + 1)
    return out


def _is_bare(item: Passage) -> bool:
    """Return whether an item, with all under it, has neither link nor date."""
    own = not any(run.href for run in item.runs) and not dates_in(plain(item.runs))
    return own and item.problem is None and all(map(_is_bare, item.children))


def _key(text: str) -> str:
    return title_key(_NUMBER.sub("", text))
