"""What `kinship search` and `kinship joint` have in common: files in, who is looked for, tables
that are kept, and blocks of the search by a runner, which an interruption leaves able to go on."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from repatria.base.progress import Progress
from repatria.cli import kinship_population as populations
from repatria.cli.kinship_search_notes import (
    SearchError,
    contradicting,
    not_used,
    once,
    wanted_of,
    ways_of,
)
from repatria.formats.kinship_input import Remains, read_remains
from repatria.formats.reading import Read
from repatria.formats.summed_families import SummedFamilies, summed_families
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.search.blocks import SIZE, SearchTask, put_together, search_block
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.off_ladder import Ladders
from repatria.kinship.search.person_rows import rows_of_persons
from repatria.kinship.search.safe_tables import LeftOut, safe_tables
from repatria.kinship.search.search import Found
from repatria.kinship.search.sexes import sex_rows
from repatria.kinship.search.store import KeptTables, panel_digest
from repatria.kinship.settings import Settings
from repatria.runners.resumable import resumed
from repatria.runners.runner import Runner
from repatria.runners.versions import versions

SHOWN = 5
"""Families that are left out and named on the screen; the notes name all."""


@dataclass(frozen=True)
class Files:
    """The files and the population that were asked for."""

    remains: Path
    families: Path
    frequencies: str
    theta: float | None

    def options(self) -> dict[str, str]:
        """What was asked for besides the models, as options of a command line. Of files the name
        alone, since the same files lie elsewhere elsewhere; their digests stand with the inputs."""
        theta = {} if self.theta is None else {"--theta": repr(self.theta)}
        return {
            "--remains": self.remains.name,
            "--families": self.families.name,
            "--frequencies": populations.frequencies_told(self.frequencies),
            **theta,
        }


@dataclass(frozen=True, eq=False)
class Case:
    """What the files hold, as far as it is searched; `notes` tells the rest."""

    files: Files
    bodies: Read[tuple[Remains, ...]]
    households: SummedFamilies
    frequencies: Read[Population]
    remains: tuple[Remains, ...]
    wanted: tuple[Wanted, ...]
    computation: Computation
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    @property
    def panel(self) -> Panel:
        return self.computation.panel

    @property
    def profiles(self) -> list[Profile]:
        return [each.profile for each in self.remains]

    def inputs(self) -> dict[str, Any]:
        """Names and digests of all that went in."""
        named = (
            ("remains", self.files.remains.name, self.bodies.sha256),
            ("families", self.files.families.name, self.households.sha256),
            ("frequencies", self.frequencies.value.name, self.frequencies.sha256),
        )
        found: dict[str, Any] = {
            name: {"file": file, "sha256": sha256} for name, file, sha256 in named
        }
        return {**found, "models": panel_digest(self.panel)}

    def report(self) -> dict[str, Any]:
        """What a report says of inputs, models and versions."""
        return {
            "inputs": self.inputs(),
            "population": str(self.panel.population),
            "source": self.panel.population.source,
            "models": str(self.panel.settings),
            "markers": list(self.panel.names),
            "versions": versions(),
        }


@dataclass(frozen=True, eq=False)
class Tabled:
    """A case with the tables of its families. Those that cannot be computed are left out."""

    case: Case
    made: KeptTables
    wanted: tuple[Wanted, ...]
    left_out: tuple[LeftOut, ...]

    def notes(self) -> Iterator[str]:
        """What is to be known of what was left out."""
        case = self.case
        yield from case.notes
        yield from map(str, self.left_out)
        relatives = case.households.samples({each.person[0] for each in self.wanted})
        yield from not_used(case.profiles, relatives, case.panel)
        yield from contradicting(self.wanted, case.panel, self.made.bad)

    def told(self) -> Iterator[str]:
        """What the tables are not as they were kept, and the families that were left out."""
        made = self.made
        if made.damaged:
            yield (
                f"{made.damaged:,} families had tables that were changed on the disk; they are "
                "computed anew"
            )
        if made.beside:
            names = ", ".join(made.beside[:SHOWN]) + (" …" if len(made.beside) > SHOWN else "")
            yield (
                f"the tables at {names} were of other frequencies, models or rare alleles; those "
                "of this search are kept beside them"
            )
        yield from map(str, self.left_out[:SHOWN])
        if len(self.left_out) > SHOWN:
            yield f"{len(self.left_out) - SHOWN:,} more families are left out; the notes name them"


def read_case(
    files: Files, settings: Settings, *, settled: bool = False, folder: Path | None = None
) -> Case:
    """Read the files, of families only what is new since `folder` was last used for their tables.
    With `settled`, families that can be read in several ways are left out.

    What cannot be searched is left out and told: samples and families with an allele that has no
    frequency. Raises `InputError` for what cannot be read and where nothing is left of the remains,
    and `SearchError` where nobody is looked for.
    """
    frequencies = populations.frequencies_in_force(files.frequencies)
    population = populations.population_in_force(frequencies.value, None, files.theta)
    bodies = read_remains(files.remains, population=population)
    households = summed_families(files.families, ways_of, population=population, folder=folder)
    once([each.profile.sample for each in bodies.value], files.remains)
    wanted, notes = wanted_of(households, settled=settled)
    if not wanted:
        told = "in one reading" if settled else "by relatives who gave samples"
        raise SearchError(f"{files.families.name}: no family looks for anybody {told}")
    alleles = households.alleles(settled=settled)
    panel = panel_of(population, settings, bodies.value, alleles)
    ladders = Ladders(panel)
    profiles = [each.profile for each in bodies.value]
    known, strange = ladders.known(profiles, files.remains.name)
    samples = {each.sample for each in known}
    remains = tuple(each for each in bodies.value if each.profile.sample in samples)
    lost = tuple(_lost(ladders, wanted)) if ladders.lack(alleles) else ()
    gone = {each.family for each in lost}
    kept = tuple(each for each in wanted if each.person[0] not in gone)
    if not kept:
        raise SearchError(f"{files.families.name}: no family is left to search; {lost[0]}")
    for read in (frequencies, bodies, households):
        notes += map(str, read.notes)
    return Case(
        files, bodies, households, frequencies, remains, kept, Computation(panel), lost,
        (*notes, *map(str, strange)),
    )  # fmt: skip


def panel_of(
    population: Population,
    settings: Settings,
    bodies: Sequence[Remains],
    alleles: Mapping[str, Collection[str]],
) -> Panel:
    """The autosomal markers that somebody was typed at, with every allele that was read; `alleles`
    are those of the families."""
    profiles = [each.profile for each in bodies]
    read = {name for profile in profiles for name in profile.observations} | alleles.keys()
    names = [
        name
        for name, marker in population.markers.items()
        if name in read and not marker.x_linked and not marker.haploid and marker.chromosome != "XY"
    ]
    if not names:
        raise SearchError(
            f"{population.name} has frequencies for none of the markers that were read"
        )
    return Panel.of(population, settings, names).covering(profiles, alleles)


def tabled(case: Case, folder: Path, told: Progress) -> Tabled:
    """The tables of the case's families, from a folder where they are kept."""
    made, wanted, left_out = safe_tables(folder.resolve(), case.computation, case.wanted, told)
    with contextlib.suppress(OSError):
        # The next run is quicker with it, and as right without.
        case.households.save()
    return Tabled(case, made, wanted, (*case.left_out, *left_out))


