"""Citation records: the file's format, services' own shapes and dumps, and the citations between papers at hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.citation_records import (
    Answer,
    Cited,
    Context,
    Reference,
    Work,
    answers_in,
    header,
    read_cited,
    to_line,
    told_apart,
)
from papergraph.citation_records.records import from_record
from papergraph.citation_records.shapes import crossref_references, crossref_work, openalex_work, s2_work
from papergraph.errors import InputError
from papergraph.model import Paper

NEW = Paper(id="arxiv:2001.00001", citekey="new", title="A New Paper About Old Things", year=2020)
OLD = Paper(
    id="doi:10.1000/old",
    citekey="old",
    title="Old Things That Everyone Cites",
    year=2010,
    identifiers=("doi:10.1000/old",),
)
PAPERS = (NEW, OLD)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)
works = st.builds(
    Work,
    identifiers=st.lists(texts, unique=True, max_size=2).map(tuple),
    title=texts,
    year=st.none() | st.integers(1, 9999),
    authors=st.lists(texts, unique=True, max_size=2).map(tuple),
)
references = st.builds(
    Reference,
    work=works.filter(lambda work: bool(work.name)),
    influential=st.none() | st.booleans(),
    intents=st.lists(texts, unique=True, max_size=2).map(tuple),
    contexts=st.lists(st.builds(Context, text=texts), max_size=2).map(tuple),
)


@given(asked=texts, cited=st.lists(references, max_size=3).map(tuple))
def test_an_answer_comes_back_from_its_line(asked: str, cited: tuple[Reference, ...]) -> None:
    answer = Answer(kind="references", service="s2", asked=asked, at="2026-01-01T00:00:00Z", references=cited)

    line = to_line(answer)

    assert line.count("\n") == 1
    assert from_record(json.loads(line)) == answer


@given(st.dictionaries(st.sampled_from(["record", "service", "asked", "at", "work", "references"]), anything))
def test_odd_objects_are_no_answers_and_no_crash(record: dict[str, Any]) -> None:
    made = from_record(record)

    assert made is None or made.service


def write(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    data = "".join(json.dumps(each) + "\n" for each in records).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def pairs(cited: Cited) -> list[tuple[str, str]]:
    return [(each.subject, each.object) for each in cited.citations]


def ours(path: Path) -> Path:
    answers = [
        Answer(kind="work", service="s2", asked=NEW.id, at="t", work=Work(identifiers=("s2:n",), title=NEW.title)),
        Answer(
            kind="references",
            service="s2",
            asked="s2:n",
            at="t",
            references=(
                Reference(
                    work=Work(identifiers=("s2:o", OLD.id)),
                    influential=True,
                    intents=("methodology",),
                    contexts=(Context(text="We build on Old (2010)."),),
                ),
                Reference(work=Work(identifiers=("s2:else",), title="Something Else")),
            ),
        ),
    ]
    path.write_text(header() + "".join(map(to_line, answers)), encoding="utf-8")
    return path


def test_citations_between_papers_at_hand_come_with_their_sentences(tmp_path: Path) -> None:
    cited = read_cited([ours(tmp_path / "c.jsonl")], PAPERS)

    assert pairs(cited) == [(NEW.id, OLD.id)]
    (citation,) = cited.citations
    assert citation.contexts[0].text == "We build on Old (2010)."
    assert (citation.influential, citation.among) == (True, 1)
    assert (citation.source, citation.line) == ("c.jsonl", 3)
    assert cited.silent == (OLD.id,)


def test_services_agree_on_one_citation(tmp_path: Path) -> None:
    openalex: list[dict[str, Any]] = [
        {"id": "https://openalex.org/W1", "title": NEW.title, "publication_year": 2020, "referenced_works": ["W2"]},
        {"id": "https://openalex.org/W2", "doi": "https://doi.org/10.1000/OLD", "referenced_works": None},
    ]

    cited = read_cited([ours(tmp_path / "c.jsonl"), write(tmp_path / "oa.jsonl.gz", openalex)], PAPERS)

    assert [each.services for each in cited.citations] == [("openalex", "s2")]
    assert cited.citations[0].contexts


def test_papers_of_semantic_scholar_with_references_are_read_as_they_come(tmp_path: Path) -> None:
    records = [
        {
            "paperId": "a" * 40,
            "externalIds": {"ArXiv": "2001.00001", "DOI": None},
            "references": [{"paperId": "b" * 40, "title": OLD.title, "year": 2010}, None, {"paperId": None}],
        }
    ]

    assert pairs(read_cited([write(tmp_path / "p.jsonl", records)], PAPERS)) == [(NEW.id, OLD.id)]


def test_the_dumps_of_semantic_scholar_are_read_together(tmp_path: Path) -> None:
    papers: list[dict[str, Any]] = [
        {"corpusid": 11, "externalids": {"ArXiv": "2001.00001"}, "title": "x"},
        {"corpusid": 22, "externalids": {"DOI": "10.1000/old"}, "title": "y"},
    ]
    citations: list[dict[str, Any]] = [
        {
            "citingcorpusid": 11,
            "citedcorpusid": 22,
            "isinfluential": True,
            "contexts": ["We use Old.", None],
            "intents": [["methodology"], None],
        },
        {"citingcorpusid": 11, "citedcorpusid": None, "contexts": None, "intents": None},
    ]

    cited = read_cited([write(tmp_path / "a.gz", papers), write(tmp_path / "b.gz", citations)], PAPERS)

    (citation,) = cited.citations
    assert citation.contexts == (Context(text="We use Old.", intents=("methodology",)),)
    assert citation.intents == ("methodology",)


def test_a_title_alone_needs_four_words_and_a_year_that_does_not_contradict(tmp_path: Path) -> None:
    def found(title: str, year: int) -> list[tuple[str, str]]:
        records: list[dict[str, Any]] = [
            {"id": "W1", "doi": "https://doi.org/10.48550/arXiv.2001.00001", "referenced_works": ["W2"]},
            {"id": "W2", "title": title, "publication_year": year},
        ]
        papers = (NEW, OLD, Paper(id="work:short", citekey="short", title="Old Things", year=2010))
        return pairs(read_cited([write(tmp_path / "t.jsonl", records)], papers))

    assert found(OLD.title, 2011) == [(NEW.id, OLD.id)]
    assert found(OLD.title, 2018) == []
    assert found("Old Things", 2010) == []


def test_a_doubted_work_is_not_taken(tmp_path: Path) -> None:
    path = ours(tmp_path / "c.jsonl")
    path.write_text(path.read_text().replace('"work":{', '"doubt":"leads elsewhere","work":{'), encoding="utf-8")

    assert read_cited([path], PAPERS).citations == ()


def test_what_one_service_knows_opens_what_another_was_asked(tmp_path: Path) -> None:
    """OpenAlex was asked for a DOI that Semantic Scholar gave: its answer stands first in the file, and is shorter."""
    answers = [
        Answer(kind="work", service="openalex", asked="doi:10.1/n", at="t", work=Work(identifiers=("openalex:W1",))),
        Answer(kind="work", service="s2", asked=NEW.id, at="t", work=Work(identifiers=("s2:n", "doi:10.1/n"))),
        Answer(
            kind="references",
            service="openalex",
            asked="openalex:W1",
            at="t",
            references=(Reference(work=Work(identifiers=(OLD.id,))),),
        ),
    ]
    path = tmp_path / "c.jsonl"
    path.write_text(header() + "".join(map(to_line, answers)), encoding="utf-8")

    assert pairs(read_cited([path], PAPERS)) == [(NEW.id, OLD.id)]


def test_ties_among_references_are_counted(tmp_path: Path) -> None:
    others = [f"https://openalex.org/W{number}" for number in range(10, 15)]
    records: list[dict[str, Any]] = [
        {"id": "W1", "title": NEW.title, "referenced_works": [*others, "W2"]},
        {"id": "W2", "title": OLD.title, "referenced_works": others[:3]},
    ]

    file = write(tmp_path / "t.jsonl", records)
    (citation,) = read_cited([file], PAPERS).citations
    (other,) = read_cited([file], [NEW], outside=[OLD]).citations

    assert (citation.tied, citation.among) == (3, 5)
    # What is looked at because many cite it is tied to everything.
    assert (other.object, other.tied, other.among) == (OLD.id, 0, 5)


def test_the_order_of_files_and_lines_changes_nothing(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"id": "W1", "title": NEW.title, "referenced_works": ["W2"]},
        {"id": "W2", "title": OLD.title},
    ]
    first = read_cited([write(tmp_path / "a.jsonl", records)], PAPERS)
    second = read_cited([write(tmp_path / "a.jsonl", records[::-1])], PAPERS[::-1])

    assert pairs(first) == pairs(second) == [(NEW.id, OLD.id)]
    assert first.silent == second.silent


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no works and no citations"),
        (b"hello\n", "no works and no citations"),
        (gzip.compress(b'{"id": "W1"}\n' * 99, mtime=0)[:-9], "damaged or cut short"),
        (b'{"record":"file","format":"papergraph-citations","version":9}\n', "version 9"),
    ],
)
def test_what_is_no_citation_file_is_an_error(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(data)

    with pytest.raises(InputError, match=said):
        read_cited([path], PAPERS)


@pytest.mark.parametrize("data", [b"", b"\n \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_called_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(data)

    with pytest.raises(InputError, match="is empty"):
        told_apart([path])


def test_lines_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    path = ours(tmp_path / "c.jsonl")
    path.write_text(path.read_text() + '{"half": \n[1]\n', encoding="utf-8")

    cited = read_cited([path], PAPERS)

    assert pairs(cited) == [(NEW.id, OLD.id)]
    assert "2 lines could not be read, the first is line 4" in cited.notes[0]
    path.write_text("\n".join(path.read_text().splitlines()[:-1]) + "\n", encoding="utf-8")
    assert read_cited([path], PAPERS).notes == (f"{path}: 1 line could not be read, line 4",)


def test_half_a_line_is_passed_over_in_a_journal_alone(tmp_path: Path) -> None:
    path = ours(tmp_path / "c.jsonl")
    path.write_text(path.read_text()[:-20], encoding="utf-8")

    assert [each.kind for each in answers_in(path, journal=True)] == ["work"]
    with pytest.raises(InputError, match=":3"):
        list(answers_in(path))


def test_works_of_every_service() -> None:
    s2 = s2_work(
        {"paperId": "f" * 40, "externalIds": {"DOI": "10.1000/X", "CorpusId": 5}, "authors": [{"name": "Ö. Å"}]}
    )
    assert s2.identifiers == ("s2:" + "f" * 40, "s2:CorpusId:5", "doi:10.1000/x")
    assert s2.authors == ("Ö. Å",)
    openalex = openalex_work(
        {"id": "https://openalex.org/W5", "locations": [{"landing_page_url": "https://arxiv.org/abs/2001.00001"}]}
    )
    assert openalex.identifiers == ("openalex:W5", "arxiv:2001.00001")
    crossref = crossref_work({"DOI": "10.1000/Y", "title": ["T"], "issued": {"date-parts": [[1999, 3]]}})
    assert (crossref.identifiers, crossref.year, crossref.date) == (("doi:10.1000/y",), 1999, "1999-03")
    cited = crossref_references({"reference": [{"DOI": "10.1000/z"}, {"unstructured": "x"}, {"article-title": "Q"}]})
    assert [each.work.name for each in cited] == ["doi:10.1000/z", "q"]


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "ids",
                "doi",
                "DOI",
                "paperId",
                "externalIds",
                "authors",
                "authorships",
                "issued",
                "title",
                "reference",
                "locations",
                "primary_location",
                "year",
            ]
        ),
        anything,
    )
)
def test_odd_records_of_services_are_no_crash(record: dict[str, Any]) -> None:
    for shape in (s2_work, openalex_work, crossref_work):
        assert isinstance(shape(record), Work)
