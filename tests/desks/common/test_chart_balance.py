"""The balance: one row for each side's word, in proportion, never a sum across speakers."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from chart_reading import assert_clear, assert_safe, boxes, parsed, squashed, with_class, words
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.desks.common.charts.balance import FULL, Balance, Group, Side, draw
from repatria.desks.common.charts.marks import State

STATES: list[State] = [
    "stated",
    "none",
    "not_stated",
    "nothing_found",
    "stated_without_number",
]
numbers = st.integers(min_value=0, max_value=10**6)


@st.composite
def sides(draw_: st.DrawFn) -> Side:
    state = draw_(st.sampled_from(STATES))
    low, high = sorted((draw_(numbers), draw_(numbers)))
    bounds = [(low, low), (low, high), (low, None), (None, high)]
    chosen = draw_(st.sampled_from(bounds)) if state == "stated" else (None, None)
    return Side(
        label=draw_(st.text(max_size=80)),
        party=draw_(st.integers(0, 7)),
        state=state,
        low=chosen[0],
        high=chosen[1],
        text=draw_(st.text(max_size=50)),
    )


groups = st.builds(Group, label=st.text(max_size=60), rows=st.lists(sides(), max_size=4).map(tuple))
balances = st.builds(
    Balance,
    title=st.text(),
    desc=st.text(),
    groups=st.lists(groups, max_size=4).map(tuple),
    id_prefix=st.just("b"),
)


def side(state: State, low: int | None = None, high: int | None = None, party: int = 0) -> Side:
    return Side(label="L", party=party, state=state, low=low, high=high, text="X")


def drawn(*rows: Side) -> Balance:
    return Balance(title="T", desc="D", groups=(Group(label="Remains", rows=rows),), id_prefix="b")


def share(element: Element) -> float:
    return float(element.get("width", "")[:-1])


@settings(max_examples=100, deadline=None)
@given(balances)
def test_the_drawing_is_sound_complete_and_nothing_overlaps(picture: Balance) -> None:
    root = parsed(draw(picture))
    assert_safe(root)
    found = boxes(root, 350)
    assert_clear(found)
    assert all(box.left == 0 and box.right <= 350 for box in found)
    for group in picture.groups:
        assert squashed(group.label) in words(root)
        for row in group.rows:
            assert squashed(row.text) in words(root)
            assert squashed(row.label) in words(root)


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_widths_are_in_proportion(one: int, other: int) -> None:
    bars = with_class(
        parsed(draw(drawn(side("stated", one, one), side("stated", other, other, 1)))), "solid"
    )
    most = max(one, other)
    expected = [max(0.3, FULL * n / most) for n in (one, other)]
    assert [share(bar) for bar in bars] == pytest.approx(expected, abs=0.01)


def test_a_range_an_open_end_and_an_upper_bound_are_drawn_apart() -> None:
    root = parsed(draw(drawn(side("stated", 30, 40), side("stated", None, 40))))
    solid, pale = with_class(root, "solid"), with_class(root, "pale")
    assert [share(bar) for bar in solid] == pytest.approx([FULL * 0.75], abs=0.01)
    assert [share(bar) for bar in pale] == pytest.approx([FULL / 4, FULL], abs=0.01)
    least = parsed(draw(drawn(side("stated", 30, None))))
    assert len(with_class(least, "arrow")) == 1


def test_the_kinds_of_nothing_differ_in_shape() -> None:
    def shapes(state: State) -> list[tuple[str | None, str | None]]:
        root = parsed(draw(drawn(side(state))))
        return [(e.get("class"), e.get("width")) for e in root.iter("rect")]

    assert shapes("none") == [("p0 solid", "3")]
    assert shapes("not_stated") == [("dash", "30")]
    assert shapes("stated_without_number") == [("p0 outline", "30")]
    assert shapes("nothing_found") == []


def test_no_figure_is_written_that_nobody_said() -> None:
    root = parsed(draw(drawn(side("stated", 6057, 6057), side("stated", 6060, 6060, 1))))
    assert words(root) == "RemainsXLXL"
