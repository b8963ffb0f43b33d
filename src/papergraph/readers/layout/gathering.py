"""What stands around an entry's lead put into its facts: links of the lead, cells of a table row, passages below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.cues import cues_in
from papergraph.model import Link, LinkRole
from papergraph.readers.flat import without_signs
from papergraph.readers.grammar.enclosed import is_signature
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.notes import Body, add_comment, add_prose, context_role
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.schedules import names_speakers, names_subject
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.identified import sole_address
from papergraph.readers.lexicon.labels import (
    field_of,
    link_role,
    names_data,
    note_key,
    says_link,
    tells_of_reader,
    venue_in_label,
)
from papergraph.readers.lexicon.links import is_note_url, is_paper_url, is_web, kind_of_url, may_be_copy, role_of_url
from papergraph.readers.lexicon.namelists import are_mostly_people
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain


def head_links(candidate: Candidate, lead: Lead) -> list[Link]:
    """Return the links of the lead with their roles; those of the prose after it are none of them."""
    linked = [run for run in candidate.runs if run.href and is_web(run.href)]
    body = sum(1 for run in lead.body if run.href and is_web(run.href))
    head = len(linked) - body
    links: list[Link] = []
    named = any(link_role(run.text) == "paper" and is_paper_url(run.href or "") for run in linked)
    text = ""
    for run in candidate.runs:
        if run.href and is_web(run.href) and head > 0:
            head -= 1
            if run.href != lead.href and tells_relation(run.text):
                continue  # the other work's: a remark
            by_url = role_of_url(run.href)
            role = context_role(run, text)
            if role == "paper" and by_url in {"slides", "video"}:
                role = by_url  # "[pdf]" of a lecture
            if role is None and by_url == "slides" and len(linked) == 1 and lead.people.names and may_be_copy(run.href):
                role = "paper"
            if role is None and by_url == "page" and is_signature(run.text):
                role = "paper"  # "Title. [Lund (1999)](…)"
            if run.href == lead.href and role is None and by_url == "page" and named and len(run.text.split()) < 4:
                role = "page"  # the home of a tool, its paper linked as such
            if run.href == lead.href and role is None:
                role = "page" if is_note_url(run.href) else "paper" if kind_of_url(run.href) != "repository" else "code"
                role = by_url if by_url == "slides" and "lecture" not in run.href.lower() else role
            links.append(Link(url=run.href, role=role or by_url))
        if run.image is None:
            text = (text + run.text)[-60:]
    return links


def tells_relation(words: str) -> bool:
    """Return whether a link's words begin with how a work relates to another, which they name.

    >>> tells_relation("extends Waiting Well"), tells_relation("Extended version"), tells_relation("pdf")
    (True, False, False)
    """
    found = cues_in(words)
    return bool(found) and found[0][0] == 0 and words[found[0][1] :].lstrip()[:1].isupper()


def head_remarks(candidate: Candidate, lead: Lead) -> list[Runs]:
    """Return the words of links in the lead that tell of another work: they are prose of the entry."""
    inside = {run for run in lead.body if run.href}
    return [
        (run,)
        for run in candidate.runs
        if run.href and run.href != lead.href and run not in inside and tells_relation(run.text)
    ]


#: The head of a column of what works are about: "Machine Learning (cs.LG)" is no venue there.
_TOPICS = re.compile(
    r"(?:research |sub)?(?:subjects?|topics?|areas?|key ?words?|tags?|categor(?:y|ies))", re.IGNORECASE
)


_TIME = re.compile(r"\d[T ]\d\d:\d\d")


_SIGNED = re.compile(
    r"[^()]{1,80}?\s*\((?P<names>[^()]{2,80}?),?\s(?P<year>(?:19|20)\d\d)[a-z]?\)"
)  # "SheepNet (Lund et al., 2019)"


def put_signed(facts: Body, columns: Sequence[tuple[str, Runs]]) -> None:
    """Put who has written a work and when, where a cell says it in brackets behind the name of what is in the work."""
    for head, cell in columns:
        match = _SIGNED.fullmatch(plain(cell))
        if match is None or note_key(head) or any(run.href for run in cell):
            continue
        group = parse_group(f"({match['names']}, {match['year']})")
        if group.kind == "people" and group.dates and not group.weak:
            facts.fields = {"authors": match["names"], "date": match["year"], **facts.fields}
            return


#: What stands in a cell that nothing is known for.
_NOTHING = frozenset(
    ["none", "null", "nan", "n/a", "na", "tbd", "tba", "unknown", "无", "無", "暂无", "未知", "なし", "없음"]
)


def put_column(facts: Body, head: str, cell: Runs) -> None:
    """Put one cell of a table row that is not the title's into the facts."""
    text = without_signs(plain(cell))
    name = field_of(head)
    if name == "date" and _TIME.search(text):
        return  # when the row was written: "2024-01-01T13:40:14Z"
    if text.lower() in _NOTHING and not any(run.href for run in cell):
        return
    hrefs = [run for run in cell if run.href and is_web(run.href)]
    if not hrefs and note_key(head) is None and (url := sole_address(text, head)):
        facts.links.append(Link(url=url, role="paper"))
        return
    if name == "tags":
        _put_place(facts, _tags(cell))
    if name and text and not (hrefs and link_role(head)):
        facts.fields.setdefault(name, text)
        facts.links += [Link(url=run.href, role=role_of_url(run.href)) for run in hrefs if run.href]
        return
    role = link_role(head)
    if role is None and note_key(head) == "builds_on":  # its links are those of other works
        add_prose(facts, cell, label=head, paper=False)
        return
    beside = len(re.sub(r"https?://\S+", "", text).split())
    beside -= sum(len(run.text.split()) for run in hrefs if "bare" not in run.marks)
    labels = all(link_role(run.text) or run.image or "bare" in run.marks for run in hrefs)
    if hrefs and beside <= 2 * len(hrefs) and (role or labels):
        _put_links(facts, head, hrefs)
        said = "".join(run.text for run in cell if run.href is None and run.image is None).strip(" ,;|()[]")
        facts.fields |= _printed_place(said) if "venue" not in facts.fields else {}
        return
    if not text:
        return
    if tells_of_reader(head) and dates_in(text):
        add_prose(facts, cell, label=head, paper=False)
    else:
        _put_words(facts, head, cell)


