"""The 630. The other side publishes a list of 630 soldiers whom it says it holds. Seven of them are
home, two are dead, three were never soldiers, and every twentieth birth is wrong; and it writes in
Russian what headquarters wrote in Ukrainian.

On the day that it comes a clerk sees all of it, row by row, and nobody has been dropped or merged.
"""

from __future__ import annotations

import pytest
from django.test import Client

from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Judgement, ListRow, Person, ReceivedList, Sender
from repatria.desks.people.services.taking_in import take_in
from stories.the_630 import (
    CIVILIAN,
    DEAD,
    PURPOSE,
    RETURNED,
    WRONG,
    answered,
    headquarters_knows,
    listed,
    people,
    places,
)


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="A Clerk")


@pytest.fixture
def other_side(clerk: User) -> Sender:
    return services.add_sender(clerk, "The other side")


@pytest.fixture
def known(clerk: User, other_side: Sender) -> list[Person]:
    return headquarters_knows(clerk, other_side)


@pytest.fixture
def theirs(clerk: User, other_side: Sender, known: list[Person]) -> ReceivedList:
    """Their list, tried on the day that it came."""
    births = [each["wrong" if at in WRONG else "born"] for at, each in enumerate(people())]
    return listed(clerk, other_side, births)


def test_all_of_it_is_found_and_nothing_else(theirs: ReceivedList) -> None:
    assert places(theirs, "returned") == list(RETURNED)
    assert places(theirs, "dead") == list(DEAD)
    assert places(theirs, "civilian") == list(CIVILIAN)
    assert places(theirs, "other_birth") == list(WRONG)
    # Whoever writes in another language writes of the same people: no row is taken for a stranger.
    assert theirs.report["verdicts"] == {
        "matches": 630 - len({*RETURNED, *DEAD, *CIVILIAN, *WRONG}),
        "conflicts": len({*RETURNED, *DEAD, *CIVILIAN, *WRONG}),
    }


def test_each_finding_names_the_record_that_it_is_about(
    theirs: ReceivedList, known: list[Person]
) -> None:
    for row in ListRow.objects.filter(of=theirs):
        named = {each["person"] for each in row.notes if each.get("person")}
        assert named == {known[row.number - 2].code}


def test_the_clerk_reads_it_on_a_page(theirs: ReceivedList, clerk: User) -> None:
    desk = signed_in(clerk)
    page = read(desk, f"/register/lists/{theirs.code}")
    assert "Returned already" in page
    rows = read(desk, f"/register/lists/{theirs.code}/rows", what="returned")
    assert rows.count("Returned already, 2025-05-25") == 7
    first = people()[RETURNED[0]]
    assert first["ru"] in rows


def test_the_answer_tells_no_more_than_both_know(theirs: ReceivedList, clerk: User) -> None:
    codes = answered(signed_in(clerk), theirs)
    # They signed for the seven. Of the dead they hear what they hear of everybody.
    assert [(at, detail) for at, code, detail in codes if code == "R"] == [
        (at, "2025-05-25") for at in RETURNED
    ]
    assert {(code, detail) for at, code, detail in codes if at not in RETURNED} == {("A", "serial")}


def test_whoever_did_not_sign_hears_nothing_of_who_is_home(
    theirs: ReceivedList, clerk: User
) -> None:
    births = [each["born"] for each in people()]
    of = listed(clerk, services.add_sender(clerk, "Volunteers"), births)
    assert places(of, "returned") == list(RETURNED)
    codes = answered(signed_in(clerk), of, unknown="yes")
    assert {(code, detail) for _, code, detail in codes} == {("A", "serial")}
    # Another office of the side that signed is that side.
    Sender.objects.filter(name__in=("The other side", "Ministry")).update(of_party="B")
    office = services.add_sender(clerk, "Ministry", of_party="B")
    of = listed(clerk, office, births)
    assert [at for at, code, _ in answered(signed_in(clerk), of) if code == "R"] == list(RETURNED)


def test_nobody_is_dropped_and_nobody_merged(
    theirs: ReceivedList, known: list[Person], clerk: User
) -> None:
    before = {person.pk: person.name for person in Person.objects.all()}
    take_in(theirs, clerk, theirs.report["digest"])
    assert Person.objects.count() == 1260
    assert {person.pk: person.name for person in Person.objects.filter(pk__in=before)} == before
    made = Person.objects.filter(sender=theirs.sender)
    assert made.count() == 630
    assert set(made.values_list("name", flat=True)) == {each["ru"] for each in people()}
    assert not Judgement.objects.exists()
    # Their word stands on their own records: whoever is home is not made captive again by it.
    for at in RETURNED:
        known[at].refresh_from_db()
        assert known[at].state == "returned"


def read(desk: Client, address: str, **asked: str) -> str:
    answer = desk.get(address, {**PURPOSE, **asked})
    assert answer.status_code == 200
    return answer.content.decode()
