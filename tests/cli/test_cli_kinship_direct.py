"""Samples of the missing themselves among the families: searched as direct matches."""

from __future__ import annotations

import csv
import json
import math

import pytest
from kinship_running import FREQUENCIES, at_home, squeezed

MOTHER, FATHER = "F1,mother,R1,f,6/7,16/17", "F1,father,R2,m,6/9,16/19"
OTHER = "F2,full brother,R3,m,9/9.3,19/19"
MISSING = "F1,missing person,M1,m,,"
P, Q = FREQUENCIES["TH01"], FREQUENCIES["vWA"]


@pytest.fixture
def kinship(tmp_path, monkeypatch):
    return at_home(tmp_path, monkeypatch)


def asked(kinship, command, remains, families, *more, out="out"):
    done = kinship(
        command, "--remains", remains, "--families", families, "--frequencies", "north",
        "--runner", "serial", "--mutation", "none", "--out", kinship.home / out, *more,
    )  # fmt: skip
    assert done.code == 0, done.err
    name = {"search": "candidates.csv", "joint": "joint.csv"}[command]
    lines = (kinship.home / out / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def heterozygote(alleles, table):
    return 2 * math.prod(table[each] for each in alleles.split("/"))


def test_a_toothbrush_is_a_direct_match(kinship):
    families = kinship.families("F1,self,D1,m,6/9,16/19", OTHER)
    rows = asked(kinship, "search", kinship.remains("B1,6/9,16/19", "B2,7/7,17/17"), families)
    (found,) = [row for row in rows if row["family"] == "F1"]
    ratio = 1 / heterozygote("6/9", P) / heterozygote("16/19", Q)
    assert (found["remains"], found["how"], found["mismatches"]) == ("B1", "direct", "0")
    assert float(found["log10"]) == pytest.approx(math.log10(ratio), abs=1e-6)


def test_dropout_is_on_both_sides(kinship):
    """A single allele of the thing left behind, and another of the remains, are one heterozygote
    where both have lost one."""
    families = kinship.families("F1,self,D1,m,6,16/17", OTHER)
    rows = asked(kinship, "search", kinship.remains("B1,9,16/17"), families, "--threshold", 1)
    (found,) = [row for row in rows if row["family"] == "F1"]
    d, two = 0.1, heterozygote("6/9", P)

    def single(allele):
        p = P[allele]
        return p * p * (1 - d * d) + 2 * p * (1 - p) * d * (1 - d)

    th01 = two * (d * (1 - d)) ** 2 / (single("6") * single("9"))
    ratio = th01 / heterozygote("16/17", Q)
    assert float(found["log10"]) == pytest.approx(math.log10(ratio), abs=1e-6)


def test_relatives_and_a_sample_of_their_own_count_once(kinship):
    """Given the sample, the relatives say nothing more of what it shows, and all of what it does
    not."""
    families = kinship.families(MISSING, MOTHER, FATHER, "F1,self,D1,m,6/9,", OTHER)
    remains = kinship.remains("B1,6/9,16/19")
    ratio = 1 / heterozygote("6/9", P) * 0.25 / heterozygote("16/19", Q)
    (found,) = [row for row in asked(kinship, "search", remains, families) if row["family"] == "F1"]
    assert found["how"] == "direct and relatives"
    assert float(found["log10"]) == pytest.approx(math.log10(ratio), abs=1e-6)
    (pair,) = [
        row
        for row in asked(kinship, "joint", remains, families, "--threshold", 1, out="joint")
        if row["family"] == "F1"
    ]
    assert pair["compared_with"] == "direct and relatives"
    assert float(pair["log10"]) == pytest.approx(math.log10(ratio), abs=1e-6)


def test_a_joint_ratio_has_the_sample_of_one_brother_and_the_body_of_another(kinship):
    """Two brothers are missing; of one there is a sample. The ratio of the other's remains is that
    of a sibling of the sample."""
    families = kinship.families(
        "F1,missing person,M1,m,,", "F1,missing brother,M2,m,,", "F1,self of M1,D1,m,6/9,16/19",
        OTHER, "F1,son of M1,R5,m,6/7,16/17",
    )  # fmt: skip
    remains = kinship.remains("B1,6/9,16/19", "B2,6/9,16/16")
    rows = asked(kinship, "joint", remains, families, "--threshold", 1)
    best = max((row for row in rows if row["samples"] == "B1"), key=lambda row: float(row["log10"]))
    assert (best["missing"], best["compared_with"]) == ("M1", "direct and relatives")
    report = json.loads((kinship.home / "out" / "joint.json").read_bytes())
    assert report["missing"] == 3


def test_a_sex_that_is_told_otherwise_than_read_is_flagged_and_searched(kinship):
    remains = kinship.file(
        "remains.csv",
        "Sample,Sex,TH01,vWA,AMEL\nB1,male,6/9,16/19,X/X\nB2,male,7/7,17/17,X/Y\n",
    )
    families = kinship.families(MOTHER, FATHER)
    for command in ("search", "joint"):
        rows = asked(kinship, command, remains, families, "--threshold", 1, out=command)
        name = "remains" if command == "search" else "samples"
        (found,) = [row for row in rows if row[name] == "B1"]
        assert "the sex that was told and amelogenin differ" in found["flags"]
        assert not [row for row in rows if row[name] == "B2" and "sex" in row["flags"]]


def test_what_has_no_frequency_is_left_out_and_the_others_go_on(kinship):
    remains = kinship.remains("B1,6/9,16/19", "B2,5/9,16/19")
    families = kinship.families(MOTHER, FATHER, "F2,mother,R4,f,5/7,16/17")
    for command in ("search", "joint"):
        done = kinship(
            command, "--remains", remains, "--families", families, "--frequencies", "north",
            "--runner", "serial", "--out", kinship.home / command, "--threshold", 1,
        )  # fmt: skip
        assert done.code == 0, done.err
        lost = "family F2: sample R4, marker TH01: the allele 5 is not on the ladder"
        assert lost in squeezed(done.out)
        report = json.loads((kinship.home / command / f"{command}.json").read_bytes())
        assert [note for note in report["notes"] if lost in note]
        (note,) = [note for note in report["notes"] if "sample B2" in note]
        assert note.endswith("the sample is left out")
        assert report["missing"] == 1


def test_frequencies_may_be_a_file(kinship):
    table = kinship.file(
        "ours.csv", "Allele,TH01,vWA\n6,0.2,\n7,0.3,\n9,0.1,\n9.3,0.4,\n16,,0.25\n17,,0.25\n"
        "19,,0.5\nN,200,200\n",
    )  # fmt: skip
    remains, families = kinship.remains("B1,6/9,16/19"), kinship.families(MOTHER, FATHER)
    found = {}
    for name in ("north", table):
        done = kinship(
            "search", "--remains", remains, "--families", families, "--frequencies", name,
            "--runner", "serial", "--mutation", "none", "--out", kinship.home / f"of {len(found)}",
        )  # fmt: skip
        assert done.code == 0, done.err
        lines = (kinship.home / f"of {len(found)}" / "candidates.csv").read_text().splitlines()
        found[name] = [line for line in lines if not line.startswith("#")]
    assert found["north"] == found[table]
    report = json.loads((kinship.home / "of 1" / "search.json").read_bytes())
    assert report["options"]["--frequencies"] == "ours.csv"
    assert len(report["inputs"]["frequencies"]["sha256"]) == 64
    for command in (("lr", families, remains), ("power", families)):
        done = kinship(command[0], *command[1:], "--population", table, "--family", "F1")
        assert done.code == 0, done.err
        assert "Read: ours.csv (SHA-256" in squeezed(done.out)


def test_a_file_of_frequencies_that_does_not_add_up_is_refused(kinship):
    table = kinship.file("bad.csv", "Allele,TH01\n6,0.2\n7,0.3\n")
    for name, said in ((table, "bad.csv"), ("none.csv", "nor is there a file of this name")):
        done = kinship(
            "search", "--remains", kinship.remains("B1,6/9,16/19"), "--families",
            kinship.families(MOTHER), "--frequencies", name, "--out", kinship.home / "out",
        )  # fmt: skip
        assert (done.code, done.out) == (1, "")
        assert said in squeezed(done.err)


@pytest.mark.parametrize("command", ["search", "joint", "clusters"])
def test_a_run_is_repeated_from_the_options_that_its_report_tells(kinship, command, monkeypatch):
    """Another folder, another day: the same bytes."""
    remains = kinship.remains("B1,6/9,16/19", "B2,7/9.3,17", "B3,6,16/19")
    families = kinship.families(MOTHER, FATHER, OTHER)
    first = kinship(
        command, "--remains", remains, "--frequencies", "north",
        "--dropout", 0.2, "--silent", 0.01, "--rate", "0.001/0.003", "--theta", 0.01,
        *(("--families", families, "--threshold", 2) if command != "clusters" else ()),
        "--out", kinship.home / "first",
    )  # fmt: skip
    assert first.code == 0, first.err
    (told,) = (kinship.home / "first").glob("*.json")
    options = json.loads(told.read_bytes())["options"]
    monkeypatch.chdir(kinship.home)
    given = [
        word
        for name, value in options.items()
        for each in (value if isinstance(value, list) else [value])
        for word in (name, each)
    ]
    again = kinship(command, *given, "--out", kinship.home / "again")
    assert again.code == 0, again.err
    for path in (kinship.home / "first").iterdir():
        if path.is_file():
            assert (kinship.home / "again" / path.name).read_bytes() == path.read_bytes()
