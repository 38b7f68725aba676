"""Asking for a linking run: all people whom its asker may see, against each other, in the
background (`linking_run`). It proposes pairs and decides nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs import enqueue
from repatria.desks.common.models import Job
from repatria.desks.people.models import LinkRun
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import LINK_RUN
from repatria.desks.router import EXCHANGE

JOB = "people.link"
LEAST, MOST = 0.0, 60.0
"""Weights, in bits, between which a threshold lies."""
THRESHOLD = 5.0
"""From which weight a pair is proposed where nobody says otherwise: that of `names.linking`, which
is not loaded for a page."""


def ask(by: User, *, threshold: float = THRESHOLD, session: str = "") -> LinkRun:
    """Ask for a run over everybody whom `by` may judge. Where one of their party waits or runs,
    that one is given back.

    Raises `Refused` (rights), `PeopleError` for a threshold that is none.
    """
    require(by, Action.JUDGE, FieldClass.IDENTITY)
    if not LEAST <= threshold <= MOST:
        raise PeopleError(_("A threshold lies between 0 and 60 bits."))
    with transaction.atomic(using=EXCHANGE):
        held = under_way(by)
        if held is not None:
            return held
        run = LinkRun.objects.create(
            party_id=by.party_id, asked_by=by, settings={"threshold": threshold}
        )
        job = enqueue(JOB, {"run": run.code}, key=f"run {run.code}", asked_by=by.code)
        run.job = job.pk
        run.save(update_fields=["job"])
        note(by, Action.JUDGE, LINK_RUN, run.code, session=session,
             field_classes=(FieldClass.IDENTITY,), detail={"state": "asked"})  # fmt: skip
    return run


def under_way(by: User) -> LinkRun | None:
    """The run of somebody's party that waits or runs."""
    alive = Job.objects.filter(name=JOB, state__in=(Job.State.QUEUED, Job.State.RUNNING))
    runs = LinkRun.objects.filter(party=by.party_id, finished_at=None)
    return runs.filter(job__in=alive.values("pk")).first()
