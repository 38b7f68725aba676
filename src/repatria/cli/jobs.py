"""`repatria jobs …`: run the work that waits in the store, look at it, cancel it, begin it anew."""

from __future__ import annotations

import signal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.options import Json
from repatria.cli.store import open_store

if TYPE_CHECKING:
    from repatria.desks.common.jobs.worker import Worker
    from repatria.desks.common.models import Job

app = typer.Typer(
    no_args_is_help=True, help="Run the work that waits in the store, look at it, cancel it."
)
# Longer than any list that a person reads; --json has the same ones.
_MOST = 200

Number = Annotated[
    int, typer.Argument(metavar="NUMBER", help="The job's number.", show_default=False)
]


class State(StrEnum):
    """The states of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@app.command("run")
def run_(
    once: Annotated[
        bool, typer.Option("--once", help="End when nothing is left that can be begun now.")
    ] = False,
) -> None:
    """Run jobs, one at a time, until Ctrl-C.

    A job that is under way then is given back, and the next worker begins it anew. `repatria serve`
    has a worker of its own; run more of them here, on any machine that reaches the store.
    """
    open_store()
    from repatria.desks.common.jobs.worker import Worker
    from repatria.names.warming import warm_beside

    worker = Worker()
    end_when_asked(worker)
    if not once:
        warm_beside()
    worker.run(once=once, told=_tell)


@app.command("list")
def list_(
    state: Annotated[
        State | None, typer.Option(help="Only jobs in this state.", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """List the latest 200 jobs, the newest first: number, state, name, and what went wrong."""
    open_store()
    from repatria.desks.common.models import Job

    jobs = Job.objects.order_by("-pk")
    if state is not None:
        jobs = jobs.filter(state=state.value)
    found = list(jobs[:_MOST])
    if as_json:
        _print_json([_tree(job) for job in found])
        return
    for job in found:
        typer.echo(_line(job))


@app.command()
def show(number: Number, as_json: Json = False) -> None:
    """Show one job: how far it is, what it came to, and why it failed."""
    open_store()
    from repatria.desks.common.jobs import services

    tree = _tree(services.get(number))
    if as_json:
        _print_json(tree)
        return
    for name, value in tree.items():
        if value not in (None, "", {}):
            typer.echo(f"{name + ':':<14} {value}")


@app.command()
def cancel(number: Number) -> None:
    """Cancel a job: at once where it waits, and at its next step where it runs.

    What it has committed stays; a job that has ended is left as it is.
    """
    open_store()
    from repatria.desks.common.jobs import services

    typer.echo(_line(services.cancel(number)))


@app.command()
def retry(number: Number) -> None:
    """Let a job that failed or was cancelled wait for a worker again."""
    open_store()
    from repatria.desks.common.jobs import services

    typer.echo(_line(services.retry(number)))


def end_when_asked(worker: Worker) -> None:
    """Ctrl-C and SIGTERM let the worker end in good order; a second one ends it now."""

    def end(_signal: int, _frame: object) -> None:
        if worker.stopping():
            raise KeyboardInterrupt
        worker.stop()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _tell(job: Job) -> None:
    typer.echo(_line(job))


def _line(job: Job) -> str:
    from django.utils import timezone

    from repatria.desks.common.jobs.present import shown

    found = shown(job, timezone.now())
    count = f", {found.done:,} of {found.total:,}" if found.counted else ""
    line = f"{job.pk:>6}  {found.words:<10}  {job.name}{count}"
    return f"{line}: {found.reason}" if found.reason else line


def _tree(job: Job) -> dict[str, Any]:
    """A job without its payload and key, which are its desk's matter."""
    from django.utils import timezone

    from repatria.desks.common.jobs.present import shown

    found = shown(job, timezone.now())
    times = {
        name: value and value.isoformat(timespec="seconds")
        for name in ("created", "run_after", "started", "lease_until", "finished")
        for value in [getattr(job, name)]
    }
    return {
        "number": job.pk,
        "name": job.name,
        "state": job.state,
        "words": found.words,
        "stage": found.stage,
        "done": job.done,
        "total": job.total,
        "reason": found.reason,
        "result": job.result,
        "asked_by": job.asked_by,
        "priority": job.priority,
        "attempts": job.attempts,
        "max_attempts": job.max_attempts,
        "losses": job.losses,
        "worker": job.worker,
        **times,
    }


def _print_json(tree: Any) -> None:
    from repatria.base.canonical import canonical_bytes
    from repatria.cli.writing import write

    write([canonical_bytes(tree).decode(), "\n"], None)
