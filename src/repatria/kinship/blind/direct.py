"""Direct matches: pairs of remains that may be parts of one person."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.blind.pairs import Pairs, all_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import FULL_SIBLINGS, ONE_PERSON
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import PairTables, pair_tables
from repatria.kinship.pedigree import Sex
from repatria.kinship.result import times

SIBLINGS_NEAR = 2.0
"""Decimal logarithm of the ratio to full siblings below which a match says so."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two remains. `log10` is the decimal logarithm of P(readings | one person) /
    P(readings | unrelated), `over_siblings` that of one person to full siblings; `markers` were
    read in both."""

    one: Remains
    other: Remains
    log10: float
    over_siblings: float
    markers: int

    @property
    def sexes_differ(self) -> bool:
        return {self.one.sex, self.other.sex} == {Sex.MALE, Sex.FEMALE}

    @property
    def sentence(self) -> str:
        told = (
            f"The readings of {self.one} and {self.other} are {times(self.log10)} if they are one "
            f"person than if they are unrelated (markers read in both: {self.markers})."
        )
        if self.over_siblings < SIBLINGS_NEAR:
            told += f" Against full siblings they are only {times(self.over_siblings)}."
        if self.sexes_differ:
            told += " Amelogenin says that one is a man and the other a woman."
        return told


def direct_matches(
    readings: Readings,
    least: float,
    tables: PairTables | None = None,
    progress: Progress = silent,
) -> Pairs:
    """All pairs whose ratio of one person to two unrelated is at least `least`.

    Raises `ValueProblem` unless `least` is above 0, and where too many pairs reach it.
    """
    if not least > 0:
        raise ValueProblem("a threshold is a ratio above 0")
    return all_pairs(readings, tables or pair_tables(readings), math.log(least), progress)


def matches(readings: Readings, pairs: Pairs) -> Iterator[Match]:
    """Direct matches as they are told, in the order of `pairs`."""
    if pairs.relation != ONE_PERSON:
        raise ValueProblem(f"these are pairs of {pairs.relation}, and no direct matches")
    kin = pair_tables(readings, FULL_SIBLINGS).total(readings.numbers, pairs.first, pairs.second)
    shared = (readings.read[pairs.first] & readings.read[pairs.second]).sum(axis=1)
    columns = (pairs.first, pairs.second, pairs.ratios, kin, shared)
    for one, other, ratio, sibling, markers in zip(*(each.tolist() for each in columns),
                                                   strict=True):  # fmt: skip
        yield Match(
            readings.remains[one],
            readings.remains[other],
            ratio / math.log(10),
            (ratio - sibling) / math.log(10),
            markers,
        )
