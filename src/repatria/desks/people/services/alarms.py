"""Alarms: raised where what is stated of a life contradicts what is held, settled by a person.

Only those to whom the table opens what became of a person see one; nothing of it is published, no
statement is changed by it, and settling it decides nothing but that somebody looked and why.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from repatria.desks.accounts.visible import require_own
from repatria.desks.people import timeline, values
from repatria.desks.people.models import Alarm, AlarmKind, Statement
from repatria.desks.people.queries.dossier import judged_same
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import ALARM
from repatria.desks.people.services.refreshing import words_of
from repatria.desks.people.shown import events
from repatria.desks.people.timeline import Contradicts
from repatria.desks.router import EXCHANGE

_KINDS = {
    Contradicts.ALIVE_AFTER_DEAD: AlarmKind.ALIVE_AFTER_DEAD,
    Contradicts.ALIVE_AFTER_IDENTIFIED: AlarmKind.ALIVE_AFTER_IDENTIFIED,
    Contradicts.CAPTIVE_AFTER_RETURN: AlarmKind.LISTED_AFTER_RETURN,
}
LIVES = frozenset({"state", "life"})
"""The fields that a life hangs on."""
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
    alarm a kind. To be called in the transaction that stated it.

    Dates that leave it open whether two statements can both be true raise one as well: it costs a
    look, and the other mistake costs a life.
    """
    person = statement.person
    people = [person.pk, *(each.pk for each in judged_same(by, person))]
    words = [word for found in words_of(people).values() for word in found]
    told = [each for each in events(words) if each.what != timeline.PLACE]
    what = {each.key: each.what for each in told}
    about: dict[AlarmKind, set[int]] = defaultdict(set)
    for each in timeline.timeline(told, values.same_place).contradictions:
        if statement.pk in each.keys and each.what in _KINDS:
            kind = _KINDS[each.what]
            if kind is AlarmKind.ALIVE_AFTER_DEAD and what[statement.pk] in timeline.DEAD:
                kind = AlarmKind.DEAD_AFTER_ALIVE
            about[kind].update(each.keys)
    return [_raised(statement, kind, keys, by, session) for kind, keys in about.items()]


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


def _raised(statement: Statement, kind: AlarmKind, keys: set[int], by: User, session: str) -> Alarm:
    person = statement.person
    made = Alarm.objects.create(
        party_id=person.party_id, shared_with=person.shared_with, kind=kind, person=person
    )
    made.about.set(keys)
    note(
        by, Action.ENTER, ALARM, made.code, session=session,
        field_classes=(FieldClass.STATUS,), detail={"kind": kind.value, "state": "raised"},
    )  # fmt: skip
    return made
