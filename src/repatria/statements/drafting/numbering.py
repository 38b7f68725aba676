"""Ordinals of exchanges: “the fourth exchange in a week”, «70-й обмін»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.statements.drafting.bare_numbers import without_noun
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
    r"(?:ий|ій|а|я|е|є|ого|ього|ому|ьому|ом|ем|им|їм|ім|ої|ьої|у|ю|ый|ой|ая|ое|его|ему|ым|ую|ья|"
    r"ье|ью"
    r"|ьего)"
)
_AFTER_DIGITS = (
    r"(?:st|nd|rd|th|-?(?:й|ий|ій|ю|та|ша|га|го|ого|му|ому|м|им|а|я|е|ый|ой|ая|ое|ым|ом|те|тя))"
)
_NEXT = re.compile(r"(?:,\s+(?=[\w'-]+\s)|[\s\u00a0]+)([\w'-]+)")
# Before an ordinal that stands without its noun, and how far back the noun may stand.
_STATED = re.compile(
    r"(?<!\w)(?:was|is|became|it's|the|це|вже|уже|став|стала|стало|стал|это|этот|цей|считает|"
    r"считают|"
    r"назвал\w*|називає|назва[вл]\w*|вважає|вважають|рахує|calls? it|called it|"
    r"counts? it as)\s+(?:the\s+|вже\s+|уже\s+)?$"
)
# “In the second, on Friday, …”: which of those told of, and no number of an exchange.
_IN_TURN = re.compile(r"(?<!\w)(?:in|on|at|for|during|after|before|of|from)\s+the\s+$")
_FAR = 160
# “Not the fifty-fifth”; and before a day of the month.
_TURNED_DOWN = re.compile(r"(?<!\w)(?:not|не|ані|ни)\s+(?:the\s+)?$")
_DAY = re.compile(
    r"(?<!\w)(?:on|by|until|till|since|from|to|до|по|к|с|со|з|із|від|от|на|в|у)\s+(?:the\s+)?$"
)
# «20-го» is a day more often than an exchange; «попереду 68-й» is none that was.
_OF_DAY = re.compile(r"(?:ого|го|ому|му)$")
_AHEAD = re.compile(
    r"(?<!\w)(?:попереду|впереди|ahead|next|наступн\w+|следующ\w+|готу\w+|готов\w+)\W+(?:\w+\W+)?$"
)
# The least ordinal that goes on from another one, and the least that needs none before it.
_LEAST, _GREAT = 5, 20
# «Четвертий за тиждень обмін»: a length of time that only says in which.
# «22-го числа»: a day of the month.
_DATE = re.compile(r"-?(?:го|ого)?\s+(?:числа|грудня|січня|лютого|березня|квітня|травня|"
                   r"червня|липня|"
                   r"серпня|вересня|жовтня|листопада)(?!\w)")  # fmt: skip
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
    last: int | None = None
    for start, end, number in sorted({*_digits(low), *_words(low, language)}):
        if _TURNED_DOWN.search(low[max(0, start - 14) : start]) or _covered(low, end):
            continue
        if _DATE.match(low, end):
            continue
        whole = _before_exchange(low, start, end, lexicon) or _after_exchange(
            low, start, end, lexicon
        )
        whole = whole or _alone(low, start, end, lexicon)
        if whole is None and _goes_on(low, start, end, number, last, lexicon):
            whole = Span(start, end)
        if whole is not None and number:
            last = end
            yield Numbered(Span(start, end), whole, number)


def _covered(low: str, end: int) -> bool:
    """Whether another number or ordinal goes on right here: “55th-56th”, “the 1-a”."""
    return re.match(r"[\w-]", low[end : end + 1]) is not None and low[end : end + 1] != "-"


def _free(low: str, end: int) -> bool:
    """Whether an ordinal stands without a noun of its own."""
    return re.match(r"\s*(?:[.,;:!?)»”\"—–]|$)", low[end:]) is not None or without_noun(low, end)


def _goes_on(
    low: str, start: int, end: int, number: int, last: int | None, lexicon: Lexicon
) -> bool:
    """“… the 55th; by the others' count, the 49th”: another count of the exchange spoken of."""
    if not _free(low, end) or _DAY.search(low[max(0, start - 12) : start]):
        return False
    ahead = _AHEAD.search(low[max(0, start - 30) : start]) is not None
    if ahead or _OF_DAY.search(low[start:end]) is not None:
        return False
    if last is not None and number >= _LEAST and start - last <= _FAR:
        return True
    spoken = rule(*lexicon.exchange).search(low, max(0, start - _FAR), start)
    return spoken is not None and number >= _GREAT


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
        or re.fullmatch(
            r"\s*[,—–-]\s*(?:the\s+|it was the\s+|це\s+|это\s+|уже\s+|вже\s+)?", head[match.end() :]
        )
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
    free = free or (_free(low, end) and _OF_DAY.search(low[start:end]) is None)
    if not matches or not free:
        return None
    return Span(start - len(head) + matches[-1].start(), end)


def _alone(low: str, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """“… This was the thirteenth.”: an ordinal that is said of the exchange spoken of before."""
    head = low[max(0, start - 25) : start]
    if not _STATED.search(head) or _IN_TURN.search(head):
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
