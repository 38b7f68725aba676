"""The likelihood of profiles under a hypothesis, marker by marker, exact."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.arrays import Readings, Stacked, program
from repatria.kinship.gene_flow import Flow, Known, SexUnknown, flow
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.lump import Alleles, lumped, whole
from repatria.kinship.observed import Encoder, Typed
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import PedigreeProblem
from repatria.kinship.peel import peel
from repatria.kinship.profile import Profile

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
        self._x_linked = [locus.marker.x_linked for locus in panel.loci]

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
            try:
                found = flow(shape, known, self.panel.settings.convention, x_linked)
            except SexUnknown as problem:
                raise PedigreeProblem(f"{ids[problem.place]}: {problem}") from None
            if found.persons:
                mantissas[loci], exponents[loci] = self._peeled(found, loci, typed)
        return Likelihoods(mantissas, exponents)

    def _groups(self, typed: Typed) -> list[tuple[tuple[Known, ...], bool, Numbers]]:
        """Loci at which the same persons are known in the same way."""
        found: dict[tuple[bytes, bool], list[int]] = {}
        for locus, column in enumerate(typed.known):
            found.setdefault((column.tobytes(), self._x_linked[locus]), []).append(locus)
        return [
            (tuple(map(_KNOWN.__getitem__, column)), x_linked, np.array(loci, np.int64))
            for (column, x_linked), loci in found.items()
        ]

    def _peeled(self, found: Flow, loci: Numbers, typed: Typed) -> tuple[Vector, Numbers]:
        persons = list(found.persons)
        places = typed.places[loci][:, persons]
        readings = Readings.none(*places.shape[:2])
        soft = any(each is Known.SOFT for each in found.known)
        stacked, at = self._stacked, loci
        if self._lumps or soft:
            alleles = [self._alleles(locus, typed, persons) for locus in loci]
            stacked, at = Stacked.of(alleles), np.arange(len(loci))
            places = np.stack([one.places[two] for one, two in zip(alleles, places, strict=True)])
            if soft:
                by_locus = [
                    {
                        place: one.reading(typed.soft[person][locus])
                        for place, person in enumerate(persons)
                        if found.known[place] is Known.SOFT
                    }
                    for locus, one in zip(loci, alleles, strict=True)
                ]
                readings = Readings.of(by_locus, len(persons))
        steps = program(found, int(stacked.counts[at].max()))
        return peel(  # type: ignore[no-any-return]
            at, stacked.counts, stacked.frequency_starts, stacked.matrix_starts,
            stacked.frequencies, stacked.matrices,
            np.ascontiguousarray(places[:, :, 0]), np.ascontiguousarray(places[:, :, 1]),
            readings.terms, readings.starts, readings.weights, readings.reads,
            steps.single, steps.phased, steps.kinds, steps.owners, steps.factors,
            steps.heads, steps.inputs, steps.outs, steps.held,
        )  # fmt: skip

    def _alleles(self, locus: int, typed: Typed, persons: list[int]) -> Alleles:
        """The alleles of a locus, lumped where nobody of these persons shows them."""
        if not self.panel.loci[locus].lumps:
            return self._whole[locus]
        shown: set[int] = set()
        for person in persons:
            known = typed.known[locus, person]
            if known == Known.SHARP:
                shown.update(typed.places[locus, person].tolist())
            elif known == Known.SOFT:
                shown.update(typed.soft[person][locus].shown)
        return lumped(self.panel.loci[locus], shown)
