"""Who is whom where it is known: the truth of a campaign, or a table of two columns."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.formats.person_truth import KnownPerson, read_truth

GOOD = "Sample,Person,Origin,Family\nB-1,F-1-M,family,F-1\nB-2,P-7,no family,\n"
fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "truth.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_truth(path).value

    return reading


def test_each_sample_has_its_person_and_family(read):
    assert read(GOOD) == {"B-1": KnownPerson("F-1-M", "F-1"), "B-2": KnownPerson("P-7")}


def test_two_columns_in_any_case_and_order_are_enough(read):
    assert read("person;SAMPLE\nAnn;B-1\n") == {"B-1": KnownPerson("Ann")}


def test_a_person_without_a_family_is_that_missing_person_of_any():
    assert KnownPerson("M").is_missing("M", "F-1")
    assert KnownPerson("M", "F-1").is_missing("M", "F-1")
    assert not KnownPerson("M", "F-2").is_missing("M", "F-1")
    assert not KnownPerson("N").is_missing("M", "F-1")


@pytest.mark.parametrize(
    ("text", "row", "field", "told"),
    [
        ("Sample,Who\nB-1,M\n", 1, "person", "the column is missing"),
        ("Code,Person\nB-1,M\n", 1, "sample", "the column is missing"),
        ("Sample,Person\nB-1,\n", 2, "person", "this field is required"),
        ("Sample,Person\n,M\n", 2, "sample", "this field is required"),
        ("Sample,Person\nB-1,M\nB-1,N\n", 3, "sample", "B-1 stands twice"),
        ("Sample,Person\nB-1,M,N\n", 2, "", "3 cells stand under 2 column names"),
    ],
)
def test_every_fault_is_told_by_row_and_field(read, text, row, field, told):
    with pytest.raises(InputError) as caught:
        read(text)
    (problem,) = [each for each in caught.value.problems if told in each.message]
    assert (problem.file, problem.row, problem.field) == ("truth.csv", row, field)


@fuzz
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.integers(0, 60)
)
def test_whatever_is_no_such_table_is_an_input_error(noise, at):
    data = GOOD.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "truth.csv"
        for content in (noise, data[:at] + noise + data[at:]):
            path.write_bytes(content)
            try:
                read_truth(path)
            except InputError:
                continue
