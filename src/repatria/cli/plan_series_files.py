"""Writes a series into a folder: the rounds, every day's exposure, and who returns in which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from repatria.cli.plan_ahead import Ahead
from repatria.cli.plan_folder import table
from repatria.planning.series import Series
from repatria.planning.timetable import each_day, timetable
from repatria.synthetic.folders import whole

ROUNDS, PEOPLE, EXPOSURE = "rounds.csv", "people.csv", "exposure.csv"


def write_series(found: Ahead, series: Series, out: Path) -> None:
    """Write three tables, whole or not at all, for their owner alone: people stand in one."""
    sides = found.terms.sides
    header = ("round", "day", *(f"to_{side}" for side in sides),
              *(f"article_109_to_{side}" for side in sides))  # fmt: skip
    with whole(out, "the series") as draft:
        draft.chmod(0o700)
        texts = {
            ROUNDS: table(header, _rounds(series)),
            EXPOSURE: table(_exposure_header(sides), _exposure(series, sides)),
            PEOPLE: table(("code", "side", "round", "day", "article_109"), _people(found, series)),
        }
        for name, text in texts.items():
            (draft / name).write_bytes(text.encode())


def _rounds(series: Series) -> Iterator[tuple[str, ...]]:
    for at in range(series.last + 1):
        numbers = (*series.moved[at].tolist(), *series.moved_duty[at].tolist())
        yield (str(at + 1), series.days[at].isoformat(), *map(str, numbers))


def _exposure_header(sides: tuple[str, str]) -> tuple[str, ...]:
    handed = [f"handed_over_by_{side}" for side in sides]
    return ("day", *handed, "ahead", "people", *(f"article_109_by_{side}" for side in sides))


def _exposure(series: Series, sides: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    """Every day from the first round to the last in which anybody goes: what each side has handed
    over by its evening, article 109 apart, and who is ahead. Whoever returns to one side was handed
    over by the other."""
    table = timetable(series)
    moving = replace(table, stages=table.stages[: series.last + 1])
    handed, law = [0, 0], [0, 0]
    for each in each_day(moving):
        if each.stage is not None:
            for side in (0, 1):
                duty = each.stage.duty[1 - side]
                handed[side] += each.stage.moved[1 - side] - duty
                law[side] += duty
        ahead = sides[0 if each.ahead[0] else 1] if any(each.ahead) else ""
        numbers = map(str, (max(each.ahead), *law))
        yield (each.day.isoformat(), *map(str, handed), ahead, *numbers)


def _people(found: Ahead, series: Series) -> Iterator[tuple[str, ...]]:
    """Everybody who can be considered; without a round where they go in none of these."""
    for side, name in enumerate(found.terms.sides):
        rows = zip(series.codes[side], series.round_of[side].tolist(),
                   series.duty[side].tolist(), strict=True)  # fmt: skip
        for code, at, duty in sorted(rows):
            when = ("", "") if at < 0 else (str(at + 1), series.days[at].isoformat())
            yield (code, name, *when, "yes" if duty else "no")
