"""`repatria ledger export`, `verify` of an export, and `accuse`."""

from __future__ import annotations

import shutil

import pytest

from ledger_work import LOG, begun, handover, key, other, recorded, signed
from repatria.ledger.checkpoint import Checkpoint
from repatria.ledger.log import head


@pytest.fixture
def mirror(table):
    """An export of three acts that all cosigned."""
    table.taken(a=act("H-0"), b=act("H-1"), c=act("H-2"))
    table.seen_by_all()
    return exported(table)


def act(reference):
    return signed(handover(reference))


def exported(table, name="mirror"):
    out = table.file(name)
    table.done("export", "--store", table.store, "--policy", table.file("log.policy"), "--out", out)
    return out


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_an_export_is_files_that_anybody_can_mirror(table, mirror):
    assert files(mirror) == {"checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"}
    out = table.done("verify", mirror, *table.policies)
    assert "example.org/log: 3 entries, every tile is what they make" in out
    assert "cosigned by: icrc, ru, ua" in out
    assert out.count("complete") == 3


def test_an_export_is_gone_on_from(table, mirror):
    table.taken(d=act("H-3"))
    table.seen_by_all()
    assert exported(table) == mirror
    assert "4 entries" in table.done("verify", mirror, *table.policies)


def test_an_export_of_another_history_is_not_overwritten(table, mirror):
    fork = Checkpoint(LOG.name, 3, b"r" * 32).signed_by(LOG).to_bytes()
    (mirror / "checkpoint").write_bytes(fork)
    table.refused(
        "export", "--store", table.store, "--policy", table.file("log.policy"), "--out", mirror
    )
    assert (mirror / "checkpoint").read_bytes() == fork


@pytest.mark.parametrize("name", ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"])
def test_whatever_is_wrong_with_an_export_is_found_and_named(table, mirror, name):
    path = mirror / name
    data = path.read_bytes()
    for wrong in (
        data[:-20],
        data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        b"",
        data + b"x",
    ):
        path.write_bytes(wrong)
        assert str(mirror) in table.refused("verify", mirror, *table.policies)
    path.unlink()
    assert str(mirror) in table.refused("verify", mirror, *table.policies)
    path.write_bytes(data)
    assert "3 entries" in table.done("verify", mirror, *table.policies)


def test_an_export_that_not_all_cosigned(table):
    table.taken(a=act("H-0"))
    table.appended(table.cosigned("ua"))
    said = table.refused("verify", exported(table), *table.policies)
    assert "Signatures are missing: ru, icrc." in said


def test_an_export_without_the_policy_of_signers(table, mirror):
    said = table.refused("verify", mirror, "--policy", table.file("log.policy"), code=2)
    assert "--signers" in said


# Accusing


def second_history(*references):
    """Another log with the same key: what its keeper shows somebody else."""
    store = begun()
    recorded(store, *(signed(handover(each)) for each in references))
    with store.reading() as reading:
        return head(reading, LOG.public)[1].to_bytes()


def accused(table, one, other, *more):
    out = table.file("accusation")
    policy = ("--policy", table.file("log.policy"))
    told = table.done("accuse", one, other, *policy, *more, "--out", out)
    assert told == ""
    return table.done("verify", out, *policy)


def test_two_trees_of_one_size(table, mirror):
    theirs = table.file("theirs", second_history("H-0", "H-1", "H-9"))
    out = accused(table, mirror / "checkpoint", theirs)
    assert "signed a tree of 3 and a tree of 3 entries.\nBoth cannot be true." in out


def test_no_beginning_of_the_larger_tree(table, mirror):
    theirs = table.file("theirs", second_history("H-0", "H-9"))
    for pair in ((mirror / "checkpoint", theirs), (theirs, mirror / "checkpoint")):
        out = accused(table, *pair, "--larger", mirror)
        assert "signed a tree of 2 and a tree of 3 entries." in out


def test_an_honest_log_is_not_accused(table):
    table.taken(a=act("H-0"))
    early = shutil.copytree(exported(table), table.file("early"))
    table.taken(b=act("H-1"), c=act("H-2"))
    late = exported(table)
    policy = ("--policy", table.file("log.policy"))
    for pair in ((early, late), (late, early), (early, early)):
        said = table.refused(
            "accuse", *(each / "checkpoint" for each in pair), *policy, "--larger", late
        )
        assert "both checkpoints can be true" in said


def test_a_proof_that_is_merely_not_given_accuses_nobody(table, mirror):
    theirs = table.file("theirs", second_history("H-0", "H-9"))
    policy = ("--policy", table.file("log.policy"), "--out", table.file("accusation"))
    said = table.refused("accuse", mirror / "checkpoint", theirs, *policy)
    assert "not the leaves of the larger tree" in said
    assert not table.file("accusation").exists()


def test_another_log_is_not_this_one(table, mirror):
    foreign = Checkpoint("example.org/x", 3, b"r" * 32).signed_by(key("x"))
    file = table.file("foreign", foreign.to_bytes())
    said = table.refused(
        "accuse", mirror / "checkpoint", file, "--policy", table.file("log.policy")
    )
    assert "a checkpoint of example.org/x, not of example.org/log" in said


def test_an_accusation_with_a_byte_changed(table, mirror):
    theirs = table.file("theirs", second_history("H-0", "H-1", "H-9"))
    accused(table, mirror / "checkpoint", theirs)
    file = table.file("accusation")
    data = file.read_bytes()
    file.write_bytes(data[:200] + bytes([data[200] ^ 1]) + data[201:])
    assert str(file) in table.refused("verify", file, "--policy", table.file("log.policy"))


@pytest.mark.parametrize("data", [b"", b"hello\n", b"\xff"])
def test_what_is_no_checkpoint(table, mirror, data):
    table.file("x").write_bytes(data)
    said = table.refused(
        "accuse", mirror / "checkpoint", table.file("x"), "--policy", table.file("log.policy")
    )
    assert str(table.file("x")) in said


def test_acts_of_other_kinds_stand_in_an_export_as_well(table):
    fixed = other("list", "L-1", by="ua", unit="persons", count="2", root="sha256:" + "1" * 64)
    table.taken(list=signed(fixed, ["ua"]))
    table.seen_by_all()
    assert "list L-1  complete" in table.done("verify", exported(table), *table.policies)