def compared(
    work: Runner,
    tables: Tabled,
    persons: Sequence[Sequence[Profile]],
    sexes: Sequence[Sex],
    *,
    threshold: float,
    keep: int,
    folder: Path,
    inputs: Mapping[str, Any],
    told: Progress,
) -> tuple[Found, tuple[tuple[int, str], ...]]:
    """Persons, of one sample or several, against all families: what was found, and the markers at
    which samples of one person contradict each other.

    Each block is kept in `folder` when it is done. `inputs` is what the persons depend on besides
    the files.
    """
    case = tables.case
    rows, places, contradictory = rows_of_persons(case.panel, persons)
    more, read = sex_rows(sexes, [each.sex for each in tables.wanted])
    places = np.column_stack([places, rows.count + read]).astype(np.int32)
    task = SearchTask(
        tables.made.ratios, tables.made.order, rows, np.ascontiguousarray(places), more,
        math.log(threshold), keep,
    )  # fmt: skip
    depends = {
        "remains": case.bodies.sha256,
        "families": case.households.sha256,
        "tables": panel_digest(case.panel),
        "block": SIZE,
        "keep": keep,
        "threshold": repr(threshold),
        **inputs,
    }
    results = resumed(
        work, search_block, task.blocks, shared=task, folder=folder, inputs=depends,
        stage="searching", progress=told,
    )  # fmt: skip
    return put_together(task, list(results)), contradictory


def _lost(ladders: Ladders, wanted: Iterable[Wanted]) -> Iterator[LeftOut]:
    """The families of somebody with an allele that has no frequency."""
    for family in {each.family.name: each.family for each in wanted}.values():
        told = next(filter(None, map(ladders.strange, family.read.values())), "")
        if told:
            yield LeftOut(family.name, told)
