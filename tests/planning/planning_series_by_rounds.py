"""A series as rounds of record one after the other, in plain Python: what compiled ones must be."""

from __future__ import annotations

from datetime import timedelta

import planning_lists as made

from repatria.planning.round import next_round, returned_after


def rounds_of(people, rule, rounds: int, returned) -> dict[str, int]:
    """By code, the round in which somebody returns."""
    went: dict[str, int] = {}
    left, past = list(people), returned
    for at in range(rounds):
        day = made.ON + timedelta(days=max(1, rule.interval) * at)
        one = next_round(left, rule, day, made.numbers, past)
        past = returned_after(past, one)
        went.update({code: at for side in one.listed for code in side})
        left = [person for person in left if person.code not in went]
    return went
