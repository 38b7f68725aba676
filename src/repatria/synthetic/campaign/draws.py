"""Chance for campaigns: the same draws from the same seed on every machine.

Everything comes from uniform numbers of PCG64, whose stream NumPy keeps; distributions and
shuffles of NumPy, which may change with its version, are not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Stream(IntEnum):
    """What is drawn from numbers of its own: more remains leave the families as they are."""

    FAMILIES = 1
    GENES = 2
    PERSONS = 3
    FINDS = 4
    READINGS = 5


class Draws:
    """Draws of one stream of a seed, which is an integer from 0."""

    def __init__(self, seed: int, stream: int) -> None:
        self._random = np.random.Generator(np.random.PCG64([seed, int(stream)]))

    def uniform(self, *shape: int) -> Floats:
        """Numbers in [0, 1)."""
        return self._random.random(shape)

    def chance(self, rate: float, *shape: int) -> Flags:
        """True with this chance."""
        return self.uniform(*shape) < rate

    def below(self, bound: int, *shape: int) -> Integers:
        """Integers from 0 below the bound, as likely each."""
        return (self.uniform(*shape) * bound).astype(np.int64)

    def weighted(self, weights: Sequence[int], *shape: int) -> Integers:
        """Places of `weights`, which are integers."""
        sums = np.cumsum(weights)
        return np.searchsorted(sums, self.below(int(sums[-1]), *shape), side="right")

    def order(self, count: int) -> Integers:
        """The integers below `count` in an order as likely as any."""
        return np.argsort(self.uniform(count), kind="stable")
