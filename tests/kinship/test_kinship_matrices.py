"""Mutation matrices: definitions written out, numbers from the literature, limits, stationarity."""

from __future__ import annotations

from collections.abc import Sequence

import brute_mutation as plain
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kin_making import ladder
from kin_models import TRANSFORMS, plain_matrix

from repatria.base.errors import ValueProblem
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.pedigree import Sex
from repatria.kinship.stationary import Stationary, reversible, stationary

BUILT = [kind for kind in Kind if kind is not Kind.CUSTOM]
MIXED = ("8", "9", "9.3", "10", "10.3", "12", "14.1")


def matrix(model: MutationModel, marker: Marker, sex: Sex = Sex.MALE) -> np.ndarray:
    return model.matrix(marker, sex)


def weighed(alleles: Sequence[str], weights: Sequence[int]) -> Marker:
    return Marker.of("L", {a: w / sum(weights) for a, w in zip(alleles, weights, strict=True)})


def test_the_extended_stepwise_model_keeps_microvariants_apart() -> None:
    """Knowledge of the field: the worked example of pedmut's extended stepwise model."""
    marker = ladder("L", {"1": 0.25, "1.5": 0.25, "2": 0.25, "3": 0.25})
    model = MutationModel.of(Kind.EXTENDED, 0.6, rate2=0.3, range=0.5)
    expected = [
        [0.1, 0.3, 0.4, 0.2],
        [0.1, 0.7, 0.1, 0.1],
        [0.3, 0.3, 0.1, 0.3],
        [0.2, 0.3, 0.4, 0.1],
    ]
    assert matrix(model, marker) == pytest.approx(np.array(expected), abs=1e-15)


def test_microvariants_are_grouped_by_their_digits_not_by_a_float() -> None:
    """9.3 − 9 and 32.3 − 32 differ as floats; their bases are the same three."""
    marker = ladder("L", {"9": 0.2, "9.3": 0.3, "32.3": 0.5})
    found = matrix(MutationModel.of(Kind.STEPWISE, 0.1, range=0.5), marker)
    assert found == pytest.approx(np.array([[1, 0, 0], [0, 0.9, 0.1], [0, 0.1, 0.9]]))


@given(
    st.sampled_from(BUILT),
    st.lists(st.integers(1, 9), min_size=2, max_size=7),
    st.floats(0.0, 0.1),
    st.floats(0.0, 0.05),
    st.floats(0.05, 0.9),
)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_every_model_is_its_definition(
    kind: Kind, weights: list[int], rate: float, rate2: float, range_: float
) -> None:
    marker = weighed(MIXED[: len(weights)], weights)
    rates = Rates(rate, rate2, range_)
    try:
        found = matrix(MutationModel(kind, Rates(0.5), rates), marker)
    except ValueProblem:
        rows = plain_matrix(kind, Stationary.AS_IS, marker.alleles, marker.frequencies, rates)
        assert min(map(min, rows)) < 0
        return
    expected = plain_matrix(kind, Stationary.AS_IS, marker.alleles, marker.frequencies, rates)
    assert found == pytest.approx(np.array(expected), abs=1e-14)
    assert found.sum(axis=1) == pytest.approx(np.ones(len(weights)))
    assert found.min() >= 0


@pytest.mark.parametrize("kind", [Kind.EQUAL, Kind.PROPORTIONAL, Kind.STEPWISE, Kind.DAWID])
@pytest.mark.parametrize("how", list(TRANSFORMS))
def test_every_transform_is_its_definition_and_stationary(kind: Kind, how: Stationary) -> None:
    marker = weighed(("8", "9", "10", "11", "12"), (3, 4, 5, 2, 6))
    p = np.array(marker.frequencies)
    found = matrix(MutationModel.of(kind, 0.03, range=0.4, stationary=how), marker)
    rates = Rates(0.03, 0.0, 0.4)
    expected = plain_matrix(kind, how, marker.alleles, marker.frequencies, rates)
    assert found == pytest.approx(np.array(expected), abs=1e-13)
    assert stationary(found, p)
    assert p @ found == pytest.approx(p, abs=1e-14)
    if how is not Stationary.PRESERVED_DIAGONAL:
        assert reversible(found, p)


def test_what_each_transform_preserves() -> None:
    marker = weighed(("8", "9", "10", "11", "12"), (3, 4, 5, 2, 6))
    p = np.array(marker.frequencies)
    raw = matrix(MutationModel.of(Kind.STEPWISE, 0.03, range=0.4), marker)

    def made(how: Stationary) -> np.ndarray:
        return matrix(MutationModel.of(Kind.STEPWISE, 0.03, range=0.4, stationary=how), marker)

    def overall(found: np.ndarray) -> float:
        return float(p @ (1 - np.diag(found)))

    assert not stationary(raw, p)
    assert overall(raw) == pytest.approx(0.03)
    assert overall(made(Stationary.METROPOLIS)) < 0.03
    assert overall(made(Stationary.METROPOLIS_SCALED)) == pytest.approx(0.03)
    assert overall(made(Stationary.BARKER)) < overall(made(Stationary.METROPOLIS))
    assert overall(made(Stationary.PRESERVED_RATE)) == pytest.approx(0.03)
    kept = made(Stationary.PRESERVED_DIAGONAL)
    assert np.diag(kept) == pytest.approx(np.diag(raw), abs=1e-14)
    # D₁ M D₂ leaves every cross ratio of M as it was.
    for m in (raw, kept):
        assert m[0, 1] * m[2, 3] / (m[0, 3] * m[2, 1]) == pytest.approx(0.4**-2)


