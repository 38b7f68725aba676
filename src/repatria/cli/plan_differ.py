"""`repatria plan differ`: where two lists part, and why each of those is on one and not on the
other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from repatria.cli.plan_folder import Kept

COLUMNS = ("code", "side", "first", "second")
ON_LIST = "on_list"


@dataclass(frozen=True, slots=True)
class Parted:
    """Somebody who is on one list and not on the other, with the reason by each."""

    code: str
    side: str
    first: str
    second: str


def differ(
    first: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of a list.", show_default=False)
    ],
    second: Annotated[
        Path, typer.Argument(metavar="DIR2", help="The folder of another.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write everybody whose reason differs to this table: as secret as the lists.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say where two lists part: who is on one and not on the other, and the reason by each.

    For two readings of one agreement over the same people, for a disputed fact, for two drafts.
    """
    from repatria.cli.layout import width, wrapped
    from repatria.cli.plan_folder import read_folder, table
    from repatria.cli.writing import write

    one, two = read_folder(first), read_folder(second)
    for line in _lines(one, two):
        for piece in wrapped(line.lstrip(), len(line) - len(line.lstrip()), width()):
            typer.echo(piece)
    if out is not None:
        rows = ((p.code, p.side, p.first, p.second) for p in _reasons(one, two)
                if p.first != p.second)  # fmt: skip
        write([table(COLUMNS, rows)], out)
        typer.echo(f"Written to {out}")


def _reasons(one: Kept, two: Kept) -> Iterator[Parted]:
    """Everybody of either list, by code; where somebody is not in the register, nothing."""
    side = {person.code: person.side for kept in (one, two) for person in kept.people}
    for code in sorted(side):
        told = (kept.told["reasons"].get(code, "") for kept in (one, two))
        yield Parted(code, side[code], *told)


def _lines(one: Kept, two: Kept) -> Iterator[str]:
    from repatria.cli.plan_list_text import REASONS
    from repatria.planning.reasons import Reason

    for word, kept in (("First", one), ("Second", two)):
        rule = kept.told["rule"]
        yield f"{word}: {rule['name']}, reading {rule['reading']}, the round of {kept.on}"
    yield _same(one, two)
    found = list(_reasons(one, two))
    for side in one.told["rule"]["sides"]:
        own = [each for each in found if each.side == side]
        only = {
            "first": [p for p in own if p.first == ON_LIST != p.second],
            "second": [p for p in own if p.second == ON_LIST != p.first],
        }
        common = sum(p.first == p.second == ON_LIST for p in own)
        yield (
            f"To {side}: {common:,} on both, {len(only['first']):,} on the first alone, "
            f"{len(only['second']):,} on the second alone."
        )
        for word, other in (("first", "second"), ("second", "first")):
            by_reason: dict[str, list[str]] = {}
            for parted in only[word]:
                by_reason.setdefault(getattr(parted, other), []).append(parted.code)
            for reason in sorted(by_reason, key=_place):
                codes = by_reason[reason]
                told = REASONS[Reason(reason)] if reason else "is not in its register"
                yield f"  On the {word} alone, {len(codes):,}; by the {other}: {reason}, {told}"
                yield f"    {', '.join(codes)}"


def _place(reason: str) -> int:
    from repatria.planning.reasons import Reason

    return list(Reason).index(Reason(reason)) if reason else -1


def _same(one: Kept, two: Kept) -> str:
    """What of two lists is the same: the facts, the rule, the draw."""
    first, second = ({person.code: person for person in kept.people} for kept in (one, two))
    told = {
        "facts": first == second,
        "rule": one.told["commitment"]["rule"] == two.told["commitment"]["rule"],
        "draw": one.told["draw"] == two.told["draw"],
    }
    same = [word for word, is_same in told.items() if is_same]
    other = [word for word, is_same in told.items() if not is_same]
    return f"The same: {', '.join(same) or 'nothing'}. Other: {', '.join(other) or 'nothing'}."
