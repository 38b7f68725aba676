"""Gene dropping: alleles of founders drawn from a population, handed down with mutation.

Many families of one pedigree are done at once, all loci together. Alleles are places on the ladder
of their locus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Sex
from repatria.synthetic.campaign.draws import Draws, Flags, Floats, Integers

Places = NDArray[np.int16]
# Chances are rounded to this, so that the last bit of a power or a sum changes no allele.
_GRID = 2.0**40


@dataclass(frozen=True, slots=True)
class Mutation:
    """An allele of a child that is not the parent's: places on the ladder before and after.

    `family` is a row of what was dropped.
    """

    family: int
    locus: int
    parent: str
    child: str
    before: int
    after: int


@dataclass(frozen=True, eq=False)
class Dropped:
    """Genotypes by person, each (families, loci, 2), the smaller place first; all mutations."""

    genotypes: dict[str, Places]
    mutations: tuple[Mutation, ...]


@dataclass(frozen=True, eq=False)
class _Changes:
    """For each allele of all loci in a row: the chance to stay as it is, and the running sums over
    what it becomes otherwise."""

    stays: Floats
    sums: Floats


class GenePool:
    """The loci of a panel for gene dropping: its frequencies and mutation matrices in force.

    Founders' alleles are drawn independently, whatever theta is.
    """

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.alleles = tuple(locus.marker.alleles for locus in panel.loci)
        sizes = [locus.size for locus in panel.loci]
        self._last = np.array(sizes) - 1
        self._starts = np.cumsum([0, *sizes[:-1]])
        # One table for all loci: the sums of locus n lie between n and n + 1.
        self._founders = np.concatenate(
            [at + _sums(locus.frequencies) for at, locus in enumerate(panel.loci)]
        )
        self._changes = {
            Sex.FEMALE: _changes([locus.from_mother for locus in panel.loci]),
            Sex.MALE: _changes([locus.from_father for locus in panel.loci]),
        }

    def __len__(self) -> int:
        return len(self.alleles)

    def founders(self, draws: Draws, count: int) -> Integers:
        """Alleles drawn from the population, (count, loci)."""
        drawn = draws.uniform(count, len(self)) + np.arange(len(self))
        found: Integers = np.searchsorted(self._founders, drawn, side="right") - self._starts
        # The largest of drawn numbers may round up to the next locus.
        places: Integers = np.minimum(found, self._last)
        return places

    def passed(self, draws: Draws, parent: Places, sex: Sex) -> tuple[Integers, Integers, Flags]:
        """What a parent of this sex hands down, (count, loci): the allele before and after
        mutation, and whether it changed."""
        drawn = draws.uniform(*parent.shape[:2]) * 2
        second = drawn >= 1
        before = np.where(second, parent[..., 1], parent[..., 0]).astype(np.int64)
        drawn -= second
        changes, flat = self._changes[sex], before + self._starts
        changed = drawn >= changes.stays[flat]
        after = before.copy()
        row = flat[changed]
        stays = changes.stays[row]
        share = (drawn[changed] - stays) / (1 - stays)
        after[changed] = (changes.sums[row] <= share[:, None]).sum(axis=1)
        return before, after, changed

    def drop(self, draws: Draws, pedigree: Pedigree, count: int) -> Dropped:
        """Genotypes of so many families of a pedigree. A parent who is not in it is taken as
        somebody of the population, whose gamete is drawn without a meiosis."""
        genotypes: dict[str, Places] = {}
        mutations: list[Mutation] = []
        for person in pedigree.parents_first:
            gametes = []
            for parent, sex in ((person.father, Sex.MALE), (person.mother, Sex.FEMALE)):
                if parent is None:
                    gametes.append(self.founders(draws, count))
                    continue
                before, after, changed = self.passed(draws, genotypes[parent], sex)
                gametes.append(after)
                mutations += _mutations(parent, person.id, before, after, changed)
            both = np.stack(gametes, axis=-1).astype(np.int16)
            genotypes[person.id] = np.sort(both, axis=-1)
        return Dropped(genotypes, tuple(mutations))


def _mutations(
    parent: str, child: str, before: Integers, after: Integers, changed: Flags
) -> Iterator[Mutation]:
    for family, locus in np.argwhere(changed).tolist():
        yield Mutation(
            family, locus, parent, child, int(before[family, locus]), int(after[family, locus])
        )


def _rounded(chances: Floats) -> Floats:
    return np.rint(chances * _GRID) / _GRID


def _sums(chances: Floats) -> Floats:
    sums = np.cumsum(chances)
    return _rounded(sums / sums[-1])


def _changes(matrices: list[Floats]) -> _Changes:
    most = max(len(matrix) for matrix in matrices)
    stays, sums = [], []
    for matrix in matrices:
        for place, row in enumerate(matrix):
            stays.append(row[place])
            away = np.zeros(most)
            away[: len(row)] = row
            away[place] = 0
            sums.append(_sums(away) if away.any() else np.ones(most))
    return _Changes(_rounded(np.array(stays)), np.array(sums))
