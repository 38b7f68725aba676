"""The project inside `.venv` without a build tool: importable, callable, known by its version."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest
from tools.environment import Place
from tools.link import link, script


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder with a space and with letters outside Latin-1."""
    root = tmp_path / "шлях сюди"
    (root / "src" / "repatria").mkdir(parents=True)
    (root / "src" / "repatria" / "__init__.py").write_text(
        "import sys\ndef run():\n    print('ran', *sys.argv[1:])\n    return 3\n"
    )
    write(root, "1.2")
    return root


def write(root: Path, version: str) -> None:
    (root / "pyproject.toml").write_text(
        f'[project]\nname = "repatria"\nversion = "{version}"\n'
        '[project.scripts]\nrepatria = "repatria:run"\n'
    )


@pytest.fixture
def place(project: Path) -> Place:
    venv.create(project / ".venv", with_pip=False, symlinks=sys.platform != "win32")
    place = Place(project / ".venv")
    link(project, place.packages, place.scripts, place.python)
    return place


def version(place: Place) -> str:
    code = "import importlib.metadata as m, repatria; print(m.version('repatria'))"
    done = subprocess.run([place.python, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importable_with_its_version(place: Place) -> None:
    assert version(place) == "1.2"


def test_a_new_version_replaces_the_old(project: Path, place: Place) -> None:
    write(project, "1.3")
    link(project, place.packages, place.scripts, place.python)
    assert version(place) == "1.3"
    assert len(list(place.packages.glob("*.dist-info"))) == 1


def test_the_command_passes_arguments_and_exit_code(place: Place) -> None:
    name, _ = script("repatria", "repatria:run", place.python)
    done = subprocess.run([place.scripts / name, "a b", "c"], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("ran a b c\n", 3)


def test_the_record_names_every_file(place: Place) -> None:
    record = next(place.packages.glob("*.dist-info/RECORD")).read_text("utf-8")
    named = [(place.packages / line.split(",")[0]).resolve() for line in record.splitlines()]
    assert all(file.exists() for file in named)
    assert len(named) == 6


def test_on_windows_the_command_is_a_batch_file() -> None:
    name, text = script("repatria", "repatria.cli:run", Path("Scripts/python.exe"))
    assert name == "repatria.cmd"
    assert "from repatria.cli import run" in text
