"""The steps between two mitochondrial strings: an edit distance that knows the repeats of mtDNA."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.kinship.lineage.mitochondrial import ANY, BITS, GAP, MtRange

Symbol = tuple[int, int]
"""A base that is there: its bits, and the position that it stands at or behind."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch where whole `unit`s come and go; to lose or gain one counts `steps`."""

    where: MtRange
    unit: str
    steps: int


LENGTH_VARIANTS = (
    Repeat(MtRange(16184, 16193), "C", 0),
    Repeat(MtRange(303, 309), "C", 0),
    Repeat(MtRange(311, 315), "C", 0),
    Repeat(MtRange(514, 524), "CA", 0),
)
"""Lengths that differ between the tissues of one person: 16193, 309, 315 and 523-524."""
BLOCKS = (
    Repeat(MtRange(106, 111), "GGAGCA", 1),
    Repeat(MtRange(8272, 8289), "CCCCCTCTA", 1),
)
"""Blocks that are lost or gained in one event, and count as one difference."""


def steps_between(left: list[Symbol], right: list[Symbol], repeats: tuple[Repeat, ...]) -> int:
    """The least number of steps from one string to the other: a base replaced, lost or gained
    (one that may be absent at no cost), or a unit of a repeat lost or gained."""
    skips_left, skips_right = _skips(left, repeats), _skips(right, repeats)
    rows: list[list[int]] = []
    for i in range(len(left) + 1):
        row: list[int] = []
        rows.append(row)
        for j in range(len(right) + 1):
            best = [rows[i - back][j] + cost for back, cost in skips_left[i]]
            best += [row[j - back] + cost for back, cost in skips_right[j]]
            if i and j:
                best.append(rows[i - 1][j - 1] + (not left[i - 1][0] & right[j - 1][0] & ANY))
            row.append(min(best, default=0))
    return rows[-1][-1]


def _skips(symbols: list[Symbol], repeats: tuple[Repeat, ...]) -> list[list[tuple[int, int]]]:
    """By place in the string, how many bases can be left out before it, and the steps of it."""
    found: list[list[tuple[int, int]]] = [[]]
    for end in range(1, len(symbols) + 1):
        bits, position = symbols[end - 1]
        here = [(1, 0 if bits & GAP else 1)]
        for repeat in repeats:
            size = len(repeat.unit)
            if end >= size and position in repeat.where:
                unit = symbols[end - size : end]
                if all(at in repeat.where for _, at in unit) and _turned(unit, repeat.unit):
                    here.append((size, repeat.steps))
        found.append(here)
    return found


def _turned(symbols: list[Symbol], unit: str) -> bool:
    """Whether the bases are the unit, begun at any of its letters."""
    return any(
        all(bits & BITS[sign] for (bits, _), sign in zip(symbols, unit[n:] + unit[:n], strict=True))
        for n in range(len(unit))
    )
