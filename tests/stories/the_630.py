"""The men of the story of the 630: who they are, what headquarters knows of them, and the list that
the other side makes of them."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client

from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import User
from repatria.desks.people import services
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender, SourceKind
from repatria.desks.people.services import Stated

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
                "wrong": slip(day, at // 20).strftime("%d.%m.%Y"),
                "otherwise": slip(day, at).strftime("%d.%m.%Y"),
                "unit": str(20 + at % 90),
            }
        )
    return found


def slip(day: date, which: int) -> date:
    """The wrong births: another decade, another year, a day off, months away."""
    years, days = [(10, 0), (1, 0), (0, 1), (0, 200)][which % 4]
    other = day - timedelta(days=days)
    return other.replace(year=other.year - years, day=min(other.day, 28))


def headquarters_knows(clerk: User, theirs: Sender) -> list[Person]:
    """What headquarters knows of the same men, in Ukrainian; who came home by an act that the other
    side signed too; whom a comrade saw fall; and who is a civilian by his mother's word."""
    rows = [["", each["uk"], each["born"], "", f"{each['unit']} омбр"] for each in people()]
    headquarters = services.add_sender(clerk, "Headquarters")
    ours = taken_in(clerk, headquarters, csv_of(rows), "The missing", says="missing")
    held: list[Person] = []
    for row in ListRow.objects.filter(of=ours).order_by("number"):
        assert row.person is not None
        held.append(row.person)
    act = services.add_source(
        clerk, SourceKind.ACT, "exchange", said_on="2025-05-25", sender=theirs
    )
    word = services.add_source(clerk, SourceKind.WORD, "exchange")
    home = services.add_source(clerk, SourceKind.HAND, "exchange", title="Families")
    for at in RETURNED:
        services.state(held[at], "state", Stated("returned", on="2025-05-25"), act, clerk)
    for at in DEAD:
        services.state(held[at], "state", Stated("dead", on="2024-02-17"), word, clerk)
    for at in CIVILIAN:
        services.state(held[at], "category", "civilian", home, clerk)
    return held


def listed(
    clerk: User, sender: Sender, births: list[str], *, units: bool = True, initials: bool = False
) -> ReceivedList:
    """A list of them in Russian, tried on the day that it came: with these births, and with or
    without units and whole names."""
    rows = []
    for at, each in enumerate(people()):
        surname, given, father = each["ru"].split()
        name = f"{surname} {given[0]}. {father[0]}." if initials else each["ru"]
        rows.append([str(at + 1), name, births[at], "", f"{each['unit']} ОМБр" if units else ""])
    return tried(
        clerk, sender, csv_of(rows, HEADINGS), "Prisoners", dated="2025-06-02", whom="soldiers",
        says="captive",
    )  # fmt: skip


def places(of: ReceivedList, *what: str) -> list[int]:
    """Where on the list something was found, from 0; the headings are row 1."""
    rows = ListRow.objects.filter(of=of).order_by("number")
    return [row.number - 2 for row in rows if any(each["what"] in what for each in row.notes)]


def answered(desk: Client, of: ReceivedList, **asked: str) -> list[tuple[int, str, str]]:
    """The coded answers: place on the list from 0, code, and what belongs to it."""
    answer = desk.get(f"/register/lists/{of.code}/answers.csv", {**PURPOSE, **asked})
    lines = b"".join(answer.streaming_content).decode().splitlines()[1:]  # type: ignore[attr-defined]
    cells = [line.split(",") for line in lines]
    return [(int(row) - 2, code, detail) for row, _own, code, detail in cells]
