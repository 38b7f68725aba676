"""`repatria kinship frequencies`: tables come in whole or not at all, and show what they are."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from cli_running import Outcome
from typer.testing import CliRunner

from repatria.cli import kinship_frequencies
from repatria.cli.failures import Commands
from repatria.formats import population_store

LADDER = "Allele,TH01,FGA\nN,10,10\n6,0.25,\n9.3,0.75,\n20,,1\n"
STRIDER = "TH01\nAllele,EAST,WEST\n,20,30\n6,0.5,0.2\n9.3,0.5,0.7\n99,,0.1\n"


@pytest.fixture
def frequencies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.setenv("REPATRIA_HOME", str(tmp_path / "home"))
    app = typer.Typer(cls=Commands, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.add_typer(kinship_frequencies.app, name="frequencies")
    app.callback()(lambda: None)

    def call(*arguments: object) -> Outcome:
        result = CliRunner().invoke(app, ["frequencies", *map(str, arguments)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str = LADDER, name: str = "Northland 2001.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_table_is_taken_in_and_found_again(frequencies, table):
    done = frequencies("import", table())
    assert (done.code, done.err) == (0, "")
    assert "taken in as northland-2001: 2 markers, theta 0, minimum frequency 5/2N" in done.out
    assert "SHA-256 of the file:" in done.out
    assert "northland-2001: 2 markers" in frequencies("list").out
    shown = frequencies("show", "northland-2001").out
    assert "source: Northland 2001.csv" in shown
    assert "6 to 9.3" in shown


def test_the_settings_go_with_the_table(frequencies, table):
    frequencies("import", table(), "--name", "north", "--theta", "0.02", "--minimum", "0.001")
    found = population_store.load("north", kinship_frequencies.folder()).value
    assert (found.theta, str(found.minimum)) == (0.02, "0.001")
    frequencies("import", table(), "--name", "north", "--minimum", "none", "--replace")
    found = population_store.load("north", kinship_frequencies.folder()).value
    assert (found.theta, str(found.minimum)) == (0, "none")


def test_a_file_of_our_own_keeps_its_settings_unless_told_otherwise(frequencies, table):
    frequencies("import", table(), "--name", "north", "--theta", "0.02", "--minimum", "1/2N")
    file = kinship_frequencies.folder() / "north.csv"
    frequencies("import", file, "--name", "south")
    found = population_store.load("south", kinship_frequencies.folder()).value
    assert (found.theta, str(found.minimum)) == (0.02, "1/2N")
    assert found.source.startswith("Northland 2001.csv")
    frequencies("import", file, "--name", "south", "--theta", "0", "--replace")
    found = population_store.load("south", kinship_frequencies.folder()).value
    assert (found.theta, str(found.minimum)) == (0, "1/2N")


@pytest.mark.parametrize(
    "option",
    [("--theta", "1"), ("--theta", "-1"), ("--theta", "x"), ("--minimum", "few"),
     ("--minimum", "1"), ("--minimum", "-0.1")],
)  # fmt: skip
def test_a_setting_out_of_its_range_is_no_command(frequencies, table, option):
    done = frequencies("import", table(), *option)
    assert done.code == 2
    assert not kinship_frequencies.folder().exists()


def test_a_column_is_chosen_and_what_was_spread_is_told(frequencies, table):
    done = frequencies("import", table(STRIDER))
    assert done.code == 1
    assert "The populations of this file: EAST, WEST" in done.err
    done = frequencies("import", table(STRIDER), "--population", "west")
    assert done.code == 0
    assert "taken in as west" in done.out
    assert "note: Northland 2001.csv, row 1, field TH01: 1 and 99 stand for" in done.out


def test_a_broken_table_changes_nothing(frequencies, table):
    done = frequencies("import", table(LADDER.replace("0.25", "0.5")))
    assert done.code == 1
    assert done.out == ""
    assert "Northland 2001.csv, row 1, field TH01:" in done.err
    assert "sum to 1.25" in done.err
    assert not kinship_frequencies.folder().exists()


def test_a_name_that_is_taken_is_told(frequencies, table):
    assert frequencies("import", table(), "--name", "north").code == 0
    done = frequencies("import", table(), "--name", "north")
    assert (done.code, done.out) == (1, "")
    assert "called “north” already" in done.err
    assert frequencies("import", table(), "--name", "north", "--replace").code == 0
    assert frequencies("import", table(), "--name", "nist1036-asian", "--replace").code == 1
    assert "cannot be the name" in frequencies("import", table(), "--name", "../x").err
    assert "give one" in frequencies("import", table(name="Північ.csv")).err


def test_a_file_that_is_not_there(frequencies, tmp_path):
    done = frequencies("import", tmp_path / "no.csv")
    assert done.code == 1
    assert "no.csv: the file cannot be opened" in done.err


def test_every_population_has_a_line(frequencies, table):
    frequencies("import", table(LADDER.replace("N,10,10\n", "")), "--name", "north")
    done = frequencies("list")
    assert done.code == 0
    assert [line.partition(":")[0] for line in done.out.splitlines()] == [
        "nist1036-african-american", "nist1036-asian", "nist1036-caucasian", "nist1036-hispanic",
        "north",
    ]  # fmt: skip
    assert "N 341 to 342 (shipped)" in done.out
    assert "N not given (taken in)" in done.out


def test_a_broken_file_of_the_store_does_not_hide_the_others(frequencies, table):
    frequencies("import", table(), "--name", "north")
    (kinship_frequencies.folder() / "broken.csv").write_text("Allele,TH01\n6,2\n")
    done = frequencies("list")
    assert done.code == 0
    assert "broken: cannot be read: broken.csv, row 2, field TH01" in done.out
    assert "north: 2 markers" in done.out


def test_a_population_is_shown_a_line_a_marker_within_eighty_columns(frequencies):
    done = frequencies("show", "nist1036-hispanic")
    assert max(map(len, done.out.splitlines())) <= 80
    (line,) = [line for line in done.out.splitlines() if line.startswith("TH01 ")]
    assert " ".join(line.split()) == "TH01 11 6 6 to 10 472 0.008475 0.010593 1.000000"
    assert "Steffen" in done.out
    assert "5/2N" in done.out
    assert "summed to" in done.out


def test_a_marker_is_shown_in_any_spelling_a_line_an_allele(frequencies):
    done = frequencies("show", "nist1036-caucasian", "--marker", "penta_d")
    assert "Penta D: 13 alleles" in done.out
    assert "2.2        0.004155  below the minimum" in done.out
    assert done.out.splitlines()[-1].split() == ["sum", "1.000000"]


def test_what_is_not_there_is_told(frequencies):
    done = frequencies("show", "nist1036-asien")
    assert done.code == 1
    assert "did you mean “nist1036-asian”?" in done.err
    done = frequencies("show", "nist1036-asian", "--marker", "DYS391")
    assert done.code == 2
    assert "has no marker “DYS391”" in done.err


def test_json_holds_every_figure_to_the_last_digit(frequencies):
    tree = json.loads(frequencies("show", "nist1036-asian", "--json").out)
    kept = population_store.load("nist1036-asian", kinship_frequencies.folder()).value
    assert tree["markers"].keys() == kept.markers.keys()
    for name, marker in kept.markers.items():
        figures = tree["markers"][name]["frequencies"]
        assert {allele: float(text) for allele, text in figures.items()} == dict(
            zip(marker.alleles, marker.frequencies, strict=True)
        )
        assert tree["markers"][name]["alleles_counted"] == marker.samples
    assert tree["source"] == kept.source
    only = json.loads(frequencies("show", "nist1036-asian", "--marker", "THO1", "--json").out)
    assert list(only["markers"]) == ["TH01"]


def test_help_loads_neither_numbers_nor_django():
    code = (
        "import sys; from repatria.cli import kinship_frequencies; "
        "print(sorted({'numpy', 'numba', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
