"""Families in groups of one shape, their readings as arrays: what tables are built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.family import Family
from repatria.kinship.gene_flow import Known
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.observed import Encoder
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Sex

Numbers = NDArray[np.int64]


MOST_TYPED = 62
"""Relatives of a family who fit into the bits of a whole number."""


@dataclass(frozen=True)
class Wanted:
    """Somebody a family looks for. A family with several missing gives one each, and one that can
    be read in several ways gives one for each `reading`, numbered from 1."""

    family: Family
    missing: str
    reading: int = 0
    digest: bytes = field(default=b"", compare=False, repr=False)
    """Of all that a table of theirs depends on in the family, where that is known already."""

    @property
    def person(self) -> tuple[str, str]:
        """The same for every reading."""
        return self.family.name, self.missing

    @property
    def sex(self) -> Sex:
        return self.family.pedigree.by_id[self.missing].sex

    @property
    def how(self) -> str:
        """What there is to compare with."""
        if self.missing not in self.family.own:
            return "relatives"
        return "direct and relatives" if self.family.profiles else "direct"

    def __str__(self) -> str:
        return f"{self.missing} of family {self.family.name}"


@dataclass(frozen=True, eq=False)
class ShapeGroup:
    """Families that differ only in what was read.

    `hypothesis` is the pedigree of any one of them, `missing` the place of the missing person in
    its shape, `typed` those of the relatives who gave samples. `numbers` (F,) says which families
    these are among all; `places` (F, L, typed, 2) are their alleles, −1 where nothing was read.
    """

    hypothesis: Hypothesis
    missing: int
    typed: tuple[int, ...]
    numbers: Numbers
    places: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Grouped:
    """All families: the groups, and by number those that are computed one by one: with an uncertain
    reading, with samples of the missing themselves, or with more than `MOST_TYPED` relatives."""

    groups: tuple[ShapeGroup, ...]
    singly: tuple[int, ...]


def grouped(panel: Panel, wanted: Sequence[Wanted]) -> Grouped:
    """Group families by shape. Raises `ValueProblem` for an allele off the ladder."""
    encoder = Encoder(panel)
    found: dict[object, list[tuple[int, NDArray[np.int16]]]] = {}
    first: dict[object, tuple[Hypothesis, int, tuple[int, ...]]] = {}
    singly = []
    for number, each in enumerate(wanted):
        if each.family.own:
            singly.append(number)
            continue
        hypothesis = Hypothesis.of(each.family.name, each.family.pedigree)
        typed = tuple(sorted(hypothesis.place[person] for person in each.family.profiles))
        missing = hypothesis.place[each.missing]
        read = encoder.typed(hypothesis, each.family.profiles)
        if (read.known == Known.SOFT).any() or len(typed) > MOST_TYPED:
            singly.append(number)
            continue
        places = np.where(read.known[:, :, None] == Known.SHARP, read.places, -1)
        key = (hypothesis.shape, missing, typed)
        first.setdefault(key, (hypothesis, missing, typed))
        found.setdefault(key, []).append((number, places[:, list(typed)].astype(np.int16)))
    groups = tuple(
        ShapeGroup(
            *first[key],
            np.array([number for number, _ in members], np.int64),
            np.stack([places for _, places in members]),
        )
        for key, members in found.items()
    )
    return Grouped(groups, tuple(singly))
