"""The files of a made-up campaign: read back by the readers of laboratories' tables, the same bytes
each time, marked as synthetic throughout, and there whole or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
from dataclasses import replace

import pytest
from campaigns import caucasian, failing, large, small

from repatria.formats.family_table import read_families
from repatria.formats.genotypes import read_genotypes
from repatria.kinship.pedigree import Sex
from repatria.synthetic.campaign import folder as campaign_folder
from repatria.synthetic.campaign.defects import DefectKind
from repatria.synthetic.campaign.folder import population_digest, write_campaign
from repatria.synthetic.campaign.make import make_campaign
from repatria.synthetic.campaign.persons import Origin
from repatria.synthetic.campaign.rates import CampaignRates
from repatria.synthetic.campaign.truth import ORIGINS
from repatria.synthetic.folders import FolderError

TABLES = ("families.csv", "remains.csv", "truth.csv", "truth-families.csv", "truth-mutations.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("campaign") / "made"
    write_campaign(small(), found, arguments={"remains": 30})
    return found


@pytest.fixture(scope="module")
def larger(tmp_path_factory):
    found = tmp_path_factory.mktemp("campaign") / "larger"
    write_campaign(large(), found)
    return found


def rows(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_sample_of_remains_is_read_back_as_it_was_made(folder):
    read = read_genotypes(folder / "remains.csv", remains=True)
    assert [row.profile for row in read.value] == [small().remains(at) for at in range(30)]
    told = {(note.field.rpartition("marker ")[2], note.row) for note in read.notes}
    assert told == {("Container", 2), ("Handover", 2)}
    assert [row.sex for row in read.value] == [row["Sex"] for row in rows(folder / "remains.csv")]


def test_every_family_is_read_back_as_it_was_made(folder):
    read = read_genotypes(folder / "families.csv", remains=False)
    assert read.notes == ()
    families = read_families(read.value, "families.csv")
    assert [each.settled for each in families.value] == [small().family(at) for at in range(40)]
    assert not any(each.open or each.left_out or each.direct for each in families.value)


def test_every_shape_is_read_back_as_it_was_made(tmp_path):
    rates = CampaignRates(two_missing=0.3, male=0.6, missing_sex_label=0.2)
    made = make_campaign(1, 900, 8, population=caucasian(), rates=rates)
    assert len(made.groups) == 63
    write_campaign(made, tmp_path / "made")
    read = read_genotypes(tmp_path / "made" / "families.csv", remains=False)
    families = read_families(read.value, "families.csv")
    assert [each.settled for each in families.value] == [made.family(at) for at in range(900)]


def test_the_same_campaign_gives_the_same_bytes(folder, tmp_path):
    again = make_campaign(30, 40, 3, population=caucasian())
    write_campaign(again, tmp_path / "again", arguments={"remains": 30})
    names = sorted(file.name for file in folder.iterdir())
    assert names == sorted((*TABLES, "campaign.json"))
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_the_bytes_are_those_of_every_machine(folder):
    """Changed draws make other campaigns of old seeds: then the format gets a new number."""
    told = json.loads((folder / "campaign.json").read_text("utf-8"))
    assert told["format"] == "repatria-campaign/1"
    assert told["files"]["remains.csv"]["sha256"][:16] == "2cb6dacd40a16216"
    assert told["files"]["families.csv"]["sha256"][:16] == "3c3a264818612b6a"


def test_everything_is_marked_as_synthetic(folder):
    for name in TABLES:
        header, *lines = (folder / name).read_text("utf-8").splitlines()
        assert header.split(",")[-1] == "Synthetic"
        assert all("SYN-" in line for line in lines)
    assert "synthetic" in json.loads((folder / "campaign.json").read_text("utf-8"))["synthetic"]


def test_every_code_says_that_it_is_synthetic_and_is_short(larger):
    codes = set()
    for name, columns in (
        ("families.csv", ("Family", "Sample")),
        ("remains.csv", ("Sample", "Container")),
        ("truth.csv", ("Sample", "Person")),
    ):
        codes |= {row[column] for row in rows(larger / name) for column in columns}
    assert all(code.startswith("SYN-") and len(code) <= 20 for code in codes)


def test_the_description_tells_what_was_made_and_the_digests_of_the_files(folder):
    told = json.loads((folder / "campaign.json").read_text("utf-8"))
    assert told["arguments"] == {"remains": 30}
    assert told["seed"] == 3
    assert told["counts"]["families"] == 40
    assert told["rates"]["partial"] == 0.2
    assert told["population"]["sha256"] == population_digest(caucasian())
    for name in TABLES:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert told["files"][name] == {"rows": len(rows(folder / name)), "sha256": digest}


def test_the_truth_of_the_remains_is_that_of_the_arrays(larger):
    made = large()
    found = rows(larger / "truth.csv")
    assert [row["Sample"] for row in found] == [
        row["Sample"] for row in rows(larger / "remains.csv")
    ]
    for sample, row in enumerate(found):
        person = int(made.finds.person[sample])
        assert row["Person"] == made.persons.code(person)
        assert row["Origin"] == ORIGINS[Origin(made.persons.origin[person])]
        assert row["Person"].startswith(row["Family"] or "SYN-P")
        assert (row["Sex"] == "male") is bool(made.persons.man[person])
        assert int(row["Part"]) <= int(row["Parts"]) == made.persons.parts[person]
    brothers = {row["Person"]: row["Brother"] for row in found if row["Brother"]}
    there = {person: other for person, other in brothers.items() if other in brothers}
    assert there
    assert all(brothers[other] == person for person, other in there.items())
    assert {row["Sex stated"] for row in found} == {"", "right", "wrong"}
    assert {row["Profile"] for row in found} == {"whole", "partial", "degraded"}


def test_the_truth_of_the_families_names_their_remains_and_what_is_wrong(larger):
    found = rows(larger / "truth-families.csv")
    by_person: dict[str, list[str]] = {}
    for row in rows(larger / "truth.csv"):
        by_person.setdefault(row["Person"], []).append(row["Sample"])
    told = {row["Missing"]: row["Remains"].split() for row in found}
    assert {person: sorted(samples) for person, samples in told.items() if samples} == {
        person: sorted(samples) for person, samples in by_person.items() if person in told
    }
    wrong = {row["Defect"] for row in found if row["Defect"]}
    assert wrong == {kind.value for kind in DefectKind}
    assert all(bool(row["Who"]) is bool(row["Defect"]) is bool(row["Told as"]) for row in found)
    assert {row["Sex told"] for row in found} == {"right", "wrong"}


def test_the_sex_that_a_family_tells_is_wrong_where_the_truth_says_so(larger):
    told = {row["Sample"]: row["Sex"] for row in rows(larger / "families.csv")}
    for row in rows(larger / "truth-families.csv"):
        same = told[row["Missing"]] == row["Sex"]
        assert same is (row["Sex told"] == "right")
        assert row["Sex"] in (Sex.MALE.value, Sex.FEMALE.value)


def test_mutations_are_told_in_alleles(larger):
    found = rows(larger / "truth-mutations.csv")
    assert len(found) == len(large().mutations)
    for row, each in zip(found, large().mutations, strict=True):
        assert row["Child"] == each.child
        assert large().alleles[large().markers.index(row["Marker"])][each.after] == row["After"]


def test_a_folder_that_holds_something_is_left_as_it_was(tmp_path):
    (tmp_path / "note.txt").write_text("mine", "utf-8")
    with pytest.raises(FolderError, match="not empty"):
        write_campaign(small(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["note.txt"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "made").mkdir()
    write_campaign(small(), tmp_path / "made")
    assert len(list((tmp_path / "made").iterdir())) == len(TABLES) + 1
    assert [file.name for file in tmp_path.iterdir()] == ["made"]


@pytest.mark.parametrize("name", ["file", "no/such"])
def test_a_place_that_can_be_no_folder_is_refused(tmp_path, name):
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(FolderError):
        write_campaign(small(), tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FolderError),
        (OSError(errno.EIO, "Input/output error"), OSError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
    ids=["full", "broken", "interrupted"],
)
def test_whatever_interrupts_leaves_nothing(tmp_path, monkeypatch, error, seen):
    monkeypatch.setattr(campaign_folder, "TABLES", failing(error))
    with pytest.raises(seen):
        write_campaign(small(), tmp_path / "made")
    assert list(tmp_path.iterdir()) == []


def test_rates_are_kept_in_the_campaign():
    rates = replace(CampaignRates(), partial=0.0)
    made = make_campaign(50, 10, 1, population=caucasian(), rates=rates)
    assert made.rates is rates
    assert not made.readings.quality.any()
