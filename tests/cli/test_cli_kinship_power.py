"""`repatria kinship power`: what the references can tell, and who else should give a sample."""

from __future__ import annotations

import math
import re

import pytest
from kinship_running import FREQUENCIES, at_home, line_of, squeezed

MISSING = "F1,missing person,M1,m,,"
MOTHER = "F1,mother,R1,f,6/7,16/17"
NORTH = ("--population", "north", "--mutation", "none")


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


def test_a_mother_excludes_whoever_shares_no_allele_with_her(kinship):
    done = kinship("power", kinship.families(MISSING, MOTHER), *NORTH, "--add", "father",
                   "--draws", "3")  # fmt: skip
    assert done.code == 0
    p = FREQUENCIES["TH01"]
    excluded = (1 - p["6"] - p["7"]) ** 2
    assert line_of(done.out, "TH01 ")[2] == f"{excluded:.2%}"
    whole = 1 - (1 - excluded) * (1 - 0.5**2)
    assert f"with a chance of {whole:.2%}" in squeezed(done.out)


def test_the_expected_ratio_is_the_mean_over_the_childs_genotypes(kinship):
    done = kinship("power", kinship.families(MISSING, MOTHER), *NORTH, "--add", "father",
                   "--draws", "2")  # fmt: skip
    p = FREQUENCIES["TH01"]
    expected = 0.0
    for own in ("6", "7"):
        for allele, chance in p.items():
            genotype = sorted((own, allele))
            if genotype == ["6", "7"]:
                ratio = (p["6"] + p["7"]) / 2 / (2 * p["6"] * p["7"])
            elif own == allele:
                ratio = 1 / (2 * p[own])
            else:
                ratio = 1 / (4 * p[own])
            expected += chance / 2 * math.log10(ratio)
    assert line_of(done.out, "TH01 ")[1] == f"{expected:.3f}"


def test_whoever_adds_nothing_is_told_in_one_line(kinship):
    families = kinship.families(MISSING, MOTHER, "F1,maternal uncle,R2,m,6/9,17/19")
    done = kinship("power", families, *NORTH, "--draws", "2")
    told = squeezed(done.out)
    nothing = re.search(r"These would add nothing: ([^.]*)\.", told)
    assert nothing is not None
    assert nothing[1].split(", ") == ["father of R1", "mother of R1"]
    assert "A sample of father of M1 would raise" in told
    assert "10^-0.00" not in told


def test_the_most_telling_relative_comes_first(kinship):
    done = kinship("power", kinship.families(MISSING, MOTHER), *NORTH, "--draws", "8")
    gains = [float(each) for each in re.findall(r"about 10\^(\S+) ", squeezed(done.out))][1:]
    assert len(gains) == 3
    assert gains == sorted(gains, reverse=True)


def test_certainty_is_never_claimed(kinship):
    markers = ",".join(("D3S1358", "D8S1179", "D21S11", "D18S51", "FGA", "SE33", "Penta E",
                        "D2S1338", "D1S1656", "D12S391", "D13S317", "D7S820"))  # fmt: skip
    cells = "15/16,12/13,29/30,12/15,21/22,17/18,11/12,17/20,12/13,18/19,11/12,8/10"
    rows = (f"F1,mother,R1,f,{cells}", f"F1,father,R2,m,{cells}")
    families = kinship.families("F1,missing person,M1,m" + "," * 12, *rows, markers=markers)
    told = squeezed(kinship("power", families, "--add", "full brother", "--draws", "2").out)
    assert "100.0" not in told
    assert re.search(r"excluded at one marker or more but for a chance of \d\.\de-\d\d", told)
    assert "with a chance of more than 99.9%" in told
    assert "Of 20,000 profiles drawn of unrelated persons, none reached 10,000." in told


def test_population_models_seed_and_digest_stand_on_the_output(kinship):
    done = kinship("power", kinship.families(MISSING, MOTHER), *NORTH, "--seed", "7",
                   "--add", "father", "--draws", "2", "--theta", "0.02")  # fmt: skip
    told = squeezed(done.out)
    for words in (
        "population north: 4 markers, theta 0.02, minimum frequency none",
        "source: made up for tests",
        "mutation: none; untyped founders kept",
        "draws from seed 7",
        "Each from 2 drawn profiles",
        "Read: families.csv (SHA-256 ",
    ):
        assert words in told
    assert [line for line in done.out.splitlines() if len(line) > 80] == []
    again = kinship("power", kinship.home / "families.csv", *NORTH, "--seed", "7", "--add",
                    "father", "--draws", "2", "--theta", "0.02")  # fmt: skip
    assert again.out == done.out


def test_a_label_that_leaves_the_line_open_gives_one_person_a_line(kinship):
    done = kinship("power", kinship.families(MISSING, MOTHER), *NORTH, "--add", "uncle",
                   "--draws", "2")  # fmt: skip
    told = squeezed(done.out)
    assert "brother of father of M1" in told
    assert "brother of R1" in told


def test_each_reading_of_the_family_is_told(kinship):
    families = kinship.families(MISSING, MOTHER, "F1,uncle,R2,m,6/9,17/19")
    done = kinship("power", families, *NORTH, "--add", "full brother", "--draws", "2")
    assert "Reading 1: R2 is the father's brother" in done.out
    assert "Reading 2: R2 is the mother's brother" in done.out


def test_a_direct_reference_is_named_as_no_part_of_it(kinship):
    families = kinship.families(MISSING, MOTHER, "F1,self,D1,m,6/9,17/19")
    done = kinship("power", families, *NORTH, "--add", "father", "--draws", "2")
    assert "Not part of this: samples of the missing person, D1" in done.out
    alone = kinship.families(MISSING, "F1,self,D1,m,6/9,17/19", name="alone.csv")
    done = kinship("power", alone, *NORTH)
    assert (done.code, done.out) == (1, "")
    assert "family F1 has only samples of the missing person" in done.err


@pytest.mark.parametrize(
    ("option", "code", "told"),
    [
        (("--add", "grandmotherr"), 2, "“grandmotherr” is no relationship of the vocabulary"),
        (("--add", "mother"), 1, "R1, the mother of M1, is typed already"),
        (("--add", "wife"), 1, "a sample of a wife is not computed here"),
        (("--threshold", "0"), 2, "--threshold"),
        (("--threshold", "inf"), 2, "--threshold"),
        (("--threshold", "nan"), 2, "--threshold"),
        (("--draws", "1"), 2, "--draws"),
        (("--seed", "-1"), 2, "--seed"),
        (("--theta", "2"), 2, "theta is 2; it lies in [0, 1)"),
        (("--mutation", "foo"), 2, "not “foo”"),
        (("--markers", __file__), 1, "a list of markers goes with a .ped file"),
        (("--missing", "M2"), 1, "there is no missing person of family F1 “M2”; there is: M1"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_computed(kinship, option, code, told):
    done = kinship("power", kinship.families(MISSING, MOTHER), "--population", "north", *option)
    assert (done.code, done.out) == (code, "")
    assert told in squeezed(done.err)
