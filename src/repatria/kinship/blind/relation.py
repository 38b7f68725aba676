"""What two samples may be to each other, as three coefficients."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """`kappa` (κ0, κ1, κ2): the chance that two samples share no, one or two alleles by descent.

    Where `mutates`, the shared allele passed one meiosis, from a parent to a child, and may have
    mutated by the panel's models. Elsewhere mutation is left out: without it no other relation
    here has a reading that excludes it, while parent and child do.
    """

    name: str
    kappa: tuple[float, float, float]
    mutates: bool = False

    def __str__(self) -> str:
        return self.name


ONE_PERSON = Relation("one person", (0.0, 0.0, 1.0))
PARENT_CHILD = Relation("parent and child", (0.0, 1.0, 0.0), mutates=True)
FULL_SIBLINGS = Relation("full siblings", (0.25, 0.5, 0.25))
HALF_SIBLINGS = Relation("half siblings", (0.5, 0.5, 0.0))
CLOSE_KIN = (PARENT_CHILD, FULL_SIBLINGS, HALF_SIBLINGS)
"""Half siblings stand for all of the second degree: an uncle and nephew, a grandfather and
grandson have the same coefficients."""
