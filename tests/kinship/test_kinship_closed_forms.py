"""Pairs and small families whose ratio a pencil gives: without theta."""

from __future__ import annotations

import numpy as np
import pytest
from kin_making import P, Q, R, S, claim, computing, kin, ladder, likelihood, panel_of, typed

from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.pedigree import Sex
from repatria.kinship.settings import Convention

STRANGERS = claim("a:m", "b:m")
PARENT = "a:m b:m=a+-"
SIBS = "f:m m:f a:m=f+m b:m=f+m"
HALF = "m:f a:m=-+m b:m=-+m"
UNCLE = "f:m m:f a:m=f+m c:m=f+m b:m=c+-"
GRANDSON = "a:m c:m=a+- b:m=c+-"
COUSINS = "f:m m:f c:m=f+m d:f=f+m a:m=c+- b:m=-+d"
KAPPA = {
    PARENT: (0, 1, 0),
    SIBS: (1 / 4, 1 / 2, 1 / 4),
    HALF: (1 / 2, 1 / 2, 0),
    UNCLE: (1 / 2, 1 / 2, 0),
    GRANDSON: (1 / 2, 1 / 2, 0),
    COUSINS: (3 / 4, 1 / 4, 0),
}
# a, b; the ratio for one allele shared by descent, and that for two.
SHARED = [
    ("10/10", "10/10", 1 / P, 1 / P**2),
    ("10/10", "10/11", 1 / (2 * P), 0),
    ("10/11", "10/11", (P + Q) / (4 * P * Q), 1 / (2 * P * Q)),
    ("10/11", "10/12", 1 / (4 * P), 0),
    ("10/10", "11/11", 0, 0),
    ("10/10", "11/12", 0, 0),
    ("10/11", "12/13", 0, 0),
]


@pytest.mark.parametrize("pedigree", list(KAPPA))
@pytest.mark.parametrize(("a", "b", "one", "two"), SHARED)
def test_pairs_of_relatives(pedigree: str, a: str, b: str, one: float, two: float) -> None:
    """Σ κ_i · (the ratio for i alleles shared by descent)."""
    profiles, k = typed(a=a, b=b), KAPPA[pedigree]
    ratio = likelihood(computing(), pedigree, profiles) / likelihood(
        computing(), STRANGERS, profiles
    )
    assert ratio == pytest.approx(k[0] + k[1] * one + k[2] * two)


def test_strangers_are_hardy_and_weinberg() -> None:
    assert likelihood(computing(), "a:m", typed(a="10/10")) == pytest.approx(P**2)
    assert likelihood(computing(), "a:m", typed(a="10/11")) == pytest.approx(2 * P * Q)
    both = likelihood(computing(), STRANGERS, typed(a="10/10", b="12/13"))
    assert both == pytest.approx(P**2 * 2 * R * S)


def test_a_trio() -> None:
    trio = "f:m m:f c:f=f+m"
    profiles = typed(f="10/11", m="11/12", c="11/11")
    assert likelihood(computing(), trio, profiles) == pytest.approx(2 * P * Q * 2 * Q * R / 4)
    assert likelihood(computing(), trio, typed(f="10/11", m="12/13", c="11/11")) == 0


def test_parents_of_a_missing_child_leave_four_genotypes() -> None:
    """Remains 10/12 of parents 10/11 and 12/13, against a stranger: ¼ / 2pr."""
    profiles = typed(f="10/11", m="12/13", x="10/12")
    first = likelihood(computing(), "f:m m:f x:m=f+m", profiles)
    second = likelihood(computing(), claim("f:m m:f c:m=f+m", "x:m"), profiles)
    assert first / second == pytest.approx(0.25 / (2 * P * R))


def test_two_samples_of_one_person() -> None:
    """A direct match: 1 / p² and 1 / 2pq; a mismatch excludes."""
    same = claim("x:m")
    same = type(same)("one person", same.pedigrees, {"brush": "x"})
    others = claim("x:m", "brush:m")
    for genotype, chance in (("10/10", P**2), ("10/11", 2 * P * Q)):
        profiles = typed(x=genotype, brush=genotype)
        first, second = (likelihood(computing(), each, profiles) for each in (same, others))
        assert first / second == pytest.approx(1 / chance)
    assert likelihood(computing(), same, typed(x="10/10", brush="10/11")) == 0


@pytest.mark.parametrize(
    ("pedigree", "f"),
    [
        ("f:m m:f a:m=f+m b:f=f+m x:m=a+b", 1 / 4),
        ("f:m a:f=f+- x:m=f+a", 1 / 4),
        ("m:f a:m=-+m b:f=-+m x:m=a+b", 1 / 8),
        ("f:m m:f a:m=f+m b:f=f+m c:m=a+- d:f=-+b x:m=c+d", 1 / 16),
    ],
)
def test_an_inbred_person(pedigree: str, f: float) -> None:
    """p² + f p(1 − p) and 2pq(1 − f) (Wright 1921)."""
    homozygote = likelihood(computing(), pedigree, typed(x="10/10"))
    heterozygote = likelihood(computing(), pedigree, typed(x="10/11"))
    assert homozygote == pytest.approx(P**2 + f * P * (1 - P))
    assert heterozygote == pytest.approx(2 * P * Q * (1 - f))


