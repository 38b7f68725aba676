"""The search of a block of families as a piece of work that any runner can do: what it needs, and
what it gives back as bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.search.kept_rows import KeptRatios
from repatria.kinship.search.rows import Rows
from repatria.kinship.search.scores import scores
from repatria.kinship.search.screen import screened
from repatria.kinship.search.search import BLOCK, MOST_PAIRS, Found, TooManyPairs, listed, merged

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

SIZE = 16 * BLOCK
"""Families in a piece of work."""


@dataclass(frozen=True, eq=False)
class SearchTask:
    """What every piece of a search shares. `ratios` are the kept tables (`store.py`), `order` the
    row of each family in them; `places` (R, L) and `more` (rows, families) are as in `search`."""

    ratios: KeptRatios
    order: Numbers
    rows: Rows
    places: NDArray[np.int32]
    more: Vector
    threshold: float
    keep: int

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """First and last family of each piece."""
        count = len(self.order)
        return [(at, min(at + SIZE, count)) for at in range(0, count, SIZE)]


def search_block(task: SearchTask, block: tuple[int, int]) -> bytes:
    """Compare all remains with some families. Raises `TooManyPairs`."""
    start, end = block
    remains = len(task.places)
    best = np.full((remains, task.keep), -np.inf)
    who = np.full((remains, task.keep), -1, np.int64)
    known = np.full(remains, -np.inf)
    best_of_family = np.zeros((end - start, task.keep))
    remains_of = np.full((end - start, task.keep), -1, np.int64)
    values, pairs = np.empty(MOST_PAIRS), np.empty((MOST_PAIRS, 2), np.int64)
    count, anew = np.zeros(1, np.int64), 0
    for at in range(start, end, BLOCK):
        part = slice(at, min(at + BLOCK, end))
        ratios = np.ascontiguousarray(task.ratios[task.order[part]].T)
        made = scores(task.rows, ratios, task.more[:, part])
        own = slice(part.start - start, part.stop - start)
        anew += screened(
            made.rounded, made.exact, task.places, made.unit, task.threshold, known, best,
            who, best_of_family[own], remains_of[own], at, values, pairs, count,
        )  # fmt: skip
        if count[0] > len(values):
            raise TooManyPairs(len(values))
    kept = int(count[0])
    buffer = io.BytesIO()
    np.savez(
        buffer, best=best, who=who, best_of_family=listed(best_of_family, remains_of),
        remains_of=remains_of,
        values=values[:kept], pairs=pairs[:kept], anew=np.array(anew),
    )  # fmt: skip
    return buffer.getvalue()


def put_together(task: SearchTask, results: Sequence[bytes]) -> Found:
    """What the pieces found, in the order of the blocks."""
    best, who = (
        np.full((len(task.places), task.keep), -np.inf),
        np.full((len(task.places), task.keep), -1, np.int64),
    )
    parts = []
    for each in results:
        with np.load(io.BytesIO(each)) as held:
            parts.append({name: held[name] for name in held.files})
        best, who = merged([(best, who), (parts[-1]["best"], parts[-1]["who"])], task.keep)
    values = np.concatenate([part["values"] for part in parts])
    pairs = np.concatenate([part["pairs"] for part in parts])
    order = np.lexsort((pairs[:, 1], -values, pairs[:, 0]))
    return Found(
        task.threshold,
        pairs[order],
        values[order],
        best,
        who,
        np.concatenate([part["best_of_family"] for part in parts]),
        np.concatenate([part["remains_of"] for part in parts]),
        len(task.places) * len(task.order),
        int(sum(int(part["anew"]) for part in parts)),
    )
