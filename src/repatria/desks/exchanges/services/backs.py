"""What turns an answer that is known already takes two people: answers are taken back, an offer is
taken back, or answers are entered after their deadline as said by it.

The proposal tells whose answers they were, how many and why; the codes wait beside it, for those
who may see who is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.errors import ValueProblem
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.asking import Told, asking_of, events
from repatria.desks.exchanges.models import EntryKind, Freeze, ProposedEntry
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.exchanges.services import offers

KIND = "exchanges.back"
state_of = offers.state_of


def answers_back(
    freeze: Freeze, by: User, offer: int, day: date, codes: Sequence[str], why: str, *, session: str
) -> Proposal:
    """Ask for answers to be taken back, by the holder or as entered by mistake. Raises `Refused`,
    `ProposalError`, `ExchangeError`; so do the others."""
    told = [[code] for code in codes]
    return _propose(freeze, by, EntryKind.ANSWERS_BACK, offer, day, told, why, session)


def offer_back(freeze: Freeze, by: User, offer: int, why: str, *, session: str) -> Proposal:
    """Ask for an offer to be taken back, for all who are still asked about in it."""
    offers.not_over(freeze)
    asking = asking_of(freeze.entries.all())
    told = [[code] for code, asked in asking.questions.items() if asked.offer.number == offer]
    if not told:
        raise ExchangeError(_("Nobody is asked about in this offer any more."))
    day = timezone.localdate()
    return _propose(freeze, by, EntryKind.OFFER_BACK, offer, day, told, why, session)


def answers_after(
    freeze: Freeze, by: User, offer: int, day: date, told: Told, why: str, *, session: str
) -> Proposal:
    """Ask for answers to be kept that are in time only by the day that is told with them."""
    return _propose(freeze, by, EntryKind.ANSWERS, offer, day, told, why, session)


def carry_out(proposal: Proposal) -> dict[str, Any]:
    """Keep the entry. Raises `ExchangeError`, and `Refused` where the second person may not see who
    is listed."""
    assert proposal.proposed_by is not None
    assert proposal.settled_by is not None
    require(proposal.settled_by, Action.VIEW, FieldClass.LISTED)
    held = offers.locked(proposal.subject)
    lines = lines_of(proposal)
    if lines is None:
        raise ExchangeError(_("The lines are not those that were proposed. Tell an auditor."))
    if lines.kind == EntryKind.OFFER_BACK:
        offers.not_over(held)
    entry = offers.keep(
        held, lines.kind, lines.offer, lines.day, kept.unpacked(lines.told), proposal.proposed_by,
        session=proposal.settled_in, why=proposal.payload["why"], second=proposal.settled_by,
    )  # fmt: skip
    return {"offer": entry.offer, "count": entry.count, "root": entry.root}


def lines_of(proposal: Proposal) -> ProposedEntry | None:
    """The lines that wait beside a proposal; nothing where they are not those it speaks of."""
    found = ProposedEntry.objects.filter(
        pk=proposal.payload["lines"], of__code=proposal.subject
    ).first()
    return found if found is not None and found.digest() == proposal.payload["digest"] else None


def _propose(
    freeze: Freeze, by: User, kind: str, offer: int, day: date, told: Told, why: str, session: str
) -> Proposal:
    offers.may_enter(freeze, by, day, told)
    reason = offers.reason_of(why)
    entries = list(freeze.entries.select_related("entered_by").order_by("number"))
    try:
        asking_of(entries, events(kind, offer, day, told))
    except ValueProblem as error:
        raise ExchangeError(str(error)) from None
    # Who proposes the same again gets the same lines, and so the same proposal.
    lines, _made = ProposedEntry.objects.get_or_create(
        of=freeze, kind=kind, offer=offer, day=day, told=kept.packed(told)
    )
    until = next(each.deadline for each in entries if each.offer == offer)
    assert until is not None
    payload = {
        "list": freeze.draft.of.title,
        "kind": kind,
        "offer": offer,
        "day": day.isoformat(),
        "deadline": until.isoformat(),
        "why": reason,
        "count": len(told),
        "first": _first(freeze, offer, {line[0] for line in told}),
        "lines": lines.pk,
        "digest": lines.digest(),
        "synthetic": freeze.lottery.synthetic,
    }
    return proposals.propose(KIND, FROZEN, freeze.code, payload, by=by, session=session)


def _first(freeze: Freeze, offer: int, codes: set[str]) -> list[list[Any]]:
    """Who entered the answers that stand about these, and about how many each."""
    by: dict[str, str] = {}
    for entry in freeze.entries.select_related("entered_by").order_by("number"):
        if entry.offer != offer:
            continue
        for code, *_more in kept.unpacked(entry.told):
            if entry.kind == EntryKind.ANSWERS:
                by[code] = entry.entered_by.name
            elif entry.kind == EntryKind.ANSWERS_BACK:
                by.pop(code, None)
    return [[name, n] for name, n in sorted(Counter(by[c] for c in codes if c in by).items())]
