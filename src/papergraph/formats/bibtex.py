"""Works as BibTeX: the parts of an entry, for whoever writes one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from papergraph.formats.columns import clean
from papergraph.graph import PaperGraph
from papergraph.identifiers import fault, fold
from papergraph.model import Paper
from papergraph.people import parse_name

# Braces count for BibTeX even where a backslash stands before them, so that they go by their names.
_LATEX = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "<": r"{\textless}", ">": r"{\textgreater}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "“": "``", "”": "''",
}  # fmt: skip
_MEETING = re.compile(
    r"\b(?:conference|proceedings of the \d|workshops?|symposium|meeting|congress|advances in|"
    r"AAAI|ACCV|ACL|AISTATS|ASPLOS|BMVC|CHI|CIKM|COLING|COLM|COLT|CoRL|CVPR|EACL|ECCV|ECML|EMNLP|FAccT|FOCS|ICALP|"
    r"ICASSP|ICCV|ICDE|ICLR|ICML|ICRA|IJCAI|INTERSPEECH|ISCA|KDD|MICCAI|MLSys|NAACL|NeurIPS|NIPS|NSDI|OSDI|PLDI|PODS|"
    r"POPL|RSS|SIGCOMM|SIGGRAPH|SIGIR|SIGMOD|SODA|SOSP|STOC|UAI|UIST|USENIX|VLDB|WACV|WMT|WSDM|WWW)\b",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|preprint)\b", re.IGNORECASE)
_HOUSE = re.compile(
    r"\b(?:technical report|tech report|report|GitHub|Anthropic|DeepMind|Google|Hugging Face|Meta AI|Microsoft|"
    r"Mistral AI|NVIDIA|OpenAI)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:,\s*|\s+)(Jr\.?|Sr\.?|II|III|IV)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ADDRESS = {ord(each): f"%{ord(each):02X}" for each in '{}\\<>"^`| '}


def escaped(text: str) -> str:
    r"""Return text as LaTeX prints it, with braces that balance.

    >>> escaped("50% of {x} & y_1")
    '50\\% of {\\textbraceleft}x{\\textbraceright} \\& y\\_1'
    """
    return "".join(_LATEX.get(each, each) for each in clean(text))


def title(text: str) -> str:
    """Return a title whose capitals a bibliography style keeps where they belong to a name.

    >>> title("BERT: Pre-training on ImageNet with GPT-3")
    '{BERT}: Pre-training on {ImageNet} with {GPT-3}'
    """
    return " ".join(_kept(word) for word in clean(text).split())


def _kept(word: str) -> str:
    inside = [at for at, each in enumerate(word) if each.isalnum()]
    if not inside:
        return escaped(word)
    begin, end = inside[0], inside[-1] + 1
    core = word[begin:end]
    # "Pre-Training" has its capitals from the title, "ImageNet" from itself.
    named = any(_is_name(part) for part in core.split("-")) or (len(core) == 1 and core.isupper() and core not in "AI")
    return f"{escaped(word[:begin])}{{{escaped(core)}}}{escaped(word[end:])}" if named else escaped(word)


def _is_name(word: str) -> bool:
    letters = [each for each in word if each.isalpha()]
    return any(each.isupper() for each in letters[1:]) or (bool(letters) and any(each.isdigit() for each in word))


def author(printed: str) -> str:
    """Return a name as BibTeX takes it apart: "Last, First"; a group or a single word in braces.

    >>> author("Aäron van den Oord"), author("OpenAI"), author("Martin Luther King Jr.")
    ('van den Oord, Aäron', '{OpenAI}', 'King, Jr., Martin Luther')
    """
    plain = clean(printed).strip(" ,;")
    if parse_name(plain).group or not re.search(r"[\s,]", plain):
        return f"{{{escaped(plain)}}}"
    suffix = _SUFFIX.search(plain)
    bare = plain[: suffix.start()] if suffix else plain
    family, comma, given = (part.strip() for part in bare.partition(","))
    if not comma:
        words = bare.split()
        wanted = parse_name(bare).family
        # The family name is the run of words, at the end or the beginning, that folds to it.
        start = next((at for at in range(len(words)) if _joined(words[at:]) == wanted), None)
        if start is None:
            end = next((at for at in range(len(words), 0, -1) if _joined(words[:at]) == wanted), 0)
            family, given = " ".join(words[:end]), " ".join(words[end:])
        else:
            family, given = " ".join(words[start:]), " ".join(words[:start])
    if not family or not given:
        return f"{{{escaped(bare)}}}"
    parts = [family, suffix[1], given] if suffix else [family, given]
    # "and" and a comma between names would be taken for the end of a name.
    return ", ".join(re.sub(r"\b(and)\b", r"{\1}", escaped(part), flags=re.IGNORECASE) for part in parts)


def _joined(words: list[str]) -> str:
    return "".join(re.findall(r"[^\W\d_]+", fold(" ".join(words))))


def key(paper: Paper, taken: set[str]) -> str:
    """Return the citation key of a work, another than those that are `taken`, and take it."""
    plain = re.sub(r"[^A-Za-z0-9:._+/-]+", "", fold(paper.citekey or paper.id.replace(":", "-")).replace(" ", "-"))
    key, count = plain or "work", 1
    while key.casefold() in taken:  # keys that differ in case alone are one for BibTeX
        count += 1
        key = f"{plain or 'work'}-{count}"
    taken.add(key.casefold())
    return key


def year_of(paper: Paper, *, placed: bool) -> int | None:
    """Return the year of an entry: the venue's where it appeared at one, else that of first publication."""
    return paper.venue_year if placed and paper.venue_year else paper.year


