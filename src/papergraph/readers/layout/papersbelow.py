"""What stands right under a heading and shows whether that is a title: its link, a remark, bare addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.identified import identifier_alone
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url, is_site
from papergraph.readers.lexicon.sections import names_list
from papergraph.readers.passages import Passage, Run, plain


def bare_address(passage: Passage) -> Run | None:
    """Return the printed address that an item is, or None."""
    said = [run for run in passage.runs if run.text.strip()]
    return said[0] if len(said) == 1 and passage.kind == "item" and "bare" in said[0].marks else None


def lists_identifiers(passages: Sequence[Passage]) -> bool:
    """Return whether passages are the addresses or identifiers of several works, and no more."""
    papers = {run.href for each in passages if (run := bare_address(each)) and is_paper_url(run.href or "")}
    return len(papers) > 2 or len({named for each in passages if (named := identifier_alone(each.runs))}) > 1


def paper_below(passages: Sequence[Passage]) -> tuple[str | None, Run | None]:
    """Return the label of the link of a paper that a line begins with, and the title that the link stands around."""
    label = labelled(passages[0].runs) if passages and passages[0].kind in {"item", "paragraph"} else None
    if label is None or link_role(label) != "paper":
        return None, None
    linked = [run for run in passages[0].runs if run.href and run.image is None]
    title = linked[0].text if len(linked) == 1 else ""
    if len(title.split()) < 4 or not (looks_like_title(title) or looks_like_title(title.partition(": ")[2])):
        return label, None
    beside = "".join(run.text for run in passages[0].runs if run.href is None and run.image is None)
    return label, linked[0] if len(re.findall(r"\w+", beside)) <= len(label.split()) + 1 else None


def remark_below(passages: Sequence[Passage]) -> bool | None:
    """Return whether the short remark right under a heading that could be a title links the paper; None: no such."""
    if len(passages) < 2 or passages[1].kind != "paragraph" or any(run.href for run in passages[0].runs):
        return None
    title, remark = plain(passages[0].runs), passages[1].runs
    if (
        not 4 <= len(title.split()) <= 25
        or title.endswith(("?", "？", "!", "！"))
        or names_list(title)
        or len(plain(remark)) > 200
    ):
        return None
    linked = [run for run in remark if run.href]
    if len(linked) != 1:
        return None if linked else False
    before, _, after = "".join("\0" if run.href else run.text for run in remark).partition("\0")
    inside = before.rstrip("[( ")[-1:].isalnum() or re.search(r"\w", after)  # a sentence, that goes on
    return link_role(linked[0].text) == "paper" and not inside and not is_site(linked[0].href or "")
