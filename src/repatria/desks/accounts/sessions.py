"""Sessions: begun at sign-in, held to one device, fresh for a while after a second factor, listed
for their owner, and ended.

A session is held to the browser and the network that it began in (`device.digest`). Elsewhere it
opens only what is public, until a second factor is given again. What cannot be undone asks for the
factor in any case (`fresh`): the sign-in itself does not count. Whenever a factor is given again
the session gets a new key, so that a cookie that was copied before is worth nothing.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from repatria.desks.accounts import device
from repatria.desks.accounts.models import User

SESSION, FRESH, FACTOR = "accounts.session", "accounts.fresh", "accounts.factor"
FRESH_FOR = timedelta(minutes=5)
_SEEN_EVERY = 300
_ELSEWHERE_KEPT = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as its owner sees it."""

    pk: int
    words: str
    network: str
    began: datetime
    seen: datetime
    current: bool
    elsewhere: tuple[dict[str, str], ...]
    """Other devices that came with this session's cookie and were not let in."""


def begin(request: HttpRequest) -> None:
    """Hold the session to the device that signs in, under a name that no cookie tells."""
    now = time.time()
    request.session[SESSION] = {
        "name": secrets.token_hex(8),
        "device": device.digest(request),
        "began": now,
        "seen": now,
    }
    request.session.pop(FRESH, None)


def name_of(request: HttpRequest) -> str:
    """The session's name for logs and for the rule of two; empty without a sign-in. A program has a
    token in the place of a session."""
    token = getattr(request, "api_token", None)
    if token is not None:
        return f"token:{token.code}"
    session = getattr(request, "session", None)
    kept = session.get(SESSION) if session is not None else None
    return str(kept["name"]) if kept else ""


def at_home(request: HttpRequest) -> bool:
    """Whether the request comes from the device that the session is held to."""
    kept = request.session.get(SESSION)
    return kept is not None and _same(kept["device"], device.digest(request))


def over(request: HttpRequest) -> bool:
    """Whether the sign-in is half a day old. The store alone would let it live for half a day after
    each use, and so for ever."""
    kept = request.session.get(SESSION)
    began = float(kept.get("began", kept["seen"])) if kept is not None else 0.0
    return not 0 <= time.time() - began < settings.SESSION_COOKIE_AGE


def confirm(request: HttpRequest, *, factor: bool) -> None:
    """The owner has shown again who they are: a new key, and this device is the session's.

    Only a second factor makes the session fresh; a password does not.
    """
    old = request.session.session_key
    kept = request.session.get(SESSION) or {"name": secrets.token_hex(8)}
    request.session[SESSION] = {**kept, "device": device.digest(request), "seen": time.time()}
    # allauth keeps a form that was posted too early, to carry it out now. Whoever has a copy of the
    # cookie could have left it there.
    request.session.pop(STATE_SESSION_KEY, None)
    if factor:
        request.session[FRESH] = {"at": time.time(), "device": device.digest(request)}
    request.session.cycle_key()
    told = device.told(request)
    UserSession.objects.filter(session_key=old).update(
        session_key=request.session.session_key,
        user_agent=told["words"],
        ip=told["network"],
        last_seen_at=timezone.now(),
    )


def fresh(request: HttpRequest, max_age: timedelta = FRESH_FOR) -> bool:
    """Whether a second factor was given again on this device, no longer ago than `max_age`."""
    given = request.session.get(FRESH)
    if given is None or not _same(given["device"], device.digest(request)):
        return False
    age = time.time() - float(given["at"])
    return 0 <= age < max_age.total_seconds()


def seen(request: HttpRequest) -> None:
    """Write down now and then that the session is in use."""
    kept = request.session[SESSION]
    if time.time() - kept["seen"] < _SEEN_EVERY:
        return
    request.session[SESSION] = {**kept, "seen": time.time()}
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=timezone.now()
    )


def seen_elsewhere(request: HttpRequest) -> bool:
    """Keep for the owner that another device came with this session's cookie; True the first time
    that this one does."""
    row = UserSession.objects.filter(session_key=request.session.session_key).first()
    if row is None:
        return False
    told = device.told(request)
    known: list[dict[str, str]] = row.data.get("elsewhere", [])
    if any({**one, "at": ""} == {**told, "at": ""} for one in known):
        return False
    row.data["elsewhere"] = [*known, {**told, "at": timezone.now().isoformat()}][-_ELSEWHERE_KEPT:]
    row.save(update_fields=["data"])
    return True


def listed(user: User, current_key: str | None) -> list[Shown]:
    """The sessions of somebody that are not over, the last used first."""
    rows = UserSession.objects.purge_and_list(user)
    shown = [
        Shown(
            pk=row.pk,
            words=row.user_agent,
            network=row.ip,
            began=row.created_at,
            seen=row.last_seen_at,
            current=row.session_key == current_key,
            elsewhere=tuple(row.data.get("elsewhere", ())),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda one: (not one.current, -one.seen.timestamp()))


def end(sessions: Iterable[UserSession]) -> int:
    """End sessions at once, wherever they are in use; how many that were."""
    ended = 0
    for one in sessions:
        one.end()
        ended += 1
    return ended


def sweep() -> None:
    """Throw away what is left of sessions that are over."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    keys = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=keys).delete()


def of(user: User, **which: Any) -> Iterable[UserSession]:
    """The rows of somebody's sessions."""
    found: Iterable[UserSession] = UserSession.objects.filter(user=user, **which)
    return found


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one, other)
