"""The file for a court: it stands alone, can be read, and says what the engine says."""

from __future__ import annotations

import ast
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_vectors_work import CASES, FOLDER, OF_ACTS, by_engine, standing_alone, told
from repatria.ledger import verify_act
from repatria.ledger.act_fields import COMMON, KINDS, LAST

SOURCE = Path(verify_act.__file__).read_text("utf-8")
TREE = ast.parse(SOURCE, feature_version=(3, 9))


# It stands alone


def imported() -> set[str]:
    names = set()
    for node in ast.walk(TREE):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add((node.module or "").partition(".")[0])
    return names


def test_it_imports_the_standard_library_and_cryptography():
    assert imported() - set(sys.stdlib_module_names) == {"cryptography"}
    assert not imported() & {
        "socket",
        "urllib",
        "http",
        "ssl",
        "importlib",
        "subprocess",
        "sqlite3",
    }


def test_it_imports_nothing_in_another_way():
    calls = {node.func.id for node in ast.walk(TREE)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
    assert not calls & {"__import__", "eval", "exec", "compile", "open", "getattr", "globals"}
    assert "time()" not in SOURCE
    assert ".now(" not in SOURCE


def test_it_is_short_enough_to_be_read():
    assert SOURCE.count("\n") < 440
    functions = [node for node in ast.walk(TREE) if isinstance(node, ast.FunctionDef)]
    assert max(node.end_lineno - node.lineno for node in functions) < 50


def test_it_knows_the_fields_of_every_act():
    for kind, fields in KINDS.items():
        words = verify_act.KINDS[kind].split()
        assert [re.sub(r"\W", "", word) for word in words] == list(fields)
        for word, field in zip(words, fields.values(), strict=True):
            assert ("!" in word) is field.signs
            counts = {"?": (0, 1), "*": (0, 20), "+": (1, 20)}.get(word[-1], (1, 1))
            assert counts == (field.least, field.most)
            if field.choices:
                assert verify_act.SHAPES[re.sub(r"\W", "", word)] == "|".join(field.choices)
    assert set(verify_act.KINDS) == set(KINDS)
    assert (list(COMMON), list(LAST)) == (["log", "reference", "made"], ["corrects", "late"])


# It agrees with the engine


GOOD = {case["name"]: told(case) for case in OF_ACTS if case["holds"]}
BAD = {case["name"]: told(case) for case in OF_ACTS if not case["holds"]}


def agreed(acts, policy, signers) -> bool:
    """Whether everything holds, if both say the same."""
    one, other = by_engine(acts, policy, signers), standing_alone(acts, policy, signers)
    assert (one is None) is (other == ""), (one, other)
    return one is None


def changed(data: bytes, at: int, bits: int) -> bytes:
    return data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :]


@pytest.mark.parametrize("bits", [0x01, 0x20, 0x80])
@pytest.mark.parametrize("part", ["act", "proof"])
def test_both_refuse_every_changed_byte_of_an_act_and_its_proof(part, bits):
    ((act, proof),), policy, signers = GOOD["handover"]
    for at in range(len(act if part == "act" else proof)):
        pair = (changed(act, at, bits), proof) if part == "act" else (act, changed(proof, at, bits))
        assert not agreed([pair], policy, signers), at


@pytest.mark.parametrize("bits", [0x01, 0x02, 0x80])
def test_both_say_the_same_on_every_changed_byte_of_the_policies(bits):
    acts, policy, signers = GOOD["handover"]
    for at in range(len(policy)):
        agreed(acts, changed(policy, at, bits), signers)
    for at in range(len(signers)):
        agreed(acts, policy, changed(signers, at, bits))


@pytest.mark.parametrize("name", [name for name in GOOD if len(GOOD[name][0]) > 1])
def test_both_say_the_same_whatever_is_left_out_or_comes_in_another_order(name):
    acts, policy, signers = GOOD[name]
    assert agreed(acts[::-1], policy, signers)
    assert agreed([*acts, *acts], policy, signers)
    for at in range(len(acts)):
        agreed(acts[:at] + acts[at + 1 :], policy, signers)


@pytest.mark.parametrize("name", GOOD)
def test_both_refuse_one_acts_proof_for_another(name):
    acts, policy, signers = GOOD[name]
    (other, _), *_ = GOOD["list" if name != "list" else "handover"][0]
    assert not agreed([(other, acts[0][1]), *acts[1:]], policy, signers)


@pytest.mark.parametrize("name", GOOD)
def test_both_say_the_same_of_every_act_under_every_policy(name):
    acts = GOOD[name][0]
    for policy, signers in {case[1:] for case in [*GOOD.values(), *BAD.values()]}:
        agreed(acts, policy, signers)


PIECES = [piece for acts, policy, signers in [*GOOD.values(), *BAD.values()]
          for piece in (policy, signers, *(part for pair in acts for part in pair))]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(sorted(GOOD)))
def test_both_say_the_same_of_files_with_pieces_of_others(seed, name):
    drawn = random.Random(seed)
    acts, policy, signers = GOOD[name]
    parts = [*(part for pair in acts for part in pair), policy, signers]
    at, other = drawn.randrange(len(parts)), drawn.choice(PIECES).splitlines(True)
    lines = parts[at].splitlines(True)
    start, take = drawn.randrange(len(lines)), drawn.randrange(len(other))
    lines[start : start + drawn.randint(0, 2)] = other[take : take + drawn.randint(0, 2)]
    parts[at] = b"".join(lines)
    pairs = list(zip(parts[:-2:2], parts[1:-2:2], strict=True))
    agreed(pairs, parts[-2], parts[-1])


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3))
def test_both_refuse_rubbish_and_raise_nothing_else(data, where):
    ((act, proof),), policy, signers = GOOD["handover"]
    parts = [act, proof, policy, signers]
    parts[where] = data
    assert not agreed([(parts[0], parts[1])], parts[2], parts[3])


# It is run as a court would


def run(*files: str, alone: bool = True, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *(["-I"] if alone else []), verify_act.__file__, *files],
        cwd=FOLDER, capture_output=True, encoding="utf-8", timeout=60, env={**os.environ, **more},
    )  # fmt: skip


POLICIES = ("--policy", "log.policy", "--signers", "signers.policy")


def test_it_says_what_it_found():
    done = run(*POLICIES, "handover.act", "handover.tlog-proof")
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "the log example.org/log signed a tree of 7 entries",
        "the act is entry 6 of that tree",
        "ua cosigned that tree, 2025-06-15 15:06:40 UTC by its own clock",
        "count 25",
        "Everything holds.",
    ):
        assert line in done.stdout
    for name in ("ua", "ru", "icrc"):
        assert re.search(
            rf"^  {name} signed it \(key example.org/{name}\+[0-9a-f]{{8}}\)$", done.stdout, re.M
        )


def test_words_in_another_script_do_not_stop_it_on_a_terminal_that_lacks_them():
    case = next(c for c in CASES if c["name"] == "reservations in two languages")
    done = run(*POLICIES, *case["acts"][0], alone=False, PYTHONIOENCODING="ascii:strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert r"\u043d\u0435" in done.stdout
    assert "Everything holds." in done.stdout


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        (["handover.act"], 2, "each act needs its proof"),
        (["handover.act", "nowhere"], 1, "REFUSED: "),
        (["handover.act", "list.tlog-proof"], 1, "the path"),
        (["signatures-are-missing.act", "signatures-are-missing.tlog-proof"], 1, "proposed only"),
    ],
)
def test_it_says_why_not(files, code, said):
    done = run(*POLICIES, *files)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
