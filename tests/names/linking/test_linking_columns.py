"""The columns of a record: codes that are one in every language, lists over all readings."""

from __future__ import annotations

import pytest
from linking_lists import rows_of, table_of

from repatria.names.linking.columns import PARTS, SCHEMA, cells_of, code, table
from repatria.names.linking.rows import records
from repatria.names.model import PartKind
from repatria.names.parts import part


def only(**cells):
    return table_of(cells).to_pylist()[0]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (PartKind.GIVEN, ("Бойко Микола", "Бойко Николай", "Boiko Mykola", "Бойка Миколи")),
        (PartKind.GIVEN, ("Бойко Євген", "Бойко Евгений", "Boiko Yevhen", "Boiko Evgeny")),
        (
            PartKind.PATRONYMIC,
            (
                "Бойко Олег Олександрович",
                "Бойко Олег Александрович",
                "Boiko Oleh Oleksandrovych",
                "Бойка Олега Олександровича",
            ),
        ),
        (PartKind.SURNAME, ("Коваленко Іван", "Kovalenko Ivan", "Коваленка Івана")),
        (PartKind.SURNAME, ("Жолнерчик Іван", "Zholnerchyk Ivan", "Жолнерчика Івана")),
    ],
)
def test_one_code_for_a_name_in_every_language(kind, written):
    codes = {only(name=name)[kind.value] for name in written}
    assert len(codes) == 1
    assert None not in codes


def test_different_names_have_different_codes():
    codes = [code(part(word, PartKind.GIVEN)) for word in ("Сергій", "Андрій", "Олександр", "Олег")]
    assert len(set(codes)) == len(codes)


def test_an_initial_has_no_code_and_says_so():
    row = only(name="Шевчук М. І.")
    assert (row["given"], row["given_initial"], row["surname_initial"]) == (None, True, False)
    assert row["given_initials"]


def test_what_is_not_said_is_null():
    row = only(name="Бойко Іван")
    assert {row[f"patronymic{end}"] for end in ("", "_text", "_lemmas", "_initial")} == {None}
    empty = only(name="")
    assert {name: value for name, value in empty.items() if value is not None} == {"row": 0}


def test_all_readings_go_into_the_lists_the_likeliest_first():
    row = only(name="Сергій Коваленко")
    assert row["surname_texts"] == ["сергій", "коваленко"]
    assert row["surname"] == only(name="Сергій Бойко")["surname"]
    assert "kovalenko" in row["surname_lemmas"]


def test_days_are_counted_and_open_births_are_intervals():
    day = only(birth="03.01.1970")
    assert (day["birth"], day["birth_first"], day["birth_last"]) == (2, 2, 2)
    assert (day["birth_digits"], day["birth_year"]) == ("03011970", 1970)
    year = only(birth="1971")
    assert (year["birth"], year["birth_digits"], year["birth_year"]) == (None, None, 1971)
    assert (year["birth_first"], year["birth_last"]) == (365, 729)


def test_rows_are_numbered_from_the_first():
    rows = rows_of([{"name": "Бойко Іван"}] * 3)
    found = table(records(rows, []), 70)
    assert found["row"].to_pylist() == [70, 71, 72]
    assert found.schema == SCHEMA
    assert set(PARTS) <= set(SCHEMA.names)


def test_cells_are_columns_of_the_schema(made):
    people = [
        {name: made.first.columns[name][row] for name in ("unit", "rank", "birthplace", "serial")}
        for row in range(200)
    ]
    for record in records(rows_of(people), []):
        assert set(cells_of(record)) <= set(SCHEMA.names)
