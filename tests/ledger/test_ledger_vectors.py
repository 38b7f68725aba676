"""The vectors that other implementers use: they are what their tool makes, and both of our own
verifiers say of each what its index says."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from tools.ledger_vectors import vectors

from ledger_vectors_work import CASES, FOLDER, OF_ACTS, by_engine, other_files, standing_alone, told
from repatria.ledger import verify_act
from repatria.ledger.refusing import Why


def name(case):
    return case["name"]


def test_the_files_are_what_the_tool_makes():
    made = dict(vectors())
    there = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.name != "README.md"}
    assert there.keys() == made.keys()
    assert there == made


def test_every_case_has_a_name_of_its_own_and_every_file_a_use():
    assert len({case["name"] for case in CASES}) == len(CASES)
    used = json.dumps(CASES)
    unused = [path.name for path in FOLDER.iterdir() if f'"{path.name}"' not in used]
    assert sorted(unused) == ["README.md", "index.json"]


def test_every_reason_that_a_file_can_have_is_there():
    every = {case["why"] for case in CASES} - {""}
    assert every == set(Why) - {Why.CLOCK, Why.STORE}


@pytest.mark.parametrize("case", OF_ACTS, ids=name)
def test_the_engine_says_of_acts_what_the_index_says(case):
    assert (by_engine(*told(case)) or "") == case["why"]


@pytest.mark.parametrize("case", OF_ACTS, ids=name)
def test_the_file_for_a_court_says_the_same(case):
    assert (standing_alone(*told(case)) == "") == case["holds"]


@pytest.mark.parametrize("case", [c for c in CASES if c not in OF_ACTS], ids=name)
def test_the_engine_says_of_other_files_what_the_index_says(case):
    assert (other_files(case) or "") == case["why"]


@pytest.mark.parametrize("case", OF_ACTS[::8], ids=name)
def test_in_a_process_of_its_own_without_anything_of_ours(case):
    files = [part for pair in case["acts"] for part in pair]
    done = subprocess.run(
        [sys.executable, "-I", verify_act.__file__, "--policy", case["policy"], "--signers",
         case["signers"], *files],
        cwd=FOLDER, capture_output=True, encoding="utf-8", timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    last = done.stdout.rstrip().rpartition("\n")[2]
    assert (done.returncode, done.stderr) == (0 if case["holds"] else 1, "")
    assert last == "Everything holds." if case["holds"] else last.startswith("REFUSED: ")
