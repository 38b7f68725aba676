from __future__ import annotations

from builders import MIDLAND, NORTH, NORTH_HQ, SOUTH, SOUTH_HQ, SOUTH_SOURCE, day, total
from repatria.statements.counting import OUTSIDE, RULES
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg
from repatria.statements.series import GIVER, RECEIVER, Series, Words
from repatria.statements.total_check import Outcome, rules_for, sides, unchecked
from repatria.statements.vocabulary import Category, Track

COVERS = "2025-06-01..2025-06-30"
BEGINS = day("2025-06-01")


def series(*classes: str) -> Series:
    leg = Leg("E1", NORTH, SOUTH, Track.REMAINS)
    made = Series([(leg, BEGINS)])
    made.set(leg, {name: Words(Interval(1, 1), Interval(1, 1)) for name in ("", *classes)})
    return made


def test_a_speaker_s_total_is_made_of_its_own_side_s_words_and_a_third_s_of_either() -> None:
    for speaker, expected in (
        (NORTH_HQ, (GIVER,)),
        (SOUTH_HQ, (RECEIVER,)),
        (SOUTH_SOURCE, (RECEIVER,)),
        (MIDLAND, (GIVER, RECEIVER)),
    ):
        assert sides(total(5, speaker, COVERS), NORTH, SOUTH) == expected
    assert sides(total(5, NORTH_HQ, COVERS), SOUTH, NORTH) == (RECEIVER,)


def test_rules_that_make_no_difference_are_one() -> None:
    claim = total(5, NORTH_HQ, COVERS)
    assert rules_for(claim, series(), 0, 1) == RULES[:1]
    assert rules_for(claim, series(OUTSIDE), 0, 1) == RULES
    assert rules_for(claim, series(OUTSIDE), 1, 1) == RULES[:1]
    assert rules_for(claim, series("another"), 0, 1) == RULES[:1]


def test_a_rule_that_is_named_is_the_only_one() -> None:
    for rule in RULES:
        claim = total(5, NORTH_HQ, COVERS, counting=rule.id)
        assert rules_for(claim, series(OUTSIDE), 0, 1) == (rule,)
    own = total(5, NORTH_HQ, COVERS, counting="our own")
    assert rules_for(own, series(OUTSIDE), 0, 1) == ()


def test_what_can_be_checked_is_not_refused() -> None:
    for category in (Category.REMAINS, Category.LIVING, Category.POW):
        assert unchecked(total(5, NORTH_HQ, COVERS, category=category), BEGINS) is None


def test_an_unchecked_total_says_why_and_derives_nothing() -> None:
    found = unchecked(total("not stated", NORTH_HQ, COVERS), BEGINS)
    assert found is not None
    assert (found.outcome, found.derived, found.residual) == (Outcome.UNCHECKED, None, None)
    assert found.reasons
