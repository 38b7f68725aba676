"""Sums over time against sums made one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import LEG, NORTH, NORTH_HQ, SOUTH, SOUTH_HQ, count
from repatria.statements.claim import Claim
from repatria.statements.counting import OUTSIDE
from repatria.statements.grades import grade_leg
from repatria.statements.quantity import ZERO, Interval
from repatria.statements.record import Leg
from repatria.statements.series import (
    GIVER,
    MOST_LOCATED,
    RECEIVER,
    LegWords,
    Series,
    SeriesKey,
    Words,
    words_of,
)
from repatria.statements.vocabulary import Category, Track, Unit

START = date(2025, 6, 1)
WORD = st.none() | st.builds(
    lambda low, more: Interval(low, None if more is None else low + more),
    st.integers(0, 30),
    st.none() | st.integers(0, 5),
)
LEG_WORDS = st.dictionaries(
    st.sampled_from(["", OUTSIDE, "another class"]), st.builds(Words, WORD, WORD), min_size=1
)


@dataclass
class Made:
    series: Series
    words: dict[Leg, Mapping[str, Words]]
    days: dict[Leg, date]


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Legs on some days, some of whose words are put, and put again, in any order."""
    offsets = draw(st.lists(st.integers(0, 15), max_size=8))
    legs = {
        Leg(f"E{i}", NORTH, SOUTH, Track.REMAINS): START + timedelta(days=n)
        for i, n in enumerate(offsets)
    }
    series = Series(legs.items())
    held: dict[Leg, Mapping[str, Words]] = {}
    if legs:
        for leg, words in draw(st.lists(st.tuples(st.sampled_from(list(legs)), LEG_WORDS))):
            series.set(leg, words)
            held[leg] = words
    return Made(series, held, legs)


@given(made(), st.integers(-1, 16), st.integers(-1, 16), st.sets(st.sampled_from(["", OUTSIDE])))
def test_a_sum_over_a_span_is_the_sum_of_its_words(
    made: Made, a: int, b: int, left_out: set[str]
) -> None:
    first, last = (START + timedelta(days=n) for n in sorted((a, b)))
    span = made.series.span(first, last)
    assert [made.days[leg] for leg in made.series.legs[slice(*span)]] == sorted(
        day for day in made.days.values() if first <= day <= last
    )
    for side in (GIVER, RECEIVER):
        total, opened = ZERO, False
        for leg, words in made.words.items():
            if not first <= made.days[leg] <= last:
                continue
            for counting, pair in words.items():
                word = pair.receiver if side == RECEIVER else pair.giver
                if counting not in left_out:
                    opened = opened or word is None
                    total = total + (word or ZERO)
        found = made.series.total(side, *span, frozenset(left_out))
        assert found == Interval(total.low, None if opened else total.high)


@given(made(), st.integers(0, 8), st.integers(0, 8))
def test_what_lies_in_a_span(made: Made, a: int, b: int) -> None:
    start, stop = sorted((min(a, len(made.series.legs)), min(b, len(made.series.legs))))
    inside = [made.words.get(leg, {}) for leg in made.series.legs[start:stop]]
    for counting in ("", OUTSIDE, "nobody's class"):
        there = any(counting in words for words in inside)
        assert made.series.has_class(counting, start, stop) == there
    differing = [
        start + index
        for index, words in enumerate(inside)
        if (pair := words.get("")) and pair.giver and pair.receiver
        if not pair.giver.meets(pair.receiver)
    ]
    assert made.series.differing(start, stop) == differing


@given(made(), st.integers(0, 8), st.integers(0, 8))
def test_the_nearest_words_beyond_a_span(made: Made, a: int, b: int) -> None:
    start, stop = sorted((min(a, len(made.series.legs)), min(b, len(made.series.legs))))
    spoken = [i for i, leg in enumerate(made.series.legs) if leg in made.words]
    before = max((i for i in spoken if i < start), default=None)
    after = min((i for i in spoken if i >= stop), default=None)
    assert made.series.beyond(start, stop) == (before, after)
    for leg in made.series.legs:
        index = made.series.legs.index(leg)
        days = [made.series.days[i] for i in spoken if i < index][-1:] or [date.min]
        days += [made.series.days[i] for i in spoken if i > index][:1] or [date.max]
        assert made.series.around(leg) == tuple(days)


