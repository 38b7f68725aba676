"""Spans answer for every day what the states put into them said of it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from repatria.statements.spans import Span, Spans

START = date(2025, 6, 1)
STATES = st.lists(
    st.tuples(st.integers(0, 12), st.dictionaries(st.sampled_from("abc"), st.integers(0, 3))),
    max_size=8,
).map(lambda states: sorted(states, key=lambda state: state[0]))


def on(day: int) -> date:
    return START + timedelta(days=day)


@given(STATES)
def test_each_day_holds_what_the_last_state_put(states: list[tuple[int, dict[str, int]]]) -> None:
    spans: Spans[str, tuple[str, int]] = Spans()
    for day, items in states:
        spans.state(on(day), {key: (key, value) for key, value in items.items()}, spans.keys)
    found = spans.done()
    for day in range(-1, 15):
        now: dict[str, int] = {}
        for since, items in states:
            if since <= day:
                now = items
        held = [span.item for span in found if span.holds(on(day))]
        assert sorted(held) == sorted(now.items())


@given(STATES)
def test_spans_are_whole_and_in_order(states: list[tuple[int, dict[str, int]]]) -> None:
    spans: Spans[str, int] = Spans()
    for day, items in states:
        for key in "abc":
            spans.put(on(day), key, items.get(key))
    found = spans.done()
    assert [span.since for span in found] == sorted(span.since for span in found)
    assert all(span.until is None or span.since < span.until for span in found)
    assert spans.keys == {key for key in "abc" if states and states[-1][1].get(key) is not None}


def test_what_does_not_change_stays_one_span() -> None:
    spans: Spans[str, int] = Spans()
    for day in range(4):
        spans.put(on(day), "a", 1)
    assert spans.done() == [Span(on(0), None, 1)]


def test_keys_that_are_not_named_are_left_alone() -> None:
    spans: Spans[str, int] = Spans()
    spans.put(on(0), "a", 1)
    spans.state(on(2), {"b": 2}, ["b", "c"])
    assert {span.item for span in spans.done() if span.holds(on(3))} == {1, 2}
