"""The rows of lists, each read into a record; what cannot be read is noted and left empty.

One bad birth date does not cost a row: its other fields are compared. A name that is refused
leaves a record without a name, which only a serial number or a call sign can then link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.uncertain import UncertainDate, uncertain_date
from repatria.base.uncertain_age import age, born_at_age
from repatria.names.attributes import read_sex
from repatria.names.model import Name, Order, Script, Sex
from repatria.names.reading import read, read_parts
from repatria.names.records import Record, record

FIELDS = (
    "name", "surname", "given", "patronymic", "sex", "birth", "age", "birthplace", "unit", "rank",
    "serial", "call_sign",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowNote:
    """What a row says that could not be read, by its place among the rows, from 0."""

    row: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of one length, as the list has them; a field that it does not have has no column.

    `order` is what the sender declares for names of one cell, `None` where they stand in columns;
    `listed` is the day of the list, by which an age becomes an interval of birth days.
    """

    columns: Mapping[str, Sequence[str]]
    order: Order | None = None
    listed: date | None = None

    def __len__(self) -> int:
        return max((len(column) for column in self.columns.values()), default=0)

    def part(self, start: int, end: int) -> Rows:
        columns = {name: column[start:end] for name, column in self.columns.items()}
        return replace(self, columns=columns)


def records(rows: Rows, notes: list[RowNote]) -> Iterator[Record]:
    """A record for every row, in order; `notes` receives what was not readable."""
    empty = [""] * len(rows)
    columns = [rows.columns.get(field, empty) for field in FIELDS]
    for number, cells in enumerate(zip(*columns, strict=True)):
        yield _record(number, rows, cells, notes)


def _record(number: int, rows: Rows, cells: tuple[str, ...], notes: list[RowNote]) -> Record:
    name, surname, given, patronymic, sex, birth, years, place, unit, rank, serial, sign = cells
    said = _sex(number, sex, notes)
    told = _name(number, rows.order, name, (surname, given, patronymic), said, notes)
    return record(
        told,
        birth=_birth(number, birth, years, rows.listed, notes),
        sex=said,
        birthplace=place,
        unit_text=unit,
        rank_text=rank,
        serial=serial,
        call_sign=sign,
    )


def _name(
    number: int,
    order: Order | None,
    written: str,
    parts: tuple[str, str, str],
    sex: Sex,
    notes: list[RowNote],
) -> Name:
    whole = written or " ".join(filter(None, parts))
    if whole.strip():
        try:
            return read(written, order, sex) if order and written else read_parts(*parts, sex)
        except ValueProblem as error:
            notes.append(RowNote(number, "name", error.sentence))
    return Name(whole, Script.NONE, order or Order.SURNAME_FIRST, ())


def _sex(number: int, text: str, notes: list[RowNote]) -> Sex:
    if not text:
        return Sex.UNKNOWN
    try:
        return read_sex(text)
    except ValueProblem as error:
        notes.append(RowNote(number, "sex", error.sentence))
        return Sex.UNKNOWN


def _birth(
    number: int, text: str, years: str, listed: date | None, notes: list[RowNote]
) -> UncertainDate | None:
    """The date as told; without one, what an age on the day of the list leaves open."""
    try:
        if text and (said := uncertain_date(text)) is not None:
            return said
    except ValueProblem as error:
        notes.append(RowNote(number, "birth", error.sentence))
    if not years or listed is None:
        return None
    try:
        return born_at_age(age(years), listed)
    except ValueProblem as error:
        notes.append(RowNote(number, "age", error.sentence))
        return None
