"""The bribe. Swindlers sell places on exchange lists, and a family that pays must be sure of one
thing: there is nothing to sell.

An officer has taken money. The list for Friday is committed to, the lottery is drawn, the record is
public. He has the program, the files and the night. Each of the things that he can do is done here,
and well: whatever depends on the change is made anew, by the same program that makes honest lists.
Then somebody who trusts nobody checks what he hands out, against the record that was published.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from plan_work import (
    AGREEMENT,
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
from repatria.base.canonical import canonical_bytes
from repatria.planning.facts import Held, Medical

BRIBED = "N-7"
"""Held for seventy days; the three who go have been held for years."""
TERMS = AGREEMENT.replace("clause 1 equal of soldier", "clause 1 all for all of soldier")
PEOPLE = (
    *(person(f"N-{at}", "NL", 1000 - 100 * at) for at in range(1, 7)),
    person(BRIBED, "NL", 70, medical=Medical.GRAVELY_ILL),
    wounded("N-8", "NL", 40),
    person("N-9", "NL", 2000, held=Held.WITNESS),
    *(person(f"S-{at}", "SL", 300 * at) for at in range(1, 5)),
)

RULES = {
    "more seats": ("seats each 3", "seats each 9"),
    "another order": (
        "tier worst seriously_wounded or gravely_ill",
        "tier late not held at least 71 days",
    ),
    "another clause": ("of soldier", "of held at least 40 days and not held at least 71 days"),
}


@pytest.fixture
def night(tmp_path) -> SimpleNamespace:
    """Friday's list as it was honestly made, and the record as everybody could copy it."""
    desk = tmp_path / "desk"
    desk.mkdir()
    inputs = ("--terms", agreement_file(desk / "terms.txt", TERMS), "--people",
              people_file(desk / "people.csv", PEOPLE), "--on", ON)  # fmt: skip
    before = written(desk / "announced.json", announced())
    assert (
        types("plan", "commit", *inputs, "--lottery", before, "--out", desk / "committed").exit_code
        == 0
    )
    after = written(desk / "drawn.json", drawn())
    done = types("plan", "list", "--committed", desk / "committed", "--lottery", after, "--out",
                 tmp_path / "friday")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert BRIBED not in listed(tmp_path / "friday")["NL"]
    published = Path(shutil.copy(tmp_path / "friday" / "record.json", tmp_path / "published.json"))
    return SimpleNamespace(desk=desk, honest=tmp_path / "friday", published=published,
                           lottery=after, inputs=inputs, out=tmp_path / "bribed")  # fmt: skip


