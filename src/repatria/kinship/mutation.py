"""Mutation models: how an allele may change on its way from a parent to a child.

A model gives, for a marker and the sex of the parent, a matrix whose rows are the parent's allele
and whose columns the child's. Every row sums to one. The silent allele neither mutates nor comes
from a mutation, except in a custom matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from repatria.base.errors import ValueProblem
from repatria.kinship.marker import Marker
from repatria.kinship.mutation_matrices import BUILDERS, STEPWISE, Case, Kind, Matrix, Rates
from repatria.kinship.pedigree import Sex
from repatria.kinship.stationary import Stationary, made_stationary

_ROW_SUM = 1e-9


@dataclass(frozen=True, slots=True)
class MutationModel:
    """A kind of mutation with the rates of each sex, made stationary on request.

    `custom` holds, for the kind *custom*, a matrix a marker in the order of its alleles, as tuples.
    """

    kind: Kind = Kind.NONE
    female: Rates = field(default_factory=Rates)
    male: Rates = field(default_factory=Rates)
    stationary: Stationary = Stationary.AS_IS
    custom: Mapping[str, tuple[tuple[float, ...], ...]] | None = None

    @classmethod
    def of(
        cls,
        kind: Kind | str,
        rate: float = 0.0,
        *,
        rate2: float = 0.0,
        range: float = 0.1,
        stationary: Stationary | str = Stationary.AS_IS,
    ) -> MutationModel:
        """The same rates for both sexes."""
        rates = Rates(rate, rate2, range)
        return cls(Kind(kind), rates, rates, Stationary(stationary))

    def matrix(self, marker: Marker, parent: Sex) -> Matrix:
        """The matrix of a marker for a parent of this sex (male or female), K by K.

        Raises `ValueProblem` where the model does not allow the rate at this marker.
        """
        rates = self.male if parent is Sex.MALE else self.female
        visible = len(marker.alleles) - bool(marker.silent)
        frequencies = np.array(marker.frequencies[:visible])
        try:
            if self.kind is Kind.CUSTOM:
                return self._custom(marker)
            case = Case(marker.alleles[:visible], frequencies / frequencies.sum(), rates)
            inner = made_stationary(BUILDERS[self.kind](case), case.frequencies, self.stationary)
        except ValueProblem as problem:
            raise ValueProblem(f"marker {marker.name}: {problem}") from None
        whole = np.eye(len(marker.alleles))
        whole[:visible, :visible] = inner
        return whole

    def _custom(self, marker: Marker) -> Matrix:
        rows = (self.custom or {}).get(marker.name)
        if rows is None:
            raise ValueProblem("the custom model has no matrix for it")
        found = np.array(rows, dtype=float)
        size = len(marker.alleles)
        if found.shape != (size, size):
            raise ValueProblem(f"the custom matrix is not {size} by {size}")
        if not np.isfinite(found).all() or (found < 0).any():
            raise ValueProblem("the custom matrix has an entry that is no probability")
        if np.abs(found.sum(axis=1) - 1).max() > _ROW_SUM:
            raise ValueProblem("a row of the custom matrix does not sum to 1")
        return found

    def __str__(self) -> str:
        if self.kind in (Kind.NONE, Kind.CUSTOM):
            return self.kind.value
        rates = str(self.female)
        if self.female != self.male:
            rates = f"mothers {self.female}, fathers {self.male}"
        if self.kind in STEPWISE:
            steps = dict.fromkeys((self.female.range, self.male.range))
            rates += f", range {' and '.join(f'{each:g}' for each in steps)}"
        made = "" if self.stationary is Stationary.AS_IS else f", {self.stationary.value}"
        return f"{self.kind.value} ({rates}{made})"


NO_MUTATION = MutationModel()
