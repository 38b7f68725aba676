"""What somebody who wishes a log ill would try: to stop it, to make it sign a second history, to
have it take back what was signed, to write on the screen of whoever reads."""

from __future__ import annotations

import hashlib

import pytest

from ledger_work import (
    COSIGNERS,
    KEYS,
    LOG,
    NONE_YET,
    NOW,
    ORIGIN,
    begun,
    handover,
    key,
    other,
    recorded,
    signed,
    signers,
)
from repatria.ledger.act import Act, make_act
from repatria.ledger.admitting import MOST_SAID, record_cosignature
from repatria.ledger.checkpoint import Checkpoint, cosign, cosigned
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.log import head
from repatria.ledger.note import MOST_SIGNATURES, Note, Signature
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.standing import Standing, history
from repatria.ledger.storing import MemoryStore
from repatria.ledger.verifying import readmitted


def newest(store: MemoryStore) -> Note:
    with store.reading() as reading:
        return head(reading, LOG.public)[1]


def standings(store: MemoryStore) -> list[Standing]:
    with store.reading() as reading:
        told = history(signers(), reading.entries(0, 99)).told.values()
    return [each.standing for each in told]


def refused(store: MemoryStore, *notes: Note) -> LedgerRefused:
    with pytest.raises(LedgerRefused) as told:
        recorded(store, *notes)
    return told.value


# To stop it


def test_no_number_of_cosignatures_makes_the_checkpoint_unreadable() -> None:
    """A checkpoint only gains lines: one that could not be read would end the log."""
    store, known = begun(), [each.public for each in COSIGNERS.values()]
    recorded(store, signed(handover()))
    bare = newest(store)
    for at in range(NOW - 2 * MOST_SIGNATURES, NOW):
        record_cosignature(
            store, LOG.public, known, cosign(bare, COSIGNERS["ua"], at).to_bytes(), NOW
        )
    record_cosignature(store, LOG.public, known, cosign(bare, COSIGNERS["ru"], NOW).to_bytes(), NOW)
    told = cosigned(newest(store), known)
    assert [(each.key.name, each.at) for each in told] == [
        ("example.org/ua-sees", NOW - 2 * MOST_SIGNATURES), ("example.org/ru-sees", NOW)
    ]  # fmt: skip
    assert len(newest(store).signatures) == 3
    assert recorded(store, signed(handover("H-2"))).stop == 2


def test_a_note_takes_no_line_with_which_it_could_not_be_read() -> None:
    note = Note("a text\n")
    for at in range(MOST_SIGNATURES):
        note = note.with_line(Signature(f"k{at}", b"abcd", b"x"))
    with pytest.raises(LedgerRefused, match="more than 64 signatures"):
        note.with_line(Signature("one-more", b"abcd", b"x"))
    with pytest.raises(LedgerRefused, match="longer than 65535 bytes"):
        Note("a text\n").with_line(Signature("n" * 65_600, b"abcd", b"x"))


# To make it sign a second history


def test_a_flipped_bit_in_the_tiles_is_noticed_before_anything_is_signed() -> None:
    store = begun()
    for number in range(3):
        recorded(store, signed(handover(f"H-{number}")))
    before, hashes = newest(store), bytearray(store._tiles[0, 0])
    hashes[40] ^= 1
    for broken in (bytes(hashes), bytes(hashes[:64])):
        store._tiles[0, 0] = broken
        told = refused(store, signed(handover("H-3")))
        assert (told.why, "do not make the root" in str(told)) == (Why.STORE, True)
    assert newest(store) == before


def test_a_cosignature_of_a_size_that_the_store_never_had_is_a_fork_and_in_the_trail() -> None:
    store = begun()
    recorded(store, signed(handover()))
    data = cosign(Checkpoint(ORIGIN, 7, b"r" * 32).signed_by(LOG), COSIGNERS["ua"], NOW).to_bytes()
    with pytest.raises(LedgerRefused) as told:
        record_cosignature(store, LOG.public, [COSIGNERS["ua"].public], data, NOW)
    assert told.value.why is Why.FORK
    (line,) = store.refusals()
    assert (line.why, line.digest) == ("fork", hashlib.sha256(data).digest())


# To have it take back what was signed


