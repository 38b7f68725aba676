"""What is held of the assignment before any evidence on single pairs.

Each of N missing persons is among the found with chance π, each apart; of persons whom nobody
listed, a number with mean μ is found (Poisson); the found come in random order. For V persons
found, a given assignment of k of them has

    P(assignment, V) = π^k (1 − π)^(N−k) · e^−μ μ^(V−k) / V!  ∝  λ^k,   λ = π / ((1 − π) μ),

so that every pair weighs λ and, given their number, all assignments are equally likely: the number
present has p(k) ∝ C(N, k) C(V, k) k! λ^k. One found person with candidates i, without competition,
is then i with probability λ R_i / (1 + λ Σ R_k): the posterior of Meester and Slooten for a
database, π_i R_i / (Σ π_k R_k + π_0).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from repatria.base.errors import ValueProblem


@dataclass(frozen=True, slots=True)
class Prior:
    """The prior of a joint assignment: `missing` persons listed, `found` persons found, the chance
    `present` that a listed one is among the found, and how many of the found are expected to be
    listed nowhere (`unlisted`). `source` says where it comes from.

    Raises `ValueProblem` unless 0 < present < 1 and unlisted > 0.
    """

    missing: int
    found: int
    present: float
    unlisted: float
    source: str = "as given"

    def __post_init__(self) -> None:
        if not (0 < self.present < 1 and 0 < self.unlisted < math.inf):
            raise ValueProblem(
                "the chance to be present lies between 0 and 1, the number of unlisted is positive"
            )

    @classmethod
    def expecting(cls, missing: int, found: int, pairs: float, source: str = "as given") -> Prior:
        """The prior under which about `pairs` of the found are expected to be listed missing.

        Half a person is added to each count, so that no chance is ever 0 or 1. Raises
        `ValueProblem` for a number below 0 or above the persons found or missing.
        """
        if not 0 <= pairs <= min(missing, found):
            raise ValueProblem(
                f"{pairs:g} cannot be present of {missing} missing among {found} found"
            )
        return cls(missing, found, (pairs + 0.5) / (missing + 1), found - pairs + 0.5, source)

    @classmethod
    def flat(cls, missing: int, found: int) -> Prior:
        """Every assignment equally likely (λ = 1), for comparison with programs that do so. Large
        numbers present are favoured, only since more assignments have them."""
        return cls(missing, found, 0.5, 1.0, "every assignment equally likely")

    @property
    def log_pair(self) -> float:
        """log λ, natural: what a pair weighs before evidence."""
        return math.log(self.present / (1 - self.present) / self.unlisted)

    def ratio_for(self, posterior: float) -> float:
        """The likelihood ratio that a pair without competition needs for a posterior."""
        return posterior / (1 - posterior) / math.exp(self.log_pair)

    @property
    def sentence(self) -> str:
        return (
            f"Before evidence, each of the {self.missing:,} missing is among the {self.found:,} "
            f"persons found with a chance of {self.present:.3g}, and {self.unlisted:,.1f} of the "
            f"found are expected to be listed nowhere ({self.source}). A pair without competition "
            f"needs a likelihood ratio of {self.ratio_for(0.9999):.2g} for a posterior of 0.9999."
        )

    def __str__(self) -> str:
        return self.sentence


def assignments(found: int, missing: int) -> int:
    """How many joint assignments there are: Σ_k C(V, k) C(N, k) k!."""
    return sum(
        math.comb(found, k) * math.comb(missing, k) * math.factorial(k)
        for k in range(min(found, missing) + 1)
    )
