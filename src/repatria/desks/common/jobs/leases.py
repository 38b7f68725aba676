"""Who runs which job: taking one, keeping it, and giving it up, each in one short transaction.

A lease is a promise about time, and clocks and pauses break it: a worker may wake up after its job
was given to another. So each taking raises the job's `fence`, and every later change asks for that
number. Clocks decide only when a job is begun anew, never who may write.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from repatria.desks.common.jobs.errors import Cancelled, LeaseLost
from repatria.desks.common.jobs.registry import Kind, kind, kinds
from repatria.desks.common.models import Job
from repatria.desks.router import EXCHANGE

STORE = EXCHANGE
LONGEST_ERROR = 2000
_LONGEST_STAGE = 200
State, Reason = Job.State, Job.Reason


@dataclass(frozen=True, slots=True)
class Held:
    """A job in the hands of a worker: its row's number, the fence it was taken with, its kind."""

    id: int
    fence: int
    kind: Kind

    def rows(self) -> QuerySet[Job]:
        """The job's row, as long as it is still in these hands."""
        return Job.objects.filter(pk=self.id, fence=self.fence, state=State.RUNNING)


def claim(worker: str) -> tuple[Held, Job] | None:
    """Take the next job that waits, or whose worker has gone, for this worker; None if none does.

    Two workers never get the same one. Jobs that this program does not know are left alone.
    """
    # Looking takes no lock, so that an idle worker never stands in a writer's way.
    while _takeable(timezone.now()).exists():
        with transaction.atomic(STORE, durable=True):
            now = timezone.now()
            job = _skipping_locked(_takeable(now)).first()
            if job is None:
                return None
            of = kind(job.name)
            if job.state == State.RUNNING and _lost(job, of, now):
                continue
            job.state = State.RUNNING
            job.worker = worker
            job.fence += 1
            job.lease_until = now + of.lease
            job.started = job.started or now
            job.save()
            return Held(job.pk, job.fence, of), job
    return None


def renew(held: Held, done: int, total: int, stage: str) -> None:
    """Tell how far the job is, and hold it for another lease from now. Raises `LeaseLost`, or
    `Cancelled` where that was asked for."""
    kept = held.rows().filter(cancel_asked=False)
    changed = kept.update(
        lease_until=timezone.now() + held.kind.lease,
        done=max(0, done),
        total=max(0, total),
        stage=stage[:_LONGEST_STAGE],
    )
    if not changed:
        check(held)


def check(held: Held) -> None:
    """Inside a transaction: nobody else can take or cancel the job until it ends. Raises
    `LeaseLost` or `Cancelled`."""
    with transaction.atomic(STORE):
        job = held.rows().select_for_update().first()
        if job is None:
            raise LeaseLost(f"job {held.id} is no longer this worker's")
        if job.cancel_asked:
            raise Cancelled(f"job {held.id} was cancelled")


def finish(held: Held, result: Any) -> None:
    """The job is done. Raises `LeaseLost`."""
    now = timezone.now()
    with transaction.atomic(STORE):
        changed = held.rows().update(
            state=State.DONE, result=result, finished=now, lease_until=None, reason="", error=""
        )
    if not changed:
        raise LeaseLost(f"job {held.id} is no longer this worker's")


def fail(held: Held, reason: Job.Reason, error: str, *, final: bool = False) -> bool:
    """An attempt failed: the job waits for the next one, longer each time, or has failed.

    Gives whether it has failed for good. Raises `LeaseLost`.
    """
    with transaction.atomic(STORE):
        job = held.rows().select_for_update().first()
        if job is None:
            raise LeaseLost(f"job {held.id} is no longer this worker's")
        now = timezone.now()
        job.attempts += 1
        job.reason, job.error = reason, error[:LONGEST_ERROR]
        if job.cancel_asked:
            _end(job, State.CANCELLED, now)
        elif final or job.attempts >= job.max_attempts:
            _end(job, State.FAILED, now)
        else:
            _queue(job, now + held.kind.delay(job.attempts))
        job.save()
        return job.state == State.FAILED


def give_back(held: Held, *, cancelled: bool = False) -> None:
    """The job was stopped without a fault: cancelled, or to be begun anew by the next worker."""
    with transaction.atomic(STORE):
        job = held.rows().select_for_update().first()
        if job is None:
            return
        now = timezone.now()
        if cancelled or job.cancel_asked:
            _end(job, State.CANCELLED, now)
        else:
            _queue(job, now)
        job.save()


def _takeable(now: datetime) -> QuerySet[Job]:
    waiting = Q(state=State.QUEUED, run_after__lte=now)
    abandoned = Q(state=State.RUNNING, lease_until__lt=now)
    known = Job.objects.filter(waiting | abandoned, name__in=list(kinds()))
    return known.order_by("-priority", "run_after", "id")


def _skipping_locked(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """On SQLite the transaction itself, begun as a writer's, keeps others out."""
    if connections[STORE].features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True)
    return jobs


def _lost(job: Job, of: Kind, now: datetime) -> bool:
    """Note that the job's worker went away. Gives whether that ends the job."""
    job.losses += 1
    job.reason, job.error = Reason.LOST, ""
    if job.cancel_asked:
        _end(job, State.CANCELLED, now)
    elif job.losses > of.losses:
        _end(job, State.FAILED, now)
    else:
        return False
    job.save()
    return True


def _end(job: Job, state: Job.State, now: datetime) -> None:
    job.state, job.finished, job.lease_until = state, now, None


def _queue(job: Job, run_after: datetime) -> None:
    job.state, job.run_after, job.lease_until, job.worker = State.QUEUED, run_after, None, ""
