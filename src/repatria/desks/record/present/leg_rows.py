"""A leg as a row of a table: what each side says, how the figure stands, and where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from repatria.desks.common import wording
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.addresses import Addresses
from repatria.desks.record.present.claims import NIL
from repatria.desks.record.present.figures import Chip, chip
from repatria.desks.record.queries import LegSummary, SideState
from repatria.statements.figures import Grade, State
from repatria.statements.quantity import Interval
from repatria.statements.record import Exchange, Leg
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class Word:
    """One side's word: a figure, or which kind of nothing; and who speaks in it."""

    text: str
    nil: str
    """`none`, `notstated` or `nothing`; empty for a number."""
    party: str
    css: str
    speakers: tuple[str, ...]
    """Those who give the number; empty where nobody does."""
    unnamed: bool


@dataclass(frozen=True, slots=True)
class LegRow:
    """`happened` is whether the exchange did; else the leg is in no sum."""

    leg: Leg
    exchange: Exchange
    url: str
    exchange_url: str
    opens: bool
    """Whether it is the first leg of its exchange in the table."""
    day: str
    giver: str
    receiver: str
    track: str
    of: str
    """What the figure counts where that is not the whole of the track in its usual unit."""
    words: tuple[Word, Word]
    """The giver's and the receiver's."""
    chip: Chip
    differs: bool

    @property
    def happened(self) -> bool:
        return self.exchange.happened


def leg_rows(
    legs: Iterable[LegSummary], exchanges: Mapping[str, Exchange], names: Names, to: Addresses
) -> tuple[LegRow, ...]:
    """The legs in the order given; `exchanges` by code hold every one of them."""
    found: list[LegRow] = []
    before = ""
    for one in legs:
        code = one.leg.exchange
        found.append(_row(one, exchanges[code], code != before, names, to))
        before = code
    return tuple(found)


def _row(one: LegSummary, exchange: Exchange, opens: bool, names: Names, to: Addresses) -> LegRow:
    leg = one.leg
    return LegRow(
        leg,
        exchange,
        to.leg(leg),
        to.exchange(exchange.code),
        opens,
        # A date stays on one line, or the narrowest column of the table is twice as high.
        wording.day(exchange.date, labels.language()).replace(" ", "\N{NO-BREAK SPACE}"),
        names.party(leg.giver),
        names.party(leg.receiver),
        track_label(leg.track),
        _of(one),
        (word(one.giver, names), word(one.receiver, names)),
        chip(one.grade),
        one.grade is Grade.CONTESTED,
    )


def track_label(track: Track) -> str:
    """The name of a track at the head of a row or a fact."""
    return gettext("The living") if track is Track.LIVING else gettext("Remains")


def _of(one: LegSummary) -> str:
    plain = {("living", "person"), ("remains", "body")}
    if (one.category, one.unit) in plain:
        return ""
    key = one.category if one.leg.track is Track.LIVING else one.unit
    return str(labels.WORDS[key])


def word(side: SideState, names: Names) -> Word:
    speaks = side.state in (State.STATED, State.NONE)
    return Word(
        state_text(side.state, side.interval),
        NIL.get(side.state.value, ""),
        names.party(side.party),
        party_css(side.party, names),
        tuple(map(names.speaker, side.speakers)) if speaks else (),
        side.unnamed and speaks,
    )


def state_text(state: State, interval: Interval | None) -> str:
    """The figure in words, or the words of its absence."""
    if state is State.STATED and interval is not None:
        return labels.interval(interval)
    return str(labels.STATES[state.value])


def party_css(party: str, names: Names) -> str:
    """The class of a party's colour."""
    return f"p{min(names.colour(party), 5)}"
