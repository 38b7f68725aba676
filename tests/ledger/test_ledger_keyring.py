"""Keys over time: rotation, revocation, loss; a stolen key; the order of acts in one batch."""

from __future__ import annotations

import pytest

from ledger_work import (
    COSIGNERS,
    KEYS,
    NOW,
    PARTIES,
    begun,
    handover,
    key,
    other,
    recorded,
    signed,
    signers,
)
from repatria.ledger.act_values import time_of
from repatria.ledger.keyring import keyring, missing_for_keys
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.note import Note
from repatria.ledger.policy import Member, read_policy
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.standing import Standing, history

NEW = key("ua-2")
NEWER = key("ua-3")


def rotation(new=NEW, old=None, holder="ua", reference="K-1"):
    replaced = (old or KEYS[holder]).public.vkey
    return other("key", reference, holder=holder, vkey=new.public.vkey, replaces=replaced)


def bringing(new=NEW, holder="ua", reference="K-1"):
    return other("key", reference, holder=holder, vkey=new.public.vkey)


def revocation(*by, of=None, holder="ua", loss="stolen", **more):
    vkey = (of or KEYS["ua"]).public.vkey
    return other("revocation", "V-1", by=list(by), holder=holder, vkey=vkey, loss=loss, **more)


def refused(store, *notes, policy=None, **more) -> Why:
    with pytest.raises(LedgerRefused) as told:
        recorded(store, *notes, policy=policy, **more)
    return told.value.why


def told_by(store, policy=None):
    with store.reading() as reading:
        return history(policy or signers(), reading.entries(0, 99))


def last(store, policy=None) -> Standing:
    return list(told_by(store, policy).told.values())[-1].standing


def others(name="H-2", new=NEW):
    return signed(handover(name), [new, "ru", "icrc"])


# Rotation


def test_a_key_is_replaced_by_one_that_both_signed():
    store = begun()
    recorded(store, signed(handover()))
    recorded(store, signed(rotation(), ["ua", NEW]))
    recorded(store, others())
    assert last(store) is Standing.COMPLETE
    assert refused(store, signed(handover("H-3"))) is Why.KEY
    assert [t.standing for t in told_by(store).told.values()] == [Standing.COMPLETE] * 3


@pytest.mark.parametrize("by", [["ua"], [NEW, "ua"][:1]], ids=["the old alone", "the new alone"])
def test_a_rotation_that_one_of_the_two_did_not_sign_changes_nothing(by):
    store = begun()
    if by == [NEW]:
        assert refused(store, signed(rotation(), by)) is Why.UNKNOWN_KEY
    else:
        recorded(store, signed(rotation(), by))
        assert last(store) is Standing.PROPOSED
    assert refused(store, others()) is Why.UNKNOWN_KEY
    recorded(store, signed(handover()))


def test_the_new_key_signs_the_entry_that_completes():
    store = begun()
    recorded(store, signed(rotation(), ["ua"]))
    recorded(store, signed(rotation(), ["ru", NEW]))
    assert last(store) is Standing.COMPLETE


def test_a_further_key_beside_the_first():
    store = begun()
    recorded(store, signed(bringing(), ["ua", NEW]))
    recorded(store, signed(handover("H-1")), others("H-2"))
    assert last(store) is Standing.COMPLETE


def test_a_chain_of_rotations():
    store = begun()
    recorded(store, signed(rotation(), ["ua", NEW]))
    recorded(store, signed(rotation(NEWER, NEW, reference="K-2"), [NEW, NEWER]))
    recorded(store, others(new=NEWER))
    for old in (KEYS["ua"], NEW):
        assert refused(store, others("H-3", old)) is Why.KEY


def test_a_key_for_cosigning_needs_its_holder_alone():
    store = begun()
    sees = key("ua-sees-2", Use.COSIGN)
    recorded(store, signed(bringing(sees), ["ua"]))
    assert last(store) is Standing.COMPLETE
    line = COSIGNERS["ua"].public
    assert all(each.key != line for each in told_by(store).ring.held)


def test_a_wrong_signature_of_the_new_key():
    note = signed(rotation(), ["ua"])
    wrong = signed(rotation(reference="K-9"), [NEW]).signatures[0]
    assert refused(begun(), note.with_line(wrong)) is Why.SIGNATURE


def test_a_line_of_the_new_cosigning_key_is_nothing_that_can_be_checked():
    sees = key("ua-sees-2", Use.COSIGN)
    line = SigningKey(sees.name, Use.NOTE, sees.seed)
    made_up = signed(handover(), [line]).signatures[0]
    same_id = type(made_up)(made_up.name, sees.public.id, made_up.blob)
    assert refused(begun(), signed(bringing(sees), ["ua"]).with_line(same_id)) is Why.UNKNOWN_KEY


