"""What ratios average to, whatever the frequencies: 1 of strangers, κᵀMκ of relatives.

M = [[1, 1, 1], [1, (n + 3)/4, (n + 1)/2], [1, (n + 1)/2, n(n + 1)/2]] for n alleles (Slooten &
Egeland 2014): only the number of alleles counts.
"""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from kin_making import claim, ladder, panel_of, profile, values
from numpy.typing import NDArray

from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind

STRANGERS = claim("a:m", "b:m")
RELATIVES = {
    "parent and child": (claim("a:m b:m=a+-"), (0, 1, 0)),
    "full sibs": (claim("f:m m:f a:m=f+m b:m=f+m"), (1 / 4, 1 / 2, 1 / 4)),
    "half sibs": (claim("m:f a:m=-+m b:m=-+m"), (1 / 2, 1 / 2, 0)),
    "cousins": (claim("f:m m:f c:m=f+m d:f=f+m a:m=c+- b:m=-+d"), (3 / 4, 1 / 4, 0)),
    "one person": (Hypothesis("same", claim("a:m").pedigrees, {"b": "a"}), (0, 0, 1)),
}
LADDERS = {
    2: (0.2, 0.8),
    3: (0.1, 0.3, 0.6),
    4: (0.1, 0.2, 0.3, 0.4),
    6: (0.02, 0.08, 0.2, 0.2, 0.2, 0.3),
}


def every_pair(
    count: int, first: Hypothesis, second: Hypothesis, theta: float = 0.0, **settings: object
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The likelihoods of each pair of genotypes: one marker a pair, all with one ladder."""
    alleles = [str(10 + place) for place in range(count)]
    genotypes = ["/".join(each) for each in combinations_with_replacement(alleles, 2)]
    pairs = {f"L{place}": each for place, each in enumerate(product(genotypes, repeat=2))}
    panel = panel_of(*(ladder(name, LADDERS[count]) for name in pairs), theta=theta, **settings)
    profiles = {
        "a": profile("a", **{name: one for name, (one, _) in pairs.items()}),
        "b": profile("b", **{name: other for name, (_, other) in pairs.items()}),
    }
    computation = Computation(panel)
    return values(computation, first, profiles), values(computation, second, profiles)


@pytest.mark.parametrize("count", list(LADDERS))
@pytest.mark.parametrize("relation", list(RELATIVES))
def test_the_mean_ratio_of_relatives(relation: str, count: int) -> None:
    hypothesis, kappa = RELATIVES[relation]
    related, unrelated = every_pair(count, hypothesis, STRANGERS)
    n = count
    m = np.array([[1, 1, 1], [1, (n + 3) / 4, (n + 1) / 2], [1, (n + 1) / 2, n * (n + 1) / 2]])
    expected = np.array(kappa) @ m @ np.array(kappa)
    assert (related * related / unrelated).sum() == pytest.approx(expected)


@pytest.mark.parametrize("theta", [0.0, 0.05])
@pytest.mark.parametrize("relation", list(RELATIVES))
@pytest.mark.parametrize("rate", [0.0, 0.02])
def test_the_mean_ratio_of_strangers_is_one(relation: str, theta: float, rate: float) -> None:
    """Under any model: each hypothesis spreads a probability of one over all readings."""
    model = MutationModel.of(Kind.STEPWISE, rate, range=0.3)
    hypothesis, _ = RELATIVES[relation]
    related, unrelated = every_pair(4, hypothesis, STRANGERS, theta, mutation=model)
    assert (unrelated * (related / unrelated)).sum() == pytest.approx(1)
    assert unrelated.sum() == pytest.approx(1)


def test_a_ratio_of_t_is_rarer_than_one_in_t_among_strangers() -> None:
    """Markov's bound, for every t that occurs."""
    related, unrelated = every_pair(6, RELATIVES["full sibs"][0], STRANGERS)
    ratios = related / unrelated
    for t in np.unique(ratios[ratios > 1]):
        assert unrelated[ratios >= t].sum() <= 1 / t
