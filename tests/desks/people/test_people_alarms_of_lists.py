"""Alarms that a list raises when it is taken in: of whom, about what, and never twice."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from people import member, party, signed_in
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Alarm, AlarmKind, ListRow, Person, Sender, Statement
from repatria.desks.people.services.alarms import settle
from repatria.desks.people.services.judging import judge
from repatria.desks.people.services.statements import Stated
from repatria.desks.people.services.taking_in import take_in
from repatria.desks.router import EXCHANGE

pytestmark = pytest.mark.django_db
NAME, BORN, NUMBER = "Шевченко Тарас Григорович", "09.03.1994", "АА123456"
OTHER = "Коваленко Іван Петрович"
HEADINGS = ("ID", "ПІБ", "Дата народження", "Особистий номер", "Примітка")
DIED, LATER, EARLIER = "2025-03-01", "2025-05-01", "2025-01-15"


@pytest.fixture
def clerk() -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="Clerk")


@pytest.fixture
def sender(clerk: User) -> Sender:
    return services.add_sender(clerk, "Their ministry")


def row(own: str = "1", name: str = NAME, born: str = BORN, number: str = NUMBER) -> tuple:
    return (own, name, born, number)


def listed(by: User, sender: Sender, *rows: tuple, dated: str = LATER, says: str = "captive"):
    # The same bytes of a sender are the same list; the next one differs by a note at least.
    data = csv_of([(*each, f"as of {dated}") for each in rows or [row()]], HEADINGS)
    return taken_in(by, sender, data, f"List of {dated}", dated=dated, says=says)


def reported(by: User, state: str = "dead", on: str = DIED, of: str = NAME, born: str = BORN):
    """A record of an office's own, with what became of that person."""
    surname, given, patronymic = of.split()
    source = services.add_source(by, "hand", "exchange", title="A morgue", said_on=on)
    return services.add(
        source,
        by,
        {"surname": surname, "given": given, "patronymic": patronymic, "birth": born,
         "state": Stated(state, on)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "kind"),
    [("dead", AlarmKind.ALIVE_AFTER_DEAD), ("identified", AlarmKind.ALIVE_AFTER_IDENTIFIED)],
)
def test_who_is_reported_dead_and_named_alive_later_raises_an_alarm(
    clerk: User, sender: Sender, state: str, kind: AlarmKind
) -> None:
    person = reported(clerk, state)
    of = listed(clerk, sender)
    alarm = Alarm.objects.get()
    assert (alarm.person, alarm.kind) == (person, kind), "it stands where the death is told"
    assert {each.source.kind for each in alarm.about.all()} == {"hand", "list"}
    row = ListRow.objects.get(of=of)
    assert row.person != person, "nothing is joined by it"
    told = Trace.objects.get(subject=of.code, detail__contains="alarms")
    assert '"count":1' in told.detail.replace(" ", "")


def test_a_list_of_the_day_before_the_death_raises_none(clerk: User, sender: Sender) -> None:
    reported(clerk)
    listed(clerk, sender, dated=EARLIER)
    assert not Alarm.objects.exists()


def test_a_list_without_a_day_raises_it_as_possible(clerk: User, sender: Sender) -> None:
    reported(clerk)
    listed(clerk, sender, dated="")
    assert Alarm.objects.get().kind == AlarmKind.ALIVE_AFTER_DEAD


def test_a_death_that_a_list_reports_of_whom_another_saw_alive_later(
    clerk: User, sender: Sender
) -> None:
    surname, given, patronymic = NAME.split()
    source = services.add_source(clerk, "word", "exchange", title="A returnee", said_on=LATER)
    seen = services.add(
        source, clerk,
        {"surname": surname, "given": given, "patronymic": patronymic, "birth": BORN,
         "life": Stated("seen", LATER)},
    )  # fmt: skip
    of = listed(clerk, sender, dated=DIED, says="dead")
    alarm = Alarm.objects.get()
    assert alarm.kind == AlarmKind.DEAD_AFTER_ALIVE
    assert alarm.person == ListRow.objects.get(of=of).person
    assert alarm.about.filter(person=seen).exists()


@pytest.mark.parametrize(
    "row_of_list",
    [
        row(name="Шевченко Тарас Іванович", number=""),
        row(born="01.01.1980", number=""),
        row(born="", number=""),
        row(name=OTHER, number=""),
    ],
    ids=["brother", "another birth", "the name alone", "somebody else"],
)
def test_likeness_that_is_not_certain_raises_none(
    clerk: User, sender: Sender, row_of_list: tuple
) -> None:
    reported(clerk)
    listed(clerk, sender, row_of_list)
    assert not Alarm.objects.exists()


def test_it_is_not_raised_again_by_the_next_lists_of_the_sender(
    clerk: User, sender: Sender
) -> None:
    reported(clerk)
    listed(clerk, sender, row(own="1", number=""))
    listed(clerk, sender, row(own="1", number=""), dated="2025-06-01")
    again = listed(clerk, sender, row(own="", number=""), dated="2025-07-01")
    assert ListRow.objects.get(of=again).person != Person.objects.order_by("pk")[1], (
        "a record more, and no news of it"
    )
    alarm = Alarm.objects.get()
    other = member(Role.EXCHANGE_DESK, of=clerk.party, name="Other")
    settle(alarm, other, "The morgue's paper was found on another man.")
    listed(clerk, sender, row(own="1", number=""), dated="2025-08-01")
    assert Alarm.objects.count() == 1, "somebody has looked at this one"


