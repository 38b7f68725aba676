"""Alarms: raised where what is stated of a life contradicts what is held, settled by a person.

Only those to whom the table opens what became of a person see one; nothing of it is published, no
statement is changed by it, and settling it decides nothing but that somebody looked and why.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.alarming import OF_LIFE
from repatria.desks.people.models import Alarm, Person, Statement
from repatria.desks.people.queries.dossier import judged_same
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import ALARM
from repatria.desks.people.services.raising import Raised, Together, look
from repatria.desks.router import EXCHANGE

MAY_KNOW: tuple[Role, ...] = tuple(
    role for role in TABLE if Action.VIEW in TABLE[role].get(FieldClass.STATUS, ())
)
"""The roles that an alarm reaches."""
MAY_SETTLE: tuple[Role, ...] = tuple(
    role for role in TABLE if Action.JUDGE in TABLE[role].get(FieldClass.STATUS, ())
)
"""The roles that settle one."""


def raise_for(statement: Statement, by: User, *, session: str = "") -> list[Alarm]:
    """Raise what this new statement contradicts, on its record and on those judged the same; one
    alarm a kind. To be called in the transaction that stated it."""
    person = statement.person
    people = frozenset((person.pk, *(each.pk for each in judged_same(by, person))))
    raised = Raised()
    look([Together(person.pk, people)], lambda word: word.key == statement.pk, by, raised)
    return _noted(raised.hold(by), by, session)


def raise_between(one: Person, other: Person, by: User, *, session: str = "") -> list[Alarm]:
    """Raise what two records contradict in each other, now that somebody judged them the same."""
    people = frozenset((one.pk, *(each.pk for each in judged_same(by, one))))
    anchor = one if one.party_id == by.party_id else other
    raised = Raised()
    look([Together(anchor.pk, people)], lambda _word: True, by, raised, kinds=OF_LIFE, across=True)
    return _noted(raised.hold(by), by, session)


def see(alarm: Alarm, by: User) -> None:
    """Keep that somebody has seen it."""
    alarm.seen_by.add(by)


def settle(alarm: Alarm, by: User, why: str, *, session: str = "") -> None:
    """Close an alarm with a reason. Raises `Refused`, and `PeopleError` for whoever entered one of
    the statements: nobody weighs their own entry alone."""
    require(by, Action.JUDGE, FieldClass.STATUS)
    require_own(alarm, by)
    reason = why.strip()[:1000]
    if not reason:
        raise PeopleError(_("Say why; it stays with the record."))
    with transaction.atomic(using=EXCHANGE):
        now = Alarm.objects.select_for_update(of=("self",)).get(pk=alarm.pk)
        if now.settled_at is not None:
            raise PeopleError(_("This alarm is settled already."))
        if now.about.filter(entered_by=by).exists():
            raise PeopleError(_("Somebody settles this who entered none of what it is about."))
        now.settled_at, now.settled_by, now.settled_why = timezone.now(), by, reason
        now.save(update_fields=["settled_at", "settled_by", "settled_why"])
        note(
            by, Action.JUDGE, ALARM, alarm.code, session=session,
            field_classes=(FieldClass.STATUS,), detail={"state": "settled"},
        )  # fmt: skip
    alarm.refresh_from_db()


def _noted(made: list[Alarm], by: User, session: str) -> list[Alarm]:
    for alarm in made:
        note(
            by, Action.ENTER, ALARM, alarm.code, session=session,
            field_classes=(FieldClass.STATUS,), detail={"kind": alarm.kind, "state": "raised"},
        )  # fmt: skip
    return made
