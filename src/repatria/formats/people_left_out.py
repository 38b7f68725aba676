"""Which columns of a list are left out by its mapping, with what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.formats.people_cells import PeopleRow
from repatria.formats.people_headings import KNOWN_COMPOUND, fold_heading
from repatria.formats.people_mapping import Mapping, columns_of
from repatria.formats.problems import shown

_MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that holds something and becomes nothing."""

    heading: str
    examples: tuple[str, ...]
    """Some of its first cells that differ."""
    both: bool = False
    """Whether its heading stands over two things in one cell."""


def left_out(
    mapping: Mapping, headings: Sequence[str], sample: Sequence[PeopleRow]
) -> tuple[LeftOut, ...]:
    """The columns of a sheet that have no field, those that are empty in the sample apart."""
    fields = {column.key: column.field for column in mapping.columns}
    found = []
    for at, column in enumerate(columns_of(headings)):
        texts = dict.fromkeys(row.cell(at).text.strip() for row in sample)
        texts.pop("", None)
        if texts and not fields.get(column.key):
            examples = tuple(shown(text) for text in list(texts)[:_MOST_EXAMPLES])
            both = fold_heading(column.heading) in KNOWN_COMPOUND
            found.append(LeftOut(shown(column.heading), examples, both))
    return tuple(found)
