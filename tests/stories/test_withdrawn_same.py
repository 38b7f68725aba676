"""Withdrawn. A wrong "same" is withdrawn: both records stand as before, and the log shows who
decided what."""

from __future__ import annotations

import pytest

from links_work import PURPOSE, row_of, told
from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import (
    Choice,
    Judgement,
    Person,
    PersonKey,
    SourceKind,
    Statement,
)
from repatria.desks.people.queries.clusters import linked_records

WHY = "The camp has both: two men, seen on one day."


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="First clerk")


@pytest.fixture
def colleague(clerk: User) -> User:
    return member(Role.EXCHANGE_DESK, of=clerk.party, name="Second clerk")


def everything(*people: Person) -> list[object]:
    """All that the store holds of these records, but for judgements and the log."""
    return [
        [row_of(each) for each in people],
        list(Statement.objects.order_by("pk").values()),
        list(Choice.objects.order_by("pk").values()),
        sorted(PersonKey.objects.values_list("person", "key")),
    ]


def test_a_wrong_same_is_withdrawn_and_both_stand_as_before(clerk: User, colleague: User) -> None:
    dead = told(clerk, state="dead")
    alive = told(clerk, state="captive", patronymic="Николаевич", rank="сержант")
    before = everything(dead, alive)
    first, second = signed_in(clerk), signed_in(colleague)
    address = f"/register/links/{dead.code}/{alive.code}"

    assert first.post(f"{address}/judge?purpose=correction", {"verdict": "same"}).status_code == 302
    judgement = Judgement.objects.get()
    assert everything(dead, alive) == before
    joined = linked_records(clerk, dead)
    assert [each.person for each in joined.same] == [alive]
    # One is dead and one is held, each as its own sender says.
    assert (dead.state, joined.same[0].person.state) == ("dead", "captive")

    taken = second.post(
        f"/register/links/judgements/{judgement.code}?purpose=correction", {"why": WHY}
    )
    assert taken.status_code == 302
    assert everything(dead, alive) == before
    assert linked_records(clerk, dead).same == linked_records(clerk, alive).same == ()

    shown = first.get(address, PURPOSE).content.decode()
    for said in ("withdrawn", "First clerk", "Second clerk", WHY):
        assert said in shown
    for person in (dead, alive):
        rows = Trace.objects.filter(subject=person.code, action="judge").order_by("sequence")
        assert [(row.actor, row.told["state"]) for row in rows] == [
            (clerk.code, "same"), (colleague.code, "withdrawn"),
        ]  # fmt: skip


def test_what_was_learned_in_between_stays(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    desk = signed_in(clerk)
    address = f"/register/links/{one.code}/{other.code}"
    desk.post(f"{address}/judge?purpose=correction", {"verdict": "same"})
    source = services.add_source(clerk, SourceKind.HAND, "exchange")
    services.state(one, "rank", "сержант", source, clerk)
    desk.post(
        f"/register/links/judgements/{Judgement.objects.get().code}?purpose=correction",
        {"why": WHY},
    )
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.rank, other.rank) == ("сержант", "")
