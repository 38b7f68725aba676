"""`repatria plan list` and `commit`: what is written and refused, and that nothing is half-done."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from plan_work import (
    AGREEMENT,
    FEW,
    HEAD,
    ON,
    agreement_file,
    announced,
    drawn,
    listed,
    people_file,
    person,
    plain,
    reasons,
    types,
    wounded,
    written,
)
from repatria.cli import plan_write
from repatria.formats.captives_csv import read_captives
from repatria.planning.facts import Person
from repatria.planning.shipped import shipped_terms


@pytest.fixture
def desk(tmp_path):
    """A folder with an agreement and people, and the command on them."""

    def make(*more, terms=AGREEMENT, people=FEW, out="list", draw=("--synthetic-draw", 1)):
        return types(
            "plan", "list", "--terms", agreement_file(tmp_path / "terms.txt", terms), "--people",
            people_file(tmp_path / "people.csv", people), "--on", ON, *draw, "--out",
            tmp_path / out, *more,
        )  # fmt: skip

    return make


def test_the_list_is_the_order_of_the_agreement_and_the_folder_holds_all_to_check_it(
    desk, tmp_path
):
    done = desk()
    assert done.exit_code == 0, done.output
    assert listed(tmp_path / "list") == {"NL": ["N-6", "N-5", "N-4"], "SL": ["S-5", "S-4", "S-3"]}
    found = reasons(tmp_path / "list")
    assert found["N-unknown1"] == "not_confirmed_held"
    assert found["N-veto1"] == "veto"
    assert found["N-3"] == "round_full"
    assert set(found) == {each.code for each in FEW}
    assert {file.name for file in (tmp_path / "list").iterdir()} == {
        "article-109.csv", "certificate.json", "check_list.py", "commitment.json", "list.csv",
        "plan.json", "read-me.txt", "reasons.csv", "record.json", "register.txt", "returned.csv",
        "terms.txt",
    }  # fmt: skip
    assert "to NL: 3 of 6 who can be considered" in plain(done)


def test_a_stranger_checks_it_with_python_alone(desk, tmp_path):
    desk()
    files = ("check_list.py", "record.json", "certificate.json", "register.txt")
    done = subprocess.run(
        [sys.executable, "-I", *files], cwd=tmp_path / "list", capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_only_its_owner_reads_it(desk, tmp_path):
    desk()
    assert stat.S_IMODE((tmp_path / "list").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "list" / "register.txt").stat().st_mode) == 0o600


def test_a_made_up_draw_says_so_everywhere(desk, tmp_path):
    done = desk()
    assert "this list is a trial" in done.stderr
    assert (tmp_path / "list" / "read-me.txt").read_text().startswith("SYNTHETIC")
    record = json.loads((tmp_path / "list" / "record.json").read_bytes())
    assert record["commitment"]["lottery"]["beacon"].startswith("SYNTHETIC")
    assert json.loads((tmp_path / "list" / "plan.json").read_bytes())["synthetic draw"] is True


def test_the_salts_of_people_who_are_not_made_up_are_never_from_a_seed(desk, tmp_path):
    desk(out="one")
    desk(out="two")
    one, two = (json.loads((tmp_path / name / "commitment.json").read_bytes())
                for name in ("one", "two"))  # fmt: skip
    assert one["root"] != two["root"]
    assert one["rule"] == two["rule"]
    assert listed(tmp_path / "one") == listed(tmp_path / "two")


def test_made_up_people_give_the_same_bytes_each_time(tmp_path):
    made = ("--a", 60, "--b", 90, "--side-a", "UA", "--side-b", "RU", "--out", tmp_path / "made")
    assert types("synthetic", "captives", *made).exit_code == 0
    for name in ("one", "two"):
        done = types(
            "plan", "list", "--terms", "istanbul-2025-06-02-ukraine", "--people",
            tmp_path / "made" / "people.csv", "--on", "2025-06-09", "--synthetic-draw", 7, "--out",
            tmp_path / name,
        )  # fmt: skip
        assert done.exit_code == 0, done.output
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_article_109_stands_before_everybody_in_a_table_of_its_own(desk, tmp_path):
    terms = AGREEMENT.replace("equal of soldier", "equal of soldier counts duty")
    done = desk(terms=terms, people=(*FEW, wounded("N-w1", days=1), wounded("S-w1", "SL")))
    assert done.exit_code == 0, done.output
    assert listed(tmp_path / "list")["NL"] == ["N-w1", "N-6", "N-5"]
    table = (tmp_path / "list" / "article-109.csv").read_text()
    assert "N-w1,NL,on_list,1," in table
    assert table.count("Geneva Convention III, article 109") == 2
    assert "Clause 1 of this reading would count 2 whom Geneva Convention III" in plain(done)
    assert (tmp_path / "list" / "returned.csv").read_text() == "clause,NL,SL\n1,2,2\n"


def test_the_next_round_begins_where_this_one_ended(desk, tmp_path):
    terms = (
        AGREEMENT.replace("1 equal of", "1 at least 5 each of") + "clause 2 at most 5 each of any\n"
    )
    assert desk(terms=terms).exit_code == 0
    left = [each for each in FEW if reasons(tmp_path / "list")[each.code] != "on_list"]
    done = desk("--returned", tmp_path / "list" / "returned.csv", terms=terms, people=left,
                out="next")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert listed(tmp_path / "next") == {"NL": ["N-3", "N-2"], "SL": ["S-2", "S-1"]}
    assert reasons(tmp_path / "next")["N-1"] == "clause_full"
    assert (tmp_path / "next" / "returned.csv").read_text() == "clause,NL,SL\n1,5,5\n2,5,5\n"


# What an agreement can be wrong about: where, and in which words.

MOST = "clause 2 at most 5 each of any\n"
DOUBTFUL = {
    "two_classes": ("clause 1 equal of soldier\nclause 2 all for all of man\n", 11),
    "all_and_most": ("clause 1 all for all of any\n" + MOST, 11),
    "least_over_most": ("clause 1 at least 9 each of any\n" + MOST, 11),
    "nobody": ("clause 1 equal of civilian and soldier\nclause 2 equal of any\n", 10),
    "taken": ("clause 1 equal of any\nclause 2 equal of woman\n", 11),
}
ROOM = "seats each 3\n"


@pytest.mark.parametrize("code", DOUBTFUL)
def test_no_list_is_made_of_a_doubtful_agreement_without_somebodys_choice(desk, tmp_path, code):
    clauses, line = DOUBTFUL[code]
    terms = HEAD + clauses + ROOM
    refused = desk(terms=terms)
    assert refused.exit_code == 1
    told, *_ = (each for each in refused.stderr.splitlines() if f"({code})" in each)
    assert told.startswith(f"terms.txt, row {line}, field clause ")
    assert not (tmp_path / "list").exists()

    keys = [w for each in refused.stderr.splitlines() if "--choose" in each
            for w in ("--choose", each.split("--choose ")[1].split()[0])]  # fmt: skip
    assert desk(*keys, terms=terms).exit_code == 2
    done = desk(*keys, "--by", "officer-7", terms=terms)
    assert done.exit_code == 0, done.output
    choices = json.loads((tmp_path / "list" / "plan.json").read_bytes())["choices"]
    assert {each["by"] for each in choices} == {"officer-7"}
    assert code in {each["kind"] for each in choices}


def test_a_tier_that_nobody_can_be_in_is_a_doubt_too(desk):
    terms = AGREEMENT.replace("then longest", "tier never age 30..20\nthen longest")
    refused = desk(terms=terms)
    assert "terms.txt, row 8: " in refused.stderr
    assert "(nobody)" in refused.stderr


def test_caps_that_overlap_are_refused_whatever_somebody_chooses(desk, tmp_path):
    clauses = (
        "clause 1 all for all of any\nclause 2 at most 5 each of woman\n"
        "clause 3 at most 5 each of civilian\n"
    )
    refused = desk(terms=HEAD + clauses + ROOM)
    assert "(caps_cross)" in refused.stderr
    keys = [w for each in refused.stderr.splitlines() if "--choose" in each
            for w in ("--choose", each.split("--choose ")[1].split()[0])]  # fmt: skip
    again = desk(*keys, "--by", "officer-7", terms=HEAD + clauses + ROOM)
    assert again.exit_code == 1
    assert "2" in again.stderr
    assert not (tmp_path / "list").exists()


def test_a_key_that_is_no_doubts_is_refused(desk, tmp_path):
    done = desk("--choose", "0123456789abcdef", "--by", "officer-7")
    assert "There is no doubt “0123456789abcdef” about terms.txt" in done.stderr
    assert not (tmp_path / "list").exists()


@pytest.mark.parametrize(
    ("change", "row", "words"),
    [
        (("clause 1 equal", "clause 1 at most -5 each"), 10, "-5"),
        (("seats each 3", "seats each -3"), 12, "-3"),
        (("clause 1 equal", "clause 1 everybody"), 10, "everybody"),
        (("dated 2031-06-02", "dated 2031-06-31"), 4, "2031-06-31"),
        (("sides NL SL", "sides NL"), 3, ""),
    ],
)
def test_an_agreement_that_cannot_be_read_is_refused_by_line(desk, tmp_path, change, row, words):
    done = desk(terms=AGREEMENT.replace(*change))
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if line.startswith(f"terms.txt, row {row}")]
    assert told
    assert words in told[0]
    assert not (tmp_path / "list").exists()


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (
            [person("N-1", born=ON)],
            "people.csv, row 2, field born: born on 2031-06-20, after capture",
        ),
        ([person("N-1"), person("N-1")], "people.csv, row 3, field code: “N-1” stands in row 2"),
        (
            [person("N-1", days=-5)],
            "people.csv, row 2, field captured: 2031-06-25 is after the day",
        ),
        ([Person("Q-1", "QQ", "")], "people return to QQ"),
    ],
    ids=["born", "twice", "captured", "sides"],
)
def test_people_who_cannot_be_are_refused_by_row(desk, tmp_path, people, words):
    done = desk(people=people)
    assert done.exit_code == 1
    assert words in plain(done)
    assert not (tmp_path / "list").exists()


def test_no_round_is_before_its_agreement(desk):
    late = desk(terms=AGREEMENT.replace("dated 2031-06-02", "dated 2031-06-21"))
    assert "terms.txt, row 4, field dated: the agreement is of 2031-06-21" in late.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("clause,NL,SL\n7,1,1\n", "row 2, field clause: the agreement has no clause 7"),
        ("clause,NL,SL\n1,1,1\n1,2,2\n", "row 3, field clause: this clause stands twice"),
        ("clause,NL,SL\n1,-1,1\n", "row 2: three whole numbers stand in a row"),
        ("clause,SL,NL\n1,1,1\n", "row 1: the header is clause,NL,SL"),
    ],
)
def test_what_was_returned_before_is_read_exactly(desk, tmp_path, text, words):
    file = tmp_path / "returned.csv"
    file.write_text(text)
    assert words in desk("--returned", file).stderr
    assert not (tmp_path / "list").exists()


def without(where, name):
    told = drawn()
    del told[where][name]
    return told


def other(where, name, value):
    told = drawn()
    told[where][name] = value
    return told


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([], "an object with lottery is needed"),
        (without("lottery", "beacon"), "field lottery.beacon: this is missing"),
        (other("lottery", "more", 1), "field lottery.more: this is not known here"),
        (other("lottery", "commitments", ["aa"]), "two commitments are needed"),
        (other("lottery", "commitments", ["aa", "xx"]), "hexadecimal digits are needed"),
        (other("lottery", "reveal_by", "soon"), "“soon” is not a day"),
        (other("lottery", "reveal_by", "2031-06-19"), "the beacon on a later day"),
        (other("draw", "openings", [None]), "null where one refused"),
        (other("draw", "beacon_value", "aa"), "at least 32 bytes"),
        (announced(), "nothing is drawn yet"),
    ],
)
def test_a_lottery_that_cannot_count_is_refused(desk, tmp_path, told, words):
    done = desk(draw=("--lottery", written(tmp_path / "lottery.json", told)))
    assert done.exit_code == 1
    assert words in plain(done)
    assert not (tmp_path / "list").exists()


def test_a_lottery_is_needed_and_one_alone(desk, tmp_path):
    assert desk(draw=()).exit_code == 2
    both = ("--synthetic-draw", 1, "--lottery", written(tmp_path / "lottery.json", drawn()))
    assert desk(draw=both).exit_code == 2


def test_a_list_committed_to_after_the_draw_says_that_it_binds_nobody(desk, tmp_path):
    done = desk(draw=("--lottery", written(tmp_path / "lottery.json", drawn())))
    assert done.exit_code == 0, done.output
    assert "It binds nobody" in done.stderr


# Nothing half-done.


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_whatever_interrupts_leaves_nothing(desk, tmp_path, monkeypatch, stop):
    def fails(*_):
        raise stop

    monkeypatch.setattr(plan_write.folders, "returned_text", fails)
    assert desk().exit_code in (1, 130)
    assert {each.name for each in tmp_path.iterdir()} == {"terms.txt", "people.csv"}


def test_a_folder_that_holds_anything_is_left_as_it_is(desk, tmp_path):
    desk()
    before = {file.name: file.read_bytes() for file in (tmp_path / "list").iterdir()}
    done = desk()
    assert done.exit_code == 1
    assert "not empty" in done.stderr
    assert before == {file.name: file.read_bytes() for file in (tmp_path / "list").iterdir()}


# First the commitment, then the draw.


@pytest.fixture
def committed(tmp_path):
    made = types(
        "plan", "commit", "--terms", agreement_file(tmp_path / "terms.txt"), "--people",
        people_file(tmp_path / "people.csv"), "--on", ON, "--lottery",
        written(tmp_path / "announced.json", announced()), "--out", tmp_path / "committed",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    return tmp_path / "committed", made


def from_committed(folder, tmp_path, told, *more):
    return types("plan", "list", "--committed", folder, "--lottery",
                 written(tmp_path / "lottery.json", told), "--out", tmp_path / "list",
                 *more)  # fmt: skip


def test_what_was_committed_to_is_what_the_list_is_made_of(committed, tmp_path):
    folder, made = committed
    fixed = json.loads((folder / "commitment.json").read_bytes())
    assert fixed["root"] in made.stdout
    done = from_committed(folder, tmp_path, drawn())
    assert done.exit_code == 0, done.output
    assert "binds nobody" not in done.stderr
    assert json.loads((tmp_path / "list" / "record.json").read_bytes())["commitment"] == fixed
    assert types("plan", "check", tmp_path / "list").exit_code == 0


def test_a_commitment_has_no_list_in_it(committed):
    folder, _ = committed
    assert {file.name for file in folder.iterdir()} == {
        "commitment.json", "plan.json", "register.txt", "terms.txt",
    }  # fmt: skip


def test_another_lottery_than_was_announced_is_refused(committed, tmp_path):
    folder, _ = committed
    done = from_committed(folder, tmp_path, drawn(seeds="others"))
    assert "not the one that was announced" in done.stderr
    assert not (tmp_path / "list").exists()


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("register.txt", (b'"veto":"sentence"', b'"veto":""'), "not the register"),
        ("terms.txt", (b"seats each 3", b"seats each 4"), "not the rule"),
        ("commitment.json", (b'"on":"2031-06-20"', b'"on":"2031-06-2x"'), "not the folder"),
    ],
)
def test_a_commitment_that_was_changed_makes_no_list(committed, tmp_path, file, change, words):
    folder, _ = committed
    data = (folder / file).read_bytes()
    assert change[0] in data
    (folder / file).write_bytes(data.replace(*change))
    done = from_committed(folder, tmp_path, drawn())
    assert done.exit_code == 1
    assert words in done.stderr
    assert not (tmp_path / "list").exists()


def test_nothing_else_is_said_beside_a_commitment(committed, tmp_path):
    folder, _ = committed
    assert from_committed(folder, tmp_path, drawn(), "--on", ON).exit_code == 2


def test_a_draw_is_not_committed_to_after_it_took_place(tmp_path):
    done = types("plan", "commit", "--terms", agreement_file(tmp_path / "terms.txt"), "--people",
                 people_file(tmp_path / "people.csv"), "--on", ON, "--lottery",
                 written(tmp_path / "drawn.json", drawn()), "--out", tmp_path / "c")  # fmt: skip
    assert "commit before the draw" in done.stderr
    assert not (tmp_path / "c").exists()


def test_a_beacon_after_the_round_makes_no_list(committed, tmp_path):
    shutil.rmtree(tmp_path / "committed")
    late = {**drawn(), "lottery": {**drawn()["lottery"], "beacon_day": "2031-06-21"}}
    only = {"lottery": late["lottery"]}
    types("plan", "commit", "--terms", tmp_path / "terms.txt", "--people", tmp_path / "people.csv",
          "--on", ON, "--lottery", written(tmp_path / "a.json", only), "--out",
          tmp_path / "committed")  # fmt: skip
    done = from_committed(tmp_path / "committed", tmp_path, late)
    assert "is before it" in done.stderr
    assert not (tmp_path / "list").exists()


def test_each_side_draws_its_own_seed_and_opens_it_afterwards(tmp_path):
    commitments, openings = [], []
    for side in ("NL", "SL"):
        file = tmp_path / f"seed-{side}"
        done = types("plan", "seed", "--out", file)
        assert done.exit_code == 0, done.output
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        commitments.append(done.stdout.strip())
        openings.append({"day": "2031-06-16", **json.loads(file.read_text())})
        before = file.read_text()
        assert types("plan", "seed", "--out", file).exit_code == 2
        assert file.read_text() == before
    assert commitments[0] != commitments[1]

    told = announced()
    told["lottery"]["commitments"] = commitments
    made = types(
        "plan", "commit", "--terms", agreement_file(tmp_path / "terms.txt"), "--people",
        people_file(tmp_path / "people.csv"), "--on", ON, "--lottery",
        written(tmp_path / "a.json", told), "--out", tmp_path / "committed",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    told["draw"] = {"beacon_value": "ab" * 32, "openings": openings}
    assert from_committed(tmp_path / "committed", tmp_path, told).exit_code == 0
    assert types("plan", "check", tmp_path / "list").exit_code == 0
    # Both took part with their seeds, and the number of everybody hangs on each of them.
    record = json.loads((tmp_path / "list" / "record.json").read_bytes())
    assert record["draw"]["openings"] == openings


# Agreements that no sort can keep.


def test_a_table_of_equivalents_makes_a_list_with_a_checker_of_its_own(tmp_path):
    made = ("--a", 60, "--b", 80, "--side-a", "USA", "--side-b", "CSA", "--as-of", "1862-08-01")
    assert types("synthetic", "captives", *made, "--out", tmp_path / "made").exit_code == 0
    done = types(
        "plan", "list", "--terms", "dix-hill-1862", "--people", tmp_path / "made" / "people.csv",
        "--on", "1862-08-01", "--synthetic-draw", 1, "--out", tmp_path / "list",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert (tmp_path / "list" / "check_groups.py").exists()
    assert not (tmp_path / "list" / "check_list.py").exists()
    assert "check_groups.py record.json" in (tmp_path / "list" / "read-me.txt").read_text()
    done = types("plan", "check", tmp_path / "list")
    assert done.exit_code == 0, done.output

    # What goes one way adds up to as much as what goes the other, by the table of the clause.
    ranks = shipped_terms("dix-hill-1862").clauses[0].table
    register = {each.code: each for each in read_captives(tmp_path / "made" / "people.csv").people}
    sums = [
        sum(ranks[register[code].rank] for code in codes
            if not register[code].duty and not register[code].civilian)
        for codes in listed(tmp_path / "list").values()
    ]  # fmt: skip
    assert sums[0] == sums[1] > 0

    text = (tmp_path / "list" / "certificate.json").read_text()
    (tmp_path / "list" / "certificate.json").write_text(text.replace('"colonel":15', '"colonel":1'))
    done = types("plan", "check", tmp_path / "list")
    assert done.exit_code == 1
    assert "rule" in done.stdout


def test_the_handbook_tells_of_every_file(desk, tmp_path):
    assert desk().exit_code == 0
    page = Path(__file__).parents[2] / "docs" / "handbook" / "command-line.md"
    section = page.read_text("utf-8").split("### `repatria plan list`")[1].split("\n### ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert told == {file.name for file in (tmp_path / "list").iterdir()}
