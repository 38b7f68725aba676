"""How a made-up figure is divided into parts."""

from __future__ import annotations

from repatria.statements.claim import Partition
from repatria.statements.quantity import Interval
from repatria.statements.vocabulary import Category, Track
from repatria.synthetic.legs import LegPlan


def divided(plan: LegPlan, whole: int, second: bool, off_by: int = 0) -> tuple[Partition, ...]:
    """`whole` in parts that sum to it, but for `off_by` in the first part.

    The living by category, and with `second` by sex too; the dead by what is known of them, where
    the parts told are not said to be all.
    """
    if plan.leg.track is Track.REMAINS:
        known = whole // 10
        marked = (_part("with documents", known), _part("with marks", whole // 5))
        if off_by:
            return (_complete("name", ("known", known + off_by), ("not known", whole - known)),)
        return (Partition("signs", marked, complete=False),)
    military = whole - plan.civilians + off_by
    by_category = _complete(
        "category", (Category.POW.value, military), (Category.CIVILIAN.value, plan.civilians)
    )
    if not second:
        return (by_category,)
    return by_category, _complete("sex", ("men", whole - plan.women), ("women", plan.women))


def _complete(by: str, *parts: tuple[str, int]) -> Partition:
    return Partition(by, tuple(_part(*item) for item in parts), complete=True)


def _part(name: str, count: int) -> tuple[str, Interval]:
    return name, Interval(count, count)
