"""Reads a genetic map: a CSV with the columns marker, chromosome, position (in centimorgans)."""

from __future__ import annotations

import math
from pathlib import Path

from repatria.base.messages import sentence
from repatria.formats.genotype_table import open_table
from repatria.formats.guards import Limits, read_bytes
from repatria.formats.problems import Problems, shown
from repatria.kinship.genetic_map import GeneticMap
from repatria.kinship.known_markers import chromosome_of, marker_name

COLUMNS = ("marker", "chromosome", "position")
_LIMITS = Limits(bytes=5_000_000, rows=100_000)
_CHROMOSOMES = frozenset([*map(str, range(1, 23)), "X"])


def read_genetic_map(path: Path, under: GeneticMap) -> GeneticMap:
    """A map whose positions stand over those of another.

    Raises `InputError` naming file, row and field for a missing column, a position that is no
    number of centimorgans, a chromosome that is none of 1 to 22 and X or not the one of a marker
    that is well known, and a marker that stands twice.
    """
    table = open_table(read_bytes(path, _LIMITS.bytes), path.name, limits=_LIMITS)
    problems = Problems(path.name)
    names = [name.strip().lower() for name in table.header]
    for column in COLUMNS:
        if column not in names:
            raise problems.refuse(table.start, column, sentence("the column is missing"))
    at = {column: names.index(column) for column in COLUMNS}
    positions: dict[str, float] = {}
    chromosomes: dict[str, str] = {}
    for line in table.lines():
        row = line.number
        marker, chromosome, position = (line.cells[at[column]].strip() for column in COLUMNS)
        if line.problem:
            problems.add(row, "", line.problem)
            continue
        name = marker_name(marker)
        if not name:
            problems.add(row, "marker", sentence("this field is required"))
            continue
        if name in positions:
            problems.add(row, "marker", sentence("{name} stands twice", name=shown(name)))
        if chromosome not in _CHROMOSOMES:
            problems.add(
                row,
                "chromosome",
                sentence("“{chromosome}” is none of 1 to 22 and X", chromosome=shown(chromosome)),
            )
        elif chromosome_of(name) not in ("", chromosome):
            told = sentence(
                "{name} lies on {own}, not on {chromosome}",
                name=shown(name),
                own=chromosome_of(name),
                chromosome=chromosome,
            )
            problems.add(row, "chromosome", told)
        try:
            value = float(position.replace(",", "."))
        except ValueError:
            value = math.nan
        if not 0 <= value < 1000:
            problems.add(
                row,
                "position",
                sentence("“{position}” is no number of centimorgans", position=shown(position)),
            )
        positions[name], chromosomes[name] = value, chromosome
    problems.raise_if_any()
    return GeneticMap(
        {**under.positions, **positions}, {**under.chromosomes, **chromosomes}, under.near
    )
