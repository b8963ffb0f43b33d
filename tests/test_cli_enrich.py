"""`papergraph enrich`: a file that grows, is always whole and is asked for once; and what it does to a build."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from papergraph.graph import build as build_graph
from papergraph.graph import to_json

sys.path.append(str(Path(__file__).parent))

from services_standin import Fault, Paper, StandIn, serving

COUNT = 30
KEY = "very-secret-key-0123"
NAMES = re.findall(
    r"\w+",
    "amber basalt cedar delta ember fjord garnet hazel indigo jasper kelp lotus marble nectar opal pepper quartz "
    "raven saffron tundra umber velvet willow xenon yarrow zephyr acorn birch coral dune",
)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A chain of works: each extends the one before it, uses the one two before, and cites the first in passing."""
    papers = []
    for number in range(1, COUNT + 1):
        cites: list[tuple[int, list[str], list[str], bool]] = []
        if number > 1:
            cites.append((number - 1, [f"We extend wheel {number - 1}.", "Again [1]."], ["methodology"], True))
        if number > 2:
            cites.append((number - 2, [f"Following wheel {number - 2}, we roll."], ["methodology"], False))
        if number > 3:
            cites.append((1, ["Wheels are old [1]."], ["background"], False))
        year = 2010 + (number - 1) // 12
        papers.append(Paper(number, title(number), year, ("Ada Author",), arxiv=arxiv(number), cites=cites))
    with serving(papers) as made:
        yield made


def title(number: int) -> str:
    """A title that shares no word that matters with another."""
    return f"{NAMES[number - 1].title()} rolling beyond {NAMES[number - 1][::-1]}"


def arxiv(number: int) -> str:
    return f"20{(number - 1) // 12 + 10}{(number - 1) % 12 + 1:02}.{number:05}"[2:]


