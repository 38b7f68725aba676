"""`repatria plan check` and `why`: the checker runs apart, and every file is held against it."""

from __future__ import annotations

import json
import random
import shutil

import pytest

from plan_work import (
    AGREEMENT,
    FEW,
    ON,
    agreement_file,
    listed,
    people_file,
    person,
    plain,
    reasons,
    types,
    wounded,
)
from repatria.cli.plan_list_text import REASONS
from repatria.cli.plan_why import CHANGES
from repatria.planning.facts import Held, Medical
from repatria.planning.reasons import Reason
from repatria.planning.why import changes


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    people = (
        *FEW,
        wounded("N-w1", days=5),
        wounded("N-claim1", medical_confirmed=False),
        wounded("N-dead1", held=Held.DEAD),
    )
    done = types(
        "plan", "list", "--terms", agreement_file(folder / "terms.txt"), "--people",
        people_file(folder / "people.csv", people), "--on", ON, "--synthetic-draw", 1, "--out",
        folder / "list",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return folder / "list"


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "list")


def test_an_honest_list_passes_and_says_what_its_own_record_is_worth(folder, tmp_path):
    done = types("plan", "check", folder)
    assert done.exit_code == 0
    assert "what the committed rule gives on the committed facts" in done.stdout
    assert "the folder's own" in done.stderr
    published = shutil.copy(folder / "record.json", tmp_path / "published.json")
    done = types("plan", "check", folder, "--record", published)
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("list.csv", ("NL,2,N-6", "NL,2,N-1"), "list.csv, row 3: says NL,2,N-1,no"),
        ("list.csv", ("SL,2,S-4,no\r\n", ""), "by the certificate there are"),
        ("reasons.csv", ("N-veto1,NL,veto", "N-veto1,NL,round_full"), "reasons.csv, row"),
        ("article-109.csv", ("N-w1,NL,on_list", "N-w1,NL,round_full"), "article-109.csv, row"),
        ("returned.csv", ("1,2,2", "1,2,0"), "returned.csv, row 2: says 1,2,0; by the certificate"),
        ("terms.txt", ("seats each 3", "seats each 4"), "terms.txt: this is not the rule"),
        ("terms.txt", ("seats each 3", "seats"), "terms.txt: this is not the rule"),
        ("check_list.py", ("return 1 if wrong", "return 0 if wrong"), "it was not run"),
        ("commitment.json", ('"count":16', '"count":15'), "not the record's commitment"),
        ("certificate.json", ('"N-6"', '"N-1"'), "not by right"),
        ("certificate.json", ('"seats":3', '"seats":4'), "rule: not the one that was committed"),
        ("register.txt", ('"veto":"sentence"', '"veto":""'), "not those committed to before"),
        ("record.json", ('"on":"2031-06-20"', '"on":"2031-06-21"'), "not the public one"),
    ],
)
def test_a_change_of_any_file_is_found_and_named(folder, file, change, words):
    text = (folder / file).read_bytes().decode()
    assert change[0] in text
    (folder / file).write_bytes(text.replace(*change, 1).encode())
    done = types("plan", "check", folder)
    assert done.exit_code == 1
    assert words in plain(done)


CHECKED = (
    "article-109.csv", "certificate.json", "check_list.py", "commitment.json", "list.csv",
    "reasons.csv", "record.json", "register.txt", "returned.csv", "terms.txt",
)  # fmt: skip


@pytest.mark.parametrize("file", CHECKED)
def test_a_flipped_bit_of_any_file_that_decides_is_found(folder, tmp_path, file):
    published = shutil.copy(folder / "record.json", tmp_path / "published.json")
    data = bytearray((folder / file).read_bytes())
    chance = random.Random(file)
    # In an agreement a comment may be another; this bit is in its first line.
    at = chance.randrange(10 if file == "terms.txt" else len(data))
    data[at] ^= 1 << chance.randrange(7)
    (folder / file).write_bytes(data)
    assert types("plan", "check", folder, "--record", published).exit_code == 1


@pytest.mark.parametrize("file", CHECKED)
def test_a_file_that_is_gone_is_missed(folder, file):
    (folder / file).unlink()
    assert types("plan", "check", folder).exit_code == 1


def test_a_record_that_is_not_the_published_one_is_found(folder, tmp_path):
    told = json.loads((folder / "record.json").read_bytes())
    told["commitment"]["count"] += 1
    other = tmp_path / "published.json"
    other.write_bytes(json.dumps(told, sort_keys=True, separators=(",", ":")).encode())
    done = types("plan", "check", folder, "--record", other)
    assert done.exit_code == 1
    assert "not the public one" in plain(done)


def test_a_folder_without_a_list_is_no_list(tmp_path):
    for command in (("check", tmp_path), ("why", tmp_path, "--person", "N-1")):
        done = types("plan", *command)
        assert done.exit_code == 1
        assert str(tmp_path) in done.stderr.replace("\n", "")


# Why.


def why(folder, code):
    done = types("plan", "why", folder, "--person", code)
    assert done.exit_code == 0, done.output
    return plain(done)


def test_everybody_has_the_reason_that_stands_in_the_table(folder):
    for code, reason in reasons(folder).items():
        assert f" {reason}: {REASONS[Reason(reason)]}" in why(folder, code)


def test_somebody_on_the_list_has_a_place_and_nothing_to_change(folder):
    told = why(folder, "N-6")
    assert "In the order: tier after all tiers; held 600 days." in told
    assert "Of those who can be considered 1 stand before them." in told
    assert "Place 2 of 3 on the list to NL." in told
    assert "otherwise" not in told


