"""Samples of one person as one reading a marker, so that a cluster is searched like one sample.

P(readings | genotype) is the product of that of each sample, whatever the model; so several samples
are one more weighted sum of genotypes (`rows.py`), exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.panel import Panel
from repatria.kinship.profile import Profile
from repatria.kinship.search.rows import Rows, rows_of

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]
_Sum = tuple[Numbers, Vector]


def rows_of_persons(
    panel: Panel, persons: Sequence[Sequence[Profile]]
) -> tuple[Rows, Numbers, tuple[tuple[int, str], ...]]:
    """The rows that persons need, each with one sample or several, and the place of each reading
    (persons, L); and for which persons no genotype explains all samples at which marker: nothing is
    taken as read there.

    Raises `ValueProblem` naming sample and marker for an allele off the ladder.
    """
    rows, of_samples = rows_of(panel, [sample for person in persons for sample in person])
    sums: dict[tuple[int, ...], int] = {}
    more: list[_Sum] = []
    places = np.empty((len(persons), len(panel.loci)), np.int64)
    contradictory = []
    start = 0
    for number, person in enumerate(persons):
        own = of_samples[start : start + len(person)]
        start += len(person)
        places[number] = own[0]
        for locus in range(len(panel.loci) if len(person) > 1 else 0):
            # The same uncertain reading twice is two readings.
            key = tuple(sorted(row for row in own[:, locus].tolist() if row != rows.nothing))
            if key and key not in sums:
                sums[key] = _together(rows, key, more)
            places[number, locus] = sums.get(key, rows.nothing)
            if key and sums[key] == rows.nothing:
                contradictory.append((number, panel.names[locus]))
    grown = _grown(rows, more)
    # The row for nothing read stays the last.
    places[places == rows.nothing] = -1
    places[places > rows.nothing] -= 1
    places[places < 0] = grown.nothing
    return grown, places, tuple(contradictory)


def _together(rows: Rows, key: tuple[int, ...], more: list[_Sum]) -> int:
    """The row of readings of one person, a new one as if it came after the row of nothing read;
    that row itself where they have no genotype in common."""
    if len(key) == 1:
        return key[0]
    members, weights = _members(rows, key[0])
    for row in key[1:]:
        others, theirs = _members(rows, row)
        members, one, other = np.intersect1d(
            members, others, assume_unique=True, return_indices=True
        )
        weights = weights[one] * theirs[other]
    possible = weights > 0
    members, weights = members[possible], weights[possible]
    if not len(members):
        return rows.nothing
    if len(members) == 1:
        return int(members[0])
    more.append((members, weights))
    return rows.nothing + len(more)


def _members(rows: Rows, row: int) -> _Sum:
    if row < rows.certain:
        return np.array([row]), np.ones(1)
    part = slice(*rows.begins[row - rows.certain : row - rows.certain + 2])
    return rows.members[part], rows.weights[part]


def _grown(rows: Rows, more: Sequence[_Sum]) -> Rows:
    lengths = [len(members) for members, _ in more]
    members = np.concatenate([rows.members, *(members for members, _ in more)])
    weights = np.concatenate([rows.weights, *(weights for _, weights in more)])
    begins = np.concatenate([rows.begins, rows.begins[-1] + np.cumsum(lengths)]).astype(np.int64)
    products = weights * rows.genotypes.chances[members]
    below = np.array([products[a:b].sum() for a, b in pairwise(begins)])
    return Rows(rows.genotypes, begins, members, weights, below)
