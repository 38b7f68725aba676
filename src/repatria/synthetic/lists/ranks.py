"""Ranks and call signs of made-up people, in three languages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from repatria.synthetic.campaign.draws import Floats, Integers


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank whole and abbreviated by language, and of how many in a thousand."""

    whole: dict[str, str]
    short: dict[str, str]
    weight: int


def _ranks(table: str) -> tuple[Rank, ...]:
    def rank(line: str) -> Rank:
        uk, ru, en, uk_short, ru_short, en_short, weight = (
            cell.strip() for cell in line.split("|")
        )
        return Rank(
            {"uk": uk, "ru": ru, "en": en},
            {"uk": uk_short, "ru": ru_short, "en": en_short},
            int(weight),
        )

    return tuple(rank(line) for line in table.strip().splitlines())


RANKS = _ranks("""
солдат | солдат | soldier | солд. | ряд. | Pte | 340
старший солдат | старший солдат | senior soldier | ст. солд. | ст. ряд. | SPte | 190
молодший сержант | младший сержант | junior sergeant | мол. с-т | мл. с-т | JSgt | 120
сержант | сержант | sergeant | с-т | с-т | Sgt | 110
старший сержант | старший сержант | senior sergeant | ст. с-т | ст. с-т | SSgt | 70
головний сержант | главный сержант | chief sergeant | гол. с-т | гл. с-т | CSgt | 40
молодший лейтенант | младший лейтенант | junior lieutenant | мол. л-т | мл. л-т | JLt | 30
лейтенант | лейтенант | lieutenant | л-т | л-т | Lt | 40
старший лейтенант | старший лейтенант | senior lieutenant | ст. л-т | ст. л-т | SLt | 25
капітан | капитан | captain | к-н | к-н | Capt | 18
майор | майор | major | м-р | м-р | Maj | 11
підполковник | подполковник | lieutenant colonel | п/п-к | п/п-к | LtCol | 4
полковник | полковник | colonel | п-к | п-к | Col | 2
""")

_SIGNS = """
Сокіл/Сокол Беркут/Беркут Вовк/Волк Ведмідь/Медведь Лис/Лис Тигр/Тигр Рись/Рысь Кобра/Кобра
Яструб/Ястреб Ворон/Ворон Шершень/Шершень Борсук/Барсук Бобер/Бобер Їжак/Еж Кіт/Кот
Дід/Дед Малий/Малый Старий/Старый Сивий/Седой Рудий/Рыжий Чорний/Черный Хмурий/Хмурый
Тихий/Тихий Швидкий/Быстрый Грім/Гром Шторм/Шторм Буря/Буря Іскра/Искра Вогник/Огонек Дим/Дым
Сніг/Снег Мороз/Мороз Камінь/Камень Граніт/Гранит Кремінь/Кремень Сталь/Сталь Цвях/Гвоздь
Молот/Молот Сокира/Топор Шабля/Сабля Стріла/Стрела Лучник/Лучник Козак/Казак Гетьман/Гетман
Отаман/Атаман Бард/Бард Кобзар/Кобзарь Скрипаль/Скрипач Маестро/Маэстро Професор/Профессор
Доктор/Доктор Студент/Студент Вчитель/Учитель Коваль/Кузнец Мельник/Мельник Рибалка/Рыбак
Пасічник/Пасечник Лісник/Лесник Шахтар/Шахтер Електрик/Электрик Механік/Механик Токар/Токарь
Шофер/Шофер Пілот/Пилот Моряк/Моряк Боцман/Боцман Юнга/Юнга Якір/Якорь Компас/Компас Мапа/Карта
Кактус/Кактус Дуб/Дуб Клен/Клен Ясен/Ясень Горіх/Орех Перець/Перец Цукор/Сахар Сіль/Соль
Марс/Марс Сатурн/Сатурн Нептун/Нептун Орбіта/Орбита Комета/Комета Зевс/Зевс Тор/Тор Локі/Локи
Одін/Один Викинг/Викинг Самурай/Самурай Спартак/Спартак Гном/Гном Ельф/Эльф Привид/Призрак
Тінь/Тень Луна/Луна Джокер/Джокер Туз/Туз Король/Король Ферзь/Ферзь Пішак/Пешка Шах/Шах
"""
CALL_SIGNS = tuple((uk, ru) for uk, _, ru in (pair.partition("/") for pair in _SIGNS.split()))
"""Call signs in Ukrainian and Russian."""


def drawn_ranks(uniform: Floats) -> Integers:
    """For numbers in [0, 1): places in `RANKS`."""
    sums = np.cumsum([rank.weight for rank in RANKS])
    return np.searchsorted(sums, (uniform * int(sums[-1])).astype(np.int64), side="right")
