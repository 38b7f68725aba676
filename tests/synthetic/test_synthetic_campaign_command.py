"""`repatria synthetic campaign`: what it writes, what it refuses, that nothing is half-done."""

from __future__ import annotations

import errno
import json

import pytest
from campaigns import failing, small
from typer.testing import CliRunner

from repatria.cli import synthetic as command
from repatria.cli.failures import Commands
from repatria.synthetic.campaign import folder as campaign_folder
from repatria.synthetic.campaign.folder import write_campaign


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("campaign") / "made"
    write_campaign(small(), found, arguments={"remains": 30})
    return found


def invoked(*arguments):
    main = command.typer.Typer(cls=Commands)
    main.add_typer(command.app, name="synthetic")
    return CliRunner().invoke(main, ["synthetic", "campaign", *map(str, arguments)])


def test_the_command_writes_what_the_function_makes(folder, tmp_path):
    out = tmp_path / "made"
    done = invoked("--remains", 30, "--families", 40, "--seed", 3, "--out", out)
    assert done.exit_code == 0, done.output
    assert "synthetic campaign of seed 3: 30 remains" in done.stdout
    for name in campaign_folder.TABLES:
        assert (out / name).read_bytes() == (folder / name).read_bytes()
    told = json.loads((out / "campaign.json").read_text("utf-8"))
    assert told["arguments"] == {
        "remains": 30, "families": 40, "seed": 3, "frequencies": "nist1036-caucasian",
    }  # fmt: skip


def test_the_command_takes_other_rates(tmp_path):
    few = ("--remains", 5, "--families", 5, "--out", tmp_path / "made")
    done = invoked(*few, "--rate", "partial=1", "--rate", "two-missing=0.5")
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "made" / "campaign.json").read_text("utf-8"))
    assert (told["rates"]["partial"], told["rates"]["two_missing"]) == (1, 0.5)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rate", "speed=1"), "no rate “speed”"),
        (("--rate", "partial=much"), "no rate; write partial=0.3"),
        (("--rate", "partial=2"), "lies in [0, 1]"),
        (("--frequencies", "nobody"), "no population “nobody”"),
    ],
    ids=["name", "word", "range", "population"],
)
def test_the_command_says_what_it_cannot_take(tmp_path, arguments, said):
    done = invoked("--remains", 5, "--families", 5, "--out", tmp_path / "made", *arguments)
    assert done.exit_code != 0
    assert said in " ".join(done.output.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_the_command_refuses_a_folder_that_is_not_empty(folder):
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    done = invoked("--remains", 5, "--families", 5, "--out", folder)
    assert done.exit_code == 1
    assert "not empty" in done.output
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_stopping_it_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(campaign_folder, "TABLES", failing(KeyboardInterrupt()))
    done = invoked("--remains", 5, "--families", 5, "--out", tmp_path / "made")
    assert done.exit_code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(campaign_folder, "TABLES", failing(full))
    done = invoked("--remains", 5, "--families", 5, "--out", tmp_path / "made")
    assert done.exit_code == 1
    assert "the disk is full" in done.output
