"""The register's jobs, for the workers, which look for this module."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.base.messages import message
from repatria.desks.accounts.models import User
from repatria.desks.common.jobs import Context, Refused, every, job
from repatria.desks.people.models import ReceivedList
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import exports, hiding, linking, taking_in, trials
from repatria.desks.people.services.exports_writing import write_export as write

READING = message("reading and comparing rows")
END_EXPORTS = "people.end_exports"
HIDE = "people.hide"
_LONG = timedelta(minutes=30)
"""While what was worked out of a list is copied in nothing is told: it is one transaction."""


@job(linking.JOB, title=_("Look for records of one person"), lease=timedelta(minutes=30))
def link(context: Context, payload: dict[str, Any]) -> None:
    """Training and weighing tell nothing while they last, so the lease is long."""
    # What weighs pairs takes a while to load, and no page needs it.
    from repatria.desks.people.services.linking_run import carry_out

    carry_out(context, payload["run"])


@job(trials.JOB, title=_("Try a list"), lease=_LONG)
def try_list(context: Context, payload: dict[str, Any]) -> None:
    of, by = _list(payload["list"]), _somebody(context.asked_by)

    def told(rows: int) -> None:
        context.progress(rows, int(of.report.get("rows", 0)), READING)

    try:
        trials.try_list(of, by, told, context.commit)
    except PeopleError as error:
        raise Refused(str(error)) from None


@job(taking_in.JOB, title=_("Take a list into the register"), lease=_LONG)
def take_in_list(context: Context, payload: dict[str, Any]) -> None:
    of, by = _list(payload["list"]), _somebody(context.asked_by)
    try:
        taking_in.take_in(of, by, payload["report"], context.commit, context.progress)
    except PeopleError as error:
        raise Refused(str(error)) from None


@job(exports.JOB, title=_("Write a file with names that two people agreed about"), lease=_LONG)
def write_export(context: Context, payload: dict[str, Any]) -> None:
    write(context, payload["export"])


@job(END_EXPORTS, title=_("Delete files with names that were not fetched in time"))
def end_exports(context: Context, _payload: dict[str, Any]) -> None:
    ended = exports.end_due(timezone.now())
    with context.commit() as effect:
        effect.result = {"ended": ended}


every(END_EXPORTS, timedelta(minutes=15))


@job(HIDE, title=_("Hide records whose sender lets them be shown no longer"), lease=_LONG)
def hide(context: Context, _payload: dict[str, Any]) -> None:
    """Each some hundred records are a transaction of their own; a second round finds fewer."""
    hidden = hiding.hide_due(timezone.now())
    with context.commit() as effect:
        effect.result = {"hidden": hidden}


every(HIDE, timedelta(hours=1))


def _list(code: str) -> ReceivedList:
    return ReceivedList.objects.select_related("sender").get(code=code)


def _somebody(code: str) -> User:
    """Whoever asked, as far as their account is open still."""
    found = User.objects.filter(code=code, is_active=True).first()
    if found is None:
        raise Refused(message("The account of whoever asked for this is closed."))
    return found
