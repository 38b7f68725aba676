"""The demonstration's register: six made-up lists, taken in once, and said to be made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from people import member, party, signed_in
from repatria.base.progress import silent
from repatria.cli import demonstration, demonstration_register
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.cards import Standing as Stands
from repatria.desks.people.cards import standing
from repatria.desks.people.models import (
    Alarm,
    CaptureCard,
    LinkRun,
    ListRow,
    Person,
    ReceivedList,
    ReturneeWord,
    Sender,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


def counts() -> tuple[int, ...]:
    held = (Sender, ReceivedList, ListRow, Person, ReturneeWord, CaptureCard, Alarm, LinkRun)
    return tuple(model.objects.count() for model in held)  # type: ignore[attr-defined]


def test_the_lists_are_taken_in_as_lists_are_and_once(home: Path) -> None:
    office = demonstration.office()
    demonstration_register.load(office, 60, home, silent)
    first = counts()
    assert first[:2] == (6, 6)
    assert first[2] == first[3] > 100, "every row is a record of its own"
    assert all("Synthetic" in each.name for each in Sender.objects.all())
    assert set(ReceivedList.objects.values_list("state", flat=True)) == {"approved"}
    assert Alarm.objects.filter(settled_at=None).count() == 1
    assert ReturneeWord.objects.filter(person=None).count() == 1
    assert LinkRun.objects.get().party == office
    held = {each.held_by for each in CaptureCard.objects.all()}
    assert held == {code for code, _ in demonstration_register.SIDES}
    loader = User.objects.get(email=demonstration_register.LOADER[0])
    assert not loader.has_usable_password()
    demonstration_register.load(office, 90, home, silent)
    assert counts() == first


def test_one_clock_for_both_sides(home: Path) -> None:
    from datetime import date

    demonstration_register.load(demonstration.office(), 60, home, silent)
    told: dict[str, list[Stands]] = {}
    for card in CaptureCard.objects.order_by("pk"):
        how = standing(card.due_on, card.sent_on, card.received_on, date.today())
        told.setdefault(card.held_by, []).append(how)
    one, other = told.values()
    assert one == other
    assert Stands.OVERDUE in one


def test_every_page_of_the_register_says_that_it_is_made_up(home: Path) -> None:
    desk = signed_in(member(Role.EXCHANGE_DESK, of=party("DEMO", Standing.OFFICE)))
    pages = ("/register/", "/register/alarms", "/register/cards", "/register/search")
    with override("en"):
        for address in pages:
            assert "made up by a program" not in said(desk, address)
        demonstration_register.mark(home)
        for address in pages:
            assert "made up by a program" in said(desk, address)
        assert "made up by a program" not in said(desk, "/"), "the record is of real statements"


def said(desk: Any, address: str) -> str:
    answer = desk.get(f"{address}?purpose=exchange")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_people_the_register_stays_empty(home: Path) -> None:
    demonstration_register.load(demonstration.office(), 0, home, silent)
    assert not Sender.objects.exists()
    assert not (home / "made-up").exists()
