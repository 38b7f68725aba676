"""`repatria audit …`: check the access log, keep its head elsewhere, look into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli import progress
from repatria.cli.options import Json, day
from repatria.cli.store import open_store

if TYPE_CHECKING:
    from repatria.desks.accounts.access.models import Trace

app = typer.Typer(
    no_args_is_help=True,
    help="Check the access log, keep its head outside the store, look into it.",
)
# Longer than any list that a person reads.
_MOST = 1000


@app.command()
def verify(
    head: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="A head that was kept: a file, a folder of them, or the line from a print; may be "
            "given several times.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Compute the chain of the access log anew, and name what does not hold.

    That is a row that was changed, rows that are missing, a kept head that no longer fits. The exit
    code is 1 then.
    """
    open_store()
    from repatria.desks.accounts.access import heads, verifying

    kept = [found for where in head or () for found in heads.kept(where)]
    with progress.shown() as told:
        verdict = verifying.verify(kept, told)
    if as_json:
        _print_json(
            {
                "whole": verdict.whole,
                "rows": verdict.rows,
                "head": str(verdict.head or ""),
                "heads_kept": len(kept),
                "breaks": [
                    {"row": each.sequence, "kind": each.kind, "said": each.said}
                    for each in verdict.breaks
                ],
                "guards_missing": list(verdict.guards_missing),
            }
        )
    else:
        for each in verdict.breaks:
            typer.echo(str(each))
        for name in verdict.guards_missing:
            typer.echo(f"the trigger {name}, which keeps the log from being changed, is not there")
        typer.echo(_verdict(verdict.rows, verdict.whole, len(kept)))
    if not verdict.whole:
        raise typer.Exit(1)


@app.command("head")
def head_(
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it here instead of printing it."),
    ] = None,
) -> None:
    """Print the head of the access log: the last row's number, digest and time. Kept outside the
    store, it shows later whether the log up to there was rewritten."""
    open_store()
    from repatria.cli.writing import write
    from repatria.desks.accounts.access import heads

    write([heads.head_text(heads.taken())], out)


@app.command("list")
def list_(
    subject: Annotated[
        str,
        typer.Option(metavar="TYPE:CODE", help="Only about this: its kind and its code."),
    ] = "",
    actor: Annotated[str, typer.Option(metavar="CODE", help="Only by this person.")] = "",
    since: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Only from this day on (UTC)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the latest 1,000 rows of the access log, the oldest first.

    That they were listed is noted as well.
    """
    open_store()
    from repatria.desks.accounts.access import queries
    from repatria.desks.accounts.access.models import Trace
    from repatria.desks.accounts.access.services import note
    from repatria.desks.accounts.rights import Action, FieldClass

    of, _colon, which = subject.partition(":")
    asked = {"subject_type": of, "subject": which, "actor": actor, "since": since}
    rows = queries.filtered(Trace.objects.all(), asked).order_by("-sequence")
    found = list(rows[:_MOST])[::-1]
    detail = {"way": "command line", "count": len(found)}
    note(None, Action.VIEW, "access_log", field_classes=(FieldClass.ACCESS,), detail=detail)
    if as_json:
        _print_json([_tree(row) for row in found])
        return
    for row in found:
        typer.echo(" ".join(_cells(row)))


def _verdict(rows: int, whole: bool, kept: int) -> str:
    if not whole:
        return f"The access log of {rows:,} rows does not hold."
    if kept:
        fit = "the kept head fits" if kept == 1 else f"all {kept} kept heads fit"
        return f"The access log holds: {rows:,} rows, and {fit}."
    return (
        f"The access log holds in itself: {rows:,} rows. Only a head that was kept elsewhere "
        "(--head) shows whether it was rewritten as a whole."
    )


def _cells(row: Trace) -> Iterator[str]:
    yield f"{row.sequence:>6}"
    yield row.at.strftime("%Y-%m-%d %H:%M:%S")
    yield f"{row.actor or '-':<12}"
    yield row.action
    yield f"{row.subject_type}:{row.subject}" if row.subject else row.subject_type
    for name, text in (("for", row.purpose), ("", row.field_classes)):
        if text:
            yield f"({name} {text})" if name else f"[{text}]"


def _tree(row: Trace) -> dict[str, Any]:
    from repatria.desks.accounts.access import chain

    tree = {name: getattr(row, name) for name in chain.COVERED}
    return {**tree, "at": chain.moment(row.at), "digest": row.digest}


def _print_json(tree: Any) -> None:
    from repatria.base.canonical import canonical_bytes
    from repatria.cli.writing import write

    write([canonical_bytes(tree).decode(), "\n"], None)
