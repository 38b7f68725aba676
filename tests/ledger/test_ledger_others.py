"""Implementations that are not ours say what ours says: scitt-cose and sigstore always, aics-tlog
where an environment with it is named.

`REPATRIA_TLOG_PYTHON=/path/to/python` names a Python 3.12 with aics-tlog. Where none is named its
tests are not there, and the last lines of pytest's output say so. Go's sumdb is run by hand:
docs/methods/ledger-verified-by-others.md.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scitt_cose import merkle
from sigstore._internal.rekor.checkpoint import LogCheckpoint, SignedCheckpoint, SignedNote
from sigstore._utils import KeyID
from sigstore.errors import VerificationError

from ledger_vectors_work import FOLDER, OF_ACTS, file
from ledger_work import LOG, begun, handover, recorded, signed
from repatria.ledger.checkpoint import read_checkpoint
from repatria.ledger.exporting import export
from repatria.ledger.log import append, head, prove, request, tiles_from
from repatria.ledger.note import read_note
from repatria.ledger.policy import read_policy
from repatria.ledger.proof import read_proof
from repatria.ledger.storing import Row
from repatria.ledger.tiles import subtrees
from repatria.ledger.tree import consistency, inclusion, leaf_hash, over, root_of

ENTRIES = [b"entry %d" % at for at in range(300)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]

PLAIN = [case for case in OF_ACTS if case["holds"] and case["policy"] == "log.policy"]


def hexed(hashes) -> list[str]:
    return [each.hex() for each in hashes]


# scitt-cose: the tree of RFC 9162


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 255, 256, 257, 300])
def test_scitt_cose_has_the_same_root(size):
    assert merkle.merkle_root(hexed(ENTRIES[:size])) == root_of(LEAVES[:size]).hex()


@settings(deadline=None)
@given(st.integers(1, 300), st.data())
def test_scitt_cose_verifies_our_proofs_of_inclusion_and_no_changed_one(size, data):
    index = data.draw(st.integers(0, size - 1))
    path = hexed(inclusion(index, size, over(LEAVES[:size])))
    root = root_of(LEAVES[:size]).hex()
    assert merkle.verify_inclusion(ENTRIES[index].hex(), index, size, path, root)
    assert not merkle.verify_inclusion(b"another".hex(), index, size, path, root)
    assert not merkle.verify_inclusion(ENTRIES[index].hex(), index, size, [*path, root], root)
    if path:
        assert not merkle.verify_inclusion(ENTRIES[index].hex(), index, size, path[1:], root)


@settings(deadline=None)
@given(st.tuples(st.integers(1, 300), st.integers(1, 300)).map(sorted))
def test_scitt_cose_verifies_our_proofs_of_consistency_and_no_changed_one(sizes):
    old, size = sizes
    path = hexed(consistency(old, size, over(LEAVES[:size])))
    one, two = root_of(LEAVES[:old]).hex(), root_of(LEAVES[:size]).hex()
    assert merkle.verify_consistency(one, two, old, size, path)
    other = root_of(LEAVES[1:old]).hex()
    assert not merkle.verify_consistency(other, two, old, size, path)
    assert not merkle.verify_consistency(one, two, old, size, [*path, one])


@pytest.mark.parametrize("case", [c for c in OF_ACTS if c["holds"]], ids=lambda case: case["name"])
def test_scitt_cose_verifies_the_proof_files(case):
    for act, proof in case["acts"]:
        told = read_proof(file(proof))
        checkpoint = read_checkpoint(told.checkpoint)
        assert merkle.verify_inclusion(
            file(act).hex(), told.index, checkpoint.size, hexed(told.path), checkpoint.root.hex()
        )


def test_scitt_cose_verifies_a_log_with_signed_acts():
    store = begun()
    notes = [signed(handover(f"H-{at}")) for at in range(5)]
    recorded(store, *notes[:3])
    with store.reading() as reading:
        before, _ = head(reading, LOG.public)
    recorded(store, *notes[3:])
    with store.reading() as reading:
        told, _ = head(reading, LOG.public)
        for at, note in enumerate(notes):
            path = hexed(prove(reading, LOG.public, at).path)
            root = told.root.hex()
            assert merkle.verify_inclusion(note.to_bytes().hex(), at, 5, path, root)
        path = hexed(request(reading, LOG.public, 3).path)
    assert merkle.verify_consistency(before.root.hex(), told.root.hex(), 3, 5, path)


# sigstore: checkpoints as Rekor's client reads them


class OneKey:
    """What sigstore asks for signatures, with a key of ours in it."""

    def __init__(self, key) -> None:
        self.key = key

    def verify(self, *, key_id: KeyID, signature: bytes, data: bytes) -> None:
        if key_id[:4] != self.key.id or not self.key.signed(signature, data):
            raise VerificationError("invalid signature")


def test_sigstore_reads_our_checkpoint_and_finds_its_signature():
    text = read_proof(file("handover.tlog-proof")).checkpoint
    told = SignedCheckpoint.from_text(text.to_bytes().decode())
    own = read_checkpoint(text)
    assert (told.checkpoint.origin, told.checkpoint.log_size) == (own.origin, own.size)
    assert told.checkpoint.log_hash == own.root.hex()
    assert [each.name for each in told.signed_note.signatures] == [s.name for s in text.signatures]
    assert [each.sig_hash for each in told.signed_note.signatures] == [
        s.id for s in text.signatures
    ]
    key = the_log()
    told.signed_note.verify(OneKey(key), KeyID(key.id + b"\0" * 28))


def test_sigstore_refuses_a_checkpoint_with_another_size():
    text = read_proof(file("handover.tlog-proof")).checkpoint.to_bytes().decode()
    told = SignedCheckpoint.from_text(text.replace("\n7\n", "\n8\n"))
    key = the_log()
    with pytest.raises(VerificationError, match="invalid signature"):
        told.signed_note.verify(OneKey(key), KeyID(key.id + b"\0" * 28))


def test_sigstore_reads_our_acts_as_notes():
    note = SignedNote.from_text(file("handover.act").decode())
    assert note.note == read_note(file("handover.act")).text
    assert len(note.signatures) == 3


def test_sigstore_reads_a_checkpoint_with_further_lines():
    told = read_checkpoint(read_proof(file("handover.tlog-proof")).checkpoint)
    text = replace(told, extensions=("more",)).text
    assert LogCheckpoint.from_text(text).other_content == ["more"]


def the_log():
    return read_policy(file("log.policy")).logs[0]


# aics-tlog, in a Python of its own


TLOG = os.environ.get("REPATRIA_TLOG_PYTHON", "")
BY_TLOG = Path(__file__).parent / "others" / "by_aics_tlog.py"

if TLOG:

    def by_tlog(*arguments: object) -> str:
        done = subprocess.run(
            [TLOG, BY_TLOG, *map(str, arguments)], capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["name"])
    def test_aics_tlog_says_of_acts_and_proofs_what_the_index_says(case):
        for act, proof in case["acts"]:
            files = (FOLDER / name for name in (case["policy"], case["signers"], act, proof))
            assert by_tlog("act", *files) == "holds\n"

    def test_aics_tlog_refuses_every_tenth_byte_changed(tmp_path):
        act, proof = file("handover.act"), file("handover.tlog-proof")
        (tmp_path / "act").write_bytes(act)
        (tmp_path / "proof").write_bytes(proof)
        policies = FOLDER / "log.policy", FOLDER / "signers.policy"
        said = by_tlog("bytes", *policies, tmp_path / "act", tmp_path / "proof")
        assert said == f"{-(-len(act) // 10) + -(-len(proof) // 10)} refused\n"

    @pytest.mark.parametrize("size", [1, 255, 256, 257, 700])
    def test_aics_tlog_audits_every_tile_and_bundle_of_an_export(size, tmp_path):
        store = begun()
        append(store, LOG, [Row(e, leaf_hash(e)) for e in (b"%d" % at for at in range(size))])
        with store.reading() as reading:
            for path, data in export(reading, LOG.public):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_bytes(data)
            old = max(1, size // 3)
            (tmp_path / "growth").write_text("\n".join(hexed(request_from(reading, old))))
        told = root_of([leaf_hash(b"%d" % at) for at in range(old)]).hex()
        assert by_tlog("export", tmp_path, LOG.public.vkey, old, told) == f"{size} entries\n"

    def request_from(reading, old):
        size = head(reading, LOG.public)[0].size
        return consistency(old, size, subtrees(size, tiles_from(reading)))
