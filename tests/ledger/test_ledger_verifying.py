"""Acts that are verified together: one log, one history. Both verifiers say the same."""

from __future__ import annotations

import pytest
from tools.ledger_vectors import (
    ORIGIN,
    act,
    by,
    cosigners,
    full,
    handover,
    key,
    proof,
    signers,
    tree,
)

from ledger_vectors_work import by_engine, standing_alone
from repatria.ledger.policy import Member, read_policy
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.standing import Standing
from repatria.ledger.verifying import in_order, place, require_complete, verify_acts

POLICY, SIGNERS = cosigners(), signers()


def shown(*entries, log=None):
    """Entries of a log with their proofs."""
    store = tree([each.to_bytes() for each in entries], *([log] if log else []))
    more = {"log": log} if log else {}
    return [
        (each.to_bytes(), proof(store, at, **more).to_bytes()) for at, each in enumerate(entries)
    ]


def told(acts):
    return verify_acts(acts, read_policy(POLICY), read_policy(SIGNERS, Member.SIGNER))


def test_what_acts_tell_together():
    one = full(handover())
    more = full(handover(count="24", corrects=digest(one)))
    history = told(shown(one, more))
    assert [each.standing for each in history.told.values()] == [
        Standing.CORRECTED, Standing.COMPLETE
    ]  # fmt: skip


def digest(note):
    from repatria.ledger.act import read_act

    return read_act(note).digest


def test_the_order_is_the_logs_and_an_act_that_is_given_twice_counts_once():
    acts = shown(full(handover("H-1")), full(handover("H-2")))
    policy = read_policy(POLICY)
    placed = [place(*pair, policy) for pair in [*acts[::-1], *acts]]
    assert [each.index for each in in_order(placed)] == [0, 1]


def test_acts_of_two_logs_are_not_mixed():
    other = key("other-log")
    policy = POLICY + f"log {other.public.vkey}\n".encode()
    theirs = by(act("commitment", log=other.name, by="ua", subject="S", count="1",
                    root="sha256:" + "1" * 64), "ua")  # fmt: skip
    acts = [*shown(full(handover())), *shown(theirs, log=other)]
    for pair in acts:
        assert by_engine([pair], policy, SIGNERS) is None
        assert standing_alone([pair], policy, SIGNERS) == ""
    assert by_engine(acts, policy, SIGNERS) is Why.TREE
    assert "several logs" in standing_alone(acts, policy, SIGNERS)


def test_the_refusal_says_what_is_missing_of_which_act():
    with pytest.raises(LedgerRefused, match=r"^H-7: signatures are missing: ru, icrc$"):
        told(shown(by(handover("H-7"), "ua")))


def test_a_refused_act_is_not_complete():
    one = by(handover(), "ua")
    no = by(act("refusal", by="ru", of=digest(one), reason="no"), "ru")
    acts = shown(one, no)
    assert by_engine(acts, POLICY, SIGNERS) is Why.QUORUM
    assert "proposed only" in standing_alone(acts, POLICY, SIGNERS)
    assert by_engine(acts[1:], POLICY, SIGNERS) is None


def test_a_complete_act_passes():
    history = told(shown(full(handover())))
    for each in history.told.values():
        require_complete(each)
        assert each.act["log"] == ORIGIN
