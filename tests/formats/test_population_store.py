"""Populations kept by name: shipped ones as they were published, own ones whole or not at all."""

from __future__ import annotations

import csv
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from frequency_strategies import populations, slow
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError, ValueProblem
from repatria.formats import population_store as store
from repatria.formats.frequencies import read_frequencies
from repatria.kinship.known_markers import marker_name
from repatria.kinship.marker import Marker
from repatria.kinship.population import FIVE_OVER_2N, Population

NIST = ("nist1036-african-american", "nist1036-asian", "nist1036-caucasian", "nist1036-hispanic")
SHIPPED = Path(store.__file__).parents[1] / "kinship" / "data" / "frequencies"
PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data" / "frequencies"
NOWHERE = Path("/there-is-no-such-folder")
HERE = Population.of("here", [Marker.of("TH01", {"6": 0.25, "9.3": 0.75}, samples=10)])


def published(name: str) -> dict[str, dict[str, str]]:
    """By allele (and N), the figures by marker, as they were published.

    The material lies beside the repository where the project is developed. Elsewhere the shipped
    file is held against itself.
    """
    path = PUBLISHED / f"{name}.csv"
    folder = PUBLISHED if path.exists() else SHIPPED
    lines = (folder / f"{name}.csv").read_text("utf-8").splitlines()
    (_, *markers), *rows = csv.reader(line for line in lines if not line.startswith("#"))
    names = [marker_name(marker) for marker in markers]
    return {
        label: {name: cell for name, cell in zip(names, cells, strict=True) if cell}
        for label, *cells in rows
    }


@pytest.mark.parametrize("name", NIST)
def test_every_figure_that_ships_is_the_one_that_was_published(name: str) -> None:
    (_, *markers), *rows = csv.reader(
        line
        for line in (SHIPPED / f"{name}.csv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    shipped = {
        label: {marker: cell for marker, cell in zip(markers, cells, strict=True) if cell}
        for label, *cells in rows
    }
    assert shipped == published(name)
    assert len(markers) == 29


@pytest.mark.parametrize("name", NIST)
def test_a_shipped_population_is_what_was_published_scaled_to_one(name: str) -> None:
    population = store.load(name, NOWHERE).value
    counted = published(name).pop("N")
    for marker in population.markers.values():
        assert marker.samples == 2 * int(counted[marker.name])
        figures = {
            allele: float(cells[marker.name])
            for allele, cells in published(name).items()
            if marker.name in cells and allele != "N"
        }
        assert set(marker.alleles) == set(figures)
        for allele, figure in figures.items():
            assert marker.frequency(allele) == pytest.approx(figure, rel=4e-6)


@pytest.mark.parametrize("name", NIST)
def test_a_shipped_population_is_made_of_counts(name: str) -> None:
    """A frequency from 2N alleles is a whole number of them, to the rounding of six digits."""
    for marker in store.load(name, NOWHERE).value.markers.values():
        for frequency in marker.frequencies:
            copies = frequency * marker.samples
            assert copies == pytest.approx(round(copies), abs=marker.samples * 5e-6)


@pytest.mark.parametrize("name", NIST)
def test_a_shipped_population_says_where_it_comes_from(name: str) -> None:
    population = store.load(name, NOWHERE).value
    assert population.name == name
    assert (population.theta, population.minimum) == (0, FIVE_OVER_2N)
    assert "Steffen et al. 2017" in population.source
    assert "public domain" in population.source
    assert all(marker.chromosome.isdigit() for marker in population.markers.values())


def test_shipped_populations_are_listed_first_and_then_the_own(tmp_path: Path) -> None:
    assert [each.name for each in store.held(NOWHERE)] == list(NIST)
    store.save(replace(HERE, name="aaa"), tmp_path)
    store.save(HERE, tmp_path)
    (tmp_path / "Not a name.csv").write_text("")
    (tmp_path / ".draft.csv").write_text("")
    assert [(each.name, each.shipped) for each in store.held(tmp_path)] == [
        *((name, True) for name in NIST), ("aaa", False), ("here", False),
    ]  # fmt: skip


@slow
@given(populations())
def test_what_is_kept_is_loaded_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, population: Population
) -> None:
    folder = tmp_path_factory.mktemp("kept") / "frequencies"
    store.save(population, folder)
    assert store.load(population.name, folder).value == population


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = store.save(HERE, tmp_path / "frequencies")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["here.csv"]


