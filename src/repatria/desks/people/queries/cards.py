"""Which capture cards are overdue, counted for every holding side by one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.models import Party
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.cards import AGAIN, MEDICAL, OCCASION_WORDS, Occasion
from repatria.desks.people.models import CaptureCard

MOST_SHOWN = 200
_WRITTEN = Coalesce("sent_on", "received_on")


@dataclass(frozen=True, slots=True)
class Side:
    """The cards of one holding side."""

    code: str
    name: str
    cards: int
    waiting: int
    in_time: int
    late: int
    overdue: int


def sides(user: Somebody, today: date) -> list[Side]:
    """Every side that holds somebody of whom a card is due, in the order of its code."""
    found = (
        CaptureCard.objects.visible_to(user)
        .annotate(written=_WRITTEN)
        .order_by("held_by")
        .values("held_by")
        .annotate(
            cards=Count("pk"),
            waiting=Count("pk", filter=Q(written=None, due_on__gte=today)),
            overdue=Count("pk", filter=Q(written=None, due_on__lt=today)),
            in_time=Count("pk", filter=Q(written__lte=F("due_on"))),
            late=Count("pk", filter=Q(written__gt=F("due_on"))),
        )
    )
    rows = list(found)
    names = dict(
        Party.objects.filter(pk__in=[row["held_by"] for row in rows]).values_list("pk", "name")
    )
    return [
        Side(
            row["held_by"], names.get(row["held_by"], row["held_by"]), row["cards"],
            row["waiting"], row["in_time"], row["late"], row["overdue"],
        )
        for row in rows
    ]  # fmt: skip


def overdue(user: Somebody, today: date) -> QuerySet[CaptureCard]:
    """The cards whose week is over and of which nothing came, the oldest first."""
    cards = CaptureCard.objects.visible_to(user).select_related("person")
    return cards.filter(sent_on=None, received_on=None, due_on__lt=today).order_by("due_on", "pk")


def overdue_lines(user: Somebody, today: date) -> Iterator[tuple[Any, ...]]:
    """The same for a file: codes and days, no name and nothing medical."""
    rows = overdue(user, today).values_list(
        "code", "person__code", "held_by", "occasion", "arrived_on", "due_on"
    )
    for code, person, held_by, occasion, arrived_on, due_on in rows.iterator(chunk_size=1000):
        first = "arrival" if occasion == Occasion.ARRIVAL else "again"
        yield code, person, held_by, first, arrived_on, due_on, (today - due_on).days


def occasion_words(user: Somebody, occasion: str) -> Any:
    """What started the clock, as somebody may know it."""
    which = Occasion(occasion)
    if which in MEDICAL and not can(user, Action.VIEW, FieldClass.MEDICAL):
        return AGAIN
    return OCCASION_WORDS[which]
