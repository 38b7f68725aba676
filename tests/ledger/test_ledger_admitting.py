"""What the log takes and what it refuses: every refusal has its reason and stays in the trail."""

from __future__ import annotations

import hashlib

import pytest

from ledger_work import (
    COSIGNERS,
    KEYS,
    LOG,
    NOW,
    begun,
    handover,
    key,
    other,
    recorded,
    signed,
    signers,
)
from repatria.ledger.act_values import time_of
from repatria.ledger.admitting import LATE, record, record_cosignature
from repatria.ledger.checkpoint import Checkpoint, cosign
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.log import head
from repatria.ledger.note import Note
from repatria.ledger.policy import Member, read_policy
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.standing import Standing, history
from repatria.ledger.witness import TOLERANCE

DAY = 86_400


def refused(store, *notes, now=NOW, policy=None) -> LedgerRefused:
    """That the log takes nothing of these, and keeps why with the digest of the one at fault."""
    before, trail = size(store), len(trail_of(store))
    with pytest.raises(LedgerRefused) as told:
        recorded(store, *notes, now=now, policy=policy)
    assert size(store) == before
    (*_, last) = trail_of(store)
    assert len(trail_of(store)) == trail + 1
    assert (last.at, last.why, last.sentence) == (now, told.value.why, str(told.value))
    digests = {hashlib.sha256(each.to_bytes()).digest() for each in notes}
    assert last.digest in digests
    return told.value


def size(store) -> int:
    with store.reading() as reading:
        return head(reading, LOG.public)[0].size


def trail_of(store):
    with store.reading() as reading:
        return list(reading.refusals())


def standings(store, policy=None) -> list[Standing]:
    with store.reading() as reading:
        return [
            t.standing for t in history(policy or signers(), reading.entries(0, 99)).told.values()
        ]


def test_an_act_that_all_signed_is_taken_and_complete():
    store = begun()
    done = recorded(store, signed(handover()))
    assert (done.start, done.stop) == (0, 1)
    assert standings(store) == [Standing.COMPLETE]
    assert trail_of(store) == []


def test_signatures_may_come_one_by_one_and_in_any_order():
    store = begun()
    for at, name in enumerate(["icrc", "ua"]):
        recorded(store, signed(handover(), [name]))
        assert (standings(store), size(store)) == ([Standing.PROPOSED], at + 1)
    recorded(store, signed(handover(), ["ru", "ua"]))
    assert standings(store) == [Standing.COMPLETE]
    assert refused(store, signed(handover(), ["ru"])).why is Why.REPLAYED


def test_signatures_one_by_one_within_one_batch():
    store = begun()
    recorded(store, *(signed(handover(), [name]) for name in KEYS))
    assert standings(store) == [Standing.COMPLETE]


# A wrong signature, a foreign key


def test_a_signature_over_another_text():
    wrong = Note(handover(count="26").text, signed(handover()).signatures)
    assert refused(begun(), wrong).why is Why.SIGNATURE


def test_one_wrong_signature_among_good_ones():
    one = signed(handover(), ["ua"]).signatures
    wrong = Note(handover(count="26").text, one)
    assert refused(begun(), signed(handover(count="26"), ["ru", "icrc"]).with_line(one[0])).why is (
        Why.SIGNATURE
    )
    assert refused(begun(), wrong).why is Why.SIGNATURE


@pytest.mark.parametrize(
    "by",
    [
        ["ua", "ru", "icrc", key("stranger")],
        [SigningKey(KEYS["ua"].name, Use.NOTE, b"f" * 32), "ru", "icrc"],
        [key("stranger")],
        [],
    ],
    ids=["beside good ones", "under a party's name", "alone", "nobody"],
)
def test_a_foreign_key(by):
    assert refused(begun(), signed(handover(), by)).why is Why.UNKNOWN_KEY


def test_a_line_of_a_cosigning_key_under_an_act():
    line = cosign(
        Checkpoint("example.org/x", 1, b"r" * 32).signed_by(key("x")), COSIGNERS["ua"], NOW
    )
    note = signed(handover()).with_line(line.signatures[-1])
    assert refused(begun(), note).why is Why.UNKNOWN_KEY


def test_a_key_that_stands_under_the_act_twice():
    note = signed(handover())
    assert refused(begun(), note.with_line(note.signatures[0])).why is Why.MALFORMED


def test_a_known_party_that_has_nothing_to_do_with_the_act_may_sign_it_and_completes_nothing():
    store = begun()
    recorded(store, signed(other("commitment", by="ua", subject="S", count="1", root=ROOT), ["ru"]))
    assert standings(store) == [Standing.PROPOSED]


ROOT = "sha256:" + "1" * 64


# A replayed act


def test_the_same_act_again():
    store = begun()
    recorded(store, signed(handover()))
    assert refused(store, signed(handover())).why is Why.REPLAYED


def test_the_same_act_twice_in_one_batch():
    assert refused(begun(), signed(handover()), signed(handover())).why is Why.REPLAYED


