"""What papers of a list rest on by their citations and the list does not contain: told, ranked, brought in."""

from __future__ import annotations

import contextlib
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from papergraph.citation_records import Outside, Work, works_outside
from papergraph.cli import main
from papergraph.completion import Needed, known_works, needed
from papergraph.curation import Curation, KnownWork
from papergraph.errors import UnknownReferenceError
from papergraph.graph import PaperGraph, build
from papergraph.model import Evidence, Paper
from papergraph.relate.claims import Claim

WHEELS = ["Round wheels for flat roads", "Axles that never break", "Carts pulled by patient oxen", "Spokes of ash wood"]
LIST = "# Carts\n\n" + "\n".join(
    f"- [{title}](https://arxiv.org/abs/2{number}01.00001), 202{number}" for number, title in enumerate(WHEELS)
)
ROLLING = {
    "identifiers": ["s2:" + "a" * 40, "doi:10.1000/rolling"],
    "title": "On rolling things downhill",
    "year": 1999,
    "authors": ["Ada Smith", "Bo Jones"],
    "venue": "Journal of Hills",
}
FIRE = {
    "identifiers": ["s2:" + "b" * 40],
    "title": "Fire: A short history of warmth",
    "year": 1990,
    "authors": ["C Doe"],
}
NUMBERS = {"identifiers": ["s2:" + "c" * 40], "title": "Counting with pebbles", "year": 1980}


def cites(work: dict[str, Any], *sentences: str, intent: str = "background", influential: bool = False) -> Any:
    told = {"contexts": [{"text": each} for each in sentences]} if sentences else {}
    return {**work, "intents": [intent], "influential": influential, **told}


def extending(work: dict[str, Any]) -> Any:
    return cites(work, "We extend the way of rolling [1].", "We build on [1].", intent="methodology", influential=True)


def passing(work: dict[str, Any]) -> Any:
    return cites(work, "Carts are old [1, 2, 3].")


def written(folder: Path, references: list[list[Any]], *more: dict[str, Any]) -> Path:
    records: list[dict[str, Any]] = [{"record": "file", "format": "papergraph-citations", "version": 1}]
    for number, title in enumerate(WHEELS):
        own = f"arxiv:2{number}01.00001"
        work = {"identifiers": [f"s2:{number:040}", own], "title": title, "year": 2020 + number}
        records.append({"record": "work", "service": "s2", "asked": own, "at": "t", "work": work})
    for number, cited in enumerate(references):
        asked = f"s2:{number:040}"
        records.append({"record": "references", "service": "s2", "asked": asked, "at": "t", "references": cited})
    lines = "".join(json.dumps(each) + "\n" for each in (*records, *more))
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (folder / "list.md").write_text(LIST, encoding="utf-8")
    return folder / "c.jsonl.gz"


@pytest.fixture
def citations(tmp_path: Path) -> Path:
    """All four papers cite the third work in passing, three extend the first, two the second."""
    return written(
        tmp_path,
        [
            [extending(ROLLING), passing(NUMBERS)],
            [extending(ROLLING), extending(FIRE), passing(NUMBERS)],
            [extending(ROLLING), extending(FIRE), passing(NUMBERS)],
            [passing(ROLLING), passing(NUMBERS)],
        ],
    )


def built(citations: Path, **options: Any) -> PaperGraph:
    return build([citations.parent / "list.md"], citations=[citations], curation=Curation(), **options)


