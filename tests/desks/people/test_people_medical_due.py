"""A medical category is never shown without its expiry, and whoever may see it is told in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Action, FieldClass, Role, allowed
from repatria.desks.people import services
from repatria.desks.people.health import days_left
from repatria.desks.people.health_words import category_words, standing_words
from repatria.desks.people.models import Person, Statement
from repatria.desks.people.queries.dossier import dossier
from repatria.desks.people.queries.medical import SOON, expired, expiring
from repatria.desks.people.services import Stated
from repatria.desks.people.services.consents import examined

Known = Callable[..., Person]
TODAY = date(2025, 7, 1)


@pytest.fixture
def doctor(clerk: User) -> User:
    return member(Role.RECEPTION_DESK, of=clerk.party)


def found(doctor: User, person: Person, on: str, until: str, category: str = "incurable") -> None:
    examined(person, doctor, category, "medical", examiner="Commission 2", on=on, until=until)


def day(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


def shown(user: User, person: Person) -> Any:
    held = dossier(user, person, {FieldClass.MEDICAL})
    fields = (each for block in held.blocks for each in block.fields)
    return next(each for each in fields if each.field.key == "medical_110")


@pytest.mark.parametrize(
    ("until", "left", "words"),
    [
        ("2025-06-30", -1, "expired 1 day ago"),
        ("2025-05", -31, "expired 31 days ago"),
        ("2025-07-01", 0, "expires today"),
        ("2025", 183, "183 days left"),
        ("", None, "until when was not stated"),
    ],
)
def test_the_days_of_a_category(until: str, left: int | None, words: str) -> None:
    assert days_left(until, TODAY) == left
    assert standing_words(until, TODAY) == words


def test_a_category_says_who_when_and_until_when() -> None:
    said = Statement(on="2025-05-01", until="2025-06-19", details={"examiner": "Commission 2"})
    assert category_words("incurable", said, TODAY) == (
        "incurable; examined 2025-05-01, by Commission 2, valid until 2025-06-19, "
        "expired 12 days ago"
    )
    bare = category_words("incurable", Statement(), TODAY)
    assert bare.count("not stated") == 3


def test_on_the_page_what_has_run_out_is_told_as_run_out(
    known: Known, doctor: User, clerk: User
) -> None:
    person = known(surname="Шевченко")
    found(doctor, person, day(-60), day(-12))
    held = shown(clerk, person)
    assert held.ran_out
    assert held.value.endswith("expired 12 days ago")
    site = signed_in(clerk)
    at = f"/register/people/{person.code}"
    site.post(f"{at}/open", {"which": "medical", "purpose": "medical"})
    page = site.get(at).content.decode()
    assert "expired 12 days ago" in page
    assert (
        "<b>article 110 (1) 1: incurable"
        not in page.split('id="f-medical_110"')[1].split("<details>")[0]
    )
    form = signed_in(doctor).get(f"{at}/medical?purpose=medical").content.decode()
    assert "expired 12 days ago" in form
    found(doctor, person, day(-1), day(20), "neutral_year")
    held = shown(clerk, person)
    assert not held.ran_out
    assert held.value.endswith("20 days left")


def test_the_newest_examination_is_shown_whenever_a_list_repeats_an_older_one(
    known: Known, doctor: User, new_source: Any
) -> None:
    person = known(surname="Шевченко")
    found(doctor, person, day(-10), day(50), "neutral_year")
    later = new_source(by=doctor, title="List", said_on=day(0))
    services.state(person, "medical_110", Stated("incurable", day(-90), day(90)), later, doctor)
    assert shown(doctor, person).chosen.said.read == "neutral_year"


def test_what_ends_and_what_is_over(known: Known, doctor: User) -> None:
    ends = {
        "2025-06-30": "over", "2025-06": "over", "2024": "over", "2025-07-01": "soon",
        "2025-07-31": "soon", "2025-07": "soon", "2025-08-01": "", "2025-08": "", "2025": "",
    }  # fmt: skip
    for until in ends:
        found(doctor, known(surname="A"), "2024-01-01", until)

    def untils(rows: Any) -> set[str]:
        return {each.until for each in rows}

    assert untils(expired(doctor, TODAY)) == {key for key, at in ends.items() if at == "over"}
    assert untils(expiring(doctor, TODAY)) == {key for key, at in ends.items() if at == "soon"}


def test_an_examination_since_then_takes_it_off_and_a_withdrawn_one_does_not(
    known: Known, doctor: User
) -> None:
    person = known(surname="Шевченко")
    found(doctor, person, "2025-03-01", "2025-06-01")
    assert [each.person for each in expired(doctor, TODAY)] == [person]
    found(doctor, person, "2025-06-15", "2026-06-15", "none")
    assert not expired(doctor, TODAY).exists()
    newer = person.statements.get(on="2025-06-15")
    services.withdraw(newer, doctor, "Another person")
    assert [each.until for each in expired(doctor, TODAY)] == ["2025-06-01"]
    found(doctor, person, "2025-01-01", "2025-07-10")
    assert not expiring(doctor, TODAY).exists(), "an older examination is no newer word"


@pytest.mark.parametrize("role", list(Role))
def test_the_report_is_for_those_who_may_see_medical_facts(
    known: Known, doctor: User, role: Role
) -> None:
    person = known(surname="Шевченко")
    found(doctor, person, day(-60), day(-12))
    user = member(role, of=doctor.party)
    answer = signed_in(user).get("/register/medical?purpose=medical")
    if not allowed([role], Action.VIEW, FieldClass.MEDICAL):
        assert answer.status_code == 403
        return
    page = answer.content.decode()
    assert person.code in page
    assert "expired 12 days ago" in page
    assert "Шевченко" not in page
    noted = Trace.objects.filter(actor=user.code, action="view", subject_type="person").get()
    assert noted.told["found"] == [person.code]
    assert "medical" in noted.field_classes
    stranger = member(role, of=party("B", Standing.PARTY))
    assert (
        person.code
        not in signed_in(stranger).get("/register/medical?purpose=medical").content.decode()
    )


def test_the_report_asks_the_store_as_often_for_many(known: Known, doctor: User) -> None:
    site = signed_in(doctor)
    site.get("/register/medical?purpose=medical")
    counts = []
    for more in (1, 40):
        for _ in range(more):
            found(doctor, known(surname="A"), day(-60), day(-1))
            found(doctor, known(surname="A"), day(-60), day(SOON.days))
        with CaptureQueriesContext(connection) as asked:
            assert site.get("/register/medical?purpose=medical").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "Page 1 of 2" in site.get("/register/medical?purpose=medical").content.decode()
