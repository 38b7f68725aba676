"""The screen misses nothing: against sums in 64 bits of more than two million pairs."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from searching import brute, campaign, computing_on, remains_of, wanted_of

from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile
from repatria.kinship.search import blocks, search
from repatria.kinship.search.blocks import SearchTask, put_together, search_block
from repatria.kinship.search.kept_rows import KeptRatios, KeptRows
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.scores import scores
from repatria.kinship.search.search import BLOCK, Found, TooManyPairs
from repatria.kinship.search.sexes import sex_rows
from repatria.kinship.search.tables import Tables, build_tables
from repatria.runners.cores import Cores
from repatria.runners.serial import Serial

Vector = NDArray[np.float64]
KEEP = 4
THRESHOLD = math.log(200)


@cache
def large() -> tuple[Tables, list[Profile], Vector]:
    """Tables of 1,300 families and more missing, 1,400 remains, and the sums of all pairs."""
    made = campaign(1_400, 1_300, 77)
    tables = build_tables(computing_on("reversible"), wanted_of(made, range(1_300)))
    bodies = remains_of(made, range(1_400))
    return tables, bodies, brute(tables, bodies)


@cache
def searched(threads: int = 1) -> Found:
    tables, bodies, _ = large()
    return search.search(tables, bodies, threshold=THRESHOLD, keep=KEEP, threads=threads)


def best_of(sums: Vector, keep: int) -> tuple[Vector, NDArray[np.int64]]:
    """Of each row the largest, and of equals the earlier; −inf with −1 where there is none."""
    order = np.argsort(-sums, axis=1, kind="stable")[:, :keep]
    values = np.take_along_axis(sums, order, 1)
    return values, np.where(np.isfinite(values), order, -1)


def same(one: Found, other: Found) -> None:
    for name in ("pairs", "values", "best_of_remains", "families_of", "best_of_family",
                 "remains_of"):  # fmt: skip
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert (one.compared, one.threshold) == (other.compared, other.threshold)


def test_there_are_more_than_two_million_pairs_and_some_of_every_kind() -> None:
    sums = large()[2]
    assert sums.size > 2_000_000
    assert 500 < (sums >= THRESHOLD).sum() < sums.size / 100
    assert np.isneginf(sums).any() or (sums < -20).any()


def test_no_rounded_sum_is_below_the_exact_one() -> None:
    tables, bodies, sums = large()
    rows, places = rows_of(tables.panel, bodies)
    for at in range(0, len(tables.ratios), BLOCK):
        block = slice(at, at + BLOCK)
        ratios = np.ascontiguousarray(tables.ratios[block].T)
        made = scores(rows, ratios, np.zeros((0, ratios.shape[1])))
        rounded = np.zeros(sums[:, block].shape, np.int32)
        for column in places.T:
            rounded += made.rounded[column]
        assert (rounded >= np.ceil(sums[:, block] * made.unit - 1e-6)).all()
        # And no more above it than what each row was rounded up by.
        near = sums[:, block] > -30
        assert (rounded[near] <= sums[:, block][near] * made.unit + len(tables.panel.loci)).all()


def test_every_pair_over_the_threshold_is_found_with_its_value() -> None:
    sums = large()[2]
    found = searched()
    expected = [
        (one, family)
        for one, row in enumerate(sums)
        for family in np.lexsort((np.arange(len(row)), -row))
        if row[family] >= THRESHOLD
    ]
    assert found.pairs.tolist() == [list(pair) for pair in expected]
    assert found.values.tolist() == [sums[pair] for pair in expected]


def test_the_best_of_each_are_those_of_all_sums_ties_included() -> None:
    sums = large()[2]
    found = searched()
    above_one = np.where(sums > 0, sums, -np.inf)
    for values, who, expected in (
        (found.best_of_remains, found.families_of, best_of(sums, KEEP)),
        (found.best_of_family, found.remains_of, best_of(above_one.T, KEEP)),
    ):
        assert values.tobytes() == expected[0].tobytes()
        assert (who == expected[1]).all()
    ties = (found.best_of_remains[:, 1:] == found.best_of_remains[:, :-1]).sum()
    assert ties > 50  # two brothers missing in one family


def test_the_screen_lets_few_through() -> None:
    assert searched().anew < large()[2].size / 10


def test_threads_change_nothing() -> None:
    same(searched(1), searched(2))
    same(searched(1), searched(3))


def in_blocks(folder: Path, runner: Serial | Cores) -> Found:
    tables, bodies, _ = large()
    count, starts = len(tables.ratios), tables.genotypes.starts
    # In the files the families stand the other way round, with half a row after them.
    files = []
    for locus, (start, end) in enumerate(pairwise(starts.tolist())):
        kept = KeptRows(folder / f"{locus}", end - start, bytes(8))
        kept.write(
            np.arange(count), np.zeros(count, np.uint64), tables.ratios[::-1, start:end],
            tables.bad[::-1, locus],
        )  # fmt: skip
        with kept.path.open("ab") as file:
            file.write(b"half a row")
        files.append(kept)
    rows, places = rows_of(tables.panel, bodies)
    task = SearchTask(
        KeptRatios(tuple(files), 1), np.arange(count)[::-1].copy(), rows, places.astype(np.int32),
        np.zeros((0, count)), THRESHOLD, KEEP,
    )  # fmt: skip
    assert len(task.blocks) > 3
    results = dict(runner.map_blocks(search_block, task.blocks, shared=task))
    return put_together(task, [results[number] for number in sorted(results)])


def test_blocks_change_nothing_wherever_they_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 300)
    serial = in_blocks(tmp_path, Serial())
    same(searched(), serial)
    parallel = in_blocks(tmp_path, Cores(2))
    same(serial, parallel)
    assert serial.anew == parallel.anew


@pytest.mark.parametrize(("keep", "remains"), [(1, 30), (3, 2), (7, 5)])
def test_the_sex_is_added_and_short_lists_end_with_nobody(keep: int, remains: int) -> None:
    tables, bodies, sums = large()
    few = Tables(tables.panel, tables.genotypes, tables.ratios[:4], tables.bad[:4])
    read = [(Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)[number % 3] for number in range(remains)]
    missing = [Sex.MALE, Sex.FEMALE, Sex.UNKNOWN, Sex.MALE]
    found = search.search(
        few, bodies[:remains], (read, missing), threshold=-5.0, keep=keep, threads=2
    )
    more, rows = sex_rows(read, missing)
    expected = sums[:remains, :4] + more[rows]
    values, who = best_of(np.pad(expected, ((0, 0), (0, 9)), constant_values=-np.inf), keep)
    assert found.best_of_remains.tolist() == values.tolist()
    assert found.families_of.tolist() == who.tolist()
    assert len(found.values) == (expected >= -5).sum()


def test_a_family_that_excludes_everybody_is_nobodys_candidate() -> None:
    tables, bodies, _ = large()
    ratios = np.zeros_like(tables.ratios[:2])
    none = Tables(tables.panel, tables.genotypes, ratios, tables.bad[:2])
    found = search.search(none, bodies[:5], threshold=-1e9, threads=1)
    assert (found.families_of == -1).all()
    assert (found.remains_of == -1).all()
    assert len(found.values) == 0


def test_too_many_pairs_are_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_PAIRS", 100)
    tables, bodies, _ = large()
    with pytest.raises(TooManyPairs, match="more than 100 pairs reach the threshold; take a high"):
        search.search(tables, bodies, threshold=0.0, threads=1)


def test_the_number_of_chance_pairs_is_a_bound_that_holds() -> None:
    """Strangers: remains of one campaign against families of another."""
    tables = large()[0]
    strangers = remains_of(campaign(1_000, 60, 4321), range(1_000))
    for ratio in (10, 100, 1_000):
        found = search.search(tables, strangers, threshold=math.log(ratio))
        assert found.chance == pytest.approx(found.compared / ratio)
        # The remains are not independent of each other; five times as many would be a wonder.
        assert 0 < len(found.values) <= found.chance * 1.1
