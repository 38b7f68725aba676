"""`repatria kinship verify`: other engines' figures are met, and a wrong one is found out."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from kinship_case_files import duo, many_loci, one_locus, parent_and_child
from kinship_running import at_home

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "kinship-oracle"


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


def test_closed_forms_of_both_shapes_are_met(kinship, tmp_path):
    done = kinship("verify", many_loci(tmp_path), one_locus(tmp_path))
    assert done.code == 0
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines] == ["father"] * 3 + ["1", "2", "3", "6"]
    assert "Familias, not pruned" in done.out
    assert "FAILED" not in done.out
    found = re.fullmatch(
        r"6 comparisons; the largest deviation is (\S+) \(.*\); 1e-09 is allowed", lines[-1]
    )
    assert found is not None
    assert float(found[1]) < 1e-12


def _off(case, *path):
    """The case with one figure off by a millionth."""
    at = case
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] *= 1 + 1e-6
    return case


@pytest.mark.parametrize(
    ("path", "engine", "where"),
    [
        (("forrel", "LR_per_marker", 1), "forrel", "XLINK"),
        (("forrel", "lnL_H1_per_marker", 0), "forrel", "AUTO"),
        (("forrel", "log10LR_total"), "forrel", ""),
        (("Familias", "lik_H2_per_marker", 0), "Familias", "AUTO"),
        (("Familias", "LR_per_marker_noprune", 1), "Familias, not pruned", "XLINK"),
    ],
)
def test_a_figure_that_is_a_millionth_off_fails_and_is_named(
    kinship, tmp_path, path, engine, where
):
    done = kinship("verify", many_loci(tmp_path, _off(parent_and_child(), *path)))
    assert done.code == 1
    (failed,) = [line for line in done.out.splitlines() if line.endswith("FAILED")]
    assert re.match(rf"father +{engine} +(kept|pruned) ", failed)
    assert where in failed
    assert "1 of 3 comparisons deviate by more than 1e-09." in done.err
    assert kinship("verify", many_loci(tmp_path, _off(parent_and_child(), *path)),
                   "--allowed", "1e-4").code == 0  # fmt: skip


def test_of_one_locus_too(kinship, tmp_path):
    done = kinship("verify", one_locus(tmp_path, duo(), _off(duo("equal"), "lik", 0)))
    assert done.code == 1
    (failed,) = [line for line in done.out.splitlines() if "FAILED" in line]
    assert failed.startswith("2 duo")


def test_a_zero_is_not_near_anything(kinship, tmp_path):
    case = duo("equal")
    case["lik"][0] = 0.0
    done = kinship("verify", one_locus(tmp_path, case))
    assert done.code == 1
    assert "per marker inf (locus)" in done.out


def test_an_allele_off_the_ladder_names_file_case_sample_and_marker(kinship, tmp_path):
    case = duo()
    case["geno"]["C"] = ["14", "99"]
    done = kinship("verify", one_locus(tmp_path, case))
    assert (done.code, done.out) == (1, "")
    (line,) = [line for line in done.err.splitlines() if line.startswith("one.json")]
    for words in ("field case 1 duo", "sample C", "locus", "99"):
        assert words in line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "many.json: the file is empty"),
        (b"\x7fELF\x00\x01", "many.json, row 1: the file holds a NUL byte: this is not text"),
        (b'{"cases": [\n{]}', "many.json, row 2: this is not JSON"),
        (b'{"cases": []}', "many.json: the file holds no cases"),
        (b'{"cases": [{"id": "x"}]}', "many.json: the cases are of neither shape"),
        (b"[" * 100_000, "many.json: the JSON is nested too deeply"),
    ],
)
def test_what_is_no_file_of_cases_is_told(kinship, content, told):
    done = kinship("verify", kinship.file("many.json", content))
    assert (done.code, done.out) == (1, "")
    assert told in done.err


def test_a_file_that_is_not_there_and_a_folder(kinship, tmp_path):
    done = kinship("verify", tmp_path / "no.json")
    assert done.code == 1
    assert "no.json: the file cannot be opened: No such file or directory" in done.err
    assert kinship("verify", tmp_path).code == 2
    assert kinship("verify").code == 2


def _real() -> list[Path]:
    """The cases of other engines, which lie beside the repository where the project is developed.
    Where they do not, the closed forms stand for them, so that the test still says something."""
    return [SHARED / "cases.json", SHARED / "familias-single-locus.json"] if SHARED.exists() else []


def test_every_case_of_other_engines_is_met(kinship, tmp_path):
    files = _real() or [many_loci(tmp_path), one_locus(tmp_path)]
    done = kinship("verify", *files)
    assert done.code == 0
    assert "FAILED" not in done.out
    *lines, last = done.out.splitlines()
    count, worst = re.match(r"(\d+) comparisons; the largest deviation is (\S+) ", last).groups()
    assert int(count) == len(lines) == (242 if _real() else 6)
    assert math.isfinite(float(worst))
    assert float(worst) < 1e-9
