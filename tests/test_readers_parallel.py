"""Several files read by several processes: the same readings in the same order, whatever happens to a process."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from papergraph import errors
from papergraph.errors import InputError
from papergraph.readers import read_file
from papergraph.readers.parallel import WORTH, _apart, read_files

BOOK = "@book{{b{n}, title = {{Wool from Hill {n}}}, author = {{Lund, Ada}}, year = {{19{n:02}}}}}\n"


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[Path, str]]:
    """Libraries that are worth another process together, the longest last."""
    found = []
    for n in range(4):
        path = tmp_path / f"{n}.bib"
        path.write_text("".join(BOOK.format(n=k) for k in range(n, 20 + n)) + "% wool\n" * (n + 1) * (WORTH // 20))
        found.append((path, f"lists/{n}.bib"))
    return found


def test_readings_are_those_of_one_process_in_the_order_given(files: list[tuple[Path, str]]) -> None:
    told: list[str] = []
    read = list(read_files(files, workers=2, tell=told.append))

    assert read == [read_file(path, source=source) for path, source in files]
    assert told == [f"reading lists/{n}.bib ({n + 1} of 4)" for n in range(4)]


def test_a_file_that_cannot_be_read_is_told_as_in_one_process(files: list[tuple[Path, str]]) -> None:
    noise = files[2][0]
    noise.write_bytes(b"\x00\x01\x02" * 40_000)
    read = read_files(files, workers=2)

    assert [next(read).source.id for _ in range(2)] == ["lists/0.bib", "lists/1.bib"]
    with pytest.raises(InputError, match="binary data") as caught:
        next(read)
    assert caught.value.path == str(noise)
    # By their sentinels: who asks for a state that a thread of the pool is just asking for is told of none.
    assert all(wait([process.sentinel], timeout=60) for process in multiprocessing.active_children())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system does not kill that way")
def test_what_a_killed_process_was_to_read_is_read_all_the_same(files: list[tuple[Path, str]]) -> None:
    read = read_files(files, workers=2)
    first = next(read)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)

    assert [first, *read] == [read_file(path, source=source) for path, source in files]


def test_processes_are_for_what_is_long_on_a_disk(tmp_path: Path) -> None:
    sizes = {"short": 10, "half": WORTH // 2, "long": WORTH, "longer": WORTH + 1}
    path = {name: (tmp_path / name, name) for name in sizes}
    for name, size in sizes.items():
        path[name][0].write_bytes(b" " * size)
    os.mkfifo(tmp_path / "pipe")
    given = [path["short"], path["long"], (tmp_path / "pipe", "pipe"), path["longer"], (tmp_path / "none", "none")]

    assert _apart(given, 2) == [3, 1, 0]
    assert _apart(given, 1) == []
    assert _apart([path["longer"]], 2) == []  # nothing to read meanwhile
    assert _apart([path["half"], path["half"]], 2) == []


@pytest.mark.parametrize(
    "error",
    [
        InputError("a.md", "this is a folder"),
        errors.CurationError("a.tsv", "no such kind", line=3, column="kind"),
        errors.GraphFileError("g.json", "no graph"),
        errors.UnknownReferenceError("wol", ["wool"]),
        errors.AmbiguousReferenceError("wool", ["a", "b"]),
        errors.PlanError("no way"),
        errors.QueryError("malformed"),
        errors.ServeError("port in use"),
        errors.ServiceError("OpenAlex", "is down", stops=True),
        errors.OutputError("out", "is a folder"),
        errors.MissingExtraError("pdf", "reading PDF"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_one_process_can_tell_another_of_every_error(error: errors.PapergraphError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made in the line itself

    assert (type(again), str(again), again.args, vars(again)) == (type(error), str(error), error.args, vars(error))
