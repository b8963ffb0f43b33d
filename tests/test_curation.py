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


def test_empty_cells_of_an_own_row_say_nothing(write: Write, bundled: Curation) -> None:
    write(
        "papers.tsv", "id\tcitekey\ttitle\thours\tauthors\narxiv:1706.03762\tvaswani2017attention\tAttention\t3\tA B\n"
    )
    write("requires.tsv", "subject\tobject\treason\nkl-divergence\tconvolution\tmine\n")
    folder = write("concepts.tsv", "id\tpref_label\tdefinition\nkl-divergence\trelative entropy\tours\n")
    loaded = load(folder)
    before, after = ({work.id: work for work in each.works}["arxiv:1706.03762"] for each in (bundled, loaded))
    old, new = ({each.concept.id: each.concept for each in every.concepts} for every in (bundled, loaded))

    assert (after.title, after.hours, after.authors, after.authors_truncated) == ("Attention", 3, ("A B",), False)
    assert (after.year, after.venue, after.alt_titles) == (before.year, before.venue, before.alt_titles)
    concept, was = new["kl-divergence"], old["kl-divergence"]
    assert (concept.pref_label, concept.definition, concept.learn_at) == ("relative entropy", "ours", was.learn_at)
    assert {each.object for each in concept.requires} == {*(each.object for each in was.requires), "convolution"}


def test_rows_of_a_work_still_count_under_a_citekey_of_ones_own(write: Write, bundled: Curation) -> None:
    loaded = load(write("papers.tsv", "id\tcitekey\ttitle\narxiv:1706.03762\tmine2017\tAttention Is All You Need\n"))
    index = ReferenceIndex.of(loaded.works)

    assert len(loaded.edges) == len(bundled.edges)
    assert {edge.subject for edge in loaded.edges if not index.find(edge.subject)} == set()
    assert "mine2017" in {edge.object for edge in loaded.edges}
    assert "mine2017" in {name for each in loaded.concepts for name in each.introduced_by}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("work:mine-2001\tvaswani2017attention\tMine\t", "citekey"),
        ("doi:10.1234/mine\tmine2001\tMine\tarxiv:1706.03762", "identifiers"),
    ],
)
def test_a_work_of_ones_own_takes_no_name_from_a_known_one(write: Write, row: str, column: str) -> None:
    with pytest.raises(CurationError) as caught:
        load(write("papers.tsv", f"id\tcitekey\ttitle\tidentifiers\n{row}\n"))
    assert (caught.value.line, caught.value.column) == (2, column)


def test_a_label_of_ones_own_concept_is_no_label_of_a_bundled_one(write: Write, bundled: Curation) -> None:
    old = {each.concept.id: each.concept for each in bundled.concepts}["convolution"]
    folder = write("concepts.tsv", f"id\tpref_label\talt_labels\nfold\t{old.pref_label}\t{'|'.join(old.alt_labels)}\n")
    new = {each.concept.id: each.concept for each in load(folder).concepts}

    assert new["fold"].pref_label == old.pref_label
    assert (new["convolution"].pref_label, new["convolution"].alt_labels) == (f"{old.pref_label} (bundled)", ())


def test_own_and_bundled_concepts_together_go_round_in_no_circle(write: Write, bundled: Curation) -> None:
    concept = next(each.concept for each in bundled.concepts if each.concept.broader)
    text = f"id\tpref_label\tbroader\n{concept.broader[0]}\tanything at all\t{concept.id}\n"
    with pytest.raises(CurationError, match="circle"):
        load(write("concepts.tsv", text))
