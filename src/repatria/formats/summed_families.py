"""Families of a file for a search: summaries of all, and a family itself when it is asked for.

Of a wide table what was read is kept (`kept_summaries.py`), so that another day only the households
are read whose rows are new or changed. What comes out is what reading everything gives: values,
notes, and their order.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from repatria.base.errors import Problem
from repatria.base.program import program_digest
from repatria.formats.family_table import families_of
from repatria.formats.genemapper import is_genemapper
from repatria.formats.genotype_samples import Samples
from repatria.formats.genotype_table import LIMITS, GenotypeTable, open_table
from repatria.formats.guards import read_bytes
from repatria.formats.household_notes import FileNotes, HouseholdNotes, joined, parted
from repatria.formats.households import Household, Households, cut
from repatria.formats.kept_summaries import ENDING, Kept, load, save
from repatria.formats.kinship_input import KinshipInput, read_kinship_input
from repatria.formats.reading import Read, unsearched
from repatria.formats.wide_genotypes import WideColumns
from repatria.kinship.family import Family
from repatria.kinship.population import Population
from repatria.kinship.relatives.build_family import FamilyReadings
from repatria.kinship.relatives.repeated_families import RepeatedFamilies
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.summary import Fact, LaterWanted, Summary, Summing

Ways = Callable[[FamilyReadings], tuple[Sequence[Family], Sequence[str]]]
"""The families that a search takes a family's readings for, and notes on them."""


@dataclass(frozen=True, eq=False)
class SummedFamilies:
    """All families by name. `notes` are those of the file, `own_models` tells that it has some;
    `read` counts the families that were read now and not taken from what is kept."""

    names: tuple[str, ...]
    made: tuple[Callable[[], Sequence[Family]], ...]
    kept: tuple[Kept, ...]
    facts: tuple[Fact, ...]
    notes: tuple[Problem, ...]
    sha256: str
    read: int
    own_models: bool = False
    save: Callable[[], None] = field(default=lambda: None)
    """Keeps what was read. Raises `OSError`."""

    def wanted(self, *, settled: bool = False) -> tuple[list[Wanted], list[str]]:
        """Everybody who is missed, once for each way to read the family, and notes on that. With
        `settled`, families that can be read in several ways are left out."""
        found: list[Wanted] = []
        notes: list[str] = []
        with unsearched():
            for name, made, kept in zip(self.names, self.made, self.kept, strict=True):
                if settled and kept.several:
                    notes.append(f"family {name} can be read in several ways and was left out")
                    continue
                notes += kept.notes
                found += [LaterWanted(name, each, made) for each in kept.sought]
        return found, notes

    def alleles(self, *, settled: bool = False) -> dict[str, set[str]]:
        """All alleles that were read of the samples of these families, by marker."""
        found: dict[str, set[str]] = {}
        for (marker, said), count in self._counted(self.names, settled):
            if count and isinstance(said, str):
                found.setdefault(marker, set()).add(said)
        return found

    def samples(self, names: Collection[str]) -> Counter[str]:
        """How many samples of these families were read, by marker."""
        found: Counter[str] = Counter()
        for (marker, said), count in self._counted(names, False):
            if count and isinstance(said, int):
                found[marker] += said * count
        return found

    def _counted(self, names: Collection[str], settled: bool) -> Iterator[tuple[Fact, int]]:
        chosen = set(names)
        codes = [
            kept.facts
            for name, kept in zip(self.names, self.kept, strict=True)
            if name in chosen and not (settled and kept.several)
        ]
        joined = np.concatenate([np.zeros(0, np.int64), *codes])
        return zip(self.facts, np.bincount(joined, minlength=len(self.facts)).tolist(), strict=True)


def summed_families(
    path: Path, ways: Ways, *, population: Population | None = None, folder: Path | None = None
) -> SummedFamilies:
    """The families of any file that `read_kinship_input` reads; of a wide table with what is kept
    in the folder. Raises `InputError` as that does."""
    with unsearched():
        found = None
        if folder is not None and path.suffix.lower() not in (".fam", ".ped"):
            found = _of_table(path, ways, population, folder)
        return found or _of_input(read_kinship_input(path, population=population), ways)


def _of_input(told: Read[KinshipInput], ways: Ways) -> SummedFamilies:
    summing = Summing()
    made, kept = [], []
    for each in told.value.families:
        families, notes = ways(each)
        made.append(_held(families))
        kept.append(_kept(summing.summary(families), notes))
    return SummedFamilies(
        tuple(each.name for each in told.value.families), tuple(made), tuple(kept),
        tuple(summing.facts), told.notes, told.sha256, len(kept),
        told.value.population is not None or bool(told.value.mutation),
    )  # fmt: skip


