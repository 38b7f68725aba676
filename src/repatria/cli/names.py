"""`repatria names …`: names read, compared, and the records of lists linked."""

from __future__ import annotations

import typer

from repatria.cli.names_chart import chart
from repatria.cli.names_compare import compare
from repatria.cli.names_link import link
from repatria.cli.names_read import read

app = typer.Typer(
    no_args_is_help=True, help="Names in three scripts: read, compared, and records linked."
)
app.command()(compare)
app.command()(read)
app.command()(link)
app.command()(chart)
