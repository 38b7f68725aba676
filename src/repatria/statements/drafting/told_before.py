"""What a number without a direction of its own leans on: its whole, its pair, itself before."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.making import State, is_part
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Draft, Said
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.ways import NONE, Direction
from repatria.statements.vocabulary import ClaimKind

# The least number that is known again when repeated.
_TELLING = 10
# Among how many figures before it a share finds its whole.
_WHOLES = 3
# How near, in characters, to the beginning of its sentence such a share stands.
_OPENS = 30
# How many times larger one number is than the other where the two are no dispute.
_APART = 3


def of_formula(article: Article, number: Number, state: State) -> Direction:
    """Equal numbers go both ways; of unequal ones, the larger goes the way of the larger before."""
    if number.against is None:
        giver, receiver = article.sides
        return Direction(giver, receiver, both=True, rule="by_both")
    one_way = [one for one in state.drafts if one.giver and not one.both and one.quantity.low]
    if not one_way:
        return NONE
    most = max(one_way, key=lambda one: one.quantity.low or 0)
    way = Direction(most.giver, most.receiver, rule="by_context", sure=False)
    larger = (number.figure.quantity.number or 0) > number.against
    return way if larger else way.reversed()


def as_before(number: Number, state: State) -> Direction | None:
    """The direction of the same number told before, where every telling had one and the same."""
    value = number.figure.quantity.number
    if value is None or value < _TELLING:
        return None
    same = {
        (one.giver, one.receiver, one.both)
        for one in state.drafts
        if one.quantity.number == value and one.giver
    }
    if len(same) != 1 or any(both for _, _, both in same):
        return None
    giver, receiver, both = same.pop()
    return Direction(giver, receiver, both, "by_context", sure=False)


def of_whole(
    article: Article, line: Line, number: Number, state: State, speaker: str
) -> Direction | None:
    """“… Of them, 41 are officers”: the direction of the last larger number told before it.

    Who tells of a share speaks of those it got, where there is a choice.
    """
    value = number.figure.quantity.number
    opens = number.figure.core.start - line.span.start <= _OPENS or line.said
    if not opens or not state.drafts:
        return None
    last = list(reversed(state.drafts[-_WHOLES:]))
    speaker = _meant(article, last[0].figure.end, number.figure.core.start) or speaker
    for one in sorted(last, key=lambda one: _remote(one, line, speaker)):
        whole = one.quantity.number
        if value is not None and whole is not None and whole > value and one.giver:
            return Direction(one.giver, one.receiver, one.both, "by_context", sure=False)
    return None


def _meant(article: Article, since: int, until: int) -> str:
    """The side whose people were told of last: “The Southerners are in hospital. Of them …”."""
    named = [
        one.party
        for one in article.mentions
        if since <= one.span.start < until and one.place in (Place.BELONGS, Place.PEOPLE)
    ]
    if not named and rule(*article.lexicon.ours).search(article.low, since, until):
        return article.home
    return named[-1] if named else ""


def _remote(one: Draft, line: Line, speaker: str) -> int:
    """How far a number is from being the whole: of the sentence, of what the speaker got, else."""
    if one.sentence == line.span:
        return 0
    return 1 if speaker and one.receiver == speaker else 2


def among(article: Article, line: Line, number: Number) -> bool:
    """“Among the 1,200 …”: a share of the number told before it in the sentence."""
    head = article.low[line.span.start : number.figure.core.start]
    among = rule("серед", "з-поміж", "среди", "из числа", "among", "of the", "из", "із", "з")
    first = among.match(head.lstrip('«“"—– '))
    return first is not None or is_part(article, line, number.figure.core)


# “… said 141 had returned, among them eight civilians”: right before the number.
_AMONG_THEM = re.compile(
    r"(?<!\w)(?:among\s+(?:them|these|those|whom)|including|of\s+them|of\s+whom|"
    r"серед\s+(?:них|яких)|з-поміж\s+(?:них|яких)|зокрема|у\s+тому\s+числі|в\s+тому\s+числі|включно\s+з|"
    r"среди\s+(?:них|которых)|в\s+том\s+числе|включая|из\s+(?:них|которых)|из\s+числа\s+которых)"
    r"\s+(?:[—–-]\s+|(?:were|are|були|было|были|є|and|ще|also|only|some|about|at\s+least)\s+){0,2}$"
)


def among_them(article: Article, line: Line, number: Number) -> bool:
    """Whether a share stands right behind its whole, and no party's word stands by it."""
    low, span = article.low, number.figure.span
    if _AMONG_THEM.search(low, max(line.span.start, span.start - 45), span.start) is None:
        return False
    stop = re.compile(r"[,;:.()]").search(low, number.figure.core.end, line.span.end)
    end = line.span.end if stop is None else stop.start()
    return not any(span.start <= one.span.start < end for one in article.mentions)


def by_other(state: State, said: Said, number: Number, line: Line) -> bool:
    """“The South spoke of 1,007, the North of 31”: each tells of what it got itself."""
    last = state.drafts[-1] if state.drafts else None
    value = number.figure.quantity.number
    if last is None or last.sentence != line.span or not value or not last.quantity.number:
        return False
    if last.kind is ClaimKind.TOTAL or said.party == last.said.party:
        return False
    apart = max(value, last.quantity.number) >= _APART * min(value, last.quantity.number)
    return bool(said.party and last.said.party) and apart
