"""The 630 once more, with less to go by: no unit, initials for names, and wrong births on those who
are home, dead or no soldiers. Whoever has a whole name in common with somebody held is never new,
and never answered that nobody knows them.
"""

from __future__ import annotations

import pytest

from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Judgement, ListRow, Person, ReceivedList, Sender
from repatria.desks.people.services.taking_in import take_in
from stories.the_630 import (
    CIVILIAN,
    DEAD,
    RETURNED,
    WRONG,
    answered,
    headquarters_knows,
    listed,
    people,
    places,
)

ENDED = frozenset({*RETURNED, *DEAD, *CIVILIAN})
# Whether they give units, whether they give whole names, whether those whose captivity is over
# have a wrong birth as well.
VARIANTS = {
    "no unit": (False, False, False),
    "initials": (True, True, False),
    "wrong births on those at home": (True, False, True),
    "no unit, and wrong births on those at home": (False, False, True),
    "nothing but initials and wrong births": (False, True, True),
}


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="A Clerk")


@pytest.fixture
def other_side(clerk: User) -> Sender:
    return services.add_sender(clerk, "The other side")


@pytest.fixture
def known(clerk: User, other_side: Sender) -> list[Person]:
    return headquarters_knows(clerk, other_side)


def wrong_of(variant: str) -> frozenset[int]:
    return frozenset(WRONG) | (ENDED if VARIANTS[variant][2] else frozenset())


def theirs(clerk: User, sender: Sender, variant: str) -> ReceivedList:
    units, initials, _ = VARIANTS[variant]
    wrong = wrong_of(variant)
    births = [each["otherwise" if at in wrong else "born"] for at, each in enumerate(people())]
    return listed(clerk, sender, births, units=units, initials=initials)


@pytest.mark.parametrize("variant", VARIANTS)
def test_everybody_is_found_and_nobody_is_new(
    clerk: User, other_side: Sender, known: list[Person], variant: str
) -> None:
    of = theirs(clerk, other_side, variant)
    assert set(of.report["verdicts"]) <= {"matches", "conflicts"}
    assert set(places(of, "returned")) >= set(RETURNED)
    assert set(places(of, "dead")) >= set(DEAD)
    assert set(places(of, "civilian")) >= set(CIVILIAN)
    assert set(places(of, "other_birth", "namesakes")) == wrong_of(variant)
    for row in ListRow.objects.filter(of=of):
        named = {each["person"] for each in row.notes if each.get("person")}
        named.update(code for each in row.notes for code in each.get("people", ()))
        assert known[row.number - 2].code in named


@pytest.mark.parametrize("variant", VARIANTS)
def test_nobody_hears_that_they_are_unknown(
    clerk: User, other_side: Sender, known: list[Person], variant: str
) -> None:
    codes = answered(signed_in(clerk), theirs(clerk, other_side, variant), unknown="yes")
    assert {code for _, code, _ in codes} <= {"R", "A", "N"}
    # Of whom only the name agrees nobody is told a day.
    back = [at for at, code, _ in codes if code == "R"]
    assert back == sorted(set(RETURNED) - wrong_of(variant))


@pytest.mark.parametrize("variant", VARIANTS)
def test_nobody_is_dropped_and_nobody_is_merged(
    clerk: User, other_side: Sender, known: list[Person], variant: str
) -> None:
    of = theirs(clerk, other_side, variant)
    before = {person.pk: (person.name, person.state) for person in Person.objects.all()}
    take_in(of, clerk, of.report["digest"])
    after = Person.objects.filter(pk__in=before)
    assert {person.pk: (person.name, person.state) for person in after} == before
    assert Person.objects.filter(sender=other_side).count() == len(people())
    assert Person.objects.count() == 2 * len(people())
    assert not Judgement.objects.exists()
