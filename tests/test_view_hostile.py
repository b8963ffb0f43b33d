"""Hostile text in every field neither runs nor breaks the page: as a document, and in a real browser."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, Entry, Evidence, Link, Note, Paper, Topic
from papergraph.paths import learning_path
from papergraph.view import render_concepts, render_map, render_path, render_section
from papergraph.view.sections import sections

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

HOSTILE = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "see href=javascript:alert(1)",
    "{{ 7*191 }}{% raw %}${7*191}",
    "\u202egnihton\u2066 \u2028\u2029 &amp; <b>",
    "'+window.pwned+'",
)


def hostile_graph() -> PaperGraph:
    """A paper for each hostile text, which stands in every field that can hold it."""
    papers, entries, edges, topics, concepts = [], [], [], [], []
    for number, text in enumerate(HOSTILE):
        identifier = f"work:{text}-{number}"
        entry = Entry(
            id=f"{text}#{number}",
            source=text,
            first_line=number + 1,
            last_line=number + 1,
            title=text,
            section=(text,),
            paper=identifier,
        )
        entries.append(entry)
        concepts.append(Concept(id=f"c{text}", pref_label=text, definition=text, learn_at=f"javascript:{text}"))
        topics.append(Topic(paper=identifier, concept=f"c{text}", relation="introduces"))
        papers.append(
            Paper(
                id=identifier,
                citekey=text,
                title=text,
                short_names=(text,),
                alt_titles=(text,),
                authors=(text,),
                venue=text,
                year=2000 + number,
                identifiers=(text,),
                entries=(entry.id,),
                links=(Link(url=text), Link(url=f"javascript:{text}"), Link(url=f'https://a.test/"{text}')),
                notes=tuple(Note(key=key, label=text, text=text) for key in ("summary", "implement", "picture")),
            )
        )
        if number:
            evidence = Evidence(justification="stated", confidence=1, source=text, first_line=1, quote=text)
            edge = BuildsOn(
                subject=identifier, object=papers[0].id, kind="core", takes=(text,), any_of=text, evidence=(evidence,)
            )
            edges.append(edge)
    return PaperGraph(
        papers=tuple(papers),
        entries=tuple(entries),
        builds_on=tuple(edges),
        topics=tuple(topics),
        concepts=tuple(concepts),
    )


class Elements(HTMLParser):
    """The elements of a document, with their attributes."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(1 for name, _ in self.found if name == tag)


@pytest.fixture(params=["map", "path", "concepts", "section"])
def document(request: pytest.FixtureRequest) -> str:
    graph = hostile_graph()
    if request.param == "map":
        return render_map(graph)
    if request.param == "concepts":
        return render_concepts(graph)
    if request.param == "section":
        return render_section(graph, sorted(set(sections(graph).values()))[0])
    return render_path(graph, learning_path(graph, targets=[graph.papers[3].id, graph.papers[5].id]))


def test_hostile_text_stays_text(document: str) -> None:
    page, harmless = Elements(document), Elements(render_map(PaperGraph()))
    assert page.count("script") == harmless.count("script")
    assert page.count("style") == harmless.count("style")
    assert page.count("img") == 0
    assert not [attrs for _, attrs in page.found if any(name.startswith("on") for name in attrs)]
    assert all(str(attrs["href"]).startswith(("#", "https://")) for tag, attrs in page.found if tag == "a")
    assert str(7 * 191) not in document  # a template in a title is not evaluated
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029]", document)


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_text_neither_runs_nor_breaks_the_page(document: str, width: int, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    file = tmp_path / "page.html"
    file.write_bytes(document.encode())
    heard: list[str] = []
    asked: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        papers = page.locator("#papers > li .row a").count()
        assert papers >= 2
        for number in range(papers):
            page.evaluate("n => document.querySelectorAll('#papers > li .row a')[n].click()", number)
            assert page.locator("#panel h2").inner_text().strip()
            page.evaluate("document.querySelectorAll('#panel details').forEach(each => { each.open = true; })")
            page.keyboard.press("Escape")
        page.locator("#search").fill("<script>")
        page.locator("#search").fill("")
        page.locator("#sections button").first.click()
        assert page.evaluate("window.pwned") is None
        assert page.evaluate("document.querySelectorAll('img, iframe, [onerror]').length") == 0
        assert set(page.evaluate("[...document.links].map(link => link.protocol)")) <= {"https:", "file:"}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        browser.close()
    assert heard == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
