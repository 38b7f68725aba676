"""The kinds of jobs that there are: a name, a function, and how patient to be with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import autodiscover_modules

from repatria.desks.common.jobs.errors import JobError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from repatria.desks.common.jobs.context import Context

Run = Callable[["Context", dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job.

    `lease` is the longest that it may be silent: a job that tells no progress for so long is taken
    for lost and begun anew. After the n-th failed attempt it waits `first_delay` doubled n-1 times,
    at most `most_delay`; after `attempts` of them, or when its worker went away more than `losses`
    times, it has failed.
    """

    name: str
    run: Run
    title: str | _StrPromise
    lease: timedelta
    attempts: int
    losses: int
    first_delay: timedelta
    most_delay: timedelta

    def delay(self, attempts: int) -> timedelta:
        """How long to wait after so many failed attempts (1 or more)."""
        # 2**30 first delays are longer than any patience, and no overflow.
        return min(self.first_delay * (1 << min(attempts - 1, 30)), self.most_delay)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that is asked for once in every period, counted from the epoch in UTC."""

    name: str
    period: timedelta
    payload: Mapping[str, Any] = field(default_factory=dict)


_KINDS: dict[str, Kind] = {}
_PERIODIC: dict[str, Periodic] = {}
_loaded = False


def job(
    name: str,
    *,
    title: str | _StrPromise = "",
    lease: timedelta = timedelta(minutes=1),
    attempts: int = 5,
    losses: int = 20,
    first_delay: timedelta = timedelta(seconds=10),
    most_delay: timedelta = timedelta(hours=1),
) -> Callable[[Run], Run]:
    """Makes a function of a context and a payload the job of this name (`desk.what_it_does`).

    `title` is what a page calls it. Raises ValueError where the name is taken.
    """

    def register(run: Run) -> Run:
        if name in _KINDS and _KINDS[name].run is not run:
            raise ValueError(f"two jobs are called {name}")
        _KINDS[name] = Kind(
            name, run, title or name, lease, attempts, losses, first_delay, most_delay
        )
        return run

    return register


def every(name: str, period: timedelta, payload: Mapping[str, Any] | None = None) -> None:
    """Has the job of this name asked for once in every period while a worker is there.

    Periods in which no worker was there are left out, and so is one whose forerunner is not done.
    """
    if period < timedelta(seconds=1):
        raise ValueError("a period is a second at least")
    _PERIODIC[name] = Periodic(name, period, dict(payload or {}))


def load() -> None:
    """Import the `jobs` module of every app, once."""
    global _loaded
    if not _loaded:
        autodiscover_modules("jobs")
        _loaded = True


def kinds() -> Mapping[str, Kind]:
    load()
    return _KINDS


def periodic() -> tuple[Periodic, ...]:
    load()
    return tuple(_PERIODIC.values())


def kind(name: str) -> Kind:
    """Raises `JobError` where no job has this name."""
    found = kinds().get(name)
    if found is None:
        raise JobError(f"No job is called “{name}” here.")
    return found
