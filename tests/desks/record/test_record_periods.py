"""The periods that a page offers: runs of days, agreements, months; all from the data."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.desks.record.present.periods import quick_periods, runs
from repatria.desks.record.queries_overview import Latest, Under
from repatria.statements.record import Agreement

days = st.lists(st.dates(date(2020, 1, 1), date(2020, 3, 31)))


@given(days)
def test_runs_hold_every_exchange_once_and_have_a_day_between_them(held: list[date]) -> None:
    found = runs(held)
    assert sum(number for _, _, number in found) == len(held)
    for (_, last, _), (first, _, _) in pairwise(found):
        assert first - last > timedelta(days=1)
    for first, last, _ in found:
        inside = {day for day in held if first <= day <= last}
        assert len(inside) == (last - first).days + 1


@given(st.permutations([date(2025, 6, day) for day in (9, 10, 11, 12, 13, 14, 14, 15, 16, 19)]))
def test_a_run_of_days_does_not_depend_on_their_order(held: list[date]) -> None:
    assert runs(held)[0] == (date(2025, 6, 9), date(2025, 6, 16), 9)


def test_periods_come_from_agreements_busy_days_and_months_once_each() -> None:
    agreement = Agreement("X", {"en": "An agreement"}, partial_date("2025-05-01"), ())
    june = [date(2025, 6, day) for day in range(1, 31)]
    latest = Latest(
        tuple(reversed([date(2025, 5, 3), *june])),
        (Under(agreement, june[0], june[-1], 30), Under(agreement, None, None, 0)),
    )
    found = quick_periods(latest)
    assert [(one.name or one.text) for one in found] == ["An agreement", "May 2025"]
    assert found[0].text == "1–30 June 2025"


def test_a_record_of_one_month_offers_no_month() -> None:
    assert quick_periods(Latest((date(2025, 6, 1),), ())) == ()


@given(days)
def test_no_period_is_offered_twice(held: list[date]) -> None:
    found = quick_periods(Latest(tuple(sorted(held, reverse=True)), ()))
    spans = [(one.start, one.until) for one in found]
    assert len(spans) == len(set(spans))
    assert all(one.start <= one.until for one in found)
