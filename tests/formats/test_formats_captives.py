"""The people of a plan read from a table: what is read, what is refused, and where it says so."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.formats.captives_cells import CELLS, OLDEST, YOUNGEST_SOLDIER
from repatria.formats.captives_csv import COLUMNS, NEEDED, SYNTHETIC, read_captives
from repatria.formats.guards import Limits
from repatria.planning.facts import Consent, Held, Medical, Person, Sex
from repatria.planning.reasons import VETOES

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "captives.md").read_text("utf-8")
WHOLE = Person(
    code="N-1",
    side="NL",
    holder="SL",
    camp="SL-C02",
    held=Held.CONFIRMED,
    medical=Medical.SERIOUSLY_WOUNDED,
    medical_confirmed=True,
    fit=False,
    consent=Consent.GIVEN,
    born=date(1990, 2, 28),
    sex=Sex.FEMALE,
    civilian=False,
    captured=date(2024, 5, 1),
    rank="lieutenant colonel",
    unit="U-7",
    stretcher=True,
    veto="sentence",
    group="G1",
)


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def written(path: Path, *rows: dict[str, str], columns=COLUMNS, delimiter=",") -> Path:
    """A table on disk. A row that leaves something out has the usual person's fact there."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(columns)
    usual = {name: cell(getattr(WHOLE, name, "")) for name in columns}
    for at, row in enumerate(rows, 1):
        made = {**usual, "code": f"N-{at}", **row}
        writer.writerow([made[name] for name in columns])
    path.write_text(buffer.getvalue(), "utf-8", newline="")
    return path


def problems(path: Path, **more: object) -> list[tuple[int | None, str, str]]:
    with pytest.raises(InputError) as caught:
        read_captives(path, **more)
    assert {each.file for each in caught.value.problems} == {path.name}
    return [(each.row, each.field, each.message) for each in caught.value.problems]


def test_every_fact_is_read(tmp_path):
    found = read_captives(written(tmp_path / "p.csv", {}))
    assert found.people == (WHOLE,)
    assert dict(found.rows) == {"N-1": 2}
    assert not found.synthetic


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_delimiters_and_encodings_of_office_programs_are_read(tmp_path, delimiter, encoding):
    path = written(tmp_path / "p.csv", {}, delimiter=delimiter)
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert read_captives(path).people == (WHOLE,)


def test_what_is_left_out_is_what_a_person_is_by_themselves(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("code,side,held\nN-1,NL,witness\n")
    assert read_captives(path).people == (Person("N-1", "NL", "", held=Held.WITNESS),)
    empty = {name: "" for name in COLUMNS if name not in NEEDED}
    assert read_captives(written(path, {**empty, "held": "witness"})).people == (
        Person("N-1", "NL", "", held=Held.WITNESS),
    )


def test_a_file_is_synthetic_where_every_row_says_so(tmp_path):
    columns = (*COLUMNS, SYNTHETIC)
    yes, no = {SYNTHETIC: "yes"}, {SYNTHETIC: ""}
    assert read_captives(written(tmp_path / "p.csv", yes, yes, columns=columns)).synthetic
    assert not read_captives(written(tmp_path / "p.csv", yes, no, columns=columns)).synthetic


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"born": "2024-05-02"}, "born", "born on 2024-05-02, after capture on 2024-05-01"),
        ({"born": "1890-01-01"}, "born", "would have been 134 years old"),
        ({"born": "2012-01-01"}, "born", "a soldier of 12 at capture"),
        ({"born": "1990-02"}, "born", "not one day; leave the cell empty"),
        ({"born": "31.02.1990"}, "born", "not a day of the calendar"),
        ({"captured": "yesterday"}, "captured", "not a date"),
        ({"held": "confirmd"}, "held", "did you mean “confirmed”?"),
        ({"held": ""}, "held", "required"),
        ({"code": ""}, "code", "required"),
        ({"code": "Ivan Petrenko"}, "code", "names do not belong here"),
        ({"code": "Петренко"}, "code", "so that no name is taken for one"),
        ({"medical": "wounded"}, "medical", "is not one of none, seriously_wounded, gravely_ill"),
        ({"medical": "none"}, "medical_confirmed", "confirmed no category"),
        ({"fit": "maybe"}, "fit", "neither yes nor no"),
        ({"consent": "agreed"}, "consent", "is not one of not_asked, given, refused"),
        ({"sex": "m"}, "sex", "is not one of male, female, unknown"),
        ({"veto": "other"}, "veto", "is not one of proceedings"),
        ({"holder": "NL"}, "holder", "the side to which this person returns"),
        ({"rank": "=1+1"}, "rank", "is no rank"),
        ({"unit": "unit seven"}, "unit", "is not a code"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_row_and_field(tmp_path, change, field, words):
    (found,) = problems(written(tmp_path / "p.csv", {}, change, {}))
    assert found[:2] == (3, field)
    assert words in found[2]


def test_a_day_after_the_plan_is_refused_where_the_plan_has_a_day(tmp_path):
    path = written(tmp_path / "p.csv", {"captured": "2025-06-10"})
    assert read_captives(path, as_of=date(2025, 6, 10)).people[0].captured == date(2025, 6, 10)
    (found,) = problems(path, as_of=date(2025, 6, 9))
    assert found == (2, "captured", "2025-06-10 is after the day of the plan, 2025-06-09")


def test_a_child_is_a_civilian(tmp_path):
    child = {"born": "2012-01-01", "civilian": "yes", "rank": ""}
    assert read_captives(written(tmp_path / "p.csv", child)).people[0].civilian


def test_a_code_that_stands_twice_is_refused_with_both_rows(tmp_path):
    (found,) = problems(written(tmp_path / "p.csv", {}, {}, {"code": "N-1"}))
    assert found == (4, "code", "“N-1” stands in row 2 already")


def test_all_problems_of_a_file_are_told_at_once(tmp_path):
    bad = {"born": "1990", "sex": "x", "holder": "NL"}
    found = problems(written(tmp_path / "p.csv", bad, {"fit": "?"}))
    assert {(row, field) for row, field, _ in found} == {(2, "born"), (2, "sex"), (3, "fit")}


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("code,side\nN-1,NL\n", (1, "held"), "required"),
        ("code,side,held,name\nN-1,NL,denied,x\n", (1, "name"), "no names"),
        ("code,side,held,side\nN-1,NL,denied,x\n", (1, "side"), "stands twice"),
        ("code,side,held\nN-1,NL\n", (2, ""), "2 cells stand under 3 column names"),
        ("code,side,held\n", (None, ""), "nobody stands in the file"),
        ("", (None, ""), "empty"),
        ('code,side,held\nN-1,NL,"denied\n', (2, ""), "cannot be read"),
        ("code,side,held,\nN-1,NL,denied,\n", (1, ""), "column 4 has no name"),
    ],
    ids=["missing", "name", "twice", "short", "nobody", "empty", "quote", "no name"],
)
def test_a_table_of_another_shape_is_refused(tmp_path, text, where, words):
    path = tmp_path / "p.csv"
    path.write_text(text)
    found = problems(path)
    assert found[0][:2] == where
    assert words in found[0][2]


