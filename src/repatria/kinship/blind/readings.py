"""What was read of all remains, marker by marker, as numbers of readings that occur.

Two samples with one reading at a marker are alike there in every comparison. So a marker needs a
table over readings, never over remains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.blind.pair_chances import Meioses, PairChances
from repatria.kinship.blind.remains import Remains, in_order
from repatria.kinship.panel import Locus, Panel
from repatria.kinship.search.rows import Rows, rows_of
from repatria.kinship.settings import Convention

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_CELLS = 1 << 27
"""Pairs of readings in all tables together: 1 GB, held twice during a search."""
MOST_LOCI = 512
"""What the sums of the screen have room for."""


@dataclass(frozen=True, eq=False)
class LocusReadings:
    """The readings that occur at one marker: `weights` (O, G) are P(reading | genotype).

    `certain` (O,) tells those that leave one genotype.
    """

    marker: str
    chances: PairChances
    weights: Vector
    certain: NDArray[np.bool_]
    ways: tuple[Meioses, ...]
    """From a parent to a child by the panel's models: from a father, and from a mother."""

    def __len__(self) -> int:
        return len(self.weights)


@dataclass(frozen=True, eq=False)
class Readings:
    """All remains, in the order of their codes, on the autosomal markers of a panel.

    `numbers` (N, L) is the reading of each at each marker; the number after the last reading of a
    marker stands for nothing read. `notes` says what of the profiles is not used.
    """

    remains: tuple[Remains, ...]
    panel: Panel
    loci: tuple[LocusReadings, ...]
    numbers: NDArray[np.int32]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, panel: Panel, remains: Iterable[Remains]) -> Readings:
        """Raises `ValueProblem` where two remains have one code, for an allele off the ladder
        (with sample and marker), and where there are too many different readings or markers."""
        ordered = in_order(remains)
        used = replace(panel, loci=tuple(each for each in panel.loci if not each.marker.x_linked))
        if len(used.loci) > MOST_LOCI:
            raise ValueProblem(f"{len(used.loci)} markers; a blind search takes {MOST_LOCI}")
        rows, places = rows_of(used, [each.profile for each in ordered])
        numbers = np.empty(places.shape, np.int32)
        occurring = []
        for locus in range(len(used.loci)):
            column = places[:, locus]
            found = np.unique(column[column != rows.nothing])
            numbers[:, locus] = np.searchsorted(found, column)
            occurring.append(found)
        cells = sum((len(found) + 1) ** 2 for found in occurring)
        if cells > MOST_CELLS:
            raise ValueProblem(
                f"the remains have {sum(map(len, occurring)):,} different readings, more than fit "
                "into memory two by two; give samples of like quality one dropout chance"
            )
        loci = tuple(_locus(used, rows, at, found) for at, found in enumerate(occurring))
        return cls(ordered, used, loci, numbers, tuple(_notes(panel, ordered)))

    def __len__(self) -> int:
        return len(self.remains)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each sample by its code."""
        return {each.code: place for place, each in enumerate(self.remains)}

    @cached_property
    def read(self) -> NDArray[np.bool_]:
        """Whether anything was read (N, L)."""
        found: NDArray[np.bool_] = self.numbers < np.array([len(each) for each in self.loci])
        return found

    def places(self, codes: Iterable[str]) -> tuple[int, ...]:
        """The places of samples, in order. Raises `ValueProblem` for one that is not there."""
        asked = set(codes)
        missing = sorted(asked - self.place.keys())
        if missing:
            raise ValueProblem(f"there are no remains of the code {missing[0]}")
        return tuple(sorted(self.place[code] for code in asked))


def _locus(panel: Panel, rows: Rows, at: int, occurring: Numbers) -> LocusReadings:
    genotypes, locus = rows.genotypes, panel.loci[at]
    start, end = int(genotypes.starts[at]), int(genotypes.starts[at + 1])
    weights = np.zeros((len(occurring), end - start))
    certain = occurring < rows.certain
    for number, row in enumerate(occurring.tolist()):
        if row < rows.certain:
            weights[number, row - start] = 1.0
            continue
        part = slice(*rows.begins[row - rows.certain : row - rows.certain + 2])
        weights[number, rows.members[part] - start] = rows.weights[part]
    chances = PairChances(
        genotypes.first[start:end], genotypes.second[start:end], locus.frequencies, panel.theta
    )
    return LocusReadings(locus.marker.name, chances, weights, certain, _ways(panel, locus))


def _ways(panel: Panel, locus: Locus) -> tuple[Meioses, ...]:
    father, mother = locus.from_father, locus.from_mother
    if panel.settings.convention is Convention.PRUNED:
        # The other parent, whom nobody typed, is no part of the pedigree.
        father_alone = mother_alone = np.eye(locus.size)
    else:
        father_alone, mother_alone = father, mother
    return ((father, mother_alone), (mother, father_alone))


def _notes(panel: Panel, remains: Sequence[Remains]) -> Iterable[str]:
    names = {name for each in remains for name in each.profile.observations}
    on_x = [
        each.marker.name
        for each in panel.loci
        if each.marker.x_linked and each.marker.name in names
    ]
    if on_x:
        yield (
            f"X-linked markers are left out ({', '.join(on_x)}): what they say depends on the sex "
            "of the remains"
        )
    for each in remains:
        review = [name for name in each.profile.for_review if name in panel.by_name]
        if review:
            yield (
                f"{each.code}: left out, since more than two alleles were read: {', '.join(review)}"
            )
