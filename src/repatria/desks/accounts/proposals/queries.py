"""What the pages of proposals read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.models import Proposal, ProposalQuerySet
from repatria.desks.accounts.rights import Action

State = Proposal.State
LATELY = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as its page tells it."""

    row: Proposal
    words: str
    lines: tuple[str, ...]
    address: str
    """The subject's page; empty where it has none."""
    state: str
    open: bool
    own: bool
    may_second: bool
    """Whether the roles and the party of the reader allow it; the sessions are looked at when it
    comes to it."""


def shown(row: Proposal, user: User) -> Shown:
    kind = registry.kind(row.kind)
    running = row.state == State.OPEN and row.expires_at > timezone.now()
    ran_out = row.state == State.OPEN and not running
    own = row.proposed_by_id == user.pk
    allowed = user.can(Action.SECOND, kind.field_class) and user.party_id == row.party_id
    return Shown(
        row=row,
        words=str(kind.words),
        lines=tuple(map(str, kind.describe(row.payload))),
        address=kind.address(row.subject),
        state=str((State.EXPIRED if ran_out else State(row.state)).label),
        open=running,
        own=own,
        may_second=running and allowed and not own,
    )


def waiting(user: User) -> tuple[list[Shown], list[Shown], list[Shown]]:
    """The open proposals: those that somebody can second, their own, and the others that they may
    see. Each the first to run out first."""
    rows = _with_people(user).filter(state=State.OPEN, expires_at__gt=timezone.now())
    every = [shown(row, user) for row in rows.order_by("expires_at", "pk")]
    mine = [each for each in every if each.own]
    for_me = [each for each in every if each.may_second]
    others = [each for each in every if not (each.own or each.may_second)]
    return for_me, mine, others


def settled_lately(user: User) -> Iterable[Shown]:
    rows = _with_people(user).exclude(state=State.OPEN).order_by("-settled_at", "-pk")
    return [shown(row, user) for row in rows[:LATELY]]


def _with_people(user: User) -> ProposalQuerySet:
    return Proposal.objects.visible_to(user).select_related("proposed_by", "settled_by", "party")