def test_what_many_rest_on_is_told_with_counts_the_most_needed_first(citations: Path) -> None:
    found = [each for each in built(citations).problems if each.code.startswith("work-")]

    assert [(each.code, each.message.split(";")[0]) for each in found] == [
        (
            "work-presupposed",
            "'On rolling things downhill' (1999): 3 of the 4 papers whose references are known rest on it "
            "('Axles that never break', 'Carts pulled by patient oxen' and 'Round wheels for flat roads'), 1 more "
            "cites it",
        ),
        (
            "work-presupposed",
            "'Fire: A short history of warmth' (1990): 2 of the 4 papers whose references are known rest on it "
            "('Axles that never break' and 'Carts pulled by patient oxen')",
        ),
        (
            "work-cited-by-many",
            "'Counting with pebbles' (1980): 4 of the 4 papers whose references are known cite it, and none says that "
            "it builds on it ('Axles that never break', 'Carts pulled by patient oxen', 'Round wheels for flat roads' "
            "and 'Spokes of ash wood')",
        ),
    ]
    assert found[0].papers == ("arxiv:2001.00001", "arxiv:2101.00001", "arxiv:2201.00001", "doi:10.1000/rolling")


def test_what_is_brought_in_has_its_facts_and_edges_with_quotes_and_is_marked(citations: Path) -> None:
    graph = built(citations, complete=True)
    brought = {each.id: each for each in graph.papers if not each.from_list}
    rolling = brought["doi:10.1000/rolling"]

    assert set(brought) == {"doi:10.1000/rolling", "s2:" + "b" * 40, "s2:" + "c" * 40}
    assert (rolling.title, rolling.year, rolling.venue) == ("On rolling things downhill", 1999, "Journal of Hills")
    assert [graph.author[each].name for each in rolling.authors] == ["Ada Smith", "Bo Jones"]
    assert rolling.citekey == "smith1999rolling"
    assert rolling.links[0].url == "https://doi.org/10.1000/rolling"
    assert brought["s2:" + "b" * 40].short_names == ("Fire",)
    edges = {edge.subject: edge for edge in graph.edges_to[rolling.id]}
    assert [edges[f"arxiv:2{n}01.00001"].kind for n in range(4)] == ["core", "core", "core", "background"]
    assert all(each.evidence[0].quote for each in edges.values())
    assert not [each for each in graph.problems if each.code.startswith("work-")]
    assert graph.noted[rolling.id] == (
        "'On rolling things downhill' is in none of the lists; what it is, is taken from Semantic Scholar",
    )


def test_the_limit_takes_the_most_needed_and_tells_the_rest(citations: Path) -> None:
    graph = built(citations, complete=True, most=1)

    assert [each.id for each in graph.papers if not each.from_list] == ["doi:10.1000/rolling"]
    assert [each.code for each in graph.problems if each.code.startswith("work-")] == [
        "work-presupposed",
        "work-cited-by-many",
    ]
    none = built(citations, complete=True, most=0)
    assert all(each.from_list for each in none.papers)


def test_ids_and_citekeys_of_the_list_are_the_same_with_and_without(citations: Path) -> None:
    plain = build([citations.parent / "list.md"], curation=Curation())
    full = built(citations, complete=True)

    listed = [(each.id, each.citekey) for each in full.papers if each.from_list]
    assert listed == [(each.id, each.citekey) for each in plain.papers]


def test_a_known_work_comes_in_as_it_is_known_with_what_it_presupposes(citations: Path) -> None:
    rolling = KnownWork(id="doi:10.1000/rolling", citekey="rolling", title="On Rolling", short_names=("Roll",))
    slope = KnownWork(id="work:slope", citekey="slope", title="The slope")
    from papergraph.curation import CuratedEdge

    known = Curation(works=(rolling, slope), edges=(CuratedEdge(subject="rolling", object="slope", kind="core"),))
    graph = build([citations.parent / "list.md"], citations=[citations], curation=known, complete=True, most=1)

    assert [(each.id, each.citekey) for each in graph.papers if not each.from_list] == [
        ("doi:10.1000/rolling", "rolling"),
        ("work:slope", "slope"),
    ]
    assert ("doi:10.1000/rolling", "work:slope") in {(each.subject, each.object) for each in graph.builds_on}


