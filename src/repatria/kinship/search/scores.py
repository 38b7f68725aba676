"""From a block of tables to what the search adds: log ratios in 64 bits, and the same rounded up to
16 bits for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.compiled import kernel
from repatria.kinship.search.rows import Rows

Vector = NDArray[np.float64]

_ROOM = 32_000.0
"""Of the 32,767 that fit; the rest is for the rounding of each row."""
MOST_ROWS = 700
"""That are added for a pair: each is rounded up by less than 1, which the rest has to hold."""
_FINEST = 64.0
"""Finer units would leave less room below, and lift more of what speaks against a pair."""


@dataclass(frozen=True, eq=False)
class Scores:
    """A block (row, family): `exact` natural logarithms, −inf for what cannot be; `rounded` whole
    numbers in units of 1/`unit`, never below `unit` times the exact one."""

    exact: Vector
    rounded: NDArray[np.int16]
    unit: float


def scores(rows: Rows, ratios: Vector, more: Vector) -> Scores:
    """The scores of a block from its ratios (column of `Genotypes`, family), with further rows of
    natural logarithms (row, family) after them, of which a pair gets one: what is known of the
    sex, say. Raises `ValueProblem` for `MOST_ROWS` markers or more.
    """
    loci = len(rows.genotypes.starts) - 1
    if loci >= MOST_ROWS:
        raise ValueProblem(f"{loci:,} markers are too many for a search, which takes {MOST_ROWS}")
    certain, families = rows.certain, ratios.shape[1]
    exact = np.empty((rows.count + len(more), families))
    with np.errstate(divide="ignore"):
        np.log(ratios[:certain], out=exact[:certain])
        np.log(_uncertain(rows, ratios), out=exact[certain : rows.nothing])
    exact[rows.nothing] = 0.0
    exact[rows.nothing + 1 :] = more
    unit = _unit(rows, exact)
    return Scores(exact, _rounded(exact, unit, _floor(rows, unit)), unit)


def _uncertain(rows: Rows, ratios: Vector) -> Vector:
    """The ratio of each uncertain reading (reading, family)."""
    weights = rows.weights * rows.genotypes.chances[rows.members]
    sums = np.empty((len(rows.below), ratios.shape[1]))
    if not rows.genotypes.theta:
        _sums(rows.begins, rows.members, weights, ratios, sums)
        return sums / rows.below[:, None]
    below = np.empty_like(sums)
    against = ratios[rows.certain :]
    _sums(rows.begins, rows.members, weights, ratios[: rows.certain] * against, sums)
    _sums(rows.begins, rows.members, weights, np.ascontiguousarray(against), below)
    return sums / below


@kernel
def _sums(begins, members, weights, ratios, out):  # type: ignore[no-untyped-def]
    """Each uncertain reading as a weighted sum of genotypes, a row of families at a time."""
    for i in range(out.shape[0]):
        out[i] = 0.0
        for k in range(begins[i], begins[i + 1]):
            weight, row = weights[k], ratios[members[k]]
            for j in range(out.shape[1]):
                out[i, j] += weight * row[j]


def _unit(rows: Rows, exact: Vector) -> float:
    """Units a natural logarithm, such that no sum of rounded rows can leave 16 bits at the top."""
    starts = rows.genotypes.starts
    most = sum(max(0.0, float(exact[a:b].max())) for a, b in pairwise(starts))
    # An uncertain reading is never above the best of its genotypes; further rows come on top.
    most += sum(max(0.0, float(each.max())) for each in exact[rows.nothing + 1 :])
    return min(_FINEST, _ROOM / max(most, 1.0))


def _floor(rows: Rows, unit: float) -> float:
    """What low values are lifted to, so that no sum can leave 16 bits at the bottom."""
    added = len(rows.genotypes.starts) - 1 + 2
    return -_ROOM / unit / added


def _rounded(exact: Vector, unit: float, floor: float) -> NDArray[np.int16]:
    scaled = np.maximum(exact, floor)
    scaled *= unit
    return np.ceil(scaled, out=scaled).astype(np.int16)
