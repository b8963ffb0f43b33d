"""Atomic writing."""

import os
from pathlib import Path

import pytest

from papergraph.errors import OutputError
from papergraph.files import source_ids, write_all, write_atomically


def test_content_replaces_content_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file.txt"
    write_atomically(target, b"one")
    write_atomically(target, b"two")

    assert target.read_bytes() == b"two"
    assert list(target.parent.iterdir()) == [target]


def test_a_link_keeps_being_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_an_existing_file_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"")
    target.chmod(0o600)
    write_atomically(target, b"x")

    assert target.stat().st_mode & 0o777 == 0o600


def test_a_folder_in_the_way_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError, match="taken"):
        write_atomically(tmp_path / "taken", b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_when_making_the_content_fails_the_files_before_it_are_whole(tmp_path: Path) -> None:
    def files():
        yield "a.txt", b"a"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write_all(tmp_path, files())

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"a")]


def test_parts_make_a_file_and_one_that_cannot_be_made_leaves_the_old_one(tmp_path: Path) -> None:
    def parts():
        yield b"new"
        raise ValueError("no more")

    target = tmp_path / "file"
    write_atomically(target, iter((b"one, ", b"two")))
    with pytest.raises(ValueError, match="no more"):
        write_atomically(target, parts())

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"one, two")]


def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, b"through")

    assert os.read(reader, 100) == b"through"
    assert pipe.is_fifo()
    os.close(reader)


@pytest.mark.parametrize("name", ["", "loop"])
def test_what_is_no_file_is_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    with pytest.raises(OutputError):
        write_atomically(Path(name), b"x")


def test_source_names_take_as_many_folders_as_tell_them_apart() -> None:
    names = source_ids([Path("/x/a/list.md"), Path("/x/b/list.md"), Path("/x/other.md")])

    assert list(names.values()) == ["a/list.md", "b/list.md", "other.md"]


def test_source_names_are_text_whatever_the_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    odd = [tmp_path / "loop.md", tmp_path / "two\nlines.md", Path(os.fsdecode(b"/x/caf\xe9 au lait.md"))]

    assert list(source_ids(odd).values()) == ["loop.md", "two%0Alines.md", "caf%E9 au lait.md"]
