"""`repatria people …`: the register from this machine. Each command has a module of its own."""

from __future__ import annotations

import typer

from repatria.cli import people_export, people_import, people_link, people_look

app = typer.Typer(
    no_args_is_help=True,
    help="Search the register of captives, the missing and the dead, and show what is said.",
)
app.command("import")(people_import.import_)
app.command("review")(people_import.review)
app.command("link")(people_link.link)
app.command("search")(people_look.search)
app.command("show")(people_look.show)
app.add_typer(people_export.app, name="export")
