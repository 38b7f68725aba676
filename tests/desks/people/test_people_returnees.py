"""Words of returnees: what they state, what they leave open, and the alarms they raise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from people import member, party, signed_in
from repatria.base.errors import ValueProblem
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.people.models import (
    Alarm,
    AlarmKind,
    Judgement,
    Person,
    ReturneeWord,
    Source,
    Statement,
)
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated
from repatria.desks.people.services.alarms import MAY_KNOW, MAY_SETTLE, settle
from repatria.desks.people.services.by_hand import enter_statement
from repatria.desks.people.services.returnees import Heard, give, hear, take_back

Known = Callable[..., Person]
NewSource = Callable[..., Source]


def word(**changed: str) -> Heard:
    given = {"name": "Шевченко", "says": "alive", "how": "seen", "certainty": "certain"}
    return Heard(**(given | changed))


def dead(known: Known, on: str = "2025-03-01") -> Person:
    return known(surname="Шевченко", state=Stated("dead", on))


@pytest.fixture
def reception(clerk: User) -> User:
    return member(Role.RECEPTION_DESK, of=clerk.party, name="Reception of A")


def test_a_word_is_a_statement_with_its_source_and_grade(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко")
    held = hear(
        clerk, word(seen_on="2025-05", seen_at="Камера 3", certainty="likely"), "exchange",
        person=person, teller="returnee 14", said_on="2025-06-01",
    )  # fmt: skip
    life = person.statements.get(field="life")
    assert (life.value, life.on, life.certainty, life.source.kind) == (
        "seen", "2025-05", "likely", "word",
    )  # fmt: skip
    assert person.statements.get(field="last_seen_place").value == "Камера 3"
    assert held.source == life.source
    assert not Alarm.objects.exists()


def test_a_death_is_stated_as_a_state(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко")
    hear(clerk, word(says="dead", how="heard", seen_on="2025-05-01"), "exchange", person=person)
    person.refresh_from_db()
    assert (person.state, person.state_on) == ("dead", "2025-05-01")


def test_words_of_one_teller_are_one_source(known: Known, clerk: User) -> None:
    person, teller = known(surname="Шевченко"), known(surname="Коваль")
    for _ in range(2):
        hear(clerk, word(), "exchange", person=person, said_by=teller)
        hear(clerk, word(), "exchange", person=person, teller="Returnee 14")
    roots = set(person.statements.filter(field="life").values_list("source__root", flat=True))
    assert len(roots) == 2


def test_a_word_on_nobody_known_waits_and_states_nothing(known: Known, clerk: User) -> None:
    held = hear(clerk, word(), "exchange")
    assert held.person is None
    assert not Statement.objects.exists()
    person = dead(known)
    give(held, person, clerk)
    assert person.statements.filter(field="life").count() == 1
    assert Alarm.objects.get().person == person
    with pytest.raises(PeopleError, match="already"):
        give(held, known(surname="Інший"), clerk)


def test_alive_after_dead_raises_an_alarm_about_both(known: Known, clerk: User) -> None:
    person = dead(known)
    hear(clerk, word(seen_on="2025-05-01"), "exchange", person=person)
    alarm = Alarm.objects.get()
    assert alarm.kind == AlarmKind.ALIVE_AFTER_DEAD
    assert set(alarm.about.values_list("field", flat=True)) == {"life", "state"}
    person.refresh_from_db()
    assert person.contradicted


@pytest.mark.parametrize(("seen_on", "raised"), [("2025-02-01", 0), ("", 1), ("2025", 1)])
def test_it_is_raised_unless_the_days_fit(
    known: Known, clerk: User, seen_on: str, raised: int
) -> None:
    person = dead(known)
    hear(clerk, word(seen_on=seen_on), "exchange", person=person, said_on="2025-06-01")
    assert Alarm.objects.count() == raised


def test_it_is_raised_against_an_identification(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко", state=Stated("identified", "2025-03-01"))
    hear(clerk, word(seen_on="2025-05-01"), "exchange", person=person)
    assert Alarm.objects.get().kind == AlarmKind.ALIVE_AFTER_IDENTIFIED


def test_a_death_against_a_later_life_is_an_alarm_of_its_own(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко", life=Stated("letter", "2025-05-01"))
    hear(clerk, word(says="dead", seen_on="2025-03-01"), "exchange", person=person)
    assert Alarm.objects.get().kind == AlarmKind.DEAD_AFTER_ALIVE


def test_an_identification_by_hand_against_a_word_is_one_too(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко")
    hear(clerk, word(seen_on="2025-05-01"), "exchange", person=person)
    enter_statement(
        person, "state", Stated("identified", "2025-03-01"), clerk, "identification", "Laboratory"
    )
    alarm = Alarm.objects.get()
    assert alarm.kind == AlarmKind.ALIVE_AFTER_IDENTIFIED
    enter_statement(person, "call_sign", Stated("Ворон"), clerk, "exchange", "A call")
    assert Alarm.objects.count() == 1


def test_it_is_raised_across_records_that_were_judged_the_same(known: Known, clerk: User) -> None:
    one, other = dead(known), known(surname="Шевченка")
    hear(clerk, word(seen_on="2025-05-01"), "exchange", person=other)
    assert not Alarm.objects.exists()
    Judgement.objects.create(
        party=clerk.party, one=one, other=other, verdict="same", why="the same number", by=clerk
    )
    hear(clerk, word(seen_on="2025-06-01"), "exchange", person=other)
    assert Alarm.objects.get().about.filter(person=one).exists()


def test_who_enters_does_not_settle(known: Known, clerk: User, reception: User) -> None:
    person = dead(known)
    hear(reception, word(seen_on="2025-05-01"), "reception", person=person)
    alarm = Alarm.objects.get()
    with pytest.raises(Refused):
        settle(alarm, reception, "no")
    with pytest.raises(PeopleError, match="entered none"):
        settle(alarm, clerk, "the clerk entered the death")
    other = member(Role.EXCHANGE_DESK, of=clerk.party)
    with pytest.raises(PeopleError, match="Say why"):
        settle(alarm, other, "  ")
    settle(alarm, other, "The morgue's list named another man.")
    assert alarm.settled_by == other
    assert person.statements.filter(withdrawn_at=None, field__in=("life", "state")).count() == 2
    with pytest.raises(PeopleError, match="already"):
        settle(alarm, other, "again")


def test_it_reaches_those_to_whom_the_table_opens_what_became_of_people() -> None:
    assert set(MAY_KNOW) == {
        Role.EXCHANGE_DESK, Role.RECEPTION_DESK, Role.DECIDING_AUTHORITY, Role.FAMILY_LIAISON,
    }  # fmt: skip
    assert set(MAY_SETTLE) <= set(MAY_KNOW)


def test_a_word_taken_back_leaves_nothing_in_force(known: Known, clerk: User) -> None:
    person = dead(known)
    held = hear(clerk, word(seen_on="2025-05-01"), "exchange", person=person)
    take_back(held, clerk, "It was another man.")
    assert not person.statements.filter(field="life", withdrawn_at=None).exists()
    assert Alarm.objects.filter(settled_at=None).count() == 1
    with pytest.raises(PeopleError, match="already"):
        take_back(held, clerk, "again")


def test_what_cannot_be_is_refused_and_nothing_is_held(
    known: Known, clerk: User, reception: User
) -> None:
    person = known(surname="Шевченко")
    for bad in (word(says="lost"), word(how="dreamt"), word(certainty="90 %"), word(name=" ")):
        with pytest.raises(PeopleError):
            hear(clerk, bad, "exchange")
    with pytest.raises(ValueProblem):
        hear(clerk, word(seen_on="May"), "exchange", person=person)
    with pytest.raises(PeopleError, match="comrades"):
        hear(clerk, word(), "exchange", person=person, said_by=person)
    with pytest.raises(Refused):
        hear(reception, word(seen_at="Камера 3"), "reception", person=person)
    stranger = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    with pytest.raises(NotYours):
        hear(stranger, word(), "exchange", person=person)
    assert not ReturneeWord.objects.exists()
    assert not Source.objects.filter(kind="word").exists()


def test_the_pages_lead_from_the_form_to_the_settled_alarm(
    known: Known, clerk: User, desk: Client
) -> None:
    person = dead(known)
    form = {"name": "Шевченко", "says": "alive", "how": "seen", "certainty": "certain",
            "seen_on": "2025-05-01", "seen_at": "Камера 3", "said_on": "2025-06-01"}  # fmt: skip
    answer = desk.post("/register/words/new?purpose=exchange", form)
    assert answer.status_code == 302, answer.content.decode()
    at = answer.headers["Location"] + "?purpose=exchange"
    waiting = desk.get(at).content.decode()
    assert f'name="person" value="{person.code}"' in waiting, "its name finds the record"
    held = ReturneeWord.objects.get()
    give_at = f"/register/words/{held.code}/give"
    assert desk.post(give_at, {"person": "R-NOBODY"}).status_code == 422
    assert desk.post(give_at, {"person": person.code}).status_code == 302
    assert "Alive after reported dead".lower() in desk.get(at).content.decode().lower()
    alarm = Alarm.objects.get()
    other = signed_in(member(Role.EXCHANGE_DESK, of=clerk.party, name="Colleague"))
    page = f"/register/alarms/{alarm.code}?purpose=exchange"
    assert "I have seen it" in other.get(page).content.decode()
    assert not alarm.seen_by.exists(), "to read changes nothing"
    assert other.post(page, {"seen": "1"}).status_code == 302
    assert [each.name for each in alarm.seen_by.all()] == ["Colleague"]
    assert "I have seen it" not in other.get(page).content.decode()
    assert desk.post(page, {"why": "mine"}).status_code == 422
    assert other.post(page, {"why": "Another man"}).status_code == 302
    assert "Another man" in other.get("/register/alarms?purpose=exchange").content.decode()
    assert Trace.objects.filter(subject_type="alarm", subject=alarm.code, action="judge").exists()


def test_places_are_kept_from_whoever_may_not_see_them(
    known: Known, clerk: User, reception: User
) -> None:
    held = hear(clerk, word(seen_at="Камера 3"), "exchange", person=known(surname="Шевченко"))
    page = signed_in(reception).get(f"/register/words/{held.code}?purpose=reception")
    assert page.status_code == 200
    assert "Камера 3" not in page.content.decode()
    form = signed_in(reception).get("/register/words/new?purpose=reception").content.decode()
    assert 'name="seen_at"' not in form
