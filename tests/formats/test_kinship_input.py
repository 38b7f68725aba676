"""One door for every file that holds families or remains."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.formats.kinship_input import read_kinship_input, read_remains, sex_read
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile, Reading

HERE = Path(__file__).parent
GOOD, BROKEN = HERE / "good", HERE / "broken"
HEAD = "Family,Relationship,Sample,Sex,TH01,vWA\n"
fuzz = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture
def file(tmp_path):
    def write(text, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_table_gives_families_with_their_readings(file):
    path = file(f"{HEAD}F1,mother,R1,f,6/7,16/17\nF1,uncle,R2,m,6/9,16/17\nF2,father,R3,m,6/7,\n")
    found = read_kinship_input(path)
    assert [(each.name, len(each.readings)) for each in found.value.families] == [
        ("F1", 2), ("F2", 1),
    ]  # fmt: skip
    assert found.value.population is None
    assert len(found.sha256) == 64


def test_a_file_of_familias_brings_its_population_and_models():
    dvi = read_kinship_input(GOOD / "familias" / "dvi.fam").value
    assert dvi.families
    assert dvi.population is not None
    assert all(len(each.readings) == 1 for each in dvi.families)
    assert {each.profile.sample for each in dvi.remains} >= {"V1"}
    paternity = read_kinship_input(GOOD / "familias" / "paternity.fam")
    assert len(paternity.value.pedigrees) == 3
    assert paternity.value.mutation["TH01"].kind is Kind.PROPORTIONAL
    assert "D3S1358" not in paternity.value.mutation
    assert any(
        note.field == "marker D3S1358" and "is not taken over" in note.message
        for note in paternity.notes
    )


def test_a_ped_file_takes_its_missing_from_the_command():
    ped, markers = GOOD / "linkage" / "valley.ped", GOOD / "linkage" / "valley.map"
    with pytest.raises(InputError, match="needs the list of its markers"):
        read_kinship_input(ped)
    with pytest.raises(InputError, match="nobody of the file is named as missing"):
        read_kinship_input(ped, markers=markers)
    with pytest.raises(InputError, match="M is missing and has a reference profile"):
        read_kinship_input(ped, markers=markers, missing=["M"])
    with pytest.raises(InputError, match="nothing links 1 to anyone who gave a sample"):
        read_kinship_input(ped, markers=markers, missing=["1"])


def test_an_untyped_person_of_a_ped_file_can_be_missing(file):
    ped = file("F1 F 0 0 1 0 6 7\nF1 M 0 0 2 0 6 9\nF1 C F M 1 0 0 0\n", "a.ped")
    markers = file("M TH01\n", "a.dat")
    (family,) = read_kinship_input(ped, markers=markers, missing=["C"]).value.families
    assert family.settled is not None
    assert family.settled.missing == ("C",)
    assert set(family.settled.profiles) == {"F", "M"}


def test_a_list_of_markers_goes_with_a_ped_file_alone(file):
    markers = file("M TH01\n", "a.dat")
    with pytest.raises(InputError, match=r"a\.dat: a list of markers goes with a \.ped file"):
        read_kinship_input(file(f"{HEAD}F1,mother,R1,f,6/7,\n"), markers=markers)


def test_a_table_without_families_says_which_columns_it_lacks(file):
    with pytest.raises(InputError, match="no sample belongs to a family") as caught:
        read_kinship_input(file("Sample,TH01,XYZ\nB1,6/7,1/2\n"))
    assert any("XYZ" in problem.field for problem in caught.value.problems)


def test_a_single_allele_of_remains_may_have_lost_the_other(file):
    (found,) = read_remains(file("Sample,TH01\nB1,6\n")).value
    assert found.profile.observations["TH01"].reading is Reading.SINGLE
    assert found.profile.remains
    assert found.sex is Sex.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "sex"), [("X/Y", Sex.MALE), ("X/X", Sex.FEMALE), ("X", Sex.UNKNOWN)]
)
def test_the_sex_of_remains_is_what_amelogenin_tells(file, cell, sex):
    (found,) = read_remains(file(f"Sample,TH01,AMEL\nB1,6/7,{cell}\n")).value
    assert found.sex is sex_read(found.profile) is sex


def test_a_sample_of_two_sexes_is_of_neither_and_told(file):
    path = file("Sample,Sex,TH01,AMEL\nB1,male,6/7,X/X\nB2,male,6/7,X/Y\nB3,what,6/7,X/Y\n")
    found = read_remains(path)
    assert [(each.profile.sample, each.sex, each.doubt) for each in found.value] == [
        ("B1", Sex.UNKNOWN, "the sex is male, but AMEL reads X/X"),
        ("B2", Sex.MALE, ""),
        ("B3", Sex.MALE, ""),
    ]
    first, second = found.notes
    assert (first.row, first.field) == (2, "sample B1")
    assert first.message == "the sex is male, but AMEL reads X/X; neither is used"
    assert second.message == "“what” is no sex; write male or female; amelogenin is used"


def test_references_are_not_taken_for_remains(file):
    found = read_remains(file(f"{HEAD}F1,,M1,m,,\nF1,mother,R1,f,6/7,\n,,B1,,6/7,\n"))
    assert [each.profile.sample for each in found.value] == ["B1"]
    assert {note.field: note.message for note in found.notes} == {
        "sample M1": "no marker was read; left out",
        "": "references among the samples, which are not remains and not read here: 1",
    }


def test_of_a_codis_file_only_the_remains_are_taken():
    found = read_remains(GOOD / "cmf" / "family.xml")
    assert found.value
    assert all(each.profile.remains for each in found.value)
    assert any("not remains and not read here" in note.message for note in found.notes)


def test_a_file_without_remains_is_refused_with_the_reasons(file):
    with pytest.raises(InputError, match="the file holds no remains") as caught:
        read_remains(file(f"{HEAD}F1,mother,R1,f,6/7,\n"))
    assert len(caught.value.problems) == 2


def test_remains_of_familias_are_its_unidentified_persons():
    dvi = GOOD / "familias" / "dvi.fam"
    assert read_remains(dvi).value == read_kinship_input(dvi).value.remains
    with pytest.raises(InputError, match="the file holds no remains"):
        read_remains(GOOD / "familias" / "paternity.fam")


def test_amelogenin_that_was_not_read_tells_no_sex():
    assert sex_read(Profile.of("B1", {"TH01": ["6", "7"]})) is Sex.UNKNOWN


SOURCES = (
    (GOOD / "familias" / "dvi.fam").read_bytes(),
    (GOOD / "cmf" / "family.xml").read_bytes(),
    (GOOD / "wide_families.csv").read_bytes(),
    (GOOD / "linkage" / "valley.ped").read_bytes(),
)


@fuzz
@given(
    st.sampled_from(SOURCES), st.sampled_from([".csv", ".fam", ".ped", ".xml"]),
    st.integers(0, 10_000), st.binary(max_size=8),
)  # fmt: skip
def test_a_cut_or_changed_file_of_any_suffix_is_read_or_refused(whole, suffix, place, put):
    at = place % len(whole)
    with tempfile.TemporaryDirectory() as folder:
        path, markers = Path(folder, f"file{suffix}"), Path(folder, "list.dat")
        markers.write_text("M TH01\nM D3S1358\nM D21S11\nM Amelogenin\n")
        for data in (whole[:at] + put, whole[:at] + put + whole[at:]):
            path.write_bytes(data)
            for read in (
                lambda: read_kinship_input(
                    path, markers=markers if suffix == ".ped" else None, missing=["1", "C"]
                ),
                lambda: read_remains(path),
            ):
                told = ()
                try:
                    read()
                except InputError as error:
                    told = error.problems
                assert {problem.file for problem in told} <= {path.name}
