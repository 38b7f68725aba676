"""The kernel of the blind search: all pairs of remains against a block of them, compiled.

The block's columns of every table are laid out (reading, remains of the block) in 16 bits, so that
each remains adds one contiguous row a marker into sums that stay in the first-level cache. The
numbers are log ratios rounded *up*; whatever sum reaches the threshold is summed again in 64 bits.
docs/methods/kinship-blind-search.md proves that nothing is missed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from repatria.kinship.compiled import kernel


@kernel
def screened_block(
    rounded: Any,
    exact: Any,
    begins: Any,
    sizes: Any,
    numbers: Any,
    low: Any,
    high: Any,
    bound: Any,
    threshold: Any,
    over: Any,
    first: Any,
    second: Any,
) -> Any:
    """Compare remains low … high − 1 with all before them; return how many pairs reach the
    threshold, and how many were summed anew.

    `rounded` and `exact` hold the tables of all markers end to end: that of marker `l` from
    `begins[l]` on, `sizes[l]` readings wide. `bound` is the threshold in rounded units. As many
    pairs as fit are put into `over` (log ratios), `first` and `second`.
    """
    loci = numbers.shape[1]
    width = high - low
    block, rows = _block(rounded, begins, sizes, numbers, low, width)
    sums = np.empty(width, np.int16)
    count, anew = 0, 0
    for i in range(high - 1):
        _add(block, rows, numbers, i, loci, sums)
        largest = np.int16(-32768)
        for j in range(width):
            largest = max(largest, sums[j])
        if largest < bound:
            continue
        for j in range(max(0, i + 1 - low), width):
            if sums[j] < bound:
                continue
            anew += 1
            total = 0.0
            for locus in range(loci):
                row = begins[locus] + numbers[i, locus] * sizes[locus]
                total += exact[row + numbers[low + j, locus]]
            if total >= threshold:
                if count < over.size:
                    over[count] = total
                    first[count], second[count] = i, low + j
                count += 1
    return count, anew


@kernel
def _block(rounded: Any, begins: Any, sizes: Any, numbers: Any, low: Any, width: Any) -> Any:
    """The tables with the columns of a block's remains, and the first row of each marker."""
    rows = np.zeros(sizes.size + 1, np.int64)
    for locus in range(sizes.size):
        rows[locus + 1] = rows[locus] + sizes[locus]
    block = np.empty((rows[-1], width), np.int16)
    for locus in range(sizes.size):
        for reading in range(sizes[locus]):
            start = begins[locus] + reading * sizes[locus]
            target = block[rows[locus] + reading]
            for j in range(width):
                target[j] = rounded[start + numbers[low + j, locus]]
    return block, rows


@kernel
def _add(block: Any, rows: Any, numbers: Any, i: Any, loci: Any, sums: Any) -> None:
    """The sums of the rows of one remains, four rows at a time."""
    width = sums.size
    for j in range(width):
        sums[j] = 0
    locus = 0
    while locus + 4 <= loci:
        a, b = (
            block[rows[locus] + numbers[i, locus]],
            block[rows[locus + 1] + numbers[i, locus + 1]],
        )
        c = block[rows[locus + 2] + numbers[i, locus + 2]]
        d = block[rows[locus + 3] + numbers[i, locus + 3]]
        for j in range(width):
            sums[j] += a[j] + b[j] + c[j] + d[j]
        locus += 4
    while locus < loci:
        a = block[rows[locus] + numbers[i, locus]]
        for j in range(width):
            sums[j] += a[j]
        locus += 1
