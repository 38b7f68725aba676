"""The words that stand in and around dates in Ukrainian, Russian and English lists."""

from __future__ import annotations

import re

_MONTH_WORDS = """
січень січня січ январь января янв january jan і i
лютий лютого лют февраль февраля фев february feb іі ii
березень березня бер март марта мар march mar ііі iii
квітень квітня квіт кві апрель апреля апр april apr iv
травень травня трав тра май мая may v
червень червня черв чер июнь июня июн june jun vi
липень липня лип июль июля июл july jul vii
серпень серпня серп сер август августа авг august aug viii
вересень вересня вер сентябрь сентября сент сен september sept sep ix
жовтень жовтня жовт жов октябрь октября окт october oct x
листопад листопада лист лис ноябрь ноября нояб ноя november nov xi
грудень грудня груд гру декабрь декабря дек december dec xii
"""

MONTHS = {
    word: number
    for number, line in enumerate(_MONTH_WORDS.strip().splitlines(), 1)
    for word in line.split()
}
"""Month words and Roman numerals, folded, to the number of the month."""

UNKNOWN = frozenset(
    {"", "?", "??", "-", "–", "—", "н/д", "н.д.", "нд", "невідомо", "невідома", "не відомо"}
    | {"неизвестно", "неизвестна", "не известно", "unknown", "n/a", "na", "none", "not known"}
    | {"не вказано", "не указано", "не встановлено", "не установлено", "not stated", "нет", "немає"}
    | {"00.00.0000", "0000-00-00", "xx.xx.xxxx", "xxxx-xx-xx", "xxxx"}
)
"""How a source writes that it does not know."""

ABOUT = re.compile(
    r"^(?:близько|біля|приблизно|прибл\.?|бл\.?|около|ок\.?|примерно|прим\.?|about|approx\.?"
    r"|approximately|circa|ca?\.?)\s*(?=\d)"
)
"""Words for "about" before a date."""

BORN = re.compile(
    r"^(?:дата народження|дата рождения|народився|народилася|народилась|нар\.?|родился|родилась"
    r"|род\.?|born(?: on)?|b\.|d\.?o\.?b\.?|д\.? ?[нр]\.?)\s*:?\s*(?=\d)"
)
"""Words for "born" before a date."""

OF_YEAR = re.compile(
    r"(?<=\d)\s*(?:р\.? ?н\.?|г\.? ?р\.?|року народження|года рождения|р\.?|г\.?|року|рік|года|год)"
    r"$"
)
"""Words for "of the year" and "of the year of birth" after it."""

UNSAID = re.compile("[хx]")
"""A Cyrillic or Latin x where a digit was not said."""

LETTERS_FOR_DIGITS = str.maketrans({"o": "0", "о": "0", "l": "1", "і": "1", "i": "1", "з": "3"})
