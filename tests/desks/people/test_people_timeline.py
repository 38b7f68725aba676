"""States in order of time, and what contradicts what: on events, without a store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.desks.people.timeline import (
    LIFE,
    PLACE,
    Contradicts,
    Event,
    Timeline,
    timeline,
)


def event(
    key: int, what: str, on: str = "", said: str = "", until: str = "", **more: object
) -> Event:
    days = [partial_date(text) if text else None for text in (on, until, said)]
    return Event(key, what, *days, **more)  # type: ignore[arg-type]


def found(*events: Event) -> list[tuple[Contradicts, tuple[int, int], bool]]:
    return [(each.what, each.keys, each.sure) for each in timeline(events).contradictions]


def test_an_ordinary_way_home_contradicts_nothing() -> None:
    line = timeline(
        [
            event(4, "returned", "2025-06-10"),
            event(1, "missing", "2024-03"),
            event(2, "reported_captive", "2024-05-01"),
            event(3, "captive", "2024-06-01"),
        ]
    )
    assert [each.key for each in line.events] == [1, 2, 3, 4]
    assert line.contradictions == ()
    assert line.now is not None
    assert line.now.what == "returned"


def test_alive_after_reported_dead() -> None:
    assert found(event(1, "dead", "2024-01-01"), event(2, LIFE, "2025-02-01")) == [
        (Contradicts.ALIVE_AFTER_DEAD, (1, 2), True)
    ]


def test_alive_before_the_death_is_none() -> None:
    assert not found(event(1, "dead", "2024-05-01"), event(2, LIFE, "2024-04-30"))
    assert not found(event(1, "dead", "2024-05-01"), event(2, "captive", "2024-05-01"))


def test_returned_alive_after_remains_were_identified() -> None:
    assert found(event(1, "identified", "2023-08-01"), event(2, "returned", "2026-02-05")) == [
        (Contradicts.ALIVE_AFTER_IDENTIFIED, (1, 2), True)
    ]


def test_on_a_list_after_a_signed_release() -> None:
    release = event(1, "returned", "2025-06-09")
    listed = event(2, "captive", said="2025-06-20", as_of_said=True)
    assert found(release, listed) == [(Contradicts.CAPTIVE_AFTER_RETURN, (1, 2), True)]
    earlier = event(3, "captive", said="2025-06-01", as_of_said=True)
    assert not found(release, earlier)


def test_dates_that_do_not_tell_make_it_possible_and_not_sure() -> None:
    assert found(event(1, "dead", "2024-06-15"), event(2, LIFE, "2024-06")) == [
        (Contradicts.ALIVE_AFTER_DEAD, (1, 2), False)
    ]
    undated = found(event(1, "dead", said="2024-06-15"), event(2, LIFE, said="2025-01-01"))
    assert undated == [(Contradicts.ALIVE_AFTER_DEAD, (1, 2), False)]
    assert not timeline([event(1, "dead", "2024-06-15"), event(2, LIFE, "2024-06")]).contradicted


def test_what_has_no_date_at_all_tells_nothing_of_before_and_after() -> None:
    assert not found(event(1, "dead", "2024-06-15"), event(2, "captive"))
    assert found(event(1, "dead"), event(2, LIFE, "2024-06-15")) == [
        (Contradicts.ALIVE_AFTER_DEAD, (1, 2), False)
    ]


def test_two_places_on_one_day() -> None:
    one, other = event(1, PLACE, "2024-06-15", where="A"), event(2, PLACE, "2024-06-15", where="B")
    assert found(one, other) == [(Contradicts.TWO_PLACES, (1, 2), True)]
    assert not found(one, event(2, PLACE, "2024-06-15", where="A"))
    assert not found(one, event(2, PLACE, "2024-06-16", where="B"))
    assert not found(one, event(2, PLACE, "2024-06", where="B"))


def test_two_places_within_a_span() -> None:
    stay = event(1, PLACE, "2024-01-01", until="2024-12-31", where="A")
    visit = event(2, PLACE, "2024-06-15", where="B")
    assert found(stay, visit) == [(Contradicts.TWO_PLACES, (1, 2), True)]


def test_dead_on_two_days() -> None:
    assert found(event(1, "dead", "2024-01-01"), event(2, "dead", "2024-03")) == [
        (Contradicts.TWO_DEATHS, (1, 2), True)
    ]
    assert not found(event(1, "dead", "2024-03-05"), event(2, "dead", "2024-03"))


def test_held_by_a_side_that_denies_it() -> None:
    held = event(1, "captive", "2024-01-01", where="B")
    denial = event(2, "denied", "2024-06-01", where="B")
    assert found(held, denial) == [(Contradicts.DENIED, (1, 2), False)]
    assert not found(held, event(2, "denied", "2024-06-01", where="C"))
    assert timeline([held, denial]).now == held


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_entry_changes_nothing(order: int) -> None:
    events = [event(1, "dead", "2024-01-01"), event(2, "captive", "2025-01-01")]
    assert found(*events[::order]) == [(Contradicts.ALIVE_AFTER_DEAD, (1, 2), True)]


DAYS = st.sampled_from(["", "2023", "2024", "2024-03", "2024-03-05", "2024-03-06", "2025-01-01"])
WHAT = st.sampled_from(
    ["missing", "captive", "dead", "returned", "identified", LIFE, PLACE, "denied"]
)
EVENTS = st.lists(st.tuples(WHAT, DAYS, DAYS, st.booleans(), st.sampled_from("AB")), max_size=7)


def line_of(rows: list[tuple[str, str, str, bool, str]]) -> Timeline:
    return timeline(
        event(key, what, on, said, where=where, as_of_said=as_of)
        for key, (what, on, said, as_of, where) in enumerate(rows)
    )


@given(EVENTS)
def test_nothing_is_lost_and_every_contradiction_is_of_two_events_that_are_there(
    rows: list[tuple[str, str, str, bool, str]],
) -> None:
    line = line_of(rows)
    assert sorted(each.key for each in line.events) == list(range(len(rows)))
    for each in line.contradictions:
        one, other = each.keys
        assert one != other
        assert {one, other} <= set(range(len(rows)))


@given(EVENTS)
def test_a_sure_contradiction_stays_whatever_else_is_said(
    rows: list[tuple[str, str, str, bool, str]],
) -> None:
    before = {each for each in line_of(rows).contradictions if each.sure}
    more = [*rows, ("missing", "2023", "", False, "A")]
    assert before <= set(line_of(more).contradictions)