def test_a_full_ladder_can_keep_each_alleles_rate() -> None:
    weights = [1 + (7 * place) % 23 for place in range(40)]
    marker = weighed([str(5 + place) for place in range(40)], weights)
    model = MutationModel.of(
        Kind.STEPWISE, 0.002, range=0.5, stationary=Stationary.PRESERVED_DIAGONAL
    )
    p = np.array(marker.frequencies)
    assert p @ matrix(model, marker) == pytest.approx(p, abs=1e-15)
    assert np.diag(matrix(model, marker)) == pytest.approx(np.full(40, 0.998), abs=1e-13)


def test_two_alleles_of_unequal_frequency_cannot_keep_one_rate_each() -> None:
    marker = ladder("L", {"10": 0.3, "11": 0.7})
    model = MutationModel.of(Kind.EQUAL, 0.1, stationary=Stationary.PRESERVED_DIAGONAL)
    with pytest.raises(ValueProblem, match="marker L: no stationary model"):
        matrix(model, marker)


def test_the_proportional_model_names_its_greatest_rate() -> None:
    """max r = (1 − Σp²) / (1 − min p)."""
    marker = ladder()
    most = (1 - (0.01 + 0.04 + 0.09 + 0.16)) / 0.9
    assert matrix(MutationModel.of(Kind.PROPORTIONAL, most - 1e-9), marker).min() >= 0
    with pytest.raises(ValueProblem, match=rf"marker L: .* a rate of {most:.6g} at most"):
        matrix(MutationModel.of(Kind.PROPORTIONAL, most + 1e-4), marker)


def test_the_proportional_model_is_stationary_and_reversible_as_it_is() -> None:
    p = np.array(ladder().frequencies)
    found = matrix(MutationModel.of(Kind.PROPORTIONAL, 0.2), ladder())
    assert stationary(found, p)
    assert reversible(found, p)
    assert not stationary(matrix(MutationModel.of(Kind.EQUAL, 0.2), ladder()), p)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.floats(0.05, 0.95))
@settings(deadline=None, derandomize=True, max_examples=50)
def test_dawids_model_is_reversible_with_the_rate_asked_for(
    weights: list[int], range_: float
) -> None:
    marker = weighed([str(8 + place) for place in range(len(weights))], weights)
    p = np.array(marker.frequencies)
    found = matrix(MutationModel.of(Kind.DAWID, 0.005, range=range_), marker)
    assert reversible(found, p)
    assert p @ (1 - np.diag(found)) == pytest.approx(0.005)
    size, a = len(p), (1 - range_ ** len(p)) / (1 - range_)
    expected = 0.005 * (1 - range_) * range_ / (2 * range_ * (size - a) * p[0])
    assert found[0, 1] == pytest.approx(expected)


def test_each_sex_of_parent_has_its_own_rates() -> None:
    model = MutationModel(Kind.EQUAL, Rates(0.03), Rates(0.06))
    assert matrix(model, ladder(), Sex.FEMALE)[0, 1] == pytest.approx(0.01)
    assert matrix(model, ladder(), Sex.MALE)[0, 1] == pytest.approx(0.02)


def test_the_silent_allele_neither_mutates_nor_arises() -> None:
    found = matrix(MutationModel.of(Kind.PROPORTIONAL, 0.1), ladder().with_silent(0.2))
    bare = matrix(MutationModel.of(Kind.PROPORTIONAL, 0.1), ladder())
    assert found == pytest.approx(np.array(plain.with_silent(bare.tolist())), abs=1e-15)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (((1.0, 0.0),), "not 2 by 2"),
        (((0.5, 0.6), (0.0, 1.0)), "a row of the custom matrix does not sum to 1"),
        (((1.2, -0.2), (0.0, 1.0)), "no probability"),
        (((float("nan"), 1.0), (0.0, 1.0)), "no probability"),
    ],
)
def test_a_custom_matrix_that_is_none_is_refused(
    rows: tuple[tuple[float, ...], ...], message: str
) -> None:
    model = MutationModel(Kind.CUSTOM, custom={"L": rows})
    with pytest.raises(ValueProblem, match=f"marker L: .*{message}"):
        matrix(model, ladder("L", (0.5, 0.5)))


@pytest.mark.parametrize("kind", [Kind.ONE_STEP, Kind.STEPWISE, Kind.EXTENDED, Kind.DAWID])
def test_a_stepwise_model_needs_repeat_numbers(kind: Kind) -> None:
    marker = ladder("AM", {"X": 0.5, "Y": 0.5})
    with pytest.raises(ValueProblem, match=r"marker AM: .*repeat numbers; X is none"):
        matrix(MutationModel.of(kind, 0.01), marker)


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ((1.2, 0.0, 0.1), "rate is 1.2"),
        ((-0.1, 0.0, 0.1), "rate is -0.1"),
        ((0.7, 0.7, 0.1), "sum to more than 1"),
        ((0.1, 0.0, 0.0), "range is 0"),
        ((0.1, 0.0, 1.1), "range is 1.1"),
    ],
)
def test_rates_that_cannot_be_are_refused(rates: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueProblem, match=message):
        Rates(*rates)
