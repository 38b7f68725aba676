"""The second separate checker: honest lists with tables, pairs and groups, and tampered ones."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import planning_cheats as plain_cheats
import planning_groups_cheats as cheats
import planning_lists as made
import pytest
from test_planning_groups import ALL, TOGETHER, captive, pair, rule

from repatria.base.canonical import canonical_bytes
from repatria.planning import certificate as files
from repatria.planning import check_groups, check_list
from repatria.planning.check_groups import check
from repatria.planning.facts import Consent, Held, Medical


def work_of(people, terms, seed: int = 1) -> cheats.Work:
    chance = random.Random(seed)
    people = files.in_order(people)
    salts = [chance.randbytes(16) for _ in people]
    return cheats.Work(people, terms, {}, made.draw(chance), salts)


@pytest.mark.parametrize("block", range(4))
def test_honest_lists_are_accepted_and_proven_and_bribed_ones_rejected(block):
    for seed in range(block * 15, block * 15 + 15):
        work = cheats.honest(random.Random(seed))
        record, right, register = work.record(), work.certificate(), work.register()
        assert check(record, right, register) == ([], []), seed
        for person in work.people[::2]:
            work.first = person.code
            bribed = work.certificate()
            assert bribed == right or check(record, bribed, register)[0], (seed, person.code)


@pytest.mark.parametrize("kind", [*plain_cheats.EDITS, "invented veto", "unconfirmed as confirmed"])
def test_every_kind_of_change_is_rejected(kind):
    met = 0
    for seed in range(40):
        chance = random.Random(seed)
        work = cheats.honest(chance)
        record, right = work.record(), (work.certificate(), work.register())
        for tampered in plain_cheats.tampered(work, kind, chance):
            if tampered != right:
                met += 1
                assert check(record, *tampered)[0], (seed, kind)
    assert met


KEPT_BACK = (
    {"held": Held.RETURNED},
    {"held": Held.DEAD},
    {"held": Held.DENIED},
    {"consent": Consent.REFUSED},
    {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True},
    {"veto": "sentence"},
)


@pytest.mark.parametrize("facts", KEPT_BACK)
def test_both_know_alike_for_whom_the_others_wait(facts):
    people = [
        captive("a", group="g"),
        captive("b", group="g", **facts),
        captive("c"),
        captive("z", 1, **facts),
    ]
    work = work_of(people, rule(ALL, TOGETHER, pair("c", "z", 3)))
    assert check(work.record(), work.certificate(), work.register()) == ([], [])


def test_a_parted_group_is_named():
    people = [captive("a", group="g", days=9), captive("b", group="g"), captive("c")]
    work = work_of(people, rule(ALL, TOGETHER))
    told = json.loads(work.certificate())
    told["lists"][0].remove("b")
    told["reasons"]["b"] = "waits_for_group"
    wrong, _ = check(work.record(), canonical_bytes(told), work.register())
    assert wrong


def test_a_list_that_could_have_taken_somebody_is_named_with_them():
    people = [captive("a", days=9), captive("z", 1, days=5)]
    work = work_of(people, rule(ALL, pair("a", "z")))
    told = json.loads(work.certificate())
    told["lists"] = [[], []]
    told["reasons"] = {"a": "waits_for_group", "z": "waits_for_group"}
    wrong, _ = check(work.record(), canonical_bytes(told), work.register())
    assert wrong == ["lists: a could go with all who stand before"]


def test_each_checker_refuses_the_rules_of_the_other():
    groups = work_of([captive("a")], rule(ALL, TOGETHER))
    asked = (groups.record(), groups.certificate(), groups.register())
    assert check_list.check(*asked) == [
        "rule: it has a table, a pair or a group; check_groups.py checks such lists"
    ]
    plain = plain_cheats.honest(random.Random(3))
    asked = (plain.record(), plain.certificate(), plain.register())
    assert check_list.check(*asked) == []
    assert check(*asked)[0] == ["rule: no table, pair or group; check_list.py checks such lists"]


def test_what_no_count_settles_is_said(monkeypatch):
    monkeypatch.setattr(check_groups, "SMALL", 0)
    monkeypatch.setattr(check_groups.Round, "short", lambda *_: False)
    found = [_checked(seed) for seed in range(20)]
    assert all(not wrong for wrong, _ in found)
    assert any(unproven for _, unproven in found)


def _checked(seed: int) -> tuple[list[str], list[str]]:
    work = cheats.honest(random.Random(seed))
    return check(work.record(), work.certificate(), work.register())


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b"\xff"])
def test_malformed_files_are_rejected(text):
    work = work_of([captive("a")], rule(ALL, TOGETHER))
    right = [work.record(), work.certificate(), work.register()]
    for at in range(3):
        asked = [text if place == at else each for place, each in enumerate(right)]
        assert check(*asked)[0]


def test_it_runs_alone_with_check_list_beside_it(tmp_path):
    folder = Path(check_groups.__file__).parent
    for name in ("check_list.py", "check_groups.py"):
        shutil.copy(folder / name, tmp_path)
    assert len((folder / "check_groups.py").read_text().splitlines()) < 300
    work = work_of([captive("a", group="g"), captive("b", group="g")], rule(ALL, TOGETHER))
    parts = {"record": work.record(), "list": work.certificate(), "register": work.register()}
    for name, data in parts.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, str(tmp_path / "check_groups.py"), *parts]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "first in the order" in done.stdout
    (tmp_path / "list").write_bytes(parts["list"].replace(b"on_list", b"veto"))
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
