"""Acts go into the log by two people, and cosigned checkpoints come in."""

from __future__ import annotations

import time

import pytest

from handovers_work import by_other_hand, in_hand, logged, note_by, written
from ledger_work import COSIGNERS, LOG, ORIGIN, key
from people import member
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import RoleGrant, Trace, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.errors import NotFreshError, ProposalError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.handovers import setup
from repatria.desks.handovers.models import Act
from repatria.desks.handovers.queries.log import cosigners, proof_for
from repatria.desks.handovers.refusals import HandoverError, NotSetUp
from repatria.desks.handovers.services.appending import carry_out, propose
from repatria.desks.handovers.services.cosigning import take_checkpoint
from repatria.desks.handovers.services.taking import take_note
from repatria.ledger.checkpoint import Checkpoint, cosign
from repatria.ledger.keys import Use
from repatria.ledger.log import head
from repatria.ledger.note import Note
from repatria.ledger.proof import verify_proof
from repatria.ledger.refusing import LedgerRefused, Why


def agree(made: Proposal, by: User) -> Proposal:
    return proposals.second(made.pk, by=by, session="two", digest=made.digest, fresh=True)


def entries() -> list[bytes]:
    with setup.opened(setup.ledger()) as store, store.reading() as reading:
        return list(reading.entries(0, 99))


def newest() -> tuple[Checkpoint, Note]:
    held = setup.ledger()
    with setup.opened(held) as store, store.reading() as reading:
        return head(reading, held.log)


def cosigned(name: str) -> bytes:
    return cosign(newest()[1], COSIGNERS[name], int(time.time())).to_bytes()


def test_two_people_put_an_act_into_the_log(clerk: User, authority: User, second: User) -> None:
    act = in_hand(clerk)
    made = propose(act, authority, session="one", fresh=True)
    assert entries() == [], "one person alone puts nothing there"
    done = agree(made, second)
    act.refresh_from_db()
    assert (done.state, done.outcome) == ("done", {"index": 0})
    assert entries() == [bytes(act.note)]
    assert (act.stands, act.at, act.first) == ("complete", [0], 0)
    kept = Trace.objects.filter(subject=act.digest).values_list("action", flat=True)
    assert {"propose", "second"} <= set(kept)


def test_the_step_takes_the_right_to_sign_a_fresh_factor_and_a_second_person(
    clerk: User, authority: User, second: User
) -> None:
    act = in_hand(clerk)
    for other in (clerk, second):
        with pytest.raises(Refused):
            propose(act, other, session="one", fresh=True)
    with pytest.raises(NotFreshError):
        propose(act, authority, session="one", fresh=False)
    made = propose(act, authority, session="one", fresh=True)
    with pytest.raises(ProposalError):
        agree(made, authority)
    RoleGrant.objects.filter(user=authority).update(role=Role.EXCHANGE_DESK)
    assert agree(made, second).state == "failed"
    assert entries() == []


def test_a_signature_that_comes_between_the_two_makes_the_proposal_void(
    clerk: User, authority: User, second: User
) -> None:
    act = in_hand(clerk, "ua")
    made = propose(act, authority, session="one", fresh=True)
    take_note(clerk, note_by(act, "ru"), act)
    with pytest.raises(ProposalError):
        agree(made, second)
    assert entries() == []


def test_after_a_crash_between_the_two_stores_it_is_found_there(
    clerk: User, authority: User, second: User
) -> None:
    act = in_hand(clerk)
    made = propose(act, authority, session="one", fresh=True)
    by_other_hand(bytes(act.note))  # the log has it, and the desk's store was not committed
    assert agree(made, second).outcome == {"index": 0}
    assert carry_out(made) == {"index": 0}
    assert len(entries()) == 1
    act.refresh_from_db()
    assert act.stands == "complete"


