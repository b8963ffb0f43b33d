"""The HTML map as it grows: size, time to build, time until it is ready, frames a second while it is dragged.

    python benchmarks/view.py [PAPERS ...]      (default: the bundled lists, then 1000 5000 20000)

Each page is opened from a file in headless Chromium (1440 × 900, no GPU) with every request but that for the file
refused; the page's policy is set aside, for the frames are counted by a script of ours. Ready is the time from the
start of the navigation until the page takes input. Dragging: the picture is moved by the mouse for two seconds, and
the frames that the browser paints meanwhile are counted; on the page as it opens (its sections: how many boxes there
are, and the height in pixels on the screen of the smallest letters of a card), then with one section unfolded, and with
all papers unfolded (the seconds before the frames are how long unfolding takes). Same: whether the page is made again
byte by byte.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from papergraph.curation import seeds
from papergraph.graph import PaperGraph, build
from papergraph.model import BuildsOn, Concept, Entry, Evidence, Note, Paper, Topic
from papergraph.view import render_map

_SECTIONS = 9
_SECONDS = 2.0
_COUNT = """seconds => new Promise(done => { let painted = 0; const start = performance.now();
    const count = now => { painted += 1; if (now - start < 1000 * seconds) requestAnimationFrame(count);
        else done(painted / (now - start) * 1000); }; requestAnimationFrame(count); })"""


def made(papers: int) -> PaperGraph:
    """Return a graph of so many papers: three arrows each, mostly to near ones, sections, concepts, notes."""
    choice = random.Random(papers)  # noqa: S311
    works, entries, edges, topics = [], [], [], []
    for n in range(papers):
        section = min(n * _SECTIONS // papers + choice.choice([0, 0, 0, 1, -1]) % _SECTIONS, _SECTIONS - 1)
        entries.append(
            Entry(
                id=f"e{n}",
                source="made.md",
                first_line=n + 1,
                last_line=n + 1,
                title=f"Work {n}",
                section=(f"Field number {section + 1}",),
                paper=f"work:n{n:05}",
            )
        )
        works.append(
            Paper(
                id=f"work:n{n:05}",
                citekey=f"n{n:05}",
                title=f"On the {choice.choice(['learning', 'structure', 'limits', 'use'])} of models, part {n}",
                short_names=(f"Model-{n}",),
                year=1960 + 65 * n // papers,
                entries=(f"e{n}",),
                notes=(Note(key="summary", text="It says in one sentence what the work adds to those before it."),),
            )
        )
        relation: Any = "introduces" if n < 300 else "uses"
        topics.append(Topic(paper=works[-1].id, concept=f"concept-{n % 300}", relation=relation))
        for m in sorted({max(0, n - 1 - int(choice.expovariate(1 / 60))) for _ in range(3)} - {n}):
            quote = f"It builds on Model-{m}."
            evidence = Evidence(justification="stated", confidence=0.9, source="made.md", first_line=n + 1, quote=quote)
            kind: Any = choice.choice(["core", "background"])
            edges.append(BuildsOn(subject=works[-1].id, object=works[m].id, kind=kind, evidence=(evidence,)))
    concepts = tuple(Concept(id=f"concept-{n}", pref_label=f"concept {n}", definition="A word.") for n in range(300))
    return PaperGraph(
        papers=tuple(works), entries=tuple(entries), builds_on=tuple(edges), topics=tuple(topics), concepts=concepts
    )


def main() -> None:
    """Print one row for each size."""
    sizes = [int(each) for each in sys.argv[1:]] or [0, 1000, 5000, 20000]
    print("papers  build s  page MB  same  ready ms  opens on  boxes  letters  fps  section  fps   all  fps")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for size in sizes:
            graph = made(size) if size else build(seeds())
            begun = time.perf_counter()
            document = render_map(graph).encode()
            spent = time.perf_counter() - begun
            file = Path(folder) / f"{size}.html"
            file.write_bytes(document)
            figures = driven(browser, file)
            same = "yes" if render_map(graph).encode() == document else "NO"
            print(f"{len(graph.papers):6}  {spent:7.2f}  {len(document) / 1e6:7.2f}  {same:>4}  {figures}", flush=True)
        browser.close()


def driven(browser: Any, file: Path) -> str:
    """Return the figures of one page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    page.set_default_timeout(120_000)
    page.route("**/*", lambda route: route.continue_() if route.request.url == file.as_uri() else route.abort())
    begun = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    while not page.evaluate("document.documentElement.dataset.ready === 'true'"):
        if time.perf_counter() - begun > 120:
            return "not ready in 120 s"
        time.sleep(0.01)
    ready = round(1000 * (time.perf_counter() - begun))
    letters = min(23.0, 11.5 / page.evaluate("papergraph.scale()")) * page.evaluate("papergraph.scale()")
    shown = [
        f"{ready:8}",
        f"{page.evaluate('papergraph.sheet()'):>8}",
        f"{page.evaluate('papergraph.boxes().length'):5}",
    ]
    shown += [f"{letters:7.1f}", f"{dragged(page):3.0f}"]
    shown += [f"{timed(page, '#sections button'):7.2f}", f"{dragged(page):4.0f}"]
    page.keyboard.press("Escape")
    if page.locator("#unfold").is_visible():
        shown += [f"{timed(page, '#unfold'):5.2f}", f"{dragged(page):4.0f}"]
    page.close()
    return "  ".join(shown)


def timed(page: Any, button: str) -> float:
    """Return the seconds from a click until the page has painted what it leads to."""
    begun = time.perf_counter()
    page.locator(button).first.click()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.perf_counter() - begun


def dragged(page: Any) -> float:
    """Return the frames a second that are painted while the picture is dragged."""
    box = page.locator("#network").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    # The counting runs in the page while the mouse moves: its answer is awaited after the moves.
    page.evaluate("([code, seconds]) => { window.counting = eval(code)(seconds); }", [_COUNT, _SECONDS])
    begun = time.perf_counter()
    step = 0
    while time.perf_counter() - begun < _SECONDS:
        step += 1
        page.mouse.move(x + 60 * ((step % 20) / 20), y - 90 * ((step % 30) / 30))
        time.sleep(0.012)
    frames = page.evaluate("window.counting")
    page.mouse.up()
    return float(frames)


if __name__ == "__main__":
    main()
