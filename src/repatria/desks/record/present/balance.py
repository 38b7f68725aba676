"""The balance: what each side's own words add up to in one direction, with everybody who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from repatria.desks.common.charts.balance import Balance, Group, Side
from repatria.desks.common.charts.marks import State as Mark
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.claims import NIL
from repatria.desks.record.present.leg_rows import party_css, track_label
from repatria.statements.balance import SideSum
from repatria.statements.figures import Grade, State
from repatria.statements.series import SeriesKey
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class GradeCount:
    grade: str
    label: str
    legs: int


@dataclass(frozen=True, slots=True)
class SumRow:
    """One side's sum of one direction. `figure` is empty where the side gives no number at all;
    `nil` and `nil_text` then say which kind of nothing that is."""

    side: SideSum
    giver: str
    receiver: str
    role: str
    party: str
    css: str
    figure: str
    nil: str
    nil_text: str
    speakers: tuple[str, ...]
    grades: tuple[GradeCount, ...]

    @property
    def legs(self) -> int:
        return self.side.legs

    @property
    def none(self) -> int:
        return self._count(State.NONE)

    @property
    def numbered(self) -> int:
        return self._count(State.STATED)

    @property
    def not_stated(self) -> int:
        return self._count(State.NOT_STATED)

    @property
    def nothing_found(self) -> int:
        return self._count(State.NOTHING_FOUND)

    def _count(self, state: State) -> int:
        return dict(self.side.by_state).get(state, 0)

    @property
    def coverage(self) -> str:
        """`a number on 2 of 5 legs, none on 3`: what the sum is made of; empty without any."""
        return coverage_text(self.numbered, self.none, self.legs)

    @property
    def missing(self) -> str:
        """`not stated on 3 of 4 legs, nothing found on 1`; empty where nothing is missing."""
        return missing_text(self.not_stated, self.nothing_found, self.legs)


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction with its two sides, the first party's first, as everywhere on the page."""

    key: SeriesKey
    giver: str
    receiver: str
    sides: tuple[SumRow, ...]

    @property
    def legs(self) -> int:
        return max(row.legs for row in self.sides)


@dataclass(frozen=True, slots=True)
class TrackBalance:
    """The balance of the living, or of remains: the two are never counted together."""

    track: Track
    label: str
    directions: tuple[Direction, ...]

    @property
    def rows(self) -> tuple[SumRow, ...]:
        return tuple(row for direction in self.directions for row in direction.sides)


def balance(sums: Iterable[SideSum], names: Names) -> tuple[TrackBalance, ...]:
    """The sums by track and direction; nothing is added any further here."""
    by_key: dict[SeriesKey, list[SideSum]] = {}
    for one in sums:
        by_key.setdefault(one.key, []).append(one)
    found = []
    for track in Track:
        keys = sorted(
            (key for key in by_key if key.track is track),
            key=lambda key: names.colour(key.receiver),
        )
        if keys:
            directions = tuple(_direction(key, by_key[key], names) for key in keys)
            found.append(TrackBalance(track, track_label(track), directions))
    return tuple(found)


def _direction(key: SeriesKey, sums: Sequence[SideSum], names: Names) -> Direction:
    ordered = sorted(sums, key=lambda side: names.colour(side.party))
    rows = tuple(_row(side, names) for side in ordered)
    return Direction(key, names.party(key.giver), names.party(key.receiver), rows)


def _row(side: SideSum, names: Names) -> SumRow:
    spoke = State.NOT_STATED in dict(side.by_state)
    silence = "not_stated" if spoke else "nothing_found"
    return SumRow(
        side,
        names.party(side.key.giver),
        names.party(side.key.receiver),
        str(labels.WORDS[side.role.value]),
        names.party(side.party),
        party_css(side.party, names),
        "" if side.stated is None else labels.interval(side.stated),
        NIL[silence] if side.stated is None else "",
        str(labels.STATES[silence]) if side.stated is None else "",
        tuple(map(names.speaker, side.speakers)),
        tuple(_grade(grade, number) for grade, number in side.by_grade),
    )


def _grade(grade: Grade, legs: int) -> GradeCount:
    return GradeCount(grade.value, str(labels.GRADES[grade.value]), legs)


def coverage_text(numbered: int, none: int, legs: int) -> str:
    """On how many legs one side gives a number, and on how many it says that there were none."""
    a, b, of = (labels.number(n) for n in (numbered, none, legs))
    if none and not numbered:
        text = ngettext("none on {b} of {legs} leg", "none on {b} of {legs} legs", legs)
        return text.format(b=b, legs=of)
    if none:
        text = ngettext(
            "a number on {a} of {legs} leg, none on {b}",
            "a number on {a} of {legs} legs, none on {b}",
            legs,
        )
        return text.format(a=a, b=b, legs=of)
    if not numbered:
        return ""
    text = ngettext("a number on {a} of {legs} leg", "a number on {a} of {legs} legs", legs)
    return text.format(a=a, legs=of)


def missing_text(not_stated: int, nothing_found: int, legs: int) -> str:
    """What one side left open, told apart: what it did not say, and what the record has not got."""
    a, b, of = (labels.number(n) for n in (not_stated, nothing_found, legs))
    if not_stated and nothing_found:
        return ngettext(
            "not stated on {a} of {legs} leg, nothing found on {b}",
            "not stated on {a} of {legs} legs, nothing found on {b}",
            legs,
        ).format(a=a, b=b, legs=of)
    if not_stated:
        text = ngettext("not stated on {a} of {legs} leg", "not stated on {a} of {legs} legs", legs)
        return text.format(a=a, legs=of)
    if nothing_found:
        text = ngettext(
            "nothing found on {b} of {legs} leg", "nothing found on {b} of {legs} legs", legs
        )
        return text.format(b=b, legs=of)
    return ""


def drawing(held: TrackBalance, names: Names) -> Balance:
    """One track's balance as a picture: a bar for each side's sum, under its direction."""
    return Balance(
        title=gettext("What each side’s words add up to: {track}").format(track=held.label),
        desc="; ".join(
            f"{row.giver} → {row.receiver}, {_label(row)}: {_figure(row)}" for row in held.rows
        ),
        groups=tuple(
            Group(
                label=f"{direction.giver} → {direction.receiver}",
                rows=tuple(_side(row, names) for row in direction.sides),
            )
            for direction in held.directions
        ),
        id_prefix=f"balance-{held.track.value}",
    )


def _side(row: SumRow, names: Names) -> Side:
    party, stated = names.colour(row.side.party), row.side.stated
    label, text = _label(row), _figure(row)
    if stated is None:
        silent: Mark = "not_stated" if row.nil == NIL["not_stated"] else "nothing_found"
        return Side(label=label, party=party, state=silent, text=text)
    if stated.high == 0:
        return Side(label=label, party=party, state="none", text=text)
    low, high = stated.low, stated.high
    return Side(label=label, party=party, state="stated", low=low, high=high, text=text)


def _figure(row: SumRow) -> str:
    return row.figure or row.nil_text


def _label(row: SumRow) -> str:
    return f"{row.party} ({row.role}): {row.coverage or row.missing}"