def elsewhere() -> list[Act]:
    """What says that it corrects the handover, and is another thing."""
    first = handover(intermediary=[]).digest
    return [
        other("commitment", "H-1", by="ua", subject="S", count="0", root=NONE_YET, corrects=first),
        handover("H-9", intermediary=[], corrects=first),
    ]


@pytest.mark.parametrize("act", elsewhere(), ids=["of another kind", "on another reference"])
def test_what_needed_the_quorum_is_not_corrected_by_something_else(act: Act) -> None:
    store = begun()
    recorded(store, signed(handover(intermediary=[])))
    told = refused(store, signed(act))
    assert (told.why, "another of its own kind" in str(told)) == (Why.REPLAYED, True)
    found = history(
        signers(), [signed(handover(intermediary=[])).to_bytes(), signed(act).to_bytes()]
    )
    assert [each.standing for each in found.told.values()] == [Standing.COMPLETE] * 2


# Mirrors of a log that took what no log may


def of_another_log() -> Note:
    told = {name: value for name, value in handover().fields if name != "log"}
    return signed(make_act("handover", {**told, "log": "example.org/training"}))


FALSE = {
    "an act of another log": ([of_another_log()], 0, Why.REPLAYED),
    "two counts of one handover": (
        [signed(handover()), signed(handover(count="24"))], 1, Why.REPLAYED,
    ),
    "the same act again": ([signed(handover()), signed(handover())], 1, Why.REPLAYED),
    "a correction of nothing": ([signed(handover(corrects=NONE_YET))], 0, Why.REPLAYED),
}  # fmt: skip


@pytest.mark.parametrize(("notes", "at", "why"), FALSE.values(), ids=FALSE)
def test_a_history_that_no_honest_log_has_is_refused_whole(notes, at, why) -> None:
    entries = [each.to_bytes() for each in notes]
    history(signers(), entries)
    with pytest.raises(LedgerRefused, match=f"^Entry {at}: ") as told:
        readmitted(signers(), ORIGIN, entries)
    assert told.value.why is why


def test_a_history_that_the_log_took_is_taken_again_years_later() -> None:
    store, new = begun(), key("ua-new")
    change = other("key", "K-1", holder="ua", vkey=new.public.vkey, replaces=KEYS["ua"].public.vkey)
    recorded(store, signed(handover(), ["ua"]), signed(change, ["ua", new]))
    recorded(store, signed(handover(), ["ru", "icrc"]))
    recorded(store, signed(handover(count="24", corrects=handover().digest), [new, "ru", "icrc"]))
    with store.reading() as reading:
        entries = list(reading.entries(0, 99))
    told = readmitted(signers(), ORIGIN, entries).told
    assert told == history(signers(), entries).told
    assert [str(each.standing) for each in told.values()] == ["corrected", "complete", "complete"]


# To deceive whoever signs or reads


def test_a_false_line_in_a_signers_own_name_does_not_pass_for_signed() -> None:
    own = KEYS["ua"].public
    note = Note(handover().text).with_line(Signature(own.name, own.id, b"\0" * 64))
    with pytest.raises(LedgerRefused) as told:
        note.signed_by(KEYS["ua"])
    assert told.value.why is Why.SIGNATURE


def test_a_strangers_name_neither_fills_the_trail_nor_steers_a_screen() -> None:
    store = begun()
    stranger = Signature("x\x9b2J\u202e" + "A" * 50_000, b"abcd", b"0" * 64)
    refused(store, Note(handover().text).with_line(stranger))
    (line,) = store.refusals()
    assert line.sentence.isprintable()
    assert r"x\x9b2J\u202eAAA" in line.sentence
    assert len(line.sentence) < MOST_SAID + 50


@pytest.mark.parametrize("name", ["a\x9bb", "a\u202eb", "a\u200bb"])
def test_a_key_with_a_name_that_nobody_sees_does_not_come_by_an_act(name: str) -> None:
    """`verify_act.py` refuses it: acts signed with it would have two verdicts."""
    unseen = SigningKey(name, Use.NOTE, b"u" * 32).public.vkey
    with pytest.raises(LedgerRefused, match="field vkey"):
        other("key", "K-1", holder="ua", vkey=unseen)
