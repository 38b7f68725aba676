"""The 630. The other side publishes a list of 630 soldiers whom it says it holds. Seven of them are
home, two are dead, three were never soldiers, and every twentieth birth is wrong; and it writes in
Russian what headquarters wrote in Ukrainian.

On the day that it comes a clerk sees all of it, row by row, and nobody has been dropped or merged.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from people import member, party, signed_in
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Judgement, ListRow, Person, ReceivedList, SourceKind
from repatria.desks.people.services import Stated
from repatria.desks.people.services.taking_in import take_in

SURNAMES = """Шевченко Шевченко|Коваль Коваль|Бондаренко Бондаренко|Мельник Мельник|Ткачук Ткачук
Кравець Кравец|Олійник Олейник|Поліщук Полищук|Савченко Савченко|Руденко Руденко|Лисенко Лысенко
Гончар Гончар|Марченко Марченко|Литвин Литвин|Хоменко Хоменко|Дацюк Дацюк|Яременко Яременко
Зозуля Зозуля|Кузьменко Кузьменко|Вовк Вовк|Сидорчук Сидорчук|Гнатюк Гнатюк|Мазур Мазур
Панченко Панченко|Білик Билык|Чорний Чёрный|Сірко Сирко|Довженко Довженко|Журавель Журавель
Кириленко Кириленко|Левченко Левченко"""
GIVEN = """Микола Николай|Олександр Александр|Сергій Сергей|Дмитро Дмитрий|Андрій Андрей|Юрій Юрий
Володимир Владимир|Василь Василий|Михайло Михаил|Олексій Алексей|Ігор Игорь"""
FATHERS = """Миколайович Николаевич|Олександрович Александрович|Петрович Петрович|Іванович Иванович
Володимирович Владимирович|Васильович Васильевич|Михайлович Михайлович"""

RETURNED, DEAD, CIVILIAN = range(46, 53), range(300, 302), range(500, 503)
WRONG = range(5, 630, 20)
"""Places on the list, from 0: of those who are home, dead, civilians; and of wrong births."""
HEADINGS = ("№", "ФИО", "Дата рождения", "Личный номер", "Подразделение")
PURPOSE = {"purpose": "exchange"}


def pairs(text: str) -> list[tuple[str, ...]]:
    return [tuple(each.split()) for line in text.splitlines() for each in line.split("|")]


def people() -> list[dict[str, str]]:
    """630 men, no two of one name; in Ukrainian, and as the other side writes them."""
    found = []
    surnames, given, fathers = map(pairs, (SURNAMES, GIVEN, FATHERS))
    for at in range(630):
        parts = surnames[at % 31], given[at % 11], fathers[at % 7]
        day = date(1975, 1, 1) + timedelta(days=(at * 7919) % 9000)
        found.append(
            {
                "uk": " ".join(part[0] for part in parts),
                "ru": " ".join(part[1] for part in parts),
                "born": day.strftime("%d.%m.%Y"),
                "wrong": slip(day, at).strftime("%d.%m.%Y"),
                "serial": f"АВ-{100000 + at * 37}",
                "unit": str(20 + at % 90),
            }
        )
    return found


def born(at: int) -> str:
    return "wrong" if at in WRONG else "born"


def slip(day: date, at: int) -> date:
    """The wrong births: another decade, another year, a day off, months away."""
    years, days = [(10, 0), (1, 0), (0, 1), (0, 200)][at // 20 % 4]
    other = day - timedelta(days=days)
    return other.replace(year=other.year - years, day=min(other.day, 28))


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="A Clerk")


@pytest.fixture
def known(clerk: User) -> list[Person]:
    """What headquarters knows of the same men, in Ukrainian; who came home by a signed act; whom a
    comrade saw fall; and who is a civilian by his mother's word."""
    rows = [["", each["uk"], each["born"], "", f"{each['unit']} омбр"] for each in people()]
    headquarters = services.add_sender(clerk, "Headquarters")
    ours = taken_in(clerk, headquarters, csv_of(rows), "The missing", says="missing")
    held = [row.person for row in ListRow.objects.filter(of=ours).order_by("number")]
    act = services.add_source(clerk, SourceKind.ACT, "exchange", said_on="2025-05-25")
    word = services.add_source(clerk, SourceKind.WORD, "exchange")
    home = services.add_source(clerk, SourceKind.HAND, "exchange", title="Families")
    for at in RETURNED:
        services.state(held[at], "state", Stated("returned", on="2025-05-25"), act, clerk)
    for at in DEAD:
        services.state(held[at], "state", Stated("dead", on="2024-02-17"), word, clerk)
    for at in CIVILIAN:
        services.state(held[at], "category", "civilian", home, clerk)
    return held


