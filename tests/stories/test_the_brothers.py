"""The brothers. One surname, one patronymic, two years apart, one unit: never proposed as one
person; and neither are a father and his son.

The same lists have each of them once more, in another language and spelling. Those are proposed, so
that it is no silence that keeps the brothers apart.
"""

from __future__ import annotations

import pytest

from links_work import proposed, run, told
from people import member, party
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.judging_rule import Ask
from repatria.desks.people.models import Candidate, Person
from repatria.desks.people.services.judging import AskedAgain, judge

FAMILY = {
    "elder": {"given": "Остап", "patronymic": "Миколайович", "birth": "1987-06-14"},
    "younger": {"given": "Тарас", "patronymic": "Миколайович", "birth": "1989-03-02"},
    "father": {"given": "Микола", "patronymic": "Остапович", "birth": "1961-11-20"},
    "son": {"given": "Назар", "patronymic": "Остапович", "birth": "2006-01-30"},
    # A grandfather's name comes again: grandson and grandfather share all but the birth.
    "grandfather": {"given": "Остап", "patronymic": "Миколайович", "birth": "1935-04-04"},
}
IN_RUSSIAN = {
    "elder": {"given": "Остап", "patronymic": "Николаевич", "birth": "14.06.1987"},
    "younger": {"given": "Тарас", "patronymic": "Николаевич", "birth": "02.03.1989"},
    "father": {"given": "Николай", "patronymic": "Остапович", "birth": "20.11.1961"},
    "son": {"given": "Назар", "patronymic": "Остапович", "birth": "30.01.2006"},
    "grandfather": {"given": "Остап", "patronymic": "Николаевич", "birth": "04.04.1935"},
}


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY))


@pytest.fixture
def family(clerk: User) -> dict[str, tuple[Person, Person]]:
    """Each of them in two lists; all of one village, and all in one unit."""
    return {
        name: (told(clerk, **said), told(clerk, **IN_RUSSIAN[name]))
        for name, said in FAMILY.items()
    }


def test_each_is_proposed_with_himself_and_with_nobody_of_his_family(
    clerk: User, family: dict[str, tuple[Person, Person]]
) -> None:
    run(clerk)
    of = {person.code: name for name, pair in family.items() for person in pair}
    pairs = {frozenset(of[code] for code in pair) for pair in proposed(clerk)}
    assert pairs == {frozenset({name}) for name in family}
    # What weighs enough all the same is kept apart, and says by which rule.
    held = Candidate.objects.exclude(gate="")
    assert {each.gate for each in held} <= {
        "another-person-of-the-family", "twins", "another-father", "another-birth",
    }  # fmt: skip
    for each in held:
        assert of[each.one.code] != of[each.other.code]


def test_twins_are_kept_apart_too(clerk: User) -> None:
    told(clerk)
    told(clerk, given="Тарас")
    run(clerk)
    assert proposed(clerk) == set()
    assert Candidate.objects.get().gate == "twins"


@pytest.mark.parametrize("pair", [("elder", "younger"), ("father", "son"),
                                  ("elder", "grandfather"), ("father", "elder")])  # fmt: skip
def test_whoever_calls_them_one_is_asked_twice(
    clerk: User, family: dict[str, tuple[Person, Person]], pair: tuple[str, str]
) -> None:
    one, other = family[pair[0]][0], family[pair[1]][0]
    with pytest.raises(AskedAgain) as asked:
        judge(one, other, "same", clerk)
    assert Ask.DIFFERS in asked.value.asks
