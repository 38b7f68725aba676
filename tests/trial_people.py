"""People of two parties for tests of the access log and of the rule of two (`people` with other
customs: whoever is not said to be of the office is of a party)."""

from __future__ import annotations

from django.test import Client

import people
from people import signed_in
from repatria.desks.accounts import sessions
from repatria.desks.accounts.models import Party, Standing, User
from repatria.desks.accounts.rights import Role

__all__ = ["party", "person", "session_name", "signed_in"]


def party(code: str = "UA", standing: Standing = Standing.PARTY) -> Party:
    return people.party(code, standing)


def person(*roles: Role, of: str = "UA", name: str = "", email: str = "") -> User:
    """Somebody who works for a party, in these roles."""
    made = people.member(*roles, of=party(of), name=name)
    if email:
        made.email = email
        made.save()
    return made


def session_name(client: Client) -> str:
    return str(client.session[sessions.SESSION]["name"])
