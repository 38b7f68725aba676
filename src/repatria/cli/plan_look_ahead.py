"""What strict order costs, beside the plan that looks ahead: a choice that people make."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.base.progress import Progress
from repatria.cli.layout import heading, width, wrapped
from repatria.cli.plan_ahead import Ahead
from repatria.cli.plan_text import aligned, both
from repatria.planning.columns import load
from repatria.planning.strictness import Choice, price_of_strict_order


def looked_ahead(found: Ahead, rounds: int, told: Progress) -> Iterator[str]:
    """Both plans over the same people, tier by tier."""
    told(0, 0, "looking ahead")
    loaded = load(found.people, found.terms, found.on, found.numbers)
    choice = price_of_strict_order(loaded, rounds, found.returned)
    yield from heading("Strict order, and looking ahead")
    yield from _lines(choice)


def _lines(choice: Choice) -> Iterator[str]:
    rows = [
        ("tier", "people", "days, strict", "days, ahead", "strict costs", "stay: strict / ahead")
    ]
    for each in choice.tiers:
        name = "article 109" if each.track == 0 else each.tier or "after all tiers"
        if each.track == 0 and each.tier:
            name = f"article 109, {each.tier}"
        rows.append(
            (
                name, f"{each.people:,}", f"{each.strict_days:,}", f"{each.ahead_days:,}",
                f"{each.cost:+,}" if each.cost else "0",
                both((each.strict_stranded, each.ahead_stranded)),
            )
        )  # fmt: skip
    yield from aligned(rows)
    yield "Days are person-days of waiting, both sides together, everybody as on the first day."
    strict, ahead = choice.returned
    yield f"Returned: in strict order {both(strict)}, looking ahead {both(ahead)}."
    yield f"In another round than by strict order: {both(choice.otherwise)}."
    yield from wrapped(choice.sentence(), 0, width())
