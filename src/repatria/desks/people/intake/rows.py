"""The rows of a list, read by its mapping: what each says, and the record that it is held against
others by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from repatria.base.errors import Problem
from repatria.desks.people.intake.nobody import is_nobody
from repatria.desks.people.models.lists import NameOrder
from repatria.desks.people.shown import names_record
from repatria.desks.people.values import read_value
from repatria.formats.people_books import open_book
from repatria.formats.people_cells import LIMITS
from repatria.formats.people_sheets import (
    Mapping,
    PeopleSheet,
    apply,
    bind,
    open_people_sheet,
    propose,
)
from repatria.names.model import Order
from repatria.names.records import Record
from repatria.names.searching import keys_of

_WHO = ("name", "surname", "given", "patronymic", "serial", "call_sign", "birth", "prisoner_number")
COLUMNS = ("name", "order", "surname", "given", "patronymic", "birth", "sex", "birthplace",
           "unit", "rank", "serial", "call_sign")  # fmt: skip
"""What a row is compared by."""


HeaderRows = tuple[int, int] | None


class RowSaid(NamedTuple):
    """One row: its cells as they stood, and what the mapping makes of them."""

    number: int
    cells: tuple[str, ...]
    fields: dict[str, str]
    problems: tuple[Problem, ...]
    columns: dict[str, str]
    record: Record
    keys: tuple[str, ...]
    own_id: str
    """The sender's own id of the row; empty where the list has none."""

    @property
    def named(self) -> bool:
        """Whether a name was read at all."""
        return bool(self.record.name.readings)

    @property
    def says_nothing(self) -> bool:
        return says_nothing(self.fields)


def rows_of(sheet: PeopleSheet, mapping: Mapping, order: str) -> Iterator[RowSaid]:
    """Every row, one at a time. Raises `InputError` where the file is broken."""
    bound = bind(mapping, sheet)
    for row in sheet.rows():
        applied = apply(bound, row)
        fields = dict(applied.fields)
        columns = columns_of(fields, order)
        record = record_of(*columns.values())
        yield RowSaid(
            row.number,
            tuple(storable(cell.text) for cell in row.cells),
            fields,
            applied.problems,
            columns,
            record,
            keys_of(record),
            storable(fields.get("id", ""))[:100],
        )


@lru_cache(maxsize=1 << 13)
def record_of(*values: str) -> Record:
    """The record of a row or of somebody held, by the values of `COLUMNS`. The same people stand
    in a list and in the register, and are looked at again and again."""
    return names_record(dict(zip(COLUMNS, values, strict=True)))


def storable(text: str) -> str:
    """A text that every store takes: PostgreSQL holds neither NUL nor half a character."""
    if text.isprintable():
        return text
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def fields_of(sheet: PeopleSheet, mapping: Mapping) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each row and its texts by field, and nothing more. Raises `InputError`."""
    bound = bind(mapping, sheet)
    for row in sheet.rows():
        yield row.number, dict(apply(bound, row).fields)


def says_nothing(fields: dict[str, str]) -> bool:
    """Of a row by which nobody could be told: a title, a sum, headings once more."""
    return not any(fields.get(key) for key in _WHO) or is_nobody(fields)


def columns_of(fields: dict[str, str], order: str) -> dict[str, str]:
    """A row's fields as the columns of a person, for `names_record`."""
    found = {key: fields.get(key, "") for key in COLUMNS}
    # In the order of COLUMNS, whatever is set below.
    found["sex"] = read_value("sex", found["sex"]) if found["sex"] else ""
    found["order"] = ""
    if not any(found[key] for key in ("surname", "given", "patronymic")):
        whole = order if order in tuple(Order) else NameOrder.SURNAME_FIRST.value
        found["order"] = whole
    return found


def open_sheet(path: Path, sheet: str = "", header: HeaderRows = None) -> PeopleSheet:
    """The sheet of a list's file; `header` are the rows of its headings, where a person said so.
    Raises `InputError`."""
    return open_people_sheet(path, sheet or None, header_rows=header)


def rebased(mapping: Mapping, sheet: PeopleSheet) -> Mapping:
    """A mapping as columns of this sheet, in its order, so that a cell's place is its column's."""
    fields = {column.key: column for column in mapping.columns}
    now = propose(sheet).mapping.columns
    return Mapping(
        tuple(
            fields[column.key]
            if column.key in fields
            else type(column)(column.heading, nth=column.nth)
            for column in now
        )
    )


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a list's file. Raises `InputError`."""
    book, stream = open_book(path, LIMITS)
    try:
        return book.names
    finally:
        book.close()
        stream.close()
