"""What the sex read of remains is worth against the sex of whom a family misses: a soft likelihood,
never a filter, since labels are wrong and the Y of amelogenin drops out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.pedigree import Sex

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

WRONG = 0.01
"""The chance that a sex is read or told wrongly."""
_ORDER = (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)


def sex_rows(
    remains: Sequence[Sex], missing: Sequence[Sex], wrong: float = WRONG
) -> tuple[Vector, Numbers]:
    """Log ratios by what was read, (3, families) for male, female and nothing; and the row of each
    remains among them.

    P(read | sex of the missing) over P(read) in this set of remains: the more of them are men, the
    less it says that these are a man's. Everything is 0 where nobody's sex was read.
    """
    read = np.array([_ORDER.index(each) for each in remains], np.int64)
    of = np.array([_ORDER.index(each) for each in missing], np.int64)
    rows = np.zeros((3, len(of)))
    known = read[read < 2]
    if len(known):
        # One of each is added, so that no share is 0.
        share = (np.bincount(known, minlength=2) + 1) / (len(known) + 2)
        for sex in (0, 1):
            rows[sex, of == sex] = np.log((1 - wrong) / share[sex])
            rows[sex, of == 1 - sex] = np.log(wrong / share[sex])
    return rows, read
