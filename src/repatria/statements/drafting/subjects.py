"""Which party acts in a clause: the one nearest to the verb, in the verb's own piece."""

from __future__ import annotations

import re

from repatria.statements.drafting.clauses import Act, Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

# How near, in characters, people stand before the verb whose subject they are.
_CLOSE = 25
# How near a place stands to the verb of arriving at it.
_STEP = 12
# How far, in characters, the piece around a verb is followed.
_PIECE = 150
# How words for people end where they can act, and where they receive.
_ACTING = ("ns", "и", "і", "ы", "е")
_RECEIVING = ("ам", "ям")
# Where a clause inside a sentence begins; a comma inside a number is none.
_EDGE = re.compile(r"[;:()…]|,(?=\s)|\s[—–-]\s")
_COMMA = re.compile(r"[;()…\n]|,(?=\s)")
_RELATIVE = re.compile(
    r"\W*(?:(?:для|из|серед|среди|з|із)\s+)?(?:як(?:і|ий|а|е|их|им|у|ими|ого)|котор\w+|що|что|"
    r"who|whom|which|that)(?!\w)"
)


def arrival(here: list[Mention], event: Event) -> str:
    """“Reached the South”, “arrived in the South”: a place named right after the verb."""
    near = [one for one in here if 0 <= one.span.start - event.span.end <= _STEP]
    found = [one for one in near if one.place in (Place.AT, Place.SUBJECT)]
    return found[0].party if found else ""


def own_piece(low: str, verb: Span, *, loose: bool = False) -> Span:
    """The stretch between marks in which a verb stands; `loose` goes on over colons and dashes."""
    edge = _COMMA if loose else _EDGE
    start, end = verb.start - _PIECE, verb.end + _PIECE
    start = max(0, start)
    for match in edge.finditer(low, start, verb.start):
        start = match.end()
    after = edge.search(low, verb.end, end)
    return Span(start, after.start() if after else min(end, len(low)))


def gap(span: Span, figure: Span) -> int:
    return max(span.start - figure.end, figure.start - span.end)


def acts(
    low: str,
    here: list[Mention],
    event: Event | None,
    figure: Span,
    lexicon: Lexicon,
    leaning: bool,
) -> str:
    """The party that acts: the nearest before the verb; in an inflected language also after it."""
    rows = [one for one in here if one.place is Place.SUBJECT]
    if leaning or event is None:
        crowd = [
            one
            for one in here
            if one.place is Place.PEOPLE
            and 1 <= figure.start - one.span.end <= _CLOSE
            and low[one.span.start : one.span.end].endswith(_ACTING)
        ]
        if crowd and not rows and not re.search(r"\d", low[crowd[-1].span.end : figure.start]):
            # “The South got 157; the Northerners, 157 too”.
            return crowd[-1].party
        return min(rows, key=lambda one: gap(one.span, figure)).party if rows else ""
    piece = own_piece(low, event.span)
    close = [one for one in rows if piece.holds(one.span)]
    if close and close != rows:
        # “Moscow names 78, which Kyiv gave it”: who stands in the verb's own piece acts.
        ahead = [one for one in close if one.span.end <= event.span.start]
        if ahead:
            return ahead[-1].party
        if not lexicon.be and not any(
            one.span.end <= event.span.start and one not in close for one in rows
        ):
            return close[0].party
        if not lexicon.be and _RELATIVE.match(low, piece.start):
            return close[0].party
    before = [one for one in rows if one.span.end <= event.span.start]
    if before:
        return before[-1].party
    active = event.act in (Act.GIVE, Act.TAKE, Act.BACK, Act.FREE) and not event.passive
    crowd = [
        one
        for one in here
        if one.place is Place.PEOPLE
        and 0 <= event.span.start - one.span.end <= _CLOSE
        and low[one.span.start : one.span.end].endswith(_ACTING)
    ]
    if active and crowd and not rows and figure.start >= event.span.end:
        # “The Southerners took 19 of their dead”: people who act are their side.
        return crowd[-1].party
    if not lexicon.be and rows:
        return rows[0].party
    return ""


def reduced(low: str, event: Event, figure: Span, here: list[Mention], lexicon: Lexicon) -> bool:
    """English “1,200 bodies handed over by …”: a participle whose subject is what is counted."""
    if not lexicon.be or event.noun or figure.end > event.span.start:
        return False
    between = low[figure.end : event.span.start]
    mentioned = any(
        one.place is Place.SUBJECT and figure.end <= one.span.start < event.span.start
        for one in here
    )
    relative = rule("it", "they", "we", "he", "she", "which", "that it").search(between)
    return not mentioned and relative is None
