"""`papergraph serve` as a person starts and stops it: what it says, and what it leaves behind."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

GOLDEN = str(Path(__file__).parent / "golden/papergraph.json")


class Served:
    """A running `papergraph serve`, and what it has said so far."""

    def __init__(self, *arguments: str, cache: str, home: Path) -> None:
        self.home = home
        environment = {**os.environ, "PAPERGRAPH_CACHE": cache, "XDG_CACHE_HOME": str(home / "c")}
        environment |= {"TMPDIR": str(home / "t"), "PYTHONUNBUFFERED": "1"}
        (home / "t").mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "papergraph", "serve", "--graph", GOLDEN, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
        )
        self.said = ""

    @property
    def errors(self) -> IO[str]:
        assert self.process.stderr is not None
        return self.process.stderr

    def until(self, text: str) -> str:
        """Read what is said up to a line that holds the text."""
        for line in self.errors:
            self.said += line
            if text in line:
                return line
        raise AssertionError(f"{text!r} was never said: {self.said}")

    def ended(self) -> int:
        """Wait for the end; return the exit code."""
        out, rest = self.process.communicate(timeout=60)
        self.said += rest
        assert out == ""
        return self.process.returncode

    def engines(self) -> list[int]:
        """Return the processes that serve a store of this run's folder."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes()
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if b"serve-read-only" in line and str(self.home).encode() in line and state != "Z":
                found.append(int(folder.name))
        return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def started(home: Path, *arguments: str, cache: str = "off") -> tuple[Served, int]:
    served = Served("--port", "0", *arguments, cache=cache, home=home)
    match = re.search(r"http://127\.0\.0\.1:(\d+)/sparql", served.until("endpoint:"))
    assert match is not None
    return served, int(match[1])


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/sparql", "ASK {}", {"Content-Type": "application/sparql-query"})
        return connection.getresponse().read() == b'{"head":{},"boolean":true}'
    finally:
        connection.close()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_says_where_it_is_and_leaves_nothing_behind(home: Path, sent: signal.Signals) -> None:
    served, port = started(home)

    assert answers(port)
    assert len(served.engines()) == 1
    assert "graph: " in served.said
    assert f"map:      http://127.0.0.1:{port}/\n" in served.said
    assert f"queries:  http://127.0.0.1:{port}/query/\n" in served.said

    served.process.send_signal(sent)
    assert served.ended() == 0
    assert served.said.endswith("stopped\n")
    assert served.engines() == []
    assert list((home / "t").iterdir()) == []
    assert not (home / "c").exists()


def test_the_store_is_kept_where_the_cache_is(home: Path) -> None:
    kept = []
    for _ in range(2):
        served, port = started(home, cache="on")
        assert answers(port)
        served.process.send_signal(signal.SIGTERM)
        assert served.ended() == 0
        kept.append(sorted(path.name for path in (home / "c/papergraph/stores").iterdir()))

    assert len(kept[0]) == 1
    assert kept[0] == kept[1]
    assert list((home / "t").iterdir()) == []


def test_no_server_outlives_a_killed_papergraph(home: Path) -> None:
    served, port = started(home)
    assert answers(port)
    served.process.kill()
    served.ended()
    end = time.monotonic() + 30
    while served.engines() and time.monotonic() < end:
        time.sleep(0.05)

    assert served.engines() == []


def test_a_killed_server_is_told_and_started_again_until_that_is_no_use(home: Path) -> None:
    served, port = started(home)
    for _ in range(5):
        end = time.monotonic() + 30
        while not answers(port) and time.monotonic() < end:  # a process that is being killed may still seem to live
            time.sleep(0.05)
        for engine in served.engines():
            os.kill(engine, signal.SIGKILL)

    assert served.ended() == 1
    assert "warning: the SPARQL server ended (it was ended by signal 9); it is started again\n" in served.said
    assert served.said.endswith("papergraph: the SPARQL server ends again and again: it was ended by signal 9\n")
    assert served.engines() == []
    assert list((home / "t").iterdir()) == []


def test_a_port_in_use(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        served = Served("--port", str(taken.getsockname()[1]), cache="off", home=home)
        code = served.ended()

    assert (code, "Address already in use; choose another with --port" in served.said) == (1, True)
    assert "Traceback" not in served.said
    assert served.engines() == []
    assert list((home / "t").iterdir()) == []


def test_a_store_that_cannot_be_written(home: Path) -> None:
    (home / "c").write_text("a file stands here")
    served = Served("--port", "0", cache="on", home=home)

    assert served.ended() == 1
    assert str(home / "c") in served.said
    assert "Traceback" not in served.said
