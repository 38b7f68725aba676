"""The joint likelihood of linked markers: who passed which copy on at one marker tells of the next.

Lander & Green (1987): the patterns of transmission along a chromosome form a Markov chain, in which
each meiosis changes with the recombination fraction between neighbours. Alleles of founders are
taken as independent between markers (no linkage disequilibrium). Mutation, theta, silent alleles
and dropout are those of each marker.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.transmission import Transmission

Vector = NDArray[np.float64]

MOST_BITS = 22
"""Meioses that a joint likelihood may have; each doubles the patterns."""


def over_all_patterns(values: Vector, way: Transmission) -> Vector:
    """Likelihoods given for the patterns of a transmission, spread over all 2^bits patterns.

    Exchanging the two copies of an untyped founder changes nothing, so a pattern whose first bit
    of such a founder is 1 has the value of the one with all bits of that founder turned.
    """
    full = np.arange(1 << way.bits, dtype=np.int64)
    for bits in way.symmetric:
        turned = full ^ sum(1 << bit for bit in bits)
        full = np.where(full >> bits[0] & 1, turned, full)
    return values[np.searchsorted(way.patterns, full)]


def chained(by_marker: Sequence[Vector], fractions: Sequence[float]) -> float:
    """The joint likelihood from each marker's likelihoods over all patterns, in map order.

    `fractions` are the recombination fractions between neighbours.
    """
    at = by_marker[0]
    for values, fraction in zip(by_marker[1:], fractions, strict=True):
        at = _recombined(at, fraction) * values
    return float(at.mean())


def _recombined(at: Vector, fraction: float) -> Vector:
    """One step of the chain: every meiosis stays with 1 − r and changes with r."""
    size = len(at)
    step = 1
    while step < size:
        pairs = at.reshape(-1, 2, step)
        at = ((1 - fraction) * pairs + fraction * pairs[:, ::-1]).reshape(size)
        step *= 2
    return at
