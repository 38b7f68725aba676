"""Jobs that come again and again: a tick asks for those whose period has begun."""

from __future__ import annotations

from datetime import datetime, timedelta

from repatria.desks.common.jobs.registry import Periodic, periodic
from repatria.desks.common.jobs.services import enqueue
from repatria.desks.common.models import Job

ASKED_BY = "clock"
# Finished rounds are of no use to anybody after this; failed ones stay to be seen.
KEPT = timedelta(days=7)
State = Job.State


def tick(now: datetime) -> list[Job]:
    """Ask for every periodic job whose present period has none yet; gives the new ones.

    Any number of workers may tick at any moments: the period is the job's key. A job whose earlier
    round still waits or runs is not asked for again.
    """
    return [
        enqueue(each.name, each.payload, key=_key(each, now), asked_by=ASKED_BY)
        for each in periodic()
        if _due(each, now)
    ]


def _due(each: Periodic, now: datetime) -> bool:
    rounds = Job.objects.filter(name=each.name, asked_by=ASKED_BY)
    alive = rounds.filter(state__in=(State.QUEUED, State.RUNNING))
    # Any state counts: a round that failed has had its attempts.
    if rounds.filter(key=_key(each, now)).exists() or alive.exists():
        return False
    old = rounds.filter(state__in=(State.DONE, State.CANCELLED), finished__lt=now - KEPT)
    # The latest of a period longer than that is looked at above.
    old.exclude(key=_key(each, now)).delete()
    return True


def _key(each: Periodic, now: datetime) -> str:
    return f"round {int(now.timestamp() // each.period.total_seconds())}"