@pytest.fixture
def bare_list(tmp_path: Path) -> Path:
    """Nothing but titles and links."""
    path = tmp_path / "list.md"
    lines = [f"- [{title(number)}](https://arxiv.org/abs/{arxiv(number)})" for number in range(1, COUNT + 1)]
    path.write_text("# Wheels\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def environment(stand_in: StandIn, **more: str) -> dict[str, str]:
    urls = {f"PAPERGRAPH_{name}_URL": stand_in.url for name in ("S2", "OPENALEX", "CROSSREF", "ARXIV")}
    kept = {name: value for name, value in os.environ.items() if name not in {"S2_API_KEY", "OPENALEX_API_KEY"}}
    return kept | urls | {"PAPERGRAPH_CACHE": "off", "PAPERGRAPH_PACE": "0.001"} | more


def enrich(stand_in: StandIn, bare_list: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papergraph", "enrich", str(bare_list), "-o", str(bare_list.parent / "c.jsonl.gz")]
    return subprocess.run(
        [*command, *options], env=environment(stand_in, **variables), capture_output=True, text=True, timeout=120
    )


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def listed(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


def build(bare_list: Path, **options: Any) -> dict[str, list[dict[str, object]]]:
    graph: dict[str, list[dict[str, object]]] = json.loads(to_json(build_graph([bare_list], **options)))
    return graph


def test_a_list_of_bare_links_gets_edges_with_reasons(stand_in: StandIn, bare_list: Path) -> None:
    assert build(bare_list)["builds_on"] == []

    done = enrich(stand_in, bare_list, "--from", "s2")

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{bare_list.parent / 'c.jsonl.gz'}\n"
    assert f"Semantic Scholar: {COUNT} of {COUNT} papers found" in done.stderr
    edges = build(bare_list, citations=[bare_list.parent / "c.jsonl.gz"])["builds_on"]
    kinds = {(each["subject"], each["object"]): each["kind"] for each in edges}
    chain = [(f"arxiv:{arxiv(number + 1)}", f"arxiv:{arxiv(number)}") for number in range(1, COUNT)]
    assert [kinds[each] for each in chain] == ["core"] * len(chain)
    assert kinds[f"arxiv:{arxiv(20)}", f"arxiv:{arxiv(1)}"] == "background"
    told = [evidence for each in edges for evidence in listed(each["evidence"])]
    assert all(each["quote"] and each["justification"] == "citation" for each in told)


def test_a_list_of_addresses_alone_gets_its_titles(stand_in: StandIn, bare_list: Path) -> None:
    addresses = [f"- https://arxiv.org/abs/{arxiv(number)}" for number in range(1, 4)]
    bare_list.write_text("# Wheels\n\n" + "\n".join(addresses) + "\n", encoding="utf-8")
    assert [each["title"] for each in build(bare_list)["papers"]] == [f"arxiv:{arxiv(number)}" for number in (1, 2, 3)]

    done = enrich(stand_in, bare_list)

    assert done.returncode == 0, done.stderr
    papers = build(bare_list, citations=[bare_list.parent / "c.jsonl.gz"])["papers"]
    assert [each["title"] for each in papers] == [title(number) for number in (1, 2, 3)]
    assert stand_in.paths()
    assert not [path for path in stand_in.paths() if "search" in path or "filter=title" in path]


def test_complete_asks_what_the_works_cite_that_come_in(stand_in: StandIn, bare_list: Path) -> None:
    left_out = {2, 3}
    stand_in.papers[3].cites[0] = (2, ["We extend wheel 2.", "And again wheel 2."], ["methodology"], True)
    lines = bare_list.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(title(number) in line for number in left_out)]
    bare_list.write_text("".join(kept), encoding="utf-8")
    stand_in.papers[4].cites.append((2, ["We extend wheel 2.", "And again wheel 2."], ["methodology"], True))
    assert enrich(stand_in, bare_list, "--from", "s2").returncode == 0
    stand_in.asked.clear()

    done = enrich(stand_in, bare_list, "--from", "s2", "--complete", "--most-needed", "1")

    assert done.returncode == 0, done.stderr
    asked = [each.split("?")[0] for each in stand_in.paths()]
    assert asked == ["/graph/v1/paper/batch", f"/graph/v1/paper/{2:040x}/references"]
    graph = build(bare_list, citations=[bare_list.parent / "c.jsonl.gz"], complete=True, most=1)
    assert [each["id"] for each in graph["papers"] if not each["from_list"]] == [f"arxiv:{arxiv(2)}"]
    kinds = {(each["subject"], each["object"]): each["kind"] for each in graph["builds_on"]}
    assert kinds[f"arxiv:{arxiv(5)}", f"arxiv:{arxiv(2)}"] == "core"
    assert kinds[f"arxiv:{arxiv(2)}", f"arxiv:{arxiv(1)}"] == "core"


def test_a_second_run_asks_nothing_and_changes_nothing(stand_in: StandIn, bare_list: Path) -> None:
    assert enrich(stand_in, bare_list).returncode == 0
    before = (bare_list.parent / "c.jsonl.gz").read_bytes()
    stand_in.asked.clear()

    done = enrich(stand_in, bare_list)

    assert done.returncode == 0
    assert stand_in.asked == []
    assert (bare_list.parent / "c.jsonl.gz").read_bytes() == before
    assert sorted(each.name for each in bare_list.parent.iterdir()) == ["c.jsonl.gz", "list.md"]


def test_an_entry_that_is_added_is_all_that_a_later_run_asks_for(stand_in: StandIn, bare_list: Path) -> None:
    whole = bare_list.read_text("utf-8")
    bare_list.write_text("\n".join(whole.splitlines()[:-1]) + "\n", encoding="utf-8")
    enrich(stand_in, bare_list, "--from", "s2")
    stand_in.asked.clear()
    bare_list.write_text(whole, encoding="utf-8")

    assert enrich(stand_in, bare_list, "--from", "s2").returncode == 0

    assert [each.split("?")[0] for each in stand_in.paths()] == [
        "/graph/v1/paper/batch",
        f"/graph/v1/paper/{COUNT:040x}/references",
    ]
    assert json.loads(stand_in.asked[0][3])["ids"] == [f"ARXIV:{arxiv(COUNT)}"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_goes_on_with_no_call_repeated(stand_in: StandIn, bare_list: Path, how: int) -> None:
    output = bare_list.parent / "c.jsonl.gz"
    stand_in.faults = [Fault(f"{20:040x}/references", slow=60, times=1)]
    command = [sys.executable, "-m", "papergraph", "enrich", str(bare_list), "-o", str(output), "--from", "s2"]
    with subprocess.Popen(
        command, env=environment(stand_in, PAPERGRAPH_PACE="0.3"), stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 100
        # At this pace there is time between two questions: three of them are enough.
        while len(stand_in.asked) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(how)
        said = process.communicate(timeout=60)[1]
    stand_in.faults = []
    assert process.returncode == (130 if how == signal.SIGINT else -how), said
    if how == signal.SIGINT:
        assert "the same command goes on from there" in said
        assert "Traceback" not in said
        assert records(output)
    else:
        assert not output.exists()
    first = stand_in.paths()

    assert enrich(stand_in, bare_list, "--from", "s2").returncode == 0

    rest = stand_in.paths()[len(first) :]
    # The question that was on its way when the run was stopped was never answered.
    assert not set(first[:-1]) & set(rest)
    assert len([each for each in records(output) if each["record"] == "references"]) == COUNT
    assert sorted(each.name for each in bare_list.parent.iterdir()) == ["c.jsonl.gz", "list.md"]


def test_half_a_line_at_the_end_of_what_a_killed_run_left_is_asked_again(stand_in: StandIn, bare_list: Path) -> None:
    enrich(stand_in, bare_list, "--from", "s2")
    output = bare_list.parent / "c.jsonl.gz"
    whole = gzip.decompress(output.read_bytes())
    (bare_list.parent / "c.jsonl.gz.part").write_bytes(whole[:-30])
    output.unlink()
    stand_in.asked.clear()

    assert enrich(stand_in, bare_list, "--from", "s2").returncode == 0

    assert len(stand_in.asked) == 1
    assert len(records(output)) == len(whole.splitlines())


def test_a_dead_service_is_named_and_what_was_got_is_kept(stand_in: StandIn, bare_list: Path) -> None:
    stand_in.faults = [Fault("/graph/v1", status=503, times=9999)]

    done = enrich(stand_in, bare_list, "--from", "s2,openalex")

    assert done.returncode == 1
    assert "warning: Semantic Scholar: answers 503: it is down" in done.stderr
    assert "the same command asks for the rest" in done.stderr
    assert f"OpenAlex: {COUNT} of {COUNT} papers found" in done.stderr
    assert {each.get("service") for each in records(bare_list.parent / "c.jsonl.gz")} == {None, "openalex"}


def test_keys_reach_the_services_and_nothing_else(stand_in: StandIn, bare_list: Path, tmp_path: Path) -> None:
    stand_in.key = KEY
    stand_in.faults = [Fault("/works", status=500, times=9999)]
    variables = {"S2_API_KEY": KEY, "OPENALEX_API_KEY": KEY, "XDG_CACHE_HOME": str(tmp_path / "cache")}

    done = enrich(stand_in, bare_list, "--from", "s2,openalex", PAPERGRAPH_CACHE="on", **variables)

    assert f"Semantic Scholar: {COUNT} of {COUNT} papers found" in done.stderr
    assert KEY not in done.stdout + done.stderr
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert [each for each in files if each.suffix == ".sqlite"]
    assert not [each for each in files if KEY.encode() in each.read_bytes()]
    assert KEY.encode() not in gzip.decompress((tmp_path / "c.jsonl.gz").read_bytes())


def test_only_titles_and_identifiers_leave_the_machine(stand_in: StandIn, bare_list: Path) -> None:
    noted = bare_list.read_text("utf-8").replace(")\n", ") Confidential remark of mine.\n")
    bare_list.write_text(noted + "\n- A Work With No Link At All, Jo Doe, 2001. Confidential too.\n", encoding="utf-8")

    enrich(stand_in, bare_list)

    sent = " ".join(f"{path} {headers} {body!r}" for _, path, headers, body in stand_in.asked)
    assert "A+Work+With+No+Link" in sent
    assert "onfidential" not in sent
    assert "Doe" not in sent


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "s2,scholar"), "scholar is none of s2, openalex, crossref, arxiv"),
        (("--from", ","), "nothing is none of"),
        (("-o", "."), "is a directory"),
    ],
)
def test_wrong_use_is_told(stand_in: StandIn, bare_list: Path, options: tuple[str, ...], said: str) -> None:
    done = enrich(stand_in, bare_list, *options)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert stand_in.asked == []