def test_references_of_what_is_brought_in_make_edges_too(tmp_path: Path) -> None:
    own = {
        "record": "references",
        "service": "s2",
        "asked": "s2:" + "a" * 40,
        "at": "t",
        "references": [extending(FIRE)],
    }
    file = written(tmp_path, [[extending(ROLLING), extending(FIRE)], [extending(ROLLING), extending(FIRE)]], own)

    edges = {(each.subject, each.object): each.kind for each in built(file, complete=True).builds_on}

    assert edges["doi:10.1000/rolling", "s2:" + "b" * 40] == "core"


def test_what_services_added_and_do_not_know_is_told_with_the_paper(tmp_path: Path) -> None:
    built(written(tmp_path, [[passing(FIRE)], [passing(FIRE)], [], []]))
    papergraph("build", "list.md", "--citations", "c.jsonl.gz", "--curation", "none", cwd=tmp_path)
    shown = papergraph("show", "arxiv:2201.00001", cwd=tmp_path).stdout
    data = json.loads(papergraph("show", "arxiv:2201.00001", "--format", "json", cwd=tmp_path).stdout)
    why = papergraph("why", "arxiv:2201.00001", cwd=tmp_path).stdout
    page = (tmp_path / "output" / "index.html").read_text("utf-8")

    said = "no references of 'Carts pulled by patient oxen' are known to Semantic Scholar"
    assert said in " ".join(shown.split())
    assert any(said in each for each in data["noted"])
    assert f"Noted: {said}" in " ".join(why.split())
    assert "that it builds on nothing does not follow" in page


def test_a_reference_to_itself_or_to_a_later_work_is_left_out_and_told(tmp_path: Path) -> None:
    first = {"identifiers": ["arxiv:2001.00001"], "title": WHEELS[0]}
    last = {"identifiers": ["arxiv:2301.00001"], "title": WHEELS[3]}
    graph = built(written(tmp_path, [[extending(first), extending(last)], [extending(first)], [], []]))

    assert [(each.subject, each.object) for each in graph.builds_on] == [("arxiv:2101.00001", "arxiv:2001.00001")]
    (told,) = [each.message for each in graph.problems if each.code == "references-left-out"]
    assert "to itself" in told
    assert "'Spokes of ash wood', of 2023, which is later" in told
    silent = [each for each in graph.problems if each.code == "no-references-known"]
    assert [each.first_line for each in silent] == [5, 6]
    assert "known to Semantic Scholar; that it builds on nothing does not follow" in silent[0].message


def test_a_number_that_a_list_prints_with_another_work_is_not_its_own(tmp_path: Path) -> None:
    """The list prints the number of a work on ponds with its paper on axles; what cites the ponds cites no axles."""
    ponds = {"identifiers": ["s2:" + "e" * 40, "arxiv:2101.00001"], "title": "Fish that live in ponds", "year": 2021}
    file = written(tmp_path, [[], [], [extending(ponds)], [extending(ponds)]])
    lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    found = next(number for number, line in enumerate(lines) if '"asked": "arxiv:2101.00001"' in line)
    lines[found] = json.dumps(json.loads(lines[found]) | {"work": ponds, "doubt": "leads to 'Fish that live in ponds'"})
    file.write_bytes(gzip.compress("\n".join(lines).encode()))

    graph = built(file, complete=True)

    assert {(each.subject, each.object) for each in graph.builds_on} == {
        ("arxiv:2201.00001", "s2:" + "e" * 40),
        ("arxiv:2301.00001", "s2:" + "e" * 40),
    }
    assert [each.code for each in graph.problems if each.severity == "warning"] == ["service-contradicts-title"]


# --- which works outside are one --------------------------------------------------------------------------------


def outside(folder: Path, *works: dict[str, Any]) -> list[Outside]:
    """The works outside when the first two papers cite all of these."""
    file = written(folder, [list(works), list(works)])
    papers = [Paper(id=f"arxiv:2{n}01.00001", citekey=str(n), title=title) for n, title in enumerate(WHEELS)]
    return list(works_outside([file], papers))


