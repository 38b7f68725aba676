"""`repatria kinship joint` on a small made-up campaign, held against its truth."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from repatria.cli.main import app


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def table(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def joint(campaign: Path, out: Path):
    return run(
        "kinship", "joint", "--remains", campaign / "remains.csv",
        "--families", campaign / "families.csv", "--out", out,
    )  # fmt: skip


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
    assert set(report["inputs"]) == {"remains", "families"}
    assert "posterior of 0.9999" in report["prior"]


def test_the_same_command_gives_the_same_bytes(campaign, found, tmp_path):
    assert joint(campaign, tmp_path).exit_code == 0
    for name in ("joint.csv", "joint.json"):
        assert (tmp_path / name).read_bytes() == (found / name).read_bytes()


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
