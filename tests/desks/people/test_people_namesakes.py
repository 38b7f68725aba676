"""Namesakes in the register: told of every row whose whole name they share, in one line, and never
more than that."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from people import member, party, signed_in
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.intake.candidates import MOST_OF_A_KEY
from repatria.desks.people.intake.judging import MOST_NAMESAKES_SHOWN, MOST_SHOWN
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender, SourceKind
from repatria.desks.people.queries.lists import answers
from repatria.desks.people.services import Stated, add_sender, add_source, state
from repatria.desks.people.services.taking_in import take_in

NAME = "Шевченко Тарас Григорович"
WHY = {"purpose": "exchange"}


def namesakes(by: User, count: int, sender: str = "Headquarters") -> list[Person]:
    """So many men of one name, each of another birth."""
    rows = [[str(n), NAME, f"{1 + n % 28:02}.03.{1950 + n % 50}", "", ""] for n in range(count)]
    taken_in(by, add_sender(by, sender), csv_of(rows), "The missing")
    return list(Person.objects.filter(party=by.party_id).order_by("pk"))


def asked_for(by: User, name: str = NAME, birth: str = "09.09.2001", **more: str) -> ReceivedList:
    return tried(by, add_sender(by, "The other side"), csv_of([["1", name, birth, "", ""]]), **more)


def notes(of: ReceivedList, *but: str) -> list[dict[str, Any]]:
    found = ListRow.objects.get(of=of).notes
    return [each for each in found if each["what"] not in ("no_serial", *but)]


@pytest.mark.parametrize("name", [NAME, "Shevchenko Taras Hryhorovych", "Шевченко Т. Г."])
def test_a_single_one_may_be_the_same_person_with_a_wrong_birth(clerk: User, name: str) -> None:
    (one,) = namesakes(clerk, 1)
    of = asked_for(clerk, name)
    assert notes(of) == [{"what": "other_birth", "sure": False, "person": one.code}]
    assert of.report["verdicts"] == {"conflicts": 1}


@pytest.mark.parametrize("name", [NAME, "Шевченко Тарас", "Шевченко Т. Г."])
@pytest.mark.parametrize("count", [2, 15])
def test_several_make_one_line_with_the_records_to_look_at(
    clerk: User, name: str, count: int
) -> None:
    held = namesakes(clerk, count)
    of = asked_for(clerk, name)
    (line,) = notes(of)
    assert (line["what"], line["sure"], line["count"]) == ("namesakes", False, count)
    assert set(line["people"]) <= {each.code for each in held}
    assert len(set(line["people"])) == min(count, MOST_NAMESAKES_SHOWN)
    assert of.report["verdicts"] == {"matches": 1}
    (row,) = answers(of, tell_unknown=True)
    assert [each.code.value for each in row[1]] == ["A"]


def test_a_name_too_common_to_be_followed_is_not_new_either(clerk: User) -> None:
    namesakes(clerk, MOST_OF_A_KEY + 5)
    of = asked_for(clerk, whom="civilians")
    assert notes(of) == [{"what": "namesakes", "sure": False, "count": MOST_OF_A_KEY}]
    assert of.report["verdicts"] == {"matches": 1}
    assert [str(each) for _, found in answers(of, tell_unknown=True) for each in found] == ["N"]
    page = signed_in(clerk).get(f"/register/lists/{of.code}/rows", WHY).content.decode()
    assert f"More records have this name than are looked through: {MOST_OF_A_KEY}" in page


def test_whoever_agrees_in_the_birth_as_well_is_meant_and_no_namesake_is_told(
    clerk: User,
) -> None:
    held = namesakes(clerk, 15)
    of = asked_for(clerk, birth=held[4].birth)
    assert [(each["what"], each["person"]) for each in notes(of)] == [("known", held[4].code)]


def test_records_of_another_party_count_for_nothing(clerk: User) -> None:
    abroad = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    namesakes(abroad, 3, "Their headquarters")
    namesakes(abroad, MOST_OF_A_KEY + 1, "Their ministry")
    of = asked_for(clerk)
    assert notes(of) == []
    assert of.report["verdicts"] == {"new": 1}


def test_who_is_home_is_told_of_a_few_namesakes_as_possible(clerk: User, hq: Sender) -> None:
    held = namesakes(clerk, 15, "Others")
    other_side = add_sender(clerk, "Signatory")
    act = add_source(clerk, SourceKind.ACT, "exchange", sender=other_side)
    for each in held[:8]:
        state(each, "state", Stated("returned", on="2025-05-25"), act, clerk)
    of = tried(clerk, other_side, csv_of([["1", NAME, "09.09.2001", "", ""]]))
    back = notes(of, "namesakes")
    assert [(each["what"], each["sure"]) for each in back] == [("returned", False)] * MOST_SHOWN
    assert of.report["verdicts"] == {"conflicts": 1}
    assert all(code.code.value != "R" for _, found in answers(of, tell_unknown=True)
               for code in found)  # fmt: skip


def test_a_row_of_the_same_record_tells_no_namesakes(clerk: User, hq: Sender) -> None:
    namesakes(clerk, 5, "Others")
    row = ["a7", NAME, "01.01.1970", "", ""]
    taken_in(clerk, hq, csv_of([row]), "The first")
    row[2] = "09.09.2001"
    of = tried(clerk, hq, csv_of([row]), "The second")
    mine = ListRow.objects.get(of__title="The first").person
    assert mine is not None
    assert notes(of) == [{"what": "other_birth", "sure": False, "person": mine.code}]


def test_the_page_and_the_files_lead_to_each(clerk: User, desk: Client) -> None:
    held = namesakes(clerk, 2)
    of = asked_for(clerk)
    at = f"/register/lists/{of.code}"
    page = desk.get(f"{at}/rows", {**WHY, "what": "namesakes"}).content.decode()
    assert "Namesakes with another birth or number: 2." in page
    for each in held:
        assert f'href="/register/people/{each.code}"' in page
    answer = desk.get(f"{at}/report.csv", WHY)
    report = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert f"{held[0].code} {held[1].code}" in report
    take_in(of, clerk, of.report["digest"])
    row = ListRow.objects.get(of=of)
    assert row.person is not None
    page = desk.get(f"{at}/rows", WHY).content.decode()
    assert page.count("Side by side") == 2
