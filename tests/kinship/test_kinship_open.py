"""With theta, every genotype of a person at once is what each gives as if it had been read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from kin_making import FREQUENCIES, claim, computing, ladder, likelihood, typed
from kin_strategies import Case, cases
from numpy.typing import NDArray

from repatria.kinship.computing import NotAtOnce
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.profile import Profile
from repatria.kinship.transmit import draws
from repatria.kinship.transmit_open import open_draws

often = settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def one_by_one(
    computation: Computation, hypothesis: Hypothesis, profiles: dict[str, Profile], person: str
) -> list[NDArray[np.float64]]:
    """For each locus the likelihood of every genotype (K, K), first ≤ second, as if read."""
    found = []
    of_others = computation.typed(hypothesis, profiles)
    for locus, each in enumerate(computation.panel.loci):
        table = np.zeros((each.size, each.size))
        pairs = np.stack(np.triu_indices(each.size), axis=1)
        rows = of_others.with_genotypes(hypothesis.place[person], np.full(len(pairs), locus), pairs)
        table[pairs[:, 0], pairs[:, 1]] = computation.evaluated(hypothesis, rows).values
        found.append(table)
    return found


@often
@given(cases(), st.sampled_from([0.02, 0.3]), st.data())
def test_a_random_pedigree(case: Case, theta: float, data: st.DataObject) -> None:
    panel = replace(case.panel, population=replace(case.panel.population, theta=theta))
    person = data.draw(st.sampled_from([each.name for each in case.beings]))
    samples = case.hypothesis.person_of
    others = {name: one for name, one in case.profiles.items() if samples(name) != person}
    computation = Computation(panel)
    try:
        at_once = computation.of_each_genotype(case.hypothesis, others, person)
    except NotAtOnce:
        assume(False)
    expected = one_by_one(computation, case.hypothesis, others, person)
    for (table, exponent), each in zip(at_once, expected, strict=True):
        assert exponent == 0
        both = np.triu(table + np.tril(table, -1).T)
        assert both == pytest.approx(each, rel=1e-11, abs=0)


INBRED = "g:m h:f k:f a:m=g+h b:f=g+k c:m=a+b s:f=a+b"


def test_a_child_of_half_sibs_goes_one_by_one() -> None:
    computation = computing(theta=0.02)
    with pytest.raises(NotAtOnce):
        computation.of_each_genotype(claim(INBRED), typed(s="10/11"), "c")


def test_where_the_common_ancestor_is_certain_it_does_not() -> None:
    computation = computing(theta=0.02)
    others = typed(s="10/11", g="10/10")
    ((table, _),) = computation.of_each_genotype(claim(INBRED), others, "c")
    for place, (one, other) in {(0, 0): ("10", "10"), (0, 2): ("10", "12")}.items():
        read = {**others, **typed(c=f"{one}/{other}")}
        both = table[place] + table[place[::-1]] if one != other else table[place]
        assert both == pytest.approx(likelihood(computation, INBRED, read), rel=1e-12)


def test_one_copy_goes_one_by_one() -> None:
    computation = computing(ladder(chromosome="X"), theta=0.02)
    with pytest.raises(NotAtOnce):
        computation.of_each_genotype(claim("m:f a:m=-+m"), typed(m="10/11"), "a")


@pytest.mark.parametrize("count", range(4))
@pytest.mark.parametrize("theta", [0.01, 0.4])
def test_two_open_draws_are_those_of_two_points(count: int, theta: float) -> None:
    """E[Π (r · q) q_a q_b] is the expectation with two more roots that are points."""
    noise = np.random.default_rng(count)
    size = len(FREQUENCIES)
    roots = noise.random((count, size))
    base = (1 - theta) * np.array(list(FREQUENCIES.values()))
    base[1] += theta  # one allele was seen
    weights = noise.random((2, size))
    found = np.empty((size, size))
    open_draws(roots, count, base, theta, 1, weights, np.ones(2, np.int64), found)
    for a in range(size):
        for b in range(size):
            points = np.zeros((2, size))
            points[0, a], points[1, b] = weights[0, a], weights[1, b]
            expected = draws(np.concatenate([roots, points]), count + 2, base, theta, 1)
            assert found[a, b] == pytest.approx(expected, rel=1e-12)
