"""In which round somebody would return: as the plan stands, and over scenarios."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from repatria.cli.plan_folder import Kept
    from repatria.planning.terms import Terms

_RANGE = re.compile(r"(\d{1,3})(?:\.\.(\d{1,3}))?")


def per_cent(text: str) -> tuple[int, int]:
    """A range as `40..60`, or one number, in thousandths."""
    found = _RANGE.fullmatch(text.strip())
    low = int(found[1]) if found else 101
    high = int(found[2] or low) if found else 101
    if not low <= high <= 100:
        raise typer.BadParameter(f"“{text}” is no share in per cent; write 40..60")
    return 10 * low, 10 * high


def foreseen(
    kept: Kept, terms: Terms, numbers: Callable[[str], int], code: str, rounds: int,
    agrees: tuple[int, int],
) -> Iterator[str]:  # fmt: skip
    """When somebody would return within so many rounds, in lines."""
    from repatria.planning.earliest import Worlds, outlook
    from repatria.planning.scenarios import usual

    worlds = Worlds(kept.people, terms, kept.on, numbers, rounds, kept.returned)
    found = outlook(worlds, usual((agrees, agrees)), seed=1)
    span = found.span(code)
    if span is None:
        yield f"Looking {rounds:,} rounds ahead: a gate is shut that no answer opens."
        return

    def day(at: int) -> str:
        return f"round {at + 1:,} ({found.days[at]})"

    if span.planned is None:
        yield f"As the plan stands: in none of {rounds:,} rounds."
    else:
        yield f"As the plan stands, if every holder agrees: {day(span.planned)}."
    yield f"Over {span.runs:,} runs of {len(found.scenarios)} scenarios:"
    yield f"  can return at all in {span.can_return:,}, and within these rounds in {span.within:,}"
    if span.earliest is not None:
        yield f"  never before {day(span.earliest)}"
    if span.interval is None:
        yield "  in too few of them to say when"
    else:
        first, last = span.interval
        until = "none of these rounds" if last is None else day(last)
        yield f"  in nine of ten of those: {day(first)} to {until}"
    yield "A forecast is for the office, and stands in no letter."
