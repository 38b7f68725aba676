"""Everything that is said of a person: own statements, those of records judged the same, the time
line and its contradictions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import member, party
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import FieldClass, Role
from repatria.desks.people import services
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.models import Judgement, JudgementVerdict, Person, Source, Statement
from repatria.desks.people.queries.dossier import Dossier, FieldShown, dossier, judged_same
from repatria.desks.people.services import Stated
from repatria.desks.people.timeline import Contradicts

Known = Callable[..., Person]
NewSource = Callable[..., Source]


def judged(one: Person, other: Person, by: User, verdict: str = "same") -> Judgement:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return Judgement.objects.create(
        one=first, other=second, verdict=JudgementVerdict(verdict), by=by, why="w", party=by.party
    )


def shown(found: Dossier, key: str) -> FieldShown:
    return next(one for each in found.blocks for one in each.fields if one.field.key == key)


def test_fields_stand_in_the_order_of_the_card(known: Known, clerk: User) -> None:
    found = dossier(clerk, known(surname="Шевченко"))
    keys = [each.field.key for block in found.blocks for each in block.fields]
    assert keys[:7] == ["power", "name", "surname", "given", "patronymic", "father", "mother"]
    assert [key for key in FIELDS if key in keys] == keys


def test_three_sources_of_which_one_disagrees(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(birth="14.06.1987")
    services.state(person, "birth", "1987", new_source(), clerk)
    services.state(person, "birth", "14.06.1988", new_source(), clerk)
    found = shown(dossier(clerk, person), "birth")
    assert (found.value, found.sources, found.disagree) == ("14.06.1987", 3, 1)
    assert {(each.statement.value, each.agrees) for each in found.lines} == {
        ("14.06.1987", True), ("1987", True), ("14.06.1988", False),
    }  # fmt: skip


def test_shut_blocks_tell_how_much_and_nothing_else(known: Known, clerk: User) -> None:
    person = known(surname="Шевченко", held_at="A camp")
    places = [
        each for each in dossier(clerk, person).blocks if each.field_class is FieldClass.PLACE
    ]
    assert [(each.open, each.held, each.fields) for each in places] == [(False, 1, ())]
    found = dossier(clerk, person, {FieldClass.PLACE, FieldClass.FAMILY})
    assert shown(found, "held_at").value == "A camp"
    assert FieldClass.FAMILY not in found.classes
    assert not any(each.field_class is FieldClass.FAMILY for each in found.blocks)


def test_two_places_at_one_time_are_seen_where_places_are_open(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(held_at=Stated("Полтава", on="2024-06-15"))
    services.state(person, "held_at", Stated("Одеса", on="2024-06-15"), new_source(), clerk)
    assert dossier(clerk, person).conflicts == ()
    (found,) = dossier(clerk, person, {FieldClass.PLACE}).conflicts
    assert found.contradiction.what is Contradicts.TWO_PLACES
    assert {found.one.value, found.other.value} == {"Полтава", "Одеса"}


def test_a_record_judged_the_same_is_told_beside_and_changes_nothing(
    known: Known, clerk: User
) -> None:
    own = known(surname="Шевченко", birth="14.06.1987", state=Stated("dead", on="2024-01-01"))
    other = known(
        surname="Shevchenko", birth="15.06.1987", rank="сержант",
        state=Stated("captive", on="2025-01-01"),
    )  # fmt: skip
    before = {one.pk: vars(Person.objects.get(pk=one.pk)) for one in (own, other)}
    judgement = judged(own, other, clerk)
    found = dossier(clerk, own)
    assert found.same == (other,)
    birth, rank = shown(found, "birth"), shown(found, "rank")
    assert (birth.value, birth.sources, birth.disagree) == ("14.06.1987", 2, 1)
    assert (rank.value, len(rank.lines)) == ("", 1)
    assert not rank.lines[0].own
    (conflict,) = found.conflicts
    assert conflict.contradiction.what is Contradicts.ALIVE_AFTER_DEAD
    for one in (own, other):
        after = vars(Person.objects.get(pk=one.pk))
        assert {k: v for k, v in after.items() if k != "_state"} == {
            k: v for k, v in before[one.pk].items() if k != "_state"
        }
    judgement.withdrawn_at = judgement.at
    judgement.save()
    assert dossier(clerk, own).same == ()
    assert dossier(clerk, own).conflicts == ()


def test_judged_the_same_through_others_and_never_through_another_verdict(
    known: Known, clerk: User
) -> None:
    one, two, three, four = (known(surname=name) for name in ("А", "Б", "В", "Г"))
    judged(one, two, clerk)
    judged(two, three, clerk)
    judged(three, four, clerk, "different")
    assert judged_same(clerk, one) == (two, three)
    assert judged_same(clerk, four) == ()


def test_what_another_party_judged_or_holds_is_not_told(known: Known, clerk: User) -> None:
    stranger = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    own, other = known(surname="Шевченко"), known(by=stranger, surname="Шевченко")
    judged(own, other, stranger)
    assert judged_same(clerk, own) == ()
    judged(own, other, clerk)
    assert judged_same(clerk, own) == ()


def test_withdrawn_statements_stand_below_and_count_for_nothing(
    known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(birth="14.06.1987")
    wrong = services.state(person, "birth", "1990", new_source(), clerk)
    services.withdraw(wrong, clerk, "another man")
    found = shown(dossier(clerk, person), "birth")
    assert (found.sources, found.disagree) == (1, 0)
    assert [each.withdrawn_why for each in found.withdrawn] == ["another man"]


@pytest.mark.parametrize("records", [1, 4])
def test_the_number_of_statements_to_the_store_is_bounded(
    known: Known, new_source: NewSource, clerk: User, records: int
) -> None:
    people = [known(surname="Шевченко", birth="1987", state="captive") for _ in range(records)]
    for each in people[1:]:
        judged(people[0], each, clerk)
    for _ in range(records):
        services.state(people[0], "rank", "сержант", new_source(), clerk)
    clerk.roles  # noqa: B018, read once and kept
    with CaptureQueriesContext(connection) as asked:
        dossier(clerk, people[0])
    assert len(asked) <= 7


def test_values_of_shut_blocks_never_leave_the_store(
    known: Known, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = known(surname="Шевченко", held_at="A camp")
    loaded: list[str] = []
    from_db = Statement.from_db.__func__

    def watched(cls: type, db: str, names: list[str], values: list[object]) -> Statement:
        found: Statement = from_db(cls, db, names, values)
        loaded.append(found.field)
        return found

    monkeypatch.setattr(Statement, "from_db", classmethod(watched))
    dossier(clerk, person)
    assert loaded == ["surname"]
    dossier(clerk, person, {FieldClass.PLACE})
    assert sorted(loaded[1:]) == ["held_at", "surname"]