_COUNTS = re.compile(
    r"\b(?:stars?|citations?|cited|citing|downloads?|forks?|views|likes|votes|pages?|size|params?|parameters|score|count|"
    r"rank|ranking|number|words)\b|引用|下载|星|页数",
    re.IGNORECASE,
)


def _put_words(facts: Body, head: str, cell: Runs) -> None:
    """Put the words of a cell into the facts as what they look like: a date, a venue, people or a remark."""
    text = without_signs(plain(cell))
    hrefs = [run for run in cell if run.href and is_web(run.href)]
    if names_data(head):
        add_prose(facts, cell, label=head, paper=False)  # "MNIST" under "Datasets" is no venue
        return
    if _COUNTS.search(head) and re.fullmatch(r"[\d,. ]+[kK]?", text):
        return  # 1957 stars are no year
    _put_place(facts, _tags(cell))
    if note_key(head) or _TOPICS.fullmatch(head.strip()) or (not head and len(text.split()) > 8):
        add_prose(facts, cell, label=head or None, paper=False)
    elif dates_in(text) and venue_score(text) >= 2.0 and "date" not in facts.fields:
        facts.fields["date"] = text
        facts.links += [Link(url=run.href, role=role_of_url(run.href)) for run in hrefs if run.href]
    elif venue_score(text) >= 1.5 and "venue" not in facts.fields and re.search(r"[^\W\d_]{2}", text):
        facts.fields["venue"] = text
        facts.links += [Link(url=run.href, role=role_of_url(run.href)) for run in hrefs if run.href]
    elif (
        re.search(r"[^\W\d_]{3}", text)
        and people_score(text.split(",")[0]) >= 1.5
        and "authors" not in facts.fields
        and not (names_speakers(head) or names_subject(head))
    ):
        facts.fields["authors"] = text
    elif re.search(r"[^\W\d_]{2}", text):
        add_prose(facts, cell, label=head or None, paper=False)


def _printed_place(text: str) -> dict[str, str]:
    """Return the venue, if a text is one with its year and no more: "IJCAI 2021" beside the link of a cell."""
    return {"venue": text} if dates_in(text) and is_occasion(text) else {}


def _role_in_cell(run: Run, told: LinkRole | None, head: str) -> LinkRole:
    """Return where a link in a cell leads: as it was told, but for code under a mere "Link"."""
    by_url = role_of_url(run.href or "")
    vague = says_link(head) and (not link_role(run.text) or says_link(run.text))
    return by_url if told is None or (vague and by_url == "code") else told


#: A journal and its volume, all of it the label of a link: "*Wool*, *349*(6251)".
_JOURNAL = re.compile(
    r"(?P<name>[A-Z][^\d,.:;()\[\]]{2,80}), (?:[Vv]ol\. )?\d{1,4}"
    r"(?:\s?\(\d{1,5}(?:[-–]\d{1,4})?\)(?:$|[,:] )|[,:] ?[e\d])"
)


def _put_links(facts: Body, head: str, hrefs: Sequence[Run]) -> None:
    """Put the links of a cell, and a venue that their words name, into the facts."""
    role = link_role(head)
    if place := _JOURNAL.match("".join(run.text for run in hrefs if run.href == hrefs[0].href)):
        facts.fields.setdefault("venue", place["name"])
    several = re.search(r"&|/|\band\b|\b(?:materials?|resources?|links)\b", head, re.I) is not None  # "Links & Summary"
    for n, run in enumerate(hrefs):
        own = context_role(run, "") if "bare" not in run.marks else None
        printed = link_role(run.text)
        leads = role if n == 0 or not printed else None  # where the head says that its links lead
        leads = leads if not printed or (printed == "paper" and not (several and role == "page")) else None
        chosen = leads or own
        facts.links.append(Link(url=run.href or "", role=_role_in_cell(run, chosen, head)))
        named = run.image is None and not printed and "bare" not in run.marks and not is_web(run.text)
        if named and venue_score(run.text) >= 2.0:
            facts.fields.setdefault("venue", run.text)
        elif printed and (venue := venue_in_label(run.text)):
            facts.fields.setdefault("venue", venue)


