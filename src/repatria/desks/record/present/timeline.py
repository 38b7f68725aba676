"""The time line of a window: which days are columns, which directions are rows, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from repatria.desks.common import wording
from repatria.desks.common.charts.timeline_model import Cell, Day, Mark, Row, Timeline
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.addresses import Addresses
from repatria.desks.record.present.leg_rows import state_text, track_label
from repatria.desks.record.queries import LegSummary, SideState
from repatria.statements.figures import Grade, State
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track

FEW_DAYS = 16
MOST_DAYS = 40
"""A few days are all columns; more of them while exchanges lie on most; else only those with an
exchange are, and how far apart they lie is written."""

Slot = tuple[date, str, int]
"""A column: the first day it can mean, the day as written, which exchange of its track that day."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row to be, with its legs by column. `both`: either direction, told apart in no word."""

    track: Track
    giver: str
    receiver: str
    both: bool
    legs: dict[Slot, list[LegSummary]]


def timeline(
    legs: Sequence[LegSummary], exchanges: Sequence[Exchange], names: Names, to: Addresses
) -> Timeline:
    """The legs of some exchanges, day by day."""
    held = {exchange.code: exchange for exchange in exchanges}
    slots = _slots(exchanges)
    columns = _columns(slots.values())
    lines = _lines(legs, slots, names)
    ordinals = _ordinals(exchanges)
    return Timeline(
        title=gettext("Exchanges, day by day"),
        desc=gettext(
            "A column a day, a row a direction, a bar for each side’s word. The table of all legs "
            "on this page says the same in words."
        ),
        days=tuple(_days(columns, slots, to)),
        rows=tuple(_row(line, columns, held, ordinals, names, to) for line in lines),
        id_prefix="timeline",
    )


def _slots(exchanges: Iterable[Exchange]) -> dict[str, Slot]:
    """The column of each exchange. Two of one track on one day stand in two columns."""
    seen: dict[tuple[str, Track], int] = {}
    found: dict[str, Slot] = {}
    for exchange in exchanges:
        key = exchange.date.text, exchange.track
        seen[key] = seen.get(key, 0) + 1
        found[exchange.code] = (exchange.date.first, exchange.date.text, seen[key])
    return found


def _columns(slots: Iterable[Slot]) -> list[Slot]:
    """All columns in order: every day of a short or busy window, else those with exchanges."""
    taken = set(slots)
    if not taken:
        return []
    held = {day for day, _, _ in taken}
    length = (max(held) - min(held)).days + 1
    if length <= FEW_DAYS or (length <= MOST_DAYS and 2 * len(held) >= length):
        every = {min(held) + timedelta(days=n) for n in range(length)}
        taken |= {(day, day.isoformat(), 1) for day in every - held}
    return sorted(taken)


def _ordinals(exchanges: Iterable[Exchange]) -> dict[str, str]:
    """The exchanges of the living that took place, counted from the first of the window."""
    living = [e.code for e in exchanges if e.track is Track.LIVING and e.happened]
    return {code: str(n) for n, code in enumerate(living, 1)}


def _lines(legs: Sequence[LegSummary], slots: Mapping[str, Slot], names: Names) -> list[_Line]:
    """One row a direction; the living without any number, in either, share one."""
    found: dict[tuple[Track, str, str], _Line] = {}
    numbered = {one.leg.track for one in legs if _stated(one.giver) or _stated(one.receiver)}
    for one in legs:
        leg = one.leg
        both = leg.track is Track.LIVING and leg.track not in numbered
        pair = [leg.giver, leg.receiver]
        if both:
            pair.sort(key=names.colour)
        line = found.setdefault(
            (leg.track, pair[0], pair[1]), _Line(leg.track, pair[0], pair[1], both, {})
        )
        line.legs.setdefault(slots[leg.exchange], []).append(one)
    order = list(Track)
    return sorted(
        found.values(), key=lambda line: (order.index(line.track), names.colour(line.receiver))
    )


def _stated(side: SideState) -> bool:
    return side.state in (State.STATED, State.NONE)


