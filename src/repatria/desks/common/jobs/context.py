"""What a job is given: a way to tell how far it is, and one to commit its effect once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from repatria.desks.common.jobs import leases
from repatria.desks.common.jobs.errors import Released
from repatria.desks.common.jobs.leases import STORE, Held

# Seconds between two writes of the progress of one job, however often it is told.
_PAUSE = 0.5


class Effect:
    """What a commit leaves behind for those who look at the job: `result`, as plain JSON."""

    def __init__(self) -> None:
        self.result: Any = None


class Context:
    """A job's side of its lease. `attempts` and `losses` tell what came to nothing before."""

    def __init__(
        self,
        held: Held,
        *,
        key: str = "",
        asked_by: str = "",
        attempts: int = 0,
        losses: int = 0,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.id = held.id
        self.key = key
        self.asked_by = asked_by
        self.attempts = attempts
        self.losses = losses
        self.committed = False
        self._held = held
        self._stopping = stopping
        self._pause = min(_PAUSE, held.kind.lease.total_seconds() / 4)
        self._told: tuple[float, str] = (float("-inf"), "")
        self._in_commit = False

    def progress(self, done: int, total: int, stage: str = "") -> None:
        """Tell how far the job is (a total of 0: nobody knows), and keep the lease.

        May be called as often as one likes; the store is written a few times a second at most.
        Raises `Cancelled`, `LeaseLost`, or `Released` when the worker is ending. Inside `commit`
        and after it nothing is told, and nothing stops the job.
        """
        if self._in_commit or self.committed:
            return
        if self._stopping():
            raise Released(f"job {self.id} is given back")
        now = time.monotonic()
        at, last = self._told
        if now - at >= self._pause or stage != last:
            leases.renew(self._held, done, total, stage)
            self._told = now, stage

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """A short transaction ahead of `commit`, for one part of what would hold up other writers
        if it were written at once. Nobody may be shown it before the commit, and an attempt that
        begins anew takes it away first.

        As with `commit`, the job is made sure of; raises `LeaseLost` or `Cancelled`.
        """
        with transaction.atomic(STORE, durable=True):
            leases.check(self._held)
            yield

    @contextmanager
    def commit(self) -> Iterator[Effect]:
        """One transaction in the exchange store for the effect and for “done”.

        Before the effect it is made sure that the job is still this worker's and stays so until
        the end; raises `LeaseLost` or `Cancelled` otherwise. Whatever happens in between, either
        both are there or neither is. It cannot stand inside another transaction, and happens once.
        """
        effect = Effect()
        with transaction.atomic(STORE, durable=True):
            leases.check(self._held)
            self._in_commit = True
            try:
                yield effect
                leases.finish(self._held, effect.result)
            finally:
                self._in_commit = False
        self.committed = True
