"""What a number counts: the noun after it (or before it), its unit and category."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Category, Unit

_WINDOW = 7
_TOKEN = re.compile(r"[\s\u00a0\"«“„'»”-]*([^\W_](?:[\w'-]*\w)?|%)")
# “70 of the 303”: the noun is that of the whole.
_SHARE = re.compile(
    r"\s+(?:of (?:the|those|them|whom|these)|(?:из|із|з)(?=\s+(?:\d|них|тих|цих|этих|тех)))(?!\w)"
)
_STOP = re.compile(r"\s*(?:[.;:!?()—–…\n]|,|$)")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and the words that say so; `left` is a code where it is nothing of ours."""

    unit: Unit = Unit.PERSON
    category: Category = Category.LIVING
    words: str = ""
    left: str = ""
    end: int = 0
    none: bool = False
    """No noun stands by the number; it may lean on an earlier one."""


def counted(low: str, start: int, end: int, stop: int, lexicon: Lexicon) -> Counted:
    """What the number at `start:end` counts, reading no further than `stop`."""
    if _SHARE.match(low, end) is not None:
        return Counted(none=True, end=end)
    found = _after(low, end, stop, lexicon)
    if found.left == "left_noun" or found.none or found.unit is Unit.PERSON:
        before = _before(low, start, lexicon)
        if before is not None and not (found.left and found.left != "left_noun"):
            return before
    return found


def of_trade(low: str, at: int, line: Span, lexicon: Lexicon) -> Counted | None:
    """“Among them 12 doctors”: a trade counts where the sentence hands over or lists people."""
    noun = re.compile(rf"\s+(?:[\w'-]+\s+){{0,2}}?({rule(*lexicon.trades).pattern})").match(low, at)
    told = rule(*lexicon.part, *lexicon.verbs).search(low, line.start, line.end)
    if noun is None or told is None:
        return None
    return Counted(Unit.PERSON, Category.LIVING, noun[1], end=noun.end())


def _after(low: str, at: int, stop: int, lexicon: Lexicon) -> Counted:
    dead = wounded = civilian = False
    seen = 0
    here = at
    elliptic = False
    while seen < _WINDOW:
        if (broken := _STOP.match(low, here)) is not None and broken.end() > here:
            if not (low[broken.end() - 1 : broken.end()] == "," and (dead or wounded)):
                elliptic = seen == 0
                break
            here = broken.end()
        token = _TOKEN.match(low, here)
        if token is None or token.start(1) >= stop:
            elliptic = seen == 0
            break
        place = token.start(1)
        if seen == 0 and rule(*lexicon.each).match(low, place):
            elliptic = True
            break
        left = _other(low, place, lexicon) if seen < 3 else ""
        if left:
            return Counted(left=left, words=token[1], end=token.end())
        head = _head(low, place, lexicon)
        if head is not None:
            unit, category, length = head
            words, after = low[place : place + length], place + length
            if unit is Unit.PERSON:
                if dead or _dead_after(low, after, lexicon) or _bodies_next(low, after, lexicon):
                    unit, category = Unit.BODY, Category.REMAINS
                elif civilian:
                    category = Category.CIVILIAN
                elif wounded:
                    category = Category.WOUNDED
            return Counted(unit, category, words, end=after)
        if rule(*lexicon.dead).match(low, place):
            dead = True
        elif rule(*lexicon.wounded).match(low, place):
            wounded = True
        elif rule(*lexicon.civilian).match(low, place):
            civilian = True
        elif (dead or wounded or civilian) or _small(low, place, lexicon):
            elliptic = seen == 0
            break
        seen += 1
        here = token.end()
    if dead:
        return Counted(Unit.BODY, Category.REMAINS, "", end=here)
    if civilian or wounded:
        category = Category.CIVILIAN if civilian else Category.WOUNDED
        return Counted(Unit.PERSON, category, "", end=here)
    return Counted(none=elliptic, left="" if elliptic else "left_noun", end=here)


def _head(low: str, at: int, lexicon: Lexicon) -> tuple[Unit, Category, int] | None:
    rows = (
        (lexicon.fragment, Unit.PART, Category.REMAINS),
        (lexicon.container, Unit.CONTAINER, Category.REMAINS),
        (lexicon.body, Unit.BODY, Category.REMAINS),
        (lexicon.prisoner, Unit.PERSON, Category.POW),
        (lexicon.person, Unit.PERSON, Category.LIVING),
    )
    for words, unit, category in rows:
        match = rule(*words).match(low, at)
        if match is not None and match[0]:
            return unit, category, len(match[0])
    return None


def _other(low: str, at: int, lexicon: Lexicon) -> str:
    for code, words in lexicon.other.items():
        if rule(*words).match(low, at):
            return f"left_{code}"
    return ""


def _small(low: str, at: int, lexicon: Lexicon) -> bool:
    """A word after which no noun of the number can follow: a preposition, a verb of handing."""
    rows = (*lexicon.to, *lexicon.from_, *lexicon.by, *lexicon.in_return, *lexicon.at,
            *lexicon.within, *lexicon.be, *lexicon.each, *lexicon.homewards, *lexicon.stops,
            *lexicon.says,
            "back", "over", "so far", "who", "that", "which")  # fmt: skip
    return rule(*rows).match(low, at) is not None or rule(*lexicon.verbs).match(low, at) is not None


def _dead_after(low: str, at: int, lexicon: Lexicon) -> bool:
    tail = re.match(
        r"[,\s]+(?:(?:who|which|that|were|had|been|have|які|що|котор\w+)\s+){0,3}",
        low[at : at + 40],
    )
    return tail is not None and rule(*lexicon.dead).match(low, at + tail.end()) is not None


def _bodies_next(low: str, at: int, lexicon: Lexicon) -> bool:
    gap = re.compile(r"'?s?'?\s+").match(low, at)
    return gap is not None and rule(*lexicon.body).match(low, gap.end()) is not None


def _before(low: str, start: int, lexicon: Lexicon) -> Counted | None:
    """Bodies named before the number: “the bodies of 27”, «тіла 27 загиблих»."""
    head = low[max(0, start - 60) : start]
    rows = ((lexicon.container, Unit.CONTAINER), (lexicon.body, Unit.BODY))
    for words, unit in rows:
        shape = (
            rf"(?:{rule(*words).pattern})((?:\s*[-—–:]\s*|\s+)(?:of\s+)?(?:[^\W\d]\w*\s+){{0,2}})$"
        )
        match = re.search(shape, head)
        if match is not None and not _verb_in(match[1], lexicon):
            return Counted(unit, Category.REMAINS, match[0].strip(), end=start)
    return None


def _verb_in(words: str, lexicon: Lexicon) -> bool:
    verbs = (*lexicon.verbs, *lexicon.be, *lexicon.says)
    joined = ("and", "та", "і", "й", "и", "а", *lexicon.not_done, *lexicon.in_return)
    return rule(*verbs).search(words) is not None or rule(*joined).search(words) is not None
