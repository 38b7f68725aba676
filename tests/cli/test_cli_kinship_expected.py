"""`repatria kinship expected`: who can be identified at all, on a small made-up campaign."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil

import pytest
from typer.testing import CliRunner

from repatria.cli.main import app


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def table(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def expected(campaign, out, *more):
    return run(
        "kinship", "expected", "--remains", campaign / "remains.csv",
        "--families", campaign / "families.csv", "--out", out, *more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    folder = tmp_path_factory.mktemp("campaign") / "made"
    done = run(
        "synthetic", "campaign", "--remains", 120, "--families", 120, "--seed", 5,
        "--rate", "two_missing=0.2", "--out", folder,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def known(campaign, tmp_path_factory):
    out = tmp_path_factory.mktemp("known")
    done = expected(campaign, out, "--truth", campaign / "truth.csv")
    assert done.exit_code == 0, done.output
    return out


def test_by_the_truth_those_who_are_present_are_told_of_with_their_samples(campaign, known):
    there = {
        row["Missing"]: set(row["Remains"].split())
        for row in table(campaign / "truth-families.csv")
        if row["Remains"]
    }
    rows = table(known / "expected.csv")
    assert {row["missing"]: set(row["samples"].split("+")) for row in rows} == there


def test_stricter_and_looser_readings_lie_around_the_one(known):
    rows = table(known / "expected.csv")
    ways = [{row["missing"] for row in rows if row[way] == "yes"} for way in (
        "surely", "identifiable", "possibly",
    )]  # fmt: skip
    assert ways[0] <= ways[1] <= ways[2]
    assert ways[0]
    assert len(ways[2]) < len(rows)
    for row in rows:
        assert float(row["low"]) <= float(row["log10"]) <= float(row["high"])


def test_brothers_of_one_family_whom_nothing_tells_apart_are_not_identifiable(campaign, known):
    several = {}
    for row in table(campaign / "truth-families.csv"):
        several.setdefault(row["Family"], []).append(row["Missing"])
    rows = [row for row in table(known / "expected.csv") if len(several[row["family"]]) > 1]
    alike = [row for row in rows if float(row["odds"]) <= 0]
    assert alike
    assert all(row["possibly"] == "no" for row in alike)
    assert all(float(row["posterior"]) <= 0.5 for row in alike)


def test_the_report_tells_inputs_prior_and_counts(campaign, known):
    report = json.loads((known / "expected.json").read_text("utf-8"))
    assert report["format"] == "repatria-kinship-expected/1"
    for name in ("remains", "families", "truth"):
        digest = hashlib.sha256((campaign / f"{name}.csv").read_bytes()).hexdigest()
        assert report["inputs"][name]["sha256"] == digest
    assert "as many as the truth has" in report["prior"]
    rows = table(known / "expected.csv")
    assert report["told of"] == len(rows)
    assert report["identifiable"] == sum(row["identifiable"] == "yes" for row in rows)


def test_without_the_truth_everybody_who_is_missed_is_told_of(campaign, tmp_path):
    done = expected(campaign, tmp_path, "--draws", 100)
    assert done.exit_code == 0, done.output
    rows = table(tmp_path / "expected.csv")
    missing = table(campaign / "truth-families.csv")
    assert [row["missing"] for row in rows] == [row["Missing"] for row in missing]
    assert not any(row["samples"] for row in rows)
    assert "half of the possible taken as present" in done.output


def test_the_more_are_thought_present_the_more_are_identifiable(campaign, tmp_path):
    counts = []
    for present in (1, 90):
        out = tmp_path / str(present)
        assert expected(campaign, out, "--draws", 200, "--present", present).exit_code == 0
        report = json.loads((out / "expected.json").read_text("utf-8"))
        counts.append(float(report["to be identified, expected"]))
    assert counts[0] < counts[1]


def test_the_same_command_gives_the_same_bytes(campaign, known, tmp_path):
    done = expected(campaign, tmp_path, "--truth", campaign / "truth.csv")
    assert done.exit_code == 0
    for name in ("expected.csv", "expected.json"):
        assert (tmp_path / name).read_bytes() == (known / name).read_bytes()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--present", "500"), "500 cannot be present"),
        (("--level", "1"), "the level is 1; it lies between 0 and 1"),
    ],
)
def test_what_cannot_be_is_told_in_words(campaign, tmp_path, options, told):
    done = expected(campaign, tmp_path, *options)
    assert done.exit_code == 1
    assert told in " ".join(done.output.split())


def test_a_truth_of_other_people_is_refused(campaign, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("Sample,Person\nSYN-R000001,somebody else\n")
    done = expected(campaign, tmp_path / "out", "--truth", truth)
    assert done.exit_code == 1
    assert "nobody whom the families miss is among the remains" in " ".join(done.output.split())
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
