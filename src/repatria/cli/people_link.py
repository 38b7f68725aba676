"""`repatria people link`: ask for a linking run over the register, and run it here if wanted."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.people_options import By, asking, refuse
from repatria.cli.store import open_store


def link(
    email: By,
    threshold: Annotated[
        float, typer.Option(metavar="BITS", help="From which weight a pair is proposed.")
    ] = 5.0,
    now: Annotated[
        bool, typer.Option("--now", help="Run it here, after what waits before it.")
    ] = False,
) -> None:
    """Look for records of one person: all against each other.

    It proposes pairs to people and merges nothing. Without --now a worker runs it: that of the
    site, or `repatria jobs run`.
    """
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.desks.people.services import linking

    try:
        run = linking.ask(asking(email), threshold=threshold)
    except PermissionDenied as error:
        refuse(error)
    typer.echo(f"run {run.code}: job {run.job}")
    if not now:
        say(f"To see how far it is: repatria jobs show {run.job}")
        return
    _carried_out(run.job or 0)
    run.refresh_from_db()
    typer.echo(f"  records:    {run.counts['people']:,}")
    typer.echo(f"  proposed:   {run.counts['proposed']:,}")
    typer.echo(f"  kept apart: {run.counts['held']:,}")


def _carried_out(number: int) -> None:
    """Run jobs until this one has ended. Ends the command where it was not done."""
    from repatria.desks.common.jobs.worker import Worker
    from repatria.desks.common.models import Job

    worker = Worker()
    waiting = {Job.State.QUEUED.value, Job.State.RUNNING.value}
    while (job := Job.objects.get(pk=number)).state in waiting:
        if not worker.run_next():
            say("Another worker runs it, or it waits for its next attempt.")
            raise typer.Exit(1)
    if job.state != Job.State.DONE:
        say(job.error or str(job.get_state_display()))
        raise typer.Exit(1)
