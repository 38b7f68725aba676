"""Numbers in words in three languages: compounds, and numbers made with “dozen” and its like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.statements.drafting.number_tables import NUMBER_WORDS, SCALES

__all__ = ["NUMBER_WORDS", "SCALES", "InWords", "composed_numbers", "numbers_in_words"]

# "Thousands" without a number before it is a quantity of its own (statements/words.py).
_PLURAL = frozenset(
    form
    for stem in ("тисяч", "тысяч")
    for form in (stem, stem + "ам", stem + "ами", "тисячі", "тысячи", "сотні", "сотни")
)
_DOZEN = {"dozen": 12, "score": 20}
_ARTICLE = re.compile(r"(?:half )?(?:a )?(?:hundred|thousand|dozen)\b")
_AND = {"uk": ("і", "й", "та"), "ru": ("и",)}
_WORD = re.compile(r"[^\W\d_](?:[\w']*\w)?")


@dataclass(frozen=True, slots=True)
class InWords:
    """A number found in words, from `start` to `end`. `rough` for a dozen and its like."""

    start: int
    end: int
    value: int
    rough: bool = False
    bare_plural: bool = False


_HALVES = {
    0.5: "пів пол", 1.5: "півтора півтори півтораста полтора полторы полутора полтораста",
}  # fmt: skip
_FACTOR: dict[str, float] = {
    word: value for value, words in _HALVES.items() for word in words.split()
}
_FACTOR.update(
    (word, value)
    for language in ("uk", "ru")
    for word, value in NUMBER_WORDS[language].items()
    if 2 <= value <= 9
)
_FEW = "|".join(sorted(_FACTOR, key=len, reverse=True))
_TENS = (
    r"(десятк(?:и|ів|а|ами|ам|ов|ах|у|ом)|десяток|сотн(?:і|и|ями|ям|ях|ю|ею|ей)|сотень|сотен|"
    r"дюжин(?:и|ы|ами|у|ою|ой)?|тысяч(?:и|ами|)|тисяч(?:і|ами|))"
)
_MANY = re.compile(rf"(?<![\w'])({_FEW})[\s-]+{_TENS}(?![\w'])")
# «Две с половиной тысячи», “two and a half thousand”.
_AND_HALF = re.compile(
    rf"(?<![\w'])({_FEW}|two|three|four|five|six|seven|eight|nine|\d)\s+"
    r"(?:с половиной|з половиною|із половиною|and a half)\s+"
    r"(тысяч\w*|тисяч\w*|thousand|сотн\w+|hundred|десятк\w+|dozen)(?!\w)"
)
_ROUGHLY = re.compile(
    r"(?<![\w'])(десятка|десятків|десятков|сотні|сотни|сотень|сотен|тысячи|тисячі|тысяч|тисяч)\s+"
    rf"(?:(?:зо|зі|із|з|с)\s+)?({_FEW})(?![\w'])(?!\s+(?:тыс|тис|сот|десят))"
)
_LAST = re.compile(r"([\w']+)\s+$")
_DOZENS = re.compile(r"(?<![\w'])(?:(чортова|чёртова|чертова)\s+)?дюжин(?:а|у|ою|ой)(?![\w'])")
_BIG = {"де": 10, "со": 100, "ты": 1000, "ти": 1000, "дю": 12, "th": 1000, "hu": 100, "do": 12}
_ENGLISH = {word: value for word, value in NUMBER_WORDS["en"].items() if 2 <= value <= 9}
_COUPLE = re.compile(
    r"(?<!\w)(?:an?\s+)?(?:(pair|couple|trio)\s+of(?:\s+(dozen|score|hundred|thousand))?|"
    r"(baker's)\s+dozen)(?!\w)"
)


def composed_numbers(low: str, language: str) -> Iterator[InWords]:
    """“Three tens”, «півтори сотні», and with the number behind, roughly: «тысячи три»."""
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        return not any(match.start() < end and start < match.end() for start, end in taken)

    for match in _AND_HALF.finditer(low):
        few = _FACTOR.get(match[1]) or _ENGLISH.get(match[1]) or float(match[1])
        taken.append(match.span())
        yield InWords(*match.span(), int((few + 0.5) * _BIG[match[2][:2]]))
    if language == "en":
        yield from _english(low)
        return
    for match in _MANY.finditer(low):
        factor, big = _FACTOR[match[1]], _BIG[match[2][:2]]
        if not free(match) or (big == 1000 and factor not in (0.5, 1.5)):
            continue
        taken.append(match.span())
        rough = big == 12 and factor != 0.5
        yield InWords(*match.span(), int(factor * big), rough=rough)
    for match in _DOZENS.finditer(low):
        if free(match):
            taken.append(match.span())
            yield InWords(*match.span(), 13 if match[1] else 12, rough=match[1] is None)
    for match in _ROUGHLY.finditer(low):
        before = _LAST.search(low, max(0, match.start() - 20), match.start())
        counted = before is not None and before[1] in (*NUMBER_WORDS[language], *_FACTOR)
        if free(match) and not counted:
            value = _FACTOR[match[2]] * _BIG[match[1][:2]]
            yield InWords(*match.span(), int(value), rough=True)


def _english(low: str) -> Iterator[InWords]:
    """“A couple of dozen”, “a pair of women”, “a baker's dozen”; a couple alone is too loose."""
    for match in _COUPLE.finditer(low):
        few = 3 if match[1] == "trio" else 2
        if match[3]:
            yield InWords(*match.span(), 13)
        elif match[2]:
            big = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000}[match[2]]
            yield InWords(*match.span(), few * big, rough=True)
        elif match[1] != "couple":
            yield InWords(match.start(), match.end() - 3, few)


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
        elif text in _AND.get(language, ()):
            # «Тысяча и три тела»: a few more than a thousand.
            after = _WORD.match(low, word.end() + 1)
            few = table.get(after[0], 0) if after is not None else 0
            if not words or words[-1] not in scales or not 0 < few < 10:
                break
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
        gap = re.compile(r"(?:[^\S\n]|-)+").match(low, word.end())
        if gap is None:
            break
        at = gap.end()
    if not words:
        return None
    bare = len(words) == 1 and words[0] in _PLURAL
    return InWords(start, end, total + current, bare_plural=bare)
