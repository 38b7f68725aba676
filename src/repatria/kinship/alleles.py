"""Alleles as laboratories write them: repeat numbers with microvariants, X and Y of amelogenin."""

from __future__ import annotations

import re
from functools import lru_cache

from repatria.base.errors import ValueProblem

SILENT = "silent"
"""The allele that is never seen. It stands last in a marker's table and in no reading."""
OFF_LADDER = "OL"
"""What a laboratory's software writes for a peak that fits no allele of the ladder."""

_REPEATS = re.compile(r"0*(\d{1,3})(?:[.,](\d))?", re.ASCII)
_SEX = frozenset("XY")


@lru_cache(maxsize=65536)
def canonical_allele(text: str) -> str:
    """`9.3` for “9,3”, “09.3” and “ 9.3 ”; `13` for “13.0”; `X`, `Y` and `OL` in capitals.

    Anything else raises `ValueProblem`.
    """
    stripped = text.strip()
    upper = stripped.upper()
    if upper in _SEX or upper == OFF_LADDER:
        return upper
    found = _REPEATS.fullmatch(stripped)
    if found is None:
        raise ValueProblem(f"“{text}” is not an allele; write repeats as 13 or 9.3")
    whole, part = found.groups()
    return f"{whole}.{part}" if part and part != "0" else whole


@lru_cache(maxsize=65536)
def repeats(allele: str) -> tuple[int, int] | None:
    """Whole repeats and the bases of a partial one: (9, 3) for `9.3`; None for X, Y and words.

    Read from the digits, never from a float: 9.3 − 9 is not 0.3 to a computer.
    """
    found = _REPEATS.fullmatch(allele)
    return None if found is None else (int(found[1]), int(found[2] or 0))


def ladder_order(allele: str) -> tuple[int, int, int, str]:
    """A sort key: by repeats, what has none after them, the silent allele last."""
    found = repeats(allele)
    if found is not None:
        return (0, *found, allele)
    return (2 if allele == SILENT else 1, 0, 0, allele)
