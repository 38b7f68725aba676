"""People for the tests of log and proposals: of a party by its code, with a mailbox of choice."""

from __future__ import annotations

from django.test import Client

from people import member, signed_in
from people import party as body
from repatria.desks.accounts import sessions
from repatria.desks.accounts.models import Party, Standing, User
from repatria.desks.accounts.rights import Role

__all__ = ["party", "person", "session_name", "signed_in"]


def party(code: str = "UA", standing: Standing = Standing.PARTY) -> Party:
    return body(code, standing)


def person(*roles: Role, of: str = "UA", name: str = "", email: str = "") -> User:
    """Somebody who works for a party, in these roles."""
    made = member(*roles, of=party(of), name=name)
    if email:
        made.email = email
        made.save(update_fields=["email"])
    return made


def session_name(client: Client) -> str:
    return client.session[sessions.SESSION]["name"]
