"""EMPOP files: what is read, what is left out with a note, what is refused, and the way back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from format_strategies import BROKEN, GOOD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.formats.empop import read_empop, write_empop
from repatria.formats.guards import Limits
from repatria.formats.reading import Read
from repatria.kinship.lineage.mitochondrial import (
    BITS,
    MtDifference,
    MtRange,
    MtSequence,
    reference,
)

NORTHLAND = GOOD / "empop" / "northland.emp"
WHOLE = NORTHLAND.read_bytes()
HEAD = "# Invented\n#! 16024-576\n"
fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

# File: line, place, what the message says.
DEFECTS: dict[str, tuple[int | None, str, str]] = {
    "deleted_insertion.emp": (3, "sample MT-01", "309.1DEL"),
    "no_base.emp": (3, "sample MT-01", "263J"),
    "no_count.emp": (3, "sample MT-01", "sample, haplogroup or ?, 1"),
    "no_grammar.emp": (3, "sample MT-01", "A263G"),
    "no_range.emp": (2, "sample MT-01", "which range was read"),
    "no_sample.emp": (None, "", "no sample"),
    "nul_byte.emp": (3, "", "NUL"),
    "outside_the_range.emp": (3, "sample MT-01", "750G"),
    "position_twice.emp": (3, "sample MT-01", "263G"),
    "range_in_words.emp": (2, "#!", "control"),
    "range_off_the_circle.emp": (2, "#!", "17000"),
    "reference_base_twice.emp": (3, "sample MT-01", "263G"),
    "sample_twice_otherwise.emp": (4, "sample MT-01", "twice"),
    "second_insertion_alone.emp": (3, "sample MT-01", "309.2C"),
    "too_few_columns.emp": (3, "sample MT-01", "sample, haplogroup or ?, 1"),
}


def reading(data: bytes | str, **limits: int) -> Read[tuple[MtSequence, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.emp")
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_empop(path, limits=Limits(**limits))


def test_samples_are_read_under_the_range_that_stands_before_them() -> None:
    read = read_empop(NORTHLAND)
    first, second, third, fourth = read.value
    assert first == MtSequence.read("MT-01", "16024-576", "16162G 16519C 73G 263G 315.1C", "H1a")
    assert second.haplogroup == ""
    assert MtDifference(249, 0, "") in second.differences
    assert third.differences == ()
    assert fourth.ranges == (MtRange(16024, 16365), MtRange(73, 340))


def test_a_count_that_does_not_fit_is_noted() -> None:
    (note,) = read_empop(NORTHLAND).notes
    assert (note.row, note.field) == (2, "")
    assert "N=3, but 4" in note.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings_as_they_occur(encoding: str) -> None:
    text = HEAD.replace("Invented", "Вигадано") + "Зразок\t?\t1\t263G\n"
    assert reading(text.encode(encoding)).value[0].sample == "Зразок"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_alike(ends: str) -> None:
    text = (HEAD + "MT-01\t?\t1\t263G\nMT-02\t?\t1\t263J\n").replace("\n", ends)
    read = reading(text)
    assert [each.sample for each in read.value] == ["MT-01"]
    assert read.notes[0].row == 4


def test_ranges_may_be_set_apart_by_signs_and_rows_by_spaces() -> None:
    (found,) = reading("#! 16024-16365; 73-340\nMT-01 H1 1 263G\n").value
    assert found.ranges == (MtRange(16024, 16365), MtRange(73, 340))


def test_the_base_of_the_reference_is_left_out_with_a_note() -> None:
    read = reading(HEAD + "MT-01\t?\t1\t73A\t263G\n")
    assert [str(each) for each in read.value[0].differences] == ["263G"]
    assert "73A" in read.notes[0].message


def test_one_bad_sample_is_left_out_and_the_rest_goes_on() -> None:
    read = reading(HEAD + "MT-01\t?\t1\t263G\nMT-02\t?\t1\t2630G\nMT-03\t?\t1\t73G\n")
    assert [each.sample for each in read.value] == ["MT-01", "MT-03"]
    (note,) = read.notes
    assert (note.row, note.field) == (4, "sample MT-02")
    assert "2630G" in note.message


def test_a_repeated_sample_is_taken_once_and_a_count_is_noted() -> None:
    read = reading(HEAD + "MT-01\t?\t1\t263G\nMT-01\t?\t1\t263G\nMT-02\t?\t7\t73G\n")
    assert [each.sample for each in read.value] == ["MT-01", "MT-02"]
    assert [note.row for note in read.notes] == [4, 5]


def test_every_broken_empop_file_is_in_the_table() -> None:
    assert sorted(path.name for path in (BROKEN / "empop").iterdir()) == sorted(DEFECTS)


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_broken_empop_file_is_refused_with_its_line(name: str) -> None:
    line, where, told = DEFECTS[name]
    with pytest.raises(InputError) as refused:
        read_empop(BROKEN / "empop" / name)
    found = [p for p in refused.value.problems if (p.row, p.field) == (line, where)]
    assert any(told in problem.message for problem in found)


@pytest.mark.parametrize("limits", [{"bytes": 10}, {"rows": 2}, {"cell": 12}])
def test_a_file_over_a_limit_is_refused(limits: dict[str, int]) -> None:
    with pytest.raises(InputError, match=r"larger|more than|longer"):
        reading(WHOLE, **limits)


@pytest.mark.parametrize("name", ["#1", "", "a\tb", "a\nb", " a"])
def test_a_name_that_no_line_can_hold_is_not_written(name: str) -> None:
    with pytest.raises(ValueProblem):
        write_empop([MtSequence.read(name, "16024-576", "")])


signs = st.characters(exclude_categories=("C", "Z"))
names = st.text(signs, min_size=1, max_size=12).filter(lambda name: not name.startswith("#"))
RANGES = [(MtRange(16024, 576),), (MtRange(16024, 16365), MtRange(73, 340)), (MtRange(1, 16569),)]


@st.composite
def sequences(draw: st.DrawFn, name: str) -> MtSequence:
    ranges = draw(st.sampled_from(RANGES))
    inside = [position for each in ranges for position in (each.start, each.end, *list(each)[:99])]
    found = []
    for position in draw(st.sets(st.sampled_from(inside), max_size=6)):
        base = draw(st.sampled_from(["", *BITS]))
        if base != reference()[position - 1]:
            found.append(MtDifference(position, 0, base))
        found += [
            MtDifference(position, number, draw(st.sampled_from(sorted(BITS))))
            for number in range(1, draw(st.integers(1, 3)))
        ]
    haplogroup = draw(names.filter(lambda text: text != "?") | st.just(""))
    return MtSequence(name, ranges, tuple(draw(st.permutations(found))), haplogroup)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_what_is_written_as_empop_is_read_back(data: st.DataObject) -> None:
    drawn = data.draw(st.lists(names, min_size=1, max_size=4, unique=True))
    made = tuple(data.draw(sequences(name)) for name in drawn)
    read = reading(write_empop(made, title="Invented"))
    assert read.value == made
    assert read.notes == ()


def read_or_refuse(data: bytes) -> None:
    refused: tuple[Problem, ...] = ()
    try:
        reading(data)
    except InputError as error:
        refused = error.problems or (Problem("", None, "", "refused without a reason"),)
    assert {problem.file for problem in refused} <= {"file.emp"}


PIECES = st.sampled_from(
    [b"", b"\t", b"\n", b"#!", b"#", b"DEL", b".", b"99999", b"-", b"\0", b"\xff\xfe", b"N=1e9"]
)


@fuzz
@given(st.data())
def test_a_damaged_empop_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = WHOLE
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        to = data.draw(st.integers(at, min(at + 30, len(whole))))
        piece = data.draw(st.one_of(st.binary(max_size=6), PIECES, st.just(whole[at:to] * 3)))
        whole = whole[:at] + piece + whole[to:]
    read_or_refuse(whole)


@fuzz
@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_empop_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@fuzz
@given(st.text(max_size=120))
def test_any_text_under_a_range_is_read_or_refused(text: str) -> None:
    read_or_refuse(HEAD.encode() + text.encode("utf-8", "surrogatepass"))
