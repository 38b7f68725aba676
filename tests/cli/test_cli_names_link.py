"""`repatria names link` and `names chart`: lists in, proposals out, and a chart of any pair."""

from __future__ import annotations

import csv
import json
from itertools import product

import pytest
from cli_running import Outcome
from defusedxml.ElementTree import fromstring
from typer.testing import CliRunner

from repatria.base.canonical import canonical_bytes
from repatria.cli.main import app
from repatria.names.linking import preparing, scoring
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.gates import GATES

OURS = """№;ПІБ;Дата народження;Частина;Місце народження
1;Коваленко Сергій Олександрович;14.06.1987;А1234;м. Полтава
2;Жолнерчик Андрій Петрович;02.02.1990;А1234;м. Полтава
3;Шевчук М. І.;1985;А0501;
4;Бойко Олена Ігорівна;31.02.1991;;
5;Ткаченко Олег;;;
"""
THEIRS = """id,name,age,birth,unit,birthplace
a,Сергей КОВАЛЕНКО,,1987-06-14,А1234,Полтава
b,Богдан Петрович Жолнерчик,,1993,А1234,Полтава
c,Николай Иванович Шевчук,40,,,
=1+1,Oleh Tkachenko,,,@SUM(A1),
e,Yurii Melnyk,,1970,А7777,
"""
ORDERS = ("--order", "surname-first", "--order", "surname-last")
OPTIONS = (*ORDERS, "--dated", "2025-06-14")
RESULTS = ("pairs.csv", "held-back.csv", "notes.csv", "model.json", "link.json")


