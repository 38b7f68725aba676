"""Checkpoints, cosignatures, proofs and what a party checks before it cosigns."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_work import (
    COSIGNERS,
    KEYS,
    LOG,
    NOW,
    begun,
    cosigners,
    cosigners_bytes,
    handover,
    key,
    recorded,
    signed,
)  # fmt: skip
from repatria.ledger.checkpoint import (
    Checkpoint,
    checkpoint_of,
    cosign,
    cosigned,
    cosigned_message,
    read_checkpoint,
)  # fmt: skip
from repatria.ledger.keys import Use
from repatria.ledger.log import at_size, head, prove, request, take_cosignature
from repatria.ledger.note import Note, read_note
from repatria.ledger.policy import read_policy
from repatria.ledger.proof import Proof, read_proof, verify_proof
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.witness import TOLERANCE, Request, Seen, read_request, witness

ROOT = b"r" * 32


def test_a_checkpoint_is_three_lines_that_its_log_signs():
    told = Checkpoint("example.org/log", 7, ROOT)
    note = told.signed_by(LOG)
    assert note.text.split("\n")[:2] == ["example.org/log", "7"]
    assert checkpoint_of(note.to_bytes(), LOG.public)[0] == told


def test_another_logs_key_signs_no_checkpoint_of_this_one():
    with pytest.raises(LedgerRefused, match="not of the log"):
        Checkpoint("example.org/log", 7, ROOT).signed_by(key("other"))


def test_a_cosignature_is_over_the_time_and_the_whole_checkpoint():
    note = cosign(Checkpoint("example.org/log", 7, ROOT).signed_by(LOG), COSIGNERS["ua"], NOW)
    (seen,) = cosigned(note, [COSIGNERS["ua"].public])
    assert (seen.key, seen.at) == (COSIGNERS["ua"].public, NOW)
    assert cosigned_message(note.text, NOW).startswith(b"cosignature/v1\ntime 1750000000\nexample")
    line = note.signatures[-1]
    later = replace(line, blob=(NOW + 1).to_bytes(8, "big") + line.blob[8:])
    with pytest.raises(LedgerRefused) as told:
        cosigned(replace(note, signatures=(later,)), [COSIGNERS["ua"].public])
    assert told.value.why is Why.SIGNATURE


def test_an_act_key_cosigns_nothing():
    with pytest.raises(LedgerRefused, match="not for cosigning"):
        cosign(Checkpoint("example.org/log", 7, ROOT).signed_by(LOG), KEYS["ua"], NOW)


GOOD_ROOT = "cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI="
BROKEN_CHECKPOINTS = {
    "two lines": "example.org/log\n7\n",
    "a zero before": f"example.org/log\n07\n{GOOD_ROOT}\n",
    "a negative size": f"example.org/log\n-1\n{GOOD_ROOT}\n",
    "a short root": "example.org/log\n7\ncg==\n",
    "an empty line": f"example.org/log\n\n7\n{GOOD_ROOT}\n",
    "too large": f"example.org/log\n9223372036854775808\n{GOOD_ROOT}\n",
}


def test_what_the_broken_ones_are_broken_from_is_a_checkpoint():
    assert read_checkpoint(Note(f"example.org/log\n7\n{GOOD_ROOT}\n")).root == ROOT


@pytest.mark.parametrize("text", BROKEN_CHECKPOINTS.values(), ids=BROKEN_CHECKPOINTS)
def test_broken_checkpoints_are_refused(text):
    with pytest.raises(LedgerRefused) as told:
        read_checkpoint(Note(text))
    assert told.value.why is Why.MALFORMED


def witnessed(store, names=COSIGNERS):
    """The newest checkpoint cosigned by parties that see the log for the first time."""
    for name in names:
        with store.reading() as reading:
            asked = request(reading, LOG.public, 0)
        note, _ = witness(LOG.public, Seen(), asked, COSIGNERS[name], NOW)
        take_cosignature(
            store, LOG.public, note, [each.public for each in COSIGNERS.values()], NOW, TOLERANCE
        )


def proved(entries=5, at=2):
    store = begun()
    notes = [signed(handover(f"H-{each}")) for each in range(entries)]
    recorded(store, *notes)
    witnessed(store)
    with store.reading() as reading:
        return prove(reading, LOG.public, at), notes[at].to_bytes()


def test_a_proof_with_all_cosignatures_is_accepted_and_says_who_saw_the_tree():
    proof, entry = proved()
    told = verify_proof(read_proof(proof.to_bytes()), entry, cosigners())
    assert (told.index, told.checkpoint.size) == (2, 5)
    assert {each.key.name for each in told.cosigned} == {k.name for k in COSIGNERS.values()}


def test_every_changed_byte_of_a_proof_or_of_its_entry_breaks_it():
    proof, entry = proved(3, 1)
    data, policy = proof.to_bytes(), cosigners()
    for at in range(len(data)):
        for new in {data[at] ^ 1, data[at] ^ 0x80}:
            changed = data[:at] + bytes([new]) + data[at + 1 :]
            with pytest.raises(LedgerRefused):
                verify_proof(read_proof(changed), entry, policy)
    for at in range(len(entry)):
        changed = entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :]
        with pytest.raises(LedgerRefused):
            verify_proof(proof, changed, policy)


def test_cosignatures_that_are_missing_are_named():
    proof, entry = proved()
    fewer = replace(proof, checkpoint=Note(proof.checkpoint.text, proof.checkpoint.signatures[:2]))
    with pytest.raises(LedgerRefused, match="ru, icrc") as told:
        verify_proof(fewer, entry, cosigners())
    assert told.value.why is Why.QUORUM
    assert verify_proof(fewer, entry, cosigners("any")).index == 2


def test_a_log_that_the_policy_does_not_know_is_refused():
    proof, entry = proved()
    foreign = cosigners_bytes().replace(LOG.public.vkey.encode(), key("other").public.vkey.encode())
    with pytest.raises(LedgerRefused) as told:
        verify_proof(proof, entry, read_policy(foreign))
    assert told.value.why is Why.UNKNOWN_KEY


def test_what_anybody_may_add_to_a_proof_is_kept_and_not_believed():
    proof, entry = proved()
    more = replace(proof, extra=b"count 26")
    assert read_proof(more.to_bytes()) == more
    assert verify_proof(more, entry, cosigners()) == verify_proof(proof, entry, cosigners())


PROOF, ENTRY = proved()
GOOD = PROOF.to_bytes()
BROKEN = {
    "another header": GOOD.replace(b"proof@v1", b"proof@v2"),
    "no index": GOOD.replace(b"index 2\n", b""),
    "an index with a zero before": GOOD.replace(b"index 2", b"index 02"),
    "a hash that is short": GOOD.replace(b"index 2\n", b"index 2\ncg==\n"),
    "longer than any tree": GOOD.replace(b"index 2\n", b"index 2\n" + (b"r" * 43 + b"=\n") * 70),
    "no checkpoint": GOOD.partition(b"\n\n")[0] + b"\n\n",
    "cut off": GOOD[:-20],
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_proofs_are_refused(data):
    with pytest.raises(LedgerRefused):
        read_proof(data)


@given(
    st.binary() | st.builds(lambda a, b: GOOD[:a] + b + GOOD[a:], st.integers(0, 900), st.binary())
)
def test_any_bytes_are_a_proof_or_refused(data):
    with contextlib.suppress(LedgerRefused):
        assert read_proof(data).to_bytes() == data
    with contextlib.suppress(LedgerRefused):
        assert read_request(data).to_bytes() == data
    with contextlib.suppress(LedgerRefused):
        read_checkpoint(read_note(data))


# What a party checks before it cosigns


def grown(first=3, second=4):
    """A log at two sizes: what a party kept of the first, and the store at the second."""
    store = begun()
    recorded(store, *(signed(handover(f"H-{each}")) for each in range(first)))
    with store.reading() as reading:
        told, _ = head(reading, LOG.public)
    recorded(store, *(signed(handover(f"H-{first + each}")) for each in range(second)))
    return store, Seen(told.size, told.root, NOW)


def asked(store, since):
    with store.reading() as reading:
        return read_request(request(reading, LOG.public, since).to_bytes())


def test_a_party_that_saw_three_entries_cosigns_seven_that_begin_with_them():
    store, seen = grown()
    note, after = witness(LOG.public, seen, asked(store, 3), COSIGNERS["ua"], NOW + 60)
    assert (after.size, after.at) == (7, NOW + 60)
    assert cosigned(note, [COSIGNERS["ua"].public])[0].at == NOW + 60


def test_two_trees_of_one_size_are_a_fork():
    store, _ = grown()
    with store.reading() as reading:
        told, _ = head(reading, LOG.public)
    with pytest.raises(LedgerRefused) as refused:
        witness(LOG.public, Seen(told.size, ROOT, NOW), asked(store, 7), COSIGNERS["ua"], NOW)
    assert refused.value.why is Why.FORK


def test_a_tree_that_does_not_begin_with_what_was_seen_is_not_cosigned():
    store, seen = grown()
    with pytest.raises(LedgerRefused) as refused:
        witness(LOG.public, replace(seen, root=ROOT), asked(store, 3), COSIGNERS["ua"], NOW)
    assert refused.value.why is Why.TREE


def test_an_older_checkpoint_is_not_cosigned_again():
    store, _ = grown()
    with store.reading() as reading:
        old = Request(3, (), at_size(reading, LOG.public, 3)[1])
    with pytest.raises(LedgerRefused) as refused:
        witness(LOG.public, Seen(7, ROOT, NOW), old, COSIGNERS["ua"], NOW)
    assert refused.value.why is Why.REPLAYED


def test_a_clock_that_went_back_a_day_is_noticed_by_the_party_itself():
    store, seen = grown()
    with pytest.raises(LedgerRefused) as refused:
        witness(LOG.public, seen, asked(store, 3), COSIGNERS["ua"], NOW - 86_400)
    assert refused.value.why is Why.CLOCK


@pytest.mark.parametrize(
    ("since", "at", "names", "why"),
    [
        (0, NOW + 86_400, ["ua"], Why.CLOCK),
        (0, NOW, [], Why.UNKNOWN_KEY),
    ],
    ids=["a clock a day ahead", "nobody that is known"],
)
def test_cosignatures_that_the_log_does_not_keep(since, at, names, why):
    store, _ = grown()
    note, _ = witness(LOG.public, Seen(), asked(store, since), COSIGNERS["ua"], at)
    with pytest.raises(LedgerRefused) as refused:
        take_cosignature(
            store, LOG.public, note, [COSIGNERS[name].public for name in names], NOW, TOLERANCE
        )
    assert refused.value.why is why


def test_a_cosignature_on_a_fork_is_refused_by_the_log():
    store, _ = grown()
    fork = Checkpoint("example.org/log", 7, ROOT).signed_by(LOG)
    note = cosign(fork, COSIGNERS["ua"], NOW)
    with pytest.raises(LedgerRefused) as refused:
        take_cosignature(store, LOG.public, note, [COSIGNERS["ua"].public], NOW, TOLERANCE)
    assert refused.value.why is Why.FORK


def test_cosigning_twice_keeps_the_first_line():
    store, _ = grown()
    for at in (NOW, NOW + 5, NOW + 5):
        note, _ = witness(LOG.public, Seen(), asked(store, 0), COSIGNERS["ua"], at)
        kept = take_cosignature(
            store, LOG.public, note, [COSIGNERS["ua"].public], NOW + 5, TOLERANCE
        )
    assert cosigned(kept, [COSIGNERS["ua"].public])[0].at == NOW
    assert len(kept.signatures) == 2
    assert all(each.id != key("ua-sees", Use.NOTE).public.id for each in kept.signatures)


def test_a_proof_says_how_it_is_built():
    assert Proof(PROOF.index, PROOF.path, PROOF.checkpoint) == read_proof(GOOD)
    assert len(GOOD) < 2_000
