"""What ends a job, or an order about one, before it is done."""

from __future__ import annotations

from repatria.base.errors import RepatriaError


class JobError(RepatriaError):
    """An order about a job that cannot be followed; the text says why."""


class Refused(RepatriaError):
    """Raised by a job that no further attempt would help: it fails at once, with this sentence."""


class Stopped(RepatriaError):
    """A running job must end now. A job lets it pass, and tidies up in `finally` if it has to."""


class Cancelled(Stopped):
    """Somebody asked for it to be cancelled."""


class LeaseLost(Stopped):
    """The job is another worker's now, or was ended: nothing more may be written for it."""


class Released(Stopped):
    """The worker is ending and gives the job back; another attempt begins it anew."""
