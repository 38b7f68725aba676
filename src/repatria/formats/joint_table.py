"""Reads the pairs of a joint assignment again, from what `repatria kinship joint` wrote."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

from repatria.base.messages import sentence
from repatria.formats.formulas import unguard
from repatria.formats.genotype_table import open_table
from repatria.formats.guards import Limits, read_bytes
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read

NEEDED = ("samples", "family", "missing", "posterior")
_LIMITS = Limits(bytes=500_000_000, rows=2_000_000)
_ABOVE = "above "


@dataclass(frozen=True, slots=True)
class ToldPair:
    """A person found, by their samples, and a missing one, with the posterior that they are one."""

    samples: tuple[str, ...]
    family: str
    missing: str
    posterior: float


def read_joint(path: Path) -> Read[tuple[ToldPair, ...]]:
    """The pairs, in the order of the file.

    Raises `InputError` naming file, row and field for a missing column, a posterior that is no
    probability, and a pair without samples.
    """
    data = read_bytes(path, _LIMITS.bytes)
    digest = hashlib.sha256(data).hexdigest()
    rows = _without_head(data)
    head = data.count(b"\n") - rows.count(b"\n")
    table = open_table(rows, path.name, limits=_LIMITS)
    problems = Problems(path.name)
    for column in NEEDED:
        if column not in table.header:
            raise problems.refuse(table.start + head, column, sentence("the column is missing"))
    at = [table.header.index(column) for column in NEEDED]
    found = []
    for line in table.lines():
        row = line.number + head
        if line.problem:
            problems.add(row, "", line.problem)
            continue
        samples, family, missing, told = (_unguarded(line.cells[place]) for place in at)
        try:
            posterior = float(told.removeprefix(_ABOVE))
        except ValueError:
            posterior = math.nan
        if not 0 <= posterior <= 1:
            problems.add(row, "posterior", sentence("“{told}” is no probability", told=shown(told)))
        codes = tuple(code for code in samples.split("+") if code)
        if not codes:
            problems.add(row, "samples", sentence("this field is required"))
        found.append(ToldPair(codes, family, missing, posterior))
    problems.raise_if_any()
    return Read(tuple(found), table.notes, digest)


def _without_head(data: bytes) -> bytes:
    """The table without the lines in front that explain it."""
    start = 0
    while data.startswith(b"#", start):
        end = data.find(b"\n", start)
        if end < 0:
            break
        start = end + 1
    return data[start:]


def _unguarded(cell: str) -> str:
    plain = unguard(cell)
    return cell if plain is None else plain
