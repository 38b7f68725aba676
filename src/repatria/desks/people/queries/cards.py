"""Which capture cards are overdue, counted for every holding side by one rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.models import Party
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.cards import AGAIN, MEDICAL, OCCASION_WORDS, Occasion, Standing
from repatria.desks.people.models import CaptureCard

MOST_SHOWN = 200
_NOTHING_CAME = Q(sent_on=None, received_on=None)
_NOT_KNOWN = Q(sent_on=None, received_on__gt=F("due_on"))


@dataclass(frozen=True, slots=True)
class Side:
    """The cards of one holding side."""

    code: str
    name: str
    cards: int
    waiting: int
    in_time: int
    late: int
    not_known: int
    """Came after the week, and when they were written is not known: in time or late."""
    overdue: int


def sides(user: Somebody, today: date) -> list[Side]:
    """Every side that holds somebody of whom a card is due, in the order of its code."""
    found = (
        CaptureCard.objects.visible_to(user)
        .filter(withdrawn_at=None)
        .order_by("held_by")
        .values("held_by")
        .annotate(
            cards=Count("pk"),
            waiting=Count("pk", filter=_NOTHING_CAME & Q(due_on__gte=today)),
            overdue=Count("pk", filter=_NOTHING_CAME & Q(due_on__lt=today)),
            in_time=Count(
                "pk",
                filter=Q(sent_on__lte=F("due_on")) | Q(sent_on=None, received_on__lte=F("due_on")),
            ),
            late=Count("pk", filter=Q(sent_on__gt=F("due_on"))),
            not_known=Count("pk", filter=_NOT_KNOWN),
        )
    )
    rows = list(found)
    names = names_of(row["held_by"] for row in rows)
    return [
        Side(
            row["held_by"], names.get(row["held_by"], row["held_by"]), row["cards"],
            row["waiting"], row["in_time"], row["late"], row["not_known"], row["overdue"],
        )
        for row in rows
    ]  # fmt: skip


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """What holding sides are called, by their codes."""
    return dict(Party.objects.filter(pk__in=set(codes)).values_list("pk", "name"))


def overdue(user: Somebody, today: date) -> QuerySet[CaptureCard]:
    """The cards whose week is over and of which nothing came, the oldest first."""
    return _cards(user).filter(_NOTHING_CAME, due_on__lt=today).order_by("due_on", "pk")


def not_known(user: Somebody) -> QuerySet[CaptureCard]:
    """The cards that came after their week and may have been written within it, the oldest
    first."""
    return _cards(user).filter(_NOT_KNOWN).order_by("due_on", "pk")


def _cards(user: Somebody) -> QuerySet[CaptureCard]:
    cards = CaptureCard.objects.visible_to(user).filter(withdrawn_at=None)
    return cards.select_related("person")


def overdue_lines(user: Somebody, today: date) -> Iterator[tuple[Any, ...]]:
    """Both for a file, those that are overdue first: codes and days, no name and nothing medical.
    What may have been in time is no day over."""
    for standing, cards in (
        (Standing.OVERDUE, overdue(user, today)),
        (Standing.NOT_KNOWN, not_known(user)),
    ):
        for card in cards.iterator(chunk_size=1000):
            first = "arrival" if card.occasion == Occasion.ARRIVAL else "again"
            over = (today - card.due_on).days if standing is Standing.OVERDUE else ""
            yield (
                card.code, card.person.code, card.held_by, first, card.arrived_on, card.due_on,
                standing.value, card.received_on or "", over,
            )  # fmt: skip


def occasion_words(user: Somebody, occasion: str) -> Any:
    """What started the clock, as somebody may know it."""
    which = Occasion(occasion)
    if which in MEDICAL and not can(user, Action.VIEW, FieldClass.MEDICAL):
        return AGAIN
    return OCCASION_WORDS[which]
