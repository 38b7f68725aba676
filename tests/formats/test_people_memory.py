"""The memory of reading a list does not grow with its rows."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from open_workbooks import open_workbook
from people_files import HEADINGS
from workbooks import workbook

from repatria.formats.people_sheets import apply, bind, open_people_sheet, propose

MAKE = {
    "xlsx": workbook,
    "ods": open_workbook,
    "csv": lambda rows: "\n".join(";".join(map(str, row)) for row in rows).encode(),
}


def peak(folder: Path, kind: str, people: int) -> int:
    body = [(n, f"Петренко{n}", "Іван", "Іванович", "1987", f"{n}") for n in range(people)]
    path = folder / f"list.{kind}"
    path.write_bytes(MAKE[kind]([HEADINGS, *body]))
    tracemalloc.start()
    with open_people_sheet(path) as opened:
        bound = bind(propose(opened).mapping, opened)
        read = sum(bool(apply(bound, row).fields) for row in opened.rows())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == people
    return most


@pytest.mark.parametrize("kind", sorted(MAKE))
def test_eight_times_the_rows_take_no_more_memory(tmp_path: Path, kind: str) -> None:
    peak(tmp_path, kind, 10)
    few = peak(tmp_path, kind, 500)
    assert peak(tmp_path, kind, 4_000) < 1.5 * few
