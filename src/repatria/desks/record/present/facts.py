"""The strip of facts: in each direction the figure, then whose word it is and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from repatria.desks.common import wording
from repatria.desks.record import labels
from repatria.desks.record.present.balance import Direction, SumRow, TrackBalance, missing_text
from repatria.desks.record.present.claims import NIL
from repatria.desks.record.present.figures import Chip, chip
from repatria.desks.record.queries import LegSummary, SideState
from repatria.statements.figures import Grade, State
from repatria.statements.quantity import Interval
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, with the class of its party's colour; without one where all say the same."""

    text: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip. `giver` and `receiver` are empty where it is of both directions.

    Without `figures`, `words` stand in their place, and `nil` says which kind of nothing they are.
    `contested` are the exchanges on which the two sides differ.
    """

    track: Track
    label: str
    giver: str = ""
    receiver: str = ""
    figures: tuple[Figure, ...] = ()
    words: str = ""
    nil: str = ""
    chips: tuple[Chip, ...] = ()
    notes: tuple[str, ...] = ()
    contested: tuple[LegSummary, ...] = ()
    sides: tuple[SumRow, ...] = ()


def facts(
    tracks: Sequence[TrackBalance],
    legs: Sequence[LegSummary],
    exchanges: Mapping[str, Exchange],
    *,
    whole: bool,
) -> tuple[Fact, ...]:
    """A fact a direction; the living without any number are one fact for both.

    `legs` and `exchanges` are those shown; `whole`: whether the sums are made of these alone.
    """
    found: list[Fact] = []
    for track in tracks:
        silent = not any(row.figure for row in track.rows)
        if silent and track.track is Track.LIVING and len(track.directions) > 1:
            found.append(_each_way(track))
            continue
        for direction in track.directions:
            counted = [
                one
                for one in legs
                if _lies_in(one, direction) and exchanges[one.leg.exchange].happened
            ]
            found.append(_fact(direction, counted if whole else [], exchanges))
    return tuple(found)


def _lies_in(one: LegSummary, direction: Direction) -> bool:
    key, leg = direction.key, one.leg
    return (leg.giver, leg.receiver, leg.track) == (key.giver, key.receiver, key.track)


def _each_way(track: TrackBalance) -> Fact:
    exchanges = max(direction.legs for direction in track.directions)
    text = ngettext(
        "{number} exchange, no number by either side",
        "{number} exchanges, no number by either side",
        exchanges,
    )
    state = _silence(track.rows)
    silent = Chip(text.format(number=labels.number(exchanges)), NIL[state], _anchor(state))
    return Fact(
        track=track.track,
        label=gettext("Prisoners, each way"),
        words=str(labels.STATES[state]),
        nil=NIL[state],
        chips=(silent,),
        notes=tuple(_silences(track.rows)),
        sides=track.rows,
    )


def _silences(sides: Iterable[SumRow]) -> Iterable[str]:
    """What each party left open in both directions together."""
    by_party: dict[str, list[SumRow]] = {}
    for row in sides:
        by_party.setdefault(row.party, []).append(row)
    for party, rows in by_party.items():
        missing = missing_text(
            sum(row.not_stated for row in rows),
            sum(row.nothing_found for row in rows),
            sum(row.legs for row in rows),
        )
        yield gettext("{party}: {missing}.").format(party=party, missing=missing)


def _fact(
    direction: Direction, legs: Sequence[LegSummary], exchanges: Mapping[str, Exchange]
) -> Fact:
    living = direction.key.track is Track.LIVING
    stating = [row for row in direction.sides if row.figure]
    differ = len({row.figure for row in stating}) > 1
    state = _silence(direction.sides)
    contested = tuple(one for one in legs if one.grade is Grade.CONTESTED)
    return Fact(
        track=direction.key.track,
        label=gettext("Prisoners") if living else gettext("Remains"),
        giver=direction.giver,
        receiver=direction.receiver,
        figures=tuple(Figure(row.figure, row.css if differ else "") for row in stating)[
            : None if differ else 1
        ],
        words="" if stating else str(labels.STATES[state]),
        nil="" if stating else NIL[state],
        chips=tuple(_chips(direction, stating, contested, exchanges)),
        notes=tuple(_notes(direction, stating, legs)),
        contested=contested,
        sides=direction.sides,
    )


def _silence(sides: Iterable[SumRow]) -> str:
    """What no number amounts to: somebody spoke and gave none, or the record has no word."""
    return "not_stated" if any(row.not_stated for row in sides) else "nothing_found"


def _anchor(state: str) -> str:
    return state.replace("_", "-")


def _chips(
    direction: Direction,
    stating: Sequence[SumRow],
    contested: Sequence[LegSummary],
    exchanges: Mapping[str, Exchange],
) -> Iterable[Chip]:
    grades = dict(direction.sides[0].side.by_grade)
    if Grade.CONTESTED in grades:
        text = _contested(contested, grades[Grade.CONTESTED], exchanges)
        yield Chip(text, "contested", "grade-contested")
    elif len(stating) == 1:
        text = gettext("one side only: {role}").format(role=stating[0].role)
        yield Chip(text, "single", "grade-single")
    elif len(grades) == 1:
        yield chip(next(iter(grades)))
    without = direction.legs - sum(grades.values())
    if without:
        text = ngettext(
            "no number by either side on {number} of {legs} leg",
            "no number by either side on {number} of {legs} legs",
            direction.legs,
        )
        shown = text.format(number=labels.number(without), legs=labels.number(direction.legs))
        state = _silence(direction.sides)
        yield Chip(shown, NIL[state], _anchor(state))


def _contested(located: Sequence[LegSummary], legs: int, exchanges: Mapping[str, Exchange]) -> str:
    """Where the two differ and by how much; on how many legs, where there are several."""
    if legs == len(located) == 1:
        one = located[0]
        a, b = one.giver.interval, one.receiver.interval
        gap = 0 if a is None or b is None else a.gap(b)
        day = wording.day_short(exchanges[one.leg.exchange].date, labels.language())
        if gap:
            text = gettext("contested: a difference of {gap}, on {day}")
            return text.format(gap=labels.number(gap), day=day)
        return gettext("contested on {day}").format(day=day)
    text = ngettext("contested on {number} leg", "contested on {number} legs", legs)
    return text.format(number=labels.number(legs))


def _notes(
    direction: Direction, stating: Sequence[SumRow], legs: Sequence[LegSummary]
) -> Iterable[str]:
    """What each side left open; and what the two say of the legs on which both give a number."""
    open_sides = [row for row in direction.sides if row.missing]
    for row in open_sides:
        text = gettext("{role}: {missing}.")
        yield text.format(role=capital(row.role), missing=row.missing)
    if not open_sides:
        for coverage in dict.fromkeys(row.coverage for row in stating):
            yield gettext("Each side: {coverage}.").format(coverage=coverage)
    elif len(stating) > 1:
        yield _compared(stating, legs)


def _compared(stating: Sequence[SumRow], legs: Sequence[LegSummary]) -> str:
    """Two sums over different legs say nothing of each other; those over the same legs do."""
    both = [one for one in legs if _stated(one.giver) and _stated(one.receiver)]
    if not both:
        return gettext("The two sums are not of the same legs.")
    sums = (labels.interval(_sum(both, row.side.party)) for row in stating)
    text = ngettext(
        "On the {number} leg where both give a number: {sums}.",
        "On the {number} legs where both give a number: {sums}.",
        len(both),
    )
    return text.format(number=labels.number(len(both)), sums=" | ".join(dict.fromkeys(sums)))


def _stated(side: SideState) -> bool:
    return side.state in (State.STATED, State.NONE)


def _sum(legs: Iterable[LegSummary], party: str) -> Interval:
    """One side's own words on some legs, added up."""
    total = Interval(0, 0)
    for one in legs:
        for side in (one.giver, one.receiver):
            if side.party == party and side.interval is not None:
                total = total + side.interval
    return total


def capital(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]
