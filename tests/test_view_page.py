"""The document as text: complete without scripts, closed to the network, the same bytes every time, small."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from papergraph.curation import seeds
from papergraph.graph import PaperGraph, build
from papergraph.model import BuildsOn, Concept, Entry, Note, Paper
from papergraph.paths import learning_path
from papergraph.view import render_map, render_path
from papergraph.view.facts import anchors, notes
from papergraph.view.sections import MOST_SECTIONS, OTHER, sections
from papergraph.view.text import clean, prose, web_address

TRANSFORMER = "arxiv:1706.03762"
VIT = "arxiv:2010.11929"


class Page(HTMLParser):
    """What a browser would find: elements with attributes, contents of scripts and styles, the text of each paper.

    Papers go by their id in the graph.
    """

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._open: list[str] = []
        self._raw: str | None = None
        self.feed(document)
        self.close()
        data = self.block("page-data")
        assert isinstance(data, dict)
        place = {fact.get("anchor") or f"p-{fact['key']}": identifier for identifier, fact in data["papers"].items()}
        self.text = {place[anchor]: text for anchor, text in self.text.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.raw:
            self._raw = tag
            self.raw[tag].append("")
        if tag == "li" and "paper" in str(dict(attrs).get("class")).split():
            self._open = [str(dict(attrs)["id"])]
            self.text[self._open[0]] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._raw:
            self._raw = None
        if tag == "ol":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.raw[self._raw][-1] += data
        elif self._open:
            self.text[self._open[0]] += data

    def block(self, name: str) -> object:
        """Return the JSON that the script element of that id holds."""
        return json.loads(self.raw["script"][_index(self, name)])

    def attribute(self, tag: str, **wanted: str) -> dict[str, str | None]:
        """Return the attributes of the one element that has these."""
        [found] = [attrs for name, attrs in self.elements if name == tag and wanted.items() <= attrs.items()]
        return found


def _index(page: Page, name: str) -> int:
    return [attrs.get("id") for tag, attrs in page.elements if tag == "script"].index(name)


@pytest.fixture(scope="module")
def toy_page(toy_graph: PaperGraph) -> Page:
    return Page(render_map(toy_graph))


@pytest.fixture(scope="module")
def bundled() -> PaperGraph:
    return build(seeds())


def test_the_head_says_what_a_browser_and_a_reader_need(toy_graph: PaperGraph) -> None:
    document = render_path(toy_graph, learning_path(toy_graph, targets=[VIT]))
    page = Page(document)
    assert document.startswith("<!doctype html>\n<html lang=")
    assert "<title>The path to ViT</title>" in document
    assert page.attribute("meta", name="viewport")["content"] == "width=device-width, initial-scale=1"
    assert document.endswith("</html>\n")


def test_the_list_holds_every_paper_with_its_reasons_places_and_links(toy_graph: PaperGraph, toy_page: Page) -> None:
    assert set(toy_page.text) == set(toy_graph.paper)
    text = toy_page.text[TRANSFORMER]
    for expected in (
        "Attention Is All You Need",
        "Ashish Vaswani",
        "2017",
        "keeps the attention and drops the recurrence around it",
        "graph/builds_on.tsv:8",
        "Write scaled dot-product attention in twenty lines.",
        "Draw which word looks at which.",
    ):
        assert expected in text
    # A quote stands where no person wrote a reason, with the line of the list that it comes from.
    assert "a second LSTM writes from it; builds on LSTM." in toy_page.text["arxiv:1409.3215"]
    assert "toy.md:6" in toy_page.text["arxiv:1409.3215"]
    hrefs = {attrs.get("href") for tag, attrs in toy_page.elements if tag == "a"}
    assert {"https://arxiv.org/abs/1706.03762", "https://github.com/tensorflow/tensor2tensor"} <= hrefs


def test_no_paper_stands_before_what_it_builds_on(bundled: PaperGraph) -> None:
    position = {identifier: number for number, identifier in enumerate(Page(render_map(bundled)).text)}
    assert len(position) == len(bundled.papers)
    for edge in bundled.builds_on:
        assert position[edge.object] < position[edge.subject]


def test_links_within_the_page_lead_to_papers_of_the_page(bundled: PaperGraph) -> None:
    page = Page(render_map(bundled))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {
        str(attrs["href"])[1:] for tag, attrs in page.elements if tag == "a" and str(attrs["href"]).startswith("#")
    }
    assert len(inner) > len(bundled.papers)
    assert inner <= set(ids)


def test_a_path_is_the_list_of_its_steps_in_their_order(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[VIT], order="just-in-time")
    page = Page(render_path(toy_graph, path))
    assert list(page.text) == [step.paper.id for step in path.steps]
    assert "Needed by ViT" in " ".join(page.text[TRANSFORMER].split())
    data = page.block("page-data")
    assert isinstance(data, dict)
    assert data["targets"] == [VIT]


def test_what_is_known_is_shown_where_the_path_rests_on_it(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[VIT], known=["arxiv:1409.0473"])
    document = render_path(toy_graph, path)
    network = Page(document).block("network-data")
    assert isinstance(network, dict)
    assert {node["id"] for node in network["nodes"]} == {TRANSFORMER, VIT, "arxiv:1409.0473"}
    assert "You know this already (1)" in document


def test_a_concept_can_be_a_step_of_its_own() -> None:
    graph = PaperGraph(concepts=(Concept(id="softmax", pref_label="softmax", definition="A soft choice."),))
    page = Page(render_path(graph, learning_path(graph, targets=["softmax"])))
    assert "A soft choice." in page.text["softmax"]


def test_a_graph_without_papers_is_a_page_too() -> None:
    page = Page(render_map(PaperGraph()))
    assert page.text == {}
    assert page.block("network-data") == {"nodes": [], "edges": []}
    assert "papergraph read LIST" in render_map(PaperGraph())


def test_half_of_a_letter_that_a_file_may_hold_is_written_as_text() -> None:
    paper = Paper(id="work:\ud800", citekey="k\ud800", title="Half \ud800", year=2020)
    document = render_map(PaperGraph(papers=(paper,)))
    assert document.encode("utf-8").decode("utf-8") == document
    assert "\\ud800" in document


def test_implied_arrows_are_hidden_in_the_picture_and_kept_in_the_list() -> None:
    papers = tuple(Paper(id=f"work:{name}", citekey=name, title=name, year=2000 + n) for n, name in enumerate("abc"))
    edges = tuple(
        BuildsOn(subject=f"work:{one}", object=f"work:{other}", kind="core") for one, other in ("ba", "ca", "cb")
    )
    page = Page(render_map(PaperGraph(papers=papers, builds_on=edges)))
    network = page.block("network-data")
    assert isinstance(network, dict)
    ends = {(edge["from"], edge["to"]): edge.get("implied", False) for edge in network["edges"]}
    assert ends == {(1, 0): False, (2, 0): True, (2, 1): False}
    assert re.search(r"a\s+core.*b\s+core", page.text["work:c"], re.DOTALL)


def test_a_core_arrow_is_not_hidden_by_a_way_over_background_arrows() -> None:
    papers = tuple(Paper(id=f"work:{name}", citekey=name, title=name, year=2000 + n) for n, name in enumerate("abc"))
    edges = (
        BuildsOn(subject="work:b", object="work:a", kind="background"),
        BuildsOn(subject="work:c", object="work:a", kind="core"),
        BuildsOn(subject="work:c", object="work:b", kind="background"),
    )
    network = Page(render_map(PaperGraph(papers=papers, builds_on=edges))).block("network-data")
    assert isinstance(network, dict)
    assert not any(edge.get("implied") for edge in network["edges"])


def test_a_cycle_in_a_graph_made_by_hand_does_not_stop_the_page() -> None:
    papers = tuple(Paper(id=f"work:{name}", citekey=name, title=name) for name in "ab")
    edges = tuple(
        BuildsOn(subject=f"work:{one}", object=f"work:{other}", kind="core") for one, other in ("ab", "ba", "aa")
    )
    assert set(Page(render_map(PaperGraph(papers=papers, builds_on=edges))).text) == {"work:a", "work:b"}


# --- safety ----------------------------------------------------------------------------------------------------------


def test_the_policy_names_every_script_and_style_by_its_hash_and_nothing_else(toy_page: Page) -> None:
    policy = str(toy_page.attribute("meta", **{"http-equiv": "Content-Security-Policy"})["content"])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "unsafe" not in policy
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    run = [
        source
        for attrs, source in zip(
            [attrs for tag, attrs in toy_page.elements if tag == "script"], toy_page.raw["script"], strict=True
        )
        if "type" not in attrs
    ]
    library = zlib.decompress(base64.b64decode(toy_page.raw["script"][_index(toy_page, "vis-network")])).decode()
    assert library.startswith("/**\n * vis-network")
    first, own = run
    assert rules["script-src"].split() == [_hash(source) for source in (first, library, own)]
    assert rules["style-src"].split() == [_hash(source) for source in toy_page.raw["style"]]


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def test_nothing_is_fetched_and_nothing_runs_inline(toy_page: Page) -> None:
    for tag, attrs in toy_page.elements:
        assert tag not in {"iframe", "object", "embed", "img", "base", "form"}
        assert not [name for name in attrs if name.startswith("on") or name in {"src", "style", "srcset"}]
        if tag == "link":
            assert str(attrs["href"]).startswith("data:")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://arxiv.org/abs/1706.03762", True),
        ("HTTP://example.org/a?b=1#c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>1</script>", False),
        ("//example.org", False),
        ("https://a.test/\" onclick='1'", False),
        ("https://a.test/\nb", False),
        ("https://a.test/\u202egnp.exe", False),
        ("https://a.test/\ud800", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: bool) -> None:
    assert (web_address(url) is not None) is kept


def test_text_is_cleaned_of_what_hides_or_reorders() -> None:
    assert clean("a\x00b\u202ec\n d\ud800") == "abc d?"
    assert prose("**Bold** and *leaning*, `code`, 5\\$, snake_case, 2 * 3 * 4") == (
        "Bold and leaning, code, 5$, snake_case, 2 * 3 * 4"
    )


def test_places_in_the_page_are_unique_whatever_the_citekeys() -> None:
    papers = [Paper(id=f"work:{n}", citekey=key, title="") for n, key in enumerate(["a b", "a-b", "", "é", "list"])]
    found = anchors(papers)
    assert len(set(found.values())) == 5
    assert all(re.fullmatch(r"p-[\w-]+", name, re.ASCII) for name in found.values())


# --- what is chosen --------------------------------------------------------------------------------------------------


def test_a_paper_goes_to_the_narrowest_section_that_is_not_tiny() -> None:
    def paper(name: str, *printed: str) -> tuple[Paper, list[Entry]]:
        made = [
            Entry(id=f"{name}{n}", source="l", first_line=1, last_line=1, title=name, section=(section,))
            for n, section in enumerate(printed)
        ]
        return Paper(id=f"work:{name}", citekey=name, title=name, entries=tuple(each.id for each in made)), made

    told = [paper("a", "Everything", "1. Vision (12)"), paper("b", "Everything", "Vision"), paper("c", "Everything")]
    told += [paper("d", "Everything", "Tiny"), paper("e")]
    graph = PaperGraph(papers=tuple(each for each, _ in told), entries=tuple(e for _, many in told for e in many))
    assert sections(graph) == {
        "work:a": "Vision",
        "work:b": "Vision",
        "work:c": "Everything",
        "work:d": "Everything",
        "work:e": OTHER,
    }


def test_there_are_never_more_sections_than_colours() -> None:
    entries = tuple(
        Entry(id=str(n), source="l", first_line=1, last_line=1, title=str(n), section=(f"Section no{n // 3}",))
        for n in range(90)
    )
    papers = tuple(Paper(id=f"work:{n}", citekey=str(n), title=str(n), entries=(str(n),)) for n in range(90))
    assert len(set(sections(PaperGraph(papers=papers, entries=entries)).values())) == MOST_SECTIONS


def test_of_dozens_of_small_sections_none_is_picked_out_and_the_rest_thrown_together() -> None:
    entries = tuple(
        Entry(id=str(n), source="l", first_line=n + 1, last_line=n + 1, title=str(n), section=(f"Part {n // 3}",))
        for n in range(120)
    )
    papers = tuple(
        Paper(id=f"work:{n}", citekey=str(n), title=str(n), year=1990 + n // 4, entries=(str(n),)) for n in range(120)
    )
    found = set(sections(PaperGraph(papers=papers, entries=entries)).values())
    assert 1 < len(found) <= MOST_SECTIONS
    assert OTHER not in found
    # Without years nothing tells more than the sections do.
    undated = tuple(replace(paper, year=None) for paper in papers)
    assert "Part 0" in sections(PaperGraph(papers=undated, entries=entries)).values()


def test_of_too_many_sections_the_small_ones_gather_under_their_headings() -> None:
    entries = tuple(
        Entry(
            id=str(n),
            source="l",
            first_line=1,
            last_line=1,
            title=str(n),
            section=("All of it", f"Part {n % 4}", f"Chapter {n % 24}"),
        )
        for n in range(96)
    )
    papers = tuple(Paper(id=f"work:{n}", citekey=str(n), title=str(n), entries=(str(n),)) for n in range(96))
    found = sections(PaperGraph(papers=papers, entries=entries))
    assert OTHER not in found.values()
    assert "All of it" not in found.values()
    assert len(set(found.values())) <= MOST_SECTIONS
    for n in range(96):
        assert found[f"work:{n}"] in (f"Part {n % 4}", f"Chapter {n % 24}")


def test_a_heading_that_stands_under_each_chapter_tells_nothing_apart() -> None:
    entries = tuple(
        Entry(
            id=str(n),
            source="l",
            first_line=1,
            last_line=1,
            title=str(n),
            section=("The list", ("Fish", "Birds", "Trees")[n % 3], ("Papers", "Surveys")[n // 6]),
        )
        for n in range(12)
    )
    papers = tuple(Paper(id=f"work:{n}", citekey=str(n), title=str(n), entries=(str(n),)) for n in range(12))
    assert set(sections(PaperGraph(papers=papers, entries=entries)).values()) == {"Fish", "Birds", "Trees"}


def test_of_many_notes_the_shortest_and_the_fullest_are_shown() -> None:
    texts = ("A longer second summary.", "Short.", "The fullest of all the three summaries that there are.")
    paper = Paper(
        id="work:x", citekey="x", title="x", notes=tuple(Note(key="summary", text=each) for each in (*texts, texts[0]))
    )
    assert notes(paper) == {"contributes": ["Short.", texts[2]]}


# --- the same, and small ---------------------------------------------------------------------------------------------


def test_the_page_does_not_depend_on_the_order_of_input(toy_graph: PaperGraph) -> None:
    shuffled: dict[str, Any] = {}
    for name in ("papers", "authors", "concepts", "topics", "entries"):
        values = list(getattr(toy_graph, name))
        random.Random(7).shuffle(values)  # noqa: S311
        shuffled[name] = tuple(values)
    assert Page(render_map(replace(toy_graph, **shuffled))).text.keys() == Page(render_map(toy_graph)).text.keys()


def test_two_hash_seeds_give_the_same_bytes() -> None:
    code = (
        "import sys; from papergraph.graph import from_json; from papergraph.view import render_map, render_path;"
        "from papergraph.paths import learning_path; g = from_json(open(sys.argv[1], 'rb').read());"
        "path = learning_path(g, targets=['arxiv:2010.11929']);"
        "sys.stdout.buffer.write((render_map(g) + render_path(g, path)).encode())"
    )
    golden = Path(__file__).parent / "golden/papergraph.json"
    digests = set()
    for seed in ("1", "2"):
        # An ASCII locale must make no difference either.
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
        done = subprocess.run([sys.executable, "-c", code, str(golden)], capture_output=True, env=env, check=True)
        digests.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(digests) == 1


def test_the_bundled_map_is_small_enough_to_be_sent_around(bundled: PaperGraph) -> None:
    assert len(render_map(bundled).encode()) <= 800_000


def test_the_page_holds_no_character_that_a_terminal_or_an_editor_would_obey(bundled: PaperGraph) -> None:
    """What writes the file may take such characters out, and then the policy would know no script of it."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", render_map(bundled))


def test_a_second_map_of_the_same_graph_is_the_same(bundled: PaperGraph) -> None:
    assert render_map(bundled) == render_map(bundled)
