"""Everything that may be read at a marker, as rows of a search, and how probable each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.marker import Marker
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.search.rows import Rows, rows_of
from repatria.kinship.search.scores import scores

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Outcomes:
    """`rows` has a row for each reading. Those that can come of a marker (L) read in a certain way
    (K ways, as `HowRead` numbers them) are `places[way][locus]`; `factors` beside them is what the
    weight of a row lacks to the probability of the reading: a copy that was seen did not drop out.
    """

    rows: Rows
    places: tuple[tuple[Numbers, ...], ...]
    factors: tuple[tuple[Vector, ...], ...]

    @classmethod
    def of(cls, panel: Panel, chances: tuple[float, ...]) -> Outcomes:
        """Of all markers of a panel, certain and with these chances of dropout."""
        ways = (0.0, *chances)
        readings = [
            [list(_readings(locus.marker, chance)) for locus in panel.loci] for chance in ways
        ]
        profiles: list[Profile] = []
        begins = []
        for chance, of_way in zip(ways, readings, strict=True):
            begins.append(len(profiles))
            for number in range(max(map(len, of_way))):
                seen = {
                    name: each[number][0]
                    for name, each in zip(panel.names, of_way, strict=True)
                    if number < len(each)
                }
                profiles.append(Profile("", MappingProxyType(seen), True, chance))
        rows, found = rows_of(panel, profiles)
        return cls(
            rows,
            tuple(
                tuple(found[begin : begin + len(each), locus] for locus, each in enumerate(of_way))
                for begin, of_way in zip(begins, readings, strict=True)
            ),
            tuple(
                tuple(np.array([factor for _, factor in each]) for each in of_way)
                for of_way in readings
            ),
        )

    def weighed(self, ratios: Vector) -> tuple[Vector, Vector]:
        """For each row and family, of tables (family, column): the natural logarithm of the ratio,
        and the weight of the reading in the missing person, given the relatives."""
        block = np.ascontiguousarray(ratios.T)
        logs = scores(self.rows, block, np.zeros((0, len(ratios)))).exact
        genotypes, certain = self.rows.genotypes, self.rows.certain
        chances = np.broadcast_to(genotypes.chances[:, None], (certain, len(ratios)))
        if genotypes.theta:
            chances = chances * block[certain:]
        weights = np.zeros_like(logs)
        weights[:certain] = chances
        if len(self.rows.below):
            products = self.rows.weights[:, None] * chances[self.rows.members]
            weights[certain : self.rows.nothing] = np.add.reduceat(
                products, self.rows.begins[:-1], axis=0
            )
        weights *= np.exp(logs)
        return logs, weights


def _readings(marker: Marker, dropout: float) -> Iterator[tuple[Observation, float]]:
    """What can be read, and the chance that both copies were seen where two alleles are."""
    alleles = marker.alleles[: len(marker.alleles) - bool(marker.silent)]
    for place, one in enumerate(alleles):
        if dropout:
            yield Observation((one,), Reading.SINGLE), 1.0
        else:
            yield Observation((one, one), Reading.GENOTYPE), 1.0
        for other in alleles[place + 1 :]:
            yield Observation((one, other), Reading.GENOTYPE), (1 - dropout) ** 2
