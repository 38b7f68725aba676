"""What a likelihood is computed under, apart from the population."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from repatria.base.errors import ValueProblem
from repatria.kinship.mutation import NO_MUTATION, MutationModel


class Convention(StrEnum):
    """What becomes of founders that nobody typed.

    The two differ only where mutation is not stationary, or theta is not zero.
    """

    KEPT = "untyped founders kept"
    """Their alleles pass a meiosis like everyone's (the convention of pedprobr and forrel)."""
    PRUNED = "untyped founders with one child pruned"
    """The child's other gamete is drawn from the population itself (the convention of Familias)."""


class Linkage(StrEnum):
    """What becomes of markers that lie near each other on one chromosome."""

    TWO_LOCUS = "joint likelihood of linked pairs"
    FLAG = "multiplied as independent, and flagged"


@dataclass(frozen=True, slots=True)
class Settings:
    """The models of a computation; they stand on every result.

    `dropout` is the chance a copy that a *single allele* reading may have lost one, where the
    profile names none. `miscall` is the chance a copy to be read as another visible allele, evenly;
    `drop_in` that of one allele too many, drawn from the population. `silent` is the frequency of a
    silent allele at every marker that has none of its own. `by_marker` gives single markers a
    mutation model of their own.
    """

    mutation: MutationModel = field(default_factory=lambda: NO_MUTATION)
    convention: Convention = Convention.KEPT
    linkage: Linkage = Linkage.TWO_LOCUS
    silent: float = 0.0
    dropout: float = 0.1
    miscall: float = 0.0
    drop_in: float = 0.0
    by_marker: Mapping[str, MutationModel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("silent", "dropout", "miscall", "drop_in"):
            value = getattr(self, name)
            if not 0 <= value < 1:
                raise ValueProblem(f"{name.replace('_', '-')} is {value:g}; it lies in [0, 1)")

    def mutation_at(self, marker: str) -> MutationModel:
        """The mutation model of a marker."""
        return self.by_marker.get(marker, self.mutation)

    def __str__(self) -> str:
        own = f" ({len(self.by_marker)} markers with one of their own)" if self.by_marker else ""
        told = [f"mutation: {self.mutation}{own}", self.convention.value]
        told += [
            f"{name.replace('_', '-')} {value:g}"
            for name in ("silent", "dropout", "miscall", "drop_in")
            if (value := getattr(self, name))
        ]
        return "; ".join((*told, f"linkage: {self.linkage.value}"))
