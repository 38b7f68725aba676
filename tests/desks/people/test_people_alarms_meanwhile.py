"""Alarms of a list, whose rows are looked through before it is taken in: what is stated or judged
until it is held counts as well, and so does what the list says of another sender's records."""

from __future__ import annotations

import pytest
from test_people_alarms_of_lists import (
    BORN,
    DIED,
    EARLIER,
    HEADINGS,
    LATER,
    NAME,
    NUMBER,
    OTHER,
    listed,
    reported,
    row,
)
from test_people_list_meanwhile import told_at

from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import User
from repatria.desks.people import services
from repatria.desks.people.models import Alarm, AlarmKind, ListRow, Person, Sender
from repatria.desks.people.services.alarms_of_lists import Since
from repatria.desks.people.services.judging import judge
from repatria.desks.people.services.prepared import Beside, Prepared
from repatria.desks.people.services.statements import Stated
from repatria.desks.people.services.taking_in import PREPARING, WRITING, take_in

pytestmark = pytest.mark.django_db(transaction=True)
STAGES = pytest.mark.parametrize("stage", [PREPARING, WRITING])


@STAGES
def test_a_death_that_is_stated_while_the_list_is_worked_out_raises_an_alarm(
    clerk: User, hq: Sender, stage: str
) -> None:
    surname, given, patronymic = NAME.split()
    source = services.add_source(clerk, "hand", "exchange", title="A morgue", said_on=EARLIER)
    person = services.add(
        source, clerk,
        {"surname": surname, "given": given, "patronymic": patronymic, "birth": BORN},
    )  # fmt: skip
    of = tried(clerk, hq, csv_of([row()], HEADINGS), dated=LATER, says="captive")

    def state() -> None:
        services.state(person, "state", Stated("dead", EARLIER), source, clerk)

    take_in(of, clerk, of.report["digest"], tell=told_at(stage, state))
    alarm = Alarm.objects.get()
    assert (alarm.person, alarm.kind) == (person, AlarmKind.ALIVE_AFTER_DEAD)


@STAGES
def test_a_judgement_meanwhile_counts(clerk: User, hq: Sender, stage: str) -> None:
    listed(clerk, hq, dated=EARLIER)
    his = ListRow.objects.get().person
    assert his is not None
    dead = reported(clerk, of=OTHER, born="01.02.1980")
    data = csv_of([(*row(), "once more")], HEADINGS)
    of = tried(clerk, hq, data, dated=LATER, says="captive")

    def same() -> None:
        why = "A comrade knows that he used another name."
        judge(his, dead, "same", clerk, why, confirmed=True)

    take_in(of, clerk, of.report["digest"], tell=told_at(stage, same))
    assert Alarm.objects.get().person == dead


@pytest.mark.parametrize("dead_first", [True, False])
def test_one_row_says_dead_of_a_record_that_another_row_agrees_with(
    clerk: User, hq: Sender, dead_first: bool
) -> None:
    """The record is the sender's own by its id; the other row has another id, the same name and
    birth, and another place on the list."""
    headings = (*HEADINGS[:4], "Статус", "Дата статусу")
    first = csv_of([("a", NAME, BORN, NUMBER, "в полоні", "")], headings)
    taken_in(clerk, hq, first, "The first")
    rows = [("a", NAME, BORN, NUMBER, "загинув", DIED), ("b", NAME, BORN, "", "в полоні", "")]
    data = csv_of(rows if dead_first else rows[::-1], headings)
    of = tried(clerk, hq, data, "The second", dated=LATER)
    take_in(of, clerk, of.report["digest"])
    known = {own.own_id: own.person_id for own in ListRow.objects.filter(of=of)}
    assert len(set(known.values())) == 2
    assert known["a"] in set(Alarm.objects.values_list("about__person", flat=True))


def test_what_is_younger_than_a_moment(clerk: User) -> None:
    reported(clerk)
    since = Since.now()
    assert since.stated() == set()
    later = reported(clerk, of=OTHER, born="01.02.1980")
    assert since.stated() == {later.pk}
    assert Person.objects.count() == 2


@pytest.mark.parametrize("alive", [True, False])
def test_what_the_list_itself_says_of_a_record_is_against_those_who_say_otherwise(
    alive: bool,
) -> None:
    with Prepared() as prepared:
        (prepared.alive if alive else prepared.dead).add(7)
        same = Beside(1, [7, 8], alive, not alive, against=False)
        otherwise = Beside(2, [7, 8], not alive, alive, against=False)
        elsewhere = Beside(3, [8], not alive, alive, against=False)
        found = [prepared.contradicted(each) for each in (same, otherwise, elsewhere)]
    assert found == [False, True, False]