def test_a_file_over_the_limits_is_refused_whole(tmp_path):
    path = written(tmp_path / "p.csv", *({} for _ in range(4)))
    assert "more than 3 rows" in problems(path, limits=Limits(rows=3))[0][2]
    assert "larger than 50 bytes" in problems(path, limits=Limits(bytes=50))[0][2]
    long = problems(written(path, {"unit": "u" * 2_000}))
    assert long[0][:2] == (2, "unit")


@given(
    st.lists(
        st.builds(
            Person,
            code=st.from_regex(r"[A-Z][0-9][a-z0-9_.:-]{0,8}", fullmatch=True),
            side=st.just("NL"),
            holder=st.sampled_from(("", "SL")),
            camp=st.sampled_from(("", "C1")),
            held=st.sampled_from(Held),
            medical=st.sampled_from((Medical.GRAVELY_ILL, Medical.SERIOUSLY_WOUNDED)),
            medical_confirmed=st.booleans(),
            fit=st.booleans(),
            consent=st.sampled_from(Consent),
            born=st.none() | st.dates(date(1930, 1, 1), date(2005, 1, 1)),
            sex=st.sampled_from(Sex),
            civilian=st.booleans(),
            captured=st.none() | st.dates(date(2022, 1, 1), date(2025, 1, 1)),
            rank=st.sampled_from(("", "private", "lieutenant colonel")),
            unit=st.sampled_from(("", "U-1")),
            stretcher=st.booleans(),
            veto=st.sampled_from(("", *VETOES)),
            group=st.sampled_from(("", "G1")),
        ),
        min_size=1,
        max_size=20,
        unique_by=lambda person: person.code,
    )
)
def test_what_is_written_is_read_back(tmp_path_factory, people):
    rows = [{name: cell(getattr(person, name)) for name in COLUMNS} for person in people]
    path = written(tmp_path_factory.getbasetemp() / "round-trip.csv", *rows)
    assert read_captives(path).people == tuple(people)


@given(st.binary(max_size=300))
def test_junk_is_refused_and_never_another_error(tmp_path_factory, junk):
    path = tmp_path_factory.getbasetemp() / "junk.csv"
    path.write_bytes(b"code,side,held\n" + junk)
    with contextlib.suppress(InputError):
        assert {person.side for person in read_captives(path).people}


def test_the_columns_are_the_facts_of_a_person_and_the_page_tells_each():
    assert tuple(field.name for field in fields(Person)) == COLUMNS
    assert set(CELLS) == {*COLUMNS, SYNTHETIC}
    section = PAGE.split("\n## Columns\n", 1)[1].split("\n## ", 1)[0]
    told = re.findall(r"^\| `([a-z_]+)` \|", section, flags=re.MULTILINE)
    assert told == [*COLUMNS, SYNTHETIC]
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", section, flags=re.MULTILINE))
    for name, words in {
        "held": Held, "medical": Medical, "consent": Consent, "sex": Sex, "veto": VETOES,
    }.items():  # fmt: skip
        assert re.findall(r"`([a-z_]+)`", rows[name]) == [str(word) for word in words]
    assert f"{OLDEST} years" in PAGE
    assert f"younger than {YOUNGEST_SOLDIER}" in PAGE
