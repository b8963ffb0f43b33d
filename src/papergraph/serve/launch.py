"""Starts a program that has bounded memory and ends with its parent; run by its path, it loads nothing of papergraph.

`launch.py PARENT MEGABYTES PROGRAM ARGUMENT…` becomes PROGRAM, so that it costs no process of its own.
"""

from __future__ import annotations

import os
import sys


def bound_memory(megabytes: int) -> None:
    """Let the system refuse memory beyond `megabytes`, where it can."""
    try:
        import resource
    except ImportError:
        return
    wanted = megabytes * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    with_dump, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (min(with_dump, 0), hard))


def end_with(parent: int) -> bool:
    """Let Linux end this process when `parent` ends, however that happens; return whether the parent still lives."""
    if sys.platform == "linux":
        import ctypes
        import signal

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    return os.getppid() == parent


def main(arguments: list[str]) -> None:
    """Become the program that the arguments name."""
    parent, megabytes, *command = arguments
    bound_memory(int(megabytes))
    if end_with(int(parent)):
        os.execv(command[0], command)  # noqa: S606 - the point of this file


if __name__ == "__main__":
    main(sys.argv[1:])
