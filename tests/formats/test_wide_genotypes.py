"""Wide tables: leading columns, the notation of a cell, commas, and the way out and back."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, ValueProblem
from repatria.formats.genotypes import SampleRow, read_genotypes
from repatria.formats.reading import Read
from repatria.formats.wide_genotypes import LEADING
from repatria.formats.wide_genotypes_write import genotype_cell, write_wide_genotypes
from repatria.kinship.alleles import ladder_order
from repatria.kinship.known_markers import AUTOSOMAL, X_LINKED, Y_LINKED
from repatria.kinship.profile import Observation, Profile, Reading, observed

GOOD = Path(__file__).parent / "good"


def reading(
    tmp_path: Path, *lines: str, remains: bool = False, encoding: str = "utf-8"
) -> Read[tuple[SampleRow, ...]]:
    path = tmp_path / "table.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return read_genotypes(path, remains=remains)


def cells(tmp_path: Path, *written: str, remains: bool = False) -> list[Observation]:
    """The observations of TH01 cells, one sample a cell."""
    lines = [f"S{n};{cell}" for n, cell in enumerate(written)]
    found = reading(tmp_path, "Sample;TH01", *lines, remains=remains)
    return [row.profile.observations["TH01"] for row in found.value]


def test_the_table_of_families_keeps_what_stands_beside_the_alleles() -> None:
    rows = read_genotypes(GOOD / "wide_families.csv", remains=False).value
    assert [
        (row.row, row.family, row.profile.sample, row.relationship, row.sex) for row in rows
    ] == [
        (2, "Р-1", "М-101", "мати", "ж"),
        (3, "Р-1", "Б-102", "батько", "ч"),
        (4, "Р-2", "С-201", "сестра", "ж"),
    ]
    told = [{name: str(seen) for name, seen in row.profile.observations.items()} for row in rows]
    assert told == [
        {"AMEL": "X/X", "D3S1358": "15/17", "TH01": "9.3/9.3", "Penta D": "9/12"},
        {"AMEL": "X/Y", "D3S1358": "16/16", "TH01": "6/9.3"},
        {"AMEL": "X/X", "D3S1358": "14/17", "TH01": "7/9", "Penta D": "2.2/13"},
    ]


def test_the_table_of_two_columns_a_marker() -> None:
    first, second = read_genotypes(GOOD / "wide_two_columns.txt", remains=True).value
    told = [{n: str(o) for n, o in row.profile.observations.items()} for row in (first, second)]
    assert told == [
        {"D3S1358": "15/17", "TH01": "9.3/(?)", "vWA": "14/14"},
        {"D3S1358": "16/(?)", "TH01": "6/9.3", "vWA": "14/16", "DYS389I": "13", "DYS389II": "29"},
    ]


@pytest.mark.parametrize(
    ("cell", "reference", "remains"),
    [
        ("6/7", "6/7", "6/7"),
        ("7 / 6", "6/7", "6/7"),
        ("6/6", "6/6", "6/6"),
        ("6", "6/6", "6/(?)"),
        ("6/", "6/6", "6/(?)"),
        ("6/-", "6/6", "6/(?)"),
        ("6/(?)", "6/(?)", "6/(?)"),
        ("6/?", "6/(?)", "6/(?)"),
        ("6/any", "6/any", "6/any"),
        ("6/OL", "6/any", "6/any"),
        ("6/none", "6", "6"),
        ("6/7/8", "6/7/8", "6/7/8"),
        ("6,9", "6/9", "6/9"),
    ],
)
def test_the_notation(tmp_path: Path, cell: str, reference: str, remains: str) -> None:
    assert [str(seen) for seen in cells(tmp_path, cell)] == [reference]
    assert [str(seen) for seen in cells(tmp_path, cell, remains=True)] == [remains]


@pytest.mark.parametrize(
    "cell", ["6-7", "6 7", "6/7/any", "any", "?", "six", "6//(?)", "1234", "-6"]
)
def test_what_is_no_notation_leaves_the_sample_out(tmp_path: Path, cell: str) -> None:
    found = reading(tmp_path, "Sample;TH01", f"S1;{cell}", "S2;6/7")
    assert [row.profile.sample for row in found.value] == ["S2"]
    assert [(note.row, note.field) for note in found.notes] == [(2, "sample S1, marker TH01")]


def test_with_a_stroke_a_comma_is_decimal(tmp_path: Path) -> None:
    assert [str(seen) for seen in cells(tmp_path, "6/9,3", "9,3", "6,7")] == [
        "6/9.3", "9.3/9.3", "6/7",
    ]  # fmt: skip


def test_with_a_point_a_comma_parts(tmp_path: Path) -> None:
    assert [str(seen) for seen in cells(tmp_path, "6,9.3", "9,3", "6,9,3")] == [
        "6/9.3", "3/9", "3/6/9",
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["9,3", "6,9,3", "2,2"])
def test_without_either_a_comma_is_asked_about(tmp_path: Path, cell: str) -> None:
    found = reading(tmp_path, "Sample;TH01", f"S1;{cell}", "S2;6,7")
    assert [row.profile.sample for row in found.value] == ["S2"]
    assert "two ways" in found.notes[0].message


def test_with_both_a_comma_is_asked_about(tmp_path: Path) -> None:
    found = reading(tmp_path, "Sample;TH01", "S1;9,3", "S2;6/9.3", "S3;6/9,3")
    assert [row.profile.sample for row in found.value] == ["S2", "S3"]
    assert "two ways" in found.notes[0].message


@pytest.mark.parametrize("head", ["TH01-1;TH01-3", "TH01-2;FGA", "TH01-1;FGA", "TH01;TH01-3"])
def test_a_lost_allele_column_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(InputError, match="row 1: the marker TH01 has no column numbered"):
        reading(tmp_path, f"Sample;{head}", "S1;6;7")


@pytest.mark.parametrize("head", ["TH01;TH01.1", "TH01;TH01-2", "TH01_1;THO1_2"])
def test_a_column_without_a_number_is_one_of_the_alleles(tmp_path: Path, head: str) -> None:
    (row,) = reading(tmp_path, f"Sample;{head}", "S1;6;9,3").value
    assert row.profile.observations["TH01"].alleles == ("6", "9.3")


def test_a_date_beside_the_markers_settles_no_comma(tmp_path: Path) -> None:
    lines = ("Sample;TH01;Taken", "S1;9,3;12.05.2025", "S2;6,7;1/2/2025")
    assert [row.profile.sample for row in reading(tmp_path, *lines).value] == ["S2"]


@pytest.mark.parametrize("sign", ["-", "_", ".", " ", " - ", " Allele "])
def test_two_columns_with_their_signs(tmp_path: Path, sign: str) -> None:
    head = f"Sample;TH01{sign}1;TH01{sign}2;Penta D{sign}1;Penta D{sign}2"
    found = reading(tmp_path, head, "S1;6;9,3;9;2.2")
    told = {name: str(seen) for name, seen in found.value[0].profile.observations.items()}
    assert told == {"TH01": "6/9.3", "Penta D": "2.2/9"}
    assert found.notes == ()


def test_columns_of_one_name_and_columns_apart_are_alleles_too(tmp_path: Path) -> None:
    found = reading(tmp_path, "Sample;TH01;FGA-2;TH01;FGA-1", "S1;7;21;6;20")
    told = {name: str(seen) for name, seen in found.value[0].profile.observations.items()}
    assert told == {"TH01": "6/7", "FGA": "20/21"}


def test_a_marker_whose_name_ends_in_a_figure_is_not_cut(tmp_path: Path) -> None:
    found = reading(tmp_path, "Sample;DYS389-1;DYS389-2;Y-GATA-H4", "S1;13;29;11")
    assert list(found.value[0].profile.observations) == ["DYS389I", "DYS389II", "Y-GATA-H4"]


@pytest.mark.parametrize(
    ("key", "alias"), [(key, alias) for key, names in LEADING.items() for alias in names]
)
def test_every_alias_of_a_leading_column_is_known(tmp_path: Path, key: str, alias: str) -> None:
    names = {"sample": "Sample", "family": "Family", "relationship": "Relation", "sex": "Sex"}
    names[key] = alias.upper()
    found = reading(tmp_path, ";".join(["TH01", *names.values()]), "6/7;s;f;r;x")
    (row,) = found.value
    assert (row.profile.sample, row.family, row.relationship, row.sex) == ("s", "f", "r", "x")
    assert found.notes == ()


def test_a_first_column_without_a_name_holds_the_samples(tmp_path: Path) -> None:
    assert reading(tmp_path, ";TH01", "S1;6/7").value[0].profile.sample == "S1"


def test_a_column_that_is_no_marker_is_told_where_it_holds_something(tmp_path: Path) -> None:
    found = reading(tmp_path, "Sample;TH01;Comment;Kit", "S1;6/7;;", "S2;6/7;seen;")
    assert [(note.row, note.field) for note in found.notes] == [(3, "sample S2, marker Comment")]


def test_two_rows_of_one_sample_are_one_where_they_agree(tmp_path: Path) -> None:
    lines = ("Sample;Relation;TH01;FGA", "S1;mother;6/7;", "S1;;6/7;20/21")
    (row,) = (found := reading(tmp_path, *lines)).value
    assert (row.row, row.relationship, list(row.profile.observations)) == (
        2,
        "mother",
        ["TH01", "FGA"],
    )
    assert [note.message for note in found.notes] == [
        "TH01: read more than once and the same each time"
    ]


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf", "Co", "Cn")), max_size=6
) | st.sampled_from(["=1+1", "'=x", "@a", "-5", "a;b", 'a"b', "мати", "a\nb", "OL", "15/17"])
NUMBERS = st.builds(
    lambda whole, part: f"{whole}.{part}" if part else str(whole),
    st.integers(1, 40),
    st.integers(0, 4),
)


@st.composite
def observations(draw: st.DrawFn, *, y: bool = False) -> Observation:
    """Any reading that the readers can make."""
    kind = draw(st.sampled_from(["pair", "single", "known", "off", "one", "review", "off review"]))
    found = draw(st.lists(NUMBERS, min_size=4, max_size=4, unique=True))
    if kind == "one" or (y and kind in ("pair", "single")):
        return Observation((found[0],), Reading.GENOTYPE)
    if kind == "single":
        return Observation((found[0],), Reading.SINGLE)
    if kind == "known":
        return Observation((found[0],), Reading.ONE_KNOWN)
    several = {
        "pair": [found[0], draw(st.sampled_from(found))],
        "off": [found[0], "OL"],
        "review": found[: draw(st.integers(3, 4))],
        "off review": [found[0], found[1], "OL"],
    }[kind]
    made = observed(several)
    assert made is not None
    return made


@st.composite
def tables(draw: st.DrawFn) -> list[SampleRow]:
    markers = draw(
        st.lists(
            st.sampled_from([*AUTOSOMAL, *X_LINKED, *Y_LINKED]), min_size=1, max_size=5, unique=True
        )
    )
    names = draw(st.lists(WORDS.filter(bool), min_size=1, max_size=4, unique=True))
    rows = []
    for name in names:
        read = draw(st.lists(st.sampled_from(markers), min_size=1, unique=True))
        held = {each: draw(observations(y=each in Y_LINKED)) for each in read}
        if draw(st.booleans()):
            held["AMEL"] = draw(
                st.sampled_from(
                    [
                        Observation(("X", "X"), Reading.GENOTYPE),
                        Observation(("X", "Y"), Reading.GENOTYPE),
                        Observation(("X",), Reading.SINGLE),
                        Observation(("Y",), Reading.SINGLE),
                    ]
                )
            )
        texts = [draw(WORDS) for _ in range(3)]
        rows.append(SampleRow(Profile(name, held), 0, *texts))
    return rows


@settings(deadline=None, max_examples=150)
@given(tables(), st.booleans())
def test_a_written_table_reads_back_the_same(rows: list[SampleRow], remains: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_bytes("".join(write_wide_genotypes(rows)).encode("utf-8"))
        back = read_genotypes(path, remains=remains).value
    assert [replace(row, row=0, profile=rows[0].profile) for row in back] == [
        replace(row, profile=rows[0].profile) for row in rows
    ]
    for row, was in zip(back, rows, strict=True):
        assert row.profile.sample == was.profile.sample
        assert dict(row.profile.observations) == dict(was.profile.observations)
        assert row.profile.remains is remains


def one(marker: str = "TH01", **texts: str) -> SampleRow:
    profile = Profile(
        texts.pop("sample", "S1"), {marker: Observation(("6", "7"), Reading.GENOTYPE)}
    )
    return SampleRow(profile, 0, **texts)


def test_the_file_has_a_mark_its_line_ends_and_no_formula() -> None:
    text = "".join(write_wide_genotypes([one(sample="=2+2", relationship="@mother")]))
    assert text.startswith("\ufeffFamily,Sample,Relationship,Sex,TH01\r\n")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 2
    for record in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "@", "+", "-")) for cell in record)


def test_nothing_written_is_a_bare_allele_that_remains_would_read_otherwise() -> None:
    for reading in (Reading.SINGLE, Reading.ONE_KNOWN, Reading.GENOTYPE):
        assert "/" in genotype_cell("TH01", Observation(("6",), reading))
    assert genotype_cell("DYS391", Observation(("10",), Reading.GENOTYPE)) == "10"
    assert genotype_cell("DYS391", Observation(("10", "10"), Reading.GENOTYPE)) == "10/10"


def test_what_the_file_said_is_kept_where_it_can_be() -> None:
    kept = Observation(("6",), Reading.ONE_KNOWN, ("<4", "6"))
    other = Observation(("6",), Reading.ONE_KNOWN, ("6", "stutter?"))
    assert genotype_cell("TH01", kept) == "<4/6"
    assert genotype_cell("TH01", other) == "6/any"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([one(), one()], "twice"),
        ([one(sample="")], "no name"),
        ([one(sample=" S1")], "space around"),
        ([one(family="F\r\n1")], "line end"),
        ([one(relationship="x\u202e")], "hidden"),
        ([one("THO1")], "write TH01"),
        ([one("ТН01")], "write TH01"),
        ([one("LAB 7 ")], "space around"),
        ([one("Sex")], "holds no marker"),
        ([one("Locus")], "holds no marker"),
        ([one("LAB7"), one("LAB-7", sample="S2")], "two spellings"),
    ],
)
def test_what_would_not_come_back_is_not_written(rows: list[SampleRow], told: str) -> None:
    with pytest.raises(ValueProblem, match=told):
        list(write_wide_genotypes(rows))


def test_a_reading_that_no_cell_says_is_refused_with_its_place() -> None:
    odd = Observation(("6", "6", "7"), Reading.REVIEW)
    with pytest.raises(ValueProblem, match="sample S1, marker TH01"):
        list(write_wide_genotypes([SampleRow(Profile("S1", {"TH01": odd}), 0)]))


def test_alleles_come_back_in_ladder_order(tmp_path: Path) -> None:
    for seen in cells(tmp_path, "10/9.3", "9/10/9.3"):
        assert list(seen.alleles) == sorted(seen.alleles, key=ladder_order)
