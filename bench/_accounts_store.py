"""Prepares an installation for the load: the record of the demonstration, documents of the press
desk, and people who are signed in. Run in a process of its own, since settings are read once:
`python _accounts_store.py PEOPLE DOCUMENTS` prints JSON, a cookie a person."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ADDRESS = "127.0.0.1"
TEXT = """Synthetic text {number}. The Coordination Headquarters said on 14 June 2025 that 1,200
bodies were handed over. A source on the other side said that it received none. The number of living
prisoners was not stated by either.
"""


def prepared(people: int, documents: int) -> dict[str, Any]:
    """Cookies by person, and the codes of the documents."""
    cookies = signed_in(people)
    from django.conf import settings

    from repatria.base.progress import silent
    from repatria.cli.demonstration import load
    from repatria.desks.accounts.models import User

    load(settings.HOME, silent)
    users = list(User.objects.all())
    codes = [_document(users[number % people], number) for number in range(documents)]
    return {"cookies": cookies, "documents": codes}


def signed_in(people: int) -> list[str]:
    """A new installation with so many clerks of the press desk: the cookie of each."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
    from repatria.cli.store import open_store

    open_store()
    from repatria.desks.accounts.models import Party, RoleGrant, Standing, User
    from repatria.desks.accounts.rights import Role

    office = Party.objects.create(code="OFFICE", name="Office", standing=Standing.OFFICE)
    users = []
    for number in range(people):
        user = User.objects.create_user(
            f"synthetic{number}@example.org", name=f"Synthetic {number}", party=office
        )
        RoleGrant.objects.create(user=user, role=Role.PRESS)
        users.append(user)
    return [session_of(user) for user in users]


def _document(user: Any, number: int) -> str:
    from repatria.desks.press import services

    about = services.About(title=f"Synthetic {number}", outlet="Synthetic")
    return str(services.add_text(user, about, TEXT.format(number=number)).document.code)


def session_of(user: Any) -> str:
    """A session as signing in makes it, with a second factor."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from allauth.usersessions.models import UserSession
    from django.test import Client, RequestFactory

    from repatria.desks.accounts import device, sessions
    from repatria.desks.accounts.views.joining import BACKEND

    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    client = Client(SERVER_NAME="localhost", HTTP_USER_AGENT=BROWSER, REMOTE_ADDR=ADDRESS)
    client.force_login(user, backend=BACKEND)
    request = RequestFactory().get("/", HTTP_USER_AGENT=BROWSER, REMOTE_ADDR=ADDRESS)
    session = client.session
    session[sessions.SESSION] = {
        "name": f"bench{user.pk}", "device": device.digest(request), "seen": time.time()
    }  # fmt: skip
    session.save()
    UserSession.objects.create(
        user=user, session_key=session.session_key, ip=ADDRESS, user_agent=BROWSER
    )
    return str(session.session_key)


if __name__ == "__main__":
    print(json.dumps(prepared(int(sys.argv[1]), int(sys.argv[2]))))
