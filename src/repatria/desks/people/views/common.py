"""What every view of the register asks and answers with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import PurposeNeeded, purpose_of
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import ROLE_WORDS, TABLE, Action, FieldClass
from repatria.desks.accounts.visible import belongs, require_own
from repatria.desks.people.models import Person
from repatria.desks.people.registered import PERSON

SECTION = "register"


def reader(request: HttpRequest) -> User:
    """Who is signed in; a guard stands before every view that asks."""
    assert isinstance(request.user, User)
    return request.user


def found(request: HttpRequest, code: str) -> Person:
    """The person of this code. Raises `Refused` where the roles open no person at all, Http404
    where there is none that the reader may see; the log keeps either."""
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    people = Person.objects.select_related("sender", "party")
    return sought(request, people, PERSON, code=code)


def own(request: HttpRequest, code: str) -> Person:
    """The same, where the reader may change it. Raises `NotYours` besides."""
    # Whoever may enter anything of a person may enter who they are.
    require(request.user, Action.ENTER, FieldClass.IDENTITY)
    person = found(request, code)
    require_own(person, reader(request))
    return person


def said_purpose(request: HttpRequest) -> str:
    """What the reader said that they need it for. Raises `PurposeNeeded`, which asks them."""
    purpose = purpose_of(request)
    if not purpose:
        raise PurposeNeeded
    return purpose


def may_enter(request: HttpRequest, person: Person, classes: Iterable[FieldClass]) -> set[str]:
    """Of these classes those in which the reader may state something of this person."""
    if not belongs(person, request.user):
        return set()
    return {each.value for each in classes if can(request.user, Action.ENTER, each)}


def seen_by(which: FieldClass) -> list[Any]:
    """The roles to which a class of field is open, in words."""
    return [ROLE_WORDS[role] for role in TABLE if Action.VIEW in TABLE[role].get(which, ())]


def page_of(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"people/{template}", {"section": SECTION, **context}, status=status)
