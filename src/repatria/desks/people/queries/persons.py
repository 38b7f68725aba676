"""Counts and single people, as somebody may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.fields import STATES
from repatria.desks.people.models import Alarm, ListState, Person, ReceivedList


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, never who."""

    people: int
    states: Mapping[str, int]
    """By state, in the order of the vocabulary; "" where none is told. Empty for whoever may not
    see what became of people."""
    contradicted: int
    senders: int
    """Whose lists were taken in."""
    lists: int
    """Those that were taken in: others are no knowledge yet."""
    alarms: int


def counts(user: Somebody) -> Counts:
    """What the first page of the register counts: four statements to the store."""
    people = Person.objects.visible_to(user)
    may = can(user, Action.VIEW, FieldClass.STATUS)
    # Rows and not keys, so that the index alone is read.
    told = dict(people.order_by().values_list("state").annotate(held=Count("*")))
    taken_in = ReceivedList.objects.visible_to(user).filter(state=ListState.APPROVED)
    lists = taken_in.order_by().aggregate(lists=Count("pk"), senders=Count("sender", distinct=True))
    known = {key: told[key] for key in (*STATES, "") if key in told}
    return Counts(
        people=sum(told.values()),
        states=known if may else {},
        contradicted=people.filter(contradicted=True).count() if may else 0,
        senders=lists["senders"],
        lists=lists["lists"],
        alarms=Alarm.objects.visible_to(user).filter(settled_at=None).count(),
    )


def contradicted(user: Somebody) -> QuerySet[Person]:
    """Records whose own statements contradict each other on what became of the person, the newest
    records first."""
    people = Person.objects.visible_to(user).filter(contradicted=True)
    return people.select_related("sender").order_by("-pk")


def person(user: Somebody, code: str) -> Person | None:
    """None where there is none that somebody may see."""
    people = Person.objects.visible_to(user).select_related("sender", "party")
    return people.filter(code=code[:20]).first()
