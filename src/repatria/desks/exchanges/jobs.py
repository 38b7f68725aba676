"""The desk's jobs, for the workers, which look for this module."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from repatria.base.messages import message
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.common.jobs import Context, Refused, job
from repatria.desks.exchanges.models import Draft, Freeze, Plan
from repatria.desks.exchanges.services import drafting, freezing, plans

_LONG = timedelta(minutes=30)
"""While a large register is loaded or put into one transaction, nothing is told."""


@job(drafting.JOB, title=_("Make a version of a list"), lease=_LONG)
def make_draft(context: Context, payload: dict[str, Any]) -> None:
    rows = Draft.objects.select_related("of", "of__agreement", "reading", "reading__agreement")
    draft = rows.get(pk=payload["draft"])
    by = somebody(context.asked_by)
    try:
        drafting.make_draft(draft, by, context.progress, context.commit)
    except PermissionDenied:
        raise Refused(message("Whoever asked for this may no longer do so.")) from None


@job(freezing.JOB, title=_("Make a list for good"), lease=_LONG)
def freeze(context: Context, payload: dict[str, Any]) -> None:
    held = Freeze.objects.get(code=payload["freeze"])
    under_way = Proposal.objects.filter(pk=payload["proposal"], state=Proposal.State.SECONDED)
    if not under_way.exists():
        # It was given up, and proposed anew: a job that is tried again would make it twice.
        raise Refused(message("This is not under way any more."))
    freezing.make(held, payload["proposal"], context.progress, context.commit)


@job(plans.JOB, title=_("Compute a plan"), lease=_LONG)
def make_plan(context: Context, payload: dict[str, Any]) -> None:
    rows = Plan.objects.select_related(
        "draft", "draft__of", "draft__facts", "draft__reading", "draft__reading__agreement"
    )
    plans.make_plan(rows.get(pk=payload["plan"]), context.progress, context.commit)


def somebody(code: str) -> User:
    """Whoever asked, as far as their account is open still."""
    found = User.objects.filter(code=code, is_active=True).first()
    if found is None:
        raise Refused(message("The account of whoever asked for this is closed."))
    return found
