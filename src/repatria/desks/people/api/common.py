"""What every operation of the register asks, refuses and notes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import Router
from pydantic import Field

from repatria.base.errors import RepatriaError
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import (
    MOST_FOUND,
    PurposeNeeded,
    note_refused,
    note_request,
)
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.tokens.bearer import EnteringToken, Token
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.common.api.answers import private
from repatria.desks.common.api.asking import Listed, Spoken, Wrong
from repatria.desks.common.api.root import PROBLEMS, REFUSALS, Problem, api, problem
from repatria.desks.common.sentences import told_error
from repatria.desks.people.models import Person
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import PERSON

M = TypeVar("M", bound=OwnedRecord)
TAKEN = Action.EXPORT
"""What a program reads, it takes away."""
LIST = {422: Problem, **REFUSALS}
ONE = {**PROBLEMS, **REFUSALS}
ENTERING = EnteringToken()
_WHAT_FOR = Field(..., description="What it is needed for; the access log keeps it.")


class WhatFor(Spoken):
    """What for, and in which language sentences are."""

    purpose: Purpose = _WHAT_FOR


class WhatForList(WhatFor, Listed):
    """A part of a list."""


def reader(request: HttpRequest) -> User:
    """Whose token it is."""
    assert isinstance(request.user, User)
    return request.user


def session_of(request: HttpRequest) -> str:
    """What stands in the place of a session in the log."""
    return f"token:{request.api_token.code}"  # type: ignore[attr-defined]


def take(request: HttpRequest, *classes: FieldClass) -> None:
    """Raises `Refused` where one of these may not be taken away."""
    for each in classes:
        require(request.user, TAKEN, each)


def taken(request: HttpRequest) -> frozenset[FieldClass]:
    """The classes of field that the answer may show."""
    return frozenset(each for each in FieldClass if can(request.user, TAKEN, each))


def found(
    request: HttpRequest,
    rows: VisibleQuerySet[M],
    subject: str,
    code: str,
    action: Action = TAKEN,
) -> M:
    """One thing of the register. Raises Http404 where there is none of this party; the log keeps
    that it was asked for."""
    return sought(request, rows, subject, action, code=code)


def own_person(request: HttpRequest, code: str) -> Person:
    """The record that something is to be entered on. What may be entered is asked where it is."""
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    rows = Person.objects.select_related("sender", "party")
    return found(request, rows, PERSON, code, Action.VIEW)


def told_of(
    request: HttpRequest, record: OwnedRecord, only: Collection[str] | None = None
) -> dict[str, Any]:
    """The fields of a record that may be taken away, with days and moments as ISO writes them."""
    fields = shown(record, request.user, TAKEN, only)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
    }


def absent(request: HttpRequest, subject: str, code: str, action: Action) -> Http404:
    """That there is nothing, or nothing of this reader's, below a thing that they may see."""
    error = Http404()
    note_refused(request, error, (subject, code), wanted=action.value)
    return error


def note_one(
    request: HttpRequest,
    subject: str,
    code: str,
    classes: frozenset[FieldClass],
    /,
    **detail: Any,
) -> None:
    """Note that one thing was taken, before it is sent."""
    note_request(request, TAKEN, subject, code, field_classes=classes, detail=detail)


def note_list(request: HttpRequest, subject: str, codes: list[str], *classes: FieldClass) -> None:
    """Note which things of a list were taken."""
    detail = {"found": codes[:MOST_FOUND], "count": len(codes)}
    note_request(request, TAKEN, subject, field_classes=classes, detail=detail)


@contextmanager
def about(field: str) -> Iterator[None]:
    """What is refused of one thing that was sent names it. Rights and purposes go through."""
    try:
        yield
    except PurposeNeeded:
        raise
    except RepatriaError as error:
        raise Wrong(field, told_error(error)) from None


def _spoken(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> Any:
        language = next((each.lang for each in named.values() if isinstance(each, Spoken)), "en")
        with override(language):
            return view(request, *args, **named)

    return answered


routes = Router(auth=Token(), tags=["register"])
"""One router for all modules, since a path with two methods stands on one. Its answers are kept
nowhere, and speak the language that is asked for."""
routes.add_decorator(private, mode="view")
routes.add_decorator(_spoken, mode="operation")


@api.exception_handler(PeopleError)
def _cannot(request: HttpRequest, error: Any) -> HttpResponse:
    """What the register does not take, as its sentence."""
    return problem(request, 422, told_error(error))
