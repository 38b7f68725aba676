"""Rows of lists as records: what cannot be read is noted, and the row goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_lists import LISTED, rows_of

from repatria.base.uncertain import uncertain_date
from repatria.names.linking.rows import FIELDS, RowNote, Rows, records
from repatria.names.model import Order, PartKind, Sex

GOOD = {
    "name": "Коваленко Сергій Олександрович", "sex": "ч", "birth": "14.06.1987",
    "birthplace": "м. Харків", "unit": "А1234", "rank": "солдат", "serial": "АА-123456",
    "call_sign": "Тінь",
}  # fmt: skip


def read(*people, **options):
    notes = []
    return list(records(rows_of(people, **options), notes)), notes


def surname(record):
    return record.name.readings[0].part(PartKind.SURNAME).written


def test_a_row_that_says_everything_becomes_a_whole_record():
    (found,), notes = read(GOOD)
    assert notes == []
    assert (surname(found), found.sex, found.serial) == ("Коваленко", Sex.MALE, "AA123456")
    assert found.birth == uncertain_date("14.06.1987")
    assert None not in (found.birthplace, found.unit, found.rank)
    assert found.call_sign == "тінь"


@pytest.mark.parametrize(
    ("field", "cell", "empty"),
    [
        ("birth", "31.02.1987", None),
        ("birth", "не пам'ятає", None),
        ("sex", "солдат", Sex.MALE),
        ("name", "12345", None),
        ("name", "Шевчук М.І.; Сова О. П.", None),
        ("name", "к" * 10_000, None),
        ("name", "Коваленко 李", None),
    ],
)
def test_what_cannot_be_read_is_noted_and_all_else_of_the_row_stays(field, cell, empty):
    found, notes = read(GOOD, GOOD | {field: cell}, GOOD)
    whole, hurt, after = found
    assert [(note.row, note.field) for note in notes] == [(1, field)]
    assert notes[0].message
    assert whole == after
    if field == "name":
        assert hurt.name.readings == ()
        assert replace(hurt, name=whole.name) == whole
    else:
        assert getattr(hurt, field) == empty
        assert hurt.sex_of_name is (field == "sex"), "then it is the name's, and nobody states it"
        mended = {field: getattr(whole, field), "sex_of_name": whole.sex_of_name}
        assert replace(hurt, **mended) == whole


def test_a_row_with_several_faults_has_a_note_for_each():
    (found,), notes = read({"name": "??", "birth": "99.99.1999", "sex": "x1", "serial": "7"})
    assert [note.field for note in notes] == ["sex", "name", "birth"]
    assert found.serial == "7"


def test_an_age_is_read_by_the_day_of_the_list_and_only_without_a_birth():
    (aged, born, wrong), notes = read(
        {"name": "Бойко Іван", "age": "38"},
        {"name": "Бойко Іван", "age": "38", "birth": "1999"},
        {"name": "Бойко Іван", "age": "many"},
    )
    assert (aged.birth.first, aged.birth.last) == (date(1986, 6, 15), date(1987, 6, 14))
    assert (born.birth.first.year, born.birth.last.year) == (1999, 1999)
    assert wrong.birth is None
    assert [(note.row, note.field) for note in notes] == [(2, "age")]
    (undated,), notes = read({"name": "Бойко Іван", "age": "38"}, listed=None)
    assert (undated.birth, notes) == (None, [])


def test_where_the_birth_cannot_be_read_the_age_still_counts():
    (found,), notes = read({"name": "Бойко Іван", "age": "38", "birth": "31.02.1987"})
    assert found.birth.last == date(1987, 6, 14)
    assert [note.field for note in notes] == ["birth"]


def test_the_declared_order_decides_which_word_is_the_surname():
    told = {"name": "Іван Бойко"}
    (last,), _ = read(told, order=Order.SURNAME_LAST)
    assert surname(last) == "Бойко"
    (first,), _ = read({"name": "Бойко Іван"})
    assert surname(first) == "Бойко"


def test_names_in_columns_need_no_order():
    parts = {"surname": "Бойко", "given": "Іван", "patronymic": "Петрович"}
    (found,), notes = read(parts, order=None)
    assert surname(found) == "Бойко"
    assert notes == []


def test_a_row_without_a_name_is_no_fault():
    (found,), notes = read({"name": " ", "call_sign": "Тінь"})
    assert (found.name.readings, found.call_sign, notes) == ((), "тінь", [])


def test_a_part_of_the_rows_keeps_what_was_declared():
    rows = rows_of([GOOD, {"name": "Бойко Іван"}, GOOD], Order.SURNAME_LAST)
    part = rows.part(1, 3)
    assert (len(rows), len(part), part.order, part.listed) == (3, 2, Order.SURNAME_LAST, LISTED)
    assert part.columns["name"] == ["Бойко Іван", GOOD["name"]]
    assert len(Rows({})) == 0
    assert list(records(Rows({}), [])) == []


CELLS = st.one_of(st.text(max_size=12), st.sampled_from([*GOOD.values(), "38", "1987", "Тінь"]))


@given(
    st.lists(st.dictionaries(st.sampled_from(FIELDS), CELLS), max_size=6),
    st.sampled_from([None, *Order]),
    st.sampled_from([None, LISTED]),
)
def test_whatever_the_cells_hold_there_is_a_record_for_every_row(people, order, listed):
    notes = []
    rows = rows_of(people, order, listed)
    assert len(list(records(rows, notes))) == len(rows)
    assert all(0 <= note.row < len(people) and note.message for note in notes)
    assert all(isinstance(note, RowNote) and note.field in FIELDS for note in notes)
