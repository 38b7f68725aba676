"""Lists of people made for tests, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from workbooks import workbook

from repatria.base.errors import InputError
from repatria.formats.people_sheets import (
    Applied,
    PeopleRow,
    apply,
    bind,
    open_people_sheet,
    propose,
)

HEADINGS = ("№ з/п", "Прізвище", "Ім’я", "По батькові", "Дата народження", "Звання")
PERSON = (1, "Петренко", "Іван", "Іванович", "14.06.1987", "солдат")


def saved(folder: Path, data: bytes | str, name: str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def book(folder: Path, rows: Iterable[Sequence[Any]], change: Any = None) -> Path:
    return saved(folder, workbook(rows, change), "list.xlsx")


def rows_of(path: Path, sheet: str | None = None) -> list[PeopleRow]:
    with open_people_sheet(path, sheet) as opened:
        return list(opened.rows())


def texts_of(path: Path, sheet: str | None = None) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows_of(path, sheet)]


def applied(path: Path) -> list[Applied]:
    """The rows by the mapping that is proposed."""
    with open_people_sheet(path) as opened:
        bound = bind(propose(opened).mapping, opened)
        return [apply(bound, row) for row in opened.rows()]


def refused(path: Path, sheet: str | None = None) -> str:
    """Why a file is not read, whether at its opening or further down."""
    with pytest.raises(InputError) as caught:
        rows_of(path, sheet)
    assert caught.value.problems
    assert {problem.file for problem in caught.value.problems} == {path.name}
    return str(caught.value)
