"""Ordinals against the exchanges known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NORTH_HQ, claim, day, exchange, ordinal, record
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.examine import examine, is_ordinal
from repatria.statements.ordinals import Calendar, OrdinalCheck, check_ordinal
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit

START = date(2025, 6, 1)
WEEK = [exchange(f"E{n}", f"2025-06-{n:02d}", Track.LIVING) for n in (8, 9, 12, 14)]
OFFSETS = st.integers(0, 20)


def check(value: int | str, covers: str | None, *held: Exchange, **rest: Any) -> OrdinalCheck:
    made = ordinal(value, NORTH_HQ, covers, category=Category.POW, **rest)
    return check_ordinal(made, Calendar(held or WEEK))


def test_the_fourth_in_a_week() -> None:
    found = check(4, "2025-06-08..2025-06-14", on="2025-06-14")
    assert (found.fits, found.counted) == (True, 4)


def test_three_so_far_where_four_are_known() -> None:
    made = ordinal(3, NORTH_HQ, "2025-06-08..2025-06-14", category=Category.POW, on="2025-06-14")
    found = examine(record(made, *WEEK))
    (one,) = found.contradictions
    assert (one.kind, one.claims) == (ContradictionKind.ORDINAL, (made.id,))
    assert one.reasons == found.ordinals[0].reasons


def test_exchanges_after_the_day_on_which_it_was_said_do_not_count() -> None:
    assert check(2, "2025-06-08..2025-06-14", on="2025-06-09").fits
    assert check(2, "2025-06-08..", on="2025-06-09", embargo_until=day("2025-06-30")).fits


def test_only_exchanges_of_its_track_that_happened_count() -> None:
    other = [
        exchange("R", "2025-06-10"),
        exchange("N", "2025-06-11", Track.LIVING, happened=False),
    ]
    assert check(4, "2025-06-08..2025-06-14", *WEEK, *other, on="2025-06-14").counted == 4


@pytest.mark.parametrize(("value", "fits"), [("at least 3", True), ("about 4", True), (5, False)])
def test_an_ordinal_may_be_vague(value: int | str, fits: bool) -> None:
    assert check(value, "2025-06-08..2025-06-14", on="2025-06-14").fits is fits


@pytest.mark.parametrize(
    ("value", "covers"), [(4, None), (4, "..2025-06-14"), ("not stated", "2025-06-08..2025-06-14")]
)
def test_what_cannot_be_counted_is_not_checked(value: int | str, covers: str | None) -> None:
    found = check(value, covers, on="2025-06-14")
    assert found.fits is None
    assert [item.code for item in found.reasons] == ["ordinal_no_period"]


@given(st.lists(OFFSETS, max_size=12), OFFSETS, OFFSETS)
def test_the_calendar_counts(offsets: list[int], a: int, b: int) -> None:
    held = [
        exchange(f"E{i}", str(START + timedelta(days=n)), Track.LIVING)
        for i, n in enumerate(offsets)
    ]
    first, last = (START + timedelta(days=n) for n in sorted((a, b)))
    counted = Calendar(held).count(Track.LIVING, first, last)
    assert counted == sum(first <= e.date.first <= last for e in held)
    assert Calendar(held).count(Track.REMAINS, first, last) == 0


def test_an_ordinal_counts_exchanges_and_nothing_else() -> None:
    assert is_ordinal(ordinal(4, NORTH_HQ, None))
    assert not is_ordinal(claim(ClaimKind.ORDINAL, 4, NORTH_HQ, unit=Unit.BODY))
    assert not is_ordinal(claim(ClaimKind.COUNT, 4, NORTH_HQ, unit=Unit.EXCHANGE))
