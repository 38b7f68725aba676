"""Numbers in words in three languages, with their case forms and compounds, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EN = """
1 one|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|11 eleven|12 twelve
13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen|20 twenty
30 thirty|40 forty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety|100 hundred
1000 thousand k|1000000 million
"""
_UK = """
1 один одного одному одним одна одну однієї одній одне|2 два дві двох двом двома двоє
3 три трьох трьом трьома троє|4 чотири чотирьох чотирьом чотирма четверо
5 п'ять п'яти п'ятьох п'ятьом п'ятьма п'ятеро|6 шість шести шістьох шістьом шестеро
7 сім семи сімох сімом семеро|8 вісім восьми вісьмох вісьмом восьмеро
9 дев'ять дев'яти дев'ятьох дев'ятьом дев'ятеро|10 десять десяти десятьох десятьом
11 одинадцять одинадцяти одинадцятьох|12 дванадцять дванадцяти дванадцятьох
13 тринадцять тринадцяти тринадцятьох|14 чотирнадцять чотирнадцяти чотирнадцятьох
15 п'ятнадцять п'ятнадцяти п'ятнадцятьох|16 шістнадцять шістнадцяти шістнадцятьох
17 сімнадцять сімнадцяти сімнадцятьох|18 вісімнадцять вісімнадцяти вісімнадцятьох
19 дев'ятнадцять дев'ятнадцяти дев'ятнадцятьох|20 двадцять двадцяти двадцятьох двадцятьом
30 тридцять тридцяти тридцятьох тридцятьом|40 сорок сорока
50 п'ятдесят п'ятдесяти п'ятдесятьох|60 шістдесят шістдесяти шістдесятьох
70 сімдесят сімдесяти сімдесятьох|80 вісімдесят вісімдесяти вісімдесятьох
90 дев'яносто дев'яноста|100 сто ста сотню сотня сотні|200 двісті двохсот двомстам двомастами
300 триста трьохсот трьомстам|400 чотириста чотирьохсот чотирьомстам
500 п'ятсот п'ятисот п'ятистам|600 шістсот шестисот шестистам|700 сімсот семисот семистам
800 вісімсот восьмисот восьмистам|900 дев'ятсот дев'ятисот дев'ятистам
50 п'ятдесятьма|60 шістдесятьма|70 сімдесятьма|80 вісімдесятьма|90 дев'яностами
7 сімома|8 вісьмома|6 шістьома|9 дев'ятьма|10 десятеро десятьма десяток десятка
11 одинадцятеро одинадцятьма|12 дванадцятеро дванадцятьма|13 тринадцятеро|14 чотирнадцятеро
15 п'ятнадцятеро|16 шістнадцятеро|17 сімнадцятеро
18 вісімнадцятеро|19 дев'ятнадцятеро
19 дев'ятнадцятьом|20 двадцятеро двадцятьма
30 тридцятеро тридцятьом|40 сорокох|50 півсотні п'ятдесятьом
100 стам стома|200 двомастами|300 трьомастами
400 чотирмастами|500 п'ятьмастами
600 шістьмастами|700 сьомастами|800 вісьмастами|900 дев'ятьмастами
1000 тисяча тисячу тисячі тисяч тисячею тисячам тисячами тис|1000000 мільйон мільйона мільйони
"""
_RU = """
1 один одного одному одним одна одну одной одно|2 два две двух двум двумя двое двоих
3 три трех трёх трем трём тремя трое троих|4 четыре четырех четырёх четырем четырём четверо
4 четырьмя четверых|5 пять пяти пятью пятеро пятерых|6 шесть шести шестью шестеро шестерых
7 семь семи семью семеро семерых|8 восемь восьми восемью восьмью восьмеро восьмерых
9 девять девяти девятью девятеро девятерых|10 десять десяти десятью десятеро
11 одиннадцать одиннадцати одиннадцатью|12 двенадцать двенадцати двенадцатью
13 тринадцать тринадцати тринадцатью|14 четырнадцать четырнадцати четырнадцатью
15 пятнадцать пятнадцати пятнадцатью|16 шестнадцать шестнадцати шестнадцатью
17 семнадцать семнадцати семнадцатью|18 восемнадцать восемнадцати восемнадцатью
19 девятнадцать девятнадцати девятнадцатью|20 двадцать двадцати двадцатью
30 тридцать тридцати тридцатью|40 сорок сорока|50 пятьдесят пятидесяти пятьюдесятью
60 шестьдесят шестидесяти шестьюдесятью|70 семьдесят семидесяти семьюдесятью
80 восемьдесят восьмидесяти восемьюдесятью|90 девяносто девяноста|100 сто ста сотню сотня сотни
200 двести двухсот двумстам двумястами двухстах|300 триста трехсот трёхсот тремстам тремястами
400 четыреста четырехсот четырёхсот четыремстам|500 пятьсот пятисот пятистам пятьюстами
600 шестьсот шестисот шестистам шестьюстами|700 семьсот семисот семистам семьюстами
800 восемьсот восьмисот восьмистам восемьюстами|900 девятьсот девятисот девятистам девятьюстами
10 десятерых десяток десятка|50 полсотни полусотни|200 двухстах|300 трёхстах трехстах
400 четырёхстах четырехстах|500 пятистах
600 шестистах|700 семистах|800 восьмистах|900 девятистах
1000 тысячах
1000 тысяча тысячи тысячу тысяче тысячей тысяч тысячам тысячами тыс|1000000 миллион миллиона
"""


def _table(rows: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in re.split(r"[|\n]", rows):
        value, *words = row.split() or ("0",)
        found.update(dict.fromkeys(words, int(value)))
    return found


NUMBER_WORDS = {"en": _table(_EN), "uk": _table(_UK), "ru": _table(_RU)}
"""By language: the word, and the number it stands for."""

SCALES = {
    "en": frozenset({"hundred", "thousand", "million", "k"}),
    "uk": frozenset(word for word, value in NUMBER_WORDS["uk"].items() if value >= 1000),
    "ru": frozenset(word for word, value in NUMBER_WORDS["ru"].items() if value >= 1000),
}
# "Thousands" without a number before it is a quantity of its own (statements/words.py).
_PLURAL = frozenset(
    form
    for stem in ("тисяч", "тысяч")
    for form in (stem, stem + "ам", stem + "ами", "тисячі", "тысячи", "сотні", "сотни")
)
_DOZEN = {"dozen": 12, "score": 20}
_ARTICLE = re.compile(r"(?:half )?(?:a )?(?:hundred|thousand|dozen)\b")
_WORD = re.compile(r"[^\W\d_](?:[\w']*\w)?")


@dataclass(frozen=True, slots=True)
class InWords:
    """A number found in words, from `start` to `end`. `rough` for a dozen and its like."""

    start: int
    end: int
    value: int
    rough: bool = False
    bare_plural: bool = False


_FEW = {
    1.5: "півтора півтори полтора полторы полутора",
    2: "два дві две двох двух", 3: "три трьох трех трёх",
    4: "чотири чотирьох четыре четырёх четырех",
    5: "п'ять п'яти пять пяти", 6: "шість шести шесть", 7: "сім семи семь",
    8: "вісім восьми восемь",
    9: "дев'ять дев'яти девять девяти",
}  # fmt: skip
_FACTOR = {word: value for value, words in _FEW.items() for word in words.split()}
_TENS = r"(десятк(?:и|ів|а|ами|ов)|сотн(?:і|и|ями)|сотень|сотен|тысяч(?:и|)|тисяч(?:і|))"
_MANY = re.compile(rf"(?<![\w'])({'|'.join(_FACTOR)})\s+{_TENS}(?![\w'])")
_ROUGHLY = re.compile(
    r"(?<![\w'])(десятка|десятків|десятков|сотні|сотни|тысячи|тисячі)\s+(?:зо\s+|зі\s+)?"
    rf"({'|'.join(_FACTOR)})(?![\w'])"
)
_BIG = {"д": 10, "с": 100, "т": 1000}
_COUPLE = re.compile(r"(?<!\w)(?:an?\s+)?(pair|couple|trio)\s+of\s+(dozen|score|hundred|thousand)?")


def composed_numbers(low: str, language: str) -> Iterator[InWords]:
    """“Three tens”, «півтори сотні», and with the number behind, roughly: «тысячи три»."""
    if language == "en":
        for match in _COUPLE.finditer(low):
            few = 3 if match[1] == "trio" else 2
            if match[2]:
                big = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000}[match[2]]
                yield InWords(match.start(), match.end(), few * big, rough=True)
            elif match[1] != "couple":
                yield InWords(match.start(), match.end() - 4, few)
        return
    taken = 0
    for match in _MANY.finditer(low):
        factor, big = _FACTOR[match[1]], _BIG[match[2][0]]
        if big == 1000 and factor != 1.5:
            continue
        taken = match.end()
        yield InWords(match.start(), match.end(), int(factor * big))
    for match in _ROUGHLY.finditer(low):
        before = _WORD.findall(low[max(0, match.start() - 20) : match.start()])
        counted = bool(before) and (before[-1] in NUMBER_WORDS[language] or before[-1] in _FACTOR)
        if match.start() >= taken and not counted:
            value = _FACTOR[match[2]] * _BIG[match[1][0]]
            yield InWords(match.start(), match.end(), int(value), rough=True)


def numbers_in_words(low: str, language: str) -> Iterator[InWords]:
    """Every number in words of a folded text; as many words as belong to one number."""
    table, scales = NUMBER_WORDS[language], SCALES[language]
    taken = 0
    composed = list(composed_numbers(low, language))
    yield from composed
    inside = {at for one in composed for at in range(one.start, one.end)}
    for word in _WORD.finditer(low):
        if word.start() in inside:
            continue
        if word.start() < taken or (word[0] not in table and not _article(low, word, language)):
            continue
        found = _compound(low, word.start(), table, scales, language)
        if found is not None:
            taken = found.end
            yield found


def _article(low: str, word: re.Match[str], language: str) -> bool:
    if language != "en" or word[0] not in ("a", "half", "dozen"):
        return False
    return _ARTICLE.match(low, word.start()) is not None


def _compound(
    low: str, start: int, table: dict[str, int], scales: frozenset[str], language: str
) -> InWords | None:
    at, end = start, start
    total, current, least = 0, 0, 10**9
    words: list[str] = []
    half = False
    while (word := _WORD.match(low, at)) is not None:
        text = word[0]
        if text in ("a", "and", "half") and language == "en":
            if text == "and" and (not words or words[-1] not in scales):
                break
            if text == "a" and words:
                break
            half = half or text == "half"
        elif text in _DOZEN and language == "en":
            number = max(current, 1) * _DOZEN[text]
            return InWords(start, word.end(), number // 2 if half else number, rough=True)
        elif text in scales:
            value = table[text]
            if value == 100:
                if current >= 100:
                    break
                current, least = max(current, 1) * 100, 100
            else:
                if total and total < value:
                    break
                total, current, least = total + max(current, 1) * value, 0, value
            words.append(text)
            end = word.end()
        elif text in table:
            value = table[text]
            # A smaller number may follow a larger: forty-two, двести семь; not seven eight.
            if value >= least or (least < 20 and least != 100):
                break
            current, least = current + value, value if value >= 20 else 1
            words.append(text)
            end = word.end()
        else:
            break
        gap = re.compile(r"[\s-]+").match(low, word.end())
        if gap is None:
            break
        at = gap.end()
    if not words:
        return None
    bare = len(words) == 1 and words[0] in _PLURAL
    return InWords(start, end, total + current, bare_plural=bare)
