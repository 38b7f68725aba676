"""Lists taken in: kept, tried, agreed to, and never half."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from people import member, party
from people_lists import HEADINGS, csv_of, received, taken_in, tried
from repatria.base.errors import InputError
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender, Source, Statement
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated, add_sender
from repatria.desks.people.services.intake import choose_sheet, name_columns, refuse
from repatria.desks.people.services.staging import Stage
from repatria.desks.people.services.taking_in import take_in
from repatria.desks.people.services.trials import ask_trial, try_list

ROWS = [
    ["a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"],
    ["a2", "Коваль Олена Іванівна", "1990", "", "93 омбр"],
    ["a3", "Бондар Петро", "31.02.1987", "ББ-1", ""],
]


KEYS = dict(enumerate(["id", "name", "birth", "serial", "unit"]))


def kinds(of: ReceivedList) -> dict[int, list[str]]:
    return {
        row.number: [each["what"] for each in row.notes] for row in ListRow.objects.filter(of=of)
    }


def test_a_trial_leaves_nothing_but_the_report(clerk: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    assert of.report["verdicts"] == {"new": 3}
    assert kinds(of) == {2: [], 3: ["no_serial"], 4: ["no_birth", "unread"]}
    assert not Person.objects.exists()
    assert not Source.objects.exists()


def test_every_row_becomes_a_record_with_what_it_says(clerk: User, hq: Sender) -> None:
    of = taken_in(clerk, hq, csv_of(ROWS), dated="2025-06-01", says="captive")
    assert (of.state, of.receipt["records"], of.receipt["added_to"]) == ("approved", 3, 0)
    row = ListRow.objects.get(of=of, number=2)
    assert row.cells == ROWS[0]
    assert row.person is not None
    assert row.person.name == "Шевченко Тарас Григорович"
    assert row.person.serial == "AA123456"
    said = row.person.statements.get(field="state")
    assert (said.value, said.place, said.source.said_on) == ("captive", 2, "2025-06-01")
    assert Person.objects.get(birth="31.02.1987").birth_first is None


def test_the_next_list_of_the_sender_says_more_of_the_same_records(clerk: User, hq: Sender) -> None:
    taken_in(clerk, hq, csv_of(ROWS))
    again = [
        ["a1", "Шевченко Тарас Григорович", "14.06.1988", "", "92 омбр"],
        ["b9", "Бондар Петро Іванович", "", "ББ 1", ""],
        ["b7", "Коваль Олена Іванівна", "1990", "", "93 омбр"],
    ]
    of = taken_in(clerk, hq, csv_of(again), "The second")
    assert (of.receipt["records"], of.receipt["added_to"]) == (1, 2)
    # Names and a year alone join nothing.
    assert Person.objects.filter(name__startswith="Коваль").count() == 2
    first = Person.objects.get(serial="AA123456")
    assert set(first.statements.filter(field="birth").values_list("value", flat=True)) == {
        "14.06.1987",
        "14.06.1988",
    }
    assert kinds(of)[2][0] == "other_birth"


def test_an_id_that_stood_for_somebody_else_joins_nothing(clerk: User, hq: Sender) -> None:
    taken_in(clerk, hq, csv_of(ROWS))
    of = taken_in(
        clerk, hq, csv_of([["a1", "Мельник Ігор Олегович", "02.02.1980", "ВВ-2", ""]]), "2"
    )
    assert of.receipt["records"] == 1
    assert "id_of_another" in kinds(of)[2]
    assert of.report["verdicts"] == {"conflicts": 1}


def test_another_senders_number_joins_nothing(clerk: User, hq: Sender) -> None:
    taken_in(clerk, hq, csv_of(ROWS))
    of = taken_in(clerk, add_sender(clerk, "Another"), csv_of(ROWS))
    assert of.receipt["records"] == 3
    assert of.report["verdicts"] == {"matches": 3}
    assert Person.objects.count() == 6


def test_the_same_bytes_of_a_sender_are_one_list(clerk: User, hq: Sender) -> None:
    one = received(clerk, hq, csv_of(ROWS))
    assert received(clerk, hq, csv_of(ROWS), "Again").pk == one.pk
    assert ReceivedList.objects.count() == 1


def test_what_was_approved_is_what_was_read(clerk: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    with pytest.raises(PeopleError, match="changed since"):
        take_in(of, clerk, "0" * 64)
    other = tried(clerk, hq, csv_of(ROWS[:1]), "Another")
    take_in(other, clerk, other.report["digest"])
    with pytest.raises(PeopleError, match="Another list"):
        take_in(of, clerk, of.report["digest"])
    assert Person.objects.count() == 1


def test_a_list_is_taken_in_once(clerk: User, hq: Sender) -> None:
    of = taken_in(clerk, hq, csv_of(ROWS))
    for again in (
        lambda: take_in(of, clerk, of.report["digest"]),
        lambda: name_columns(of, clerk, {}),
        lambda: refuse(of, clerk, "why"),
    ):
        with pytest.raises(PeopleError, match="settled"):
            again()
    assert Person.objects.count() == 3


def test_what_fails_half_way_leaves_nothing(
    clerk: User, hq: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = tried(
        clerk, hq, csv_of([[str(n), f"Шевченко Тарас {n}", "", "", ""] for n in range(1200)])
    )

    def fails(*_args: Any, **_more: Any) -> None:
        assert Person.objects.count() == 1200
        assert Statement.objects.count() == 1200
        raise OSError("the disk is full")

    monkeypatch.setattr(Stage, "point", fails)
    with pytest.raises(OSError, match="full"):
        take_in(of, clerk, of.report["digest"])
    of.refresh_from_db()
    assert of.state == "tried"
    assert not Person.objects.exists()
    assert not Statement.objects.exists()
    assert not Source.objects.exists()
    assert not ListRow.objects.filter(person__isnull=False).exists()


def test_what_is_no_list_is_not_kept(clerk: User, hq: Sender, home: Path) -> None:
    with pytest.raises(InputError):
        received(clerk, hq, b"\x00\x01 nothing of a list \xff" * 40)
    with pytest.raises(PeopleError, match="empty"):
        received(clerk, hq, b"")
    assert not ReceivedList.objects.exists()
    assert [path for path in (home / "lists").rglob("*") if path.is_file()] == []


def test_who_is_home_under_another_surname_is_told_of_as_possible(
    clerk: User, hq: Sender, known: Callable[..., Person], new_source: Callable[..., Source]
) -> None:
    act = new_source(kind="act", sender=hq)
    home = known(
        source=act, name="Мельник Ігор Олегович", birth="02.02.1980",
        state=Stated("returned", on="2025-05-25"),
    )  # fmt: skip
    of = tried(clerk, hq, csv_of([["1", "Мірошник Ігор Олегович", "02.02.1980", "А1", ""]]))
    (back, name) = ListRow.objects.get(of=of).notes
    assert back == {
        "what": "returned", "sure": False, "person": home.code, "on": "2025-05-25", "shared": True
    }  # fmt: skip
    assert (name["what"], name["person"]) == ("other_name", home.code)


def test_what_stands_twice_is_told_with_the_other_row(clerk: User, hq: Sender) -> None:
    rows = [
        ["x", "Шевченко Тарас Григорович", "14.06.1987", "АА-1", ""],
        ["y", "Shevchenko Taras", "1987-06-14", "", ""],
        ["x", "Коваль Олена Іванівна", "1990", "ВВ-2", ""],
        ["z", "Бойко Петро Олегович", "03.03.1970", "АА-1", ""],
    ]
    of = tried(clerk, hq, csv_of(rows))
    told = {row.number: row.notes for row in ListRow.objects.filter(of=of)}
    assert told[2] == []
    assert {"what": "twice", "row": 2} in told[3]
    assert told[4] == [{"what": "same_id", "row": 2}]
    assert told[5] == [{"what": "other_name", "row": 2}]
    assert of.report["verdicts"] == {"new": 1, "conflicts": 3}


def test_the_named_holder_denies_or_has_nobody_like_this(
    clerk: User, hq: Sender, known: Callable[..., Person], new_source: Callable[..., Source]
) -> None:
    holder = add_sender(clerk, "The camps")
    taken_in(clerk, holder, csv_of([["1", "Коваль Олена Іванівна", "03.04.1990", "ВВ-2", ""]]))
    known(
        source=new_source(), name="Бойко Петро Олегович", birth="03.03.1970",
        state=Stated("denied", details={"holder": "The Camps"}),
    )  # fmt: skip
    headings = ("ПІБ", "Дата народження", "Ким утримується")
    rows = [
        ["Коваль Олена Іванівна", "03.04.1990", "the camps"],
        ["Бойко Петро Олегович", "03.03.1970", "the camps"],
        ["Шевченко Тарас Григорович", "14.06.1987", "the camps"],
        ["Лисенко Іван Петрович", "14.06.1988", "somebody else"],
    ]
    of = tried(clerk, hq, csv_of(rows, headings), whom="civilians")
    found = kinds(of)
    assert found[2] == ["known"]
    assert found[3] == ["denied", "known"]
    assert found[4] == ["unlisted"]
    assert found[5] == []


def test_a_list_is_tried_with_few_queries(
    clerk: User,
    hq: Sender,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]],
) -> None:
    rows = [[str(n), f"Шевченко Тарас {n}", "", f"А{n}", ""] for n in range(400)]
    taken_in(clerk, hq, csv_of(rows))
    of = received(clerk, hq, csv_of(rows[::-1]), "Again")
    name_columns(of, clerk, {})
    with django_assert_max_num_queries(60):
        try_list(of, clerk)


def test_the_columns_are_remembered_for_the_sender(clerk: User, hq: Sender) -> None:
    of = received(clerk, hq, csv_of(ROWS))
    assert of.state == "received"
    with pytest.raises(PeopleError, match="columns"):
        ask_trial(of, clerk)
    name_columns(of, clerk, KEYS)
    try_list(of, clerk)
    take_in(of, clerk, of.report["digest"])
    turned = [row[::-1] for row in ROWS]
    again = received(clerk, hq, csv_of(turned, HEADINGS[::-1]), "Another order")
    assert again.state == "mapped"
    try_list(again, clerk)
    take_in(again, clerk, again.report["digest"])
    assert (again.receipt["records"], again.receipt["added_to"]) == (0, 3)
    changed = received(clerk, hq, csv_of(ROWS, (*HEADINGS[:4], "Чужий стовпець")), "A new column")
    assert changed.state == "received"


def test_a_person_says_in_which_row_the_headings_stand(clerk: User, hq: Sender) -> None:
    data = csv_of([["А", "Б", "В", "Г", "Ґ"], *ROWS], ("Таємно", "", "", "", ""))
    of = received(clerk, hq, data)
    choose_sheet(of, clerk, of.sheet, (2, 2))
    name_columns(of, clerk, KEYS)
    try_list(of, clerk)
    take_in(of, clerk, of.report["digest"])
    assert of.receipt["records"] == 3


def test_a_row_that_names_nobody_is_kept_and_becomes_nobody(clerk: User, hq: Sender) -> None:
    of = taken_in(clerk, hq, csv_of([*ROWS, ["", "", "", "", "Разом: 3"]]))
    row = ListRow.objects.get(of=of, number=5)
    assert (row.verdict, row.person, row.cells[-1]) == ("unreadable", None, "Разом: 3")
    assert Person.objects.count() == 3


def test_whoever_may_not_enter_takes_no_list_in(clerk: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    other = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    for who, error in ((member(Role.PRESS, of=party("A")), Refused), (other, NotYours)):
        for act in (
            lambda by: received(by, hq, b"x"),
            lambda by: name_columns(of, by, {}),
            lambda by: try_list(of, by),
            lambda by: take_in(of, by, of.report["digest"]),
            lambda by: refuse(of, by, "why"),
        ):
            with pytest.raises(error):
                act(who)
    assert not Person.objects.exists()
