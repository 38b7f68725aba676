"""Every cell of the table of rights for people and what is stated of them: rows, fields and the
page of a person."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import Client

from desks.accounts.cells import nobody, somebody
from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import TABLE, WRITES_ONLY, Action, FieldClass, Role
from repatria.desks.accounts.visible import OwnedRecord, shared
from repatria.desks.people import models, services
from repatria.desks.people.fields import CLASSES, FIELDS, keys_for
from repatria.desks.people.models import Person, Statement

EVERY = tuple(product(Role, sorted(CLASSES), Action))
SECRETS = {
    FieldClass.IDENTITY: ("birthplace", "Secretburg"),
    FieldClass.STATUS: ("held_by", "Secret Holders"),
    FieldClass.PLACE: ("held_at", "Secret Camp"),
    FieldClass.MEDICAL: ("health", "Secret Wound"),
    FieldClass.FAMILY: ("kin", "Secret Mother"),
}
OWNED = [
    each
    for each in vars(models).values()
    if isinstance(each, type) and issubclass(each, OwnedRecord)
]


def allowed(role: Role, which: FieldClass, action: Action) -> bool:
    return action in TABLE[role].get(which, frozenset())


@pytest.mark.parametrize(("role", "which", "action"), EVERY, ids=str)
def test_statements_of_a_class_are_seen_by_whom_the_table_names(
    role: Role, which: FieldClass, action: Action
) -> None:
    keys = {each.key for each in FIELDS.values() if each.field_class is which}
    held = set(keys_for((role,), action))
    assert keys <= held if allowed(role, which, action) else not keys & held


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)), ids=str)
def test_rows_and_fields_of_a_person(role: Role, action: Action) -> None:
    user = somebody(role)
    rows = Person.objects.visible_to(user, action)
    opens = action not in WRITES_ONLY
    assert rows.query.is_empty() is not (opens and allowed(role, FieldClass.IDENTITY, action))
    fields = shown(Person(state="dead", name="X"), user, action)
    assert ("name" in fields) is (opens and allowed(role, FieldClass.IDENTITY, action))
    assert ("state" in fields) is (opens and allowed(role, FieldClass.STATUS, action))
    assert Person.objects.visible_to(nobody(), action).query.is_empty()
    assert Statement.objects.visible_to(nobody(), action).query.is_empty()


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_every_model_names_the_class_of_every_field_it_shows(model: type[OwnedRecord]) -> None:
    assert model.row_class in CLASSES
    names = {each.name for each in model._meta.get_fields()}
    assert set(model.field_classes) <= names
    assert set(model.field_classes.values()) <= CLASSES
    assert model._default_manager.all().__class__.__mro__[1].__name__ == "VisibleQuerySet"


@pytest.fixture
def held(db: None) -> Person:
    """Somebody of party A of whom something is said in every class, by people who may."""
    ours = party("A", Standing.PARTY)
    desk = member(Role.EXCHANGE_DESK, Role.RECEPTION_DESK, Role.FAMILY_LIAISON, of=ours)
    source = services.add_source(desk, "hand", "exchange", title="A call")
    return services.add(source, desk, {"surname": "Secretov", **dict(SECRETS.values())})


@pytest.mark.parametrize("role", list(Role))
def test_every_class_of_a_role_through_the_statements_and_the_page(
    held: Person, role: Role
) -> None:
    user = member(role, of=party("A", Standing.PARTY))
    seen = set(Statement.objects.visible_to(user).values_list("field", flat=True))
    may = {which for which in CLASSES if allowed(role, which, Action.VIEW)}
    opens = FieldClass.IDENTITY in may
    wanted = {key for which, (key, _) in SECRETS.items() if which in may} if opens else set()
    assert seen - {"surname"} == wanted
    site = signed_in(user)
    page = said_what_for(site, held)
    assert page.status_code == (200 if opens else 403)
    text = page.content.decode()
    at_once = may & {FieldClass.IDENTITY, FieldClass.STATUS} if opens else set()
    assert {which for which, (_, value) in SECRETS.items() if value in text} == at_once
    for which in CLASSES - {FieldClass.IDENTITY, FieldClass.STATUS}:
        answer = site.post(
            f"/register/people/{held.code}/open", {"which": which.value, "purpose": "medical"}
        )
        assert answer.status_code == (302 if opens and which in may else 403), which
    text = site.get(f"/register/people/{held.code}").content.decode()
    assert {which for which, (_, value) in SECRETS.items() if value in text} == (
        may if opens else set()
    )


def said_what_for(site: Client, held: Person):
    return site.get(f"/register/people/{held.code}?purpose=exchange")


def test_a_person_is_seen_by_its_party_by_the_office_and_by_whom_it_is_shared_with(
    held: Person,
) -> None:
    witness, stranger = (party(code, Standing.INTERMEDIARY) for code in ("RED", "REDS"))
    held.shared_with = shared(["RED"])
    held.save()
    bodies = (held.party, party("B", Standing.PARTY), witness, stranger, party())
    seen = {}
    for of in bodies:
        user: User = member(Role.EXCHANGE_DESK, of=of)
        seen[of.pk] = Person.objects.visible_to(user).exists()
        assert Statement.objects.visible_to(user).exists() is seen[of.pk]
        assert signed_in(user).get(
            f"/register/people/{held.code}?purpose=exchange"
        ).status_code == (200 if seen[of.pk] else 404)
    assert seen == {"A": True, "B": False, "RED": True, "REDS": False, "OFFICE": True}
