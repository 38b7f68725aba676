"""A round is declared over: once, by two people, with the answers as they are then.

Only from here on does a caseworker see anybody's reason, and letters say more than to everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import EntryKind, Freeze, FreezeState, RoundOver
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.queries.offers import asking, ending, order_of
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import FROZEN
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.reasons import Reason

KIND = "exchanges.round_over"
CLASSES = (FieldClass.PLANNING,)
Carried = dict[str, list[str]]
"""By code: whether it is a reason, an answer or a standing, which, and the basis of a refusal."""
KINDS: dict[str, type[Reason | Said | Standing]] = {
    "reason": Reason, "said": Said, "standing": Standing,
}  # fmt: skip
_NAMES = {of: name for name, of in KINDS.items()}


def propose(
    freeze: Freeze, by: User, day: date, why: str, *, session: str, fresh: bool
) -> Proposal:
    """Ask for a round to be declared over from a day on. Raises `Refused`, `NotFreshError`,
    `ProposalError`, `ExchangeError`."""
    require(by, Action.PROPOSE, FieldClass.PLANNING)
    require_own(freeze, by)
    _ready(freeze, day)
    reason = why.strip()[:LONGEST_WHY]
    if not reason:
        raise ExchangeError(_("Say how it is known that the round is over; it stays with it."))
    payload = {
        "list": freeze.draft.of.title,
        "on": freeze.draft.on.isoformat(),
        "day": day.isoformat(),
        "why": reason,
        "entries": freeze.entries.count(),
        **_afterwards(freeze),
        "synthetic": freeze.lottery.synthetic,
    }
    return proposals.propose(
        KIND, FROZEN, freeze.code, payload, by=by, session=session, fresh=fresh
    )


def _afterwards(freeze: Freeze) -> dict[str, list[list[Any]]]:
    """By whom, how many answers were entered after their deadline as said by it, how many were
    taken back, and how many were asked about in offers that were: what a round could be bought by.
    Names of users, and codes of nobody."""
    entries = list(freeze.entries.select_related("entered_by", "entered_with").order_by("number"))
    until = {each.offer: each.deadline for each in entries if each.deadline is not None}
    found: dict[str, Counter[str]] = {"late": Counter(), "back": Counter(), "over": Counter()}
    for each in entries:
        two = [by.name for by in (each.entered_by, each.entered_with) if by is not None]
        if each.kind in (EntryKind.ANSWERS_BACK, EntryKind.OFFER_BACK):
            found[each.kind][" + ".join(two)] += each.count
        elif each.kind == EntryKind.ANSWERS:
            entered = timezone.localtime(each.entered_at).date()
            if each.day <= until[each.offer] < entered:
                found["late"][" + ".join(two)] += each.count
    return {kind: [[who, n] for who, n in sorted(told.items())] for kind, told in found.items()}


def state_of(code: str) -> Any:
    """What the two agree about: the list, and everything that was asked and answered so far."""
    held = Freeze.objects.filter(code=code).first()
    if held is None:
        return None
    over = RoundOver.objects.filter(of=held).exists()
    return [held.commitment_digest, list(held.entries.values_list("root", flat=True)), over]


def carry_out(proposal: Proposal) -> dict[str, Any]:
    """Declare it. Raises `ExchangeError`."""
    rows = Freeze.objects.select_for_update(of=("self",)).select_related(
        "draft", "draft__of", "draft__facts", "draft__reading", "draft__reading__agreement"
    )
    held = rows.get(code=proposal.subject)
    day = date.fromisoformat(proposal.payload["day"])
    _ready(held, day)
    carried = carried_of(held)
    assert proposal.proposed_by is not None
    assert proposal.settled_by is not None
    RoundOver.objects.create(
        of=held, day=day, why=proposal.payload["why"], carried=kept.packed(carried),
        declared_by=proposal.proposed_by, declared_with=proposal.settled_by,
    )  # fmt: skip
    note(proposal.settled_by, Action.ENTER, FROZEN, held.code, session=proposal.settled_in,
         field_classes=CLASSES, detail={"kind": "over", "count": len(carried)})  # fmt: skip
    return {"day": day.isoformat(), "count": len(carried)}


def carried_of(freeze: Freeze) -> Carried:
    """Of whom the answers made something else than the list has. Nobody where nothing was put to a
    holder: then the list is what was carried out."""
    state = asking(freeze)
    if not freeze.entries.exists():
        return {}
    done, _next = ending(order_of(freeze), state.known(timezone.localdate()))
    listed = reasons_of(freeze)
    found = {}
    for code, why in done.why.items():
        # An answer and a reason may have one word: no_consent.
        if (type(why), why) != (Reason, listed[code]):
            question = state.questions.get(code)
            said = question.answer if question is not None else None
            found[code] = [_NAMES[type(why)], why.value, said.basis if said is not None else ""]
    return found


def reasons_of(freeze: Freeze) -> Mapping[str, Reason]:
    """Everybody's reason in the list as it was made."""
    assert freeze.outcome is not None
    reasons = tuple(Reason)
    return {code: reasons[at] for code, _side, at in kept.unpacked(freeze.outcome)["rows"]}


def _ready(freeze: Freeze, day: date) -> None:
    if freeze.state != FreezeState.FROZEN:
        raise ExchangeError(_("A round is over whose list is frozen."))
    if RoundOver.objects.filter(of=freeze).exists():
        raise ExchangeError(_("This round is declared over already."))
    if day < freeze.draft.on:
        raise ExchangeError(_("A round is not over before its day."))
    if day > timezone.localdate():
        raise ExchangeError(_("A round is declared over when it is, not ahead of it."))
