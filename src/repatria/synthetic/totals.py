"""Totals in made-up records: of a week, of a series, and since the beginning, each side by its own
book."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from repatria.base.dates import Period, period
from repatria.statements.claim import Speaker
from repatria.statements.quantity import at_least
from repatria.statements.vocabulary import ClaimKind, Track
from repatria.synthetic.books import DIRECTIONS, Books, Direction, Sum
from repatria.synthetic.cast import NORTH, OTHER, SIDES, SOUTH
from repatria.synthetic.happenings import SeriesPlan
from repatria.synthetic.legs import LARGEST_LEG
from repatria.synthetic.truth import RATES, Kinds
from repatria.synthetic.writer import WHOLE, About, Writer, number

WEEK_TOLD = 0.7
SERIES_TOLD = 0.8
RELAYED = 0.3
ROUNDED_TO = 100
LARGEST_SLIP = 9
CHAIN_EVERY = 10
"""After how many exchanges the totals since the beginning are told anew."""
WAR_BEGAN = "1989-06"
"""Before the first exchange of any record, so that these totals reach back before it."""


@dataclass(slots=True)
class Totals:
    """Tells totals as exchanges go by."""

    books: Books = field(default_factory=Books)
    before: dict[Direction, int] = field(default_factory=dict)
    """Handed over before the record begins, and in events that it does not hold."""
    told: dict[tuple[Direction, str], tuple[str, date]] = field(default_factory=dict)
    """The last total since the beginning: its claim and its day."""
    _since_chain: int = 0

    def speak(self, w: Writer, series: SeriesPlan, index: int) -> None:
        """Enter an exchange of the series into the books, and tell the totals that fall due."""
        happening = series.happenings[index]
        self.books.enter(happening.day, (plan for plan in happening.legs))
        start = series.happenings[0].day
        if happening.closes_week:
            weeks = (happening.day - start).days // 7
            self._week(w, start + timedelta(days=7 * weeks), happening.day)
        last = index + 1 == len(series.happenings)
        if last:
            self._series(w, series, happening.day)
        self._since_chain += 1
        opening = happening.closes_day and not any(
            earlier.closes_day for earlier in series.happenings[:index]
        )
        due = self._since_chain >= CHAIN_EVERY and happening.closes_day
        if (last or opening or due) and w.room >= 2 * len(DIRECTIONS):
            self._since_chain = 0
            self._chain(w, happening.day, opening)

    def _say(
        self,
        w: Writer,
        direction: Direction,
        speaker: Speaker,
        day: date,
        total: int,
        covers: Period,
        agreement: str = "",
    ) -> str:
        about = _about(direction, agreement)
        return w.say(about, ClaimKind.TOTAL, speaker, day, number(total), covers=covers)

    def _week(self, w: Writer, first: date, last: date) -> None:
        covers = period(f"{first}..{last}")
        for (direction, party), book in self.books.of.items():
            total = book.since(first)
            if not total.number or total.withheld or w.room < 3:
                continue
            side = SIDES[party]
            other = self.books.of[direction, OTHER[party]].since(first)
            if w.rng.random() < WEEK_TOLD:
                off = _off(w, total, other)
                count = total.number + off
                seen = [self._say(w, direction, side.headquarters, last, count, covers)]
                if w.rng.random() < RELAYED:
                    seen.append(
                        w.say(
                            _about(direction),
                            ClaimKind.TOTAL,
                            side.headquarters,
                            last,
                            number(count),
                            later=1,
                            covers=covers,
                            relay=True,
                        )
                    )
                if off:
                    w.plant(Kinds.TOTAL, *seen, off_by=off)
            off = other.number - total.number
            if off and total.plain and other.plain and w.rng.random() < RATES[Kinds.INSIDE_SIDE]:
                one = self._say(w, direction, side.minister, last, other.number, covers)
                w.plant(Kinds.INSIDE_SIDE, one, off_by=off)

    def _series(self, w: Writer, series: SeriesPlan, day: date) -> None:
        first = series.happenings[0].day
        covers = period(f"{first}..{day}")
        for (direction, party), book in self.books.of.items():
            total = book.since(first)
            if not total.number or w.room < 2:
                continue
            speaker = SIDES[party].headquarters
            if not total.withheld:
                if w.rng.random() < SERIES_TOLD:
                    self._say(w, direction, speaker, day, total.number, covers, series.code)
            elif total.number >= ROUNDED_TO:
                # The numbers are disclosed at the end, and only rounded.
                rounded = at_least(total.number // ROUNDED_TO * ROUNDED_TO)
                about = _about(direction, series.code)
                w.say(about, ClaimKind.TOTAL, speaker, day, rounded, covers=covers)
            if direction.track is Track.REMAINS:
                self._impossible(w, direction, party, day)

    def _impossible(self, w: Writer, direction: Direction, party: str, day: date) -> None:
        """The sum since the first of one month, said to be since the first of the next."""
        if w.rng.random() >= RATES[Kinds.IMPOSSIBLE_PERIOD]:
            return
        book = self.books.of[direction, party]
        told = day.replace(day=1)
        meant = (told - timedelta(days=1)).replace(day=1)
        true, wrong = book.since(meant), book.since(told)
        other = self.books.of[direction, OTHER[party]].since(told)
        if not true.plain or book.days[0] >= told:
            return
        if not wrong.number < true.number != other.number:
            return
        covers = period(f"{told:%Y-%m}..{day}")
        one = self._say(w, direction, SIDES[party].minister, day, true.number, covers)
        w.plant(Kinds.IMPOSSIBLE_PERIOD, one, off_by=true.number - wrong.number)

    def _chain(self, w: Writer, day: date, opening: bool) -> None:
        """Totals since the beginning; at the opening of a series, perhaps more than is known."""
        covers = period(f"{WAR_BEGAN}..{day}")
        for direction in DIRECTIONS:
            if direction not in self.before:
                self.before[direction] = w.rng.randint(1000, 9000)
            hidden = 0
            if opening and self._seen_through(direction):
                hidden = self._hidden(w)
            self.before[direction] += hidden
            seen: list[str] = []
            for party in (NORTH, SOUTH):
                total = self.before[direction] + self.books.of[direction, party].number[-1]
                speaker = SIDES[party].headquarters
                one = self._say(w, direction, speaker, day, total, covers)
                if hidden:
                    seen += [self.told[direction, party][0], one]
                self.told[direction, party] = one, day
            if hidden:
                w.plant(Kinds.MISSING_EVENT, *seen, off_by=hidden)

    def _hidden(self, w: Writer) -> int:
        """An event that nobody reports, larger than any leg, so that none can explain it."""
        if w.rng.random() >= RATES[Kinds.MISSING_EVENT]:
            return 0
        return LARGEST_LEG + w.rng.randint(100, 1000)

    def _seen_through(self, direction: Direction) -> bool:
        """Whether both sides' last totals can be continued with numbers that are all known."""
        for party in (NORTH, SOUTH):
            if (direction, party) not in self.told:
                return False
            after = self.told[direction, party][1] + timedelta(days=1)
            if not self.books.of[direction, party].since(after).plain:
                return False
        return direction.track is Track.REMAINS


def _about(direction: Direction, agreement: str = "") -> About:
    return About(WHOLE[direction.track], direction.giver, direction.receiver, agreement=agreement)


def _off(w: Writer, own: Sum, other: Sum) -> int:
    """By how much a side gets its own sum wrong: mostly by nothing.

    Too little, never too much, which would tell of an event that is missing.
    """
    if not own.plain or own.number <= LARGEST_SLIP or w.rng.random() >= RATES[Kinds.TOTAL]:
        return 0
    off = -w.rng.randint(1, LARGEST_SLIP)
    return 0 if own.number + off == other.number else off
