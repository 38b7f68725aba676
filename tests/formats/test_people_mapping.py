"""Mappings: proposed by headings, confirmed by a person, remembered, and told where they fail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_files import HEADINGS, PERSON, book, saved

from repatria.base.errors import InputError, ValueProblem
from repatria.formats.people_headings import HEADINGS as ALIASES
from repatria.formats.people_headings import fold_heading
from repatria.formats.people_mapping import Column, Mapping
from repatria.formats.people_matching import Certainty, match
from repatria.formats.people_sheets import (
    Fit,
    Proposal,
    apply,
    bind,
    fits,
    open_people_sheet,
    propose,
)

PEOPLE = [PERSON, (2, "Шевчук", "Тарас", "Ілліч", "01.02.1990", "сержант"),
          (3, "Коваль", "Олег", "Ілліч", "1991", "сержант")]  # fmt: skip


def proposal(folder: Path, rows: Sequence[Sequence[Any]]) -> Proposal:
    with open_people_sheet(book(folder, rows)) as opened:
        return propose(opened)


def fit_of(folder: Path, mapping: Mapping, rows: Sequence[Sequence[Any]]) -> Fit:
    with open_people_sheet(book(folder, rows)) as opened:
        return fits(mapping, opened)


def test_every_alias_means_one_field() -> None:
    seen: dict[str, str] = {}
    for field, aliases in ALIASES.items():
        for alias in aliases:
            assert seen.setdefault(fold_heading(alias), field) == field
            assert match(alias).field == field
            assert match(f"  {alias.upper()}: ").field == field


@pytest.mark.parametrize(
    ("heading", "field", "certainty"),
    [
        ("ПРІЗВИЩЕ", "surname", Certainty.SURE),
        ("Пpiзвище", "surname", Certainty.SURE),
        ("Ім`я", "given", Certainty.SURE),
        ("Дата народ-\nження", "birth", Certainty.SURE),
        ("Дата народження (дд.мм.рррр)", "birth", Certainty.LIKELY),
        ("Прізвище особи", "surname", Certainty.LIKELY),
        ("Частина", "unit", Certainty.UNSURE),
        ("Щось інше", "", Certainty.NONE),
    ],
)
def test_headings_are_known_in_their_spellings(
    heading: str, field: str, certainty: Certainty
) -> None:
    found = match(heading)
    assert (found.field, found.certainty) == (field, certainty)


def test_two_things_in_one_column_are_not_parted_by_guessing(tmp_path: Path) -> None:
    found = proposal(tmp_path, [["ПІБ", "Дата та місце народження"], ["Петренко", "1987, Київ"]])
    assert found.mapping.fields == {"name"}
    assert "birth and birthplace together" in str(found.notes[0])


def test_of_two_columns_for_one_field_the_surer_is_taken_and_the_other_told(
    tmp_path: Path,
) -> None:
    rows = [["Прізвище особи", "Прізвище", "Ім’я"], ["x", "Петренко", "Іван"]]
    found = proposal(tmp_path, rows)
    assert [column.field for column in found.mapping.columns] == ["", "surname", "given"]
    assert [note.field for note in found.notes] == ["Прізвище особи"]


def test_a_column_without_a_heading_or_unknown_is_told(tmp_path: Path) -> None:
    found = proposal(tmp_path, [["ПІБ", None, "Взуття"], ["Петренко", "x", "43"]])
    assert sorted(note.field for note in found.notes) == ["B", "Взуття"]


def test_cells_that_cannot_be_what_the_heading_says_make_it_unsure(tmp_path: Path) -> None:
    swapped = [(row[0], row[4], row[2], row[3], row[1], row[5]) for row in PEOPLE]
    found = proposal(tmp_path, [HEADINGS, *swapped])
    unsure = [c.field for c in found.mapping.columns if c.certainty is Certainty.UNSURE]
    assert unsure == ["surname", "birth"]
    assert len(found.notes) == 2


def test_a_person_confirms_and_changes_and_it_is_remembered(tmp_path: Path) -> None:
    mapping = proposal(tmp_path, [HEADINGS, *PEOPLE]).mapping.changed({0: "", 5: "position"})
    assert mapping.fields == {"surname", "given", "patronymic", "birth", "position"}
    assert {column.certainty for column in mapping.columns} == {Certainty.CONFIRMED}
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({0: "shoes"}, "no field"),
        ({0: "birth"}, "two columns"),
        ({1: ""}, "no column holds names"),
        ({0: "name"}, "both in one column and in parts"),
    ],
)
def test_a_mapping_that_reads_nobody_is_refused(
    tmp_path: Path, change: dict[int, str], told: str
) -> None:
    mapping = proposal(tmp_path, [HEADINGS, *PEOPLE]).mapping
    with pytest.raises(ValueProblem, match=told):
        mapping.changed(change)


def test_another_order_of_columns_is_read_alike_and_told(tmp_path: Path) -> None:
    mapping = proposal(tmp_path, [HEADINGS, *PEOPLE]).mapping
    turned = [HEADINGS[::-1], *(row[::-1] for row in PEOPLE)]
    fit = fit_of(tmp_path, mapping, turned)
    assert fit.ok
    assert "another order" in str(fit.notes[0])
    with open_people_sheet(book(tmp_path, turned)) as opened:
        bound = bind(mapping, opened)
        first = apply(bound, next(opened.rows()))
    assert (first.fields["surname"], first.fields["birth"]) == ("Петренко", "14.06.1987")


def test_what_is_gone_new_or_no_longer_what_it_was_is_told(tmp_path: Path) -> None:
    mapping = proposal(tmp_path, [HEADINGS, *PEOPLE]).mapping
    assert fit_of(tmp_path, mapping, [HEADINGS, *PEOPLE]) == Fit()
    gone = fit_of(tmp_path, mapping, [HEADINGS[:5], *(row[:5] for row in PEOPLE)])
    assert [(p.field, "not there any more" in p.message) for p in gone.problems] == [
        ("Звання", True)
    ]
    new = fit_of(tmp_path, mapping, [(*HEADINGS, "Посада"), *PEOPLE])
    assert [p.field for p in new.problems] == ["Посада"]
    swapped = [(row[0], row[4], row[2], row[3], row[1], row[5]) for row in PEOPLE]
    moved = fit_of(tmp_path, mapping, [HEADINGS, *swapped])
    assert [p.field for p in moved.problems] == ["Прізвище", "Дата народження"]


def test_a_mapping_without_its_column_is_not_applied(tmp_path: Path) -> None:
    mapping = proposal(tmp_path, [HEADINGS, *PEOPLE]).mapping
    with (
        open_people_sheet(saved(tmp_path, "ПІБ;Звання\nx;y\n", "other.csv")) as opened,
        pytest.raises(InputError, match="no such column"),
    ):
        bind(mapping, opened)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["format", "columns", "heading", "nth", "field"]), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_a_mapping_or_refused(value: Any) -> None:
    with pytest.raises(ValueProblem):
        Mapping.from_json(value)
    with pytest.raises(ValueProblem):
        Mapping.from_json({**Mapping(()).to_json(), "columns": value if value else [value]})


FIELD_NAMES = st.sampled_from(["", *ALIASES])
COLUMNS = st.builds(
    Column, st.text(max_size=9), FIELD_NAMES, st.sampled_from(Certainty), st.integers(1, 3)
)


@given(st.lists(COLUMNS, max_size=5))
def test_what_is_remembered_comes_back(columns: list[Column]) -> None:
    mapping = Mapping(tuple(columns))
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping
