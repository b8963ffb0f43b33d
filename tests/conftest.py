"""What all tests share: the golden graph, the given lists where they are, and skips that CI turns into failures."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from papergraph.graph import PaperGraph, from_json

ROOT = Path(__file__).parents[1]

# A busy machine is no failure: what takes how long is for benchmarks/ to say.
settings.register_profile("papergraph", deadline=None)
settings.load_profile("papergraph")


# What a test starts reaches no public service either: nobody listens there.
for _service in ("S2", "OPENALEX", "CROSSREF", "ARXIV"):
    os.environ.setdefault(f"PAPERGRAPH_{_service}_URL", "http://127.0.0.1:9")


@pytest.fixture(autouse=True)
def _nothing_leaves_the_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine is an error, but for tests that a person runs with network."""
    if request.node.get_closest_marker("network") is None:
        connect = socket.socket.connect

        def here(self: socket.socket, address: Any) -> None:
            host = address[0] if isinstance(address, tuple) else ""
            if host not in {"", "localhost", "::1"} and not str(host).startswith("127."):
                raise AssertionError(f"a test asks {host}: nothing may leave the machine")
            connect(self, address)

        monkeypatch.setattr(socket.socket, "connect", here)


@pytest.fixture(scope="session")
def toy_graph() -> PaperGraph:
    """Six papers written by hand: tests/golden/papergraph.json."""
    return from_json((ROOT / "tests/golden/papergraph.json").read_bytes())


@pytest.fixture(scope="session")
def later_graph() -> PaperGraph:
    """Works that presuppose what others introduce on which they do not build: from tests/planner_cases.json."""
    return from_json(json.dumps(json.loads((ROOT / "tests/planner_cases.json").read_bytes())["graphs"]["later"]))


@pytest.fixture(scope="session")
def given_lists() -> list[Path]:
    """The reading lists that the project starts from; absent in a user's clone."""
    folder = Path(os.environ.get("PAPERGRAPH_SHARED", ROOT.parent / "shared")) / "seeds"
    if not folder.is_dir():
        pytest.skip("the given lists (../shared/seeds) are not beside this checkout")
    return sorted(folder.glob("*.txt"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """With PAPERGRAPH_NO_SKIP=1 a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("PAPERGRAPH_NO_SKIP") == "1" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and skips are forbidden here: {call.excinfo.value if call.excinfo else ''}"
