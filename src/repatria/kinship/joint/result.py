"""What comes out of a joint assignment: posteriors with their errors, and what is to be known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.joint.pairing import JointPairing, PairFlag, probability
from repatria.kinship.joint.prior import Prior
from repatria.kinship.joint.problem import JointProblem, Missing
from repatria.kinship.joint.relatives_removed import (
    Claimed,
    DeadKin,
    JointRatios,
    KinWarning,
    kin_warnings,
)
from repatria.kinship.joint.sampled import STUDENT
from repatria.kinship.joint.solved import Solved
from repatria.kinship.joint.symmetry import Symmetry, symmetries

Vector = NDArray[np.float64]

RIVAL = 100.0
"""A pair is disputed where another one of either person comes within this factor of it."""
REPORTED = 0.01
"""Pairs from this posterior on are told of where nothing else is asked for."""


@dataclass(frozen=True, eq=False)
class JointResult:
    """A solved problem under the prior in force; `notes` is what is to be known of the whole."""

    problem: JointProblem
    prior: Prior
    solved: tuple[Solved, ...]
    notes: tuple[str, ...] = ()
    warnings: tuple[KinWarning, ...] = ()

    @cached_property
    def best(self) -> Mapping[int, int]:
        """The most probable assignment, as places of found and missing persons."""
        return {remains: missing for each in self.solved for remains, missing in each.best.items()}

    @cached_property
    def symmetries(self) -> tuple[Symmetry, ...]:
        """Missing persons who are not told apart."""
        return tuple(
            found
            for each in self.solved
            for found in symmetries(self.problem, each.component, each.best)
        )

    @property
    def expected(self) -> float:
        """How many of the found are expected to be listed missing persons."""
        return math.fsum(float(each.posteriors.sum()) for each in self.solved)

    def expected_false(self, threshold: float) -> float:
        """How many of the pairs at a posterior or above are expected to be wrong: Σ (1 − p). What
        pairs left out could add is not in it."""
        return math.fsum(
            float((1 - each.posteriors[each.posteriors >= threshold]).sum()) for each in self.solved
        )

    @cached_property
    def absent(self) -> Vector:
        """For each missing person the posterior of not being among the found."""
        found = np.ones(len(self.problem.missing))
        for each in self.solved:
            np.subtract.at(found, each.component.pair_missing, each.posteriors)
        return found.clip(0, 1)

    @cached_property
    def nobody(self) -> Vector:
        """For each found person the posterior of being nobody listed; 1 where no pair of theirs is
        plausible."""
        found = np.ones(len(self.problem.remains))
        for each in self.solved:
            found[each.component.remains] = each.nobody
        return found

    def pairings(self, least: float = REPORTED) -> tuple[JointPairing, ...]:
        """The pairs from a posterior on, by component, the more probable first."""
        return tuple(found for each in self.solved for found in self._pairings(each, least))

    @cached_property
    def claims(self) -> tuple[Claimed, ...]:
        """The pairs of the most probable assignment."""
        pairs = self.problem.pairs
        logs = {
            (remains, missing): log
            for remains, missing, log in zip(
                pairs.remains.tolist(), pairs.missing.tolist(), pairs.logs.tolist(), strict=True
            )
        }
        return tuple(
            Claimed(self.problem.remains[remains], who.name, who.family, logs[remains, number])
            for remains, number in self.best.items()
            for who in (self.problem.missing[number],)
        )

    def with_kin(self, kin: Iterable[DeadKin], ratios: JointRatios | None = None) -> JointResult:
        """With warnings where the best assignment takes dead kin of each other for members of a
        family (`relatives_removed`)."""
        return replace(self, warnings=kin_warnings(self.claims, kin, ratios))

    def warned_of(self, remains: str) -> tuple[KinWarning, ...]:
        """The warnings that a person found is part of."""
        return self._warned.get(remains, ())

    @property
    def sentence(self) -> str:
        sampled = sum(not each.exact for each in self.solved)
        how = (
            "all of them exactly"
            if not sampled
            else f"{sampled:,} of them by sampling, the rest exactly"
        )
        return (
            f"{self.problem}: {len(self.solved):,} components, {how}. "
            f"{self.expected:,.1f} of the found are expected to be listed. {self.prior.sentence}"
        )

    def __str__(self) -> str:
        return self.sentence

    @cached_property
    def _alike(self) -> Mapping[str, Symmetry]:
        return {remains: each for each in self.symmetries for remains in each.remains}

    @cached_property
    def _warned(self) -> Mapping[str, tuple[KinWarning, ...]]:
        found: dict[str, tuple[KinWarning, ...]] = {}
        for each in self.warnings:
            for who in (each.claim.remains, *((each.other,) if each.together else ())):
                found[who] = (*found.get(who, ()), each)
        return found

    def _pairings(self, solved: Solved, least: float) -> Iterator[JointPairing]:
        part = solved.component
        order = np.argsort(-solved.posteriors, kind="stable")
        told = order[solved.posteriors[order] >= least]
        if not len(told):
            return
        rivals = _Rivals(self.problem, solved, least)
        for at in told.tolist():
            remains = self.problem.remains[part.pair_remains[at]]
            missing = self.problem.missing[part.pair_missing[at]]
            posterior, error = float(solved.posteriors[at]), float(solved.errors[at])
            room = STUDENT * error + part.lost
            low = max(posterior - room, float(part.floors[at]))
            high = min(posterior + room, float(part.ceilings[at]))
            flags = tuple(self._flags(rivals, at, remains, missing))
            yield JointPairing(
                remains,
                missing,
                posterior,
                low,
                high,
                None if solved.exact else error,
                rivals.of_family(at),
                float(part.pair_logs[at]),
                None if solved.log_contrasts is None else float(solved.log_contrasts[at]),
                flags,
                _sentence(remains, missing, posterior, (low, high), solved.exact, flags),
            )

    def _flags(
        self, rivals: _Rivals, at: int, remains: str, missing: Missing
    ) -> Iterator[PairFlag]:
        alike = self._alike.get(remains)
        together: frozenset[str] = frozenset()
        if alike is not None and alike.family == missing.family and missing.name in alike.missing:
            yield PairFlag.SYMMETRIC
            together = frozenset(alike.missing)
        others = (self.problem.missing[number] for number in rivals.of_pair(at))
        if any(each.family != missing.family or each.name not in together for each in others):
            yield PairFlag.DISPUTED
        if any(each.claim.family == missing.family for each in self.warned_of(remains)):
            yield PairFlag.DEAD_KIN


class _Rivals:
    """The pairs of a component that come near others of the same persons."""

    def __init__(self, problem: JointProblem, solved: Solved, least: float) -> None:
        self.solved, part = solved, solved.component
        self._near: dict[tuple[str, int], list[int]] = {}
        for at in np.flatnonzero(solved.posteriors * RIVAL >= least).tolist():
            self._near.setdefault(("found", int(part.pair_remains[at])), []).append(at)
            self._near.setdefault(("missing", int(part.pair_missing[at])), []).append(at)
        families = len(problem.families)
        keys = part.pair_remains * families + problem.family_of[part.pair_missing]
        _, own = np.unique(keys, return_inverse=True)
        self._by_family = np.bincount(own, solved.posteriors)[own]

    def of_family(self, at: int) -> float:
        """The posterior of the pair's found person to be any missing person of the family."""
        return min(1.0, float(self._by_family[at]))

    def of_pair(self, at: int) -> Iterator[int]:
        """The missing persons in other pairs of either person, within the factor."""
        part, posteriors = self.solved.component, self.solved.posteriors
        for key in (("found", int(part.pair_remains[at])), ("missing", int(part.pair_missing[at]))):
            for other in self._near[key]:
                if other != at and posteriors[other] * RIVAL >= posteriors[at]:
                    yield int(part.pair_missing[other])


def _sentence(
    remains: str,
    missing: Missing,
    posterior: float,
    interval: tuple[float, float],
    exact: bool,
    flags: tuple[PairFlag, ...],
) -> str:
    how = "exact" if exact else "sampled"
    if interval[1] - interval[0] > 1e-9:
        how += f", between {probability(interval[0])} and {probability(interval[1])}"
    told = f"{remains} is {missing} with a posterior of {probability(posterior)} ({how})"
    if flags:
        told += f"; {', '.join(flags)}"
    return f"{told}."
