"""Carries a series out and tells it: the rounds, who waits longest and why, who stays and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from repatria.cli import progress as bars
from repatria.cli.plan_ahead import Ahead
from repatria.cli.plan_list_text import REASONS
from repatria.cli.plan_series_files import write_series
from repatria.cli.plan_series_text import exposure_lines, round_lines, waiting_lines
from repatria.planning.compare import series_for
from repatria.planning.facts import Held
from repatria.planning.lists import make_round
from repatria.planning.reasons import GATES, Reason
from repatria.planning.round import Round
from repatria.planning.series import Series, critical_stranded, returned_to, stranded
from repatria.planning.why import count_reasons


def planned(found: Ahead, rounds: int, look_ahead: bool, out: Path | None) -> Iterator[str]:
    """Make the series, tell it, and write it where a folder is named."""
    from repatria.synthetic.folders import check_folder

    if out is not None:
        check_folder(out)
    with bars.shown() as told:
        told(0, 0, "making the series")
        series = series_for(
            found.people, found.terms, found.on, found.numbers, rounds, found.returned
        )
        lines = list(_lines(found, series))
        if look_ahead:
            from repatria.cli.plan_look_ahead import looked_ahead  # loads a solver

            lines += looked_ahead(found, rounds, told)
        if out is not None:
            told(0, 0, "writing")
            write_series(found, series, out)
            lines.append(f"Written to {out}")
    yield from lines


def _lines(found: Ahead, series: Series) -> Iterator[str]:
    from repatria.cli.layout import heading

    terms = found.terms
    number = series.last + 1
    yield f"{terms.name}, reading {terms.reading}: rounds from {found.on}"
    yield f"Critical and staying (article 109): {_sides(found, critical_stranded(series))}."
    yield f"Returned in {number:,} rounds: {_sides(found, returned_to(series))}."
    yield f"Considered, and in none of these: {_sides(found, stranded(series))}."
    if number == series.rounds:
        yield f"People go in the last of {series.rounds:,} rounds too; look at more with --rounds."
    yield from heading("Round by round")
    yield from round_lines(series, terms.sides)
    yield from heading("Who waits longest, and why")
    for side in (0, 1):
        yield from waiting_lines(found, series, side, _round_before)
    yield from heading("Who stays, and why")
    yield from _staying(found, series)
    yield from heading("Exposure")
    yield from exposure_lines(series, terms)


def _sides(found: Ahead, numbers: tuple[int, int]) -> str:
    pairs = zip(found.terms.sides, numbers, strict=True)
    return ", ".join(f"{number:,} to {side}" for side, number in pairs)


def _round_before(found: Ahead, series: Series, at: int) -> Round:
    """A round of the series made by itself, for the reasons in it. Whoever went before stands as
    returned: a partner of theirs waits for nobody."""
    gone = _gone(series, at)
    left = [
        replace(person, held=Held.RETURNED) if person.code in gone else person
        for person in found.people
    ]
    before = series.returned[at - 1] if at else found.returned
    day = series.days[0] + timedelta(days=at * max(1, found.terms.interval))
    return make_round(left, found.terms, day, found.numbers, before, found.signed)


def _gone(series: Series, at: int) -> set[str]:
    """Who returned in a round before this one."""
    return {
        series.codes[side][row]
        for side in (0, 1)
        for row in np.flatnonzero((series.round_of[side] >= 0) & (series.round_of[side] < at))
    }


def _staying(found: Ahead, series: Series) -> Iterator[str]:
    """Why those stay who return in none of the rounds: the reasons of the round that would follow
    the last in which anybody goes."""
    after = _round_before(found, series, series.last + 1)
    gone = _gone(series, series.last + 1)
    stay = {code: why for code, why in after.reasons.items() if code not in gone}
    for why, count in count_reasons(stay).items():
        if not count:
            continue
        told = REASONS[why]
        if why is Reason.ON_LIST:
            told = "would go in a round after these"
        gate = " (whatever room there is)" if why in GATES else ""
        yield f"  {count:>9,}  {why.value}: {told}{gate}"
