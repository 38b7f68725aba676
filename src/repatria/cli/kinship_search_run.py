"""Carries a search out: files in, tables, blocks by a runner, candidates out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from repatria.base.canonical import canonical_bytes
from repatria.cli import kinship_options as options
from repatria.cli import progress as bars
from repatria.cli.kinship_search_notes import SearchError, contradicting, not_used, once, wanted_of
from repatria.cli.kinship_search_table import lines as csv_lines
from repatria.cli.writing import write
from repatria.formats.kinship_input import KinshipInput, Remains, read_kinship_input, read_remains
from repatria.formats.reading import Read
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.population import Population
from repatria.kinship.search.blocks import SIZE, SearchTask, put_together, search_block
from repatria.kinship.search.candidates import Candidate, candidates, check_prior
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.search import Found
from repatria.kinship.search.sexes import sex_rows
from repatria.kinship.search.store import KeptTables, kept_tables, panel_digest
from repatria.runners.choose import runner
from repatria.runners.resumable import resumed

CANDIDATES, REPORT = "candidates.csv", "search.json"


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    remains: Path
    families: Path
    out: Path
    frequencies: str
    tables: Path | None
    threshold: float
    prior: float
    keep: int
    theta: float | None
    models: options.Models
    runner: str
    scheduler: str
    workers: int | None


def searched(asked: Asked) -> Iterator[str]:
    """Do the search and tell what came of it, line by line."""
    check_prior(asked.prior)
    if not 1 <= asked.threshold < math.inf:
        raise SearchError(f"the threshold is {asked.threshold:g}; it is a number of 1 or more")
    settings = asked.models.settings()
    with ExitStack() as stack:
        told = stack.enter_context(bars.shown())
        work = runner(asked.runner, asked.scheduler, asked.workers)
        population = options.population_in_force(
            options.named_population(asked.frequencies), None, asked.theta
        )
        told(0, 0, "reading files")
        bodies = read_remains(asked.remains, population=population)
        households = read_kinship_input(asked.families, population=population)
        once([each.profile.sample for each in bodies.value], asked.remains)
        wanted, notes = wanted_of(households.value)
        if not wanted:
            raise SearchError(
                f"{asked.families.name}: no family looks for anybody by relatives who gave samples"
            )
        panel = panel_of(population, settings, bodies.value, wanted)
        computation = Computation(panel)
        asked.out.mkdir(parents=True, exist_ok=True)
        made = kept_tables(asked.tables or asked.out / "tables", computation, wanted, told)
        task = _task(panel, made, bodies.value, wanted, asked)
        inputs = {
            "remains": bodies.sha256,
            "families": households.sha256,
            "tables": panel_digest(panel),
            "block": SIZE,
            "keep": asked.keep,
            "threshold": repr(asked.threshold),
        }
        results = list(
            resumed(
                work, search_block, task.blocks, shared=task, folder=asked.out / "run",
                inputs=inputs, stage="searching", progress=told,
            )
        )  # fmt: skip
        found = put_together(task, results)
        told(0, 0, "looking at mismatches")
        listed = candidates(
            found, computation, wanted, [each.profile for each in bodies.value], asked.prior
        )
    notes += [str(note) for read in (bodies, households) for note in read.notes]
    notes += not_used([each.profile for each in bodies.value], wanted, panel)
    notes += contradicting(wanted, panel, made.bad)
    write(csv_lines(listed, panel, asked.threshold), asked.out / CANDIDATES)
    report = _report(asked, bodies, households, panel, found, listed, wanted, notes)
    write([canonical_bytes(report).decode(), "\n"], asked.out / REPORT)
    yield from _told(asked, found, listed, bodies.value, wanted, made, notes)


def panel_of(
    population: Population, settings: Any, bodies: Sequence[Remains], wanted: Sequence[Wanted]
) -> Panel:
    """The autosomal markers that somebody was typed at, with every allele that was read."""
    profiles = [each.profile for each in bodies]
    families = {id(each.family): each.family for each in wanted}
    profiles += [one for family in families.values() for one in family.profiles.values()]
    read = {name for profile in profiles for name in profile.observations}
    names = [
        name
        for name, marker in population.markers.items()
        if name in read and not marker.x_linked and not marker.haploid and marker.chromosome != "XY"
    ]
    if not names:
        raise SearchError(
            f"{population.name} has frequencies for none of the markers that were read"
        )
    return Panel.of(population, settings, names).covering(profiles)


def _task(
    panel: Panel,
    made: KeptTables,
    bodies: Sequence[Remains],
    wanted: Sequence[Wanted],
    asked: Asked,
) -> SearchTask:
    rows, places = rows_of(panel, [each.profile for each in bodies])
    more, read = sex_rows([each.sex for each in bodies], [each.sex for each in wanted])
    places = np.column_stack([places, rows.count + read]).astype(np.int32)
    return SearchTask(
        made.file.resolve(), made.order, rows, np.ascontiguousarray(places), more,
        math.log(asked.threshold), asked.keep,
    )  # fmt: skip


def _report(
    asked: Asked,
    bodies: Read[tuple[Remains, ...]],
    households: Read[KinshipInput],
    panel: Panel,
    found: Found,
    listed: Sequence[Candidate],
    wanted: Sequence[Wanted],
    notes: Sequence[str],
) -> dict[str, Any]:
    """What was searched, under what, and what came of it; numbers as texts where not whole."""
    return {
        "format": "repatria-kinship-search/1",
        "inputs": {
            "remains": {"file": asked.remains.name, "sha256": bodies.sha256},
            "families": {"file": asked.families.name, "sha256": households.sha256},
            "models": panel_digest(panel),
        },
        "population": str(panel.population),
        "source": panel.population.source,
        "models": str(panel.settings),
        "markers": list(panel.names),
        "threshold": repr(asked.threshold),
        "prior": repr(asked.prior),
        "kept of each": asked.keep,
        "remains": len(bodies.value),
        "missing": len(wanted),
        "pairs compared": found.compared,
        "pairs summed in 64 bits": found.anew,
        "pairs at the threshold": len(found.values),
        "pairs of strangers to expect there at most": repr(round(found.chance, 6)),
        "candidates": len(listed),
        "versions": {name: version(name) for name in ("repatria", "numpy", "numba")},
        "notes": list(notes),
    }


def _told(
    asked: Asked,
    found: Found,
    listed: Sequence[Candidate],
    bodies: Sequence[Remains],
    wanted: Sequence[Wanted],
    made: KeptTables,
    notes: Sequence[str],
) -> Iterator[str]:
    yield (
        f"{len(bodies):,} remains against {len(wanted):,} missing persons: "
        f"{found.compared:,} pairs ({made.computed:,} tables computed, {made.held:,} held already)"
    )
    yield (
        f"{len(found.values):,} pairs reach {asked.threshold:,.0f}; of strangers at most "
        f"{found.chance:,.1f} are to be expected there"
    )
    for level in (0.9999, 0.999, 0.99):
        count = sum(each.posterior >= level for each in listed)
        yield f"{count:,} pairs have a posterior of {level} or more (prior {asked.prior:g})"
    yield f"{len(listed):,} candidates in {asked.out / CANDIDATES}"
    yield f"inputs, models and {len(notes):,} notes in {asked.out / REPORT}"
