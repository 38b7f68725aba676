"""The likelihood of profiles under a hypothesis, marker by marker, exact."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.arrays import Group, Stacked
from repatria.kinship.computing import patterned, patterned_open, peeled, tabled
from repatria.kinship.elimination import plan
from repatria.kinship.gene_flow import Flow, Known, SexUnknown, flow
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
_LUMP_FROM = 50_000
"""Multiplications at a locus from which lumping is worth its own time."""


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

    @classmethod
    def product(cls, parts: Sequence[Likelihoods]) -> Likelihoods:
        """The likelihoods of independent parts together."""
        mantissas, exponents = parts[0].mantissas, parts[0].exponents
        for part in parts[1:]:
            mantissas, shifts = np.frexp(mantissas * part.mantissas)
            exponents = exponents + part.exponents + shifts
        return cls(mantissas, exponents)

    def over(self, other: Likelihoods) -> Vector:
        """The ratio at each locus; nan where the other's likelihood is zero."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.ldexp(self.mantissas / other.mantissas, self.exponents - other.exponents)
        return np.where(other.mantissas > 0, found, np.nan)


_HeldPart = tuple[Hypothesis, tuple[Profile, ...], Likelihoods]
# The profiles are held with it, so that no other one can have their place in memory.
_KEPT_PARTS = 1024


