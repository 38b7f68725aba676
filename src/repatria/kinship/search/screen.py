"""The kernel of the search: every remains against a block of families, compiled.

A block is a table of whole numbers (row, family) in 16 bits. For each remains the rows of its
readings are added into an accumulator that stays in the first-level cache. The numbers are log
ratios rounded *up* (`scores.py`), so their sum is never below the true one: a pair whose true log
ratio reaches a bound has a sum that reaches it too, and nothing is missed. Whatever reaches a bound
is summed again in 64 bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from repatria.kinship.compiled import inlined, kernel

STRIP = 16
"""Sums that are looked at together before each by itself."""


@kernel
def screened(
    table: Any,
    exact: Any,
    places: Any,
    unit: Any,
    threshold: Any,
    known: Any,
    best_of_remains: Any,
    who_of_remains: Any,
    best_of_family: Any,
    who_of_family: Any,
    first_family: Any,
    over: Any,
    over_who: Any,
    count: Any,
) -> Any:
    """Compare all remains with one block of families; return how many pairs were summed anew.

    `table` and `exact` are (row, family), the first in units of 1/`unit`; `places` (remains, L).
    `best_of_remains` (remains, k) and `best_of_family` (family, k) hold the largest log ratios so
    far in falling order, with who they are with beside them; `over` and `over_who` take the pairs
    at or over the threshold from `count[0]` on. `known` (remains,) holds for each remains what k
    pairs reach, here or elsewhere; it is raised as more is known. Several threads may share it:
    whichever wrote last, what it says is true.
    """
    remains, loci = places.shape
    width = table.shape[1]
    sums = np.empty(width, np.int16)
    keep, keep_family = best_of_remains.shape[1], best_of_family.shape[1]
    family_bound = np.empty(width, np.int16)
    bound = _units(threshold, unit)
    for j in range(width):
        family_bound[j] = min(bound, _units(best_of_family[j, keep_family - 1], unit))
    anew = 0
    for i in range(remains):
        _add_rows(table, places, i, loci, width, sums)
        own = _units(max(known[i], best_of_remains[i, keep - 1]), unit)
        reached = 0
        for j in range(width):
            reached |= (sums[j] >= own) | (sums[j] >= family_bound[j])
        if not reached:
            continue
        for start in range(0, width, STRIP):
            end = min(start + STRIP, width)
            reached = 0
            for j in range(start, end):
                reached |= (sums[j] >= own) | (sums[j] >= family_bound[j])
            if not reached:
                continue
            for j in range(start, end):
                if sums[j] < own and sums[j] < family_bound[j]:
                    continue
                total = 0.0
                for locus in range(loci):
                    total += exact[places[i, locus], j]
                anew += 1
                if total >= threshold:
                    at = count[0]
                    if at < over.size:
                        over[at] = total
                        over_who[at, 0], over_who[at, 1] = i, first_family + j
                    count[0] = at + 1
                if total >= best_of_remains[i, keep - 1]:
                    _insert(best_of_remains[i], who_of_remains[i], total, first_family + j)
                    known[i] = max(known[i], best_of_remains[i, keep - 1])
                    own = _units(known[i], unit)
                if total >= best_of_family[j, keep_family - 1]:
                    _insert(best_of_family[j], who_of_family[j], total, i)
                    family_bound[j] = min(bound, _units(best_of_family[j, keep_family - 1], unit))
    return anew


@kernel
def _add_rows(table: Any, places: Any, i: Any, loci: Any, width: Any, sums: Any) -> None:
    """The sums of the rows of one remains, four rows at a time."""
    for j in range(width):
        sums[j] = 0
    locus = 0
    while locus + 4 <= loci:
        a, b = table[places[i, locus]], table[places[i, locus + 1]]
        c, d = table[places[i, locus + 2]], table[places[i, locus + 3]]
        for j in range(width):
            sums[j] += a[j] + b[j] + c[j] + d[j]
        locus += 4
    while locus < loci:
        a = table[places[i, locus]]
        for j in range(width):
            sums[j] += a[j]
        locus += 1


@inlined
def _units(value: Any, unit: Any) -> Any:
    """The least sum of a pair whose true log ratio is at least this."""
    scaled = np.ceil(value * unit - 1e-6)
    return np.int16(max(-32768.0, min(32767.0, scaled)))


@kernel
def _insert(values: Any, who: Any, value: Any, other: Any) -> None:
    """Put a value into a falling list in place of the last, if it is above it; of equals the lower
    number stands first."""
    place = values.size - 1
    if not _above(value, other, values[place], who[place]):
        return
    while place > 0 and _above(value, other, values[place - 1], who[place - 1]):
        values[place] = values[place - 1]
        who[place] = who[place - 1]
        place -= 1
    values[place] = value
    who[place] = other


@inlined
def _above(value: Any, other: Any, held: Any, whose: Any) -> Any:
    return value > held or (value == held and other < whose)
