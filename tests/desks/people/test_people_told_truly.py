"""What pages say is what stands there: sexes, contradicted records, counts, tellers, entries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people import member, party, signed_in
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Person, Sender, Source, SourceKind
from repatria.desks.people.queries.dossier import dossier
from repatria.desks.people.queries.persons import counts
from repatria.desks.people.queries.sides import sides
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated
from repatria.desks.people.services.by_hand import enter_statement
from repatria.desks.people.services.intake import AboutList, receive
from repatria.desks.people.services.returnees import Heard, hear
from repatria.names.levels import Level

Known = Callable[..., Person]
NewSource = Callable[..., Source]
ROW = ("1", "Чапля Тарас Іванович", "1991-05-05", "ВВ111111", "3 батальйон")
HOME, CONTRADICTED = "/register/", "/register/contradicted"


def page(site: Client, path: str) -> str:
    answer = site.get(path, {"purpose": "exchange"})
    assert answer.status_code == 200, answer
    return re.sub(r"\s+", " ", answer.content.decode())


WOMAN = {"surname": "Коваленко", "given": "Олена", "patronymic": "Петрівна"}
MAN = {"surname": "Коваленко", "given": "Тарас", "patronymic": "Петрович"}


@pytest.mark.parametrize(
    ("left", "right", "level", "says"),
    [
        ({**WOMAN, "sex": "female"}, {**WOMAN, "sex": "female"}, "same", "Both say female."),
        ({**WOMAN, "sex": "female"}, WOMAN, "same", "its name is a woman&#x27;s"),
        (MAN, {**MAN, "sex": "male"}, "same", "its name is a man&#x27;s"),
        (MAN, MAN, "same", "both names are men&#x27;s"),
        ({"surname": "Коваленко"}, {"surname": "Коваленко"}, "absent", "Neither side says"),
        ({"surname": "Коваленко", "sex": "female"}, {"surname": "Коваленко"}, "absent",
         "Only one side says the sex."),
    ],
)  # fmt: skip
def test_a_sex_that_nobody_states_is_not_said_to_be_stated(
    known: Known, clerk: User, desk: Client,
    left: dict[str, str], right: dict[str, str], level: str, says: str,
) -> None:  # fmt: skip
    one, other = known(**left), known(**right)
    assert sides(clerk, one, other).verdicts["sex"].level is Level(level)
    shown = page(desk, f"/register/links/{one.code}/{other.code}")
    # A row that neither says anything in is left out.
    if "sex" in left or "sex" in right:
        assert says in shown
        assert ("Both say" in shown[shown.index(">Sex<") :][:400]) == says.startswith("Both say")


def test_the_contradicted_are_a_list_and_its_reading_is_noted(
    known: Known, clerk: User, desk: Client, new_source: NewSource
) -> None:
    person = known(surname="Шевченко", state=Stated("dead", on="2024-01-01"))
    known(surname="Коваль", state="captive")
    services.state(person, "life", Stated("seen", on="2025-02-01"), new_source(), clerk)
    foreign = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    assert f'href="{CONTRADICTED}">1</a>' in page(desk, HOME)
    assert desk.get(CONTRADICTED).status_code == 302, "what for is asked first"
    shown = page(desk, CONTRADICTED)
    assert person.code in shown
    assert "Коваль" not in shown
    row = Trace.objects.filter(subject_type="person", action="view").order_by("sequence").last()
    assert row is not None
    assert (row.told["found"], row.told["count"]) == ([person.code], 1)
    assert person.code not in page(signed_in(foreign), CONTRADICTED)


def test_a_list_that_is_not_taken_in_is_no_list_taken_in(clerk: User, hq: Sender) -> None:
    tried(clerk, hq, csv_of([ROW]), "Tried")
    assert (counts(clerk).lists, counts(clerk).senders) == (0, 0)
    taken_in(clerk, hq, csv_of([ROW]), "Tried")
    taken_in(clerk, hq, csv_of([ROW, ("2", *ROW[1:])]), "Another")
    assert (counts(clerk).lists, counts(clerk).senders) == (2, 1)


@pytest.mark.parametrize("state", ["dead", "captive", "returned", "escaped", ""])
def test_a_teller_who_can_hardly_have_told_it_is_pointed_out(
    known: Known, clerk: User, desk: Client, state: str
) -> None:
    person = known(surname="Шевченко")
    teller = known(surname="Коваль", **({"state": state} if state else {}))
    word = hear(
        clerk, Heard("", "alive", "seen", "certain"), "exchange", person=person, said_by=teller
    )
    told = "The record of whoever tells it" in page(desk, f"/register/words/{word.code}")
    assert told == (state in ("dead", "captive"))


def test_several_sources_that_one_clerk_entered_are_told_as_such(
    known: Known, clerk: User, desk: Client, new_source: NewSource
) -> None:
    person = known(source=new_source(kind=SourceKind.HAND), surname="Шевченко")
    for mark in ("returnee 1", "returnee 2"):
        hear(clerk, Heard("", "alive", "seen", "likely"), "exchange", person=person, teller=mark)
    colleague = member(Role.EXCHANGE_DESK, of=clerk.party)
    for by, title in ((clerk, "A call"), (colleague, "A letter")):
        enter_statement(person, "birth", Stated("1987"), by, "exchange", title)
    shown = {each.field.key: each for b in dossier(clerk, person).blocks for each in b.fields}
    assert (shown["life"].sources, shown["life"].entered_by_one) == (2, True)
    assert (shown["birth"].sources, shown["birth"].entered_by_one) == (2, False)
    assert not shown["surname"].entered_by_one, "one source is one source"
    text = page(desk, f"/register/people/{person.code}")
    assert text.count("all entered by one person") == 1
    services.state(person, "life", "seen", new_source(), clerk)
    shown = {each.field.key: each for b in dossier(clerk, person).blocks for each in b.fields}
    assert not shown["life"].entered_by_one, "a list is there to be read"


def test_a_list_does_not_bear_a_day_to_come(clerk: User, hq: Sender, desk: Client) -> None:
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    about = AboutList(title="A list", purpose="exchange", dated=later)
    with pytest.raises(PeopleError, match="to come"):
        receive(clerk, hq, [csv_of([ROW])], "list.csv", about)
    assert not hq.lists.exists()
    now = timezone.localdate().isoformat()
    about = AboutList(title="A list", purpose="exchange", dated=now)
    assert receive(clerk, hq, [csv_of([ROW])], "list.csv", about).of.dated == now


def test_whoever_escaped_is_alive_and_may_be_taken_again(known: Known, clerk: User) -> None:
    source = services.add_source(clerk, SourceKind.HAND, "exchange", said_on="2025-05-02")
    person = known(surname="Шевченко", state=Stated("captive", "2025-01-01"))
    services.state(person, "state", Stated("escaped", "2025-05-01"), source, clerk)
    person.refresh_from_db()
    assert (person.state, person.contradicted) == ("escaped", False)
    services.state(person, "state", Stated("captive", "2025-06-01"), source, clerk)
    person.refresh_from_db()
    assert (person.state, person.contradicted) == ("captive", False)
    dead = known(surname="Коваль", state=Stated("dead", "2025-01-01"))
    enter_statement(dead, "state", Stated("escaped", "2025-05-01"), clerk, "exchange", "A call")
    dead.refresh_from_db()
    assert dead.contradicted
    assert dead.alarms.get().kind == "alive_after_dead"


def test_a_serial_number_of_four_digits_finds_its_bearer(known: Known, desk: Client) -> None:
    people = {
        serial: known(surname="Коваль", serial=serial) for serial in ("4521", "1987", "АА1234")
    }
    for serial, person in people.items():
        answer = desk.get("/register/search", {"purpose": "exchange", "q": serial})
        assert person.code in answer.content.decode(), serial
