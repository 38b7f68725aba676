"""Nobody tells today what was said or done on a day that is still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people import member, party
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.days import not_to_come
from repatria.desks.people.models import CaptureCard, Person, ReturneeWord, Source
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated
from repatria.desks.people.services.by_hand import enter_person, enter_statement
from repatria.desks.people.services.capture_cards import enter_card, start_clock
from repatria.desks.people.services.consents import answered, examined
from repatria.desks.people.services.returnees import Heard, hear

Known = Callable[..., Person]


def far() -> date:
    return timezone.localdate() + timedelta(days=2)


def test_a_day_is_to_come_where_it_is_nowhere_today() -> None:
    today = timezone.localdate()
    # A month and a year may have begun, and on the other side of the earth it is tomorrow.
    not_to_come("", None, "1951", str(today), str(today)[:7], str(today)[:4], today)
    not_to_come(today + timedelta(days=1))
    for later in (far(), str(far()), str(today.year + 1 + (today.month == 12)), "2999-12"):
        with pytest.raises(PeopleError, match="still to come"):
            not_to_come(later)


def test_no_word_is_the_newest_by_a_day_to_come(known: Known, clerk: User) -> None:
    party("B", Standing.PARTY)
    person = known(surname="Шевченко", birth="1987-06-14")
    doctor = member(Role.RECEPTION_DESK, of=clerk.party)
    later = str(far())
    seen = Heard("Шевченко", "alive", "seen", "certain")
    card = start_clock(person, clerk, "B", "arrival", date(2025, 6, 1))
    before = (Source.objects.count(), person.statements.count())
    for attempt in (
        lambda: enter_statement(person, "birth", Stated("1970"), clerk, "exchange", "X", later),
        lambda: enter_statement(person, "state", Stated("returned", later), clerk, "exchange", "X"),
        lambda: enter_person(clerk, {"surname": "Коваль"}, "exchange", "X", later),
        lambda: enter_person(clerk, {"state": Stated("dead", later)}, "exchange", "X"),
        lambda: answered(
            person, clerk, "wish_return", "refused", "exchange", heard_by="X", on=later
        ),
        lambda: examined(
            person, doctor, "incurable", "medical", examiner="X", on=later, until="2999"
        ),
        lambda: hear(clerk, seen, "exchange", person=person, said_on=later),
        lambda: hear(
            clerk, Heard("Шевченко", "dead", "seen", "certain", later), "exchange", person=person
        ),
        lambda: start_clock(person, clerk, "B", "transfer", far()),
        lambda: enter_card(card, clerk, "exchange", {}, sent_on=far()),
        lambda: enter_card(card, clerk, "exchange", {}, received_on=far()),
    ):
        with pytest.raises(PeopleError, match="still to come"):
            attempt()
    assert (Source.objects.count(), person.statements.count()) == before
    assert CaptureCard.objects.count() == 1
    assert not ReturneeWord.objects.exists()
    # What holds until a day may well be to come.
    examined(person, doctor, "incurable", "medical", examiner="X", on="2025-01-01", until=later)


def test_the_form_says_which_day(known: Known, desk: Client) -> None:
    person = known(surname="Шевченко")
    sent = desk.post(
        f"/register/people/{person.code}/state/rank?purpose=exchange",
        {"value": "солдат", "title": "A passport", "said_on": "2999-01-01"},
    )
    assert sent.status_code == 422
    assert "2999-01-01 is still to come." in sent.content.decode()
