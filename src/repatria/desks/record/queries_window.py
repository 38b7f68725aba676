"""A window of days: its exchanges, and what each side's words add up to over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum

from repatria.desks.record import models, store
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import EVER, MOST_EXCHANGES, LegSummary, holding, leg_summaries
from repatria.statements.balance import SidePart, SideSum, add_up
from repatria.statements.figures import Grade, State
from repatria.statements.record import Exchange
from repatria.statements.series import SeriesKey
from repatria.statements.vocabulary import MAIN_UNIT, Role, Track


@dataclass(frozen=True, slots=True)
class WindowView:
    """The exchanges of a window of days, with the balance over all of them.

    `exchanges` holds at most `MOST_EXCHANGES`, the latest ones; `earlier` is the last day before
    them that has more. The balance and `total` are over the whole window.
    """

    first: date | None
    last: date | None
    total: int
    exchanges: tuple[Exchange, ...]
    legs: tuple[LegSummary, ...]
    balance: tuple[SideSum, ...]
    names: Names
    earlier: date | None


def window(start: date | None, until: date | None, day: date = EVER) -> WindowView:
    """The exchanges from `start` to `until` (open where `None`) as known on `day`."""
    rows = models.Exchange.objects.filter(known_from__lte=day)
    if start is not None:
        rows = rows.filter(day__gte=start)
    if until is not None:
        rows = rows.filter(day__lte=until)
    span = rows.aggregate(first=Min("day"), last=Max("day"), total=Count("code"))
    latest = rows.order_by("-day", "-code")[: MOST_EXCHANGES + 1]
    held = list(reversed(store.exchanges(latest).values()))
    earlier = held[0].date.first if len(held) > MOST_EXCHANGES else None
    held = held[-MOST_EXCHANGES:]
    legs = leg_summaries(Q(leg__exchange__in=[e.code for e in held]), day)
    return WindowView(
        span["first"],
        span["last"],
        span["total"],
        tuple(held),
        legs,
        balance(start, until, day),
        _names(legs),
        earlier,
    )


def _names(legs: Iterable[LegSummary]) -> Names:
    codes = {code for leg in legs for side in (leg.giver, leg.receiver) for code in side.speakers}
    return Names(store.parties(), store.speakers(codes))


def balance(start: date | None, until: date | None, day: date = EVER) -> tuple[SideSum, ...]:
    """What each side's words add up to over a window, by direction; summed in the database.

    Only persons and bodies are added up: a leg told in containers is no part of the sum.
    """
    where = holding(day) & Q(counted=True, unit__in=[*MAIN_UNIT.values()])
    if start is not None:
        where &= Q(day__gte=start)
    if until is not None:
        where &= Q(day__lte=until)
    parts: list[SidePart] = []
    for role in (Role.GIVER, Role.RECEIVER):
        side = role.value
        rows = (
            models.LegState.objects.filter(where)
            .order_by()
            .values_list(
                "giver", "receiver", "track", "grade",
                f"{side}_state", f"{side}_speakers", f"{side}_unnamed",
            )
            .annotate(
                legs=Count("id"), low=Sum(f"{side}_low"), high=Sum(f"{side}_high"),
                bounded=Count(f"{side}_high"),
            )
        )  # fmt: skip
        for giver, receiver, track, grade, state, who, unnamed, legs, low, high, bounded in rows:
            parts.append(
                SidePart(
                    SeriesKey(giver, receiver, Track(track)),
                    role,
                    State(state),
                    legs,
                    low or 0,
                    high if bounded == legs else None,
                    tuple(who.split()),
                    unnamed,
                    Grade(grade) if grade else None,
                )
            )
    return add_up(parts)
