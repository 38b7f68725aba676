"""`repatria kinship calibration`: posteriors against the truth, drawn, with the table beside."""

from __future__ import annotations

import csv
from xml.etree import ElementTree

import numpy as np
import pytest
from typer.testing import CliRunner

from repatria.cli.main import app

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = "samples,family,missing,posterior"


def run(*arguments):
    return CliRunner().invoke(app, ["kinship", "calibration", *map(str, arguments)])


def files(folder, rows, name=""):
    """A joint.csv and its truth from pairs of a posterior, as told, and whether it is right."""
    joint, truth = folder / f"joint{name}.csv", folder / f"truth{name}.csv"
    pairs = [f"B-{n},F-{n},M-{n},{told}" for n, (told, _) in enumerate(rows)]
    known = [f"B-{n},{'M' if right else 'X'}-{n},F-{n}" for n, (_, right) in enumerate(rows)]
    joint.write_text("\n".join(["# words", COLUMNS, *pairs, ""]))
    truth.write_text("\n".join(["Sample,Person,Family", *known, ""]))
    return "--joint", joint, "--truth", truth


def made(count, shift=0.0):
    """Pairs that hold, or that promise too much by so many decades of odds."""
    draws = np.random.default_rng(1)
    odds = draws.uniform(-1.5, 3.5, count)
    truth = draws.random(count) < 1 / (1 + 10 ** (shift - odds))
    return [(f"{1 / (1 + 10**-each):.9g}", right) for each, right in zip(odds, truth, strict=True)]


def table(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def test_posteriors_that_hold_are_drawn_as_such(tmp_path):
    out = tmp_path / "drawn.svg"
    done = run(*files(tmp_path, made(4_000)), "--out", out)
    assert done.exit_code == 0, done.output
    root = ElementTree.fromstring(out.read_text("utf-8"))
    rows = table(tmp_path / "drawn.csv")
    marks = root.findall(f".//{SVG}circle")
    assert len(marks) == len(rows) > 8
    assert sum("fails" in each.get("class") for each in marks) <= 1
    assert sum(int(row["pairs"]) for row in rows) == 4_000
    assert root[0].tag == f"{SVG}title"
    assert root[1].tag == f"{SVG}desc"
    assert "are true" in root[1].text


def test_posteriors_that_promise_too_much_are_marked_not_by_colour_alone(tmp_path):
    out = tmp_path / "drawn.svg"
    assert run(*files(tmp_path, made(4_000, 1.0)), "--out", out).exit_code == 0
    root = ElementTree.fromstring(out.read_text("utf-8"))
    failing = [each for each in root.iter(f"{SVG}circle") if "fails" in each.get("class")]
    told = [each.text for each in root.iter(f"{SVG}text") if "not held" in (each.text or "")]
    assert len(failing) == len(told) > 4


def test_the_table_beside_has_counts_and_exact_intervals(tmp_path):
    out = tmp_path / "drawn.svg"
    rows = [("0.95", True)] * 19 + [("0.95", False)] + [("above 0.999999999999", True)]
    done = run(*files(tmp_path, rows), "--out", out)
    assert done.exit_code == 0
    first, last = table(tmp_path / "drawn.csv")
    assert (first["pairs"], first["true"], first["mean"]) == ("20", "19", "0.95")
    assert float(first["low"]) == pytest.approx(0.7513, abs=1e-4)
    assert float(first["high"]) == pytest.approx(0.99873, abs=1e-4)
    assert (last["pairs"], last["true"], last["high"]) == ("1", "1", "1")
    assert "Of 1 reported at a posterior of 0.9999 or more, 0 are false" in done.output


def test_several_campaigns_are_put_together(tmp_path):
    one, two = files(tmp_path, made(50), "1"), files(tmp_path, made(70), "2")
    assert run(*one, *two, "--out", tmp_path / "drawn.svg").exit_code == 0
    assert sum(int(row["pairs"]) for row in table(tmp_path / "drawn.csv")) == 120


def test_a_cluster_of_two_persons_is_not_true(tmp_path):
    joint, truth = tmp_path / "joint.csv", tmp_path / "truth.csv"
    joint.write_text(f"{COLUMNS}\nA+B,F,M,0.97\n")
    truth.write_text("Sample,Person\nA,M\nB,N\n")
    assert run("--joint", joint, "--truth", truth, "--out", tmp_path / "d.svg").exit_code == 0
    (row,) = table(tmp_path / "d.csv")
    assert row["true"] == "0"


def test_a_sample_that_the_truth_lacks_is_named(tmp_path):
    joint, truth = tmp_path / "joint.csv", tmp_path / "truth.csv"
    joint.write_text(f"{COLUMNS}\nB-1,F,M,0.97\n")
    truth.write_text("Sample,Person\nB-2,M\n")
    done = run("--joint", joint, "--truth", truth, "--out", tmp_path / "d.svg")
    assert done.exit_code == 1
    assert "truth.csv does not tell whose the sample B-1 is" in " ".join(done.output.split())
    assert not (tmp_path / "d.svg").exists()


def test_nothing_to_hold_is_told(tmp_path):
    joint, truth = tmp_path / "joint.csv", tmp_path / "truth.csv"
    joint.write_text(f"{COLUMNS}\n")
    truth.write_text("Sample,Person\nB-2,M\n")
    done = run("--joint", joint, "--truth", truth, "--out", tmp_path / "d.svg")
    assert done.exit_code == 1
    assert "there is no pair" in done.output


@pytest.mark.parametrize("change", [("--joint", "joint.csv"), ("--out", "drawn.png")])
def test_what_does_not_go_together_is_told_beside_the_option(tmp_path, change):
    arguments = [*files(tmp_path, made(5)), "--out", tmp_path / "drawn.svg", change[0]]
    done = run(*arguments, tmp_path / change[1])
    assert done.exit_code == 2
