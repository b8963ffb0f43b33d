"""What ships: the wheel's contents, found when it runs from anywhere, and nothing stray among the data."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "graph": {".tsv", ".ttl", ".rq", ".md"},
    "seeds": {".md"},
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by hatchling without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


@pytest.mark.parametrize("folder", sorted(ALLOWED))
def test_no_stray_files_among_the_data(folder: str) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]

    assert files
    assert [str(path) for path in files if path.suffix not in ALLOWED[folder]] == []


def test_the_wheel_holds_the_package_and_all_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src" / "papergraph").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    data = {
        f"papergraph/data/{path.relative_to(ROOT)}" for f in ALLOWED for path in (ROOT / f).rglob("*") if path.is_file()
    }

    assert package | data <= names
    assert wheel.name.startswith("papergraph_kg-")
    assert not [name for name in names - package - data if ".dist-info/" not in name]


def test_an_unpacked_wheel_finds_its_data_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "from papergraph import curation; print(len(curation.load().works), len(curation.seeds()), curation.__file__)"
    )
    environment = {"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], cwd="/", env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    works, lists, where = done.stdout.split()
    assert Path(where).is_relative_to(tmp_path)
    assert int(works) > 100
    assert int(lists) == 4


def test_the_extra_all_is_every_extra_of_a_user() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    users = {each for name, needed in extras.items() if name not in {"all", "test"} for each in needed}

    assert set(extras["all"]) == users
