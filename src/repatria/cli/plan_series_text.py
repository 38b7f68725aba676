"""A series in lines: its rounds, whoever waits longest, and the exposure of both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from repatria.cli.plan_list_text import REASONS
from repatria.cli.plan_text import aligned, both

if TYPE_CHECKING:
    from repatria.cli.plan_ahead import Ahead
    from repatria.planning.round import Round
    from repatria.planning.series import Series
    from repatria.planning.terms import Terms

SHOWN = 3
"""Of those who wait longest, how many are named."""


def round_lines(series: Series, sides: tuple[str, str]) -> Iterator[str]:
    """A line a round, down to the last in which anybody goes."""
    rows = [("round", "day", f"to {sides[0]}", f"to {sides[1]}", "by article 109", "in all")]
    totals = series.moved.cumsum(axis=0)
    for at in range(series.last + 1):
        moved, duty = series.moved[at].tolist(), series.moved_duty[at].tolist()
        rows.append(
            (
                f"{at + 1:,}", series.days[at].isoformat(), f"{moved[0]:,}", f"{moved[1]:,}",
                both(duty), both(totals[at].tolist()),
            )
        )  # fmt: skip
    yield from aligned(rows)


def waiting_lines(
    found: Ahead, series: Series, side: int, made: Callable[[Ahead, Series, int], Round]
) -> Iterator[str]:
    """Those of a side who go last: in which round, where they stand, and why not before."""
    name = found.terms.sides[side]
    own = series.round_of[side]
    last = int(own.max(initial=-1))
    if last < 0:
        yield f"To {name} nobody goes."
        return
    codes = [series.codes[side][row] for row in np.flatnonzero(own == last).tolist()]
    day = series.days[last]
    yield (
        f"To {name}: {len(codes):,} go last, in round {last + 1:,} on {day}, after "
        f"{(day - series.days[0]).days:,} days."
    )
    people = {person.code: person for person in found.people}
    reasons = [] if last == 0 else [(at, made(found, series, at)) for at in {0, last - 1}]
    for code in codes[-SHOWN:]:
        yield f"  {code}: {_stands(found, people[code])}"
        for at, each in sorted(reasons, key=lambda pair: pair[0]):
            reason = each.reasons[code]
            yield f"    not in round {at + 1:,}: {reason.value}, {REASONS[reason]}"


def _stands(found: Ahead, person: object) -> str:
    from repatria.planning.facts import Person
    from repatria.planning.order import tier_of

    assert isinstance(person, Person)
    tiers = found.terms.tiers
    at = tier_of(person, tiers, found.on)
    tier = tiers[at].name if at < len(tiers) else "after all tiers"
    if person.captured is None:
        return f"tier {tier}; no day of capture is known, which stands last in its tier"
    return f"tier {tier}; held {(found.on - person.captured).days:,} days on {found.on}"


def exposure_lines(series: Series, terms: Terms) -> Iterator[str]:
    """By how many one side is ahead in handing over, from each day on which that changes, and what
    the agreement says of it."""
    from repatria.planning.exposure import exposure, settlement
    from repatria.planning.timetable import timetable

    table = timetable(series)
    rows = [("from", "ahead in handing over", "people")]
    last = None
    for stage in table.stages[: series.last + 1]:
        if stage.balance != last:
            who = "-" if stage.balance == 0 else terms.sides[stage.balance > 0]
            rows.append((stage.day.isoformat(), who, f"{abs(stage.balance):,}"))
        last = stage.balance
    yield from aligned(rows, left=2)
    found = exposure(table, terms)
    for side, name in enumerate(terms.sides):
        when = f", first on {series.days[found.round[side]]}" if found.largest[side] else ""
        yield f"{name} is ahead by {found.largest[side]:,} at the most{when}."
    yield found.sentence
    yield from settlement(table, terms).sentences
    yield "Those of article 109 are not in it: they are owed, not lent."
