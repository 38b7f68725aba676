"""The families of a campaign: shapes, defects and genotypes, as arrays by shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repatria.base.progress import Progress, silent
from repatria.synthetic.campaign.defects import (
    Defect,
    mislabellings,
    non_paternities,
    true_pedigree,
)
from repatria.synthetic.campaign.draws import Draws, Flags, Floats, Integers, Stream
from repatria.synthetic.campaign.genes import GenePool, Mutation, Places
from repatria.synthetic.campaign.rates import CampaignRates
from repatria.synthetic.campaign.shapes import (
    KIN,
    SECOND,
    THIRDS,
    TWO,
    VARIANTS,
    WOMAN,
    Shape,
    name_in,
    shape,
)


@dataclass(frozen=True, eq=False)
class FamilyGroup:
    """All families of one shape, which is the shape that they tell, true or not.

    `numbers` (F,) are the families' numbers in the campaign, ascending. `places` (F, loci, typed,
    2) holds the genotypes of those who gave a sample, in the order of `shape.typed`; `missing`
    (F, loci, missing, 2) the true ones of the missing persons. `man` (F,) tells the true sex of the
    first of these; others are men. `defect` (F,) is a place in `defects`, or −1.
    """

    shape: Shape
    numbers: Integers
    places: Places
    missing: Places
    man: Flags
    defects: tuple[Defect, ...]
    defect: Integers

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, eq=False)
class Families:
    """The families of a campaign. `group_of` and `row_of` tell by number where a family stands."""

    groups: tuple[FamilyGroup, ...]
    mutations: tuple[Mutation, ...]
    """By family number, with codes for names."""
    group_of: Integers
    row_of: Integers

    def __len__(self) -> int:
        return len(self.group_of)


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What is drawn of each family before its genes."""

    shape: Integers
    man: Flags
    non_paternity: Flags
    mislabelled: Flags
    which: Floats


def make_families(
    pool: GenePool, count: int, seed: int, rates: CampaignRates, progress: Progress = silent
) -> Families:
    """So many families; the same for the same seed, whatever else a campaign holds."""
    drawn = _drawn(Draws(seed, Stream.FAMILIES), count, rates)
    genes = Draws(seed, Stream.GENES)
    groups: list[FamilyGroup] = []
    mutations: list[Mutation] = []
    group_of, row_of = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for number in np.unique(drawn.shape).tolist():
        rows = np.flatnonzero(drawn.shape == number)
        group_of[rows], row_of[rows] = len(groups), np.arange(len(rows))
        group, found = _group(pool, genes, shape(number), rows, drawn)
        groups.append(group)
        mutations += found
        progress(int(sum(map(len, groups))), count, "making families")
    mutations.sort(key=lambda each: (each.family, each.locus, each.child, each.parent))
    return Families(tuple(groups), tuple(mutations), group_of, row_of)


def _drawn(draws: Draws, count: int, rates: CampaignRates) -> _Drawn:
    third = draws.below(len(THIRDS), count)
    kin = np.zeros(count, np.int64)
    for number, name in enumerate(THIRDS):
        own = [place for place, each in enumerate(KIN) if each.third == name]
        rows = np.flatnonzero(third == number)
        chosen = draws.weighted([KIN[place].weight for place in own], len(rows))
        kin[rows] = np.array(own)[chosen]
    man = draws.chance(rates.male, count)
    two = draws.chance(rates.two_missing, count) & man
    shown = np.array([each.parental for each in KIN])[kin] | two
    told_as_man = man ^ (draws.chance(rates.missing_sex_label, count) & ~shown)
    variant = np.where(two, TWO, np.where(told_as_man, 0, WOMAN))
    chance = draws.uniform(count)
    return _Drawn(
        kin * VARIANTS + variant,
        man,
        chance < rates.non_paternity,
        (chance >= rates.non_paternity) & (chance < rates.non_paternity + rates.mislabelled),
        draws.uniform(count),
    )


def _group(
    pool: GenePool, genes: Draws, told: Shape, numbers: Integers, drawn: _Drawn
) -> tuple[FamilyGroup, list[Mutation]]:
    fathers, others = non_paternities(told), mislabellings(told)
    which = drawn.which[numbers]
    defect = np.full(len(numbers), -1)
    for flags, first, kinds in (
        (drawn.non_paternity, 0, fathers),
        (drawn.mislabelled, len(fathers), others),
    ):
        rows = np.flatnonzero(flags[numbers]) if kinds else np.zeros(0, np.int64)
        defect[rows] = first + (which[rows] * len(kinds)).astype(np.int64)
    loci = len(pool)
    places = np.zeros((len(numbers), loci, len(told.typed), 2), np.int16)
    missing = np.zeros((len(numbers), loci, len(told.missing), 2), np.int16)
    mutations: list[Mutation] = []
    defects = (*fathers, *others)
    for number in np.unique(defect).tolist():
        rows = np.flatnonzero(defect == number)
        pedigree = told.pedigree if number < 0 else true_pedigree(told.pedigree, defects[number])
        dropped = pool.drop(genes, pedigree, len(rows))
        places[rows] = _stacked(dropped.genotypes, told.typed)
        missing[rows] = _stacked(dropped.genotypes, told.missing)
        mutations += (_named(each, int(numbers[rows[each.family]])) for each in dropped.mutations)
    group = FamilyGroup(told, numbers, places, missing, drawn.man[numbers], defects, defect)
    return group, mutations


def _stacked(genotypes: dict[str, Places], roles: Sequence[str]) -> NDArray[np.int16]:
    return np.stack([genotypes[role] for role in roles], axis=2)


def _named(mutation: Mutation, family: int) -> Mutation:
    return replace(
        mutation,
        family=family,
        parent=name_in(family, mutation.parent),
        child=name_in(family, mutation.child),
    )


def missing_persons(families: Families) -> tuple[Integers, Integers]:
    """Of every missing person the family's number, and the place among its missing ones."""
    first = np.arange(len(families))
    second = np.sort(
        np.concatenate(
            [
                np.zeros(0, np.int64),
                *(group.numbers for group in families.groups if SECOND in group.shape.missing),
            ]
        )
    )
    return (
        np.concatenate([first, second]),
        np.concatenate([np.zeros(len(first), np.int64), np.ones(len(second), np.int64)]),
    )
