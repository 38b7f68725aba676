"""Reads the people of a plan from a table: a row a person, codes and facts, no names.

The columns are those of `planning.facts.Person`; docs/formats/captives.md tells each. A file is
read whole or refused whole, with every problem by its row and field.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from repatria.base.collecting import seldom_collected
from repatria.base.messages import sentence
from repatria.formats.captives_cells import CELLS, Wrong, contradictions
from repatria.formats.guards import Limits, encoding_of, read_bytes
from repatria.formats.problems import Problems, shown
from repatria.planning.facts import Person

COLUMNS = tuple(field.name for field in fields(Person))
SYNTHETIC = "synthetic"
"""A column beside the facts: `yes` in every row of a made-up file."""
NEEDED = ("code", "side", "held")
"""Columns that a file must have."""
_DELIMITERS = ",;\t"
_LIMITS = Limits(cell=1_000)


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """The people of a file, and where each stands in it."""

    file: str
    people: tuple[Person, ...]
    rows: Mapping[str, int]
    """The row of each code, as a sheet counts it."""
    synthetic: bool
    """Whether every row is marked as made up."""
    sha256: str


def read_captives(path: Path, *, as_of: date | None = None, limits: Limits = _LIMITS) -> PeopleFile:
    """The people of a file. With `as_of`, the day of a plan, a day after it is a problem too.

    Raises `InputError` with every problem by row and field: a fact that cannot be read, two that
    contradict each other, a code that stands twice.
    """
    data = read_bytes(path, limits.bytes)
    problems = Problems(path.name, limits.cell)
    records = _records(data, problems, limits)
    header = _header(next(records, (1, []))[1], problems)
    rows: dict[str, int] = {}
    people: list[Person] = []
    made_up = 0
    with seldom_collected():
        for number, facts in _facts(records, header, problems):
            made_up += bool(facts.pop(SYNTHETIC, False))
            person = Person(**{"holder": "", **facts})
            for field, message in contradictions(person, as_of):
                problems.add(number, field, message)
            first = rows.setdefault(person.code, number)
            if first != number:
                told = sentence(
                    "“{code}” stands in row {first:,} already", code=person.code, first=first
                )
                problems.add(number, "code", told)
            people.append(person)
    problems.raise_if_any()
    if not people:
        raise problems.refuse(None, "", sentence("nobody stands in the file"))
    synthetic = made_up == len(people)
    return PeopleFile(path.name, tuple(people), rows, synthetic, hashlib.sha256(data).hexdigest())


def _records(data: bytes, problems: Problems, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, the first with the delimiter that cuts it best."""
    text = data.decode(encoding_of(data, problems.file))
    first = text.partition("\n")[0]
    delimiter = max(
        _DELIMITERS, key=lambda sign: sum(_name(n) in COLUMNS for n in first.split(sign))
    )
    number = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            if number > limits.rows + 1:
                told = sentence(
                    "the table has more than {rows:,} rows; split it into several files",
                    rows=limits.rows,
                )
                raise problems.refuse(number, "", told)
            if any(record):
                yield number, record
    except csv.Error as error:
        told = sentence("the row cannot be read: {reason}", reason=str(error))
        raise problems.refuse(number + 1, "", told) from None


def _header(record: Sequence[str], problems: Problems) -> tuple[str, ...]:
    """The columns. Raises `InputError` where one is missing, unknown or there twice."""
    header = tuple(_name(cell) for cell in record)
    known = (*COLUMNS, SYNTHETIC)
    for at, name in enumerate(header):
        if not name:
            problems.add(1, "", sentence("column {number} has no name", number=at + 1))
        elif name not in known:
            told = sentence(
                "unknown column “{name}”{near}; a plan reads codes and facts, and no names",
                name=shown(name),
                near=problems.nearest(name, known),
            )
            problems.add(1, name, told)
        elif name in header[:at]:
            problems.add(1, name, sentence("the column stands twice"))
    for name in NEEDED:
        if name not in header:
            problems.add(1, name, sentence("this column is required"))
    problems.raise_if_any()
    return header


def _facts(
    records: Iterator[tuple[int, list[str]]], header: tuple[str, ...], problems: Problems
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The facts of each row that can be read. The same text is read once a column."""
    columns = [(name, CELLS[name], dict[str, Any]()) for name in header]
    for number, record in records:
        if len(record) != len(header):
            told = sentence(
                "{cells} cells stand under {columns} column names",
                cells=len(record),
                columns=len(header),
            )
            problems.add(number, "", told)
            continue
        facts: dict[str, Any] = {}
        whole = True
        for (name, read, seen), text in zip(columns, record, strict=True):
            found = seen.get(text)
            if found is None:
                found = _read(read, name, text, problems)
                if name != "code":
                    seen[text] = found
            if isinstance(found, Wrong):
                problems.add(number, name, found.message)
                whole = False
            elif found.given:
                facts[name] = found.value
        if whole:
            yield number, facts


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a text says; `given` is false where it is empty and the usual fact stands."""

    value: Any
    given: bool


def _read(read: Any, name: str, text: str, problems: Problems) -> _Cell | Wrong:
    plain = text.strip()
    if len(plain) > problems.cell_limit:
        limit = problems.cell_limit
        return Wrong(sentence("the text is longer than {limit:,} characters", limit=limit))
    if not plain:
        if name in NEEDED:
            return Wrong(sentence("this field is required"))
        return _Cell(None, False)
    found = read(plain)
    return found if isinstance(found, Wrong) else _Cell(found, True)


def _name(text: str) -> str:
    return "_".join(text.replace('"', " ").lower().split())
