"""Table rows as candidates: which cell holds the title, and what the other columns say."""

from __future__ import annotations

import re

from papergraph.readers.grammar.evidence import ALONE, AMONG, evidence, has_title, looks_like_title, most_evidence
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, TITLE_ONLY
from papergraph.readers.grammar.semicolons import references_apart
from papergraph.readers.grammar.splitting import two_titles
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.cellworks import works_with_names
from papergraph.readers.layout.fieldlines import is_people_line
from papergraph.readers.layout.schedules import names_speakers
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import field_of, link_role, note_key, venue_in_label
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.namelists import are_mostly_people
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Passage, Runs, plain, said_lines

_TITLE_HEAD = re.compile(
    r"\b(?:title|paper|papers|name|work|reference|publication|article|entry|book|citation|books|works|"
    r"werke?|hauptwerke?|œuvres?|oeuvres?|ouvrages?|obras?|buch|bücher|aufsatz|artikel|livres?|libros?|livros?|artículos?|artigos?|книга|книги|статья|статьи)\b|"
    r"标题|论文|論文|논문|文章",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"\b(?:papers?|references?|publications?|citations?|articles?)\b", re.IGNORECASE)
_NAMES = re.compile(
    r"\W*(?:(?:tool|software|method|package|program|model|algorithm)s?\W*)?(?:name|entry|work)?\W*", re.IGNORECASE
)
_READINGS = re.compile(r"\breadings?\b|\bliterature\b|文献", re.IGNORECASE)
_MEETING_HEAD = re.compile(r"\W*(?:date|day|week|session|meeting|lecture|class)s?\b", re.IGNORECASE)
_PUBLICATION = re.compile(r"\W*(?:publications?|published(?: (?:in|at))?|pub\.?)\W*", re.IGNORECASE)
_CODE = re.compile(r"\W*[A-Z]{0,3}-?\d{1,4}[a-z]?\W*")  # "S12" under "ID"
_NUMBER_HEAD = re.compile(r"\W*(?:#|no|nr|num|number|id|index|rank|s\.?no)\W*|", re.IGNORECASE)


_HOME = re.compile(r"(?:https?:)?//[^/]+/?")


def is_title_head(head: str) -> bool:
    """Return whether a column of this head can hold titles."""
    name = field_of(head)
    return name == "title" or (name is None and bool(_TITLE_HEAD.search(head)))


def _title_cell(row: Passage) -> int | None:
    """Return the position of the cell that holds the title, or None; cells that cannot win are not read."""
    heads = [*row.header, *[""] * len(row.cells)]
    for_place = [_head_score(heads[n]) - 0.3 * n for n in range(len(row.cells))]
    if any(
        _REFERENCES.search(head) and len(plain(cell).split()) > 4 for head, cell in zip(heads, row.cells, strict=False)
    ):
        for_place = [
            min(score, 0.0) if head and _NAMES.fullmatch(head) else score
            for score, head in zip(for_place, heads, strict=False)
        ]  # the references are printed beside what is called so
    most = [score + most_evidence(cell) + 1.0 for score, cell in zip(for_place, row.cells, strict=True)]
    best, at = -1.0, None
    bare = not any(run.href and is_web(run.href) for cell in row.cells for run in cell)
    bare = bare and not (row.cells and re.fullmatch(r"[\W\d]*", plain(row.cells[0])))  # a chronicle
    for n in sorted(range(len(row.cells)), key=lambda n: (-most[n], n)):
        if most[n] < best:
            break
        cell = row.cells[n]
        other = heads[n] and not is_title_head(heads[n]) and not _READINGS.search(heads[n])
        if other and len(plain(cell).split()) < 2 and not any(run.href for run in cell):
            continue  # a word under "Type" or "Area"
        if other and bare and n and not looks_like_title(plain(cell)) and not any(run.marks for run in cell):
            continue  # "C3D RGB" under "Feature"
        if names_speakers(heads[n]) or (heads[n] and _NUMBER_HEAD.fullmatch(heads[n]) and _CODE.fullmatch(plain(cell))):
            continue
        lead = read_lead(cell, NO_PRIOR)
        if not has_title(lead) and field_of(heads[n]) == "title" and len(plain(cell).split()) > 1:
            lead = read_lead(cell, TITLE_ONLY)  # "Red Queen and Court Jester", under "Title"
        if not has_title(lead):
            continue
        score = for_place[n] + evidence(lead, cell)
        if all(link_role(run.text) for run in cell if run.href) and any(run.href for run in cell) and lead.href:
            score -= 4.0
        if len(plain(cell).split()) <= 4 and venue_score(plain(cell)) >= 1.2:
            score -= 4.0  # "[Nature](…)" in a column of links
        if re.fullmatch(r"[\W\d]*", plain(cell)):
            score -= 6.0
        if lead.href and is_paper_url(lead.href) and len(lead.title.split()) > 3:
            score += 1.0  # beside the linked name of a tool
        if score > best or (score == best and at is not None and n < at):
            best, at = score, n
    return at if at is not None else _described(row)


