"""Curated files: the bundled ones hold together, and every fault is named by file, line and column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from papergraph.curation import Curation, load, load_folder, seeds
from papergraph.errors import CurationError
from papergraph.references import ReferenceIndex

PAPERS = "id\tcitekey\ttitle\tauthors\tyear\tmonth\tidentifiers\tkind\thours\tlevel\n"
ROW = "arxiv:1706.03762\tvaswani2017attention\tAttention Is All You Need\tAshish Vaswani|et al.\t2017\t6\t\t\t\t\n"

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.fixture(scope="module")
def bundled() -> Curation:
    return load()


def test_bundled_names_belong_to_one_work_each(bundled: Curation) -> None:
    index = ReferenceIndex.of(bundled.works)

    for table in (index.by_identifier, index.by_citekey, index.by_name, index.by_title):
        assert {name: works for name, works in table.items() if len(works) > 1} == {}


def test_bundled_edges_name_one_work_at_each_end(bundled: Curation) -> None:
    index = ReferenceIndex.of(bundled.works)
    ends = {reference for edge in bundled.edges for reference in (edge.subject, edge.object)}

    assert {reference for reference in ends if len(index.find(reference)) != 1} == set()


def test_bundled_lists_are_found() -> None:
    assert len(seeds()) == 4


def test_a_row_is_read_whole(write: Write) -> None:
    work = load_folder(write("papers.tsv", PAPERS + ROW), name="own").works[0]

    assert (work.id, work.year, work.month, work.kind) == ("arxiv:1706.03762", 2017, 6, "paper")
    assert work.authors == ("Ashish Vaswani",)
    assert work.authors_truncated


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("papers.tsv", "id\tcitekey\n", 1, "title"),
        ("papers.tsv", "id\tcitekey\ttitle\tcolour\n", 1, "colour"),
        ("papers.tsv", PAPERS + ROW + ROW, 3, "id"),
        ("papers.tsv", PAPERS + ROW.replace("1706.03762", "1706.03762v2"), 2, "id"),
        ("papers.tsv", PAPERS + ROW + ROW.replace("arxiv:1706.03762", "arxiv:1810.04805"), 3, "citekey"),
        ("papers.tsv", PAPERS + ROW.replace("\t2017\t", "\tMMXVII\t"), 2, "year"),
        ("papers.tsv", PAPERS + ROW.replace("\t6\t", "\t13\t"), 2, "month"),
        ("papers.tsv", PAPERS + "# a remark\n\n" + ROW.rstrip("\n") + "\tstray\n", 4, None),
        ("builds_on.tsv", "subject\tobject\tkind\na\ta\tcore\n", 2, "object"),
        ("builds_on.tsv", "subject\tobject\tkind\na\tb\tcauses\n", 2, "kind"),
        ("builds_on.tsv", "subject\tobject\tkind\tconfidence\na\tb\tcore\tnan\n", 2, "confidence"),
        ("builds_on.tsv", "subject\tobject\tkind\na\tb\tcore\na\tb\tnone\n", 3, "object"),
        ("concepts.tsv", "id\tpref_label\tbroader\nx\tX\ty\n", 2, "broader"),
        ("concepts.tsv", "id\tpref_label\talt_labels\nx\tX\t\ny\tY\tx\n", 3, "alt_labels"),
        ("concepts.tsv", "id\tpref_label\tbroader\nx\tX\ty\ny\tY\tx\n", None, "broader"),
        ("same_as.tsv", "subject\tpredicate\tobject\na\tis\tb\n", 2, "predicate"),
        ("errata.tsv", "source\ttitle\tfield\tprinted\tcorrect\na\tb\tcolour\tc\td\n", 2, "field"),
    ],
)
def test_every_fault_has_its_place(write: Write, name: str, text: str, line: int | None, column: str | None) -> None:
    with pytest.raises(CurationError) as caught:
        load_folder(write(name, text), name="own")

    error = caught.value
    assert (Path(error.path).name, error.line, error.column) == (name, line, column)
    assert str(error).startswith(error.path)


def test_what_is_no_utf_8_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "papers.tsv").write_bytes(PAPERS.encode() + b"\xff\n")

    with pytest.raises(CurationError, match="not UTF-8"):
        load_folder(tmp_path, name="own")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CurationError, match="is no folder"):
        load(tmp_path / "none-such")


def test_own_rows_win_over_bundled_ones(write: Write, bundled: Curation) -> None:
    folder = write("papers.tsv", PAPERS + ROW.replace("\t2017\t", "\t2018\t"))
    work = next(work for work in load(folder).works if work.id == "arxiv:1706.03762")

    assert work.year == 2018
    assert len(load(folder).works) == len(bundled.works)


def test_an_undecided_row_says_nothing(write: Write) -> None:
    assert load_folder(write("builds_on.tsv", "subject\tobject\tkind\na\tb\t?\n"), name="own").edges == ()
