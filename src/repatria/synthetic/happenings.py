"""What happened in a made-up war: exchanges in series, their legs, and what each side will say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from repatria.base.dates import partial_date
from repatria.statements.record import Exchange, Leg
from repatria.statements.vocabulary import Track
from repatria.synthetic.cast import INTERMEDIARY, NORTH, OTHER, SOUTH
from repatria.synthetic.legs import LegPlan, Setting, deny_parity, plan_leg

BEGINS = date(1990, 1, 1)
SERIES_LENGTH = (20, 60)
LEGS_PER_EXCHANGE = {2: 6, 3: 3, 4: 1}
SAME_DAY = 0.2
WITHHELD_SERIES = 0.12
FAILED = 0.02
PARITY = 0.4
STAGE = 0.4


@dataclass(frozen=True, slots=True)
class Happening:
    """One exchange with its legs, those of its own track first."""

    exchange: Exchange
    day: date
    legs: tuple[LegPlan, ...]
    setting: Setting
    closes_day: bool
    """No later exchange falls on the same day."""
    closes_week: bool
    """It is the last of its week, weeks being counted from the first day of the series."""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """The exchanges under one agreement."""

    code: str
    signed: date
    happenings: tuple[Happening, ...]


@dataclass(slots=True)
class Planner:
    """Draws series after series. `spare` is how many claims are left for second speakers."""

    rng: random.Random
    spare: int
    day: date = BEGINS
    made: int = 0
    numbers: int = 0
    _stage_of: str = field(default="", init=False)

    def plan(self, legs: int) -> Iterator[SeriesPlan]:
        """Series with `legs` legs in all, 2 to 4 an exchange."""
        sizes = self._sizes(legs)
        at = number = 0
        while at < len(sizes):
            length = self.rng.randint(*SERIES_LENGTH)
            number += 1
            yield self._series(f"A{number:04d}", sizes[at : at + length])
            at += length

    def _sizes(self, legs: int) -> list[int]:
        found: list[int] = []
        while legs > 4:
            size = self.rng.choices(*zip(*LEGS_PER_EXCHANGE.items(), strict=True))[0]
            if legs - size == 1:
                size += 1 if size < 4 else -1
            found.append(size)
            legs -= size
        return [*found, legs]

    def _series(self, code: str, sizes: list[int]) -> SeriesPlan:
        rng = self.rng
        signed = self.day
        withheld = rng.random() < WITHHELD_SERIES
        slots = self._slots(len(sizes))
        start = slots[0][0]
        found: list[Happening] = []
        self._stage_of = ""
        for index, (size, (day, track)) in enumerate(zip(sizes, slots, strict=True)):
            after = slots[index + 1][0] if index + 1 < len(slots) else None
            setting = self._setting(size, track, withheld)
            exchange = self._exchange(code, day, track, setting)
            week = (day - start).days // 7
            closes_week = after is None or (after - start).days // 7 > week
            legs = self._legs(exchange, size, setting, withheld)
            found.append(Happening(exchange, day, legs, setting, after != day, closes_week))
        self.day = slots[-1][0] + timedelta(days=rng.randint(3, 10))
        return SeriesPlan(code, signed, tuple(found))

    def _slots(self, length: int) -> list[tuple[date, Track]]:
        """Days and tracks; two exchanges of one day are of different tracks."""
        rng = self.rng
        day = self.day + timedelta(days=rng.randint(3, 10))
        found: list[tuple[date, Track]] = []
        while len(found) < length:
            track = rng.choice((Track.LIVING, Track.REMAINS))
            found.append((day, track))
            if len(found) < length and rng.random() < SAME_DAY:
                found.append((day, Track.REMAINS if track is Track.LIVING else Track.LIVING))
            day += timedelta(days=rng.choice((1, 1, 1, 1, 2)))
        return found

    def _setting(self, size: int, track: Track, withheld: bool) -> Setting:
        if size == 2 and self.rng.random() < FAILED:
            return Setting.FAILED
        if track is Track.LIVING and (withheld or self.rng.random() < PARITY):
            return Setting.PARITY
        return Setting.PLAIN

    def _exchange(self, code: str, day: date, track: Track, setting: Setting) -> Exchange:
        self.made += 1
        name = f"E{self.made:05d}"
        happened = setting is not Setting.FAILED
        series = ""
        if track is Track.LIVING and happened:
            if self._stage_of and self.rng.random() < STAGE:
                series = self._stage_of
            else:
                self.numbers += 1
                self._stage_of = name
        numbering = ((NORTH, self.numbers, "stated"),) if track is Track.LIVING else ()
        what = "prisoners" if track is Track.LIVING else "remains"
        return Exchange(
            name,
            partial_date(day.isoformat()),
            f"Synthetic exchange {self.made}: {what}",
            track,
            happened=happened,
            agreement=code,
            series=series,
            intermediaries=(INTERMEDIARY.name,),
            numbering=numbering if happened else (),
        )

    def _legs(
        self, exchange: Exchange, size: int, setting: Setting, withheld: bool
    ) -> tuple[LegPlan, ...]:
        rng = self.rng
        first = rng.choice((NORTH, SOUTH))
        other = Track.REMAINS if exchange.track is Track.LIVING else Track.LIVING
        places = [
            Leg(exchange.code, first, OTHER[first], exchange.track),
            Leg(exchange.code, OTHER[first], first, exchange.track),
            Leg(exchange.code, first, OTHER[first], other),
            Leg(exchange.code, OTHER[first], first, other),
        ][:size]
        found: list[LegPlan] = []
        for index, leg in enumerate(places):
            here = setting if index < 2 else Setting.PLAIN
            twin = found[0].true if here is Setting.PARITY and index == 1 else None
            silent_living = withheld and leg.track is Track.LIVING
            plan = plan_leg(rng, leg, here, index == 0, silent_living, twin, self.spare > 0)
            self.spare -= plan.must - 1
            found.append(plan)
        if setting is Setting.PLAIN:
            found[:2] = deny_parity(rng, tuple(found[:2]))
        return tuple(found)
