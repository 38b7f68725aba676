"""`repatria kinship lr`: the ratio of closed forms, with everything that it rests on."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from kinship_running import FREQUENCIES, at_home, line_of, squeezed

from repatria.base.canonical import canonical_bytes

PATERNITY = Path(__file__).parents[1] / "formats" / "good" / "familias" / "paternity.fam"
MOTHER = "F1,mother,R1,f,6/7,16/17"
NORTH = ("--population", "north", "--mutation", "none", "--linkage", "flag")
SHARED = 1 / (4 * FREQUENCIES["TH01"]["6"])
"""A parent 6/7 and a child 6/9 against two unrelated persons: ½ p9 over 2 p6 p9."""


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


def test_a_mother_and_remains_give_the_ratio_of_the_textbook(kinship):
    done = kinship("lr", kinship.families(MOTHER), kinship.remains("B1,6/9,16/19"), *NORTH)
    assert (done.code, done.err) == (0, "")
    at_vwa = 1 / (4 * FREQUENCIES["vWA"]["16"])
    assert line_of(done.out, "TH01 ")[1:4] == ["6/7", "6/9", f"{SHARED:.4g}"]
    assert f"The whole ratio: log10 {math.log10(SHARED * at_vwa):+.2f}." in done.out


def test_population_models_samples_and_digests_stand_on_the_output(kinship):
    done = kinship("lr", kinship.families(MOTHER), kinship.remains("B1,6/9,16/19"), *NORTH,
                   "--theta", "0.01", "--silent", "0.002", "--drop-in", "0.03")  # fmt: skip
    told = squeezed(done.out)
    for words in (
        "R1 mother remains sample B1",
        "population north: 4 markers, theta 0.01, minimum frequency none",
        "source: made up for tests",
        "mutation: none; untyped founders kept; silent 0.002; dropout 0.1; drop-in 0.03; "
        "linkage: multiplied as independent, and flagged",
        "Read: families.csv (SHA-256 ",
        "Read: remains.csv (SHA-256 ",
        "Repatria ",
    ):
        assert words in told


def test_the_range_of_the_stepwise_model_is_told(kinship):
    files = kinship.families(MOTHER), kinship.remains("B1,6/9,16/19")
    done = kinship("lr", *files, "--population", "north", "--mutation", "stepwise", "--range", "1")
    assert ", range 1" in squeezed(done.out)


def test_json_is_canonical_and_enough_to_compute_it_anew(kinship):
    done = kinship("lr", kinship.families(MOTHER), kinship.remains("B1,6/9,16/(?)"), *NORTH,
                   "--json")  # fmt: skip
    tree = json.loads(done.out)
    assert done.out.encode() == canonical_bytes(tree) + b"\n"
    (one,) = tree["comparisons"]
    th01, vwa = one["markers"]
    assert float(th01["ratio"]) == pytest.approx(SHARED, rel=1e-12)
    assert math.exp(float(th01["ln_first"]) - float(th01["ln_second"])) == pytest.approx(SHARED)
    assert th01["readings"] == {"R1": "6/7", "remains": "6/9"}
    assert {allele: float(text) for allele, text in th01["frequencies"].items()} == pytest.approx(
        {allele: FREQUENCIES["TH01"][allele] for allele in ("6", "7", "9")}
    )
    assert vwa["readings"]["remains"] == "16/(?)"
    assert float(one["log10"]) == pytest.approx(
        sum(math.log10(float(each["ratio"])) for each in one["markers"])
    )
    assert one["first"]["pedigrees"] == [
        [
            {"id": "remains", "sex": "unknown", "father": None, "mother": "R1"},
            {"id": "R1", "sex": "female", "father": None, "mother": None},
        ]
    ]
    assert len(one["second"]["pedigrees"]) == 2
    assert one["persons"] == {"R1": "mother", "remains": "sample B1"}
    assert one["population"] == {
        "name": "north", "source": "made up for tests", "theta": "0.0", "minimum": "none",
    }  # fmt: skip
    assert one["models"]["mutation"]["kind"] == "none"
    assert one["models"]["dropout"] == "0.1"
    assert [note.partition(" (SHA-256 ")[0] for note in tree["notes"]] == [
        "Read: families.csv", "Read: remains.csv",
    ]  # fmt: skip


def test_an_uncle_is_tried_on_both_sides_and_both_are_listed(kinship):
    families = kinship.families("F1,missing person,M1,m,,", MOTHER, "F1,uncle,R2,m,6/9,17/19")
    done = kinship("lr", families, kinship.remains("B1,6/9,16/19"), *NORTH)
    assert done.out.startswith("The family can be read in 2 ways:\n")
    listed = [line for line in done.out.splitlines() if line.startswith("  Reading ")]
    assert [line.split(": log10")[0] for line in listed] == [
        "  Reading 1: R2 is the father's brother",
        "  Reading 2: R2 is the mother's brother",
    ]
    told = squeezed(done.out)
    assert told.count("The whole ratio: log10") == 2
    assert "left open: uncle (sample R2): father's brother or mother's brother?" in told
    tree = json.loads(kinship("lr", families, kinship.home / "remains.csv", *NORTH, "--json").out)
    ratios = [float(each["log10"]) for each in tree["comparisons"]]
    assert len(set(ratios)) == 2
    assert [each["persons"]["R2"] for each in tree["comparisons"]] == [
        "father's brother", "mother's brother",
    ]  # fmt: skip


def test_contradictory_references_have_no_ratio_without_mutation(kinship):
    families = kinship.families(
        MOTHER, "F1,father,R2,m,6/7,16/17", "F1,full brother,R3,m,9/9.3,16/17"
    )
    done = kinship("lr", families, kinship.remains("B1,6/7,16/17"), *NORTH)
    assert done.code == 0
    assert "No ratio: the references contradict each other at TH01." in done.out
    assert "The whole ratio: none, the references contradict each other." in done.out
    assert line_of(done.out, "TH01 ")[-1] == "contradictory"
    assert "there is no ratio: without R3 they would agree." in squeezed(done.out)
    tree = json.loads(kinship("lr", families, kinship.home / "remains.csv", *NORTH, "--json").out)
    (one,) = tree["comparisons"]
    assert (one["log10"], one["markers"][0]["ratio"]) == (None, None)


def test_with_mutation_the_family_is_flagged_instead(kinship):
    families = kinship.families(
        MOTHER, "F1,father,R2,m,6/7,16/17", "F1,full brother,R3,m,9/9.3,16/17"
    )
    remains = kinship.remains("B1,6/7,16/17")
    done = kinship("lr", families, remains, "--population", "north", "--mutation", "equal")
    assert line_of(done.out, "TH01 ")[-2:] == ["family", "mutation"]
    assert "The whole ratio: log10" in done.out


def test_an_exclusion_is_minus_infinity_and_in_words(kinship):
    done = kinship("lr", kinship.families(MOTHER), kinship.remains("B1,9/9,16/19"), *NORTH)
    assert "The readings at TH01 cannot arise if the remains are" in done.out
    assert "The whole ratio: log10 −∞." in done.out
    assert line_of(done.out, "TH01 ")[-2:] == ["<<<<<<<<<<<<│", "excluded"]


def test_a_marker_that_one_side_lacks_is_not_typed(kinship):
    done = kinship("lr", kinship.families(MOTHER), kinship.remains("B1,6/9,"), *NORTH)
    assert line_of(done.out, "vWA ")[-2:] == ["not", "typed"]


def test_amelogenin_is_silent_and_y_markers_are_told_once(kinship):
    markers = "TH01,vWA,AMEL,DYS391,D18S51"
    families = kinship.families(
        "F1,missing person,M1,m,,,,,", "F1,father,R1,m,6/7,16/17,X/Y,10,12/13", markers=markers
    )
    remains = kinship.remains("B1,6/9,16/19,X/Y,10,12/14", markers=markers)
    told = squeezed(kinship("lr", families, remains, *NORTH).out)
    assert "AMEL" not in told
    assert told.count("Y-linked markers are one haplotype and are not part of this ratio") == 1
    assert "R1: no frequencies for D18S51; not used" in told
    assert "DYS391" not in told


def test_a_toothbrush_alone_is_compared_with_the_remains(kinship):
    families = kinship.families("F1,missing person,M1,m,,", "F1,self,D1,m,6/7,16/17")
    done = kinship("lr", families, kinship.remains("B1,6/7,16/17"), *NORTH)
    assert done.code == 0
    p, q = FREQUENCIES["TH01"], FREQUENCIES["vWA"]
    ratio = 1 / (2 * p["6"] * p["7"]) / (2 * q["16"] * q["17"])
    assert f"The whole ratio: log10 {math.log10(ratio):+.2f}." in done.out
    assert "D1 direct reference remains sample B1" in squeezed(done.out)
    other = kinship("lr", families, kinship.remains("B1,6/9,16/17"), *NORTH)
    assert "The readings at TH01 cannot arise" in other.out


def test_remains_of_a_relatives_own_sample_are_asked_about(kinship):
    markers = [f"D{number}" for number in ("3S1358", "5S818", "7S820", "8S1179", "13S317", "16S539",
                                          "18S51", "21S11", "2S1338", "19S433")]  # fmt: skip
    cells = ",".join(["12/13"] * len(markers))
    families = kinship.families(f"F1,mother,R1,f,{cells}", markers=",".join(markers))
    remains = kinship.remains(f"B1,{cells}", markers=",".join(markers))
    told = squeezed(kinship("lr", families, remains).out)
    assert "B1 agrees with R1 at all 10 markers: is it a sample of that person?" in told


@pytest.mark.parametrize("relatives", [1, 4, 12])
def test_every_line_fits_eighty_columns_and_no_reading_is_lost(kinship, relatives):
    rows = [f"F1,full sister,S{number:03}-2024,f,6/9.3,16/17" for number in range(relatives)]
    done = kinship(
        "lr", kinship.families(MOTHER, *rows), kinship.remains("B1,6/9,16/19"),
        "--population", "north",
    )  # fmt: skip
    lines = done.out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert sum(line.split().count("6/9.3") for line in lines if line.startswith("TH01 ")) == (
        relatives
    )


def test_notes_on_what_was_not_chosen_are_counted(kinship):
    families = kinship.families(
        MOTHER,
        "F2,mother,R2,f,6/7,16/17",
        "F2,uncle,R3,m,6/7,OL/17",
        "F3,grandmotherr,R4,f,6/7,16/17",
    )
    remains = kinship.remains("B1,6/9,16/19", "B2,6/OL,16/19")
    done = kinship("lr", families, remains, *NORTH, "--family", "F1", "--sample", "B1")
    told = squeezed(done.out)
    assert "R3" not in told
    assert "B2" not in told
    assert "notes on other families and samples of the files are not shown here." in told
    assert "family F3, sample R4: sample R4: “grandmotherr” is no relationship" in told


def test_two_pedigrees_of_a_file_are_compared(kinship):
    done = kinship("lr", PATERNITY)
    assert done.code == 0
    assert "Read: paternity.fam" in done.out
    extra = kinship("lr", PATERNITY, kinship.remains("B1,6/9,16/19"))
    assert extra.code == 1
    assert "paternity.fam holds no family, only pedigrees to compare" in extra.err


def test_remains_may_stand_in_the_file_of_families(kinship):
    families = kinship.families(MOTHER, ",,B1,,6/9,16/19")
    done = kinship("lr", families, families, *NORTH)
    assert done.code == 0
    assert "remains sample B1" in squeezed(done.out)
    assert "not remains and not read here: 1" in squeezed(done.out)
    assert done.out.count("Read: families.csv") == 1


def test_the_mutation_models_of_a_file_are_told_by_marker(kinship):
    told = squeezed(kinship("lr", PATERNITY).out)
    assert "mutation at TH01: proportional (mothers 0.001, fathers 0.002)" in told
    assert "mutation at Penta D: extended stepwise (mothers 0.001, rate2 1e-06" in told
    assert "D3S1358: its mutation model (stepwise and stationary stepwise) is not taken" in told
    assert "which were not compared: Unrelated" in told
    assert "mutation at" not in squeezed(kinship("lr", PATERNITY, "--mutation", "none").out)
