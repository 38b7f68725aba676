"""What a residual is equal to, in the order in which it is looked for."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import NORTH, SOUTH
from repatria.statements.counting import OUTSIDE
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg
from repatria.statements.residuals import Explanation, explain
from repatria.statements.series import GIVER, RECEIVER, Series, Words
from repatria.statements.vocabulary import Track

START = date(2025, 6, 1)


def number(value: int) -> Interval:
    return Interval(value, value)


def series(*pairs: tuple[int, int] | tuple[int, int, int]) -> Series:
    """Legs on successive days: giver's number, receiver's, and those outside on both's word."""
    legs = [Leg(f"E{i}", NORTH, SOUTH, Track.REMAINS) for i in range(len(pairs))]
    made = Series((leg, START + timedelta(days=i)) for i, leg in enumerate(legs))
    for leg, (giver, receiver, *outside) in zip(legs, pairs, strict=True):
        words = {"": Words(number(giver), number(receiver))}
        if outside:
            words[OUTSIDE] = Words(number(outside[0]), number(outside[0]))
        made.set(leg, words)
    return made


def found(residual: int, made: Series, span: tuple[int, int] | None = None,
          side: int = GIVER) -> tuple[str, list[str]]:  # fmt: skip
    result: Explanation = explain(residual, made, side, span or (0, len(made.legs)))
    (why,) = result.reasons
    assert result.found == why.code.startswith("residual_") == bool(result.legs) or (
        why.code == "residual_unexplained"
    )
    return why.code, [leg.exchange for leg in result.legs]


def test_the_difference_between_the_sides() -> None:
    made = series((10, 10), (20, 17), (30, 30))
    assert found(3, made) == found(-3, made) == ("residual_between_sides", ["E1"])


def test_the_differences_of_several_legs_together() -> None:
    made = series((10, 9), (20, 18), (30, 26))
    assert found(7, made) == ("residual_between_sides", ["E0", "E1", "E2"])
    assert found(6, made) == ("residual_between_sides", ["E1", "E2"])


def test_those_returned_outside() -> None:
    made = series((10, 10), (20, 20, 22), (30, 30, 31))
    assert found(22, made) == ("residual_outside", ["E1"])
    assert found(-53, made, side=RECEIVER) == ("residual_outside", ["E1", "E2"])


def test_one_leg_inside_or_just_beyond_the_edges() -> None:
    made = series((11, 11), (12, 12), (13, 13), (14, 14), (15, 15))
    assert found(13, made, (2, 3)) == ("residual_one_leg", ["E2"])
    assert found(12, made, (2, 3)) == ("residual_one_leg", ["E1"])
    assert found(14, made, (2, 3)) == ("residual_one_leg", ["E3"])
    assert found(11, made, (2, 3)) == ("missing_event", [])


def test_legs_without_words_are_passed_over_at_the_edges() -> None:
    made = series((11, 11), (12, 12))
    gap = Leg("E9", NORTH, SOUTH, Track.REMAINS)
    wide = Series(
        [
            (gap, START + timedelta(days=1)),
            *zip(made.legs, [START, START + timedelta(days=2)], strict=True),
        ]
    )
    for leg, words in zip(made.legs, made.words, strict=True):
        wide.set(leg, words)
    assert found(12, wide, (0, 1)) == ("residual_one_leg", ["E1"])


def test_nothing_known_equals_it() -> None:
    made = series((10, 10), (20, 20))
    assert found(7, made) == ("missing_event", [])
    assert found(-7, made) == ("residual_unexplained", [])


def test_the_nearer_explanation_comes_first() -> None:
    assert found(5, series((5, 5), (10, 5), (9, 9, 5)))[0] == "residual_between_sides"
    assert found(5, series((5, 5), (9, 9, 5)))[0] == "residual_outside"


@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=24),
    st.integers(-300, 300).filter(bool),
)
def test_whatever_is_found_adds_up(pairs: list[tuple[int, int]], residual: int) -> None:
    made = series(*pairs)
    result = explain(residual, made, GIVER, (0, len(pairs)))
    code = result.reasons[0].code
    words = {leg: made.words[index][""] for index, leg in enumerate(made.legs)}
    if code == "residual_between_sides":
        gaps = [abs(w.giver.low - w.receiver.low) for w in map(words.get, result.legs)
                if w and w.giver and w.receiver]  # fmt: skip
        assert sum(gaps) == abs(residual)
    elif code == "residual_one_leg":
        assert words[result.legs[0]].giver == number(abs(residual))
    else:
        assert code == ("missing_event" if residual > 0 else "residual_unexplained")
