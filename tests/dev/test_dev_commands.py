"""The command line of dev.py, with everything that it starts replaced by a note of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tools import browser, commands
from tools.environment import Place
from tools.failures import FULL, SetUpError

PLACE = Place(Path("/x/.venv"), "posix_venv")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """What dev.py would run: the words after the program, and what it adds to the environment."""
    notes: list[tuple[list[str], dict[str, str]]] = []

    def call(command: list[object], env: dict[str, str] | None = None) -> int:
        notes.append(([Path(str(command[0])).name, *map(str, command[1:])], env or {}))
        return 0

    monkeypatch.setattr(commands, "call", call)
    monkeypatch.setattr(commands, "side_by_side", commands.one_by_one)
    monkeypatch.setattr(commands, "set_up", lambda want, wheels: PLACE)
    monkeypatch.setattr(browser, "find", lambda python: "/c/chromium")
    monkeypatch.setattr(signal, "signal", lambda *args: None)
    return notes


def test_demo_passes_on_what_follows(started: list[tuple[list[str], dict[str, str]]]) -> None:
    assert commands.main(["demo", "--port", "8001"]) == 0
    assert started == [(["repatria", "demo", "--port", "8001"], {})]


@pytest.mark.parametrize("code", [-signal.SIGINT, 128 + signal.SIGINT, 0])
def test_ctrl_c_is_how_one_ends_the_demonstration(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(commands, "call", lambda command: code)
    assert commands.demo(PLACE, []) == 0


def test_a_failing_demonstration_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "call", lambda command: 2)
    assert commands.demo(PLACE, []) == 2


def test_tests_run_on_both_databases_and_in_the_browser(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tests" / "desks").mkdir(parents=True)
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    assert commands.main(["test", "-x"]) == 0
    chromium = {browser.VARIABLE: "/c/chromium"}
    assert started == [
        (["pytest", "-x"], chromium),
        (["pytest", "-x", "tests/desks"], {**chromium, "REPATRIA_TEST_DATABASE": "postgres"}),
    ]


def test_every_test_runs_in_one_lane_or_the_other(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("desks", "kinship", "base"):
        (tmp_path / "tests" / folder).mkdir(parents=True)
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    assert commands.main(["test"]) == 0
    assert [words for words, _ in started] == [
        ["pytest", "--ignore=tests/kinship"],
        ["pytest", "tests/desks"],
        ["pytest", "tests/kinship"],
    ]


def test_databases_of_the_caller_are_no_databases_for_tests(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in commands.CALLERS_STORES:
        monkeypatch.setenv(name, "postgresql://register")
    commands.main(["test"])
    assert not set(commands.CALLERS_STORES) & set(os.environ)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ([], ["tests/desks", "tests/cli"]),
        (["-k", "leg"], ["-k", "leg", "tests/desks", "tests/cli"]),
        (["tests/desks/test_a.py::test_b"], ["tests/desks/test_a.py::test_b"]),
        (["-x", "tests/base", "tests/desks/test_a.py"], ["-x", "tests/desks/test_a.py"]),
        (["tests/base"], None),
    ],
)
def test_what_runs_on_postgresql(
    tmp_path: Path, rest: list[str], expected: list[str] | None
) -> None:
    for folder in ("base", "desks", "cli"):
        (tmp_path / "tests" / folder).mkdir(parents=True)
    (tmp_path / "tests" / "desks" / "test_a.py").touch()
    assert commands.store_arguments(rest, tmp_path) == expected


def test_all_runs_go_side_by_side_and_each_is_shown_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each waits for what the other does: one after the other, neither would end well."""

    def waiting(mine: str, other: str, code: int) -> list[str]:
        return [
            sys.executable,
            "-c",
            "import pathlib, sys, time\n"
            f"here = pathlib.Path({str(tmp_path)!r})\n"
            f"(here / {mine!r}).touch()\n"
            "until = time.monotonic() + 30\n"
            f"while not (here / {other!r}).exists() and time.monotonic() < until:\n"
            "    time.sleep(0.02)\n"
            f"print({mine!r}, 'saw', {other!r} if (here / {other!r}).exists() else 'nobody')\n"
            f"sys.exit({code})",
        ]

    after = [sys.executable, "-c", "print('three after two')"]
    lanes: list[dict[str, commands.Run]] = [
        {"One": (waiting("one", "two", 0), {})},
        {"Two": (waiting("two", "one", 3), {}), "Three": (after, {})},
    ]
    assert commands.side_by_side(lanes) == {"One": 0, "Two": 3, "Three": 0}
    said = capfd.readouterr().out
    told = ["-- One", "one saw two", "-- Two", "two saw one", "-- Three", "three after two"]
    places = [said.index(each) for each in told]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("codes", "selected", "expected"),
    [
        ([0, 0], False, 0),
        ([0, 1], False, 1),
        ([0, 5], False, 5),
        ([0, 5], True, 0),
        ([5, 5], True, 5),
        ([1, 5], True, 5),
        ([0], True, 0),
    ],
)
def test_exit_code(codes: list[int], selected: bool, expected: int) -> None:
    assert commands.outcome(codes, selected) == expected


def test_bench(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bench").mkdir()
    for name in ("record", "names", "_common"):
        (tmp_path / "bench" / f"{name}.py").touch()
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    commands.main(["bench", "record", "--legs", "20"])
    commands.main(["bench", "--legs", "20"])
    assert [words[1:] for words, _ in started] == [
        [str(tmp_path / "bench" / "record.py"), "--legs", "20"],
        [str(tmp_path / "bench" / "names.py"), "--legs", "20"],
        [str(tmp_path / "bench" / "record.py"), "--legs", "20"],
    ]
    assert commands.main(["bench", "kinship"]) == 1


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (SetUpError("no network: connect"), "dev.py: no network: connect\n"),
        (OSError(28, "No space left on device"), f"dev.py: {FULL}\n"),
    ],
)
def test_what_goes_wrong_is_one_line(
    started: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    line: str,
) -> None:
    def set_up(want: str, wheels: Path | None) -> Place:
        raise error

    monkeypatch.setattr(commands, "set_up", set_up)
    assert commands.main(["demo"]) == 1
    assert capsys.readouterr().err == line


def test_check_takes_no_other_words(started: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["check", "--page"]) == 1
    assert "check takes --pages" in capsys.readouterr().err


def test_a_kill_takes_the_server_along(root: Path, tmp_path: Path) -> None:
    here = tmp_path / "pid"
    server = f"import os, time; open({str(here)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = (
        "import signal, sys; from tools.commands import call\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        f"call([sys.executable, '-c', {server!r}])"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=root)
    deadline = time.monotonic() + 20
    while not (here.exists() and here.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    parent.terminate()
    assert parent.wait(20) == 143
    with pytest.raises(ProcessLookupError):
        os.kill(int(here.read_text()), 0)
