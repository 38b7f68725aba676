"""The markers of a computation, with everything that depends on neither pedigree nor profile:
frequencies, mutation matrices, and what readings mean under the settings in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import NO_MUTATION
from repatria.kinship.pedigree import Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.settings import Settings

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Locus:
    """One marker under the settings: frequencies (K,), mutation matrices (K, K) by parent's sex.

    `lumps` says that all alleles that nobody showed may be taken as one without any loss, whichever
    they are: each visible column of both matrices has one value off the diagonal (Kemeny & Snell
    1960, theorem 6.3.2, for every partition at once).
    """

    marker: Marker
    frequencies: Vector
    from_mother: Vector
    from_father: Vector
    lumps: bool

    @classmethod
    def of(cls, marker: Marker, settings: Settings) -> Locus:
        whole = marker.with_silent(settings.silent)
        model = settings.mutation_at(marker.name)
        mother, father = model.matrix(whole, Sex.FEMALE), model.matrix(whole, Sex.MALE)
        visible = len(whole.alleles) - bool(whole.silent)
        lumps = _even_columns(mother[:visible, :visible]) and _even_columns(
            father[:visible, :visible]
        )
        return cls(whole, np.array(whole.frequencies), mother, father, lumps)

    @property
    def size(self) -> int:
        return len(self.marker.alleles)


def _even_columns(matrix: Vector) -> bool:
    size = len(matrix)
    off = matrix[~np.eye(size, dtype=bool)].reshape(size, size - 1)
    columns = np.array([np.delete(matrix[:, place], place) for place in range(size)])
    return bool(off.size == 0 or (columns == columns[:, :1]).all())


@dataclass(frozen=True, eq=False)
class Panel:
    """The loci of a computation, in order, with the population and the settings they came from."""

    population: Population
    settings: Settings
    loci: tuple[Locus, ...]

    @classmethod
    def of(
        cls, population: Population, settings: Settings, markers: Iterable[str] | None = None
    ) -> Panel:
        """All markers of the population, or those named, in any spelling.

        Amelogenin and Y-linked markers are left out: they are no part of this likelihood. Raises
        `ValueProblem` for a marker that the population does not have, and where the mutation model
        does not fit a marker.
        """
        chosen = []
        for name in population.markers if markers is None else markers:
            marker = population.marker(name)
            if marker is None:
                raise ValueProblem(
                    f"the population {population.name} has no frequencies for {name}"
                )
            if marker.name != AMELOGENIN and not marker.haploid:
                floored = marker.with_minimum(population.minimum.floor(marker))
                chosen.append(Locus.of(floored, settings))
        return cls(population, settings, tuple(chosen))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(locus.marker.name for locus in self.loci)

    @property
    def theta(self) -> float:
        return self.population.theta

    @cached_property
    def by_name(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def without_mutation(self) -> Panel:
        """The same markers with mutation switched off, to tell where one is needed."""
        settings = replace(self.settings, mutation=NO_MUTATION, by_marker={})
        loci = tuple(Locus.of(locus.marker, settings) for locus in self.loci)
        return replace(self, settings=settings, loci=loci)

    def covering(
        self, profiles: Iterable[Profile], alleles: Mapping[str, Collection[str]] | None = None
    ) -> Panel:
        """The panel with every allele of the profiles, and of a list by marker, by the population's
        rule for rare ones.

        Where the rule gives no frequency the panel stays as it is, and the reading fails later with
        the sample's name. The marker's `added` tells which alleles were lacking.
        """
        seen = {name: set(each) for name, each in (alleles or {}).items()}
        for profile in profiles:
            for name, observation in profile.observations.items():
                seen.setdefault(name, set()).update(observation.alleles)
        loci = list(self.loci)
        for place, locus in enumerate(self.loci):
            marker = self.population.markers[locus.marker.name]
            floor = self.population.minimum.floor(marker)
            if floor and seen.get(marker.name, set()) - set(locus.marker.alleles):
                grown = marker.with_minimum(floor, seen[marker.name] | locus.marker.added)
                loci[place] = Locus.of(grown, self.settings)
        return replace(self, loci=tuple(loci))

    def __str__(self) -> str:
        return f"{len(self.loci)} markers of {self.population}; {self.settings}"
