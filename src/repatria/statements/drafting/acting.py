"""Which of the parties that a sentence names can hand over: not those who only speak."""

from __future__ import annotations

import re
from collections.abc import Mapping

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place, preposed
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_words import NUMBER_WORDS
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import OFFICE, Candidate

# How far, in characters, what tells more of a speaker goes on before its verb.
_CLOSE = 60


def acting(
    low: str,
    found: tuple[Mention, ...],
    rows: tuple[Candidate, ...],
    said: Mapping[Span, tuple[Attribution, ...]],
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """The mentions that can hand over: not those who only speak; an office acts for its side."""
    spoken = [_whole(low, one) for several in said.values() for one in several]
    offices = [
        row for row in rows if row.rank == OFFICE and not any(row.span.meets(one) for one in spoken)
    ]
    kept = [one for one in found if not any(one.span.meets(span) for span in spoken)]
    turned: list[Mention] = []
    for mention in kept:
        office = next((row for row in offices if row.span.holds(mention.span)), None)
        if (
            office is None
            or mention.place not in (Place.OTHER, Place.BELONGS)
            or counted_before(low, office.span.start)
        ):
            turned.append(mention)
            continue
        place = preposed(low, office.span.start, lexicon) or Place.SUBJECT
        turned.append(Mention(office.span, mention.party, place))
    return tuple(sorted(turned))


# “Ten Northern officers”: they are counted, and do not act.
_WORDS = sorted(word for row in NUMBER_WORDS.values() for word in row)
_NUMBER = re.compile(rf"(?:\d|(?<!\w)(?:{rule(*_WORDS).pattern}))\s+$")
_COUNTED = 30


def counted_before(low: str, at: int) -> bool:
    """Whether a number stands right before a place."""
    return _NUMBER.search(low, max(0, at - _COUNTED), at) is not None


def _whole(low: str, one: Attribution) -> Span:
    """A speaker up to its verb: “a source in the capital said” tells of nobody who acts."""
    if not 0 <= one.verb.start - one.span.end <= _CLOSE:
        return one.span
    between = low[one.span.end : one.verb.start]
    return one.span if re.search(r"[,;:.«»“”\"]", between) else Span(one.span.start, one.verb.start)
