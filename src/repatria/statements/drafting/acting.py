"""Which of the parties that a sentence names can hand over: not those who only speak."""

from __future__ import annotations

import re
from collections.abc import Mapping

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place, preposed
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.speakers import OFFICE, Candidate
from repatria.statements.drafting.speech import Attribution

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
        if office is None or mention.place not in (Place.OTHER, Place.BELONGS):
            turned.append(mention)
            continue
        place = preposed(low, office.span.start, lexicon) or Place.SUBJECT
        turned.append(Mention(office.span, mention.party, place))
    return tuple(sorted(turned))


def _whole(low: str, one: Attribution) -> Span:
    """A speaker up to its verb: “a source in the capital said” tells of nobody who acts."""
    if not 0 <= one.verb.start - one.span.end <= _CLOSE:
        return one.span
    between = low[one.span.end : one.verb.start]
    return one.span if re.search(r"[,;:.«»“”\"]", between) else Span(one.span.start, one.verb.start)
