"""Senders' lists of people: which column is what, and every defect with its place."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem
from repatria.formats import people_headings
from repatria.formats.people_list import HEADINGS, read_people_list

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "people-list.md"
UKRAINIAN = """№ з/п;Прізвище, ім'я, по батькові;Дата народження;Військова частина;Позивний
1;Коваленко Сергій Олександрович;14.06.1987;А1234;«Тінь»
2;Шевчук М. І.;;;
"""


@pytest.fixture
def read(tmp_path):
    def call(content, name="list.csv", **options):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_people_list(path, **options)

    return call


@pytest.fixture
def refused(read):
    """What is wrong with a list: row, field and message of each problem."""

    def call(content):
        with pytest.raises(InputError) as raised:
            read(content)
        problems = raised.value.problems
        assert {problem.file for problem in problems} == {"list.csv"}
        return [(problem.row, problem.field, problem.message) for problem in problems]

    return call


def test_a_list_is_its_columns_with_the_cells_as_they_stand(read):
    found = read(UKRAINIAN)
    people = found.value
    assert people.columns == {
        "id": ["1", "2"],
        "name": ["Коваленко Сергій Олександрович", "Шевчук М. І."],
        "birth": ["14.06.1987", ""],
        "unit": ["А1234", ""],
        "call_sign": ["«Тінь»", ""],
    }
    assert (people.file, people.lines, len(people)) == ("list.csv", [2, 3], 2)
    assert not people.in_parts
    assert people.column("rank") == ["", ""]
    assert found.notes == ()
    assert found.sha256 == hashlib.sha256(UKRAINIAN.encode()).hexdigest()


@pytest.mark.parametrize(
    "header",
    [
        "id,surname,given name,patronymic,date of birth,military unit,call sign",
        "ID,Family  Name,FIRST_NAME,Middle Name,DOB,unit,Call_Sign",
        "№,Прізвище,Ім'я,По батькові,Дата народження,Частина,Позивний",
        "номер,Фамилия,Имя,Отчество,Дата рождения,Воинская часть,Позывной",
    ],
)
def test_headings_in_three_languages_however_they_are_written(read, header):
    people = read(f"{header}\nA1,Бойко,Іван,Петрович,1990,А1234,Тінь\n").value
    assert people.in_parts
    assert {name: column[0] for name, column in people.columns.items()} == {
        "id": "A1", "surname": "Бойко", "given": "Іван", "patronymic": "Петрович",
        "birth": "1990", "unit": "А1234", "call_sign": "Тінь",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "heading"), [(field, each) for field, many in HEADINGS.items() for each in many]
)
def test_every_heading_of_the_table_is_found(read, field, heading):
    other = {"name": "status", "surname": "status", "given": "surname", "patronymic": "surname"}
    for written in (heading, heading.upper(), f" {heading.replace(' ', '  ')} "):
        people = read(f"{written};{other.get(field, 'name')}\nx;y\n").value
        assert people.columns[field] == ["x"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_delimiters_and_encodings(read, delimiter, encoding):
    text = UKRAINIAN.replace("Прізвище, ім'я, по батькові", "піб").replace(";", delimiter)
    people = read(text.encode(encoding)).value
    assert people.columns["name"][0] == "Коваленко Сергій Олександрович"
    assert people.columns["call_sign"][0] == "«Тінь»"


def test_that_cp1251_was_supposed_is_told(read):
    (note,) = read(UKRAINIAN.encode("cp1251")).notes
    assert "cp1251" in note.message
    assert read(UKRAINIAN.encode("cp1251"), encoding="cp1251").value.columns["id"] == ["1", "2"]


def test_a_column_that_is_not_known_is_left_out_and_told(read):
    found = read("name,shoe size,birth\nБойко Іван,43,1990\n")
    assert set(found.value.columns) == {"id", "name", "birth"}
    (note,) = found.notes
    assert (note.row, note.field) == (1, "shoe size")
    assert "left out" in note.message


def test_without_an_id_it_is_the_line(read):
    people = read("name,birth\nБойко Іван,1990\n\nШевчук М.,\n").value
    assert people.columns["id"] == ["2", "4"]
    assert people.lines == [2, 4]


def test_a_formula_s_guard_and_hidden_signs_of_names_stay_for_who_reads_them(read):
    people = read("name,unit\nБой\u200bко Іван,'=1+1\n").value
    assert people.columns["name"] == ["Бой\u200bко Іван"]
    assert people.columns["unit"] == ["'=1+1"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", (None, "", "the file is empty")),
        ("name\nБойко Іван\n", (1, "", "no table")),
        ("name,birth\n", (None, "", "the list holds no row")),
        ("birth,unit\n1990,А1234\n", (1, "", "no column holds names")),
        ("given,patronymic\nІван,Петрович\n", (1, "", "no column holds names")),
        ("name,фио\nБойко,Бойко\n", (1, "фио", "a second column for name")),
        ("name,birth,DOB\nБойко,1,2\n", (1, "DOB", "a second column for birth")),
        ("name,surname\nБойко,Бойко\n", (1, "", "both in one column and in parts")),
        ("id,name\n7,Бойко\n8,Сова\n7,Шевчук\n", (4, "id", "“7” stands in line 2 already")),
        ("id,name\n7,Бойко\n,Сова\n", (3, "id", "the row has no id")),
        ("name,birth\nБойко,1990,А1234\n", (2, "", "3 cells stand under 2 column names")),
        ("name,birth\nБойко,19\u202e90\n", (2, "birth", "hidden character")),
        ('name,birth\n"Бойко,1990\n', (2, "", "the row cannot be read")),
        ("name,birth\nБойко", (2, "", "the file ends in the middle of this row")),
        (f"name,unit\nБойко,{'x' * 20_001}\n", (2, "", "longer than 20,000 characters")),
        (b"name,birth\n\0,1\n", (2, "", "NUL byte")),
        (b"PK\x03\x04", (None, "", "save its sheet as CSV")),
    ],
)
def test_what_cannot_be_a_list_is_refused_with_the_place(refused, content, told):
    row, field, message = told
    (found,) = refused(content)
    assert found[:2] == (row, field)
    assert message in found[2]


def test_all_rows_that_are_wrong_are_told_at_once(refused):
    content = "id,name,birth\n1,Бойко,1,1\n2,Сова,1990\n2,Шевчук,19\u202e90\n"
    assert [row for row, _, _ in refused(content)] == [2, 4, 4]


def test_the_page_tells_every_column_and_the_fields_that_fill_it():
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    told = {column: tuple(re.findall(r"`(\w+)`", fields)) for column, fields in rows}
    assert list(told) == list(HEADINGS)
    for column, fields in told.items():
        of_fields = [each for field in fields for each in people_headings.HEADINGS[field]]
        assert HEADINGS[column] == tuple(of_fields)


def test_the_senders_own_id_goes_before_the_number_of_the_row(read):
    found = read("№,ID,name\n1,A7,Бойко Іван\n2,A9,Шевчук М.\n")
    assert found.value.columns["id"] == ["A7", "A9"]
    assert [note.field for note in found.notes] == ["№"]


def test_a_father_s_first_name_is_no_patronymic(read):
    found = read("surname,given,father's name\nБойко,Іван,Петро\n")
    assert set(found.value.columns) == {"id", "surname", "given"}
    assert [note.field for note in found.notes] == ["father's name"]


CELL = st.text(max_size=8)
WORDS = st.sampled_from([heading for many in HEADINGS.values() for heading in many])
fuzz = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def read_or_refuse(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(data)
        refused: tuple[Problem, ...] = ()
        try:
            people = read_people_list(path).value
        except InputError as error:
            refused = error.problems or (Problem("", None, "", "refused without a reason"),)
    assert {problem.file for problem in refused} <= {"list.csv"}
    if refused:
        return
    assert {len(column) for column in people.columns.values()} == {len(people)}
    assert len(set(people.columns["id"])) == len(people) > 0
    assert ("name" in people.columns) != ("surname" in people.columns)


@fuzz
@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_refused(data):
    read_or_refuse(data)


@fuzz
@given(st.lists(WORDS, min_size=2, max_size=4), st.lists(st.lists(CELL, max_size=5), max_size=4))
def test_any_cells_under_known_headings_are_a_list_or_refused(header, rows):
    lines = [";".join(f'"{word}"' for word in header), *map(";".join, rows), ""]
    read_or_refuse("\n".join(lines).encode("utf-8", "surrogatepass"))


@fuzz
@given(st.integers(0, 400), st.integers(0, 40), st.binary(max_size=6))
def test_a_damaged_list_is_read_or_refused(at, gone, there):
    data = UKRAINIAN.encode()
    read_or_refuse(data[:at] + there + data[at + gone :])