def dated(paper: Paper, kind: str, place: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the fields `year` and `month`, of an entry of this kind and place."""
    year = year_of(paper, placed=bool(place))
    if year:
        yield "year", f"{{{year}}}"
    # That of the preprint says nothing of the meeting.
    if paper.month and year == paper.year and kind != "inproceedings" and 1 <= paper.month <= 12:
        yield "month", _MONTHS[paper.month - 1]


def laid_out(kind: str, key: str, fields: list[tuple[str, str]]) -> str:
    """Return an entry of these fields, one a line."""
    width = max(len(field) for field, _ in fields)
    body = "".join(f"  {field:<{width}} = {value},\n" for field, value in fields)
    return f"@{kind}{{{key},\n{body}}}\n"


#: Types of biblatex and of reference managers for what the first styles call "misc", as which they set these.
_BIBLATEX = {"post": "online", "repository": "software"}


def kind_and_place(paper: Paper) -> tuple[str, list[tuple[str, str]]]:
    """Return the kind of an entry, and where it appeared."""
    venue = clean(paper.venue or "")
    if paper.kind == "book":
        return "book", [("publisher", f"{{{escaped(venue)}}}")] if venue else []
    if not venue and paper.kind == "paper" and not paper.identifiers:
        return "article", []  # which journal is not known: "misc" would say that it is no paper
    if not venue or paper.kind != "paper" or _PREPRINT.search(venue):
        kind = _BIBLATEX.get(paper.kind, "misc")
        return kind, [("howpublished", f"{{{escaped(venue)}}}")] if venue and not _PREPRINT.search(venue) else []
    if _MEETING.search(venue):
        return "inproceedings", [("booktitle", f"{{{title(venue)}}}")]
    if _HOUSE.search(venue):
        return "techreport", [("institution", f"{{{escaped(venue)}}}")]
    return "article", [("journal", f"{{{title(venue)}}}")]


def authors(graph: PaperGraph, paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the field `author`, where an author is known."""
    names = [author(graph.author[each].name) for each in paper.authors if each in graph.author]
    if names:
        yield "author", f"{{{' and '.join([*names, *(['others'] if paper.authors_truncated else [])])}}}"


def objects(graph: PaperGraph, paper: Paper, names: Mapping[str, str]) -> str:
    """Return what a work builds on by the names of works, "a; b (background)"; empty when nothing is known."""
    edges = (edge for edge in graph.edges_from.get(paper.id, ()) if edge.object in names)
    listed = ((names[edge.object], "" if edge.kind == "core" else f" ({edge.kind})") for edge in edges)
    return "; ".join(name + kind for name, kind in sorted(listed))


def identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the fields of the identifiers and of the address that a work has."""
    found = dict(reversed([each.split(":", 1) for each in (paper.id, *paper.identifiers) if ":" in each]))
    if "arxiv" in found:
        yield "eprint", f"{{{found['arxiv']}}}"
        yield "archivePrefix", "{arXiv}"
    if "doi" in found:
        yield "doi", f"{{{found['doi'].translate(_IN_ADDRESS)}}}"
    if "isbn" in found:
        yield "isbn", f"{{{escaped(found['isbn'])}}}"
    if url := address(paper):
        yield "url", in_braces(url)


def in_braces(url: str) -> str:
    """Return an address as the value of a field."""
    return f"{{{clean(url).translate(_IN_ADDRESS)}}}"


def address(paper: Paper) -> str | None:
    """Return the address of a work: the first of a paper that is well formed, else any that is, else None.

    What is malformed leads nowhere; `papergraph check` tells of it, and papergraph.json keeps it.
    """
    links = sorted(paper.links, key=lambda each: each.role != "paper")
    return next((each.url for each in links if re.match("https?://", each.url) and not fault(each.url)), None)
