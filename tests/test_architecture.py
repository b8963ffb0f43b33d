"""The floors: a module imports only from strictly lower floors, and each heavy library has one home."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "papergraph"

#: Every room of the house and its floor; a new one must be given its floor here.
FLOORS = {
    "errors": 0,
    "identifiers": 1,
    "digraph": 1,
    "sparse": 1,
    "tsv": 1,
    "linear_extension": 2,
    "model": 2,
    "alternatives": 3,
    "citation_records": 3,
    "cues": 3,
    "effort": 3,
    "curation": 3,
    "files": 3,
    "mentions": 3,
    "ordering": 3,
    "people": 2,
    "problems": 3,
    "references": 3,
    "sentences": 3,
    "completion": 4,
    "citations": 4,
    "concepts": 4,
    "readers": 4,
    "edge_rows": 4,
    "facts": 4,
    "relate": 4,
    "resolve": 4,
    "services": 4,
    "supplement": 5,
    "graph": 6,
    "chains": 7,
    "explanations": 8,
    "excerpt": 7,
    "exports": 8,
    "curating": 7,
    "formats": 7,
    "listorder": 7,
    "lookup": 7,
    "prerequisites": 7,
    "quality": 7,
    "rdf": 7,
    "tables": 7,
    "suggestions": 7,
    "view": 7,
    "paths": 8,
    "serve": 8,
    "progress": 8,
    "unlocks": 8,
    "cli": 9,
    "__main__": 10,
}

#: The floors inside `readers/`.
READERS = {
    "passages": 0,
    "assembly": 0,
    "text": 0,
    "flat": 1,
    "lexicon": 1,
    "styles": 2,
    "grammar": 3,
    "syntax": 4,
    "layout": 4,
    "preparing": 5,
    "records": 5,
    "judgement": 5,
    "markup": 6,
    "pdf": 6,
    "quoted": 6,
    "syntaxes": 7,
    "__init__": 8,
    "parallel": 9,
}

#: The rooms that may import a heavy library; what is not named here and not of the standard library is forbidden.
HOMES = {
    "ahocorasick_rs": {"mentions"},
    "click": {"cli"},
    "rich": {"cli"},
    "rdflib": {"rdf"},
    "pyoxigraph": {"rdf"},
    "pyshacl": {"rdf"},
    "pyvis": {"view"},
    "rjsmin": {"view"},
    "jinja2": {"view"},
    "markupsafe": {"view"},
    "networkx": {"graph"},
    "numpy": {"sparse", "citations", "excerpt"},
    "markdown_it": {"readers"},
    "pypdfium2": {"readers"},
    "yaml": {"readers"},
    "rapidfuzz": {"lookup", "resolve"},
    "pydantic": {"model", "graph", "formats", "cli"},
    "requests": {"services"},
    "requests_cache": {"services"},
    "urllib3": {"services"},
}

MODULES = sorted(SRC.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(SRC).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> list[tuple[int, str]]:
    """All imported modules with their lines, those inside functions too; relative ones made absolute."""
    package = ["papergraph", *path.relative_to(SRC).parts[:-1]]
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            if module == "papergraph":
                found += [(node.lineno, f"papergraph.{alias.name}") for alias in node.names]
            else:
                found.append((node.lineno, module))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_go_down(path: Path) -> None:
    if path == SRC / "__init__.py":
        return
    here = room(path)
    assert here in FLOORS, f"give {here} a floor"
    for line, module in imports(path):
        parts = module.split(".")
        if parts[0] != "papergraph":
            if parts[0] in sys.stdlib_module_names:
                continue
            assert here in HOMES.get(parts[0], set()), f"{path}:{line}: {parts[0]} has no home in {here}"
            continue
        there = parts[1] if len(parts) > 1 else "__init__"
        if there in {here, "__init__", "__version__"}:
            continue
        assert there in FLOORS, f"{path}:{line}: give {there} a floor"
        assert FLOORS[there] < FLOORS[here], f"{path}:{line}: {here} may not import {there}"


def test_every_floor_is_of_a_room_that_exists() -> None:
    assert set(FLOORS) == {room(path) for path in MODULES} - {"__init__"}


def readers_room(path: Path) -> str:
    return path.relative_to(SRC / "readers").parts[0].removesuffix(".py")


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room(path) == "readers"], ids=lambda path: str(path.relative_to(SRC))
)
def test_imports_inside_the_readers_go_down(path: Path) -> None:
    here = readers_room(path)
    for line, module in imports(path):
        if not module.startswith("papergraph.readers."):
            continue
        there = module.split(".")[2]
        assert there == here or READERS[there] < READERS[here], f"{path}:{line}: {here} may not import {there}"


def test_every_floor_of_the_readers_is_of_a_room_that_exists() -> None:
    assert set(READERS) == {readers_room(path) for path in MODULES if room(path) == "readers"}


def test_the_package_itself_imports_nothing_of_its_own_at_once() -> None:
    tree = ast.parse((SRC / "__init__.py").read_text("utf-8"))
    at_once = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in at_once}

    assert {str(module).split(".")[0] for module in modules} <= sys.stdlib_module_names


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(SRC)): count for path in MODULES if (count := len(path.read_text().splitlines())) > 400
    }

    assert long == {}


def test_the_readme_shows_every_room_on_its_floor() -> None:
    readme = (SRC.parents[1] / "README.md").read_text("utf-8")
    shown = {
        room.rstrip("/").removesuffix(".py"): int(floor)
        for floor, rooms in re.findall(r"^\| (\d) \| (.*) \|$", readme, re.MULTILINE)
        for room in re.findall(r"`([a-z_]+(?:\.py|/))`", rooms)
    }
    assert shown == {room: floor for room, floor in FLOORS.items() if room != "__main__"}
