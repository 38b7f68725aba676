"""“He added”, “by their count”: attributions to whoever was heard or told of before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Voice


def he_who_says(low: str, verb: Span, sentence: Span, lexicon: Lexicon) -> Span | None:
    """The pronoun that is the subject of a reporting verb: “Southland, it claims, holds 14”."""
    he = rule(*lexicon.he).pattern
    before = re.search(
        rf"(?:{he})\s+(?:(?:also|later|then|has|had|вже|уже|також|также|ще|ещё|же|ж)\s+)?$",
        low[max(sentence.start, verb.start - 20) : verb.start],
    )
    if before is not None:
        start = max(sentence.start, verb.start - 20) + before.start()
        return Span(start, verb.start)
    after = re.compile(rf"\s+(?:{he})").match(low, verb.end, sentence.end)
    if after is not None and not lexicon.be:
        return Span(*after.span())
    return None


def pronouns(
    low: str, text: str, sentence: Span, lexicon: Lexicon, *, alone: bool
) -> Iterator[Attribution]:
    """“He added that …”, “according to her”: the speaker before, by a pronoun."""
    he = rule(*lexicon.he).pattern
    shapes = (
        rf"(?:{he})\s+(?:(?:also|later|then|has|had|further|вже|уже|також|также|ще|ещё|же|потім|потом)\s+)?"
        rf"(?:{rule(*lexicon.says).pattern})",
        rf"(?:{rule(*lexicon.says).pattern})\s+(?:{he})",
        rf"(?:{rule(*lexicon.by_them, *lexicon.its_paper).pattern})",
    )
    kept = shapes if alone else shapes[-1:]
    for shape in kept[:1] + kept[-1:] if lexicon.be else kept:
        match = re.compile(shape).search(low, sentence.start, sentence.end)
        if match is not None:
            span = Span(*match.span())
            said = Said(Voice.OTHER, "", span.of(text))
            yield Attribution(span, span, said, relay=False, generic=True, pronoun=True)
            return
