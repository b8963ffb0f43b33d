"""Labels that say that a title follows on them: "Title: …", "Required reading: …", "Paper 2: …", an award."""

from __future__ import annotations

import re

from papergraph.readers.flat import is_decoration
from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs

_KIND_LABEL = re.compile(
    r"\s*(?:(?:(?:ph\.? ?d\.?|doctoral|master[’']?s?|m\.?sc\.?|bachelor[’']?s?|b\.?sc\.?)\s+)?(?:thesis|dissertation)|"
    r"(?P<reading>(?:required|optional|recommended|suggested|assigned|primary|secondary|background|supplementary|"
    r"additional|further|extra|main)(?:\s+(?:readings?|papers?))?|readings?|see(?: also)?|also see))\s?:\s*",
    re.IGNORECASE,
)
_BOOK_LABEL = re.compile(r"\s*(?P<kind>(?:text)?book|monograph)\s?:\s*", re.IGNORECASE)
_TITLE_LABEL = re.compile(r"\s*([^\W\d_][\w ]{1,30}?)\s?[:：]\s*")
#: "Paper 2: Title", "参考论文1：Title": the label says nothing but that a title follows.
_PAPER_LABEL = re.compile(
    r"\s*(?:(?:paper|reading|reference|ref\.?) ?\d{1,2}|(?:参考|相关)(?:论文|文献|文章)\s?\d{0,2}|"
    r"(?:论文|文献|文章)\s?\d{1,2})\s?[:：]\s*",
    re.IGNORECASE,
)
_KIND_OF_PAPER = re.compile(
    r"[\s!！*★☆]*[\u3400-\u9fff]{0,6}(?:论文|文献|文章|論文)\s?\d{0,2}\s?[:：]\s*"
)  # "综述论文："
_KIND_BEHIND = re.compile(r"[\[［](?:[MCNJDRSPAZGKL]|EB|DB|CP)(?:/(?:OL|CD|DK))?[\]］]")  # of GB/T 7714
_HAN_REMARK = re.compile(r".*[\u3400-\u9fff].{3,40}[:：]\s*")  # "十年后重读：[SheepNet](…)"
_DAY = re.compile(r"20\d{6}")
_NOTED = re.compile(r"\((?:oral|spotlight|poster)\)", re.IGNORECASE)
_AWARD = re.compile(r"\b(?:award|best paper|distinguished paper|honou?rable mention)\b", re.IGNORECASE)


#: A label inside the link of the title that follows on it: "[paper: Opening Gates](…)".
_INSIDE = re.compile(r"\s*(?:paper|article|preprint|review|publication|manuscript)\s?:\s+(?=\S+ \S+ \S)", re.IGNORECASE)


_CITED = re.compile(
    r"\s*(?:full )?(?:citation|reference|cite as)\s?:\s+(?=[^\W\d_][\w'’-]+, [A-ZÀ-Þ]\.)", re.IGNORECASE
)


def is_labelled_title(runs: Runs) -> bool:
    """Return whether runs begin with a link on a label and the title of some words behind it."""
    first = next((run for run in runs if run.image is None and run.text.strip()), None)
    return first is not None and first.href is not None and _INSIDE.match(first.text) is not None