def test_a_proposed_act_again_with_no_further_signature():
    store = begun()
    recorded(store, signed(handover(), ["ua"]))
    assert refused(store, signed(handover(), ["ua"])).why is Why.REPLAYED


def test_an_act_of_another_log():
    told = refused(begun(), signed(handover(log="example.org/other")))
    assert told.why is Why.REPLAYED
    assert "example.org/other" in str(told)


def test_a_second_complete_act_on_the_same_reference():
    store = begun()
    recorded(store, signed(handover()))
    assert "H-1" in str(told := refused(store, signed(handover(count="26"))))
    assert told.why is Why.REPLAYED


def test_two_proposals_on_one_reference_and_only_one_of_them_completes():
    store = begun()
    recorded(store, signed(handover(), ["ua"]), signed(handover(count="26"), ["ru"]))
    recorded(store, signed(handover(count="26"), ["ua", "icrc"]))
    assert refused(store, signed(handover(), ["ru", "icrc"])).why is Why.REPLAYED
    assert standings(store) == [Standing.PROPOSED, Standing.COMPLETE]


def test_another_kind_on_the_same_reference_is_no_replay():
    store = begun()
    fixed = other("list", "H-1", by="ua", unit="persons", count="25", root=ROOT)
    recorded(store, signed(handover()), signed(fixed, ["ua"]))
    assert standings(store) == [Standing.COMPLETE] * 2


# A clock that is wrong by a day


@pytest.mark.parametrize("field", ["made", "opened", "closed"])
def test_a_clock_a_day_ahead(field):
    later = {name: time_of(NOW + DAY) for name in ("opened", "closed", "made")}
    chosen = {"made": {"made"}, "closed": {"made", "closed"}, "opened": set(later)}[field]
    told = refused(begun(), signed(handover(**{name: later[name] for name in chosen})))
    assert told.why is Why.CLOCK


def test_a_clock_a_day_behind_must_say_why():
    store = begun()
    times = {"opened": NOW - DAY, "closed": NOW - DAY, "made": NOW - DAY}
    told = {name: time_of(at) for name, at in times.items()}
    late = refused(store, signed(handover(**told)))
    assert late.why is Why.CLOCK
    assert "late" in str(late)
    recorded(store, signed(handover(late="on paper: no power at the line", **told)))
    assert standings(store) == [Standing.COMPLETE]


def test_how_far_two_clocks_may_differ():
    told = {name: time_of(NOW + TOLERANCE) for name in ("opened", "closed", "made")}
    recorded(begun(), signed(handover(**told)))
    assert refused(begun(), signed(handover(**told)), now=NOW - 1).why is Why.CLOCK
    at = {name: time_of(NOW) for name in ("opened", "closed", "made")}
    recorded(begun(), signed(handover(**at)), now=NOW + LATE)
    assert refused(begun(), signed(handover(**at)), now=NOW + LATE + 1).why is Why.CLOCK


def test_a_reason_is_no_leave_for_a_time_that_has_not_come():
    told = {name: time_of(NOW + DAY) for name in ("opened", "closed", "made")}
    assert refused(begun(), signed(handover(late="early", **told))).why is Why.CLOCK


# Refusals and corrections are acts


def refusal(of=None, by="ru"):
    return other(
        "refusal", f"R-{by}", by=by, of=(of or handover()).digest, reason="24 were counted"
    )


def test_a_refusal_of_somebody_who_must_sign():
    store = begun()
    recorded(store, signed(handover(), ["ua"]), signed(refusal(), ["ru"]))
    assert standings(store) == [Standing.REFUSED, Standing.COMPLETE]


def test_who_signs_after_all_takes_the_refusal_back():
    store = begun()
    recorded(store, signed(handover(), ["ua"]), signed(refusal(), ["ru"]))
    recorded(store, signed(handover(), ["ru", "icrc"]))
    assert standings(store) == [Standing.COMPLETE, Standing.COMPLETE]


def test_another_signature_does_not_take_it_back():
    store = begun()
    recorded(store, signed(handover(), ["ua"]), signed(refusal(), ["ru"]))
    recorded(store, signed(handover(), ["icrc"]))
    assert standings(store)[0] is Standing.REFUSED


def test_what_is_complete_stays_so_whoever_refuses_it_later():
    store = begun()
    recorded(store, signed(handover()), signed(refusal(), ["ru"]))
    assert standings(store)[0] is Standing.COMPLETE


def test_a_refusal_by_somebody_who_need_not_sign_changes_nothing():
    store = begun()
    fixed = other("list", "L-1", by="ua", unit="persons", count="25", root=ROOT)
    recorded(store, signed(fixed, ["ru"]), signed(refusal(fixed), ["ru"]))
    assert standings(store)[0] is Standing.PROPOSED


def test_a_refusal_that_its_author_did_not_sign():
    store = begun()
    recorded(store, signed(handover(), ["ua"]), signed(refusal(by="ru"), ["ua"]))
    assert standings(store) == [Standing.PROPOSED, Standing.PROPOSED]


def test_a_refusal_of_what_is_not_in_the_log():
    assert refused(begun(), signed(refusal(), ["ru"])).why is Why.REPLAYED


