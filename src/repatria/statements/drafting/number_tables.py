"""The words for numbers in three languages, each with all its forms.

Slavic numbers bend like nouns: the rows are built from stems and their endings. The first form of a
value is the one that a dictionary lists.
"""

from __future__ import annotations

from collections.abc import Iterator

_EN = """
1 one|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|11 eleven|12 twelve
13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen|20 twenty
30 thirty|40 forty fourty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety|100 hundred
1000 thousand k|1000000 million
"""
# “Сьома”, “восьма” are left out: they are ordinals more often than numbers.
_UK = """
1 один одного одному одним одна одну однієї однією одній одної одною одне
2 два дві двох двом двома двоє двійко|3 три трьох трьом трьома троє трійко
4 чотири чотирьох чотирьом чотирма четверо
5 п'ять п'яти п'ятьох п'ятьом п'ятьма п'ятьома п'ятеро
6 шість шести шістьох шістьом шістьма шістьома шестеро шестьох шестьом
7 сім семи сімох сімом сімома семеро семерох|8 вісім восьми вісьмох вісьмом вісьмома восьмеро
9 дев'ять дев'яти дев'ятьох дев'ятьом дев'ятьма дев'ятьома дев'ятеро
10 десять десяти десятьох десятьом десятьма десятьома десятеро десяток десятка десятку десятком
40 сорок сорока сорокох сорокома сорокам|90 дев'яносто дев'яноста дев'яностам дев'яностами
100 сто ста стам стома стах сотня сотню сотні сотнею
50 півсотні півсотню півсотнею|500 півтисячі
200 двісті двохсот двомстам двомастами двохстах двістам
300 триста трьохсот трьомстам трьомастами трьохстах
400 чотириста чотирьохсот чотирьомстам чотирмастами чотирьмастами чотирьохстах
1000 тисяча тисячу тисячі тисяч тисячею тисячам тисячами тисячах тис
1000000 мільйон мільйона мільйони мільйонів
"""
_RU = """
1 один одного одному одним одна одну одной одною одно
2 два две двух двум двумя двое двоих двоим двоими|3 три трех трёх трем трём тремя трое троих
3 троим троими|4 четыре четырех четырёх четырем четырём четырьмя четверо четверых четверым
4 четверыми|5 пять пяти пятью|6 шесть шести шестью|7 семь семи семью
8 восемь восьми восемью восьмью|9 девять девяти девятью|10 десять десяти десятью
10 десяток десятка десятку десятком
40 сорок сорока|90 девяносто девяноста|100 сто ста стам сотня сотню сотни сотней сотне
50 полсотни полусотни полусотню полусотней|500 полтысячи полутысячи
200 двести двухсот двумстам двумястами двухстах|300 триста трехсот трёхсот тремстам тремястами
300 трёхстах трехстах трёмстам|400 четыреста четырехсот четырёхсот четыремстам четырёмстам
400 четырьмястами четырёхстах четырехстах
1000 тысяча тысячи тысячу тысяче тысячей тысячью тысяч тысячам тысячами тысячах тыс тыща тыщи тыщу
1000000 миллион миллиона миллионов
"""
_UK_TEENS = (
    (11, "одинадцят"), (12, "дванадцят"), (13, "тринадцят"), (14, "чотирнадцят"),
    (15, "п'ятнадцят"), (16, "шістнадцят"), (17, "сімнадцят"), (18, "вісімнадцят"),
    (19, "дев'ятнадцят"), (20, "двадцят"), (30, "тридцят"),
)  # fmt: skip
_UK_TENS = ((50, "п'ятдесят"), (60, "шістдесят"), (70, "сімдесят"), (80, "вісімдесят"))
_UK_HUNDREDS = (
    (500, "п'ят", "п'яти", "п'ятьма п'ятьома"), (600, "шіст", "шести", "шістьма шістьома"),
    (700, "сім", "семи", "сьома сімома"), (800, "вісім", "восьми", "вісьма вісьмома"),
    (900, "дев'ят", "дев'яти", "дев'ятьма дев'ятьома"),
)  # fmt: skip
_RU_GROUPS = (
    (5, "пятер"), (6, "шестер"), (7, "семер"), (8, "восьмер"), (9, "девятер"), (10, "десятер"),
)  # fmt: skip
_RU_TEENS = (
    (11, "одиннадцат"), (12, "двенадцат"), (13, "тринадцат"), (14, "четырнадцат"),
    (15, "пятнадцат"), (16, "шестнадцат"), (17, "семнадцат"), (18, "восемнадцат"),
    (19, "девятнадцат"), (20, "двадцат"), (30, "тридцат"),
)  # fmt: skip
_RU_TENS = (
    (50, "пят", "пяти", "пятью"), (60, "шест", "шести", "шестью"),
    (70, "сем", "семи", "семью"), (80, "восем", "восьми", "восемью восьмью"),
)  # fmt: skip
_RU_HUNDREDS = (
    (500, "пять", "пяти", "пятью"), (600, "шесть", "шести", "шестью"),
    (700, "семь", "семи", "семью"), (800, "восемь", "восьми", "восемью восьмью"),
    (900, "девять", "девяти", "девятью"),
)  # fmt: skip

