"""`repatria ledger …`: acts written and signed, a log that only grows, proofs that stand alone."""

from __future__ import annotations

import typer

from repatria.cli.ledger_accuse import accuse
from repatria.cli.ledger_acts import act, sign
from repatria.cli.ledger_commit import commit, open_
from repatria.cli.ledger_cosign import cosign
from repatria.cli.ledger_export import export
from repatria.cli.ledger_keys import key
from repatria.cli.ledger_log import append, init, log
from repatria.cli.ledger_prove import prove
from repatria.cli.ledger_verify import verifier, verify

app = typer.Typer(
    no_args_is_help=True,
    help="What was signed: acts, the log that they stand in, proofs for whoever asks.",
)
app.command()(key)
app.command()(act)
app.command()(sign)
app.command()(init)
app.command()(append)
app.command()(log)
app.command()(prove)
app.command()(cosign)
app.command()(verify)
app.command()(verifier)
app.command()(export)
app.command()(accuse)
app.command()(commit)
app.command("open")(open_)
