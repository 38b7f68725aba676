"""Whether a remembered mapping still fits a sheet of the same sender, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.base.errors import Problem
from repatria.base.messages import Sentence, sentence
from repatria.formats.people_cells import PeopleRow
from repatria.formats.people_content import doubt
from repatria.formats.people_headings import fold_heading
from repatria.formats.people_mapping import Column, Mapping, columns_of
from repatria.formats.problems import shown


@dataclass(frozen=True, slots=True)
class Fit:
    """What stands in the way, and what only changed.

    With `problems` the mapping has to be gone through by a person again; `notes` are told, and the
    list can be read: columns are found by their headings, wherever they stand.
    """

    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


def fit(
    mapping: Mapping,
    file: str,
    row: int,
    headings: Sequence[str],
    sample: Sequence[PeopleRow] = (),
) -> Fit:
    """What has changed between the sheet that the mapping was made for and this one."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    there = {column.key: at for at, column in enumerate(columns_of(headings))}
    known = {column.key: column for column in mapping.columns}
    for column in mapping.columns:
        if column.key not in there:
            kept = (
                sentence("the column is not there any more; it held {field}", field=column.field)
                if column.field
                else sentence("the column is not there any more")
            )
            into = problems if column.field else notes
            into.append(Problem(file, row, shown(column.heading), kept))
    for at, column in enumerate(columns_of(headings)):
        if column.key not in known:
            if headings[at] or any(one.cell(at).text for one in sample):
                told = sentence("the column is new; say what it holds, or that it is left out")
                problems.append(Problem(file, row, shown(column.heading), told))
        elif doubts := _doubted(known[column.key], at, sample):
            problems.append(Problem(file, row, shown(column.heading), doubts))
    notes += _moved(mapping, there, file, row)
    return Fit(tuple(problems), tuple(notes))


def _doubted(column: Column, at: int, sample: Sequence[PeopleRow]) -> Sentence | None:
    told = doubt(column.field, [one.cell(at) for one in sample]) if column.field else None
    if told is None:
        return None
    return sentence("the column is to hold {field}, but {why}", field=column.field, why=told)


def _moved(
    mapping: Mapping, there: dict[tuple[str, int], int], file: str, row: int
) -> list[Problem]:
    """Columns that stand in another order, told once. Of one heading in two places only the places
    are known, and they may have been changed for each other."""
    shared = [column for column in mapping.columns if column.key in there]
    places = [there[column.key] for column in shared]
    if places == sorted(places):
        return []
    now = ", ".join(
        column.heading for _, column in sorted(zip(places, shared, strict=True), key=lambda p: p[0])
    )
    told = sentence(
        "the columns stand in another order now: {now}; they are found by heading", now=shown(now)
    )
    twice = {column.key[0] for column in shared if column.nth > 1}
    for name in sorted(twice):
        heading = next(c.heading for c in shared if fold_heading(c.heading) == name)
        told = sentence(
            "{told}; “{heading}” stands twice, and its columns go by their order",
            told=told,
            heading=shown(heading),
        )
    return [Problem(file, row, "", told)]
