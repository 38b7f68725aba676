"""The population: who is in it, and that its kin is what the truth says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from made_lists import PEOPLE, SEED, population

from repatria.synthetic.lists import surnames
from repatria.synthetic.lists.given_names import MEN, WOMEN
from repatria.synthetic.lists.kin import BROTHERS, Kinship, with_kin
from repatria.synthetic.lists.people import FIRST_YEAR, LAST_YEAR


def pairs(relation):
    people, kin = population()
    chosen = np.array([one is relation for one in kin.relation])
    return people, kin.one[chosen], kin.other[chosen]


def full_name(people, one):
    return (
        bool(people.woman[one]), int(people.surname[one]), int(people.given[one]),
        int(people.father[one]),
    )  # fmt: skip


def test_the_same_seed_gives_the_same_people_and_another_others():
    people, kin = population()
    again, same = with_kin(PEOPLE, SEED)
    other, _ = with_kin(PEOPLE, SEED + 1)
    assert (people.surname == again.surname).all()
    assert (kin.one == same.one).all()
    assert kin.relation == same.relation
    assert (people.surname != other.surname).any()


def test_births_and_sexes_are_those_of_people_at_war():
    people, _ = population()
    assert people.year.min() >= FIRST_YEAR
    assert people.year.max() <= LAST_YEAR
    assert 0.03 < people.woman.mean() < 0.09


def test_names_are_places_in_their_tables():
    people, _ = population()
    assert people.given[people.woman].max() < len(WOMEN)
    assert people.given[~people.woman].max() < len(MEN)
    assert people.father.max() < len(MEN)
    assert people.surname.max() < len(surnames.surnames())


def test_surnames_have_a_head_and_a_long_tail():
    counts = Counter(population()[0].surname.tolist())
    head = sum(count for name, count in counts.items() if name < len(surnames.HEAD))
    assert 0.08 < head / PEOPLE < 0.2
    assert sum(1 for count in counts.values() if count == 1) > PEOPLE / 4


def test_given_names_follow_the_years():
    people, _ = population()
    men = ~people.woman
    young = Counter(people.given[men & (people.year >= 1990)].tolist())
    old = Counter(people.given[men & (people.year < 1970)].tolist())
    artem, mykola = (
        next(at for at, name in enumerate(MEN) if name.uk == uk) for uk in ("Артем", "Микола")
    )
    assert young[artem] / young.total() > 3 * old[artem] / old.total()
    assert old[mykola] / old.total() > 2 * young[mykola] / young.total()


def test_brothers_share_all_but_given_name_and_birth():
    people, one, other = pairs(Kinship.BROTHERS)
    assert len(one) == int(PEOPLE * BROTHERS)
    for column in (people.surname, people.father, people.place):
        assert (column[one] == column[other]).all()
    apart = np.abs(people.birth[one] - people.birth[other])
    twins = apart == 0
    assert ((apart >= 365) & (apart <= 8 * 366) | twins).all()
    assert 0 < twins.mean() < 0.1
    same_sex = people.woman[one] == people.woman[other]
    assert (people.given[one] != people.given[other])[same_sex].all()
    assert same_sex.mean() > 0.8
    assert 0.4 < (people.unit[one] == people.unit[other]).mean() < 0.6


def test_sons_bear_their_fathers_given_name_as_patronymic():
    people, father, son = pairs(Kinship.FATHER_SON)
    assert (people.father[son] == people.given[father]).all()
    assert (people.surname[son] == people.surname[father]).all()
    assert not (people.woman[son] | people.woman[father]).any()
    years = people.year[son] - people.year[father]
    assert years.min() >= 10
    assert np.median(years) > 20
    assert (people.given[son] == people.given[father]).mean() > 0.03


def test_namesakes_are_all_those_and_only_those_of_one_full_name():
    people, kin = with_kin(3_000, 5)
    found = {
        (one, other)
        for one, other, relation in zip(
            kin.one.tolist(), kin.other.tolist(), kin.relation, strict=True
        )
        if relation is Kinship.NAMESAKES
    }
    by_name = {}
    for one in range(len(people)):
        by_name.setdefault(full_name(people, one), []).append(one)
    expected = {
        pair
        for bearers in by_name.values()
        for pair in combinations(bearers, 2)
        if people.birth[pair[0]] != people.birth[pair[1]]
    }
    assert found == expected
    assert len(found) >= 10


def test_near_namesakes_differ_in_the_patronymic():
    people, one, other = pairs(Kinship.NEAR_NAMESAKES)
    assert len(one) == PEOPLE // 200
    assert (people.surname[one] == people.surname[other]).all()
    assert (people.given[one] == people.given[other]).all()
    assert (people.father[one] != people.father[other]).all()
    assert (np.abs(people.birth[one] - people.birth[other]) < 365).all()


@pytest.mark.parametrize("count", [1, 2, 10, 199])
def test_small_populations_are_made_too(count):
    people, kin = with_kin(count, 1)
    assert len(people) == count
    assert len(kin.one) == len(kin.other) == len(kin.relation)