def _of_table(
    path: Path, ways: Ways, population: Population | None, folder: Path
) -> SummedFamilies | None:
    """None where the table cannot be cut, or holds no family: it is read whole then, and told."""
    data = read_bytes(path, LIMITS.bytes)
    table = open_table(data, path.name)
    if is_genemapper(table.header):
        return None
    samples = Samples(path.name, remains=False, population=population)
    columns = WideColumns.of(table, samples)
    households = cut(table, columns)
    if households is None:
        return None
    belongs = _belongs(table, columns, population)
    file = folder / f"{belongs[:16]}{ENDING}"
    held, facts = load(file, belongs)
    reading = _Reading(table, columns, samples, ways, Summing(facts))
    return reading.done(
        households, held, hashlib.sha256(data).hexdigest(), partial(save, file, belongs)
    )


def _belongs(table: GenotypeTable, columns: WideColumns, population: Population | None) -> str:
    """A digest of all that a household's summary hangs on besides its rows."""
    known = None
    if population is not None:
        known = [population.name, [[one.name, one.haploid] for one in population.markers.values()]]
    whole = json.dumps([program_digest(), table.header, columns.commas.value, known])
    return hashlib.sha256(whole.encode()).hexdigest()


class _Reading:
    def __init__(
        self,
        table: GenotypeTable,
        columns: WideColumns,
        samples: Samples,
        ways: Ways,
        summing: Summing,
    ) -> None:
        self.table, self.columns, self.samples = table, columns, samples
        self.ways, self.summing = ways, summing
        self.builder = RepeatedFamilies()
        self._made: dict[str, Sequence[Family]] = {}

    def done(
        self,
        households: Households,
        held: Mapping[bytes, Kept],
        sha256: str,
        keep: Callable[[Mapping[bytes, Kept], Sequence[Fact]], None],
    ) -> SummedFamilies | None:
        digests = [each.digest for each in households.alone]
        pairs = list(zip(households.alone, digests, strict=True))
        new = [each for each, digest in pairs if digest not in held]
        fresh = self._read(households, new)
        found: list[tuple[Household, Kept]] = [
            (each, fresh.kept[each.name] if digest not in held else held[digest])
            for each, digest in pairs
        ]
        families = {one.name: (kept, self._later(one)) for one, kept in found if kept.read}
        families |= {name: (kept, _held(self._made[name])) for name, kept in fresh.others.items()}
        if not families:
            return None
        names = sorted(families)
        changed = bool(new) or len(held) > len(pairs)
        everything = {digest: kept for digest, (_, kept) in zip(digests, found, strict=True)}
        return SummedFamilies(
            tuple(names), tuple(families[name][1] for name in names),
            tuple(families[name][0] for name in names), tuple(self.summing.facts),
            joined(self.table, found, fresh.notes),
            sha256, sum(each.name in families for each in new) + len(fresh.others),
            save=partial(keep, everything, tuple(self.summing.facts)) if changed else _nothing,
        )  # fmt: skip

    def _read(self, households: Households, new: Sequence[Household]) -> _Fresh:
        """Read the rows that nothing is kept of, all at once."""
        records = [*households.others, *(record for each in new for record in each.records())]
        self.columns.read(self.samples, sorted(records, key=lambda record: record[0]))
        rows, own, gathered = self.samples.collected()
        found, told = families_of(rows, self.table.file, {}, self.builder)
        notes, others = parted(new, own, told, gathered)
        fresh = _Fresh({}, {}, others)
        alone = {each.name for each in new}
        for each in found:
            families, words = self.ways(each)
            self._made[each.name] = families
            kept = _kept(self.summing.summary(families), words, notes.get(each.name))
            (fresh.kept if each.name in alone else fresh.others)[each.name] = kept
        for name in alone - fresh.kept.keys():
            fresh.kept[name] = _kept(Summary(), (), notes[name], read=False)
        return fresh

    def _later(self, household: Household) -> Callable[[], Sequence[Family]]:
        """The family of a household, which is read when it is first asked for."""
        return lambda: self._family(household)

    def _family(self, household: Household) -> Sequence[Family]:
        found = self._made.get(household.name)
        if found is None:
            table = self.samples
            samples = Samples(table.file, remains=False, population=table.population)
            self.columns.read(samples, household.records())
            (readings,), _ = families_of(samples.collected()[0], self.table.file, {}, self.builder)
            found = self._made[household.name] = self.ways(readings)[0]
        return found


@dataclass(slots=True)
class _Fresh:
    """What was read now: summaries by name of households that stand alone, and of others; and the
    notes on all rows of the others."""

    kept: dict[str, Kept]
    others: dict[str, Kept]
    notes: FileNotes


def _kept(
    found: Summary, words: Sequence[str], notes: HouseholdNotes | None = None, *, read: bool = True
) -> Kept:
    told = notes or HouseholdNotes()
    return Kept(
        read, found.several, found.sought, tuple(words), tuple(told.samples), tuple(told.gathered),
        tuple(told.family), np.array(sorted(found.facts), np.int64),
    )  # fmt: skip


def _held(families: Sequence[Family]) -> Callable[[], Sequence[Family]]:
    return lambda: families


def _nothing() -> None:
    """What is kept is what was read."""