class Computation:
    """Likelihoods on one panel. Keeps what several hypotheses and profiles share."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self._parts: dict[tuple[object, ...], _HeldPart] = {}
        self._encoder = Encoder(panel)
        self._whole = [whole(locus) for locus in panel.loci]
        self.stacked = Stacked.of(self._whole, joint=True)
        self._lumps = any(locus.lumps for locus in panel.loci)
        self._x_linked = np.array([locus.marker.x_linked for locus in panel.loci], np.bool_)

    @cached_property
    def without_mutation(self) -> Computation:
        """The same panel with mutation switched off, to tell where one is needed."""
        return Computation(self.panel.without_mutation)

    def likelihoods(self, hypothesis: Hypothesis, profiles: Mapping[str, Profile]) -> Likelihoods:
        """One likelihood a locus of the panel.

        Raises `ValueProblem` for an allele off the ladder and for a pedigree that is too large for
        the models, `PedigreeProblem` where an X-linked marker meets an unknown sex.
        """
        parts = hypothesis.parts if self.panel.theta == 0 else (hypothesis,)
        found = [self._part(hypothesis, part, profiles) for part in parts]
        return found[0] if len(found) == 1 else Likelihoods.product(found)

    def _part(
        self, whole: Hypothesis, part: Hypothesis, profiles: Mapping[str, Profile]
    ) -> Likelihoods:
        """The likelihoods of persons unrelated to all others; the latest are kept, since one family
        meets many strangers."""
        own = {
            sample: profile
            for sample, profile in profiles.items()
            if whole.person_of(sample) in part.place
        }
        key = id(part), *map(id, own.values()), *own
        held = self._parts.get(key)
        if held is None or held[0] is not part:
            if len(self._parts) >= _KEPT_PARTS:
                self._parts.clear()
            found = self.evaluated(part, self.typed(part, own))
            held = self._parts[key] = part, tuple(own.values()), found
        return held[2]

    def typed(self, hypothesis: Hypothesis, profiles: Mapping[str, Profile]) -> Typed:
        """The profiles of a hypothesis as the kernels take them, a row a locus."""
        return self._encoder.typed(hypothesis, profiles)

    def evaluated(self, hypothesis: Hypothesis, typed: Typed) -> Likelihoods:
        """One likelihood for each row of readings."""
        mantissas = np.ones(len(typed.loci))
        exponents = np.zeros(len(typed.loci), np.int64)
        for known, x_linked, rows in self._groups(typed):
            found = self._flow(hypothesis, known, x_linked)
            if found.persons:
                mantissas[rows], exponents[rows] = self._computed(found, rows, typed)
        return Likelihoods(mantissas, exponents)

    def placed_alike(
        self, one: Hypothesis, other: Hypothesis, profiles: Mapping[str, Profile]
    ) -> NDArray[np.bool_]:
        """For each locus, whether two hypotheses place everybody who was read there alike, or at
        most one sample was: then nothing there can tell them apart."""
        both = [self._placed(hypothesis, profiles) for hypothesis in (one, other)]
        return np.array(
            [first == second or few for (first, few), (second, _) in zip(*both, strict=True)]
        )

    def _placed(
        self, hypothesis: Hypothesis, profiles: Mapping[str, Profile]
    ) -> Iterator[tuple[tuple[Flow, tuple[frozenset[str], ...]], bool]]:
        """The flow at each locus with the samples read of each person; whether one was at most."""
        typed = self.typed(hypothesis, profiles)
        for row, locus in enumerate(self.panel.loci):
            found = self._flow(
                hypothesis, _known(typed.known[row].tobytes()), locus.marker.x_linked
            )
            read: dict[str, set[str]] = {}
            for sample, profile in profiles.items():
                seen = profile.observations.get(locus.marker.name)
                if seen is not None and seen.usable:
                    read.setdefault(hypothesis.person_of(sample), set()).add(sample)
            samples = tuple(
                frozenset(read.get(hypothesis.ids[person], ())) for person in found.persons
            )
            yield (replace(found, persons=()), samples), sum(map(len, read.values())) < 2

    def of_each_genotype(
        self, hypothesis: Hypothesis, profiles: Mapping[str, Profile], person: str
    ) -> list[tuple[Vector, int]]:
        """For each locus, the likelihood for every genotype that a person could have.

        A table over the person's paternal and maternal allele (K, K), or over the one allele (K,)
        of a male at an X-linked marker, with its binary exponent. What was read in samples of the
        person counts too. With theta only the mean of both orders of a genotype counts.

        Raises what `likelihoods` raises, and `NotAtOnce` with theta.
        """
        place = hypothesis.place[person]
        typed = self.typed(hypothesis, profiles)
        read = typed.known[:, place].copy()
        typed.known[:, place] = Known.OPEN
        found: list[tuple[Vector, int]] = [(np.ones(0), 0)] * len(typed.loci)
        for known, x_linked, rows in self._groups(typed):
            here = self._flow(hypothesis, known, x_linked)
            group = self._group(here, rows, typed, lumps=False)
            if self.panel.theta:
                tables = patterned_open(group, here, self.panel.theta)
                exponents = np.zeros(len(rows), np.int64)
            else:
                tables, exponents = tabled(group, here)
            for row, table, exponent in zip(rows.tolist(), tables, exponents, strict=True):
                size = self.panel.loci[row].size
                shape = (size,) * len(here.copies[here.persons.index(place)])
                entries = table[: math.prod(shape)].reshape(shape)
                if read[row]:
                    entries = entries * typed.chance(row, place, int(read[row]), shape)
                found[row] = entries, int(exponent)
        return found

    def joint(
        self, hypothesis: Hypothesis, profiles: Mapping[str, Profile], cluster: Cluster
    ) -> float:
        """The joint likelihood of linked markers of the panel.

        Raises `ValueProblem` where the family is too large for it (`linked.MOST_BITS`).
        """
        typed = self.typed(hypothesis, profiles)
        loci = [self.panel.by_name[name] for name in cluster.markers]
        # Whoever matters at one marker has a place at all of them, so that patterns correspond.
        most = typed.known[loci].max(axis=0).astype(np.int8)
        found = self._flow(hypothesis, _known(most.tobytes()), bool(self._x_linked[loci[0]]))
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
            group = self._group(here, np.array([locus]), typed, self._lumps)
            values = patterned(group, here, 0, self.panel.theta, linked=True)
            by_marker.append(over_all_patterns(values, way))
        return chained(by_marker, cluster.fractions)

    def _flow(self, hypothesis: Hypothesis, known: tuple[Known, ...], x_linked: bool) -> Flow:
        try:
            return flow(hypothesis.shape, known, self.panel.settings.convention, x_linked)
        except SexUnknown as problem:
            person = hypothesis.ids[problem.place]
            raise PedigreeProblem(f"{person}: {problem}", person) from None

    def _groups(self, typed: Typed) -> list[tuple[tuple[Known, ...], bool, Numbers]]:
        """Rows in which the same persons are known in the same way."""
        on_x = self._x_linked[typed.loci]
        if len(on_x) and not on_x.any() and (typed.known == typed.known[:1]).all():
            return [(_known(typed.known[0].tobytes()), False, np.arange(len(typed.loci)))]
        found: dict[tuple[bytes, bool], list[int]] = {}
        for row, column in enumerate(typed.known):
            found.setdefault((column.tobytes(), bool(on_x[row])), []).append(row)
        return [
            (_known(column), x_linked, np.array(rows, np.int64))
            for (column, x_linked), rows in found.items()
        ]

    def _computed(self, found: Flow, rows: Numbers, typed: Typed) -> tuple[Vector, Numbers]:
        """By elimination; with theta, where founders are not independent, by transmission."""
        lumps = self._lumps and self._lumping_pays(found, rows, typed)
        group = self._group(found, rows, typed, lumps)
        if self.panel.theta == 0:
            return peeled(group, found)
        values = [
            float(patterned(group, found, row, self.panel.theta, linked=False).mean())
            for row in range(len(rows))
        ]
        return np.array(values), np.zeros(len(rows), np.int64)

    def _group(self, found: Flow, rows: Numbers, typed: Typed, lumps: bool) -> Group:
        persons = list(found.persons)
        if not lumps and Known.SOFT not in found.known:
            places = typed.places[rows][:, persons]
            return Group.certain(self.stacked, typed.loci[rows], places)
        alleles = [self._alleles(row, typed, persons, lumps) for row in rows.tolist()]
        return Group.of(alleles, rows, typed, found)

    def _lumping_pays(self, found: Flow, rows: Numbers, typed: Typed) -> bool:
        """Whether finding the lumps costs less than the work that they save."""
        if self.panel.theta:
            return True
        try:
            size = max(self.panel.loci[locus].size for locus in set(typed.loci[rows].tolist()))
            return plan(found, size).work > _LUMP_FROM
        except ValueProblem:
            return True  # too large without them

    def _alleles(self, row: int, typed: Typed, persons: list[int], lumps: bool) -> Alleles:
        """The alleles of a row, lumped where nobody of these persons shows them."""
        locus = int(typed.loci[row])
        if not (lumps and self.panel.loci[locus].lumps):
            return self._whole[locus]
        return lumped(self.panel.loci[locus], typed.shown(row, persons))


def _known(column: bytes) -> tuple[Known, ...]:
    return tuple(map(_KNOWN.__getitem__, column))
