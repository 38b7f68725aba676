"""Bad input of `repatria kinship`: a clear line that names file, row, sample and marker, exit code
1 (2 for an option), and nothing dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from kinship_running import at_home, squeezed

FORMATS = Path(__file__).parents[1] / "formats"
MISSING = "F1,missing person,M1,m,,"
MOTHER = "F1,mother,R1,f,6/7,16/17"
REMAINS = "B1,6/9,16/19"
NORTH = ("--population", "north")
PED = "F1 F 0 0 1 0 6 7\nF1 M 0 0 2 0 6 9\nF1 C F M 1 0 0 0\n"


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


@pytest.fixture
def refused(kinship):
    """What is said of a command that ends with this code and prints nothing."""

    def run(*arguments, code=1):
        done = kinship(*arguments)
        assert (done.code, done.out) == (code, "")
        return squeezed(done.err)

    return run


def test_an_unknown_marker_is_told_and_the_rest_goes_on(kinship):
    families = kinship.families(f"{MOTHER},3/4", markers="TH01,vWA,XYZ99")
    done = kinship("lr", families, kinship.remains(REMAINS), *NORTH)
    assert done.code == 0
    assert (
        "families.csv, row 2, field sample R1, marker XYZ99: this is no marker that is known, nor "
        "one of the population north; left out"
    ) in squeezed(done.out)


def test_an_allele_off_the_ladder_without_a_rule_is_refused(kinship, refused):
    families, remains = kinship.families(MOTHER), kinship.remains("B1,6/11,16/19")
    told = refused("lr", families, remains, *NORTH)
    assert told == (
        "remains.csv: sample B1, marker TH01: the allele 11 is not on the ladder of TH01 (6 to "
        "9.3), and no minimum frequency is set (population north)"
    )
    strange = kinship.families("F1,mother,R1,f,6/12,16/17", name="strange.csv")
    assert "strange.csv: sample R1, marker TH01: the allele 12" in refused("power", strange, *NORTH)
    told = squeezed(kinship("lr", families, remains, "--population", "south").out)
    assert "TH01: " in told
    assert "Not in the table of frequencies, taken at the minimum: 11." in told


def test_a_loop_in_the_parent_links(kinship, refused):
    ped = kinship.file("a.ped", "F1 A B 0 1 0 6 7\nF1 B A 0 1 0 6 9\n")
    markers = kinship.file("a.dat", "M TH01\n")
    told = refused("lr", ped, kinship.remains(REMAINS), "--markers", markers, "--missing", "A")
    assert "a.ped, row 1, field person F1/A: A is an ancestor of themselves" in told


def test_a_person_of_two_sexes_in_a_pedigree(kinship, refused):
    ped = kinship.file("a.ped", PED + "F1 D M F 1 0 0 0\n")
    markers = kinship.file("a.dat", "M TH01\n")
    told = refused("lr", ped, kinship.remains(REMAINS), "--markers", markers, "--missing", "C")
    assert "a.ped, row 2, field person F1/M: M is female and cannot be the father of D" in told


@pytest.mark.parametrize(
    ("row", "markers", "told"),
    [
        ("F1,mother,R1,m,6/7,16/17", "TH01,vWA",
         "row 3, field family F1, sample R1: sample R1 is “mother” and male"),
        ("F1,mother,R1,f,6/7,X/Y", "TH01,AMEL",
         "row 3, field family F1, sample R1: sample R1: the sex is female, but AMEL reads X/Y"),
        ("F1,mother,R1,purple,6/7,16/17", "TH01,vWA",
         "row 3, field family F1, sample R1: sample R1: “purple” is no sex"),
        ("F1,grandmotherr,R1,f,6/7,16/17", "TH01,vWA",
         "sample R1: “grandmotherr” is no relationship of the vocabulary; did you mean"),
        ("F1,wife,R1,f,6/7,16/17", "TH01,vWA", "nothing links M1 to anyone who gave a sample"),
        ("F1,mother,R1,f,,", "TH01,vWA", "nobody who gave a sample is related to M1"),
    ],
)  # fmt: skip
def test_a_family_that_cannot_be(kinship, refused, row, markers, told):
    families = kinship.families(MISSING, row, markers=markers)
    said = refused("lr", families, kinship.remains(REMAINS), *NORTH)
    assert "families.csv, row " in said
    assert told in said
    assert "families.csv: no family could be read" in said


def test_one_broken_family_leaves_the_others_and_says_why_when_asked_for(kinship, refused):
    families = kinship.families(MISSING, MOTHER, "F2,grandmotherr,R2,f,6/7,16/17")
    remains = kinship.remains(REMAINS)
    done = kinship("lr", families, remains, *NORTH)
    assert done.code == 0
    assert "families.csv, row 4, field family F2, sample R2:" in squeezed(done.out)
    told = refused("lr", families, remains, *NORTH, "--family", "F2")
    assert "there is no family “F2”; there is: F1" in told
    assert "families.csv, row 4, field family F2, sample R2:" in told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("B2,zz/9,16/19", "row 3, field sample B2, marker TH01: “zz” is not an allele"),
        ("B2,,", "row 3, field sample B2: no marker was read; the sample is left out"),
        ("B2,6/7/9,16/17/19", "sample B2: TH01, vWA: more than two alleles; for review"),
    ],
)
def test_a_bad_sample_of_remains_leaves_the_others(kinship, refused, row, told):
    families, remains = kinship.families(MISSING, MOTHER), kinship.remains(REMAINS, row)
    done = kinship("lr", families, remains, *NORTH, "--sample", "B2")
    assert told in squeezed(done.out + done.err)
    assert kinship("lr", families, remains, *NORTH, "--sample", "B1").code == 0


def test_a_sex_that_is_none_is_told_and_not_used(kinship):
    families = kinship.families(MISSING, MOTHER)
    remains = kinship.file("remains.csv", "Sample,Sex,TH01\nB1,male,6/9\nB2,purple,6/9\n")
    done = kinship("lr", families, remains, *NORTH, "--sample", "B2")
    assert done.code == 0
    told = "remains.csv, row 3, field sample B2: “purple” is no sex; write male or female"
    assert told in squeezed(done.out)


def test_an_empty_profile_is_no_sample(kinship, refused):
    told = refused("lr", kinship.families(MISSING, MOTHER), kinship.remains("B1,,"), *NORTH)
    assert "remains.csv, row 2, field sample B1: no marker was read" in told


def test_remains_of_the_other_sex(kinship, refused):
    remains = kinship.remains("B1,6/9,X/X", markers="TH01,AMEL")
    told = refused("lr", kinship.families(MISSING, MOTHER), remains, *NORTH)
    assert told == "sample B1: M1 is male, and the remains are not"


def test_two_x_alleles_in_a_man_are_told(kinship, refused):
    families = kinship.families("F1,missing person,M1,m,,", "F1,mother,R1,f,6/7,24/28",
                                markers="TH01,DXS10101")  # fmt: skip
    remains = kinship.remains("B1,6/9,X/Y,24/28", markers="TH01,AMEL,DXS10101")
    told = refused("lr", families, remains, *NORTH)
    for words in ("sample B1", "DXS10101"):
        assert words in told


def test_several_families_remains_or_missing_are_listed(kinship, refused):
    families = kinship.families(MOTHER, "F2,mother,R2,f,6/7,16/17")
    remains = kinship.remains(REMAINS, "B2,6/9,16/19")
    assert refused("lr", families, remains) == ("name one family (--family); there are: F1, F2")
    assert refused("lr", families, remains, "--family", "F1") == (
        "name one sample of remains (--sample); there are: B1, B2"
    )
    two = kinship.families(MISSING, "F1,missing brother,M2,m,,", MOTHER, name="two.csv")
    assert refused("lr", two, remains, "--sample", "B1") == (
        "name one missing person of family F1 (--missing); there are: M1, M2"
    )
    assert "there is no family “F9”; there is: F1, F2" in refused(
        "lr", families, remains, "--family", "F9"
    )
    assert "there is no sample of remains “B9”" in refused(
        "lr", families, remains, "--family", "F1", "--sample", "B9"
    )


def test_a_table_without_families_says_what_it_lacks(kinship, refused):
    lines = ["Sample Name\tMarker\tAllele 1\tAllele 2", "S1\tTH01\t6\t7", "S1\tvWA\t16\t17", ""]
    told = refused("lr", kinship.file("gm.txt", "\n".join(lines)), kinship.remains(REMAINS))
    assert "gm.txt: no sample belongs to a family; write one in a column Family" in told


def test_a_plink_file_is_told_from_one_of_familias(kinship, refused):
    plink = FORMATS / "good" / "linkage" / "plink.fam"
    told = refused("lr", plink, kinship.remains(REMAINS))
    assert "plink.fam, row 1: these are the six columns of a PLINK .fam file" in told


def test_a_ped_file_needs_its_markers_and_who_is_missing(kinship, refused):
    ped, remains = kinship.file("a.ped", PED), kinship.remains(REMAINS)
    markers = kinship.file("a.dat", "M TH01\n")
    assert "a .ped file needs the list of its markers" in refused("lr", ped, remains)
    told = refused("lr", ped, remains, "--markers", markers)
    assert "nobody of the file is named as missing (--missing)" in told
    told = refused("lr", ped, remains, "--markers", markers, "--missing", "F")
    assert "F is missing and has a reference profile" in told
    done = kinship("lr", ped, remains, "--markers", markers, "--missing", "C", *NORTH)
    assert done.code == 0
    assert "Read: a.dat (SHA-256" in squeezed(done.out)
    other = kinship.families(MOTHER)
    told = refused("lr", other, remains, "--markers", markers)
    assert "a.dat: a list of markers goes with a .ped file" in told


def test_samples_without_a_marker_of_the_population(kinship, refused):
    families = kinship.families("F1,father,R1,m,12/13,10,X/Y", markers="D18S51,DYS391,AMEL")
    remains = kinship.remains("B1,12/13,10,X/Y", markers="D18S51,DYS391,AMEL")
    told = (
        "nobody was read at a marker of the population north that can be part of this ratio; read "
        "were: AMEL, D18S51, DYS391"
    )
    assert refused("lr", families, remains, *NORTH) == told
    assert refused("power", families, *NORTH) == told
