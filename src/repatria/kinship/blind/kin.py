"""Close kin among the dead: pairs of remains that may be relatives of each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.blind.pairs import all_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import CLOSE_KIN, ONE_PERSON, Relation
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import pair_tables
from repatria.kinship.result import times

NOTE = (
    "Markers are multiplied as if independent, linked ones too. Mutation is counted between parent "
    "and child only. Half siblings stand for every relation of the second degree."
)


@dataclass(frozen=True, slots=True)
class KinPair:
    """Two remains and, by relation, the decimal logarithm of P(readings | relation) /
    P(readings | unrelated); that of one person stands with them for comparison. `likeliest` is the
    relation asked for that explains the readings best."""

    one: Remains
    other: Remains
    log10: Mapping[Relation, float]
    likeliest: Relation
    markers: int

    @property
    def sentence(self) -> str:
        return (
            f"The readings of {self.one} and {self.other} are "
            f"{times(self.log10[self.likeliest])} if they are {self.likeliest} than if they are "
            f"unrelated (markers read in both: {self.markers})."
        )


def kin_pairs(
    readings: Readings,
    least: float,
    relations: Sequence[Relation] = CLOSE_KIN,
    progress: Progress = silent,
    *,
    floors: NDArray[np.float64] | None = None,
) -> tuple[KinPair, ...]:
    """All pairs that one of the relations explains at least `least` times as well as chance and
    better than that the two are one person, the likeliest first. With `floors`, natural logarithms
    by place of the remains, only those that reach the floor of one of the two.

    Parts of one person look like siblings of theirs: they are `direct_matches`. Raises
    `ValueProblem` unless `least` is above 0, and where too many pairs reach it.
    """
    if not least > 0:
        raise ValueProblem("a threshold is a ratio above 0")
    tables = [pair_tables(readings, relation) for relation in (*relations, ONE_PERSON)]
    found: set[tuple[int, int]] = set()
    for each in tables[:-1]:
        pairs = all_pairs(readings, each, math.log(least), progress)
        first, second = pairs.first, pairs.second
        if floors is not None:
            reach = pairs.ratios >= np.minimum(floors[first], floors[second])
            first, second = first[reach], second[reach]
        found.update(zip(first.tolist(), second.tolist(), strict=True))
    places = np.array(sorted(found), np.int64).reshape(-1, 2)
    ratios = np.array(
        [each.total(readings.numbers, places[:, 0], places[:, 1]) for each in tables]
    ) / math.log(10)  # fmt: skip
    best = ratios[:-1].argmax(axis=0)
    peak = ratios[best, np.arange(len(places))]
    kept = np.flatnonzero(peak > ratios[-1])
    kept = kept[np.argsort(-peak[kept], kind="stable")]
    told = []
    for at in kept.tolist():
        one, other = places[at].tolist()
        together = (each.relation for each in tables)
        told.append(
            KinPair(
                readings.remains[one],
                readings.remains[other],
                dict(zip(together, ratios[:, at].tolist(), strict=True)),
                relations[int(best[at])],
                int((readings.read[one] & readings.read[other]).sum()),
            )
        )
    return tuple(told)
