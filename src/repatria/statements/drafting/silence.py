"""Statements that no number is given: “did not specify how many”, «число не называется»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.statements.drafting.clauses import Event
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import INTERMEDIARY, OUTLET, Candidate

_ON, _BACK, _FAR = 90, 70, 160


@dataclass(frozen=True, slots=True)
class Silence:
    """A place where the text says that a number was not said."""

    span: Span
    verb: Span
    nobody: bool
    """Neither side gave one: the text speaks, about both."""
    speaker: Candidate | None


def silences(
    low: str, sentence: Span, rows: tuple[Candidate, ...], lexicon: Lexicon
) -> Iterator[Silence]:
    """The silences of one sentence: a verb of not saying, with what was not said near it."""
    end = sentence.start
    for verb in rule(*lexicon.unsaid).finditer(low, sentence.start, sentence.end):
        if verb.start() < end:
            continue
        asked = rule(*lexicon.asked)
        after = asked.search(low, verb.end(), min(sentence.end, verb.end() + _ON))
        if after is not None and re.search(r"[;:]", low[verb.end() : after.start()]):
            after = None
        inside = asked.search(low, verb.start(), verb.end())
        back = max(sentence.start, verb.start() - _BACK)
        before = [
            match
            for match in asked.finditer(low, back, verb.start())
            if match[0] not in ("ли", "чи", "if", "whether")
        ]
        found = after or inside or (before[-1] if before else None)
        if found is None:
            continue
        span = Span(min(verb.start(), found.start()), max(verb.end(), found.end()))
        end = span.end
        head = Span(sentence.start, verb.end())
        nobody = rule(*lexicon.neither).search(low, head.start, head.end) is not None
        place = Span(*verb.span())
        yield Silence(
            span,
            place,
            nobody,
            None if nobody else _speaker(low, sentence, place, rows, not lexicon.be),
        )


def _speaker(
    low: str, sentence: Span, verb: Span, rows: tuple[Candidate, ...], inflected: bool
) -> Candidate | None:
    """Who did not say it: the nearest before the verb, in an inflected language also after it.

    There “in the capital they did not say” names a speaker too.
    """
    before = [
        row
        for row in rows
        if (row.acts or (inflected and row.spoken))
        and row.rank != OUTLET
        and sentence.start <= row.span.start
        and 0 <= verb.start - row.span.end <= _FAR
        and low[row.span.end : verb.start].count(",") < 3
        and not re.search(r"[;:]", low[row.span.end : verb.start])
    ]
    if before:
        return min(before, key=lambda row: (row.rank > INTERMEDIARY, -row.span.end, row.rank))
    after = [
        row
        for row in rows
        if row.rank != OUTLET
        and row.span.end <= sentence.end
        and re.fullmatch(r"\s+(?:by\s+(?:the\s+)?)?", low[verb.end : row.span.start])
        and (row.acts or low[: row.span.start].rstrip().endswith(("by", "by the")))
    ]
    return min(after, key=lambda row: row.rank) if after else None


def speaks_of_handing(silence: Silence, acts: tuple[Event, ...]) -> Event | None:
    """The act that the unsaid number belongs to: the first after it, else the last before."""
    after = [event for event in acts if event.span.start >= silence.span.end]
    before = [event for event in acts if event.span.end <= silence.span.start]
    inside = [event for event in acts if silence.span.holds(event.span)]
    found = after[:1] or inside[:1] or before[-1:]
    return found[0] if found else None


def heard(silence: Silence) -> Said | None:
    return None if silence.speaker is None else silence.speaker.said
