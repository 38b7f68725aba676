"""The demonstration's register: six made-up lists, taken in once, and said to be made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from people import member, party, signed_in
from repatria.base.progress import silent
from repatria.cli import (
    demonstration,
    demonstration_happenings,
    demonstration_later,
    demonstration_register,
)
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
    Source,
    SourceKind,
)
from repatria.desks.people.queries.medical import expired, expiring
from repatria.desks.people.telling.findings import What

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
    assert first[:2] == (6, 7)
    later = ReceivedList.objects.get(dated=demonstration_later.DATED)
    once = first[2] - later.report["rows"]
    assert first[3] == once + later.receipt["records"] > 100, "every row is a record of its own"
    assert later.receipt["added_to"] > 0, "but those that bear an id of the first list"
    assert all("Synthetic" in each.name for each in Sender.objects.all())
    assert set(ReceivedList.objects.values_list("state", flat=True)) == {"approved"}
    assert Alarm.objects.filter(settled_at=None).exists()
    assert ReturneeWord.objects.filter(person=None).count() == 1
    assert LinkRun.objects.get().party == office
    held = {each.held_by for each in CaptureCard.objects.all()}
    assert held == {code for code, _ in demonstration_happenings.SIDES}
    loader = User.objects.get(email=demonstration_register.LOADER[0])
    assert not loader.has_usable_password()
    demonstration_register.load(office, 90, home, silent)
    assert counts() == first


OF_THE_ISSUE = {
    What.RETURNED, What.DEAD, What.DENIED, What.UNLISTED, What.CIVILIAN, What.TWICE, What.SAME_ID,
    What.ID_OF_ANOTHER, What.OTHER_NAME, What.OTHER_BIRTH, What.OTHER_SERIAL, What.GONE,
    What.NO_NAME, What.NO_BIRTH, What.NO_SERIAL, What.KNOWN,
}  # fmt: skip


def test_every_finding_and_every_end_is_there_to_be_seen(home: Path) -> None:
    loaded = demonstration.office()
    demonstration_register.load(loaded, 700, home, silent)
    later = ReceivedList.objects.get(dated=demonstration_later.DATED)
    told = {what for each in ReceivedList.objects.all()
            for kind in ("sure", "possible") for what in each.report[kind]}  # fmt: skip
    assert told >= OF_THE_ISSUE
    sure = later.report["sure"]
    assert {What.RETURNED, What.DEAD, What.DENIED, What.CIVILIAN, What.GONE} <= set(sure)
    # Of those who were chosen, the report finds each by the act, whatever else is alike.
    assert sure[What.RETURNED] >= 7
    assert {"captive", "missing", "dead", "returned", "identified"} <= set(
        Person.objects.values_list("state", flat=True)
    )
    assert Person.objects.filter(contradicted=True).exists()
    kinds = set(Alarm.objects.values_list("kind", flat=True))
    assert {"alive_after_dead", "alive_after_id"} <= kinds
    for each in Source.objects.exclude(kind=SourceKind.LIST).exclude(title=""):
        assert "synthetic" in each.title.casefold()
    doctor = member(Role.RECEPTION_DESK, of=loaded)
    today = date.today()
    assert expired(doctor, today).count() == 2
    assert expiring(doctor, today).count() == 2


def test_one_clock_for_both_sides(home: Path) -> None:
    demonstration_register.load(demonstration.office(), 60, home, silent)
    told: dict[str, list[tuple[Stands, bool]]] = {}
    for card in CaptureCard.objects.order_by("pk"):
        how = standing(card.due_on, card.sent_on, card.received_on, date.today())
        told.setdefault(card.held_by, []).append((how, card.withdrawn_at is None))
    one, other = told.values()
    assert one == other
    assert {how for how, stands in one if stands} == {
        Stands.WAITING, Stands.IN_TIME, Stands.OVERDUE, Stands.NOT_KNOWN,
    }  # fmt: skip
    assert not all(stands for _how, stands in one), "one was started wrongly"


def test_a_start_that_was_broken_off_is_taken_up_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demonstration_happenings, "after", broken)
        with pytest.raises(KeyboardInterrupt):
            demonstration_register.load(demonstration.office(), 60, home, silent)
    assert not ReturneeWord.objects.exists()
    held = counts()[:4]
    demonstration_register.load(demonstration.office(), 60, home, silent)
    assert counts()[:4] == held
    assert ReturneeWord.objects.exists()
    assert Source.objects.filter(kind=SourceKind.ACT).count() == 1


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
