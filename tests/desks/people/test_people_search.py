"""Search through the keys: who is found, in which order, with how many statements to the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import member, party
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.models import Person
from repatria.desks.people.queries.search import MOST_SHOWN, Hit, search
from repatria.names.searching import query

TODAY = date(2026, 11, 26)
Known = Callable[..., Person]


@pytest.fixture
def shevchenko(known: Known) -> Person:
    known(surname="Бондаренко", given="Олег", patronymic="Іванович", birth="1990")
    known(surname="Коваль", given="Тарас", patronymic="Григорович", birth="14.06.1987")
    return known(
        surname="Шевченко", given="Тарас", patronymic="Григорович", birth="14.06.1987",
        serial="АА-123456", call_sign="Кобзар", state="captive",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Шевченко Тарас Григорович",
        "Taras Shevchenko",
        "Шевченко Тарас Григорьевич",
        "Шевченко Т.Г. 1987",
        "шевченко",
        "Шевчинко Тарас 1987",
        "14.06.1987 Шевченко",
        "AA 123456",
        "Кобзар",
    ],
)
def test_one_person_is_found_in_any_script_and_order(
    shevchenko: Person, clerk: User, text: str
) -> None:
    found = search(clerk, text, TODAY)
    assert found.codes[0] == shevchenko.code


def test_a_code_finds_its_person_alone(shevchenko: Person, clerk: User) -> None:
    assert search(clerk, f" {shevchenko.code.lower()} ", TODAY).codes == [shevchenko.code]


def test_a_hit_tells_how_each_field_stands_and_no_number(shevchenko: Person, clerk: User) -> None:
    (hit, *_) = search(clerk, "Taras Shevchenko 1987", TODAY).hits
    told = {each.field: each.level.value for each in hit.verdicts}
    assert (told["given"], told["birth"]) == ("variant", "near")
    assert "patronymic" not in told
    assert not any(isinstance(value, (int, float)) for value in vars_of(hit))


def vars_of(hit: Hit) -> list[object]:
    return [getattr(hit, name) for name in hit.__slots__]


@pytest.mark.parametrize("text", ["", "   ", "---", "x" * 5000])
def test_what_cannot_be_searched_for_is_refused_with_a_reason(
    shevchenko: Person, clerk: User, text: str
) -> None:
    found = search(clerk, text, TODAY)
    assert found.hits == ()
    assert found.refused is not None


def test_nobody_of_another_party_is_found(shevchenko: Person) -> None:
    other = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    office = member(Role.EXCHANGE_DESK)
    for text in ("Шевченко", shevchenko.code):
        assert search(other, text, TODAY).codes == []
        assert shevchenko.code in search(office, text, TODAY).codes


def test_whoever_may_not_search_finds_nobody(shevchenko: Person) -> None:
    for role in (Role.PRESS, Role.AUDITOR, Role.LABORATORY, Role.ADMINISTRATOR):
        user = member(role, of=party("A", Standing.PARTY))
        with CaptureQueriesContext(connection) as asked:
            assert search(user, "Шевченко", TODAY).codes == []
        assert not any("people_" in each["sql"] for each in asked)


def test_one_statement_a_tier_and_two_more(shevchenko: Person, clerk: User) -> None:
    clerk.roles  # noqa: B018, read once and kept
    with CaptureQueriesContext(connection) as asked:
        search(clerk, "Шевченко Тарас 1987", TODAY)
    tiers = len(query("Шевченко Тарас 1987", TODAY).tiers)
    assert len(asked) == tiers + 2


def test_many_who_fit_are_not_all_shown(known: Known, clerk: User) -> None:
    for day in range(MOST_SHOWN + 5):
        known(surname="Шевченко", given="Тарас", birth=f"{1950 + day}")
    found = search(clerk, "Шевченко Тарас", TODAY)
    assert (len(found.hits), found.count) == (MOST_SHOWN, MOST_SHOWN + 5)


def test_two_records_of_the_same_words_come_in_one_order(known: Known, clerk: User) -> None:
    for _ in range(3):
        known(surname="Шевченко", given="Тарас")
    one, other = (search(clerk, text, TODAY).codes for text in ("Шевченко Тарас", "Тарас Шевченко"))
    assert one == other
