"""A man is recorded dead, and a comrade who came back saw him alive a month later; or the other
side names him on its list of captives. The alarm reaches those who may know, nothing is published,
and a person settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.translation import override

from people import member, party, signed_in
from people_lists import csv_of, taken_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from repatria.desks.people.services import add_sender

pytestmark = pytest.mark.django_db(databases=["default", "public"])
DAY_OF_DEATH, SEEN, TOLD = "2025-03-01", "2025-04-02", "2025-06-10"
NAME = "Шевченко Тарас Григорович"


class Desk:
    """Somebody of a role at their browser, who says with each page what they need it for."""

    def __init__(self, role: Role, of: str = "A") -> None:
        self.role = role
        self.user = member(role, of=party(of, Standing.PARTY), name=f"{role.value} of {of}")
        self.browser = signed_in(self.user)

    def asks(self, address: str) -> int:
        return self.browser.get(f"{address}?purpose=family").status_code

    def reads(self, address: str) -> str:
        answer = self.browser.get(f"{address}?purpose=family")
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        return re.sub(r"\s+", " ", answer.content.decode())

    def sends(self, address: str, form: dict[str, str]) -> str:
        answer = self.browser.post(f"{address}?purpose=family", form)
        assert answer.status_code == 302, f"{address} answers {answer.status_code}"
        return str(answer.headers["Location"]).partition("?")[0]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def exchange() -> Desk:
    return Desk(Role.EXCHANGE_DESK)


@pytest.fixture
def captive(exchange: Desk) -> str:
    """The address of his record, with his death stated by an office."""
    surname, given, patronymic = NAME.split()
    his = exchange.sends(
        "/register/people/new",
        {"surname": surname, "given": given, "patronymic": patronymic, "title": "A register"},
    )
    exchange.sends(
        f"{his}/state/state",
        {"value": "dead", "on": DAY_OF_DEATH, "title": "A morgue", "said_on": DAY_OF_DEATH},
    )
    assert "dead" in exchange.reads(his)
    return his


def told(reception: Desk, **changed: str) -> str:
    """The address of what a returnee says at the reception desk."""
    form = {
        "name": "Шевченко Тарас", "says": "alive", "how": "seen", "certainty": "certain",
        "seen_on": SEEN, "teller": "returnee 14", "said_on": TOLD,
    }  # fmt: skip
    return reception.sends("/register/words/new", form | changed)


def test_the_alarm_reaches_those_who_may_know_and_nobody_else(captive: str) -> None:
    reception = Desk(Role.RECEPTION_DESK)
    code = captive.rpartition("/")[2]
    word = told(reception)
    assert code in reception.reads(word), "the name that was heard finds his record"
    assert "no alarm is open" in reception.reads("/register/alarms").lower()
    reception.sends(f"{word}/give", {"person": code})
    alarm = re.findall(r'"(/register/alarms/A-\w+)"', reception.reads("/register/alarms"))[0]

    may_know = {role for role in Role if Action.VIEW in TABLE[role].get(FieldClass.STATUS, ())}
    assert may_know == {
        Role.EXCHANGE_DESK, Role.RECEPTION_DESK, Role.DECIDING_AUTHORITY, Role.FAMILY_LIAISON,
    }  # fmt: skip
    for role in Role:
        somebody = Desk(role)
        if role in may_know:
            assert NAME in somebody.reads("/register/alarms")
            page = somebody.reads(alarm)
            assert "Alive after reported dead".lower() in page.lower()
            assert "A morgue" in page, "what he is said to be dead by"
            assert "returnee 14" in page, "and who saw him"
        else:
            assert somebody.asks("/register/alarms") == 403
            assert somebody.asks(alarm) == 403
    assert Desk(Role.EXCHANGE_DESK, of="B").asks(alarm) == 404, "another party's people"
    assert Client(SERVER_NAME="localhost").get(alarm).status_code in (302, 403)


def test_nothing_is_published_and_neither_side_is_changed(captive: str, exchange: Desk) -> None:
    reception = Desk(Role.RECEPTION_DESK)
    told(reception, person=captive.rpartition("/")[2])
    page = exchange.reads(captive)
    assert "Alarm" in page
    assert "Alive after reported dead" in page
    assert "A morgue" in page
    assert "saw it" in page or "seen alive" in page
    public = Client(SERVER_NAME="localhost")
    for address in ("/", "/contradictions", "/changes", "/sources"):
        answer = public.get(address)
        assert answer.status_code == 200
        assert "Шевченко" not in answer.content.decode()


def test_a_person_settles_it_with_a_reason_and_the_log_knows_who(captive: str) -> None:
    reception, judge = Desk(Role.RECEPTION_DESK), Desk(Role.EXCHANGE_DESK)
    told(reception, person=captive.rpartition("/")[2])
    alarm = re.findall(r'"(/register/alarms/A-\w+)"', judge.reads("/register/alarms"))[0]
    assert reception.browser.post(f"{alarm}?purpose=family", {"why": "no"}).status_code == 403
    reason = "The morgue's paper was found on another man; the family is told."
    judge.sends(alarm, {"why": reason})
    assert "The morgue" in judge.reads("/register/alarms")
    page = judge.reads(captive)
    assert "Alive after reported dead" in page, "the contradiction stands for whoever reads on"
    row = Trace.objects.get(subject_type="alarm", action="judge")
    assert row.actor == judge.user.code


def test_seen_alive_before_the_day_of_death_is_no_alarm(captive: str) -> None:
    told(Desk(Role.RECEPTION_DESK), person=captive.rpartition("/")[2], seen_on="2025-02-01")
    assert "no alarm is open" in Desk(Role.FAMILY_LIAISON).reads("/register/alarms").lower()


def test_a_list_that_names_him_alive_raises_the_alarm_on_the_day_that_it_is_taken_in(
    captive: str, exchange: Desk
) -> None:
    """Nobody has judged the row of the list and his record the same; somebody is told to look."""
    number = {"value": "АА-123456", "title": "His unit", "said_on": DAY_OF_DEATH}
    exchange.sends(f"{captive}/state/serial", number)
    reader = Desk(Role.FAMILY_LIAISON)
    sender = add_sender(exchange.user, "The other side")
    for day, name in (("2025-02-01", "February"), (SEEN, "April"), (TOLD, "June")):
        row = ("7", "Шевченко Тарас Григорьевич", "", "АА123456", f"as of {day}")
        data = csv_of([row], ("№", "ФИО", "Дата рождения", "Личный номер", "Примечание"))
        taken_in(exchange.user, sender, data, f"Held in {name}", dated=day, says="captive")
        alarms = set(re.findall(r'"(/register/alarms/A-\w+)"', reader.reads("/register/alarms")))
        assert len(alarms) == (0 if name == "February" else 1), "once, however often they repeat it"
    page = reader.reads(alarms.pop())
    assert "alive after reported dead" in page.lower()
    assert "A morgue" in page
    assert "Held in April" in page
    assert "nobody has judged them the same" in page
    assert "Alarm" in exchange.reads(captive)
    assert Desk(Role.PRESS).asks("/register/alarms") == 403
