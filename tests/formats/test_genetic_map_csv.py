"""A genetic map from a CSV: positions over those of another map, and every fault by row."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.formats.genetic_map_csv import read_genetic_map
from repatria.kinship.genetic_map import USUAL_KITS, GeneticMap
from repatria.kinship.known_markers import AUTOSOMAL

HEAD = "marker,chromosome,position\n"
fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.fixture
def read(tmp_path):
    def reading(text, under=USUAL_KITS):
        path = tmp_path / "map.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_genetic_map(path, under)

    return reading


def test_positions_stand_over_those_of_the_other_map(read):
    found = read(f"{HEAD}TPOX,2,3.5\nPENTA_D,21,50\nNEW1,X,10.25\n")
    assert found.position("TPOX") == 3.5
    assert found.position("Penta D") == 50
    assert (found.position("NEW1"), found.chromosome("NEW1")) == (10.25, "X")
    assert found.position("FGA") == USUAL_KITS.position("FGA")
    assert found.near == USUAL_KITS.near
    assert USUAL_KITS.position("TPOX") != 3.5


def test_columns_may_stand_in_any_order_with_semicolons_and_commas(read):
    found = read("Position;Marker;Chromosome;Note\n3,5;TPOX;2;mine\n")
    assert found.position("TPOX") == 3.5


@pytest.mark.parametrize(
    ("text", "row", "field", "told"),
    [
        ("marker,chromosome\nTPOX,2\n", 1, "position", "the column is missing"),
        (f"{HEAD}TPOX,2,far\n", 2, "position", "“far” is no number of centimorgans"),
        (f"{HEAD}TPOX,2,-1\n", 2, "position", "“-1” is no number of centimorgans"),
        (f"{HEAD}TPOX,2,nan\n", 2, "position", "“nan” is no number of centimorgans"),
        (f"{HEAD}TPOX,2,1e9\n", 2, "position", "“1e9” is no number of centimorgans"),
        (f"{HEAD}TPOX,2,\n", 2, "position", "“” is no number of centimorgans"),
        (f"{HEAD}TPOX,23,1\n", 2, "chromosome", "“23” is none of 1 to 22 and X"),
        (f"{HEAD}DYS391,Y,1\n", 2, "chromosome", "“Y” is none of 1 to 22 and X"),
        (f"{HEAD}TPOX,5,1\n", 2, "chromosome", "TPOX lies on 2, not on 5"),
        (f"{HEAD}TPOX,2,1\nTP0X,2,9\n", 3, "marker", "TPOX stands twice"),
        (f"{HEAD},2,1\n", 2, "marker", "this field is required"),
    ],
)
def test_what_is_wrong_names_file_row_and_field(read, text, row, field, told):
    with pytest.raises(InputError) as caught:
        read(text)
    assert [(each.file, each.row, each.field, each.message) for each in caught.value.problems] == [
        ("map.csv", row, field, told)
    ]


def test_every_fault_is_told_at_once(read):
    with pytest.raises(InputError) as caught:
        read(f"{HEAD}TPOX,2,far\nFGA,4,1\nvWA,99,2\n")
    assert [each.row for each in caught.value.problems] == [2, 4]


@given(st.dictionaries(st.sampled_from(sorted(AUTOSOMAL)), st.floats(0, 999), min_size=1))
def test_what_is_written_is_read(positions):
    lines = [f"{name},{AUTOSOMAL[name]},{value!r}" for name, value in positions.items()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.csv")
        path.write_text(HEAD + "\n".join(lines) + "\n")
        found = read_genetic_map(path, GeneticMap({}))
    assert dict(found.positions) == positions


@fuzz
@given(st.binary(max_size=200), st.sampled_from([b"", HEAD.encode(), f"{HEAD}TPOX,2,".encode()]))
def test_any_bytes_are_read_or_refused(data, before):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.csv")
        path.write_bytes(before + data)
        told = ()
        try:
            read_genetic_map(path, USUAL_KITS)
        except InputError as error:
            told = error.problems
        assert {problem.file for problem in told} <= {"map.csv"}
