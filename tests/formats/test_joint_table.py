"""The pairs of a joint assignment, read from the table that the command writes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.formats.formulas import guard
from repatria.formats.joint_table import ToldPair, read_joint
from repatria.kinship.joint.pairing import probability

HEAD = "# Proposals\n# posterior: what it is, in words\n"
GOOD = f"{HEAD}samples,family,missing,posterior,low\nB-1+B-2,F-1,M,0.97,0.96\nB-3,F-2,N,1,1\n"
fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "joint.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_joint(path).value

    return reading


def test_the_head_is_passed_over_and_samples_are_parted(read):
    assert read(GOOD) == (
        ToldPair(("B-1", "B-2"), "F-1", "M", 0.97),
        ToldPair(("B-3",), "F-2", "N", 1.0),
    )


def test_a_guarded_code_is_read_as_it_was(read):
    text = f"{HEAD}samples,family,missing,posterior\n{guard('-B1')},{guard('=F')},M,0.5\n"
    assert read(text) == (ToldPair(("-B1",), "=F", "M", 0.5),)


@given(st.floats(0, 1))
def test_a_posterior_is_read_as_it_was_told(value):
    told = probability(value)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "joint.csv"
        path.write_text(f"samples,family,missing,posterior\nB,F,M,{told}\n")
        (pair,) = read_joint(path).value
    assert pair.posterior <= max(value, 0.99) + 1e-12
    assert 1 - pair.posterior == pytest.approx(
        1 - value, rel=0.11, abs=1.1e-12 + 0.005 * (value < 1)
    )


@pytest.mark.parametrize(
    ("row", "number", "field", "told"),
    [
        ("B,F,M,likely", 4, "posterior", "“likely” is no probability"),
        ("B,F,M,1.2", 4, "posterior", "“1.2” is no probability"),
        ("B,F,M,nan", 4, "posterior", "“nan” is no probability"),
        ("+,F,M,0.5", 4, "samples", "this field is required"),
        ("B,F,M,0,5", 4, "", "5 cells stand under 4 column names"),
    ],
)
def test_every_fault_is_told_by_row_and_field(read, row, number, field, told):
    with pytest.raises(InputError) as caught:
        read(f"{HEAD}samples,family,missing,posterior\n{row}\n")
    (problem,) = caught.value.problems
    assert (problem.row, problem.field) == (number, field)
    assert told in problem.message


def test_a_column_that_is_missing_is_named_by_its_row(read):
    with pytest.raises(InputError) as caught:
        read(f"{HEAD}samples,family,missing\nB,F,M\n")
    (problem,) = caught.value.problems
    assert (problem.row, problem.field) == (3, "posterior")


@fuzz
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.integers(0, 90)
)
def test_whatever_is_no_such_table_is_an_input_error(noise, at):
    data = GOOD.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "joint.csv"
        for content in (noise, data[:at] + noise + data[at:]):
            path.write_bytes(content)
            try:
                read_joint(path)
            except InputError:
                continue
