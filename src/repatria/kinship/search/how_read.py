"""How remains were read, apart from what was read: the markers, and whether alleles may be lost.

What can be expected of a comparison depends on that alone. One allele of remains may have lost
another; so a sample that shows single alleles is one in which copies drop out, each with the chance
of its profile or of the settings. Several samples of one person are taken together as
`blind/consensus.py` does: certain where one of them is, else as one sample with the chance d for
which d/(1+d) = Π d_i/(1+d_i).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.panel import Panel
from repatria.kinship.profile import Profile, Reading

NOTHING, CERTAIN = -1, 0


@dataclass(frozen=True, eq=False)
class HowRead:
    """For each person and marker (P, L): `NOTHING`, `CERTAIN`, or n where a single allele may have
    lost another with the chance `chances[n - 1]`."""

    kinds: NDArray[np.int16]
    chances: tuple[float, ...] = ()

    @classmethod
    def of(cls, panel: Panel, persons: Sequence[Sequence[Profile]]) -> HowRead:
        """Of persons with one or several samples each, or none.

        A marker of which one allele alone is known, and one for review, counts as not read.
        """
        kinds = np.full((len(persons), len(panel.loci)), NOTHING, np.int16)
        numbers: dict[float, int] = {}
        for row, samples in enumerate(persons):
            read: dict[int, list[float]] = {}
            for profile in samples:
                chance = _chance(profile, panel.settings.dropout)
                for locus in _loci(panel, profile):
                    read.setdefault(locus, []).append(chance)
            for locus, chances in read.items():
                rest = math.prod(each / (1 + each) for each in chances)
                together = round(rest / (1 - rest), 12)
                kinds[row, locus] = (
                    numbers.setdefault(together, len(numbers) + 1) if together else CERTAIN
                )
        return cls(kinds, tuple(numbers))


def _loci(panel: Panel, profile: Profile) -> Iterator[int]:
    for name, seen in profile.observations.items():
        locus = panel.by_name.get(name)
        if locus is not None and seen.usable and seen.reading is not Reading.ONE_KNOWN:
            yield locus


def _chance(profile: Profile, dropout: float) -> float:
    """The chance that a copy drops out in a sample; none where no single allele was read."""
    if all(seen.reading is not Reading.SINGLE for seen in profile.observations.values()):
        return 0.0
    return dropout if profile.dropout is None else profile.dropout