def _described(row: Passage) -> int | None:
    """Return the position of a title in plain words beside a link, in a column that may hold descriptions as well."""
    if not any(run.href and is_web(run.href) and not _HOME.fullmatch(run.href) for cell in row.cells for run in cell):
        return None  # a conference with its home page is no work
    placed = any(run.href and venue_in_label(run.text) for cell in row.cells for run in cell)
    for n, cell in enumerate(row.cells):
        head = row.header[n] if n < len(row.header) else ""
        text = plain(cell)
        named = field_of(head) and not (placed and field_of(head) == "tags")  # "Topic", beside "[OSDI 10 paper](…)"
        if any(run.href for run in cell) or named or link_role(head) or link_role(text):
            continue
        name = (len(text.split()) == 1 and is_lead_name(text) and not _CODE.fullmatch(text)) or (
            placed and len(text.split()) > 3
        )
        if (name or looks_like_title(text)) and has_title(read_lead(cell, NO_PRIOR)):
            return n
    return _named(row)


def _named(row: Passage) -> int | None:
    """Return the position of what a work is called in short, where that is all that a row prints beside its links."""
    labelled = any(run.href and is_web(run.href) and link_role(run.text) for cell in row.cells for run in cell)
    for head, (n, cell) in zip(row.header, enumerate(row.cells), strict=False):
        if labelled and field_of(head) == "short" and re.search(r"[^\W\d_]", plain(cell)):
            return n
    return None


def _head_score(head: str) -> float:
    """Return what a column's head says for titles in it."""
    if is_title_head(head):
        return 6.0 if field_of(head) == "title" else 4.0
    if field_of(head) not in {None, "title"}:
        return -5.0
    if _READINGS.search(head):
        return 2.0
    return -1.0 if note_key(head) else -1.5 if link_role(head) else 0.0


def row_candidate(row: Passage, section: tuple[str, ...]) -> Candidate:
    """Return the candidate of a table row; its `runs` are the title's cell, empty when no cell has a title."""
    at = _title_cell(row)
    candidate = Candidate(
        "row", section, row.first_line, row.last_line, row.cells[at] if at is not None else (),
        ("row", row.header), row=row, problem=row.problem,
    )  # fmt: skip
    for n, cell in enumerate(row.cells):
        head = row.header[n] if n < len(row.header) else ""
        if n == at:
            candidate.title_head = head
            continue
        if head.strip().lower() == "who":
            meetings = _MEETING_HEAD.match(row.header[0]) or any(field_of(other) == "authors" for other in row.header)
            head = "Presenter" if meetings else "Authors"
        elif at is not None and _PUBLICATION.fullmatch(head):
            head = "Venue"  # the title stands in another column
        if _NUMBER_HEAD.fullmatch(head) and re.fullmatch(r"\W*\d{1,4}\W*", plain(cell)):
            candidate.marker = plain(cell)
        elif plain(cell) or any(run.href and is_web(run.href) for run in cell):
            candidate.columns.append((head, cell))
    return candidate


