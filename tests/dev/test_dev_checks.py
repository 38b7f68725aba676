from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tools.checks import CHECKS, Check, run

PYTHON = Path(sys.executable)


def python(name: str, code: str) -> Check:
    return Check(name, (PYTHON.name, "-c", code))


def test_every_check_runs_and_each_says_how_it_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    all_three = [
        python("first", "raise SystemExit('the reason')"),
        python("second", "print('not shown')"),
        python("third", "print('why'); raise SystemExit(2)"),
    ]
    assert run(all_three, PYTHON.parent, tmp_path, {}) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[:1]] == [["FAILED", "first"]]
    assert "the reason" in lines
    assert any(line.split()[:2] == ["ok", "second"] for line in lines)
    assert "not shown" not in lines
    assert "why" in lines
    assert lines[-1] == "check: 1 passed, 2 failed: first, third"


def test_all_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([python("only", "")], PYTHON.parent, tmp_path, {}) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "check: 1 passed, 0 failed"


def test_no_check_sees_the_stores_of_whoever_runs_it(tmp_path: Path) -> None:
    code = (
        "import os; home = os.environ['REPATRIA_HOME']; "
        f"assert home != {str(tmp_path)!r} and not os.listdir(home)"
    )
    assert (
        run([python("home", code)], PYTHON.parent, tmp_path, {"REPATRIA_HOME": str(tmp_path)}) == 0
    )


def test_the_checks_of_the_design() -> None:
    names = {check.name for check in CHECKS}
    assert names >= {"ruff", "format", "mypy", "imports", "translations", "migrations", "locks"}
