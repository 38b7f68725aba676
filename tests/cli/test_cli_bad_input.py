"""Files that cannot be taken in: a message names file, row and field, and nothing has changed."""

from __future__ import annotations

import csv
import io
import time
import zipfile

import openpyxl
import pytest
from cli_running import stored

GOOD = {
    "id": "bad-1",
    "kind": "count",
    "exchange": "E250614R",
    "from": "RU",
    "to": "UA",
    "category": "remains",
    "quantity": "1,200",
    "speaker": "KSH",
    "source": "seed",
    "said_on": "2025-06-14",
}


def table(tmp_path, *rows, name="broken.csv"):
    file = tmp_path / name
    text = io.StringIO()
    writer = csv.DictWriter(text, [*GOOD, "speaker_name", "speaker_voice"])
    writer.writeheader()
    writer.writerows([{**GOOD, "id": f"row-{number}", **row} for number, row in enumerate(rows)])
    file.write_text(text.getvalue(), "utf-8")
    return file


@pytest.fixture
def refused(demo):
    """Takes a file in, sees that it is refused and that nothing changed; gives what was said."""

    def take(file):
        before = stored()
        done = demo("record", "import", file)
        assert done.code == 1
        assert done.out == ""
        assert "Traceback" not in done.err
        assert "Nothing was taken in; the record is as it was." in done.err
        assert file.name in done.err
        assert stored() == before
        return done.err

    return take


@pytest.mark.parametrize(
    ("broken", "field", "because"),
    [
        ({"quantity": "-5"}, "quantity", "-5"),
        ({"quantity": "twelvish or so"}, "quantity", "twelvish"),
        ({"said_on": "2025-02-30"}, "said_on", "2025-02-30"),
        ({"said_on": "yesterday"}, "said_on", "yesterday"),
        ({"said_on": "2999-01-01"}, "said_on", "not come yet"),
        ({"from": "ATLANTIS"}, "from", "ATLANTIS"),
        ({"category": "ghosts"}, "category", "ghosts"),
        ({"kind": "rumour"}, "kind", "rumour"),
        ({"speaker": "NOBODY"}, "speaker", "NOBODY"),
        ({"source": "nowhere"}, "source", "nowhere"),
        ({"exchange": "E999999"}, "exchange", "E999999"),
        ({"id": "=HYPERLINK(1)"}, "id", ""),
        ({"quantity": "=1+1"}, "quantity", "formula"),
    ],
)  # fmt: skip
def test_a_broken_field_is_named_with_its_row(refused, tmp_path, broken, field, because):
    told = refused(table(tmp_path, {}, broken, {}))
    assert f"broken.csv, row 3, field {field}:" in told
    assert because in told


def test_every_broken_row_is_listed_and_no_good_one_comes_in(refused, tmp_path):
    told = refused(table(tmp_path, {"quantity": "-1"}, {}, {"to": "ATLANTIS"}, {"kind": "rumour"}))
    assert "row 2, field quantity" in told
    assert "row 3" not in told
    assert "row 4, field to" in told
    assert "row 5, field kind" in told


def test_a_table_never_invents_a_party(refused, tmp_path):
    told = refused(table(tmp_path, {"speaker": "NEW", "speaker_name": "New office", "from": "ZZ",
                                    "speaker_voice": "party"}))  # fmt: skip
    assert "row 2" in told
    assert "field from" in told


def test_a_row_with_too_many_cells(refused, tmp_path):
    file = table(tmp_path, {}, {})
    file.write_text(file.read_text("utf-8") + "one,two" + ",x" * 40 + "\n", "utf-8")
    assert "broken.csv, row 4" in refused(file)


def test_broken_yaml_names_the_line(refused, tmp_path):
    file = tmp_path / "broken.yaml"
    file.write_text("format: repatria-statements/1\nstatements:\n- {id: [}\n", "utf-8")
    assert "broken.yaml, row 3" in refused(file)


def test_a_file_of_another_format_and_no_file_at_all(refused, tmp_path):
    file = tmp_path / "picture.yaml"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    refused(file)
    refused(tmp_path / "not-there.csv")


def test_ten_million_rows_are_refused_by_their_size(refused, tmp_path):
    file = tmp_path / "huge.csv"
    with file.open("w") as stream:
        stream.write("id,kind\n")
        for _ in range(1000):
            stream.write("an-id-of-a-row,count\n" * 10_000)
    began = time.monotonic()
    told = refused(file)
    assert time.monotonic() - began < 10
    assert "huge.csv" in told
    assert "split it" in told


def test_ten_million_short_rows_are_refused_by_their_number(refused, tmp_path):
    file = tmp_path / "short.csv"
    with file.open("w") as stream:
        stream.write("id,kind\n")
        for _ in range(1000):
            stream.write("a,b\n" * 10_000)
    began = time.monotonic()
    told = refused(file)
    assert time.monotonic() - began < 10
    assert "short.csv" in told


def test_a_zip_bomb(refused, tmp_path):
    file = tmp_path / "bomb.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(list(GOOD))
    workbook.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet9.xml", b"\0" * 300_000_000)
    began = time.monotonic()
    assert "bomb.xlsx" in refused(file)
    assert time.monotonic() - began < 10


def test_a_formula_in_a_workbook(refused, tmp_path):
    file = tmp_path / "formula.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(list(GOOD))
    workbook.active.append(list({**GOOD, "quantity": "=600*2"}.values()))
    workbook.save(file)
    told = refused(file)
    assert "formula.xlsx, row 2, field quantity" in told
    assert "formula" in told


def test_a_dry_run_tells_the_same(demo, tmp_path):
    file = table(tmp_path, {"quantity": "-5"})
    assert demo("record", "import", file).err == demo("record", "import", file, "--dry-run").err
