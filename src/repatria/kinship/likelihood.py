"""The likelihood of profiles under a hypothesis, marker by marker, exact."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.arrays import Group, Stacked
from repatria.kinship.computing import patterned, peeled
from repatria.kinship.gene_flow import Flow, Known, SexUnknown, Shape, flow
from repatria.kinship.genetic_map import Cluster
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.linked import MOST_BITS, chained, over_all_patterns
from repatria.kinship.lump import Alleles, lumped, whole
from repatria.kinship.observed import Encoder, Typed
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import PedigreeProblem
from repatria.kinship.profile import Profile
from repatria.kinship.transmission import transmission

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]
_KNOWN = tuple(Known)


@dataclass(frozen=True, eq=False)
class Likelihoods:
    """One likelihood a locus, as mantissa · 2^exponent, so that none is lost below the smallest
    float. A mantissa of 0 is a likelihood of zero."""

    mantissas: Vector
    exponents: Numbers

    @property
    def logarithms(self) -> Vector:
        """Natural logarithms; −inf for zero."""
        with np.errstate(divide="ignore"):
            found: Vector = np.log(self.mantissas) + self.exponents * math.log(2)
        return found

    @property
    def values(self) -> Vector:
        """As plain numbers; what is below the smallest float becomes 0."""
        return np.ldexp(self.mantissas, self.exponents)

    def over(self, other: Likelihoods) -> Vector:
        """The ratio at each locus; nan where the other's likelihood is zero."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.ldexp(self.mantissas / other.mantissas, self.exponents - other.exponents)
        return np.where(other.mantissas > 0, found, np.nan)


class Computation:
    """Likelihoods on one panel. Keeps what several hypotheses and profiles share."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self._encoder = Encoder(panel)
        self._whole = [whole(locus) for locus in panel.loci]
        self._stacked = Stacked.of(self._whole)
        self._lumps = any(locus.lumps for locus in panel.loci)
        self._x_linked = np.array([locus.marker.x_linked for locus in panel.loci], np.bool_)
        self._every = np.arange(len(panel.loci))

    def likelihoods(self, hypothesis: Hypothesis, profiles: Mapping[str, Profile]) -> Likelihoods:
        """One likelihood a locus of the panel.

        Raises `ValueProblem` for an allele off the ladder and for a pedigree that is too large for
        the models, `PedigreeProblem` where an X-linked marker meets an unknown sex.
        """
        shape, ids = hypothesis.shape, hypothesis.ids
        typed = self._encoder.typed(ids, shape.sexes, profiles)
        mantissas = np.ones(len(self.panel.loci))
        exponents = np.zeros(len(self.panel.loci), np.int64)
        for known, x_linked, loci in self._groups(typed):
            found = self._flow(shape, ids, known, x_linked)
            if found.persons:
                mantissas[loci], exponents[loci] = self._computed(found, loci, typed)
        return Likelihoods(mantissas, exponents)

    def joint(
        self, hypothesis: Hypothesis, profiles: Mapping[str, Profile], cluster: Cluster
    ) -> float:
        """The joint likelihood of linked markers of the panel.

        Raises `ValueProblem` where the family is too large for it (`linked.MOST_BITS`).
        """
        shape, ids = hypothesis.shape, hypothesis.ids
        typed = self._encoder.typed(ids, shape.sexes, profiles)
        loci = [self.panel.by_name[name] for name in cluster.markers]
        # Whoever matters at one marker has a place at all of them, so that patterns correspond.
        most = typed.known[loci].max(axis=0).astype(np.int8)
        found = self._flow(shape, ids, _known(most.tobytes()), bool(self._x_linked[loci[0]]))
        if not found.persons:
            return 1.0
        by_marker = []
        for locus in loci:
            known = _known(typed.known[locus, list(found.persons)].tobytes())
            here = replace(found, known=known)
            way = transmission(here, linked=True)
            if way.bits > MOST_BITS:
                raise ValueProblem(
                    f"{cluster}: {way.bits} meioses are too many for a joint likelihood; "
                    f"{MOST_BITS} are allowed"
                )
            group = self._group(here, np.array([locus]), typed)
            values = patterned(group, here, 0, self.panel.theta, linked=True)
            by_marker.append(over_all_patterns(values, way))
        return chained(by_marker, cluster.fractions)

    def _flow(
        self, shape: Shape, ids: tuple[str, ...], known: tuple[Known, ...], x_linked: bool
    ) -> Flow:
        try:
            return flow(shape, known, self.panel.settings.convention, x_linked)
        except SexUnknown as problem:
            raise PedigreeProblem(f"{ids[problem.place]}: {problem}", ids[problem.place]) from None

    def _groups(self, typed: Typed) -> list[tuple[tuple[Known, ...], bool, Numbers]]:
        """Loci at which the same persons are known in the same way."""
        found: dict[tuple[bytes, bool], list[int]] = {}
        if not self._x_linked.any() and (typed.known == typed.known[:1]).all():
            return [(_known(typed.known[0].tobytes()), False, self._every)]
        for locus, column in enumerate(typed.known):
            found.setdefault((column.tobytes(), bool(self._x_linked[locus])), []).append(locus)
        return [
            (_known(column), x_linked, np.array(loci, np.int64))
            for (column, x_linked), loci in found.items()
        ]

    def _computed(self, found: Flow, loci: Numbers, typed: Typed) -> tuple[Vector, Numbers]:
        """By elimination; with theta, where founders are not independent, by transmission."""
        group = self._group(found, loci, typed)
        if self.panel.theta == 0:
            return peeled(group, found)
        values = [
            float(patterned(group, found, locus, self.panel.theta, linked=False).mean())
            for locus in range(len(loci))
        ]
        return np.array(values), np.zeros(len(loci), np.int64)

    def _group(self, found: Flow, loci: Numbers, typed: Typed) -> Group:
        persons = list(found.persons)
        if not self._lumps and Known.SOFT not in found.known:
            return Group.certain(self._stacked, loci, typed.places[loci][:, persons])
        alleles = [self._alleles(locus, typed, persons) for locus in loci]
        return Group.of(alleles, loci, typed, found)

    def _alleles(self, locus: int, typed: Typed, persons: list[int]) -> Alleles:
        """The alleles of a locus, lumped where nobody of these persons shows them."""
        if not self.panel.loci[locus].lumps:
            return self._whole[locus]
        return lumped(self.panel.loci[locus], typed.shown(locus, persons))


def _known(column: bytes) -> tuple[Known, ...]:
    return tuple(map(_KNOWN.__getitem__, column))
