"""A plan is asked for and computed by a job. It counts; it puts nobody on a list."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.jobs import enqueue
from repatria.desks.exchanges.models import Draft, DraftState, Plan, PlanState
from repatria.desks.exchanges.planned import plan_data
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.exchanges.services.drafting import inputs_of
from repatria.desks.router import EXCHANGE

JOB = "exchanges.plan"
MOST_ROUNDS = 1_000
Commit = Callable[[], AbstractContextManager[Any]]


def ask_plan(draft: Draft, by: User, rounds: int, carried: int = 0, *, session: str = "") -> Plan:
    """Have a plan computed of a version's facts. Raises `Refused`, and `ExchangeError` for a
    version that was not made or a number of rounds that makes no series."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    require_own(draft.of, by)
    if draft.state != DraftState.DONE:
        raise ExchangeError(_("This version was not made."))
    if not 1 <= rounds <= MOST_ROUNDS:
        raise ExchangeError(_("A plan has between 1 and %(most)s rounds.") % {"most": MOST_ROUNDS})
    with transaction.atomic(using=EXCHANGE):
        made = Plan.objects.create(draft=draft, rounds=rounds, carried=carried, asked_by=by)
        key = f"{draft.pk} {made.pk}"
        made.job = enqueue(JOB, {"plan": made.pk}, key=key, asked_by=by.code).pk
        made.save(update_fields=["job"])
        note(by, Action.ENTER, PLANNED, draft.of.code, session=session,
             field_classes=(FieldClass.PLANNING,),
             detail={"kind": "plan", "count": draft.number})  # fmt: skip
    return made


def make_plan(
    plan: Plan,
    told: Progress = silent,
    commit: Commit = lambda: transaction.atomic(using=EXCHANGE),
) -> None:
    """Compute a plan now. What no plan can be made of is kept with it."""
    try:
        found, refused = plan_data(inputs_of(plan.draft), plan.rounds, plan.carried, told), ""
    except ValueProblem as error:
        found, refused = {}, str(error)
    with commit():
        now = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if now.state != PlanState.WAITING:
            return
        now.state = PlanState.REFUSED if refused else PlanState.DONE
        now.found, now.refused_why, now.made_at = found, refused, timezone.now()
        now.save()