_Row = tuple[int, list[str]]


def _listed(rows: str) -> Iterator[_Row]:
    for row in rows.replace("\n", "|").split("|"):
        value, *words = row.split() or ("0",)
        if words:
            yield int(value), words


def _ukrainian() -> Iterator[_Row]:
    yield from _listed(_UK)
    for value, stem in _UK_TEENS:
        yield value, [stem + end for end in ("ь", "и", "ьох", "ьом", "ьма", "ьома", "еро")]
    for value, stem in _UK_TENS:
        yield value, [stem + end for end in ("", "и", "ьох", "ьом", "ьма", "ьома", "еро")]
    for value, stem, of, by in _UK_HUNDREDS:
        rest = [one + "стами" for word in by.split() for one in (word, word[:-1] + "а")]
        yield value, [stem + "сот", of + "сот", of + "стам", of + "стах", *rest]


def _russian() -> Iterator[_Row]:
    yield from _listed(_RU)
    for value, stem in _RU_GROUPS:
        yield value, [stem + end for end in ("о", "ых", "ым", "ыми")]
    for value, stem in _RU_TEENS:
        yield value, [stem + end for end in ("ь", "и", "ью")]
    for value, stem, of, by in _RU_TENS:
        first = stem + "ьдесят"
        yield value, [first, of + "десяти", *(one + "десятью" for one in by.split())]
    for value, first, of, by in _RU_HUNDREDS:
        rest = [one + "стами" for one in by.split()]
        yield value, [first + "сот", of + "сот", of + "стам", of + "стах", *rest]


def _table(rows: Iterator[_Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value, words in rows:
        for word in words:
            found.setdefault(word, value)
    return found


NUMBER_WORDS: dict[str, dict[str, int]] = {
    "en": _table(_listed(_EN)),
    "uk": _table(_ukrainian()),
    "ru": _table(_russian()),
}
"""By language: the word, and the number it stands for."""

SCALES = {
    "en": frozenset({"hundred", "thousand", "million", "k"}),
    "uk": frozenset(word for word, value in NUMBER_WORDS["uk"].items() if value >= 1000),
    "ru": frozenset(word for word, value in NUMBER_WORDS["ru"].items() if value >= 1000),
}

GROUPS: dict[str, frozenset[str]] = {
    "en": frozenset(),
    "uk": frozenset(
        word
        for word, value in NUMBER_WORDS["uk"].items()
        if value < 100 and word.endswith(("еро", "троє", "двоє", "ійко"))
    ),
    "ru": frozenset(
        word
        for word, value in NUMBER_WORDS["ru"].items()
        if value <= 10
        and word.endswith(("еро", "ерых", "ерым", "ерыми", "двое", "трое", "оих", "оим", "оими"))
    ),
}
"""Numbers that only people are counted by: «п'ятеро», «семерых»."""
