"""A list is put to a holder, and its answers are entered.

Two people put an offer out. Answers are the holder's word: one person enters them, on the day or
before the deadline. What was entered is taken back by a further entry, never changed, and by two
people, as is what was entered after the deadline (`backs`).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.errors import ValueProblem
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.asking import Told, asking_of, events, lines_kept, lines_of
from repatria.desks.exchanges.models import Entry, EntryKind, Freeze, FreezeState, RoundOver
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.queries.offers import next_codes, sides_of
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.router import EXCHANGE
from repatria.ledger.commitment import Committed, commit
from repatria.ledger.commitment_files import opening_bytes

KIND = "exchanges.offer"
CLASSES = (FieldClass.PLANNING, FieldClass.LISTED)


def propose(
    freeze: Freeze, by: User, holder: str, most: int, deadline: date, *, session: str, fresh: bool
) -> Proposal:
    """Ask for the next of the standby order to be put to a holder. Raises `Refused`,
    `NotFreshError`, `ProposalError`, `ExchangeError`."""
    require(by, Action.PROPOSE, FieldClass.PLANNING)
    require(by, Action.VIEW, FieldClass.LISTED)
    require_own(freeze, by)
    today = timezone.localdate()
    codes = _next(freeze, holder, most, today)
    if deadline < today:
        raise ExchangeError(_("The deadline lies in the past."))
    payload = {
        "list": freeze.draft.of.title,
        "holder": holder,
        "most": most,
        "count": len(codes),
        "deadline": deadline.isoformat(),
        "entries": freeze.entries.count(),
        "synthetic": freeze.lottery.synthetic,
    }
    return proposals.propose(
        KIND, FROZEN, freeze.code, payload, by=by, session=session, fresh=fresh
    )


def state_of(code: str) -> Any:
    """What the two agree about: the list, and everything that was asked and answered so far."""
    held = Freeze.objects.filter(code=code).first()
    if held is None:
        return None
    return [held.commitment_digest, list(held.entries.values_list("root", flat=True))]


def carry_out(proposal: Proposal) -> dict[str, Any]:
    """Put the offer out now. Raises `ExchangeError`."""
    held = locked(proposal.subject)
    told, today = proposal.payload, timezone.localdate()
    codes = _next(held, told["holder"], told["most"], today)
    if len(codes) != told["count"]:
        raise ExchangeError(_("Meanwhile other people are next. Propose the offer anew."))
    number = held.entries.filter(kind=EntryKind.OFFER).count() + 1
    deadline = date.fromisoformat(told["deadline"])
    if deadline < today:
        raise ExchangeError(_("The deadline lies in the past."))
    assert proposal.settled_by is not None
    assert proposal.proposed_by is not None
    entry = keep(
        held, EntryKind.OFFER, number, today, [[code] for code in codes], proposal.proposed_by,
        session=proposal.settled_in, second=proposal.settled_by, holder=told["holder"],
        deadline=deadline,
    )  # fmt: skip
    return {"offer": number, "count": len(codes), "root": entry.root}


def answer(
    freeze: Freeze, by: User, offer: int, day: date, told: Told, *, session: str = ""
) -> Entry:
    """Keep what the holder said on a day. Raises `Refused`, and `ExchangeError` for what cannot be,
    or takes two: then nothing of it is kept."""
    may_enter(freeze, by, day, told)
    if takes_two(freeze, offer, day):
        raise ExchangeError(
            _("The deadline is over, and an answer of a day before it takes a second person.")
        )
    with transaction.atomic(using=EXCHANGE):
        return keep(locked(freeze.code), EntryKind.ANSWERS, offer, day, told, by, session=session)


def takes_two(freeze: Freeze, offer: int, day: date) -> bool:
    """Whether an answer entered now is in time only by the day that is told with it: whoever enters
    it knows already whom it would put in whose place."""
    entry = freeze.entries.filter(kind=EntryKind.OFFER, offer=offer).first()
    until = entry.deadline if entry is not None else None
    return until is not None and day <= until < timezone.localdate()


def opening_of(entry: Entry, code: str) -> bytes:
    """One line of an entry with its way to the root, as a file that the ledger's commands verify.
    Raises `ExchangeError` for a code that is not in it."""
    lines = lines_kept(entry)
    codes = [line[0] for line in kept.unpacked(entry.told)]
    if code not in codes:
        raise ExchangeError(_("This entry says nothing about %(code)s.") % {"code": code})
    committed = _committed(entry, lines)
    at = codes.index(code)
    return opening_bytes(committed.opening(at, lines[at]), committed.commitment)


def _committed(entry: Entry, lines: Sequence[bytes]) -> Committed:
    found = commit(lines, lambda _size: bytes(entry.salts))
    if found.commitment.root.hex() != entry.root:
        raise ExchangeError(
            _("This entry is not what was published when it was made. Tell an auditor.")
        )
    return found


def _next(freeze: Freeze, holder: str, most: int, today: date) -> tuple[str, ...]:
    if freeze.state != FreezeState.FROZEN:
        raise ExchangeError(_("An offer is made of a frozen list."))
    not_over(freeze)
    sides = sides_of(freeze)
    if holder not in sides:
        raise ExchangeError(_("There is no side %(side)s in this agreement.") % {"side": holder})
    codes = next_codes(freeze, today)[1 - sides.index(holder)]
    if not codes or most < 1:
        raise ExchangeError(_("Nobody is left whose answer could change the list."))
    return codes[:most]


def not_over(freeze: Freeze) -> None:
    """Raises `ExchangeError` once the round is declared over."""
    if RoundOver.objects.filter(of=freeze).exists():
        raise ExchangeError(_("This round is declared over already."))


def may_enter(freeze: Freeze, by: User, day: date, told: Told) -> None:
    """Raises `Refused`, or `ExchangeError` for a day to come or no code."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    require(by, Action.VIEW, FieldClass.LISTED)
    require_own(freeze, by)
    if day > timezone.localdate():
        raise ExchangeError(_("Nobody can have said that on a day to come."))
    if not told:
        raise ExchangeError(_("Name at least one code."))


