"""What changes a proposal. Each in one transaction with its entry in the access log, which comes
last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base import canonical
from repatria.base.errors import RepatriaError
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.errors import (
    ChangedError,
    ExpiredError,
    NotFreshError,
    ProposalError,
    SettledError,
)
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.proposals.registry import LATER, ProposalKind
from repatria.desks.accounts.proposals.two_people import require_two
from repatria.desks.accounts.rights import Action
from repatria.desks.router import EXCHANGE

State = Proposal.State


def propose(
    kind: str,
    subject_type: str,
    subject: str,
    payload: Mapping[str, Any],
    *,
    by: User,
    session: str,
    fresh: bool = False,
) -> Proposal:
    """Propose something; who proposes the same again gets the proposal that is open already.

    `payload` is plain JSON without floats. Raises `Refused` without the right, `NotFreshError`
    where the kind asks for a fresh factor, `ProposalError` where a colleague has proposed it.
    """
    found = registry.kind(kind)
    require(by, Action.PROPOSE, found.field_class)
    if not session:
        raise ProposalError(_("Sign in to propose something."))
    if found.fresh_to_propose and not fresh:
        raise NotFreshError
    now = timezone.now()
    made = Proposal(
        kind=kind,
        subject_type=subject_type,
        subject=subject,
        payload=dict(payload),
        subject_state=_state(found, subject),
        party=by.party,
        proposed_by=by,
        proposed_in=session,
        proposed_at=now,
        expires_at=now + found.lasts,
    )
    made.digest = made.content_digest()
    expire_due(now)
    try:
        with transaction.atomic(EXCHANGE):
            made.save()
            _note(made, Action.PROPOSE, by, session)
    except IntegrityError:
        same = Proposal.objects.filter(digest=made.digest, state=State.OPEN).first()
        if same is None:
            raise
        if same.proposed_by_id != by.pk:
            raise ProposalError(
                _("The very same is proposed already; it waits for you to second it.")
            ) from None
        return same
    return made


def second(number: int, *, by: User, session: str, digest: str, fresh: bool) -> Proposal:
    """Agree to a proposal, whose digest was shown, and have it carried out.

    Of two who second at once, one does. The first must still have the right to propose. Raises
    `Refused`, `NotFreshError`, `SamePersonError`, `SharedSessionError`, `SettledError`,
    `ExpiredError`, `ChangedError`, or `ProposalError`. Where carrying it out is refused by its
    desk, the proposal has failed, with the reason in it.
    """
    with transaction.atomic(EXCHANGE):
        held = _open(number)
        found = registry.kind(held.kind)
        _may_settle(held, found, by)
        require_two(held, by, session)
        if not can(held.proposed_by, Action.PROPOSE, found.field_class):
            raise ProposalError(
                _("Whoever proposed it may no longer do so. Propose it anew if it still holds.")
            )
        if not fresh:
            raise NotFreshError
        if digest != held.digest or held.content_digest() != held.digest:
            raise ChangedError
        ended = _cannot_be_seconded(held, found)
        if ended is None:
            _settle(held, State.SECONDED, by, session)
            _carry_out(held, found)
            _note(held, Action.SECOND, by, session, state=held.state)
    if ended is not None:
        raise ended
    return held


def decline(number: int, *, by: User, session: str, reason: str) -> Proposal:
    """Say no to a colleague's proposal, and why."""
    with transaction.atomic(EXCHANGE):
        held = _open(number)
        _may_settle(held, registry.kind(held.kind), by)
        if held.proposed_by_id == by.pk:
            raise ProposalError(_("This proposal is your own: withdraw it."))
        return _refuse(held, State.DECLINED, "decline", by, session, reason)


def withdraw(number: int, *, by: User, session: str, reason: str) -> Proposal:
    """Take one's own proposal back, and say why."""
    with transaction.atomic(EXCHANGE):
        held = _open(number)
        if held.proposed_by_id != by.pk:
            raise ProposalError(_("Only who proposed it can withdraw it."))
        return _refuse(held, State.WITHDRAWN, "withdraw", by, session, reason)


def finish(number: int, *, outcome: Any = None, failed: str = "") -> Proposal:
    """What a job says at the end of its work, within the transaction that commits it. Saying it
    again changes nothing."""
    with transaction.atomic(EXCHANGE):
        held = _locked(number)
        if held.state == State.SECONDED:
            _end(held, outcome, failed)
            _note(held, "failed" if failed else "carried_out", None, "")
        return held


def expire_due(now: datetime) -> int:
    """Mark the open proposals that have run out; how many those were."""
    due = Proposal.objects.filter(state=State.OPEN, expires_at__lte=now).order_by("pk")
    ended = 0
    for number in due.values_list("pk", flat=True):
        with transaction.atomic(EXCHANGE):
            held = _locked(number)
            if held.state == State.OPEN:
                _expire(held)
                ended += 1
    return ended


def _locked(number: int) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    found = rows.select_related("proposed_by", "party").filter(pk=number).first()
    if found is None:
        raise ProposalError(_("There is no such proposal."))
    return found


def _open(number: int) -> Proposal:
    held = _locked(number)
    if held.state != State.OPEN:
        raise SettledError(str(State(held.state).label))
    return held


def _may_settle(held: Proposal, kind: ProposalKind, by: User) -> None:
    require(by, Action.SECOND, kind.field_class)
    if held.party_id != by.party_id:
        raise ProposalError(_("This proposal is another party's; its own people settle it."))


def _cannot_be_seconded(held: Proposal, kind: ProposalKind) -> ProposalError | None:
    """Ends a proposal that nobody can second any more, and says what to raise once that is kept."""
    if held.expires_at <= timezone.now():
        _expire(held)
        return ExpiredError()
    if _state(kind, held.subject) != held.subject_state:
        error = ChangedError()
        _end(held, None, str(error))
        _note(held, "failed", None, "")
        return error
    return None


def _carry_out(held: Proposal, kind: ProposalKind) -> None:
    try:
        with transaction.atomic(EXCHANGE):
            outcome = kind.carry_out(held)
    except RepatriaError as error:
        _end(held, None, str(error))
        return
    if outcome is not LATER:
        _end(held, outcome, "")


def _refuse(
    held: Proposal, state: State, action: str, by: User, session: str, reason: str
) -> Proposal:
    if not reason.strip():
        raise ProposalError(_("Say why, in a few words."))
    held.reason = reason.strip()
    _settle(held, state, by, session)
    _note(held, action, by, session)
    return held


def _settle(held: Proposal, state: State, by: User | None, session: str) -> None:
    held.state, held.settled_by, held.settled_in = state, by, session
    held.settled_at = timezone.now()
    held.save()


def _end(held: Proposal, outcome: Any, failed: str) -> None:
    held.state = State.FAILED if failed else State.DONE
    held.settled_at = held.settled_at or timezone.now()
    held.reason, held.outcome = failed, outcome
    held.save()


def _expire(held: Proposal) -> None:
    _settle(held, State.EXPIRED, None, "")
    _note(held, "expire", None, "")


def _note(held: Proposal, action: str, by: User | None, session: str, **more: str) -> None:
    detail = {"proposal": held.pk, "kind": held.kind, "digest": held.digest, **more}
    note(by, action, held.subject_type, held.subject, session=session, detail=detail)


def _state(kind: ProposalKind, subject: str) -> str:
    state = kind.state_of(subject)
    return "" if state is None else canonical.digest(state)
