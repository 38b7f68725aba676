"""Medical categories of article 110 that run out: of each record its newest examination alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length

from repatria.desks.accounts.asking import Somebody
from repatria.desks.people.health_words import MEDICAL
from repatria.desks.people.models import Statement

SOON = timedelta(days=30)
"""How long before its end a category is told of."""


def expired(user: Somebody, today: date) -> QuerySet[Statement]:
    """Categories whose last day is over, the longest first."""
    return _ending(user, today - timedelta(days=1))


def expiring(user: Somebody, today: date) -> QuerySet[Statement]:
    """Categories that hold today and end within `SOON`, the first to end first."""
    over = ends_by(today - timedelta(days=1))
    return _ending(user, today + SOON).exclude(over)


def ends_by(day: date) -> Q:
    """Whether an expiry lies on this day or before; a month or a year ends with its last day."""
    after = (day + timedelta(days=1)).isoformat()
    return (
        Q(length=10, until__lte=day.isoformat())
        | Q(length=7, until__lt=after[:7])
        | Q(length=4, until__lt=after[:4])
    )


def _ending(user: Somebody, day: date) -> QuerySet[Statement]:
    mine = _dated(Statement.objects.visible_to(user))
    newer = _dated(Statement.objects.filter(person=OuterRef("person"))).filter(
        Q(day__gt=OuterRef("day"))
        | Q(day=OuterRef("day"), source__said_on__gt=OuterRef("source__said_on"))
        | Q(
            day=OuterRef("day"),
            source__said_on=OuterRef("source__said_on"),
            pk__gt=OuterRef("pk"),
        )
    )
    ending = mine.annotate(length=Length("until")).filter(ends_by(day), until__gt="")
    rows: QuerySet[Statement] = ending.filter(~Exists(newer)).order_by("until", "pk")
    return rows.select_related("person", "source", "source__sender")


def _dated(rows: QuerySet[Statement]) -> QuerySet[Any]:
    """Those of medical categories in force, each with the day that it is about."""
    day = Case(
        When(on="", then=F("source__said_on")),
        default=F("on"),
        output_field=CharField(),
    )
    return rows.filter(field=MEDICAL, withdrawn_at=None).annotate(day=day)
