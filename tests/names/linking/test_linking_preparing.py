"""Lists made ready block by block: the same tables however they are divided, and whoever works."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_lists import rows_of

from repatria.names.linking import preparing
from repatria.names.linking.columns import SCHEMA
from repatria.names.linking.preparing import blocks, joined, prepared, read_block
from repatria.names.linking.rows import Rows
from repatria.names.linking.streams import parquet, stream, unparquet, unstream
from repatria.runners.cores import Cores
from repatria.runners.serial import Serial

NAMES = ("Коваленко Сергій Олександрович", "Шевчук М. І.", "Boyko Ivan", "??", "")
BIRTHS = ("14.06.1987", "1990", "31.02.1987", "")
ROWS = rows_of(
    {"name": NAMES[row % 5], "birth": BIRTHS[row % 4], "unit": "А1234" if row % 3 else ""}
    for row in range(37)
)
WHOLE = joined([read_block(None, block) for block in blocks(ROWS)])


@settings(max_examples=25)
@given(st.integers(1, 40))
def test_the_size_of_the_blocks_changes_nothing(size):
    parts = list(blocks(ROWS, size))
    assert [len(block.rows) for block in parts[:-1]] == [size] * (len(parts) - 1)
    found = joined(read_block(None, block) for block in parts)
    assert found == WHOLE


def test_rows_and_notes_are_numbered_within_their_list():
    assert WHOLE.table["row"].to_pylist() == list(range(37))
    assert WHOLE.table.schema.equals(SCHEMA, check_metadata=True)
    unread = [(note.row, note.field) for note in WHOLE.notes]
    expected = [(row, "name") for row in range(37) if row % 5 == 3]
    expected += [(row, "birth") for row in range(37) if row % 4 == 2]
    assert sorted(unread) == sorted(expected)


@pytest.mark.parametrize("runner", [Serial(), Cores(2)], ids=["serial", "cores"])
def test_runners_give_the_same_tables(runner, monkeypatch):
    other = rows_of([{"surname": "Бойко", "given": "Іван"}] * 3, None)
    cut = preparing.blocks
    monkeypatch.setattr(preparing, "blocks", lambda rows: cut(rows, 9))
    told = []
    found = prepared(
        [ROWS, Rows({}), other], runner, progress=lambda done, *_: told.append(done)
    )  # fmt: skip
    assert found[0] == WHOLE
    assert [len(each.table) for each in found] == [37, 0, 3]
    assert found[1].table.schema.equals(SCHEMA)
    assert found[2].table["row"].to_pylist() == [0, 1, 2]
    assert (sorted(told), told[-1]) == (told, 6)


def test_a_table_travels_unchanged():
    for there, back in ((stream, unstream), (parquet, unparquet)):
        assert back(there(WHOLE.table)).equals(WHOLE.table)
        assert back(there(SCHEMA.empty_table())).equals(SCHEMA.empty_table())
