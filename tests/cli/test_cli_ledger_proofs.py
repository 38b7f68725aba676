"""`repatria ledger prove`, `cosign`, `verify` of acts, and `verifier`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ledger_work import COSIGNERS, KEYS, LOG, NOW, PARTIES, handover, key, other, signed
from repatria.ledger.act import read_act
from repatria.ledger.checkpoint import Checkpoint
from repatria.ledger.keys import Use
from repatria.ledger.note import read_note
from repatria.ledger.proof import read_proof
from repatria.ledger.witness import Request


@pytest.fixture
def proved(table):
    """An act that all signed, in a log that all cosigned, and its proof."""
    (act,) = table.taken(handover=signed(handover()))
    table.seen_by_all()
    return act, table.proved(act)


# Verifying acts


def test_an_act_and_its_proof_are_enough(table, proved):
    out = table.done("verify", *proved, *table.policies)
    assert "entry 0 of 1 in example.org/log" in out
    for each in COSIGNERS.values():
        assert f"cosigned by {each.name}, 2025-06-15T15:06:40Z by its own clock" in out
    assert "count 25\n" in out
    assert out.rstrip().endswith("signed by icrc, ru, ua: complete")


def test_verifying_needs_neither_store_nor_keys(table, proved, tmp_path):
    away = tmp_path / "away"
    away.mkdir()
    for file in (*proved, table.file("log.policy"), table.file("signers.policy")):
        (away / file.name).write_bytes(file.read_bytes())
        file.unlink()
    names = [away / each.name for each in proved]
    policies = ("--policy", away / "log.policy", "--signers", away / "signers.policy")
    assert "complete" in table.done("verify", *names, *policies)


@pytest.mark.parametrize(
    ("which", "old", "new", "said"),
    [
        (0, b"count 25", b"count 26", "does not lead from the entry to the signed root"),
        (1, b"index 0", b"index 1", "does not lead from the entry to the signed root"),
        (1, b"/log\n1\n", b"/log\n2\n", "The signature of example.org/log is not over this text"),
        (1, b"proof@v1", b"proof@v3", "no proof of inclusion"),
    ],
)
def test_what_was_changed_is_refused_with_the_name_of_its_file(
    table, proved, which, old, new, said
):
    data = proved[which].read_bytes()
    assert old in data
    proved[which].write_bytes(data.replace(old, new, 1))
    told = table.refused("verify", *proved, *table.policies)
    assert said in told
    assert str(proved[1]) in told


def test_an_act_that_lacks_signatures_does_not_hold(table):
    (act,) = table.taken(proposed=signed(handover(), ["ua", "ru"]))
    table.seen_by_all()
    said = table.refused("verify", act, table.proved(act), *table.policies)
    assert said.endswith("H-1: signatures are missing: icrc")


def test_signatures_one_by_one_are_verified_together(table):
    files = table.taken(**{name: signed(handover(), [name]) for name in PARTIES})
    table.seen_by_all()
    pairs = [part for act in files for part in (act, table.proved(act))]
    assert "signed by icrc, ru, ua: complete" in table.done("verify", *pairs, *table.policies)
    assert "missing: ru" in table.refused("verify", *pairs[:2], *table.policies)


def test_without_all_cosignatures_it_is_not_proved(table):
    (act,) = table.taken(handover=signed(handover()))
    table.appended(table.cosigned("ua"))
    said = table.refused("verify", act, table.proved(act), *table.policies)
    assert "Signatures are missing: ru, icrc." in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["handover.act"], "each act needs its proof"),
        (["handover.act", "handover.tlog-proof", "handover.act"], "each act"),
    ],
)
def test_acts_without_proofs(table, proved, arguments, said):
    files = [table.file(name) for name in arguments]
    assert said in table.refused("verify", *files, *table.policies, code=2)


def test_acts_without_the_policy_of_their_signers(table, proved):
    said = table.refused("verify", *proved, "--policy", table.file("log.policy"), code=2)
    assert "acts need --signers" in said


# Proving


def test_a_proof_by_place_is_the_proof_by_act(table, proved):
    out = table.file("by-index")
    table.done("prove", "--store", table.store, "--policy", table.file("log.policy"), "--index", 0,
               "--out", out)  # fmt: skip
    assert out.read_bytes() == proved[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        ((), "say one of", 2),
        (("--index", 0, "--since", 0), "say one of", 2),
        (("--index", 1), "A tree of 1 has no leaf 1", 1),
        (("--since", 2), "A tree of 1 cannot begin with 2 leaves", 1),
    ],
)
def test_what_cannot_be_proved(table, proved, arguments, said, code):
    told = table.refused("prove", "--store", table.store, "--policy", table.file("log.policy"),
                         *arguments, code=code)  # fmt: skip
    assert said in told


def test_an_act_that_is_not_in_the_log_or_is_signed_otherwise_there(table, proved):
    policy = ("--store", table.store, "--policy", table.file("log.policy"), "--act")
    elsewhere = table.handover("H-2")
    assert "does not stand in the log as it is" in table.refused(
        "prove", *policy, elsewhere, code=2
    )
    fewer = table.file("fewer.act", signed(_act(proved[0]), ["ua"]).to_bytes())
    assert "the same text stands at 0" in table.refused("prove", *policy, fewer, code=2)


def _act(file: Path):
    return read_act(read_note(file.read_bytes()))


# Cosigning


def seen(table, name="ua"):
    return json.loads(table.file(f"{name}.seen").read_bytes())[LOG.name]


def test_a_party_keeps_what_it_saw_and_goes_on_from_there(table):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ua")
    assert (seen(table)["size"], seen(table)["at"]) == (1, NOW)
    table.taken(h2=signed(handover("H-2")), h3=signed(handover("H-3")))
    table.appended(table.cosigned("ua", since=1))
    assert seen(table)["size"] == 3
    assert table.file("ua.seen").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("since", [0, 2])
def test_a_request_from_another_size_than_it_saw(table, since):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ua")
    table.taken(h2=signed(handover("H-2")))
    asked = table.file("request")
    table.done("prove", "--store", table.store, "--policy", table.file("log.policy"), "--since",
               since, "--out", asked)  # fmt: skip
    said = table.refused("cosign", asked, *table.as_cosigner("ua"))
    assert f"goes on from {since} entries; 1 were cosigned last" in said
    assert seen(table)["size"] == 1


def test_a_second_history_is_not_cosigned(table):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ua")
    fork = Checkpoint(LOG.name, 1, b"r" * 32).signed_by(LOG)
    asked = table.file("fork.request", Request(1, (), fork).to_bytes())
    out = table.file("out")
    said = table.refused("cosign", asked, *table.as_cosigner("ua"), "--out", out)
    assert "two trees of 1 entries. Keep both" in said
    assert not out.exists()


def test_an_older_checkpoint_is_not_cosigned_again(table):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ua")
    old = table.file("old", table.file("ua.request").read_bytes())
    table.taken(h2=signed(handover("H-2")))
    table.cosigned("ua", since=1)
    assert "2 were cosigned already" in table.refused("cosign", old, *table.as_cosigner("ua"))


def test_a_clock_that_went_back_a_day(table, monkeypatch):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ua")
    back = SimpleNamespace(time=lambda: NOW - 86_400)
    monkeypatch.setattr("repatria.cli.ledger_options.time", back)
    said = table.refused("cosign", table.file("ua.request"), *table.as_cosigner("ua"))
    assert "goes on from 0" in said or "clock" in said
    asked = table.file("request")
    table.done("prove", "--store", table.store, "--policy", table.file("log.policy"), "--since", 1,
               "--out", asked)  # fmt: skip
    assert "The clock stands before" in table.refused("cosign", asked, *table.as_cosigner("ua"))


@pytest.mark.parametrize("data", ["not JSON", '{"example.org/log":{"size":"x"}}', "[]"])
def test_what_a_party_keeps_is_not_guessed(table, data):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ru")
    table.file("ua.seen", data)
    said = table.refused("cosign", table.file("ru.request"), *table.as_cosigner("ua"))
    assert "this is not what a party keeps" in said
    assert table.file("ua.seen").read_text() == data


def test_an_act_key_cosigns_nothing(table):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ru")
    options = "--policy", table.file("log.policy"), "--seen", table.file("x.seen"), *table.words
    said = table.refused(
        "cosign", table.file("ru.request"), "--key", table.file("ua.key"), *options
    )
    assert "is for notes, not for cosigning" in said
    assert not table.file("x.seen").exists()


def test_a_key_that_the_policy_does_not_know_is_told_so(table):
    table.taken(h1=signed(handover("H-1")))
    table.cosigned("ru")
    table.key("x-cosign.key", key("x", Use.COSIGN))
    told = table("cosign", table.file("ru.request"), *table.as_cosigner("x"))
    assert told.code == 0
    assert "this cosignature counts for nobody" in told.err


# The verifier as a file


def run(verifier: Path, *arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-I", verifier, *map(str, arguments)],
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip


def test_the_verifier_says_what_verify_says(table, proved):
    out = table.file("verify_act.py")
    table.done("verifier", "--out", out)
    done = run(out, *table.policies, *proved)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Everything holds.\n")
    proved[0].write_bytes(proved[0].read_bytes().replace(b"count 25", b"count 26"))
    assert run(out, *table.policies, *proved).returncode == 1
    assert table("verify", *proved, *table.policies).code == 1


def test_after_a_rotation_the_key_act_goes_with_the_others(table):
    new = key("ua-2")
    table.key("ua.key", new)
    change = other("key", "K-1", holder="ua", vkey=new.public.vkey, replaces=KEYS["ua"].public.vkey)
    (rotation,) = table.taken(rotation=signed(change, ["ua", new]))
    after = table.handover()
    table.appended(after)
    table.seen_by_all()
    pairs = [part for act in (after, rotation) for part in (act, table.proved(act))]
    out = table.file("verify_act.py")
    table.done("verifier", "--out", out)
    assert "complete" in table.done("verify", *pairs, *table.policies)
    assert run(out, *table.policies, *pairs).returncode == 0
    assert "not known here" in table.refused("verify", *pairs[:2], *table.policies)
    assert run(out, *table.policies, *pairs[:2]).returncode == 1


def test_a_proof_is_small(table, proved):
    assert len(proved[1].read_bytes()) < 2_000
    assert read_proof(proved[1].read_bytes()).index == 0