@pytest.fixture
def theirs(clerk: User, known: list[Person]) -> ReceivedList:
    """Their list, tried on the day that it came."""
    rows = [
        [
            str(at + 1),
            each["ru"],
            each["wrong" if at in WRONG else "born"],
            "",
            f"{each['unit']} ОМБр",
        ]
        for at, each in enumerate(people())
    ]
    sender = services.add_sender(clerk, "The other side")
    return tried(
        clerk, sender, csv_of(rows, HEADINGS), "Prisoners", dated="2025-06-02", whom="soldiers",
        says="captive",
    )  # fmt: skip


def places(of: ReceivedList, what: str) -> list[int]:
    """Where on the list something was found, from 0; the headings are row 1."""
    rows = ListRow.objects.filter(of=of).order_by("number")
    return [row.number - 2 for row in rows if any(each["what"] == what for each in row.notes)]


def test_all_of_it_is_found_and_nothing_else(theirs: ReceivedList) -> None:
    assert places(theirs, "returned") == list(RETURNED)
    assert places(theirs, "dead") == list(DEAD)
    assert places(theirs, "civilian") == list(CIVILIAN)
    assert places(theirs, "other_birth") == list(WRONG)
    # Whoever writes in another language writes of the same people: no row is taken for a stranger.
    assert theirs.report["verdicts"] == {
        "matches": 630 - len({*RETURNED, *DEAD, *CIVILIAN, *WRONG}),
        "conflicts": len({*RETURNED, *DEAD, *CIVILIAN, *WRONG}),
    }


def test_each_finding_names_the_record_that_it_is_about(
    theirs: ReceivedList, known: list[Person]
) -> None:
    for row in ListRow.objects.filter(of=theirs):
        named = {each["person"] for each in row.notes if each.get("person")}
        assert named == {known[row.number - 2].code}


def test_the_clerk_reads_it_on_a_page(theirs: ReceivedList, clerk: User) -> None:
    desk = signed_in(clerk)
    page = read(desk, f"/register/lists/{theirs.code}")
    assert "Returned already" in page
    rows = read(desk, f"/register/lists/{theirs.code}/rows", what="returned")
    assert rows.count("Returned already, 2025-05-25") == 7
    first = people()[RETURNED[0]]
    assert first["ru"] in rows


def test_the_answer_tells_no_more_than_both_know(theirs: ReceivedList, clerk: User) -> None:
    answer = signed_in(clerk).get(f"/register/lists/{theirs.code}/answers.csv", PURPOSE)
    lines = b"".join(answer.streaming_content).decode().splitlines()[1:]  # type: ignore[attr-defined]
    codes = [line.split(",") for line in lines]
    # They signed for the seven. Of the dead they hear what they hear of everybody.
    back = [int(row) - 2 for row, _, code, _ in codes if code == "R"]
    assert back == list(RETURNED)
    assert {(code, detail) for row, _, code, detail in codes if int(row) - 2 not in RETURNED} == {
        ("A", "serial")
    }


def test_nobody_is_dropped_and_nobody_merged(
    theirs: ReceivedList, known: list[Person], clerk: User
) -> None:
    before = {person.pk: person.name for person in Person.objects.all()}
    take_in(theirs, clerk, theirs.report["digest"])
    assert Person.objects.count() == 1260
    assert {person.pk: person.name for person in Person.objects.filter(pk__in=before)} == before
    made = Person.objects.filter(sender=theirs.sender)
    assert made.count() == 630
    assert set(made.values_list("name", flat=True)) == {each["ru"] for each in people()}
    assert not Judgement.objects.exists()
    # Their word stands on their own records: whoever is home is not made captive again by it.
    for at in RETURNED:
        known[at].refresh_from_db()
        assert known[at].state == "returned"


def read(desk: Client, address: str, **asked: str) -> str:
    answer = desk.get(address, {**PURPOSE, **asked})
    assert answer.status_code == 200
    return answer.content.decode()
