"""The page in a real browser with the network shut: what a learner does."""

from __future__ import annotations

import json
import random
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from papergraph.cli.view import view
from papergraph.curation import seeds
from papergraph.graph import PaperGraph, build, from_json
from papergraph.lookup import Lookup
from papergraph.model import BuildsOn, Concept, Entry, Paper, Requirement, Topic
from papergraph.paths import learning_path
from papergraph.progress import read_known
from papergraph.unlocks import what_next
from papergraph.view import render_concepts, render_map, render_path
from papergraph.view.sections import sections

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
TRANSFORMER = "arxiv:1706.03762"
VIT = "arxiv:2010.11929"
LSTM = "doi:10.1162/neco.1997.9.8.1735"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def bundled() -> PaperGraph:
    return build(seeds())


class Reader:
    """A person with a page open: every message, error and request of the page is kept."""

    def __init__(self, browser: Any, file: Path, **context: Any) -> None:
        self.context = browser.new_context(viewport=context.pop("viewport", LAPTOP), **context)
        self.page = self.context.new_page()
        self.heard: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.heard.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.route(
            "**/*", lambda route: route.continue_() if route.request.url == file.as_uri() else route.abort()
        )
        self.page.goto(file.as_uri())

    def ready(self) -> Reader:
        self.until("document.documentElement.dataset.ready === 'true'")
        return self

    def until(self, expression: str) -> None:
        """Wait until an expression holds; by polling, because the policy of the page forbids eval."""
        for _ in range(200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never true: {expression}; heard {self.heard}")

    def listed(self) -> list[str]:
        return [text.strip() for text in self.page.locator("#papers > li .row b").all_inner_texts()]

    def choose(self, name: str) -> None:
        self.page.locator("#papers > li .row a", has_text=name).first.click()

    def panel(self) -> str:
        return str(self.page.locator("#panel").inner_text())

    def click_box(self, identifier: str) -> None:
        """Click the paper in the picture, where it is drawn."""
        at = self.page.evaluate("id => papergraph.where(id)", identifier)
        box = self.page.locator("#network").bounding_box()
        self.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])

    def close(self) -> None:
        """Leave; a page that said anything or asked for anything has failed."""
        scrolls = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        self.context.close()
        assert self.heard == []
        assert [url for url in self.requests if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
        assert not scrolls


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """A function that opens a document; at the end all pages must have been silent and have asked for nothing."""
    readers: list[Reader] = []

    def open_(document: str, **context: Any) -> Reader:
        file = tmp_path / f"page{len(readers)}.html"
        file.write_bytes(document.encode())
        readers.append(Reader(browser, file, **context))
        return readers[-1] if context.get("java_script_enabled") is False else readers[-1].ready()

    yield open_
    for reader in readers:
        reader.close()


# --- the map ---------------------------------------------------------------------------------------------------------


def test_choosing_a_paper_shows_its_path_its_picture_and_its_reasons(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    assert len(reader.listed()) == 6
    reader.choose("ViT")
    expected = learning_path(toy_graph, targets=[VIT], order="stages")
    names = [toy_graph.paper[step.paper.id].short_names[0] for step in expected.steps]
    assert reader.listed() == names
    panel = reader.panel()
    assert "An Image is Worth 16x16 Words" in panel
    assert "feeds patches of an image to the same encoder" in panel
    assert "graph/builds_on.tsv:11" in panel
    assert reader.page.locator("#list-heading").inner_text() == "Path to ViT"
    assert "5 left to read" in reader.page.locator("#left").inner_text()


def test_a_click_in_the_picture_is_a_choice(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.click_box(TRANSFORMER)
    reader.until("document.querySelector('#panel h2').textContent === 'Attention Is All You Need'")
    assert reader.listed()[-1] == "Transformer"
    # A step of the path is looked at without leaving the path.
    reader.page.wait_for_timeout(500)  # the picture glides to the path
    reader.click_box(LSTM)
    reader.until("document.querySelector('#panel h2').textContent === 'Long Short-Term Memory'")
    assert reader.listed()[-1] == "Transformer"
    assert "One LSTM reads the sentence into a vector" in reader.panel()
    reader.page.keyboard.press("Escape")
    assert len(reader.listed()) == 6


def test_an_arrow_leads_to_its_reason(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.choose("ViT")
    reader.page.wait_for_timeout(500)
    upper, lower = (reader.page.evaluate("id => papergraph.where(id)", each) for each in (TRANSFORMER, VIT))
    box = reader.page.locator("#network").bounding_box()
    reader.page.mouse.click(box["x"] + (upper["x"] + lower["x"]) / 2, box["y"] + (upper["y"] + lower["y"]) / 2)
    reader.until("document.querySelector('.reason.pointed') !== null")
    assert "feeds patches of an image" in reader.page.locator(".reason.pointed").inner_text()


def test_buttons_of_the_panel_lead_from_paper_to_paper(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.choose("LSTM")
    reader.page.locator("#panel .chips button", has_text="seq2seq").click()
    assert "Sequence to Sequence Learning" in reader.page.locator("#panel h2").inner_text()
    reader.page.locator("#panel .reasons button.to", has_text="LSTM").first.click()
    assert "Long Short-Term Memory" in reader.page.locator("#panel h2").inner_text()


def test_the_panel_tells_concepts_things_to_do_and_links(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.choose("Bahdanau")
    assert "Looking back at inputs with learned weights, more at those that matter now." in reader.panel()
    reader.page.keyboard.press("Escape")
    reader.choose("Transformer")
    panel = reader.panel()
    for expected in ("Write scaled dot-product attention", "Draw which word looks at which.", "toy.md:9", "June 2017"):
        assert expected in panel
    assert "[object" not in panel
    links = reader.page.evaluate("[...document.querySelectorAll('#panel a')].map(link => link.href)")
    assert "https://github.com/tensorflow/tensor2tensor" in links
    assert all(link.startswith("https://") for link in links)
    pictures = reader.page.evaluate("[...document.querySelectorAll('#panel p')].map(each => each.clientHeight)")
    assert max(pictures) < 200  # no style meant for a pane hits a paragraph


def test_search_finds_titles_authors_and_years_without_accents(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("schmidhuber")
    assert reader.listed() == ["LSTM"]
    assert reader.page.locator("#found").inner_text() == "1 paper"
    reader.page.locator("#search").fill("2014 sequence")
    assert reader.listed() == ["seq2seq", "Bahdanau attention"]
    reader.page.locator("#search").fill("xyzzy")
    assert reader.listed() == []
    assert reader.page.locator("#found").inner_text() == "0 papers"
    reader.page.locator("#search").fill("residual")
    reader.page.keyboard.press("Enter")
    assert "Deep Residual Learning" in reader.page.locator("#panel h2").inner_text()


def test_sections_filter(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.page.locator("#sections button", has_text="Vision").click()
    assert reader.listed() == ["ResNet", "ViT"]
    reader.page.keyboard.press("Escape")
    assert len(reader.listed()) == 6


def test_what_is_ticked_leaves_the_path_with_what_it_rests_on_and_is_remembered(
    opened: Any, toy_graph: PaperGraph
) -> None:
    reader = opened(render_map(toy_graph))
    reader.choose("ViT")
    reader.page.get_by_role("checkbox", name="I have read Bahdanau").click()
    expected = learning_path(toy_graph, targets=[VIT], known=["arxiv:1409.0473"], order="stages")
    assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in expected.steps]
    hours = sum(step.hours for step in expected.steps)
    assert f"{len(expected.steps)} left to read, about {hours:g} h" in reader.page.locator("#left").inner_text()
    reader.page.reload()
    reader.ready()
    assert reader.listed() == ["Transformer", "ViT"]
    reader.page.locator("#done summary").click()
    assert reader.page.locator("#done-papers li").all_inner_texts() == ["LSTM", "seq2seq", "Bahdanau attention"]


def test_everything_works_from_the_keyboard(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    page = reader.page
    page.locator("#papers .row a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert reader.listed()[-1] == "seq2seq"
    page.locator("#network > div").focus()
    page.keyboard.press("ArrowUp")
    reader.until("document.querySelector('#panel h2').textContent === 'Long Short-Term Memory'")
    scale = page.evaluate("papergraph.scale()")
    page.keyboard.press("+")
    assert page.evaluate("papergraph.scale()") > scale
    page.keyboard.press("Escape")
    assert len(reader.listed()) == 6


def test_a_curated_row_is_copied(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph), permissions=["clipboard-read", "clipboard-write"])
    reader.choose("ViT")
    page = reader.page
    page.locator("#panel .reason button.quiet", has_text="the command").first.click()
    reader.until("[...document.querySelectorAll('.reason button.quiet')].some(b => b.textContent === 'Copied')")
    command = page.evaluate("navigator.clipboard.readText()")
    assert shlex.split(command) == [
        *("papergraph", "edge", VIT, TRANSFORMER, "--kind", "none", "--reason", "say why it is wrong")
    ]
    page.locator("#panel .reason button.quiet", has_text="the row").first.click()
    reader.until("navigator.clipboard.readText().then(text => text.includes('\\t'))")
    row = page.evaluate("navigator.clipboard.readText()")
    assert row.split("\t")[:3] == [VIT, TRANSFORMER, "none"]
    assert len(row.rstrip("\n").split("\t")) == 7
    page.locator("#panel summary", has_text="Wrong or missing?").click()
    page.locator("#missing").fill("ResNet")
    page.locator("#panel button", has_text="Copy the row").click()
    reader.until("[...document.querySelectorAll('#panel .fold button')].some(b => b.textContent === 'Copied')")
    assert page.evaluate("navigator.clipboard.readText()").split("\t")[:3] == [VIT, "arxiv:1512.03385", "core"]
    page.locator("#missing-kind").select_option("background")
    page.locator("#panel button", has_text="Copy the command").click()
    reader.until("navigator.clipboard.readText().then(text => text.startsWith('papergraph'))")
    words = shlex.split(page.evaluate("navigator.clipboard.readText()"))
    assert words[:6] == ["papergraph", "edge", VIT, "arxiv:1512.03385", "--kind", "background"]


def test_the_address_leads_back(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.choose("ViT")
    assert reader.page.url.endswith("#target=arxiv%3A2010.11929")
    reader.page.reload()
    reader.ready()
    assert reader.listed()[-1] == "ViT"
    reader.page.go_back()
    reader.until("document.querySelectorAll('#papers > li').length === 6")


def test_the_page_works_where_storage_is_forbidden(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    reader.page.reload()
    reader.ready()
    reader.choose("ViT")
    reader.page.locator("#papers > li input").first.click()
    assert reader.listed()[0] == "seq2seq"


# --- the path --------------------------------------------------------------------------------------------------------


def test_a_path_page_shows_its_steps_and_shrinks_as_they_are_read(opened: Any, toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[VIT])
    reader = opened(render_path(toy_graph, path))
    assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in path.steps]
    reader.click_box(TRANSFORMER)
    reader.until("document.querySelector('#panel h2').textContent === 'Attention Is All You Need'")
    panel = reader.panel()
    assert "keeps the attention and drops the recurrence around it" in panel
    assert "feeds patches of an image to the same encoder" in panel  # why it is here
    assert "Write scaled dot-product attention in twenty lines." in panel
    reader.page.locator("#papers input").nth(1).check()
    assert "3 left to read" in reader.page.locator("#left").inner_text()


def test_a_browser_that_cannot_inflate_the_picture_keeps_the_list(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.page.add_init_script("delete window.DecompressionStream")
    reader.page.reload()
    reader.until("!document.getElementById('too-old').hidden")
    assert "too old" in reader.page.locator("#too-old").inner_text()
    assert reader.page.locator("#papers > li .builds").first.is_visible()
    assert not reader.page.locator("#network").is_visible()


def test_the_file_that_the_command_writes_runs(opened: Any, tmp_path: Path) -> None:
    file = tmp_path / "written.html"
    golden = Path(__file__).with_name("golden") / "papergraph.json"
    CliRunner().invoke(view, ["--graph", str(golden), "-o", str(file)], catch_exceptions=False)
    assert len(opened(file.read_bytes().decode()).listed()) == 6


# --- several targets, known things, orders, sharing ------------------------------------------------------------------


def test_a_second_target_joins_and_leaves(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    page = reader.page
    page.evaluate("location.hash = '#target=arxiv:1512.03385,arxiv:1409.0473'")
    page.reload()
    reader.ready()
    both = learning_path(toy_graph, ["arxiv:1512.03385", "arxiv:1409.0473"], order="stages")
    assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in both.steps]
    page.locator("#list-heading button", has_text="×").first.click()
    assert "ResNet" not in reader.listed()
    reader.choose("LSTM")
    page.locator("#panel .chips button", has_text="seq2seq").click()
    page.locator("#panel button", has_text="Also to this paper").click()
    assert "and seq2seq" in page.locator("#list-heading").inner_text()


def test_orders_and_background_are_chosen_and_stay_in_the_address(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    page = reader.page
    reader.choose("ViT")
    for order in ORDERS:
        page.locator("#order").select_option(order)
        path = learning_path(toy_graph, [VIT], order=order)  # type: ignore[arg-type]
        assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in path.steps]
    page.locator("#order").select_option("chronological")
    page.locator("#with-background").check()
    assert page.url.endswith("#target=arxiv%3A2010.11929&order=chronological&background")
    page.reload()
    reader.ready()
    path = learning_path(toy_graph, [VIT], order="chronological", include_background=True)
    assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in path.steps]


def test_a_concept_can_be_known_and_can_be_the_target(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    page = reader.page
    reader.choose("Bahdanau")
    page.locator("#panel .knows input").first.check()
    known = page.evaluate("JSON.parse(localStorage.getItem('papergraph:read'))")
    assert [each in toy_graph.concept for each in known] == [True]
    expected = learning_path(toy_graph, ["arxiv:1706.03762"], known=known, order="stages")
    page.locator("#panel .chips button", has_text="Transformer").click()
    assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in expected.steps]
    page.evaluate("id => { location.hash = '#target=' + id; localStorage.clear(); }", known[0])
    page.reload()
    reader.ready()
    to_concept = learning_path(toy_graph, known, order="stages")
    assert reader.listed() == [toy_graph.paper[step.paper.id].short_names[0] for step in to_concept.steps]


def test_between_phone_and_laptop_a_path_of_eight_stages_is_seen_to_its_end(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_map(bundled), viewport={"width": 1024, "height": 768})
    reader.choose("ViT")
    reader.page.wait_for_timeout(500)
    tall = reader.page.locator("#network").bounding_box()["height"]
    assert 0 < reader.page.evaluate("id => papergraph.where(id)", VIT)["y"] < tall - 15


def test_a_link_carries_what_is_known_only_when_asked(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph), permissions=["clipboard-read", "clipboard-write"])
    page = reader.page
    reader.choose("ViT")
    page.get_by_role("checkbox", name="I have read Bahdanau").click()
    page.locator("#copy-link").click()
    reader.until("navigator.clipboard.readText().then(text => text.endsWith('#target=arxiv%3A2010.11929'))")
    page.locator("#progress summary").click()
    page.locator("#copy-link-known").click()
    reader.until("navigator.clipboard.readText().then(text => text.includes('known='))")
    link = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    reader.ready()
    assert reader.listed() == ["Transformer", "ViT"]
    assert page.locator("#progress-count").inner_text() == "(1 by the link)"
    # What a link says is known is not noted as one's own.
    assert page.evaluate("localStorage.getItem('papergraph:read')") is None
    page.locator("#progress summary").click()
    page.get_by_role("button", name="Without Bahdanau attention").click()
    assert reader.listed()[-3:] == ["Bahdanau attention", "Transformer", "ViT"]
    assert page.url.endswith("#target=arxiv%3A2010.11929")


def test_a_path_is_copied_as_markdown(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph), permissions=["clipboard-read", "clipboard-write"])
    reader.choose("seq2seq")
    reader.page.locator("#copy-path").click()
    reader.until("navigator.clipboard.readText().then(text => text.includes('LSTM') || text.includes('Long'))")
    lines = reader.page.evaluate("navigator.clipboard.readText()").splitlines()
    assert len(lines) == 2
    assert re.fullmatch(
        r"2\. \[Sequence to Sequence .*\]\(https://arxiv\.org/abs/1409\.3215\) \(2014, ~?[\d.]+ h\)", lines[1]
    )


def test_known_files_go_to_the_command_line_and_back(opened: Any, toy_graph: PaperGraph, tmp_path: Path) -> None:
    reader = opened(render_map(toy_graph))
    page = reader.page
    file = tmp_path / "known.txt"
    file.write_bytes(
        "\ufeff# mine\r\n\r\nseq2seq\r\nhttps://www.arxiv.org/pdf/1512.03385v1.pdf # a preprint\r\n"
        "doi:10.1/elsewhere # Attention Is All You Need\r\nwork:of-another-list # Nothing here\r\n".encode()
    )
    page.locator("#progress summary").click()
    page.locator("#known-file").set_input_files(file)
    reader.until("document.getElementById('known-said').textContent !== ''")
    assert page.locator("#known-said").inner_text() == "3 known here; 1 line names nothing here and is kept"
    reader.choose("ViT")
    assert reader.listed() == ["ViT"]
    page.reload()
    reader.ready()
    page.locator("#progress summary").click()
    with page.expect_download() as download:
        page.locator("#save-known").click()
    saved = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "known.txt"
    assert b"arxiv:1409.3215 # Sequence to Sequence Learning with Neural Networks\n" in saved
    assert b"work:of-another-list # Nothing here\n" in saved
    known = read_known(Lookup(toy_graph), saved)
    assert set(known.ids) == {"arxiv:1409.3215", "arxiv:1512.03385", TRANSFORMER}
    assert [each.line.reference for each in known.passed_over] == ["work:of-another-list"]


@pytest.mark.parametrize("wrong", [b"<!doctype html>\n<p>a\n", b'{"papers": []}', b"%PDF-1.7\n\x00\xff\n", b"a" * 1001])
def test_a_file_that_is_no_known_file_changes_nothing(
    opened: Any, toy_graph: PaperGraph, tmp_path: Path, wrong: bytes
) -> None:
    page = opened(render_map(toy_graph)).page
    file = tmp_path / "wrong.txt"
    file.write_bytes(wrong)
    page.locator("#progress summary").click()
    page.locator("#known-file").set_input_files(file)
    page.get_by_text("This is no known-file").wait_for()
    assert page.evaluate("localStorage.getItem('papergraph:read')") is None


def test_the_arrow_down_leads_from_the_search_to_what_it_found(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("seq2seq")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    assert reader.page.locator("#list-heading").inner_text() == "Path to seq2seq"


def test_the_path_to_what_a_search_or_a_section_found_is_whole(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    page = reader.page
    page.locator("#search").fill("vit")
    assert "seq2seq" not in reader.listed()
    reader.choose("ViT")
    assert "seq2seq" in reader.listed()
    assert page.locator("#search").input_value() == ""
    page.locator("#all").click()
    page.locator(".filters summary").click()
    page.locator("#search").fill("nothing like it")
    assert reader.listed() == []
    page.locator("#clear").click()
    assert len(reader.listed()) == 6


def test_what_a_search_finds_beside_a_path_is_shown_and_leads_on(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.choose("seq2seq")
    reader.page.locator("#search").fill("residual")
    assert reader.listed() == []
    reader.page.locator("#elsewhere-papers button", has_text="ResNet").click()
    assert reader.page.locator("#list-heading").inner_text() == "Path to ResNet"
    assert not reader.page.locator("#elsewhere").is_visible()


def test_a_concept_that_no_paper_introduces_is_named_and_counted(opened: Any) -> None:
    graph = PaperGraph(
        papers=(Paper(id="work:a", citekey="a", title="A paper", year=2000),),
        topics=(Topic(paper="work:a", concept="entropy", relation="uses"),),
        concepts=(Concept(id="entropy", pref_label="entropy", learn_at="https://a.test/entropy"),),
    )
    reader = opened(render_map(graph))
    reader.page.evaluate("location.hash = '#target=work%3Aa,entropy'")
    hours = learning_path(graph, ["work:a", "entropy"]).metrics.hours
    reader.until("document.getElementById('left').textContent !== ''")
    assert f"1 left to read, 1 to look up, about {hours:g} h" in reader.page.locator("#left").inner_text()
    assert reader.page.locator("#list-note a").get_attribute("href") == "https://a.test/entropy"


@pytest.mark.parametrize("width", [1440, 320])
def test_names_of_hundreds_of_letters_stay_in_their_panes(opened: Any, width: int) -> None:
    titles = ("Learning " * 33 + "well", "Unbroken" * 36, "\u6df1\u5ea6\u5b66\u4e60" * 40)
    entries = tuple(
        Entry(id=str(n), source="l", first_line=n + 1, last_line=n + 1, title=each, section=(each,))
        for n, each in enumerate(titles)
    )
    papers = tuple(
        Paper(id=f"work:{n}", citekey=str(n), title=each, year=2000 + n, entries=(str(n),))
        for n, each in enumerate(titles)
    )
    edges = tuple(BuildsOn(subject=f"work:{n}", object="work:0", kind="core") for n in (1, 2))
    page = opened(
        render_map(PaperGraph(papers=papers, entries=entries, builds_on=edges)),
        viewport={"width": width, "height": 800},
    ).page
    for number in range(3):
        page.evaluate("n => document.querySelectorAll('#papers .row a')[n].click()", number)
        assert len(page.locator("#list-heading").inner_text()) < 80
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.pane')].flatMap(pane =>
                [...pane.querySelectorAll('h2, p, button, li')]
                .filter(each => !each.closest('.unseen, #sections') && each.getBoundingClientRect().width)
                .filter(each => each.getBoundingClientRect().right > pane.getBoundingClientRect().right + 1))
                .map(each => each.outerHTML.slice(0, 80))"""
        )
        assert outside == []
        page.keyboard.press("Escape")
    name = page.locator("#sections button").first
    assert name.evaluate("(each) => each.getBoundingClientRect().width") < 440


def test_on_a_phone_what_is_chosen_in_the_list_opens_there(opened: Any, bundled: PaperGraph) -> None:
    page = opened(render_map(bundled), viewport=PHONE).page
    page.locator("#papers > li .row a", has_text="BERT").first.click()
    assert page.locator("#papers .chosen .more .contributes").first.is_visible()
    assert 0 <= page.evaluate("document.querySelector('#papers .chosen').getBoundingClientRect().top") < 844


def test_a_target_that_is_not_here_is_named(opened: Any, toy_graph: PaperGraph, tmp_path: Path) -> None:
    reader = opened(render_map(toy_graph))
    address = reader.page.url
    reader.page.goto("about:blank")
    reader.page.goto(address + "#target=no%20%3Cb%3Esuch,seq2seq")
    reader.ready()
    assert reader.page.locator("#list-note").inner_text().startswith("Nothing here is called no <b>such. In stages")
    assert reader.page.locator("#list-heading").inner_text() == "Path to seq2seq"
    reader.choose("LSTM")
    reader.page.locator("#all").click()
    assert reader.page.locator("#list-note").inner_text() == "By date; none stands before what it builds on."


def test_when_all_is_read_the_page_says_so(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_path(toy_graph, learning_path(toy_graph, targets=[VIT])))
    for box in reader.page.locator("#papers input").all():
        box.check()
    assert reader.page.locator("#left").inner_text().strip() == "· all of it read"


def test_filters_by_concept_year_and_kind_count_what_they_hold(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_map(bundled))
    page = reader.page
    page.locator(".filters summary").click()
    page.locator("#by-from").fill("2020")
    page.locator("#by-from").press("Enter")
    page.locator("#by-to").fill("2021")  # a whole year needs no key
    years = [paper for paper in bundled.papers if 2020 <= (paper.year or 0) <= 2021]
    assert len(reader.listed()) == len(years)
    assert boxes_of_papers(page) == {paper.id for paper in years}
    page.keyboard.press("Escape")
    option = page.locator("#by-concept option").nth(1)
    count = int(option.inner_text().rsplit("(", 1)[1].rstrip(")"))
    page.locator("#by-concept").select_option(index=1)
    assert page.locator("#found").inner_text().split()[0] == str(count)
    page.keyboard.press("Escape")
    page.locator("#by-kind").select_option("post")
    assert len(reader.listed()) == sum(paper.kind == "post" for paper in bundled.papers)


# --- the picture -----------------------------------------------------------------------------------------------------

SECTION = "\u0002"  # what stands for a section in the picture is called so, and its number


def boxes_of_papers(page: Any) -> set[str]:
    return {each[0] for each in page.evaluate("papergraph.boxes()") if not each[0].startswith(SECTION)}


def overlapping(boxes: list[list[Any]]) -> list[tuple[str, str]]:
    """The pairs of boxes (id, left, top, width, height) that cover some of the same ground."""
    return [
        (one[0], other[0])
        for one, other in combinations(boxes, 2)
        if abs(one[1] - other[1]) < one[3] and abs(one[2] - other[2]) < one[4]
    ]


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE])
def test_no_boxes_overlap_on_the_map_on_paths_and_in_sections(
    opened: Any, bundled: PaperGraph, viewport: dict[str, int]
) -> None:
    reader = opened(render_map(bundled), viewport=viewport, reduced_motion="reduce")
    page = reader.page
    assert overlapping(page.evaluate("papergraph.boxes()")) == []
    for paper in bundled.papers[::7]:
        page.evaluate("id => { location.hash = '#background&target=' + encodeURIComponent(id); }", paper.id)
        reader.until(f"papergraph.boxes().some(box => box[0] === {json.dumps(paper.id)})")
        page.wait_for_timeout(30)
        assert overlapping(page.evaluate("papergraph.boxes()")) == []


def test_a_path_of_25_steps_is_readable_on_a_laptop(opened: Any, bundled: PaperGraph) -> None:
    def size(paper: Paper) -> int:
        steps = learning_path(bundled, [paper.id], include_background=True).steps
        return sum(step.role != "origin" for step in steps)

    sizes = {paper.id: size(paper) for paper in bundled.papers}
    target = min(sizes, key=lambda each: (abs(sizes[each] - 25), each))
    reader = opened(render_map(bundled), viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    reader.page.evaluate("id => { location.hash = '#background&target=' + encodeURIComponent(id); }", target)
    reader.page.wait_for_timeout(200)
    assert len(reader.listed()) == sizes[target] >= 22
    assert reader.page.evaluate("papergraph.sheet()") == "path"
    # Names of a path that is seen from afar are 22 pixels high at scale 1.
    assert reader.page.evaluate("papergraph.scale()") * 22 >= 10


def crowd(papers: int) -> PaperGraph:
    """Papers in chains of ten, in six sections."""
    ids = [f"work:c{n:04}" for n in range(papers)]
    return PaperGraph(
        papers=tuple(
            Paper(id=each, citekey=each[5:], title=f"Title {each[5:]}", year=1990 + n // 20, entries=(f"e{n}",))
            for n, each in enumerate(ids)
        ),
        entries=tuple(
            Entry(id=f"e{n}", source="l", first_line=1, last_line=1, title=each, section=(f"Part {'ABCDEF'[n % 6]}",))
            for n, each in enumerate(ids)
        ),
        builds_on=tuple(BuildsOn(subject=ids[n], object=ids[n - 1], kind="core") for n in range(papers) if n % 10),
    )


def test_a_large_map_opens_on_its_sections_and_unfolds(opened: Any) -> None:
    graph = crowd(900)
    reader = opened(render_map(graph), reduced_motion="reduce")
    page = reader.page
    assert page.evaluate("papergraph.sheet()") == "sections"
    boxes = page.evaluate("papergraph.boxes()")
    assert len(boxes) == 6
    assert overlapping(boxes) == []
    assert len(reader.listed()) == 400
    page.locator("button.more-items").click()
    assert len(reader.listed()) == 800
    reader.click_box(boxes[0][0])
    reader.until("papergraph.boxes().length === 156")
    assert len(reader.listed()) == 150
    assert overlapping(page.evaluate("papergraph.boxes()")) == []
    page.keyboard.press("Escape")
    page.locator("#unfold").click()
    assert len(page.evaluate("papergraph.boxes()")) == 900
    page.locator("#search").fill("c0899")
    page.keyboard.press("Enter")
    assert len(reader.listed()) == 10
    assert page.evaluate("papergraph.sheet()") == "path"


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE])
def test_the_map_opens_on_its_sections_and_these_unfold_in_place(
    opened: Any, bundled: PaperGraph, viewport: dict[str, int]
) -> None:
    reader = opened(render_map(bundled), viewport=viewport, reduced_motion="reduce")
    page = reader.page
    group = sections(bundled)
    cards = page.evaluate("papergraph.boxes()")
    assert len(cards) == len(set(group.values())) == page.locator("#sections button").count()
    chosen = page.locator("#sections button").nth(1)
    chosen.click()
    own = {paper for paper, name in group.items() if name == chosen.inner_text()}
    assert boxes_of_papers(page) == own
    assert len(page.evaluate("papergraph.boxes()")) == len(cards) + len(own)  # the others are still cards
    assert overlapping(page.evaluate("papergraph.boxes()")) == []
    assert len(reader.listed()) == len(own)
    assert chosen.get_attribute("aria-pressed") == "true"
    assert chosen.inner_text() in reader.panel()
    page.locator("#sections button").nth(3).click()  # several can lie open
    assert boxes_of_papers(page) > own
    assert overlapping(page.evaluate("papergraph.boxes()")) == []
    page.reload()  # the address tells what lies open
    reader.ready()
    assert boxes_of_papers(page) > own
    page.locator("#fold").click()
    assert boxes_of_papers(page) == set()
    page.locator("#unfold").click()
    assert boxes_of_papers(page) == set(bundled.paper)
    page.go_back()
    reader.until("papergraph.sheet() === 'sections'")
    assert boxes_of_papers(page) == set()


def test_sections_unfold_from_the_keyboard(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_map(bundled), reduced_motion="reduce")
    page = reader.page
    page.locator("#network > div").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    said = page.locator("#said").inner_text()
    name = said.split(", ")[0]
    assert name == page.locator("#panel h2").inner_text()
    assert "Enter unfolds it" in said
    page.keyboard.press("Enter")
    assert {sections(bundled)[each] for each in boxes_of_papers(page)} == {name}
    page.keyboard.press("ArrowDown")
    assert "Enter shows the path to it" in page.locator("#said").inner_text()
    paper = page.evaluate("papergraph.cursor()")
    page.keyboard.press("Enter")
    assert reader.listed()[-1] == page.locator("#list-heading").inner_text().removeprefix("Path to ")
    assert page.evaluate("papergraph.sheet()") == "path"
    page.keyboard.press("Escape")
    assert {sections(bundled)[each] for each in boxes_of_papers(page)} == {name}  # as it was left
    assert paper in boxes_of_papers(page)
    page.keyboard.press("Escape")
    assert boxes_of_papers(page) == set()


def test_a_search_unfolds_what_it_finds_and_a_path_where_it_leads(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_map(bundled), reduced_motion="reduce")
    page = reader.page
    page.locator("#search").fill("object detection")
    found = boxes_of_papers(page)
    assert 1 < len(found) == len(reader.listed()) < 40
    page.keyboard.press("Escape")
    page.locator("#sections button").first.click()
    own = boxes_of_papers(page)
    address = page.url
    page.locator("#search").fill("object detection")  # what lies open narrows no search, and stays
    assert boxes_of_papers(page) == found
    page.locator("#sections button").last.click()  # what is unfolded meanwhile narrows it, and is not kept
    page.keyboard.press("Escape")
    assert boxes_of_papers(page) == own
    assert page.url == address
    page.locator("#search").fill("object detection")
    reader.choose("Faster R-CNN")
    assert page.locator("#unfold").is_hidden()
    page.locator("#alone").click()
    assert page.evaluate("papergraph.sheet()") == "sections"
    path = learning_path(bundled, ["arxiv:1506.01497"], order="stages")
    assert boxes_of_papers(page) == {step.paper.id for step in path.steps if step.role != "origin"}
    page.locator("#unfold").click()
    assert boxes_of_papers(page) == set(bundled.paper)


def test_where_no_sections_are_concepts_or_years_are_the_groups(opened: Any, bundled: PaperGraph) -> None:
    by_concept = replace(bundled, entries=())
    labels = {concept.pref_label for concept in bundled.concepts}
    reader = opened(render_map(by_concept))
    names = reader.page.locator("#sections button").all_inner_texts()
    assert len(names) > 3
    assert set(names) - {"Other papers"} <= labels
    reader = opened(render_map(replace(by_concept, topics=())))
    names = reader.page.locator("#sections button").all_inner_texts()
    assert len(names) > 3
    assert all(re.fullmatch(r"\d{4}(–\d{4})?", name) for name in names)
    assert names == sorted(names)


def test_concepts_are_a_map_of_their_own(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_concepts(bundled))
    page = reader.page
    page.locator("#search").fill("self-attention")
    page.keyboard.press("Enter")
    assert page.get_by_role("checkbox", name="I know self-attention", exact=True).count() == 1
    assert page.get_by_role("checkbox", name="I have read").count() == 0
    panel = reader.panel()
    for expected in ("REQUIRES", "INTRODUCED BY", "Transformer", "REQUIRED BY"):
        assert expected in panel.upper() or expected in panel
    assert reader.listed()[-1] == "self-attention"
    position = {name: number for number, name in enumerate(reader.listed())}
    assert position["attention mechanism"] < position["self-attention"]


# --- every reader ----------------------------------------------------------------------------------------------------

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [LAPTOP, PHONE])
@pytest.mark.parametrize("kind", ["map", "path", "concepts"])
def test_axe_finds_nothing(opened: Any, bundled: PaperGraph, kind: str, viewport: dict[str, int], scheme: str) -> None:
    if kind == "path":
        document = render_path(bundled, learning_path(bundled, [VIT], known=[LSTM], papers=6))
    else:
        document = render_map(bundled) if kind == "map" else render_concepts(bundled)
    reader = opened(document, viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    reader.page.evaluate(AXE)
    for state in ("opened", "unfolded", "chosen") if kind == "map" else ("opened", "chosen"):
        if state == "unfolded":
            reader.page.locator("#sections button").nth(2).click()
        if state == "chosen":
            reader.page.locator("#papers > li .row a").last.click()
            reader.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        found = reader.page.evaluate("axe.run()")["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def test_the_panel_leads_to_other_papers_of_its_authors(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_map(bundled))
    reader.page.locator("#search").fill("AlexNet")
    reader.page.keyboard.press("Enter")
    section = reader.page.locator("#panel section", has_text="More by its authors")
    assert "Geoffrey" in section.inner_text()
    assert "Dropout" in section.locator("button").all_inner_texts()


def test_print_is_the_list_with_its_reasons(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_path(toy_graph, learning_path(toy_graph, [VIT])))
    reader.page.emulate_media(media="print")
    assert not reader.page.locator("#network").is_visible()
    assert not reader.page.locator("#search").is_visible()
    assert reader.page.locator("#papers .builds li").first.is_visible()
    assert reader.page.locator("#papers .contributes").first.is_visible()


def test_print_is_dark_on_white_whatever_the_screen_is(opened: Any, toy_graph: PaperGraph) -> None:
    page = opened(render_map(toy_graph), color_scheme="dark").page
    lightness = "getComputedStyle(document.body).{}.match(/[0-9]+/g).slice(0, 3).every(part => {})"
    assert page.evaluate(lightness.format("backgroundColor", "part < 60"))
    page.emulate_media(media="print")
    assert page.evaluate(lightness.format("backgroundColor", "part > 200"))
    assert page.evaluate(lightness.format("color", "part < 60"))


def test_with_reduced_motion_the_picture_does_not_glide(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph), reduced_motion="reduce")
    reader.choose("ViT")
    at = reader.page.evaluate("papergraph.where('arxiv:2010.11929')")
    reader.page.wait_for_timeout(150)
    assert reader.page.evaluate("papergraph.where('arxiv:2010.11929')") == at


def test_a_course_page_can_embed_a_path(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    reader.page.evaluate("location.hash = '#target=arxiv:2010.11929&embed'")
    reader.page.reload()
    reader.ready()
    assert not reader.page.locator(".bar").first.is_visible()
    assert reader.listed()[-1] == "ViT"


def test_in_a_small_frame_the_picture_has_the_room_and_leads_to_the_whole_page(
    opened: Any, toy_graph: PaperGraph
) -> None:
    reader = opened(render_map(toy_graph), viewport={"width": 640, "height": 400}, reduced_motion="reduce")
    page = reader.page
    page.evaluate("location.hash = '#target=arxiv:2010.11929&embed'")
    page.reload()
    reader.ready()
    assert page.locator("#network").bounding_box()["height"] > 350
    assert page.locator("#embed-bar").inner_text().startswith("Path to ViT · 5 left to read")
    whole = page.locator("#embed-whole a").get_attribute("href")
    assert whole == page.url.split("#")[0] + "#target=arxiv%3A2010.11929"


def test_a_path_too_long_for_just_in_time_comes_in_stages_and_says_so(opened: Any) -> None:
    graph = crowd(900)
    chain = replace(graph, builds_on=tuple(replace(edge, object=graph.papers[0].id) for edge in graph.builds_on))
    reader = opened(render_map(chain), reduced_motion="reduce")
    last = ",".join(paper.id for paper in graph.papers[1:500] if int(paper.id[-4:]) % 10)
    reader.page.evaluate("hash => { location.hash = hash; }", f"#order=just-in-time&target={last}")
    reader.until("document.getElementById('list-note').textContent.includes('too long to be worked out just in time')")
    assert reader.page.locator("#papers > li[data-stage]").count() == 2


def test_without_scripts_the_page_is_the_whole_list(opened: Any, bundled: PaperGraph) -> None:
    reader = opened(render_map(bundled), java_script_enabled=False)
    page = reader.page
    assert page.locator("#papers > li").count() == len(bundled.papers)
    assert page.locator("#papers > li .builds").first.is_visible()
    assert not page.locator("#network").is_visible()
    assert page.locator("#search").count() == 1
    assert not page.locator("#search").is_visible()
    reasons = page.locator("#papers .builds > li").count()
    assert reasons == len(bundled.builds_on)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [LAPTOP, {"width": 1024, "height": 768}, PHONE])
def test_the_bundled_map_fits_every_screen(
    opened: Any, bundled: PaperGraph, viewport: dict[str, int], scheme: str
) -> None:
    reader = opened(render_map(bundled), viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    assert reader.page.locator("#network canvas").is_visible()
    # What a card says in its smallest letters is up to 23 pixels high at scale 1.
    assert reader.page.evaluate("papergraph.scale()") * 23 >= 10
    target = bundled.papers[-1]
    reader.page.locator("#papers .row a").last.click()
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert target.id


def test_every_target_of_the_bundled_map_is_planned_as_the_command_line_plans_it(
    opened: Any, bundled: PaperGraph
) -> None:
    reader = opened(render_map(bundled))
    found = reader.page.evaluate(
        "ids => ids.map(id => papergraph.plan([id], []).steps.map(step => [step.id, step.stage, step.role]))",
        [paper.id for paper in bundled.papers],
    )
    for paper, steps in zip(bundled.papers, found, strict=True):
        assert steps == planned(bundled, [paper.id], [])


def planned(graph: PaperGraph, targets: list[str], known: list[str]) -> list[list[Any]]:
    path = learning_path(graph, targets=targets, known=known, order="stages")
    return [[step.paper.id, step.stage, step.role] for step in path.steps]


def random_graph(choice: random.Random, name: str) -> PaperGraph:
    """Papers with dates, concepts that require one another, groups of alternatives: all that planning looks at."""
    concepts = [f"{name}-{n}" for n in range(6)]
    papers: list[Paper] = []
    edges, topics = [], []
    for n in range(choice.randint(2, 14)):
        paper = Paper(
            id=f"work:{name}-{n}",
            citekey=f"{name}{n}",
            title=f"T{n}",
            year=1990 + n // 2,
            month=choice.choice([None, 3]),
            hours=choice.choice([None, 1, 2, 2.5, 4]),
        )
        for concept in concepts:
            if choice.random() < 0.15:
                topics.append(Topic(paper=paper.id, concept=concept, relation="introduces"))
        for earlier in papers:
            if choice.random() < 0.35:
                edge = BuildsOn(
                    subject=paper.id,
                    object=earlier.id,
                    kind=choice.choice(["core", "core", "background"]),
                    takes=tuple(sorted(choice.sample(concepts, choice.randint(0, 2)))),
                    any_of=choice.choice([None, None, "one", "other"]),
                )
                edges.append(edge)
        papers.append(paper)
    scheme = [
        Concept(
            id=concept,
            pref_label=concept,
            requires=tuple(Requirement(object=other, reason="") for other in concepts[:n] if choice.random() < 0.3),
            broader=tuple(concepts[:1]) if n == 3 else (),
        )
        for n, concept in enumerate(concepts)
    ]
    return PaperGraph(papers=tuple(papers), concepts=tuple(scheme), topics=tuple(topics), builds_on=tuple(edges))


def test_the_planner_in_the_page_follows_the_rules_of_the_command_line(opened: Any) -> None:
    choice = random.Random(20)  # noqa: S311
    graphs = [random_graph(choice, f"g{number}") for number in range(40)]
    union = PaperGraph(
        papers=tuple(each for graph in graphs for each in graph.papers),
        concepts=tuple(each for graph in graphs for each in graph.concepts),
        topics=tuple(each for graph in graphs for each in graph.topics),
        builds_on=tuple(
            sorted((e for graph in graphs for e in graph.builds_on), key=lambda each: (each.subject, each.object))
        ),
    )
    cases = []
    for graph in graphs:
        ids = [paper.id for paper in graph.papers]
        cases += [
            [choice.sample(ids, choice.randint(1, 2)), choice.sample(ids, choice.randint(0, 2))] for _ in range(6)
        ]
    reader = opened(render_map(union))
    found = reader.page.evaluate(
        "cases => cases.map(([to, known]) => papergraph.plan(to, known).steps.map(s => [s.id, s.stage, s.role]))", cases
    )
    for (targets, known), steps in zip(cases, found, strict=True):
        assert steps == planned(union, targets, known), (targets, known)


PLANNER_CASES = json.loads(Path(__file__).with_name("planner_cases.json").read_bytes())


@pytest.mark.parametrize("name", PLANNER_CASES["graphs"])
def test_the_planner_in_the_page_answers_the_written_cases(opened: Any, name: str) -> None:
    """Every order, with and without background, to papers and to concepts; test_planner_cases.py runs the same."""
    cases = [case for case in PLANNER_CASES["cases"] if case["graph"] == name]
    reader = opened(render_map(from_json(json.dumps(PLANNER_CASES["graphs"][name]), name=name)))
    found = reader.page.evaluate(
        """cases => cases.map(each => papergraph.plan(each.targets, each.known,
            { order: each.order, background: each.include_background }).steps.map(
                s => [s.id, s.stage, s.role, s.first.map(each => [each.concept, each.hours])]))""",
        cases,
    )
    assert cases
    for case, steps in zip(cases, found, strict=True):
        assert steps == case["steps"], case["name"]


ORDERS = ("just-in-time", "chronological", "stages")


@pytest.mark.parametrize("order", ORDERS)
def test_every_bundled_target_in_every_order_with_hours(opened: Any, bundled: PaperGraph, order: Any) -> None:
    choice = random.Random(order)  # noqa: S311
    ids = [paper.id for paper in bundled.papers]
    concepts = sorted({topic.concept for topic in bundled.topics if topic.relation == "introduces"})
    concepts = [each for each in concepts if each in bundled.concept]
    cases: list[tuple[list[str], list[str], bool]] = [([each], [], False) for each in ids]
    cases += [([each], choice.sample(ids, 2) + choice.sample(concepts, 2), True) for each in ids[::3]]
    cases += [
        (choice.sample(ids, 2) + choice.sample(concepts, 1), choice.sample(concepts, 3), False) for _ in range(20)
    ]
    reader = opened(render_map(bundled))
    found = reader.page.evaluate(
        """([cases, order]) => cases.map(([to, known, background]) => {
            const plan = papergraph.plan(to, known, { order, background });
            const read = plan.steps.filter(step => step.role !== "origin");
            return [plan.steps.map(s => [s.id, s.stage, s.role]), read.reduce((sum, s) => sum + plan.hours(s.id), 0)];
        })""",
        [cases, order],
    )
    for (targets, known, background), (steps, hours) in zip(cases, found, strict=True):
        path = learning_path(bundled, targets, known=known, order=order, include_background=background)
        assert steps == [[step.paper.id, step.stage, step.role] for step in path.steps], (targets, known)
        assert hours == pytest.approx(path.metrics.hours, abs=0.01), (targets, known)


def test_a_path_that_is_too_much_to_prove_has_the_same_order(opened: Any) -> None:
    choice = random.Random(8)  # noqa: S311
    ids = [f"work:{number:02}" for number in range(40)]
    edges = [
        BuildsOn(subject=later, object=earlier, kind="core")
        for at, later in enumerate(ids)
        for earlier in ids[:at]
        if choice.random() < 0.15 or later == ids[-1]
    ]
    dense = PaperGraph(
        papers=tuple(Paper(id=each, citekey=each[-2:], title=each, year=1980 + at) for at, each in enumerate(ids)),
        builds_on=tuple(edges),
    )
    path = learning_path(dense, [ids[-1]])
    reader = opened(render_map(dense))
    found = reader.page.evaluate(
        "to => papergraph.plan([to], [], { order: 'just-in-time' }).steps.map(s => s.id)", ids[-1]
    )
    assert path.metrics.optimum is None
    assert found == [step.paper.id for step in path.steps]


def test_what_next_is_what_the_command_line_says(opened: Any, bundled: PaperGraph) -> None:
    choice = random.Random(3)  # noqa: S311
    ids = [paper.id for paper in bundled.papers]
    cases: list[tuple[list[str], list[str]]] = [([], []), ([], [LSTM, TRANSFORMER]), ([VIT], []), ([VIT], [LSTM])]
    cases += [(choice.sample(ids, n % 3), choice.sample(ids, n)) for n in range(12)]
    reader = opened(render_map(bundled))
    found = reader.page.evaluate(
        """cases => cases.map(([to, known]) =>
            papergraph.next(known, to.length ? to : null).map(each => [each.id, each.unlocks, each.perHour]))""",
        cases,
    )
    for (towards, known), answer in zip(cases, found, strict=True):
        expected = what_next(bundled, known=known, towards=towards).readable
        assert answer == [[each.id, list(each.unlocks), pytest.approx(each.per_hour)] for each in expected]


def test_a_target_in_the_address_is_only_a_name(opened: Any, toy_graph: PaperGraph) -> None:
    reader = opened(render_map(toy_graph))
    for part in ("#target=%", "#target=__proto__", "#paper=constructor", "#<img src=x>", f"#target={json.dumps('x')}"):
        reader.page.evaluate("hash => { location.hash = hash; }", part)
        reader.page.reload()
        reader.ready()
        assert len(reader.listed()) == 6
