"""Which column of a sender's list holds which field, as data: proposed, confirmed, remembered.

A mapping goes by headings and never by places, so that a sender may change the order of columns;
what else has changed is told before a row is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace
from typing import Any

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.people_cells import PeopleRow, column_letters
from repatria.formats.people_content import doubt
from repatria.formats.people_headings import HEADINGS, SEVERAL, fold_heading
from repatria.formats.people_matching import Certainty, Match, match
from repatria.formats.problems import shown

FORMAT = "repatria-people-mapping/1"
_PARTS = ("surname", "given", "patronymic")
_MOST = 1_024


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading as written, and the field that it holds, "" where it is left out.

    `nth` tells columns of one heading apart, from left to right.
    """

    heading: str
    field: str = ""
    certainty: Certainty = Certainty.NONE
    nth: int = 1

    @property
    def key(self) -> tuple[str, int]:
        return fold_heading(self.heading), self.nth


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a list from left to right, as they stood when it was made."""

    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)

    def changed(self, fields: Dictionary[int, str]) -> Mapping:
        """With the fields that a person gave to columns, by their places from 0, all of it
        confirmed. Raises `ValueProblem` as `check` does."""
        columns = tuple(
            replace(column, field=fields.get(at, column.field), certainty=Certainty.CONFIRMED)
            for at, column in enumerate(self.columns)
        )
        mapping = Mapping(columns)
        mapping.check()
        return mapping

    def check(self) -> None:
        """Raise `ValueProblem` where no person can be read by it: an unknown field, one field in
        two columns, no name, or names both whole and in parts."""
        seen: set[str] = set()
        for column in self.columns:
            if not column.field:
                continue
            if column.field not in HEADINGS:
                raise ValueProblem(
                    sentence("“{field}” is no field of a list", field=shown(column.field))
                )
            if column.field in seen and column.field not in SEVERAL:
                raise ValueProblem(
                    sentence(
                        "two columns are given as {field}; one can be right", field=column.field
                    )
                )
            seen.add(column.field)
        if "name" not in seen and "surname" not in seen:
            raise ValueProblem(sentence("no column holds names: give one as name or as surname"))
        if "name" in seen and seen.intersection(_PARTS):
            raise ValueProblem(
                sentence("names are given both in one column and in parts; keep one of the two")
            )

    def to_json(self) -> dict[str, Any]:
        columns = [
            {
                "heading": column.heading,
                "nth": column.nth,
                "field": column.field,
                "certainty": column.certainty.value,
            }
            for column in self.columns
        ]
        return {"format": FORMAT, "columns": columns}

    @classmethod
    def from_json(cls, value: Any) -> Mapping:
        """Raises `ValueProblem` for what `to_json` did not write."""
        try:
            if value["format"] != FORMAT or len(value["columns"]) > _MOST:
                raise ValueProblem(
                    sentence("this is no mapping of columns, or one of a later program")
                )
            columns = tuple(
                Column(
                    str(one["heading"]),
                    str(one["field"]),
                    Certainty(one["certainty"]),
                    int(one["nth"]),
                )
                for one in value["columns"]
            )
        except (KeyError, TypeError, ValueError):
            raise ValueProblem(sentence("the mapping of columns is broken")) from None
        return cls(columns)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping that the program found by the headings, to be confirmed by a person, and what to
    look at before."""

    mapping: Mapping
    notes: tuple[Problem, ...] = ()


