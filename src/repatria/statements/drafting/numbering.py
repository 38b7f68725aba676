"""Ordinals of exchanges: “the fourth exchange in a week”, «70-й обмін»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_words import NUMBER_WORDS
from repatria.statements.drafting.prose import rule

# “First” is no row: it says that something begins more often than it counts.
ORDINALS: dict[str, tuple[tuple[int, str], ...]] = {
    "en": (
        (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"), (6, "sixth"), (7, "seventh"),
        (8, "eighth"), (9, "ninth"), (10, "tenth"), (11, "eleventh"), (12, "twelfth"),
        (13, "thirteenth"), (14, "fourteenth"), (15, "fifteenth"),
        (16, "sixteenth"), (17, "seventeenth"), (18, "eighteenth"), (19, "nineteenth"),
        (20, "twentieth"), (30, "thirtieth"), (40, "fortieth"), (50, "fiftieth"),
        (60, "sixtieth"), (70, "seventieth"), (80, "eightieth"), (90, "ninetieth"),
        (100, "hundredth"),
    ),
    "uk": (
        (1, "перш"), (2, "друг"), (3, "треті|треть|трет"), (4, "четверт"), (5, "п'ят"),
        (6, "шост"), (7, "сьом"),
        (8, "восьм"), (9, "дев'ят"), (10, "десят"), (11, "одинадцят"), (12, "дванадцят"),
        (13, "тринадцят"), (14, "чотирнадцят"), (15, "п'ятнадцят"),
        (16, "шістнадцят"), (17, "сімнадцят"), (18, "вісімнадцят"), (19, "дев'ятнадцят"),
        (20, "двадцят"), (30, "тридцят"), (40, "сороков"), (50, "п'ятдесят"), (60, "шістдесят"),
        (70, "сімдесят"), (80, "вісімдесят"), (90, "дев'яност"), (100, "сот"),
    ),
    "ru": (
        (1, "перв"), (2, "втор"), (3, "трети|треть"), (4, "четв[её]рт"), (5, "пят"),
        (6, "шест"), (7, "седьм"),
        (8, "восьм"), (9, "девят"), (10, "десят"), (11, "одиннадцат"), (12, "двенадцат"),
        (13, "тринадцат"), (14, "четырнадцат"), (15, "пятнадцат"),
        (16, "шестнадцат"), (17, "семнадцат"), (18, "восемнадцат"), (19, "девятнадцат"),
        (20, "двадцат"), (30, "тридцат"), (40, "сороков"), (50, "пятидесят"), (60, "шестидесят"),
        (70, "семидесят"), (80, "восьмидесят"), (90, "девяност"), (100, "сот"),
    ),
}  # fmt: skip
_ENDING = (
    r"(?:ий|ій|а|я|е|є|ого|ього|ому|ьому|ом|ем|им|їм|ім|ої|ьої|у|ю|ый|ой|ая|ое|его|ему|ым|ую|ья|ье|ью"
    r"|ьего)"
)
_AFTER_DIGITS = r"(?:st|nd|rd|th|-?(?:й|ий|ій|го|ого|му|ому|м|им|а|я|е|ый|ой|ая|ое|ым|ом|те|тя))"
_NEXT = re.compile(r"[\s\u00a0]+([\w'-]+)")
# Before an ordinal that stands without its noun, and how far back the noun may stand.
_STATED = re.compile(
    r"(?<!\w)(?:was|is|became|it's|the|це|вже|уже|став|стала|стало|стал|это|этот|цей|считает|считают|"
    r"назвал\w*|називає|назва[вл]\w*|вважає|вважають|рахує|calls? it|called it|"
    r"counts? it as)\s+(?:the\s+|вже\s+|уже\s+)?$"
)
_FAR = 160
# «Четвертий за тиждень обмін»: a length of time that only says in which.
_WITHIN = re.compile(r"(?<!\w)(?:за|in a|this)\s+$")
_CUT = re.compile(r"[.,;:!?()—–\n]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """An ordinal with the exchange it numbers."""

    span: Span
    whole: Span
    number: int


def numbered(low: str, lexicon: Lexicon, language: str) -> Iterator[Numbered]:
    """Every ordinal that an exchange follows within four words, with no other noun counted."""
    for match in re.finditer(
        rf"(?:{rule(*lexicon.exchange).pattern})\s+(?:number|no\.?|№|під номером|под номером|номер)"
        r"\s*(\d+)",
        low,
    ):
        yield Numbered(Span(*match.span(1)), Span(*match.span()), int(match[1]))
    for start, end, number in (*_digits(low), *_words(low, language)):
        whole = _before_exchange(low, start, end, lexicon) or _after_exchange(
            low, start, end, lexicon
        )
        whole = whole or _alone(low, start, end, lexicon)
        if whole is not None and number:
            yield Numbered(Span(start, end), whole, number)


def _before_exchange(low: str, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """“The fourth exchange”: the noun follows within five words, and no other noun is counted."""
    at = end
    for _ in range(5):
        word = _NEXT.match(low, at)
        if word is None:
            return None
        if rule(*lexicon.exchange).match(low, word.start(1)):
            return Span(start, word.end())
        if rule(*lexicon.other["event"], *lexicon.other["unit"], *lexicon.other["duration"]).match(
            low, word.start(1)
        ) and not _WITHIN.search(low[max(0, word.start(1) - 8) : word.start(1)]):
            return None
        at = word.end()
    return None


def _after_exchange(low: str, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """“The exchange was the 71st”: the noun stands before, and nothing that is counted after."""
    head = low[max(0, start - 40) : start]
    matches = [
        match
        for match in rule(*lexicon.exchange).finditer(head)
        if not _CUT.search(head[match.end() :])
    ]
    follows = _NEXT.match(low, end)
    leans = (
        *lexicon.since,
        *lexicon.at,
        *lexicon.from_,
        *lexicon.to,
        *lexicon.of,
        "за",
        "від",
        "от",
    )
    free = follows is None or rule(*leans).match(low, follows.start(1)) is not None
    if not matches or not free:
        return None
    return Span(start - len(head) + matches[-1].start(), end)


def _alone(low: str, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """“… This was the thirteenth.”: an ordinal that is said of the exchange spoken of before."""
    if not _STATED.search(low[max(0, start - 25) : start]):
        return None
    follows = _NEXT.match(low, end)
    leans = (*lexicon.since, *lexicon.at, "за", "від", "от", "of the", "this")
    if follows is not None and rule(*leans).match(low, follows.start(1)) is None:
        return None
    spoken = rule(*lexicon.exchange, *lexicon.swap).search(low, max(0, start - _FAR), start)
    return Span(start, end) if spoken is not None else None


def _digits(low: str) -> Iterator[tuple[int, int, int]]:
    for match in re.finditer(rf"(?<![\w.,])(\d{{1,4}}){_AFTER_DIGITS}(?!\w)", low):
        yield match.start(), match.end(), int(match[1])


def _words(low: str, language: str) -> Iterator[tuple[int, int, int]]:
    tens = {
        word: value
        for word, value in NUMBER_WORDS[language].items()
        if value >= 20 and value % 10 == 0 and value < 1000
    }
    ending = "" if language == "en" else _ENDING
    for value, stem in ORDINALS[language]:
        for match in re.finditer(rf"(?<![\w'])(?:{stem}){ending}(?!\w)", low):
            before = re.search(r"([\w']+)[\s-]+$", low[max(0, match.start() - 20) : match.start()])
            ten = tens.get(before[1], 0) if before is not None and value < 10 else 0
            if value == 1 and not ten:
                continue
            start = match.start() - (len(before[0]) if before is not None and ten else 0)
            yield start, match.end(), ten + value
