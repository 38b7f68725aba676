"""The place of one person, as their family checks it with a program that stands alone."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import planning_lists as made
import pytest
from planning_letters import Office, path_of

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.planning import check_own
from repatria.planning.check_own import check
from repatria.planning.facts import Person
from repatria.planning.position import _deciding, position_bytes, position_of
from repatria.planning.reasons import Reason

SOURCE = Path(check_own.__file__)


def offices(count: int, start: int = 100):
    for seed in range(start, start + count):
        yield Office(seed)


def own_files(count: int):
    for office in offices(count):
        for at, account in enumerate(office.accounts()):
            if account.position is not None:
                yield office, at, account, position_bytes(account.position)


def test_what_the_office_sends_fits_what_was_public():
    whys = set()
    for office, at, account, own in own_files(40):
        captured = account.person.captured
        assert check(office.record, own) == []
        assert check(office.record, own, office.line(at), captured) == []
        if captured is not None:
            assert check(office.record, own, None, captured) == []
        whys.add(account.reason)
    assert whys >= {Reason.ON_LIST, Reason.CAMP_FULL, Reason.ROUND_FULL, Reason.CLASS_UNMATCHED}


def test_a_cut_off_stands_before_whoever_it_kept_out():
    for _, _, account, _ in own_files(40):
        position = account.position
        if account.reason is Reason.ON_LIST:
            assert position.cutoff is None
        else:
            assert position.cutoff < position.key


def test_the_place_is_that_of_the_round():
    for office, _, account, own in own_files(40):
        position, side = account.position, office.rule.sides.index(account.person.side)
        line, cutoffs = office.questions.lines[side], office.round.cutoffs[side]
        place = next(each for each in line if each.code == position.code)
        assert position.key == place.key
        assert position.before == sum(each.key < place.key for each in line)
        assert position.class_cutoff == cutoffs.clauses.get(place.clause)
        told = json.loads(own)
        assert told["before"] == position.before
        assert told["certificate"] == office.certificate


def test_of_two_caps_the_one_that_stands_before_somebody_decides():
    office = next(
        each for each in offices(400) if Reason.CLAUSE_FULL in each.round.reasons.values()
    )
    at = next(
        at
        for at, one in enumerate(office.people)
        if office.round.reasons[one.code] is Reason.CLAUSE_FULL
    )
    one = office.people[at]
    side = office.rule.sides.index(one.side)
    place = office.questions.places[one.code]
    late = (1, 9_999, 0, 0)
    cutoffs = office.round.cutoffs[side]
    later = replace(
        cutoffs, clauses={90: late, 91: cutoffs.clauses[place.caps[-1]], **cutoffs.clauses}
    )
    with_both = replace(place, caps=(90, *place.caps))
    assert _deciding(with_both, Reason.CLAUSE_FULL, later) == office.account(at).position.cutoff
    assert office.account(at).position.cutoff < place.key < late


def test_a_node_of_the_tree_is_not_taken_for_a_leaf():
    office, _, _, own = next(each for each in own_files(3) if len(each[0].people) > 2)
    told = json.loads(own)
    root = json.loads(office.record)["commitment"]["root"]
    told["leaf"] |= {"hash": root, "index": 0, "path": []}
    assert check(office.record, canonical_bytes(told)) == ["leaf: its path is too short"]
    size = len(office.leaves)
    half = 1 << (size - 1).bit_length() - 1
    nodes = [made.root_of(office.leaves[:half]), made.root_of(office.leaves[half:])]
    told["leaf"] |= {"hash": nodes[0].hex(), "index": 0, "path": [nodes[1].hex()]}
    assert check(office.record, canonical_bytes(told)) != []


def test_somebody_who_cannot_be_considered_has_no_place():
    for office in offices(10):
        for account in office.accounts():
            assert (account.position is None) is (account.reason in tuple(Reason)[:8])


def bent(told: dict, name: str, chance: random.Random) -> None:
    """A lie in the file."""
    if name == "number":
        told["key"][3] = chance.randbytes(32).hex()
    elif name == "code":
        told["code"] = "p99999"
    elif name == "days":
        told["key"][2] += 1
    elif name == "hash":
        told["leaf"]["hash"] = chance.randbytes(32).hex()
    elif name == "index":
        told["leaf"]["index"] = (told["leaf"]["index"] + 1) % told["leaf"]["count"]
    elif name == "count":
        told["leaf"]["count"] += 1
    elif name == "path":
        told["leaf"]["path"] = told["leaf"]["path"][1:] or ["00" * 32]
    elif name == "longer path":
        told["leaf"]["path"].append("00" * 32)
    elif name == "cutoff":
        told["cutoff"] = [9, 0, 0, "f" * 64]
    elif name == "format":
        told["format"] = "repatria-own/2"


@pytest.mark.parametrize(
    "lie",
    ["number", "code", "days", "hash", "index", "count", "path", "longer path", "cutoff", "format"],
)
def test_every_lie_in_the_file_is_found(lie):
    chance = random.Random(3)
    tried = 0
    for office, at, _, own in own_files(6):
        told = json.loads(own)
        bent(told, lie, chance)
        assert check(office.record, canonical_bytes(told), office.line(at)) != []
        tried += 1
    assert tried > 20


def test_another_line_than_the_sealed_one_and_another_day_are_found():
    for office, at, account, own in own_files(8):
        line = office.line(at)
        other = office.line((at + 1) % len(office.people))
        assert check(office.record, own, other) == ["line: it is not the one that was sealed"]
        bad = line.replace(b'"civilian":false', b'"civilian":true ')
        assert (check(office.record, own, bad) == []) is (bad == line)
        captured = account.person.captured or made.ON
        assert check(office.record, own, line, captured - timedelta(days=1)) != []


def test_the_line_of_somebody_else_under_ones_own_code_is_found():
    office, at, account, own = next(each for each in own_files(3) if each[1] > 0)
    told = json.loads(own)
    told["code"] = "p77777"
    told["key"][3] = f"{office.numbers('p77777'):064x}"
    bad = canonical_bytes(told)
    # Without the line nothing shows it: a leaf does not tell whose it is.
    assert check(office.record, bad, None, account.person.captured) == []
    assert check(office.record, bad, office.line(at)) == ["line: it is somebody else's"]


def test_a_place_in_a_round_of_which_somebody_was_no_part_is_refused():
    office = Office(1)
    stranger = Person("p88888", *made.SIDES)
    with pytest.raises(ValueProblem, match="Nobody of this code"):
        position_of(stranger, office.round, office.rule, office.numbers, 0, office.leaf(0), "")


def test_paths_of_all_sizes_lead_to_the_root_of_the_definition():
    for count in range(1, 40):
        leaves = [b"%d" % at for at in range(count)]
        root = made.root_of(leaves)
        for at in range(count):
            hashed = made.root_of([leaves[at]])
            assert check_own.root_by(hashed, at, count, path_of(leaves, at)) == root


@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b"\xff", b"null"])
def test_junk_is_refused_and_never_an_exception(junk):
    office, at, _, own = next(own_files(1))
    assert check(junk, own) != []
    assert check(office.record, junk) != []
    assert check(office.record, own, junk) != []
    assert check(office.record, own, office.line(at)) == []


def test_the_program_stands_alone_and_is_short(tmp_path):
    source = SOURCE.read_text()
    assert len(source.splitlines()) < 150
    modules = {
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert modules <= sys.stdlib_module_names
    office, at, account, own = next(own_files(1))
    (tmp_path / "record").write_bytes(office.record)
    (tmp_path / "own").write_bytes(own)
    (tmp_path / "line").write_bytes(office.line(at))
    (tmp_path / "check_own.py").write_text(source)

    def told(*more: str):
        line = [sys.executable, "-I", "check_own.py", "record", "own", *more]
        return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert told("line").returncode == 0
    assert "Everything fits" in told().stdout
    wrong = told("line", "1999-01-01")
    assert wrong.returncode == 1
    assert "capture: the register has" in wrong.stdout
    assert account.position is not None
