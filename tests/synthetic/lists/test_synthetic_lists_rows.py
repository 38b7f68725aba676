"""Rows of lists: without a mark they are plain, with a mark they show what it says."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from made_lists import everybody, population, words

from repatria.synthetic.lists import places, spelling
from repatria.synthetic.lists.births import Precision
from repatria.synthetic.lists.noise import NOISE, Field, Kind, SenderKind
from repatria.synthetic.lists.ranks import CALL_SIGNS
from repatria.synthetic.lists.senders import SENDERS, SEX_WORDS
from repatria.synthetic.lists.spelling import Form, Part, spelled

BIRTH_KINDS = [kind for kind, noise in NOISE.items() if noise.field is Field.BIRTH]
NAME_KINDS = [kind for kind, noise in NOISE.items() if noise.field is Field.NAME]


def alone(made, kind, among):
    """Rows that of these kinds only this one befell."""
    others = np.any([made.marks[one] for one in among if one is not kind], axis=0)
    return np.flatnonzero(made.marks[kind] & ~others)


def untouched(made, among):
    return np.flatnonzero(~np.any([made.marks[kind] for kind in among], axis=0))


def plain(row, language):
    people, _ = population()
    numbers = [spelling.numbers(people, np.array([row]), part)[0] for part in Part]
    return [
        spelled(part, number, Form(language)) for part, number in zip(Part, numbers, strict=True)
    ]


def born(people, row):
    return date(1970, 1, 1) + timedelta(int(people.birth[row]))


def test_names_that_nothing_befell_stand_as_the_sender_writes_them():
    for sender, language in ((SenderKind.REGISTRY, "uk"), (SenderKind.HEADQUARTERS, "uk")):
        made = everybody(sender)
        for row in untouched(made, NAME_KINDS)[:500].tolist():
            assert words(made, row) == plain(row, language)


def test_surname_last_means_that_it_stands_last():
    made = everybody(SenderKind.VOLUNTEERS)
    for row in untouched(made, NAME_KINDS)[:500].tolist():
        surname, given, patronymic = plain(row, "uk")
        assert words(made, row) in ([given, patronymic, surname], [given, surname])
    made = everybody(SenderKind.INTERNATIONAL)
    for row in untouched(made, NAME_KINDS)[:500].tolist():
        assert [word.isupper() for word in words(made, row)][-1]


def test_a_name_against_the_order_stands_against_it():
    made = everybody(SenderKind.HEADQUARTERS)
    for row in alone(made, Kind.ORDER, NAME_KINDS).tolist():
        surname, given, patronymic = plain(row, "uk")
        assert words(made, row) == [given, patronymic, surname]


def test_initials_are_those_of_the_name():
    made = everybody(SenderKind.HEADQUARTERS)
    rows = alone(made, Kind.INITIALS, NAME_KINDS).tolist()
    assert rows
    for row in rows:
        surname, given, patronymic = plain(row, "uk")
        assert words(made, row) == [surname, f"{given[0]}.", f"{patronymic[0]}."]


@pytest.mark.parametrize(
    ("sender", "kind", "language"),
    [
        (SenderKind.HEADQUARTERS, Kind.OTHER_LANGUAGE, "uk"),
        (SenderKind.HEADQUARTERS, Kind.OBLIQUE, "uk"),
        (SenderKind.VOLUNTEERS, Kind.NICKNAME, "uk"),
        (SenderKind.HEADQUARTERS, Kind.TYPO, "uk"),
        (SenderKind.HEADQUARTERS, Kind.HOMOGLYPHS, "uk"),
        (SenderKind.HEADQUARTERS, Kind.KEYBOARD, "uk"),
        (SenderKind.VOLUNTEERS, Kind.FEMININE, "uk"),
        (SenderKind.MINISTRY, Kind.YO, "ru"),
        (SenderKind.HEADQUARTERS, Kind.CUT, "uk"),
        (SenderKind.HEADQUARTERS, Kind.GLUED, "uk"),
    ],
)
def test_a_marked_name_is_not_the_plain_one(sender, kind, language):
    made = everybody(sender)
    rows = alone(made, kind, NAME_KINDS).tolist()
    assert rows
    for row in rows:
        assert sorted(words(made, row)) != sorted(plain(row, language))


def test_a_call_sign_alone_is_the_whole_cell_and_inside_it_stands_with_the_name():
    people, _ = population()
    made = everybody(SenderKind.CAMP)
    for row in np.flatnonzero(made.marks[Kind.CALL_SIGN_ONLY]).tolist():
        assert made.cells.name[row] == CALL_SIGNS[people.call_sign[row]][1]
    for row in alone(made, Kind.CALL_SIGN_INSIDE, NAME_KINDS).tolist():
        assert CALL_SIGNS[people.call_sign[row]][1] in made.cells.name[row]
        assert len(words(made, row)) >= 4


@pytest.mark.parametrize("sender", SenderKind)
def test_births_that_nothing_befell_are_true(sender):
    people, _ = population()
    made = everybody(sender)
    rows = untouched(made, BIRTH_KINDS)
    assert (made.births.days[rows] == people.birth[made.named[rows]]).all()
    assert (made.births.precision[rows] == Precision.DAY).all()


def test_what_befell_a_birth_is_what_its_mark_says():
    people, _ = population()
    made = everybody(SenderKind.VOLUNTEERS)
    texts, ages = made.births.texts("iso"), made.births.ages()
    when = SENDERS[SenderKind.VOLUNTEERS].date
    checks = {
        Kind.BIRTH_ABSENT: lambda true, row: (texts[row], ages[row]) == ("", ""),
        Kind.YEAR_ONLY: lambda true, row: texts[row] == str(true.year),
        Kind.FIRST_JANUARY: lambda true, row: texts[row] == f"{true.year}-01-01",
        Kind.DAY_MONTH: lambda true, row: texts[row] == f"{true:%Y-%d-%m}",
        Kind.BIRTH_DIGIT: lambda true, row: _digits_apart(true.isoformat(), texts[row]) == 1,
        Kind.AGE_ONLY: lambda true, row: texts[row] == "" and ages[row] == str(_age(true, when)),
    }  # fmt: skip
    assert set(checks) == set(BIRTH_KINDS)
    for kind, holds in checks.items():
        rows = np.flatnonzero(made.marks[kind]).tolist()
        assert rows
        assert [row for row in rows if not holds(born(people, row), row)] == []


def _age(true, when):
    return when.year - true.year - ((when.month, when.day) < (true.month, true.day))


def _digits_apart(one, other):
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) if all(abs(int(a) - int(b)) == 1 for a, b in pairs) else -1


def test_stated_ages_are_those_on_the_day_of_the_list():
    people, _ = population()
    for sender in (SenderKind.VOLUNTEERS, SenderKind.CAMP):
        made = everybody(sender)
        when = SENDERS[sender].date
        for row in np.flatnonzero(made.births.age >= 0)[:300].tolist():
            assert made.births.age[row] == _age(born(people, int(made.named[row])), when)


def test_dates_are_written_as_the_sender_writes_them():
    births = everybody(SenderKind.REGISTRY).births
    iso, points, slashes = (births.texts(name) for name in ("iso", "points", "slashes"))
    whole = np.flatnonzero(births.precision == Precision.DAY)[:200]
    for row in whole.tolist():
        year, month, day = iso[row].split("-")
        assert points[row] == f"{day}.{month}.{year}"
        assert slashes[row] == f"{day}/{month}/{year}"


def test_sex_birthplace_and_serial_that_nothing_befell_are_true():
    people, _ = population()
    made = everybody(SenderKind.REGISTRY)
    touched = (
        *(kind for kind, noise in NOISE.items() if noise.field not in (Field.NAME, Field.BIRTH)),
        Kind.WRONG_NAME,
    )
    for row in untouched(made, touched)[:500].tolist():
        assert made.columns["sex"][row] == SEX_WORDS["uk"][int(people.woman[row])]
        assert made.columns["birthplace"][row] == places.written(
            int(people.place[row]), "uk", False
        )


def test_serials_are_of_one_person_and_a_slip_is_one_digit():
    made = everybody(SenderKind.MINISTRY)
    told = made.columns["serial"]
    given = (told != "") & ~made.marks[Kind.SERIAL_DIGIT] & ~made.marks[Kind.WRONG_NAME]
    assert len(set(told[given])) == int(given.sum())
    other = everybody(SenderKind.REGISTRY).columns["serial"]
    slipped = np.flatnonzero(made.marks[Kind.SERIAL_DIGIT] & (other != "")).tolist()
    assert slipped
    for row in slipped:
        if not everybody(SenderKind.REGISTRY).marks[Kind.SERIAL_DIGIT][row]:
            assert _digits_apart(told[row], other[row]) == 1


def test_units_that_befell_something_differ_from_the_plain_ones():
    made = everybody(SenderKind.MINISTRY)
    kinds = (Kind.UNIT_ABSENT, Kind.UNIT_COARSE, Kind.UNIT_RENAMED, Kind.UNIT_MISNUMBERED)
    people, _ = population()
    plain_of = {}
    for row in untouched(made, (*kinds, Kind.WRONG_NAME)).tolist():
        if made.columns["unit"][row]:
            plain_of.setdefault(int(people.unit[row]), made.columns["unit"][row])
            assert plain_of[int(people.unit[row])] == made.columns["unit"][row]
    for kind in kinds:
        rows = alone(made, kind, (*kinds, Kind.WRONG_NAME)).tolist()
        assert rows
        for row in rows:
            whole = plain_of[int(people.unit[row])]
            told = made.columns["unit"][row]
            assert told != whole
            if kind is Kind.UNIT_COARSE:
                assert whole.startswith(told)