def test_what_the_log_refuses_fails_with_its_reason_and_is_in_the_trail(
    clerk: User, authority: User, second: User
) -> None:
    first, other = in_hand(clerk), in_hand(clerk, count="24")
    one = propose(first, authority, session="one", fresh=True)
    two = propose(other, authority, session="one", fresh=True)
    assert agree(one, second).state == "done"
    failed = agree(two, second)
    assert failed.state == "failed"
    assert "There is a complete act on H-1" in failed.reason
    with setup.opened(setup.ledger()) as store, store.reading() as reading:
        assert [each.why for each in reading.refusals()] == ["replayed"]


def test_nothing_is_proposed_without_a_new_signature_or_without_the_logs_key(
    clerk: User, authority: User, place
) -> None:
    with pytest.raises(HandoverError, match="no signature"):
        propose(written(clerk), authority, session="one", fresh=True)
    with pytest.raises(HandoverError, match="no signature"):
        propose(logged(clerk, "ua", reference="H-3"), authority, session="one", fresh=True)
    act = in_hand(clerk, reference="H-2")
    (place / setup.LOG_KEY).unlink()
    with pytest.raises(NotSetUp):
        propose(act, authority, session="one", fresh=True)


def test_cosignatures_come_in_and_show_who_is_behind(clerk: User) -> None:
    logged(clerk)
    for name in ("ua", "ru", "icrc"):
        data = cosigned(name)
        assert take_checkpoint(clerk, data) == (name,)
        assert take_checkpoint(clerk, data) == (), "the same again changes nothing"
    logged(clerk, reference="H-2")
    assert take_checkpoint(clerk, cosigned("ua")) == ("ua",)
    held = setup.ledger()
    with setup.opened(held) as store, store.reading() as reading:
        told = {each.name: (each.size, each.behind) for each in cosigners(held, reading)}
    assert told == {"ua": (2, 0), "ru": (1, 1), "icrc": (1, 1)}


def test_a_proof_stands_under_the_newest_checkpoint_with_enough_cosignatures(clerk: User) -> None:
    held = setup.ledger()
    logged(clerk)
    for name in ("ua", "ru"):
        take_checkpoint(clerk, cosigned(name))
    logged(clerk, reference="H-2")
    with setup.opened(held) as store, store.reading() as reading:
        proof, enough = proof_for(held, reading, 0)
        (entry,) = reading.entries(0, 1)
        assert enough
        assert verify_proof(proof, entry, held.cosigners).checkpoint.size == 1
        assert not proof_for(held, reading, 1)[1]


def test_a_cosignature_on_a_fork_is_refused_and_kept(clerk: User) -> None:
    logged(clerk)
    fork = Checkpoint(ORIGIN, 1, b"\x07" * 32).signed_by(LOG)
    data = cosign(fork, COSIGNERS["ua"], int(time.time())).to_bytes()
    with pytest.raises(LedgerRefused) as refused:
        take_checkpoint(clerk, data)
    assert refused.value.why is Why.FORK
    with setup.opened(setup.ledger()) as store, store.reading() as reading:
        assert [each.why for each in reading.refusals()] == ["fork"]
    assert Trace.objects.filter(action="refused", subject_type="ledger_log").count() == 1


def test_a_cosignature_by_a_stranger_or_of_tomorrow_is_refused(clerk: User) -> None:
    logged(clerk)
    note, tomorrow = newest()[1], int(time.time()) + 86_400
    stranger = cosign(note, key("stranger", Use.COSIGN), 1)
    for data, why in (
        (stranger, Why.UNKNOWN_KEY),
        (cosign(note, COSIGNERS["ua"], tomorrow), Why.CLOCK),
    ):
        with pytest.raises(LedgerRefused) as refused:
            take_checkpoint(clerk, data.to_bytes())
        assert refused.value.why is why
    with pytest.raises(Refused):
        take_checkpoint(member(Role.PRESS, of=clerk.party), b"")
    assert Act.objects.count() == 1
