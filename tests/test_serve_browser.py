"""The query page in a real browser: a question is asked by a click, and nothing is fetched from elsewhere."""

from __future__ import annotations

import shutil

import pytest

from papergraph.graph import PaperGraph
from papergraph.serve import serving

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def test_a_question_is_asked_by_a_click_and_nothing_is_fetched_from_elsewhere(toy_graph: PaperGraph) -> None:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    heard: list[str] = []
    requests: list[str] = []
    with serving(toy_graph, port=0) as endpoint, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{endpoint.url}query/")
        page.locator('details button[value="most-depended-on"]').click()
        page.locator(".yasr_results td", has_text="Attention Is All You Need").first.wait_for()
        page.goto(endpoint.url)
        page.get_by_text("Attention Is All You Need").first.wait_for()
        browser.close()

    assert [url for url in requests if not url.startswith((endpoint.url, "data:", "blob:"))] == []
    assert heard == []