def test_children_of_sibs_next_to_their_grandparents() -> None:
    """Grandparents 10/10 and 10/10 leave nothing open through two generations of inbreeding."""
    pedigree = "f:m m:f a:m=f+m b:f=f+m x:m=a+b y:f=a+b"
    profiles = typed(f="10/10", m="10/11", x="11/11", y="11/11")
    # Both parents must be 10/11 (¼), then each child is 11/11 with ¼.
    expected = P**2 * 2 * P * Q * (1 / 4) * (1 / 4) ** 2
    assert likelihood(computing(), pedigree, profiles) == pytest.approx(expected)


@pytest.mark.parametrize("convention", list(Convention))
@pytest.mark.parametrize("kind", [Kind.EQUAL, Kind.PROPORTIONAL, Kind.STEPWISE])
def test_a_mismatched_father_needs_one_mutation(kind: Kind, convention: Convention) -> None:
    """P(10/10) [M(10→11) x₁₂ + M(10→12) x₁₁]; x is pM where the mother's gamete passes a meiosis
    (kept) and p where it is drawn from the population (pruned)."""
    model = MutationModel(kind, Rates(0.02, 0, 0.3), Rates(0.05, 0, 0.5))
    mother, father = (model.matrix(ladder(), sex) for sex in (Sex.FEMALE, Sex.MALE))
    p = np.array([P, Q, R, S])
    x = p @ mother if convention is Convention.KEPT else p
    computation = computing(mutation=model, convention=convention)
    found = likelihood(computation, PARENT, typed(a="10/10", b="11/12"))
    assert found == pytest.approx(P**2 * (father[0, 1] * x[2] + father[0, 2] * x[1]))
    assert found > 0


def test_equal_mutation_in_a_trio() -> None:
    """Father 10/10, mother 11/11, child 12/11: the father's allele mutated with r/3, and the
    mother's stayed, or both the other way round."""
    rate = 0.03
    computation = computing(mutation=MutationModel.of(Kind.EQUAL, rate))
    found = likelihood(computation, "f:m m:f c:m=f+m", typed(f="10/10", m="11/11", c="11/12"))
    expected = rate / 3 * (1 - rate) + rate / 3 * rate / 3
    assert found == pytest.approx(P**2 * Q**2 * expected)


def test_a_mutation_two_meioses_away_is_a_product_of_matrices() -> None:
    """Grandfather 10/10 and grandson: his paternal allele is drawn from ½(M² + pM·M)."""
    model = MutationModel.of(Kind.PROPORTIONAL, 0.01)
    m, p = model.matrix(ladder(), Sex.MALE), np.array([P, Q, R, S])
    computation = computing(mutation=model)
    found = likelihood(computation, GRANDSON, typed(a="10/10", b="11/11"))
    passed = ((m @ m)[0] + p @ m @ m) / 2
    assert found == pytest.approx(P**2 * passed[1] * Q)


X = ladder(chromosome="X")
X_PAIRS = [
    ("a:m b:f=a+-", "10", "10/11", 1 / (2 * P)),
    ("a:m b:f=a+-", "10", "10/10", 1 / P),
    ("a:m b:f=a+-", "10", "11/12", 0),
    ("a:m b:m=a+-", "10", "11", 1),
    ("a:f b:m=-+a", "10/11", "10", 1 / (2 * P)),
    ("a:f b:m=-+a", "10/11", "12", 0),
    ("f:m a:f=f+- b:f=f+-", "10/10", "10/10", 1 / P),
    ("f:m a:f=f+- b:f=f+-", "10/11", "10/11", (P + Q) / (4 * P * Q)),
    ("f:m a:f=f+- b:f=f+-", "10/11", "10/12", 1 / (4 * P)),
    ("f:m a:f=f+- b:f=f+-", "10/11", "12/13", 0),
    ("m:f a:m=-+m b:m=-+m", "10", "10", (1 + P) / (2 * P)),
    ("m:f a:m=-+m b:m=-+m", "10", "11", 1 / 2),
    ("f:m m:f a:f=f+m b:f=f+m", "10/11", "12/13", 0),
    ("f:m m:f a:f=f+m b:f=f+m", "10/10", "10/10", (1 + P) / (2 * P**2)),
    ("f:m c:f=f+- a:f=f+- b:m=-+c", "10/11", "12", 1 / 2),
]


@pytest.mark.parametrize(("pedigree", "a", "b", "expected"), X_PAIRS)
def test_x_linked_pairs(pedigree: str, a: str, b: str, expected: float) -> None:
    by_id = kin(pedigree).by_id
    alone = [f"{name}:{'m' if by_id[name].sex is Sex.MALE else 'f'}" for name in "ab"]
    computation, profiles = computing(X), typed(a=a, b=b)
    first = likelihood(computation, pedigree, profiles)
    second = likelihood(computation, claim(*alone), profiles)
    assert first / second == pytest.approx(expected)


def test_a_male_reads_the_same_whether_his_x_is_written_once_or_twice() -> None:
    panel = panel_of(X)
    for text in ("10", "10/10"):
        assert likelihood(Computation(panel), "a:m", typed(a=text)) == pytest.approx(P)
