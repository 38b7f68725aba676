"""The rule of two: who may propose and second, what is carried out, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.access.verifying import verify
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.proposals import registry, services
from repatria.desks.accounts.proposals.errors import (
    ChangedError,
    ExpiredError,
    NotFreshError,
    ProposalError,
    SamePersonError,
    SettledError,
    SharedSessionError,
)
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.proposals.registry import ProposalKind
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from trial_people import person

State = Proposal.State


def second(proposal, by, session="s-other", digest=None, fresh=True):
    digest = proposal.digest if digest is None else digest
    return services.second(proposal.pk, by=by, session=session, digest=digest, fresh=fresh)


def now_of(proposal):
    return Proposal.objects.get(pk=proposal.pk)


def test_two_people_carry_it_out(board, proposed, other, first):
    held = proposed()
    assert (held.state, board.done) == (State.OPEN, [])
    ended = second(held, other)
    assert board.done == ["peace"]
    assert now_of(held).state == ended.state == State.DONE
    assert now_of(held).settled_by == other
    assert now_of(held).outcome == {"word": "peace"}
    acts = Trace.objects.filter(subject_type="board", subject="B-1")
    assert list(acts.values_list("action", "actor")) == [
        ("propose", first.code),
        ("enter", ""),
        ("second", other.code),
    ]
    assert acts.last().told == {
        "proposal": held.pk, "kind": "trial.write", "digest": held.digest, "state": "done",
    }  # fmt: skip
    assert verify().whole


def test_one_person_does_not(board, proposed, first):
    held = proposed()
    with pytest.raises(SamePersonError):
        second(held, first)
    with pytest.raises(SamePersonError):
        second(held, first, session="s-first")
    assert (now_of(held).state, board.done) == (State.OPEN, [])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a.b@example.org", "A.B+work@example.org"),
        ("a+x@example.org", "a+y@EXAMPLE.org"),
    ],
)
def test_two_accounts_of_one_mailbox_are_one_person(db, board, proposed, one, two):
    held = proposed(by=person(Role.PRESS, email=one))
    with pytest.raises(SamePersonError):
        second(held, person(Role.PRESS, email=two))


def test_a_shared_session_is_not_two_people(board, proposed, other):
    held = proposed()
    for session in ("s-first", ""):
        with pytest.raises(SharedSessionError):
            second(held, other, session=session)
    assert board.done == []


def test_a_session_that_the_first_has_ever_used_is_not_the_second_s(proposed, other, first, board):
    held = proposed()
    note(first, "view", "thing", "1", session="s-other")
    with pytest.raises(SharedSessionError):
        second(held, other)
    assert board.done == []
    assert second(held, other, session="s-third").state == State.DONE


def test_nor_one_where_the_second_was_in_the_first_s_session(proposed, other, board):
    held = proposed()
    note(other, "signed_in", "account", other.code, session="s-first")
    with pytest.raises(SharedSessionError):
        second(held, other)
    assert board.done == []


def test_a_proposal_needs_a_session(proposed):
    with pytest.raises(ProposalError):
        proposed(session="")


def test_to_second_needs_a_fresh_sign_in(proposed, other, board):
    held = proposed()
    with pytest.raises(NotFreshError):
        second(held, other, fresh=False)
    assert board.done == []


def test_a_kind_may_ask_the_first_person_too(db, first):
    kind = ProposalKind(
        "trial.grave", FieldClass.PRESS, "Grave", lambda _: [], lambda _: None,
        fresh_to_propose=True,
    )  # fmt: skip
    registry.register(kind)
    try:
        with pytest.raises(NotFreshError):
            services.propose("trial.grave", "x", "1", {}, by=first, session="s")
        made = services.propose("trial.grave", "x", "1", {}, by=first, session="s", fresh=True)
        assert made.state == State.OPEN
    finally:
        registry.forget("trial.grave")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("field_class", list(FieldClass))
def test_both_need_the_right_on_the_class_of_field(db, role, field_class):
    kind = ProposalKind("trial.class", field_class, "Act", lambda _: [], lambda _: None)
    registry.register(kind)
    everything = {Action.PROPOSE, Action.SECOND}
    rights = TABLE[role].get(field_class, frozenset()) & everything
    able = next((r for r in Role if everything <= TABLE[r].get(field_class, frozenset())), None)
    try:
        me = person(role)
        if Action.PROPOSE in rights:
            assert services.propose("trial.class", "x", "1", {}, by=me, session="s").pk
        else:
            with pytest.raises(Refused):
                services.propose("trial.class", "x", "1", {}, by=me, session="s")
        if able is None:
            return
        held = services.propose("trial.class", "x", "2", {}, by=person(able), session="t")
        if Action.SECOND in rights:
            assert second(held, me).state == State.DONE
        else:
            with pytest.raises(Refused):
                second(held, me)
            with pytest.raises(Refused):
                services.decline(held.pk, by=me, session="u", reason="no")
    finally:
        registry.forget("trial.class")


def test_another_party_does_not_settle_it(db, proposed, board):
    held = proposed()
    stranger = person(Role.PRESS, of="RU")
    with pytest.raises(ProposalError, match="another party"):
        second(held, stranger)
    with pytest.raises(ProposalError, match="another party"):
        services.decline(held.pk, by=stranger, session="s", reason="no")
    assert board.done == []


@pytest.mark.parametrize("loss", ["role", "account"])
def test_whoever_lost_the_right_to_propose_is_no_longer_the_first(
    proposed, other, first, board, loss
):
    held = proposed()
    if loss == "role":
        first.grants.update(revoked_at=timezone.now())
    else:
        type(first).objects.filter(pk=first.pk).update(is_active=False)
    with pytest.raises(ProposalError, match="no longer"):
        second(held, other)
    assert (now_of(held).state, board.done) == (State.OPEN, [])


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_what_is_seconded_is_what_was_shown(proposed, other, board, digest):
    held = proposed()
    with pytest.raises(ChangedError):
        second(held, other, digest=digest)
    assert (now_of(held).state, board.done) == (State.OPEN, [])


@pytest.mark.parametrize(
    "changes",
    [{"payload": {"word": "war"}}, {"subject": "B-2"}, {"kind": "trial.write2"},
     {"subject_type": "x"}, {"subject_state": "y"}, {"payload": {}}],
)  # fmt: skip
def test_a_proposal_that_was_changed_in_the_store_is_not_carried_out(
    proposed, other, board, changes
):
    held = proposed()
    registry.register(
        ProposalKind("trial.write2", FieldClass.PRESS, "x", lambda _: [], board.carry_out)
    )
    try:
        Proposal.objects.filter(pk=held.pk).update(**changes)
        with pytest.raises(ChangedError):
            second(held, other)
        assert board.done == []
    finally:
        registry.forget("trial.write2")


def test_what_changed_in_between_is_not_carried_out(proposed, other, board):
    held = proposed()
    board.words.append("second")
    with pytest.raises(ChangedError):
        second(held, other)
    assert board.done == []
    assert now_of(held).state == State.FAILED
    assert "changed" in now_of(held).reason
    with pytest.raises(SettledError):
        second(held, other)


def test_a_proposal_runs_out(proposed, other, board):
    held = proposed()
    Proposal.objects.filter(pk=held.pk).update(expires_at=timezone.now())
    with pytest.raises(ExpiredError):
        second(held, other)
    assert (now_of(held).state, board.done) == (State.EXPIRED, [])
    assert Trace.objects.last().action == "expire"


def test_the_clock_closes_what_has_run_out_and_nothing_else(proposed):
    old, new = proposed("old"), proposed("new")
    Proposal.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    assert services.expire_due(timezone.now()) == 1
    assert services.expire_due(timezone.now()) == 0
    assert (now_of(old).state, now_of(new).state) == (State.EXPIRED, State.OPEN)


def test_it_is_declined_with_a_reason(proposed, other, first, board):
    held = proposed()
    for reason in ("", "  "):
        with pytest.raises(ProposalError, match="Say why"):
            services.decline(held.pk, by=other, session="s-other", reason=reason)
    with pytest.raises(ProposalError, match="withdraw"):
        services.decline(held.pk, by=first, session="s-first", reason="x")
    services.decline(held.pk, by=other, session="s-other", reason=" Wrong word. ")
    assert (now_of(held).state, now_of(held).reason) == (State.DECLINED, "Wrong word.")
    with pytest.raises(SettledError):
        second(held, other)
    assert board.done == []
    assert "Wrong word" not in Trace.objects.last().detail


def test_it_is_withdrawn_by_its_own_proposer(proposed, other, first, board):
    held = proposed()
    with pytest.raises(ProposalError, match="Only who proposed it"):
        services.withdraw(held.pk, by=other, session="s-other", reason="x")
    services.withdraw(held.pk, by=first, session="s-first", reason="mistake")
    assert now_of(held).state == State.WITHDRAWN
    with pytest.raises(SettledError):
        second(held, other)
    assert board.done == []


def test_the_same_proposed_again_is_the_open_one(proposed, other, first):
    held = proposed()
    assert proposed() == held
    with pytest.raises(ProposalError, match="waits for you"):
        proposed(by=other)
    services.withdraw(held.pk, by=first, session="s-first", reason="x")
    assert proposed() != held


def test_what_its_desk_refuses_has_failed_with_the_reason(proposed, other, board):
    held = proposed("impossible")
    assert second(held, other).state == State.FAILED
    assert now_of(held).reason == "The board is full."
    assert Trace.objects.last().told["state"] == "failed"


def test_a_fault_leaves_it_open_and_nothing_done(proposed, other, board):
    held = proposed("fault")
    before = Trace.objects.count()
    with pytest.raises(ZeroDivisionError):
        second(held, other)
    assert now_of(held).state == State.OPEN
    assert Trace.objects.count() == before


def test_a_job_tells_the_end_later_and_once(proposed, other):
    held = proposed("later")
    assert second(held, other).state == State.SECONDED
    assert services.finish(held.pk, outcome={"claims": 3}).state == State.DONE
    assert services.finish(held.pk, failed="again").state == State.DONE
    assert now_of(held).outcome == {"claims": 3}
    assert [each.action for each in Trace.objects.all()] == ["propose", "second", "carried_out"]


def test_a_job_may_tell_that_it_failed(proposed, other):
    held = proposed("later")
    second(held, other)
    services.finish(held.pk, failed="The store is full.")
    assert (now_of(held).state, now_of(held).reason) == (State.FAILED, "The store is full.")


def test_a_job_cannot_finish_what_nobody_seconded(proposed):
    held = proposed("later")
    assert services.finish(held.pk).state == State.OPEN


def test_what_is_not_there_is_told(db, other):
    with pytest.raises(ProposalError, match="no such proposal"):
        services.second(99, by=other, session="s", digest="", fresh=True)


def test_two_kinds_of_one_name_are_a_mistake(board):
    kind = ProposalKind("trial.write", FieldClass.PRESS, "x", lambda _: [], lambda _: None)
    with pytest.raises(ValueError, match=r"trial\.write"):
        registry.register(kind)