@pytest.mark.parametrize(
    "act",
    [
        bringing(KEYS["ru"]),
        bringing(SigningKey("example.org/another-name", Use.NOTE, KEYS["ru"].seed)),
        rotation(NEW, NEWER),
        rotation(NEW, KEYS["ru"]),
    ],
    ids=["a known key", "a known key renamed", "in place of an unknown key", "of another's key"],
)
def test_keys_that_cannot_be(act):
    assert refused(begun(), signed(act, ["ua"])) is Why.KEY


def test_nobody_brings_a_key_that_looks_like_anothers(monkeypatch):
    """Of two keys with one name and one ID, no line could be told from the other's: whoever found
    one by trying (32 bits) could spoil the other's signatures."""
    monkeypatch.setattr("repatria.ledger.keys._id", lambda name, use, public: b"same")
    twin = SigningKey(KEYS["ru"].name, Use.NOTE, b"t" * 32)
    assert refused(begun(), signed(bringing(twin), ["ua"]), policy=signers()) is Why.KEY


# Revocation


def test_a_holder_revokes_with_a_key_that_is_left():
    store = begun()
    recorded(store, signed(bringing(), ["ua", NEW]))
    recorded(store, signed(revocation("ua"), [NEW]))
    assert refused(store, signed(handover())) is Why.KEY
    recorded(store, others())


def test_a_holder_revokes_with_the_key_itself():
    store = begun()
    recorded(store, signed(handover()), signed(revocation("ua"), ["ua"]))
    assert refused(store, signed(handover("H-2"))) is Why.KEY
    assert told_by(store).told[handover().digest].standing is Standing.COMPLETE


def test_the_others_of_the_quorum_revoke():
    store = begun()
    recorded(store, signed(revocation("ru", "icrc"), ["ru"]))
    recorded(store, signed(handover()))
    recorded(store, signed(revocation("ru", "icrc"), ["icrc"]))
    assert refused(store, signed(handover("H-2"))) is Why.KEY


@pytest.mark.parametrize("by", ["ru", "icrc"])
def test_nobody_revokes_anothers_key_alone(by):
    for policy in (signers(), signers("parties"), signers("ua")):
        store = begun()
        recorded(store, signed(revocation(by), [by]), policy=policy)
        assert last(store, policy) is Standing.PROPOSED
        recorded(store, signed(handover()), policy=policy)


def test_whoever_is_named_as_revoking_must_sign():
    store = begun()
    recorded(store, signed(revocation("ua", "icrc"), ["ua"]))
    assert last(store) is Standing.PROPOSED
    recorded(store, signed(revocation("ua", "icrc"), ["icrc"]))
    assert last(store) is Standing.COMPLETE


@pytest.mark.parametrize(
    "act",
    [revocation("ua", of=NEW), revocation("ru", holder="ru")],
    ids=["of a key that is not here", "of a key of somebody else"],
)
def test_revocations_of_nothing(act):
    assert refused(begun(), signed(act, [act["by"]])) is Why.KEY


def test_a_key_cannot_be_revoked_twice():
    store = begun()
    recorded(store, signed(bringing(), ["ua", NEW]), signed(revocation("ua"), ["ua"]))
    again = other(
        "revocation", "V-2", by="ua", holder="ua", vkey=KEYS["ua"].public.vkey, loss="lost"
    )
    assert refused(store, signed(again, [NEW])) is Why.KEY


def test_a_revoked_key_never_comes_back():
    store = begun()
    recorded(store, signed(bringing(), ["ua", NEW]), signed(revocation("ua"), [NEW]))
    assert refused(store, signed(bringing(KEYS["ua"], reference="K-2"), [NEW])) is Why.KEY


# A stolen key


def stolen():
    """A log in which the key of a party was revoked as stolen."""
    store = begun()
    recorded(store, signed(handover("H-1")))
    since = time_of(NOW - 7200)
    recorded(store, signed(revocation("ru", "icrc", since=since), ["ru", "icrc"]))
    return store


def test_a_stolen_key_signs_nothing_after_its_revocation():
    assert refused(stolen(), signed(handover("H-2"))) is Why.KEY


def test_nor_for_a_time_before_it():
    early = {name: time_of(NOW - 10_800) for name in ("opened", "closed", "made")}
    assert refused(stolen(), signed(handover("H-2", **early))) is Why.KEY


