"""What a sender lets be shown until a day is kept after it, and shown to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people import member
from people_lists import csv_of, taken_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.expiring import last_day
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.models import Person, PersonKey, Sender, Statement
from repatria.desks.people.queries.exports import people_of, told
from repatria.desks.people.queries.search import search
from repatria.desks.people.services import Stated
from repatria.desks.people.services.by_hand import enter_statement
from repatria.desks.people.services.hiding import hide_due, show_until

Known = Callable[..., Person]
WHY = {"purpose": "exchange"}


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025-06-14T23:59:59Z", date(2025, 6, 14)),
        ("14.06.2025", date(2025, 6, 14)),
        ("2025-06", date(2025, 6, 30)),
        ("soon", None),
        ("", None),
    ],
)
def test_the_last_day_as_it_is_written(text: str, last: date | None) -> None:
    assert last_day(text) == last


@pytest.mark.parametrize("by_job", [False, True])
def test_after_the_day_nothing_of_it_is_shown_and_all_of_it_is_kept(
    known: Known, clerk: User, desk: Client, by_job: bool
) -> None:
    person = known(surname="Шевченко", given="Тарас", birth="1987-06-14", state="captive")
    other = known(surname="Коваль")
    person.expires_on = day(-1)
    person.save()
    if by_job:
        assert hide_due(timezone.now()) == 1
        assert hide_due(timezone.now()) == 0
        person.refresh_from_db()
        assert (person.name, person.surname, person.birth, person.state) == ("", "", "", "")
        assert not PersonKey.objects.filter(person=person).exists()
        assert search(clerk, "Шевченко", timezone.localdate()).count == 0
        noted = Trace.objects.get(subject_type="person", subject=person.code, action="hidden")
        assert noted.told == {"until": str(day(-1))}
    for user in (clerk, member(Role.EXCHANGE_DESK)):
        seen = Statement.objects.visible_to(user).filter(person=person)
        assert not seen.exists()
        assert Statement.objects.visible_to(user).filter(person=other).exists()
    page = desk.get(f"/register/people/{person.code}", WHY).content.decode()
    assert "shown until" in page
    assert "not stated" not in page, "it was stated, and is not shown"
    for secret in ("Шевченко", "Тарас", "1987", "captivity confirmed"):
        assert secret not in page
    assert set(people_of(clerk, Wanted(), timezone.localdate())) == {other}
    assert Statement.objects.filter(person=person).count() == 4


def test_to_its_last_day_it_is_shown_and_a_later_day_brings_it_back(
    known: Known, clerk: User
) -> None:
    person = known(surname="Шевченко")
    for until, name in (
        (day(0), "Шевченко"),
        (day(-1), ""),
        (day(1), "Шевченко"),
        (None, "Шевченко"),
    ):
        show_until([(person.pk, until)])
        hide_due(timezone.now())
        person.refresh_from_db()
        assert person.surname == name
        assert Statement.objects.visible_to(clerk).filter(person=person).exists() is bool(name)
        assert search(clerk, "Шевченко", timezone.localdate()).count == bool(name)


def test_the_rows_of_its_list_do_not_show_it_either(clerk: User, hq: Sender, desk: Client) -> None:
    rows = [
        ["a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"],
        ["a2", "Коваль Олена Іванівна", "14.06.1988", "АА-123457", "93 омбр"],
    ]
    of = taken_in(clerk, hq, csv_of(rows))
    person = Person.objects.get(serial="AA123456")
    show_until([(person.pk, day(-1))])
    page = desk.get(f"/register/lists/{of.code}/rows", WHY).content.decode()
    assert "Коваль" in page
    for secret in ("Шевченко", "14.06.1987", "123456"):
        assert secret not in page
    assert of.rows.get(person=person).cells[1] == "Шевченко Тарас Григорович"


def test_a_word_on_it_later_does_not_bring_it_back(
    known: Known, clerk: User, new_source: Any
) -> None:
    from repatria.desks.people import services

    person = known(surname="Шевченко")
    show_until([(person.pk, day(-1))])
    services.state(person, "state", "captive", new_source(title="A call"), clerk)
    person.refresh_from_db()
    assert (person.name, person.state) == ("", "")
    assert not list(told(clerk, people_of(clerk, Wanted(), timezone.localdate()), ["state"]))


def test_an_alarm_on_it_stays_and_tells_nothing_of_it(
    known: Known, clerk: User, desk: Client
) -> None:
    person = known(surname="Шевченко")
    enter_statement(person, "state", Stated("dead", "2025-03-01"), clerk, "exchange", "A call")
    enter_statement(person, "life", Stated("seen", "2025-05-01"), clerk, "exchange", "A word")
    alarm = person.alarms.get()
    at = f"/register/alarms/{alarm.code}"
    assert "A word" in desk.get(at, WHY).content.decode()
    show_until([(person.pk, day(-1))])
    page = desk.get(at, WHY).content.decode()
    for secret in ("Шевченко", "A word", "A call", "2025-03-01"):
        assert secret not in page
