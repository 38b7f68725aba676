"""Solves a joint problem: the prior, the components, each exactly or by sampling."""

from __future__ import annotations

import math
from functools import partial

from repatria.base.progress import Progress, silent
from repatria.kinship.joint import exact, sampled
from repatria.kinship.joint.components import CUT, Component, Plausible
from repatria.kinship.joint.frontier import MOST_STEPS, plan
from repatria.kinship.joint.prior import Prior
from repatria.kinship.joint.problem import JointProblem
from repatria.kinship.joint.result import JointResult
from repatria.kinship.joint.solved import Solved

ESTIMATED = "estimated from these data by maximum likelihood"
SETTLED = 0.01
"""The prior of a pair is estimated until log λ changes by less."""
MOST_ROUNDS = 50
POSTERIORS = "joint posteriors"


def joint_posterior(
    problem: JointProblem,
    prior: Prior | None = None,
    *,
    cut: float = CUT,
    most: int = MOST_STEPS,
    seed: int = 0,
    progress: Progress = silent,
) -> JointResult:
    """The posterior of every pair of a problem.

    Without a `prior` it is estimated (`estimated_prior`). Pairs whose posterior cannot exceed `cut`
    are left out, with a bound on what that changes. Components that would take more than `most`
    steps are sampled; `seed` fixes the draws. Raises `ValueProblem` where joint ratios are no
    numbers, or contradict each other.
    """
    plausible = Plausible(problem, progress)
    if prior is None:
        prior = estimated_prior(plausible, cut=cut, most=most, seed=seed, progress=progress)
    components = list(plausible.components(prior.log_pair, cut))
    solved = []
    # A large component may take longer than all others together: what counts are its pairs.
    sizes = [len(each.pair_remains) for each in components]
    total, before = sum(sizes), 0
    for component, size in zip(components, sizes, strict=True):
        progress(before, total, POSTERIORS)
        own = partial(_share, progress, before, size, total)
        solved.append(solve_component(component, most, seed, own))
        before += size
    progress(total, total, POSTERIORS)
    return JointResult(problem, prior, tuple(solved), tuple(plausible.notes))


def _share(
    progress: Progress, before: int, size: int, total: int, done: int, of: int, _: str
) -> None:
    progress(before + size * done // of, total, POSTERIORS)


def solve_component(
    component: Component, most: int = MOST_STEPS, seed: int = 0, progress: Progress = silent
) -> Solved:
    """One component: exactly if that takes at most so many steps, else by sampling."""
    steps = plan(component, most)
    if steps is None:
        return sampled.sample(component, seed, progress=progress)
    return exact.solve(component, steps)


def estimated_prior(
    plausible: Plausible,
    *,
    cut: float = CUT,
    most: int = MOST_STEPS,
    seed: int = 0,
    progress: Progress = silent,
) -> Prior:
    """The prior of greatest marginal likelihood, by expectation and maximisation: π and μ from the
    number of pairs expected, that number from π and μ, until they agree. Half a person is added to
    each count."""
    problem = plausible.problem
    missing, found = len(problem.missing), len(problem.remains)
    prior = Prior.expecting(missing, found, min(missing, found) / 2, ESTIMATED)
    for _ in range(MOST_ROUNDS):
        progress(0, 0, "estimating the prior")
        pairs = math.fsum(
            _expected(component, most, seed)
            for component in plausible.components(prior.log_pair, cut)
        )
        before = prior.log_pair
        prior = Prior.expecting(missing, found, min(pairs, missing, found), ESTIMATED)
        if abs(prior.log_pair - before) < SETTLED:
            break
    return prior


def _expected(component: Component, most: int, seed: int) -> float:
    if len(component.tables) == 1:
        return exact.expected_of_one(component)
    steps = plan(component, most)
    if steps is None:
        return sampled.expected(component, seed)
    return exact.expected(component, steps)
