"""All pairs of remains whose ratio reaches a threshold, found without missing one."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import Relation
from repatria.kinship.blind.screen import screened_block
from repatria.kinship.blind.tables import PairTables
from repatria.runners.cores import available

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]
Found = tuple[Numbers, Numbers, Vector, int]

MOST_PAIRS = 20_000_000
_WIDTH = 256
"""Remains in a block: two rows of sums and eight of a table fit into the first-level cache."""
_EXPECTED = 4096
_ROOM = 32_000.0
"""Of the 32,767 that fit; the rest is for the rounding of each row."""
_FINEST = 1024.0
_SLACK = 1e-6
"""In rounded units, far above the errors of 64-bit sums."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of places in the remains, `first` < `second`, with natural log ratios in falling
    order, those of equal ratios by place. `anew` of `compared` pairs passed the screen."""

    relation: Relation
    first: Numbers
    second: Numbers
    ratios: Vector
    compared: int
    anew: int

    def __len__(self) -> int:
        return len(self.first)


def all_pairs(
    readings: Readings, tables: PairTables, threshold: float, progress: Progress = silent
) -> Pairs:
    """Every pair whose natural log ratio is at least `threshold`.

    Raises `ValueProblem` where these are more than `MOST_PAIRS`, and for a threshold that is no
    number.
    """
    if not math.isfinite(threshold):
        raise ValueProblem("a threshold is a number")
    rounded, unit = _rounded(tables)
    sizes = np.array([len(each) for each in tables.ratios], np.int64)
    begins = np.concatenate([[0], np.cumsum(sizes**2)]).astype(np.int64)
    exact = np.concatenate([each.ravel() for each in tables.ratios] or [np.zeros(0)])
    bound = int(np.clip(math.ceil(threshold * unit - _SLACK), -32768, 32767))
    work = partial(_work, rounded, exact, begins, sizes, readings.numbers, bound, threshold)
    count = len(readings)
    # The last blocks meet the most remains; begun first, they leave no core idle at the end.
    lows = range(0, count, _WIDTH)[::-1]
    found: list[Found] = []
    held = 0
    with ThreadPoolExecutor(available()) as pool:
        for part in pool.map(lambda low: work(low, min(low + _WIDTH, count)), lows):
            found.append(part)
            held += len(part[0])
            if held > MOST_PAIRS:
                pool.shutdown(cancel_futures=True)
                raise ValueProblem(f"more than {MOST_PAIRS:,} pairs reach the threshold; raise it")
            progress(len(found), len(lows), f"comparing remains: {tables.relation}")
    return _joined(tables.relation, found, count * (count - 1) // 2)


def _work(
    rounded: NDArray[np.int16],
    exact: Vector,
    begins: Numbers,
    sizes: Numbers,
    numbers: NDArray[np.int32],
    bound: int,
    threshold: float,
    low: int,
    high: int,
) -> Found:
    """One block; once more where it holds more pairs than were expected."""
    room = _EXPECTED
    while True:
        over, first, second = np.empty(room), np.empty(room, np.int64), np.empty(room, np.int64)
        count, anew = screened_block(
            rounded, exact, begins, sizes, numbers, low, high, bound, threshold,
            over, first, second,
        )  # fmt: skip
        if count <= room:
            return first[:count], second[:count], over[:count], anew
        room = count


def _rounded(tables: PairTables) -> tuple[NDArray[np.int16], float]:
    """The tables rounded up to whole numbers of 1/unit, end to end, so that no sum can leave 16
    bits: the largest of every marker together stay below the top, low values are lifted."""
    most = sum(float(each.max()) for each in tables.ratios)
    unit = min(_FINEST, _ROOM / max(most, 1.0))
    floor = -_ROOM / max(len(tables.ratios), 1)
    parts = [np.ceil(np.maximum(each * unit, floor)).astype(np.int16) for each in tables.ratios]
    return np.concatenate([each.ravel() for each in parts] or [np.zeros(0, np.int16)]), unit


def _joined(relation: Relation, found: list[Found], compared: int) -> Pairs:
    empty = np.zeros(0, np.int64)
    first = np.concatenate([part[0] for part in found] or [empty])
    second = np.concatenate([part[1] for part in found] or [empty])
    ratios = np.concatenate([part[2] for part in found] or [np.zeros(0)])
    order = np.lexsort((second, first, -ratios))
    anew = sum(part[3] for part in found)
    return Pairs(relation, first[order], second[order], ratios[order], compared, anew)
