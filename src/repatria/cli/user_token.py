"""`repatria user token …`: keys for programs, from the machine itself. The access log keeps what
was done."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.known import known_roles, known_user
from repatria.cli.store import open_store

app = typer.Typer(no_args_is_help=True, help="Make, list and end the tokens of somebody.")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's email address.")]


@app.command()
def create(
    email: Email,
    name: Annotated[str, typer.Option(help="What it is for.")],
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE", help="A role that it may use, once for each; without one, all."
        ),
    ] = None,
    enters: Annotated[
        bool, typer.Option("--enters", help="It may enter too, as far as these roles may.")
    ] = False,
    days: Annotated[int, typer.Option(help="For how many days it holds, 90 at most.")] = 30,
) -> None:
    """Make a token: prints the key, which is shown this once.

    It opens what these roles may export, as long as the person has them. With --enters it may also
    enter what can be taken back.
    """
    open_store()
    from repatria.desks.accounts.tokens import services

    user = known_user(email)
    wanted = known_roles(role) if role else user.roles
    made = services.create(user, name, wanted, days, enters=enters)
    typer.echo(made.key)
    say(f"{made.token.code}, for {user.email}: until {made.token.expires_at:%F %H:%M} UTC.")


@app.command("list")
def list_(email: Email) -> None:
    """List the tokens of somebody with roles, end and last use."""
    open_store()
    from repatria.desks.accounts.models import ApiToken

    for token in ApiToken.objects.filter(user=known_user(email)):
        state = "ended" if token.revoked_at else f"until {token.expires_at:%F %H:%M}"
        what = ", ".join(token.roles) + (" (enters)" if token.enters else "")
        used = f"used {token.used_at:%F %H:%M}" if token.used_at else "never used"
        typer.echo(f"{token.code}  {what}  {state}  {used}  {token.name}")


@app.command()
def revoke(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The token's code, as listed.")],
) -> None:
    """End a token at once."""
    open_store()
    from repatria.desks.accounts.models import ApiToken
    from repatria.desks.accounts.services import AccountError
    from repatria.desks.accounts.tokens import services

    token = ApiToken.objects.filter(code=code.upper()).first()
    if token is None:
        raise AccountError(f"There is no token {code}; list them: repatria user token list EMAIL")
    done = services.revoke(token, by=None)
    typer.echo(f"{token.code}: {'ended' if done else 'was ended already'}")
