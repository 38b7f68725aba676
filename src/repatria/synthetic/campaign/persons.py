"""Whose the remains of a campaign are: missing persons of its families, and strangers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.synthetic.campaign.codes import member_code, stranger_code
from repatria.synthetic.campaign.draws import Draws, Flags, Integers, Stream
from repatria.synthetic.campaign.families import Families, missing_persons
from repatria.synthetic.campaign.genes import GenePool, Mutation, Places
from repatria.synthetic.campaign.rates import CampaignRates

MOST_PARTS = 4
_FATHER, _MOTHER, _ONE, _OTHER = "father", "mother", "one", "other"
_BROTHERS = Pedigree.of(
    Person(_FATHER, Sex.MALE),
    Person(_MOTHER, Sex.FEMALE),
    Person(_ONE, Sex.MALE, _FATHER, _MOTHER),
    Person(_OTHER, Sex.MALE, _FATHER, _MOTHER),
)


class Origin(IntEnum):
    """Where a person among the remains belongs."""

    FAMILY = 0
    """The missing person of a family of the campaign."""
    NO_FAMILY = 1
    """Somebody of whom no family gave samples."""
    OTHER_SIDE = 2


@dataclass(frozen=True, eq=False)
class Persons:
    """The persons among the remains, a row each.

    `parts` tells in how many samples each is found. `family` is a number, −1 for strangers, and
    `missing` the place among that family's missing. `brother` is the row of a full brother who is
    among the remains too, or −1. `genotypes` (P, loci, 2) are the true ones.
    """

    parts: Integers
    origin: Integers
    family: Integers
    missing: Integers
    brother: Integers
    man: Flags
    genotypes: Places
    mutations: tuple[Mutation, ...]
    """Of the strangers who are brothers, with codes for names; the family is −1."""

    def __len__(self) -> int:
        return len(self.parts)

    def code(self, person: int) -> str:
        """A missing person's code in the family, or one of its own for a stranger."""
        if self.family[person] < 0:
            return stranger_code(person)
        return member_code(int(self.family[person]), f"M{self.missing[person] + 1}")


def make_persons(
    pool: GenePool, families: Families, remains: int, seed: int, rates: CampaignRates
) -> Persons:
    """The persons whose parts make so many samples of remains. Of the last person there may be
    fewer parts than were drawn."""
    draws = Draws(seed, Stream.PERSONS)
    parts = _parts(draws, remains, rates)
    count = len(parts)
    genotypes = np.zeros((count, len(pool), 2), np.int16)
    family, missing = np.full(count, -1), np.full(count, -1)
    man = np.zeros(count, bool)
    origin = np.where(draws.chance(rates.other_side, count), Origin.OTHER_SIDE, Origin.NO_FAMILY)

    theirs = np.flatnonzero(draws.chance(rates.belonging, count))
    chosen_family, chosen_missing = _chosen(draws, families, len(theirs), rates)
    theirs = theirs[: len(chosen_family)]
    family[theirs], missing[theirs], origin[theirs] = chosen_family, chosen_missing, Origin.FAMILY
    _take_genotypes(families, family, missing, genotypes, man)

    strangers = np.flatnonzero(family < 0)
    man[strangers] = draws.chance(rates.male, len(strangers))
    genotypes[strangers] = np.sort(
        np.stack([pool.founders(draws, len(strangers)) for _ in range(2)], axis=-1), axis=-1
    )
    pairs = strangers[: len(strangers) // 2 * 2].reshape(-1, 2)
    pairs = pairs[draws.chance(rates.stranger_brothers, len(pairs))]
    dropped = pool.drop(draws, _BROTHERS, len(pairs))
    for column, role in enumerate((_ONE, _OTHER)):
        genotypes[pairs[:, column]] = dropped.genotypes[role]
    man[pairs] = True
    origin[pairs[:, 1]] = origin[pairs[:, 0]]
    return Persons(
        parts,
        origin,
        family,
        missing,
        _brothers(family, pairs),
        man,
        genotypes,
        tuple(_named(each, pairs[each.family].tolist()) for each in dropped.mutations),
    )


def _parts(draws: Draws, remains: int, rates: CampaignRates) -> Integers:
    several = draws.chance(rates.fragmented, remains)
    parts = np.where(several, 2 + draws.below(MOST_PARTS - 1, remains), 1)
    last = int(np.searchsorted(np.cumsum(parts), remains))
    parts = parts[: last + 1]
    parts[-1] -= parts.sum() - remains
    return parts


def _chosen(
    draws: Draws, families: Families, wanted: int, rates: CampaignRates
) -> tuple[Integers, Integers]:
    """The missing persons who are among the remains, as many as are wanted or there are."""
    family, missing = missing_persons(families)
    key = draws.uniform(len(family))
    second = np.flatnonzero(missing)
    together = second[draws.chance(rates.brothers_together, len(second))]
    # The first missing person of a family stands at the family's number.
    key[together] = key[family[together]]
    chosen = np.lexsort((missing, key))[:wanted]
    return family[chosen], missing[chosen]


def _take_genotypes(
    families: Families, family: Integers, missing: Integers, genotypes: Places, man: Flags
) -> None:
    for number, group in enumerate(families.groups):
        rows = np.flatnonzero((family >= 0) & (families.group_of[family] == number))
        at = families.row_of[family[rows]]
        genotypes[rows] = group.missing[at, :, missing[rows]]
        man[rows] = group.man[at] | (missing[rows] > 0)


def _brothers(family: Integers, pairs: Integers) -> Integers:
    found = np.full(len(family), -1)
    found[pairs[:, 0]], found[pairs[:, 1]] = pairs[:, 1], pairs[:, 0]
    rows = np.flatnonzero(family >= 0)
    rows = rows[np.argsort(family[rows], kind="stable")]
    same = np.flatnonzero(family[rows[1:]] == family[rows[:-1]])
    found[rows[same]], found[rows[same + 1]] = rows[same + 1], rows[same]
    return found


def _named(mutation: Mutation, pair: list[int]) -> Mutation:
    codes = {_ONE: stranger_code(pair[0]), _OTHER: stranger_code(pair[1])}
    return replace(
        mutation,
        family=-1,
        child=codes[mutation.child],
        parent=f"{mutation.parent} of {codes[_ONE]}",
    )