def test_a_name_that_is_taken_is_given_again_only_on_request(tmp_path: Path) -> None:
    other = HERE.with_settings(theta=0.02)
    store.save(HERE, tmp_path)
    with pytest.raises(store.PopulationError, match="a population is called “here” already"):
        store.save(other, tmp_path)
    assert store.load("here", tmp_path).value == HERE
    store.save(other, tmp_path, replace=True)
    assert store.load("here", tmp_path).value == other
    assert [path.name for path in tmp_path.iterdir()] == ["here.csv"]


def test_whatever_interrupts_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(HERE, tmp_path)

    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.save(HERE.with_settings(theta=0.5), tmp_path, replace=True)
    assert store.load("here", tmp_path).value == HERE
    assert [path.name for path in tmp_path.iterdir()] == ["here.csv"]


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("name", NIST)
def test_a_shipped_population_is_never_replaced(tmp_path: Path, name: str, again: bool) -> None:
    with pytest.raises(store.PopulationError, match="ships with Repatria"):
        store.save(replace(HERE, name=name), tmp_path, replace=again)
    assert not list(tmp_path.iterdir())


def test_a_file_of_a_shipped_name_does_not_hide_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "nist1036-asian.csv").write_text("Allele,TH01\n6,1\n")
    assert len(store.load("nist1036-asian", tmp_path).value.markers) == 29
    assert len(store.held(tmp_path)) == 4


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", "A", "a b", "-a", "a-", ".a", "é", "a" * 61, "con\n", "a.csv"]
)
def test_a_name_that_is_no_name_of_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(store.PopulationError):
        store.save(replace(HERE, name=name), tmp_path)
    with pytest.raises(store.PopulationError, match="there is no population"):
        store.load(name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_unknown_name_is_told_with_the_nearest_and_all_others(tmp_path: Path) -> None:
    with pytest.raises(store.PopulationError) as unknown:
        store.load("nist1036-caucasien", tmp_path)
    assert "did you mean “nist1036-caucasian”?" in str(unknown.value)
    assert all(name in str(unknown.value) for name in NIST)


def test_a_kept_file_that_was_broken_is_refused(tmp_path: Path) -> None:
    file = store.save(HERE, tmp_path)
    file.write_text(file.read_text().replace("0.75", "0.5"))
    with pytest.raises(InputError, match=r"here\.csv, row 5, field TH01: .*sum to 0.75"):
        store.load("here", tmp_path)


def test_a_population_that_would_lose_something_is_not_kept(tmp_path: Path) -> None:
    case = Population.of("case", [HERE.markers["TH01"].with_minimum(0.1, ["7"])])
    with pytest.raises(ValueProblem, match="without loss"):
        store.save(case, tmp_path)
    assert not list(tmp_path.iterdir())


@given(st.text(max_size=90))
def test_a_name_is_made_from_any_text_or_asked_for(text: str) -> None:
    try:
        made = store.slug(text)
    except ValueProblem as problem:
        made = "give one" in str(problem) and "asked-for"
    assert store.slug(made) == made
    assert len(made) <= 60


def test_a_name_is_made_from_the_words() -> None:
    assert store.slug("Entire Database") == "entire-database"
    assert store.slug("Curaçao_2001 (v2)") == "curacao-2001-v2"


def test_the_shipped_files_are_read_by_path_too() -> None:
    read = read_frequencies(SHIPPED / "nist1036-asian.csv")
    assert read.value == store.load("nist1036-asian", NOWHERE).value
