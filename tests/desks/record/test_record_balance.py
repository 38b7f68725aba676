"""The balance and the facts: sums that never cross the sides, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from leg_making import NAMES, absent, exchange, ranged, silent, stated, summary

from repatria.desks.common.charts import balance as chart
from repatria.desks.record.present.balance import (
    TrackBalance,
    balance,
    coverage_text,
    drawing,
    missing_text,
)
from repatria.desks.record.present.facts import Fact, facts
from repatria.desks.record.queries import LegSummary, SideState
from repatria.statements.balance import SidePart, add_up
from repatria.statements.figures import State
from repatria.statements.quantity import Interval
from repatria.statements.record import Exchange
from repatria.statements.series import SeriesKey
from repatria.statements.vocabulary import Role, Track

Pair = tuple[SideState, SideState]


def parts(legs: Iterable[LegSummary]) -> Iterable[SidePart]:
    """What the store's sums are made of: each side's word on each leg."""
    for one in legs:
        key = SeriesKey(one.leg.giver, one.leg.receiver, one.leg.track)
        for role, word in ((Role.GIVER, one.giver), (Role.RECEIVER, one.receiver)):
            held = word.interval
            low, high = (0, 0) if held is None else (held.low, held.high)
            yield SidePart(
                key, role, word.state, 1, low, high, word.speakers, word.unnamed, one.grade
            )


def window(
    pairs: Sequence[Pair], track: Track = Track.REMAINS
) -> tuple[list[LegSummary], dict[str, Exchange]]:
    exchanges = [exchange(f"E{n}", f"2024-05-{n + 1:02}", track) for n in range(len(pairs))]
    legs = [summary(of, *pair) for of, pair in zip(exchanges, pairs, strict=True)]
    return legs, {of.code: of for of in exchanges}


def tracks(legs: Iterable[LegSummary]) -> tuple[TrackBalance, ...]:
    return balance(add_up(parts(legs)), NAMES)


def made(pairs: Sequence[Pair], track: Track = Track.REMAINS) -> tuple[Fact, ...]:
    legs, exchanges = window(pairs, track)
    return facts(tracks(legs), legs, exchanges, whole=True)


def test_two_sums_over_the_same_legs_and_where_they_differ() -> None:
    (fact,) = made(
        [
            (stated("B", 1200), stated("A", 1200)),
            (stated("B", 1248), stated("A", 1245)),
        ]
    )
    assert [(one.text, one.css) for one in fact.figures] == [("2,445", "p0"), ("2,448", "p1")]
    assert [chip.text for chip in fact.chips] == ["contested: a difference of 3, on 2 May"]
    assert [chip.css for chip in fact.chips] == ["contested"]
    assert [one.leg.exchange for one in fact.contested] == ["E1"]
    assert fact.notes == ("Each side: a number on 2 of 2 legs.",)


def test_sums_over_different_legs_are_compared_only_where_both_speak() -> None:
    (fact,) = made([(stated("B", 100), stated("A", 100)), (absent("B"), stated("A", 50))])
    assert [one.text for one in fact.figures] == ["150", "100"]
    assert not any(chip.css == "contested" for chip in fact.chips)
    assert fact.notes == (
        "Giver: nothing found on 1 of 2 legs.",
        "On the 1 leg where both give a number: 100.",
    )


def test_sums_without_a_common_leg_are_said_to_be_of_different_ones() -> None:
    (fact,) = made([(stated("B", 100), silent("A")), (absent("B"), stated("A", 50))])
    assert "The two sums are not of the same legs." in fact.notes


def test_several_contested_legs_are_counted_not_added() -> None:
    (fact,) = made([(stated("B", 10), stated("A", 12)), (stated("B", 20), stated("A", 25))])
    assert fact.chips[0].text == "contested on 2 legs"


def test_one_side_alone_is_marked() -> None:
    (fact,) = made([(silent("B"), stated("A", 27)), (absent("B"), stated("A", 0))])
    assert [one.text for one in fact.figures] == ["27"]
    assert fact.chips[0].text == "one side only: receiver"
    assert fact.notes == ("Giver: not stated on 1 of 2 legs, nothing found on 1.",)
    (side,) = [row for row in fact.sides if row.figure]
    assert side.coverage == "a number on 1 of 2 legs, none on 1"


def test_equal_sums_stand_once_with_their_grade() -> None:
    (fact,) = made([(stated("B", 5), stated("A", 5))])
    assert [(one.text, one.css) for one in fact.figures] == [("5", "")]
    assert [(chip.text, chip.anchor) for chip in fact.chips] == [("agreed", "grade-agreed")]


def test_none_is_a_figure_and_silence_is_not() -> None:
    (none,) = made([(stated("B", 0), silent("A"))])
    assert [one.text for one in none.figures] == ["none"]
    (unsaid,) = made([(silent("B"), absent("A"))])
    assert (unsaid.figures, unsaid.words, unsaid.nil) == ((), "not stated", "notstated")
    (missing,) = made([(absent("B"), absent("A"))])
    assert (missing.words, missing.nil) == ("nothing found", "nothing")


def test_the_living_without_a_number_are_one_fact_for_both_directions() -> None:
    of = exchange("L", "2024-05-01", Track.LIVING)
    legs = [summary(of, silent("A"), absent("B")), summary(of, absent("B"), silent("A"))]
    (fact,) = facts(tracks(legs), legs, {"L": of}, whole=True)
    assert fact.label == "Prisoners, each way"
    assert fact.chips[0].text == "1 exchange, no number by either side"
    assert fact.notes == ("Ama: not stated on 2 of 2 legs.", "Bor: nothing found on 2 of 2 legs.")


def test_a_part_of_a_window_locates_no_difference() -> None:
    legs, exchanges = window([(stated("B", 10), stated("A", 12))])
    (fact,) = facts(tracks(legs), legs, exchanges, whole=False)
    assert fact.chips[0].text == "contested on 1 leg"
    assert fact.contested == ()


def test_what_is_missing_is_told_apart() -> None:
    assert missing_text(3, 1, 4) == "not stated on 3 of 4 legs, nothing found on 1"
    assert missing_text(3, 0, 4) == "not stated on 3 of 4 legs"
    assert missing_text(0, 1, 1) == "nothing found on 1 of 1 leg"
    assert missing_text(0, 0, 4) == ""
    assert coverage_text(0, 2, 3) == "none on 2 of 3 legs"
    assert coverage_text(0, 0, 3) == ""


def test_the_picture_has_a_bar_for_each_side_and_one_scale() -> None:
    legs, _ = window([(ranged("B", 225, 275), stated("A", 500))])
    (track,) = tracks(legs)
    drawn = drawing(track, NAMES)
    (group,) = drawn.groups
    assert [(side.low, side.high, side.text) for side in group.rows] == [
        (500, 500, "500"),
        (225, 275, "225 to 275"),
    ]
    assert "svg" in chart.draw(drawn)


def test_a_side_that_says_none_is_drawn_as_none() -> None:
    legs, _ = window([(stated("B", 0), absent("A"))])
    (track,) = tracks(legs)
    states = [side.state for group in drawing(track, NAMES).groups for side in group.rows]
    assert states == ["nothing_found", "none"]


def words_of(party: str) -> st.SearchStrategy[SideState]:
    return st.one_of(
        st.integers(0, 10**6).map(lambda number: stated(party, number)),
        st.tuples(st.integers(0, 10**5), st.integers(0, 10**5)).map(
            lambda two: ranged(party, min(two), max(two))
        ),
        st.integers(1, 10**5).map(lambda number: ranged(party, number, None)),
        st.just(silent(party)),
        st.just(absent(party)),
    )


pairs_of_words = st.lists(st.tuples(words_of("B"), words_of("A")), min_size=1, max_size=8)


@given(pairs_of_words)
def test_a_sides_sum_is_the_sum_of_its_own_words_and_of_nothing_else(pairs: list[Pair]) -> None:
    legs, _ = window(pairs)
    (track,) = tracks(legs)
    for row, words in zip(track.directions[0].sides, zip(*map(reversed, pairs), strict=True),
                          strict=True):  # fmt: skip
        own = [word.interval for word in words if word.interval is not None]
        total = Interval(0, 0)
        for interval in own:
            total = total + interval
        assert row.side.stated == (total if own else None)
        assert row.numbered + row.none == len(own)
        assert (
            row.legs == len(pairs) == row.numbered + row.none + row.not_stated + (row.nothing_found)
        )


@given(pairs_of_words)
def test_a_fact_says_nothing_is_stated_only_where_nobody_gives_a_number(pairs: list[Pair]) -> None:
    (fact,) = made(pairs)
    speaking = [w for pair in pairs for w in pair if w.state in (State.STATED, State.NONE)]
    assert bool(fact.figures) == bool(speaking)
    assert bool(fact.nil) != bool(fact.figures)
    assert len(fact.figures) <= 2


@given(pairs_of_words)
def test_the_picture_draws_every_balance(pairs: list[Pair]) -> None:
    legs, _ = window(pairs)
    for track in tracks(legs):
        assert chart.draw(drawing(track, NAMES)).startswith("<svg")
