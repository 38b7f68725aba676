"""Statements made and withdrawn, and choices between them. Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.fields import FIELDS, field
from repatria.desks.people.models import Choice, Person, Source, Statement
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services import refreshing
from repatria.desks.people.services.drafts import (
    Drafted,
    Stated,
    Values,
    drafted,
    insert_drafts,
)
from repatria.desks.people.services.sources import said_through
from repatria.desks.router import EXCHANGE

__all__ = ["Stated", "Values", "choose", "state", "state_many", "unchoose", "withdraw"]

_CHUNK = 2000


def state(
    person: Person,
    key: str,
    value: str | Stated,
    source: Source,
    by: User,
    *,
    place: int | None = None,
    session: str = "",
) -> Statement:
    """Hold that a source says this of a person, and show what follows from it.

    Raises `Refused`, `NotYours`, `UnknownField`, `PeopleError` for an empty value, `ValueProblem`
    for a date.
    """
    which = field(key)
    require(by, Action.ENTER, which.field_class)
    require_own(person, by)
    require_own(source, by)
    with transaction.atomic(using=EXCHANGE):
        draft = drafted(key, value)
        made = Statement.objects.create(
            person=person, source=source, place=place, field=key, value=draft.value,
            read=draft.read, on=draft.on, until=draft.until, certainty=draft.certainty,
            details=draft.details, entered_by=by,
        )  # fmt: skip
        refreshing.refresh((person.pk,))
        note(
            by, Action.ENTER, PERSON, person.code, session=session,
            field_classes=(which.field_class,), detail={"kind": key},
        )  # fmt: skip
    person.refresh_from_db()
    return made


def state_many(
    source: Source, by: User, rows: Iterable[tuple[int, int | None, Values]], *, session: str = ""
) -> int:
    """The same for many people who are in the register, in one transaction, with one log entry:
    rows are the person's key, the place in the source and the values. Gives the number of
    statements."""
    require_own(source, by)
    action = said_through(source)
    classes: set[FieldClass] = set()
    total = 0
    with transaction.atomic(using=EXCHANGE):
        waiting: list[Drafted] = []
        people: list[int] = []
        for person, place, values in rows:
            for key, value in values.items():
                classes.add(_allowed(by, action, key, classes))
                waiting.append((person, place, drafted(key, value)))
            people.append(person)
            if len(waiting) >= _CHUNK:
                total += _hold(waiting, people, source, by)
        total += _hold(waiting, people, source, by)
        note(
            by, action, "source", source.code, session=session,
            field_classes=classes, detail={"count": total},
        )  # fmt: skip
    return total


def withdraw(statement: Statement, by: User, why: str, *, session: str = "") -> None:
    """Take a statement back: it stays, marked, and nothing is shown by it any more."""
    which = field(statement.field)
    require(by, Action.ENTER, which.field_class)
    require_own(statement.person, by)
    reason = _reason(why)
    with transaction.atomic(using=EXCHANGE):
        now = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
        if now.withdrawn_at is not None:
            raise PeopleError(_("This statement is withdrawn already."))
        now.withdrawn_at, now.withdrawn_by, now.withdrawn_why = timezone.now(), by, reason
        now.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        refreshing.refresh((now.person_id,))
        note(
            by, Action.ENTER, PERSON, statement.person.code, session=session,
            field_classes=(which.field_class,),
            detail={"kind": statement.field, "state": "withdrawn"},
        )  # fmt: skip
    statement.refresh_from_db()


def choose(
    person: Person, statement: Statement, by: User, why: str, *, session: str = ""
) -> Choice:
    """Show this value in its field. The others stay below it; the choice can be taken back."""
    which = field(statement.field)
    require(by, Action.ENTER, which.field_class)
    require_own(person, by)
    reason = _reason(why)
    if statement.person_id != person.pk:
        raise PeopleError(_("This statement is of another record."))
    if statement.withdrawn_at is not None:
        raise PeopleError(_("This statement is withdrawn."))
    with transaction.atomic(using=EXCHANGE):
        made = Choice.objects.create(
            person=person, field=statement.field, statement=statement, by=by, why=reason
        )
        _refreshed(person, by, which.field_class, statement.field, "chosen", session)
    return made


def unchoose(choice: Choice, by: User, why: str, *, session: str = "") -> None:
    """Take a choice back: the rule decides again, or the choice before it."""
    which = field(choice.field)
    require(by, Action.ENTER, which.field_class)
    require_own(choice.person, by)
    reason = _reason(why)
    with transaction.atomic(using=EXCHANGE):
        now = Choice.objects.select_for_update(of=("self",)).get(pk=choice.pk)
        if now.withdrawn_at is not None:
            raise PeopleError(_("This choice is taken back already."))
        now.withdrawn_at, now.withdrawn_by, now.withdrawn_why = timezone.now(), by, reason
        now.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        _refreshed(choice.person, by, which.field_class, choice.field, "unchosen", session)


def _allowed(by: User, action: Action, key: str, asked: set[FieldClass]) -> FieldClass:
    which = FIELDS[key].field_class if key in FIELDS else field(key).field_class
    if which not in asked:
        require(by, action, which)
    return which


def _hold(waiting: list[Drafted], people: list[int], source: Source, by: User) -> int:
    if not waiting:
        return 0
    held = set(
        Person.objects.filter(pk__in=set(people), party=by.party_id).values_list("pk", flat=True)
    )
    if held != set(people):
        raise PeopleError(_("Some of these people are another party's, or are not held."))
    insert_drafts(waiting, source, by)
    refreshing.refresh(people)
    count = len(waiting)
    waiting.clear()
    people.clear()
    return count


def _reason(why: str) -> str:
    reason = why.strip()[:500]
    if not reason:
        raise PeopleError(_("Say why; it stays with the record."))
    return reason


def _refreshed(
    person: Person, by: User, which: FieldClass, key: str, what: str, session: str
) -> None:
    refreshing.refresh((person.pk,))
    note(
        by, Action.ENTER, PERSON, person.code, session=session,
        field_classes=(which,), detail={"kind": key, "state": what},
    )  # fmt: skip
    person.refresh_from_db()
