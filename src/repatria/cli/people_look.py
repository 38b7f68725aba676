"""`repatria people search` and `show`: what the pages show, noted as the pages note it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.options import Json
from repatria.cli.people_options import By, Purpose, asking, refuse
from repatria.cli.store import open_store


class Shut(StrEnum):
    """Fields that are opened by themselves."""

    PLACE = "place"
    MEDICAL = "medical"
    FAMILY = "family"


def search(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="A name or a part of one, a birth, a serial number, a call sign or a code.",
        ),
    ],
    email: By,
    purpose: Purpose,
    as_json: Json = False,
) -> None:
    """Search the register for a person, in any of three scripts.

    The closest stand first; a word a field says how it stands to what was asked. The access log
    keeps who searched and what for, and the words as digests.
    """
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.cli import people_text
    from repatria.desks.accounts.access.acts import Purpose as Given
    from repatria.desks.accounts.rights import Action, FieldClass
    from repatria.desks.people.looking import searched

    by = asking(email)
    try:
        found = searched(by, Given(purpose.value), text)
    except PermissionDenied as error:
        refuse(error)
    if found.refused is not None:
        say(str(found.refused))
        raise typer.Exit(1)
    states = by.can(Action.VIEW, FieldClass.STATUS)
    if as_json:
        people_text.print_json(people_text.found_tree(found, states=states))
        return
    for line in people_text.found_lines(found, states=states):
        typer.echo(line)


def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code of the person's record.")],
    email: By,
    purpose: Purpose,
    opened: Annotated[
        list[Shut] | None,
        typer.Option("--open", help="Show these fields too, once for each; it is noted."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what is said of one person: every field with its sources, and the states in order of
    time with what contradicts what.

    Places, health and family stay shut unless they are opened by name.
    """
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.cli import people_text
    from repatria.desks.accounts.access.acts import Purpose as Given
    from repatria.desks.accounts.rights import FieldClass
    from repatria.desks.people.looking import looked

    classes = frozenset(FieldClass(each.value) for each in opened or ())
    try:
        found = looked(asking(email), Given(purpose.value), code.strip().upper(), classes)
    except PermissionDenied as error:
        refuse(error)
    if found is None:
        say(f"There is no person {code} that you may see.")
        raise typer.Exit(1)
    if as_json:
        people_text.print_json(people_text.dossier_tree(found))
        return
    for line in people_text.dossier_lines(found):
        typer.echo(line)
