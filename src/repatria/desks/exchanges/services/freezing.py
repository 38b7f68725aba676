"""After the draw two people agree to what was drawn, and the list is made for good of what was
committed to before: with a certificate that the separate checker has accepted."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.canonical import digest
from repatria.base.errors import RepatriaError
from repatria.base.messages import message
from repatria.base.progress import Progress, silent
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.proposals.registry import LATER, Later
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.jobs import enqueue
from repatria.desks.common.models import Job
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Freeze, FreezeState
from repatria.desks.exchanges.outcomes import outcome_of, summary_of
from repatria.desks.exchanges.queries.agreements import terms_of
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.exchanges.runs import RUNNING, Inputs, changes, draft_prefix, run
from repatria.desks.exchanges.services.committing import salts_of
from repatria.desks.exchanges.services.lotteries import draw_of
from repatria.desks.router import EXCHANGE
from repatria.planning import check_groups, check_list
from repatria.planning.certificate import certificate_bytes, record_bytes, register_bytes
from repatria.planning.lists import by_program
from repatria.planning.lottery import Draw, part, prefix
from repatria.planning.terms import Terms

KIND = "exchanges.draw"
JOB = "exchanges.freeze"
CHECKING = message("checking the list with the separate checker")
CLASSES = (FieldClass.PLANNING,)
_NO_LIST = (Job.State.FAILED, Job.State.CANCELLED)
Commit = Callable[[], AbstractContextManager[Any]]


def propose(freeze: Freeze, by: User, *, session: str, fresh: bool) -> Proposal:
    """Ask for the list to be made of the draw as it was entered. Raises `Refused`,
    `NotFreshError`, `ProposalError`, `ExchangeError`."""
    require(by, Action.PROPOSE, FieldClass.PLANNING)
    require_own(freeze, by)
    if freeze.state != FreezeState.COMMITTED and not stuck(freeze):
        raise ExchangeError(_("The list is made already, or being made."))
    draw = draw_of(freeze.lottery)
    payload = {
        "list": freeze.draft.of.title,
        "digest": freeze.commitment_digest,
        "beacon": f"{freeze.lottery.beacon} {freeze.lottery.beacon_round}",
        "value": freeze.lottery.value,
        "opened": [side for side in (0, 1) if opened(draw, side)],
        "sides": list(freeze.draft.of.agreement.sides),
        "synthetic": freeze.lottery.synthetic,
    }
    with transaction.atomic(using=EXCHANGE):
        made = proposals.propose(
            KIND, FROZEN, freeze.code, payload, by=by, session=session, fresh=fresh
        )
        if freeze.state == FreezeState.RUNNING:
            _released(freeze)
    return made


def stuck(freeze: Freeze) -> bool:
    """Whether the job that was to make the list has ended without one."""
    if freeze.state != FreezeState.RUNNING:
        return False
    job = Job.objects.filter(pk=freeze.job or 0)
    return not job.exclude(state__in=_NO_LIST).exists()


def opened(draw: Draw, side: int) -> bool:
    """Whether a side's opening counts: in time, and as it committed."""
    told = draw.announced
    return part(told.commitments[side], draw.openings[side], told.reveal_by)[0] == 1


def carry_out(proposal: Proposal) -> Later:
    """Have a worker make it. Raises `ExchangeError`."""
    held = Freeze.objects.select_for_update(of=("self",)).get(code=proposal.subject)
    if held.state != FreezeState.COMMITTED:
        raise ExchangeError(_("The list is made already, or being made."))
    asked = {"freeze": held.code, "proposal": proposal.pk}
    assert proposal.settled_by is not None
    key = f"{held.code} {proposal.pk}"
    held.job = enqueue(JOB, asked, key=key, asked_by=proposal.settled_by.code).pk
    held.state = FreezeState.RUNNING
    held.save(update_fields=["state", "job"])
    return LATER


def state_of(code: str) -> Any:
    """What the two agree about: the commitment and the draw."""
    held = Freeze.objects.filter(code=code).select_related("lottery").first()
    if held is None:
        return None
    shown = [[each.side, each.seed, each.salt, each.day.isoformat()]
             for each in held.lottery.openings.all()]  # fmt: skip
    return [held.commitment_digest, held.lottery.value, shown]


