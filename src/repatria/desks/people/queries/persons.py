"""Counts and single people, as somebody may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.fields import STATES
from repatria.desks.people.models import Alarm, Person, ReceivedList, Sender


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, never who."""

    people: int
    states: Mapping[str, int]
    """By state, in the order of the vocabulary; "" where none is told. Empty for whoever may not
    see what became of people."""
    contradicted: int
    senders: int
    lists: int
    alarms: int


def counts(user: Somebody) -> Counts:
    """What the first page of the register counts: five statements to the store."""
    people = Person.objects.visible_to(user)
    may = can(user, Action.VIEW, FieldClass.STATUS)
    told = dict(people.order_by().values_list("state").annotate(held=Count("pk")))
    known = {key: told[key] for key in (*STATES, "") if key in told}
    return Counts(
        people=sum(told.values()),
        states=known if may else {},
        contradicted=people.filter(contradicted=True).count() if may else 0,
        senders=Sender.objects.visible_to(user).count(),
        lists=ReceivedList.objects.visible_to(user).count(),
        alarms=Alarm.objects.visible_to(user).filter(settled_at=None).count(),
    )


def person(user: Somebody, code: str) -> Person | None:
    """None where there is none that somebody may see."""
    people = Person.objects.visible_to(user).select_related("sender", "party")
    return people.filter(code=code[:20]).first()