def test_nor_does_it_complete_what_was_proposed_before():
    store = begun()
    recorded(store, signed(handover(), ["ru", "icrc"]))
    recorded(store, signed(revocation("ru", "icrc"), ["ru", "icrc"]))
    assert refused(store, signed(handover(), ["ua"])) is Why.KEY
    assert told_by(store).told[handover().digest].standing is Standing.PROPOSED


def test_what_it_signed_before_stays_as_it_was_signed():
    assert next(iter(told_by(stolen()).told.values())).standing is Standing.COMPLETE


def test_a_thief_cannot_bring_a_key_after_the_revocation():
    assert refused(stolen(), signed(bringing(), ["ua", NEW])) is Why.KEY


# All keys lost


def test_the_others_vouch_for_a_new_key():
    store = stolen()
    recorded(store, signed(bringing(), [NEW, "ru", "icrc"]))
    assert last(store) is Standing.COMPLETE
    recorded(store, others())
    assert last(store) is Standing.COMPLETE


@pytest.mark.parametrize("by", [[NEW, "ru"], ["ru", "icrc"], [NEW, "icrc"]])
def test_not_alone_and_not_without_the_key_itself(by):
    store = stolen()
    recorded(store, signed(bringing(), by))
    assert last(store) is Standing.PROPOSED
    assert refused(store, others()) is Why.UNKNOWN_KEY


def test_nobody_is_vouched_for_while_they_have_a_key():
    store = begun()
    recorded(store, signed(bringing(), [NEW, "ru", "icrc"]))
    assert last(store) is Standing.PROPOSED


def test_of_two_parties_alone_neither_takes_the_others_place():
    policy, store = two(), begun()
    mine = signed(
        other("revocation", "V-1", by="ru", holder="ua", vkey=KEYS["ua"].public.vkey, loss="lost"),
        ["ru"],
    )
    recorded(store, mine, policy=policy)
    assert last(store, policy) is Standing.PROPOSED
    recorded(store, signed(revocation("ua", loss="lost"), ["ua"]), policy=policy)
    recorded(store, signed(bringing(), [NEW, "ru"]), policy=policy)
    assert last(store, policy) is Standing.PROPOSED
    assert told_by(store, policy).told[bringing().digest].missing == ("ua",)


def two():
    lines = [f"signer {name} {KEYS[name].public.vkey}\n" for name in ("ua", "ru")]
    text = "".join([*lines, "group parties all ua ru\nquorum parties\n"])
    return read_policy(text.encode(), Member.SIGNER)


def test_without_a_quorum_all_others_vouch():
    lines = [f"signer {name} {one.public.vkey}\n" for name, one in KEYS.items()]
    policy = read_policy("".join([*lines, "quorum none\n"]).encode(), Member.SIGNER)
    ring = keyring(policy).after(revocation("ua"), 4)
    note = Note(bringing().text).signed_by(NEW)

    def missing(*by):
        return missing_for_keys(ring, bringing(), note, by, 9)

    assert missing() == ("ru", "icrc")
    assert missing("ru") == ("icrc",)
    assert missing("ru", "icrc") == ()


# One batch


def test_a_batch_in_which_the_old_key_signs_before_its_rotation():
    store = begun()
    recorded(store, signed(handover()), signed(rotation(), ["ua", NEW]), others())
    assert last(store) is Standing.COMPLETE


@pytest.mark.parametrize(
    ("batch", "why"),
    [
        ([signed(rotation(), ["ua", NEW]), signed(handover())], Why.KEY),
        ([others(), signed(rotation(), ["ua", NEW])], Why.UNKNOWN_KEY),
        ([signed(revocation("ua"), ["ua"]), signed(handover())], Why.KEY),
        ([signed(revocation("ua"), ["ua"]), signed(rotation(), ["ua", NEW])], Why.KEY),
    ],
    ids=[
        "the old one after it",
        "the new one before it",
        "after its revocation",
        "revoked, then replaced",
    ],
)
def test_the_order_of_acts_in_a_batch_decides(batch, why):
    store = begun()
    assert refused(store, *batch) is why
    with store.reading() as reading:
        assert list(reading.entries(0, 9)) == []


def test_two_parties_bring_the_same_key_and_one_of_them_has_it():
    store = begun()
    theirs = bringing(holder="ru", reference="K-2")
    recorded(store, signed(bringing(), ["ua"]), signed(theirs, ["ru", NEW]))
    assert refused(store, signed(bringing(), [NEW, "ua"])) is Why.KEY


def test_who_is_in_the_policy_has_one_key_from_the_beginning():
    ring = keyring(signers())
    for name in PARTIES:
        assert ring.of(name, 0) == (KEYS[name].public,)
    assert ring.of("nobody", 0) == ()
