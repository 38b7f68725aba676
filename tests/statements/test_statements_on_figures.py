"""Contradictions inside one leg: each kind, and the nearest thing that is none."""

from __future__ import annotations

from typing import Any

from builders import (
    MIDLAND,
    MISSION,
    NORTH_HQ,
    NORTH_MINISTRY,
    NORTH_SOURCE,
    SOUTH_HQ,
    SOUTH_MINISTRY,
    both,
    claim,
    count,
    day,
    exchange,
    judged,
    parts,
    press,
    record,
)
from repatria.statements.claim import Claim, Speaker
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.counting import OUTSIDE
from repatria.statements.examine import examine
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref
from repatria.statements.record import Judgement
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit

Kinds = ContradictionKind


def found(*items: Claim | Judgement, track: Track = Track.REMAINS) -> list[Contradiction]:
    return list(examine(record(*items, exchange(track=track))).contradictions)


def living(*items: Claim | Judgement) -> list[Contradiction]:
    return found(*items, track=Track.LIVING)


def kinds(items: list[Contradiction]) -> list[Kinds]:
    return sorted(item.kind for item in items)


def living_count(value: int | str, speaker: Speaker, category: Category = Category.LIVING,
                 **rest: Any) -> Claim:  # fmt: skip
    return count(value, speaker, category=category, **rest)


# Between sides, inside one, with a third.


def test_giver_and_receiver_differ() -> None:
    a, b = count(1248, NORTH_HQ), count(1245, SOUTH_HQ)
    (one,) = found(b, a)
    assert one.kind is Kinds.BETWEEN_SIDES
    assert set(one.claims) == {a.id, b.id}
    assert one.reasons[0].get("gap") == 3
    assert one.reasons[0].get("giver") == Interval(1248, 1248)


def test_words_that_meet_do_not_differ() -> None:
    assert found(count(1248, NORTH_HQ), count("about 1245", SOUTH_HQ)) == []
    assert found(count("more than 1000", NORTH_HQ), count(1245, SOUTH_HQ)) == []


def test_one_contradiction_for_a_pair_of_sides_and_the_widest_gap() -> None:
    claims = [
        count(1248, NORTH_HQ),
        count(1250, NORTH_MINISTRY),
        count(1245, SOUTH_HQ),
        count(1245, SOUTH_MINISTRY),
    ]
    items = found(*claims)
    assert kinds(items) == [Kinds.BETWEEN_SIDES, Kinds.INSIDE_SIDE]
    between = next(item for item in items if item.kind is Kinds.BETWEEN_SIDES)
    assert between.reasons[0].get("gap") == 5
    # Both receivers say it, so both stand in it.
    assert set(between.claims) == {claims[1].id, claims[2].id, claims[3].id}


def test_inside_a_side() -> None:
    (one,) = found(count(12, NORTH_HQ), count(15, NORTH_SOURCE))
    assert one.kind is Kinds.INSIDE_SIDE
    assert one.reasons[0].get("party") == Ref("party", "NORTH")
    assert found(count(12, NORTH_HQ), count("about 12", NORTH_SOURCE)) == []


def test_with_a_third() -> None:
    assert kinds(found(count(12, NORTH_HQ), count(15, MIDLAND))) == [Kinds.WITH_THIRD]
    assert kinds(found(count(12, MISSION), count(15, MIDLAND))) == [Kinds.WITH_THIRD]
    assert kinds(found(count(12, NORTH_HQ), press(15, "Post"))) == [Kinds.WITH_THIRD]


def test_different_figures_are_not_held_against_each_other() -> None:
    assert found(count(12, NORTH_HQ), count(3, SOUTH_HQ, counting=OUTSIDE)) == []
    assert living(living_count(12, NORTH_HQ), living_count(8, SOUTH_HQ, Category.POW)) == []
    assert found(count(12, NORTH_HQ), both(20, MIDLAND)) == []


def test_what_was_taken_back_contradicts_nothing() -> None:
    assert found(count(12, NORTH_HQ, withdrawn_on=day("2025-06-20")), count(15, SOUTH_HQ)) == []


# A source against its earlier self.


def test_a_speaker_against_its_earlier_self() -> None:
    a, b = count(12, NORTH_HQ), count(15, NORTH_HQ, on="2025-06-20")
    (one,) = found(b, a)
    assert one.kind is Kinds.EARLIER_SELF
    assert one.claims == (a.id, b.id)
    assert one.reasons[0].get("first") == Interval(12, 12)


def test_a_speaker_that_supersedes_or_refines_its_word_does_not_contradict_itself() -> None:
    old = count(12, NORTH_HQ)
    assert found(old, count(15, NORTH_HQ, on="2025-06-20", supersedes=old.id)) == []
    assert found(count("about 12", NORTH_HQ), count(13, NORTH_HQ, on="2025-06-20")) == []


def test_two_numbers_in_one_source_on_one_day_are_a_contradiction_of_its_own() -> None:
    one, other = count(12, NORTH_HQ, outlet="Post"), count(15, NORTH_HQ, outlet="Post")
    assert kinds(found(one, other)) == [Kinds.EARLIER_SELF]


def test_renderings_that_differ_are_told_of_once() -> None:
    """As a change of sense while they are taken for one utterance, else as the speaker's own."""
    a, b = count(12, NORTH_HQ), count(15, NORTH_HQ, on="2025-06-11")
    assert kinds(found(a, b)) == [Kinds.SENSE]
    assert kinds(found(a, b, judged(a, b, "different"))) == [Kinds.EARLIER_SELF]
    assert kinds(found(a, b, judged(a, b, "unsure"))) == [Kinds.SENSE]
    far = count(15, NORTH_HQ, on="2025-06-20")
    assert kinds(found(a, far)) == [Kinds.EARLIER_SELF]
    assert kinds(found(a, far, judged(a, far, "same"))) == [Kinds.SENSE]