def without_label(runs: Runs) -> Runs:
    """Return the runs without a label that says that the title follows ("Title: …", "**Paper title:** …")."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is not None and is_labelled_title(runs[first:]):
        title = _INSIDE.sub("", runs[first].text, count=1)
        return (*runs[:first], runs[first]._replace(text=title[:1].upper() + title[1:]), *runs[first + 1 :])
    if first is None or runs[first].href is not None:
        return runs
    if cited := _CITED.match("".join(run.text for run in runs if run.image is None)[:200]):
        return without(runs, 0, cited.end())
    run = runs[first]
    after = run.text
    if kind := _KIND_LABEL.match(after):
        rest, behind = after[kind.end() :], runs[first + 1 :]
        behind = behind[1:] if len(behind) > 1 and not behind[0].text.strip() else behind
        if rest and not kind["reading"]:
            return (*runs[:first], run._replace(text=rest), *behind)
        named = bool(kind["reading"] and behind and behind[0].href and link_role(behind[0].text) is None)
        if not rest and behind and (named or is_linked_title(behind[0])):
            return (*runs[:first], *behind)
    said, behind = after, runs[first + 1 :]
    if behind and not behind[0].text.strip(" :："):  # "**Book**: "
        said, behind = after + behind[0].text, behind[1:]
    if (book := _BOOK_LABEL.fullmatch(said)) and behind and is_linked_title(behind[0]):
        kind_behind = Run(f" ({book['kind'].lower()})", behind[0].line)
        return (*runs[:first], behind[0], kind_behind, *behind[1:])
    if _KIND_OF_PAPER.fullmatch(said) and behind and behind[0].href and link_role(behind[0].text) is None:
        return (*runs[:first], *behind)
    if rest := _behind_label(after, behind):
        return (*runs[:first], run._replace(text=rest), *runs[first + 1 :])
    if _HAN_REMARK.fullmatch(after) and behind and _leads_to_paper(behind[0]):
        printed = _printed_before(after)
        return (*runs[:first], *([run._replace(text=f"{printed} ")] if printed else []), *behind)
    match = _TITLE_LABEL.match(after)
    if match is None or (field_of(match[1]) != "title" and not ("bold" in run.marks and _AWARD.search(match[1]))):
        return runs
    if rest := after[match.end() :]:
        return (*runs[:first], run._replace(text=rest), *runs[first + 1 :])
    return (*runs[:first], *runs[first + 1 :])


def _behind_label(text: str, behind: Runs) -> str:
    """Return what stands behind a label that says that a paper follows, where it is words; else nothing."""
    if (kind := _KIND_OF_PAPER.match(text)) and _is_reference(text[kind.end() :], behind):
        return text[kind.end() :]
    numbered = _PAPER_LABEL.match(text)
    return text[numbered.end() :] if numbered else ""


def _is_reference(text: str, behind: Runs) -> bool:
    """Return whether a text begins a reference: it says of what kind the work is, or is names before a linked title."""
    said = text + "".join(run.text for run in behind if run.image is None)
    title = next((run for run in behind if run.text.strip()), None)
    signed = title is not None and is_linked_title(title) and are_names(text.strip(" .,，:："))
    return signed or (not text.startswith("http") and _KIND_BEHIND.search(said) is not None)


def _printed_before(remark: str) -> str:
    """Return the venue with its year, at most behind a day, that a remark begins with, or nothing.

    >>> _printed_before("20180612 CVPR-18 羊毛的梳理："), _printed_before("20180612 arXiv 羊毛的梳理：")
    ('20180612 CVPR-18', '')
    """
    words = _NOTED.sub(" ", remark).split()
    day = words[:1] if words and _DAY.fullmatch(words[0]) else []
    for size in range(1, 4):
        printed = " ".join(words[len(day) : len(day) + size])
        if printed.isascii() and dates_in(printed) and venue_score(printed) >= 2.5:
            return " ".join([*day, printed])
    return ""


def is_labelled_book(runs: Runs) -> bool:
    """Return whether runs are the linked title of a book behind its label: "Book: [The Art of Wool](…)"."""
    shown = [run for run in runs if run.image is None and run.text.strip()]
    label = "".join(run.text for run in shown[:2] if run.href is None)
    return len(shown) > 1 and _BOOK_LABEL.fullmatch(label) is not None and any(map(is_linked_title, shown[1:3]))


def _leads_to_paper(run: Run) -> bool:
    """Return whether a run is a link to a paper on words that are no label."""
    return bool(run.href) and run.image is None and link_role(run.text) is None and is_paper_url(run.href or "")


def is_linked_title(run: Run) -> bool:
    """Return whether a run is a link on words that can be a title."""
    return bool(run.href) and run.image is None and "bare" not in run.marks and _can_be_title(run.text)


def _can_be_title(text: str) -> bool:
    return link_role(text) is None and len(words_of(text)) > 1 and not is_decoration(text)
