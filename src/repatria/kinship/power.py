"""What a family's samples can tell, before any remains are compared, and what a further relative's
sample would add.

Everything is computed from tables of genotypes (`genotype_table.py`), so that the references really
typed count, not an average family. Means and variances are exact; what needs the distribution of
the whole ratio is drawn, with a seed. Markers are taken as independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repatria.base.progress import Progress, silent
from repatria.kinship.family import Family
from repatria.kinship.genotype_table import LocusTable, genotype_tables
from repatria.kinship.hypothesis import REMAINS, Pair, missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import PedigreeProblem
from repatria.kinship.profile import Observation, Profile, Reading

Vector = NDArray[np.float64]

DRAWS = 20_000
"""Whole profiles drawn for the distribution of the ratio."""


@dataclass(frozen=True, slots=True)
class MarkerPower:
    """One marker: the expected log10 ratio of the true person, and the chance that an unrelated
    person cannot be the missing one without a mutation."""

    marker: str
    expected: float
    exclusion: float


@dataclass(frozen=True, slots=True)
class Power:
    """What the references tell of one missing person.

    `expected` and `spread` are mean and standard deviation of log10 of the whole ratio when the
    remains are the missing person's; `low` and `high` its 5 % and 95 % points. `reached` is the
    chance then to be at the `threshold` or above, `chance` that of an unrelated person's remains.
    `exclusion` is the chance that an unrelated person mismatches at one marker or more,
    `mismatches` how many are expected; `own_mismatches` how many the true person has, by mutation.
    """

    markers: tuple[MarkerPower, ...]
    expected: float
    spread: float
    low: float
    high: float
    threshold: float
    reached: float
    chance: float
    exclusion: float
    mismatches: float
    own_mismatches: float

    @property
    def sentence(self) -> str:
        return (
            f"If the remains are this person's, the ratio is expected about 10^{self.expected:.1f} "
            f"(10^{self.low:.1f} to 10^{self.high:.1f} in nine of ten), and reaches "
            f"{self.threshold:,.0f} with a chance of {_percent(self.reached)}. An unrelated person "
            f"is excluded at one marker or more {_but(self.exclusion)}, and mismatches at "
            f"{self.mismatches:.1f} markers on average."
        )


@dataclass(frozen=True, slots=True)
class Addition:
    """What a sample of one more relative would add: the gain in expected log10 ratio with its
    standard error, and the expected exclusion power then. Drawn: `draws` profiles of the relative.
    """

    person: str
    gain: float
    error: float
    exclusion: float
    draws: int

    @property
    def sentence(self) -> str:
        return (
            f"A sample of {self.person} would raise the expected ratio by a factor of about "
            f"10^{self.gain:.2f} (± {self.error:.2f}); an unrelated person would then be excluded "
            f"{_but(self.exclusion)}."
        )


def _percent(chance: float) -> str:
    """A chance that was estimated by drawing; never rounded to none or to certainty."""
    if chance < 0.0005:
        return "less than 0.1%"
    return "more than 99.9%" if chance >= 0.9995 else f"{chance:.1%}"


def _but(exclusion: float) -> str:
    """A chance of exclusion; near one, what is left of it, to which one minus it is exact."""
    left = 1 - exclusion
    if left >= 0.001:
        return f"with a chance of {exclusion:.2%}"
    return f"but for a chance of {left:.1e}" if left > 1e-15 else "but for a chance below 1e-15"


def power(
    computation: Computation,
    family: Family,
    missing: str,
    threshold: float = 1e4,
    seed: int = 1,
) -> Power:
    """What the family's references tell of one of its missing.

    Raises what `Computation.likelihoods` and `missing_is_remains` raise.
    """
    pair = missing_is_remains(family, missing)
    tables = genotype_tables(computation, pair, family.profiles, REMAINS)
    strict = genotype_tables(computation.without_mutation, pair, family.profiles, REMAINS)
    markers = tuple(
        MarkerPower(table.marker, _mean(table), _excluded(bare, table.second))
        for table, bare in zip(tables, strict, strict=True)
    )
    generator = np.random.default_rng(seed)
    true, other = (_drawn(tables, generator, first) for first in (True, False))
    excluded = np.array([each.exclusion for each in markers])
    own = sum(_excluded(bare, table.first) for table, bare in zip(tables, strict, strict=True))
    at_least = np.log10(threshold)
    return Power(
        markers,
        float(sum(each.expected for each in markers)),
        float(np.sqrt(sum(_variance(table) for table in tables))),
        float(np.quantile(true, 0.05)),
        float(np.quantile(true, 0.95)),
        threshold,
        float((true >= at_least).mean()),
        float((other >= at_least).mean()),
        float(1 - np.prod(1 - excluded)),
        float(excluded.sum()),
        float(own),
    )


def addition(
    computation: Computation,
    family: Family,
    missing: str,
    person: str,
    *,
    draws: int = 40,
    seed: int = 1,
    progress: Progress = silent,
) -> Addition:
    """What a sample of an untyped person of the pedigree would add, by drawing their profile from
    what the references leave open. Raises as `power` does, and `PedigreeProblem` for somebody who
    is not in the pedigree, typed already, or missing."""
    if person not in family.pedigree.by_id:
        raise PedigreeProblem(f"{person} is not in the pedigree", person)
    if person in family.missing:
        raise PedigreeProblem(f"{person} is missing", person)
    if person in family.profiles:
        raise PedigreeProblem(f"{person} is typed already", person)
    pair = missing_is_remains(family, missing)
    before = genotype_tables(computation, pair, family.profiles, REMAINS)
    at_first = sum(_mean(table) for table in before)
    own = genotype_tables(
        computation, Pair(pair.second, pair.second), dict(family.profiles), person
    )
    generator = np.random.default_rng(seed)
    gains, exclusions = [], []
    for number in range(draws):
        progress(number, draws, f"drawing samples of {person}")
        drawn = _profile(person, own, computation.panel, generator)
        more = replace(family, profiles={**family.profiles, person: drawn})
        after = genotype_tables(computation, pair, more.profiles, REMAINS)
        strict = genotype_tables(computation.without_mutation, pair, more.profiles, REMAINS)
        gains.append(sum(_mean(table) for table in after) - at_first)
        excluded = [
            _excluded(bare, table.second) for table, bare in zip(after, strict, strict=True)
        ]
        exclusions.append(1 - float(np.prod(1 - np.array(excluded))))
    progress(draws, draws, f"drawing samples of {person}")
    return Addition(
        person,
        float(np.mean(gains)),
        float(np.std(gains, ddof=1) / np.sqrt(draws)) if draws > 1 else 0.0,
        float(np.mean(exclusions)),
        draws,
    )


def _logs(table: LocusTable) -> Vector:
    with np.errstate(divide="ignore"):
        found: Vector = np.log10(table.ratios)
    return found


def _mean(table: LocusTable) -> float:
    """E[log10 ratio | first], over genotypes that the first hypothesis allows."""
    kept = table.first > 0
    return float((table.first[kept] * _logs(table)[kept]).sum())


def _variance(table: LocusTable) -> float:
    kept = table.first > 0
    squares = float((table.first[kept] * _logs(table)[kept] ** 2).sum())
    return max(0.0, squares - _mean(table) ** 2)


def _excluded(bare: LocusTable, weights: Vector) -> float:
    """The probability, under these weights, of a genotype that the first hypothesis gives none
    without mutation; 0 where the references themselves need one, so that nothing is excluded."""
    return float(weights[bare.first == 0].sum()) if bare.first.any() else 0.0


def _drawn(tables: Sequence[LocusTable], generator: np.random.Generator, first: bool) -> Vector:
    """Whole log10 ratios drawn under the first or the second hypothesis."""
    total = np.zeros(DRAWS)
    for table in tables:
        weights = table.first if first else table.second
        if weights.sum() > 0:
            chosen = generator.choice(len(weights), DRAWS, p=weights / weights.sum())
            total += _logs(table)[chosen]
    return total


def _profile(
    person: str, tables: Sequence[LocusTable], panel: Panel, generator: np.random.Generator
) -> Profile:
    """A made-up profile of a person, drawn marker by marker given the references."""
    found: dict[str, Observation] = {}
    for table, locus in zip(tables, panel.loci, strict=True):
        if table.first.sum() > 0:
            row = generator.choice(len(table.first), p=table.first / table.first.sum())
            alleles = tuple(locus.marker.alleles[place] for place in table.genotypes[row])
            found[table.marker] = Observation(alleles, Reading.GENOTYPE)
    return Profile(person, found)
