"""Founders of one subpopulation: the sampling formula of Balding and Nichols, in closed forms."""

from __future__ import annotations

import pytest
from kin_making import P, Q, R, claim, computing, ladder, likelihood, typed

from repatria.base.errors import ValueProblem
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.population import Population

STRANGERS = claim("a:m", "b:m")
DUO = claim("a:m b:m=a+-")
SIBS = claim("f:m m:f a:m=f+m b:m=f+m")
THETAS = (0.0, 0.01, 0.03)


def ratio(theta: float, first: Hypothesis, a: str, b: str, chromosome: str = "A") -> float:
    computation = computing(ladder(chromosome=chromosome), theta=theta)
    profiles = typed(a=a, b=b)
    return likelihood(computation, first, profiles) / likelihood(computation, STRANGERS, profiles)


@pytest.mark.parametrize("theta", [0.0, 0.01, 0.03, 0.5])
def test_one_person(theta: float) -> None:
    computation = computing(theta=theta)
    homozygote = likelihood(computation, "a:m", typed(a="10/10"))
    heterozygote = likelihood(computation, "a:m", typed(a="10/11"))
    assert homozygote == pytest.approx(P * (theta + (1 - theta) * P))
    assert heterozygote == pytest.approx(2 * P * Q * (1 - theta))


def test_a_figure_of_pedprobr() -> None:
    computation = computing(ladder("L", (0.3, 0.7)), theta=0.01)
    assert likelihood(computation, "a:m", typed(a="10/10")) == pytest.approx(0.0921)
    with_ancestors = "f:m m:f g:m m2:f a:m=f+m"
    assert likelihood(computation, with_ancestors, typed(a="10/10")) == pytest.approx(0.0921)


@pytest.mark.parametrize("theta", [0.0, 0.01, 0.03, 0.2])
def test_a_duo_of_homozygotes(theta: float) -> None:
    expected = (1 + 2 * theta) / (3 * theta + (1 - theta) * P)
    assert ratio(theta, DUO, "10/10", "10/10") == pytest.approx(expected)


PUBLISHED = [
    (DUO, "10/10", "10/10", (10, 7.906977, 5.668450)),
    (DUO, "10/11", "10/11", (3.75, 3.565411, 3.269650)),
    (SIBS, "10/10", "10/10", (30.25, 20.980897, 12.381203)),
    (SIBS, "10/11", "10/11", (8.375, 7.712619, 6.682175)),
    (SIBS, "10/11", "12/13", (0.25, 0.25, 0.25)),
    (SIBS, "10/11", "10/12", (1.5, 1.419725, 1.293307)),
]


@pytest.mark.parametrize(("first", "a", "b", "figures"), PUBLISHED)
def test_figures_of_two_other_programs(
    first: Hypothesis, a: str, b: str, figures: tuple[float, ...]
) -> None:
    for theta, figure in zip(THETAS, figures, strict=True):
        assert ratio(theta, first, a, b) == pytest.approx(figure, abs=1e-6)


@pytest.mark.parametrize("theta", [0.0, 0.01, 0.03])
def test_a_trio_against_a_stranger(theta: float) -> None:
    """Mother 10/11, child 10/12, alleged father 12/12: a stranger's 12 would be the fifth allele
    drawn, after two 12 among four: [2θ + (1 − θ)r] / (1 + 3θ)."""
    computation = computing(theta=theta)
    profiles = typed(f="12/12", m="10/11", c="10/12")
    first = likelihood(computation, "f:m m:f c:m=f+m", profiles)
    second = likelihood(computation, claim("f:m", "m:f c:m=-+m"), profiles)
    assert first / second == pytest.approx((1 + 3 * theta) / (2 * theta + (1 - theta) * R))


@pytest.mark.parametrize("theta", [0.01, 0.05])
def test_a_direct_match(theta: float) -> None:
    """The National Research Council's formulas 4.10 for a second person of the same genotype."""
    below = (1 + theta) * (1 + 2 * theta)
    same = Hypothesis("one", claim("a:m").pedigrees, {"b": "a"})
    p, q = ((1 - theta) * each for each in (P, Q))
    homozygote = (2 * theta + p) * (3 * theta + p) / below
    heterozygote = 2 * (theta + p) * (theta + q) / below
    assert 1 / ratio(theta, same, "10/10", "10/10") == pytest.approx(homozygote)
    assert 1 / ratio(theta, same, "10/11", "10/11") == pytest.approx(heterozygote)


@pytest.mark.parametrize("theta", [0.01, 0.1])
def test_x_linked_founders_share_the_sequence(theta: float) -> None:
    """Two men with one allele each: p (θ + (1 − θ)p)."""
    computation = computing(ladder(chromosome="X"), theta=theta)
    found = likelihood(computation, STRANGERS, typed(a="10", b="10"))
    assert found == pytest.approx(P * (theta + (1 - theta) * P))
    other = likelihood(computation, STRANGERS, typed(a="10", b="11"))
    assert other == pytest.approx(P * (1 - theta) * Q)


def test_an_untyped_ancestor_changes_a_mutating_likelihood_with_theta() -> None:
    """Example 4 of the manual of Familias for R: 0.0963 alone, 0.0960035714 with two parents."""
    computation = computing(
        ladder("L", (0.3, 0.7)), theta=0.03, mutation=MutationModel.of(Kind.PROPORTIONAL, 0.01)
    )
    alone = likelihood(computation, "a:m", typed(a="10/10"))
    assert alone == pytest.approx(0.0963)
    with_parents = likelihood(computation, "f:m m:f a:m=f+m", typed(a="10/10"))
    assert with_parents == pytest.approx(0.0960035714, abs=5e-11)


def test_silent_alleles_count_in_the_sequence() -> None:
    """10/10 is read of 10, 10 and of 10 with a silent allele."""
    theta, silent = 0.02, 0.05
    p = P * (1 - silent)
    found = likelihood(computing(theta=theta, silent=silent), "a:m", typed(a="10/10"))
    expected = p * (theta + (1 - theta) * p) + 2 * p * (1 - theta) * silent
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("theta", [-0.01, 1.0, float("nan")])
def test_a_theta_outside_its_range_is_refused(theta: float) -> None:
    with pytest.raises(ValueProblem, match=r"theta is .*; it lies in \[0, 1\)"):
        Population.of("made", [ladder()], theta=theta)
