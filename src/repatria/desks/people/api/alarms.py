"""Alarms for programs: what a life can hang on, for those who may know. Settling one is for people,
on its page."""

from typing import Annotated, Any, NotRequired

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import Field, with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.common.api.asking import Code
from repatria.desks.common.api.paging import Order, next_address, part
from repatria.desks.common.api.shapes import CLOSED
from repatria.desks.people.api.common import (
    LIST,
    ONE,
    TAKEN,
    WhatFor,
    WhatForList,
    found,
    note_list,
    note_one,
    routes,
    take,
    taken,
    told_of,
)
from repatria.desks.people.api.shapes import STATUS, Next, StatementTold, What, statement_told
from repatria.desks.people.models import Alarm
from repatria.desks.people.registered import ALARM

_OLDEST = Order((("id", int),))
_BOTH = (FieldClass.IDENTITY, FieldClass.STATUS)


@with_config(CLOSED)
class AlarmTold(TypedDict):
    """One alarm. `seen_by` is how many of those who may know have said that they saw it."""

    code: NotRequired[What]
    kind: NotRequired[What]
    person: What
    raised_at: NotRequired[What]
    seen_by: Annotated[int, STATUS]
    settled_at: NotRequired[Annotated[str | None, STATUS]]
    settled_why: NotRequired[What]


class WholeAlarm(AlarmTold):
    """An alarm with both sides of what it is about."""

    about: Annotated[list[StatementTold], STATUS]


@with_config(CLOSED)
class Alarms(TypedDict):
    """Some of the alarms, the oldest first."""

    items: list[AlarmTold]
    next: Next


class OfAlarms(WhatForList):
    """Which alarms."""

    settled: bool = Field(False, description="Those that somebody settled, and not the open ones.")


@routes.get(
    "/alarms",
    url_name="register_alarms",
    response={200: Alarms, **LIST},
    exclude_unset=True,
    summary="Alarms, the oldest first",
)
def alarms(request: HttpRequest, asked: Query[OfAlarms]) -> Any:
    """Contradictions of what is stated of a life. Nothing of them is published."""
    take(request, *_BOTH)
    rows = Alarm.objects.visible_to(request.user, TAKEN).select_related("person")
    rows = rows.filter(settled_at__isnull=not asked.settled).prefetch_related("seen_by")
    held = part(rows, _OLDEST, asked.limit, asked.cursor)
    note_list(request, ALARM, [each.code for each in held.rows], *_BOTH)
    return {
        "items": [_told(request, each, len(each.seen_by.all())) for each in held.rows],
        "next": next_address(request, held.cursor, asked.model_dump()),
    }


@routes.get(
    "/alarms/{code}",
    url_name="register_alarm",
    response={200: WholeAlarm, **ONE},
    exclude_unset=True,
    summary="An alarm",
)
def alarm(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """The alarm with the statements that it is about."""
    take(request, *_BOTH)
    held = found(request, Alarm.objects.select_related("person"), ALARM, code)
    may = taken(request)
    about = held.about.still_shown().select_related(
        "person", "source", "source__sender", "entered_by", "withdrawn_by"
    )
    note_one(request, ALARM, held.code, frozenset(_BOTH))
    return {
        **_told(request, held, held.seen_by.count()),
        "about": [
            statement_told(each) for each in about.order_by("pk") if each.of.field_class in may
        ],
    }


def _told(request: HttpRequest, of: Alarm, seen: int) -> dict[str, Any]:
    told = told_of(request, of)
    return {**told, "person": of.person.code, "seen_by": seen}
