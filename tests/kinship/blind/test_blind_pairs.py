"""The search of all pairs: nothing missed, nothing added, whatever the order."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from blind_making import campaign_readings, in_a_row, panel_of, profile, row_panel
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.blind import pairs as pairs_module
from repatria.kinship.blind.direct import direct_matches, matches
from repatria.kinship.blind.pairs import all_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import CLOSE_KIN, FULL_SIBLINGS, ONE_PERSON, Relation
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import PairTables, pair_tables

NOBODY = row_panel(0)


def every_pair(readings: Readings, tables: PairTables) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    first, second = np.triu_indices(len(readings), 1)
    return first, second, tables.total(readings.numbers, first, second)


@pytest.mark.parametrize("relation", [ONE_PERSON, *CLOSE_KIN], ids=str)
def test_the_screen_finds_what_64_bits_find(relation: Relation) -> None:
    """Of 244,650 pairs of a campaign with dropout, at thresholds high and low."""
    readings = campaign_readings(700)
    tables = pair_tables(readings, relation)
    first, second, ratios = every_pair(readings, tables)
    assert len(ratios) > 200_000
    finite = np.sort(ratios[np.isfinite(ratios)])
    thresholds = [math.log(1e6), 0.0, finite[-50], finite[len(finite) // 2], -30.0]
    for threshold in map(float, thresholds):
        found = all_pairs(readings, tables, threshold)
        expected = ratios >= threshold
        order = np.lexsort((second[expected], first[expected], -ratios[expected]))
        assert len(found) == expected.sum() > 0
        assert (found.first == first[expected][order]).all()
        assert (found.second == second[expected][order]).all()
        assert (found.ratios == ratios[expected][order]).all()
        assert found.compared == len(ratios)
        assert found.anew >= len(found)


VALUE = st.one_of(
    st.just(-math.inf), st.floats(-60, 60), st.floats(-1e-3, 1e-3), st.floats(-2000, 2000)
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_is_missed_in_any_tables(data: st.DataObject) -> None:
    """Tables that no genotypes would give, and thresholds that a pair reaches to the last digit."""
    generator = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    sizes = data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=9))
    tables = []
    for size in sizes:
        table = np.zeros((size + 1, size + 1))
        for a in range(size):
            for b in range(a + 1):
                table[a, b] = table[b, a] = data.draw(VALUE)
        tables.append(table)
    count = data.draw(st.sampled_from((2, 3, 40, 300)))
    numbers = np.array([generator.integers(0, size + 1, count) for size in sizes], np.int32).T
    remains = tuple(Remains(profile(f"{at}")) for at in range(count))
    readings = Readings(remains, NOBODY, (), np.ascontiguousarray(numbers), ())
    made = PairTables(ONE_PERSON, tuple(tables))
    first, second, ratios = every_pair(readings, made)
    finite = ratios[np.isfinite(ratios)]
    threshold = float(generator.choice(finite)) if len(finite) else 0.0
    found = all_pairs(readings, made, threshold)
    assert set(zip(found.first.tolist(), found.second.tolist(), strict=True)) == {
        (one, other)
        for one, other, ratio in zip(first.tolist(), second.tolist(), ratios, strict=True)
        if ratio >= threshold
    }


def test_the_order_of_remains_changes_not_one_digit() -> None:
    straight = campaign_readings(300)
    order = np.random.default_rng(1).permutation(300)
    shuffled = Readings.of(straight.panel, [straight.remains[at] for at in order])
    one, other = (direct_matches(each, 10.0) for each in (straight, shuffled))
    assert [each.code for each in straight.remains] == [each.code for each in shuffled.remains]
    assert one.ratios.tobytes() == other.ratios.tobytes()
    assert (one.first == other.first).all()
    assert (one.second == other.second).all()


def test_a_block_with_more_pairs_than_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs_module, "_EXPECTED", 3)
    alike = [in_a_row(f"R{at:03}", "10/11 12/13") for at in range(300)]
    readings = Readings.of(row_panel(2), alike)
    found = all_pairs(readings, pair_tables(readings), 0.0)
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == list(combinations(range(300), 2))


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs_module, "MOST_PAIRS", 5)
    readings = Readings.of(row_panel(1), [in_a_row(f"R{at}", "10/11") for at in range(5)])
    with pytest.raises(ValueProblem, match="more than 5 pairs reach the threshold; raise it"):
        direct_matches(readings, 2.0)


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_to_compare(count: int) -> None:
    readings = Readings.of(panel_of(), [Remains(profile("a", L="10/11"))][:count])
    found = direct_matches(readings, 1.0)
    assert len(found) == found.compared == 0
    assert list(matches(readings, found)) == []


def test_thresholds_that_are_none() -> None:
    readings = Readings.of(panel_of(), [Remains(profile("a", L="10/11"))])
    for bad in (0.0, -1.0, math.nan):
        with pytest.raises(ValueProblem, match="a ratio above 0"):
            direct_matches(readings, bad)
    with pytest.raises(ValueProblem, match="a threshold is a number"):
        all_pairs(readings, pair_tables(readings), math.inf)


def test_matches_are_told_with_container_and_day() -> None:
    readings = Readings.of(
        row_panel(2),
        [in_a_row("A", "10/10 -", container="C-7"), in_a_row("B", "10/10 11/12")],
    )
    (match,) = matches(readings, direct_matches(readings, 1.0))
    assert match.markers == 1
    assert match.log10 == pytest.approx(2)
    # Siblings 10/10 and 10/10: ((1 + p) / 2p)².
    assert match.over_siblings == pytest.approx(2 - math.log10(30.25))
    assert match.sentence == (
        "The readings of A (container C-7) and B are 100 times as probable if they are one person "
        "than if they are unrelated (markers read in both: 1). Against full siblings they are only "
        "3.31 times as probable."
    )


def test_pairs_of_kin_are_no_matches() -> None:
    readings = campaign_readings(300)
    kin = all_pairs(readings, pair_tables(readings, FULL_SIBLINGS), 10.0)
    with pytest.raises(ValueProblem, match="pairs of full siblings, and no direct matches"):
        list(matches(readings, kin))


def test_progress_is_told() -> None:
    told = []
    readings = campaign_readings(700)
    direct_matches(readings, 1e6, progress=lambda done, total, stage: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
