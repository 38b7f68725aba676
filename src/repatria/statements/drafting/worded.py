"""Quantities without a number: none, parity, dozens; and when «тисячі» is one thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_tables import NUMBER_WORDS
from repatria.statements.drafting.number_words import composed_numbers
from repatria.statements.drafting.prose import rule
from repatria.statements.quantity import Kind, Quantity
from repatria.statements.words import read_quantity

# Prepositions after which «тысячи» can only be one thousand.
_GENITIVE = re.compile(
    r"(?<!\w)(?:из|от|до|около|без|для|после|кроме|вместо|із|від|близько|після|крім|замість|зі|"
    r"списк\w+ з)\s+$"
)
_LOCATIVE = re.compile(r"(?<!\w)(?:на|у|в|при|по|о)\s+$")
# “Not one word”, «жодної цифри»: none of what counts nobody.
_NO_WORD = re.compile(
    r"\s+(?:[\w'-]+\s+)?(?:цифр\w*|числ\w+|чисел|слов\w*|даних|данных|відомост\w+|сведени\w+|"
    r"детал\w+|подробн\w+|"
    r"комент\w+|коммент\w+|обмін\w*|обмен\w*|передач\w*|сторон\w*|раз\w{0,2}|дн[яюі]\w*|"
    r"документ\w*|підтвердж\w+|"
    r"подтвержд\w+|питан\w+|вопрос\w*|words?|figures?|numbers?|details?|exchanges?|swaps?|"
    r"sides?|times?|days?|"
    r"trucks?|lists?|спис\w+|машин\w*|автобус\w*)(?!\w)"
)
_BREATH = re.compile(r"(?:\s+[\w']+){0,4}\s*[,—–-]\s*(?:ані|ні|ни|not|even)?\s*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in the text. `span` holds its modifiers, `core` the number alone."""

    span: Span
    core: Span
    quantity: Quantity
    in_words: bool
    small: bool = False
    """One or two in words: as often a pronoun as a number."""


def worded(text: str, low: str, lexicon: Lexicon, language: str) -> Iterator[Figure]:
    """None, parity, dozens: quantities without a number."""
    rows = [("none", lexicon.none), ("parity", lexicon.parity), *lexicon.vague.items()]
    taken = [Span(one.start, one.end) for one in composed_numbers(low, language)]
    for canonical, words in rows:
        for match in rule(*words).finditer(low):
            span = Span(*match.span())
            if canonical in lexicon.vague and (
                single_scale(low, span.start, lexicon) or _numbered(low, span.start, language)
            ):
                continue
            if canonical == "none" and _NO_WORD.match(low, span.end):
                continue
            if match[0] and not any(span.meets(one) for one in taken):
                taken.append(span)
                read = read_quantity(canonical)
                yield make_figure(text, span.start, span.end, span, read, in_words=True)
    if lexicon.be:
        return
    for match in _undone(lexicon).finditer(low):
        near = Span(max(0, match.start() - _NEAR), match.end() + _NEAR)
        if not any(near.meets(one) for one in taken):
            place = Span(*match.span(match.lastindex or 0))
            yield make_figure(
                text, place.start, place.end, place, read_quantity("none"), in_words=True
            )


# How far, in characters, another word of none makes that of the verb needless.
_NEAR = 30
# «Тіл не передавала», «не отримали нічого»: none, said by the verb and its object alone.
_OBJECT = (
    r"(?:тіл|останків|решток|полонених|загиблих|полеглих|нічого|нікого|тел|останков|пленных|"
    r"погибших|павших|ничего|никого)"
)


@lru_cache(maxsize=4)
def _compiled(verbs: str) -> re.Pattern[str]:
    gap = r"(?:\s+(?!не(?!\w)|жодн|ні(?!\w)|ни(?!\w)|які|котор|що|что)[^\W\d][\w'’-]*){0,4}?"
    return re.compile(
        rf"(?<!\w){_OBJECT}{gap}\s+(не\s+(?:{verbs}))(?!\s+(?:жодн|ни|ні)\w*)"
        rf"|(?<!\w)(не\s+(?:{verbs})\s+(?:[^\W\d][\w'’-]*\s+){{0,2}}?{_OBJECT})(?!\w)"
    )


def _undone(lexicon: Lexicon) -> re.Pattern[str]:
    return _compiled(rule(*lexicon.give, *lexicon.take, *lexicon.back).pattern)


def _numbered(low: str, at: int, language: str) -> bool:
    """«Три тысячи»: what a number multiplies is none of “thousands”."""
    word = re.search(r"([\w']+)[\s\u00a0-]+$", low[max(0, at - 25) : at])
    return word is not None and (word[1] in NUMBER_WORDS[language] or word[1].isdigit())


def single_scale(low: str, at: int, lexicon: Lexicon) -> bool:
    """«Передачу тисячі мішків», “more than a thousand”: one thousand, and not thousands."""
    nouns = (*lexicon.give_noun, *lexicon.take_noun, *lexicon.back_noun, *lexicon.swap_noun)
    head = low[max(0, at - 30) : at]
    handed = not lexicon.be and re.search(rf"(?:{rule(*nouns).pattern})\s+$", head) is not None
    of = not lexicon.be and _GENITIVE.search(head) is not None
    of = of or (low.startswith("тисячі", at) and _LOCATIVE.search(head) is not None)
    return handed or of or _modified(low, at, lexicon)


def _modified(low: str, at: int, lexicon: Lexicon) -> bool:
    """“More than a thousand” is no “thousands”."""
    words = tuple(word for row in lexicon.modifiers.values() for word in row)
    return re.search(rf"(?:{rule(*words).pattern})\s+$", low[max(0, at - 40) : at]) is not None


def once_none(low: str, found: list[Figure]) -> tuple[Figure, ...]:
    """“Got nothing in return, not one body”: none said twice in a breath is said once."""
    kept: list[Figure] = []
    for figure in found:
        last = kept[-1] if kept else None
        both = last is not None and last.quantity.kind is figure.quantity.kind is Kind.NONE
        if last is not None and both and _BREATH.fullmatch(low, last.span.end, figure.span.start):
            kept.pop()
        kept.append(figure)
    return tuple(kept)


def make_figure(
    text: str, start: int, end: int, core: Span, read: Quantity, in_words: bool, small: bool = False
) -> Figure:
    raw = " ".join(text[start:end].split())
    plain = read.kind is Kind.EXACT and not in_words
    return Figure(
        Span(start, end), core, replace(read, words="" if plain else raw), in_words, small
    )