PREPRINT = {
    "identifiers": ["arxiv:1501.00007"],
    "title": "Hills That Learn to Roll",
    "year": 2015,
    "authors": ["A Smith"],
}


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ({"identifiers": ["doi:10.1/x", "arxiv:1501.00007"], "title": "Something else", "year": 2017}, True),
        ({"identifiers": ["doi:10.1/x"], "title": "Hills that learn to roll", "year": 2016}, True),
        ({"identifiers": ["doi:10.1/x"], "title": "Hills that learn to roll", "year": 2018}, False),
        (
            {
                "identifiers": ["doi:10.1/x"],
                "title": "Hills that learn to roll",
                "year": 2018,
                "authors": ["Ada Smith"],
            },
            True,
        ),
        (
            {"identifiers": ["doi:10.1/x"], "title": "Hills that learn to roll", "year": 2015, "authors": ["B Jones"]},
            False,
        ),
        ({"identifiers": ["arxiv:1601.00009"], "title": "Hills that learn to roll", "year": 2016}, False),
        ({"title": "Hills that learn to roll"}, True),
    ],
)
def test_versions_of_one_work_are_joined(tmp_path: Path, other: dict[str, Any], one: bool) -> None:
    found = outside(tmp_path, PREPRINT, other)

    assert len(found) == (1 if one else 2)
    assert found[0].id == "arxiv:1501.00007"
    assert found[0].year == 2015


def test_a_short_title_is_one_work_only_with_an_author(tmp_path: Path) -> None:
    hills = {"identifiers": ["doi:10.1/a"], "title": "On Hills", "year": 2015, "authors": ["A Smith"]}
    assert len(outside(tmp_path, hills, {"identifiers": ["doi:10.1/b"], "title": "On Hills", "year": 2015})) == 2
    assert len(outside(tmp_path, hills, hills | {"identifiers": ["doi:10.1/b"]})) == 1


def test_works_of_one_title_and_year_keep_ids_of_their_own(tmp_path: Path) -> None:
    def hills(name: str) -> dict[str, Any]:
        return {"title": "On Hills", "year": 2015, "authors": [name]}

    file = written(tmp_path, [[hills("A Smith"), hills("B Jones")]] * 2)
    papers = [Paper(id=f"arxiv:2{n}01.00001", citekey=str(n), title=title) for n, title in enumerate(WHEELS)]
    listed = Paper(id="work:on-hills-2015", citekey="hills", title="On Hills", year=2015)

    found = works_outside([file], [*papers, listed], authors={listed.id: ("C Brown",)})

    assert [each.id for each in found] == ["work:on-hills-2015-jones", "work:on-hills-2015-smith"]


def test_a_work_without_a_title_is_not_brought_in_until_a_dump_names_it(tmp_path: Path) -> None:
    number = {"identifiers": ["openalex:W5"]}
    (found,) = outside(tmp_path, number)
    assert known_works([found], {}, Curation()) == ()

    (work,) = known_works([found], {found.id: [("openalex", Work(title="Hills", year=2001))]}, Curation())
    assert (work.id, work.title, work.year) == ("openalex:W5", "Hills", 2001)


def test_the_rank_is_by_those_that_rest_on_it_then_by_those_that_cite_it() -> None:
    works = [KnownWork(id=f"doi:10.1/{name}", citekey=name, title=name, year=2000) for name in "abcd"]

    def claims(name: str, core: int, background: int) -> list[Claim]:
        said = Evidence(justification="citation", confidence=0.5)
        return [
            Claim(subject=f"p{n}", object=f"doi:10.1/{name}", kind="core" if n < core else "background", evidence=said)
            for n in range(core + background)
        ]

    told = [*claims("a", 2, 0), *claims("b", 0, 30), *claims("c", 2, 5), *claims("d", 1, 1)]
    found = needed(works, told, {f"p{n}" for n in range(100)}, among=100)

    assert [each.work.citekey for each in found] == ["c", "a", "b"]
    assert found[0] == Needed(work=works[2], rests=("p0", "p1"), cites=("p2", "p3", "p4", "p5", "p6"), among=100)


