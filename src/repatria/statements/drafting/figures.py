"""The quantities that stand in a text: figures, numbers in words, none, parity, dozens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_words import numbers_in_words
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.worded import Figure, make_figure, once_none, single_scale, worded
from repatria.statements.words import read_quantity

_DIGITS = re.compile(
    r"(?<![\w.,/:№#-])(?:\d{1,3}(?:[,.' \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
)
_SCALE = re.compile(
    r"(?:[^\S\n]|-)?(тис\.?|тыс\.?|тисяч\w*|тысяч\w*|thousand|k|"
    r"сотен|сотн[иія]\w*|сотень|hundred|десятк\w+|dozen|дюжин\w*|score)(?!\w)"
)
_SCALES = {"со": 100, "hu": 100, "де": 10, "do": 12, "дю": 12, "sc": 20}
# “6 thousand 200”: what is left of a number after its thousands.
_REST = re.compile(r"[\s\u00a0](\d{3})(?![\d.,]\d|\d)")
_DASH = r"\s*[-–—]\s*"
# How each modifier is said in the words that `statements.words` reads.
_CANONICAL = {
    "at_least": "at least {}",
    "more": "more than {}",
    "fewer": "fewer than {}",
    "at_most": "at most {}",
    "nearly": "nearly {}",
    "about": "about {}",
    "exact": "{}",
}
# “~50”, “>50”, “50+”, “fifty-odd”.
_SIGN = re.compile(r"([~≈><≥≤])\s?$")
_ODD = re.compile(r"\s?\+(?!\d)|-?\s?odd(?!\w)|-plus(?!\w)")
_SIGNS = {
    "~": "about", "≈": "about", ">": "more", "<": "fewer", "≥": "at_least", "≤": "at_most",
    "+": "at_least", "-plus": "at_least",
}  # fmt: skip
_LONGEST = 12
# Nobody hands over millions: «40 миллионов» are money or a people.
_MILLION = 1_000_000
# «Десятків зо два», «сотні три»: the number after its noun is a rough one.
_LOOSE = re.compile(r"\s+(?:зо|зі|из)\s+(?:два|дві|две|три|чотири|четыре|п'ять|пять)(?!\w)")
# The “over” of “handed over” belongs to the verb.
_PARTICLE = re.compile(
    r"(?:hand|turn|tak|took|pass|giv|gave)\w*\s+(?:[\w']+\s+){0,3}over\s+$|(?:transferred|"
    r"handed)\s+over\s+$"
)


@dataclass(frozen=True, slots=True)
class _Core:
    start: int
    end: int
    value: int
    in_words: bool
    rough: bool = False
    bare: bool = False


def figures(text: str, low: str, lexicon: Lexicon, language: str) -> tuple[Figure, ...]:
    """All quantities, in the order of the text; none overlaps another."""
    found = [*worded(text, low, lexicon, language)]
    taken = [figure.span for figure in found]
    cores = sorted(_cores(low, language), key=lambda core: (core.start, -core.end))
    skip = 0
    for index, core in enumerate(cores):
        if core.start < skip or (core.in_words and _is_name(text, core)):
            continue
        if core.in_words and core.value >= _MILLION:
            continue
        following = next((one for one in cores[index + 1 :] if one.start >= core.end), None)
        figure = _range(text, low, lexicon, core, following) or _single(text, low, lexicon, core)
        if figure is None or any(figure.core.meets(span) for span in taken):
            continue
        skip = figure.core.end
        found.append(figure)
    return once_none(low, sorted(found, key=lambda figure: figure.span))


def _is_name(text: str, core: _Core) -> bool:
    """«Полковник Юхим Сорока»: a capital within a sentence makes a number word a name."""
    head = text[: core.start].rstrip(" \u00a0")
    inside = head[-1:].isalpha() or head[-1:] == ","
    return text[core.start].isupper() and inside and not text[core.start : core.end].isupper()


def _cores(low: str, language: str) -> Iterator[_Core]:
    for digits in _DIGITS.finditer(low):
        number = _value(digits[0])
        scale = _SCALE.match(low, digits.end())
        stop = digits.end()
        if scale is not None and number is not None:
            times = _SCALES.get(scale[1][:2], 1000)
            number, stop = number * times, scale.end()
            rest = _REST.match(low, stop)
            if rest is not None and times == 1000 and number == int(number):
                number, stop = number + int(rest[1]), rest.end()
        if number is None or number != int(number) or len(str(int(number))) > _LONGEST:
            continue
        yield _Core(digits.start(), stop, int(number), in_words=False)
    for one in numbers_in_words(low, language):
        yield _Core(one.start, one.end, one.value, True, one.rough, one.bare_plural)


def _value(written: str) -> float | None:
    """`1,200` and `1 200` as one number, `1,2` as a fraction; too long a number is none."""
    if len(written) > 3 * _LONGEST:
        return None
    grouped = re.fullmatch(r"\d{1,3}(?:[,.' \u00a0\u202f\u2009]\d{3})+", written)
    if grouped is not None:
        return float(re.sub(r"\D", "", written))
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None


def _range(
    text: str, low: str, lexicon: Lexicon, first: _Core, second: _Core | None
) -> Figure | None:
    if second is None or second.start - first.end > 12 or second.value <= first.value:
        return None
    between = low[first.end : second.start]
    before = re.search(
        r"(between|from|від|от|між|между)\s+$", low[max(0, first.start - 12) : first.start]
    )
    joint = re.fullmatch(rf"\s+(?:{lexicon.joint})\s+|{_DASH}", between)
    loose = re.fullmatch(r"\s+(?:and|і|й|та|и)\s+", between) is not None
    if joint is None or (loose and before is None) or second.value > 20 * first.value:
        return None
    start = first.start if before is None else first.start - len(before[0])
    read = read_quantity(f"{first.value} to {second.value}")
    return make_figure(text, start, second.end, Span(first.start, second.end), read, first.in_words)


def _single(text: str, low: str, lexicon: Lexicon, core: _Core) -> Figure | None:
    meaning, start, end = "exact", core.start, core.end
    head = low[max(0, core.start - 40) : core.start]
    for name, words in lexicon.modifiers.items():
        before = re.search(
            rf"(?:{rule(*words).pattern})\s+(?:(?:a|an|the|по|в|у|на|про|о|об|к|за)\s+)?$", head
        )
        if before is not None and before[0].split() == ["over"] and _PARTICLE.search(head):
            continue
        if before is not None and _with(before[0].strip(), low[core.start : core.end]):
            continue
        if before is not None and core.start - len(head) + before.start() < start:
            meaning, start = name, core.start - len(head) + before.start()
    sign = _SIGN.search(head)
    if sign is not None:
        meaning, start = _SIGNS[sign[1]], core.start - len(sign[0])
    odd = _ODD.match(low, core.end)
    if odd is not None:
        meaning, end = _SIGNS.get(odd[0].strip(), "about"), odd.end()
    for name, words in lexicon.after.items():
        after = re.match(rf"\s+(?:{rule(*words).pattern})", low[core.end : core.end + 20])
        if after is not None:
            meaning, end = name, core.end + after.end()
    if meaning == "more" and core.value == 1:
        # “More than one person”: that it is not one is all it says.
        return None
    if core.bare and meaning == "exact" and not single_scale(low, core.start, lexicon):
        return None
    loose = lexicon.be == () and _LOOSE.match(low, core.end)
    if loose:
        end = loose.end()
    if (core.rough or loose) and meaning == "exact":
        meaning = "about"
    try:
        read = read_quantity(_CANONICAL[meaning].format(core.value))
    except ValueProblem:
        return None
    span = Span(core.start, core.end)
    small = core.in_words and core.value <= 2
    return make_figure(text, start, end, span, read, core.in_words, small)


def _with(modifier: str, number: str) -> bool:
    """«С одной тысячей» is with a thousand; «с тысячу», about a thousand."""
    if modifier not in ("с", "со", "з", "із", "зі"):
        return False
    return re.search(r"(?:сотню|тысячу|тисячу|ок|сотни|сотні)$", number) is None
