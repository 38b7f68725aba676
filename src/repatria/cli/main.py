"""`repatria`: the entry point, and the commands that serve the site. Django is loaded only by a
command that needs it, so that help and version are there at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from repatria.cli import (
    audit,
    demonstration,
    demonstration_exchanges,
    demonstration_ledger,
    demonstration_offers,
    demonstration_register,
    jobs,
    kinship,
    ledger,
    names,
    party,
    people,
    plan,
    press,
    progress,
    record,
    server,
    store,
    synthetic,
    user,
)
from repatria.cli.failures import Commands, say

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(record.app, name="record")
app.add_typer(kinship.app, name="kinship")
app.add_typer(names.app, name="names")
app.add_typer(ledger.app, name="ledger")
app.add_typer(plan.app, name="plan")
app.add_typer(jobs.app, name="jobs")
app.add_typer(audit.app, name="audit")
app.add_typer(synthetic.app, name="synthetic")
app.add_typer(party.app, name="party")
app.add_typer(press.app, name="press")
app.add_typer(people.app, name="people")
app.add_typer(user.app, name="user")

Port = Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"repatria {version('repatria')}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Repatria: who said what about exchanges and repatriations, and whose the remains are.

    REPATRIA_HOME names the folder of the stores and the key (default ~/.repatria).
    """


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen on; 127.0.0.1 is for this machine alone.")
    ] = "127.0.0.1",
    port: Port = 8000,
    with_jobs: Annotated[
        bool,
        typer.Option(
            "--jobs/--no-jobs", help="Whether a worker beside the site runs the jobs that wait."
        ),
    ] = True,
) -> None:
    """Serve the site of the record; Ctrl-C ends it."""
    store.open_store()
    from repatria.desks.accounts import sessions
    from repatria.desks.record import models

    sessions.sweep()
    if not models.Claim.objects.exists():
        say("The record is empty; to look around: repatria record import --demo")
    if not server.is_own(host):
        say(
            f"Whoever can reach {host} can read these pages. Names that the site is to answer to "
            "stand in REPATRIA_HOSTS."
        )
    server.serve(host, port, _greet, with_jobs=with_jobs)


@app.command()
def demo(
    port: Port = 8000,
    people: Annotated[
        int,
        typer.Option(
            min=0,
            max=100_000,
            metavar="N",
            help="How many made-up people the register's lists are about; 8,800 make 20,000 "
            "records in about a minute, 0 leaves the register empty.",
        ),
    ] = demonstration_register.PEOPLE,
) -> None:
    """Load the demonstration into a folder of its own and serve it; Ctrl-C ends it.

    The folder is REPATRIA_HOME, or without it ~/.repatria-demo. A record that is not the
    demonstration's is never touched.
    """
    demonstration.choose_home()
    store.open_store()
    home = store.home()
    with progress.shown() as told:
        demonstration.load(home, told)
        demonstration_register.load(demonstration.office(), people, home, told)
        demonstration_exchanges.load(demonstration.office(), people, home, told)
        demonstration_offers.load(demonstration.office(), home, told)
        demonstration_ledger.load(home, told)

    def greet(address: str) -> None:
        _greet(address)
        typer.echo(f"  one week of June 2025:  {address}/{demonstration.WEEK}")
        typer.echo(f"  what contradicts what:  {address}/contradictions")
        typer.echo(f"  how figures come about: {address}/method")
        typer.echo(f"  its data are in:        {home}")
        typer.echo(f"  the register, made up:  {address}/register/ (join first)")
        typer.echo(f"  exchanges, made up:     {address}/exchanges/ (join first)")
        typer.echo(f"  signed acts, made up:   {address}/handovers/ (join first)")
        for who, path in demonstration.invitations():
            typer.echo(f"  to join as {who}: {address}{path}")

    server.serve("127.0.0.1", port, greet)


def _greet(address: str) -> None:
    typer.echo(f"Repatria is at {address} (Ctrl-C ends it)")


def _not_lost(unraisable: sys.UnraisableHookArgs) -> None:
    """Ctrl-C that came while something was being thrown away, where Python would only print it, is
    raised again."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        # Not here: what is raised in a hook is lost as well.
        again = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(unraisable)


def run() -> None:
    """What the `repatria` script calls."""
    sys.unraisablehook = _not_lost
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that lacks a letter gets an escape for it, not an error.
            stream.reconfigure(errors="backslashreplace")
    app()
