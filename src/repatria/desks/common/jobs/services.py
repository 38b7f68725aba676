"""Orders about jobs: ask for one, cancel it, ask for it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from repatria.desks.common.jobs.errors import JobError
from repatria.desks.common.jobs.leases import STORE
from repatria.desks.common.jobs.registry import kind
from repatria.desks.common.models import LONGEST_CODE, LONGEST_KEY, Job

State = Job.State
_ALIVE_OR_DONE = (State.QUEUED, State.RUNNING, State.DONE)


def enqueue(
    name: str,
    payload: Mapping[str, Any] | None = None,
    *,
    key: str = "",
    asked_by: str = "",
    priority: int = 0,
    run_after: datetime | None = None,
    max_attempts: int | None = None,
) -> Job:
    """Ask for a job; the higher its priority, the sooner it is begun.

    Within the caller's transaction: what it changes and the job that follows from it are there
    together or not at all. Where a job of this name and key (not "") waits, runs or is done, that
    one is given back and nothing is added. `asked_by` is a plain code of a person or a program.
    Raises `JobError` where no job has this name.
    """
    of = kind(name)
    # SQLite would take what is too long, and PostgreSQL refuse it.
    if len(key) > LONGEST_KEY or len(asked_by) > LONGEST_CODE:
        raise ValueError("the key of a job, or the code of who asks for it, is too long")
    while True:
        held = _same(name, key)
        if held is not None:
            return held
        try:
            with transaction.atomic(STORE):
                return Job.objects.create(
                    name=name,
                    key=key,
                    payload=dict(payload or {}),
                    asked_by=asked_by,
                    priority=priority,
                    run_after=run_after or timezone.now(),
                    max_attempts=max_attempts or of.attempts,
                )
        except IntegrityError:
            # Somebody asked for the same at the same moment: look again, unless it is another
            # constraint that was hurt.
            if not key:
                raise


def cancel(job_id: int) -> Job:
    """A job that waits is cancelled now; one that runs, as soon as it next tells its progress.

    A job that has ended stays as it is. Raises `JobError` where there is none of this number.
    """
    with transaction.atomic(STORE):
        job = _locked(job_id)
        now = timezone.now()
        abandoned = job.lease_until is not None and job.lease_until < now
        if job.state == State.QUEUED or (job.state == State.RUNNING and abandoned):
            job.state, job.finished, job.lease_until = State.CANCELLED, now, None
        elif job.state == State.RUNNING:
            job.cancel_asked = True
        job.save()
        return job


def retry(job_id: int) -> Job:
    """Let a job that failed or was cancelled wait again, with all its attempts before it.

    Raises `JobError` for any other job, and where the same was asked for in the meantime.
    """
    with transaction.atomic(STORE):
        job = _locked(job_id)
        if job.state not in (State.FAILED, State.CANCELLED):
            raise JobError(f"Job {job_id} has not failed and was not cancelled: it is {job.state}.")
        same = _same(job.name, job.key)
        if same is not None:
            raise JobError(f"The same was asked for again: see job {same.pk}.")
        job.state, job.run_after = State.QUEUED, timezone.now()
        job.attempts = job.losses = job.done = job.total = 0
        job.cancel_asked = False
        job.stage = job.reason = job.error = job.worker = ""
        job.started = job.finished = None
        try:
            with transaction.atomic(STORE):
                job.save()
        except IntegrityError:
            raise JobError("The same was asked for again at this moment.") from None
        return job


def get(job_id: int) -> Job:
    """Raises `JobError` where there is no job of this number."""
    found = Job.objects.filter(pk=job_id).first()
    if found is None:
        raise JobError(f"There is no job {job_id}.")
    return found


def _locked(job_id: int) -> Job:
    found = Job.objects.select_for_update().filter(pk=job_id).first()
    if found is None:
        raise JobError(f"There is no job {job_id}.")
    return found


def _same(name: str, key: str) -> Job | None:
    if not key:
        return None
    return Job.objects.filter(name=name, key=key, state__in=_ALIVE_OR_DONE).first()
