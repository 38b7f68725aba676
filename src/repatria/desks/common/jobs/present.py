"""What a person reads about a job: its state in words, how far it is, and why it failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext, pgettext

from repatria.desks.common.jobs.registry import kinds
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import told_kept

State, Reason = Job.State, Job.Reason


@dataclass(frozen=True, slots=True)
class Shown:
    """A job as a page or a line shows it, in the language of the moment."""

    id: int
    title: str
    state: str
    """The code of the state; `words` is for people."""
    words: str
    stage: str
    done: int
    total: int
    reason: str
    """Why the last attempt came to nothing, as a sentence, else ""."""

    @property
    def ended(self) -> bool:
        return self.state not in (State.QUEUED, State.RUNNING)

    @property
    def counted(self) -> bool:
        """Whether there is a number to show of how much is done."""
        return self.state == State.RUNNING and self.total > 0

    @property
    def so_far(self) -> bool:
        """Whether it is known how much is done, and not of how much."""
        return self.state == State.RUNNING and not self.total and self.done > 0


def shown(job: Job, now: datetime) -> Shown:
    of = kinds().get(job.name)
    return Shown(
        id=job.pk,
        title=str(of.title) if of else job.name,
        state=job.state,
        words=_words(job, now),
        stage=gettext(job.stage) if job.stage and job.state == State.RUNNING else "",
        done=min(job.done, job.total) if job.total else job.done,
        total=job.total,
        reason=_reason(job),
    )


def _words(job: Job, now: datetime) -> str:
    if job.state == State.QUEUED and job.run_after > now:
        return pgettext("job", "waiting for the next attempt")
    if job.state == State.RUNNING:
        if job.lease_until is not None and job.lease_until < now:
            return pgettext("job", "interrupted, will be begun again")
        if job.cancel_asked:
            return pgettext("job", "being cancelled")
    return str(State(job.state).label)


def _reason(job: Job) -> str:
    if job.reason == Reason.REFUSED:
        return told_kept(job.error)
    if job.reason == Reason.FAULT:
        return gettext("The program failed here (%(fault)s); the worker's log tells where.") % {
            "fault": job.error
        }
    if job.reason == Reason.LOST:
        return ngettext(
            "Its worker went away %(count)s time in the middle of it.",
            "Its worker went away %(count)s times in the middle of it.",
            job.losses,
        ) % {"count": job.losses}
    return ""