def test_article_109_is_told_as_a_track_of_its_own(folder):
    assert "On the track of article 109: before everybody else" in why(folder, "N-w1")


def test_what_would_change_it_is_said_and_true(folder, tmp_path):
    told = why(folder, "N-claim1")
    assert "if a medical commission decided on the category that is claimed: on_list" in told
    text = (tmp_path / "list" / "register.txt").read_text()
    assert '"medical_confirmed":false' in text
    people = (
        *FEW,
        wounded("N-w1", days=5),
        wounded("N-claim1"),
        wounded("N-dead1", held=Held.DEAD),
    )
    done = types(
        "plan", "list", "--terms", agreement_file(tmp_path / "terms.txt"), "--people",
        people_file(tmp_path / "people.csv", people), "--on", ON, "--synthetic-draw", 1, "--out",
        tmp_path / "other",
    )  # fmt: skip
    assert done.exit_code == 0
    assert "N-claim1" in listed(tmp_path / "other")["NL"]


def test_a_veto_says_its_basis_and_asks_for_a_caseworker(folder):
    told = why(folder, "N-veto1")
    assert "kept to serve a sentence (article 119)" in told
    assert "if the holder kept them no longer: on_list" in told
    assert "a caseworker, never from a letter" in told
    assert "caseworker" not in why(folder, "N-1")


def test_nobody_is_told_that_they_are_on_the_list(folder):
    for code in reasons(folder):
        assert "you are" not in why(folder, code).lower()


def test_a_code_that_nobody_has_is_refused(folder):
    done = types("plan", "why", folder, "--person", "N-0")
    assert done.exit_code == 1
    assert "Nobody in the register has the code “N-0”." in done.stderr


def test_a_list_that_was_changed_is_not_explained(folder):
    file = folder / "certificate.json"
    file.write_text(file.read_text().replace('"N-1":"round_full"', '"N-1":"on_list"'))
    done = types("plan", "why", folder, "--person", "N-1")
    assert done.exit_code == 1
    assert "not what its facts and rule give" in done.stderr


def test_every_reason_and_every_change_has_its_words():
    assert set(REASONS) == set(Reason)
    anybody = wounded("N-1", held=Held.UNKNOWN, medical_confirmed=False, fit=False, veto="sentence",
                      stretcher=True, medical=Medical.GRAVELY_ILL)  # fmt: skip
    assert set(changes(anybody)) | {"consents"} == set(CHANGES)


def test_room_that_would_be_needed_is_said(tmp_path):
    terms = AGREEMENT.replace("clause 1 equal of soldier", "clause 1 all for all of soldier")
    done = types(
        "plan", "list", "--terms", agreement_file(tmp_path / "terms.txt", terms), "--people",
        people_file(tmp_path / "people.csv"), "--on", ON, "--synthetic-draw", 1, "--out",
        tmp_path / "list",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = why(tmp_path / "list", "N-1")
    assert "In the class of clause 1 (all for all)." in told
    assert "a place needs 6 seats (there are 3)" in told


def ahead(folder, code, *more):
    done = types("plan", "why", folder, "--person", code, "--rounds", 4, *more)
    assert done.exit_code == 0, done.output
    return plain(done)


def test_when_somebody_would_return_is_foreseen_and_kept_out_of_letters(folder):
    told = ahead(folder, "N-6", "--agrees", "90..100")
    assert "As the plan stands, if every holder agrees: round 1 (2031-06-20)." in told
    assert "Over 350 runs of 7 scenarios:" in told
    assert "in nine of ten of those: round 1 (2031-06-20) to round" in told
    assert "stands in no letter" in told
    assert "As the plan stands" not in why(folder, "N-6")
    # Two go for two beside the wounded one, then three for three; the sixth has nobody against him.
    assert "As the plan stands, if every holder agrees: round 2" in ahead(folder, "N-2")
    assert "As the plan stands: in none of 4 rounds." in ahead(folder, "N-1")
    assert "As the plan stands: in none of 4 rounds." in ahead(folder, "N-veto1")
    assert "a gate is shut that no answer opens" in ahead(folder, "N-dead1")


def test_where_holders_refuse_everybody_there_is_no_interval(folder):
    told = ahead(folder, "N-6", "--agrees", "0")
    assert "too few of them to say when" in told


@pytest.mark.parametrize("share", ["60..40", "101", "half", "-5"])
def test_a_share_that_is_none_is_refused(folder, share):
    done = types("plan", "why", folder, "--person", "N-6", "--rounds", 4, "--agrees", share)
    assert done.exit_code == 2


def test_a_round_with_groups_is_explained_by_making_it_again(tmp_path):
    terms = AGREEMENT.replace("seats each 3", "clause 2 together of any\nseats each 3")
    people = (*FEW, person("N-a1", "NL", 650, group="G1"), person("N-b1", "NL", 1, group="G1"))
    done = types(
        "plan", "list", "--terms", agreement_file(tmp_path / "terms.txt", terms), "--people",
        people_file(tmp_path / "people.csv", people), "--on", ON, "--synthetic-draw", 1, "--out",
        tmp_path / "list",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert types("plan", "check", tmp_path / "list").exit_code == 0
    on_list = listed(tmp_path / "list")["NL"]
    assert ("N-a1" in on_list) is ("N-b1" in on_list) is True
    assert f"Place {on_list.index('N-b1') + 1} of 3 on the list to NL." in why(
        tmp_path / "list", "N-b1"
    )
    told = why(tmp_path / "list", "N-5")
    assert "Asked before everybody else they would go." in told
    assert "(computed by re-solving)" in told
    assert "if the holder kept them no longer: on_list (computed by re-solving)" in why(
        tmp_path / "list", "N-veto1"
    )
