"""Capture cards: one clock for every holding side, and nothing demanded beyond article 17."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.cards import ANNEX_IV_B, due, standing
from repatria.desks.people.cards import Standing as Stands
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.models import CaptureCard, Person
from repatria.desks.people.queries.cards import overdue, sides
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated
from repatria.desks.people.services.capture_cards import enter_card, start_clock, take_back

Known = Callable[..., Person]
FIRST = date(2025, 6, 1)
LAST_DAY = date(2025, 6, 8)


@pytest.fixture
def sides_known(clerk: User) -> None:
    party("B", Standing.PARTY)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(-20, 20), st.booleans())
def test_the_seventh_day_is_in_time_and_the_eighth_is_not(
    start: date, after: int, written: bool
) -> None:
    start = max(start, date(1900, 1, 1))
    day = due(start) + timedelta(days=after)
    if written:
        expected = Stands.IN_TIME if after <= 0 else Stands.LATE
        assert standing(due(start), day, None, date.max) is expected
        assert standing(due(start), day, day + timedelta(days=9), date.max) is expected
        came = Stands.IN_TIME if after <= 0 else Stands.NOT_KNOWN
        assert standing(due(start), None, day, date.max) is came
    else:
        expected = Stands.WAITING if after <= 0 else Stands.OVERDUE
        assert standing(due(start), None, None, day) is expected


def test_the_fields_are_those_of_the_card_in_its_order() -> None:
    assert set(ANNEX_IV_B) <= set(FIELDS)
    assert ANNEX_IV_B[:9] == (
        "power", "surname", "given", "father", "birth", "birthplace", "rank", "serial",
        "kin_address",
    )  # fmt: skip
    demanded = {key for key in ANNEX_IV_B if FIELDS[key].article_17}
    assert demanded == {"surname", "given", "birth", "rank", "serial"}
    # Its line 11, from a to g.
    assert tuple(FIELDS["health"].choices) == (
        "good", "not_wounded", "recovered", "convalescent", "sick", "slightly_wounded",
        "seriously_wounded",
    )  # fmt: skip


@pytest.mark.usefixtures("sides_known")
def test_transfer_sickness_and_hospital_start_clocks_of_their_own(
    known: Known, clerk: User
) -> None:
    person = known(surname="Шевченко")
    first = start_clock(person, clerk, "B", "arrival", FIRST)
    assert first.due_on == LAST_DAY
    for number, occasion in enumerate(("transfer", "sickness", "hospital"), 1):
        again = start_clock(person, clerk, "B", occasion, FIRST + timedelta(days=number))
        assert again.due_on == LAST_DAY + timedelta(days=number)
    assert person.cards.count() == 4
    with pytest.raises(PeopleError, match="running"):
        start_clock(person, clerk, "B", "transfer", FIRST + timedelta(days=1))
    with pytest.raises(PeopleError, match="holding side"):
        start_clock(person, clerk, "NOBODY", "arrival", FIRST)


@pytest.mark.usefixtures("sides_known")
def test_every_holding_side_is_counted_by_one_rule(known: Known, clerk: User) -> None:
    for side in ("A", "B"):
        for sent in (None, LAST_DAY, LAST_DAY + timedelta(days=1)):
            card = start_clock(known(surname="Шевченко"), clerk, side, "arrival", FIRST)
            if sent is not None:
                enter_card(card, clerk, "exchange", {}, sent_on=sent)
        for came in (LAST_DAY, LAST_DAY + timedelta(days=1)):
            card = start_clock(known(surname="Шевченко"), clerk, side, "arrival", FIRST)
            enter_card(card, clerk, "exchange", {}, received_on=came)
        wrong = start_clock(known(surname="Шевченко"), clerk, side, "arrival", FIRST)
        take_back(wrong, clerk, "Another side holds them.")
    for today, waiting in ((LAST_DAY, 1), (LAST_DAY + timedelta(days=1), 0)):
        found = sides(clerk, today)
        assert [each.code for each in found] == ["A", "B"]
        for each in found:
            assert (each.cards, each.in_time, each.late, each.not_known) == (5, 2, 1, 1)
            assert (each.waiting, each.overdue) == (waiting, 1 - waiting)
        assert overdue(clerk, today).count() == 2 * (1 - waiting)


@pytest.mark.usefixtures("sides_known")
def test_what_is_on_the_card_becomes_statements_and_the_rest_stays_empty(
    known: Known, clerk: User
) -> None:
    person = known(call_sign="Ворон")
    card = start_clock(person, clerk, "B", "arrival", FIRST)
    enter_card(
        card, clerk, "exchange", {"surname": "Шевченко", "rank": " ", "power": "Україна"},
        sent_on=FIRST, received_on=LAST_DAY,
    )  # fmt: skip
    person.refresh_from_db()
    assert person.surname == "Шевченко"
    said = person.statements.filter(source__kind="card")
    assert said.get(field="life").on == FIRST.isoformat()
    assert set(said.values_list("field", flat=True)) == {"surname", "power", "life"}
    assert {each.source for each in said} == {card.source}


@pytest.mark.usefixtures("sides_known")
def test_a_card_written_after_the_recorded_death_is_an_alarm(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко", state=Stated("dead", "2025-05-01"))
    card = start_clock(person, clerk, "B", "arrival", FIRST)
    enter_card(card, clerk, "exchange", {}, received_on=LAST_DAY)
    assert not person.alarms.exists(), "when it was written is not known"
    enter_card(card, clerk, "exchange", {}, sent_on=FIRST)
    assert person.alarms.get().kind == "alive_after_dead"
    enter_card(card, clerk, "exchange", {"rank": "солдат"})
    assert person.alarms.count() == 1


@pytest.mark.usefixtures("sides_known")
def test_a_card_that_cannot_be_is_refused(known: Known, clerk: User) -> None:
    card = start_clock(known(surname="Шевченко"), clerk, "B", "arrival", FIRST)
    with pytest.raises(PeopleError, match="written, or"):
        enter_card(card, clerk, "exchange", {"surname": "Шевченко"})
    with pytest.raises(PeopleError, match="before"):
        enter_card(card, clerk, "exchange", {}, sent_on=LAST_DAY, received_on=FIRST)
    with pytest.raises(PeopleError, match="no field"):
        enter_card(card, clerk, "exchange", {"unit": "1"}, sent_on=FIRST)
    with pytest.raises(Refused):
        enter_card(card, clerk, "exchange", {"health": "sick"}, sent_on=FIRST)
    card.refresh_from_db()
    assert (card.sent_on, card.source) == (None, None), "the whole is taken or nothing"


@pytest.mark.usefixtures("sides_known")
def test_a_day_that_is_held_gives_way_with_a_reason_alone(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко")
    card = start_clock(person, clerk, "B", "arrival", FIRST)
    late = LAST_DAY + timedelta(days=5)
    enter_card(card, clerk, "exchange", {"rank": "солдат"}, sent_on=late)
    with pytest.raises(PeopleError, match="Say why"):
        enter_card(card, clerk, "exchange", {}, sent_on=FIRST)
    enter_card(card, clerk, "exchange", {"rank": "солдат"}, sent_on=late, received_on=late)
    with pytest.raises(PeopleError, match="Say why"):
        enter_card(card, clerk, "exchange", {}, received_on=late + timedelta(days=1))
    card.refresh_from_db()
    assert (card.sent_on, card.received_on) == (late, late)
    enter_card(card, clerk, "exchange", {}, sent_on=FIRST, why="It says the first.")
    assert card.sent_on == FIRST
    lives = person.statements.filter(field="life").order_by("pk")
    assert [(each.on, each.withdrawn_why) for each in lives] == [
        (str(late), "It says the first."), (str(FIRST), ""),
    ]  # fmt: skip
    assert person.statements.filter(field="rank").count() == 1, "what is on the card stands once"
    row = Trace.objects.filter(subject_type="card", subject=card.code).order_by("sequence").last()
    assert row is not None
    assert row.told == {"state": "corrected", "was": f"{late} {late}"}


@pytest.mark.usefixtures("sides_known")
@pytest.mark.parametrize("occasion", ["arrival", "transfer", "sickness", "hospital"])
def test_what_is_due_again_is_not_written_before(known: Known, clerk: User, occasion: str) -> None:
    card = start_clock(known(surname="Шевченко"), clerk, "B", occasion, FIRST)
    before = FIRST - timedelta(days=1)
    if occasion == "arrival":
        # On capture already, before any camp.
        enter_card(card, clerk, "exchange", {}, sent_on=before)
        assert card.sent_on == before
        return
    for day in ({"sent_on": before}, {"received_on": before}):
        with pytest.raises(PeopleError, match="due again"):
            enter_card(card, clerk, "exchange", {}, **day)
    enter_card(card, clerk, "exchange", {}, sent_on=FIRST)


@pytest.mark.usefixtures("sides_known")
def test_the_report_names_nobody_and_tells_no_sickness_to_who_may_not_know(
    known: Known, clerk: User, desk: Client
) -> None:
    person = known(surname="Шевченко")
    start_clock(person, clerk, "B", "sickness", FIRST)
    page = desk.get("/register/cards?purpose=exchange").content.decode()
    assert page.count("Body B") == 2, "by its name among the sides and beside the card"
    assert person.code in page
    assert "sickness</small>" in page
    liaison = signed_in(member(Role.FAMILY_LIAISON, of=clerk.party))
    told = liaison.get("/register/cards?purpose=family").content.decode()
    assert "sickness</small>" not in told
    assert "due again" in told
    answer = desk.get("/register/cards.csv?purpose=exchange")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.count(person.code) == 1
    assert "Шевченко" not in text
    assert "sickness" not in text
    assert liaison.get("/register/cards.csv?purpose=family").status_code == 403
    assert Trace.objects.filter(subject_type="card", action="export").count() == 1


@pytest.mark.usefixtures("sides_known")
def test_the_pages_take_a_card_from_its_clock_to_its_coming(
    known: Known, clerk: User, desk: Client
) -> None:
    person = known(surname="Шевченко")
    answer = desk.post(
        f"/register/people/{person.code}/cards/new?purpose=exchange",
        {"occasion": "arrival", "on": "2025-06-01", "held_by": "B"},
    )
    assert answer.status_code == 302, answer.content.decode()
    at = answer.headers["Location"] + "?purpose=exchange"
    page = desk.get(at).content.decode()
    assert "The week is over" in page
    assert 'name="health"' not in page
    assert desk.post(at, {"rank": "солдат"}).status_code == 422
    assert 'id="id_why"' not in page
    assert desk.post(at, {"rank": "солдат", "sent_on": "2025-06-05"}).status_code == 302
    assert desk.post(at, {"sent_on": "2025-06-04"}).status_code == 422
    assert 'id="id_why"' in desk.get(at).content.decode()
    assert CaptureCard.objects.get().sent_on == date(2025, 6, 5)
    assert desk.post(at, {"sent_on": "2025-06-04", "why": "A slip"}).status_code == 302
    assert CaptureCard.objects.get().sent_on == date(2025, 6, 4)
    assert person.statements.get(field="rank").value == "солдат"
