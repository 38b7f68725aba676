"""`repatria user …`: who works here, from the machine itself. Whoever can run this can write to the
store, so it asks for no sign-in; the access log keeps what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli import user_token
from repatria.cli.failures import say
from repatria.cli.known import known_party, known_roles, known_user
from repatria.cli.store import open_store

if TYPE_CHECKING:
    from repatria.desks.accounts.inviting import Invited
    from repatria.desks.accounts.models import User

app = typer.Typer(no_args_is_help=True, help="Invite people, change their roles, close accounts.")
app.add_typer(user_token.app, name="token")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's email address.")]
Name = Annotated[str, typer.Option(help="The person's name, as others here are to see it.")]
Of = Annotated[
    str, typer.Option("--party", metavar="CODE", help="The code of the party that they work for.")
]
Site = Annotated[
    str, typer.Option(metavar="URL", help="What stands before the link: the site's address.")
]
HERE = "http://127.0.0.1:8000"


@app.command()
def invite(
    email: Email,
    name: Name,
    party: Of,
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE", help="A role, once for each; `repatria user list` names them."
        ),
    ] = None,
    site: Site = HERE,
) -> None:
    """Invite somebody: prints a link that works once, within 72 hours.

    Hand it over by a way that you trust; whoever opens it first has the account.
    """
    open_store()
    from repatria.desks.accounts import inviting

    _print_link(
        inviting.invite(email, name, known_party(party), known_roles(role or ()), by=None), site
    )


@app.command("first-admin")
def first_admin(email: Email, name: Name, party: Of, site: Site = HERE) -> None:
    """Invite the first administrator; refused once there is one.

    Every other person can then be invited on the page “People”.
    """
    open_store()
    from repatria.desks.accounts import inviting

    _print_link(inviting.first_administrator(email, name, known_party(party)), site)


@app.command()
def roles(
    email: Email,
    add: Annotated[
        list[str] | None, typer.Option(metavar="ROLE", help="A role to give, once for each.")
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="ROLE", help="A role to take, once for each.")
    ] = None,
) -> None:
    """Give and take roles; without either, print those that somebody has."""
    open_store()
    from repatria.desks.accounts import services

    user = known_user(email)
    if add or remove:
        services.change_roles(
            user, add=known_roles(add or ()), remove=known_roles(remove or ()), by=None
        )
    typer.echo(_line(user))


@app.command()
def disable(email: Email) -> None:
    """Close an account and end its sessions; what the person did stays.

    The last administrator cannot be closed out.
    """
    open_store()
    from repatria.desks.accounts import services

    user = known_user(email)
    services.disable(user, by=None)
    typer.echo(_line(user))


@app.command()
def renew(email: Email, site: Site = HERE) -> None:
    """Make a link for somebody who has lost their password or second factor.

    It works once, within 72 hours. Whoever opens it chooses both anew and keeps code and roles;
    every session of the account ends. Make sure that you give it to that person.
    """
    open_store()
    from repatria.desks.accounts import inviting

    _print_link(inviting.renew(known_user(email)), site)


@app.command("list")
def list_() -> None:
    """List everybody with code, party and roles, and the roles that there are."""
    open_store()
    from repatria.desks.accounts.models import User
    from repatria.desks.accounts.rights import Role

    for user in User.objects.select_related("party"):
        typer.echo(_line(user))
    say(f"Roles that there are: {', '.join(Role)}")


def _line(user: User) -> str:
    held = ", ".join(sorted(user.roles)) or ("no role" if user.is_active else "closed")
    return f"{user.code}  {user.email}  {user.party_id}  {held}  {user.name}"


def _print_link(made: Invited, site: str) -> None:
    typer.echo(f"{site.rstrip('/')}{made.path}")
    say(
        f"For {made.invitation.email}: works once, until {made.invitation.expires_at:%F %H:%M} UTC."
    )
