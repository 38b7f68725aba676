"""`repatria kinship clusters` on a small made-up campaign, held against its truth."""

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


@pytest.fixture(scope="module")
def campaign(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("campaign") / "made"
    done = run(
        "synthetic", "campaign", "--remains", 150, "--families", 60, "--seed", 5, "--out", folder
    )
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def found(campaign, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("clusters")
    done = run("kinship", "clusters", "--remains", campaign / "remains.csv", "--out", out)
    assert done.exit_code == 0, done.output
    return out


def persons(campaign: Path) -> dict[str, str]:
    return {row["Sample"]: row["Person"] for row in table(campaign / "truth.csv")}


def test_no_cluster_holds_two_persons_and_most_fragments_are_found(campaign, found):
    truth, clusters = persons(campaign), {}
    for row in table(found / "clusters.csv"):
        clusters.setdefault(row["cluster"], []).append(truth[row["sample"]])
    alone = clusters.pop("")
    assert all(len(set(members)) == 1 for members in clusters.values())
    samples = list(truth.values())
    several = sum(samples.count(person) > 1 for person in samples)
    held = sum(len(members) for members in clusters.values())
    assert held >= 0.8 * several
    assert held + len(alone) == len(table(found / "clusters.csv"))


def test_containers_and_days_stand_beside_the_samples(campaign, found):
    told = {
        row["Sample"]: (row["Container"], row["Handover"])
        for row in table(campaign / "remains.csv")
    }
    for row in table(found / "clusters.csv"):
        assert (row["container"], row["received"]) == told[row["sample"]]


def test_judgements_of_people_hold(campaign, found, tmp_path):
    first = [row["sample"] for row in table(found / "clusters.csv") if row["cluster"] == "1"][:2]
    done = run(
        "kinship", "clusters", "--remains", campaign / "remains.csv", "--out", tmp_path / "out",
        "--apart", "+".join(first),
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    of = {row["sample"]: row["cluster"] for row in table(tmp_path / "out" / "clusters.csv")}
    assert of[first[0]] != of[first[1]] or of[first[0]] == ""


def test_the_report_tells_inputs_models_and_chance(found):
    report = json.loads((found / "clusters.json").read_text("utf-8"))
    assert report["format"] == "repatria-kinship-clusters/1"
    assert set(report["inputs"]) == {"remains", "frequencies", "models"}
    assert report["options"]["--dropout"] == "0.1"
    assert "by chance" in report["chance pairs"]
    assert report["models"]
    assert report["population"]


def test_a_judgement_on_a_sample_that_is_not_there_is_refused(campaign, tmp_path):
    done = run(
        "kinship", "clusters", "--remains", campaign / "remains.csv", "--out", tmp_path,
        "--apart", "nobody+none",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "nobody" in done.output
