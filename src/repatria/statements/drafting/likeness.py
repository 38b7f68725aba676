"""A number said anew goes the way of the number told before that it is like.

Sides dispute a figure by small amounts ("6,060", "6,057"), while what goes one way is mostly of
another size than what goes the other. So a number of which nothing else tells the direction goes
with the numbers near to it, where those far from it went the other way.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

from repatria.statements.drafting.article import Line, Number
from repatria.statements.drafting.model import Draft
from repatria.statements.drafting.ways import Direction
from repatria.statements.reasons import reason

# The least number that is told apart by its size.
_LEAST = 10
# How far (as a ratio) a number may be from the one it disputes, and from the others of its size.
_DISPUTED = log(1.12)
_SIZED = log(2.5)
_WORDS = frozenset({"by_subject", "by_target", "by_people"})
# How far, in characters, the parts of a sum stand from it and from each other.
_PARTED = 48
_SAME = log(1.02)
# How many times nearer it must be than to what went the other way.
_TIMES = 3


def like_before(number: Number, line: Line, drafts: list[Draft]) -> Direction | None:
    """The direction of the numbers before that this one is like, if that tells anything."""
    value = number.figure.quantity.number
    if value is None or value < _LEAST:
        return None
    gaps: dict[tuple[str, str], float] = {}
    for one in drafts:
        told = one.quantity.number
        if not told or one.both or not one.giver or one.sentence == line.span:
            continue
        gap = abs(log(value / told))
        way = (one.giver, one.receiver)
        gaps[way] = min(gap, gaps.get(way, gap))
    if not gaps:
        return None
    way, gap = min(gaps.items(), key=lambda item: item[1])
    other = min((far for key, far in gaps.items() if key != way), default=None)
    if other is None:
        near = gap <= _DISPUTED
    else:
        near = gap <= _SIZED and other >= max(_TIMES * gap, _DISPUTED)
    return Direction(*way, rule="by_context", sure=False) if near else None


def settle(drafts: list[Draft]) -> None:
    """Give the directions that were only inferred from what the text tells of like numbers later.

    A headline gives a number that the text then tells in full. And a number that is the sum of
    two that went opposite ways right after it is of both.
    """
    for index in range(len(drafts) - 2):
        drafts[index] = _summed(*drafts[index : index + 3])
    for index, one in enumerate(drafts):
        value = one.quantity.number
        opens = not any(_told(before) for before in drafts[:index])
        if value is None or value < _LEAST or one.both or not _inferred(one, opens):
            continue
        told = [
            later
            for later in drafts
            if _told(later)
            and later.quantity.number
            and abs(log(value / later.quantity.number)) <= _SAME
        ]
        ways = {(later.giver, later.receiver, later.both) for later in told}
        if len(ways) == 1:
            giver, receiver, both = ways.pop()
            doubts = tuple(two for two in one.doubts if two.code != "check_no_direction")
            if not any(two.code == "check_direction" for two in doubts):
                doubts = (*doubts, reason("check_direction"))
            drafts[index] = replace(one, giver=giver, receiver=receiver, both=both, doubts=doubts)
            _follow(drafts, index)


def _summed(one: Draft, first: Draft, second: Draft) -> Draft:
    """“Twelve: eight to the South, four to the North”."""
    value, left, right = (two.quantity.number for two in (one, first, second))
    near = one.sentence == first.sentence == second.sentence
    if not (value and left and right and near and value == left + right):
        return one
    against = first.giver and not first.both and first.giver == second.receiver
    apart = first.figure.start - one.figure.end, second.figure.start - first.figure.end
    if not against or apart[0] > _PARTED or apart[1] > _PARTED:
        return one
    doubts = tuple(two for two in one.doubts if two.code != "check_no_direction")
    giver, receiver = sorted((first.giver, first.receiver))
    if one.giver:
        giver, receiver = one.giver, one.receiver
    return replace(one, giver=giver, receiver=receiver, both=True, doubts=doubts)


def _follow(drafts: list[Draft], index: int) -> None:
    """What leaned on a number, or disputes it, goes the way that was found for it."""
    one = drafts[index]
    goes_on = True
    for place in range(index + 1, len(drafts)):
        next_ = drafts[place]
        leant = any(two.code == "by_context" for two in next_.reasons)
        goes_on = goes_on and leant and next_.sentence == one.sentence
        value, told = next_.quantity.number, one.quantity.number
        disputed = bool(value and told) and abs(log((value or 1) / (told or 1))) <= _DISPUTED
        if goes_on or (leant and disputed and next_.sentence != one.sentence):
            drafts[place] = replace(next_, giver=one.giver, receiver=one.receiver, both=one.both)


def _told(one: Draft) -> bool:
    """Whether the words around a number told its direction."""
    return bool(one.giver) and any(two.code in _WORDS for two in one.reasons)


def _inferred(one: Draft, opens: bool) -> bool:
    """Whether nothing told the direction of a number, in the words around it or before it."""
    codes = {two.code for two in one.reasons}
    if not one.giver:
        return True
    return opens and "act_read" not in codes and bool(codes & {"by_context", "by_speaker"})
