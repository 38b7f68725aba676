"""The weights of two records as a staircase: each bar begins where the last one ended."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from chart_reading import assert_clear, assert_safe, boxes, parsed, squashed, with_class, words
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.desks.common.charts.weights import Step, Weights, bits, draw, told

amounts = st.one_of(st.just(0.0), st.floats(-40, 40))
steps = st.builds(Step, field=st.text(max_size=30), bits=amounts, sentence=st.text(max_size=120))
pictures = st.builds(
    Weights,
    title=st.text(),
    desc=st.text(),
    start=amounts,
    start_label=st.text(max_size=30),
    end_label=st.text(max_size=30),
    steps=st.lists(steps, max_size=8).map(tuple),
    id_prefix=st.just("w"),
)


def picture(*values: float, start: float = -10, sentence: str = "Why.") -> Weights:
    return Weights(
        title="T",
        desc="D",
        start=start,
        start_label="Chance",
        end_label="Sum",
        steps=tuple(
            Step(f"field {number}", value, sentence) for number, value in enumerate(values)
        ),
        id_prefix="w",
    )


def bars(drawn: Weights) -> list[Element]:
    return with_class(parsed(draw(drawn)), "weight")


def share(element: Element, name: str) -> float:
    return float(element.get(name, "")[:-1])


def ends(element: Element) -> tuple[float, float]:
    left = share(element, "x")
    return left, left + share(element, "width")


@settings(max_examples=100, deadline=None)
@given(pictures)
def test_the_drawing_is_sound_complete_and_nothing_overlaps(drawn: Weights) -> None:
    root = parsed(draw(drawn))
    assert_safe(root)
    assert_clear(boxes(root, 350))
    for step in drawn.steps:
        assert squashed(step.field) in words(root)
        assert squashed(step.sentence) in words(root)
    assert len(with_class(root, "weight")) == len(drawn.steps) + 2
    for bar in with_class(root, "weight"):
        left, right = ends(bar)
        assert 0 <= left <= right <= 100


@settings(max_examples=100, deadline=None)
@given(st.floats(-40, 40), st.lists(st.floats(0.5, 40).flatmap(lambda x: st.sampled_from([x, -x]))))
def test_each_bar_begins_where_the_last_one_ended(start: float, values: list[float]) -> None:
    drawn = picture(*values, start=start)
    root = parsed(draw(drawn))
    (base,) = with_class(root, "base")
    zero = share(base, "x1")
    first, *between, last = with_class(root, "weight")
    at = start_of(first, zero, start)
    for bar, value in zip(between, values, strict=True):
        left, right = ends(bar)
        begins, ends_at = (left, right) if value > 0 else (right, left)
        assert begins == pytest.approx(at, abs=0.45)
        at = ends_at
    assert at == pytest.approx(start_of(last, zero, drawn.total), abs=0.45)


def start_of(bar: Element, zero: float, value: float) -> float:
    """Where a bar that begins at nothing ends."""
    left, right = ends(bar)
    begins, at = (left, right) if value > 0 else (right, left)
    assert begins == pytest.approx(zero, abs=0.45)
    return at


@given(st.lists(st.floats(1, 40), min_size=1, max_size=6))
def test_widths_are_in_proportion(values: list[float]) -> None:
    widths = [share(bar, "width") for bar in bars(picture(*values, start=0))[1:]]
    whole = sum(values)
    assert widths == pytest.approx(
        [max(96 * value / whole, 0.4) for value in (*values, whole)], abs=0.02
    )


def test_rows_go_down_the_page() -> None:
    heights = [float(bar.get("y", "")) for bar in bars(picture(3, -2, 0, 5))]
    assert all(upper < lower for upper, lower in pairwise(heights))


def test_what_speaks_for_against_and_not_at_all_is_told_apart() -> None:
    kinds = [bar.get("class") for bar in bars(picture(3, -2, 0))]
    assert kinds == [
        "weight sum", "weight for", "weight against", "weight nothing", "weight sum",
    ]  # fmt: skip


def test_the_sum_is_the_start_and_all_steps() -> None:
    drawn = picture(3.25, -2.5, 12, start=-10)
    assert drawn.total == 2.75
    assert list(told(drawn)) == [
        "Chance: −10.0",
        "field 0: +3.2. Why.",
        "field 1: −2.5. Why.",
        "field 2: +12.0. Why.",
        "Sum: +2.8",
    ]
    assert words(parsed(draw(drawn))).endswith("Sum+2.8")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.04, "0"), (-0.04, "0"), (3.44, "+3.4"), (-12, "−12.0"), (0.06, "+0.1")],
)
def test_bits_have_a_sign_and_a_tenth(value: float, shown: str) -> None:
    assert bits(value) == shown


def test_words_are_words_and_no_markup() -> None:
    hostile = '</text><script>alert("1")</script>&'
    drawn = picture(1, sentence=hostile)
    root = parsed(draw(drawn))
    assert_safe(root)
    assert squashed(hostile) in words(root)


def test_an_id_that_is_no_word_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot begin an id"):
        Weights(title="", desc="", start=0, start_label="", end_label="", steps=(), id_prefix="a b")