def test_a_correction_by_the_same_signers():
    store = begun()
    recorded(store, signed(handover()))
    recorded(store, signed(handover(count="24", corrects=handover().digest)))
    assert standings(store) == [Standing.CORRECTED, Standing.COMPLETE]
    assert (
        refused(store, signed(handover(count="23", corrects=handover().digest))).why is Why.REPLAYED
    )


def test_a_correction_of_a_correction():
    store, before = begun(), handover()
    recorded(store, signed(before))
    for count in ("24", "23", "22"):
        before = handover(count=count, corrects=before.digest)
        recorded(store, signed(before))
    assert standings(store) == [Standing.CORRECTED] * 3 + [Standing.COMPLETE]


def test_a_correction_that_somebody_has_yet_to_sign_corrects_nothing():
    store = begun()
    recorded(store, signed(handover()))
    recorded(store, signed(handover(count="24", corrects=handover().digest), ["ua", "ru"]))
    assert standings(store) == [Standing.COMPLETE, Standing.PROPOSED]


def test_a_correction_of_what_is_not_in_the_log():
    assert refused(begun(), signed(handover(corrects=ROOT))).why is Why.REPLAYED


def test_two_parties_cannot_correct_what_the_intermediary_signed_too():
    policy, store = signers("parties"), begun()
    recorded(store, signed(handover()), policy=policy)
    without = handover(intermediary=[], count="24", corrects=handover().digest)
    told = refused(store, signed(without, ["ua", "ru"]), policy=policy)
    assert (told.why, "icrc" in str(told)) == (Why.QUORUM, True)
    recorded(store, signed(without), policy=policy)
    assert standings(store, policy) == [Standing.CORRECTED, Standing.COMPLETE]


# All or nothing, and the trail


def test_one_bad_act_keeps_the_whole_batch_out_and_is_the_one_in_the_trail():
    store = begun()
    good, bad = signed(handover("H-1")), signed(handover("H-2"), [key("stranger")])
    refused(store, good, bad, signed(handover("H-3")))
    (told,) = trail_of(store)
    assert told.digest == hashlib.sha256(bad.to_bytes()).digest()
    assert recorded(store, good).stop == 1


@pytest.mark.parametrize("data", [b"", b"\xff", b"hello\n", signed(handover()).to_bytes()[:-5]])
def test_rubbish_goes_into_the_trail_with_its_digest(data):
    store = begun()
    with pytest.raises(LedgerRefused) as told:
        record(store, LOG, signers(), [signed(handover()).to_bytes(), data], NOW)
    assert told.value.why is Why.MALFORMED
    (kept,) = trail_of(store)
    assert (kept.digest, kept.why) == (hashlib.sha256(data).digest(), "malformed")
    assert size(store) == 0


def test_a_log_is_not_gone_on_with_by_another_key():
    with pytest.raises(LedgerRefused) as told:
        record(begun(), key("other"), signers(), [signed(handover()).to_bytes()], NOW)
    assert told.value.why is Why.UNKNOWN_KEY


@pytest.mark.parametrize(
    ("checkpoint", "at", "why"),
    [
        (Checkpoint("example.org/log", 1, b"r" * 32), NOW, Why.FORK),
        (None, NOW + DAY, Why.CLOCK),
    ],
    ids=["on a fork", "a clock a day ahead"],
)
def test_a_cosignature_that_is_refused_is_kept_in_the_trail(checkpoint, at, why):
    store = begun()
    recorded(store, signed(handover()))
    with store.reading() as reading:
        note = checkpoint.signed_by(LOG) if checkpoint else head(reading, LOG.public)[1]
    data = cosign(note, COSIGNERS["ua"], at).to_bytes()
    with pytest.raises(LedgerRefused) as told:
        record_cosignature(store, LOG.public, [COSIGNERS["ua"].public], data, NOW)
    (kept,) = trail_of(store)
    assert told.value.why is why
    assert (kept.why, kept.digest) == (why, hashlib.sha256(data).digest())
    good = cosign(note, COSIGNERS["ua"], NOW).to_bytes() if why is Why.CLOCK else None
    if good is not None:
        assert (
            record_cosignature(store, LOG.public, [COSIGNERS["ua"].public], good, NOW).to_bytes()
            == good
        )


def test_rubbish_for_a_cosignature_is_kept_in_the_trail():
    store = begun()
    with pytest.raises(LedgerRefused):
        record_cosignature(store, LOG.public, [], b"example.org/log\n", NOW)
    assert [each.why for each in trail_of(store)] == ["malformed"]


def test_a_policy_without_a_quorum_leaves_it_to_those_who_stand_in_the_act():
    lines = [f"signer {name} {one.public.vkey}\n" for name, one in KEYS.items()]
    policy = read_policy("".join([*lines, "quorum none\n"]).encode(), Member.SIGNER)
    store = begun()
    recorded(store, signed(handover(intermediary=[]), ["ua", "ru"]), policy=policy)
    assert standings(store, policy) == [Standing.COMPLETE]
