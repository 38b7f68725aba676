"""Stating a value of a person by a program, and taking a statement back."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Status
from pydantic import Field

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action
from repatria.desks.common.api.asking import Code, Sent
from repatria.desks.common.api.root import SENT
from repatria.desks.people import services
from repatria.desks.people.api.common import (
    ENTERING,
    ONE,
    WhatFor,
    about,
    absent,
    own_person,
    reader,
    routes,
    session_of,
)
from repatria.desks.people.api.shapes import Done, Entered, Taken
from repatria.desks.people.api.values import (
    FieldKey,
    Key,
    PartialDay,
    Title,
    Value,
    Whom,
    of_its_list,
)
from repatria.desks.people.by_whom import DETAILS, details_of, needed_of
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.models import Certainty, Statement
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services import Stated
from repatria.desks.people.services.by_hand import enter_statement


class NewStatement(Sent):
    """One value of one field, and who says so. Days may be `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""

    field: FieldKey
    value: Value = Field(..., description="As written; of a closed list, one of its words.")
    on: PartialDay = Field("", description="The day of the fact, or since when it holds.")
    until: PartialDay = Field("", description="Until when it holds, where that was said.")
    certainty: Certainty | None = Field(None, description="How certain the source itself is.")
    held_by: Whom = Field("", description="Of a state or a place: who holds the person.")
    confirmed_by: Whom = Field("", description="Who confirmed it.")
    examined_by: Whom = Field("", description="Needed of a medical category, with both days.")
    heard_by: Whom = Field("", description="Needed of an answer on consent, with its day.")
    source: Title = Field(..., description="Who says so: no name of a person.")
    said_on: PartialDay = Field("", description="When it was said.")


@routes.post(
    "/people/{code}/statements",
    url_name="register_state",
    auth=ENTERING,
    response={201: Entered, **SENT, **ONE},
    exclude_unset=True,
    summary="State a value of a person",
)
def state(request: HttpRequest, code: Path[Code], asked: Query[WhatFor], sent: NewStatement) -> Any:
    """Nothing that was said before is changed by it. What it contradicts raises an alarm."""
    require(request.user, Action.ENTER, FIELDS[sent.field].field_class)
    person = own_person(request, code)
    value = of_its_list(sent.field, sent.value)
    with about(_lacking(sent)):
        details = details_of(sent.field, value, {name: getattr(sent, name) for name in DETAILS})
        certainty = sent.certainty.value if sent.certainty is not None else ""
        stated = Stated(value, sent.on, sent.until, certainty, details)
        made = enter_statement(
            person, sent.field, stated, reader(request), asked.purpose.value, sent.source,
            sent.said_on, session=session_of(request),
        )  # fmt: skip
    return Status(201, {"id": made.pk})


def _lacking(sent: NewStatement) -> str:
    """What is to blame where this is refused: what the field cannot do without, or its value."""
    needed = needed_of(sent.field)
    return next((name for name in needed if not getattr(sent, name).strip()), "value")


@routes.post(
    "/people/{code}/statements/{id}/withdraw",
    url_name="register_statement_withdraw",
    auth=ENTERING,
    response={200: Done, **SENT, **ONE},
    summary="Withdraw a statement",
)
def withdraw(
    request: HttpRequest, code: Path[Code], id: Path[Key], asked: Query[WhatFor], sent: Taken
) -> Any:
    """The statement stays, marked, with the reason; nothing is shown by it any more."""
    person = own_person(request, code)
    held = Statement.objects.visible_to(request.user).filter(person=person, pk=id)
    statement = held.select_related("person", "source").first()
    if statement is None:
        raise absent(request, PERSON, person.code, Action.ENTER)
    with about("why"):
        services.withdraw(statement, reader(request), sent.why, session=session_of(request))
    return {"code": person.code, "state": "withdrawn"}
