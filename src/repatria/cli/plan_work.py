"""Days and numbers of the lottery, for every command that makes a list or asks about one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repatria.planning.lottery import Draw


def day_or_today(on: date | None) -> date:
    """The day of a round where none is named: today, by this machine's calendar."""
    return date.today() if on is None else on


def numbers_of(draw: Draw) -> Callable[[str], int]:
    """Everybody's number in a draw. Raises `ValueProblem` where its days are out of order."""
    from repatria.planning.lottery import number, prefix

    before = prefix(draw)
    return lambda code: number(before, code)