def test_a_chain_of_renderings_is_one_utterance_and_each_pair_is_told_of_once() -> None:
    claims = [count(n, NORTH_HQ, on=f"2025-06-1{n}") for n in range(3)]
    items = found(*claims)
    assert kinds(items) == [Kinds.SENSE] * 3
    assert len({frozenset(item.claims) for item in items}) == 3


# Units.


def test_bodies_against_containers() -> None:
    (one,) = found(count(12, NORTH_HQ), count(10, SOUTH_HQ, unit=Unit.CONTAINER))
    assert one.kind is Kinds.UNIT
    assert {one.reasons[0].get("unit_a"), one.reasons[0].get("unit_b")} == {
        Ref("word", "body"),
        Ref("word", "container"),
    }


def test_whoever_gives_both_units_confuses_nothing() -> None:
    containers = count(10, SOUTH_HQ, unit=Unit.CONTAINER)
    assert found(count(12, NORTH_HQ), count(12, SOUTH_HQ), containers) == []
    assert kinds(found(count(12, NORTH_HQ), containers, count(12, MIDLAND))) == [Kinds.UNIT] * 2


# Parts.


def test_parts_that_do_not_sum_to_the_whole() -> None:
    said = living_count(390, NORTH_HQ, parts=(parts("category", pow=270, civilian=110),))
    (one,) = living(said)
    assert (one.kind, one.claims) == (Kinds.PARTS, (said.id,))
    assert one.reasons[0].code == "parts_sum"
    assert one.reasons[0].get("parts") == Interval(380, 380)


def test_parts_that_sum_and_parts_that_are_not_all() -> None:
    for told in (
        parts("category", pow=270, civilian=120),
        parts("category", pow=270, civilian=(110, 130)),
        parts("sex", complete=False, women=3),
        parts("sex", complete=False, women=390),
    ):
        assert living(living_count(390, NORTH_HQ, parts=(told,))) == []


def test_parts_that_exceed_the_whole_even_if_they_are_not_all() -> None:
    told = parts("sex", complete=False, men=300, women=100)
    (one,) = living(living_count(390, NORTH_HQ, parts=(told,)))
    assert one.reasons[0].code == "parts_exceed"
    open_whole = living_count("more than 390", NORTH_HQ, parts=(told,))
    assert living(open_whole) == []


def test_two_divisions_of_one_number_are_two_contradictions() -> None:
    told = parts("category", pow=1), parts("sex", men=2)
    items = living(living_count(390, NORTH_HQ, parts=told))
    assert [item.where for item in items] == ["category", "sex"]
    assert len({item.key for item in items}) == 2


def test_the_parts_of_a_part_are_added_up_too() -> None:
    told = (parts("held as", convicts=15, others=60),)
    share = claim(ClaimKind.COMPOSITION, 65, NORTH_HQ, category=Category.CIVILIAN, parts=told)
    assert kinds(living(share)) == [Kinds.PARTS]


def test_a_share_larger_than_the_whole() -> None:
    share = claim(ClaimKind.COMPOSITION, 400, SOUTH_HQ, category=Category.WOUNDED)
    whole = living_count(390, NORTH_HQ)
    (one,) = living(whole, share)
    assert one.kind is Kinds.PARTS
    assert set(one.claims) == {whole.id, share.id}


def test_a_share_that_fits_or_is_of_something_else() -> None:
    whole = living_count(390, NORTH_HQ)
    for share in (
        claim(ClaimKind.COMPOSITION, 390, SOUTH_HQ, category=Category.WOUNDED),
        claim(ClaimKind.COMPOSITION, 15, SOUTH_HQ, category=Category.WOUNDED, unit=Unit.PERCENT),
        claim(ClaimKind.COMPOSITION, "not stated", SOUTH_HQ, category=Category.WOUNDED),
    ):
        assert living(whole, share) == []
    civilians = claim(ClaimKind.COMPOSITION, 400, SOUTH_HQ, category=Category.CIVILIAN)
    assert living(living_count(390, NORTH_HQ, Category.POW), civilians) == []
    assert living(living_count("more than 390", NORTH_HQ), civilians) == []


# Categories.


def test_one_number_told_of_prisoners_by_one_and_of_all_by_another() -> None:
    divided = living_count(390, SOUTH_HQ, parts=(parts("category", pow=270, civilian=120),))
    narrow = living_count(390, NORTH_HQ, Category.POW)
    (one,) = living(divided, narrow)
    assert (one.kind, one.reasons[0].code) == (Kinds.CATEGORY, "category")
    assert set(one.claims) == {divided.id, narrow.id}


def test_different_numbers_of_one_category() -> None:
    divided = living_count(390, SOUTH_HQ, parts=(parts("category", pow=270, civilian=120),))
    (one,) = living(divided, living_count(250, NORTH_HQ, Category.POW))
    assert one.reasons[0].code == "category_parts"


def test_a_category_that_fits_its_part_or_is_another_class_of_count() -> None:
    divided = living_count(390, SOUTH_HQ, parts=(parts("category", pow=270, civilian=120),))
    assert living(divided, living_count(270, NORTH_HQ, Category.POW)) == []
    assert living(divided, living_count(22, NORTH_HQ, Category.POW, counting=OUTSIDE)) == []
    unfinished = living_count(390, SOUTH_HQ, parts=(parts("category", complete=False, pow=270),))
    assert living(unfinished, living_count(280, NORTH_HQ, Category.POW)) == []