def _row(
    line: _Line,
    columns: Sequence[Slot],
    held: Mapping[str, Exchange],
    ordinals: Mapping[str, str],
    names: Names,
    to: Addresses,
) -> Row:
    sublabel = (
        gettext("each way")
        if line.both
        else gettext("to: {party}").format(party=names.party(line.receiver))
    )
    cells: list[Cell | None] = []
    for column in columns:
        legs = line.legs.get(column)
        if legs is None:
            cells.append(None)
        else:
            exchange = held[legs[0].leg.exchange]
            ordinal = ordinals.get(exchange.code) if line.both else None
            cells.append(_cell(line, legs, exchange, ordinal, names, to))
    return Row(
        label=track_label(line.track), sublabel=sublabel, kind=line.track.value, cells=tuple(cells)
    )


def _cell(
    line: _Line,
    legs: Sequence[LegSummary],
    exchange: Exchange,
    ordinal: str | None,
    names: Names,
    to: Addresses,
) -> Cell:
    words = _words(legs)
    found_nothing = all(side.state is State.NOTHING_FOUND for side in words)
    label = ""
    if not exchange.happened:
        label = gettext("did not take place")
    elif found_nothing:
        label = str(labels.STATES["nothing_found"])
    return Cell(
        bars=tuple(_mark(side, names) for side in words),
        href=to.exchange(exchange.code) if line.both else to.leg(legs[0].leg),
        label=label,
        contested=any(one.grade is Grade.CONTESTED for one in legs),
        ordinal=ordinal,
        title=_title(line, exchange, words, legs, names),
    )


def _words(legs: Sequence[LegSummary]) -> list[SideState]:
    """A word for each party: of one leg as it is, of both directions the one that says more."""
    rank = list(State)
    found: dict[str, SideState] = {}
    for one in legs:
        for side in (one.giver, one.receiver):
            old = found.get(side.party)
            if old is None or rank.index(side.state) < rank.index(old.state):
                found[side.party] = side
    return list(found.values())


def _mark(side: SideState, names: Names) -> Mark:
    party = names.colour(side.party)
    if side.state is State.STATED and side.interval is not None:
        low, high = side.interval.low, side.interval.high
        text = labels.interval(side.interval)
        return Mark(party=party, state="stated", low=low, high=high, text=text)
    if side.state is State.NONE:
        return Mark(party=party, state="none", text=state_text(side.state, None))
    if side.state is State.NOT_STATED:
        return Mark(party=party, state="not_stated", text=state_text(side.state, None))
    # Nothing found is left empty: only where both sides have it do the words stand there.
    return Mark(party=party, state="nothing_found")


def _title(
    line: _Line,
    exchange: Exchange,
    words: Sequence[SideState],
    legs: Sequence[LegSummary],
    names: Names,
) -> str:
    """The cell in words: day, direction, each side's word, grade."""
    way = (names.party(line.giver), "⇄" if line.both else "→", names.party(line.receiver))
    parts = [
        f"{track_label(line.track)}, {' '.join(way)}",
        wording.day(exchange.date, labels.language()),
        *(f"{names.party(side.party)}: {state_text(side.state, side.interval)}" for side in words),
    ]
    grades = {one.grade for one in legs if one.grade is not None}
    parts += [str(labels.GRADES[grade.value]) for grade in grades]
    if not exchange.happened:
        parts.append(gettext("did not take place"))
    return ". ".join(parts) + "."


def _days(columns: Sequence[Slot], slots: Mapping[str, Slot], to: Addresses) -> Iterable[Day]:
    on: dict[Slot, list[str]] = {}
    for code, slot in slots.items():
        on.setdefault(slot, []).append(code)
    years = {column[0].year for column in columns}
    before: date | None = None
    for column in columns:
        day, text, _ = column
        codes = on.get(column, [])
        written = wording.day_short if len(years) == 1 else wording.day
        yield Day(
            label=written(text, labels.language()),
            sublabel=_apart(before, day),
            href=to.exchange(codes[0]) if len(codes) == 1 else "",
        )
        before = day


def _apart(before: date | None, day: date) -> str:
    """How long after the column before, where days were left out between them."""
    days = 0 if before is None else (day - before).days
    if days < 2:
        return ""
    return ngettext("{days} day later", "{days} days later", days).format(days=labels.number(days))
