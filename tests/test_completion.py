"""Works that curated rows presuppose: told when a list does not contain them, brought in when asked."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.completion import Presupposed, missing, presupposed, presupposed_problems
from papergraph.curation import CuratedEdge, Curation, KnownWork, load
from papergraph.graph import PaperGraph, build, from_json, to_json
from papergraph.model import Entry, Paper

NAMES = "abcdefgh"
THREE = """# Three

- An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale (ViT). Dosovitskiy et al., 2020.
- LoRA: Low-Rank Adaptation of Large Language Models. Edward Hu et al., 2021. https://arxiv.org/abs/2106.09685
- [Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239), Ho et al. 2020
"""


def work(name: str, year: int = 2000) -> KnownWork:
    return KnownWork(id=f"work:{name}", citekey=name, title=f"The {name} paper", short_names=(name * 3,), year=year)


def row(subject: str, object_: str, kind: Any = "core", **more: Any) -> CuratedEdge:
    return CuratedEdge(subject=subject, object=object_, kind=kind, **more)


def knowing(*edges: CuratedEdge) -> Curation:
    return Curation(works=tuple(work(name) for name in NAMES), edges=edges)


def paper(name: str) -> Paper:
    return Paper(id=f"work:{name}", citekey=name, title=f"The {name} paper")


def names(identifiers: tuple[str, ...]) -> str:
    return "".join(each.removeprefix("work:") for each in identifiers)


def papergraph(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papergraph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120)


def test_the_closure_follows_core_rows_alone_and_stops_at_what_is_at_hand() -> None:
    known = knowing(row("a", "b"), row("b", "c"), row("c", "d"), row("b", "e", "background"), row("a", "f", "none"))

    assert names(missing([paper("a")], known)) == "bcd"
    assert names(missing([paper("a"), paper("c")], known)) == "bd"
    assert missing([paper("d")], known) == ()
    assert missing([paper("a")], Curation()) == ()


def test_what_is_presupposed_directly_comes_with_those_that_need_it_the_most_needed_first() -> None:
    known = knowing(row("a", "c"), row("b", "c"), row("a", "d"), row("c", "e"))

    assert presupposed([paper("a"), paper("b")], known) == (
        Presupposed(works=("work:c",), needed_by=("work:a", "work:b")),
        Presupposed(works=("work:d",), needed_by=("work:a",)),
    )


def test_the_last_row_for_a_pair_counts_whatever_it_calls_the_works() -> None:
    known = knowing(row("a", "b"), row("work:a", "the B paper", "none"))

    assert presupposed([paper("a")], known) == ()
    assert missing([paper("a")], known) == ()


def test_a_row_can_speak_of_a_paper_that_only_the_list_knows() -> None:
    own = Paper(id="work:own-2020", citekey="me2020own", title="A paper of my own")
    known = knowing(row("A paper of my own", "b"), row("b", "c"), row("a", "d"))

    assert names(missing([own], known)) == "bc"


def test_a_known_work_at_hand_under_another_id_is_at_hand() -> None:
    known = Curation(
        works=(
            work("a"),
            KnownWork(id="doi:10.1/b", citekey="b", title="The b paper", identifiers=("arxiv:2001.00001",)),
        ),
        edges=(row("a", "b"),),
    )
    other = Paper(id="arxiv:2001.00001", citekey="x", title="Something", identifiers=("arxiv:2001.00001",))

    assert missing([paper("a")], known) == ("doi:10.1/b",)
    assert missing([paper("a"), other], known) == ()


def test_a_group_with_a_member_at_hand_presupposes_nothing() -> None:
    known = knowing(row("a", "b", any_of="net"), row("a", "c", any_of="net"))

    assert presupposed([paper("a"), paper("c")], known) == missing([paper("a"), paper("c")], known) == ()
    assert presupposed([paper("a")], known) == (Presupposed(works=("work:b", "work:c"), needed_by=("work:a",)),)


def test_of_a_group_the_closest_member_is_brought_in() -> None:
    one_of = (row("a", "b", any_of="net"), row("a", "c", any_of="net"))

    assert names(missing([paper("a")], knowing(*one_of))) == "b"
    assert names(missing([paper("a")], knowing(*one_of, row("b", "d")))) == "c"
    assert names(missing([paper("a"), paper("d")], knowing(*one_of, row("b", "d")))) == "b"
    # What another paper presupposes anyway costs nothing.
    assert names(missing([paper("a")], knowing(*one_of, row("a", "d"), row("d", "c")))) == "cd"
    # A group inside a group counts too.
    inner = (row("b", "e", any_of="in"), row("b", "f", any_of="in"))
    assert names(missing([paper("a")], knowing(*one_of, *inner))) == "c"
    assert names(missing([paper("a")], knowing(*one_of, *inner, row("c", "d"), row("d", "g")))) == "be"


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(["core", "core", "background", "none"]),
        any_of=st.sampled_from([None, None, "x"]),
    ).filter(lambda edge: edge.subject != edge.object),
    max_size=14,
)


@given(ROWS, st.sets(st.sampled_from(NAMES), min_size=1), st.randoms())
def test_after_completion_nothing_is_presupposed_and_nothing_is_idle(
    edges: list[CuratedEdge], at_hand: set[str], chance: random.Random
) -> None:
    known = knowing(*edges)
    papers = [paper(name) for name in sorted(at_hand)]
    brought = missing(papers, known)
    everything = [*papers, *(paper(name) for name in names(brought))]

    assert not set(brought) & {each.id for each in papers}
    assert presupposed(everything, known) == ()
    assert missing(everything, known) == ()
    # Each work that was brought in is an object of a core row of another member.
    last = {(edge.subject, edge.object): edge.kind for edge in edges}
    ids = {names((each.id,)) for each in everything}
    assert all(any(last.get((member, name)) == "core" for member in ids) for name in names(brought))
    shuffled = chance.sample(papers, len(papers))
    works = tuple(chance.sample(known.works, len(known.works)))
    assert missing(shuffled, Curation(works=works, edges=known.edges)) == brought


def test_a_problem_names_work_and_those_that_need_it_at_their_first_entry() -> None:
    known = knowing(row("a", "c"), row("b", "c"), row("b", "d", any_of="x"), row("b", "e", any_of="x"))
    papers = [paper("a"), paper("b")]
    entries = [
        Entry(id=f"{name}{line}", source="l.md", first_line=line, last_line=line, title="t", paper=f"work:{name}")
        for name, line in (("b", 9), ("b", 5), ("a", 7))
    ]
    first, second = presupposed_problems(presupposed(papers, known), papers, entries, known)

    assert first.code == second.code == "work-presupposed"
    assert first.severity == "info"
    assert (first.source, first.first_line, first.entries) == ("l.md", 5, ("b5",))
    assert first.papers == ("work:a", "work:b", "work:c")
    assert first.message.startswith(
        "ccc, 'The c paper' (2000) is presupposed by 'The a paper' and 'The b paper'; it is"
    )
    assert second.message.startswith("one of ddd, 'The d paper' (2000) and eee, 'The e paper' (2000) is presupposed by")


# --- whole graphs ----------------------------------------------------------------------------------------------------


@pytest.fixture
def my_list(tmp_path: Path) -> Path:
    (tmp_path / "my.md").write_text(THREE)
    return tmp_path / "my.md"


def test_a_completed_graph_has_the_works_with_their_edges_authors_concepts_and_links(my_list: Path) -> None:
    plain, full = build([my_list]), build([my_list], complete=True)
    listed = [each for each in full.papers if each.from_list]
    brought = {each.citekey: each for each in full.papers if not each.from_list}

    assert [each.id for each in listed] == [each.id for each in plain.papers]
    assert {"vaswani2017attention", "brown2020language", "kingma2013auto", "ronneberger2015u"} <= brought.keys()
    transformer = brought["vaswani2017attention"]
    assert transformer.entries == ()
    assert full.author[transformer.authors[0]].name == "Ashish Vaswani"
    assert transformer.links[0].url == "https://arxiv.org/abs/1706.03762"
    assert transformer.hours_source == "curated"
    assert any(topic.relation == "introduces" for topic in full.topics_of[transformer.id])
    assert {full.paper[edge.subject].citekey for edge in full.edges_to[transformer.id]} >= {"hu2021lora"}
    assert not [each for each in full.problems if each.code == "work-presupposed"]
    assert [each for each in plain.problems if each.code == "work-presupposed"]
    assert from_json(to_json(full)).paper[transformer.id] == transformer


def test_every_core_row_of_the_bundled_knowledge_is_in_a_completed_graph(my_list: Path) -> None:
    known = load()
    full = build([my_list], complete=True)
    keys = {paper.citekey for paper in full.papers}
    core = {
        (full.paper[edge.subject].citekey, full.paper[edge.object].citekey)
        for edge in full.builds_on
        if edge.kind == "core"
    }

    for edge in known.edges:
        if edge.kind == "core" and edge.subject in keys and edge.any_of is None:
            assert (edge.subject, edge.object) in core


def test_a_list_of_another_field_is_not_tagged_by_what_is_brought_in(tmp_path: Path) -> None:
    others = "\n".join(f"- The attention span of dropout students, part {n}. A. Person{n}, 199{n}." for n in range(9))
    (tmp_path / "mixed.md").write_text(f"{THREE.splitlines()[3]}\n{others}\n")
    full = build([tmp_path / "mixed.md"], complete=True)

    assert [each for each in full.papers if not each.from_list]
    assert not [topic for topic in full.topics if full.paper[topic.paper].from_list]


# --- the command line ------------------------------------------------------------------------------------------------


def test_all_forms_of_a_path_mark_what_is_not_in_the_list(my_list: Path) -> None:
    asked = ("path", "lora", "--list", my_list.name, "--complete")
    text = papergraph(*asked, cwd=my_list.parent)
    brief = papergraph(*asked, "--brief", cwd=my_list.parent).stdout
    markdown = papergraph(*asked, "--format", "markdown", cwd=my_list.parent).stdout
    page = papergraph(*asked, "--format", "html", cwd=my_list.parent).stdout
    steps = json.loads(papergraph(*asked, "--format", "json", cwd=my_list.parent).stdout)["steps"]

    assert "works brought in" in text.stderr
    brought = sum(not step["from_list"] for step in steps)
    assert brought == len(steps) - 1
    assert text.stdout.count("not in your list") == brief.count("not in your list") == brought
    assert markdown.count("not in your list") == brought
    assert page.count("not in your list") >= brought
    assert max(map(len, text.stdout.splitlines())) <= 80
    assert max(map(len, brief.splitlines())) <= 80


def test_without_it_the_path_and_the_report_say_what_is_missing(my_list: Path) -> None:
    path = papergraph("path", "lora", "--list", my_list.name, cwd=my_list.parent)
    report = papergraph("check", my_list.name, cwd=my_list.parent).stdout
    data = json.loads(papergraph("check", my_list.name, "--format", "json", cwd=my_list.parent).stdout)

    assert "'Attention Is All You Need' (2017) is presupposed by LoRA and ViT" in path.stderr
    assert "U-Net" not in path.stderr
    assert "--complete" in report
    assert data["presupposed"][0]["works"] == ["arxiv:1706.03762"]
    assert len(data["presupposed"][0]["needed_by"]) == 2
    needed = [len(each["needed_by"]) for each in data["presupposed"]]
    assert needed == sorted(needed, reverse=True)
    assert len(needed) >= 4


def test_a_work_that_would_be_brought_in_is_told_apart_from_one_that_is_unknown(my_list: Path) -> None:
    for command in (("why", "lora", "transformer"), ("path", "vaswani2017attention")):
        done = papergraph(*command, "--list", my_list.name, cwd=my_list.parent)
        assert done.returncode == 1
        assert "is in none of the lists; --complete brings it in" in done.stderr
    assert "--complete" not in papergraph("why", "lora", "mamba", "--list", my_list.name, cwd=my_list.parent).stderr


def test_there_is_nothing_to_complete_without_curated_rows(my_list: Path) -> None:
    done = papergraph("build", my_list.name, "--complete", "--curation", "none", "-o", "out", cwd=my_list.parent)

    assert "nothing to complete: only curated rows know of other works" in done.stderr
    assert "3 papers" in done.stderr


def test_a_built_graph_is_used_when_it_is_complete_and_refused_when_it_is_not(my_list: Path) -> None:
    folder = my_list.parent
    papergraph("build", my_list.name, cwd=folder)
    refused = papergraph("path", "lora", "--complete", cwd=folder)
    papergraph("build", my_list.name, "--complete", cwd=folder)
    used = papergraph("path", "lora", "--complete", "--brief", cwd=folder)

    assert refused.returncode == 2
    assert "was built without --complete" in refused.stderr
    assert used.returncode == 0, used.stderr
    assert "Transformer" in used.stdout


def test_the_kept_graphs_with_and_without_do_not_disturb_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papergraph.cli import cache

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("PAPERGRAPH_CACHE", raising=False)
    plain, full = PaperGraph(), PaperGraph(papers=(paper("a"),))

    assert cache.kept(lambda: plain) == plain
    assert cache.kept(lambda: full, complete=True) == full
    assert cache.kept(lambda: full) == plain
    assert cache.kept(lambda: plain, complete=True) == full
