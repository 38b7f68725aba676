"""What others do while a list is taken in: it goes on, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.forms import model_to_dict
from test_people_list_races import at_once

from people import member, party
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import ListRow, Person, PersonKey, ReceivedList, Sender, Statement
from repatria.desks.people.services.refreshing import refresh
from repatria.desks.people.services.taking_in import PREPARING, WRITING, take_in

pytestmark = pytest.mark.django_db(transaction=True)
MAN = ["a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"]
LATER = ["a1", "Шевченко Тарас Григорович", "14.06.1988", "АА-123456", "92 омбр"]
ROWS = [[f"n{n}", f"Коваль Олена {n}", "", f"ВВ-{n}", ""] for n in range(1200)]


def told_at(stage: str, act: Callable[[], Any]) -> Callable[[int, int, str], None]:
    """A progress that does something the first time that it is told of this stage."""
    left: Iterator[Callable[[], Any]] = iter([act])

    def tell(_done: int, _rows: int, now: str) -> None:
        if now == stage:
            next(left, lambda: None)()

    return tell


def as_computed() -> list[Any]:
    """Every record's row and keys; the same once they are computed anew, or something was lost."""

    def all_of_them() -> list[Any]:
        keys = PersonKey.objects.order_by("person", "key").values_list("person", "key")
        return [*map(model_to_dict, Person.objects.order_by("pk")), *keys]

    found = all_of_them()
    refresh(list(Person.objects.values_list("pk", flat=True)))
    assert found == all_of_them()
    return found


@pytest.mark.parametrize("stage", [PREPARING, WRITING])
@pytest.mark.parametrize(("field", "value"), [("birth", "14.06.1986"), ("rank", "сержант")])
def test_what_is_stated_of_a_record_meanwhile_counts(
    clerk: User, hq: Sender, stage: str, field: str, value: str
) -> None:
    taken_in(clerk, hq, csv_of([MAN]))
    of = tried(clerk, hq, csv_of([LATER, *ROWS]), "The second")
    person = Person.objects.get()
    source = services.add_source(clerk, "hand", "exchange", title="A call")

    def state() -> None:
        services.state(person, field, value, source, clerk)

    take_in(of, clerk, of.report["digest"], tell=told_at(stage, state))
    said = Statement.objects.filter(person=person, field=field).values_list("value", flat=True)
    assert value in said
    assert as_computed()


@pytest.mark.parametrize("stage", [PREPARING, WRITING])
def test_nothing_is_held_while_a_list_is_worked_out_and_all_of_it_afterwards(
    clerk: User, hq: Sender, stage: str
) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    seen: list[int] = []

    def enter() -> None:
        """A colleague, by a connection of their own."""
        try:
            source = services.add_source(clerk, "hand", "exchange", title="A call")
            services.add(source, clerk, {"surname": "Бойко"})
            seen.append(Person.objects.count())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as colleague:
        tell = told_at(stage, lambda: colleague.submit(enter).result())
        take_in(of, clerk, of.report["digest"], tell=tell)
    assert seen == [1]
    assert Person.objects.count() == 1 + len(ROWS)
    assert as_computed()


@pytest.mark.parametrize("stage", [PREPARING, WRITING])
def test_stopped_it_leaves_nothing_and_is_taken_in_the_next_time(
    clerk: User, hq: Sender, stage: str
) -> None:
    of = tried(clerk, hq, csv_of(ROWS))

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(of, clerk, of.report["digest"], tell=told_at(stage, stop))
    assert not Person.objects.exists()
    assert not Statement.objects.exists()
    assert not ListRow.objects.filter(person__isnull=False).exists()
    take_in(of, clerk, of.report["digest"])
    assert Person.objects.count() == len(ROWS)


def test_the_rows_are_counted(clerk: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    told: list[tuple[int, int, str]] = []
    take_in(of, clerk, of.report["digest"], tell=lambda *now: told.append(now))
    for stage in (PREPARING, WRITING):
        counts = [done for done, _, now in told if now == stage]
        assert counts == sorted(counts)
        assert counts[-1] == len(ROWS)
    assert {rows for _, rows, _ in told} == {len(ROWS)}


def test_two_clerks_take_in_the_lists_of_two_senders_at_once(clerk: User, hq: Sender) -> None:
    colleague = member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="A Colleague")
    assert colleague.roles
    assert clerk.roles
    other = services.add_sender(clerk, "Another")
    lists = [tried(clerk, hq, csv_of(ROWS)), tried(colleague, other, csv_of(ROWS[:700]))]
    came = at_once(
        *(
            lambda of=of, by=by: take_in(
                ReceivedList.objects.get(pk=of.pk), by, of.report["digest"]
            )
            for of, by in zip(lists, (clerk, colleague), strict=True)
        )
    )
    assert came == [None, None]
    for of in lists:
        of.refresh_from_db()
    assert [of.receipt["records"] for of in lists] == [1200, 700]
    assert Person.objects.count() == 1900
    assert as_computed()
