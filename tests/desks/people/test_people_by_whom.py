"""Who holds, who confirmed, who examined, who heard: each under its own name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from people import member
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services, timeline
from repatria.desks.people.by_whom import DETAILS, asked_of, check, details_of, needed_of, told_of
from repatria.desks.people.fields import FIELDS, STATES
from repatria.desks.people.models import Person, Source, SourceKind, Statement
from repatria.desks.people.present import statement_words
from repatria.desks.people.queries.dossier import dossier
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated
from repatria.desks.people.services.by_hand import enter_person, enter_statement

Known = Callable[..., Person]
NewSource = Callable[..., Source]
WHOLE = {"held_by": "x", "confirmed_by": "x", "examined_by": "x", "heard_by": "x"}


@pytest.mark.parametrize("key", list(FIELDS))
def test_a_field_takes_what_belongs_to_it_and_nothing_else(key: str) -> None:
    value = "captive" if key == "state" else "1"
    own = dict.fromkeys(asked_of(key), "ICRC")
    assert details_of(key, value, own) == {DETAILS[name]: "ICRC" for name in own}
    assert details_of(key, value, dict.fromkeys(DETAILS, " ")) is None
    for other in DETAILS.keys() - own.keys():
        with pytest.raises(PeopleError, match="not asked of this field"):
            details_of(key, value, {other: "x"})


@pytest.mark.parametrize("state", list(STATES))
def test_only_who_is_held_has_a_holder(state: str) -> None:
    if state in timeline.CAPTIVE | {"denied"}:
        assert details_of("state", state, {"held_by": "B"}) == {"holder": "B"}
    else:
        with pytest.raises(PeopleError, match="who holds them"):
            details_of("state", state, {"held_by": "B"})
    assert details_of("state", state, {"confirmed_by": "B"}) == {"confirmed_by": "B"}


@pytest.mark.parametrize("key", ["medical_110", "wish_return", "wish_tracing"])
def test_what_a_field_needs_is_needed_each(key: str) -> None:
    value = "incurable" if key == "medical_110" else "given"
    whole = {"on": "2025-01-01", "until": "2025-12-31",
             **dict.fromkeys(asked_of(key), "A delegate")}  # fmt: skip

    def stated(told: dict[str, str]) -> Stated:
        details = {DETAILS[name]: told[name] for name in asked_of(key) if name in told}
        return Stated(value, told.get("on", ""), told.get("until", ""), details=details)

    check(key, stated(whole))
    for name in needed_of(key):
        with pytest.raises(PeopleError):
            check(key, stated({each: text for each, text in whole.items() if each != name}))
    with pytest.raises(PeopleError):
        check(key, value)


def test_no_way_by_hand_goes_round_it(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко")
    doctor = member(Role.RECEPTION_DESK, of=clerk.party)
    with pytest.raises(PeopleError, match="examiner"):
        enter_statement(person, "medical_110", Stated("incurable"), doctor, "medical", "A ward")
    with pytest.raises(PeopleError, match="heard"):
        enter_person(clerk, {"surname": "Коваль", "wish_return": "given"}, "exchange", "A call")
    assert Statement.objects.count() == 1


def test_words_say_which_is_which() -> None:
    assert list(told_of("captive", {"holder": "B", "confirmed_by": "ICRC"})) == [
        "held by B", "confirmed by ICRC",
    ]  # fmt: skip
    assert list(told_of("denied", {"holder": "B"})) == ["named holder: B"], "it holds nobody"
    assert list(told_of("", {"examiner": "C"})) == ["examined by C"]
    assert list(told_of("", {"heard_by": "D", "note": "x"})) == ["heard by D"]


def test_who_confirmed_it_does_not_hold_them(known: Known, clerk: User, desk: Client) -> None:
    person = known(surname="Шевченко")
    at = f"/register/people/{person.code}"
    sent = {"value": "captive", "title": "A visit", "on": "2025-05-01", "confirmed_by": "ICRC"}
    assert desk.post(f"{at}/state/state?purpose=exchange", sent).status_code == 302
    denied = {"value": "denied", "title": "An answer", "on": "2025-06-01", "held_by": "ICRC"}
    assert desk.post(f"{at}/state/state?purpose=exchange", denied).status_code == 302
    held = dossier(clerk, person)
    assert [each.event.where for each in held.entries] == ["", "ICRC"]
    assert held.conflicts == (), "a neutral body that confirmed was never said to hold"
    page = desk.get(f"{at}?purpose=exchange").content.decode()
    assert "confirmed by ICRC" in page
    assert "held by ICRC" not in page


def test_two_that_name_one_holder_contradict(known: Known, clerk: User, desk: Client) -> None:
    person = known(surname="Шевченко")
    at = f"/register/people/{person.code}/state/state?purpose=exchange"
    for value in ("captive", "denied"):
        desk.post(at, {"value": value, "title": value, "on": "2025-05-01", "held_by": "B"})
    (conflict,) = dossier(clerk, person).conflicts
    assert conflict.contradiction.what is timeline.Contradicts.DENIED


def test_the_form_asks_what_the_field_can_have(known: Known, desk: Client) -> None:
    person = known(surname="Шевченко")
    at = f"/register/people/{person.code}/state/"
    for key in ("state", "birth", "held_at"):
        page = desk.get(f"{at}{key}?purpose=exchange").content.decode()
        for name in DETAILS:
            assert (f'name="{name}"' in page) == (name in asked_of(key)), (key, name)
    wrong = {"value": "returned", "title": "x", "held_by": "B"}
    assert desk.post(f"{at}state?purpose=exchange", wrong).status_code == 422


@pytest.mark.django_db
def test_what_was_entered_before_is_not_guessed_at(
    known: Known, clerk: User, new_source: NewSource
) -> None:
    person = known(surname="Шевченко")
    old: dict[str, Any] = {"holder": "ICRC", "written": "x"}
    for kind in (SourceKind.HAND, SourceKind.LIST):
        source = new_source(kind=kind)
        services.state(person, "state", Stated("captive", details=old), source, clerk)
    module = import_module("repatria.desks.people.migrations.0004_who_holds_apart")
    module._apart(apps, SimpleNamespace(connection=connection))
    by_hand, of_list = person.statements.filter(field="state").order_by("pk")
    assert by_hand.details == {"by_whom": "ICRC", "written": "x"}
    assert of_list.details == old, "a list's column says who holds"
    assert "by whom: ICRC" in statement_words(by_hand)["by_whom"]
    assert "held by ICRC" in statement_words(of_list)["by_whom"]
