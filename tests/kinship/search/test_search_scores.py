"""The rounded rows of the screen: never below the exact ones, and no sum of them leaves 16 bits."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from searching import campaign, computing_on, remains_of, wanted_of

from repatria.base.errors import ValueProblem
from repatria.kinship.search.rows import Genotypes, Rows, rows_of
from repatria.kinship.search.scores import scores
from repatria.kinship.search.screen import _units
from repatria.kinship.search.tables import build_tables

EXTREME = [0.0, 5e-324, 1e-300, 1e-80, 1e-12, 0.3, 1.0, 1 + 2**-52, 7.0, 1e6, 1e40, 1e300]
LOWEST, HIGHEST = np.iinfo(np.int16).min, np.iinfo(np.int16).max


def rows_with(loci: int, sums: list[list[tuple[int, float]]]) -> Rows:
    """Rows of markers of two alleles each, and uncertain readings as weighted genotypes."""
    starts = np.arange(loci + 1) * 3
    genotypes = Genotypes(
        False,
        starts,
        np.repeat(np.arange(loci), 3),
        np.tile([0, 0, 1], loci),
        np.tile([0, 1, 1], loci),
        np.tile([0.25, 0.5, 0.25], loci),
    )
    members = np.array([place for each in sums for place, _ in each], np.int64)
    weights = np.array([weight for each in sums for _, weight in each], float)
    begins = np.cumsum([0, *map(len, sums)])
    products = weights * genotypes.chances[members]
    below = np.array([products[a:b].sum() for a, b in pairwise(begins)])
    return Rows(genotypes, begins, members, weights, below)


def largest_and_least(table: NDArray[np.int16], groups: list[list[int]]) -> tuple[int, int]:
    """Of all sums that take one row of each group, over all families."""
    wide = table.astype(np.int64)
    return (
        int(sum(wide[rows].max(axis=0) for rows in groups).max()),
        int(sum(wide[rows].min(axis=0) for rows in groups).min()),
    )


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(1, 40), st.integers(1, 4))
def test_no_sum_leaves_sixteen_bits_and_none_is_below_the_exact_one(
    data: st.DataObject, loci: int, families: int
) -> None:
    drawn = st.lists(st.sampled_from(EXTREME), min_size=3 * families, max_size=3 * families)
    ratios = np.concatenate([np.array(data.draw(drawn)).reshape(3, families) for _ in range(loci)])
    sums = [
        [(3 * locus + place, data.draw(st.floats(1e-6, 1))) for place in range(3)]
        for locus in range(loci)
    ]
    more = np.array(
        data.draw(st.lists(st.floats(-700, 700), min_size=3 * families, max_size=3 * families))
    ).reshape(3, families)
    rows = rows_with(loci, sums)
    made = scores(rows, ratios, more)
    groups = [
        [*range(3 * locus, 3 * locus + 3), rows.certain + locus, rows.nothing]
        for locus in range(loci)
    ]
    groups.append([rows.count, rows.count + 1, rows.count + 2])
    most, least = largest_and_least(made.rounded, groups)
    assert LOWEST <= least <= most <= HIGHEST
    assert (made.rounded >= made.exact * made.unit - 1e-6 / (loci + 1)).all()
    assert not np.isnan(made.exact).any()


def test_usual_tables_are_rounded_as_finely_as_allowed() -> None:
    made = scores(rows_with(2, []), np.full((6, 1), 3.0), np.zeros((0, 1)))
    assert made.unit == 64
    assert made.rounded[0, 0] == np.ceil(64 * np.log(3))
    assert made.rounded[6, 0] == 0


def test_what_cannot_be_is_lifted_and_still_speaks_against() -> None:
    ratios = np.array([[0.0], [1.0], [2.0]])
    made = scores(rows_with(1, []), ratios, np.zeros((0, 1)))
    assert np.isneginf(made.exact[0, 0])
    assert made.rounded[0, 0] == -10_666  # a third of what fits, in units of 1/64


@pytest.mark.parametrize("theta", [0.0, 0.02])
def test_an_uncertain_reading_is_never_above_the_best_of_its_genotypes(theta: float) -> None:
    made = campaign(40, 40, 9)
    computation = computing_on("none", theta=theta, markers=("TPOX", "D7S820"))
    tables = build_tables(computation, wanted_of(made, range(12)))
    rows, _ = rows_of(tables.panel, remains_of(made, range(40)))
    exact = scores(rows, np.ascontiguousarray(tables.ratios.T), np.zeros((0, len(tables.ratios))))
    assert len(rows.below)
    for number, (a, b) in enumerate(pairwise(rows.begins)):
        best = exact.exact[rows.members[a:b]].max(axis=0)
        assert (exact.exact[rows.certain + number] <= best + 1e-12).all()


@given(st.floats(-600, 600), st.floats(1e-3, 64))
def test_a_bound_is_the_least_sum_that_can_reach_it(value: float, unit: float) -> None:
    bound = int(_units(value, unit))
    assert LOWEST <= bound <= HIGHEST
    if LOWEST < bound < HIGHEST:
        assert bound - 1 < value * unit < bound + 1e-5


def test_no_bound_at_all_lets_everything_through() -> None:
    assert int(_units(-np.inf, 64.0)) == LOWEST
    assert int(_units(np.inf, 64.0)) == HIGHEST


def test_more_markers_than_sixteen_bits_have_room_for_are_refused() -> None:
    with pytest.raises(ValueProblem, match="700 markers are too many for a search"):
        scores(rows_with(700, []), np.ones((2_100, 1)), np.zeros((0, 1)))
