"""Many values asked for at once: the same is found as by asking for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from repatria.desks.accounts.models import User
from repatria.desks.people.intake.spool import MOST_OF_A_KEY, Spool
from repatria.desks.people.models import Person, Sender
from repatria.desks.people.services.bulk import among

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
