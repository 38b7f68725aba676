"""The number line: in order, in proportion, nothing over anything else from phone to desk."""

from __future__ import annotations

from itertools import combinations

import pytest
from chart_reading import assert_clear, assert_safe, boxes, parsed, squashed, with_class, words
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.desks.common.charts.gapline import PHONE, Gap, GapLine, Point, draw
from repatria.desks.common.charts.gapline_layout import LEFT, RIGHT, extent, scale, stacked

numbers = st.integers(min_value=0, max_value=10**6)


@st.composite
def points(draw_: st.DrawFn) -> Point:
    low, high = sorted((draw_(numbers), draw_(numbers)))
    bounds = draw_(st.sampled_from([(low, low), (low, high), (low, None), (None, high)]))
    return Point(
        label=draw_(st.text(max_size=30)),
        role=draw_(st.text(max_size=60)),
        party=draw_(st.integers(0, 8)),
        low=bounds[0],
        high=bounds[1],
    )


@st.composite
def gaplines(draw_: st.DrawFn) -> GapLine:
    low, high = sorted((draw_(numbers), draw_(numbers)))
    gap = Gap(low=low, high=high, text=draw_(st.text(max_size=40)))
    return GapLine(
        title=draw_(st.text()),
        desc=draw_(st.text()),
        points=tuple(draw_(st.lists(points(), min_size=1, max_size=6))),
        gap=draw_(st.sampled_from([None, gap])),
        id_prefix="g",
    )


def exact(number: int, party: int) -> Point:
    return Point(label=f"{number:,}", role="giver", party=party, low=number, high=number)


def line(*drawn: Point, gap: Gap | None = None) -> GapLine:
    return GapLine(title="T", desc="D", points=drawn, gap=gap, id_prefix="g")


@settings(max_examples=100, deadline=None)
@given(gaplines())
def test_nothing_overlaps_from_phone_to_desk(picture: GapLine) -> None:
    root = parsed(draw(picture))
    assert_safe(root)
    height = float(root.get("height", 0))
    for width in (PHONE, 390, 900):
        found = boxes(root, width)
        assert_clear(found)
        assert all(box.left >= -4 and box.right <= width + 4 for box in found)
        assert all(box.top >= 0 and box.bottom <= height + 1 for box in found)


@given(gaplines())
def test_every_word_is_on_the_drawing(picture: GapLine) -> None:
    root = parsed(draw(picture))
    for point in picture.points:
        assert squashed(point.label) in words(root)
        assert squashed(point.role) in words(root)
    if picture.gap:
        assert squashed(picture.gap.text) in words(root)


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(1, 1000))
def test_distances_are_in_proportion(first: int, one: int, other: int) -> None:
    place = scale(line(exact(first, 0), exact(first + one, 1), exact(first + one + other, 2)))
    shares = [place(n) for n in (first, first + one, first + one + other)]
    assert shares[0] == pytest.approx(LEFT)
    assert shares[2] == pytest.approx(RIGHT)
    assert (shares[1] - shares[0]) * other == pytest.approx((shares[2] - shares[1]) * one)


def test_a_single_number_stands_in_the_middle() -> None:
    (mark,) = with_class(parsed(draw(line(exact(1245, 0)))), "p0")
    assert mark.get("x") == "50.00%"


def test_the_gap_lies_between_the_two_and_is_named() -> None:
    gap = Gap(low=1245, high=1248, text="difference 3")
    root = parsed(draw(line(exact(1245, 0), exact(1248, 1), gap=gap)))
    (band,) = with_class(root, "gap")
    ends = [float((e.get("x") or "")[:-1]) for e in root.iter("svg") if e.get("x")]
    left = float((band.get("x") or "")[:-1])
    assert [left, left + float((band.get("width") or "")[:-1])] == pytest.approx(ends)
    assert [e.text for e in with_class(root, "differ")] == ["difference 3"]


def test_open_ends_are_arrows_that_point_away() -> None:
    least = Point(label="at least 40", role="", party=0, low=40, high=None)
    most = Point(label="at most 50", role="", party=1, low=None, high=50)
    root = parsed(draw(line(least, most)))
    ends = {e.get("class"): (e.get("x1"), e.get("x2")) for e in root.iter("line")}
    assert ends["p0 arrow"][1] == "98.00%"
    assert ends["p1 arrow"][0] == "2.00%"


def test_the_first_parties_differ_in_shape_too() -> None:
    shapes = [
        next(iter(with_class(parsed(draw(line(exact(1, party)))), "solid")[0])).tag
        for party in range(3)
    ]
    assert len(set(shapes)) == 3


@given(st.lists(points(), min_size=1, max_size=8))
def test_marks_that_would_meet_stand_in_lanes(drawn: list[Point]) -> None:
    place = scale(line(*drawn))
    spans = [extent(point, place) for point in drawn]
    lanes = stacked(spans)
    for (one, lane), (other, second) in combinations(zip(spans, lanes, strict=True), 2):
        assert lane != second or one[1] <= other[0] or other[1] <= one[0]


def test_a_line_without_a_point_is_refused() -> None:
    with pytest.raises(ValueError):
        line()
    with pytest.raises(ValueError):
        Gap(low=3, high=2, text="")
