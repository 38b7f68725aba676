"""Candidates of a search: each pair with its posterior, its mismatches, and a sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.likelihood import Computation
from repatria.kinship.profile import Profile
from repatria.kinship.result import times
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.search import Found
from repatria.kinship.search.tables import build_tables

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Remains and somebody missing.

    `reading` is that of the family, from 1, where it can be read in several ways, else 0. `log10`
    is the decimal logarithm of the ratio; `posterior` the probability that the remains are that
    person's, among all who are missed and somebody who is not, whichever the reading. `rank` is the
    place among the remains' candidates, `rank_of_family` among the family's, 0 where it is none of
    those kept. `mismatches` are the markers that need a mutation. `how` tells what there is to
    compare with (`Wanted.how`).
    """

    remains: str
    missing: str
    family: str
    reading: int
    log10: float
    posterior: float
    rank: int
    rank_of_family: int
    markers: int
    mismatches: tuple[str, ...]
    how: str = "relatives"

    @property
    def sentence(self) -> str:
        told = f"{times(self.log10)} if they are {self.missing} of family {self.family}"
        mutated = (
            f"; a mutation is needed at {', '.join(self.mismatches)}" if self.mismatches else ""
        )
        return f"The readings of {self.remains} are {told}{mutated}."


def posteriors(values: Vector, shares: Vector, nobody: float) -> Vector:
    """The posterior of each candidate of one remains from natural log ratios.

    `shares` are their chances beforehand, `nobody` that of everybody whom no family misses:
    P(i) = π_i LR_i / (Σ π LR + nobody) (Meester & Slooten 2012). Candidates that are not given
    count as 0 in the sum.
    """
    top = max(float(values.max(initial=-np.inf)), 0.0)
    weights = shares * np.exp(values - top)
    return np.asarray(weights / (weights.sum() + nobody * math.exp(-top)))


def shares_of(wanted: Sequence[Wanted], prior: float) -> Vector:
    """A prior spread evenly over the missing persons; over the readings of a family where it can
    be read in several ways."""
    persons = Counter(each.person for each in wanted)
    return np.array([prior / len(persons) / persons[each.person] for each in wanted])


def check_prior(prior: float) -> float:
    """The prior. Raises `ValueProblem` where it is no probability below one."""
    if not 0 < prior < 1:
        raise ValueProblem(f"the prior is {prior:g}; it lies between 0 and 1")
    return prior


def candidates(
    found: Found,
    computation: Computation,
    wanted: Sequence[Wanted],
    remains: Sequence[Profile],
    prior: float,
) -> tuple[Candidate, ...]:
    """The pairs that a search kept: over the threshold, or among the best of its remains or its
    family, where the readings are more probable so than by chance; and the best of each remains
    whatever it is. In the order of the remains, the best first."""
    shares = shares_of(wanted, check_prior(prior))
    pairs = _kept(found)
    strict = _mismatches(computation, wanted, remains, sorted(pairs))
    made = []
    of_remains: dict[int, list[int]] = {}
    for one, family in pairs:
        of_remains.setdefault(one, []).append(family)
    ranks = {
        (int(one), number): rank
        for number, row in enumerate(found.remains_of)
        for rank, one in enumerate(row, 1)
        if one >= 0
    }
    for one in sorted(of_remains):
        families = sorted(of_remains[one], key=lambda family: (-pairs[one, family], family))
        values = np.array([pairs[one, family] for family in families])
        chances = posteriors(values, shares[families], 1 - prior)
        whole: Counter[tuple[str, str]] = Counter()
        for family, chance in zip(families, chances.tolist(), strict=True):
            whole[wanted[family].person] += chance
        read = sum(
            name in computation.panel.by_name and seen.usable
            for name, seen in remains[one].observations.items()
        )
        for rank, (family, value) in enumerate(zip(families, values, strict=True), 1):
            made.append(
                Candidate(
                    remains[one].sample,
                    wanted[family].missing,
                    wanted[family].family.name,
                    wanted[family].reading,
                    float(value) / math.log(10),
                    whole[wanted[family].person],
                    rank,
                    ranks.get((one, family), 0),
                    read,
                    strict[one, family],
                    wanted[family].how,
                )
            )
    return tuple(made)


def _kept(found: Found) -> dict[tuple[int, int], float]:
    pairs = {
        (int(one), int(family)): float(value)
        for (one, family), value in zip(found.pairs, found.values, strict=True)
    }
    for table, who, turned in (
        (found.best_of_remains, found.families_of, False),
        (found.best_of_family, found.remains_of, True),
    ):
        likelier = table > 0
        if not turned:
            likelier[:, 0] |= np.isfinite(table[:, 0])
        for row, column in zip(*np.nonzero(likelier & (who >= 0)), strict=True):
            other = int(who[row, column])
            key = (other, int(row)) if turned else (int(row), other)
            pairs.setdefault(key, float(table[row, column]))
    return pairs


def _mismatches(
    computation: Computation,
    wanted: Sequence[Wanted],
    remains: Sequence[Profile],
    pairs: Sequence[tuple[int, int]],
) -> dict[tuple[int, int], tuple[str, ...]]:
    """For each pair the markers whose reading no genotype of the missing person gives without
    mutation, though the relatives by themselves need none."""
    strict = computation.without_mutation
    families = sorted({family for _, family in pairs})
    place = {family: at for at, family in enumerate(families)}
    tables = build_tables(strict, [wanted[family] for family in families])
    bodies = sorted({one for one, _ in pairs})
    rows, places = rows_of(strict.panel, [remains[one] for one in bodies])
    at = {one: number for number, one in enumerate(bodies)}
    names, nothing, certain = strict.panel.names, rows.nothing, rows.certain
    found = {}
    for one, family in pairs:
        ratios, bad = tables.ratios[place[family]], tables.bad[place[family]]
        missed = []
        for locus, row in enumerate(places[at[one]].tolist()):
            if row == nothing or bad[locus]:
                continue
            if row < certain:
                possible = ratios[row] > 0
            else:
                begin, end = rows.begins[row - certain], rows.begins[row - certain + 1]
                possible = bool((ratios[rows.members[begin:end]] * rows.weights[begin:end]).any())
            if not possible:
                missed.append(names[locus])
        found[one, family] = tuple(missed)
    return found