def test_structure_alone_does_not_say_that_a_paper_rests_on_a_work() -> None:
    said = Evidence(justification="citation", confidence=0.6, rule="cited-structure")
    told = [Claim(subject=f"p{n}", object="doi:10.1/a", kind="core", evidence=said) for n in range(5)]
    (found,) = needed([KnownWork(id="doi:10.1/a", citekey="a", title="a")], told, {f"p{n}" for n in range(5)}, among=5)

    assert (found.rests, len(found.cites)) == ((), 5)


# --- the command line ------------------------------------------------------------------------------------------


def papergraph(*arguments: str, cwd: Path) -> Result:
    with contextlib.chdir(cwd):
        return CliRunner().invoke(main, arguments)


def test_check_ranks_what_is_missing_and_a_path_leads_through_what_comes_in(citations: Path) -> None:
    folder = citations.parent
    asked = ("list.md", "--citations", citations.name, "--curation", "none")
    data = json.loads(papergraph("check", *asked, "--format", "json", cwd=folder).stdout)
    text = papergraph("check", *asked, cwd=folder).stdout
    made = papergraph("build", *asked, "--complete", "--most-needed", "1", cwd=folder)
    path = papergraph("path", "arxiv:2201.00001", "--complete", cwd=folder)

    assert [each["works"] for each in data["presupposed"]] == [
        ["doi:10.1000/rolling"],
        ["s2:" + "b" * 40],
        ["s2:" + "c" * 40],
    ]
    assert data["presupposed"][0]["needed_by"] == ["arxiv:2001.00001", "arxiv:2101.00001", "arxiv:2201.00001"]
    assert "Presupposed, and in none of the lists (3)" in text
    assert "1 work brought in" in made.stderr
    assert "2 works more left out (--most-needed N takes more or fewer)" in made.stderr
    assert path.stdout.index("On rolling things downhill") < path.stdout.rindex("Carts pulled by patient oxen")
    assert "not in your list" in path.stdout
    assert "--most-needed N brings in more" in path.stderr
    for word in ("Fire: A short history of warmth", "s2:" + "b" * 40):
        told = papergraph("path", word, cwd=folder).exception
        assert isinstance(told, UnknownReferenceError)
        assert "is in none of the lists; papergraph build with --citations and --complete brings it in" in str(told)
    refused = papergraph("build", "list.md", "--most-needed", "3", cwd=folder)
    assert refused.exit_code == 2
    assert "give it with both" in refused.stderr


@pytest.mark.parametrize(
    ("quotes", "whole", "begun"), [("none", False, False), ("short", False, True), ("full", True, True)]
)
def test_quotes_hold_for_citing_sentences_in_all_results(tmp_path: Path, quotes: str, whole: bool, begun: bool) -> None:
    said = "We extend the way in which round things roll and add to it a second axle that turns."
    file = written(tmp_path, [[cites(ROLLING, said, intent="methodology", influential=True)]] * 4)
    asked = ("build", "list.md", "--citations", file.name, "--complete", "-o", "out", "--quotes", quotes)
    assert papergraph(*asked, cwd=tmp_path).exit_code == 0
    out = tmp_path / "out"
    papergraph("export", "--graph", "out/papergraph.json", "--format", "csv", "-o", "out/tables", cwd=tmp_path)

    texts = {path.name: path.read_text("utf-8") for path in out.rglob("*") if path.is_file()}
    assert "On rolling things downhill" in texts["index.html"]
    for name in ("papergraph.json", "papergraph.ttl", "papergraph.nq", "papergraph.jsonld"):
        assert ("a second axle that turns" in texts[name]) is whole
        assert ("We extend the way in which round" in texts[name]) is begun
    assert whole or not any("a second axle that turns" in text for text in texts.values())
    assert begun or not any("We extend the way" in text for text in texts.values())
