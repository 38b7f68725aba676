"""Rows laid ready for the store: nobody sees them until they are copied, and nobody waits."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice

import pytest
from django.db import DatabaseError, connections, transaction

from people_lists import csv_of, tried
from repatria.desks.accounts.models import User
from repatria.desks.people import services
from repatria.desks.people.models import ListRow, Person, PersonKey, Sender
from repatria.desks.people.services import bulk
from repatria.desks.people.services.staging import Stage, beforehand, moved_by
from repatria.desks.router import EXCHANGE

NAMES = ["Бойко", "it's", 'a "b"', "", "\\N", "ї,{}%s"]


def laid(keys: list[int], names: list[str]) -> list[tuple[int, str, str, int]]:
    return [(key, f"p-{at}", names[at], at + 2) for at, key in enumerate(keys)]


@contextmanager
def stage() -> Iterator[Stage]:
    with Stage(Person, ("id", "code", "name"), keys=("id",), numbers=("number",)) as made:
        yield made


def shared(sender: Sender) -> dict[str, object]:
    plain = bulk.plain_row(Person(party_id=sender.party_id, sender=sender))
    return {name: plain[name] for name in plain if name not in ("code", "name")}


@pytest.mark.django_db
def test_they_come_in_the_order_in_which_they_were_laid_and_as_they_are(hq: Sender) -> None:
    keys = list(islice(beforehand(Person), len(NAMES)))
    with stage() as people:
        people.add(laid(keys, NAMES)[:2])
        people.add(laid(keys, NAMES)[2:])
        assert not Person.objects.exists()
        people.copy(moved_by(Person), shared(hq))
    held = Person.objects.order_by("pk")
    assert list(held.values_list("name", flat=True)) == NAMES
    assert {each.sender for each in held} == {hq}


@pytest.mark.django_db(transaction=True)
def test_whoever_is_entered_meanwhile_keeps_their_key(clerk: User, hq: Sender) -> None:
    """Also a key that somebody had who is gone is nobody else's."""
    first = Person.objects.create(party_id=clerk.party_id)
    with stage() as people, Stage(PersonKey, ("key", "person"), keys=("person",)) as words:
        keys = list(islice(beforehand(Person), 3))
        people.add(laid(keys, NAMES))
        words.add([("b", keys[0]), ("a", keys[2]), ("c", first.pk)])
        meanwhile = [Person.objects.create(party_id=clerk.party_id, code=f"m-{n}") for n in "12"]
        meanwhile.pop().delete()
        with transaction.atomic(EXCHANGE):
            moved = moved_by(Person)
            people.copy(moved, shared(hq))
            words.copy(moved, {}, order=("key", "person"))
    new = {each.code: each.pk for each in Person.objects.filter(code__startswith="p-")}
    assert len({*new.values(), first.pk, meanwhile[0].pk}) == 5
    assert [new[f"p-{at}"] for at in range(3)] == sorted(new.values())
    found = dict(PersonKey.objects.order_by("pk").values_list("key", "person"))
    assert found == {"a": new["p-2"], "b": new["p-0"], "c": first.pk}
    assert list(found) == ["a", "b", "c"], "in the order of their index"


@pytest.mark.django_db
def test_the_rows_of_one_list_are_pointed_to_them(clerk: User, hq: Sender) -> None:
    rows = [[f"n{n}", f"Коваль Олена {n}", "", "", ""] for n in range(3)]
    lists = [tried(clerk, hq, csv_of(rows)), tried(clerk, hq, csv_of(rows[:2]), "Another")]
    with stage() as people:
        people.add(laid(list(islice(beforehand(Person), 3)), NAMES)[1:])
        moved = moved_by(Person)
        people.copy(moved, shared(hq))
        people.point(moved, ListRow, "person", by="number", of="of", value=lists[1].pk)
    pointed = ListRow.objects.filter(person__isnull=False)
    assert [(row.of, row.number, row.person.code) for row in pointed if row.person] == [
        (lists[1], 3, "p-1")
    ]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_rows_are_laid_ready_and_nobody_else_sees_them(
    clerk: User, hq: Sender
) -> None:
    def enter() -> int:
        try:
            source = services.add_source(clerk, "hand", "exchange", title="A call")
            services.add(source, clerk, {"surname": "Бойко"})
            return Person.objects.count()
        finally:
            connections.close_all()

    with stage() as people, ThreadPoolExecutor(1) as colleague:
        for row in laid(list(islice(beforehand(Person), 3)), NAMES):
            people.add([row])
            assert colleague.submit(enter).result() > 0
        assert Person.objects.count() == 3, "those whom the colleague entered"
        people.copy(moved_by(Person), shared(hq))
    assert Person.objects.count() == 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["a row", None])
def test_they_are_gone_afterwards_whatever_happened(hq: Sender, name: str | None) -> None:
    """A row without a name is none of the store's, which refuses all of them then."""

    def fails(people: Stage) -> None:
        people.add([(next(beforehand(Person)), "p-1", name, 2)])
        with transaction.atomic(EXCHANGE):
            people.copy(moved_by(Person), shared(hq))
            assert Person.objects.count() == 1
            raise KeyError

    with pytest.raises(KeyError if name else DatabaseError), stage() as people:
        fails(people)
    with pytest.raises(DatabaseError), transaction.atomic(EXCHANGE):
        people.copy(moved_by(Person), shared(hq))
    with stage() as again:
        again.copy(moved_by(Person), shared(hq))
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_fails_while_it_is_laid_ready_lays_nothing_of_that(hq: Sender) -> None:
    first, second, third = islice(beforehand(Person), 3)
    with stage() as people:
        people.add([(first, "p-1", "Бойко", 2)])
        with pytest.raises(DatabaseError):
            people.add([(second, "p-2", "Коваль", 3), (third, "too few")])
        people.copy(moved_by(Person), shared(hq))
    assert Person.objects.get().code == "p-1"
