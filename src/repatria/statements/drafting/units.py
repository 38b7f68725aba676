"""What a number counts: the noun after it (or before it), its unit and category."""

from __future__ import annotations

import re

from repatria.statements.drafting.bare_numbers import without_noun
from repatria.statements.drafting.heads import OF_THE_WHOLE, Counted, head_at, other_at
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.nouns_before import bodies_before, noun_before
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Category, Unit

_WINDOW = 7
_TOKEN = re.compile(r"[\s\u00a0\"«“„'»”-]*([^\W_](?:[\w'-]*\w)?|%)")
# “The same number of prisoners”, “dozens of bodies”: the noun follows the “of”.
_BULK = re.compile(
    r"\s+(?:more|further|additional)(?!\s+than)(?=[\s.,;:!?»”)]|$)|\s+of(?=\s+(?!the\b|those\b|"
    r"them\b|whom\b|these\b|its\b|theirs?\b|ours?\b|hers?\b|his\b|mine\b|\d))"
)
_POINTED = re.compile(r"[»”\"]?\s*[—–-]\s*(?:это|це|that is|these are)(?=\s)")
_STOP = re.compile(r"\s*(?:[.;:!?()—–…\n]|,|$)")


# «40 його фотографій»: a word of whose they are does not end what is counted.
_WHOSE = re.compile(
    r"\s+(?:його|її|їх|їхні\w*|его|е[её]|их|ихні\w*|his|her|its|their|the|of)(?!\w)"
)


def counted(low: str, start: int, end: int, stop: int, lexicon: Lexicon) -> Counted:
    """What the number at `start:end` counts, reading no further than `stop`."""
    if OF_THE_WHOLE.match(low, end) is not None:
        return Counted(none=True, end=end)
    found = _after(low, end, stop, lexicon)
    if found.left == "left_noun" or found.none or found.unit is Unit.PERSON:
        before = bodies_before(low, start, lexicon)
        if before is not None and not (found.left and found.left != "left_noun"):
            return before
    if found.none or found.left == "left_noun":
        return noun_before(low, start, lexicon) or found
    return found


def _after(low: str, at: int, stop: int, lexicon: Lexicon) -> Counted:
    dead = wounded = civilian = False
    seen = 0
    here = at
    elliptic = False
    told = ""
    if (bulk := _BULK.match(low, here)) is not None and bulk.end() < stop:
        here = at = bulk.end()
    if (pointed := _POINTED.match(low, here)) is not None and pointed.end() < stop:
        # «Двадцять шість — це мішки»: the noun is told after the pronoun.
        here = pointed.end()
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
        left = other_at(low, place, lexicon) if seen < 3 else ""
        if left and seen and without_noun(low, at) and not _WHOSE.match(low, at):
            # “700 wait for lists”: what follows the verb is not what the number counts.
            return Counted(none=True, end=at)
        if left:
            return Counted(left=left, words=token[1], end=token.end())
        if token[1] == "ones" and lexicon.be:
            # “For 74 Southern ones”: the noun is that of the number before.
            return Counted(none=True, end=token.end())
        head = head_at(low, place, lexicon)
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
        length = 0
        if (match := rule(*lexicon.dead).match(low, place)) is not None:
            dead, told, length = True, told or match[0], len(match[0])
        elif (match := rule(*lexicon.wounded).match(low, place)) is not None:
            wounded, told, length = True, told or match[0], len(match[0])
        elif (match := rule(*lexicon.civilian).match(low, place)) is not None:
            civilian, told, length = True, told or match[0], len(match[0])
        elif (dead or wounded or civilian) or _small(low, place, lexicon):
            elliptic = seen == 0
            break
        seen += 1
        here = max(token.end(), place + length)
    if dead:
        return Counted(Unit.BODY, Category.REMAINS, told, end=here)
    if civilian or wounded:
        category = Category.CIVILIAN if civilian else Category.WOUNDED
        return Counted(Unit.PERSON, category, told, end=here)
    elliptic = elliptic or without_noun(low, at)
    return Counted(none=elliptic, left="" if elliptic else "left_noun", end=here)


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
