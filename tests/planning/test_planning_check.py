"""The certificate and its separate checker: honest lists pass, tampered ones do not."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import sys
from pathlib import Path

import planning_cheats as cheats
import planning_lists as made
import pytest

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.planning import certificate as files
from repatria.planning import check_list, plain
from repatria.planning.check_list import check
from repatria.planning.facts import Person

SOURCE = Path(check_list.__file__)


def works(count: int, seed: int = 0):
    chance = random.Random(seed)
    for _ in range(count):
        yield cheats.honest(chance), chance


def test_honest_lists_pass():
    for work, _ in works(150):
        assert check(work.record(), work.certificate(), work.register()) == []


@pytest.mark.parametrize("kind", cheats.KINDS)
def test_tampered_lists_do_not_although_everything_after_the_change_was_made_anew(kind):
    tried = 0
    for work, chance in works(40, seed=cheats.KINDS.index(kind)):
        right = (work.certificate(), work.register())
        record = work.record()
        for bad in cheats.tampered(work, kind, chance):
            if bad != right:
                assert check(record, *bad) != []
                tried += 1
    assert tried >= 10


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("bribed swap", "not by right"),
        ("wrong reason", "should be"),
        ("moved cut-off", "cutoffs"),
        ("duplicated person", "twice"),
    ],
)
def test_the_checker_says_what_is_wrong(kind, words):
    said = []
    for work, chance in works(20, seed=5):
        for bad in cheats.tampered(work, kind, chance):
            said += check(work.record(), *bad)
    assert any(words in sentence for sentence in said)


def test_a_late_change_of_facts_a_changed_rule_and_another_lottery_are_named():
    words = {
        "invented veto": "not those committed to before the run",
        "extra seat": "not the one that was committed to before the run",
        "another beacon": "its draw is not the public one",
    }
    for kind, expected in words.items():
        said = []
        for work, chance in works(10, seed=6):
            for bad in cheats.tampered(work, kind, chance):
                said += check(work.record(), *bad)
        assert any(expected in sentence for sentence in said), kind


def test_a_beacon_before_the_openings_is_refused_even_if_it_was_announced_so():
    work, _ = next(works(1, seed=7))
    record, told = json.loads(work.record()), json.loads(work.certificate())
    for each in (record, told):
        each["commitment"]["lottery"]["beacon_day"] = "2025-06-12"
    said = check(canonical_bytes(record), canonical_bytes(told), work.register())
    assert said == ["lottery: commitments, openings, beacon and round are not in this order"]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b"\xff", b"null", b'{"a": 1}', b"00 {}\n"])
def test_junk_is_refused_and_never_an_exception(at, junk):
    work, _ = next(works(1, seed=8))
    three = [work.record(), work.certificate(), work.register()]
    three[at] = junk
    assert check(*three) != []


def test_every_flipped_byte_of_a_certificate_is_found():
    work, chance = next(works(1, seed=9))
    right = work.certificate()
    for _ in range(400):
        at = chance.randrange(len(right))
        bad = right[:at] + bytes([right[at] ^ 1 << chance.randrange(8)]) + right[at + 1 :]
        assert check(work.record(), bad, work.register()) != []


def test_the_checker_stands_alone_and_is_short(tmp_path):
    source = SOURCE.read_text()
    assert len(source.splitlines()) < 300
    modules = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module.split(".")[0])
    assert modules <= sys.stdlib_module_names
    work, _ = next(works(1, seed=10))
    for name, data in {
        "record": work.record(),
        "certificate": work.certificate(),
        "register": work.register(),
        "bad": cheats.edited(work, lambda told: cheats.wrong_reason(told, random.Random(1))),
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "check_list.py").write_text(source)

    def told(certificate: str):
        line = [sys.executable, "-I", "check_list.py", "record", certificate, "register"]
        return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert told("certificate").returncode == 0
    assert "committed rule gives on the committed facts" in told("certificate").stdout
    assert told("bad").returncode == 1
    assert "reason of" in told("bad").stdout


def test_the_register_line_holds_every_fact_and_a_value_nowhere():
    assert set(plain.person_data(Person("a", "b", "c"))) == set(Person.__dataclass_fields__)
    line = plain.register_line(Person("a", "b", "c"))
    assert canonical_bytes(json.loads(line)) == line


def test_every_scope_can_be_written_and_the_checker_reads_it_as_the_engine_does():
    chance = random.Random(11)
    for at in range(300):
        person = made.person(chance, at, 0.5)
        for scope in made.SCOPES:
            data = json.loads(canonical_bytes(plain.scope_data(scope)))
            facts = plain.person_data(person)
            assert bool(check_list.holds(data, facts, made.ON)) is scope.holds(person, made.ON)


def test_a_record_of_another_draw_than_the_announced_is_refused():
    work, chance = next(works(1, seed=12))
    with pytest.raises(ValueProblem, match="not the one that was announced"):
        files.record_bytes(work.commitment(), made.draw(chance))


def test_a_file_nested_without_end_is_refused():
    work, _ = next(works(1, seed=13))
    deep = b"[" * 100_000
    assert check(deep, work.certificate(), work.register()) != []
    assert check(work.record(), deep, work.register()) != []
