"""A version is committed to, before the draw: two people agree, and the register's root, the rule,
the day and the lottery's announcement are published in the access log.

Whatever list comes later is checked against this. Nothing of it is ever taken back.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.canonical import digest
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Agreement, Draft, DraftState, Freeze, Lottery
from repatria.desks.exchanges.models.freezes import freeze_code
from repatria.desks.exchanges.queries.agreements import in_force, terms_of
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import FROZEN, PLANNED
from repatria.desks.exchanges.services.drafting import check_doubts
from repatria.desks.exchanges.services.lotteries import announced_of
from repatria.ledger.commitment import SALT_SIZE, commit
from repatria.planning.certificate import commitment_data
from repatria.planning.plain import rule_digest
from repatria.planning.terms_check import terms_doubts

KIND = "exchanges.commit"
CLASSES = (FieldClass.PLANNING,)


def propose(
    draft: Draft, by: User, *, session: str, fresh: bool, today: date | None = None
) -> Proposal:
    """Ask for a version to be committed to. Raises `Refused`, `NotFreshError`, `ProposalError`,
    `ExchangeError` for what stands in the way."""
    require(by, Action.PROPOSE, FieldClass.PLANNING)
    require_own(draft.of, by)
    lottery = ready(draft, today)
    _signed(draft)
    assert draft.facts is not None
    newest = draft.of.drafts.filter(state=DraftState.DONE).order_by("-number").first()
    assert newest is not None
    assert draft.made_at is not None
    reading, summary = draft.reading, draft.summary
    payload = {
        "list": draft.of.title,
        "draft": draft.number,
        "on": draft.on.isoformat(),
        "reading": f"{draft.reading.teller} {draft.reading.version}",
        "rule": rule_digest(terms_of(draft.reading)),
        "facts": draft.facts.digest,
        "count": draft.facts.count,
        "listed": list(summary["listed"]),
        "made": f"{draft.made_at:%Y-%m-%d %H:%M}",
        "newest": newest.number,
        "late": summary.get("late", 0),
        "pushed": summary.get("pushed", 0),
        "unjudged": summary.get("unjudged", 0),
        "told": [reading.entered_by.name, f"{reading.entered_at:%Y-%m-%d}", reading.why],
        "returned": draft.returned,
        "supposed": draft.unstated_side,
        "others": _committed_to(draft.of.agreement),
        "draw": [f"{lottery.beacon} {lottery.beacon_round}", lottery.beacon_day.isoformat(),
                 lottery.reveal_by.isoformat()],
        "lottery": lottery.pk,
        "synthetic": lottery.synthetic,
    }  # fmt: skip
    return proposals.propose(
        KIND, PLANNED, draft.of.code, payload, by=by, session=session, fresh=fresh
    )


def ready(draft: Draft, today: date | None = None) -> Lottery:
    """The draw under which a version can be committed to now. Raises `ExchangeError` with what is
    missing or too late."""
    if draft.state != DraftState.DONE or draft.facts is None:
        raise ExchangeError(_("This version was not made."))
    if draft.reading_id not in {each.pk for each in in_force(draft.of.agreement)}:
        raise ExchangeError(
            _("The reading has a newer version; what is committed to now goes by that one.")
        )
    lottery = draft.of.lotteries.filter(dropped_at=None).first()
    if lottery is None:
        raise ExchangeError(_("No draw is announced for this list yet."))
    if Freeze.objects.filter(lottery=lottery).exists():
        raise ExchangeError(_("A version was committed to under this draw already."))
    if (today or timezone.localdate()) > lottery.reveal_by or lottery.openings.exists():
        raise ExchangeError(
            _("The sides may have opened already. The register comes before the openings: announce "
              "another draw.")
        )  # fmt: skip
    return lottery


def carry_out(proposal: Proposal, today: date | None = None) -> dict[str, Any]:
    """Publish the commitment. Raises `ExchangeError`."""
    draft = _draft(proposal.subject, proposal.payload["draft"])
    lottery = ready(draft, today)
    assert draft.facts is not None
    _signed(draft)
    if lottery.pk != proposal.payload["lottery"]:
        raise ExchangeError(_("Another draw was announced meanwhile."))
    lines = kept.lines_of(draft.facts)
    committed = commit(lines, secrets.token_bytes)
    told = committed.commitment
    terms = terms_of(draft.reading)
    public = commitment_data(
        terms, draft.on, told.root, told.count, kept.returned_of(draft.returned),
        announced_of(lottery),
    )  # fmt: skip
    code, whole = freeze_code(), digest(public)
    detail = {"digest": whole, "root": told.root.hex(), "count": told.count,
              "rule": public["rule"], "kind": "commitment"}  # fmt: skip
    row = note(proposal.settled_by, Action.SIGN, FROZEN, code, session=proposal.settled_in,
               field_classes=CLASSES, detail=detail)  # fmt: skip
    assert proposal.settled_by is not None
    Freeze.objects.create(
        code=code, party=draft.of.party, shared_with=draft.of.shared_with, draft=draft,
        lottery=lottery, commitment=public, commitment_digest=whole, root=told.root.hex(),
        salts=b"".join(committed.salts), trace=row.sequence, committed_by=proposal.proposed_by,
        committed_with=proposal.settled_by,
    )  # fmt: skip
    return {"freeze": code, "digest": whole, "root": told.root.hex()}


def state_of(code: str) -> Any:
    """What the two agree about: the draw, the readings in force, and what was committed to
    between these sides: of two lists the one with the better draw could be shown."""
    lottery = Lottery.objects.filter(of__code=code, dropped_at=None).select_related(
        "of__agreement"
    ).first()  # fmt: skip
    if lottery is None:
        return None
    readings = [each.digest for each in in_force(lottery.of.agreement)]
    return [lottery.pk, lottery.first, lottery.second, readings,
            _committed_to(lottery.of.agreement)]  # fmt: skip


def _committed_to(agreement: Agreement) -> list[list[str]]:
    """Every commitment between these sides: its code and the day of its round. The same agreement
    can be entered twice."""
    rows = Freeze.objects.filter(
        party=agreement.party_id, draft__of__agreement__first_side__in=agreement.sides,
        draft__of__agreement__second_side__in=agreement.sides,
    ).order_by("pk")  # fmt: skip
    return [[code, on.isoformat()] for code, on in rows.values_list("code", "draft__on")]


def _signed(draft: Draft) -> None:
    """Raises `Doubtful` where a choice that the version was made with was taken back since."""
    assert draft.facts is not None
    terms = draft.reading.terms
    check_doubts(draft.reading, terms_doubts(terms, kept.people_of(draft.facts), draft.on))


def salts_of(freeze: Freeze) -> tuple[bytes, ...]:
    """The salts, a line each."""
    data = bytes(freeze.salts)
    return tuple(data[at : at + SALT_SIZE] for at in range(0, len(data), SALT_SIZE))


def _draft(code: str, number: int) -> Draft:
    rows = Draft.objects.select_related("of", "of__agreement", "reading", "reading__agreement",
                                        "facts")  # fmt: skip
    return rows.get(of__code=code, number=number)