def make(
    freeze: Freeze,
    proposal: int,
    told: Progress = silent,
    commit: Commit = lambda: transaction.atomic(using=EXCHANGE),
) -> None:
    """Make the list now. What the separate checker does not accept is not kept as a list."""
    told(0, 0, RUNNING)
    try:
        summary, outcome, certificate, record = _made(freeze, told)
    except RepatriaError as error:
        if not isinstance(error, ExchangeError):
            raise
        with commit():
            _end(freeze, FreezeState.FAILED, failed_why=str(error))
            proposals.finish(proposal, failed=str(error))
        return
    with commit():
        _end(freeze, FreezeState.FROZEN, summary=summary, outcome=kept.packed(outcome),
             certificate=zlib.compress(certificate, 6), record=zlib.compress(record, 6),
             frozen_at=timezone.now())  # fmt: skip
        note(None, "carried_out", FROZEN, freeze.code, field_classes=CLASSES,
             detail={"kind": "list", "digest": digest(summary)})  # fmt: skip
        proposals.finish(proposal, outcome={"listed": summary["listed"]})


def inputs_of(freeze: Freeze) -> Inputs:
    """What the list is made of: the facts that were committed to, and the draw."""
    draft = freeze.draft
    assert draft.facts is not None
    return Inputs(
        kept.people_of(draft.facts), terms_of(draft.reading), draft.on,
        kept.returned_of(draft.returned), prefix(draw_of(freeze.lottery)),
    )  # fmt: skip


def register_of(freeze: Freeze) -> bytes:
    """The register as it is opened to an auditor."""
    draft = freeze.draft
    assert draft.facts is not None
    return register_bytes(kept.people_of(draft.facts), salts_of(freeze))


def _made(freeze: Freeze, told: Progress) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    inputs, draw = inputs_of(freeze), draw_of(freeze.lottery)
    made = run(inputs)
    public = freeze.commitment
    record = record_bytes(public, draw)
    certificate = certificate_bytes(made, inputs.terms, public, draw)
    told(0, 0, CHECKING)
    wrong, unproven = checked(inputs.terms, record, certificate, register_of(freeze))
    if wrong:
        # What is wrong has codes in it, and the pages that tell of a failure are open to more
        # people than codes are. The facts are kept: an auditor finds the same again.
        raise ExchangeError(
            _("The separate checker does not accept the list. Reasons: %(number)s. It is not kept; "
              "tell an auditor.") % {"number": len(wrong)}
        )  # fmt: skip
    before = Inputs(
        inputs.people, inputs.terms, inputs.on, inputs.returned,
        draft_prefix(freeze.draft.of.code),
    )  # fmt: skip
    changed = changes(before, inputs, made)
    summary = summary_of(inputs, made, None)
    summary["changed"] = {"lottery": [sum(each.on for each in changed),
                                      sum(not each.on for each in changed)]}  # fmt: skip
    summary["unproven"] = len(unproven)
    summary["record"], summary["certificate"] = digest_of(record), digest_of(certificate)
    return summary, outcome_of(inputs, made, changed=changed), certificate, record


def checked(
    terms: Terms, record: bytes, certificate: bytes, register: bytes
) -> tuple[list[str], list[str]]:
    """What the separate checker of such agreements finds wrong, and the codes of whom it does not
    prove that they could not go."""
    if by_program(terms):
        found: tuple[list[str], list[str]] = check_groups.check(record, certificate, register)
        return found
    return check_list.check(record, certificate, register), []


def digest_of(data: bytes) -> str:
    """SHA-256 of a file, for its name to be told beside it."""
    return hashlib.sha256(data).hexdigest()


def _released(freeze: Freeze) -> None:
    """Back to before the job that ended without a list, whose proposal has failed."""
    now = Freeze.objects.select_for_update(of=("self",)).get(pk=freeze.pk)
    if not stuck(now):
        raise ExchangeError(_("The list is made already, or being made."))
    seconded = Proposal.objects.filter(kind=KIND, subject=now.code, state=Proposal.State.SECONDED)
    for number in seconded.values_list("pk", flat=True):
        proposals.finish(number, failed=_("The job ended without a list."))
    now.state, now.job = FreezeState.COMMITTED, None
    now.save(update_fields=["state", "job"])


def _end(freeze: Freeze, state: FreezeState, **values: Any) -> None:
    now = Freeze.objects.select_for_update(of=("self",)).get(pk=freeze.pk)
    if now.state != FreezeState.RUNNING:
        return
    now.state = state
    for name, value in values.items():
        setattr(now, name, value)
    now.save()
