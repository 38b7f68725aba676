"""The worker: takes job after job, runs it, and tells the store what came of it."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import time
import traceback
from collections.abc import Callable

from django.db import DatabaseError, connections
from django.utils import timezone, translation

from repatria.base.errors import InputError, RepatriaError
from repatria.desks.common.jobs import leases
from repatria.desks.common.jobs.context import Context
from repatria.desks.common.jobs.errors import Cancelled, LeaseLost, Refused, Released
from repatria.desks.common.jobs.leases import Held
from repatria.desks.common.jobs.periodic import tick
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import kept

log = logging.getLogger("repatria.jobs")
_LOOK = 1.0
"""Seconds between two looks for work, where there was none."""
_TICK = 15.0
_NAP = 0.1
"""Seconds in which an idle worker hears that it is to end."""


class Worker:
    """Runs jobs one at a time until it is told to end, from a signal or from another thread."""

    def __init__(self) -> None:
        host = socket.gethostname()[:60]
        self.name = f"{host}:{os.getpid()}:{secrets.token_hex(4)}"
        self._stopping = False
        self._ticked = float("-inf")

    def stop(self) -> None:
        """End soon: a running job is given back when it next tells its progress."""
        self._stopping = True

    def stopping(self) -> bool:
        return self._stopping

    def run(self, *, once: bool = False, told: Callable[[Job], None] = lambda _job: None) -> None:
        """Work until told to end, or, with `once`, until no job can be begun now.

        `told` gets each job as it stands afterwards. A store that does not answer is waited for.
        """
        looked = float("-inf")
        answers = True
        while not self._stopping:
            if time.monotonic() - looked < _LOOK:
                time.sleep(_NAP)
                continue
            try:
                self._tick()
                taken = self.run_next(told)
                answers = True
            except DatabaseError as error:
                if once:
                    raise
                if answers:
                    fault = type(error).__name__
                    log.warning("The store cannot be used (%s); waiting for it.", fault)
                connections.close_all()
                taken = answers = False
            _drop_old_connections()
            if once and not taken:
                return
            if not taken:
                looked = time.monotonic()

    def _tick(self) -> None:
        if time.monotonic() - self._ticked >= _TICK:
            tick(timezone.now())
            self._ticked = time.monotonic()

    def run_next(self, told: Callable[[Job], None] = lambda _job: None) -> bool:
        """Take one job and run it. Gives whether there was one."""
        taken = leases.claim(self.name)
        if taken is None:
            return False
        held, job = taken
        context = Context(
            held,
            key=job.key,
            asked_by=job.asked_by,
            attempts=job.attempts,
            losses=job.losses,
            stopping=self.stopping,
        )
        with translation.override("en"):
            self._run(held, context, job)
        job.refresh_from_db()
        told(job)
        return True

    def _run(self, held: Held, context: Context, job: Job) -> None:
        try:
            result = held.kind.run(context, job.payload)
            if not context.committed:
                leases.finish(held, result)
        except Cancelled:
            leases.give_back(held, cancelled=True)
        except Released:
            leases.give_back(held)
        except LeaseLost:
            log.warning("Job %s went to another worker meanwhile.", held.id)
        except Exception as error:
            self._failed(held, context, error)
        except BaseException:
            # Ctrl-C for a second time, or an exit in the middle of the job.
            leases.give_back(held)
            raise

    def _failed(self, held: Held, context: Context, error: Exception) -> None:
        """Keep a sentence for people; where a fault happened goes to the log, without its text,
        which might hold data."""
        if not isinstance(error, RepatriaError):
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("Job %s: %s\n%s", held.id, type(error).__name__, frames.rstrip())
        if context.committed:
            return
        if isinstance(error, RepatriaError):
            reason, text = Job.Reason.REFUSED, kept(error, leases.LONGEST_ERROR)
        else:
            reason, text = Job.Reason.FAULT, type(error).__name__
        try:
            leases.fail(held, reason, text, final=isinstance(error, Refused | InputError))
        except LeaseLost:
            log.warning("Job %s went to another worker meanwhile.", held.id)


def _drop_old_connections() -> None:
    """What Django does between two requests: no connection is kept that broke or grew old."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
