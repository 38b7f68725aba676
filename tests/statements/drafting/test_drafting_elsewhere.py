"""People and remains who are counted beside a handing over and are none of it: all left."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.statements.drafting import draft
from statements.drafting.scoring import PARTIES

LEAD = {
    "en": "Russia returned 1,000 bodies to Ukraine on Friday. ",
    "uk": "У п'ятницю Росія передала Україні 1000 тіл. ",
    "ru": "В пятницу Россия передала Украине 1000 тел. ",
}
ELSEWHERE = {
    "en": """
Some 300 relatives waited at the bus station.
The refrigerators can hold 2,000 bodies.
A court sentenced two soldiers to 12 years.
He lost two brothers in the war.
Some 500 people with portraits came to the square.
Russia claims to have taken 300 prisoners this week.
One in five prisoners had tuberculosis.
None of the relatives spoke English.
The general recalled the exchange of 1987, when 300 men crossed the bridge.
The ministry denied that the minister had resigned.
The driver asked not to be named.
What the state paid for it she did not say.
The war has cost some 4,000 lives.
""",
    "uk": """
Суд засудив двох військових до 12 років.
На війні він утратив двох братів.
Чоловік утримував у підвалі 12 полонених.
Цього тижня росіяни взяли в полон 300 військових.
Автобус зустрічали 200 людей із прапорами.
Вона чекає 26 місяців із трьома дітьми.
З 60 слідчих лише 12 працюють у вихідні.
Ніхто з родичів не розмовляв англійською.
Холодильник працює лише 1 з 3.
Це сталося без жодних умов.
22-го числа відбувся обмін листами.
Джерело просило не називати його.
Ціна питання — 40 мільйонів.
""",
    "ru": """
Суд приговорил двух военных к 12 годам.
На войне он потерял двух братьев.
Командир удерживал в подвале 12 пленных.
За неделю военные взяли в плен 300 человек.
Автобус встречали 200 человек с флагами.
Среди пострадавших — 4 ребёнка.
Из 60 следователей лишь 12 работают в выходные.
В колонии содержат 700 заключённых.
Самому младшему нет и года, самой пожилой — 84.
Водитель просил не называть его имени.
Цена вопроса — 40 миллионов.
""",
}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(key, line) for key, text in ELSEWHERE.items() for line in text.strip().splitlines()],
)
def test_what_is_told_of_others_is_left(language: str, sentence: str) -> None:
    text = LEAD[language] + sentence
    found = draft(text, language=language, published=date(2026, 3, 1), parties=PARTIES)
    assert [one.figure.of(text) for one in found.drafts[1:]] == []


TOLD = (
    ("en", "Buses brought 146 defenders to Chernihiv region, the Coordination Headquarters said.",
     "RU", "UA"),
    ("en", "Moscow says 35 bodies were given to it.", "UA", "RU"),
    ("en", "Russia's Defence Ministry announced the arrival of 84 servicemen.", "UA", "RU"),
    ("en", "Prisoners were exchanged. Ukraine's headquarters counted 193 arrivals.", "RU", "UA"),
    ("en", "By the accounts of both sides, Russia turned over 250 dead.", "RU", "UA"),
    ("uk", "На підконтрольну Україні територію повернулися 23 особи, яких утримували в РФ.",
     "RU", "UA"),
    ("uk", "Росіянам передали тіла. Міноборони РФ написало про 48 своїх.", "UA", "RU"),
    ("ru", "С той стороны пришли 29 тел, сообщил помощник президента России.", "UA", "RU"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "giver", "receiver"), TOLD)
def test_whither_by_what_stands_around(language: str, text: str, giver: str, receiver: str) -> None:
    found = draft(text, language=language, published=date(2026, 3, 1), parties=PARTIES)
    assert (found.drafts[-1].giver, found.drafts[-1].receiver) == (giver, receiver)
    assert not found.drafts[-1].both


INTERVIEW = """— Аркадію Львовичу, скільки тіл ви передали?
— Станом на сьогодні — 4871. Точніше, 4873.
— А скільки ще там?
— Близько 1900.
Аркадій Мірошник працює в українському штабі 12 років. Розмовляв Марко Ліщина.
"""


def test_the_guest_whom_the_last_lines_name_answers() -> None:
    found = draft(INTERVIEW, language="uk", published=date(2026, 3, 1), parties=PARTIES)
    assert [one.quantity.number for one in found.drafts] == [4871, 4873]
    assert all("Мірошник" in one.said.words for one in found.drafts)


NONE = ("Тіл Росія цього разу не передавала.", "Україна не отримала від Росії нічого.")


@pytest.mark.parametrize("text", NONE)
def test_none_by_the_verb_and_its_object_alone(text: str) -> None:
    lead = "У травні Росія передала Україні 1000 тіл. "
    found = draft(lead + text, language="uk", published=date(2026, 3, 1), parties=PARTIES)
    assert [one.quantity.number for one in found.drafts] == [1000, 0]
