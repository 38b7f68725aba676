"""Cursors: whatever stands in one, a list is neither broken by it nor left with gaps."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ninja.errors import HttpError

from repatria.desks.common.api.paging import Order

WHOLE = Order((("-at", datetime), ("day", date), ("code", str), ("-id", int)))
MOMENTS = st.datetimes(timezones=st.just(UTC))
CODES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")))


@given(MOMENTS, st.dates(), CODES.filter(str.isprintable), st.integers(0, 2**63 - 1))
def test_a_cursor_is_read_as_it_was_written(at: datetime, day: date, code: str, pk: int) -> None:
    values = [at, day, code, pk]
    cursor = WHOLE.write(values)
    assert cursor.isascii()
    assert WHOLE.read(cursor) == values


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5
)


@given(st.one_of(st.text(), st.lists(JSON, min_size=3, max_size=5).map(
    lambda each: urlsafe_b64encode(json.dumps(each).encode()).decode()
)))  # fmt: skip
def test_what_is_no_cursor_of_the_list_is_refused(cursor: str) -> None:
    with pytest.raises(HttpError):
        WHOLE.read(cursor)


def test_a_place_behind_another_is_so_by_the_first_value_that_differs() -> None:
    found = str(Order((("-day", date), ("code", str))).after([date(2025, 6, 1), "E"]))
    assert "('day__lt', datetime.date(2025, 6, 1))" in found
    assert "('code__gt', 'E')" in found
    assert "OR" in found