def keep(
    held: Freeze, kind: str, offer: int, day: date, told: Told, by: User, *,
    session: str, why: str = "", second: User | None = None, holder: str = "",
    deadline: date | None = None,
) -> Entry:  # fmt: skip
    """Keep one step, and its root in the access log, of a list that is locked. Raises
    `ExchangeError` for what cannot be."""
    entries = list(held.entries.order_by("number"))
    try:
        asking_of(entries, events(kind, offer, day, told, holder, deadline))
    except ValueProblem as error:
        raise ExchangeError(str(error)) from None
    committed = commit(lines_of(kind, offer, day, told, holder, deadline), secrets.token_bytes)
    root = committed.commitment.root.hex()
    number = len(entries) + 1
    detail = {"kind": kind, "entry": number, "offer": offer, "count": len(told), "root": root}
    row = note(second or by, Action.ENTER, FROZEN, held.code, session=session,
               field_classes=CLASSES, detail=detail)  # fmt: skip
    return Entry.objects.create(
        of=held, number=number, kind=kind, offer=offer, day=day, deadline=deadline, holder=holder,
        count=len(told), told=kept.packed(told), root=root, salts=b"".join(committed.salts),
        trace=row.sequence, why=why, entered_by=by, entered_with=second,
    )  # fmt: skip


def locked(code: str) -> Freeze:
    """A list, held against other entries until the end of the transaction."""
    rows = Freeze.objects.select_for_update(of=("self",))
    return rows.get(code=code)


def reason_of(why: str) -> str:
    """Raises `ExchangeError` without one."""
    reason = why.strip()[:LONGEST_WHY]
    if not reason:
        raise ExchangeError(_("Say why; it stays with the entry."))
    return reason
