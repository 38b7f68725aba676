"""`repatria kinship joint` on a small made-up campaign, held against its truth."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from repatria.cli import kinship_search_shared as shared
from repatria.cli.main import app
from repatria.kinship.search import blocks, store


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def table(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def joint(campaign: Path, out: Path, *more: object):
    return run(
        "kinship", "joint", "--remains", campaign / "remains.csv",
        "--families", campaign / "families.csv", "--out", out, *more,
    )  # fmt: skip


def results(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("joint.csv", "joint.json")}


@pytest.fixture(scope="module")
def campaign(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("campaign") / "made"
    done = run(
        "synthetic", "campaign", "--remains", 150, "--families", 200, "--seed", 8, "--out", folder
    )
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def found(campaign, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("joint")
    done = joint(campaign, out)
    assert done.exit_code == 0, done.output
    return out


def sure(found: Path) -> list[dict[str, str]]:
    return [
        row
        for row in table(found / "joint.csv")
        if row["low"].startswith("above") or float(row["low"]) >= 0.9999
    ]


def test_nobody_is_identified_under_another_name(campaign, found):
    truth = {row["Sample"]: row["Person"] for row in table(campaign / "truth.csv")}
    rows = sure(found)
    assert len(rows) > 30
    for row in rows:
        assert {truth[sample] for sample in row["samples"].split("+")} == {row["missing"]}


def test_each_missing_person_and_each_found_one_stand_in_one_sure_pair_at_most(found):
    rows = sure(found)
    for column in ("samples", "missing"):
        names = [row[column] for row in rows]
        assert len(names) == len(set(names))


def test_brothers_whom_nothing_tells_apart_are_told_as_symmetric(campaign, found):
    missing: dict[str, set[str]] = {}
    for row in table(found / "joint.csv"):
        if "symmetric" in row["flags"]:
            missing.setdefault(row["family"], set()).add(row["missing"])
    assert all(len(names) > 1 for names in missing.values())


def test_the_report_tells_prior_inputs_and_models(found):
    report = json.loads((found / "joint.json").read_text("utf-8"))
    assert report["format"] == "repatria-kinship-joint/1"
    assert set(report["inputs"]) == {"remains", "families", "frequencies", "models"}
    assert "posterior of 0.9999" in report["prior"]["told"]


def test_the_same_command_gives_the_same_bytes(campaign, found, tmp_path):
    assert joint(campaign, tmp_path).exit_code == 0
    for name in ("joint.csv", "joint.json"):
        assert (tmp_path / name).read_bytes() == (found / name).read_bytes()


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "SIZE", 64)


@pytest.mark.usefixtures("small_blocks")
def test_runners_give_the_same_bytes(campaign, found, tmp_path):
    for name in ("serial", "cores"):
        assert joint(campaign, tmp_path / name, "--runner", name).exit_code == 0
        assert results(tmp_path / name) == results(found)


@pytest.mark.usefixtures("small_blocks")
def test_an_interruption_is_gone_on_from_with_the_tables_that_are_kept(
    campaign, found, tmp_path, monkeypatch
):
    compute, counted = shared.search_block, []

    def search_block(task, block):
        counted.append(block)
        if len(counted) == 2:
            raise KeyboardInterrupt
        return compute(task, block)

    # The name is part of what a run depends on.
    search_block.__module__, search_block.__qualname__ = compute.__module__, compute.__qualname__
    kept = ("--tables", tmp_path / "kept", "--runner", "serial")
    with monkeypatch.context() as patched:
        patched.setattr(shared, "search_block", search_block)
        assert joint(campaign, tmp_path / "out", *kept).exit_code == 130
        assert not (tmp_path / "out" / "joint.csv").exists()
        monkeypatch.setattr(store, "build_tables", None)
        assert joint(campaign, tmp_path / "out", *kept).exit_code == 0
    missing = json.loads((tmp_path / "out" / "joint.json").read_bytes())["missing"]
    assert len(counted) == 2 + math.ceil(missing / blocks.SIZE) - 1
    assert results(tmp_path / "out") == results(found)


def test_thresholds_that_cannot_be_are_told(campaign, tmp_path):
    for name in ("--threshold", "--least"):
        done = joint(campaign, tmp_path / "out", name, "inf")
        assert done.exit_code == 1
        assert f"{name} is inf; it is a number of 1 or more" in done.output
    assert not (tmp_path / "out").exists()


def test_a_code_that_stands_twice_with_other_alleles_is_left_out_and_told(campaign, tmp_path):
    lines = (campaign / "remains.csv").read_text("utf-8").splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("SYN-R"))
    code, *_ = lines[first].split(",")
    twice = ",".join([code, *lines[first + 1].split(",")[1:]])
    path = tmp_path / "remains.csv"
    path.write_text("\n".join([*lines, twice]) + "\n", "utf-8")
    done = run(
        "kinship", "joint", "--remains", path, "--families", campaign / "families.csv",
        "--out", tmp_path / "out",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert code not in (tmp_path / "out" / "joint.csv").read_text("utf-8")
    notes = json.loads((tmp_path / "out" / "joint.json").read_text("utf-8"))["notes"]
    assert any(code in note and "the sample is left out" in note for note in notes)
