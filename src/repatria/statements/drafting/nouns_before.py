"""The noun of a number that stands before it: “bodies: 27”, «обменов было три»."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.statements.drafting.bare_numbers import has_verb
from repatria.statements.drafting.heads import Counted, other_at, told_at
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Category, Unit

_BETWEEN = (
    r"((?:\s*[-—–:]\s*|\s+)(?:of\s+)?(?:(?:серед|среди|among|із|из|з)\s+(?:них|them|these|those|"
    r"тих|тех)"
    r"\s*[—–:-]?\s*)?(?:[^\W\d]\w*\s+){0,2})$"
)
# What can stand between a noun and the number that counts it: «обменов было три».
_LINK = re.compile(
    r"(?:\s+[\w'-]+(?=\s+(?:було|было|были|були)))?(?:\s*[-—–:]\s*|\s+)(?:(?:серед|среди|among|"
    r"із|из|з)\s+(?:них|them|these|those|тих|тех)\s*[—–:-]?\s*)?"
    r"(?:(?:всього|усього|всего|лише|лишь|только|тільки|було|было|були|были|стало|відбулося|"
    r"отже|же|ж|ещё|ще|"
    r"теж|тоже|уже|вже|numbered|were|totall?ed|лиш|там|теперь|тепер|загалом)\s+){0,2}$"
)
_IS = re.compile(
    r"[-—–:]|(?<!\w)(?:було|было|були|были|стало|відбулося|numbered|were|totall?ed)(?!\w)"
)
_LENGTHS = re.compile(
    r"дн(?:ів|ей)|тижнів|недель|місяців|месяцев|років|лет|годин|часов|хвилин|минут|days|weeks|"
    r"months|years|hours|minutes"
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def bodies_before(low: str, start: int, lexicon: Lexicon) -> Counted | None:
    """Bodies named before the number: “the bodies of 27”, «тіла 27 загиблих»."""
    head = low[max(0, start - 70) : start]
    rows = ((lexicon.container, Unit.CONTAINER), (lexicon.body, Unit.BODY))
    for words, unit in rows:
        match = re.search(rf"(?:{rule(*words).pattern}){_BETWEEN}", head[-60:])
        if match is not None and not _verb_in(match[1], lexicon):
            return Counted(unit, Category.REMAINS, match[0].strip(), end=start)
    return None


def noun_before(low: str, start: int, lexicon: Lexicon) -> Counted | None:
    """The noun of a number that stands after it: «цивільних — 20», «обменов было три»."""
    floor = max(0, start - 70)
    words = list(_WORD.finditer(low, floor, start))
    for word in reversed(words[-7:]):
        if _LINK.fullmatch(low, word.end(), start) is None:
            continue
        if not _counts_more(low, word.start(), floor):
            return None
        left = other_at(low, word.start(), lexicon)
        if not left and rule(*lexicon.exchange, *lexicon.swap_noun).match(low, word.start()):
            left = "left_event"
        if left == "left_duration" and not _LENGTHS.fullmatch(word[0]):
            # «Минулого місяця таких було 24», «наступного дня: 122»: a time, and no length.
            continue
        linked = _IS.search(low, word.end(), start) is not None
        if left and linked and not lexicon.be:
            return Counted(left=left, words=word[0], end=start)
        told = told_at(low, word.start(), lexicon)
        if told is not None:
            return replace(told, end=start)
    return None


def _counts_more(low: str, at: int, floor: int) -> bool:
    """Whether no other number counts the noun already: “… 40 soldiers, 12”."""
    return re.search(r"\d[\d\s]*(?:[\w'-]+\s+){0,2}$", low[floor:at]) is None


def _verb_in(words: str, lexicon: Lexicon) -> bool:
    verbs = (*lexicon.verbs, *lexicon.be, *lexicon.says)
    joined = ("and", "та", "і", "й", "и", "а", *lexicon.not_done, *lexicon.in_return)
    told = rule(*verbs).search(words) is not None or rule(*joined).search(words) is not None
    return told or has_verb(words)
