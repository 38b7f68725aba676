"""Plausible pairs: bounds that hold, components that are apart, and tables that fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joint_making import by_enumeration, components, found, missing_of, of_matrix, random_problem

from repatria.base.errors import ValueProblem
from repatria.kinship.joint import family_table
from repatria.kinship.joint.components import Plausible
from repatria.kinship.joint.exact import solve
from repatria.kinship.joint.frontier import plan
from repatria.kinship.joint.problem import JointProblem, Missing, Pairs

seeds = st.integers(0, 10**6)


@given(seeds, st.floats(1, 8))
@settings(max_examples=80, deadline=None)
def test_no_posterior_exceeds_its_bound(seed: int, spread: float) -> None:
    problem = random_problem(np.random.default_rng(seed), spread)
    told = by_enumeration(problem, -1.0)
    plausible = Plausible(problem)
    bounds, nobody = plausible.bounds(-1.0)
    for remains, missing, bound in zip(plausible.remains, plausible.missing, bounds, strict=True):
        assert told[int(remains), int(missing)] <= bound * (1 + 1e-12)
    for remains, bound in enumerate(nobody):
        listed = sum(value for (who, _), value in told.items() if who == remains)
        assert 1 - listed <= bound + 1e-12
    for part in plausible.components(-1.0, 0.01):
        pairs = zip(part.pair_remains.tolist(), part.pair_missing.tolist(), strict=True)
        for pair, low, high in zip(pairs, part.floors, part.ceilings, strict=False):
            assert low - 1e-12 <= told[pair] <= high + 1e-12


@given(seeds, st.sampled_from([1e-3, 0.01, 0.1]))
@settings(max_examples=60, deadline=None)
def test_leaving_pairs_out_changes_no_posterior_by_more_than_told(seed: int, cut: float) -> None:
    problem = random_problem(np.random.default_rng(seed), 5.0)
    told = by_enumeration(problem, -1.0)
    for component in components(problem, -1.0, cut):
        steps = plan(component)
        assert steps is not None
        part = solve(component, steps)
        pairs = zip(component.pair_remains, component.pair_missing, part.posteriors, strict=True)
        for remains, missing, value in pairs:
            assert abs(told[int(remains), int(missing)] - value) <= component.lost + 1e-12


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_components_share_neither_persons_nor_families(seed: int) -> None:
    problem = random_problem(np.random.default_rng(seed), 6.0)
    parts = components(problem, -2.0, 0.01)
    people = [each for part in parts for each in part.remains.tolist()]
    families = [table.family for part in parts for table in part.tables]
    assert len(people) == len(set(people))
    assert len(families) == len(set(families))
    for part in parts:
        assert set(part.pair_remains.tolist()) == set(part.remains.tolist())
        assert len(part.ceilings) == len(part.pair_logs) + len(part.remains)


def test_ceilings_stand_in_the_order_of_the_pairs() -> None:
    problem = random_problem(np.random.default_rng(5))
    plausible = Plausible(problem)
    bounds, _ = plausible.bounds(-1.0)
    told = dict(
        zip(
            zip(plausible.remains.tolist(), plausible.missing.tolist(), strict=True),
            bounds.tolist(),
            strict=True,
        )
    )
    for part in plausible.components(-1.0, 0.0):
        pairs = zip(part.pair_remains.tolist(), part.pair_missing.tolist(), strict=True)
        assert [told[pair] for pair in pairs] == part.ceilings.tolist()[: len(part.pair_logs)]


def test_a_strong_match_sets_its_persons_apart() -> None:
    """A ratio of e^40 leaves nothing to the weak candidates of either; these stay together."""
    logs = [[40.0, 2.0, 2.0], [2.0, 3.0, 3.0], [2.0, 3.0, 3.0]]
    parts = components(of_matrix(logs, [1, 1, 1]), -5.0, 1e-6)
    assert sorted(part.remains.tolist() for part in parts) == [[0], [1, 2]]
    assert all(0 < part.lost < 1e-12 for part in parts)


def test_a_large_sum_does_not_swallow_a_small_rival() -> None:
    """The rival e^5 at the same family counts against e^60, whose own weight it is not lost in."""
    logs = [[60.0, -np.inf], [5.0, 1.0]]
    plausible = Plausible(of_matrix(logs, [1, 1]))
    _, nobody = plausible.bounds(0.0)
    assert nobody[0] == pytest.approx(1 / (1 + np.exp(60.0) / (1 + np.exp(5.0))), rel=1e-6)


def test_a_family_with_too_many_combinations_keeps_its_best_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(family_table, "MOST_ENTRIES", 16)
    logs = np.array([[5.0, 1.0], [4.0, 6.0], [3.0, 5.0], [0.0, 0.0], [0.0, 0.0]])
    plausible = Plausible(of_matrix(logs, [2], lambda *_: 0.0))
    (part,) = plausible.components(0.0, 0.0)
    assert part.tables[0].ratios.shape == (4, 4)
    assert [each.tolist() for each in part.tables[0].candidates] == [[0, 1, 2], [0, 1, 2]]
    assert len(plausible.notes) == 1
    assert "family" in plausible.notes[0].lower()
    assert part.lost > 0


def test_without_joint_ratios_several_missing_are_noted() -> None:
    assert len(Plausible(of_matrix([[1.0, 1.0]], [2])).notes) == 1
    assert Plausible(of_matrix([[1.0, 1.0]], [1, 1])).notes == []


def test_several_possible_and_one_of_them_not_is_refused() -> None:
    def excess(_: str, pairs: tuple[tuple[str, str], ...]) -> float:
        return -np.inf if len(pairs) == 2 else 0.0

    problem = of_matrix(np.zeros((3, 3)), [3], excess)
    with pytest.raises(ValueProblem, match="fewer are not"):
        Plausible(problem)


def test_a_joint_ratio_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueProblem, match="no number"):
        Plausible(of_matrix(np.zeros((2, 2)), [2], lambda *_: np.nan))


@pytest.mark.parametrize("log", [np.nan, np.inf])
def test_a_logarithm_that_is_no_number_is_refused(log: float) -> None:
    with pytest.raises(ValueProblem, match="logarithm"):
        Pairs.of([(0, 0, log)])


def test_a_pair_or_a_person_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueProblem, match="twice"):
        Pairs.of([(0, 0, 1.0), (0, 0, 2.0)])
    with pytest.raises(ValueProblem, match="R stands twice"):
        JointProblem(("R", "R"), missing_of([1]), Pairs.of([]))
    with pytest.raises(ValueProblem, match="M of family F stands twice"):
        JointProblem(("R",), (Missing("M", "F"), Missing("M", "F")), Pairs.of([]))
    with pytest.raises(ValueProblem, match="not there"):
        JointProblem(found(1), missing_of([1]), Pairs.of([(0, 1, 0.0)]))


def test_evidence_adds_where_it_speaks() -> None:
    problem = of_matrix([[1.0, 2.0], [3.0, 4.0]], [1, 1])
    more = Pairs.of([(1, 0, 10.0), (0, 1, -np.inf)])
    logs = problem.with_evidence(more).pairs.logs
    assert logs.tolist() == [1.0, -np.inf, 13.0, 4.0]
    by_person = problem.with_evidence(np.array([[1.0], [2.0]])).pairs.logs
    assert by_person.tolist() == [2.0, 3.0, 5.0, 6.0]


def test_a_problem_without_pairs_has_no_components() -> None:
    assert components(JointProblem(found(2), missing_of([1, 2]), Pairs.of([]))) == []
