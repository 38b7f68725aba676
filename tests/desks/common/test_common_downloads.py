"""Files for machines: they read back, and no sheet runs them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.common.downloads import (
    Column,
    csv_lines,
    csv_response,
    json_response,
    json_text,
    jsonld_response,
)

COLUMNS = [Column("said", "#affected+num"), Column("by")]
cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | cells,
    lambda inner: st.lists(inner) | st.dictionaries(cells, inner),
)


def read(lines: list[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(lines), newline="")))


@given(st.lists(st.tuples(cells, cells)))
def test_a_table_reads_back_and_no_cell_is_a_formula(rows: list[tuple[str, str]]) -> None:
    found = read(list(csv_lines(COLUMNS, rows)))
    assert found[0] == ["\N{ZERO WIDTH NO-BREAK SPACE}said", "by"]
    assert found[1] == ["#affected+num", ""]
    for row, cells_read in zip(rows, found[2:], strict=True):
        for said, cell in zip(row, cells_read, strict=True):
            assert cell in {said, f"'{said}"}
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert read(list(csv_lines(COLUMNS, [(-3, None)])))[2] == ["-3", ""]


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError):
        list(csv_lines(COLUMNS, [(1, 2, 3)]))


def test_the_file_says_what_it_is() -> None:
    response = csv_response("legs.csv", COLUMNS, [("1,200", "x")])
    body = response.getvalue()
    assert body.startswith(b"\xef\xbb\xbfsaid,by\r\n#affected+num,\r\n")
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response["Content-Disposition"] == 'attachment; filename="legs.csv"'


@given(plain)
def test_json_reads_back_and_equal_values_give_equal_text(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert json_text(json.loads(text)) == text


def test_the_order_of_keys_does_not_matter_and_dates_are_iso() -> None:
    assert json_text({"b": 1, "a": date(2025, 6, 14)}) == json_text({"a": "2025-06-14", "b": 1})
    with pytest.raises(TypeError):
        json_text({"a": {1, 2}})
    with pytest.raises(ValueError):
        json_text(float("nan"))


def test_json_and_linked_data_have_their_own_types() -> None:
    assert json_response({})["Content-Type"] == "application/json"
    assert jsonld_response({})["Content-Type"] == "application/ld+json"
    assert "Content-Disposition" not in json_response({})
    assert json_response({}, "a.json")["Content-Disposition"].endswith('"a.json"')


@pytest.mark.parametrize("name", ['a".csv', "a\r\n.csv", "звіт.csv", "../a.csv"])
def test_a_file_name_cannot_break_the_header(name: str) -> None:
    with pytest.raises(ValueError):
        json_response({}, name)
