"""Births and numbers at one slip from what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.uncertain import UncertainDate, uncertain_date
from repatria.names.attributes import compare_serials
from repatria.names.dates_comparing import compare_dates
from repatria.names.levels import Level
from repatria.names.search_slips import slipped_days, slipped_serials, slipped_years


def _birth(text: str) -> UncertainDate:
    found = uncertain_date(text)
    assert found is not None
    return found


def test_years() -> None:
    found = slipped_years(_birth("1987"))
    assert {1986, 1988, 1977, 1997, 1978, 1980} <= set(found)
    assert 1987 not in found
    assert slipped_years(_birth("1985/1987")) == ()


def test_days_that_do_not_exist_are_left_out() -> None:
    assert slipped_days(_birth("1987")) == ()
    assert date(1987, 2, 28) in slipped_days(_birth("01.03.1987"))
    assert date(1987, 3, 5) in slipped_days(_birth("03.05.1987"))


@given(st.dates(date(1940, 1, 1), date(2010, 12, 31)))
def test_slipped_days_are_near(day: date) -> None:
    born = UncertainDate(day.isoformat(), day, day)
    for other in slipped_days(born):
        assert other != day
        level = compare_dates(born, UncertainDate("", other, other)).level
        assert level in {Level.NEAR, Level.SAME}


@pytest.mark.parametrize("serial", ["AA123456", "34567890"])
def test_slipped_serials_are_near(serial: str) -> None:
    found = slipped_serials(serial)
    assert len(found) == len(set(found)) < 250
    assert all(compare_serials(serial, other).level is Level.NEAR for other in found)


def test_of_no_serial_number_nothing() -> None:
    assert slipped_serials("") == ()