def columns_of(headings: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a sheet with no field yet; one without a heading is called by its letters."""
    seen: dict[str, int] = {}
    found = []
    for at, heading in enumerate(headings):
        heading = heading or column_letters(at)
        folded = fold_heading(heading)
        seen[folded] = seen.get(folded, 0) + 1
        found.append(Column(heading, nth=seen[folded]))
    return tuple(found)


def propose(
    file: str,
    row: int,
    headings: Sequence[str],
    sample: Sequence[PeopleRow] = (),
    fields: Dictionary[str, str] | None = None,
) -> Proposal:
    """The mapping of a sheet by its headings. `row` is where they stand, for the notes; the cells
    of the sample make a field doubtful that they cannot hold. `fields` are those of a format that
    says itself what its headings mean."""
    columns = columns_of(headings)
    if fields is None:
        matches = [match(heading) for heading in headings]
    else:
        matches = [Match(fields.get(heading, ""), Certainty.SURE) for heading in headings]
    filled = [sum(bool(one.cell(at).text) for one in sample) for at in range(len(headings))]
    notes: list[Problem] = []
    told = dict(_left_out(matches, filled, fields is not None, headings))
    told |= _whole_or_parts(matches, filled)
    told |= _twice(matches)
    for at, message in told.items():
        matches[at] = Match()
        notes.append(Problem(file, row, shown(columns[at].heading), message))
    found = []
    for at, (column, one) in enumerate(zip(columns, matches, strict=True)):
        certainty = one.certainty if one.field else Certainty.NONE
        if one.field and (why := doubt(one.field, [held.cell(at) for held in sample])):
            certainty = Certainty.UNSURE
            message = sentence("taken for {field}, but {why}", field=one.field, why=why)
            notes.append(Problem(file, row, shown(column.heading), message))
        found.append(replace(column, field=one.field, certainty=certainty))
    return Proposal(Mapping(tuple(found)), tuple(notes))


def _left_out(
    matches: Sequence[Match], filled: Sequence[int], fixed: bool, headings: Sequence[str]
) -> Iterator[tuple[int, Sentence]]:
    """The columns of which nothing is known, by place, and why."""
    for at, found in enumerate(matches):
        if found.both:
            yield (
                at,
                sentence(
                    "the column seems to hold {fields} together; it is left out",
                    fields=_listed(found.both),
                ),
            )
        elif not found.field and not headings[at]:
            if filled[at]:
                yield at, sentence("the column has no heading, and is left out")
        elif not found.field and (filled[at] or not fixed):
            yield at, sentence("the column is not known, and left out")


def _listed(fields: Sequence[str]) -> Sentence:
    told, *others = (Sentence("{field}", {"field": field}) for field in fields)
    for each in others:
        told = sentence("{one} and {other}", one=told, other=each)
    return told


def _whole_or_parts(matches: list[Match], filled: Sequence[int]) -> dict[int, Sentence]:
    """Where names stand both whole and in parts: the parts are taken, if they are filled in."""
    at = {found.field: place for place, found in enumerate(matches) if found.field}
    if "name" not in at or "surname" not in at:
        return {}
    if "given" not in at:
        # Beside a surname, “Name” is the given name.
        matches[at["name"]] = Match("given", Certainty.LIKELY)
        return {}
    if filled[at["name"]] > filled[at["surname"]]:
        told = sentence("names stand whole besides, and in more rows; this column is left out")
        return {place: told for place, found in enumerate(matches) if found.field in _PARTS}
    told = sentence("names stand in parts besides; this column is left out")
    return {place: told for place, found in enumerate(matches) if found.field == "name"}


def _twice(matches: Sequence[Match]) -> dict[int, Sentence]:
    """Of several columns for one field, all but the surest, or the first of them."""
    holders: dict[str, int] = {}
    told: dict[int, Sentence] = {}
    for at, found in enumerate(matches):
        if not found.field or found.field in SEVERAL:
            continue
        other = holders.setdefault(found.field, at)
        if other == at:
            continue
        worse = (
            other if _ORDER.index(found.certainty) > _ORDER.index(matches[other].certainty) else at
        )
        holders[found.field] = at if worse == other else other
        told[worse] = sentence(
            "another column is taken for {field}; this one is left out", field=found.field
        )
    return told


_ORDER = (Certainty.NONE, Certainty.UNSURE, Certainty.LIKELY, Certainty.SURE, Certainty.CONFIRMED)