def names(*arguments: object) -> Outcome:
    result = CliRunner().invoke(app, ["names", *map(str, arguments)], env={"COLUMNS": "200"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


def link(home, *files, out="out", options=OPTIONS, runner="serial"):
    return names("link", *files, "--out", home / out, "--runner", runner, *options)


def written(home, **lists):
    for name, text in lists.items():
        (home / f"{name}.csv").write_text(text, "utf-8")
    return [home / f"{name}.csv" for name in lists]


def results(folder):
    return {name: (folder / name).read_bytes() for name in RESULTS}


def rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def pairs(folder, name="pairs.csv"):
    return [(row["first"], row["second"]) for row in rows(folder, name)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A finished linking of two lists in `out`, which no test changes."""
    home = tmp_path_factory.mktemp("linking")
    done = link(home, *written(home, ours=OURS, theirs=THEIRS))
    assert done.code == 0, done.err
    (home / "told.txt").write_text(done.out, "utf-8")
    return home


@pytest.fixture
def lists(home):
    return [home / "ours.csv", home / "theirs.csv"]


def test_one_man_is_proposed_and_two_are_held_back(home):
    assert set(pairs(home / "out")) == {("1", "a"), ("3", "c"), ("5", "'=1+1")}
    (brothers,) = rows(home / "out", "held-back.csv")
    assert (brothers["first"], brothers["second"], brothers["given"]) == ("2", "b", "contradicted")
    assert brothers["held_back"] in {gate.why for gate in GATES}


def test_a_line_tells_cells_levels_bits_and_a_probability(home):
    row = rows(home / "out", "pairs.csv")[0]
    assert (row["first_name"], row["second_name"]) == (
        "Коваленко Сергій Олександрович", "Сергей КОВАЛЕНКО",
    )  # fmt: skip
    assert (row["first_birth"], row["second_birth"]) == ("14.06.1987", "1987-06-14")
    levels = {name: row[name] for name in ("surname", "given", "patronymic", "birth", "rank")}
    assert list(levels.values()) == ["same", "variant", "absent", "same", "absent"]
    assert (row["patronymic_bits"], row["rank_bits"]) == ("+0.0", "+0.0")
    assert float(row["birth_bits"]) > 0
    assert float(row["weight"]) >= 3
    assert 0.9 < float(row["probability"]) < 1


def test_the_weightiest_pairs_stand_first(home):
    weights = [float(row["weight"]) for row in rows(home / "out", "pairs.csv")]
    assert weights == sorted(weights, reverse=True)


def test_what_could_not_be_read_is_told_by_file_and_line(home):
    (note,) = rows(home / "out", "notes.csv")
    assert (note["file"], note["line"], note["field"]) == ("ours.csv", "5", "birth")
    assert "31.02.1991" in note["message"]
    told = (home / "told.txt").read_text("utf-8")
    assert "ours.csv: 5 rows; 1 notes" in told
    assert "too short to train weights on" in told
    assert "3 pairs weigh 5 bits or more and are proposed; 1 more are held back" in told


def test_the_report_says_what_was_linked_and_how(home):
    data = (home / "out" / "link.json").read_bytes()
    tree = json.loads(data)
    assert data == canonical_bytes(tree) + b"\n"
    assert [each["order"] for each in tree["lists"]] == ["surname-first", "surname-last"]
    assert {each["dated"] for each in tree["lists"]} == {"2025-06-14"}
    assert all(len(each["sha256"]) == 64 for each in tree["lists"])
    assert (tree["pairs.csv"], tree["held-back.csv"], tree["notes"]) == (3, 1, 1)
    assert tree["options"] == {"--threshold": "5.0", "--seed": 1}
    assert not (home / "out" / "run").exists()


def test_no_cell_runs_as_a_formula_in_a_sheet(home):
    for name in ("pairs.csv", "held-back.csv", "notes.csv"):
        for row in rows(home / "out", name):
            for cell in row.values():
                assert cell[:1] not in {"=", "@"}
                assert cell[:1] not in {"+", "-"} or float(cell) is not None
    (row,) = [row for row in rows(home / "out", "pairs.csv") if row["first"] == "5"]
    assert (row["second"], row["second_unit"]) == ("'=1+1", "'@SUM(A1)")


def test_the_threshold_decides_what_is_proposed(home, lists):
    done = link(home, *lists, out="strict", options=(*OPTIONS, "--threshold", "200"))
    assert done.code == 0, done.err
    assert (pairs(home / "strict"), pairs(home / "strict", "held-back.csv")) == ([], [])
    assert results(home / "strict")["notes.csv"] == results(home / "out")["notes.csv"]


def test_runners_give_the_same_bytes(home, lists):
    done = link(home, *lists, out="cores", runner="cores")
    assert done.code == 0, done.err
    assert results(home / "cores") == results(home / "out")


@pytest.mark.parametrize("stage", ["read_block", "weigh"])
def test_an_interrupted_run_goes_on_and_ends_the_same(home, lists, tmp_path, monkeypatch, stage):
    where = scoring if stage == "weigh" else preparing
    compute, counted = getattr(where, stage), []

    def called(shared, block, *, at):
        counted.append(block)
        if len(counted) == at:
            raise KeyboardInterrupt
        return compute(shared, block)

    def at(number):
        def patched(shared, block):
            return called(shared, block, at=number)

        # The name is part of what a run depends on.
        patched.__module__, patched.__qualname__ = compute.__module__, compute.__qualname__
        return patched

    monkeypatch.setattr(where, stage, at(1 if stage == "weigh" else 2))
    assert link(tmp_path, *lists).code == 130
    assert not (tmp_path / "out" / "pairs.csv").exists()
    counted.clear()
    monkeypatch.setattr(where, stage, at(0))
    assert link(tmp_path, *lists).code == 0
    assert len(counted) == 1
    assert results(tmp_path / "out") == results(home / "out")


def test_a_finished_folder_takes_the_same_lists_again_and_no_others(home, lists, tmp_path):
    assert link(tmp_path, *lists).code == 0
    before = results(tmp_path / "out")
    assert link(tmp_path, *lists).code == 0
    assert results(tmp_path / "out") == before == results(home / "out")
    (other,) = written(tmp_path, other=THEIRS.replace("1970", "1971"))
    for files, options in (
        ((lists[0], other), OPTIONS),
        (lists[::-1], ("--order", "surname-last", "--order", "surname-first", *OPTIONS[4:])),
        (lists, (*ORDERS, "--dated", "2025-06-15")),
    ):
        done = link(tmp_path, *files, options=options)
        assert (done.code, done.out) == (1, "")
        assert "the results of other lists are here" in done.err
    assert results(tmp_path / "out") == before


def test_one_list_is_searched_for_people_who_stand_in_it_twice(tmp_path):
    (only,) = written(
        tmp_path,
        only="id,surname,given,birth\n"
        "x,Коваленко,Сергій,14.06.1987\ny,Бойко,Іван,1990\nz,Kovalenko,Sergey,1987-06-14\n",
    )
    done = link(tmp_path, only, options=())
    assert done.code == 0, done.err
    assert pairs(tmp_path / "out") == [("x", "z")]
    assert not (tmp_path / "out" / "second.parquet").exists()
    one, other = (names("chart", tmp_path / "out", *ids) for ids in (("x", "z"), ("z", "x")))
    assert (one.code, one.out) == (0, other.out)
    same = names("chart", tmp_path / "out", "x", "x")
    assert (same.code, same.out) == (1, "")
    assert "one and the same row" in same.err


AGED = "id,name,age\n1,Бойко Іван,38\n"
WHOLE = "id,surname,given\n1,Бойко,Іван\n"


@pytest.mark.parametrize(
    ("texts", "options", "said"),
    [
        ([OURS], (), "ours.csv: names stand in one cell; say in which order, with --order"),
        ([OURS], ("--order", "columns"), "names stand in one cell; say in which order"),
        ([OURS], ("--order", "first"), "“first” is not an order of names; there are: surname-"),
        ([OURS, WHOLE], ("--order", "columns", "--order", "surname-last"), "ours.csv: names stand"),
        ([OURS], ORDERS, "--order is given 2 times for 1 files"),
        ([AGED], ORDERS[:2], "its ages need the day of the list, with --dated"),
        ([AGED], (*ORDERS[:2], "--dated", "2025"), "--dated takes a whole day, as 2025-06-14"),
        ([AGED], (*ORDERS[:2], "--dated", "soon"), "“soon”"),
        ([WHOLE] * 3, (), "one list is searched for people who stand in it twice, or two"),
        ([WHOLE], ("--runner", "magic"), "there is no runner “magic”"),
        ([WHOLE], ("--runner", "dask"), "needs the address of a scheduler"),
        (["birth,unit\n1990,А1234\n"], ORDERS[:2], "no column holds names"),
        (["id,surname\n1,Бойко\n1,Сова\n"], (), "the id “1” stands in line 2 already"),
        ([""], (), "the file is empty"),
    ],
)
def test_what_cannot_be_linked_is_told_before_anything_is_written(tmp_path, texts, options, said):
    files = written(tmp_path, **dict(zip(("ours", "theirs", "third"), texts, strict=False)))
    done = link(tmp_path, *files, options=options)
    assert said in " ".join(done.err.split())
    assert (done.code, done.out) == (1, "")
    assert not (tmp_path / "out").exists()


def test_one_order_and_one_day_serve_for_all_files(tmp_path):
    files = written(tmp_path, ours=AGED, theirs=AGED)
    done = link(tmp_path, *files, options=(*ORDERS[:2], "--dated", "2025-06-14"))
    assert done.code == 0, done.err
    assert pairs(tmp_path / "out") == [("1", "1")]


@pytest.mark.parametrize("ids", list(product("124", "abe")), ids=" ".join)
def test_any_pair_can_be_weighed_proposed_or_not(home, ids):
    done = names("chart", home / "out", *ids)
    assert done.code == 0, done.err
    start, *steps, end = [line for line in done.out.splitlines() if not line.startswith("  ")]
    assert start.startswith("Two rows drawn at random: ")
    held = end.startswith("Held back: ")
    assert held == (ids[0] + ids[1] != "1a")
    fields = [line.split(":")[0] for line in steps if ":" in line]
    assert set(fields) <= {field.name for field in FIELDS} | {"These two rows"}
    assert {"surname", "given"} <= set(fields)


def test_the_chart_says_what_the_table_says(home):
    row = rows(home / "out", "pairs.csv")[0]
    lines = names("chart", home / "out", row["first"], row["second"]).out.splitlines()
    assert f"These two rows: +{float(row['weight']):.1f}" in lines
    assert any(line.startswith(f"birth: same: {row['birth_bits']}. Both say") for line in lines)


def test_the_drawing_is_a_whole_picture_of_its_own(home, tmp_path):
    out = tmp_path / "pair.svg"
    done = names("chart", home / "out", "2", "b", "--out", out)
    assert done.code == 0, done.err
    assert "Held back: " in done.out
    root = fromstring(out.read_text("utf-8"))
    text = "".join("".join(each.itertext()) for each in root.iter() if each.tag.endswith("text"))
    assert "“Андрій”and“Богдан”aredifferentgivennames." in "".join(text.split())
    assert any(each.tag.endswith("style") for each in root)


@pytest.mark.parametrize(
    ("ids", "said"), [(("9", "a"), "no row has the id “9”"), (("1", "zz"), "the id “zz”")]
)
def test_a_row_that_is_not_there_is_told(home, ids, said):
    done = names("chart", home / "out", *ids)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b'{"model": 1}'])
def test_a_folder_of_something_else_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "model.json").write_bytes(content)
    done = names("chart", tmp_path, "1", "a")
    assert (done.code, done.out) == (1, "")
    assert str(tmp_path) in done.err
