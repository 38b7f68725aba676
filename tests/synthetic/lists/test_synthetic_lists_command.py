"""`repatria synthetic lists`: what it writes, and what it refuses."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from repatria.cli import synthetic as command
from repatria.cli.failures import Commands
from repatria.synthetic.lists import make
from repatria.synthetic.lists.folder import write_lists
from repatria.synthetic.lists.make import make_lists


def invoked(*arguments):
    main = command.typer.Typer(cls=Commands)
    main.add_typer(command.app, name="synthetic")
    return CliRunner().invoke(main, ["synthetic", "lists", *map(str, arguments)])


def test_the_command_writes_what_the_function_makes(tmp_path):
    out = tmp_path / "made"
    done = invoked("--people", 50, "--seed", 4, "--out", out)
    assert done.exit_code == 0, done.output
    assert "synthetic lists of seed 4" in done.stdout
    assert "writing" in done.stderr
    write_lists(make_lists(50, 4), tmp_path / "again")
    for file in out.rglob("*.*"):
        assert file.read_bytes() == (tmp_path / "again" / file.relative_to(out)).read_bytes()


def test_the_command_refuses_a_folder_that_is_not_empty(tmp_path):
    (tmp_path / "here").write_text("kept", encoding="utf-8")
    done = invoked("--people", 5, "--out", tmp_path)
    assert done.exit_code == 1
    assert "not empty" in done.output
    assert [file.name for file in tmp_path.iterdir()] == ["here"]


@pytest.mark.parametrize("wrong", [("--people", 0), ("--people", 5, "--seed", -1), ()])
def test_the_command_refuses_wrong_numbers(tmp_path, wrong):
    done = invoked(*wrong, "--out", tmp_path / "made")
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_stopping_it_leaves_nothing(tmp_path, monkeypatch):
    def stopped(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(make, "with_kin", stopped)
    done = invoked("--people", 5, "--out", tmp_path / "made")
    assert done.exit_code == 130
    assert list(tmp_path.iterdir()) == []
