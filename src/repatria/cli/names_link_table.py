"""The pairs of a linking as lines of CSV, and the notes on what could not be read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from repatria.formats.formulas import guard
from repatria.formats.people_list import PARTS, PeopleList
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.gates import GATES
from repatria.names.linking.model import column_of
from repatria.names.linking.preparing import Prepared
from repatria.names.linking.weighing import probability

if TYPE_CHECKING:
    from repatria.cli.names_link_run import Given

_WHY = {gate.code: gate.why for gate in GATES}
ALMOST = 0.999999
"""No probability is written as certainty."""
_SHOWN = ("birth", "unit")


def pair_lines(found: pa.Table, sides: Sequence[PeopleList], *, gated: bool) -> Iterator[str]:
    """A line a pair, the weightiest first: who, what it weighs, and each field's level and bits."""
    header = [
        "first", "second", "weight", "probability", "first_name", "second_name",
        *(f"{side}_{field}" for field in _SHOWN for side in ("first", "second")),
        *(f"{column_of(field.name)}{end}" for field in FIELDS for end in ("", "_bits")),
        *(["held_back"] if gated else []),
    ]  # fmt: skip
    kept = found.filter(pc.is_valid(found["gate"]) if gated else pc.is_null(found["gate"]))
    rows = kept.sort_by([("weight", "descending"), ("first", "ascending"), ("second", "ascending")])
    yield from _csv(header, _pairs(rows, sides, gated=gated))


def _pairs(rows: pa.Table, sides: Sequence[PeopleList], *, gated: bool) -> Iterator[list[str]]:
    names = [_names(side) for side in sides]
    labels = [(field, [rule.label for rule in field.rules]) for field in FIELDS]
    for pair in rows.to_pylist():
        one, two = pair["first"], pair["second"]
        cells = [
            sides[0].columns["id"][one],
            sides[1].columns["id"][two],
            f"{pair['weight']:.2f}",
            f"{min(probability(pair['weight']), ALMOST):.6f}",
            names[0][one],
            names[1][two],
        ]
        for field in _SHOWN:
            cells += [sides[0].column(field)[one], sides[1].column(field)[two]]
        for each, told in labels:
            column = column_of(each.name)
            cells += [told[pair[f"rule_{column}"]], f"{pair[f'weight_{column}']:+.1f}"]
        if gated:
            cells.append(_WHY[pair["gate"]])
        yield cells


def _names(people: PeopleList) -> list[str]:
    """The names as written."""
    if not people.in_parts:
        return people.columns["name"]
    parts = zip(*(people.column(part) for part in PARTS), strict=True)
    return [" ".join(filter(None, words)) for words in parts]


def note_lines(given: Sequence[Given], prepared: Sequence[Prepared]) -> Iterator[str]:
    """What could not be read: file, line, field, and why."""
    yield from _csv(
        ["file", "line", "field", "message"],
        (
            [each.read.value.file, str(each.read.value.lines[note.row]), note.field, note.message]
            for each, ready in zip(given, prepared, strict=True)
            for note in ready.notes
        ),
    )


class _Echo:
    """A file whose writer gives the line back."""

    def write(self, line: str) -> str:
        return line


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield str(writer.writerow(header))
    for cells in lines:
        # A weight has its sign in front, and is no formula.
        yield str(writer.writerow([guard(cell) if not _bits(cell) else cell for cell in cells]))


def _bits(cell: str) -> bool:
    return cell[:1] in "+-" and cell[1:].replace(".", "", 1).isdigit()
