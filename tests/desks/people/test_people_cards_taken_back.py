"""A clock that was started wrongly is taken back; a card is not called late by its receipt."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.people.models import CaptureCard, Person
from repatria.desks.people.queries.cards import not_known, overdue, sides
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.capture_cards import enter_card, start_clock, take_back

Known = Callable[..., Person]
FIRST, TODAY = date(2025, 6, 1), date(2025, 7, 1)
REPORT = "/register/cards?purpose=exchange"


@pytest.fixture(autouse=True)
def _sides(clerk: User) -> None:
    party("B", Standing.PARTY)


def started(known: Known, clerk: User, side: str = "B") -> CaptureCard:
    return start_clock(known(surname="Шевченко"), clerk, side, "arrival", FIRST)


def test_what_is_taken_back_counts_against_nobody_and_stays(known: Known, clerk: User) -> None:
    wrong, right = started(known, clerk), started(known, clerk)
    take_back(wrong, clerk, " Another day. ")
    assert list(overdue(clerk, TODAY)) == [right]
    (side,) = sides(clerk, TODAY)
    assert (side.cards, side.overdue) == (1, 1)
    wrong.refresh_from_db()
    assert (wrong.withdrawn_why, wrong.withdrawn_by) == ("Another day.", clerk)
    row = Trace.objects.filter(subject_type="card", subject=wrong.code).order_by("sequence").last()
    assert row is not None
    assert row.told == {"state": "withdrawn"}


def test_what_was_written_on_it_is_withdrawn_with_it(known: Known, clerk: User) -> None:
    card = started(known, clerk)
    enter_card(card, clerk, "exchange", {"rank": "солдат"}, sent_on=FIRST)
    assert card.person.statements.in_force().filter(source=card.source).count() == 2
    take_back(card, clerk, "Of another man")
    said = card.person.statements.filter(source=card.source)
    assert {each.withdrawn_why for each in said} == {"Of another man"}
    card.person.refresh_from_db()
    assert card.person.rank == ""


def test_a_right_clock_takes_its_place_and_nothing_more_is_done_with_it(
    known: Known, clerk: User
) -> None:
    card = started(known, clerk)
    take_back(card, clerk, "Another side")
    again = start_clock(card.person, clerk, "A", "arrival", FIRST)
    assert again.held_by == "A"
    with pytest.raises(PeopleError, match="taken back"):
        take_back(card, clerk, "Once more")
    with pytest.raises(PeopleError, match="taken back"):
        enter_card(card, clerk, "exchange", {}, sent_on=FIRST)


def test_it_needs_a_reason_and_somebody_whose_it_is(known: Known, clerk: User) -> None:
    card = started(known, clerk)
    with pytest.raises(PeopleError, match="Say why"):
        take_back(card, clerk, "  ")
    with pytest.raises(Refused):
        take_back(card, member(Role.DECIDING_AUTHORITY, of=clerk.party), "x")
    with pytest.raises(NotYours):
        take_back(card, member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)), "x")
    card.refresh_from_db()
    assert card.withdrawn_at is None


def test_the_page_takes_it_back_and_says_so(known: Known, clerk: User, desk: Client) -> None:
    card = started(known, clerk)
    at = f"/register/cards/{card.code}"
    assert f'action="{at}/withdraw"' in desk.get(f"{at}?purpose=exchange").content.decode()
    assert desk.post(f"{at}/withdraw?purpose=exchange", {"why": ""}).status_code == 422
    assert desk.post(f"{at}/withdraw?purpose=exchange", {"why": "A slip"}).status_code == 302
    page = desk.get(f"{at}?purpose=exchange").content.decode()
    assert "Taken back by Clerk of A" in page
    assert "A slip" in page
    assert "The week is over" not in page
    assert f'action="{at}/withdraw"' not in page
    assert 'name="sent_on"' not in page
    assert desk.post(f"{at}/withdraw?purpose=exchange", {"why": "x"}).status_code == 422
    dossier = desk.get(f"/register/people/{card.person.code}?purpose=exchange").content.decode()
    assert "the clock was taken back" in dossier
    reader = signed_in(member(Role.DECIDING_AUTHORITY, of=clerk.party))
    assert reader.post(f"{at}/withdraw?purpose=decision", {"why": "x"}).status_code == 403


def test_of_which_only_the_receipt_is_known_is_counted_apart(
    known: Known, clerk: User, desk: Client
) -> None:
    cards = {side: started(known, clerk, side) for side in ("A", "B")}
    for card in cards.values():
        enter_card(card, clerk, "exchange", {}, received_on=FIRST + timedelta(days=20))
    assert [each.pk for each in not_known(clerk)] == [each.pk for each in cards.values()]
    assert {(each.late, each.not_known) for each in sides(clerk, TODAY)} == {(0, 1)}
    assert not overdue(clerk, TODAY).exists()
    page = desk.get(REPORT).content.decode()
    assert "In time or late: not known" in page
    assert all(card.code in page for card in cards.values())
    answer = desk.get("/register/cards.csv?purpose=exchange")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    _tags, *rows = csv.DictReader(io.StringIO(text))
    assert {row["person"] for row in rows} == {card.person.code for card in cards.values()}
    assert [(row["standing"], row["days_overdue"]) for row in rows] == [("not_known", "")] * 2
    one = cards["B"]
    shown = desk.get(f"/register/cards/{one.code}?purpose=exchange").content.decode()
    assert "in time or late: not known" in shown
    enter_card(one, clerk, "exchange", {}, sent_on=FIRST)
    assert {each.code: each.not_known for each in sides(clerk, TODAY)} == {"A": 1, "B": 0}
