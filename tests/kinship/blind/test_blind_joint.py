"""Sets of samples compared as persons: what the engine says of persons with several samples."""

from __future__ import annotations

import math

import pytest
from blind_making import engine, panel_of, profile, samples_of
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.kinship.blind.coherence import division, least_pair, weakest
from repatria.kinship.blind.joint import Joint
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.remains import Remains

READ = st.sampled_from(
    ["10/10", "10/11", "11/11", "12/13", "10/?", "11/?", "12/?", "10/any", "11/any", ""]
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_joint_ratios_agree_with_the_engine(data: st.DataObject) -> None:
    panel = panel_of(
        "L",
        "M",
        theta=data.draw(st.sampled_from((0.0, 0.03))),
        silent=data.draw(st.sampled_from((0.0, 0.05))),
        miscall=data.draw(st.sampled_from((0.0, 0.03))),
    )
    codes = ("a1", "a2", "b1", "b2")
    profiles = [
        profile(code, data.draw(st.sampled_from((None, 0.3))), L=data.draw(READ), M=data.draw(READ))
        for code in codes
    ]
    joint = Joint(Readings.of(panel, map(Remains, profiles)))
    one, two = samples_of(codes), samples_of(codes[:2], codes[2:])
    apart = engine(panel, two, *profiles)
    if apart == -math.inf:
        return
    expected = engine(panel, one, *profiles) - apart
    found = joint.ratio(joint.held((0, 1)), joint.held((2, 3)))
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert joint.ratio(joint.held((3, 2)), joint.held((1, 0))) == pytest.approx(found)


def test_a_set_that_contradicts_itself_says_nothing_there() -> None:
    profiles = [
        profile("a", L="10/10", M="10/11"),
        profile("b", L="12/12", M="10/11"),
        profile("c", L="10/10", M="10/11"),
    ]
    joint = Joint(Readings.of(panel_of("L", "M"), map(Remains, profiles)))
    found = joint.by_marker(joint.held((0, 1)), joint.held((2,)))
    assert found == pytest.approx([0.0, -math.log(2 * 0.1 * 0.2)])


def test_a_hundred_doubtful_samples_do_not_underflow() -> None:
    profiles = [profile(f"R{at:03}", 0.001, L="10/?") for at in range(300)]
    joint = Joint(Readings.of(panel_of(), map(Remains, profiles)))
    found = joint.ratio(joint.held(range(299)), joint.held((299,)))
    # What so many read is 10/10: 1 − d² over P(10/?).
    d, p = 0.001, 0.1
    expected = (1 - d**2) / ((1 - d**2) * p**2 + 2 * d * (1 - d) * p * (1 - p))
    assert math.exp(found) == pytest.approx(expected)


def test_the_weakest_division_is_that_of_all() -> None:
    """A and C by M, B and C by L; nothing of A and B."""
    profiles = [
        profile("A", M="10/10"),
        profile("B", L="11/12"),
        profile("C", L="11/12", M="10/10"),
    ]
    joint = Joint(Readings.of(panel_of("L", "M"), map(Remains, profiles)))
    parts = weakest(joint, [(2,), (0,), (1,)])
    assert parts == ((0, 2), (1,))
    assert division(joint, *parts).log10 == pytest.approx(-math.log10(2 * 0.2 * 0.3))
    pair = least_pair(joint, (0, 1, 2))
    assert (pair.one, pair.other, pair.log10) == (("A",), ("B",), 0.0)
    assert weakest(joint, [(0, 1, 2)]) is None


@pytest.mark.parametrize("count", [5, 8])
def test_a_bridge_is_cut_with_few_pieces_and_with_many(count: int) -> None:
    """Two persons of so many samples each, and a sample that fits both."""
    profiles = [
        profile(f"{who}{at}", L=text, M="13/13")
        for who, text in (("A", "10/10"), ("B", "11/11"))
        for at in range(count)
    ]
    profiles.append(profile("Z", M="13/13"))
    joint = Joint(Readings.of(panel_of("L", "M"), map(Remains, profiles)))
    parts = weakest(joint, [(place,) for place in range(2 * count + 1)])
    assert parts is not None
    found = division(joint, *parts)
    assert found.log10 == -math.inf
    assert found.at_odds == ("L",)
