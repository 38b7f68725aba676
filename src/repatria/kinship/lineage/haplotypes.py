"""What a matching haplotype of the Y chromosome or of mtDNA weighs, and how it joins the rest.

A haplotype passes whole along one line, so its weight comes from how often it was seen in a sample
of the population, never from a product over its markers. Formulas and limits:
docs/methods/lineage-markers.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from repatria.base.errors import ValueProblem


class Line(StrEnum):
    PATERNAL = "paternal"
    """The Y chromosome."""
    MATERNAL = "maternal"
    """Mitochondrial DNA."""


class Method(StrEnum):
    """How the chance of the haplotype is had from a count in a database."""

    COUNT = "count"
    """(x + 1) / (N + 1): the database with the haplotype of the case put into it."""
    UPPER_BOUND = "upper bound"
    """The one-sided upper bound of Clopper and Pearson (1934)."""
    KAPPA = "kappa"
    """(1 − κ) / (N + 1) for a haplotype that was never seen (Brenner 2010)."""


@dataclass(frozen=True, slots=True)
class HaplotypeMatch:
    """The chance that an unrelated person has the haplotype.

    `count` of `size` haplotypes of the database equal it. `frequency` is the figure of the method,
    `probability` the same with `theta` put in: θ + (1 − θ) f.
    """

    count: int
    size: int
    method: Method
    frequency: float
    theta: float = 0.0
    detail: str = ""

    @property
    def probability(self) -> float:
        return self.theta + (1 - self.theta) * self.frequency

    @property
    def ratio(self) -> float:
        """How many times likelier the match is in one line than by chance: 1 / probability."""
        return 1 / self.probability

    @property
    def log10(self) -> float:
        return -math.log10(self.probability)

    @property
    def sentence(self) -> str:
        """The result as a person reads it."""
        seen = (
            f"seen {self.count:,} time{'' if self.count == 1 else 's'}"
            if self.count
            else "not seen"
        )
        theta = f", with theta {self.theta:g}" if self.theta else ""
        return (
            f"The haplotype was {seen} among {self.size:,}; by the method “{self.method.value}”"
            f"{self.detail}{theta} an unrelated person has it with a chance of "
            f"{self.probability:.3g}, so the match is {self.ratio:,.4g} times likelier in one line."
        )


def haplotype_match_ratio(
    count: int,
    size: int,
    method: Method = Method.COUNT,
    *,
    confidence: float = 0.95,
    singletons: int | None = None,
    theta: float = 0.0,
) -> HaplotypeMatch:
    """The weight of a match of a haplotype seen `count` times among `size` of a database.

    `confidence` serves the upper bound, `singletons` (haplotypes seen once in the database) the
    kappa method. Raises `ValueProblem` for figures outside their ranges, and where the kappa
    method does not apply: the haplotype was seen, or every other one was seen once only.
    """
    if not 0 <= count <= size:
        raise ValueProblem(f"a haplotype cannot be seen {count} times among {size}")
    if not 0 <= theta < 1:
        raise ValueProblem(f"theta is {theta:g}; it lies in [0, 1)")
    if method is Method.COUNT:
        return HaplotypeMatch(count, size, method, (count + 1) / (size + 1), theta)
    if method is Method.UPPER_BOUND:
        bound = clopper_pearson_upper(count, size, confidence)
        return HaplotypeMatch(count, size, method, bound, theta, f" ({confidence:.4g})")
    if count:
        raise ValueProblem("the kappa method is for a haplotype that was not seen before")
    if singletons is None or not 0 <= singletons <= size:
        raise ValueProblem(f"the kappa method needs the number of singletons, 0 to {size}")
    if singletons == size:
        raise ValueProblem("every haplotype of the database was seen once: kappa would be 1")
    kappa = (singletons + 1) / (size + 1)
    figure = (1 - kappa) / (size + 1)
    return HaplotypeMatch(count, size, method, figure, theta, f" (κ = {kappa:.3g})")


def clopper_pearson_upper(count: int, size: int, confidence: float = 0.95) -> float:
    """The p with P(X ≤ count | size, p) = 1 − confidence, one-sided; 1 where all were seen.

    For a count of 0 it is 1 − (1 − confidence)^(1/size). Found by bisection on the tail.
    """
    if not 0 < confidence < 1:
        raise ValueProblem(f"a confidence lies between 0 and 1, not at {confidence:g}")
    if not 0 <= count <= size:
        raise ValueProblem(f"a haplotype cannot be seen {count} times among {size}")
    if count == size:
        return 1.0
    low, high = count / size, 1.0
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return high
        if _at_most(count, size, middle) > 1 - confidence:
            low = middle
        else:
            high = middle


def _at_most(count: int, size: int, chance: float) -> float:
    """P(X ≤ count) of a binomial, for a chance at or over count/size: the terms fall from the
    last one down, so it is summed from there until nothing is added."""
    odds = (1 - chance) / chance
    term = math.exp(
        math.lgamma(size + 1)
        - math.lgamma(count + 1)
        - math.lgamma(size - count + 1)
        + count * math.log(chance)
        + (size - count) * math.log1p(-chance)
    )
    total = 0.0
    for seen in range(count, -1, -1):
        if total + term == total:
            break
        total += term
        term *= odds * seen / (size - seen + 1)
    return total


@dataclass(frozen=True, slots=True)
class LineageWeight:
    """The log10 ratio of one line, ready to be joined; `theta` is what was used in it."""

    line: Line
    log10: float
    theta: float = 0.0


@dataclass(frozen=True, slots=True)
class JoinedRatio:
    """An autosomal ratio times those of the lines, in log10; `parts` in the order they came."""

    log10: float
    parts: tuple[tuple[str, float], ...]

    @property
    def sentence(self) -> str:
        told = " + ".join(f"{name} {value:.2f}" for name, value in self.parts)
        return (
            f"log10 of the ratio is {self.log10:.2f} ({told}): the product of independent parts, "
            "given the pedigree."
        )


def joined_ratio(
    autosomal_log10: float, *lines: LineageWeight, autosomal_theta: float = 0.0
) -> JoinedRatio:
    """The autosomal ratio with those of the paternal and the maternal line, by the product.

    Given who is related to whom, autosomes, Y and mtDNA pass independently. Raises `ValueProblem`
    where one line comes twice (two relatives of one patriline carry one Y), and where theta is in
    the autosomal ratio and in a line's: the coancestry of one group would be counted twice.
    """
    parts = [("autosomal", autosomal_log10)]
    for weight in lines:
        name = {Line.PATERNAL: "Y", Line.MATERNAL: "mtDNA"}[weight.line]
        if any(name == known for known, _ in parts):
            raise ValueProblem(f"the {weight.line.value} line ({name}) is already in the product")
        if weight.theta and autosomal_theta:
            raise ValueProblem(
                f"theta is in the autosomal ratio ({autosomal_theta:g}) and in that of {name} "
                f"({weight.theta:g}); use it in one of them"
            )
        parts.append((name, weight.log10))
    return JoinedRatio(math.fsum(value for _, value in parts), tuple(parts))
