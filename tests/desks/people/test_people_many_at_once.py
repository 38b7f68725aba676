"""Many values asked for at once: the same is found as by asking for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import User
from repatria.desks.people.intake import assessing
from repatria.desks.people.intake.spool import MOST_OF_A_KEY, Spool
from repatria.desks.people.models import Person, Sender
from repatria.desks.people.services.bulk import among
from repatria.desks.people.services.prepared import Marked

CODES = ["p-1", "it's", 'a "b"', "ї,{}", "\\N", "[1]", "ß"]


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", [CODES, CODES[1:3], ["none of them"], []])
def test_texts_among_many(clerk: User, hq: Sender, wanted: list[str]) -> None:
    Person.objects.bulk_create(
        Person(party_id=clerk.party_id, sender=hq, code=code) for code in CODES
    )
    found = Person.objects.filter(code__in=among(wanted)).values_list("code", flat=True)
    assert sorted(found) == sorted(set(wanted) & set(CODES))


@pytest.mark.django_db
def test_more_numbers_than_a_statement_has_places_for(clerk: User, hq: Sender) -> None:
    made = Person.objects.bulk_create(
        Person(party_id=clerk.party_id, sender=hq, code=code) for code in CODES
    )
    wanted = range(made[2].pk, made[2].pk + 300_000)
    found = Person.objects.filter(pk__in=among(wanted)).order_by("pk")
    assert list(found) == made[2:]


ROWS = some.lists(some.lists(some.sampled_from("abcd"), max_size=4, unique=True), max_size=40)


@given(ROWS, some.integers(1, 12))
def test_rows_before_one_that_share_a_key(rows: list[list[str]], of_a_chunk: int) -> None:
    numbered = dict(enumerate(rows, 2))
    found: dict[int, dict[int, list[str]]] = {}
    with Spool() as spool:
        numbers = list(numbered)
        for start in range(0, len(numbers), of_a_chunk):
            chunk = {number: numbered[number] for number in numbers[start : start + of_a_chunk]}
            spool.hold_keys((number, keys, ()) for number, keys in chunk.items())
            found |= spool.earlier(chunk)
    for number, keys in numbered.items():
        shared: dict[int, list[str]] = {}
        for key in keys:
            having = [other for other, own in numbered.items() if key in own][:MOST_OF_A_KEY]
            for other in having:
                if other < number:
                    shared.setdefault(other, []).append(key)
        assert found.get(number, {}) == shared


@given(some.lists(some.sets(some.sampled_from("abcd")), max_size=30), some.integers(1, 4))
def test_people_of_the_last_list_who_have_a_key_that_is_not_too_common(
    people: list[set[str]], most: int
) -> None:
    with Spool() as spool:
        spool.before_keys((key, person) for person, keys in enumerate(people) for key in keys)
        found = spool.sharing(set("abcde"), most)
    having = {key: [at for at, keys in enumerate(people) if key in keys] for key in "abcde"}
    assert found == {key: own for key, own in having.items() if 0 < len(own) <= most}


@given(some.sets(some.integers(1, 70)), some.lists(some.integers(1, 2000), max_size=5))
def test_records_are_marked_by_a_bit_each(marked: set[int], asked: list[int]) -> None:
    bits = Marked()
    for each in sorted(marked, reverse=True):
        bits.add(each)
    assert bits.any_of(asked) == (not marked.isdisjoint(asked))
    assert {each for each in range(100) if bits.any_of([each])} == marked


@pytest.mark.django_db
def test_all_who_are_gone_are_counted_and_the_first_of_them_named(
    clerk: User, hq: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessing, "MOST_GONE", 2)
    names = ("Шевченко Тарас", "Коваль Олена", "Бойко Марія", "Мельник Іван", "Гнатюк Ольга")
    rows = [[f"n{at}", name, f"0{at + 1}.02.1980", "", ""] for at, name in enumerate(names)]
    taken_in(clerk, hq, csv_of(rows))
    of = tried(clerk, hq, csv_of(rows[:1]), "The next")
    assert of.report["sure"]["gone"] == 4
    assert [each["row"] for each in of.report["gone"]] == [3, 4]


@pytest.mark.django_db
def test_an_id_is_of_the_record_that_the_latest_list_made_for_it(clerk: User, hq: Sender) -> None:
    """Whatever the order in which the store gives the rows."""
    taken_in(clerk, hq, csv_of([["a", "Шевченко Тарас", "", "", ""]]))
    taken_in(clerk, hq, csv_of([["a", "Коваль Олена", "", "", ""], ["", "Бойко", "", "", ""]]))
    of = tried(clerk, hq, csv_of([["a", "Коваль Олена", "", "", ""]]), "The third")
    assert of.rows.get().person == Person.objects.get(name="Коваль Олена")