def made_anew(night: SimpleNamespace, terms: str = TERMS, people=PEOPLE, on=ON) -> Path:
    """A list from other inputs, with its own commitment, from the draw that took place."""
    done = types(
        "plan", "list", "--terms", agreement_file(night.desk / "other.txt", terms), "--people",
        people_file(night.desk / "other.csv", people), "--on", on, "--lottery", night.lottery,
        "--out", night.out,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert BRIBED in listed(night.out)["NL"]
    return night.out


def with_the_public_commitment(night: SimpleNamespace, folder: Path) -> Path:
    """The files of a list dressed up: the public record, and its commitment in the certificate."""
    record = json.loads(night.published.read_bytes())
    told = json.loads((folder / "certificate.json").read_bytes())
    told["commitment"], told["draw"] = record["commitment"], record["draw"]
    (folder / "certificate.json").write_bytes(canonical_bytes(told))
    (folder / "record.json").write_bytes(night.published.read_bytes())
    (folder / "commitment.json").write_bytes(canonical_bytes(record["commitment"]))
    return folder


def refused(night: SimpleNamespace, folder: Path) -> str:
    """What a stranger is told who has nothing but the published record and this folder."""
    done = types("plan", "check", folder, "--record", night.published)
    assert done.exit_code == 1, "the bribe went through"
    return plain(done)


def test_the_honest_list_passes(night):
    done = types("plan", "check", night.honest, "--record", night.published)
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_file_is_edited(night):
    shutil.copytree(night.honest, night.out)
    text = (night.out / "list.csv").read_text()
    gone = listed(night.out)["NL"][-1]
    (night.out / "list.csv").write_text(text.replace(gone, BRIBED), newline="")
    told = refused(night, night.out)
    assert (
        f"list.csv, row 4: says NL,3,{BRIBED},no; by the certificate it is NL,3,{gone},no" in told
    )


def test_the_certificate_is_edited_too(night):
    shutil.copytree(night.honest, night.out)
    certificate = night.out / "certificate.json"
    told = json.loads(certificate.read_bytes())
    gone = told["lists"][0].pop()
    told["lists"][0].append(BRIBED)
    told["reasons"][BRIBED], told["reasons"][gone] = "on_list", told["reasons"][BRIBED]
    certificate.write_bytes(canonical_bytes(told))
    said = refused(night, night.out)
    assert f"list 1: not by right ['{BRIBED}'], missing ['{gone}']" in said
    assert f"reason of {BRIBED}: says on_list, should be round_full" in said


@pytest.mark.parametrize("dressed", [False, True], ids=["own record", "public record"])
@pytest.mark.parametrize("bribe", ["a wound", "an earlier capture", "a veto on another"])
def test_a_fact_is_changed_and_all_that_follows_from_it(night, bribe, dressed):
    if bribe == "a wound":
        people = [wounded(BRIBED, days=70) if p.code == BRIBED else p for p in PEOPLE]
    elif bribe == "an earlier capture":
        people = [person(BRIBED, days=3000) if p.code == BRIBED else p for p in PEOPLE]
    else:
        ahead = {code for code in reasons(night.honest) if code[0] == "N"} - {BRIBED, "N-8", "N-9"}
        people = [
            person(p.code, days=5, veto="unexplained") if p.code in ahead else p for p in PEOPLE
        ]
    folder = made_anew(night, people=people)
    # By itself it is a perfect list: what it is made from agrees with it.
    assert types("plan", "check", folder).exit_code == 0
    if dressed:
        with_the_public_commitment(night, folder)
        assert "people or facts are not those committed to before the run" in refused(night, folder)
    else:
        assert "its commitment is not the public one" in refused(night, folder)


@pytest.mark.parametrize("dressed", [False, True], ids=["own record", "public record"])
@pytest.mark.parametrize("change", RULES)
def test_the_rule_is_changed_and_all_that_follows_from_it(night, change, dressed):
    folder = made_anew(night, terms=TERMS.replace(*RULES[change]))
    assert types("plan", "check", folder).exit_code == 0
    if dressed:
        with_the_public_commitment(night, folder)
        assert "rule: not the one that was committed to before the run" in refused(night, folder)
    else:
        assert "its commitment is not the public one" in refused(night, folder)


def test_a_cutoff_is_moved_so_that_everybody_before_it_seems_to_go(night):
    shutil.copytree(night.honest, night.out)
    certificate = night.out / "certificate.json"
    told = json.loads(certificate.read_bytes())
    told["cutoffs"][0]["seats"][2] = -70
    told["lists"][0].append(BRIBED)
    told["reasons"][BRIBED] = "on_list"
    certificate.write_bytes(canonical_bytes(told))
    said = refused(night, night.out)
    assert "cutoffs: says" in said
    assert f"not by right ['{BRIBED}']" in said


def test_somebody_unconfirmed_is_confirmed_overnight(night):
    people = [person("N-9", days=2000) if p.code == "N-9" else p for p in PEOPLE]
    done = types("plan", "list", "--terms", night.inputs[1], "--people",
                 people_file(night.desk / "other.csv", people), "--on", ON, "--lottery",
                 night.lottery, "--out", night.out)  # fmt: skip
    assert done.exit_code == 0
    assert "N-9" in listed(night.out)["NL"]
    assert "not the public one" in refused(night, night.out)


def test_the_checker_in_the_folder_is_bribed(night):
    shutil.copytree(night.honest, night.out)
    (night.out / "check_list.py").write_text("print('The list is what it should be.')\n")
    assert "this is not the checker of this Repatria; it was not run" in refused(night, night.out)


def test_the_lottery_cannot_be_drawn_a_second_time(night):
    other = written(night.desk / "again.json", drawn(seeds=" again"))
    done = types("plan", "list", "--committed", night.desk / "committed", "--lottery", other,
                 "--out", night.out)  # fmt: skip
    assert done.exit_code == 1
    assert "not the one that was announced" in done.stderr
    assert not night.out.exists()
