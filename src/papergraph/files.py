"""Files: names that tell them apart, and atomic writing: a file is either the old one, whole, or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from papergraph.errors import OutputError

_NO_NAME = re.compile(r"[\x00-\x1f\x7f\udc80-\udcff]")


def source_ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return a relative name for each path: its file name, with as many parent folders as tell them apart.

    >>> sorted(source_ids([Path("/a/x.md"), Path("/b/x.md"), Path("/b/y.md")]).values())
    ['a/x.md', 'b/x.md', 'y.md']
    """
    # Only a file is looked for behind its links: those of a pipe lead to a number.
    resolved = {path: path.resolve() if path.is_file() else path.absolute() for path in paths}
    names: dict[Path, str] = {}
    for path in paths:
        parts = resolved[path].parts
        others = [other.parts for other in resolved.values() if other != resolved[path]]
        depth = 1
        while depth < len(parts) - 1 and any(other[-depth:] == parts[-depth:] for other in others):
            depth += 1
        names[path] = printed_path(Path(*parts[-depth:]))
    return names


def printed_path(path: Path) -> str:
    r"""Return a path as text: a byte that is no character in it, or that steers a terminal, is written as in a URL.

    >>> printed_path(Path("two\nlines.md"))
    'two%0Alines.md'
    """
    return _NO_NAME.sub(lambda match: f"%{ord(match[0]) & 0xFF:02X}", path.as_posix())


def write_atomically(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace `path` by `content`, whole or in parts: temporary file in the same folder, fsync, rename.

    Raises OutputError when the folder cannot be made or written. A killed run leaves the old file as it was, and so
    does a part that cannot be made.
    """
    parts = (content,) if isinstance(content, bytes) else content
    if not path.name:
        raise OutputError(path, "is a folder; name a file")
    try:
        special = path.exists() and not path.is_file() and not path.is_dir()
        target = path.resolve(strict=False) if path.is_symlink() else path
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise OutputError(path, "cannot be followed to a file") from error
    if special:  # a device or a pipe is written into, not replaced
        _write_into(path, parts)
        return
    # The process' umask decides the mode of a new file; an existing file keeps its own.
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as handle:
            handle.writelines(parts)
            handle.flush()
            os.fsync(handle.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_into(path: Path, parts: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as handle:
            handle.writelines(parts)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def write_all(folder: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> list[Path]:
    """Write each (relative path, content) below `folder` and return the paths written, in order."""
    written = []
    for name, content in files:
        path = folder / name
        write_atomically(path, content)
        written.append(path)
    return written
