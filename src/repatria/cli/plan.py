"""`repatria plan …`: agreements read, lists made, explained and checked, series and formulas."""

from __future__ import annotations

import typer

from repatria.cli.plan_check import check
from repatria.cli.plan_compare import compare
from repatria.cli.plan_differ import differ
from repatria.cli.plan_list import commit, list_
from repatria.cli.plan_seed import seed
from repatria.cli.plan_series import series
from repatria.cli.plan_terms import terms
from repatria.cli.plan_veto import veto
from repatria.cli.plan_why import why

app = typer.Typer(
    no_args_is_help=True,
    help="Agreements and lists: who goes next, by which rule, and how anybody can check it.",
)
app.command()(terms)
app.command()(seed)
app.command()(commit)
app.command("list")(list_)
app.command()(check)
app.command()(why)
app.command()(differ)
app.command()(series)
app.command()(compare)
app.command()(veto)