def test_another_sender_is_a_new_voice(clerk: User, sender: Sender) -> None:
    reported(clerk)
    listed(clerk, sender)
    listed(clerk, services.add_sender(clerk, "A neutral body"), row(own="x"))
    assert Alarm.objects.count() == 2


def test_two_rows_about_one_death_are_one_alarm(clerk: User, sender: Sender) -> None:
    reported(clerk)
    listed(clerk, sender, row(own="1", number=""), row(own="2", number=""))
    assert Alarm.objects.get().about.count() == 3


def test_a_row_that_says_more_of_a_record_is_held_against_that_record(
    clerk: User, sender: Sender
) -> None:
    listed(clerk, sender, dated=DIED, says="dead")
    assert not Alarm.objects.exists()
    listed(clerk, sender, dated=LATER, says="captive")
    alarm = Alarm.objects.get()
    assert alarm.kind == AlarmKind.ALIVE_AFTER_DEAD
    assert {each.person for each in alarm.about.all()} == {alarm.person}


def test_records_judged_the_same_are_held_against_a_list(clerk: User, sender: Sender) -> None:
    listed(clerk, sender, dated=EARLIER)
    his = ListRow.objects.get().person
    assert his is not None
    dead = reported(clerk, of=OTHER, born="01.02.1980")
    judge(his, dead, "same", clerk, "A comrade knows that he used another name.", confirmed=True)
    assert not Alarm.objects.exists(), "alive before the death"
    listed(clerk, sender, dated=LATER)
    assert Alarm.objects.get().person == dead


def test_judging_two_records_the_same_raises_what_they_contradict(
    clerk: User, sender: Sender
) -> None:
    listed(clerk, sender)
    his = ListRow.objects.get().person
    assert his is not None
    dead = reported(clerk, of=OTHER, born="01.02.1980")
    assert not Alarm.objects.exists()
    judge(his, dead, "same", clerk, "A comrade knows that he used another name.", confirmed=True)
    alarm = Alarm.objects.get()
    assert (alarm.person, alarm.kind) == (dead, AlarmKind.ALIVE_AFTER_DEAD)
    assert alarm.about.count() == 2


def test_whom_somebody_judged_different_raises_none(clerk: User, sender: Sender) -> None:
    listed(clerk, sender, row(number=""), dated=EARLIER)
    his = ListRow.objects.get().person
    assert his is not None
    dead = reported(clerk)
    judge(his, dead, "different", clerk, "Two men; the morgue has the tag.", confirmed=True)
    listed(clerk, sender, row(number=""), dated=LATER)
    assert not Alarm.objects.exists()


def test_two_places_and_a_return_are_told_by_the_report_alone(clerk: User, sender: Sender) -> None:
    reported(clerk, "returned")
    of = listed(clerk, sender)
    assert of.report["sure"]["returned"] == 1
    assert not Alarm.objects.exists()


def test_it_is_of_the_party_that_took_the_list_in_and_tells_no_other_partys_words() -> None:
    office = member(Role.EXCHANGE_DESK, of=party(), name="Office")
    theirs = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY), name="Theirs")
    dead = reported(theirs)
    listed(office, services.add_sender(office, "A ministry"))
    alarm = Alarm.objects.get()
    assert alarm.party == office.party
    assert alarm.person != dead
    assert not Alarm.objects.visible_to(theirs).exists()
    page = signed_in(office).get(f"/register/alarms/{alarm.code}?purpose=exchange")
    assert "A morgue" in page.content.decode()
    assert "nobody has judged them the same" in page.content.decode()


def test_a_list_that_is_not_taken_in_after_all_leaves_no_alarm(
    clerk: User, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(clerk)
    of = tried(clerk, sender, csv_of([row()], HEADINGS), "A list", dated=LATER, says="captive")
    monkeypatch.setattr(
        "repatria.desks.people.services.taking_in._settle",
        lambda *_arguments: (_ for _ in ()).throw(RuntimeError("the power failed")),
    )
    with pytest.raises(RuntimeError):
        take_in(of, clerk, of.report["digest"])
    assert not Alarm.objects.exists()
    assert not Statement.objects.filter(source__kind="list").exists()


def test_the_store_is_asked_no_more_often_for_many_rows_than_for_few(clerk: User) -> None:
    asked = []
    for number, size in enumerate((10, 60)):
        rows = [
            row(own=str(at), name=NAME, born=f"{1 + at % 28:02}.{1 + at // 28:02}.19{80 + number}",
                number="")
            for at in range(size)
        ]  # fmt: skip
        for each in rows:
            reported(clerk, born=each[2])
        of = tried(clerk, services.add_sender(clerk, f"Sender {number}"), csv_of(rows, HEADINGS),
                   "A list", dated=LATER, says="captive")  # fmt: skip
        with CaptureQueriesContext(connections[EXCHANGE]) as counted:
            take_in(of, clerk, of.report["digest"])
        asked.append(sum("alarm" in each["sql"] or "judgement" in each["sql"]
                         for each in counted.captured_queries))  # fmt: skip
    assert Alarm.objects.count() >= 60
    assert asked[0] == asked[1]
