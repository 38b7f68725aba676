"""Coefficients of a pair in any pedigree: kinship φ, inbreeding, and κ = (κ0, κ1, κ2).

φ(a, b) is the chance that an allele drawn from a and one drawn from b are copies of one ancestral
allele. With a not an ancestor of b (Malécot 1948; Lange 2002, *Mathematical and Statistical Methods
for Genetic Analysis*, ch. 5):

    φ(a, b) = ½ φ(father of a, b) + ½ φ(mother of a, b)
    φ(a, a) = ½ + ½ φ(father of a, mother of a)

A parent who is not in the pedigree is related to nobody. κi is the chance that two persons, neither
of them inbred, share i alleles by descent:

    κ2 = φ(fa, fb) φ(ma, mb) + φ(fa, mb) φ(ma, fb)     κ1 = 4 φ(a, b) − 2 κ2     κ0 = 1 − κ1 − κ2
"""

from __future__ import annotations

from collections.abc import Callable

from repatria.kinship.pedigree import Pedigree, PedigreeProblem

Phi = Callable[[str | None, str | None], float]


def kinship(pedigree: Pedigree, first: str, second: str) -> float:
    """φ of two persons, or of one with themselves. Raises `PedigreeProblem` for one not there."""
    _known(pedigree, first, second)
    return _table(pedigree)(first, second)


def inbreeding(pedigree: Pedigree, person: str) -> float:
    """φ of the person's parents."""
    return 2 * kinship(pedigree, person, person) - 1


def kappa(pedigree: Pedigree, first: str, second: str) -> tuple[float, float, float]:
    """(κ0, κ1, κ2). Raises `PedigreeProblem` for one not there, and where either is inbred."""
    _known(pedigree, first, second)
    phi = _table(pedigree)
    for person in (first, second):
        if phi(person, person) > 0.5:
            raise PedigreeProblem(f"{person} is inbred: three coefficients do not tell it", person)
    if first == second:
        return (0.0, 0.0, 1.0)
    a, b = pedigree.by_id[first], pedigree.by_id[second]
    both = phi(a.father, b.father) * phi(a.mother, b.mother)
    both += phi(a.father, b.mother) * phi(a.mother, b.father)
    one = 4 * phi(first, second) - 2 * both
    return (1 - one - both, one, both)


def _known(pedigree: Pedigree, *persons: str) -> None:
    for person in persons:
        if person not in pedigree.by_id:
            raise PedigreeProblem(f"{person} is not in the pedigree", person)


def _table(pedigree: Pedigree) -> Phi:
    """φ of every pair, filled parents first, so that no depth of generations is too deep."""
    found: dict[tuple[str, str], float] = {}

    def phi(a: str | None, b: str | None) -> float:
        return 0.0 if a is None or b is None else found[a, b]

    before: list[str] = []
    for person in pedigree.parents_first:
        for other in before:
            shared = (phi(person.father, other) + phi(person.mother, other)) / 2
            found[person.id, other] = found[other, person.id] = shared
        found[person.id, person.id] = (1 + phi(person.father, person.mother)) / 2
        before.append(person.id)
    return phi
