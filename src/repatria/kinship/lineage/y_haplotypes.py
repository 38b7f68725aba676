"""Y-STR haplotypes of two men: compared marker by marker, and weighed along their paternal line."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.kinship.alleles import repeats
from repatria.kinship.known_markers import chromosome_of
from repatria.kinship.lineage.haplotypes import HaplotypeMatch, Line, LineageWeight
from repatria.kinship.profile import Observation, Profile, Reading

MULTI_COPY = frozenset({"DYS385", "DYF387S1"})
"""Markers that lie on the Y twice: two alleles in no order."""
_INNER, _OUTER = "DYS389I", "DYS389II"
MOST_MEIOSES = 200


@dataclass(frozen=True, slots=True)
class YMarker:
    """One marker read in both men. `steps` is the least number of repeats between the two, None
    where no number of single steps leads from one to the other."""

    name: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    steps: int | None

    def __str__(self) -> str:
        return f"{self.name} {','.join(self.left)}/{','.join(self.right)}"


@dataclass(frozen=True, slots=True)
class YComparison:
    """Two Y haplotypes over the markers that both have. `left_out` says which were not used, and
    why; a marker that one of the two lacks is not named."""

    left: str
    right: str
    markers: tuple[YMarker, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def mismatches(self) -> tuple[YMarker, ...]:
        return tuple(marker for marker in self.markers if marker.steps != 0)

    @property
    def steps(self) -> int | None:
        """The repeats between the two over all markers; None where one has no number."""
        found = [marker.steps for marker in self.markers]
        return None if None in found else sum(step for step in found if step is not None)

    @property
    def sentence(self) -> str:
        """The result as a person reads it."""
        pair = f"The Y haplotypes of {self.left} and {self.right}"
        if not self.markers:
            return f"{pair} share no marker that can be compared: nothing can be said."
        out = ""
        if self.left_out:
            out = " Not used: " + ", ".join(f"{name} ({why})" for name, why in self.left_out) + "."
        if not self.mismatches:
            return f"{pair} are equal at {len(self.markers)} markers.{out}"
        total = "by no number of single steps"
        if self.steps is not None:
            total = f"by {self.steps} repeat{'' if self.steps == 1 else 's'}"
        told = ", ".join(map(str, self.mismatches))
        return (
            f"{pair} differ at {len(self.mismatches)} of {len(self.markers)} markers, {total}: "
            f"{told}.{out}"
        )


def compare_y(left: Profile, right: Profile) -> YComparison:
    """Compares the Y-linked markers of two profiles.

    Copies of a marker are compared as a multiset. DYS389II holds the repeats of DYS389I; where
    both are read it is counted without them, so that one mutation is one step.
    """
    markers: list[YMarker] = []
    left_out: list[tuple[str, str]] = []
    here, there = _y_readings(left), _y_readings(right)
    for name in sorted(here.keys() & there.keys()):
        why = _unfit(name, here[name]) or _unfit(name, there[name])
        if why:
            left_out.append((name, why))
            continue
        one, other = here[name].alleles, there[name].alleles
        inner = (here.get(_INNER), there.get(_INNER))
        if name == _OUTER and inner[0] is not None and inner[1] is not None:
            steps = _steps(_without(one, inner[0].alleles), _without(other, inner[1].alleles))
        else:
            steps = _steps(one, other)
        markers.append(YMarker(name, one, other, steps))
    return YComparison(left.sample, right.sample, tuple(markers), tuple(left_out))


def _y_readings(profile: Profile) -> dict[str, Observation]:
    """The readings of the Y; where a file doubled the allele of a single copy, one is taken."""
    found = {}
    for name, seen in profile.observations.items():
        if chromosome_of(name) != "Y":
            continue
        if name not in MULTI_COPY and len(seen.alleles) == 2 and len({*seen.alleles}) == 1:
            seen = Observation(seen.alleles[:1], Reading.GENOTYPE)
        found[name] = seen
    return found


def _unfit(name: str, seen: Observation) -> str:
    if not seen.usable:
        return "more than two alleles"
    if seen.reading is Reading.ONE_KNOWN:
        return "an allele off the ladder"
    if name in MULTI_COPY and len(seen.alleles) == 1:
        return "one allele read of two copies"
    return ""


def _without(outer: tuple[str, ...], inner: tuple[str, ...]) -> tuple[str, ...]:
    """DYS389II less DYS389I, where both are single and of whole repeats."""
    if len(outer) != 1 or len(inner) != 1:
        return outer
    whole, part = repeats(outer[0]) or (0, 1)
    inside, rest = repeats(inner[0]) or (0, 1)
    return outer if part or rest or whole <= inside else (str(whole - inside),)


def _step(one: str, other: str) -> int | None:
    """The repeats between two alleles; None over a partial repeat and from or to a null allele."""
    if one == other:
        return 0
    here, there = repeats(one), repeats(other)
    if here is None or there is None or here[1] != there[1] or "0" in (one, other):
        return None
    return abs(here[0] - there[0])


def _steps(one: tuple[str, ...], other: tuple[str, ...]) -> int | None:
    """The least sum of steps over the ways to pair the copies; None where no way has one."""
    if len(one) != len(other):
        return None
    sums = []
    for order in itertools.permutations(other):
        found = [_step(here, there) for here, there in zip(one, order, strict=True)]
        if None not in found:
            sums.append(sum(step for step in found if step is not None))
    return min(sums, default=None)


def step_chance(steps: int, meioses: int, rate: float) -> float:
    """The chance to stand `steps` repeats up (or as many down) after a number of meioses.

    Each meiosis leaves the allele with 1 − rate, and moves it one repeat up or down with rate/2
    each: Σ over k = steps, steps + 2, … moves of binomial(meioses, k) rate^k (1 − rate)^(m − k)
    binomial(k, (k + steps)/2) / 2^k.
    """
    return math.fsum(
        math.comb(meioses, moves)
        * rate**moves
        * (1 - rate) ** (meioses - moves)
        * math.comb(moves, (moves + steps) // 2)
        / 2**moves
        for moves in range(abs(steps), meioses + 1, 2)
    )


@dataclass(frozen=True, slots=True)
class PatrilineRatio:
    """P(one haplotype | the other, so many meioses away) over its chance in the unrelated."""

    comparison: YComparison
    meioses: int
    chance: float
    unrelated: float
    theta: float

    @property
    def ratio(self) -> float:
        return self.chance / self.unrelated

    @property
    def log10(self) -> float:
        return math.log10(self.ratio) if self.chance > 0 else -math.inf

    @property
    def weight(self) -> LineageWeight:
        """What goes into the product with the autosomal ratio, once."""
        return LineageWeight(Line.PATERNAL, self.log10, self.theta)

    @property
    def sentence(self) -> str:
        """The result as a person reads it."""
        line = f"a paternal line of {self.meioses} meios{'i' if self.meioses == 1 else 'e'}s"
        if not self.chance:
            return (
                f"{self.comparison.sentence} Under single steps {line} cannot lead from one to "
                "the other; a person must look at the markers that differ."
            )
        return (
            f"{self.comparison.sentence} That is {self.ratio:,.4g} times as likely over {line} "
            f"({self.chance:.3g}) as between unrelated men ({self.unrelated:.3g})."
        )


def patriline_ratio(
    comparison: YComparison,
    meioses: int,
    rates: Mapping[str, float] | float,
    match: HaplotypeMatch,
) -> PatrilineRatio:
    """The ratio of one paternal line against no relation.

    `rates` are mutations a meiosis and copy, by marker or one for all. `match` is the chance of
    the right one's haplotype, searched on the markers that were compared; its theta enters whole
    where the two are equal, and as (1 − θ) f where they are not. Raises `ValueProblem` for no
    markers, a rate that is missing or outside [0, 1), and a number of meioses outside 0 to 200.
    """
    if not comparison.markers:
        raise ValueProblem(comparison.sentence)
    if not 0 <= meioses <= MOST_MEIOSES:
        raise ValueProblem(f"{meioses} meioses: the number lies from 0 to {MOST_MEIOSES}")
    chance = 1.0
    for marker in comparison.markers:
        rate = rates.get(marker.name) if isinstance(rates, Mapping) else rates
        if rate is None or not 0 <= rate < 1:
            raise ValueProblem(f"marker {marker.name} needs a mutation rate in [0, 1)")
        chance *= _marker_chance(marker, meioses, rate)
    equal = not comparison.mismatches
    unrelated = match.probability if equal else (1 - match.theta) * match.frequency
    return PatrilineRatio(comparison, meioses, chance, unrelated, match.theta)


def _marker_chance(marker: YMarker, meioses: int, rate: float) -> float:
    """One marker: the copies move apart from each other, and their order is not seen, so the
    chances of the different orders of the right one's alleles are summed."""
    if len(marker.left) == 1 and marker.steps is not None:
        return step_chance(marker.steps, meioses, rate)
    total = 0.0
    for order in {*itertools.permutations(marker.right)}:
        if len(order) == len(marker.left):
            steps = [_step(here, there) for here, there in zip(marker.left, order, strict=True)]
            total += math.prod(0 if n is None else step_chance(n, meioses, rate) for n in steps)
    return total
