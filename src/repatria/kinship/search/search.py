"""All remains against all families: the best of each, and every pair over a threshold, exact."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile
from repatria.kinship.search.rows import Rows, rows_of
from repatria.kinship.search.scores import scores
from repatria.kinship.search.screen import screened
from repatria.kinship.search.sexes import sex_rows
from repatria.kinship.search.tables import Tables
from repatria.runners.cores import available

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

BLOCK = 256
"""Families in a block: their sums stay in the first-level cache."""
MOST_PAIRS = 2_000_000
"""Pairs over the threshold that a thread keeps."""


class TooManyPairs(ValueProblem):
    """More pairs reach a threshold than are kept."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most:,} pairs reach the threshold; take a higher one")


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found. Log ratios are natural.

    `pairs` (P, 2) are remains and families over the threshold with their `values`, in the order of
    the remains and falling within; `best_of_remains` (R, k) and `best_of_family` (F, k), the latter
    of ratios above one, fall too, −inf where there are fewer, with who they are with in
    `families_of` and `remains_of` (−1 for none). `compared` counts all pairs, `anew` those that the
    screen let through.
    """

    threshold: float
    pairs: Numbers
    values: Vector
    best_of_remains: Vector
    families_of: Numbers
    best_of_family: Vector
    remains_of: Numbers
    compared: int
    anew: int

    @property
    def chance(self) -> float:
        """How many pairs of strangers to expect at the threshold, at most: E[LR] is 1 for them, so
        at most one in t reaches t (Markov's bound)."""
        return self.compared / math.exp(self.threshold)


def search(
    tables: Tables,
    remains: Sequence[Profile],
    sexes: tuple[Sequence[Sex], Sequence[Sex]] | None = None,
    *,
    threshold: float = math.log(1e4),
    keep: int = 5,
    progress: Progress = silent,
    threads: int | None = None,
) -> Found:
    """Compare all remains with all families.

    `sexes` are those read of the remains and those of whom the families miss. Raises `ValueProblem`
    for an allele off the ladder, and `TooManyPairs` where more than `MOST_PAIRS` a thread reach the
    threshold.
    """
    rows, places = rows_of(tables.panel, remains)
    families = len(tables.ratios)
    more = np.zeros((0, families))
    if sexes is not None:
        more, read = sex_rows(*sexes)
        places = np.column_stack([places, rows.count + read])
    return _Searching(tables, rows, places, more, threshold, keep).done(
        progress, threads or available()
    )


class _Searching:
    def __init__(
        self,
        tables: Tables,
        rows: Rows,
        places: Numbers,
        more: Vector,
        threshold: float,
        keep: int,
    ) -> None:
        self.tables, self.rows, self.more, self.threshold = tables, rows, more, threshold
        self.places = np.ascontiguousarray(places.astype(np.int32))
        families = len(tables.ratios)
        self.keep = keep
        self.known = np.full(len(places), -np.inf)
        self.best_of_family = np.zeros((families, keep))
        self.remains_of = np.full((families, keep), -1, np.int64)
        self.blocks = [slice(at, at + BLOCK) for at in range(0, families, BLOCK)]
        self._lock = threading.Lock()
        self._done = 0

    def done(self, progress: Progress, threads: int) -> Found:
        waiting = iter(self.blocks)
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(lambda _: self._worker(waiting, progress), range(threads)))
        values = np.concatenate([part.values for part in parts])
        pairs = np.concatenate([part.pairs for part in parts])
        order = np.lexsort((pairs[:, 1], -values, pairs[:, 0]))
        best, who = merged([(part.best, part.who) for part in parts], self.keep)
        return Found(
            self.threshold,
            pairs[order],
            values[order],
            best,
            who,
            listed(self.best_of_family, self.remains_of),
            self.remains_of,
            len(self.places) * len(self.tables.ratios),
            sum(part.anew for part in parts),
        )

    def _worker(self, waiting: object, progress: Progress) -> _Part:
        part = _Part.empty(len(self.places), self.keep)
        while True:
            with self._lock:
                block = next(waiting, None)  # type: ignore[call-overload]
            if block is None:
                return part.cut()
            self._block(block, part)
            with self._lock:
                self._done += 1
                progress(self._done, len(self.blocks), "searching")

    def _block(self, block: slice, part: _Part) -> None:
        ratios = np.ascontiguousarray(self.tables.ratios[block].T)
        made = scores(self.rows, ratios, self.more[:, block])
        best, who = self.best_of_family[block], self.remains_of[block]
        part.anew += screened(
            made.rounded, made.exact, self.places, made.unit, self.threshold, self.known, part.best,
            part.who, best, who, block.start, part.values, part.pairs, part.count,
        )  # fmt: skip
        if part.count[0] > len(part.values):
            raise TooManyPairs(len(part.values))


@dataclass(eq=False)
class _Part:
    """What one thread has found."""

    best: Vector
    who: Numbers
    values: Vector
    pairs: Numbers
    count: Numbers
    anew: int = 0

    @classmethod
    def empty(cls, remains: int, keep: int) -> _Part:
        return cls(
            np.full((remains, keep), -np.inf),
            np.full((remains, keep), -1, np.int64),
            np.empty(MOST_PAIRS),
            np.empty((MOST_PAIRS, 2), np.int64),
            np.zeros(1, np.int64),
        )

    def cut(self) -> _Part:
        self.values = self.values[: self.count[0]]
        self.pairs = self.pairs[: self.count[0]]
        return self


def listed(values: Vector, who: Numbers) -> Vector:
    """A family's list begins at a ratio of one, with nobody; −inf where nobody came above it."""
    return np.where(who < 0, -np.inf, values)


def merged(parts: Sequence[tuple[Vector, Numbers]], keep: int) -> tuple[Vector, Numbers]:
    """The best of several threads' lists; of equals the earlier family stands first."""
    best = np.concatenate([each for each, _ in parts], axis=1)
    who = np.concatenate([each for _, each in parts], axis=1)
    order = np.lexsort((who, -best), axis=1)[:, :keep]
    return np.take_along_axis(best, order, 1), np.take_along_axis(who, order, 1)
