"""The acts of handing over in a sentence, and the clauses that each of them governs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.participles import is_noun, is_participle, is_passive
from repatria.statements.drafting.prose import rule


class Act(StrEnum):
    """What a word of handing over says, by who its subject is."""

    GIVE = "give"
    TAKE = "take"
    BACK = "back"
    """It returned them, or got them back: grammar alone does not tell."""
    FREE = "free"
    """As BACK, but the subject is the captor where nothing says otherwise."""
    HOME = "home"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class Event:
    """One word of handing over. A passive has those handed over for its subject."""

    span: Span
    act: Act
    passive: bool = False
    noun: bool = False
    negated: bool = False
    own: bool = False
    """By the word itself, or by what is counted, they are those of who acts."""


_BREAKS = re.compile(
    r"[;:()…]|\s[—–-]\s(?![\d~])|,|(?<!\w)(?:and|but|while|whereas|who|which|та|і|й|а|але|тоді як|"
    r"и|но|тогда как"
    r"|(?:натомість|взамен|взамін|in return|in exchange)(?=\s+\w))(?!\w)"
)
_NOT = re.compile(
    r"(?:(?<!\w)(?:not|never|without|не)|n't)\s+"
    r"(?:(?:yet|ever|actually|been|have|had|be|було|были|была|був)\s+){0,2}$"
)

# What begins a piece that tells of something else than the number before it.
_ELSE = re.compile(
    r"\W*(?:but|however|while|whereas|though|although|а|але|однак|проте|зате|хоча|тоді як|но|"
    r"однако|"
    r"зато|хотя|тогда как)(?!\w)"
)
# “Promised 6,000”: what is said is the handing over.
_PROMISED = re.compile(r"(?:по)?обещ|(?:по)?обіц|pledg|promis")
# English verbs whose object is one's own: “repatriated 1,200”, “returned 64 fallen defenders”.
_OWN = re.compile(
    r"repatriat\w+|return\w*(?:\s+[\w',]+){0,6}?\s+(?:defenders|heroes|warriors|compatriots|countrymen|"
    r"citizens|nationals|civilians|hostages)(?!\w)"
)
# The most characters of a piece that only names who the next number belongs to.
_SHORT = 25
# The most of such a piece together with an aside after it.
_ASIDE = 70


def events(
    low: str, sentence: Span, lexicon: Lexicon, masked: tuple[Span, ...]
) -> tuple[Event, ...]:
    """The acts of a sentence, without those inside `masked` (verbs that only report)."""
    rows = (
        (lexicon.home, Act.HOME, False, False),
        (lexicon.take, Act.TAKE, False, False),
        (lexicon.give, Act.GIVE, False, False),
        (lexicon.back, Act.BACK, False, False),
        (lexicon.free, Act.FREE, False, False),
        (lexicon.swap, Act.SWAP, False, False),
        (lexicon.given, Act.GIVE, True, False),
        (lexicon.taken, Act.TAKE, True, False),
        (lexicon.returned, Act.BACK, True, False),
        (lexicon.give_noun, Act.GIVE, True, True),
        (lexicon.take_noun, Act.TAKE, True, True),
        (lexicon.back_noun, Act.BACK, True, True),
        (lexicon.swap_noun, Act.SWAP, False, True),
    )
    found: list[Event] = []
    text = low[: sentence.end]
    for words, act, passive, noun in rows:
        for match in rule(*words).finditer(text, sentence.start):
            span = Span(*match.span())
            if any(span.meets(one) for one in masked) and not _PROMISED.match(match[0]):
                continue
            tells = act in (Act.BACK, Act.GIVE)
            named = noun or (bool(lexicon.be) and is_noun(low, span, tells))
            voiced = passive or (bool(lexicon.be) and is_passive(low, span, lexicon))
            voiced = voiced or (bool(lexicon.be) and is_participle(low, sentence, span, lexicon))
            voiced = voiced or (named and act is not Act.SWAP)
            negated = (
                _NOT.search(low[max(sentence.start, span.start - 30) : span.start]) is not None
            )
            own = act is Act.BACK and _OWN.match(low, span.start) is not None
            found.append(Event(span, act, voiced, named, negated, own))
    return _longest(found)


def _longest(found: list[Event]) -> tuple[Event, ...]:
    kept: list[Event] = []
    for event in sorted(found, key=lambda one: (one.span.start - one.span.end, one.noun)):
        if not any(event.span.meets(other.span) for other in kept):
            kept.append(event)
    return tuple(sorted(kept, key=lambda one: one.span))


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with at most one verb of handing over (or the noun for one)."""

    span: Span
    events: tuple[Event, ...]

    def event_for(self, figure: Span) -> Event | None:
        """The act that governs a figure: the nearest verb, and only without one a noun."""

        def order(event: Event) -> tuple[bool, int]:
            gap = max(figure.start - event.span.end, event.span.start - figure.end)
            return event.noun, gap

        return min(self.events, key=order, default=None)


def segments(low: str, sentence: Span, whole: tuple[Span, ...]) -> tuple[Span, ...]:
    """The sentence cut at punctuation and conjunctions, never inside one of `whole`."""
    found: list[Span] = []
    start = sentence.start
    for match in _BREAKS.finditer(low, sentence.start, sentence.end):
        place = Span(*match.span())
        dash = match[0].strip() in ("—", "–", "-")
        if any(one.meets(place) or (dash and one.start == place.end) for one in whole):
            continue
        if place.start > start:
            found.append(Span(start, place.start))
        start = place.start
    found.append(Span(start, sentence.end))
    return tuple(found)


def _turned(low: str, piece: Span) -> bool:
    return _ELSE.match(low, piece.start, piece.end) is not None


def clauses(
    low: str, pieces: tuple[Span, ...], acts: tuple[Event, ...], counted: tuple[Span, ...]
) -> tuple[Clause, ...]:
    """Segments joined so that each clause has one act, with the figures it governs.

    A segment with a figure and no act, after a clause that has both, is a clause of its own: it
    leans on the one before (“… handed over 1,000 bodies, Ukraine 19”).
    """
    found: list[Clause] = []
    span: Span | None = None
    short: Span | None = None
    inside: list[Event] = []
    figures = verbs = 0
    leans = other = False
    for piece in pieces:
        here = [event for event in acts if piece.holds(event.span)]
        here_verbs = sum(not event.noun for event in here)
        here_figures = sum(piece.holds(one) for one in counted)
        other = _turned(low, piece) or other
        split = span is not None and (
            (here_verbs and verbs)
            or (here_figures and figures and (inside or found))
            or (here_verbs and here_figures and leans)
            or (here_verbs and not here_figures and figures and not inside and other)
        )
        if span is None or split:
            start = piece.start
            if span is not None:
                if not here_verbs and short is not None:
                    start = short.start
                    span = Span(span.start, start)
                found.append(Clause(span, tuple(inside)))
            leans = bool(found) and not here_verbs
            span, inside, figures, verbs = Span(start, piece.end), [], 0, 0
            other = False
        else:
            span = Span(span.start, piece.end)
        bare = not (here or here_figures) and span.start < piece.start
        # “… got 1,000 bodies; Southland, 24”: the name stands with the number after it.
        if not bare:
            short = None
        elif short is None or piece.end - short.start > _ASIDE:
            # “…; of the South, by the same word, 24”: an aside may stand between.
            short = piece if piece.end - piece.start <= _SHORT else None
        inside.extend(here)
        figures += here_figures
        other = other and not here_figures
        verbs += here_verbs
    if span is not None:
        found.append(Clause(span, tuple(inside)))
    return tuple(found)
