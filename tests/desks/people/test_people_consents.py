"""Medical categories that run out, and consent that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from people import member, signed_in
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.health import newest, run_out
from repatria.desks.people.models import Person
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.consents import answered, examined
from repatria.desks.people.services.refreshing import words_of

Known = Callable[..., Person]


@pytest.fixture
def doctor(clerk: User) -> User:
    """Somebody of the reception desk, who enters medical facts."""
    return member(Role.RECEPTION_DESK, of=clerk.party)


def found_by(doctor: User, person: Person, category: str, on: str, until: str) -> None:
    examined(person, doctor, category, "medical", examiner="Mixed commission 2", on=on, until=until)


def now(person: Person, key: str, today: date) -> tuple[str, bool] | None:
    held = newest(words_of([person.pk])[person.pk], key, today)
    return (held.word.read, held.run_out) if held else None


@pytest.mark.parametrize(
    ("until", "over"),
    [("2025-06-30", True), ("2025-07-01", False), ("2025-07", False), ("", False)],
)
def test_a_category_holds_to_the_last_day_that_was_said(until: str, over: bool) -> None:
    assert run_out(until, date(2025, 7, 1)) is over


def test_the_newest_examination_counts_and_is_told_when_it_ran_out(
    known: Known, doctor: User
) -> None:
    person = known(surname="Шевченко")
    assert now(person, "medical_110", date(2025, 7, 1)) is None
    found_by(doctor, person, "neutral_year", "2025-05-01", "2025-06-01")
    found_by(doctor, person, "incurable", "2025-03-01", "2026-03-01")
    assert now(person, "medical_110", date(2025, 5, 20)) == ("neutral_year", False)
    assert now(person, "medical_110", date(2025, 7, 1)) == ("neutral_year", True)
    said = person.statements.filter(field="medical_110").first()
    assert said is not None
    assert said.details == {"examiner": "Mixed commission 2"}


def test_a_category_without_examiner_day_or_expiry_is_none(
    known: Known, doctor: User, clerk: User
) -> None:
    person = known(surname="Шевченко")
    for examiner, on, until in (("", "2025", "2026"), ("x", "", "2026"), ("x", "2025", "")):
        with pytest.raises(PeopleError):
            examined(person, doctor, "incurable", "medical", examiner=examiner, on=on, until=until)
    with pytest.raises(PeopleError, match="before"):
        found_by(doctor, person, "incurable", "2025-05-01", "2025-04-01")
    with pytest.raises(Refused):
        found_by(clerk, person, "incurable", "2025-05-01", "2026-05-01")


def test_consent_taken_back_is_a_new_answer_and_the_old_one_stays(
    known: Known, clerk: User
) -> None:
    person = known(surname="Шевченко")
    for answer, on in (("given", "2025-05-01"), ("withdrawn", "2025-06-01")):
        answered(person, clerk, "wish_return", answer, "exchange", heard_by="A delegate", on=on)
    assert now(person, "wish_return", date(2025, 7, 1)) == ("withdrawn", False)
    assert now(person, "wish_tracing", date(2025, 7, 1)) is None
    assert person.statements.filter(field="wish_return", withdrawn_at=None).count() == 2
    with pytest.raises(PeopleError):
        answered(person, clerk, "state", "dead", "exchange", heard_by="x", on="2025")


def test_the_forms_of_the_dossier(known: Known, clerk: User, desk: Client, doctor: User) -> None:
    person = known(surname="Шевченко")
    at = f"/register/people/{person.code}"
    asked = {"key": "wish_return", "answer": "withdrawn", "heard_by": "A delegate",
             "on": "2025-06-01"}  # fmt: skip
    assert desk.post(f"{at}/consent?purpose=exchange", asked).status_code == 302
    assert desk.post(f"{at}/consent?purpose=exchange", asked | {"on": ""}).status_code == 422
    found = {"category": "incurable", "examiner": "Commission", "on": "2020", "until": "2021"}
    assert desk.post(f"{at}/medical?purpose=exchange", found).status_code == 403
    ward = signed_in(doctor)
    assert ward.post(f"{at}/medical?purpose=medical", found).status_code == 302
    ward.post(f"{at}/open", {"which": "medical", "purpose": "medical"})
    page = ward.get(f"{at}?purpose=medical").content.decode()
    assert "Commission" in page
    assert "has run out" in page
    assert "withdrawn" in desk.get(f"{at}?purpose=exchange").content.decode()


def test_neither_is_entered_without_who_examined_or_heard(
    known: Known, clerk: User, desk: Client, doctor: User
) -> None:
    person = known(surname="Шевченко")
    at = f"/register/people/{person.code}"
    ward = signed_in(doctor)
    bare = {"title": "Somebody"}
    for browser, key, value, form in (
        (ward, "medical_110", "incurable", "medical"),
        (desk, "wish_return", "refused", "consent"),
        (desk, "wish_tracing", "given", "consent"),
    ):
        sent = browser.post(f"{at}/state/{key}?purpose=medical", {"value": value, **bare})
        assert (sent.status_code, sent.headers["Location"]) == (302, f"{at}/{form}")
        new = browser.get("/register/people/new?purpose=medical").content.decode()
        assert 'name="surname"' in new
        assert f'name="{key}"' not in new
    assert not person.statements.exclude(field="surname").exists()