def test_a_file_that_is_something_else_is_not_overwritten(stand_in: StandIn, bare_list: Path) -> None:
    output = bare_list.parent / "c.jsonl.gz"
    output.write_bytes(b"my thesis\n")

    done = enrich(stand_in, bare_list)

    assert done.returncode == 1
    assert "is no record of papergraph enrich" in done.stderr
    assert output.read_bytes() == b"my thesis\n"
    assert stand_in.asked == []


def test_two_runs_at_once_do_not_mix(stand_in: StandIn, bare_list: Path) -> None:
    import fcntl

    with (bare_list.parent / "c.jsonl.gz.part").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = enrich(stand_in, bare_list)

    assert done.returncode == 1
    assert "another papergraph enrich is writing it" in done.stderr


def test_progress_with_time_left_is_shown_on_a_terminal(stand_in: StandIn, bare_list: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "papergraph", "enrich", str(bare_list), "-o", str(bare_list.parent / "c.gz")]
    variables = environment(stand_in, TERM="xterm", COLUMNS="100")
    done = subprocess.run([*command, "--from", "s2"], env=variables, stdout=subprocess.PIPE, stderr=child, timeout=120)
    os.close(child)
    shown = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(parent)

    assert done.returncode == 0
    assert b"Semantic Scholar: references" in shown
    assert f"/{COUNT}".encode() in shown
    assert b":00" in shown


def test_nothing_else_asks_the_network(stand_in: StandIn, bare_list: Path) -> None:
    enrich(stand_in, bare_list, "--from", "s2")
    stand_in.asked.clear()
    output = str(bare_list.parent / "c.jsonl.gz")
    path = [sys.executable, "-m", "papergraph", "path", f"arxiv:{arxiv(COUNT)}", "--citations", output]

    build(bare_list, citations=[Path(output)])
    done = subprocess.run(path, env=environment(stand_in), capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr
    assert title(COUNT)[:30] in done.stdout
    assert stand_in.asked == []
