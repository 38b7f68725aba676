"""Each grade by its rule; whose word is a root; what a side's word comes to."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    LEG,
    MIDLAND,
    MISSION,
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    NORTH_SOURCE,
    PRESS,
    SOUTH,
    SOUTH_HQ,
    SOUTH_MINISTRY,
    SOUTH_SOURCE,
    count,
    day,
    judged,
    parity,
    press,
    signed,
    silence,
)
from repatria.statements.claim import Claim, Speaker
from repatria.statements.counting import OUTSIDE
from repatria.statements.figure_roots import find_roots, latest_word
from repatria.statements.figures import Figure, Grade, LegVerdict, State, Verdict
from repatria.statements.grades import grade_leg
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref
from repatria.statements.record import Judgement, Leg, SignedFigure, retired_on, retirements
from repatria.statements.roots import verdicts
from repatria.statements.vocabulary import Category, Role, Track, Unit, Voice

LIVING = Leg("E1", NORTH, SOUTH, Track.LIVING)


def leg(*claims: Claim, on: Leg = LEG, acts: tuple[SignedFigure, ...] = (),
        judgements: tuple[Judgement, ...] = ()) -> LegVerdict:  # fmt: skip
    gone = retired_on(retirements(claims), date.max)
    return grade_leg(on, claims, gone, verdicts(judgements, date.max), acts)


def head(*claims: Claim, **rest: Any) -> Verdict:
    return leg(*claims, **rest).headline


def codes(verdict: Verdict) -> set[str]:
    return {item.code for item in verdict.reasons}


# The grades.


def test_agreed_when_giver_and_receiver_each_state_it() -> None:
    found = head(count(12, NORTH_HQ), count("about 12", SOUTH_HQ))
    assert found.grade is Grade.AGREED
    assert found.spread == Interval(10, 14)
    assert codes(found) == {"both_state"}


def test_corroborated_by_roots_of_different_sides() -> None:
    found = head(count(12, NORTH_HQ), count(12, MIDLAND))
    assert found.grade is Grade.CORROBORATED
    assert found.reasons[0].get("number") == 2


@pytest.mark.parametrize("other", [MIDLAND, MISSION, SOUTH_SOURCE], ids=lambda one: one.code)
def test_a_second_side_corroborates(other: Speaker) -> None:
    assert head(count(12, NORTH_HQ), count(12, other)).grade is Grade.CORROBORATED


def test_an_unnamed_source_is_a_root_and_never_the_party() -> None:
    for giver, receiver in ((NORTH_SOURCE, SOUTH_HQ), (NORTH_HQ, SOUTH_SOURCE),
                            (NORTH_SOURCE, SOUTH_SOURCE)):  # fmt: skip
        found = head(count(12, giver), count(12, receiver))
        assert found.grade is Grade.CORROBORATED
        assert "unnamed_is_no_party" in codes(found)
    named = head(count(12, NORTH_SOURCE), count(12, NORTH_HQ), count(12, SOUTH_HQ))
    assert named.grade is Grade.AGREED


def test_an_outlet_of_a_side_is_not_the_party_either() -> None:
    outlet = Speaker("AGENCY", "Northland's agency", Voice.MEDIA, NORTH)
    assert head(count(12, outlet), count(12, SOUTH_HQ, on="2025-06-11")).grade is Grade.CORROBORATED


def test_single_for_one_root_and_for_one_side() -> None:
    one = head(count(12, NORTH_HQ))
    assert (one.grade, codes(one)) == (Grade.SINGLE, {"one_root"})
    side = head(count(12, NORTH_HQ), count(12, NORTH_MINISTRY), count(12, NORTH_SOURCE))
    assert (side.grade, codes(side)) == (Grade.SINGLE, {"one_side"})


def test_contested_when_two_live_roots_do_not_meet() -> None:
    found = head(count(1248, NORTH_HQ), count(1245, SOUTH_HQ))
    assert found.grade is Grade.CONTESTED
    assert found.reasons[0].get("gap") == 3
    assert found.gap == (Interval(1245, 1245), Interval(1248, 1248))


def test_a_contested_figure_has_a_spread_and_neither_a_best_nor_a_mean() -> None:
    found = head(count(10, NORTH_HQ), count(20, SOUTH_HQ), count(30, MIDLAND))
    assert found.spread == Interval(10, 30)
    assert {Interval(10, 10), Interval(20, 20), Interval(30, 30)} == {
        root.interval for root in found.roots
    }
    assert not {"best", "mean", "estimate"} & set(dir(found))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_the_grade_follows_from_the_numbers(numbers: list[int]) -> None:
    speakers = [NORTH_HQ, SOUTH_HQ, MIDLAND, MISSION, NORTH_SOURCE]
    found = head(*(count(n, s) for n, s in zip(numbers, speakers, strict=False)))
    assert found.grade is (Grade.AGREED if len(set(numbers)) == 1 else Grade.CONTESTED)
    assert found.spread == Interval(min(numbers), max(numbers))


def test_a_signed_act_carries_the_figure_and_refutes_the_rest() -> None:
    right, wrong = count("about 12", NORTH_HQ), count(20, SOUTH_HQ)
    found = head(right, wrong, acts=(signed(12),))
    assert (found.grade, found.spread) == (Grade.SIGNED, Interval(12, 12))
    assert found.retired == ((wrong.id, "refuted"),)
    assert [root.claims for root in found.roots] == [(right.id,)]
    assert codes(found) == {"signed_act", "retired_refuted"}


def test_a_signed_act_needs_no_claim_and_binds_its_own_unit_only() -> None:
    assert head(acts=(signed(12),)).grade is Grade.SIGNED
    found = leg(count(20, NORTH_HQ), acts=(signed(3, unit=Unit.CONTAINER),))
    assert [(f.figure.unit, f.grade) for f in found.figures] == [
        (Unit.BODY, Grade.SINGLE),
        (Unit.CONTAINER, Grade.SIGNED),
    ]


def test_of_two_acts_the_later_counts_in_any_order() -> None:
    acts = signed(12), signed(13, on="2025-06-12")
    for order in permutations(acts):
        assert head(acts=order).spread == Interval(13, 13)


def test_an_act_in_a_unit_that_counts_nothing_is_passed_over() -> None:
    odd = SignedFigure(LEG, signed(1).quantity, "lorry", "act-2", day("2025-06-10"))
    assert head(count(12, NORTH_HQ), acts=(odd,)).grade is Grade.SINGLE


def test_discounted_when_every_statement_was_taken_back() -> None:
    found = head(count(12, NORTH_HQ, withdrawn_on=day("2025-06-20")))
    assert (found.grade, found.spread, found.roots) == (Grade.DISCOUNTED, None, ())
    assert codes(found) == {"all_retired", "retired_withdrawn"}


def test_what_was_taken_back_is_kept_and_does_not_count() -> None:
    old = count(20, SOUTH_HQ)
    new = count(12, SOUTH_HQ, on="2025-06-11", supersedes=old.id)
    found = head(count(12, NORTH_HQ), old, new)
    assert found.grade is Grade.AGREED
    assert found.retired == ((old.id, "superseded"),)


# None, not stated, nothing found.


def test_the_three_silences_differ() -> None:
    none = head(count("none", SOUTH_HQ))
    assert (none.receiver.state, none.giver.state) == (State.NONE, State.NOTHING_FOUND)
    assert (none.grade, none.spread) == (Grade.SINGLE, Interval(0, 0))
    stated = head(silence(SOUTH_HQ))
    assert (stated.receiver.state, stated.giver.state) == (State.NOT_STATED, State.NOTHING_FOUND)
    assert (stated.grade, stated.spread, codes(stated)) == (None, None, {"no_number"})
    nothing = head()
    assert (nothing.receiver.state, nothing.giver.state) == (State.NOTHING_FOUND,) * 2


def test_another_can_remark_that_a_party_did_not_say() -> None:
    found = head(silence(PRESS, SOUTH))
    assert (found.receiver.state, found.giver.state) == (State.NOT_STATED, State.NOTHING_FOUND)
    both = head(silence(PRESS, SOUTH, NORTH))
    assert (both.receiver.state, both.giver.state) == (State.NOT_STATED,) * 2


def test_a_number_outweighs_a_silence() -> None:
    found = head(silence(SOUTH_HQ), count(5, SOUTH_MINISTRY))
    assert (found.receiver.state, found.receiver.interval) == (State.STATED, Interval(5, 5))
    assert found.receiver.speakers == (SOUTH_MINISTRY.code,)


def test_a_silence_that_was_taken_back_is_none() -> None:
    found = head(silence(SOUTH_HQ, withdrawn_on=day("2025-06-20")))
    assert found.receiver.state is State.NOTHING_FOUND


def test_silence_on_one_category_is_none_on_another() -> None:
    said = silence(SOUTH_HQ, category=Category.CIVILIAN)
    civil = count(8, NORTH_HQ, category=Category.CIVILIAN)
    prisoners = count(100, NORTH_HQ, category=Category.POW)
    found = {f.figure.category: f for f in leg(said, civil, prisoners, on=LIVING).figures}
    assert found[Category.CIVILIAN].receiver.state is State.NOT_STATED
    assert found[Category.POW].receiver.state is State.NOTHING_FOUND


def test_parity_is_not_stated_and_says_so() -> None:
    found = head(parity(SOUTH_HQ))
    assert (found.receiver.state, found.receiver.parity) == (State.NOT_STATED, True)
    assert not found.giver.parity
    assert found.grade is None


def test_a_side_s_word_names_every_speaker_in_it() -> None:
    found = head(count(10, SOUTH_HQ), count(12, SOUTH_MINISTRY), count(11, SOUTH_SOURCE))
    assert found.receiver.interval == Interval(10, 12)
    assert found.receiver.speakers == ("SHQ", "SMIN", "SSRC")
    assert not found.receiver.unnamed
    assert head(count(11, SOUTH_SOURCE)).receiver.unnamed


# Roots.


def test_a_speaker_is_one_root_with_its_latest_word() -> None:
    found = head(count(10, SOUTH_HQ), count(12, SOUTH_HQ, on="2025-06-20"))
    assert (found.grade, found.spread) == (Grade.SINGLE, Interval(12, 12))
    assert len(found.roots) == 1


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (("2025-06-10", "2025-06-11"), Interval(12, 12)),
        (("2025-06-11", "2025-06-10"), Interval(10, 10)),
        (("2025-06-10", "2025-06-10"), Interval(10, 12)),
        (("2025-06", "2025-06-10"), Interval(10, 12)),  # perhaps later in June, perhaps not
        (("2025-05", "2025-06-10"), Interval(12, 12)),
        (("2025-06-10", "2025"), Interval(10, 12)),
    ],
)
def test_the_latest_word_and_where_it_cannot_be_told(days: tuple[str, str], word: Interval) -> None:
    claims = [count(n, SOUTH_HQ, on=on) for n, on in zip((10, 12), days, strict=True)]
    assert latest_word(claims) == latest_word(claims[::-1]) == word


def test_the_press_that_repeats_a_known_figure_is_no_root() -> None:
    found = head(count(12, SOUTH_HQ), press(12, "Post", on="2025-06-11"), press(12, "Wire"))
    assert found.grade is Grade.SINGLE
    (root,) = found.roots
    assert len(root.repeats) == 2


def test_the_press_that_gives_a_figure_first_is_a_root() -> None:
    found = head(press(12, "Post"), count(12, SOUTH_HQ, on="2025-06-11"))
    assert found.grade is Grade.CORROBORATED
    assert [root.role for root in found.roots] == [Role.RECEIVER, Role.THIRD]


def test_the_press_that_gives_another_figure_is_a_root() -> None:
    found = head(count(12, SOUTH_HQ), press(15, "Post", on="2025-06-11"))
    assert found.grade is Grade.CONTESTED


def test_outlets_repeat_each_other_too() -> None:
    found = head(press(12, "Post"), press(12, "Wire"), press("about 12", "Echo", on="2025-06-12"))
    assert (found.grade, len(found.roots)) == (Grade.SINGLE, 1)


def test_the_press_may_repeat_a_word_that_its_speaker_has_since_changed() -> None:
    found = head(
        count(10, SOUTH_HQ, on="2025-06-10"),
        press(10, "Post", on="2025-06-11"),
        count(12, SOUTH_HQ, on="2025-06-20"),
    )
    assert (found.grade, found.spread) == (Grade.SINGLE, Interval(12, 12))


def test_an_outlet_that_comes_round_to_a_known_figure_repeats_it() -> None:
    found = head(
        press(10, "Post", on="2025-06-10"),
        count(12, SOUTH_HQ, on="2025-06-12"),
        press(12, "Post", on="2025-06-15"),
    )
    assert (found.grade, found.spread) == (Grade.SINGLE, Interval(12, 12))


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDE"), st.integers(0, 9), st.sampled_from([11, 12, 13])),
        max_size=12,
    )
)
def test_no_number_of_articles_raises_a_count(articles: list[tuple[str, int, int]]) -> None:
    """Relays of a speaker and outlets that repeat it leave grade, spread and roots as they are."""
    core = [count(12, SOUTH_HQ, on="2025-06-01"), count("about 12", MIDLAND, on="2025-06-01")]
    relayed = [
        count(12, SOUTH_HQ, on="2025-06-02", outlet=outlet, relay=True) for outlet, _, _ in articles
    ]
    printed = [
        press(number, outlet, on=str(day("2025-06-03") + timedelta(days=later)))
        for outlet, later, number in articles
    ]
    before, after = head(*core), head(*core, *relayed, *printed)
    assert (after.grade, after.spread) == (before.grade, before.spread)
    assert [(r.key, r.interval) for r in after.roots] == [(r.key, r.interval) for r in before.roots]


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 20), st.integers(0, 10)), max_size=6))
def test_outlets_are_roots_by_what_they_say_and_when_never_by_name(
    told: list[tuple[int, int, int]],
) -> None:
    def verdict(names: str) -> tuple[Grade | None, Interval | None, int]:
        claims = [
            press(f"{low} to {low + width}", name, on=f"2025-06-{on:02d}")
            for name, (on, low, width) in zip(names, told, strict=False)
        ]
        found = head(*claims)
        return found.grade, found.spread, len(found.roots)

    assert verdict("ABCDEF") == verdict("FEDCBA") == verdict("CAFEBD")


def test_judging_two_words_the_same_makes_one_root_and_withdrawing_it_two() -> None:
    a, b = count(12, NORTH_HQ), count(12, MIDLAND)
    assert head(a, b).grade is Grade.CORROBORATED
    same = judged(a, b, "same", on="2025-06-12", withdrawn_on=day("2025-06-20"))
    for on, grade in (("2025-06-11", Grade.CORROBORATED), ("2025-06-12", Grade.SINGLE),
                      ("2025-06-20", Grade.CORROBORATED)):  # fmt: skip
        found = grade_leg(LEG, [a, b], {}, verdicts([same], day(on)))
        assert found.headline.grade is grade
    assert head(a, b, judgements=(judged(a, b, "different"),)).grade is Grade.CORROBORATED
    assert head(a, b, judgements=(judged(a, b, "unsure"),)).grade is Grade.CORROBORATED


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_a_joined_root_is_who_spoke_first_and_then_the_named_party(names: tuple[str, str]) -> None:
    unnamed = Speaker(names[0], "a source", Voice.UNNAMED, NORTH)
    named = Speaker(names[1], "the ministry", Voice.PARTY, NORTH)
    other = count(12, SOUTH_HQ)
    same_day = count(12, unnamed), count(12, named)
    found = head(*same_day, other, judgements=(judged(*same_day, "same"),))
    assert found.grade is Grade.AGREED
    in_turn = count(12, unnamed), count(12, named, on="2025-06-11")
    found = head(*in_turn, other, judgements=(judged(*in_turn, "same"),))
    assert found.grade is Grade.CORROBORATED


def test_roots_stand_giver_first_then_receiver_and_the_rest() -> None:
    claims = [count(1, one) for one in (MISSION, MIDLAND, SOUTH_HQ, NORTH_HQ)]
    roots = find_roots(LEG, claims, {})
    assert [root.role for root in roots] == list(Role)


# Figures.


def test_the_headline_is_the_widest_figure_with_a_number() -> None:
    wounded = count(3, NORTH_HQ, category=Category.WOUNDED)
    prisoners = count(9, NORTH_HQ, category=Category.POW)
    everybody = count(12, NORTH_HQ, category=Category.LIVING)
    told = [wounded], [wounded, prisoners], [wounded, prisoners, everybody]
    heads = [leg(*claims, on=LIVING).headline.figure.category for claims in told]
    assert heads == [Category.WOUNDED, Category.POW, Category.LIVING]


def test_a_part_never_stands_for_the_whole() -> None:
    found = leg(count(8, NORTH_HQ, category=Category.CIVILIAN), on=LIVING)
    assert found.headline.figure.category is Category.LIVING
    assert found.headline.grade is None


def test_units_and_classes_of_count_are_figures_of_their_own() -> None:
    found = leg(
        count(10, NORTH_HQ),
        count(4, SOUTH_HQ, unit=Unit.CONTAINER),
        count(2, SOUTH_HQ, counting=OUTSIDE),
    )
    assert [f.figure for f in found.figures] == [
        Figure(LEG, Category.REMAINS, Unit.BODY),
        Figure(LEG, Category.REMAINS, Unit.BODY, OUTSIDE),
        Figure(LEG, Category.REMAINS, Unit.CONTAINER),
    ]
    assert {f.grade for f in found.figures} == {Grade.SINGLE}


def test_every_grade_carries_a_reason_that_names_its_speakers() -> None:
    agreed = head(count(12, NORTH_HQ), count(12, NORTH_MINISTRY), count(12, SOUTH_HQ))
    assert agreed.reasons[0].get("giver") == (Ref("speaker", "NHQ"), Ref("speaker", "NMIN"))
    differ = head(count(12, MISSION), count(12, MIDLAND), count(15, PRESS))
    assert differ.reasons[0].code == "roots_differ"
