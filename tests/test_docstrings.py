"""Examples in docstrings are what comes back."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import papergraph

SRC = Path(papergraph.__file__).parent
MODULES = sorted(path for path in SRC.rglob("*.py") if ">>> " in path.read_text("utf-8"))


def module_name(path: Path) -> str:
    parts = path.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_examples_hold(path: Path) -> None:
    results = doctest.testmod(importlib.import_module(module_name(path)))

    assert results.attempted > 0
    assert results.failed == 0
