"""People for tests: made up, with the roles that a test needs, and signed in as the site has it."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from repatria.desks.accounts import device, sessions
from repatria.desks.accounts.access import guards
from repatria.desks.accounts.adapters import SecondFactorAdapter
from repatria.desks.accounts.models import (
    ApiToken,
    Counted,
    Invitation,
    Party,
    RoleGrant,
    Standing,
    Trace,
    User,
)
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.views.joining import BACKEND

PASSWORD = "a heron stands in the reeds"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
OTHER_BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36"
)
HOME_ADDRESS, OTHER_ADDRESS = "192.0.2.17", "203.0.113.5"
_numbers = count(1)


def party(code: str = "OFFICE", standing: Standing = Standing.OFFICE) -> Party:
    found, _ = Party.objects.get_or_create(
        code=code, defaults={"name": f"Body {code}", "standing": standing}
    )
    return found


def member(*roles: Role, of: Party | None = None, name: str = "", password: str = "") -> User:
    """Somebody with these roles. Without a password they can sign in by `signed_in` alone."""
    number = next(_numbers)
    user = User.objects.create_user(
        f"person{number}@example.org",
        password or None,
        name=name or f"Person {number}",
        party=of or party(),
    )
    for role in roles:
        RoleGrant.objects.create(user=user, role=role)
    return user


def browser(agent: str = BROWSER, address: str = HOME_ADDRESS) -> Client:
    """A browser on a device, without a session."""
    return Client(SERVER_NAME="localhost", HTTP_USER_AGENT=agent, REMOTE_ADDR=address)


def signed_in(
    user: User, *, fresh: bool = False, factor: bool = True, address: str = HOME_ADDRESS
) -> Client:
    """A browser in which somebody is signed in: with a second factor, which with `fresh` they have
    just given again."""
    client = browser(address=address)
    client.force_login(user, backend=BACKEND)
    if factor and not Authenticator.objects.filter(user=user).exists():
        with_app(user)
    request = RequestFactory().get("/", HTTP_USER_AGENT=BROWSER, REMOTE_ADDR=address)
    session = client.session
    here = device.digest(request)
    session[sessions.SESSION] = {**session[sessions.SESSION], "device": here}
    if fresh:
        session[sessions.FRESH] = {"at": time.time(), "device": here}
    session.save()
    UserSession.objects.create(
        user=user, session_key=session.session_key, ip=address, user_agent=BROWSER
    )
    return client


def with_app(user: User) -> str:
    """Set up codes from an app; the key of the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(user: User, step: int = 0) -> str:
    """The code that somebody's app shows now, or some steps from now."""
    held = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_for(SecondFactorAdapter().decrypt(held.data["secret"]), step)


def code_for(secret: str, step: int = 0) -> str:
    """The same from the key of an app."""
    _, now, _ = auth.yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now + step))


def ends(user: User, role: Role, after: timedelta) -> None:
    """Let a role end some time from now, or before."""
    RoleGrant.objects.filter(user=user, role=role).update(until=timezone.now() + after)
    user.forget_roles()


def everybody_leaves() -> None:
    """Empty what tests of a running site have committed: people, their sessions, and the log, which
    else refuses it."""
    guards.remove(connection)
    Trace.objects.all().delete()
    guards.install(connection)
    Session.objects.all().delete()
    for model in (Invitation, ApiToken, RoleGrant, User, Party, Counted):
        model._default_manager.all().delete()
