"""What a list tells, rule by rule: counterparts, verdicts, sentences, answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.intake.rows import columns_of
from repatria.desks.people.intake.stating import (
    left_out,
    partial,
    state_of,
    unread_states,
    values_of,
)
from repatria.desks.people.list_words import VERDICTS, WHAT, column_word, sentence
from repatria.desks.people.shown import names_record
from repatria.desks.people.telling.answering import Answer, answers_of
from repatria.desks.people.telling.counterparts import Likeness, can_be_one, compared, linked
from repatria.desks.people.telling.findings import Finding, What, sentence_of
from repatria.desks.people.telling.verdicts import verdict_of
from repatria.formats.people_headings import HEADINGS
from repatria.names.records import Record

MAN = {"name": "Шевченко Тарас Григорович", "birth": "14.06.1987", "unit": "93 омбр"}


def row(**fields: str) -> Record:
    return names_record(columns_of(fields, "surname-first"))


@pytest.mark.parametrize(
    ("other", "likeness", "differs"),
    [
        ({}, Likeness.AGREES, ()),
        ({"name": "Shevchenko Taras"}, Likeness.AGREES, ()),
        ({"name": "Шевченко Тарас Григорьевич", "birth": "1987"}, Likeness.AGREES, ()),
        ({"birth": ""}, Likeness.NAME_ALONE, ()),
        ({"birth": "15.06.1987"}, Likeness.DIFFERS, ("birth",)),
        # Of another decade he is a namesake, unless the unit speaks for him.
        ({"birth": "14.08.1971"}, Likeness.DIFFERS, ("birth",)),
        ({"birth": "14.08.1971", "unit": "14 омбр"}, Likeness.NAMESAKES, ("birth",)),
        ({"name": "Шевченко Тарас", "birth": "14.08.1971"}, Likeness.NAMESAKES, ("birth",)),
        ({"name": "Шевченко Т. Г.", "birth": "14.08.1971"}, Likeness.NAMESAKES, ("birth",)),
        ({"name": "SHEVCHENKO Taras", "birth": "14.08.1971"}, Likeness.NAMESAKES, ("birth",)),
        # A surname with one initial is no whole name.
        ({"name": "Шевченко Т.", "birth": "14.08.1971"}, Likeness.NONE, ()),
        # The same day of birth, and one part of the name is another.
        ({"name": "Бондаренко Тарас Григорович"}, Likeness.OTHER_NAME, ()),
        # Brothers, twins, father and son.
        ({"name": "Шевченко Олег Григорович"}, Likeness.NONE, ()),
        ({"name": "Шевченко Олег Григорович", "birth": "2.2.1985"}, Likeness.NONE, ()),
        ({"name": "Шевченко Григорій Іванович", "birth": "2.2.1960"}, Likeness.NONE, ()),
        ({"name": "Коваль Іван Петрович"}, Likeness.NONE, ()),
    ],
)
def test_counterparts(other: dict[str, str], likeness: Likeness, differs: tuple[str, ...]) -> None:
    for left, right in ((MAN, MAN | other), (MAN | other, MAN)):
        found = compared(row(**left), row(**right))
        assert (found.likeness, found.differs) == (likeness, differs)


def test_two_numbers_are_two_people_unless_the_birth_is_one() -> None:
    one, other = MAN | {"serial": "АА-1"}, MAN | {"serial": "ББ-22"}
    assert compared(row(**one), row(**other)).differs == ("serial",)
    undated = {"birth": ""}
    found = compared(row(**one | undated), row(**other | undated))
    assert (found.likeness, found.differs) == (Likeness.NAMESAKES, ("serial",))
    wrong = {"birth": "14.08.1971"}
    found = compared(row(**one), row(**other | wrong))
    assert (found.likeness, found.differs) == (Likeness.NAMESAKES, ("birth", "serial"))


def test_one_number_with_another_name_is_told_and_never_linked() -> None:
    one, other = row(**MAN, serial="АА-1"), row(name="Коваль Іван Петрович", serial="aa1")
    assert compared(one, other).likeness is Likeness.OTHER_NAME
    assert not linked(one, other)
    assert linked(one, row(name="Shevchenko T.", serial="aa 1"))
    assert not linked(row(**MAN), row(**MAN))


def test_an_id_links_who_can_be_one() -> None:
    assert can_be_one(row(**MAN), row(**MAN | {"birth": "1.1.1950"}))
    assert not can_be_one(row(**MAN), row(name="Шевченко Олег Григорович"))


@given(st.lists(st.builds(Finding, what=st.sampled_from(What), sure=st.booleans(),
                          person=st.sampled_from(["", "R-1"]),
                          row=st.none() | st.integers(1, 9), on=st.sampled_from(["", "2025"]),
                          shared=st.booleans())))  # fmt: skip
def test_an_answer_never_follows_from_what_only_we_know(found: list[Finding]) -> None:
    """Take away all that the register alone knows: of a row that is in it anyhow, the answer stays
    the same."""
    own = {What.TWICE, What.SAME_ID, What.NO_NAME, What.NO_BIRTH, What.NO_SERIAL}
    known = Finding(What.KNOWN, person="R-9")
    theirs = [
        each for each in found
        if each.what in own or (each.what is What.RETURNED and each.shared)
    ]  # fmt: skip
    one, other = ([*some, known] for some in (found, theirs))
    assert answers_of(one, verdict_of(one)) == answers_of(other, verdict_of(other))
    assert all(each.code in Answer for each in answers_of(found, verdict_of(found)))


def test_who_is_dead_who_is_alive_and_who_is_home_unknown_to_them_are_one_answer() -> None:
    cases = (
        [Finding(What.KNOWN, person="R-1")],
        [Finding(What.DEAD, person="R-1", on="2024-01-01", shared=True)],
        [Finding(What.RETURNED, person="R-1", on="2024-01-01")],
        [Finding(What.RETURNED, sure=False, person="R-1", on="2024-01-01", shared=True)],
        [Finding(What.OTHER_BIRTH, sure=False, person="R-1")],
        [Finding(What.NAMESAKES, sure=False, people=("R-1", "R-2"), count=9)],
        [Finding(What.NAMESAKES, sure=False, count=60)],
    )
    assert {str(*answers_of(each, verdict_of(each))) for each in cases} == {"N"}
    home = [Finding(What.RETURNED, person="R-1", on="2024-01-01", shared=True)]
    assert [str(each) for each in answers_of(home, verdict_of(home))] == ["R 2024-01-01"]
    assert [str(each) for each in answers_of([], "new")] == ["U"]
    assert [str(each) for each in answers_of([], "new", tell_unknown=False)] == ["N"]
    assert [str(each) for each in answers_of([], "unreadable")] == ["A name"]
    # Whoever sends a sum is not asked for its name.
    assert [str(each) for each in answers_of([Finding(What.NOBODY)], "unreadable")] == ["N"]


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("sure", [True, False])
@pytest.mark.parametrize("person", ["", "R-1"])
def test_every_finding_has_a_sentence_and_survives_being_kept(
    what: What, sure: bool, person: str
) -> None:
    finding = Finding(
        what, sure, person, people=("R-2", "R-3"), count=5, row=4, field="birth", on="2025",
        shared=True, said="x",
    )  # fmt: skip
    assert Finding.from_json(finding.to_json()) == finding
    assert "{" not in str(sentence_of(finding))
    assert sentence(finding)
    assert what in WHAT


def test_every_verdict_and_column_has_words() -> None:
    assert set(VERDICTS) == {"new", "matches", "conflicts", "unreadable"}
    assert [key for key in HEADINGS if str(column_word(key)) == key] == []


@pytest.mark.parametrize(
    ("written", "read", "whole"),
    [
        ("14.06.1987", "1987-06-14", True),
        ("06.1987", "1987-06", True),
        ("1987", "1987", True),
        ("", "", True),
        ("1985/1987", "", False),
        ("no day", "", False),
    ],
)
def test_a_day_is_kept_no_more_precise_than_it_was_said(
    written: str, read: str, whole: bool
) -> None:
    assert partial(written) == (read, whole)


def test_columns_that_belong_to_a_value_go_with_it() -> None:
    every = frozenset(FieldClass)
    found = values_of(
        {
            "surname": "Шевченко", "medical_110": "incurable", "medical_110_by": "Dr. A",
            "medical_110_on": "1.2.2025", "state": "У полоні", "state_on": "3.2.2025",
            "held_by": "B", "held_at": "A camp", "kin": "Mother", "note": "x",
        },
        "missing",
        every,
    )  # fmt: skip
    assert (found["medical_110"].on, found["medical_110"].details) == (
        "2025-02-01",
        {"examiner": "Dr. A"},
    )
    assert (found["state"].value, found["state"].on) == ("captive", "2025-02-03")
    assert found["state"].details == {"holder": "B", "written": "У полоні"}
    assert "note" not in found
    desk = frozenset({FieldClass.IDENTITY, FieldClass.STATUS})
    assert set(values_of({"surname": "a", "kin": "b", "held_at": "c"}, "", desk)) == {"surname"}
    assert left_out(["surname", "kin", "note", "id", ""], desk) == (["kin"], ["note"])


def test_what_a_list_says_of_everybody_yields_to_what_a_row_says() -> None:
    every = frozenset(FieldClass)
    assert values_of({"surname": "a"}, "captive", every)["state"].value == "captive"
    dead = values_of({"surname": "a", "death_on": "1.2.2024"}, "captive", every)["state"]
    assert (dead.value, dead.on) == ("dead", "2024-02-01")
    assert values_of({"surname": "a", "state": "hors sujet"}, "captive", every)["state"].value == (
        "hors sujet"
    )
    assert state_of("Зник безвісти") == "missing"


@pytest.mark.parametrize(
    ("written", "states", "unread"),
    [
        ("25.05.2025", [("returned", "2025-05-25")], False),
        ("так", [("returned", "")], False),
        ("Повернувся", [("returned", "")], False),
        # A day is meant, and cannot be read.
        ("31.02.2025", [("returned", "")], False),
        ("ні", [], False),
        ("-", [], False),
        ("не повернувся 25.05.2025", [], True),
        ("очікується", [], True),
        ("загинув", [], True),
    ],
)
def test_a_column_of_those_who_came_back_says_so_only_where_it_does(
    written: str, states: list[tuple[str, str]], unread: bool
) -> None:
    fields = {"surname": "a", "returned_on": written}
    found = values_of(fields, "", frozenset(FieldClass))
    assert [(each.value, each.on) for key, each in found.items() if key == "state"] == states
    assert list(unread_states(fields)) == [("returned_on", written)] * unread


def test_what_a_list_says_of_everybody_stands_where_its_column_says_no() -> None:
    fields = {"surname": "a", "death_on": "ні", "returned_on": "так"}
    every = frozenset(FieldClass)
    assert values_of(fields, "captive", every)["state"].value == "returned"
    assert values_of({**fields, "returned_on": "ні"}, "captive", every)["state"].value == "captive"
