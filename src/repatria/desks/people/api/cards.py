"""Capture cards for programs: what every holding side owes, one card, and what came on it."""

from datetime import date
from typing import Annotated, Any, NotRequired

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Status
from pydantic import Field, with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.api.asking import Code, Day, Sent, Wrong
from repatria.desks.common.api.paging import Order, next_address, part
from repatria.desks.common.api.root import SENT
from repatria.desks.common.api.shapes import CLOSED
from repatria.desks.people.api.common import (
    ENTERING,
    LIST,
    ONE,
    WhatFor,
    WhatForList,
    about,
    found,
    note_list,
    note_one,
    own_person,
    reader,
    routes,
    session_of,
    take,
    told_of,
)
from repatria.desks.people.api.shapes import STATUS, Done, Entered, Next, Taken, What
from repatria.desks.people.api.values import CardKey, Note, PartyCode, Value, of_its_list
from repatria.desks.people.cards import Occasion, Standing, standing
from repatria.desks.people.models import CaptureCard
from repatria.desks.people.queries.cards import overdue, sides
from repatria.desks.people.registered import CARD
from repatria.desks.people.services.capture_cards import enter_card, start_clock, take_back

_OLDEST = Order((("due_on", date), ("id", int)))
_CARDS = CaptureCard.objects.select_related("person")
# What started a later clock may be medical: it is told apart from the first alone.
_SHOWN = ("code", "arrived_on", "due_on", "sent_on", "received_on", "held_by")
_Number = Annotated[int, STATUS]


@with_config(CLOSED)
class Side(TypedDict):
    """The cards of one holding side: how many there are, and how they stand today."""

    held_by: What
    cards: _Number
    waiting: _Number
    in_time: _Number
    late: _Number
    not_known: _Number
    overdue: _Number


@with_config(CLOSED)
class Card(TypedDict):
    """One card. `standing` is waiting, overdue, in_time, late, or not_known where it came after the
    week and nobody says when it was written; `first` is false of one that is due again;
    `days_overdue` is 0 of what is not; `withdrawn` of a clock that was started wrongly."""

    code: NotRequired[What]
    person: What
    held_by: NotRequired[What]
    first: Annotated[bool, STATUS]
    arrived_on: NotRequired[What]
    due_on: NotRequired[What]
    sent_on: NotRequired[Annotated[str | None, STATUS]]
    received_on: NotRequired[Annotated[str | None, STATUS]]
    standing: What
    days_overdue: _Number
    withdrawn: Annotated[bool, STATUS]


@with_config(CLOSED)
class Cards(TypedDict):
    """`sides` counts every side by one rule, `items` are the cards that are overdue."""

    sides: list[Side]
    items: list[Card]
    next: Next


class Clock(Sent):
    """What starts the clock of a card: a week from this day."""

    occasion: Occasion
    on: Day
    held_by: PartyCode = Field(..., description="The code of the holding side.")


class Came(Sent):
    """When a card was written and when it came, and so much of it as is filled in."""

    sent_on: Day | None = None
    received_on: Day | None = None
    values: dict[CardKey, Value] = Field({}, max_length=20)
    why: Note = Field("", description="Needed where another day is held of the card.")


@routes.get(
    "/cards",
    url_name="register_cards",
    response={200: Cards, **LIST},
    exclude_unset=True,
    summary="Capture cards that are overdue",
)
def cards(request: HttpRequest, asked: Query[WhatForList]) -> Any:
    """Codes and days, no name and nothing medical; the oldest first."""
    take(request, FieldClass.STATUS)
    today = timezone.localdate()
    held = part(overdue(reader(request), today), _OLDEST, asked.limit, asked.cursor)
    note_list(request, CARD, [each.code for each in held.rows], FieldClass.STATUS)
    return {
        "sides": [
            {
                "held_by": each.code, "cards": each.cards, "waiting": each.waiting,
                "in_time": each.in_time, "late": each.late, "not_known": each.not_known,
                "overdue": each.overdue,
            }
            for each in sides(reader(request), today)
        ],
        "items": [_told(request, each, today) for each in held.rows],
        "next": next_address(request, held.cursor, asked.model_dump()),
    }  # fmt: skip


@routes.get(
    "/cards/{code}",
    url_name="register_card",
    response={200: Card, **ONE},
    exclude_unset=True,
    summary="A capture card",
)
def card(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """Its clock and how it stands today. What is written on it are statements of the person."""
    take(request, FieldClass.STATUS)
    held = found(request, _CARDS.all(), CARD, code)
    note_one(request, CARD, held.code, frozenset({FieldClass.STATUS}))
    return _told(request, held, timezone.localdate())


@routes.post(
    "/people/{code}/cards",
    url_name="register_card_new",
    auth=ENTERING,
    response={201: Entered, **SENT, **ONE},
    exclude_unset=True,
    summary="Start the clock of a capture card",
)
def start(request: HttpRequest, code: Path[Code], asked: Query[WhatFor], sent: Clock) -> Any:
    """On arrival at a camp, transfer, sickness and transfer to hospital."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    person = own_person(request, code)
    with about("held_by"):
        made = start_clock(
            person, reader(request), sent.held_by, sent.occasion, sent.on,
            session=session_of(request),
        )  # fmt: skip
    return Status(201, {"code": made.code})


@routes.post(
    "/cards/{code}",
    url_name="register_card",
    auth=ENTERING,
    response={200: Done, **SENT, **ONE},
    summary="Fill in a capture card",
)
def fill_in(request: HttpRequest, code: Path[Code], asked: Query[WhatFor], sent: Came) -> Any:
    """What is written on it is stated of the person, with the card as its source. A day that is
    held gives way to another one only with a reason."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    held = found(request, _CARDS.all(), CARD, code, Action.VIEW)
    for key, value in sent.values.items():
        of_its_list(key, value, f"values.{key}")
    if sent.sent_on is None and sent.received_on is None and held.source_id is None:
        raise Wrong("sent_on", "say when the card was written, or when it came.")
    with about("sent_on"):
        enter_card(
            held, reader(request), asked.purpose.value, sent.values, sent_on=sent.sent_on,
            received_on=sent.received_on, why=sent.why, session=session_of(request),
        )  # fmt: skip
    return {"code": held.code, "state": "came"}


@routes.post(
    "/cards/{code}/withdraw",
    url_name="register_card_withdraw",
    auth=ENTERING,
    response={200: Done, **SENT, **ONE},
    summary="Take back the clock of a capture card",
)
def withdraw(request: HttpRequest, code: Path[Code], asked: Query[WhatFor], sent: Taken) -> Any:
    """One that was started wrongly: it stays, with the reason, and counts against no side. What was
    written on its card is withdrawn with it."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    held = found(request, _CARDS.all(), CARD, code, Action.VIEW)
    with about("why"):
        take_back(held, reader(request), sent.why, session=session_of(request))
    return {"code": held.code, "state": "withdrawn"}


def _told(request: HttpRequest, of: CaptureCard, today: date) -> dict[str, Any]:
    told = told_of(request, of, _SHOWN)
    now = standing(of.due_on, of.sent_on, of.received_on, today)
    stands = of.withdrawn_at is None
    over = (today - of.due_on).days if stands and now is Standing.OVERDUE else 0
    first = of.occasion == Occasion.ARRIVAL
    return {
        **told,
        "person": of.person.code,
        "first": first,
        "standing": now.value,
        "days_overdue": over,
        "withdrawn": not stands,
    }
