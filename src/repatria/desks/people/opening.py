"""Blocks of a person's page that are opened by themselves: places, health, family. Whoever opens
one says what for; it is noted, and the block stays open to this session for a while."""

from __future__ import annotations

import time
from collections.abc import Mapping

from django.http import HttpRequest

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.services import note_request, remember_purpose
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.models import Person
from repatria.desks.people.registered import PERSON

OPENED = "people.opened"
"""Where a session keeps what it has been opened for."""
OPEN_FOR = 15 * 60
"""Seconds."""
MOST = 50
"""People whose blocks one session has open at once."""


def opened(request: HttpRequest, person: Person) -> frozenset[FieldClass]:
    """The classes that are open to this session now."""
    now = time.time()
    held = _held(request).get(person.code, {})
    return frozenset(FieldClass(each) for each, until in held.items() if until > now)


def open_block(request: HttpRequest, person: Person, which: FieldClass, purpose: Purpose) -> None:
    """Open a class of field of one person. Raises `Refused`."""
    require(request.user, Action.VIEW, which)
    remember_purpose(request, purpose)
    note_request(
        request, Action.VIEW, PERSON, person.code, field_classes=(which,), detail={"way": "opened"}
    )
    now = time.time()
    held = {
        code: kept
        for code, classes in _held(request).items()
        if (kept := {each: until for each, until in classes.items() if until > now})
    }
    held[person.code] = {**held.pop(person.code, {}), which.value: now + OPEN_FOR}
    request.session[OPENED] = dict(list(held.items())[-MOST:])


def _held(request: HttpRequest) -> Mapping[str, dict[str, float]]:
    held = request.session.get(OPENED, {})
    return held if isinstance(held, dict) else {}
