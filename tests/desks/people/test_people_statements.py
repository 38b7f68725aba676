"""Statements in the store: made, withdrawn, chosen between, and never overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from people import member, party
from repatria.base.errors import ValueProblem
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.people import services
from repatria.desks.people.fields import UnknownField
from repatria.desks.people.models import Choice, Person, PersonKey, Sender, Source, Statement
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import NewPerson, Stated
from repatria.desks.people.shown import names_record
from repatria.desks.router import EXCHANGE

NewSource = Callable[..., Source]
Known = Callable[..., Person]


def keys_of(person: Person) -> set[str]:
    return set(PersonKey.objects.filter(person=person).values_list("key", flat=True))


def test_one_value_of_any_field_is_enough(known: Known) -> None:
    person = known(surname="Шевченко")
    assert person.name == "Шевченко"
    assert person.state == ""
    assert known(serial="АА-123 456").serial == "AA123456"
    assert known(kin="x", by=member(Role.FAMILY_LIAISON)).name == ""


def test_nothing_at_all_is_no_statement(known: Known) -> None:
    with pytest.raises(PeopleError, match="empty"):
        known(surname="  ")
    assert not Person.objects.exists()


def test_a_value_is_kept_as_written_whether_or_not_it_can_be_read(known: Known) -> None:
    person = known(name="Шевченко Тарас", birth="31.02.1987")
    assert (person.birth, person.birth_first) == ("31.02.1987", None)
    held = person.statements.get(field="birth")
    assert (held.value, held.read) == ("31.02.1987", "")


def test_the_row_follows_from_the_statements(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(surname="Шевченко", given="Т.", birth="1987")
    second, third = new_source(said_on="2025-06-01"), new_source(said_on="2025-06-02")
    services.state(person, "given", "Тарас", second, clerk)
    services.state(person, "birth", "14.06.1987", second, clerk)
    services.state(person, "birth", "15.06.1988", third, clerk)
    assert (person.name, person.birth) == ("Шевченко Тарас", "14.06.1987")
    assert "swavqanka" in keys_of(person)
    assert any(key.startswith("d19870614") for key in keys_of(person))
    record = names_record(vars(person))
    assert record.birth is not None
    assert record.birth.precise


def test_a_choice_decides_and_can_be_taken_back(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(surname="Шевченко", birth="14.06.1987")
    services.state(person, "birth", "14.06.1987", new_source(), clerk)
    other = services.state(person, "birth", "15.06.1987", new_source(), clerk)
    choice = services.choose(person, other, clerk, "the passport was seen")
    assert person.birth == "15.06.1987"
    assert any(key.startswith("d19870615") for key in keys_of(person))
    services.unchoose(choice, clerk, "it was another passport")
    person.refresh_from_db()
    assert person.birth == "14.06.1987"
    assert not any(key.startswith("d19870615") for key in keys_of(person))
    kept = Choice.objects.get()
    assert (kept.withdrawn_by, kept.withdrawn_why) == (clerk, "it was another passport")
    with pytest.raises(PeopleError, match="already"):
        services.unchoose(kept, clerk, "again")


def test_a_withdrawn_statement_stays_and_shows_nothing(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко", serial="AA123456")
    said = person.statements.get(field="serial")
    services.withdraw(said, clerk, "of somebody else")
    person.refresh_from_db()
    assert person.serial == ""
    assert "naa123456" not in keys_of(person)
    kept = Statement.objects.get(pk=said.pk)
    assert (kept.value, kept.withdrawn_why) == ("AA123456", "of somebody else")
    with pytest.raises(PeopleError, match="already"):
        services.withdraw(kept, clerk, "again")
    with pytest.raises(PeopleError, match="withdrawn"):
        services.choose(person, kept, clerk, "no")


def test_what_was_chosen_and_is_withdrawn_is_shown_no_more(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(surname="Шевченко", birth="14.06.1987")
    other = services.state(person, "birth", "15.06.1987", new_source(), clerk)
    services.choose(person, other, clerk, "why")
    services.withdraw(other, clerk, "wrong after all")
    person.refresh_from_db()
    assert person.birth == "14.06.1987"


def test_what_was_said_never_changes(known: Known) -> None:
    said = known(surname="Шевченко").statements.get()
    said.value = "Бондаренко"
    with pytest.raises(ValueError, match="never changes"):
        said.save()


@pytest.mark.parametrize("why", ["", "   "])
def test_whoever_withdraws_or_chooses_says_why(known: Known, clerk: User, why: str) -> None:
    person = known(surname="Шевченко")
    said = person.statements.get()
    with pytest.raises(PeopleError, match="why"):
        services.withdraw(said, clerk, why)
    with pytest.raises(PeopleError, match="why"):
        services.choose(person, said, clerk, why)


def test_dead_and_then_alive_is_a_contradiction_until_one_is_withdrawn(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(surname="Шевченко", state=Stated("dead", on="2024-01-01"))
    assert (person.state, person.contradicted) == ("dead", False)
    alive = services.state(person, "life", Stated("seen", on="2025-02-01"), new_source(), clerk)
    assert (person.state, person.contradicted) == ("dead", True)
    services.withdraw(alive, clerk, "another man")
    person.refresh_from_db()
    assert not person.contradicted


def test_what_cannot_be_is_refused_and_nothing_is_held(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person, source = known(surname="Шевченко"), new_source()
    other = known(surname="Коваль")
    for wrong, error in (
        (lambda: services.state(person, "price", "1", source, clerk), UnknownField),
        (
            lambda: services.state(person, "state", Stated("dead", on="1.1.2024"), source, clerk),
            ValueProblem,
        ),
        (
            lambda: services.state(
                person, "state", Stated("dead", certainty="sort of"), source, clerk
            ),
            PeopleError,
        ),
        (lambda: services.choose(person, other.statements.get(), clerk, "why"), PeopleError),
        (lambda: services.add_sender(clerk, " "), PeopleError),
        (lambda: new_source(said_on="yesterday"), ValueProblem),
        (lambda: services.add_source(clerk, "list", "because"), ValueError),
    ):
        with pytest.raises(error):
            wrong()
    assert Statement.objects.count() == 2


def test_a_sender_is_named_once_in_a_party(clerk: User, hq: Sender) -> None:
    with transaction.atomic(using=EXCHANGE), pytest.raises(PeopleError, match="already"):
        services.add_sender(clerk, " Headquarters ")
    services.add_sender(member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)), "Headquarters")


def test_many_at_once_come_out_as_one_by_one(
    hq: Sender, clerk: User, new_source: NewSource, known: Known
) -> None:
    values = {"name": "Шевченко Тарас Григорович", "birth": "14.06.1987", "state": "captive"}
    source = new_source(sender=hq, said_on="2025-06-01")
    with transaction.atomic(using=EXCHANGE):
        added = list(
            services.add_many(source, clerk, (NewPerson(values, at) for at in range(2, 1204)))
        )
    assert [each.place for each in added] == list(range(2, 1204))
    assert Person.objects.count() == 1202
    many = Person.objects.get(pk=added[-1].person)
    assert many.statements.values_list("place", flat=True).distinct().get() == 1203
    before = {name: value for name, value in vars(many).items() if not name.startswith("_")}
    kept = keys_of(many)
    services.refresh([many.pk])
    many.refresh_from_db()
    after = {name: value for name, value in vars(many).items() if not name.startswith("_")}
    assert after == before
    assert keys_of(many) == kept != set()
    assert (many.sender, many.order, many.state_on) == (hq, "surname-first", "2025-06-01")


def test_many_statements_on_those_who_are_known(
    hq: Sender, clerk: User, new_source: NewSource, known: Known
) -> None:
    people = [known(surname=name) for name in ("Шевченко", "Коваль")]
    source = new_source(sender=hq)
    count = services.state_many(
        source, clerk, ((each.pk, at, {"rank": "сержант"}) for at, each in enumerate(people, 2))
    )
    assert count == 2
    assert set(Person.objects.values_list("rank", flat=True)) == {"сержант"}


@pytest.mark.parametrize(
    "of", [("B", Standing.PARTY), ("OFFICE", Standing.OFFICE)], ids=["another", "the office"]
)
def test_nobody_states_anything_of_another_partys_people(
    known: Known, new_source: NewSource, of: tuple[str, Standing]
) -> None:
    person = known(surname="Шевченко")
    other = member(Role.EXCHANGE_DESK, of=party(*of))
    theirs = new_source(other)
    said = person.statements.get()
    for tried in (
        lambda: services.state(person, "rank", "сержант", theirs, other),
        lambda: services.withdraw(said, other, "why"),
        lambda: services.choose(person, said, other, "why"),
    ):
        with pytest.raises(NotYours):
            tried()
    with pytest.raises(PeopleError, match="another party"):
        services.state_many(theirs, other, [(person.pk, 1, {"rank": "сержант"})])
    assert Statement.objects.count() == 1


def test_a_class_that_somebody_may_not_enter_refuses_the_whole(
    clerk: User, new_source: NewSource
) -> None:
    with pytest.raises(Refused), transaction.atomic(using=EXCHANGE):
        list(
            services.add_many(
                new_source(),
                clerk,
                [NewPerson({"surname": "Шевченко"}), NewPerson({"kin": "Mother"})],
            )
        )
    assert not Person.objects.exists()


def test_everything_that_changes_something_is_in_the_log(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(surname="Шевченко", birth="1987")
    said = person.statements.get(field="birth")
    services.unchoose(services.choose(person, said, clerk, "why"), clerk, "why")
    services.withdraw(said, clerk, "why")
    rows = Trace.objects.filter(subject_type="person", subject=person.code, action="enter")
    assert [row.told.get("state") for row in rows] == [None, "chosen", "unchosen", "withdrawn"]
    assert all(row.actor == clerk.code for row in rows)
    assert "Шевченко" not in "".join(Trace.objects.values_list("detail", flat=True))
