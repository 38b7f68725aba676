"""Korea, 1951. A list of prisoners comes without serial numbers and without births. It is kept all
the same, as what it is: incomplete, with every row named for asking back. And 66 names that stood
on the sender's list before are gone; that is said, name by name, since those may be in danger.
"""

from __future__ import annotations

import pytest

from people import member, party, signed_in
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender
from repatria.desks.people.services.taking_in import take_in

HEADINGS = ("Name", "Rank", "Unit")
SURNAMES = """Abbott Barlow Carver Dalton Ellison Fenwick Garner Hadley Ingram Jarvis Keating
Lambert Mercer Norwood Osborne Prescott Quigley Ransom Sherman Thornton Underwood Vickers Whitaker
Yardley"""
GIVEN = """Albert Bernard Charles Donald Edward Francis George Harold Isaac Joseph Kenneth Lawrence
Martin Norman Oscar Patrick Raymond Stanley Thomas Vincent Walter"""
GONE = range(100, 166)
"""Places on the December list, from 0, of those who stand on it no more."""


def prisoners() -> list[list[str]]:
    """480 men, no two of one name."""
    surnames, given = SURNAMES.split(), GIVEN.split()
    return [
        [f"{surnames[at % 24]}, {given[(at + at // 24) % 21]}", "Pfc", f"{at % 30 + 1} Infantry"]
        for at in range(480)
    ]


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("UNC", Standing.PARTY))


@pytest.fixture
def command(clerk: User) -> Sender:
    return services.add_sender(clerk, "The other command")


@pytest.fixture
def december(clerk: User, command: Sender) -> ReceivedList:
    return taken_in(
        clerk, command, csv_of(prisoners(), HEADINGS), "December", dated="1951-12-18",
        whom="soldiers", says="captive",
    )  # fmt: skip


@pytest.fixture
def april(clerk: User, command: Sender, december: ReceivedList) -> ReceivedList:
    """In another order, 66 fewer, and tried only."""
    rows = [each for at, each in enumerate(prisoners()) if at not in GONE]
    return tried(
        clerk, command, csv_of(rows[::-1], HEADINGS), "April", dated="1952-04-01",
        whom="soldiers", says="captive",
    )  # fmt: skip


def test_a_list_without_numbers_and_births_is_kept_as_incomplete(december: ReceivedList) -> None:
    assert december.state == "approved"
    assert december.report["sure"]["no_serial"] == 480
    assert december.report["sure"]["no_birth"] == 480
    assert december.report["verdicts"] == {"new": 480}
    assert Person.objects.count() == 480
    # Nothing was made up for what lacks.
    assert not Person.objects.exclude(serial="", birth="").exists()


def test_every_row_is_named_for_asking_back(december: ReceivedList, clerk: User) -> None:
    address = f"/register/lists/{december.code}/answers.csv"
    answer = signed_in(clerk).get(address, {"purpose": "exchange"})
    lines = b"".join(answer.streaming_content).decode().splitlines()[1:]  # type: ignore[attr-defined]
    assert lines == [f"{number},,A,birth serial" for number in range(2, 482)]


def test_the_66_who_are_gone_are_named(april: ReceivedList, december: ReceivedList) -> None:
    assert april.report["sure"]["gone"] == 66
    rows = ListRow.objects.filter(of=december, number__in=[at + 2 for at in GONE])
    assert [(each["row"], each["person"]) for each in april.report["gone"]] == [
        (row.number, row.person.code) for row in rows.order_by("number") if row.person
    ]


def test_the_clerk_reads_who_is_gone(april: ReceivedList, clerk: User) -> None:
    page = signed_in(clerk).get(f"/register/lists/{april.code}", {"purpose": "exchange"})
    shown = page.content.decode()
    assert "66 people of the last list are on no row of this one" in shown
    for at in GONE:
        assert prisoners()[at][0] in shown


def test_names_alone_join_nothing(april: ReceivedList, clerk: User) -> None:
    take_in(april, clerk, april.report["digest"])
    assert Person.objects.count() == 480 + 414
    assert april.receipt["added_to"] == 0