def _tags(cell: Runs) -> str:
    """Return the words of a cell, tags that are set as code parted by commas."""
    tags = [run.text for run in cell if "code" in run.marks]
    return ", ".join(tags) if len(tags) > 1 else plain(cell)


def _put_place(facts: Body, text: str) -> None:
    """Put the venue with its year that is among the few words of a cell ("ACL2023, sheep") into the facts."""
    parts = re.split(r"\s*[,;|/]\s*", text)
    if not 1 < len(parts) <= 6 or "venue" in facts.fields:
        return
    dates = dates_in(parts[1])
    if len(parts) == 2 and dates and not without_dates(parts[1], dates).strip(" .") and venue_score(parts[0]) >= 2.0:
        facts.fields["venue"] = text  # "EMNLP, 2017"
        return
    for part in parts:
        if dates_in(part) and is_occasion(part) and venue_score(part) >= 2.5:
            facts.fields["venue"] = part
            return


def _put_below(body: Body, passages: Sequence[Passage]) -> None:
    """Put the passages under an entry, with all under them, into its facts."""
    for passage in passages:
        if passage.kind in {"code", "furniture"}:
            continue
        if passage.kind == "comment":
            for run in passage.runs:
                add_comment(body, run.text)
            continue
        if passage.runs and _is_addresses(passage.runs):
            body.links += [Link(url=run.href, role=role_of_url(run.href)) for run in passage.runs if run.href]
        elif passage.runs:
            add_prose(body, passage.runs)
        _put_below(body, passage.children)


def _is_addresses(runs: Runs) -> bool:
    """Return whether a line is printed addresses, and no other words."""
    linked = [run for run in runs if run.href and is_web(run.href) and "bare" in run.marks]
    return bool(linked) and not any(re.search(r"\w", run.text) for run in runs if run not in linked)


def is_byline(passage: Passage, *, alone: bool) -> bool:
    """Return whether a passage under an entry is a line with the names of people, and nothing else.

    `alone`: lines under labels follow on it, so that a single name is enough.
    """
    if passage.children or _is_labelled(passage) or any(run.href for run in passage.runs):
        return False
    text = plain(passage.runs).rstrip(".")
    return are_mostly_people(text) or (alone and 1 < len(text.split()) < 5 and people_score(text) >= 1.8)


def _is_labelled(passage: Passage) -> bool:
    label, colon, _ = plain(passage.runs).partition(":")
    known = (field_of(label) or note_key(label) or link_role(label)) is not None
    return bool(colon) and (known or _TOPICS.fullmatch(label.strip()) is not None)


def put_following(body: Body, candidate: Candidate, *, signed: bool) -> None:
    """Put the passages under an entry and the paragraphs after it into its facts, in the order of the document.

    A line of names right under an entry that is not `signed` is that of its authors.
    """
    body.under_heading = candidate.shape == "heading"
    parts: list[tuple[int, Passage | Runs]] = [(passage.first_line, passage) for passage in candidate.below]
    parts += [(runs[0].line if runs else 0, runs) for runs in candidate.follow]
    for n, (_, part) in enumerate(sorted(parts, key=lambda each: each[0])):
        if isinstance(part, Passage):
            if n == 0 and not signed and is_byline(part, alone=any(map(_is_labelled, candidate.below[1:]))):
                body.fields.setdefault("authors", plain(part.runs))
                continue
            _put_below(body, [part])
        else:
            if body.under_heading:
                _put_printing(body, part)
            add_prose(body, part)


_PRINTED = re.compile(
    r"\W*(?P<venue>[^\W\d][^\d()]{2,80}?),? +\(?(?P<year>(?:19|20)\d\d)\)?(?=[\s,.;:]|$)[\s\d,.;:()–-]*"
)


def _put_printing(body: Body, runs: Runs) -> None:
    """Put the journal and year of a line under a title that says nothing else ("*Wool*, 2020, 11, 3-9, [DOI](…)")."""
    words = "".join(run.text for run in runs if run.href is None and run.image is None)
    match = _PRINTED.fullmatch(re.sub(r"\{:[^{}]*\}", "", words))  # without the attributes of a link
    set_off = bool(runs) and "italic" in runs[0].marks
    if match and "venue" not in body.fields and venue_score(match["venue"]) >= (1.2 if set_off else 2.0):
        body.fields["venue"] = match["venue"]
        body.fields.setdefault("date", match["year"])


def unique_links(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links without repetition; one with a role of its own stands before a mere page."""
    found: dict[str, Link] = {}
    for link in links:
        if link.url not in found or (found[link.url].role == "page" and link.role != "page"):
            found[link.url] = link
    return tuple(found.values())
