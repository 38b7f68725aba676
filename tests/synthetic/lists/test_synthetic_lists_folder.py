"""The folder of made-up lists: files, truth apart, the same bytes, marked as synthetic."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter

import pytest
import yaml
from made_lists import small

from repatria.base.errors import ValueProblem
from repatria.synthetic.folders import FolderError
from repatria.synthetic.lists import folder as lists_folder
from repatria.synthetic.lists.folder import write_lists
from repatria.synthetic.lists.make import make_lists
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.senders import SENDERS
from repatria.synthetic.lists.tables import KIN_TRUTH, ROW_TRUTH, columns

TRUTH = ("truth/rows.csv", "truth/kin.csv")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    found = tmp_path_factory.mktemp("lists") / "made"
    write_lists(small(), found)
    return found


def rows(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def told(folder):
    return yaml.safe_load((folder / "senders.yaml").read_text("utf-8"))


def test_there_is_a_file_for_every_sender_and_the_truth_is_apart(written):
    found = {str(file.relative_to(written)) for file in written.rglob("*") if file.is_file()}
    assert found == {"senders.yaml", *TRUTH, *(sender.file for sender in SENDERS.values())}


def test_every_list_has_its_senders_columns(written):
    for sender in SENDERS.values():
        found = rows(written / sender.file)
        assert len(found) > 10
        assert tuple(found[0]) == columns(sender)
        assert ("name" in found[0]) == (sender.order != "columns")


def test_the_description_declares_each_list(written):
    described = told(written)
    assert [each["file"] for each in described["senders"]] == [s.file for s in SENDERS.values()]
    for each, sender in zip(described["senders"], SENDERS.values(), strict=True):
        assert each["order"] == sender.order
        assert each["language"] == sender.language
        assert each["date"] == sender.date
        assert each["synthetic"] is True
        assert each["rows"] == len(rows(written / sender.file))
        digest = hashlib.sha256((written / sender.file).read_bytes()).hexdigest()
        assert each["sha256"] == digest
    assert "synthetic" in described["synthetic"]
    assert (described["people"], described["seed"]) == (600, 3)


def test_every_id_and_code_says_that_it_is_synthetic(written):
    for sender in SENDERS.values():
        assert all(
            row["id"].startswith(f"SYN-{sender.code}-") for row in rows(written / sender.file)
        )
    for row in rows(written / TRUTH[0]) + rows(written / TRUTH[1]):
        assert row["person"].startswith("SYN-P")


def test_the_truth_has_a_line_for_every_row(written):
    truth = rows(written / TRUTH[0])
    assert tuple(truth[0]) == ROW_TRUTH
    listed = [(row["list"], row["id"]) for row in truth]
    assert len(set(listed)) == len(listed)
    assert listed == [
        (sender.file, row["id"])
        for sender in SENDERS.values()
        for row in rows(written / sender.file)
    ]
    assert {kind for row in truth for kind in row["kinds"].split()} <= {kind.value for kind in Kind}


def test_one_person_stands_on_several_lists_and_once_on_each(written):
    truth = rows(written / TRUTH[0])
    on_list = Counter((row["list"], row["person"]) for row in truth)
    assert max(on_list.values()) == 1
    lists = Counter(row["person"] for row in truth)
    assert Counter(lists.values())[2] > 50
    assert max(lists.values()) >= 4


def test_one_person_can_be_missing_captive_and_dead(written):
    status = {}
    by_id = {
        (sender.file, row["id"]): row["status"]
        for sender in SENDERS.values()
        for row in rows(written / sender.file)
    }
    for row in rows(written / TRUTH[0]):
        status.setdefault(row["person"], set()).add(by_id[row["list"], row["id"]])
    assert any({"зник безвісти", "в плену"} <= told for told in status.values())
    assert any({"зник безвісти", "dead"} <= told for told in status.values())


def test_the_truth_of_kin_names_people_of_the_lists(written):
    truth = rows(written / TRUTH[1])
    assert tuple(truth[0]) == KIN_TRUTH
    assert {row["relation"] for row in truth} >= {"brothers", "father-son", "namesakes"}
    assert all(row["person"] != row["other"] for row in truth)


def test_equal_arguments_give_equal_bytes(written, tmp_path):
    write_lists(make_lists(600, 3), tmp_path / "again")
    for file in written.rglob("*"):
        if file.is_file():
            again = tmp_path / "again" / file.relative_to(written)
            assert again.read_bytes() == file.read_bytes()


def test_the_bytes_are_those_of_every_machine(written):
    """Changed draws or rates make other lists of old seeds: then the format gets a new number."""
    described = told(written)
    assert described["format"] == "repatria-lists/1"
    digests = {each["file"]: each["sha256"][:16] for each in described["senders"]}
    assert (digests["camp.csv"], digests["international.csv"]) == (
        "1cad3e64a9b7533a",
        "8af699c69b559398",
    )


def test_another_seed_gives_other_lists(written, tmp_path):
    write_lists(make_lists(600, 4), tmp_path / "other")
    assert told(tmp_path / "other")["senders"] != told(written)["senders"]


def test_one_person_is_enough_and_none_is_not(tmp_path):
    write_lists(make_lists(1, 0), tmp_path / "one")
    assert len(told(tmp_path / "one")["senders"]) == len(SENDERS)
    with pytest.raises(ValueProblem, match="at least one person"):
        make_lists(0, 1)
    with pytest.raises(ValueProblem, match="seed"):
        make_lists(5, -1)


def test_a_folder_that_is_not_empty_is_left_as_it_is(written):
    before = (written / "senders.yaml").read_bytes()
    with pytest.raises(FolderError, match="not empty"):
        write_lists(small(), written)
    assert (written / "senders.yaml").read_bytes() == before


def test_what_interrupts_the_writing_leaves_nothing(tmp_path, monkeypatch):
    def broken(made):
        yield "person,other,relation\r\n"
        raise KeyboardInterrupt

    monkeypatch.setattr(lists_folder, "kin_truth_lines", broken)
    with pytest.raises(KeyboardInterrupt):
        write_lists(small(), tmp_path / "made")
    assert list(tmp_path.iterdir()) == []
