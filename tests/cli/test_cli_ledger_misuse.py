"""The ledger's commands in hands that mean ill, or that slip."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

import pytest

from ledger_work import KEYS, LOG, handover, signed
from repatria.ledger.checkpoint import Checkpoint
from repatria.ledger.note import Note, Signature
from repatria.ledger.strict import to_base64
from repatria.ledger.witness import Request
from repatria.runners.lock import held


@pytest.fixture
def request_of_one(table):
    """A request to cosign the log's first entry."""
    note = Checkpoint(LOG.name, 1, b"r" * 32).signed_by(LOG)
    return table.file("one.request", Request(0, (), note).to_bytes())


def test_two_at_once_do_not_cosign_from_one_file(table, request_of_one):
    seen, out = table.file("ua.seen"), table.file("out")
    with held(table.file("ua.seen-lock")) as had:
        assert had
        told = table.refused("cosign", request_of_one, *table.as_cosigner("ua"), "--out", out)
    assert "somebody else is cosigning" in told
    assert not seen.exists()
    assert not out.exists()
    table.done("cosign", request_of_one, *table.as_cosigner("ua"), "--out", out)


def test_who_begins_from_nothing_is_told(table, request_of_one):
    asked = "cosign", request_of_one, *table.as_cosigner("ua"), "--out", table.file("out")
    assert "has nothing of example.org/log yet" in table(*asked).err
    again = Request(1, (), Checkpoint(LOG.name, 1, b"r" * 32).signed_by(LOG)).to_bytes()
    table.file("one.request", again)
    assert "has nothing" not in table(*asked).err


def test_what_would_not_be_looked_at_is_not_passed_over(table):
    (act,) = table.taken(handover=signed(handover()))
    table.seen_by_all()
    mirror = table.file("mirror")
    table.done(
        "export", "--store", table.store, "--policy", table.file("log.policy"), "--out", mirror
    )
    line = table.file("line", b"{}\n")
    accusation = table.file("accusation", b"repatria-accusation v1\n")
    for first in (mirror, line, accusation):
        told = table.refused("verify", first, act, act, *table.policies, code=2)
        assert "would not be looked at" in told


def test_a_mirror_with_two_counts_of_one_handover_is_refused(table):
    """The keeper of the log let both in without the gate."""
    from repatria.desks.common.ledger.opening import open_store
    from repatria.ledger.log import append
    from repatria.ledger.storing import Row
    from repatria.ledger.tree import leaf_hash

    entries = [signed(handover(count=count)).to_bytes() for count in ("25", "24")]
    store = open_store(table.store)
    append(store, LOG, [Row(entry, leaf_hash(entry)) for entry in entries])
    store.close()
    table.seen_by_all()
    mirror = table.file("mirror")
    table.done(
        "export", "--store", table.store, "--policy", table.file("log.policy"), "--out", mirror
    )
    told = table.refused("verify", mirror, *table.policies)
    assert "Entry 1: There is a complete act on H-1" in told


def test_a_false_line_in_the_signers_own_name_is_not_taken_for_signed(table):
    own = KEYS["ua"].public
    note = Note(handover().text).with_line(Signature(own.name, own.id, b"\0" * 64))
    act = table.file("x.act", note.to_bytes())
    told = table.refused("sign", act, "--key", table.file("ua.key"), "--yes", *table.words)
    assert "The signature of example.org/ua is not over this text" in told


def test_an_opened_line_does_not_steer_the_screen(table):
    lines = table.file("list.csv", b"a\nb\x1b[2J\xc2\x9b2J\nc\n")
    kept = table.file("list.salts")
    count, root = table.done("commit", lines, "--kept", kept).split()
    act = table.file("list.act")
    table.done("act", "commitment", f"log={LOG.name}", "reference=C", "by=ua", "subject=S", count,
               root, "--out", act)  # fmt: skip
    opened = table.file("line.opening")
    table.done("open", lines, "--kept", kept, "--line", "2", "--out", opened)
    out = table.done("verify", opened, "--act", act, "--policy", table.file("log.policy"))
    assert out.splitlines()[0] == r"b\x1b[2J\x9b2J"


def test_a_passphrase_that_is_not_utf_8(table):
    act = table.file("x.act", Note(handover().text).to_bytes())
    words = table.file("bytes", b"\xff\xfe\n")
    told = table.refused(
        "sign", act, "--key", table.file("ua.key"), "--yes", "--passphrase-file", words
    )
    assert f"{words}: the passphrase is not UTF-8".split() == told.split()


def test_the_verifier_that_stands_alone_writes_nothing_that_steers_a_screen(table):
    """A forged proof of a log whose name clears the screen and says what it likes."""
    act = table.handover()
    name = "x\x9b2JEverything holds."
    checkpoint = f"{name}\n1\n{to_base64(b'r' * 32)}\n\n"
    line = f"— somebody {to_base64(b'x' * 68)}\n"
    false = f"c2sp.org/tlog-proof@v1\nindex 0\n\n{checkpoint}{line}"
    proof = table.file("false.tlog-proof", false)
    script = resources.files("repatria.ledger").joinpath("verify_act.py")
    told = subprocess.run(
        [sys.executable, str(script), *map(str, table.policies), str(act), str(proof)],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 1
    assert "\x9b" not in told.stdout.decode()
    assert r"an unknown log: x\x9b2JEverything holds." in told.stdout.decode()
