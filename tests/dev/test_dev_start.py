"""dev.py under any Python: an old one gets a sentence, not a traceback."""

from __future__ import annotations

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import pytest


def test_an_old_python_can_read_the_file(root: Path) -> None:
    ast.parse((root / "dev.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 9), (3, 10)])
def test_python_too_old(
    root: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int]
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 1, "final", 0))
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(root / "dev.py"), run_name="__main__")
    said = str(stop.value)
    assert "needs Python 3.11 or newer" in said
    assert f"this is {version[0]}.{version[1]}" in said
    assert "\n" not in said


def test_python_new_enough(root: Path) -> None:
    refusal = runpy.run_path(str(root / "dev.py"))["refusal"]
    assert [refusal(version, "python3") for version in [(3, 11), (3, 14), (4, 0)]] == [""] * 3


def test_help_names_every_command_and_needs_no_set_up(root: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-S", "dev.py", "--help"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(name in told.stdout for name in ("demo", "test", "check", "bench", "lock"))


def test_only_the_standard_library_is_needed_to_start(root: Path) -> None:
    code = "import tools.commands, sys; print(*{name.split('.')[0] for name in sys.modules})"
    told = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(root)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    known = {*sys.stdlib_module_names, "tools", "__main__"}
    assert {name for name in told.stdout.split() if not name.startswith("_")} <= known