@given(made())
def test_loading_at_once_is_putting_one_by_one(made: Made) -> None:
    loaded = Series(made.days.items())
    loaded.load(LegWords(leg, words) for leg, words in made.words.items())
    size = len(made.series.legs)
    for start in range(size + 1):
        for stop in range(start, size + 1):
            for side in (GIVER, RECEIVER):
                for left_out in (frozenset[str](), frozenset({OUTSIDE})):
                    assert loaded.total(side, start, stop, left_out) == made.series.total(
                        side, start, stop, left_out
                    )
            assert loaded.differing(start, stop) == made.series.differing(start, stop)
            assert loaded.difference(start, stop) == made.series.difference(start, stop)
            assert loaded.spoken(start, stop) == made.series.spoken(start, stop)
            assert loaded.beyond(start, stop) == made.series.beyond(start, stop)
            for counting in ("", OUTSIDE):
                assert loaded.has_class(counting, start, stop) == made.series.has_class(
                    counting, start, stop
                )


@given(made(), st.integers(0, 8), st.integers(0, 8))
def test_the_difference_is_giver_s_less_receiver_s_where_they_do_not_meet(
    made: Made, a: int, b: int
) -> None:
    start, stop = sorted((min(a, len(made.series.legs)), min(b, len(made.series.legs))))
    pairs = [made.series.words[index][""] for index in made.series.differing(start, stop)]
    assert made.series.difference(start, stop) == sum(
        pair.giver.low - pair.receiver.low for pair in pairs if pair.giver and pair.receiver
    )


def test_a_difference_on_too_many_legs_is_located_on_none() -> None:
    days = {Leg(f"E{i:02d}", NORTH, SOUTH, Track.REMAINS): START for i in range(MOST_LOCATED + 1)}
    series = Series(days.items())
    assert series.located(range(MOST_LOCATED)) == tuple(days)[:MOST_LOCATED]
    assert series.located(range(MOST_LOCATED + 1)) == ()


def test_an_empty_span_adds_up_to_nothing() -> None:
    series = Series([(LEG, START)])
    assert series.total(GIVER, *series.span(START, START - timedelta(days=1))) == ZERO
    assert Series(()).total(GIVER, 0, 0) == ZERO


def test_a_leg_without_a_number_leaves_the_sum_open_and_one_never_put_does_not() -> None:
    series = Series([(LEG, START)])
    assert series.total(GIVER, 0, 1) == ZERO
    series.set(LEG, {"": Words(None, ZERO)})
    assert series.total(GIVER, 0, 1) == Interval(0, None)
    assert series.total(RECEIVER, 0, 1) == ZERO


def words(*claims: Claim, leg: Leg = LEG) -> dict[str, Words]:
    return words_of(grade_leg(leg, claims, {}))


def test_the_words_of_a_leg_are_the_two_sides_headlines() -> None:
    assert words(count(5, NORTH_HQ), count("about 5", SOUTH_HQ)) == {
        "": Words(Interval(5, 5), Interval(4, 6))
    }
    assert words() == {"": Words(None, None)}


def test_a_class_beside_the_exchange_that_a_side_is_silent_on_adds_nothing_to_its_sum() -> None:
    found = words(count(5, SOUTH_HQ), count(2, SOUTH_HQ, counting=OUTSIDE))
    assert found[OUTSIDE] == Words(ZERO, Interval(2, 2))


def test_of_a_class_told_of_several_categories_the_widest_counts() -> None:
    living = Leg("E1", NORTH, SOUTH, Track.LIVING)
    claims = [
        count(number, SOUTH_HQ, category=category, counting=OUTSIDE)
        for number, category in ((1, Category.WOUNDED), (3, Category.LIVING), (2, Category.POW))
    ]
    assert words(*claims, leg=living)[OUTSIDE].receiver == Interval(3, 3)


def test_containers_are_never_added_to_bodies() -> None:
    assert words(count(4, SOUTH_HQ, unit=Unit.CONTAINER)) == {"": Words(None, None)}
    assert "x" not in words(count(4, SOUTH_HQ, unit=Unit.CONTAINER, counting="x"))


def test_a_direction_has_a_name() -> None:
    assert SeriesKey(NORTH, SOUTH, Track.LIVING).where == "NORTH>SOUTH"
