"""Two mitochondrial sequences compared over what both have, whatever alignment each was given.

The sets of differences are never compared. Both sequences are written out over the shared range,
and where they differ the least number of steps between the two strings is taken, so that one
sequence written in two ways has no difference (the idea of EMPOP's search; Röck et al. 2011).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from repatria.base.errors import ValueProblem
from repatria.kinship.lineage.mitochondrial import (
    ANY,
    GAP,
    LENGTH,
    PLACEHOLDER,
    MtRange,
    MtSequence,
    letter,
)
from repatria.kinship.lineage.mt_steps import BLOCKS, LENGTH_VARIANTS, Symbol, steps_between

EXCLUSION_FROM = 3
"""Differences from which two samples are held to be of two maternal lines. SWGDAM excludes at two
between samples of one person; relatives stand several births apart, and one of the differences may
be a mutation among them."""
_NEAR = 15
"""Differing positions this near are compared as one stretch: no repeat of the molecule that could
be aligned in two ways is longer between its ends."""


class MtVerdict(StrEnum):
    """What a comparison says, in words."""

    NOT_COMPARED = "nothing in common to compare"
    NOT_EXCLUDED = "one maternal line is not excluded"
    INCONCLUSIVE = "inconclusive"
    EXCLUDED = "one maternal line is excluded"


@dataclass(frozen=True, slots=True)
class MtComparison:
    """The comparison of two sequences.

    `shared` are the ranges that both have, `bases` the positions in them that both could read,
    `differences` the steps between the two, `sites` where those lie ("16093 C/T"), and
    `heteroplasmic` the positions where either shows two bases that fit the other.
    """

    left: str
    right: str
    shared: tuple[MtRange, ...]
    bases: int
    differences: int
    sites: tuple[str, ...]
    heteroplasmic: tuple[int, ...]
    exclusion_from: int = EXCLUSION_FROM

    @property
    def verdict(self) -> MtVerdict:
        if not self.bases:
            return MtVerdict.NOT_COMPARED
        if self.differences >= self.exclusion_from:
            return MtVerdict.EXCLUDED
        return MtVerdict.INCONCLUSIVE if self.differences else MtVerdict.NOT_EXCLUDED

    @property
    def sentence(self) -> str:
        """The result as a person reads it."""
        pair = f"{self.left} and {self.right}"
        if not self.bases:
            return f"{pair} share no position that was read in both: nothing can be said."
        where = ", ".join(map(str, self.shared))
        number = self.differences
        count = f"{number} difference{'s' if number != 1 else ''}" if number else "no difference"
        at = f" ({'; '.join(self.sites)})" if self.sites else ""
        mixed = ""
        if self.heteroplasmic:
            positions = ", ".join(map(str, self.heteroplasmic))
            mixed = f" Two bases that fit the other sample stand at {positions}."
        return (
            f"{pair} have {count}{at} in {self.bases:,} shared bases ({where}): "
            f"{self.verdict.value}.{mixed} This speaks of the maternal line only, which many share."
        )


def compare_mt(
    left: MtSequence,
    right: MtSequence,
    *,
    ignore_lengths: bool = True,
    exclusion_from: int = EXCLUSION_FROM,
) -> MtComparison:
    """Compares two sequences over what both have read.

    `ignore_lengths` leaves the length of the four unstable stretches out of the count. Raises
    `ValueProblem` where the limit for an exclusion is under 1.
    """
    if exclusion_from < 1:
        raise ValueProblem("an exclusion needs one difference at least")
    repeats = (*LENGTH_VARIANTS, *BLOCKS) if ignore_lengths else BLOCKS
    shared = shared_ranges(left.ranges, right.ranges)
    differences, sites = 0, []
    for run in shared:
        for stretch in _stretches(left, right, run):
            first, last = stretch[0][0], stretch[-1][0]
            window = MtRange(first, last)
            ends = last == run.end and len(run) < LENGTH
            steps = steps_between(
                _symbols(left, window, ends), _symbols(right, window, ends), repeats
            )
            differences += steps
            if steps:
                sites += [_site(left, right, *column) for column in stretch]
    stated = {*left.columns, *right.columns}
    inside = [at for at in stated if any(at[0] in run for run in shared)]
    unread = {at for at, n in inside if n == 0 and ANY in (left.bits_at(at), right.bits_at(at))}
    placeholder = any(PLACEHOLDER in run for run in shared) and (PLACEHOLDER, 0) not in stated
    return MtComparison(
        left.sample,
        right.sample,
        shared,
        sum(map(len, shared)) - len(unread) - placeholder,
        differences,
        tuple(sites),
        tuple(sorted({at for at, n in inside if _mixed_and_fitting(left, right, at, n)})),
        exclusion_from,
    )


@lru_cache(maxsize=4096)
def shared_ranges(left: tuple[MtRange, ...], right: tuple[MtRange, ...]) -> tuple[MtRange, ...]:
    """The ranges that both have, from position 1 on; one that runs over the origin is whole."""
    both = sorted({at for each in left for at in each} & {at for each in right for at in each})
    runs: list[list[int]] = []
    for position in both:
        if runs and position == runs[-1][1] + 1:
            runs[-1][1] = position
        else:
            runs.append([position, position])
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][1] == LENGTH:
        runs[0][0] = runs.pop()[0]
    return tuple(MtRange(start, end) for start, end in runs)


def _stretches(
    left: MtSequence, right: MtSequence, run: MtRange
) -> Iterator[list[tuple[int, int]]]:
    """The columns that do not fit, those near one another together, in the order of the run."""
    found = [
        at
        for at in {*left.columns, *right.columns}
        if at[0] in run
        and not (at[1] and at[0] == run.end and len(run) < LENGTH)
        and not left.bits_at(*at) & right.bits_at(*at)
    ]
    found.sort(key=lambda at: ((at[0] - run.start) % LENGTH, at[1]))
    stretch: list[tuple[int, int]] = []
    for at in found:
        if stretch and (at[0] - stretch[-1][0]) % LENGTH > _NEAR:
            yield stretch
            stretch = []
        stretch.append(at)
    if stretch:
        yield stretch


def _symbols(sequence: MtSequence, window: MtRange, ends: bool) -> list[Symbol]:
    """Bits and position of each base that is there. What is inserted behind the last position of
    a run is left out (`ends`): the other may have stopped reading before it."""
    found = []
    for position in window:
        inserted = 0 if ends and position == window.end else sequence.insertions.get(position, 0)
        for number in range(inserted + 1):
            bits = sequence.bits_at(position, number)
            if bits != GAP:
                found.append((bits, position))
    return found


def _mixed_and_fitting(left: MtSequence, right: MtSequence, position: int, inserted: int) -> bool:
    here, there = left.bits_at(position, inserted), right.bits_at(position, inserted)
    mixed = any(bits & ANY != ANY and (bits & ANY).bit_count() > 1 for bits in (here, there))
    return mixed and bool(here & there & ANY)


def _site(left: MtSequence, right: MtSequence, position: int, inserted: int) -> str:
    after = f".{inserted}" if inserted else ""
    here, there = left.bits_at(position, inserted), right.bits_at(position, inserted)
    return f"{position}{after} {letter(here)}/{letter(there)}"
