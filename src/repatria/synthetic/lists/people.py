"""A made-up population with known kin, as arrays: a row a person.

Mostly men, born 1955 to 2007. Everybody is drawn alone first; then some become brothers (also
twins), fathers and sons, namesakes and near-namesakes of others.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Flags, Floats, Integers
from repatria.synthetic.lists import given_names, places, ranks, surnames, units

FIRST_YEAR, LAST_YEAR = 1955, 2007
WOMEN = 0.06
CALLED = 0.6
"""Share of people who have a call sign."""
# Of ten: how many are born before 1970, 1970-1979, 1980-1989, 1990-1999, later.
_YEARS = ((1955, 10), (1970, 25), (1980, 32), (1990, 26), (2000, 7))


class Stream(IntEnum):
    """What is drawn from numbers of its own."""

    PEOPLE = 101
    KIN = 102
    PAIR = 103
    LISTS = 200
    """With the place of the sender added."""


class Fate(IntEnum):
    CAPTIVE = 0
    MISSING = 1
    DEAD = 2


@dataclass(frozen=True, eq=False)
class People:
    """Columns of one length. Names are places in the tables of names; `father` is the given name
    of the father, among men; births are days since 1970-01-01."""

    woman: Flags
    surname: Integers
    given: Integers
    father: Integers
    birth: Integers
    place: Integers
    unit: Integers
    rank: Integers
    call_sign: Integers
    """−1 where there is none."""
    fate: Integers

    def __len__(self) -> int:
        return len(self.birth)

    @property
    def year(self) -> Integers:
        return years(self.birth)

    def copied(self) -> People:
        return People(**{field.name: getattr(self, field.name).copy() for field in fields(self)})


def years(days: Integers) -> Integers:
    whole = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    since_1970: Integers = whole + 1970
    return since_1970


def day(year: int) -> int:
    """The first day of a year, since 1970-01-01."""
    return int(np.datetime64(f"{year:04d}-01-01", "D").astype(np.int64))


def strangers(count: int, seed: int) -> People:
    """So many people drawn each on their own."""
    draws = Draws(seed, Stream.PEOPLE)
    woman = draws.chance(WOMEN, count)
    surname = surnames.drawn(draws.uniform(count))
    birth = _births(draws.uniform(count), draws.uniform(count))
    year = years(birth)
    given = given_of(woman, year, draws.uniform(count))
    father = given_names.drawn(given_names.MEN, year - 27, draws.uniform(count))
    place = places.drawn(draws.uniform(count))
    unit = units.drawn(draws.uniform(count))
    rank = ranks.drawn_ranks(draws.uniform(count))
    called = draws.chance(CALLED, count)
    call_sign = np.where(called, draws.below(len(ranks.CALL_SIGNS), count), -1)
    fate = draws.weighted((45, 30, 25), count)
    return People(woman, surname, given, father, birth, place, unit, rank, call_sign, fate)


def given_of(woman: Flags, year: Integers, uniform: Floats) -> Integers:
    """Given names of people of these sexes and years of birth."""
    men = given_names.drawn(given_names.MEN, year, uniform)
    return np.where(woman, given_names.drawn(given_names.WOMEN, year, uniform), men)


def _births(which: Floats, when: Floats) -> Integers:
    starts = np.array([day(year) for year, _ in _YEARS] + [day(LAST_YEAR + 1)])
    sums = np.cumsum([weight for _, weight in _YEARS])
    part = np.searchsorted(sums, (which * int(sums[-1])).astype(np.int64), side="right")
    births: Integers = starts[part] + (when * (starts[part + 1] - starts[part])).astype(np.int64)
    return births
