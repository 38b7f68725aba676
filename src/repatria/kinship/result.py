"""What comes out of comparing two hypotheses: ratios with their reasons, and what they rest on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from repatria.kinship.genetic_map import Cluster


class Flag(StrEnum):
    """What is to be known of one marker."""

    NORMAL = "normal"
    NOT_TYPED = "not typed"
    """The persons whom the hypotheses place differently have no reading here."""
    MUTATION = "mutation needed"
    """Under the first hypothesis the readings need a mutation, or a misreading."""
    EXCLUDED = "excluded"
    """The first hypothesis gives the readings no probability at all."""
    FAMILY_MUTATION = "family needs a mutation"
    """The references among themselves need a mutation, whatever the hypothesis."""
    CONTRADICTORY = "references contradict each other"
    """The second hypothesis gives the readings no probability: there is nothing to divide by."""
    LINKED = "linked"
    """Another marker lies near; see the clusters of the result."""
    REVIEW = "for review"
    """More than two alleles were read in somebody; that reading was not used."""
    RARE = "allele not in the table"
    """An allele was given the minimum frequency."""


SENTENCES: Mapping[Flag, str] = {
    Flag.NORMAL: "The readings are {times} under the first hypothesis.",
    Flag.NOT_TYPED: "Nothing was read here that tells the hypotheses apart.",
    Flag.MUTATION: "The first hypothesis needs a mutation or a misreading here: {times}.",
    Flag.EXCLUDED: "The first hypothesis cannot give these readings.",
    Flag.FAMILY_MUTATION: (
        "The references need a mutation among themselves, under either hypothesis: {times}."
    ),
    Flag.CONTRADICTORY: "The references contradict each other, so there is no ratio: {who}.",
}
LINKED = "It is linked to {others}."
REVIEW = "Left out, since more than two alleles were read: {who}."
RARE = "Not in the table of frequencies, taken at the minimum: {who}."


@dataclass(frozen=True, slots=True)
class MarkerRatio:
    """One marker. `ratio` is P(readings | first) / P(readings | second); None where the second is
    zero. `first` and `second` are natural logarithms of the two likelihoods."""

    marker: str
    ratio: float | None
    first: float
    second: float
    flags: tuple[Flag, ...]
    sentence: str

    @property
    def log10(self) -> float | None:
        """The decimal logarithm of the ratio; −inf for an exclusion."""
        if self.ratio is None:
            return None
        return math.log10(self.ratio) if self.ratio > 0 else -math.inf

    def __str__(self) -> str:
        return f"{self.marker}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ClusterRatio:
    """Linked markers. `ratio` is their joint ratio, `product` that of the markers as if they were
    independent; `joint` tells which of the two the total uses, and `sentence` why."""

    cluster: Cluster
    ratio: float | None
    product: float | None
    joint: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two hypotheses compared on the readings of everybody typed.

    `log10` is the decimal logarithm of the whole ratio: the sum over independent markers and linked
    clusters, −inf where a marker excludes the first hypothesis, None where references contradict
    each other. `models` says what was computed under; `notes` what is to be known of the whole.
    """

    first: str
    second: str
    markers: tuple[MarkerRatio, ...]
    clusters: tuple[ClusterRatio, ...]
    log10: float | None
    population: str
    models: str
    notes: tuple[str, ...]

    @property
    def ratio(self) -> float | None:
        """The whole ratio; inf where it is beyond the largest float."""
        if self.log10 is None:
            return None
        return 10.0**self.log10 if self.log10 < 308 else math.inf

    def flagged(self, flag: Flag) -> tuple[MarkerRatio, ...]:
        return tuple(each for each in self.markers if flag in each.flags)

    @property
    def sentence(self) -> str:
        """The whole in one sentence, with nothing read into it."""
        contradictory = self.flagged(Flag.CONTRADICTORY)
        if contradictory:
            names = ", ".join(each.marker for each in contradictory)
            return f"No ratio: the references contradict each other at {names}."
        excluded = self.flagged(Flag.EXCLUDED)
        if excluded:
            names = ", ".join(each.marker for each in excluded)
            return f"The readings at {names} cannot arise if {self.first}."
        for each in self.clusters:
            if each.joint and not each.ratio:
                names = " and ".join(each.cluster.markers)
                if each.ratio is None:
                    return f"No ratio: the references contradict each other at {names} together."
                return f"The readings at {names} together cannot arise if {self.first}."
        return f"The readings are {times(self.log10 or 0.0)} if {self.first} than if {self.second}."

    def __str__(self) -> str:
        return f"{self.sentence}\n{self.population}\n{self.models}"


def times(log10: float) -> str:
    """A ratio in words: “1,250 times as probable”, “1.2 × 10^9 times as probable”."""
    if log10 == 0:
        return "as probable"
    if -3 < log10 < 6:
        value = 10**log10
        return (
            f"{value:,.0f} times as probable" if value >= 100 else f"{value:.3g} times as probable"
        )
    whole = math.floor(log10)
    mantissa = 10 ** (log10 - whole)
    if round(mantissa, 2) >= 10:
        mantissa, whole = mantissa / 10, whole + 1
    return f"{mantissa:.2f} × 10^{whole} times as probable"
