"""Kin and namesakes in a made-up population: who is easily taken for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Integers
from repatria.synthetic.lists import given_names
from repatria.synthetic.lists.people import (
    LAST_YEAR,
    People,
    Stream,
    day,
    given_of,
    strangers,
    years,
)

# Of the population: how many people are made a brother, a son, a namesake, a near-namesake of
# somebody else in it.
BROTHERS, SONS, NAMESAKES, NEAR_NAMESAKES = 0.02, 0.01, 0.005, 0.005
TWINS = 0.03
SAME_UNIT = 0.5
"""Of brothers; of fathers and sons half as often."""
NAMED_AS_FATHER = 0.08


class Kinship(StrEnum):
    BROTHERS = "brothers"
    """Same surname, patronymic and birthplace, other given name; born 1 to 8 years apart, or
    twins. A few are brother and sister."""
    FATHER_SON = "father-son"
    """The son's patronymic is of the father's given name; some sons bear his name."""
    NAMESAKES = "namesakes"
    """Surname, given name and patronymic are the same, and the birth dates are not."""
    NEAR_NAMESAKES = "near-namesakes"
    """Surname and given name are the same, the patronymic is another, and the births are less
    than a year apart."""


@dataclass(frozen=True, eq=False)
class Kin:
    """Pairs of people, by relation; `one` is the father, or the one with the lower number."""

    one: Integers
    other: Integers
    relation: tuple[Kinship, ...]


def with_kin(count: int, seed: int) -> tuple[People, Kin]:
    """A population of so many, and all its pairs of kin and namesakes, those by chance included."""
    people = strangers(count, seed).copied()
    draws = Draws(seed, Stream.KIN)
    shares = (BROTHERS, SONS, NAMESAKES, NEAR_NAMESAKES)
    numbers = [int(count * share) for share in shares]
    order = draws.order(count)
    found: list[tuple[Kinship, Integers, Integers]] = []
    start = 0
    for number, make in zip(numbers, (_brothers, _sons, _namesakes, _near), strict=True):
        chosen = order[start : start + 2 * number]
        start += 2 * number
        found.append(make(people, chosen[:number], chosen[number:], draws))
    found.append((Kinship.NAMESAKES, *_same_names(people)))
    pairs = [
        (one, other, relation)
        for relation in Kinship
        for kinship, ones, others in found
        if kinship is relation
        for one, other in zip(ones.tolist(), others.tolist(), strict=True)
    ]
    return people, Kin(
        np.array([one for one, _, _ in pairs], dtype=np.int64),
        np.array([other for _, other, _ in pairs], dtype=np.int64),
        tuple(relation for _, _, relation in pairs),
    )


_Made = tuple[Kinship, Integers, Integers]


def _brothers(people: People, elder: Integers, younger: Integers, draws: Draws) -> _Made:
    count = len(elder)
    people.woman[elder] = False
    people.woman[younger] = draws.chance(0.1, count)
    people.given[elder] = given_of(people.woman[elder], people.year[elder], draws.uniform(count))
    for column in (people.surname, people.father, people.place):
        column[younger] = column[elder]
    apart = 365 + draws.below(7 * 365, count)
    apart[draws.chance(TWINS, count)] = 0
    born = people.birth[elder] + apart
    born = np.where(born >= day(LAST_YEAR + 1), people.birth[elder] - apart, born)
    people.birth[younger] = born
    woman = people.woman[younger]
    given = given_of(woman, years(born), draws.uniform(count))
    same = ~woman & (given == people.given[elder])
    given[same] = (given[same] + 1) % len(given_names.MEN)
    people.given[younger] = given
    together = draws.chance(SAME_UNIT, count)
    people.unit[younger[together]] = people.unit[elder[together]]
    return (Kinship.BROTHERS, np.minimum(elder, younger), np.maximum(elder, younger))


def _sons(people: People, father: Integers, son: Integers, draws: Draws) -> _Made:
    """The fathers are made old enough, and their names anew, since fashion changes."""
    count = len(father)
    people.woman[father] = people.woman[son] = False
    people.birth[father] = day(1955) + draws.below(day(1985) - day(1955), count)
    people.birth[son] = people.birth[father] + 20 * 365 + draws.below(12 * 365, count)
    late = people.birth[son] >= day(LAST_YEAR + 1)
    people.birth[son[late]] -= 10 * 365
    for whose in (father, son):
        people.given[whose] = given_of(
            people.woman[whose], people.year[whose], draws.uniform(count)
        )
    named = draws.chance(NAMED_AS_FATHER, count)
    people.given[son[named]] = people.given[father[named]]
    people.surname[son] = people.surname[father]
    people.father[son] = people.given[father]
    at_home = draws.chance(0.7, count)
    people.place[son[at_home]] = people.place[father[at_home]]
    together = draws.chance(SAME_UNIT / 2, count)
    people.unit[son[together]] = people.unit[father[together]]
    return (Kinship.FATHER_SON, father, son)


def _namesakes(people: People, one: Integers, other: Integers, _: Draws) -> _Made:
    """The pairs are found with those by chance, so that none stands twice."""
    for column in (people.woman, people.surname, people.given, people.father):
        column[other] = column[one]
    none = np.zeros(0, dtype=np.int64)
    return (Kinship.NAMESAKES, none, none)


def _near(people: People, one: Integers, other: Integers, draws: Draws) -> _Made:
    count = len(one)
    for column in (people.woman, people.surname, people.given):
        column[other] = column[one]
    step = 1 + draws.below(len(given_names.MEN) - 1, count)
    people.father[other] = (people.father[one] + step) % len(given_names.MEN)
    apart = draws.below(365, count)
    people.birth[other] = np.where(
        people.birth[one] + apart < day(LAST_YEAR + 1),
        people.birth[one] + apart,
        people.birth[one] - apart,
    )
    return (Kinship.NEAR_NAMESAKES, np.minimum(one, other), np.maximum(one, other))


def _same_names(people: People) -> tuple[Integers, Integers]:
    """All pairs whose full names are the same and whose births are not."""
    men = len(given_names.MEN)
    key = ((people.surname * 2 + people.woman) * 100 + people.given) * men + people.father
    order = np.argsort(key, kind="stable")
    ones, others = [], []
    for first, second in _neighbours(key[order]):
        one, other = order[first], order[second]
        differ = people.birth[one] != people.birth[other]
        ones.append(np.minimum(one, other)[differ])
        others.append(np.maximum(one, other)[differ])
    one, other = np.concatenate(ones), np.concatenate(others)
    told = np.lexsort((other, one))
    return one[told], other[told]


def _neighbours(keys: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Places of equal keys of a sorted column: of those one apart, two apart, and so on."""
    apart = 1
    first = np.flatnonzero(keys[apart:] == keys[:-apart])
    yield first, first + apart
    while len(first):
        apart += 1
        first = first[first + apart < len(keys)]
        first = first[keys[first] == keys[first + apart]]
        yield first, first + apart
