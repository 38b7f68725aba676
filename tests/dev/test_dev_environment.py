"""Which way `.venv` is set up, with which commands, and when it is done again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tools import environment
from tools.environment import (
    Means,
    Place,
    Stamp,
    Want,
    can_target,
    choose,
    commands,
    read_stamp,
    step,
)
from tools.failures import SetUpError

ALL = Means("/bin/uv", True, ("pip3",))
PLACE = Place(Path("/x/.venv"), "posix_venv")
LOCK = Path("/x/requirements.lock")


@pytest.mark.parametrize(
    ("means", "way"),
    [
        (ALL, "uv"),
        (replace(ALL, uv=None), "venv"),
        (replace(ALL, uv=None, ensurepip=False), "pip"),
        (Means(None, True, None), "venv"),
    ],
)
def test_way(means: Means, way: str) -> None:
    assert choose(means) == way


def test_no_way() -> None:
    with pytest.raises(SetUpError, match="python3-venv"):
        choose(Means(None, False, None))


@pytest.mark.parametrize("way", ["uv", "venv", "pip"])
def test_every_way_installs_hashed_wheels_only(way: environment.Way) -> None:
    make, fill = commands(way, ALL, PLACE, LOCK)
    assert str(PLACE.folder) in make
    assert "--require-hashes" in fill
    assert fill[fill.index("--only-binary") + 1] == ":all:"
    assert fill[-1] == str(LOCK)
    assert str(PLACE.python) in fill
    assert "--no-index" not in fill


@pytest.mark.parametrize("way", ["uv", "venv", "pip"])
def test_with_a_folder_of_wheels_no_index_is_asked(way: environment.Way) -> None:
    _, fill = commands(way, ALL, PLACE, LOCK, Path("/w"))
    assert "--no-index" in fill
    assert fill[fill.index("--find-links") + 1] == str(Path("/w"))


def test_without_ensurepip_an_outside_pip_is_pointed_at_the_environment() -> None:
    make, fill = commands("pip", Means(None, False, ("py", "-m", "pip")), PLACE, LOCK)
    assert "--without-pip" in make
    assert fill[:5] == ["py", "-m", "pip", "--python", str(PLACE.python)]


@pytest.mark.parametrize(
    ("told", "able"),
    [
        ("pip 22.3 from /x (python 3.11)", True),
        ("pip 23.0.1 from /x (python 3.11)", True),
        ("pip 22.2.9 from /x (python 3.10)", False),
        ("pip 9.0.1 from /x (python 3.6)", False),
        ("no pip at all", False),
    ],
)
def test_pip_that_knows_python_option(told: str, able: bool) -> None:
    assert can_target(told) is able


def test_windows_folders() -> None:
    place = Place(Path("/x/.venv"), "nt_venv")
    assert place.scripts.name == "Scripts"
    assert place.python.name == "python.exe"
    assert "Lib" in str(place.packages)


NOW = Stamp("cpython 3.11 linux", "/x", "digest")


@pytest.mark.parametrize(
    ("stamp", "todo"),
    [
        (None, "make"),
        (replace(NOW, python="cpython 3.12 linux"), "make"),
        (replace(NOW, root="/moved"), "make"),
        (replace(NOW, installed="older"), "fill"),
        (NOW, "ready"),
        (replace(NOW, installed="the larger one"), "ready"),
    ],
)
def test_step(stamp: Stamp | None, todo: str) -> None:
    assert step(stamp, NOW, {"digest", "the larger one"}) == todo


@pytest.mark.parametrize("text", ["", "{", "[]", '{"python": "3.11"}', '{"other": 1}'])
def test_a_stamp_cut_short_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "stamp").write_text(text)
    assert read_stamp(tmp_path / "stamp") is None


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose installers only write down that they were called."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "repatria"\nversion = "1"\n')
    for lock in environment.LOCKS.values():
        (tmp_path / lock).write_text(lock)

    def run(command: list[str]) -> None:
        with (tmp_path / "calls").open("a") as calls:
            calls.write("make\n" if command[1:3] == ["-m", "venv"] else "fill\n")
        place = Place(tmp_path / ".venv")
        place.packages.mkdir(parents=True, exist_ok=True)
        place.scripts.mkdir(exist_ok=True)
        place.python.touch()
        if (tmp_path / "break").exists():
            raise SetUpError("broken off")

    monkeypatch.setattr(environment, "_run", run)
    monkeypatch.setattr(environment, "_uv", lambda place: None)
    return tmp_path


def calls(project: Path, want: Want) -> list[str]:
    """What setting up calls, once."""
    log = project / "calls"
    log.write_text("")
    environment.set_up(want, root=project)
    return log.read_text().split()


def test_the_second_run_does_nothing(project: Path) -> None:
    assert calls(project, "runtime") == ["make", "fill"]
    assert calls(project, "runtime") == []


def test_tools_are_added_to_what_is_there_and_serve_the_demonstration_too(project: Path) -> None:
    calls(project, "runtime")
    assert calls(project, "dev") == ["fill"]
    assert calls(project, "runtime") == []


def test_a_changed_lock_is_installed(project: Path) -> None:
    calls(project, "dev")
    (project / environment.LOCKS["dev"]).write_text("newer")
    assert calls(project, "dev") == ["fill"]


def test_an_interrupted_install_is_repaired(project: Path) -> None:
    calls(project, "runtime")
    (project / "break").touch()
    with pytest.raises(SetUpError):
        calls(project, "dev")
    (project / "break").unlink()
    leftover = project / ".venv" / "half-written"
    leftover.touch()
    assert calls(project, "dev") == ["make", "fill"]
    assert not leftover.exists()


def test_a_vanished_python_is_repaired(project: Path) -> None:
    calls(project, "runtime")
    Place(project / ".venv").python.unlink()
    assert calls(project, "runtime") == ["make", "fill"]


def test_a_lock_that_is_missing(project: Path) -> None:
    (project / environment.LOCKS["runtime"]).unlink()
    with pytest.raises(SetUpError, match=r"requirements\.lock is missing"):
        environment.set_up("dev", root=project)


def test_wheels_that_are_missing(project: Path) -> None:
    with pytest.raises(SetUpError, match="there is no folder"):
        environment.set_up("dev", project / "nowhere", root=project)


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    code = "import sys; sys.exit('OSError: [Errno 28] No space left on device')"
    with pytest.raises(SetUpError, match="the disk is full"):
        environment._run([environment.PYTHON, "-c", code])
