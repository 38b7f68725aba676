"""Where markers lie on the genetic map, and which of them are near enough to be passed on together.

Positions in centimorgans: HapMap-derived, sex-averaged, as tabled for the syntenic pairs of the
usual kits in Scientific Reports 9 (2019) 16311, table 3. A marker of the usual kits that the table
does not give has a chromosome and no position here: pairs with it are named as such.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.kinship.known_markers import chromosome_of, marker_name

POSITIONS: Mapping[str, float] = MappingProxyType(
    {
        "TPOX": 1.6661, "D2S441": 90.47903, "D2S1338": 223.4832, "D3S1358": 67.1789,
        "D3S1744": 157.24131, "FGA": 156.81293, "D4S2366": 12.9467, "D5S2800": 70.3208,
        "D5S818": 126.67284, "CSF1PO": 154.43395, "SE33": 95.44921, "D6S474": 118.66248,
        "D7S820": 100.2012, "D8S1132": 119.96228, "D8S1179": 136.44313, "TH01": 4.48933,
        "vWA": 15.63031, "D12S391": 27.57129,
    }
)  # fmt: skip
NEAR = 50.0
"""Centimorgans up to which neighbours are taken as linked; at 50 the recombination fraction is
0.38, and what is lost beyond it is small."""


@dataclass(frozen=True)
class GeneticMap:
    """Positions in centimorgans by marker; `chromosomes` for markers that are not well known."""

    positions: Mapping[str, float]
    chromosomes: Mapping[str, str] = field(default_factory=dict)
    near: float = NEAR

    def chromosome(self, marker: str) -> str:
        """`1` to `22` or `X`; "" where it is not known."""
        found = self.chromosomes.get(marker) or chromosome_of(marker)
        return found if found not in ("Y", "XY") else ""

    def position(self, marker: str) -> float | None:
        return self.positions.get(marker_name(marker), self.positions.get(marker))


USUAL_KITS = GeneticMap(POSITIONS)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Markers of one chromosome, each near the next: `fractions` are the chances of recombination
    between neighbours (one fewer than markers), `distances` the same in centimorgans."""

    chromosome: str
    markers: tuple[str, ...]
    distances: tuple[float, ...]
    fractions: tuple[float, ...]

    def __str__(self) -> str:
        steps = ", ".join(f"{each:.1f} cM" for each in self.distances)
        return f"{'–'.join(self.markers)} ({steps})"


def kosambi(centimorgans: float) -> float:
    """The recombination fraction at a distance: ½ tanh(2d), d in morgans (Kosambi 1944).

    Raises `ValueProblem` for a distance below zero.
    """
    if not centimorgans >= 0:
        raise ValueProblem(f"{centimorgans:g} cM is no distance")
    return 0.5 * math.tanh(2 * centimorgans / 100)


def clusters(markers: Iterable[str], over: GeneticMap = USUAL_KITS) -> tuple[Cluster, ...]:
    """The groups of two markers or more that lie near each other, by chromosome and position."""
    placed: dict[str, list[tuple[float, str]]] = {}
    for marker in markers:
        position, chromosome = over.position(marker), over.chromosome(marker)
        if position is not None and chromosome:
            placed.setdefault(chromosome, []).append((position, marker))
    found = []
    for chromosome, places in placed.items():
        run: list[tuple[float, str]] = []
        for place in sorted(places):
            if run and place[0] - run[-1][0] > over.near:
                found.append((chromosome, run))
                run = []
            run = [*run, place]
        found.append((chromosome, run))
    return tuple(_cluster(chromosome, run) for chromosome, run in found if len(run) > 1)


def _cluster(chromosome: str, run: list[tuple[float, str]]) -> Cluster:
    distances = tuple(after[0] - before[0] for before, after in pairwise(run))
    return Cluster(
        chromosome,
        tuple(marker for _, marker in run),
        distances,
        tuple(kosambi(each) for each in distances),
    )


def unplaced(markers: Iterable[str], over: GeneticMap = USUAL_KITS) -> tuple[tuple[str, str], ...]:
    """Pairs on one chromosome whose distance is not known, since a position is not on the map."""
    by_chromosome: dict[str, list[str]] = {}
    for marker in markers:
        if chromosome := over.chromosome(marker):
            by_chromosome.setdefault(chromosome, []).append(marker)
    return tuple(
        (one, other)
        for group in by_chromosome.values()
        for place, one in enumerate(group)
        for other in group[place + 1 :]
        if over.position(one) is None or over.position(other) is None
    )
