"""The front door of genotype tables: encodings, limits, and every defect with its place."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.formats.genotype_table import ENCODINGS
from repatria.formats.genotypes import SampleRow, read_genotypes
from repatria.formats.guards import Limits
from repatria.kinship.marker import Marker
from repatria.kinship.population import Population

HERE = Path(__file__).parent
GOOD = HERE / "good"
BROKEN = HERE / "broken" / "genotypes"
PAGE = (HERE.parents[1] / "docs" / "formats" / "genotypes.md").read_text(encoding="utf-8")
TABLES = ("genemapper.txt", "wide_families.csv", "wide_two_columns.txt")

# Refused whole: row, field, and what the message says.
REFUSED: dict[str, tuple[int | None, str, str]] = {
    "several_marker_columns.txt": (1, "", "this is another export profile"),
    "no_second_allele_column.txt": (1, "", "no column Allele 2"),
    "allele_column_lost.txt": (1, "", "no column Allele 3"),
    "sample_column_twice.txt": (1, "", "stands twice"),
    "header_only.txt": (None, "", "no sample could be read"),
    "unclosed_quote.csv": (3, "", "the row cannot be read"),
    "one_numbered_column.csv": (1, "", "has no column numbered 2: an allele is lacking"),
    "numbered_column_twice.csv": (1, "", "has two columns of the same name"),
    "leading_column_twice.csv": (1, "", "stands twice"),
    "no_sample_column.csv": (1, "", "no column names the samples"),
    "no_known_marker.csv": (1, "", "no column is a marker that is known"),
    "no_table.txt": (1, "", "no table: no tab, semicolon or comma"),
    "broken_utf8.txt": (3, "", "the text is broken UTF-8"),
    "nul_byte.txt": (2, "", "NUL byte"),
    "empty.txt": (None, "", "the file is empty"),
    "workbook.csv": (None, "", "this is a workbook"),
}
# The sample S1 is left out, and told; the rest is read.
LEFT_OUT: dict[str, tuple[int | None, str, str]] = {
    "rows_disagree.txt": (5, "sample S1, marker FGA", "(genotype), but"),
    "not_an_allele.txt": (4, "sample S1, marker FGA", "is not an allele; write 13, 9.3 or OL"),
    "sex_at_repeats.txt": (4, "sample S1, marker FGA", "is not an allele of this marker"),
    "repeats_at_amelogenin.txt": (4, "sample S1, marker AMEL", "is not an allele of this marker"),
    "cut_in_a_row.txt": (5, "sample S1", "the file ends in the middle of this row"),
    "empty_profile.txt": (4, "sample S1", "no marker was read"),
    "row_without_sample.txt": (4, "", "the row names no sample"),
    "hidden_sign_in_sample.txt": (4, "sample S1\\u202e", "a hidden character (U+202E)"),
    "decimal_comma_without_quotes.csv": (3, "sample S1", "a decimal comma needs quotes around it"),
    "comma_in_two_ways.csv": (3, "sample S1, marker TH01", "can be read in two ways"),
    "relationship_disagrees.csv": (4, "sample S1", "relationship “brother”, but “son” in line 3"),
    "cell_under_no_name.csv": (3, "sample S1", "a cell stands under no column name"),
}
# Everything is read, and something is told of S1.
NOTED: dict[str, tuple[int | None, str, str]] = {
    "unknown_marker.txt": (5, "sample S1, marker D99S9999", "this is no marker that is known"),
    "more_than_two_alleles.txt": (4, "sample S1", "more than two alleles; for review"),
    "off_ladder.txt": (4, "sample S1", "off the ladder at FGA: 1 in all"),
    "two_alleles_of_one_copy.txt": (4, "sample S1", "two alleles where a man has one copy"),
    "shorter_rows.txt": (4, "sample S1", "the row is shorter than the header"),
}


def samples(rows: tuple[SampleRow, ...]) -> list[str]:
    return [row.profile.sample for row in rows]


def told_at(problems: tuple[Problem, ...], file: str, row: int | None, field: str) -> list[str]:
    assert {problem.file for problem in problems} <= {file}
    return [each.message for each in problems if (each.row, each.field) == (row, field)]


def test_every_broken_file_is_in_a_table() -> None:
    assert sorted(path.name for path in BROKEN.iterdir()) == sorted([*REFUSED, *LEFT_OUT, *NOTED])


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_file_that_is_no_table_is_refused_with_its_place(name: str) -> None:
    row, field, told = REFUSED[name]
    with pytest.raises(InputError) as refused:
        read_genotypes(BROKEN / name, remains=False)
    assert any(told in each for each in told_at(refused.value.problems, name, row, field))


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_a_sample_that_cannot_be_read_is_left_out_and_the_rest_goes_on(name: str) -> None:
    row, field, told = LEFT_OUT[name]
    read = read_genotypes(BROKEN / name, remains=False)
    assert samples(read.value) == ["S9"]
    assert any(told in each for each in told_at(read.notes, name, row, field))
    assert any("left out" in note.message for note in read.notes)


@pytest.mark.parametrize("name", sorted(NOTED))
def test_what_is_taken_otherwise_than_written_is_told(name: str) -> None:
    row, field, told = NOTED[name]
    read = read_genotypes(BROKEN / name, remains=False)
    assert samples(read.value) == ["S9", "S1"]
    assert [told in each for each in told_at(read.notes, name, row, field)] == [True]
    assert len(read.notes) == 1


@pytest.mark.parametrize(
    "told",
    sorted({told for _, _, told in (*REFUSED.values(), *LEFT_OUT.values(), *NOTED.values())}),
)
def test_every_message_is_documented(told: str) -> None:
    general = re.sub("“[^”]*”", "“…”", told)
    general = re.sub(r"FGA: 1 in all|Allele \d|line \d|relationship|(?<=numbered )\d", "…", general)
    assert general in PAGE


@pytest.mark.parametrize("name", TABLES)
def test_the_digest_is_that_of_the_bytes(name: str) -> None:
    read = read_genotypes(GOOD / name, remains=False)
    assert read.sha256 == hashlib.sha256((GOOD / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_same_table_in_any_encoding_and_delimiter_is_the_same(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [
        ["Родина", "Зразок", "Родство", "D3S1358", "TH01"],
        ["Ф1", "Проба-1", "мати", "15/17", "6/9.3"],
        ["Ф1", "Проба-2", "батько", "14/14", "7/7"],
    ]
    path = tmp_path / "table.txt"
    path.write_bytes("\n".join(delimiter.join(line) for line in lines).encode(encoding))
    first, second = (read := read_genotypes(path, remains=False)).value
    assert (first.family, first.profile.sample, first.relationship) == ("Ф1", "Проба-1", "мати")
    assert first.profile.observations["TH01"].alleles == ("6", "9.3")
    assert second.profile.observations["D3S1358"].alleles == ("14", "14")
    assert [note.message[:14] for note in read.notes] == ["read as cp1251"] * (encoding == "cp1251")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1_is_read_when_it_is_asked_for_and_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("Sample;Relation;TH01\nJosé;mère;6/7\n".encode(encoding))
    asked = read_genotypes(path, remains=False, encoding=encoding)
    assert (asked.value[0].profile.sample, asked.value[0].relationship) == ("José", "mère")
    assert [note.message for note in asked.notes] == [f"read as {encoding}, as asked"]
    guessed = read_genotypes(path, remains=False)
    assert guessed.value[0].profile.sample != "José"
    assert "cp1251" in guessed.notes[0].message


def test_a_wrong_encoding_is_refused_with_its_line_and_an_unknown_one_at_once(
    tmp_path: Path,
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("Sample;TH01\nЗ1;6/7\n".encode("cp1251"))
    with pytest.raises(InputError, match="row 2: the text is not utf-8"):
        read_genotypes(path, remains=False, encoding="utf-8")
    with pytest.raises(ValueProblem, match="no encoding “ebcdic”"):
        read_genotypes(path, remains=False, encoding="ebcdic")
    assert all(f"`{name}`" in PAGE for name in ENCODINGS)


def test_a_marker_of_the_population_alone_is_taken_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Sample;TH01;LAB7;LAB8\nS1;6/7;3/4;5/6\nS2;6/7;3/4;5/6\n", encoding="utf-8")
    population = Population.of("Northland", [Marker.of("LAB-7", {"3": 0.5, "4": 0.5})])
    read = read_genotypes(path, remains=False, population=population)
    assert list(read.value[0].profile.observations) == ["TH01", "LAB-7"]
    assert [(note.row, note.field) for note in read.notes] == [(2, "sample S1, marker LAB8")]
    assert "nor one of the population Northland" in read.notes[0].message
    assert "in 1 more rows" in read.notes[0].message


def test_an_allele_that_the_population_lacks_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Sample;TH01\nS1;6/15.1\n", encoding="utf-8")
    population = Population.of("Northland", [Marker.of("TH01", {"6": 0.5, "7": 0.5})])
    read = read_genotypes(path, remains=False, population=population)
    assert read.value[0].profile.observations["TH01"].alleles == ("6", "15.1")
    assert read.notes == ()


def test_dropout_and_kind_go_into_the_profiles() -> None:
    read = read_genotypes(GOOD / "genemapper.txt", remains=True, dropout=0.1)
    assert {(row.profile.remains, row.profile.dropout) for row in read.value} == {(True, 0.1)}
    with pytest.raises(ValueProblem, match="dropout"):
        read_genotypes(GOOD / "genemapper.txt", remains=True, dropout=1.0)


def test_whom_a_family_looks_for_is_kept_without_an_allele(tmp_path: Path) -> None:
    path = tmp_path / "family.csv"
    path.write_text(
        "Family,Relationship,Sample,TH01\nF1,missing person,M1,\nF1,mother,R1,6/9.3\n", "utf-8"
    )
    read = read_genotypes(path, remains=False)
    assert [(row.profile.sample, len(row.profile.observations)) for row in read.value] == [
        ("M1", 0),
        ("R1", 1),
    ]
    assert read.notes == ()


def test_limits_refuse_whole() -> None:
    with pytest.raises(InputError, match="more than 3 rows"):
        read_genotypes(GOOD / "genemapper.txt", remains=False, limits=Limits(rows=3))
    with pytest.raises(InputError, match="more than 5 columns"):
        read_genotypes(GOOD / "genemapper.txt", remains=False, limits=Limits(columns=5))


SIGNS = ["", "\n", "\t", ";", ",", '"', "/", "OL", "9,3", "\0", "Ї", "'=1", "\u202e", "999", "(?)"]
PIECES = st.sampled_from([sign.encode() for sign in SIGNS] + [b"\xff", b"\xfe\xff"])
fuzz = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(at + 40, len(data))))
        piece = draw(st.one_of(st.binary(max_size=6), PIECES, st.just(data[at:to] * 3)))
        data = data[:at] + piece + data[to:]
    return data


def read_or_refuse(data: bytes, encoding: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.txt")
        path.write_bytes(data)
        refused: tuple[Problem, ...] = (Problem("", None, "", "refused without a reason"),)
        rows: tuple[SampleRow, ...] = ()
        try:
            rows = read_genotypes(path, remains=False, encoding=encoding).value
        except InputError as error:
            refused = error.problems
    assert rows or {problem.file for problem in refused} == {"table.txt"}
    assert all(row.profile.observations or row.family for row in rows)


@pytest.mark.parametrize("name", TABLES)
@fuzz
@given(st.data())
def test_a_damaged_table_is_read_or_refused(name: str, data: st.DataObject) -> None:
    read_or_refuse(data.draw(mutations((GOOD / name).read_bytes())))


@fuzz
@given(st.binary(max_size=200), st.sampled_from([None, *ENCODINGS]))
def test_any_bytes_are_read_or_refused(data: bytes, encoding: str | None) -> None:
    read_or_refuse(data, encoding)


@pytest.mark.parametrize("head", ["Sample;TH01;AMEL;", "Sample Name\tMarker\tAllele 1\tAllele 2"])
@fuzz
@given(st.text(max_size=80))
def test_any_text_under_a_good_head_is_read_or_refused(head: str, text: str) -> None:
    read_or_refuse(f"{head}\n{text}".encode("utf-8", "surrogatepass"))


@fuzz
@given(st.data())
def test_a_table_cut_short_never_loses_a_second_allele(data: st.DataObject) -> None:
    """What is read of a table cut inside a row is what the whole table says, or less."""
    whole = (GOOD / "genemapper.txt").read_bytes()
    whole_rows = read_genotypes(GOOD / "genemapper.txt", remains=False).value
    held = {row.profile.sample: row.profile.observations for row in whole_rows}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.txt")
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
        try:
            rows = read_genotypes(path, remains=False).value
        except InputError:
            return
    for row in rows:
        for marker, seen in row.profile.observations.items():
            assert held[row.profile.sample][marker] == seen


@pytest.mark.parametrize("kind", ["genemapper", "wide"])
def test_the_examples_of_the_page_are_read(tmp_path: Path, kind: str) -> None:
    example = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    path = tmp_path / "table.txt"
    path.write_text(example[1], encoding="utf-8")
    read = read_genotypes(path, remains=False)
    assert read.notes == ()
    assert read.value[0].profile.observations["TH01"].alleles == ("6", "9.3")