def row_candidates(row: Passage, section: tuple[str, ...]) -> list[Candidate]:
    """Return the candidates of a table row: several where a cell lists several works, as schedules of courses do."""
    whole = row_candidate(row, section)
    signed = works_with_names(whole.runs)
    others = [(head, cell) for head, cell in whole.columns if _is_reference(head, cell)] if whole.runs else []
    whole.columns = [column for column in whole.columns if column not in others]
    parts = signed or _works(whole.runs)
    if others:
        cells = [cell for cell in row.cells if cell is whole.runs or any(cell is other for _, other in others)]
        parts = [runs for cell in cells for runs in (parts if cell is whole.runs else _works(cell))]
    if len(parts) < 2:
        return [whole]
    shared = [(head, cell) for head, cell in whole.columns if signed and _is_shared(head, cell)]
    return [
        Candidate(
            "row",
            section,
            row.first_line,
            row.last_line,
            runs,
            ("row", row.header),
            row=row,
            title_head=whole.title_head,
            columns=list(shared),
        )
        for runs in parts
    ]


def _is_reference(head: str, cell: Runs) -> bool:
    """Return whether a cell beside that of the title holds whole references: authors, a title, where or when."""
    if field_of(head) or link_role(head) or note_key(head) or names_speakers(head) or len(plain(cell).split()) < _WORDS:
        return False
    leads = [(read_lead(runs, NO_PRIOR), runs) for runs in _works(cell)]
    return all(
        bool(lead.people.names and (lead.dates or lead.venue))
        and (lead.order[:2] == ("authors", "title") or is_paper_url(lead.href or ""))
        and evidence(lead, runs) >= ALONE
        for lead, runs in leads
    )


def _is_shared(head: str, cell: Runs) -> bool:
    """Return whether a column tells the year or the venue of all works of its row."""
    return field_of(head) == "venue" or re.fullmatch(r"\W*(?:19|20)\d\d\W*", plain(cell)) is not None


def _works(cell: Runs) -> list[Runs]:
    """Return the runs of each work of a cell: one on each of its lines, or linked titles with a comma between them."""
    lines = said_lines(cell, "break")
    if any(is_people_line(text) or are_mostly_people(text) for text in map(plain, lines)):
        return [cell]  # names under their title
    works = [runs for line in lines for runs in references_apart(line) or two_titles(line)]
    leads = [read_lead(runs, NO_PRIOR) for runs in works]
    if len(works) > 1 and all(
        has_title(lead) and evidence(lead, runs) >= AMONG + 1.0 for lead, runs in zip(leads, works, strict=True)
    ):
        return works
    return [cell]


_WORDS = 6  # of a whole reference, at least
_GROUP_WORDS = 5  # of the name of a group over a table, at most
_PART_WORDS = 8  # of the name of a part of a table, at most


def part_of_table(row: Passage) -> Runs | None:
    """Return the words in bold, or the date, that are all of a row of several cells: the name of a part; or None."""
    filled = [cell for cell in row.cells if plain(cell) or any(run.href or run.image for run in cell)]
    if len(row.cells) < 2 or len(filled) != 1 or row.problem or row.children:
        return None
    words = [run for run in filled[0] if run.text.strip() and "comment" not in run.marks]
    if not any(run.href or run.image for run in filled[0]) and _is_date(plain(filled[0])):
        return filled[0]
    if not words or any(run.href or run.image or not run.marks & {"bold", "heading"} for run in words):
        return None
    return filled[0] if len(plain(filled[0]).split()) <= _PART_WORDS else None


def _is_date(text: str) -> bool:
    """Return whether a text is a date with its year, and no other word: "August 2022 (3/4)"."""
    dates = dates_in(text)
    return bool(dates) and re.search(r"[^\W\d_]", without_dates(text, dates)) is None


def is_over_table(item: Passage) -> bool:
    """Return whether a list item is the short name of a group, and all under it a table of works by its head."""
    name = plain(item.runs)
    if not 0 < len(name.split()) <= _GROUP_WORDS or any(run.href or run.image for run in item.runs):
        return False
    heads = [child.header for child in item.children if child.kind == "table-head"]
    rows = [child for child in item.children if child.kind == "row"]
    if not (heads and rows) or len(heads) + len(rows) < len(item.children):
        return False
    known = {field_of(head) or link_role(head) for head in heads[0]} - {None}
    return any(map(is_title_head, heads[0])) and len(known - {"title"}) > 0


def is_empty(cells: tuple[Runs, ...]) -> bool:
    """Return whether a row has nothing in its cells."""
    return not any(plain(cell) or any(run.image or run.href for run in cell) for cell in cells)
