"""A list is taken in with all that stands in it, by whoever takes it in; and seen by whom the table
of rights lets look, who is nobody more than before."""

from __future__ import annotations

import pytest

from people import member, party, signed_in
from people_lists import csv_of, received, taken_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from repatria.desks.people import services
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.models import ListRow, Person, Statement

pytestmark = pytest.mark.django_db

HEADINGS = ("ПІБ", "Дата народження", "Місце утримання", "Стан здоров'я",
            "Медична категорія", "Кого повідомити", "Ступінь споріднення", "Телефон родичів",
            "Адреса родичів")  # fmt: skip
ROW = ("Шевченко Тарас Григорович", "09.03.1994", "Secret Camp", "Secret Wound", "incurable",
       "Secret Mother", "mother", "000 111", "Secret Street 1")  # fmt: skip
SECRETS = {
    "held_at": FieldClass.PLACE,
    "health": FieldClass.MEDICAL,
    "medical_110": FieldClass.MEDICAL,
    "kin": FieldClass.FAMILY,
    "kin_address": FieldClass.FAMILY,
}
TAKE_LISTS_IN = tuple(
    role for role in Role if Action.TAKE_IN in TABLE[role].get(FieldClass.STATUS, ())
)


def desk(role: Role, of: str = "A") -> User:
    return member(role, of=party(of, Standing.PARTY))


def list_of(by: User):
    sender = services.add_sender(by, f"Sender of {by.code}")
    return taken_in(by, sender, csv_of([ROW], HEADINGS))


def test_lists_are_taken_in_by_three_desks() -> None:
    assert set(TAKE_LISTS_IN) == {Role.EXCHANGE_DESK, Role.RECEPTION_DESK, Role.FAMILY_LIAISON}


@pytest.mark.parametrize("role", TAKE_LISTS_IN)
def test_nothing_of_a_list_is_dropped_whichever_desk_takes_it_in(role: Role) -> None:
    of = list_of(desk(role))
    person = ListRow.objects.get(of=of).person
    assert person is not None
    told = {each.field: each for each in Statement.objects.filter(person=person)}
    assert set(SECRETS) <= set(told)
    assert told["kin"].details == {"relation": "mother", "contact": "000 111"}
    for each in told.values():
        assert each.source.of_list_id == of.pk
        assert each.source.purpose == of.purpose
    row = Trace.objects.get(action=Action.TAKE_IN.value, subject_type="source")
    assert set(SECRETS.values()) <= set(row.field_classes.split())


@pytest.mark.parametrize("taker", TAKE_LISTS_IN)
@pytest.mark.parametrize("role", list(Role))
def test_what_was_taken_in_is_seen_by_whom_the_table_lets_look(taker: Role, role: Role) -> None:
    list_of(desk(taker))
    reader = desk(role)
    seen = set(Statement.objects.visible_to(reader).values_list("field", flat=True))
    may = {key for key, which in SECRETS.items() if Action.VIEW in TABLE[role].get(which, ())}
    opens = Action.VIEW in TABLE[role].get(FieldClass.IDENTITY, ())
    assert seen & set(SECRETS) == (may if opens else set())
    if opens:
        code = Person.objects.get().code
        page = signed_in(reader).get(f"/register/people/{code}?purpose=exchange").content.decode()
        assert "Secret" not in page, "each of these blocks is opened by itself"


@pytest.mark.parametrize("role", TAKE_LISTS_IN)
def test_what_a_desk_took_in_it_corrects_only_where_it_may_enter(role: Role) -> None:
    by = desk(role)
    list_of(by)
    for key, which in SECRETS.items():
        said = Statement.objects.get(field=key)
        if Action.ENTER in TABLE[role].get(which, ()):
            services.withdraw(said, by, "Wrong.")
            continue
        with pytest.raises(Refused):
            services.withdraw(said, by, "Wrong.")
        with pytest.raises(Refused):
            services.state(said.person, key, said.value, said.source, by)


@pytest.mark.parametrize("role", TAKE_LISTS_IN)
def test_the_source_of_a_list_says_nothing_more_once_the_list_is_taken_in(role: Role) -> None:
    by = desk(role)
    list_of(by)
    said = Statement.objects.filter(field="surname").first() or Statement.objects.first()
    assert said is not None
    shut = [k for k, which in SECRETS.items() if Action.ENTER not in TABLE[role].get(which, ())]
    held = Statement.objects.count()
    for key in shut:
        with pytest.raises(Refused):
            services.state_many(said.source, by, [(said.person_id, 1, {key: "more"})])
        with pytest.raises(Refused):
            list(services.add_many(said.source, by, [services.NewPerson({key: "more"})]))
    assert Statement.objects.count() == held


@pytest.mark.parametrize("role", [each for each in Role if each not in TAKE_LISTS_IN])
def test_nobody_else_takes_a_list_in(role: Role) -> None:
    sender = services.add_sender(desk(Role.EXCHANGE_DESK), "A sender")
    with pytest.raises(Refused):
        received(desk(role), sender, csv_of([ROW], HEADINGS))


def test_the_first_rows_are_shut_to_whose_roles_do_not_open_them() -> None:
    taker, liaison, other = (
        desk(role) for role in (Role.EXCHANGE_DESK, Role.FAMILY_LIAISON, Role.RECEPTION_DESK)
    )
    sender = services.add_sender(taker, "A sender")
    of = received(taker, sender, csv_of([ROW], HEADINGS))
    address = f"/register/lists/{of.code}?purpose=exchange"
    seen = {
        user: {word for word in ROW if word in signed_in(user).get(address).content.decode()}
        for user in (taker, liaison, other)
    }
    assert seen[taker] == set(ROW), "the file is theirs"
    assert {"Secret Mother", "Secret Street 1", "000 111"} <= seen[liaison]
    assert not {"Secret Wound", "Secret Camp", "incurable"} & seen[liaison]
    assert {"Secret Wound", "incurable"} <= seen[other]
    assert not {"Secret Mother", "Secret Street 1", "000 111", "Secret Camp"} & seen[other]
    assert all(row in seen[other] for row in ROW[:2])


def test_every_field_of_the_register_can_be_taken_in() -> None:
    taken = {which for which, actions in TABLE[Role.EXCHANGE_DESK].items()
             if Action.TAKE_IN in actions}  # fmt: skip
    assert {each.field_class for each in FIELDS.values()} == taken
